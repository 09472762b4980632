"""Shelves: what is remembered of issues, as mappings that load each one when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

V = TypeVar("V")
T = TypeVar("T")


WINDOW = 64
"""How many values are loaded together: who asks for one asks for those near it."""
MOST = 1024


class Shelf(Mapping[str, T], Generic[V, T]):
    """Values by the ids of issues, in the order those were opened. What is written down of those that are next to each other is
    loaded together; a value is made of it when it is asked for. The last of them are held, as many as `most`, so that a large
    record takes no more memory than a small one."""

    def __init__(
        self,
        places: Mapping[str, int],
        ids: Sequence[str],
        load: Callable[[Sequence[str]], Mapping[str, V]],
        make: Callable[[V], T],
        most: int = MOST,
    ) -> None:
        self._places, self._ids = places, ids
        self._load, self._make = load, make
        self._most = most
        self._place = 0
        self._near: Mapping[str, V] = {}
        self._held: dict[str, T] = {}

    def __getitem__(self, id: str) -> T:
        held = self._held.get(id)
        if held is None:
            if id not in self._near:
                self._near = self._load(self._around(self._places[id]))
            if len(self._held) >= self._most:
                self._held.clear()
            held = self._held[id] = self._make(self._near[id])
        return held

    def _around(self, place: int) -> Sequence[str]:
        """What is loaded with what stands at a place: nothing else, where what was asked for before stands elsewhere."""
        before, self._place = self._place, place
        start = place // WINDOW * WINDOW
        return self._ids[start : start + WINDOW] if abs(place - before) <= WINDOW else self._ids[place : place + 1]

    def expect(self, ids: Sequence[str]) -> None:
        """Load what is asked for next, wherever it stands."""
        self._near = self._load([id for id in ids if id not in self._held])

    def __contains__(self, id: object) -> bool:
        return id in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class Part(Mapping[str, T], Generic[V, T]):
    """A part of each value of a mapping."""

    def __init__(self, whole: Mapping[str, V], part: Callable[[V], T]) -> None:
        self._whole, self._part = whole, part

    def __getitem__(self, id: str) -> T:
        return self._part(self._whole[id])

    def __contains__(self, id: object) -> bool:
        return id in self._whole

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)
