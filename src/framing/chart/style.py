"""One look for all figures: type, ink and marks that are told apart by the colour-blind and in grey."""

import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from matplotlib import font_manager, rc_context, rcdefaults, rcParams

from framing.chart.presets import Size

FONTS = ("Arial", "Helvetica", "Liberation Sans", "Noto Sans", "DejaVu Sans")
# What writes the scripts that the first of these lacks, where it is installed.
SCRIPTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Noto Sans CJK JP", "Noto Sans JP", "Noto Sans CJK KR", "Noto Sans KR",
    "Source Han Sans SC", "PingFang SC", "Hiragino Sans", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic",
    "WenQuanYi Zen Hei", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Armenian", "Noto Sans Georgian",
    "Noto Sans Devanagari", "Noto Sans Thai", "Nirmala UI", "Arial Unicode MS", "DejaVu Sans",
)  # fmt: skip
INK, SOFT, RULE = "#222222", "#595959", "#d0d0d0"
MM = 1 / 25.4

FILES = {
    "pdf.fonttype": 42,
    "ps.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "framing",
    "pdf.compression": 6,
    "figure.dpi": 200,
    "savefig.bbox": None,
    "savefig.facecolor": "white",
}


@dataclass(frozen=True)
class Mark:
    """How one kind of thing is drawn: its colour, and the hatch and marker that say the same without colour."""

    colour: str
    hatch: str
    marker: str


# Okabe and Ito's colours, in an order whose neighbours differ in lightness as well.
MARKS = (
    Mark("#0072b2", "", "o"),
    Mark("#e69f00", "////", "s"),
    Mark("#005a46", "....", "^"),
    Mark("#cc79a7", "xxxx", "D"),
    Mark("#56b4e9", "\\\\\\\\", "v"),
    Mark("#a34700", "++++", "P"),
    Mark("#222222", "----", "X"),
)
MORE, LESS, NEITHER = Mark("#0072b2", "", "^"), Mark("#a34700", "////", "v"), Mark("#9a9a9a", "", "o")
BAR, PALE_BAR, EDGE_OF_BAR = Mark("#9cc3dd", "", "o"), Mark("#e4e4e4", "", "o"), "#2b5876"


def marks(names: Iterable[str]) -> dict[str, Mark]:
    """Return a mark for each name, in order; past the seventh they begin again, so a chart must name its rows too."""
    return {name: MARKS[place % len(MARKS)] for place, name in enumerate(dict.fromkeys(names))}


@cache
def fonts() -> tuple[str, ...]:
    """Return the fonts of the chain that this machine has, the one for most texts first.

    DejaVu Sans comes with matplotlib, so there is one.
    """
    have = {font.name for font in font_manager.fontManager.ttflist}
    return tuple(name for name in dict.fromkeys((*FONTS, *SCRIPTS)) if name in have)


@cache
def _letters() -> frozenset[int]:
    return frozenset().union(*(_held(name, "normal") & _held(name, "bold") for name in fonts()))


def _held(family: str, weight: str) -> set[int]:
    file = font_manager.findfont(font_manager.FontProperties(family=family, weight=weight))
    return set(font_manager.get_font(file).get_charmap())


def unwritable(text: str) -> str:
    """Return the letters of ``text`` that no font of this machine's chain has, upright and bold, each once.

    >>> unwritable("Stepanakert – Xankəndi, Степанакерт")
    ''
    """
    shown = (sign for sign in dict.fromkeys(text) if not unicodedata.category(sign).startswith(("C", "Z")))
    return "".join(sign for sign in shown if ord(sign) not in _letters())


@contextmanager
def look(size: Size) -> Iterator[None]:
    """Make the context in which figures are drawn and saved: nothing of the user's own settings is changed or used.

    Fonts go into PDF, PS and EPS as TrueType (type 42), SVG keeps text as text, and nothing depends on the clock.
    Letters that no font has are told of by ``unwritable``, once and in words, not by matplotlib.
    """
    with rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        rcdefaults()
        rcParams.update(_type(size) | _lines(size) | FILES)
        yield


def _type(size: Size) -> dict[str, object]:
    return {
        "font.family": list(fonts()),
        "font.size": size.text,
        "axes.labelsize": size.text,
        "axes.titlesize": size.text,
        "xtick.labelsize": size.small,
        "ytick.labelsize": size.text,
        "legend.fontsize": size.small,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "text.usetex": False,
        "text.parse_math": False,
    }


def _lines(size: Size) -> dict[str, object]:
    line = 0.6 * size.scale
    ticks = {"major.width": line, "major.size": 2 * size.scale, "minor.size": size.scale, "major.pad": 1.5 * size.scale}
    return {f"{axis}tick.{name}": value for axis in "xy" for name, value in ticks.items()} | {
        "xtick.color": SOFT,
        "ytick.color": SOFT,
        "axes.edgecolor": SOFT,
        "axes.linewidth": line,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "grid.color": RULE,
        "grid.linestyle": "-" if size.with_grid else "none",
        "grid.linewidth": line * 0.7,
        "hatch.linewidth": 0.5 * size.scale,
        "lines.linewidth": 0.9 * size.scale,
        "savefig.dpi": size.dpi,
    }
