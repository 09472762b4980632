"""The history that a project already has: its record as it was after each commit, read from Git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.model import Corpus, OnrecordError
from onrecord.read import read_project

CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that touched the record, when it says it was made, and the record as it was then; None where none can be read."""

    commit: str
    at: datetime
    corpus: Corpus | None


def revisions(root: Path, now: datetime) -> Iterator[Revision]:
    """The commits that touched the record of the project at `root`, the oldest first, read as of now. OnrecordError where there is
    no Git history."""
    for line in _git(root, "log", "--reverse", "--first-parent", "--format=%H %cI", "--", CONTENT).decode().splitlines():
        commit, _, at = line.partition(" ")
        with TemporaryDirectory() as folder:
            _lay(root, commit, Path(folder))
            yield Revision(commit, datetime.fromisoformat(at).astimezone(UTC), _read(Path(folder), now))


def _lay(root: Path, commit: str, folder: Path) -> None:
    """Lay the content out as it was at a commit."""
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    archive = _git(root, "archive", "--format=tar", f"{commit}:{prefix}{CONTENT}")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(folder / CONTENT, filter="data")


def _read(folder: Path, now: datetime) -> Corpus | None:
    """The sound part of a record; None where there is no project yet."""
    try:
        return read_project(folder, now).corpus
    except OnrecordError:
        return None


def _git(root: Path, *words: str) -> bytes:
    command = ["git", "-C", str(root), *words]
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - the words are ours
    except FileNotFoundError as error:
        raise OnrecordError("git is not installed; a history can be adopted only with it") from error
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode(errors="replace").strip()
        raise OnrecordError(f"{root} has no history that can be adopted: {told}") from error
