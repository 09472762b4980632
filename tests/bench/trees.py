"""Two folders compared, file by file: what one build left out, left behind or left as it was."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Difference:
    """How a folder differs from the one it should be: files that are missing, left over, or of other content."""

    missing: tuple[str, ...]
    left_over: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many files differ."""
        return len(self.missing) + len(self.left_over) + len(self.stale)

    def __str__(self) -> str:
        kinds = (("missing", self.missing), ("left over", self.left_over), ("stale", self.stale))
        return ", ".join(f"{len(paths)} {kind}" for kind, paths in kinds if paths) or "0"


def differences(built: Path, clean: Path) -> Difference:
    """How a built site differs from a clean build of the same sources."""
    mine, wanted = digests(built), digests(clean)
    return Difference(
        tuple(sorted(wanted.keys() - mine.keys())),
        tuple(sorted(mine.keys() - wanted.keys())),
        tuple(sorted(path for path in wanted.keys() & mine.keys() if wanted[path] != mine[path])),
    )


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def size(folder: Path) -> tuple[int, int]:
    """How many files there are below a folder, and how many bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
