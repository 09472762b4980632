"""Finding the files of a project: names and sizes, with nothing followed out of it."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from onrecord.frozen import dataclass
from onrecord.model import Level, OnrecordError, Problem, Where
from onrecord.read import limits
from onrecord.read.source import SourceFile

CONTENT = "content"
DEPTH = 8
NOT_ON_WINDOWS = re.compile(r'^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|[<>:"|?*]|[. ]$', re.IGNORECASE | re.ASCII)
UNREAD = frozenset({"content/log"})
BINARY: int = getattr(os, "O_BINARY", 0)
"""What keeps Windows from changing line ends."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below `content/`, sorted: their paths below the project, and their sizes in bytes; `spelt` gives the paths that
    are not of ASCII by their normal form."""

    root: str
    files: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    spelt: dict[str, str] = field(default_factory=dict)

    def path_of(self, path: str) -> str | None:
        """The path of a file as it is spelt on the disk (a Mac may write `ü` as two characters); None where there is none."""
        return path if path in self.files else self.spelt.get(unicodedata.normalize("NFC", path))


def scan(root: Path) -> Listing:
    """The files of the project at a root; OnrecordError where there is none."""
    real = os.path.realpath(root)
    site = f"{real}/{CONTENT}/site.yaml"
    if not os.path.lexists(site):
        raise OnrecordError(f"{root} holds no project: there is no content/site.yaml (`onrecord init` makes one)")
    if os.path.realpath(f"{real}/{CONTENT}") != f"{real}/{CONTENT}":
        raise OnrecordError(f"{root}/{CONTENT} is a link; put the folder itself there")
    problems: list[Problem] = []
    files = dict(sorted(walk(real, CONTENT, problems)))
    spelt = {unicodedata.normalize("NFC", path): path for path in files if not path.isascii()}
    return Listing(real, files, tuple(problems), spelt)


def walk(root: str, folder: str, problems: list[Problem], depth: int = 1) -> Iterator[tuple[str, int]]:
    """The files below a folder with their sizes; what cannot be taken is told."""
    try:
        entries = sorted(os.scandir(f"{root}/{folder}"), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(Problem(Where(folder), f"the folder cannot be read: {error.strerror}"))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith(".") or path in UNREAD:
            continue
        if not entry.name.isprintable() or "\\" in entry.name:
            shown = f"{folder}/{entry.name.encode('unicode_escape', 'backslashreplace').decode('ascii')}"
            problems.append(Problem(Where(shown), "a file name with characters that cannot be seen", "rename it"))
            continue
        if NOT_ON_WINDOWS.search(entry.name):
            problems.append(Problem(Where(path), "Windows can hold no file of this name", "rename it", Level.WARNING))
        yield from take(root, path, entry, problems, depth)


def take(root: str, path: str, entry: os.DirEntry[str], problems: list[Problem], depth: int) -> Iterator[tuple[str, int]]:
    """A file with its size, or the files of a folder."""
    try:
        if entry.is_symlink() and not stays(root, entry):
            problems.append(Problem(Where(path), "a link that leads out of the project", "put the file itself here"))
        elif entry.is_dir(follow_symlinks=False):
            if depth < DEPTH:
                yield from walk(root, path, problems, depth + 1)
            else:
                problems.append(Problem(Where(path), f"folders nest deeper than {DEPTH} levels", "nothing below is read"))
        elif stat.S_ISREG((found := entry.stat()).st_mode):
            yield path, found.st_size
        else:
            what = "a link to a folder" if stat.S_ISDIR(found.st_mode) else "no ordinary file"
            problems.append(Problem(Where(path), what, "put a file or a folder here"))
    except OSError as error:
        problems.append(Problem(Where(path), f"it cannot be read: {error.strerror}"))


def stays(root: str, entry: os.DirEntry[str]) -> bool:
    """Whether a link leads to something inside the project (one that leads nowhere is told when it is read)."""
    return os.path.realpath(entry.path).startswith(f"{root}/")


def read_bytes(listing: Listing, path: str, limit: int = limits.RECORD_BYTES) -> SourceFile | Problem:
    """The bytes of a listed file, or why they cannot be had; what is not listed is no file, or leads out, and is not opened."""
    if path not in listing.files:
        return next((p for p in listing.problems if p.where.path == path), Problem(Where(path), "no file lies here"))
    size = listing.files[path]
    if size > limit:
        return too_large(path, limit)
    try:
        data = content(f"{listing.root}/{path}", size, limit)
    except OSError as error:
        return Problem(Where(path), f"it cannot be read: {error.strerror}")
    return too_large(path, limit) if len(data) > limit else SourceFile(path, data)


def content(path: str, size: int, limit: int) -> bytes:
    """The bytes of a file that was of a size when it was listed, as far as one above a limit; read at once, without a buffer."""
    file = os.open(path, os.O_RDONLY | BINARY)
    try:
        data = os.read(file, size + 1)
        while len(data) != size and len(data) <= limit and (more := os.read(file, limit + 1 - len(data))):
            data += more
    finally:
        os.close(file)
    return data


def too_large(path: str, limit: int) -> Problem:
    """The problem of a file over its limit."""
    return Problem(Where(path), f"the file is larger than {limit // (1024 * 1024)} MB", "make it smaller, or split it", Level.ERROR)
