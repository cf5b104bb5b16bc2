"""Which words to count: those near a referent, or those spoken in some voice; and where mentions stand among words."""

import numpy as np
import pandas as pd

from framing import schema
from framing.errors import InputError, choose
from framing.measure.cells import article_rows, need
from framing.measure.counting import DEFAULT, Counting, select
from framing.measure.keyness import Selected
from framing.measure.tally import MENTION_COLUMNS
from framing.text import Words

PLACE = ["article_id", "part", "start", "end"]


def sentences_with(
    words: Words,
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    referent: str,
    label: str | None = None,
    counting: Counting = DEFAULT,
) -> Selected:
    """Return the words of all sentences that mention a referent (or one of its labels), to hand to ``keyness``.

    ``words`` is ``read_words(article_texts(articles))``; ``counting`` says which mentions count, by default those in an
    outlet's own sentences. Raises ChoiceError where nothing mentions the referent.

    >>> from framing.text import article_texts, read_words
    >>> words = read_words(article_texts(articles))
    >>> int(sentences_with(words, mentions, articles, referent="territory").counted.sum())
    12
    """
    chosen = mentions_of(mentions, referent, label, counting)
    first, _ = mentioned_words(words, chosen, articles)
    sentence = np.zeros(len(words.sentence_text) + 1, dtype=bool)
    sentence[words.sentence[first[first >= 0]]] = True
    return Selected(words, sentence[words.sentence], {"voice": "all", "referent": referent, "label": label})


def spoken(words: Words, passages: pd.DataFrame, articles: pd.DataFrame, *, voice: tuple[str, ...]) -> Selected:
    """Return the words spoken in some voices, to hand to ``keyness``; what no passage covers is narration.

    Where passages lie within one another the innermost decides. Raises ChoiceError for an unknown voice.

    >>> from framing.text import article_texts, read_words
    >>> words = read_words(article_texts(articles))
    >>> said = pd.DataFrame({"article_id": ["a"], "part": "body", "start": 0, "end": 8, "level": 1, "voice": "title"})
    >>> int(spoken(words, said, articles, voice="title").counted.sum())
    2
    """
    voices = (voice,) if isinstance(voice, str) else tuple(voice)
    for name in voices:
        choose(name, schema.VOICES, "voice")
    need(passages, "passages", [*PLACE, "level", "voice"])
    spoken_by = np.full(len(words.text), schema.VOICES.index("narration"), dtype=np.int8)
    ordered = passages.sort_values("level", kind="stable")
    first, last = _between(words, ordered, articles)
    for start, end, name in zip(first, last, ordered["voice"], strict=True):
        spoken_by[start:end] = schema.VOICES.index(name)
    counted = np.isin(spoken_by, [schema.VOICES.index(name) for name in voices])
    return Selected(words, counted, {"voice": "+".join(name for name in schema.VOICES if name in voices)})


def mentioned_words(words: Words, mentions: pd.DataFrame, articles: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the first word of every mention and the one after its last; -1 where a mention touches no word."""
    first, last = _between(words, mentions, articles)
    touched = first < last
    return np.where(touched, first, -1), np.where(touched, last, -1)


def _between(words: Words, spans: pd.DataFrame, articles: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the range of words that overlap each span of a headline or body."""
    need(spans, "spans", PLACE)
    if len(words.texts) != 2 * len(articles):
        raise InputError(f"words: {len(words.texts)} texts are not headline and body of {len(articles)} articles")
    text = 2 * article_rows(spans["article_id"], articles) + (spans["part"] == "body").to_numpy(dtype=np.int64)
    width = int(max(words.end.max(initial=0), spans["end"].max() if len(spans) else 0)) + 1
    starts, ends = words.text * width + words.start, words.text * width + words.end
    first = np.searchsorted(ends, text * width + spans["start"].to_numpy(), side="right")
    last = np.searchsorted(starts, text * width + spans["end"].to_numpy(), side="left")
    return first, np.maximum(first, last)


def mentions_of(mentions: pd.DataFrame, referent: str, label: str | None, counting: Counting) -> pd.DataFrame:
    """Return the mentions of a referent, or of one of its labels, that count; ChoiceError for an unknown one.

    InputError where none of them counts.
    """
    need(mentions, "mentions", [*PLACE, *MENTION_COLUMNS])
    if mentions.empty:
        raise InputError(f"mentions: there is none; nothing is near {referent!r}")
    chosen = mentions.loc[mentions["referent"] == choose(referent, set(mentions["referent"]), "referent")]
    if label is not None:
        chosen = chosen.loc[chosen["label"] == choose(label, set(chosen["label"]), "label")]
    chosen = select(chosen, counting)
    if chosen.empty:
        what = repr(referent) if label is None else f"{label!r} of {referent!r}"
        raise InputError(f"mentions of {what}: there is none in {counting.voice_name}, {counting.part_name}")
    return chosen
