"""Reading a store: what was put into its file and is whole, in whatever process."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.engine.storefile import examined, is_damage, tables

Row = tuple[str, bytes, bytes]
"""A name, the key under which its value holds, and the value."""
Kept = tuple[bytes, bytes]
TOGETHER = 500
"""How many names are asked for at a time."""
_JOIN = b"\0".join
# A connection that ended in a process forked from its own would undo what that one is writing: there, it is held for good.
_open: dict[int, sqlite3.Connection] = {}


class Reader:
    """What is in a store, read by any process: each opens the file for itself, when it first asks.

    What is damaged is not there, and a file that was found to be damaged is not asked any more: what it lacks may be damage, too.
    Without a path nothing is found.
    """

    def __init__(self, path: Path | None, version: str) -> None:
        self._path = path
        self._version = version
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._tables: frozenset[str] = frozenset()
        self._damaged = False

    def __reduce__(self) -> tuple[Any, ...]:
        return (Reader, (self._path, self._version))

    def get(self, table: str, name: str, key: bytes) -> bytes | None:
        """The value of a name, if it holds under this key; None where there is none."""
        found = self.get_many(table, [name]).get(name)
        return found[1] if found and found[0] == key else None

    def get_many(self, table: str, names: Iterable[str]) -> dict[str, Kept]:
        """The keys and values of some names, of those that are there."""
        found: dict[str, Kept] = {}
        sought = iter(names)
        while some := [to_bytes(name) for name in islice(sought, TOGETHER)]:
            where = f"WHERE name IN ({', '.join('?' * len(some))})"
            found.update((name, (key, value)) for name, key, value in self._whole(table, where, some))
        return found

    def rows(self, table: str) -> list[Row]:
        """Everything in a table, sorted by name."""
        rows = self._whole(table, "", ())
        found = {row[0]: row for row in rows}
        if len(found) < len(rows):
            self._gave_up(sqlite3.DatabaseError("a name twice"))
        return [found[name] for name in sorted(found)]

    def close(self) -> None:
        """End the connection."""
        if self._connection and self._process == os.getpid():
            _open.pop(id(self._connection), None)
            self._connection.close()
        self._connection = None

    def _whole(self, table: str, where: str, names: Collection[bytes]) -> list[Row]:
        """The rows that are whole, of a table or of some names in it."""
        begin = salt(self._version, table)
        question = f"SELECT name, key, value, digest FROM of_{table} {where}"  # noqa: S608 - a table that is known to be there
        asked = self._asked(table, question, names)
        try:
            whole = [
                (to_text(name), key, value)
                for name, key, value, digest in asked
                if digest == sha256(_JOIN((begin, name, b"%d" % len(key), key, value))).digest()  # `sealed`, without a call
            ]
        except TypeError:  # there is something else in the place of bytes
            whole = []
        if len(whole) < len(asked):
            self._gave_up(sqlite3.DatabaseError("damaged"))
        return whole

    def _asked(self, table: str, question: str, names: Collection[bytes] = ()) -> list[Any]:
        """What the file answers; nothing where it lacks the table, or cannot be read (then it is not asked again)."""
        connection = self._connected()
        if connection is None or table not in self._tables:
            return []
        try:
            return connection.execute(question, tuple(names)).fetchall()
        except sqlite3.Error as error:
            self._gave_up(error)
            return []

    def _connected(self) -> sqlite3.Connection | None:
        if self._process != os.getpid():
            self._process = os.getpid()
            self._connection = None
            try:
                if self._path:
                    self._hold(examined(self._path, self._version, "ro"))
            except (sqlite3.Error, OSError) as error:
                self._gave_up(error)
        return self._connection

    def _hold(self, connection: sqlite3.Connection) -> None:
        self._connection = _open[id(connection)] = connection
        try:
            self._tables = tables(connection)
        except sqlite3.Error as error:
            self._gave_up(error)

    def _gave_up(self, error: Exception) -> None:
        """Ask no more: a file that failed once may answer anything, and one that is held would keep us waiting each time."""
        self._damaged = isinstance(error, sqlite3.Error) and is_damage(error)
        self.close()


def salt(version: str, table: str) -> bytes:
    """What the digests of a table begin with: a value is not taken for one of another table, or of another version."""
    return to_bytes(f"{version}\0{table}")


def sealed(begin: bytes, name: bytes, key: bytes, value: bytes) -> bytes:
    """The digest of a row."""
    return sha256(_JOIN((begin, name, b"%d" % len(key), key, value))).digest()


def to_bytes(name: str) -> bytes:
    """A name as it is stored."""
    return name.encode("utf-8", "surrogatepass")


def to_text(name: bytes) -> str:
    """The name that was stored."""
    return name.decode("utf-8", "surrogatepass")
