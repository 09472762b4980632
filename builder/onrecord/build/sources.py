"""Sources: every file of a project that a site is made from, known by its bytes; the disk's own description of a file only excuses
from reading it again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from onrecord.engine.stat import digest_of, settled, state_of

FOLDERS = ("content", "themes")


class Seen(NamedTuple):
    """A file as it was seen: the SHA-256 (hex) of its bytes, and its state on the disk (empty where that proves nothing)."""

    digest: str
    state: str


UNSEEN = Seen("", "")
"""A file that cannot be read: it is told of where it is asked for."""


def seen_text(files: Mapping[str, Seen]) -> str:
    """What is written down of files: one text, since thousands of values take far longer to find and to check."""
    return "\0".join([part for path, seen in files.items() for part in (path, *seen)])


def seen_of(text: str) -> dict[str, Seen]:
    """What was written down of files."""
    parts = text.split("\0") if text else []
    return dict(zip(parts[::3], map(Seen, parts[1::3], parts[2::3]), strict=False))


def look(root: str, before: Mapping[str, Seen], now: int) -> dict[str, Seen]:
    """Every file of a project's content and themes as it is, by its path below the project. `before` is what an earlier build saw,
    `now` the moment of the disk (ns)."""
    return {path: _seen(f"{root}/{path}", before.get(path), now) for folder in FOLDERS for path in sorted(_files(root, folder))}


def _files(root: str, folder: str) -> Iterator[str]:
    try:
        entries = os.scandir(f"{root}/{folder}")
    except OSError:
        return
    with entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _files(root, path)
            else:
                yield path


def _seen(path: str, before: Seen | None, now: int) -> Seen:
    try:
        found = os.stat(path)  # noqa: PTH116 (pathlib is slow where 10,000 files are looked at)
        state = state_of(found)
        if before is not None and state and before.state == state:
            return before
        if not state:
            return UNSEEN  # no plain file: nobody waits for a pipe
        return Seen(digest_of(path, found.st_size), settled(state, now))
    except OSError:
        return UNSEEN
