"""What each measure and each interval is, in a sentence with its source, for the methods section."""

from collections.abc import Iterable

from framing.report.references import cite

NAMING = ("share", "characterised", "bare")
DIFFERENCE, RATIO = "share difference", "share ratio (log2)"
STORIES = ", same stories"
DISTANCE = "Jensen-Shannon divergence (bits)"

MEASURES = {
    "share": "The share of a name is its part of all mentions that characterise the referent (say more of it than its bare "
    "name); bare names are counted beside it.",
    "voice share": "Voices are compared as shares of all mentions of a name.",
    "position share": "Where in an article names stand is told as shares of all mentions of a name.",
    "part share": "Parts of the article are compared as shares of all mentions of a name.",
    "rate": "Rates are mentions per 1,000 words of all articles.",
    "presence": "Presence is the part of articles with a mention.",
    DIFFERENCE: "Outlets are contrasted by the difference of their shares and by their ratio (log2).",
    DIFFERENCE + STORIES: "Contrasts matched by story use only stories in which both sides characterise the referent.",
    "standardised residual": "Outlets and labels are also crossed with their adjusted standardised "
    f"residuals {cite('haberman1973')}, which take mentions as independent and are not tested.",
    DISTANCE: f"Distance between outlets is the Jensen–Shannon divergence {cite('lin1991')} of their shares, from 0 to 1; "
    f"the tree beside it joins outlets by average linkage {cite('sokal1958')} of its square root.",
    "position": f"Positions are fitted by the Poisson scaling model {cite('slapin2008')}.",
    "dimension 1": f"The map of outlets and labels is a correspondence analysis {cite('greenacre2017')}.",
    "DPnorm": f"Spread over articles is DP {cite('gries2008')}, normalised {cite('lijffijt2012')}.",
    "logDice": f"Collocates are scored by logDice {cite('rychly2008')}.",
    "PMI": f"Beside it stand pointwise mutual information {cite('church1990')} and the log-odds ratio of standing near "
    f"a name against elsewhere, with an informative Dirichlet prior {cite('monroe2008')}; all three take words as "
    "independent.",
    "G2": f"G² is the log-likelihood ratio of word counts {cite('dunning1993', 'rayson2000')}, which takes words as "
    "independent.",
    "log ratio": f"The log ratio {cite('hardie2014')} is that of the relative frequencies.",
}

_EFFECTIVE = (
    "use Wilson's formula {wilson} on an effective number of mentions, which takes the article and not the mention as "
    "the sampling unit: the design effect over articles {design} is averaged with that of one article of moderate "
    "clumping. This combination is not itself published; its coverage was simulated by the authors of the software"
)
INTERVALS = {
    "effective Wilson": "Intervals of shares "
    + _EFFECTIVE.format(wilson=cite("wilson1927"), design=cite("kish1965", "korn1998"))
    + ".",
    "beta-binomial": f"Intervals of shares are those of a beta-binomial posterior over articles {cite('skellam1948')}.",
    "Korn-Graubard": f"Intervals of shares are Korn and Graubard's, on the effective sample size {cite('korn1998')}.",
    "bootstrap of articles": f"Intervals of shares are percentiles over articles drawn again {cite('efron1993')}.",
    "Wilson on mentions": f"Intervals of shares are Wilson's {cite('wilson1927')}, with mentions taken as independent.",
    "Wilson": f"Intervals of presence are Wilson's {cite('wilson1927')}: articles are independent.",
    "effective Poisson score": "Intervals of rates are score intervals of a Poisson count on effective counts and "
    "lengths, with the article as the sampling unit.",
    "noncentral F on effective mentions": "Intervals of distances are those of a noncentral F on as many mentions as "
    "the articles are worth.",
    "t over articles": f"Means of readability have Student's interval over articles {cite('student1908')}.",
    "Welch t over articles": f"Differences of means have Welch's {cite('welch1947')}.",
    "t over stories": f"Differences within stories have Student's interval over stories {cite('student1908')}.",
}
_MOVER = "Intervals of {what} are joined from those of both sides by MOVER {source}."

WINDOWED = "mattr_"
READABILITY = {
    "flesch_reading_ease": ("Flesch Reading Ease", "flesch1948"),
    "flesch_kincaid_grade": ("Flesch–Kincaid grade", "kincaid1975"),
    "gunning_fog": ("Gunning Fog", "gunning1952"),
    "smog_index": ("SMOG", "mclaughlin1969"),
    "automated_readability_index": ("Automated Readability Index", "smith1967"),
    "coleman_liau_index": ("Coleman–Liau", "coleman1975"),
    "dale_chall_1948": ("Dale–Chall", "dale1948"),
    "linsear_write": ("Linsear Write", "klare1975"),
    "forcast": ("FORCAST", "caylor1973"),
    "lix": ("LIX", "bjornsson1968"),
    "rix": ("RIX", "anderson1983"),
    "amstad": ("Amstad", "amstad1978"),
    "wiener_sachtextformel_1": ("Wiener Sachtextformel", "bamberger1984"),
    "fernandez_huerta": ("Fernández Huerta", "fernandez1959"),
    "szigriszt_pazos": ("Szigriszt Pazos", "szigriszt1993"),
    "gutierrez_polini": ("Gutiérrez de Polini", "gutierrez1972"),
    "crawford": ("Crawford", "crawford1985"),
    "kandel_moles": ("Kandel–Moles", "kandel1958"),
    "flesch_vacca": ("Flesch–Vacca", "franchina1986"),
    "gulpease_index": ("GULPEASE", "lucisano1988"),
    "flesch_oborneva": ("Flesch–Oborneva", "oborneva2006"),
}


def measured(measures: Iterable[str]) -> list[str]:
    """Return a sentence for each of the measures that has one."""
    known = set(measures)
    return [text for name, text in MEASURES.items() if name in known]


def bounded(intervals: Iterable[str], measures: Iterable[str]) -> list[str]:
    """Return a sentence for each interval; one without a sentence of its own is named."""
    names = set(intervals)
    told = [text for name, text in INTERVALS.items() if name in names | _within(names)]
    mover = {name for name in names if name.startswith("MOVER from ")}
    if mover:
        told.append(_mover(mover, set(measures)))
    other = sorted(names - set(INTERVALS) - mover)
    return told + [f"Further intervals: {', '.join(other)}."] * bool(other)


def _within(names: set[str]) -> set[str]:
    """Return the intervals that MOVER joins."""
    return {name.removeprefix("MOVER from ") for name in names}


def _mover(names: set[str], measures: set[str]) -> str:
    shares = [name for name in measures if name.startswith((DIFFERENCE, RATIO))]
    what = ["contrasts"] * bool(shares) + ["log-odds"] * ("MOVER from effective Poisson score" in names)
    ratio = ["donner2012"] if any(name.startswith(RATIO) for name in shares) else []
    return _MOVER.format(what=" and ".join(what) or "differences", source=cite("zou2008", "newcombe1998", *ratio))


def readable(measures: Iterable[str]) -> str:
    """Return the readability formulas among the measures as a sentence; an empty string where there are none."""
    known = list(measures)
    named = [f"{name} {cite(key)}" for measure, (name, key) in READABILITY.items() if measure in known]
    windows = [name.removeprefix(WINDOWED) for name in known if name.startswith(WINDOWED)]
    scored = f"Readability was scored by {', '.join(named)}; headlines and bodies apart, one article one observation."
    varied = (
        f"Variety of words is the moving-average type–token ratio, MATTR {cite('covington2010')}, over windows of "
        f"{' and '.join(windows)} words."
    )
    return " ".join([scored] * bool(named) + [varied] * bool(windows))
