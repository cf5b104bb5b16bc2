"""Indirect speech in the strict setting: what counts as saying something, whatever the weights say.

Strict is "X said (that) ...", "..., X said", "according to X": a verb for saying with a clause. A demand, a verdict
or an act ("called for", "condemned", "adopted a resolution on") tells what a source did in the outlet's own words, "thinks"
and "hopes" tell what nobody was heard to say, and all of these stay narration; the broad setting takes them in, as the
annotators of the attribution corpora do.
"""

from framing.voice import vocabulary

ASIDE = frozenset(("say",))
TELLING = frozenset("told tells tell telling".split())
ACCUSING = frozenset("accused accuse accuses accusing".split())
HEARING = frozenset("told informed notified warned reminded assured advised asked".split())
SAYING = frozenset("said says say saying told tells tell telling added adds adding according wrote writes".split())
STATING = frozenset(
    "add asked asks ask asking write writing claimed claims claim claiming stated states stating argued argues argue arguing "
    "insisted insists insist insisting warned warns warn warning announced announces announcing declared declares declare "
    "declaring noted notes note noting explained explains explain explaining replied replies replying acknowledged "
    "acknowledges acknowledging admitted admits admitting confirmed confirms confirm confirming denied denies denying alleged "
    "alleges alleging reported reports suggested suggests suggesting stressed stresses stressing emphasized "
    "emphasised emphasizing emphasising maintained maintains maintaining contended contends charged charging remarked remarks "
    "observed observes conceded concedes conceding asserted asserts asserting proclaimed proclaims reiterated reiterates "
    "reiterating recalled recalls recalling quipped joked tweeted tweeting responded responds continued concluded concludes "
    "predicted predicts complained complains testified wondered wonders cited cites citing mentioned mentions answered "
    "recounted recounts clarified clarifies specified specifies underlined underlines underscored underscores commented "
    "comments cautioned cautions lamented laments boasted boasts countered counters retorted protested informed informs "
    "notified disclosed discloses promised promises promising pledged pledges pledging vowed vows vowing agreed agrees "
    "statement statements allegation allegations assertion assertions accusation accusations warnings announcement "
    "testimony argument remark".split()
)
vocabulary.enter(ASIDE, TELLING, ACCUSING, HEARING, SAYING, STATING)
