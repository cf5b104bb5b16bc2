"""Who speaks each label: a block a label, a column a voice, a bar an outlet with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, drawn, line, sheet, wrap
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
    counted,
    listed,
    most_used,
    name_column,
    one,
    remark_line,
    remarks,
    single_rows,
    some,
    take,
    unit,
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
    name stand these mentions (``total``). Without ``labels`` the five most used are drawn; voices nobody speaks in
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
    kept, omitted = most_used(rows, of, MOST) if labels is None else (some(rows, of, labels, WANTED.draws), 0)
    rows = rows[rows[of].isin(kept)]
    single_rows(rows, (by, of, "voice"), WANTED.draws)
    spoken = rows.loc[rows["n"] > 0, "voice"].unique()
    silent = [voice for voice in rows["voice"].unique() if voice not in spoken]
    plan = _plan(rows[rows["voice"].isin(spoken)], by, of, chosen, kept)
    words = _words(plan, referent, omitted, silent, title)
    return drawn(lambda at: _draw(plan, words, at), size)


@dataclass(frozen=True)
class _Plan:
    data: pd.DataFrame
    by: str
    of: str
    outlets: list[str]
    labels: list[str]
    voices: list[str]


def _plan(rows: pd.DataFrame, by: str, of: str, outlets: list[str], labels: list[str]) -> _Plan:
    voices = rows["voice"].drop_duplicates().tolist()
    order = pd.DataFrame({
        "label": rows[of].map(labels.index),
        "outlet": rows[by].map(outlets.index),
        "voice": rows["voice"].map(voices.index),
    })  # fmt: skip
    data = rows.loc[order.sort_values(["label", "outlet", "voice"]).index].reset_index(drop=True)
    return _Plan(data, by, of, outlets, labels, voices)


def _words(plan: _Plan, referent: str | None, omitted: int, silent: list[str], title: str | None) -> Words:
    data, by, of = plan.data, plan.by, plan.of
    about = f"{referent[:1].upper()}{referent[1:]}" if referent else "Naming"
    notes = [
        f"Bar: share (%) of the {by}'s mentions of the {of} that are in this voice. Line: {interval_words(data)}. "
        f"Behind each {by}: its mentions of the {of}, in any voice."
    ]
    notes += [f"{counted(omitted, f'rarer or unused {of}')} not drawn."] if omitted else []
    notes += [f"Nothing is spoken as {listed(silent, 'or')} here."] if silent else []
    notes += remark_line(data["notes"])
    total = counted(data["n"].sum(), "mention")
    caption = f"Who speaks each {of}, by {by} ({total}). {notes[0]}"
    sums = data.groupby("voice", sort=False)["n"].sum()
    said = "; ".join(f"{voice} {n:.0f}" for voice, n in sums.items())
    drawn_ = f"{counted(len(plan.labels), of)} by {counted(len(plan.outlets), by)}"
    alt = f"Bars with intervals: {drawn_}. Mentions: {said or 'none'}."
    return Words(title or f"{about}: in whose voice is each {of} spoken?", tuple(notes), caption, alt)


def _draw(plan: _Plan, words: Words, size: Size) -> Chart:
    if plan.data.empty:
        return nothing(size, words, plan.data, "No mention of this referent here.")
    blocks = {label: _rows(plan, label, size) for label in plan.labels}
    left = max(rows.width for rows in blocks.values()) + 1.5 * size.scale
    top = 2 * line(size, size.small) + 0.8 * size.scale
    grid = Grid(
        tuple(rows.height for rows in blocks.values()), len(plan.voices), left,
        head=line(size, size.text) + 1.2 * size.scale, foot=1.2 * size.scale, gap=2.2 * size.scale,
        ticks=3 * size.scale, top=top,
    )  # fmt: skip
    chart, panels = sheet(size, words, plan.data, grid)
    for place, (label, rows) in enumerate(blocks.items()):
        _label_name(panels[place][0], label, left, size)
        for voice, axes in zip(plan.voices, panels[place], strict=True):
            name_rows(axes, rows, show=voice == plan.voices[0])
            _panel(axes, plan, label, voice, rows, size)
            axes.tick_params(labelbottom=label == plan.labels[-1])
            if not place:
                _voice_name(axes, voice, size)
    return chart


def _rows(plan: _Plan, label: str, size: Size) -> Rows:
    part, letters = plan.data[plan.data[plan.of] == label], remarks(plan.data["notes"])
    names = []
    for outlet in plan.outlets:
        mine = part[part[plan.by] == outlet]
        total = mine["total"].max() if len(mine) else 0
        letter = letters.get(mine["notes"].iloc[0], "") if mine["notes"].nunique(dropna=False) == 1 else ""
        names.append(f"{outlet} ({total:,.0f}{' ' * bool(letter)}{letter})")
    return stack(names, size, 0.36 * size.width)


def _panel(axes, plan: _Plan, label: str, voice: str, rows: Rows, size: Size) -> None:
    part = plan.data[(plan.data[plan.of] == label) & (plan.data["voice"] == voice)]
    at = rows.middles[[plan.outlets.index(outlet) for outlet in part[plan.by]]]
    share_axis(axes, size)
    bars(axes, part["estimate"], at, size)
    intervals(axes, part, at, size)


def _label_name(axes, label: str, left: float, size: Size) -> None:
    """Write the label over the outlets' names, from the figure's left edge."""
    write(axes, label, (0, 1), (-left * 72 / 25.4, 1.5 * size.scale), size=size.text, weight="bold", va="bottom")


def _voice_name(axes, voice: str, size: Size) -> None:
    """Write a voice over its column, above the line of the first label."""
    text, up = wrap(SPOKEN.get(voice, voice), width_of(axes), size.small), 1.5 * size.scale + 1.25 * size.text
    write(axes, text, (0, 1), (0, up), size=size.small, color=INK, va="bottom", linespacing=1.0)
