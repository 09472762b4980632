"""Memory: what earlier builds found out, and what this one will leave to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.build.digests import Seen, seen_of
from onrecord.build.stored import (
    Judged,
    Row,
    Worked,
    issue_codec,
    judged_codec,
    line_codec,
    row_codec,
)
from onrecord.engine.codec import DamagedError
from onrecord.engine.store import Store
from onrecord.engine.storereader import Reader
from onrecord.model import Issue
from onrecord.render.views.parts import BaseLine

FILES, SEEN, ROWS, ISSUES, JUDGED, LINES = "files", "seen", "rows", "issues", "judged", "lines"
"""The tables: what files give, the files as they were seen, and of each issue a row, its record, its judgement, its lines."""


class LostError(Exception):
    """Something that was remembered is not there: everything is to be found out again."""


@dataclass(frozen=True)
class Remembered:
    """What is remembered of issues, for whatever process."""

    reader: Reader

    def issue(self, id: str, key: str) -> Issue:
        """The record of an issue. This and the others raise LostError where it is not there."""
        return issue_codec().decode(self._value(ISSUES, id, key))

    def judged(self, id: str, row: Row) -> Judged:
        """What is judged of an issue."""
        return judged_codec().decode(self._value(JUDGED, id, row.verdict.judged if row.verdict else ""))

    def line(self, id: str, row: Row) -> BaseLine:
        """What lists show of an issue."""
        return line_codec().decode(self._value(LINES, id, row.verdict.line if row.verdict else ""))

    def _value(self, table: str, id: str, key: str) -> bytes:
        value = self.reader.get(table, id, key.encode())
        if value is None:
            raise LostError(f"{table} {id}")
        return value


class Memory:
    """What is remembered between builds. What is kept counts for later readers once it is committed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._puts: dict[str, list[tuple[str, bytes, bytes]]] = {}
        self._files: set[str] = set()

    def seen(self) -> dict[str, Seen]:
        """The files as the last build saw them."""
        return {path: seen_of(value.decode()) for path, _, value in self._store.rows(SEEN)}

    def see(self, seen: Mapping[str, Seen], before: Mapping[str, Seen]) -> None:
        """Remember the files as they are."""
        changed = [(path, b"", str(found).encode()) for path, found in seen.items() if before.get(path) != found]
        self._store.put_many(SEEN, changed)
        self._store.keep_only(SEEN, seen)

    def rows(self) -> dict[str, Row]:
        """The row of every issue that is remembered; one that is damaged is not."""
        decode, found = row_codec().decode, dict[str, Row]()
        for id, _, value in self._store.rows(ROWS):
            try:
                found[id] = decode(value)
            except DamagedError:
                continue
        return found

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
        self._put(ROWS, row.id, "", row_codec().encode(row))
        if worked.issue:
            self._put(ISSUES, row.id, row.key, worked.issue)
        if verdict is not None:
            self._put(JUDGED, row.id, verdict.judged, worked.judged)
            self._put(LINES, row.id, verdict.line, worked.line)

    def commit(self) -> None:
        """Let readers, and the next build, find what was kept. LostError where that cannot be done."""
        for table, rows in self._puts.items():
            self._store.put_many(table, rows)
        self._puts.clear()
        if not self._store.commit():
            raise LostError("what was kept")

    def keep_only(self, ids: Iterable[str]) -> None:
        """Forget all other issues, and the files that nobody asked for."""
        held = list(ids)
        for table in (ROWS, ISSUES, JUDGED, LINES):
            self._store.keep_only(table, held)
        self._store.keep_only(FILES, sorted(self._files))

    def remembered(self) -> Remembered:
        """What is remembered of issues, for whatever process."""
        return Remembered(self._store.reader())

    def _put(self, table: str, name: str, key: str, value: bytes) -> None:
        rows = self._puts.setdefault(table, [])
        rows.append((name, key.encode(), value))
        if len(rows) >= 1000:
            self._store.put_many(table, rows)
            rows.clear()
