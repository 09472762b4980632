"""Which fields of a table a map reads: those it passes over are told, each once, with how many records have them; and the columns
that it looks for in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.importers.expressions import Path as FieldPath
from onrecord.importers.expressions import is_something
from onrecord.importers.mapping import TableMap
from onrecord.importers.rows import Cell, Row, form_of
from onrecord.model import Level, Problem, Where
from onrecord.read.suggest import did_you_mean, quoted


def problems(path: str, rows: Sequence[Row], table: TableMap) -> tuple[Problem, ...]:
    """A warning for each field that is passed over; where there are any, and for each column of a CSV file that is not there, also
    for each that the map reads and no record has. And one for a table without records."""
    if not rows:
        return (Problem(Where(path), "there are no records in it", level=Level.WARNING),)
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(set(leaves(row.fields, "")))
    read = {general(p) for p in table.paths()}
    passed = [name for name in sorted(counts) if name not in read and not ignored(name, table.ignore)]
    found = [
        Problem(
            Where(path),
            f"the field {quoted(name)} is not brought in; {number(counts[name])}",
            f"map it, or list it under ignore: in {table.path}",
            Level.WARNING,
        )
        for name in passed
    ]
    if not found and not has_columns(path, table):
        return ()
    # Fields passed over and fields looked for in vain: together they tell that the export names something otherwise. A record of
    # a JSON document may leave out what it has not, a CSV file cannot.
    missing = [p for p in dict.fromkeys(table.paths()) if not any(FieldPath(p).find(row.fields) for row in rows)]
    return (*found, *(nowhere(table.path, name, passed) for name in missing if not within(name, rows)))


def has_columns(path: str, table: TableMap) -> bool:
    """Whether each record of a table has all of its fields, be they empty."""
    return form_of(path, table.format) in ("csv", "tsv")


def within(name: str, rows: Sequence[Row]) -> bool:
    """Whether what would hold a field is there, and merely empty in every record."""
    head = name.partition(".")[0]
    return head != name and any(head in row.fields for row in rows)


def nowhere(path: str, name: str, passed: Sequence[str]) -> Problem:
    """That no record has a field which the map reads."""
    return Problem(Where(path), f"no record has the field {quoted(name)}", did_you_mean(name, passed), Level.WARNING)


def number(count: int) -> str:
    """How many records have it."""
    return f"{count:,} record{' has' if count == 1 else 's have'} it"


def leaves(cell: Cell, path: str) -> Iterator[str]:
    """The paths of all values of a record that are not empty, with `*` for the items of a list."""
    if isinstance(cell, dict):
        for name, inner in cell.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(cell, list):
        for inner in cell:
            yield from leaves(inner, f"{path}.*")
    elif is_something(cell):
        yield path


def general(path: str) -> str:
    """A path in which the places in lists are `*`."""
    return ".".join("*" if part.isdecimal() else part for part in path.split("."))


def ignored(name: str, ignore: Sequence[str]) -> bool:
    """Whether a field, or what holds it, is left out on purpose."""
    return any(name == path or name.startswith(f"{path}.") for path in map(general, ignore))
