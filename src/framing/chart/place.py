"""Where names of points go so that none lies on a name, a mark, a leader, or outside the panel, and no leaders cross."""

from dataclasses import dataclass, field, replace

import numpy as np

AROUND = np.array(
    [
        (1, 0), (1, 1), (1, -1), (0, 1), (0, -1), (-1, 1), (-1, -1), (-1, 0),
        *[(x, y) for x, y in ((1, 0.5), (0.5, 1), (-0.5, 1), (-1, 0.5)) for y in (y, -y)],
    ],
    dtype=float,
)  # fmt: skip
STEPS = (1.0, 2.2, 3.6, 5.4, 7.6, 10.0, 13.0, 16.5, 20.5, 25.0)
ALONG = np.linspace(0, 1, 24)[:, None]
SOFT_MARK, ROUNDS = 5, 6


@dataclass(frozen=True)
class Room:
    """The panel in which names may stand, how far from its point one begins, and a height no name may leave its point's
    side of (``wall``), all in the same unit.
    """

    left: float
    bottom: float
    right: float
    top: float
    pad: float
    wall: float | None = None


@dataclass
class _Taken:
    """What stands already: boxes of names, the leaders to their points (two ends a row)."""

    boxes: list[np.ndarray] = field(default_factory=list)
    leaders: list[np.ndarray] = field(default_factory=list)


def place_names(
    points: np.ndarray, sizes: np.ndarray, room: Room, marks: np.ndarray, lines: np.ndarray | None = None
) -> np.ndarray:
    """Return the lower left corner of each name, NaN where there is no room for it; earlier names choose first.

    ``points`` and ``sizes`` have one row a name (x, y; width, height); ``marks`` are points no name may cover,
    ``lines`` points that names keep off where they can. The nearest free place is taken: right of the point first,
    then around it, then farther out, where the leader from point to name meets no other name and no other leader.
    Where names find no room, they choose first and all are placed anew, and the best is kept: with the fewest names
    missing, the first ones weighing most. The same input gives the same places.
    """
    lines = np.empty((0, 2)) if lines is None else lines
    best, least, order = np.full((len(points), 2), np.nan), np.inf, list(range(len(points)))
    for _ in range(ROUNDS):
        corners = _placed(points, sizes, room, (marks, lines), order)
        crowded = np.flatnonzero(np.isnan(corners[:, 0]))
        missing = (1 / (1 + crowded)).sum()
        if missing < least:
            best, least = corners, missing
        if not len(crowded):
            break
        order = [*crowded, *(row for row in order if row not in crowded)]
    return best


def _placed(
    points: np.ndarray, sizes: np.ndarray, room: Room, around: tuple[np.ndarray, np.ndarray], order: list[int]
) -> np.ndarray:
    """Return the corners of the names, placed in this order."""
    (marks, lines), taken = around, _Taken()
    corners = np.full((len(points), 2), np.nan)
    pads = np.hstack([points - room.pad, points + room.pad])
    for row in order:
        point = points[row]
        boxes = _candidates(point, sizes[row], room.pad)
        boxes = boxes[_inside(boxes, _side(room, point)) & ~_touching(boxes, np.delete(pads, row, axis=0))]
        boxes = boxes[(_covered(boxes, marks, 0.4 * room.pad) == 0) & _apart(boxes, point, taken)]
        if not len(boxes):
            continue
        away = np.hypot(*(_nearest(boxes, point) - point).T) / room.pad
        best = boxes[np.argmin(away.round(6) + SOFT_MARK * np.minimum(_covered(boxes, lines, room.pad), 4))]
        corners[row] = best[:2]
        taken.boxes.append(best)
        taken.leaders.append(np.vstack([point, _nearest(best[None], point)[0]]))
    return corners


def _candidates(point: np.ndarray, size: np.ndarray, pad: float) -> np.ndarray:
    """Return the boxes a name may stand in, nearest first: left, bottom, right, top."""
    slant = np.where(np.abs(AROUND).sum(1) > 1, 0.75, 1)[:, None]
    middles = np.vstack([point + AROUND * (size / 2 + pad * step * slant) for step in STEPS])
    return np.hstack([middles - size / 2, middles + size / 2])


def _nearest(boxes: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Return the place of each box that is nearest to the point: where its leader ends."""
    return np.clip(point, boxes[:, :2], boxes[:, 2:])


def _side(room: Room, point: np.ndarray) -> Room:
    """Return the part of the room on the point's side of the wall."""
    if room.wall is None:
        return room
    return replace(room, bottom=room.wall) if point[1] > room.wall else replace(room, top=room.wall)


def _inside(boxes: np.ndarray, room: Room) -> np.ndarray:
    return (
        (boxes[:, 0] >= room.left)
        & (boxes[:, 1] >= room.bottom)
        & (boxes[:, 2] <= room.right)
        & (boxes[:, 3] <= room.top)
    )


def _apart(boxes: np.ndarray, point: np.ndarray, taken: _Taken) -> np.ndarray:
    """Tell which boxes, with their leaders, meet nothing that stands already."""
    if not taken.boxes:
        return np.ones(len(boxes), dtype=bool)
    standing, leaders = np.array(taken.boxes), np.array(taken.leaders)
    drawn = (leaders[:, :1] + ALONG * (leaders[:, 1:] - leaders[:, :1])).reshape(-1, 2)
    free = ~_touching(boxes, standing) & (_covered(boxes, drawn, 0.0) == 0)
    ends = _nearest(boxes, point)
    paths = point + ALONG * (ends[:, None] - point)
    through = np.array([_covered(standing, path, 0.0).any() for path in paths], dtype=bool).reshape(len(boxes))
    return free & ~through & ~_crossing(point, ends, leaders)


def _crossing(point: np.ndarray, ends: np.ndarray, leaders: np.ndarray) -> np.ndarray:
    """Tell which of the lines from the point to these ends cross one of the leaders."""
    first, last = leaders[None, :, 0], leaders[None, :, 1]
    end = ends[:, None]
    sides = (_turn(point, end, first) * _turn(point, end, last), _turn(first, last, point) * _turn(first, last, end))
    return ((sides[0] < 0) & (sides[1] < 0)).any(axis=1)


def _turn(start: np.ndarray, end: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return on which side of the line from start to end a point lies: above 0 left, below 0 right."""
    along, to = end - start, at - start
    return along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0]


def _touching(boxes: np.ndarray, taken: np.ndarray) -> np.ndarray:
    across = (boxes[:, None, 0] < taken[None, :, 2]) & (boxes[:, None, 2] > taken[None, :, 0])
    down = (boxes[:, None, 1] < taken[None, :, 3]) & (boxes[:, None, 3] > taken[None, :, 1])
    return (across & down).any(axis=1)


def _covered(boxes: np.ndarray, points: np.ndarray, pad: float) -> np.ndarray:
    """Return how many points lie in each box, made wider by ``pad`` on all sides."""
    x, y = points[:, 0], points[:, 1]
    left, bottom, right, top = (boxes + np.array([-pad, -pad, pad, pad])).T[:, :, None]
    return ((x > left) & (x < right) & (y > bottom) & (y < top)).sum(axis=1)
