"""The closed lists of words this package reads by: cues of speech, nouns that name titled works, words of distance."""

SPEECH = frozenset(
    "said says say saying told tells tell telling added adds add adding asked asks ask asking wrote writes write writing "
    "claimed claims claim claiming stated states stating argued argues argue arguing insisted insists insist insisting "
    "warned warns warn warning announced announces announcing declared declares declare declaring noted notes noting "
    "explained explains explaining replied replies acknowledged acknowledges acknowledging admitted admits admitting "
    "confirmed confirms confirming denied denies denying alleged alleges alleging reported reports reporting "
    "suggested suggests suggesting stressed stresses stressing emphasized emphasised maintained maintains contended "
    "contends charged accused accuses accusing urged urges urging called calls calling demanded demands demanding "
    "promised promises promising vowed vows vowing pledged pledges pledging praised praises praising condemned condemns "
    "condemning criticized criticised denounced denounces denouncing described describes describing referred dismissed "
    "dismisses dismissing dubbed labeled labelled branded hailed hails remarked remarks observed observes conceded "
    "concedes asserted asserts asserting proclaimed proclaims reiterated reiterates recalled recalls quipped joked "
    "tweeted responded responds continued concluded concludes predicted predicts complained complains testified "
    "believe believes believed think thinks thought hope hopes hoped fear fears feared felt expect expects expected "
    "wondered wonders quoted cited cites citing mentioned shouted cried answered wished welcomed appealed".split()
)
NOUNS = frozenset(
    "claim claims statement statements allegation allegations assertion assertions argument accusation accusations "
    "warning warnings promise promises pledge belief suggestion announcement call calls demand demands view fear fears "
    "hope hopes".split()
)
TITLED = frozenset("titled entitled headlined subtitled captioned called named".split())
WORKS = frozenset(
    "resolution book novel film movie documentary song album play article essay report statement declaration motion "
    "bill law act decree series show programme program paper study poem memoir treaty document text newspaper magazine "
    "column editorial op-ed painting podcast episode single track opera musical hashtag".split()
)
PRONOUNS = frozenset("he she they it i we you who".split())
SMALL = frozenset("a an the of on in to for and or but by with from at as into over nor".split())
