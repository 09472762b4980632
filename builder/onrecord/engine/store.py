"""The store: what earlier builds remember, in one file that may be lost at any time and is never wrong."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.engine.storefile import LONGEST, NAME, TABLE, connected, remove
from onrecord.engine.storereader import Kept, Reader, Row, salt, sealed, to_bytes, to_text

MUCH = 1 << 22
"""How many bytes are held back before they are written, in a build that has yet to be committed."""


def open_store(path: Path, version: str) -> Store:
    """The store at a path, which is empty where there is none of this version. Whatever lies there, it raises nothing.

    What is not of this version or format, damaged or foreign is replaced by an empty store. A link or a folder in its place is left
    alone, and so is a store that another process holds: then nothing is found, and nothing will be kept.
    """
    return Store(path, version, connected(path, version))


class Store(Reader):
    """A store that can be written to by the process that opened it. What was put is found from then on, and kept once committed."""

    def __init__(self, path: Path, version: str, connection: sqlite3.Connection | None) -> None:
        super().__init__(path, version)
        self._file = path
        self._owner = self._process = os.getpid()
        self._waiting: dict[str, dict[str, Kept | None]] = {}
        self._size = 0
        self._readers: list[Reader] = []
        if connection:
            self._hold(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def reader(self) -> Reader:
        """What was committed, for this process until the store is closed, and for one that is forked or started from it."""
        self._readers.append(Reader(self._file if self._connection else None, self._version))
        return self._readers[-1]

    def get_many(self, table: str, names: Iterable[str]) -> dict[str, Kept]:
        """The keys and values of some names, of those that are there."""
        sought, waiting = list(names), self._waiting.get(table, {})
        found = super().get_many(table, [name for name in sought if name not in waiting] if waiting else sought)
        return found | {name: kept for name in sought if (kept := waiting.get(name))}

    def rows(self, table: str) -> list[Row]:
        """Everything in a table, sorted by name."""
        waiting = self._waiting.get(table)
        if not waiting:
            return super().rows(table)
        there = [row for row in super().rows(table) if row[0] not in waiting]
        return sorted(there + [(name, *kept) for name, kept in waiting.items() if kept])

    def put_many(self, table: str, rows: Iterable[Row]) -> None:
        """Put values under their names, each instead of the one before. A table is named by small letters."""
        if not NAME.fullmatch(table):
            raise ValueError(f"no name of a table: {table!r}")
        for name, key, value in rows:
            size = len(name) + len(key) + len(value)
            self._wait(table, name, (key, value) if size < LONGEST // 2 else None, size)

    def drop(self, table: str, names: Iterable[str]) -> None:
        """Remove some names; nothing that was kept of them is left in the file once this is committed."""
        for name in names if table in self._tables or table in self._waiting else ():
            self._wait(table, name, None, len(name))

    def keep_only(self, table: str, names: Collection[str]) -> None:
        """Remove every name but these."""
        asked = self._asked(table, f"SELECT name FROM of_{table}")  # noqa: S608 - a table that is known to be there
        try:
            there = {to_text(name) for (name,) in asked}
        except (ValueError, AttributeError):  # a damaged name is none that could be removed
            self._gave_up(sqlite3.DatabaseError("damaged"))
        else:
            self.drop(table, (there | self._waiting.get(table, {}).keys()).difference(names))

    def commit(self) -> bool:
        """Keep what was put and removed; whether that could be done. Otherwise the file is as it was, or gone."""
        self._write()
        return self._do(lambda connection: connection.commit())

    def close(self) -> None:
        """End the connection and those of its readers in this process; a file that turned out to be damaged is removed, so that the
        next build begins with a sound one."""
        super().close()
        for reader in self._readers:
            reader.close()
        self._readers.clear()
        self._waiting.clear()
        if self._damaged and self._owner == os.getpid():
            self._damaged = False
            with suppress(OSError):
                remove(self._file)

    def _wait(self, table: str, name: str, kept: Kept | None, size: int) -> None:
        """Hold a change back: as long as nothing is written, other processes can read."""
        if self._owner != os.getpid():
            raise RuntimeError("a store is written to by the process that opened it")
        if self._connection:
            self._waiting.setdefault(table, {})[name] = kept
            self._size += size
            if self._size > MUCH:
                self._write()

    def _write(self) -> None:
        waiting, self._waiting, self._size = self._waiting, {}, 0
        for table, changes in waiting.items():
            self._do(partial(self._write_table, table, changes))

    def _write_table(self, table: str, changes: Mapping[str, Kept | None], connection: sqlite3.Connection) -> None:
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        if table not in self._tables:
            connection.execute(TABLE.format(table))
            self._tables |= {table}
        begin = salt(self._version, table)
        gone = sorted((to_bytes(name),) for name, kept in changes.items() if not kept)
        rows = sorted((to_bytes(name), *kept) for name, kept in changes.items() if kept)
        whole = ((*row, sealed(begin, *row)) for row in rows)
        connection.executemany(f"DELETE FROM of_{table} WHERE name = ?", gone)  # noqa: S608 - `put_many` checks the name
        connection.executemany(f"INSERT OR REPLACE INTO of_{table} VALUES (?, ?, ?, ?)", whole)  # noqa: S608 - the same

    def _do(self, what: Callable[[sqlite3.Connection], object]) -> bool:
        """Do something to the file; False where it cannot be done, and what was begun is undone."""
        if self._connection is None or self._owner != os.getpid():
            return False
        try:
            what(self._connection)
        except sqlite3.Error as error:
            self._gave_up(error)
            return False
        return True
