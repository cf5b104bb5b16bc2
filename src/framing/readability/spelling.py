"""How many syllables a spelling suggests, for words no dictionary has: groups of vowels, corrected by learnt pieces.

The pieces were learnt from CMU's dictionary by ``benchmarks/readability.py learn``, greedily: at each step the piece
of two to six letters (``^`` and ``$`` stand for the word's ends) whose presence, counted as one syllable more or
fewer, mends the most words. 10,000 words were held out of the learning, and the benchmark measures the guess on
those.
"""

import re
import unicodedata
from operator import add

MORE = """
ia ie$ ble$ ted$ ee$ io$ ded$ eo ier$ ism$ ye ied$ iu yin gle$ iol tle$ dle$ aya oe$ tua kle$ ^mcca iot aue iest$
oya ios ^mcco ple$ eed$ ea$ ayo nte$ iy bled$ ^mce mcke ciat ^mca cle$ ae$ ior riou ione$ nua tre$ ^rea dua gled$
^mccu bling dled$ tled$ ^mcki ^mcne oing creat rle$ oa$ iell iop valu eue hle$ ioc zzle ^rein ^io rya uou scie uie
riet sue pio tke cma reem leman$ uing eing gling sler$ hua cue nue due uffl
""".split()
FEWER = """
e$ ed$ tes$ nes$ ves$ ely$ des$ ^ye kes$ res$ cia mes$ pes$ tial eness$ eman$ ^fore iles$ ement$ ically oles$ eful
ales$ bes$ eless ^home geon sian$ ^eye ements yles eho lles$ ^geor ^gia tia$ ^read sia$ tian$ illia ssler ^white sew
^stone ues$
""".split()

_MENDS = dict.fromkeys(MORE, 1) | dict.fromkeys(FEWER, -1)
_BEGUN = {pair: [piece for piece in _MENDS if piece.startswith(pair)] for pair in {piece[:2] for piece in _MENDS}}
_VOWELS = re.compile(r"[aeiouyаеёиоуыэюяієї]+")
_SOUNDED = str.maketrans({
    "é": "ay", "è": "ay", "ə": "a", "ı": "i", "ø": "o", "œ": "oe", "æ": "e",
    "ä": "e", "ö": "o", "ü": "u", "ë": "'e", "ï": "'i",
})  # fmt: skip


def guess_syllables(word: str, least: int = 1) -> int:
    """Return the syllables that the spelling of ``word`` (in lower case) suggests, ``least`` at least.

    >>> guess_syllables("housakos"), guess_syllables("misquoted")
    (3, 3)
    """
    plain = word if word.isascii() else _plain(word)
    marked = f"^{plain}$"
    pairs = enumerate(map(add, marked, marked[1:]))
    found = {piece for at, pair in pairs for piece in _BEGUN.get(pair, ()) if marked.startswith(piece, at)}
    return max(least, len(_VOWELS.findall(plain)) + sum(map(_MENDS.__getitem__, found)))


def _plain(word: str) -> str:
    """Write accented letters as plain ones that sound alike; a vowel under two dots opens a syllable of its own."""
    sounded = unicodedata.normalize("NFC", word).translate(_SOUNDED)
    return "".join(mark for mark in unicodedata.normalize("NFD", sounded) if not unicodedata.combining(mark))
