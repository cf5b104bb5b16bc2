"""Evidence to look through: a picker for label and outlet over mentions in context, and a table where none can run."""

from hashlib import sha256
from html import escape

import pandas as pd

from framing.errors import InputError
from framing.evidence.highlight import NO_FORMULA
from framing.evidence.kwic import Choice, kwic

COLUMNS = ("label", "outlet", "date", "voice", "left", "match", "right")
STYLE = {
    "date": "text-align: left; white-space: nowrap",
    "left": "text-align: right",
    "match": "font-weight: bold; text-align: center",
}
SCRIPT = """\
(() => {
  for (const box of document.querySelectorAll("#IDENTITY")) {
    if (box.querySelector("select")) continue;
    const rows = [...box.querySelectorAll("tbody tr")];
    const bar = document.createElement("p"), said = document.createElement("span");
    const text = (row, place) => row.cells[place].textContent;
    const chosen = ["label", "outlet"].map((name, place) => {
      const pick = document.createElement("select");
      const values = [...new Set(rows.map(row => text(row, place)))];
      pick.setAttribute("aria-label", name);
      pick.append(new Option(`every ${name}`, ""), ...values.map(value => new Option(value, value)));
      pick.onchange = () => show();
      bar.append(pick, " ");
      return [pick, place];
    });
    const show = () => {
      for (const row of rows) row.hidden = chosen.some(([pick, place]) => pick.value && text(row, place) !== pick.value);
      said.textContent = `${rows.filter(row => !row.hidden).length} of ${rows.length} lines`;
    };
    bar.append(said);
    box.prepend(bar);
    show();
  }
})();
"""


class Browser:
    """Lines of evidence that a notebook shows with a picker for label and outlet; ``lines`` is the table itself."""

    def __init__(self, lines: pd.DataFrame, total: int) -> None:
        self.lines, self.total = lines, total

    def __repr__(self) -> str:
        counts = f"{self.lines['label'].nunique()} labels in {self.lines['outlet'].nunique()} outlets"
        return f"{len(self.lines):,} of {self.total:,} mentions in context, {counts}"

    def _repr_html_(self) -> str:
        table = _table(self.lines)
        identity = f"framing-{sha256(table.encode()).hexdigest()[:12]}"
        script = f"<script>\n{SCRIPT.replace('IDENTITY', identity)}</script>" if len(self.lines) else ""
        told = f"<p>{escape(repr(self))}; fr.kwic lists them all.</p>"
        return f'<div id="{identity}" class="{NO_FORMULA}">\n{table}\n{told}\n</div>\n{script}'


def browse(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    where: dict[str, Choice] | None = None,
    most: int = 5,
    width: int = 50,
) -> Browser:
    """Return mentions in context to look through by label and outlet; a notebook shows them.

    Shown are the first ``most`` mentions of each label in each outlet, ``width`` characters on either side; ``where``
    keeps some mentions, as for ``kwic``. In JupyterLab and in an HTML report two lists above the table choose a label
    and an outlet, without a kernel, a widget or a network; where scripts do not run, the table stands alone.
    ``.lines`` is that table: label, outlet, date, voice, left, match, right.

    Raises what ``kwic`` raises, and InputError for ``most`` below 1.

    >>> fr.browse(run.mentions, run.articles, where={"referent": run.referent})  # doctest: +SKIP
    330 of 561 mentions in context, 26 labels in 6 outlets
    """
    if most < 1:
        raise InputError(f"browse: most is {most}; show at least 1 mention of each label in each outlet")
    found = kwic(mentions, articles, where=where, width=width)
    ordered = found.sort_values(["label", "outlet"], kind="stable")
    shown = ordered.groupby(["label", "outlet"], sort=False).head(most)
    return Browser(shown[list(COLUMNS)].reset_index(drop=True), len(found))


def _table(lines: pd.DataFrame) -> str:
    """Return the lines as an HTML table, every text escaped, in a box that scrolls."""
    if lines.empty:
        return "<p>No mention.</p>"
    days = lines["date"].dt.strftime("%Y-%m-%d").fillna("undated")
    texts = lines.assign(date=days)
    rows = "\n".join(_row(row) for row in texts.to_dict("records"))
    heads = "".join(f'<th style="{_style(name)}">{name}</th>' for name in COLUMNS)
    head = f"<thead><tr>{heads}</tr></thead>"
    return f'<div style="max-height: 28em; overflow: auto"><table>{head}<tbody>\n{rows}\n</tbody></table></div>'


def _row(row: dict) -> str:
    cells = (f'<td dir="auto" style="{_style(name)}">{escape(str(row[name]))}</td>' for name in COLUMNS)
    return f"<tr>{''.join(cells)}</tr>"


def _style(name: str) -> str:
    """Return how a column stands; said in each cell, as a notebook has rules of its own for tables."""
    return STYLE.get(name, "text-align: left")
