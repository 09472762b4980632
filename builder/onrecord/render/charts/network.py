"""The network of who helped whom: where everybody stands, laid out without chance and with no two labels over each other.

People begin on a circle, in the order given, and are moved by forces: all push each other away, those who helped each other pull
(Fruchterman and Reingold 1991, with fewer steps the further it cools), and all are drawn a little to the middle. Then what still
overlaps is pushed apart. Only sums, differences, products, quotients and square roots are taken, one by one, which IEEE 754 rounds
in one way on every machine; no function of the C library is asked whose last digit may differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from onrecord.frozen import dataclass
from onrecord.render.charts.sheet import Point

STEPS = 60
PULL = 0.8
"""How strongly everybody is drawn to the middle."""
ROUNDS = 240
GROWTH = 1.03
EVEN = 0.7
LOOSE, FEW, ASPECT = 2.4, 30.0, 1.5
"""How much more room there is than labels take, before they are pushed apart (and still more for few); and how much wider than high
it is."""
NEAR, NUDGE = 1e-9, 1e-3
PI = 3.141592653589793


@dataclass(frozen=True, slots=True)
class Box:
    """The room that somebody takes with their label: to both sides, above and below where they stand."""

    half: float
    above: float
    below: float


def circle(n: int) -> list[Point]:
    """`n` points around a circle, one turn after another; about evenly."""
    quarter = PI / max(n, 2)
    tangent = quarter * (15 - quarter * quarter) / (15 - 6 * quarter * quarter)  # Padé's of tan, for half the turn
    whole = 1 + tangent * tangent
    cosine, sine = (1 - tangent * tangent) / whole, 2 * tangent / whole
    x, y, points = 1.0, 0.0, list[Point]()
    for _ in range(n):
        points.append((x, y))
        x, y = x * cosine - y * sine, x * sine + y * cosine
    return points


def forced(n: int, ties: Sequence[tuple[int, int, int]]) -> list[Point]:
    """Where `n` people stand whom forces have moved, given who is tied to whom how strongly."""
    points = circle(n)
    ideal = 2 / sqrt(max(n, 1))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    pulls = [(one, other, sqrt(weight)) for one, other, weight in ties]
    for step in range(STEPS):
        heat = 0.3 * (STEPS - step) / STEPS
        dx, dy = _pushes(xs, ys, ideal * ideal)
        for one, other, strength in pulls:
            x, y = xs[one] - xs[other], ys[one] - ys[other]
            pull = sqrt(x * x + y * y) / ideal * min(strength, 3.0)
            dx[one] -= x * pull
            dy[one] -= y * pull
            dx[other] += x * pull
            dy[other] += y * pull
        for n_ in range(n):
            x, y = dx[n_] - xs[n_] * PULL, dy[n_] - ys[n_] * PULL
            length = sqrt(x * x + y * y)
            if length > NEAR:
                by = min(length, heat) / length
                xs[n_] += x * by
                ys[n_] += y * by
    return list(zip(xs, ys, strict=True))


def _pushes(xs: Sequence[float], ys: Sequence[float], square: float) -> tuple[list[float], list[float]]:
    """By how much everybody is pushed away by all others."""
    n = len(xs)
    dx, dy = [0.0] * n, [0.0] * n
    for one in range(n):
        x1, y1 = xs[one], ys[one]
        sum_x = sum_y = 0.0
        for other in range(one):
            x, y = x1 - xs[other], y1 - ys[other]
            push = square / (x * x + y * y + NEAR)
            x *= push
            y *= push
            sum_x += x
            sum_y += y
            dx[other] -= x
            dy[other] -= y
        dx[one] += sum_x
        dy[one] += sum_y
    return dx, dy


def spaced(points: Sequence[Point], boxes: Sequence[Box], limit: float | None = None) -> list[Point]:
    """The points pushed apart until no two boxes overlap; within a width, if there is a limit to it."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    for round_ in range(ROUNDS):
        _keep_within(xs, boxes, limit)
        if not _pushed(xs, ys, boxes, by_half=True):
            return list(zip(xs, ys, strict=True))
        if round_ % 12 == 11:
            _grow(xs, ys, limit)
    _keep_within(xs, boxes, limit)
    ys = [y + n * NUDGE for n, y in enumerate(ys)]  # no two stand level: what grows apart does so in the end
    while _pushed(xs, ys, boxes, by_half=False):
        _grow(xs, ys, limit)
    return list(zip(xs, ys, strict=True))


def _keep_within(xs: list[float], boxes: Sequence[Box], limit: float | None) -> None:
    if limit is not None:
        for n, box in enumerate(boxes):
            xs[n] = max(min(xs[n], limit - box.half), box.half)


def _grow(xs: list[float], ys: list[float], limit: float | None) -> None:
    for n, (x, y) in enumerate(zip(xs, ys, strict=True)):
        xs[n], ys[n] = x if limit is not None else x * GROWTH, y * GROWTH


def _pushed(xs: list[float], ys: list[float], boxes: Sequence[Box], *, by_half: bool) -> bool:
    """Whether any two boxes overlap; they are pushed apart the shorter way, unless that is left to growing."""
    found = False
    for one, mine in enumerate(boxes):
        for other in range(one):
            theirs = boxes[other]
            across = mine.half + theirs.half - abs(xs[one] - xs[other])
            if across <= 0:
                continue
            down = min(ys[one] + mine.below, ys[other] + theirs.below) - max(ys[one] - mine.above, ys[other] - theirs.above)
            if down <= 0:
                continue
            found = True
            if by_half:
                _part(xs, ys, one, other, across, down)
    return found


def _part(xs: list[float], ys: list[float], one: int, other: int, across: float, down: float) -> None:
    if across < down:
        by = (across + 1) / 2 if xs[one] >= xs[other] else -(across + 1) / 2
        xs[one] += by
        xs[other] -= by
    else:
        by = (down + 1) / 2 if ys[one] >= ys[other] else -(down + 1) / 2
        ys[one] += by
        ys[other] -= by


def turned(points: Sequence[Point], *, upright: bool) -> list[Point]:
    """The points turned so that they spread most across, or upright: along the first eigenvector of their covariance."""
    n = max(len(points), 1)
    x0, y0 = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    xx, yy = sum((x - x0) * (x - x0) for x, _ in points), sum((y - y0) * (y - y0) for _, y in points)
    xy = sum((x - x0) * (y - y0) for x, y in points)
    half = (xx - yy) / 2
    most = (xx + yy) / 2 + sqrt(half * half + xy * xy)
    across, up = (xy, most - xx) if abs(xy) > NEAR else ((1.0, 0.0) if xx >= yy else (0.0, 1.0))
    length = sqrt(across * across + up * up)
    across, up = across / length, up / length
    along = [((x - x0) * across + (y - y0) * up, (y - y0) * across - (x - x0) * up) for x, y in points]
    return [(aside, far) for far, aside in along] if upright else along


def evened(values: Sequence[float], length: float) -> list[float]:
    """Values over a length: partly where they lie between the least and the most, partly in their turn, so that crowds thin out."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    turns = sorted(range(len(values)), key=lambda n: (values[n], n))
    turn = {n: place / max(len(values) - 1, 1) for place, n in enumerate(turns)}
    return [length * (EVEN * turn[n] + (1 - EVEN) * (value - low) / max(high - low, NEAR)) for n, value in enumerate(values)]


def placed(
    ties: Sequence[tuple[int, int, int]], boxes: Sequence[Box], limit: float | None = None
) -> tuple[list[Point], float, float]:
    """Where everybody stands on a drawing, and how wide and high it is, with nothing outside of it; no wider than a limit, if there
    is one (which must hold the widest box)."""
    n, room = len(boxes), sum(2 * box.half * (box.above + box.below) for box in boxes)
    area = max(room, 1.0) * (LOOSE + FEW / max(n, 4))
    wide = sqrt(area * ASPECT) if limit is None else limit
    high = wide / ASPECT if limit is None else max(room, 1.0) * LOOSE / limit
    moved = turned(forced(n, ties), upright=limit is not None)
    xs, ys = evened([x for x, _ in moved], wide), evened([y for _, y in moved], high)
    points = spaced(list(zip(xs, ys, strict=True)), boxes, limit)
    left = min((x - box.half for (x, _), box in zip(points, boxes, strict=True)), default=0.0)
    top = min((y - box.above for (_, y), box in zip(points, boxes, strict=True)), default=0.0)
    points = [(x - left, y - top) for x, y in points]
    width = max((x + box.half for (x, _), box in zip(points, boxes, strict=True)), default=0.0)
    height = max((y + box.below for (_, y), box in zip(points, boxes, strict=True)), default=0.0)
    return points, width, height
