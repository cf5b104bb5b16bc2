"""Where plain noun phrases may begin, and where they end: the places of possible sources."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.voice import cues, kinds
from framing.voice.stream import Stream


def _groups(names: str) -> list[int]:
    return [kinds.GROUPS.index(name) for name in names.split()]


DETERMINERS, NAMES = _groups("the his"), _groups("name title possessive number")
_ALONE = _groups("he who that")
_PLAIN = _groups("other s ed ing ly day")
_APART = _groups("comma mark bracket and but in of that END who long short to")
_INSIDE = [*DETERMINERS, *NAMES, *_groups("other s")]
_TIMES = [kinds.ID[name] for name in ("DAY", "MONTH")]


@dataclass(frozen=True)
class NounPhrases:
    """The noun phrases of a stream; ``row`` is the row of each unit in the table of cues, -1 where it is none."""

    stream: Stream
    row: np.ndarray

    @cached_property
    def starts(self) -> np.ndarray:
        """Tell which units may begin a source: pronouns, and where a noun phrase may begin that is no time ("last month")."""
        stream, group = self.stream, self.stream.group
        opens = stream.index == stream.low
        named, determiner = kinds.among(group, NAMES), kinds.among(group, DETERMINERS)
        inside = _behind(determiner) & ~opens
        apart = _behind(kinds.among(group, _APART) | self._strong) | opens
        starts = kinds.among(group, _ALONE) | (determiner & ~inside)
        starts |= named & (~(inside | _behind(named)) | opens)
        starts |= kinds.among(group, _PLAIN) & apart
        starts[:-1] &= ~(determiner[:-1] & stream.folded[1:])
        starts &= ~kinds.among(stream.kind[np.maximum(self.ends - 1, 0)], _TIMES) | named
        return starts & ~stream.folded

    @cached_property
    def ends(self) -> np.ndarray:
        """Where the plain noun phrase that begins at each unit ends."""
        inside = kinds.among(self.stream.group, _INSIDE) & ~self._strong
        return np.minimum(self.stream.after(~inside | self.stream.folded), self.stream.high)

    @cached_property
    def before(self) -> np.ndarray:
        """The nearest unit before each that may begin a source, or -1."""
        return self.stream.before(self.starts)

    @cached_property
    def _strong(self) -> np.ndarray:
        return cues.strong(self.row, cues.table())


def _behind(flags: np.ndarray) -> np.ndarray:
    return np.concatenate(([False], flags[:-1]))
