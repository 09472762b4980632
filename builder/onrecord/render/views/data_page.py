"""The page of the data: every file, its form, and what each column of its tables means; and the same for a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.database import DatabaseView, NamedTable
from onrecord.render.safe import visible
from onrecord.render.tables import TableView
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
        tables=tuple(TableMeaning(name, tuple(columns.items())) for name, columns in meanings(record).items()),
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
    site, told = record.corpus.site, meanings(record)
    about = (("title", site.title), ("company", site.company.name), ("url", site.url), ("licence", site.licence))
    means = ((name, column, meaning) for name in tables for column, meaning in told[name].items())
    return DatabaseView(
        (
            NamedTable("about", TableView(("name", "value"), about), 1),
            NamedTable("columns", TableView(("table", "column", "meaning"), tuple(means)), 2),
            *(NamedTable(name, table, KEYS[name]) for name, table in tables.items()),
        )
    )


def meanings(record: Record) -> dict[str, dict[str, str]]:
    """What each column of each table means, in the language of the site."""
    _ = record.language.gettext
    days = _("Calendar days that took; empty while the clock runs, or where a time is unknown.")
    url = _("The address of its page.")
    told = {
        "issues": {
            "id": _("The issue’s number, for ever."),
            "type": _("problem, idea, question, praise, or ask (the company asks its customers)."),
            "product": _("The id of the product it is about."),
            "components": _("The ids of the parts of the product, with spaces between."),
            "severity": _("How grave the company calls it."),
            "tags": _("Words to find it by, with spaces between."),
            "title": _("The title, in the words of who reported it; empty where words are withheld."),
            "author": _("The alias of who reported it."),
            "opened": _("The day on which it was reported."),
            "opened_claimed": _("That time as its source claims it, where it is in doubt."),
            "status": _("Where it stands, as it follows from what was said."),
            "since": _("Since which day it stands there."),
            "people": _("How many different people reported it, duplicates included."),
            "duplicate_of": _("The issue that it is a duplicate of."),
            "first_answer": _("The day of the first answer."),
            "first_answer_days": days,
            "resolution": _("The day on which the company said that it is resolved."),
            "resolution_days": days,
            "confirmation": _("The day on which a customer confirmed that."),
            "confirmation_days": days,
            "url": url,
        },
        "messages": {
            "issue": _("The number of the issue."),
            "id": _("The number of the message in its issue, for ever; the report is 1."),
            "kind": _("What it does: report, comment, answer, promise, resolution, confirmation, dispute, …"),
            "author": _("The alias of who said it."),
            "role": _("On which side they speak: customer, company or observer."),
            "at": _("When it was said: a day, or a time with its zone."),
            "at_claimed": _("That time as its source claims it, where it is in doubt."),
            "lang": _("The language of the words, where it is not the site’s."),
            "via": _("How it came: email, form, phone, …"),
            "source": _("The public address where it was first said."),
            "evidence": _("Of a customer’s words: checkable at a public source, or entered by the company."),
            "withheld": _("Whether the words are kept back."),
            "text": _("The words."),
        },
        "promises": {
            "issue": _("The number of the issue on which it was made."),
            "message": _("The number of the message that made it."),
            "by": _("The alias of who promised."),
            "what": _("What was promised."),
            "proof": _("How anyone can see that it is kept."),
            "made": _("The day on which it was made."),
            "first_due": _("The day it was first promised for: it is kept or missed by that."),
            "due": _("The day it is promised for now."),
            "state": _("How it stands: due, moved, missed, kept, kept_late, disputed or dropped."),
            "times_moved": _("How often its day was moved."),
            "ended": _("The day on which the company said that it is kept, or dropped."),
            "why": _("Why it was dropped."),
        },
        "releases": {
            "product": _("The id of the product."),
            "version": _("The version; Unreleased for what is made and not yet released."),
            "date": _("The day of the release."),
            "yanked": _("Whether it was taken back."),
            "kind": _("The kind of change: added, changed, deprecated, removed, fixed or security."),
            "change": _("What was changed, in Markdown."),
            "closes": _("The numbers of the issues that the change closes, with spaces between."),
        },
        "people": {
            "alias": _("The name by which the record knows them."),
            "name": _("The name they agreed to show."),
            "role": _("On which side they speak: customer, company or observer."),
            "title": _("What they do."),
            "products": _("The ids of the products they work on, with spaces between."),
            "languages": _("The languages they speak, with spaces between."),
            "reported": _("How many issues they reported."),
            "answered": _("How many issues they answered."),
            "promises": _("How many promises they made."),
        },
        "products": {
            "id": _("The id of the product."),
            "name": _("What it is called."),
            "summary": _("What it is, in a sentence."),
            "home": _("The address of its own page."),
            "company": _("Who answers for it, where that is another company."),
            "components": _("The ids of its parts, with spaces between."),
        },
    }
    return {name: {column: visible(means) for column, means in columns.items()} for name, columns in told.items()}
