"""Open data: every line keeps to its schema, every column is explained, and the database is the same bytes whenever it is made."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_corpus, a_message, a_site, an_issue, doubtful
from conftest import ROOT
from onrecord.model import Attachment, Corpus, Translation, Words
from onrecord.read import read_project
from onrecord.render.database import PAGE, DatabaseView, NamedTable, sqlite_bytes
from onrecord.render.open_data import FORMATS, open_data
from onrecord.render.schemas import Shapes
from onrecord.render.tables import TableView
from onrecord.render.views.columns import meanings
from onrecord.render.views.data_page import KEYS
from onrecord.render.views.data_tables import OTHERS, issue_tables, table_of
from onrecord.render.views.downloads import SCHEMAS, SHAPES, schema_of
from onrecord.render.views.record import Record
from render.hostile import WORDS
from render.test_render_site import a_rich_corpus
from rendering import a_built_site, a_record

AS_OF = date(2026, 11, 21)
PARTS = {"issues": "issue", "releases": "release", "people": "person", "products": "product"}


@pytest.fixture(scope="module")
def example() -> Record:
    """The record of the example company."""
    return a_record(read_project(ROOT, AS_OF).corpus, AS_OF)


def a_full_corpus() -> Corpus:
    """A record whose messages hold everything that a message can."""
    picture = Attachment("content/issues/1/a.png", "image/png", 3, "00", alt="A fan", width=1, height=2)
    message = a_message(
        2, "comment", author="bea", attachments=(picture,), translations={"en": Translation("x", "jo")}, lang="de", via="email"
    )
    withheld = a_message(3, author="ann", words=Words.WITHHELD, text="", at=doubtful("yesterday", "2026-05-05"))
    other = a_message(4, "resolution", outcome="made_good", how="Refund", at="2026-05-06T10:00+02:00")
    return a_corpus(an_issue("1", message, withheld, other, severity="grave", quote="They roar."), site=a_site(licence="CC0"))


def records() -> list[Record]:
    return [a_record(corpus) for corpus in (a_rich_corpus(), a_full_corpus(), a_corpus(products=()), hostile())]


def hostile() -> Corpus:
    """A record of hostile words."""
    issues = (
        an_issue(str(n), a_message(2, text=words), title=words, wants=words, text=words, tags=(words,), severity=words)
        for n, words in enumerate(WORDS.values(), start=1)
    )
    return a_corpus(*issues, site=replace(a_site(), title=WORDS["xml"], licence=WORDS["formula"]))


def validator(record: Record, name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(json.dumps(schema_of(record.corpus.site.url, name)))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def errors(record: Record) -> list[str]:
    """What in the data of a record is not as its schema says."""
    found = []
    files = open_data(record, "jsonl") | open_data(record, "json")
    for part, form in PARTS.items():
        checks = validator(record, form)
        for line in files[f"{part}.jsonl"].splitlines():
            found += [f"{part}: {error.json_path}: {error.message[:200]}" for error in checks.iter_errors(json.loads(line))]
    whole = json.loads(files["record.json"])
    return found + [f"{error.json_path}: {error.message[:200]}" for error in validator(record, "record").iter_errors(whole)]


def test_every_line_of_the_example_is_as_its_schema_says(example: Record):
    assert errors(example) == []


@pytest.mark.parametrize("record", records(), ids=["rich", "full", "empty", "hostile"])
def test_every_line_is_as_its_schema_says(record: Record):
    assert errors(record) == []


def test_the_published_lines_and_schemas_are_these():
    built = a_built_site(a_rich_corpus())
    record = a_record(a_rich_corpus())
    for format in FORMATS:
        for name, data in open_data(record, format).items():
            assert built[f"data/{name}"] == data, name
    for name in SCHEMAS:
        assert json.loads(built[f"data/schemas/{name}.json"]) == schema_of(record.corpus.site.url, name)
        assert json.loads(built[f"data/schemas/{name}.json"])["$id"] == f"https://feedback.example.com/data/schemas/{name}.json"


@pytest.mark.parametrize("name", SHAPES)
def test_a_schema_allows_nothing_else(name: str):
    """A field more, a field less or a value of another type is found: a schema that allows anything would prove nothing."""
    record = a_record(a_rich_corpus())
    checks = validator(record, name)
    part = {form: part for part, form in PARTS.items()}[name]
    line = json.loads(open_data(record, "jsonl")[f"{part}.jsonl"].splitlines()[0])
    assert checks.is_valid(line)
    for path in holders(line):
        for change in ("more", "less", "other"):
            copy = json.loads(json.dumps(line))
            held = copy
            for step in path:
                held = held[step]
            if change == "more":
                held["unheard_of"] = 1
            elif not held or (path[-1:] == ("act",) and len(held) == 1):
                continue  # there is nothing to leave out, or what is left is an act that needs nothing but its words
            elif change == "less":
                del held[next(iter(held))]
            else:
                held[next(iter(held))] = {"never": "this"}
            assert not checks.is_valid(copy), (path, change)


def holders(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where in some data objects of known fields stand; `translations` and `references` have keys of the record's own."""
    if isinstance(value, list):
        return [path for n, one in enumerate(value) for path in holders(one, (*at, n))]
    if not isinstance(value, dict):
        return []
    own = [] if at[-1:] in (("translations",), ("references",)) else [at]
    return own + [path for name, one in value.items() for path in holders(one, (*at, name))]


def test_a_type_that_is_no_data_has_no_schema():
    with pytest.raises(TypeError, match="no plain data"):
        Shapes().of(set[str])


def test_every_column_is_explained(example: Record):
    ids = tuple(example.corpus.issues)
    tables = issue_tables(example, ids) | {name: table_of(example, name) for name in OTHERS}
    told = meanings(example.language)
    assert {name: list(table.columns) for name, table in tables.items()} == {name: list(columns) for name, columns in told.items()}
    assert KEYS.keys() == tables.keys()
    page = a_built_site(example.corpus, AS_OF)["data/index.html"].decode()
    for columns in told.values():
        for column in columns:
            assert f"<code>{column}</code>" in page


@pytest.mark.parametrize("licence", [None, "CC BY-SA 4.0", "https://example.org/by"])
def test_the_licence_stands_wherever_there_is_room_for_it(licence: str | None):
    corpus = a_corpus(an_issue(), site=a_site(licence=licence))
    built = a_built_site(corpus)
    said = licence or "The company names no licence."
    assert said in built["data/index.html"].decode()
    for path in ("issues/1.json", "data/record.json", "data/products.jsonl", "data/people.jsonl"):
        assert json.loads(built[path].splitlines()[0])["licence"] == licence, path
    assert (f"<rights>{licence}</rights>" in built["feed.xml"].decode()) == (licence is not None)
    with opened(built["data/record.sqlite"]) as base:
        assert base.execute("SELECT value FROM about WHERE name = 'licence'").fetchone() == (licence,)


def opened(data: bytes) -> closing[sqlite3.Connection]:
    base = sqlite3.connect(":memory:")
    base.deserialize(data)
    return closing(base)


def test_the_database_holds_the_tables(example: Record):
    files = open_data(example, "csv")
    with opened(open_data(example, "sqlite")["record.sqlite"]) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for name in (*KEYS,):
            rows = [*csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline=""))]
            found = base.execute(f"SELECT * FROM {name}")
            columns = [column for column, *_ in found.description]
            held = found.fetchall()
            assert len(held) == len(rows)
            assert columns == list(rows[0])
        roars = base.execute(
            "SELECT count(*) FROM messages JOIN issues ON issues.id = messages.issue WHERE kind = 'report'"
        ).fetchone()
        assert roars[0] >= len(example.corpus.issues)
        told = base.execute("SELECT meaning FROM columns WHERE \"table\" = 'promises' AND \"column\" = 'proof'").fetchone()
        assert told == ("How anyone can see that it is kept.",)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_texts_in_the_database_are_exact(words: str):
    with opened(sqlite_bytes(DatabaseView((NamedTable("t", TableView(("a", "b"), ((words, 1),)), 1),)))) as base:
        exact = words.encode("utf-8", "backslashreplace").decode()
        assert base.execute("SELECT a, b FROM t").fetchall() == [(exact, 1)]


def a_database(rows: int, text: str) -> DatabaseView:
    table = TableView(("id", "text", "day", "is"), tuple((str(n), text * (n % 90), AS_OF, n % 2 == 0) for n in range(rows)))
    return DatabaseView((NamedTable("a", table, 1), NamedTable("b", table)))


def test_the_database_is_the_same_bytes_whenever_it_is_made():
    first = sqlite_bytes(a_database(300, "They roar. "))
    other = sqlite_bytes(a_database(700, "Something else entirely."))
    assert sqlite_bytes(a_database(300, "They roar. ")) == first
    assert sqlite_bytes(a_database(700, "Something else entirely.")) == other != first
    assert len(first) % PAGE == 0


def test_the_header_says_nothing_of_who_wrote_it():
    data = sqlite_bytes(a_database(3, "x"))
    assert data.startswith(b"SQLite format 3\0")
    assert (data[24:28], data[92:96], data[96:100]) == (b"\0\0\0\1", b"\0\0\0\1", (3_000_000).to_bytes(4, "big"))
    with opened(data) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


PRINTS = """
import hashlib, sys
from render.test_render_open_data import a_database
from onrecord.render.database import sqlite_bytes
print(hashlib.sha256(sqlite_bytes(a_database(500, "They roar. "))).hexdigest())
"""


def test_the_database_is_the_same_bytes_in_every_process(tmp_path: Path):
    places = os.pathsep.join(sys.path)
    digests = {
        subprocess.run(
            [sys.executable, "-c", PRINTS],
            env={**os.environ, "PYTHONPATH": places, "PYTHONHASHSEED": seed, "TZ": zone, "MALLOC_PERTURB_": fill},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone, fill in (("1", "UTC", "0"), ("2", "Asia/Tokyo", "90"), ("3", "America/New_York", "165"))
    }
    assert len(digests) == 1


def test_a_database_opens_as_a_file(tmp_path: Path):
    path = tmp_path / "record.sqlite"
    path.write_bytes(sqlite_bytes(a_database(50, "They roar. ")))
    with closing(sqlite3.connect(path)) as base:
        base.execute("INSERT INTO b VALUES ('x', 'y', NULL, 0)")
        base.commit()
        assert base.execute("SELECT count(*) FROM b").fetchone() == (51,)
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@given(st.lists(st.tuples(st.text(), st.none() | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.dates()), max_size=8))
def test_every_table_can_be_read_back(rows: list[tuple[str, object]]):
    with opened(sqlite_bytes(DatabaseView((NamedTable("t", TableView(("a", "b"), tuple(rows))),)))) as base:  # type: ignore[arg-type]
        wanted = [(a, int(b) if isinstance(b, bool) else b.isoformat() if isinstance(b, date) else b) for a, b in rows]
        assert base.execute("SELECT a, b FROM t ORDER BY rowid").fetchall() == wanted


def test_many_issues_take_several_files(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.render.pages.downloads.A_FILE", 2)
    built = a_built_site(a_rich_corpus())
    files = {path.removeprefix("data/") for path in built if re.match(r"data/[^/]+\.(?:jsonl?|csv|sqlite)$", path)}
    numbered = {
        f"{name}-{n}.{form}" for n in range(1, 5) for name, form in (("issues", "jsonl"), ("issues", "csv"), ("messages", "csv"))
    }
    others = {f"{name}.csv" for name in OTHERS} | {f"{name}.jsonl" for name in ("releases", "people", "products")}
    assert files == numbered | others | {f"record-{n}.sqlite" for n in range(1, 5)}
    with opened(built["data/record-2.sqlite"]) as base:
        held = [id for (id,) in base.execute("SELECT id FROM issues ORDER BY rowid")]
        assert held == [json.loads(line)["issue"]["id"] for line in built["data/issues-2.jsonl"].splitlines()]
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")]
        assert tables == ["about", "columns", "issues", "messages", "promises"]
    whole = b"".join(built[f"data/issues-{n}.jsonl"] for n in range(1, 5))
    assert whole == open_data(a_record(a_rich_corpus()), "jsonl")["issues.jsonl"]
    page = built["data/index.html"].decode()
    assert "There are too many issues for one file" in page
    for name in sorted(files):
        assert page.count(f'<a href="{name}" download>{name}</a>') == 1
    assert "<dd></dd>" not in page


def test_the_page_of_the_data_says_what_is_in_each_file():
    page = a_built_site(a_rich_corpus())["data/index.html"].decode()
    assert page.count(" download>") == 12
    assert "<dd></dd>" not in page
