"""Scales: round numbers along an axis, and where a number lies on it."""

from __future__ import annotations

from onrecord.frozen import dataclass

STEPS = (1, 2, 5)


def ticks(top: int, most: int = 5) -> tuple[int, ...]:
    """Round whole numbers from 0 to the first that is at least `top`, at most `most` steps of 1, 2 or 5 times a power of ten."""
    power = 1
    while True:
        for step in (power * factor for factor in STEPS):
            steps = -(-max(top, 1) // step)
            if steps <= most:
                return tuple(n * step for n in range(steps + 1))
        power *= 10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `top` lies at `end`, 0 at `start` (in the units of the drawing)."""

    top: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value lies."""
        return self.start + (self.end - self.start) * value / self.top
