"""What the disk says of a file: whether it is surely the one that was seen before, and else the digest of its bytes."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def state_of(found: os.stat_result) -> str:
    """A file as the disk describes it: size, times of change of its bytes and of its entry (ns), and inode; empty for what is no
    plain file."""
    if not S_ISREG(found.st_mode):
        return ""
    return f"{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_ino}"


def settled(state: str, now: int) -> str:
    """A state that is worth keeping at a moment of its disk (ns), or an empty one.

    A file that was changed at that very moment could be changed once more without its state telling it (Git's rule for racy
    entries)."""
    if not state:
        return ""
    _, bytes_changed, entry_changed, _ = state.split(".")
    return state if int(bytes_changed) < now and int(entry_changed) < now else ""


def digest_of(path: str, size: int) -> str:
    """The SHA-256 (hex) of a file's bytes, given how many the disk says there are: thousands are read, so each in few calls."""
    handle = os.open(path, _READ)
    try:
        data = os.read(handle, size + 1)
        if len(data) != size:  # it is another by now, or comes in parts
            data += b"".join(iter(lambda: os.read(handle, 1 << 20), b""))
        return sha256(data).hexdigest()
    finally:
        os.close(handle)


def moment(marker: Path) -> int:
    """The moment it is on a marker's disk (ns), by its own clock, which is the one that dates its files."""
    handle = os.open(marker, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        os.utime(handle)
        return os.fstat(handle).st_mtime_ns
    finally:
        os.close(handle)
