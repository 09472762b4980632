"""A project on a disk: its sources laid as an editor or a checkout would lay them, built, looked at, and spoiled."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from histories import Files
from onrecord.build import Report, build
from onrecord.model import OnrecordError

TMPFS = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where projects are built: in memory if that is to be had."""
STATE = ".onrecord"
STAGED = ".onrecord-writing"


@dataclass(frozen=True)
class Outcome:
    """What a build came to: its report, or the fault that it ended with."""

    report: Report | None = None
    fault: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether a site was made."""
        return self.report is not None and not self.report.stopped

    @property
    def told(self) -> object:
        """What must be the same for the same sources, whatever was built before. Of a fault, that there is one: which of several
        is met first depends on what is made first."""
        if self.report is None:
            return "a fault"
        r = self.report
        return (r.records, r.as_of, r.stopped, r.pages, [(p.order, p.level, p.hint) for p in r.problems])


@dataclass
class Project:
    """A project in a folder, and the sources that were laid there."""

    root: Path
    laid: Files = field(default_factory=dict)

    @property
    def site(self) -> Path:
        """Where its site lies."""
        return self.root / "site"

    @property
    def state(self) -> Path:
        """Where what it remembers lies."""
        return self.root / STATE

    def build(
        self,
        as_of: date | datetime,
        *,
        strict: bool = False,
        out: str = "site",
        watch: Callable[[str, int, int], None] | None = None,
    ) -> Outcome:
        """Build it in this process."""
        try:
            return Outcome(build(self.root, self.root / out, as_of, strict=strict, workers=1, watch=watch))
        except OnrecordError as error:
            return Outcome(fault=str(error))

    def lay(self, files: Files, manner: Callable[[Path, bytes], None] | None = None) -> None:
        """Make the sources those files, touching only what differs; `manner` says how a file is written over."""
        for path in self.laid.keys() - files.keys():
            (self.root / path).unlink()
            with suppress(OSError):
                os.removedirs((self.root / path).parent)
        for path, data in files.items():
            target = self.root / path
            if path not in self.laid:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            elif self.laid[path] != data:
                (manner or in_place)(target, data)
        self.laid = dict(files)

    def rename(self, files: Files) -> None:
        """Make the sources those files; one that holds what another held is that other file, under its new name."""
        held = {data: path for path, data in self.laid.items() if files.get(path) != data}
        moves = {held[data]: path for path, data in files.items() if data in held and self.laid.get(path) != data}
        waiting = self.root / ".moving"
        waiting.mkdir()
        for n, old in enumerate(moves):
            (self.root / old).rename(waiting / str(n))
        for n, new in enumerate(moves.values()):
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (waiting / str(n)).replace(self.root / new)
        waiting.rmdir()
        self.laid = {path: data for path, data in self.laid.items() if path not in moves} | {p: files[p] for p in moves.values()}
        self.lay(files)
        for old in moves:
            with suppress(OSError):
                os.removedirs((self.root / old).parent)

    def touch(self) -> None:
        """Give every source a new time, as a fresh checkout does."""
        for path in self.laid:
            os.utime(self.root / path)

    def tree(self) -> Files:
        """Every file of the site."""
        return {path: data for path, data in files_of(self.site) if not path.startswith(STAGED)}


@dataclass(frozen=True)
class Built:
    """What sources came to in a folder that was never there: what was told, every file of the site, and where it lies."""

    outcome: Outcome
    tree: Files
    root: Path


@dataclass
class CleanBuilds:
    """Clean builds, each in a folder of its own below one; the latest of them are remembered, for histories often begin alike."""

    folder: Path
    most: int = 200
    made: int = 0
    known: dict[bytes, Built] = field(default_factory=dict)

    def of(self, files: Files, as_of: date | datetime, *, strict: bool) -> Built:
        """The clean build of sources."""
        key = sha256(repr((sorted(files.items()), as_of, strict)).encode()).digest()
        built = self.known.pop(key, None) or self.build(files, as_of, strict=strict)
        self.known[key] = built
        if len(self.known) > self.most:
            cleared(self.known.pop(next(iter(self.known))).root)
        return built

    def build(self, files: Files, as_of: date | datetime, *, strict: bool) -> Built:
        """Build sources in a new folder."""
        self.made += 1
        project = Project(self.folder / "clean")
        project.lay(files)
        outcome = project.build(as_of, strict=strict)
        return Built(outcome, project.tree(), project.root.rename(self.folder / f"clean-{self.made}"))


def in_place(target: Path, data: bytes) -> None:
    """Write over a file."""
    target.write_bytes(data)


def replaced(target: Path, data: bytes) -> None:
    """Write another file, and rename it over the old one."""
    new = target.with_name(".new")
    new.write_bytes(data)
    new.replace(target)


def quietly(target: Path, data: bytes) -> None:
    """Write over a file, and give it back its time."""
    was = target.stat()
    target.write_bytes(data)
    os.utime(target, ns=(was.st_atime_ns, was.st_mtime_ns))


def dated_back(target: Path, data: bytes) -> None:
    """Write over a file, and give it a time long past."""
    target.write_bytes(data)
    os.utime(target, (10**9, 10**9))


MANNERS = (in_place, replaced, quietly, dated_back)


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, with its bytes, in the order of their paths."""
    for path in sorted(paths_of(str(folder))):
        yield path[len(str(folder)) + 1 :], Path(path).read_bytes()


def paths_of(folder: str) -> Iterator[str]:
    """Every file below a folder."""
    with suppress(FileNotFoundError):
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                yield from paths_of(entry.path)
            else:
                yield entry.path


def marks_of(folder: Path) -> Mapping[str, tuple[int, int]]:
    """What tells whether a file was written since: its inode and its time."""
    found = {path[len(str(folder)) + 1 :]: os.lstat(path) for path in paths_of(str(folder))}
    return {path: (s.st_ino, s.st_mtime_ns) for path, s in found.items() if stat.S_ISREG(s.st_mode)}


def cleared(folder: Path) -> None:
    """Take a folder away."""
    shutil.rmtree(folder, ignore_errors=True)
