"""Shelves: what is remembered of issues, as mappings that load each one when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


WINDOW = 64
"""How many values are loaded together: who asks for one asks for those after it."""


class Shelf(Mapping[str, T], Generic[T]):
    """Values by the ids of issues, in the order those were opened. Those that are next to each other are loaded together, and each
    but once."""

    def __init__(self, ids: Sequence[str], load: Callable[[Sequence[str]], Mapping[str, T]], places: Mapping[str, int]) -> None:
        self._ids = ids
        self._load = load
        self._places = places
        self._held: dict[str, T] = {}

    def __getitem__(self, id: str) -> T:
        held = self._held.get(id)
        if held is None:
            start = self._places[id]
            missing = [other for other in self._ids[start : start + WINDOW] if other not in self._held]
            self._held.update(self._load(missing))
            held = self._held[id]
        return held

    def __contains__(self, id: object) -> bool:
        return id in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def forget(self) -> None:
        """Let go of all that was loaded."""
        self._held.clear()
