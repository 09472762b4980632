"""What may have become of the file of a store: then something is lost, and nothing is ever made up."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from stores import KEY, beside, filled, is_right, kept, left_alone, some_rows, value

from onrecord.engine import storefile
from onrecord.engine.store import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite"


def renewed(path: Path) -> None:
    """What lies at a path is an empty store, or is replaced by one, which works."""
    with open_store(path, "1") as store:
        assert store.rows("rows") == []
        assert store.get("texts", "1", KEY) is None
        store.put_many("rows", [("a", KEY, b"new")])
        assert store.commit()
    assert kept(path, "rows") == [("a", KEY, b"new")]
    assert [p.name for p in path.parent.iterdir() if p.name.startswith("cache")] == ["cache.sqlite"]


def foreign(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in (
            "CREATE TABLE of_rows (name, key, value, digest)",
            "INSERT INTO of_rows VALUES ('a', 1, 2, 3)",
            *statements,
        ):
            connection.execute(statement)
        connection.commit()


def altered(path: Path, *statements: str) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


OURS = f"PRAGMA application_id = {storefile.APPLICATION}"
LIES = {
    "nothing": lambda path: None,
    "no bytes": lambda path: path.write_bytes(b""),
    "a text": lambda path: path.write_text("a text that is long enough to be more than a header" * 9, encoding="utf-8"),
    "a short text": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "zeros": lambda path: path.write_bytes(bytes(100_000)),
    "a foreign database": foreign,
    "a foreign database that says it is ours": lambda path: foreign(path, OURS, f"PRAGMA user_version = {storefile.FORMAT}"),
    "a newer format": lambda path: altered(path, f"PRAGMA user_version = {storefile.FORMAT + 1}"),
    "an older format": lambda path: altered(path, "PRAGMA user_version = 0"),
    "another version": lambda path: filled(path, "2"),
    "two versions": lambda path: altered(path, "INSERT INTO about VALUES ('1')"),
    "no version": lambda path: altered(path, "DELETE FROM about"),
    "a table more": lambda path: altered(path, "CREATE TABLE of_more (a)"),
    "a trigger": lambda path: altered(path, "CREATE TRIGGER t AFTER INSERT ON of_rows BEGIN DELETE FROM of_rows; END"),
    "a view": lambda path: altered(path, "ALTER TABLE of_rows RENAME TO x", "CREATE VIEW of_rows AS SELECT * FROM x"),
    "another way of writing": lambda path: altered(path, "PRAGMA journal_mode = WAL"),
    "its first page alone": lambda path: (filled(path), os.truncate(path, storefile.PAGE)),
    "a journal of another": lambda path: Path(f"{path}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(1000)),
    "what another way of writing leaves": lambda path: [Path(f"{path}{end}").write_bytes(bytes(99)) for end in ("-wal", "-shm")],
}


@pytest.mark.parametrize("lies", LIES)
def test_what_is_no_store_of_this_version_is_replaced(path: Path, lies: str):
    LIES[lies](path)
    renewed(path)


@pytest.mark.parametrize("end", ["", "-journal", "-wal", "-shm"])
def test_a_link_is_neither_followed_nor_removed(path: Path, tmp_path: Path, end: str):
    target = tmp_path / "elsewhere"
    filled(target)
    before = target.read_bytes()
    if end:
        filled(path)
    Path(f"{path}{end}").symlink_to(target)
    left_alone(path)
    assert target.read_bytes() == before
    assert Path(f"{path}{end}").is_symlink()


def test_a_link_to_nothing_makes_nothing(path: Path, tmp_path: Path):
    path.symlink_to(tmp_path / "elsewhere")
    left_alone(path)
    assert beside(path) == [path.name]


@pytest.mark.parametrize("end", ["", "-journal"])
def test_a_folder_in_its_place_is_left_alone(path: Path, end: str):
    Path(f"{path}{end}").mkdir()
    Path(f"{path}{end}", "file").write_bytes(b"mine")
    left_alone(path)
    assert Path(f"{path}{end}", "file").read_bytes() == b"mine"


def test_a_pipe_in_its_place_is_left_alone(path: Path):
    os.mkfifo(path)
    left_alone(path)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path):
    left_alone(tmp_path / "none" / "cache.sqlite")
    assert not [*tmp_path.iterdir()]


def survives(path: Path) -> bool:
    """A build and the next one meet a file that may be damaged; whether anything was lost."""
    with open_store(path, "1") as store:
        there = {table: store.rows(table) for table in ("rows", "texts")}
        for table, rows in there.items():
            assert all(is_right(table, row) for row in rows)
        found = store.get_many("rows", [str(n) for n in range(300)])
        assert all(is_right("rows", (name, *both)) for name, both in found.items())
        store.put_many("rows", some_rows("rows", range(250, 310), b"new"))
        store.put_many("texts", some_rows("texts", range(30, 50), b"new", 20_000))
        store.drop("texts", ["1"])
        store.keep_only("rows", [str(n) for n in range(100, 310)])
        done = store.commit()
        assert done == bool(store.rows("rows"))
    with open_store(path, "1") as store:
        after = {table: store.rows(table) for table in ("rows", "texts")}
        for table, rows in after.items():
            assert all(is_right(table, row) for row in rows)
        store.put_many("rows", [("a", KEY, value("rows", "a"))])
        again = store.commit()
    with open_store(path, "1") as store:
        assert again == (store.get("rows", "a", KEY) == value("rows", "a"))
        assert again == bool(store.rows("rows"))
    return len(after["rows"]) < 210 or len(after["texts"]) < 49


def damages(whole: bytes, few: int) -> Iterator[bytes]:
    """A file with a byte or a page changed; the more, the fewer are asked for."""
    chance, size = random.Random(few), storefile.PAGE
    pages = range(len(whole) // size)
    places = [*range(0, 110, few), *(chance.randrange(len(whole)) for _ in range(300 // few))]
    places += [page * size + chance.randrange(12) for page in pages[::few]]  # the head of a page says what it is
    for place in places:
        for bits in (1 << chance.randrange(8), 0xFF)[: 3 - min(few, 2)]:
            yield whole[:place] + bytes([whole[place] ^ bits]) + whole[place + 1 :]
    for page in chance.sample(pages, 30 // few):
        begin, end, other = page * size, (page + 1) * size, chance.choice(pages) * size
        for instead in (bytes(size), chance.randbytes(size), whole[other : other + size]):
            yield whole[:begin] + instead + whole[end:]


@pytest.mark.parametrize("few", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_damage_loses_something_and_never_makes_anything_up(path: Path, few: int):
    filled(path)
    lost = total = 0
    for damaged in damages(path.read_bytes(), few):
        path.write_bytes(damaged)
        lost += survives(path)
        total += 1
    assert total // 3 < lost < total


def cut_to(path: Path, whole: bytes, length: int) -> bool:
    path.write_bytes(whole[:length])
    return survives(path)


def test_a_file_cut_short_loses_something_and_never_makes_anything_up(path: Path):
    filled(path)
    whole = path.read_bytes()
    chance = random.Random(7)
    for length in [
        *range(0, 120, 7),
        *range(0, len(whole), storefile.PAGE * 3),
        *(chance.randrange(len(whole)) for _ in range(60)),
    ]:
        path.write_bytes(whole[:length])
        survives(path)
        renewed_or_whole = kept(path, "rows")
        assert all(is_right("rows", row) for row in renewed_or_whole)


def test_a_file_torn_between_two_commits_never_makes_anything_up(path: Path):
    filled(path)
    before = path.read_bytes()
    with open_store(path, "1") as store:
        store.put_many("rows", some_rows("rows", range(150, 500), b"later"))
        store.put_many("texts", some_rows("texts", range(20, 60), b"later", 20_000))
        store.keep_only("rows", [str(n) for n in range(100, 500)])
        store.commit()
    after = path.read_bytes()
    chance = random.Random(7)
    size, pages = storefile.PAGE, len(after) // storefile.PAGE
    for _ in range(60):
        torn = bytearray(before.ljust(len(after), b"\0"))
        for page in chance.sample(range(pages), chance.randrange(1, pages)):
            torn[page * size : (page + 1) * size] = after[page * size : (page + 1) * size]
        path.write_bytes(torn)
        survives(path)


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(statement).rowcount == 1
        connection.commit()


@pytest.mark.parametrize(
    ("statement", "version"),
    [
        ("UPDATE of_rows SET name = CAST('x' AS BLOB) WHERE name = CAST('7' AS BLOB)", "1"),
        ("INSERT INTO of_texts SELECT * FROM of_rows WHERE name = CAST('250' AS BLOB)", "1"),
        ("INSERT INTO of_texts SELECT 'text', key, value, digest FROM of_rows WHERE name = CAST('8' AS BLOB)", "1"),
        ("UPDATE of_texts SET value = 17 WHERE name = CAST('8' AS BLOB)", "1"),
        ("UPDATE of_texts SET key = 'text' WHERE name = CAST('8' AS BLOB)", "1"),
        ("UPDATE of_texts SET digest = x'' WHERE name = CAST('9' AS BLOB)", "1"),
        ("UPDATE of_rows SET key = key || x'00' WHERE name = CAST('9' AS BLOB)", "1"),
        ("UPDATE about SET version = '2'", "2"),
    ],
)
def test_a_row_that_is_not_what_was_put_there_ends_the_whole_file(path: Path, statement: str, version: str):
    filled(path)
    changed(path, statement)
    with open_store(path, version) as store:
        rows = {table: store.rows(table) for table in ("texts", "rows")}
        assert all(is_right(table, row) for table in rows for row in rows[table])
        assert not any(rows.values()) or version == "1"
        assert store.rows("rows") == []
        assert store.get("rows", "99", KEY) is None
        store.put_many("rows", [("a", KEY, b"new")])
        assert not store.commit()
    assert not path.exists()
    renewed(path)


def test_a_name_that_stands_there_twice_ends_the_whole_file(path: Path):
    with open_store(path, "1") as store:
        store.put_many("rows", [("once-and-again", KEY, value("rows", "once-and-again")), *some_rows("rows", range(10))])
        store.commit()
    whole, name = path.read_bytes(), b"once-and-again"
    assert whole.count(name) == 2
    twice = 0
    for place in (whole.index(name), whole.rindex(name)):  # in the table, and in its index
        path.write_bytes(whole[:place] + b"0" + whole[place + 1 :])
        with open_store(path, "1") as store:
            store.put_many("rows", [("once-and-again", b"other", value("rows", "once-and-again", b"other"))])
            store.commit()
        with closing(sqlite3.connect(path)) as connection:
            question = "SELECT count(*) FROM of_rows NOT INDEXED WHERE name = CAST('once-and-again' AS BLOB)"
            ((times,),) = connection.execute(question).fetchall()
        twice += times == 2
        with open_store(path, "1") as store:
            assert [row[0] for row in store.rows("rows")].count("once-and-again") == 1
            assert (store.rows("rows") == []) == (times == 2)
        path.unlink(missing_ok=True)
    assert twice == 1
