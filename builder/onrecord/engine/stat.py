"""What the disk says of a file without its bytes: whether it is surely the one that was seen before."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def state_of(found: os.stat_result) -> str:
    """A file as the disk describes it: size, times of change of its bytes and of its entry (ns), and inode; empty for what is no
    plain file."""
    if not stat.S_ISREG(found.st_mode):
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


def moment(marker: Path) -> int:
    """The moment it is on a marker's disk (ns), by its own clock, which is the one that dates its files."""
    handle = os.open(marker, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        os.utime(handle)
        return os.fstat(handle).st_mtime_ns
    finally:
        os.close(handle)
