"""Stores for tests: values that tell whether they are right, and what is there in the end."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from onrecord.engine.store import open_store
from onrecord.engine.storereader import Row

KEY = b"k" * 32


def value(table: str, name: str, key: bytes = KEY, size: int = 0) -> bytes:
    """The one value that is right for a name under a key."""
    seed = sha256(f"{table} {name} {key.hex()}".encode()).hexdigest().encode()
    return seed * ((size or 1 + len(name) * 7 % 100) // 64 + 1)


def some_rows(table: str, names: Iterable[object], key: bytes = KEY, size: int = 0) -> list[Row]:
    return sorted((str(name), key, value(table, str(name), key, size)) for name in names)


def filled(path: Path, version: str = "1") -> list[Row]:
    """A store with small values and values of several pages, committed."""
    with open_store(path, version) as store:
        store.put_many("rows", some_rows("rows", range(300)))
        store.put_many("texts", some_rows("texts", range(40), size=20_000))
        assert store.commit()
    return some_rows("rows", range(300))


def kept(path: Path, table: str, version: str = "1") -> list[Row]:
    with open_store(path, version) as store:
        return store.rows(table)


def is_right(table: str, row: Row) -> bool:
    name, key, what = row
    return what == value(table, name, key, 20_000 if table == "texts" else 0)


def left_alone(path: Path) -> None:
    """There is no store at a path, and nobody notices."""
    with open_store(path, "1") as store:
        assert store.rows("rows") == []
        store.put_many("rows", [("a", KEY, b"new")])
        store.drop("rows", ["a"])
        store.keep_only("rows", ["a"])
        assert store.get("rows", "a", KEY) is None
        assert store.reader().rows("rows") == []
        assert not store.commit()


def beside(path: Path) -> list[str]:
    """What lies in the folder of a store."""
    return sorted(other.name for other in path.parent.iterdir())
