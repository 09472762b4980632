"""Memory: what earlier builds found out, and what this one will leave to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.build.stored import Row, Worked, row_codec
from onrecord.engine.damage import DamagedError, LostError
from onrecord.engine.passing import PassingStore
from onrecord.engine.store import Store
from onrecord.engine.storereader import Reader
from onrecord.engine.storereader import Row as Stored
from onrecord.frozen import dataclass

FILES, ROWS, ISSUES, JUDGED, LINES, WORLD = "files", "rows", "issues", "judged", "lines", "world"
"""The tables: what files give; of each issue a row, its record, its judgement, its lines; and the world in which the rows hold."""
TOGETHER = 1000
"""How many values of a table are put at once."""
MUCH = 1 << 23
"""From how many bytes on what was kept is committed between two pieces of work."""
AGREED = "agreed"
"""The table of what was found to agree with the log; empty where there is none."""
TERMS, BUNCHES = "terms", "bunches"
"""The tables of the search: the terms of each issue, and the bunches they make; empty where there is no search."""


@dataclass(frozen=True)
class Remembered:
    """What is remembered of issues, for whatever process; LostError where it is not there."""

    reader: Reader | PassingStore

    def issues(self, rows: Iterable[Row]) -> dict[str, bytes]:
        """The records of several issues, as they were written down."""
        return self._values(ISSUES, {row.id: row.key for row in rows})

    def judged(self, rows: Iterable[Row]) -> dict[str, bytes]:
        """What is judged of several issues, as it was written down."""
        return self._values(JUDGED, {row.id: row.verdict.judged for row in rows if row.verdict})

    def lines(self, rows: Iterable[Row], tree: int = 0) -> dict[str, bytes]:
        """What lists show of several issues in a language (by its place among the site's), as it was written down."""
        if not tree:
            return self._values(LINES, {row.id: row.verdict.line for row in rows if row.verdict})
        names = {line_name(row.id, tree): row for row in rows}
        found = self._values(LINES, {name: row.verdict.shown(tree) for name, row in names.items() if row.verdict})
        return {names[name].id: value for name, value in found.items()}

    def terms(self, rows: Iterable[Row]) -> dict[str, bytes]:
        """The search terms of several issues, as they were written down, of those that are remembered."""
        return _holding(self.reader, TERMS, {row.id: row.key for row in rows})

    def _values(self, table: str, keys: Mapping[str, str]) -> dict[str, bytes]:
        found = _holding(self.reader, table, keys)
        lost = [id for id in keys if id not in found]
        if lost:
            raise LostError(f"{table}: {lost[0]}")
        return found


def _holding(reader: Reader | PassingStore, table: str, keys: Mapping[str, str]) -> dict[str, bytes]:
    """What is remembered of names, of those for which it holds under their key."""
    found = reader.get_many(table, keys)
    return {name: value for name, (key, value) in found.items() if key == keys[name].encode()}


def line_name(id: str, tree: int) -> str:
    """The name under which an issue's lines in a further language are kept."""
    return f"{id}@{tree}"


class Memory:
    """What is remembered between builds. What is kept counts for later readers once it is committed."""

    def __init__(self, store: Store | PassingStore) -> None:
        self._store = store
        self._puts: dict[str, list[tuple[str, bytes, bytes]]] = {}
        self._files: set[str] = set()
        self._ids: dict[str, int] = {}
        self._doubted = False
        self._size = 0

    def rows(self) -> dict[str, Row]:
        """The row of every issue that is remembered; one that is damaged is not."""
        decode, found = row_codec().decode, dict[str, Row]()
        for id, _, value in self._store.rows(ROWS):
            self._ids[id] = 0
            try:
                row = found[id] = decode(value)
            except DamagedError:
                continue
            self._ids[id] = len(row.verdict.others) if row.verdict else 0
        return found

    def knows_world(self, world: str) -> bool:
        """Whether every row that is remembered holds in a world (see `Workshop`); if not, they hold in none until one is kept."""
        known = world != "" and self._store.get(WORLD, WORLD, world.encode()) is not None
        if not known:
            self._put(WORLD, WORLD, "", b"")
        return known

    def keep_world(self, world: str) -> None:
        """Remember in which world every row holds; none where what is known of it is in doubt."""
        self._put(WORLD, WORLD, "" if self._doubted else world, b"")

    def doubt(self) -> None:
        """What was found out need not be of the world that it will be said to be of."""
        self._doubted = True

    def file(self, path: str, key: str) -> bytes | None:
        """What a file gave that is part of no single issue."""
        self._files.add(path)
        return self._store.get(FILES, path, key.encode())

    def keep_file(self, path: str, key: str, value: bytes) -> None:
        """Remember what a file gave."""
        self._put(FILES, path, key, value)

    def keep(self, worked: Worked) -> None:
        """Remember an issue as it was worked out."""
        row, verdict = worked.row, worked.row.verdict
        self._put(ROWS, row.id, "", worked.written or row_codec().encode(row))
        if worked.issue:
            self._put(ISSUES, row.id, row.key, worked.issue)
        if verdict is not None:
            self._put(JUDGED, row.id, verdict.judged, worked.judged)
            self._put(LINES, row.id, verdict.line, worked.line)
            for tree, line in enumerate(worked.others, 1):
                self._put(LINES, line_name(row.id, tree), verdict.shown(tree), line)

    def bunches(self, keys: Mapping[str, str]) -> dict[str, bytes]:
        """The bunches of search terms that are remembered under their keys, as they were written down."""
        return _holding(self._store, BUNCHES, keys)

    def keep_terms(self, name: str, key: str, bunch: bytes, terms: Iterable[tuple[str, str, bytes]]) -> None:
        """Remember a bunch, and the terms of issues, each with its key."""
        self._put(BUNCHES, name, key, bunch)
        for id, row_key, written in terms:
            self._put(TERMS, id, row_key, written)

    def keep_searched(self, bunches: Iterable[str], ids: Iterable[str]) -> None:
        """Forget all other bunches, and the terms of all other issues."""
        self._store.keep_only(BUNCHES, list(bunches))
        self._store.keep_only(TERMS, list(ids))

    def commit(self) -> None:
        """Let readers, and the next build, find what was kept. LostError where that cannot be done."""
        for table, rows in self._puts.items():
            self._store.put_many(table, rows)
        self._puts.clear()
        self._size = 0
        if not self._store.commit():
            raise LostError("what was kept")

    def breathe(self) -> None:
        """Commit, where much was kept since: once it takes more than the file's cache holds, whoever reads is shut out. LostError
        where that cannot be done."""
        if self._size > MUCH:
            self.commit()

    def keep_only(self, rows: Mapping[str, Row]) -> None:
        """Forget all other issues, lines in languages that the site has no more, and the files that nobody asked for."""
        gone = self._ids.keys() - rows.keys()
        for table in (ROWS, ISSUES, JUDGED, LINES):
            self._store.drop(table, gone)
        told = max((len(row.verdict.others) for row in rows.values() if row.verdict), default=0)
        left = {line_name(id, tree) for id, known in self._ids.items() for tree in range(1, known + 1) if id in gone or tree > told}
        self._store.drop(LINES, left)
        self._store.keep_only(FILES, sorted(self._files))

    def agreed(self, keys: Mapping[str, str]) -> set[str]:
        """The names of which it is remembered under their keys that they agree with the log."""
        return set(_holding(self._store, AGREED, keys))

    def keep_agreed(self, keys: Mapping[str, str], names: Iterable[str]) -> None:
        """Remember that some names agree with the log under their keys, and forget those that have none."""
        for name in names:
            self._put(AGREED, name, keys[name], b"")
        self._store.keep_only(AGREED, list(keys))
        self.commit()

    def some(self, table: str, names: Iterable[str]) -> dict[str, bytes]:
        """The values of some names of a table, of those that are there."""
        return {name: value for name, (_, value) in self._store.get_many(table, names).items()}

    def put(self, table: str, rows: Iterable[Stored]) -> None:
        """Remember some values, each under its name and key."""
        self._store.put_many(table, rows)

    def drop_all(self, table: str) -> None:
        """Forget a table."""
        self._store.keep_only(table, ())

    def remembered(self) -> Remembered:
        """What is remembered of issues, for whatever process."""
        return Remembered(self._store.reader())

    def _put(self, table: str, name: str, key: str, value: bytes) -> None:
        rows = self._puts.setdefault(table, [])
        rows.append((name, key.encode(), value))
        self._size += len(value)
        if len(rows) >= TOGETHER:
            self._store.put_many(table, rows)
            rows.clear()
