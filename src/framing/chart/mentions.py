"""Where in the article labels fall: one line an article, one mark a mention, from the headline to the last word."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.chart.canvas import Chart, ChartError, Grid, Words, drawn, fitting, line, sheet, text_width, wrap
from framing.chart.key import Entry, key_height, write_key
from framing.chart.parts import nothing, write
from framing.chart.presets import Size
from framing.chart.style import MARKS, NEITHER, RULE
from framing.chart.tables import Wanted, capital, counted, one, some, take

WANTED = Wanted("draw_mentions", "tag", ("article_id", "part", "start", "referent", "label"))
ARTICLES = Wanted("draw_mentions, second table,", "the corpus as articles", ("article_id", "outlet", "n_characters"))
MOST = 5
PITCHES = (1.5, 1.2, 0.9)
OTHER = "another label"
SMALL = 0.62


def draw_mentions(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    referent: str | None = None,
    labels: Sequence[str] | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw where in each article its labels fall, from the table of mentions ``tag`` returned.

    One line an article with a mention, by outlet and date; one mark a mention, at ``start`` in per cent of the body's
    ``n_characters``; what stands in the headline is left of the line. The five most used labels have a mark each, or
    the ``labels`` given (at most seven); all others share a grey dot. It is the evidence itself: nothing is averaged.

    Raises ChartError for other tables or more than seven labels; ChoiceError for a referent, label or outlet that is
    not there.

    >>> import pandas as pd
    >>> found = pd.DataFrame({"article_id": ["1"], "part": "body", "start": 50, "referent": "war", "label": "invasion"})
    >>> article = pd.DataFrame({"article_id": ["1"], "outlet": "A", "n_characters": 200})
    >>> draw_mentions(found, article).drawing.data["percent"].tolist()
    [25.0]
    """
    rows, articles = take(mentions, WANTED), take(articles, ARTICLES)
    referent = one(rows, "referent", referent, WANTED.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    chosen = sorted(articles["outlet"].unique()) if outlets is None else some(articles, "outlet", outlets, WANTED.draws)
    data = _placed(rows, articles[articles["outlet"].isin(chosen)], chosen)
    kept = _kept(data) if labels is None else some(rows, "label", labels, WANTED.draws)
    if len(kept) > len(MARKS):
        raise ChartError(f"draw_mentions: {len(kept)} labels; there are marks for {len(MARKS)}: choose fewer")
    plan = _Plan(data, [outlet for outlet in chosen if outlet in set(data["outlet"])], kept)
    words = _words(plan, articles[articles["outlet"].isin(chosen)], referent, title)
    return drawn(lambda at: fitting(lambda n: _draw(plan, words, at, PITCHES[-n]), len(PITCHES)), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: a row a mention with its line and place, the outlets, and the labels with a mark of their own."""

    data: pd.DataFrame
    outlets: list[str]
    labels: list[str]

    def entries(self) -> list[Entry]:
        named = [
            Entry(label, mark.marker, mark.colour, mark.colour) for label, mark in zip(self.labels, MARKS, strict=False)
        ]
        rest = not self.data["label"].isin(self.labels).all()
        return [*named, Entry(OTHER, NEITHER.marker, NEITHER.colour, NEITHER.colour, SMALL)] if rest else named


def _kept(data: pd.DataFrame) -> list[str]:
    """Return the most used labels; those used alike stand as they come in the articles."""
    counts = data["label"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return counts.index[:MOST].tolist()


def _placed(rows: pd.DataFrame, articles: pd.DataFrame, outlets: list[str]) -> pd.DataFrame:
    """Return the mentions with their outlet, their article's line (from 0) and their place in per cent of the body."""
    dates = articles["date"] if "date" in articles.columns else pd.NaT
    order = articles.assign(_outlet=articles["outlet"].map(outlets.index), _date=dates)
    order = order[order["article_id"].isin(rows["article_id"])].sort_values(
        ["_outlet", "_date", "article_id"], kind="stable"
    )
    order = order.assign(line=np.arange(len(order)))[["article_id", "outlet", "n_characters", "line"]]
    placed = rows.merge(order, on="article_id", how="inner")
    body = placed["part"] == "body"
    placed["percent"] = (100 * placed["start"] / placed["n_characters"].where(placed["n_characters"] > 0)).where(body)
    return placed.sort_values(["line", "part", "start"], kind="stable").reset_index(drop=True)


def _words(plan: _Plan, articles: pd.DataFrame, referent: str | None, title: str | None) -> Words:
    data = plan.data
    about = capital(referent or "naming")
    lines = data["line"].nunique()
    notes = (
        f"Line: one of the {counted(lines, 'article')} (of {len(articles):,}) with a mention, by outlet and date, from "
        f"its first character to its last. Mark: one of {counted(len(data), 'mention')}; H: in the headline.",
    )
    sums = data["label"].value_counts()
    said = "; ".join(f"{label} {sums.get(label, 0)}" for label in plan.labels)
    alt = f"One line an article, one mark a mention at its place in the text. Mentions: {said or 'none'}."
    return Words(title or f"{about}: where in the article do labels fall?", notes, "", alt)


def _draw(plan: _Plan, words: Words, size: Size, pitch: float) -> Chart:
    if plan.data.empty:
        return nothing(size, words, plan.data, "No mention of this referent here.")
    names = {outlet: wrap(outlet, 0.3 * size.width, size.text) for outlet in plan.outlets}
    entries, counts = plan.entries(), plan.data.groupby("outlet")["line"].nunique()
    least = {outlet: (name.count("\n") + 1.2) * line(size, size.text) for outlet, name in names.items()}
    heights = tuple(max(counts[outlet] * pitch * size.scale, least[outlet]) for outlet in plan.outlets)
    left = max(text_width(part, size.text) for name in names.values() for part in name.split("\n")) + 1.5 * size.scale
    grid = Grid(
        heights, 1, left, 1 * size.scale, head=1.2 * size.scale, foot=0.6 * size.scale, top=key_height(entries, size),
        ticks=2.2 * line(size, size.small) + 2 * size.scale,
    )  # fmt: skip
    chart, panels = sheet(size, words, plan.data, grid)
    for outlet, (axes,) in zip(plan.outlets, panels, strict=True):
        _panel(axes, plan, outlet, size)
        axes.set_yticks([sum(axes.get_ylim()) / 2], [names[outlet]], linespacing=1.0)
        last = outlet == plan.outlets[-1]
        axes.tick_params(axis="x", labelbottom=last, bottom=last)
        axes.spines["bottom"].set_visible(last)
    write_key(panels[0][0], entries, size, left=left, up=1.5 * size.scale)
    below = (0, -3 - 3 * size.scale - 1.2 * size.small)
    write(panels[-1][0], "Place in the body (%)", (0.5, 0), below, size=size.small, ha="center", va="top")
    return chart


def _panel(axes, plan: _Plan, outlet: str, size: Size) -> None:
    mine = plan.data[plan.data["outlet"] == outlet]
    first, last = mine["line"].min(), mine["line"].max()
    axes.set_xlim(-11, 101)
    axes.set_ylim(last + 0.6, first - 0.6)
    axes.set_xticks([-7, 0, 25, 50, 75, 100], ["H", "0", "25", "50", "75", "100"])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_color(RULE)
    axes.hlines(np.arange(first, last + 1), 0, 100, color=RULE, linewidth=0.5 * size.scale, zorder=0.5, gid="articles")
    at = mine["percent"].where(mine["part"] == "body", -7)
    for place, entry in reversed(list(enumerate(plan.entries()))):
        chosen = (mine["label"] == entry.name) if place < len(plan.labels) else ~mine["label"].isin(plan.labels)
        small = place >= len(plan.labels)
        axes.plot(
            at[chosen], mine.loc[chosen, "line"], entry.marker, ms=(SMALL if small else 1) * 2.6 * size.scale, mfc=entry.face,
            mec="white", mew=0.2 * size.scale, ls="", gid=entry.name, zorder=2 if small else 3, clip_on=False,
        )  # fmt: skip
