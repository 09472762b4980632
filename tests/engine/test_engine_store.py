"""The store: what it gives is what was put, and what is dropped is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import KEY, beside, filled, kept, some_rows, value

from onrecord.engine import store as store_module
from onrecord.engine import storereader
from onrecord.engine.store import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite"


def test_what_was_committed_is_there_for_the_next_build(path: Path):
    rows = filled(path)
    with open_store(path, "1") as store:
        assert store.rows("rows") == rows
        assert store.get("rows", "7", KEY) == value("rows", "7")
        assert store.get_many("texts", ["3", "none", "39"]) == {
            "3": (KEY, value("texts", "3", size=20_000)),
            "39": (KEY, value("texts", "39", size=20_000)),
        }
    assert beside(path) == [path.name]


def test_a_store_leaves_nothing_open(path: Path):
    filled(path)
    for _ in range(3):
        with open_store(path, "1") as store:
            assert store.reader().rows("rows") == store.reader().rows("rows")
            assert len(storereader._open) == 3
        assert not storereader._open


def test_a_value_under_another_key_is_not_there(path: Path):
    filled(path)
    with open_store(path, "1") as store:
        assert store.get("rows", "7", b"other") is None
        assert store.get("rows", "none", KEY) is None
        assert store.get("none", "7", KEY) is None
        assert store.rows("none") == []


def test_what_was_not_committed_was_never_put(path: Path):
    rows = filled(path)
    with open_store(path, "1") as store:
        store.put_many("rows", [("7", b"other", b"new"), ("new", KEY, b"new")])
        store.drop("rows", ["8"])
        store.keep_only("texts", [])
        assert store.get("rows", "7", b"other") == b"new"
    assert kept(path, "rows") == rows
    assert len(kept(path, "texts")) == 40


def test_what_is_put_and_dropped_is_seen_at_once(path: Path):
    rows = {name: (name, key, value) for name, key, value in filled(path)}
    with open_store(path, "1") as store:
        for begin in (0, 1):  # as it waits, and once it is committed
            if not begin:
                store.put_many("rows", [("7", b"other", b"new"), ("a", KEY, b""), ("b", KEY, b"gone")])
                store.drop("rows", ["8", "b", "never"])
                rows |= {"7": ("7", b"other", b"new"), "a": ("a", KEY, b"")}
                del rows["8"]
            else:
                assert store.commit()
            assert store.rows("rows") == [rows[name] for name in sorted(rows)]
            assert store.get("rows", "7", KEY) is None
            assert store.get("rows", "8", KEY) is None
            assert store.get_many("rows", ["a", "b", "7", "8"]) == {"a": (KEY, b""), "7": (b"other", b"new")}
    assert kept(path, "rows") == [rows[name] for name in sorted(rows)]


def test_only_what_is_named_is_kept(path: Path):
    filled(path)
    with open_store(path, "1") as store:
        store.put_many("rows", some_rows("rows", ["new", "newer"]))
        store.keep_only("rows", ["7", "new", "never"])
        assert [name for name, *_ in store.rows("rows")] == ["7", "new"]
        store.keep_only("none", ["a"])
        store.commit()
    assert [name for name, *_ in kept(path, "rows")] == ["7", "new"]
    assert len(kept(path, "texts")) == 40


@pytest.mark.parametrize("name", ["", "a\0b", "\ud800", "ü/…", "x" * 5000])
def test_any_text_can_be_a_name(path: Path, name: str):
    with open_store(path, "1") as store:
        store.put_many("rows", [(name, b"", b"value"), ("other", b"", b"")])
        store.commit()
    with open_store(path, "1") as store:
        assert store.get("rows", name, b"") == b"value"
        store.keep_only("rows", [name])
        store.commit()
    assert kept(path, "rows") == [(name, b"", b"value")]


@pytest.mark.parametrize("table", ["", "Rows", "rows; DROP", "rows_", "1"])
def test_a_table_has_a_plain_name(path: Path, table: str):
    with open_store(path, "1") as store, pytest.raises(ValueError, match="no name of a table"):
        store.put_many(table, [])


def test_a_name_that_sql_knows_is_a_name_like_any_other(path: Path):
    with open_store(path, "1") as store:
        for table in ("select", "index", "about", "order"):
            store.put_many(table, [("a", b"", table.encode())])
        store.commit()
    assert [kept(path, table) for table in ("select", "about")] == [[("a", b"", b"select")], [("a", b"", b"about")]]


def test_much_is_written_as_it_comes_and_still_not_committed(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store_module, "MUCH", 10_000)
    rows = filled(path)
    with open_store(path, "1") as store:
        store.put_many("rows", some_rows("rows", range(2000), b"other"))
        assert store.rows("rows") == some_rows("rows", range(2000), b"other")
    assert kept(path, "rows") == rows


def test_a_value_that_is_too_long_is_not_kept(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store_module, "LONGEST", 2000)
    filled(path)
    with open_store(path, "1") as store:
        store.put_many("rows", [("7", KEY, b"x" * 1000), ("8", KEY, b"x" * 900)])
        assert store.commit()
    with open_store(path, "1") as store:
        assert store.get("rows", "7", KEY) is None
        assert store.get("rows", "8", KEY) == b"x" * 900


WORDS = b"what the customer wants to have removed"


@pytest.mark.parametrize("size", [1, 40, 300, 5000])
@pytest.mark.parametrize("how", ["drop", "keep_only", "put_many", "another version"])
def test_what_is_dropped_is_not_left_in_the_file(path: Path, size: int, how: str):
    names = ["before", "secret-name", "the-next"]
    with open_store(path, "1") as store:
        store.put_many("rows", some_rows("rows", range(100)))
        store.put_many("rows", [(name, KEY, WORDS * size if name == "secret-name" else b"other" * size) for name in names])
        store.commit()
    assert WORDS in path.read_bytes()
    with open_store(path, "2" if how == "another version" else "1") as store:
        match how:
            case "drop":
                store.drop("rows", ["secret-name"])
            case "keep_only":
                store.keep_only("rows", ["before", "the-next"])
            case "put_many":
                store.put_many("rows", [("secret-name", KEY, b"removed")])
        assert store.commit()
        left = path.read_bytes()
    assert WORDS[:20] not in left
    assert (b"secret-name" in left) == (how == "put_many")
    assert beside(path) == [path.name]
