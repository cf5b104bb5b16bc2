"""Words found by the keys that ``framing.text.Forms`` have, many at once."""

import numpy as np

from framing.text import Numbering
from framing.text.forms import forms_of


def keys_of(words: list[str]) -> np.ndarray:
    """Return the keys of words as forms have them (see ``framing.text.Forms``); none may be empty."""
    data = "\n".join((*words, "")).encode("utf-8", "surrogatepass")
    end = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n"))
    if len(end) != len(words):  # a line end within one of them
        sizes = [len(word.encode("utf-8", "surrogatepass")) for word in words]
        end = np.cumsum(np.array(sizes, dtype=np.int64) + 1) - 1
    return forms_of(data, np.append(0, end + 1)[: len(words)], end).keys


def numbering(words: dict[str, int]) -> Numbering:
    """Return the numbers of words, to be found by their keys."""
    found = Numbering()
    found.add(keys_of(list(words)), np.array(list(words.values()), dtype=np.int64))
    return found
