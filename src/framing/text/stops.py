"""What kind of words stand beside the stops of a batch: all that the rules of sentences ask of them."""

import numpy as np

from framing.sentences import NUMBER, PLAIN, REACH, ROLES, SHORTENED, following_of, role_before
from framing.text.forms import forms_of
from framing.text.gaps import Gaps
from framing.text.pieces import Pieces
from framing.text.table import FormTable

_JOINS = b".'-"
_CURLY = "’".encode()


def is_certain(pieces: Pieces, gaps: Gaps) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the gaps after a word of four small letters or more and before a capital where a sentence surely ends.

    With them, where it ends and the next starts, counted from the beginning of the gap.
    """
    marks, data = pieces.scan.bytes, pieces.scan.data
    ends, starts = gaps.of("ends"), gaps.of("starts")
    rows = np.flatnonzero(ends >= 0)
    capital = marks[gaps.right[rows]]
    rows = rows[(capital >= ord("A")) & (capital <= ord("Z"))]
    left = gaps.left[rows]
    small = _small_before(marks, left, 4)
    for word in map(str.encode, SHORTENED):
        for row in np.flatnonzero(small & (marks[left - 1] == word[-1]) & (marks[left - 2] == word[-2])).tolist():
            small[row] = not data.endswith(word, 0, int(left[row]))
    rows = rows[small]
    return rows, ends[rows], starts[rows]


def may_be_glued(pieces: Pieces, gaps: Gaps, rows: np.ndarray) -> np.ndarray:
    """Tell which of these gaps stand before a capital, if lost space is the one thing that could part sentences there."""
    capital = pieces.scan.bytes[gaps.right[rows]]
    return ((capital >= ord("A")) & (capital <= ord("Z"))) | (gaps.of("glued")[rows] == 0)


def _small_before(marks: np.ndarray, left: np.ndarray, many: int) -> np.ndarray:
    """Tell which of these places follow so many small letters."""
    small = left >= many
    for nth in range(1, many + 1):
        small &= (marks[left - nth] >= ord("a")) & (marks[left - nth] <= ord("z"))
    return small


def cases_of(pieces: Pieces, gaps: Gaps, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a number for the kinds of words beside each of these gaps, and which have to be read in their text.

    Those are the ones after a word that may go on further back than a word of ours does, and after a number that may
    open a line.
    """
    scanned, marks = pieces.scan, pieces.scan.bytes
    after = gaps.after[rows]
    (code,) = after_stops.of(forms_of(scanned.data, pieces.start[after], pieces.end[after]))
    stopped = gaps.of("stopped")[rows] > 0
    opening = pieces.opening(after - 1)
    start = pieces.start[opening]
    (role,) = before_stops.of(forms_of(scanned.data, start, gaps.left[rows]))
    role[~stopped] = ROLES.index(PLAIN)
    before = np.maximum(start - 1, 0)
    in_line = (start > 0) & (_is_ink(marks[before]) | ((marks[before] == ord(" ")) & _is_ink(marks[before - 1])))
    joined = np.isin(marks[before], np.frombuffer(_JOINS + _CURLY[-1:], dtype=np.uint8)) & (start > 0)
    odd = stopped & (joined | ((role == ROLES.index(NUMBER)) & ~in_line))
    return role * 16 + code, odd


def _is_ink(marks: np.ndarray) -> np.ndarray:
    return (marks > ord(" ")) & (marks < 0x80)


def _code_after(form: str) -> int:
    """Return as a number what the rules ask of a word after a stop."""
    goes_on, digit, opener, of_time = following_of(form)
    return goes_on + 2 * digit + 4 * opener + 8 * of_time


def _code_before(form: str) -> int:
    """Return as a number what the rules ask of a word before a stop."""
    return ROLES.index(role_before(form[-REACH:]))


after_stops = FormTable(lambda forms: [list(map(_code_after, forms))], 1)
before_stops = FormTable(lambda forms: [list(map(_code_before, forms))], 1)
