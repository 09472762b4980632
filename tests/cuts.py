"""Cutting a build off: a process of its own that is killed between two of its effects on the files of a project.

What it is about to do is heard by an audit hook, whatever function does it (`open`, `os.replace`, `Path.unlink`, …), and for SQLite
by its trace. A kill is SIGKILL: nothing is closed, flushed, or taken back.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
EFFECTS = frozenset({"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"})


@dataclass
class Cut:
    """Where a process is to be killed: before its effect number `at`, and with the file torn that it was just writing or not."""

    root: str
    at: int
    torn: bool = False
    effects: int = 0
    written: set[str] = field(default_factory=set)

    def before(self, effect: str, path: str) -> None:
        """Count an effect; die before the one that was chosen."""
        self.effects += 1
        if self.effects == self.at:
            global _cut
            _cut = None  # what follows is no effect of the build
            if self.torn:
                self.tear(effect, path)
            os.kill(os.getpid(), signal.SIGKILL)
        self.written.add(path)

    def tear(self, effect: str, path: str) -> None:
        """What a kill a moment earlier or later may leave: the first half of a file that is about to be put in place, or an empty
        one that was just opened."""
        with suppress(OSError):
            if effect == "os.rename" and path in self.written:
                os.truncate(path, Path(path).stat().st_size // 2)
            elif effect == "open":
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))


_cut: Cut | None = None
_heard = False


def _hear(event: str, args: tuple[object, ...]) -> None:
    if _cut is None:
        return
    if event == "sqlite3.connect/handle":
        connection = args[0]
        assert isinstance(connection, sqlite3.Connection)
        connection.set_trace_callback(_traced)
    elif event in EFFECTS or (event == "open" and isinstance(args[2], int) and args[2] & WRITING):
        path = os.fsdecode(args[0]) if isinstance(args[0], str | bytes | os.PathLike) else ""
        if path and (path.startswith(_cut.root) or not path.startswith("/")):
            _cut.before(event, path)


def _traced(_statement: str) -> None:
    if _cut is not None:
        _cut.before("sqlite3", "")


def killed(build: Callable[[], object], root: Path, at: int, *, torn: bool) -> bool:
    """Whether a build in a process of its own was killed before its effect number `at` in a folder (else it came to its end)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads of a test runner hold nothing that a build needs
        child = os.fork()
    if child == 0:
        _run(build, Cut(str(root), at, torn))
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _run(build: Callable[[], object], cut: Cut) -> None:
    global _cut, _heard
    try:
        if not _heard:
            sys.addaudithook(_hear)
            _heard = True
        _cut = cut
        build()
    finally:
        os._exit(0)
