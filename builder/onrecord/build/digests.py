"""Digests: what a file holds, known by its bytes; the disk's own description only excuses from reading it again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from onrecord.engine.stat import settled, state_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: the SHA-256 (hex) of its bytes, and its state on the disk (empty where that proves nothing)."""

    digest: str
    state: str

    def __str__(self) -> str:
        return f"{self.digest} {self.state}"


def seen_of(text: str) -> Seen:
    """What was written down of a file."""
    digest, _, state = text.partition(" ")
    return Seen(digest, state)


def look(root: str, paths: Mapping[str, int], before: Mapping[str, Seen], now: int) -> dict[str, Seen]:
    """Every file of a project as it is now. `before` is what an earlier build saw, `now` the moment of the disk (ns).

    A file that cannot be read has an empty digest: it is told of where it is read."""
    return {path: _look(f"{root}/{path}", before.get(path), now) for path in paths}


def _look(path: str, before: Seen | None, now: int) -> Seen:
    try:
        state = state_of(os.stat(path))  # noqa: PTH116 (as below)
        if before is not None and state and before.state == state:
            return before
        with open(path, "rb") as file:  # noqa: PTH123 (pathlib is slow where 10,000 files are read)
            return Seen(sha256(file.read()).hexdigest(), settled(state, now))
    except OSError:
        return Seen("", "")
