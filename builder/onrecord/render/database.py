"""Tables as an SQLite file: the same bytes for the same tables, whenever and wherever in a process it is made.

The file is made in memory in one go, rows in the order given, and what SQLite writes into its header about itself (how often the
file was changed, and by which version of the library: bytes 24-27, 92-95 and 96-99 of "The SQLite Database File Format") is
replaced by constants. Nothing in it depends on a clock; unused room in its pages is zero (`secure_delete`). Another version of
SQLite may order its pages otherwise: the version is part of the program's, as far as results hang on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

from onrecord.frozen import dataclass
from onrecord.render.tables import Cell, TableView

PAGE = 4096
_CHANGES, _VALID_FOR, _WRITTEN_BY = slice(24, 28), slice(92, 96), slice(96, 100)
_ONE = (1).to_bytes(4, "big")
_VERSION = (3_000_000).to_bytes(4, "big")
"""What the header says of the library that wrote the file: version 3 of its format."""


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table, and how many of its first columns together name a row (0: none do)."""

    name: str
    table: TableView
    key: int = 0


@dataclass(frozen=True, slots=True)
class DatabaseView:
    """The tables of a database, in order."""

    tables: tuple[NamedTable, ...]


def sqlite_bytes(view: DatabaseView) -> bytes:
    r"""The database as a file. Texts are exact, but for what is no character, which stands as `\udXXX`; days and times are ISO
    8601, truths 1 and 0."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.execute(f"PRAGMA page_size = {PAGE}")
        base.execute("PRAGMA secure_delete = ON")
        base.execute("BEGIN")
        for named in view.tables:
            _fill(base, named)
        base.execute("COMMIT")
        data = bytearray(base.serialize())
    data[_CHANGES] = data[_VALID_FOR] = _ONE
    data[_WRITTEN_BY] = _VERSION
    return bytes(data)


def _fill(base: sqlite3.Connection, named: NamedTable) -> None:
    columns = [f'"{column}"' for column in named.table.columns]
    key = f", PRIMARY KEY ({', '.join(columns[: named.key])})" if named.key else ""
    base.execute(f'CREATE TABLE "{named.name}" ({", ".join(columns)}{key})')
    places = ", ".join("?" * len(columns))
    base.executemany(f'INSERT INTO "{named.name}" VALUES ({places})', (tuple(map(_cell, row)) for row in named.table.rows))  # noqa: S608 - our own names


def _cell(cell: Cell) -> str | int | float | None:
    match cell:
        case bool():
            return int(cell)
        case date():
            return cell.isoformat()
        case str():
            return cell if cell.isascii() else cell.encode("utf-8", "backslashreplace").decode("utf-8")
        case _:
            return cell
