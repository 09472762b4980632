"""The lock of a project: one build at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.model import OnrecordError
from onrecord.write.tree import kind


@contextmanager
def alone(state: Path) -> Iterator[None]:
    """Hold the project's lock: two builds at once would take each other's files for strangers'. OnrecordError where another build
    holds it."""
    if stat.S_ISLNK(kind(state)):
        raise OnrecordError(f"{state} is a symlink; it must be a folder of the project")
    state.mkdir(exist_ok=True)
    try:
        import fcntl  # absent on Windows, where two builds at once are the caller's to avoid
    except ImportError:
        yield
        return
    handle = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    with os.fdopen(handle, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OnrecordError(f"another build of {state.parent} is at work; wait for it to end") from error
        yield
