"""The file of a store: whether what lies in its place is one, and a fresh one where it is not; never through a link."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

APPLICATION = 0x6F6E7263
"""What marks a database as ours: "onrc"."""
FORMAT = 1
PAGE = 8192
LONGEST = 1 << 27
"""The longest value in bytes: a damaged length asks for no more memory than this."""
PATIENCE = 2.0
"""For how many seconds another process is waited for that is writing."""
SETTINGS = ("secure_delete = ON", "synchronous = OFF", "cell_size_check = ON", "trusted_schema = OFF", "cache_size = -32000")
"""A process that is killed leaves a whole file all the same; a machine that fails may tear it, and then that is found out."""
BESIDE = ("-journal", "-wal", "-shm")
ABOUT = "CREATE TABLE about (version TEXT NOT NULL)"
TABLE = "CREATE TABLE of_{} (name BLOB PRIMARY KEY, key BLOB NOT NULL, value BLOB NOT NULL, digest BLOB NOT NULL)"
NAME = re.compile(r"[a-z]+")
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
    }
)


def connected(path: Path, version: str) -> sqlite3.Connection | None:
    """A connection to the store at a path, made anew where what lies there is of another version or format, damaged or foreign.

    None where there can be none: another process holds it, its place cannot be written, or something else than a file lies there.
    """
    try:
        if not _is_file_or_nothing(path):
            return None
        if _is_ours(path):
            try:
                return examined(path, version)
            except sqlite3.Error as error:
                if not is_damage(error):
                    return None
        remove(path)
        return _made(path, version)
    except (sqlite3.Error, OSError):
        return None


def examined(path: Path, version: str, mode: str = "rw") -> sqlite3.Connection:
    """A connection to a store that is there; sqlite3.Error where it cannot be had, or is not of this version."""
    connection = _opened(path, mode)
    try:
        tables(connection)
        _must_be_of(version, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _must_be_of(version: str, connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT version FROM about").fetchall() != [(version,)]:
        raise sqlite3.DatabaseError("another version")


def tables(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of the tables; sqlite3.DatabaseError where a store holds anything but these."""
    found = set()
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"):
        if sql != ABOUT:
            if sql != TABLE.format(name.removeprefix("of_")):
                raise sqlite3.DatabaseError("another format")
            found.add(name.removeprefix("of_"))
    return frozenset(found)


def remove(path: Path) -> None:
    """Remove a store, and what SQLite keeps beside it, which it would take for that of the next one."""
    for end in (*BESIDE, ""):
        with suppress(FileNotFoundError):
            os.unlink(f"{path}{end}")  # noqa: PTH108 - a name and an ending, not a path and a name


def is_damage(error: sqlite3.Error) -> bool:
    """Whether a fault says that the file itself is no good, rather than that it could not be had."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _PASSING


def _is_file_or_nothing(path: Path) -> bool:
    """Whether a store may lie at a path. A link there, or beside it, is somebody's own, and is left as it is."""
    for end in ("", *BESIDE):
        try:
            kind = os.lstat(f"{path}{end}").st_mode
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(kind):
            return False
    return True


def _is_ours(path: Path) -> bool:
    """Whether a file begins like a store of this format."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return False
    numbers = int.from_bytes(head[60:64], "big"), int.from_bytes(head[68:72], "big")
    # 1 and 1: the way of writing that leaves no files beside it.
    return len(head) == 100 and head[:16] == b"SQLite format 3\0" and head[18:20] == b"\1\1" and numbers == (FORMAT, APPLICATION)


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, PATIENCE, isolation_level=None, check_same_thread=False, uri=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def _made(path: Path, version: str) -> sqlite3.Connection:
    connection = _opened(path, "rwc")
    try:
        for setting in (f"page_size = {PAGE}", f"application_id = {APPLICATION}", f"user_version = {FORMAT}"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(ABOUT)
        connection.execute("INSERT INTO about VALUES (?)", (version,))
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection
