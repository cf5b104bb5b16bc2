"""Who speaks each label: a block a label, a column a voice, a bar an outlet with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, drawn, fitting, line, sheet, wrap
from framing.chart.parts import (
    Rows,
    bars,
    interval_words,
    intervals,
    name_rows,
    nothing,
    share_axis,
    stack,
    width_of,
    write,
)
from framing.chart.presets import Size
from framing.chart.style import INK
from framing.chart.tables import (
    Wanted,
    by_use,
    common,
    counted,
    listed,
    name_column,
    one,
    remark_line,
    remarks,
    single_rows,
    some,
    take,
    unit,
    with_counts,
)

COLUMNS = ("referent", "label", "voice", "measure", "n", "total", "estimate", "low", "high", "notes")
WANTED = Wanted("draw_voices", "measure.voices", COLUMNS, ("voice share",))
MOST = 5
SPOKEN = {"scare": "scare quote"}


def draw_voices(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    labels: Sequence[str] | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw in whose voice each label is spoken, by outlet, from the table ``measure.voices`` returned.

    One block a label, one column a voice, one bar an outlet (or group): the bar is ``estimate``, the part of the
    outlet's mentions of the label in that voice, the line on it runs from ``low`` to ``high``; behind the outlet's
    name stand these mentions (``total``). Without ``labels`` the five most used are drawn, or as many as
    the page holds; voices nobody speaks in
    are left out, and said.

    Raises ChartError for another table, several rows for one bar, or more than the page holds; ChoiceError for a
    referent, label or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "measure": "voice share", "total": 4, "low": 0.1,
    ...        "high": 0.9, "notes": None}
    >>> spoken = [row | {"voice": voice, "n": n, "estimate": n / 4} for voice, n in (("scare", 1), ("reported", 3))]
    >>> draw_voices(pd.DataFrame(spoken)).drawing.data["voice"].tolist()
    ['scare', 'reported']
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    referent = one(rows, "referent", referent, WANTED.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    of = name_column(rows)
    chosen = some(rows, by, outlets, WANTED.draws)
    rows = rows[rows[by].isin(chosen)]
    single_rows(rows, (by, of, "voice"), WANTED.draws)
    kept = None if labels is None else some(rows, of, labels, WANTED.draws)
    plan = _Plan(rows, by, of, chosen, kept or by_use(rows, of), referent, title)
    if kept:
        return drawn(lambda at: _draw(plan, at), size)
    return drawn(lambda at: fitting(lambda n: _draw(plan.first(n), at), min(MOST, len(plan.labels))), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows, the column that is compared and the one that names, and their values in order."""

    rows: pd.DataFrame
    by: str
    of: str
    outlets: list[str]
    labels: list[str]
    referent: str | None
    title: str | None

    def first(self, number: int) -> "_Plan":
        return replace(self, labels=self.labels[:number])

    @property
    def data(self) -> pd.DataFrame:
        """The rows of the labels drawn, in order, in the voices anyone speaks."""
        rows = self.rows[self.rows[self.of].isin(self.labels) & self.rows["voice"].isin(self.spoken)]
        order = pd.DataFrame({
            "label": rows[self.of].map(self.labels.index),
            "outlet": rows[self.by].map(self.outlets.index),
            "voice": rows["voice"].map(self.spoken.index),
        })  # fmt: skip
        return rows.loc[order.sort_values(["label", "outlet", "voice"]).index].reset_index(drop=True)

    @property
    def spoken(self) -> list[str]:
        """The voices in which there is a mention of a label drawn, in the order of the table."""
        rows = self.rows[self.rows[self.of].isin(self.labels) & (self.rows["n"] > 0)]
        return [voice for voice in self.rows["voice"].drop_duplicates() if voice in set(rows["voice"])]


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    by, of, omitted = plan.by, plan.of, plan.rows[plan.of].nunique() - len(plan.labels)
    silent = [voice for voice in plan.rows["voice"].drop_duplicates() if voice not in plan.spoken]
    about = f"{plan.referent[:1].upper()}{plan.referent[1:]}" if plan.referent else "Naming"
    notes = [
        f"Bar: share (%) of the {by}'s mentions of the {of} that are in this voice. Line: {interval_words(data)}. "
        f"Behind each {by}: its mentions of the {of}, in any voice."
    ]
    notes += [f"{counted(omitted, f'rarer or unused {of}')} not drawn."] if omitted else []
    notes += [f"Nothing is spoken as {listed(silent, 'or')} here."] if silent else []
    notes += remark_line(data["notes"])
    caption = f"Who speaks each {of}, by {by} ({counted(data['n'].sum(), 'mention')}). {notes[0]}"
    sums = data.groupby("voice", sort=False)["n"].sum()
    said = "; ".join(f"{voice} {n:.0f}" for voice, n in sums.items())
    held = f"{counted(len(plan.labels), of)} by {counted(len(plan.outlets), by)}"
    alt = f"Bars with intervals: {held}. Mentions: {said or 'none'}."
    return Words(plan.title or f"{about}: in whose voice is each {of} spoken?", tuple(notes), caption, alt)


def _draw(plan: _Plan, size: Size) -> Chart:
    data, voices = plan.data, plan.spoken
    words = _words(plan, data)
    if data.empty:
        return nothing(size, words, data, "No mention of this referent here.")
    blocks = {label: _rows(plan, data, label, size) for label in plan.labels}
    heads = {label: wrap(label, size.width - 3 * size.scale, size.text, bold=True) for label in plan.labels}
    left = max(rows.width for rows in blocks.values()) + 1.5 * size.scale
    lines = max(text.count("\n") + 1 for text in heads.values())
    grid = Grid(
        tuple(rows.height for rows in blocks.values()), len(voices), left,
        head=lines * line(size, size.text) + 1.2 * size.scale, foot=1.2 * size.scale, gap=2.2 * size.scale,
        ticks=3 * size.scale, top=2 * line(size, size.small) + 0.8 * size.scale,
    )  # fmt: skip
    chart, panels = sheet(size, words, data, grid)
    for (label, rows), abreast in zip(blocks.items(), panels, strict=True):
        _label_name(abreast[0], heads[label], left, size)
        for voice, axes in zip(voices, abreast, strict=True):
            name_rows(axes, rows, show=voice == voices[0])
            _panel(axes, plan, data[(data[plan.of] == label) & (data["voice"] == voice)], rows, size)
            axes.tick_params(labelbottom=label == plan.labels[-1])
    for voice, axes in zip(voices, panels[0], strict=True):
        _voice_name(axes, voice, lines, size)
    return chart


def _rows(plan: _Plan, data: pd.DataFrame, label: str, size: Size) -> Rows:
    part, letters = data[data[plan.of] == label], remarks(data["notes"])
    names = []
    for outlet in plan.outlets:
        mine = part[part[plan.by] == outlet]
        total = mine["total"].max() if len(mine) else 0
        letter = letters.get(common(mine["notes"]), "")
        names.append(with_counts(outlet, f"{total:,.0f}{' ' * bool(letter)}{letter}"))
    return stack(names, size, 0.36 * size.width)


def _panel(axes, plan: _Plan, part: pd.DataFrame, rows: Rows, size: Size) -> None:
    at = rows.middles[[plan.outlets.index(outlet) for outlet in part[plan.by]]]
    share_axis(axes, size)
    bars(axes, part["estimate"], at, size)
    intervals(axes, part, at, size)


def _label_name(axes, label: str, left: float, size: Size) -> None:
    """Write the label over the outlets' names, from the figure's left edge."""
    write(axes, label, (0, 1), (-left * 72 / 25.4, 1.5 * size.scale), size=size.text, weight="bold", va="bottom")


def _voice_name(axes, voice: str, lines: int, size: Size) -> None:
    """Write a voice over its column, above the lines that name the first label."""
    text, up = wrap(SPOKEN.get(voice, voice), width_of(axes), size.small), 1.5 * size.scale + 1.22 * lines * size.text
    write(axes, text, (0, 1), (0, up), size=size.small, color=INK, va="bottom", linespacing=1.0)
