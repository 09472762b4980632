"""Paths of a site: which of them are safe to write below its folder, and which are in each other's way."""

from __future__ import annotations

import re
from collections.abc import Iterable

STAGED = ".onrecord-writing"
_UNSAFE = re.compile(r"[\\\x00-\x1f\x7f\ud800-\udfff]")
_SUSPECT = ("//", "/./", "/../", ":", f"/{STAGED}")
"""One of these stands in a text of paths where one has a fault that is none of its characters'."""


def fault(path: str) -> str | None:
    """What is wrong with a path below the site's folder; None where it is safe to write there."""
    parts = path.split("/")
    if not path or path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "is not relative to the site's folder"
    if "" in parts or "." in parts or ".." in parts:
        return "does not stay in the site's folder by plain names"
    if _UNSAFE.search(path):
        return "holds a backslash, a control character or half a character"
    if parts[0].startswith(STAGED):
        return "has a name under which files are written before they are put in place"
    return None


def all_safe(paths: Iterable[str]) -> bool:
    """Whether nothing is wrong with any of many paths, looked at together, as one text. What is False may still be none's fault:
    then each is to be asked about."""
    text = "/".join(("", *paths, ""))
    return not any(part in text for part in _SUSPECT) and not _UNSAFE.search(text)


def folders(path: str) -> tuple[str, ...]:
    """The folders that hold a path, from the outermost, without the site's own."""
    found: list[str] = []
    end = path.find("/")
    while end > 0:
        found.append(path[:end])
        end = path.find("/", end + 1)
    return tuple(found)
