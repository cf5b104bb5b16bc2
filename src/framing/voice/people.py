"""The names of speakers: each source resolved within its article to the fullest name given there."""

from framing.voice.governed import Passage
from framing.voice.tokens import Tokens


def name_speakers(tokens: Tokens, passages: list[Passage]) -> tuple[list[str | None], list[dict]]:
    """Return a speaker id for each passage, and the rows of the table of speakers (``article_id`` is a row number)."""
    ids: dict[tuple[int, str], str] = {}
    rows: list[dict] = []
    names: list[str | None] = []
    for passage in passages:
        if passage.source is None:
            names.append(None)
            continue
        first, last = passage.source
        article = int(tokens.text[first]) // 2
        name = tokens.joined[int(tokens.start[first]) : int(tokens.end[last - 1])]
        if (article, name) not in ids:
            ids[article, name] = f"s{sum(a == article for a, _ in ids) + 1}"
            rows.append({"article_id": article, "speaker_id": ids[article, name], "name": name})
        names.append(ids[article, name])
    return names, rows
