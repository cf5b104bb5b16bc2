"""The sizes figures are drawn in: journals, paper, slides, poster; each names the rule it follows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from framing.errors import choose


@dataclass(frozen=True)
class Size:
    """What a figure may measure: millimetres of paper, points of type.

    ``height`` is the most it may stand high; ``text`` is the size of names and ticks, ``small`` of counts and notes,
    ``title`` of the title, ``least`` the smallest a reader of this medium can be asked to read. ``with_title`` and
    ``with_notes`` tell whether these stand inside the figure (they are in its caption always), ``with_grid`` whether
    lines run behind the data.
    """

    width: float
    height: float
    text: float
    small: float
    title: float
    least: float
    dpi: int
    with_title: bool = True
    with_notes: bool = True
    with_grid: bool = True

    def saying(self, words: bool) -> "Size":
        """Return this size with title and notes inside the figure, or with neither."""
        return replace(self, with_title=words, with_notes=words)

    @property
    def scale(self) -> float:
        """How much larger than a journal's page everything but the width is drawn."""
        return self.text / 6.0


@dataclass(frozen=True)
class Preset:
    """One medium: the widths it offers by name, and where they are laid down."""

    source: str
    sizes: Mapping[str, Size]


NATURE = (6.0, 5.5, 7.0, 5.0, 600, False, False, False)
ELSEVIER = (7.0, 6.5, 8.0, 6.0, 500, False, False)
SHOWN = (6.0, 5.5, 7.0, 5.0, 300)
PAGE = (8.0, 7.0, 9.0, 6.0, 300)
SLIDE = (14.0, 12.0, 18.0, 12.0, 150)
POSTER = (26.0, 24.0, 32.0, 22.0, 200)

PRESETS = {
    "nature": Preset(
        "Nature, guide to authors, final submission, and research figure guide: 89 or 183 mm wide, at most 170 mm high, "
        "5-7 pt sans serif, no lines behind the data; title and legend in the text, not in the figure",
        {"single": Size(89, 170, *NATURE), "double": Size(183, 170, *NATURE)},
    ),
    "elsevier": Preset(
        "Elsevier, artwork instructions and guides for authors: 90, 140 or 190 mm wide, 7 pt type, 6 pt the least, 500 "
        "dpi for line and tone; the caption apart from the figure, its title not on it",
        {
            "single": Size(90, 240, *ELSEVIER),
            "one-and-a-half": Size(140, 240, *ELSEVIER),
            "double": Size(190, 240, *ELSEVIER),
        },
    ),
    "a4": Preset(
        "ISO 216 A4 with margins of 25 mm: one column of 160 mm, half a column of 77 mm",
        {"single": Size(160, 247, *PAGE), "half": Size(77, 247, *PAGE)},
    ),
    "slides": Preset(
        "A slide of 16:9, 338.7 mm x 190.5 mm, the default of office programs, with margins of 12 mm",
        {"single": Size(314, 166, *SLIDE), "half": Size(151, 166, *SLIDE)},
    ),
    "poster": Preset(
        "ISO 216 A0 upright, 841 mm x 1189 mm: one of two columns of 380 mm, or both",
        {"single": Size(380, 700, *POSTER), "double": Size(780, 700, *POSTER)},
    ),
    "screen": Preset(
        "No printed rule: the size notebooks and reports show, as wide as Nature's single column and as high as needed",
        {"single": Size(89, 2000, *SHOWN), "double": Size(183, 2000, *SHOWN)},
    ),
}

SCREEN = PRESETS["screen"].sizes["single"]
WIDE = PRESETS["screen"].sizes["double"]


def page(journal: str = "nature", width: str = "single") -> Size:
    """Return the size of a figure for a journal (or paper, slides, a poster) and a width it offers.

    Raises ChoiceError listing the journals, or the widths this journal has. More width means more room, never larger
    type.

    >>> page("nature", "double").width
    183
    """
    preset = PRESETS[choose(journal, PRESETS, "journal")]
    return preset.sizes[choose(width, preset.sizes, f"width for {journal}")]
