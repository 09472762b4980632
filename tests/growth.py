"""Whether work grows as what it is given and no faster: told by a ratio within one run, not by seconds of an unknown machine."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TypeVar

Given = TypeVar("Given")
TIMES = 4
MOST = 9
"""Four times as much takes about 4 times as long where the work is linear, and 16 where it is quadratic."""
SLACK = 0.05
"""Seconds that say nothing: what is over sooner is too short to be told from the clock's own noise."""


def assert_linear(work: Callable[[Given], object], give: Callable[[int], Given], size: int) -> None:
    """Asserts that work on what is given for `size` takes about four times as long as on that for a quarter of it."""
    little, much = give(size // TIMES), give(size)
    for _ in range(4):  # a busy machine may spoil a run, and not all of them
        once, four = min(_seconds(work, little) for _ in range(2)), _seconds(work, much)
        if four <= MOST * once + SLACK:
            return
    raise AssertionError(f"{four:.3f} s for {size} against {once:.3f} s for a quarter of it")


def _seconds(work: Callable[[Given], object], given: Given) -> float:
    began = process_time()
    work(given)
    return process_time() - began
