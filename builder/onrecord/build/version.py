"""The version of the program: what all its results hang on beside the record, so that a change of it makes everything anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from zoneinfo import TZPATH

from onrecord.engine.stat import digest_of, state_of

PACKAGE = Path(__file__).resolve().parents[1]
SHIPPED = (PACKAGE / "themes", PACKAGE.parents[1] / "themes", PACKAGE / "locale")
"""Where what comes with Onrecord may lie beside its code."""
LIBRARIES = (
    *("babel", "jinja2", "markdown", "markupsafe", "nh3", "pillow", "pydantic", "pydantic_core", "pyyaml", "snowballstemmer"),
    "tzdata",
)
"""The libraries that shape what is read, judged or written."""


@cache
def version() -> str:
    """A digest (hex) of our own code and of the versions of Python and of the libraries that shape results."""
    digest = sha256(repr((sys.version_info[:3], sys.implementation.name, _libraries())).encode())
    for path in _sources(os.fspath(PACKAGE)):
        with open(path, "rb") as file:  # noqa: PTH123 (some 200 files, on each start)
            data = file.read()
        digest.update(f"{path[len(os.fspath(PACKAGE)) :]}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def shipped() -> Iterator[str]:
    """The names and digests (hex) of the files beside our code that shape sites: themes and words of the interface."""
    for folder in map(os.fspath, SHIPPED):
        for path in _below(folder):
            lies = os.stat(path)  # noqa: PTH116 (as above)
            yield path.removeprefix(folder)
            yield _digest(path, lies.st_size, state_of(lies))


@lru_cache(1 << 12)
def _digest(path: str, size: int, state: str) -> str:  # noqa: ARG001 (in another state it is another file)
    return digest_of(path, size)


def zone_rules(zone: str) -> str:
    """A digest (hex) of what the system says of a time zone; empty where it says nothing, and a library does."""
    for folder in TZPATH:
        try:
            return sha256(Path(folder, zone).read_bytes()).hexdigest()
        except OSError:
            continue
    return ""


def _sources(folder: str) -> list[str]:
    """The files of the package that are code; themes and examples have digests of their own."""
    return [path for path in _below(folder, ("__pycache__", "themes", "example", "starter")) if path.endswith(".py")]


def _below(folder: str, but: Container[str] = ()) -> list[str]:
    """The files in a folder and in those below it, but for some, sorted."""
    if not os.path.isdir(folder):  # noqa: PTH112 (as above)
        return []
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_file():  # not a link to nothing, as editors leave
                found.append(entry.path)
            elif entry.is_dir() and entry.name not in but:
                found += _below(entry.path, but)
    return found


def _libraries() -> list[str]:
    """The folders in which installers write down a library's version; reading their names alone is quick."""
    found: list[str] = []
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 (on each start)
        except OSError:
            continue
        found += [n for n in names if n.endswith((".dist-info", ".egg-info")) and _normal(n.partition("-")[0]) in LIBRARIES]
    return sorted(found)


def _normal(name: str) -> str:
    return name.lower().replace("-", "_")
