"""Cutting a build off between two of its effects on the files of a project: by a kill, or by a disk that is full.

What a build is about to do is heard by an audit hook, whatever function does it (`open`, `os.replace`, `Path.unlink`, …), and for
SQLite by its trace. A kill is SIGKILL, in a process of its own: nothing is closed, flushed, or taken back.
"""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
EFFECTS = frozenset({"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"})


@dataclass
class Cut:
    """What cuts a build off before its effect number `at` in a folder."""

    root: str
    at: int
    effects: int = 0

    def before(self, effect: str, path: str) -> None:
        """What is done before an effect: it is counted."""
        self.effects += 1


@dataclass
class Full(Cut):
    """A disk that is full from then on: no file or folder can be made."""

    def before(self, effect: str, path: str) -> None:
        """Refuse what a full disk refuses."""
        super().before(effect, path)
        if self.effects >= self.at and (effect == "create" or (effect == "os.mkdir" and not os.path.lexists(path))):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


@dataclass
class Kill(Cut):
    """A kill, with the file torn that was just being written or not."""

    torn: bool = False
    written: set[str] = field(default_factory=set)

    def before(self, effect: str, path: str) -> None:
        """Die before the effect that was chosen."""
        super().before(effect, path)
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
            elif effect == "create":
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))


_cut: Cut | None = None
_heard = False
_connect = sqlite3.connect


def _hear(event: str, args: tuple[object, ...]) -> None:
    if _cut is None or not (event in EFFECTS or (event == "open" and isinstance(args[2], int) and args[2] & WRITING)):
        return
    path = os.fsdecode(args[0]) if isinstance(args[0], str | bytes | os.PathLike) else ""
    if path and (path.startswith(_cut.root) or not path.startswith("/")):
        flags = args[2] if event == "open" else 0
        assert isinstance(flags, int)
        anew = event == "open" and (flags & os.O_TRUNC or not os.path.lexists(path))
        _cut.before("create" if anew else event, path)


def _connected(*args: Any, **kwargs: Any) -> sqlite3.Connection:
    """A connection whose statements that write are heard, unless it is to no file."""
    if args[0] == ":memory:":
        return _connect(*args, **kwargs)
    try:
        _hear("open", (unquote(str(args[0])).removeprefix("file://").partition("?")[0], None, os.O_CREAT))
    except OSError as error:
        raise sqlite3.OperationalError("unable to open database file") from error
    connection = _connect(*args, **kwargs)
    connection.set_trace_callback(_traced)
    return connection


def _traced(statement: str) -> None:
    if _cut is not None and not statement.startswith(("SELECT", "PRAGMA")):
        _cut.before("sqlite3", statement)


@contextmanager
def cut_by(cut: Cut) -> Iterator[None]:
    """Let something cut off what is done meanwhile."""
    global _cut, _heard
    if not _heard:
        sys.addaudithook(_hear)  # for good: there is no taking one back
        _heard = True
    _cut, sqlite3.connect = cut, _connected
    try:
        yield
    finally:
        _cut, sqlite3.connect = None, _connect


def killed(build: Callable[[], object], root: Path, at: int, *, torn: bool) -> bool:
    """Whether a build in a process of its own was killed before its effect number `at` in a folder (else it came to its end)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads of a test runner hold nothing that a build needs
        child = os.fork()
    if child == 0:
        try:
            with cut_by(Kill(str(root), at, torn=torn)):
                build()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def failed(build: Callable[[], object], root: Path, at: int) -> bool:
    """Whether a build in this process met a disk that was full from its effect number `at` in a folder on."""
    full = Full(str(root), at)
    with cut_by(full), suppress(OSError):
        build()
    return full.effects >= at
