"""Open data: the whole record as files of each format, the same that a site publishes where its issues fit into one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from onrecord.render.database import sqlite_bytes
from onrecord.render.jsonld import canonical_json
from onrecord.render.tables import csv_bytes
from onrecord.render.views.data_page import whole_database
from onrecord.render.views.data_tables import OTHERS, issue_tables, table_of
from onrecord.render.views.downloads import Data, issue_data, person_data, product_data, record_head, release_data
from onrecord.render.views.record import Record

PARTS: Mapping[str, Callable[[Record], Iterator[Data]]] = {
    "issues": lambda record: (issue_data(record, issue) for issue in record.corpus.issues.values()),
    "products": lambda record: (product_data(record, product) for product in record.corpus.products.values()),
    "releases": lambda record: (release_data(record, release) for release in record.corpus.releases.values()),
    "people": lambda record: (person_data(record, person) for person in record.corpus.people.values()),
}
"""The parts of the record as data, in the order in which they stand."""
FORMATS = ("json", "jsonl", "csv", "sqlite")
"""The formats: one document; a line for each issue, product, release and person; tables; a database."""


def open_data(record: Record, format: str) -> dict[str, bytes]:
    """The whole record in one of the `FORMATS`: files by their names."""
    if format == "json":
        return {"record.json": document(record).encode()}
    if format == "jsonl":
        return {f"{part}.jsonl": lines(record, part).encode() for part in PARTS}
    tables = issue_tables(record, tuple(record.corpus.issues))
    if format == "sqlite":
        return {"record.sqlite": sqlite_bytes(whole_database(record, tables))}
    return {f"{name}.csv": csv_bytes(table) for name, table in (tables | {name: table_of(record, name) for name in OTHERS}).items()}


def document(record: Record) -> str:
    """The whole record as one document of JSON."""
    return data_line(record_head(record) | {part: [*made(record)] for part, made in PARTS.items()})


def lines(record: Record, part: str) -> str:
    """A part of the record, a line of JSON for each piece."""
    return "".join(map(data_line, PARTS[part](record)))


def issue_lines(record: Record, ids: Iterable[str]) -> str:
    """Some issues, a line of JSON each."""
    return "".join(data_line(issue_data(record, record.corpus.issues[id])) for id in ids)


def all_lines(record: Record) -> str:
    """The whole record, a line of JSON for each piece; its `schema` says what it is."""
    return "".join(map(data_line, chain.from_iterable(made(record) for made in PARTS.values())))


def data_line(data: Data) -> str:
    """Data as a line of JSON."""
    return canonical_json(data, compact=True).decode("utf-8")
