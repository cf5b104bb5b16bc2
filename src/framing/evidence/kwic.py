"""Key word in context: each mention with the words to its left and right, as concordances show it."""

from collections.abc import Sequence

import pandas as pd

from framing.errors import InputError, choose

SORTS = ("place", "left", "right")
COLUMNS = ("outlet", "date", "voice", "label", "left", "match", "right")
KEYS = ("article_id", "part", "start", "end")
Choice = str | Sequence[str] | None


def kwic(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    where: dict[str, Choice] | None = None,
    dates: tuple[str | None, str | None] = (None, None),
    sort: str = "place",
    width: int = 40,
) -> pd.DataFrame:
    """Return the mentions in context: outlet, date, voice, label, left, match, right, and where each stands.

    ``where`` keeps some of them: ``{"referent": "territory", "voice": ["scare", "unclear"]}``, over the columns of the
    mentions, and ``outlet`` and ``group`` of the articles. ``dates`` keeps those from the first to the last day, both
    included, ``None`` being open; articles without a date stay out when either is given. ``sort`` is "place" (article
    by article), "right" (by what follows) or "left" (by what comes before, its last word first). ``width`` is the
    number of characters on either side; line ends show as spaces.

    Raises ChoiceError for an unknown sort, column or value, InputError for a day that is none, for a last day before
    the first, and for mentions of articles that are not there.

    >>> kwic(mentions, articles, where={"label": "breakaway region"})[["left", "match", "right"]]  # doctest: +SKIP
    """
    choose(sort, SORTS, "sort")
    facts = articles[["article_id", "outlet", "group", "date", "title", "text"]]
    lines = mentions.merge(facts, on="article_id", how="left", sort=False)
    if lines["outlet"].isna().any():
        absent = lines.loc[lines["outlet"].isna(), "article_id"].iloc[0]
        raise InputError(f"kwic: mentions of article {absent!r}, which is not there")
    for column, wanted in (where or {}).items():
        lines = lines[_kept(lines, column, wanted)]
    lines = _with_context(_between(lines, *dates), width)
    return _sorted(lines, sort)[[*COLUMNS, *KEYS]].reset_index(drop=True)


def _kept(lines: pd.DataFrame, column: str, wanted: Choice) -> pd.Series:
    choose(column, [name for name in lines.columns if name not in ("title", "text")], "where")
    values = [wanted] if isinstance(wanted, str | bool | int) else list(wanted or [])
    return lines[column].isin(values)


def _between(lines: pd.DataFrame, first: str | None, last: str | None) -> pd.DataFrame:
    begin, end = (None if day is None else _day(day) for day in (first, last))
    if begin is not None and end is not None and begin > end:
        raise InputError(f"dates: {first} is after {last}; write the first day before the last")
    day = lines["date"].dt.normalize()
    if begin is not None:
        lines = lines[day.loc[lines.index] >= begin]
    return lines if end is None else lines[day.loc[lines.index] <= end]


def _day(text: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(text).normalize()
    except ValueError:
        raise InputError(f"dates: {text!r} is no day; write it as 2020-11-25") from None


def _with_context(lines: pd.DataFrame, width: int) -> pd.DataFrame:
    texts = lines["text"].where(lines["part"] == "body", lines["title"])
    places = list(zip(texts, lines["start"], lines["end"], strict=True))
    return lines.assign(
        left=pd.array([_flat(text[max(0, start - width) : start]) for text, start, _ in places], dtype="str"),
        match=lines["surface"],
        right=pd.array([_flat(text[end : end + width]) for text, _, end in places], dtype="str"),
    )


def _flat(piece: str) -> str:
    return piece.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _sorted(lines: pd.DataFrame, sort: str) -> pd.DataFrame:
    if sort == "place":
        return lines
    context = lines["right"] if sort == "right" else lines["left"].map(_from_the_last)
    return lines.iloc[context.str.casefold().str.strip().argsort(kind="stable")]


def _from_the_last(piece: str) -> str:
    return " ".join(reversed(piece.split()))
