"""The tree: files put in place whole, and taken away, below a folder; nothing goes through a symlink."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from onrecord.engine.paths import STAGED, folders
from onrecord.engine.stat import state_of
from onrecord.frozen import dataclass
from onrecord.model import OnrecordError


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was put in place: whether that changed anything, the SHA-256 (hex) of its bytes, and its state on the disk."""

    changed: bool
    digest: str
    state: str


class Tree:
    """A folder that is written to. It never goes through a symlink, and never replaces or removes what is no plain file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sound: set[str] = set()
        for left in folder.glob(f"{STAGED}*"):
            left.unlink()

    def put(self, path: str, data: bytes) -> Written:
        """Put a file in place; one that holds these bytes already stays untouched."""
        target = f"{self.folder}/{path}"
        self._make_folders(path)
        found = kind(target)
        if found and not stat.S_ISREG(found):
            raise OnrecordError(f"{target} is {described(found)}, where a page of the site belongs; move it away")
        same = bool(found) and holds(target, data)
        if not same:
            replace_whole(target, data, f"{self.folder}/{STAGED}-{os.getpid()}")
        return Written(not same, hashlib.sha256(data).hexdigest(), state_of(os.lstat(target)))

    def remove(self, path: str) -> bool:
        """Whether a file of ours was there to go; the folders it leaves empty go with it."""
        if any(not stat.S_ISDIR(kind(f"{self.folder}/{folder}")) for folder in folders(path)):
            return False
        if not stat.S_ISREG(kind(f"{self.folder}/{path}")):
            return False
        (self.folder / path).unlink()
        for folder in reversed(folders(path)):
            self._sound.discard(folder)
            try:
                (self.folder / folder).rmdir()
            except OSError:
                break
        return True

    def _make_folders(self, path: str) -> None:
        if path.rpartition("/")[0] in self._sound:
            return
        for folder in folders(path):
            if folder in self._sound:
                continue
            here = f"{self.folder}/{folder}"
            with suppress(FileExistsError):
                os.mkdir(here)  # noqa: PTH102 (pathlib is slow where 10,000 folders are made)
            found = kind(here)
            if not stat.S_ISDIR(found):
                raise OnrecordError(f"{here} is {described(found)}, where a folder of the site belongs; move it away")
            self._sound.add(folder)


def is_there(path: str | Path, data: bytes) -> bool:
    """Whether a plain file that holds these bytes lies at a path."""
    return stat.S_ISREG(kind(path)) and holds(path, data)


def holds(path: str | Path, data: bytes) -> bool:
    """Whether a file holds these bytes and no others."""
    with open(path, "rb") as file:  # noqa: PTH123 (pathlib is slow where 10,000 files are read)
        return file.read(len(data) + 1) == data


def replace_whole(target: str | Path, data: bytes, staged: str | Path) -> None:
    """Put a file in place whole: written under another name in the same file system, then renamed over it."""
    with suppress(FileNotFoundError):
        os.unlink(staged)  # noqa: PTH108 (pathlib is slow where 10,000 files are written)
    handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(staged, target)  # noqa: PTH105 (the same)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(staged)  # noqa: PTH108 (the same)
        raise


def kind(path: str | Path) -> int:
    """The mode of what lies at a path, without following a symlink; 0 where there is nothing."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def described(mode: int) -> str:
    """What lies somewhere, by its mode, in words."""
    if stat.S_ISLNK(mode):
        return "a symlink"
    return "a folder" if stat.S_ISDIR(mode) else "a file" if stat.S_ISREG(mode) else "no plain file"
