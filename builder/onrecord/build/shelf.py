"""Shelves: what is remembered of issues, as mappings that load each one when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Mapping[str, T], Generic[T]):
    """Values by the ids of issues, in the order those were opened. Each is loaded once."""

    def __init__(self, ids: Mapping[str, object], load: Callable[[str], T]) -> None:
        self._ids = ids
        self._load = load
        self._held: dict[str, T] = {}

    def __getitem__(self, id: str) -> T:
        held = self._held.get(id)
        if held is None:
            if id not in self._ids:
                raise KeyError(id)
            held = self._held[id] = self._load(id)
        return held

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def clear(self) -> None:
        """Let go of all that was loaded."""
        self._held.clear()
