"""The passing store: what one build finds out and nobody keeps, where no file can be had to keep it in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Self

from onrecord.engine.storereader import Kept, Row


class PassingStore:
    """A store in memory, for one build alone; processes that are forked later have what was put by then."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[str, Kept]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tables.clear()

    def get(self, table: str, name: str, key: bytes) -> bytes | None:
        """The value of a name, if it holds under this key; None where there is none."""
        found = self._tables.get(table, {}).get(name)
        return found[1] if found and found[0] == key else None

    def get_many(self, table: str, names: Iterable[str]) -> dict[str, Kept]:
        """The keys and values of some names, of those that are there."""
        held = self._tables.get(table, {})
        return {name: held[name] for name in names if name in held}

    def rows(self, table: str) -> list[Row]:
        """Everything in a table, sorted by name."""
        return sorted((name, *kept) for name, kept in self._tables.get(table, {}).items())

    def put_many(self, table: str, rows: Iterable[Row]) -> None:
        """Put values under their names, each instead of the one before."""
        self._tables.setdefault(table, {}).update((name, (key, value)) for name, key, value in rows)

    def drop(self, table: str, names: Iterable[str]) -> None:
        """Remove some names."""
        for name in names:
            self._tables.get(table, {}).pop(name, None)

    def keep_only(self, table: str, names: Collection[str]) -> None:
        """Remove every name but these."""
        held = frozenset(names)
        self.drop(table, [name for name in self._tables.get(table, {}) if name not in held])

    def commit(self) -> bool:
        """What was put is found from then on."""
        return True

    def reader(self) -> Self:
        """The same, for a process that is forked from this one."""
        return self
