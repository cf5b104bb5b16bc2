"""A figure as the set of files a journal takes: the drawing in several formats, its data, its caption, its words."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from framing.chart.canvas import Chart, ChartError, Drawing
from framing.chart.fit import check_fit
from framing.chart.presets import page
from framing.chart.style import look
from framing.errors import choose

USUAL = ("pdf", "svg", "png")
FORMATS = (*USUAL, "tiff", "eps")
EPS_LINE = 200


@dataclass(frozen=True)
class About:
    """What is said with a figure: the finding in words, for its caption, and where its numbers come from.

    ``provenance`` is written into the files: hashes of the corpus and the codebook, its version, settings. ``inside``
    tells whether title and notes stand in the figure (True) or in its caption alone (False); None is as the journal
    wants it.
    """

    finding: str = ""
    provenance: Mapping[str, str] = field(default_factory=dict)
    inside: bool | None = None


def save_figure(
    figure: Figure,
    name: str,
    *,
    folder: str | Path,
    journal: str | None = None,
    width: str = "single",
    formats: Sequence[str] = USUAL,
    about: About | None = None,
) -> list[Path]:
    """Write a figure and what belongs to it into ``folder``, and return the files written.

    The set: ``name.pdf``, ``.svg`` and ``.png`` (``formats`` may add ``tiff`` and ``eps``), ``name.csv`` with exactly
    the rows drawn, ``name.caption.md`` and ``name.caption.tex``, ``name.alt.txt``. Fonts are embedded as TrueType,
    the text of the SVG can be edited, title, alternative text and provenance stand inside the files, and the same
    figure gives the same bytes.

    With ``journal`` the figure is drawn again in that journal's size (a change made by hand to the drawn figure is
    then not in the file); without it, it is written as it is. Nature and Elsevier want title and notes below a figure,
    not in it: there they stand in the caption alone, which has them always. ``About(inside=True)`` puts them inside
    all the same, ``About(inside=False)`` leaves them out of any figure, drawn again for it. Raises ChartError when the
    figure did not come from ``framing.chart``, does not fit the page, or holds text that is cut or too small;
    ChoiceError for an unknown journal, width or format.

    >>> import tempfile, pandas as pd
    >>> from framing.chart import draw_corpus
    >>> weeks = pd.DataFrame({"outlet": ["A"], "period": ["2020-11-09"], "measure": ["articles"], "n": [2]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save_figure(draw_corpus(weeks), "corpus", folder=folder, formats=["svg"])]
    ['corpus.svg', 'corpus.csv', 'corpus.caption.md', 'corpus.caption.tex', 'corpus.alt.txt']
    """
    kinds = [choose(kind, FORMATS, "format of a figure") for kind in dict.fromkeys(formats)]
    about = about or About()
    chart = _sized(figure, journal, width, about.inside)
    check_fit(chart)
    files = {kind: _rendered(chart, kind, about) for kind in kinds}
    files |= _sidecars(chart.drawing, about)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / f"{name}.{ending}", content) for ending, content in files.items()]


def _sized(figure: Figure, journal: str | None, width: str, inside: bool | None) -> Chart:
    if not isinstance(figure, Chart):
        raise ChartError(
            f"save_figure writes what a draw_ function of framing.chart returned; it was given {type(figure).__name__}"
        )
    if journal is None and inside is None:
        return figure
    size = figure.drawing.size if journal is None else page(journal, width)
    return figure.drawing.redraw(size if inside is None else size.saying(inside))


def _rendered(chart: Chart, kind: str, about: About) -> bytes:
    target, drawing = BytesIO(), chart.drawing
    with look(drawing.size):
        if kind in ("png", "tiff"):
            return _painted(chart, kind, about)
        chart.savefig(target, format=kind, dpi=drawing.size.dpi, **_inside(drawing, kind, about))
    content = target.getvalue()
    if kind == "eps":
        return _commented(content, _plain(drawing, about))
    return _described(content, drawing.words.alt) if kind == "svg" else content


def _painted(chart: Chart, kind: str, about: About) -> bytes:
    """Return the figure as points of colour without transparency, which journals do not take."""
    canvas, target, dpi = FigureCanvasAgg(chart), BytesIO(), chart.drawing.size.dpi
    shown = chart.dpi
    try:
        chart.set_dpi(dpi)
        canvas.draw()
        image = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
    finally:
        chart.set_dpi(shown)
    image.save(target, kind, dpi=(dpi, dpi), **_inside(chart.drawing, kind, about))
    return target.getvalue()


def _inside(drawing: Drawing, kind: str, about: About) -> dict:
    """Return what is written inside a file of this kind; dates are left out, so that the bytes stay the same."""
    title, alt = drawing.words.title, drawing.words.alt
    origin = json.dumps(dict(about.provenance), sort_keys=True, ensure_ascii=False)
    if kind == "pdf":
        return {
            "metadata": {"Title": title, "Subject": alt, "Keywords": origin, "Creator": "framing", "CreationDate": None}
        }
    if kind == "svg":
        return {"metadata": {"Title": title, "Description": alt, "Source": origin, "Creator": "framing", "Date": None}}
    if kind == "png":
        return {"pnginfo": _texts(Title=title, Description=alt, Source=origin, Software="framing")}
    if kind == "tiff":
        return {"compression": "tiff_lzw", "description": _plain(drawing, about), "software": "framing"}
    return {"metadata": {"Creator": "framing"}}


def _plain(drawing: Drawing, about: About) -> str:
    """Return title, alternative text and provenance in three lines for formats that hold ASCII only.

    Other letters stand as JSON and Python write them (``\\u0431``), so that none is lost.
    """
    said = [text.encode("ascii", "backslashreplace").decode() for text in (drawing.words.title, drawing.words.alt)]
    return "\n".join([*said, json.dumps(dict(about.provenance), sort_keys=True)])


def _commented(eps: bytes, said: str) -> bytes:
    """Return an EPS without its date, what is said in comments of at most ``EPS_LINE`` letters a line.

    The structuring conventions allow 255; a line that begins with two spaces goes on from the one before.
    """
    lines = [
        f"% {'  ' * bool(start)}{text[start : start + EPS_LINE]}"
        for text in said.split("\n")
        for start in range(0, max(len(text), 1), EPS_LINE)
    ]
    head = re.sub(rb"%%CreationDate: [^\n]*\n", b"", eps, count=1)
    return head.replace(b"%%EndComments\n", "\n".join([*lines, "%%EndComments\n"]).encode("ascii"), 1)


def _texts(**texts: str) -> PngInfo:
    held = PngInfo()
    for name, text in texts.items():
        held.add_itxt(name, text)
    return held


def _described(svg: bytes, alt: str) -> bytes:
    """Give an SVG the role and the description that screen readers look for."""
    text = svg.decode("utf-8")
    escaped = alt.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    start = text.index("<svg ")
    end = text.index(">", start)
    return f'{text[:end]} role="img">\n <desc>{escaped}</desc>{text[end + 1 :]}'.encode()


def _sidecars(drawing: Drawing, about: About) -> dict[str, bytes]:
    words = drawing.words
    said = " ".join(part.strip() for part in (words.caption, *words.notes, about.finding) if part.strip())
    texts = {
        "csv": drawing.data.to_csv(index=False, lineterminator="\n"),
        "caption.md": f"**{words.title}** {said}\n",
        "caption.tex": f"\\caption{{\\textbf{{{_tex(words.title)}}} {_tex(said)}}}\n",
        "alt.txt": f"{words.alt}\n",
    }
    return {ending: text.encode() for ending, text in texts.items()}


def _tex(text: str) -> str:
    """Return ``text`` with the characters LaTeX reads as commands made plain."""
    plain = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}"}
    plain |= {">": r"\textgreater{}", "|": r"\textbar{}", "−": "$-$", "·": r"\textperiodcentered{}"}
    return "".join(plain.get(mark) or (f"\\{mark}" if mark in "&%$#_{}" else mark) for mark in text)


def _write(path: Path, content: bytes) -> Path:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    return part.replace(path)
