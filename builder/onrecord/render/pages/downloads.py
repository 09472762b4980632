"""The files to download, their schemas, and the page that lists them.

Many issues take several files, numbered from the oldest: one that is full changes only with what it holds, so that a new issue
makes one file of each format anew and no more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial

from onrecord.render import routes
from onrecord.render.jsonld import canonical_json
from onrecord.render.open_data import document, issue_lines, lines
from onrecord.render.page import Page
from onrecord.render.pages.group import Group
from onrecord.render.pages.layout import Keys, Layout, html, one
from onrecord.render.views.data_page import data_view, issues_database, whole_database
from onrecord.render.views.data_tables import OTHERS, issue_tables, table_of
from onrecord.render.views.downloads import SCHEMAS, schema_of
from onrecord.render.views.record import Record

A_FILE = 1_000
"""How many issues one file of them holds at most."""
PARTS = ("releases", "people", "products")
"""The parts of the record that are written a line each, but for issues."""


def download_groups(layout: Layout) -> Iterator[Group]:
    """The files to download, and the page that lists them."""
    if not layout.wants("data"):
        return
    ids, names = tuple(layout.outlines), list[str]()
    parts = [ids[n : n + A_FILE] for n in range(0, len(ids), A_FILE)] or [()]
    for n, held in enumerate(parts, 1):
        group = _issue_files(layout, held, f"-{n}" if len(parts) > 1 else "")
        names += (path.removeprefix(routes.data("")) for path in group.paths)
        yield group
    for group in _other_files(layout):
        names += (path.removeprefix(routes.data("")) for path in group.paths)
        yield group
    for name in SCHEMAS:
        yield one(routes.schema(name), "text", f"the schema of {name}", partial(_schema, layout.record.corpus.site.url, name))
    yield html(routes.DATA, "data", "the page of the data", partial(data_view, layout.record, tuple(names)))


def _issue_files(layout: Layout, ids: Sequence[str], number: str) -> Group:
    """Some issues, or all of them where there is no number, in every format: made together, so that each is looked at but once."""
    names = [f"issues{number}.jsonl", f"issues{number}.csv", f"messages{number}.csv", f"record{number}.sqlite"]
    if not number:
        names.append("record.json")
    key = layout.key("text", partial(_issues, ids) if number else _everything)
    lay = partial(_laid, layout.record, ids, names)
    return Group(f"the issues{number} to download", tuple(map(routes.data, names)), lay, key)


def _laid(record: Record, ids: Sequence[str], names: Sequence[str]) -> Iterator[Page]:
    """The files of some issues. Where all issues fit into one, so does the whole record."""
    lined, issues, messages, database, *whole = map(routes.data, names)
    tables = issue_tables(record, ids)
    yield Page(lined, "text", issue_lines(record, ids))
    yield Page(issues, "csv", tables["issues"])
    yield Page(messages, "csv", tables["messages"])
    yield Page(database, "sqlite", whole_database(record, tables) if whole else issues_database(record, ids, tables))
    for path in whole:
        yield Page(path, "text", document(record))


def _other_files(layout: Layout) -> Iterator[Group]:
    """The tables and lines of what is no issue."""
    for name in OTHERS:
        key = layout.key("csv", partial(_others, layout, name))
        file = f"{name}.csv"
        yield one(routes.data(file), "csv", f"the table {file}", partial(table_of, layout.record, name), key)
    for name in PARTS:
        file = f"{name}.jsonl"
        key = layout.key("text", partial(_others, layout, name))
        yield one(routes.data(file), "text", f"the file {file}", partial(lines, layout.record, name), key)


@lru_cache(len(SCHEMAS))
def _schema(site: str | None, name: str) -> str:
    return canonical_json(schema_of(site, name)).decode("utf-8")


def _issues(ids: Iterable[str], keys: Keys) -> Iterator[str]:
    """What files of issues hang on; a database on the library that makes it, too."""
    yield sqlite3.sqlite_version
    for id in ids:
        yield from (id, keys.issues[id])


def _everything(keys: Keys) -> Iterator[str]:
    """What the whole record in one file hangs on."""
    yield from _issues(keys.issues, keys)
    for held in (keys.people, keys.products):
        yield from (part for pair in held.items() for part in pair)
    yield from (part for (product, version), key in keys.releases.items() for part in (product, version, key))


def _others(layout: Layout, name: str, keys: Keys) -> Iterator[str]:
    """What a part of the record that holds no issues hangs on: itself, and the issues that are counted or named there."""
    yield name
    if name == "promises":
        yield from _issues([id for id, outline in layout.outlines.items() if outline.judged.promises], keys)
    elif name == "releases":
        for (product, version), key in keys.releases.items():
            yield from (product, version, key, *(keys.issues[id] for id in layout.closed.get((product, version), ())))
    elif name == "people":
        yield from _everything(keys)
    else:
        yield from (part for product in keys.products.items() for part in product)
