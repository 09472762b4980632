"""The page of the data: every file, its form, and what each column of its tables means; and the same for a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.database import DatabaseView, NamedTable
from onrecord.render.tables import TableView
from onrecord.render.views.columns import meanings
from onrecord.render.views.data_tables import OTHERS, promise_table, table_of
from onrecord.render.views.downloads import SCHEMAS
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import Link
from onrecord.render.views.record import Record

KEYS: Mapping[str, int] = {"issues": 1, "messages": 2, "promises": 2, "releases": 0, "people": 1, "products": 1}
"""How many of the first columns of a table together name a row."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """Something to download: what it holds (`issues`, `messages`, …; `record` for all of it), in which format, and the files that
    it comes in, by their names."""

    holds: str
    format: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """A table: its columns, each with what it means."""

    name: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """What can be downloaded; `several` says that the issues take several files."""

    frame: Frame
    files: tuple[DataFile, ...]
    several: bool
    schemas: tuple[Link, ...]
    tables: tuple[TableMeaning, ...]
    example: Link | None
    calendar: str


def data_view(record: Record, names: Sequence[str]) -> DataView:
    """The page of the downloads, given their names."""
    here, _ = routes.DATA, record.language.gettext
    first = next(iter(record.corpus.issues), None)
    files = _files(record, here, names)
    return DataView(
        frame=frame_of(record, here, _("Data"), _("Everything this site shows, in open formats."), section="data"),
        files=files,
        several=any(len(file.links) > 1 for file in files),
        schemas=tuple(Link(name, record.once(here, routes.schema(name))) for name in SCHEMAS),
        tables=tuple(TableMeaning(name, tuple(columns.items())) for name, columns in meanings(record.language).items()),
        example=Link(routes.issue_record(first), record.once(here, routes.issue_record(first))) if first else None,
        calendar=routes.href(here, routes.PROMISES_CALENDAR),
    )


def _files(record: Record, here: str, names: Sequence[str]) -> tuple[DataFile, ...]:
    """Files, those of one kind together; `issues-2.csv` is one of several."""
    found: dict[tuple[str, str], list[Link]] = {}
    for name in names:
        stem, _, format = name.rpartition(".")
        found.setdefault((stem.partition("-")[0], format), []).append(Link(name, record.once(here, routes.data(name))))
    return tuple(DataFile(holds, format, tuple(links)) for (holds, format), links in found.items())


def issues_database(record: Record, ids: Sequence[str], tables: Mapping[str, TableView]) -> DatabaseView:
    """Some issues as a database, given their tables: with their promises."""
    promises = promise_table(promise for id in ids for promise in record.judged(id).commitments)
    return _database(record, {**tables, "promises": promises})


def whole_database(record: Record, tables: Mapping[str, TableView]) -> DatabaseView:
    """The whole record as a database, given the tables of its issues."""
    return _database(record, {**tables, **{name: table_of(record, name) for name in OTHERS}})


def _database(record: Record, tables: Mapping[str, TableView]) -> DatabaseView:
    """Tables as a database that says of itself whose record it is, under which licence, and what its columns mean."""
    site, told = record.corpus.site, meanings(record.language)
    about = (("title", site.title), ("company", site.company.name), ("url", site.url), ("licence", site.licence))
    means = ((name, column, meaning) for name in tables for column, meaning in told[name].items())
    return DatabaseView(
        (
            NamedTable("about", TableView(("name", "value"), about), 1),
            NamedTable("columns", TableView(("table", "column", "meaning"), tuple(means)), 2),
            *(NamedTable(name, table, KEYS[name]) for name, table in tables.items()),
        )
    )
