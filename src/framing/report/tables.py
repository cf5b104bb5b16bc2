"""A table as files: CSV, an Excel workbook, LaTeX, HTML and Word, the same bytes each time."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from framing.errors import choose
from framing.report.latex import latex_table
from framing.report.markup import html_page
from framing.report.printed import Printed, printed, reading_order
from framing.report.word import word_document
from framing.report.workbook import workbook

WRITERS: dict[str, Callable[[Printed, str], bytes]] = {
    ".xlsx": workbook,
    ".tex": latex_table,
    ".html": html_page,
    ".docx": word_document,
}
ENDINGS = (".csv", *WRITERS)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def save_table(table: pd.DataFrame, path: str | Path, *, caption: str = "", notes: Sequence[str] = ()) -> list[Path]:
    """Write a table, as a paper prints it, and return the files written.

    ``path`` with one of the endings .csv, .xlsx, .tex, .html or .docx writes that file; without an ending, all five
    beside each other. Any table of results goes in, and any other table as it is. The columns stand in reading order;
    shares are percentages, numbers are rounded (in a workbook they are shown rounded and hold every digit), and below
    the table stand ``notes`` and what its numbers are: method and level of the interval, q over how many comparisons,
    the remarks of single rows (``framing.report.printed``). LaTeX needs the packages booktabs and longtable.

    CSV is for programs: every column under its own name, every digit, no caption; UTF-8 with a mark for Excel. A text
    that a spreadsheet would take for a formula (one that begins with =, +, - or @) is preceded by an apostrophe
    there; in the workbook it is marked as text. The same table gives the same bytes.

    Raises ChoiceError for another ending.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save_table(pd.DataFrame({"outlet": ["A"], "n": [3]}), f"{folder}/counts")]
    ['counts.csv', 'counts.xlsx', 'counts.tex', 'counts.html', 'counts.docx']
    """
    path = Path(path)
    if path.suffix:
        choose(path.suffix.lower(), ENDINGS, "ending of the file")
    paths = [path] if path.suffix else [path.with_name(path.name + ending) for ending in ENDINGS]
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = printed(table, caption, notes)
    for file in paths:
        ending = file.suffix.lower()
        file.write_bytes(_csv(table) if ending == ".csv" else WRITERS[ending](shown, file.stem))
    return paths


def _csv(table: pd.DataFrame) -> bytes:
    names = reading_order(table) if "measure" in table.columns else list(table.columns)
    shown = table.loc[:, names].copy()
    for name in names:
        if pd.api.types.is_datetime64_any_dtype(shown[name]):
            shown[name] = shown[name].dt.strftime("%Y-%m-%d")
        elif not pd.api.types.is_numeric_dtype(shown[name]):
            shown[name] = [f"'{value}" if _formula(value) else value for value in shown[name]]
    shown.columns = [f"'{name}" if _formula(name) else name for name in shown.columns]
    return shown.to_csv(index=False, lineterminator="\n").encode("utf-8-sig", errors="replace")


def _formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith(FORMULA)
