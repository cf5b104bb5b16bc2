"""Where names of points go so that none lies on another name, on a named point, or outside the panel."""

from dataclasses import dataclass

import numpy as np

DIRECTIONS = np.array([(1, 0), (1, 1), (1, -1), (0, 1), (0, -1), (-1, 1), (-1, -1), (-1, 0)], dtype=float)
STEPS = (1.0, 2.2, 3.6, 5.4, 7.6, 10.0)


@dataclass(frozen=True)
class Room:
    """The panel in which names may stand and how far from its point one begins, all in the same unit."""

    left: float
    bottom: float
    right: float
    top: float
    pad: float


def place_names(points: np.ndarray, sizes: np.ndarray, room: Room, others: np.ndarray) -> np.ndarray:
    """Return the lower left corner of each name, NaN where there is no room for it; earlier names choose first.

    ``points`` and ``sizes`` have one row a name (x, y; width, height); ``others`` are the points that have no name,
    which names avoid where they can. The nearest free place is taken: right of the point first, then around it, then
    farther out. The same input gives the same places.
    """
    taken = [np.array([x - room.pad, y - room.pad, x + room.pad, y + room.pad]) for x, y in points]
    corners = np.full((len(points), 2), np.nan)
    for row, (point, size) in enumerate(zip(points, sizes, strict=True)):
        boxes = _candidates(point, size, room.pad)
        free = _inside(boxes, room) & ~_touching(boxes, np.array([*taken[:row], *taken[row + 1 :]]).reshape(-1, 4))
        if not free.any():
            continue
        crowd = np.minimum(_covered(boxes, others, room.pad), 4)
        best = np.flatnonzero(free)[np.argmin((crowd * 5 + np.arange(len(boxes)) / len(DIRECTIONS))[free])]
        corners[row] = boxes[best, :2]
        taken.append(boxes[best])
    return corners


def _candidates(point: np.ndarray, size: np.ndarray, pad: float) -> np.ndarray:
    """Return the boxes a name may stand in, nearest first: left, bottom, right, top."""
    boxes = []
    for step in STEPS:
        middle = point + DIRECTIONS * (
            size / 2 + pad * step * np.where(np.abs(DIRECTIONS).sum(1) > 1, 0.75, 1)[:, None]
        )
        boxes.append(np.hstack([middle - size / 2, middle + size / 2]))
    return np.vstack(boxes)


def _inside(boxes: np.ndarray, room: Room) -> np.ndarray:
    return (
        (boxes[:, 0] >= room.left)
        & (boxes[:, 1] >= room.bottom)
        & (boxes[:, 2] <= room.right)
        & (boxes[:, 3] <= room.top)
    )


def _touching(boxes: np.ndarray, taken: np.ndarray) -> np.ndarray:
    across = (boxes[:, None, 0] < taken[None, :, 2]) & (boxes[:, None, 2] > taken[None, :, 0])
    down = (boxes[:, None, 1] < taken[None, :, 3]) & (boxes[:, None, 3] > taken[None, :, 1])
    return (across & down).any(axis=1)


def _covered(boxes: np.ndarray, points: np.ndarray, pad: float) -> np.ndarray:
    x, y = points[:, 0], points[:, 1]
    left, bottom, right, top = (boxes + np.array([-pad, -pad, pad, pad])).T[:, :, None]
    return ((x > left) & (x < right) & (y > bottom) & (y < top)).sum(axis=1)
