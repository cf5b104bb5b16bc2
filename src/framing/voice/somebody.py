"""Who can speak: nouns for people, bodies and documents; words that are never anybody; the furniture of pages.

A source that is only described ("the proportions") is somebody where its noun is one of these; else nobody speaks.
"""

from functools import lru_cache

from framing.voice import kinds
from framing.voice.kinds import plain

PEOPLE = frozenset(
    "neighbor neighbour worker farmer nurse victim survivor veteran mother father brother sister son daughter husband wife "
    "widow friend colleague girl boy player coach singer actor actress writer artist tourist passenger shopkeeper pensioner "
    "guest host caller employee boss staffer resident villager citizen believer fighter commander".split()
)
THINGS = frozenset(
    "committee department agency administration campaign court government union poll report study survey statement document "
    "letter memo email speech article editorial book memoir testimony interview parliament ministry group party company "
    "network paper newspaper website station firm bank council commission panel board team office city country state".split()
)
BODIES = frozenset(
    "ministry department university bank bureau council institute organization organisation committee centre center office "
    "centers centres institutes agencies ministries house chamber union association federation republic government "
    "parliament assembly court board commission agency party front league group foundation society senate army forces "
    "service movement club fund".split()
)
_MORE = frozenset(
    "accountant adult advocate agent alderman ally ambassador analysis announcer applicant army assistant associate "
    "association athlete attendant audience authority author bill black blog brief broadcaster brother bureau businessman "
    "camp captain celebrity centrist chef chief child chorus church cleric client coalition columnist comedian community "
    "complaint congress conservative consultant contender contestant cop corporation couple cousin crew crowd data "
    "defendant delegate delegation demonstrator descendant detective document donor economist editor elder embassy "
    "enthusiast evangelical estimate evidence executive expert faculty family fan figure filing firefighter folk foundation "
    "founder generation governor guard guy half headline historian hopeful hospital household human immigrant independent "
    "indictment inmate insider institute institution investigation jury justice kid law lawsuit leadership league left "
    "leftist legislature liberal librarian majority manager mayor media merchant message migrant militant minority moderate "
    "mogul monitor motion narrator nation neurosurgeon newsletter nonprofit nun observer occupant official operative "
    "opinion opposition organization organisation outlet page parent participant partner pastor patient patron peer people "
    "percent person physician pilot plaintiff platform poet politician polling pope post press priest prime pro "
    "professional progressive projection prophet protestant provost public publication pundit quarter radical rabbi rebel "
    "record recruit regime regulator relative release representative republic research respondent result review rival "
    "ruling scholar school secretariat senate servant service sheriff side sister site skeptic sceptic socialist source "
    "spouse staff star statistic strategist street student subject suit summary superintendent surrogate surgeon suspect "
    "third thousand dozen transcript treaty tribunal troop tweet tycoon user verdict video volunteer white wing witness "
    "woman man youth zealot lady gentleman gentlemen men women children clergy detainee diplomat tenant accused affidavit "
    "charter constitution statute publisher magazine journal channel think-tank lobby dictionary two-thirds three-quarters "
    "one-third faithful victim teenager toddler "
    "plan quartet trio duo military liaison mediator intermediary industry sector amendment clause lyric tape recording "
    "piece announcement form directive guideline guidance petition dossier manifesto op-ed "
    "assailant combatant claimant complainant informant accomplice culprit captive "
    "alliance tally blueprint provocateur entrepreneur "
    "hostage bride bridegroom twin niece nephew aunt uncle grandson granddaughter envoy monk bishop archbishop cardinal imam "
    "sheikh ayatollah patriarch marine sergeant lieutenant corporal cadet apprentice exile fugitive dissident".split()
)
_PERSONAL = (
    "er",
    "or",
    "ist",
    "man",
    "men",
    "woman",
    "women",
    "ian",
    "eer",
    "ee",
    "yst",
    "mother",
    "father",
    "wife",
    "crat",
)
_NO_PERSON = frozenset(
    "other another either neither whether never ever after under over however rather further later earlier longer former "
    "latter number matter order power summer winter weather water paper effort error horror terror factor sector floor door "
    "minor major color colour favor favour behavior behaviour labor labour honor honour endeavor rumor humor tower river "
    "border corner center fever finger letter chapter cover disaster computer offer answer per tender larger greater higher "
    "lower better bigger older younger stronger easier harder faster smaller wider closer three see free degree tree knee "
    "fee coffee committee guarantee oversee agree prefer refer enter remember consider deliver discover suffer differ "
    "recover transfer layer shelter mother-in-law list exist twist resist assist insist persist mist fist human german "
    "roman pan van mirror corridor motor interior exterior prior superior inferior for nor or poor vapor chair flavor "
    "harbor armor visitor-center her".split()
)
NOBODY = frozenset(
    "i i'm i've i'll i'd we we're we've we'll we'd you you're you've you'll you'd me us my our your it's that that's this "
    "these those what what's how why when where which whose none nobody neither nothing something anything everything no "
    "any let let's there here also even just then now still often sometimes perhaps maybe ahead instead only not".split()
)
QUANTITIES = frozenset(
    "some many most others several one two three four both all each percent percentage % lot number handful dozens hundreds "
    "thousands millions five six seven eight nine ten someone somebody everyone everybody another pair".split()
)
TRAILING = frozenset("familiar close present available alike loyal opposed responsible eligible".split())
PAPERS = frozenset("paper newspaper magazine".split())
EPITHETS = frozenset(
    "hopeful republican democrat lawmaker congressman congresswoman billionaire millionaire tycoon mogul businessman "
    "businesswoman frontrunner front-runner nominee contender socialist libertarian incumbent challenger actor actress "
    "singer rapper comedian politician conservative".split()
)
MAGAZINES = frozenset(("time",))
PRESS = frozenset(
    "times post journal herald tribune guardian mail telegraph globe chronicle magazine examiner observer gazette standard "
    "week weekly press ledger courier news review".split()
)
OFFICES = frozenset(
    "house senate department ministry court congress government administration parliament committee kremlin pentagon".split()
)
COMPANIES = frozenset("company firm bank network station organization organisation group agency outlet charity".split())
_GROUPS = frozenset(
    "association group coalition union society council league alliance foundation institute federation movement committee "
    "organization organisation network fund".split()
)
STANDING_FOR = {
    "group": _GROUPS, "organization": _GROUPS, "organisation": _GROUPS, "charity": _GROUPS,
    "agency": frozenset("agency administration bureau service commission department office authority".split()),
    "company": frozenset("inc corp co corporation company group holdings airlines motors".split()),
    "bank": frozenset(("bank", "reserve")), "network": frozenset(("news", "network")),
}  # fmt: skip
"""The last words of bodies for which a noun may stand: "the group" for an association."""
FURNITURE = frozenset(
    "more read photo photos image images video videos watch watched replay "
    "advertisement caption captions hide show story stories share "
    "sign click related transcript-highlights getty file gallery slideshow newsletter subscribe follow update updated via "
    "credit pinterest instagram whatsapp tags topics continued recommended listen skip close menu search print comments "
    "privacy policy terms rights reserved".split()
)
SHARING = frozenset(
    "facebook twitter pinterest instagram email whatsapp caption image photo photos video getty via".split()
)
RANKS = frozenset(
    "former ex vice deputy acting commissioner adm lt maj cmdr cpl sheriff detective inspector superintendent ambassador "
    "attorney treasurer undersecretary congressman congresswoman councilman councilwoman assemblyman assemblywoman delegate "
    "ceo cfo coo cto president-elect vice-president co-founder founder chairperson pastor imam rabbi archbishop bishop "
    "cardinal justice sgt pfc lawmaker premier commander lieutenant colonel sergeant officer economist analyst author host "
    "administrator tempore agent whip "
    "anchor actor actress singer rapper rear brigadier ousted longtime veteran reps sens gop gov-elect sen-elect".split()
)
_COMMON = kinds.ROLES | PEOPLE | _MORE
_SAYERS = _COMMON | kinds.TITLES | THINGS | BODIES
_ENDINGS = frozenset("s'")
_PARTIES = frozenset("democrat democrats republican republicans".split())


@lru_cache(maxsize=1 << 16)
def can_speak(noun: str) -> bool:
    """Tell whether a noun, in the singular or plural, is one for somebody who can speak."""
    low = plain(noun)
    if low in NOBODY:
        return False
    return _is_sayer(low) or any(map(_is_sayer, _singulars(low)))


def _singulars(low: str) -> list[str]:
    """Return what a word may be the plural or the possessive of."""
    if low[-1:] not in _ENDINGS:
        return []
    forms = [low.removesuffix("'s").rstrip("'")]
    if low.endswith("ies"):
        forms.append(low[:-3] + "y")
    if low.endswith("es"):
        forms.append(low[:-2])
    return [*forms, low[:-1]] if low.endswith("s") and not low.endswith("ss") else forms


def _is_sayer(low: str) -> bool:
    return low in _SAYERS or (len(low) > 4 and low.endswith(_PERSONAL) and low not in _NO_PERSON)


def is_common(low: str) -> bool:
    """Tell whether a capitalised word, plainly spelt, is a noun for somebody and no name: "Residents", not "Democrats"."""
    return low not in _PARTIES and any(form in _COMMON for form in (low, *_singulars(low)))
