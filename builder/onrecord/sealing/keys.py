"""Keys: made, kept in files that their owner alone can read, or given in the environment; never in the content."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from onrecord.log.errors import LogError
from onrecord.log.note import Signer, new_signer, read_signer
from onrecord.model import OnrecordError

VARIABLE = "ONRECORD_LOG_KEY"
"""The environment variable that may hold keys which sign the log, one a line."""
OWNER_ONLY = 0o600


def new_keys(origin: str, folder: Path, root: Path) -> dict[Path, Signer]:
    """New keys of a log, the one that signs it and the one that signs receipts, each in a file of its own. OnrecordError where a
    key is there already, and for a folder in the project."""
    if folder.resolve().is_relative_to(root.resolve()):
        raise OnrecordError(f"{folder} lies in the project, which is published; keep keys elsewhere")
    made = {folder / "log.key": _signer(origin), folder / "receipts.key": _signer(receipts_of(origin))}
    there = [str(path) for path in made if path.exists() or path.is_symlink()]
    if there:
        raise OnrecordError(
            f"a key is there already: {', '.join(there)}; a log whose key is lost cannot go on, so none is replaced"
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path, signer in made.items():
        _keep(path, signer)
    return made


def receipts_of(origin: str) -> str:
    """The name of the key that signs receipts beside the log of an origin."""
    return f"{origin.removesuffix('/log')}/receipts"


def signers_of(files: Iterable[Path], environment: Mapping[str, str]) -> tuple[Signer, ...]:
    """The keys that sign, from files, or where none are named from the environment. OnrecordError for what is no key."""
    texts = {str(path): _text(path) for path in files} or {f"${VARIABLE}": environment.get(VARIABLE, "")}
    return tuple(_read(line, place) for place, text in texts.items() for line in text.split())


def _read(line: str, place: str) -> Signer:
    try:
        return read_signer(line)
    except LogError as error:
        raise OnrecordError(f"{place}: {error}") from error


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except UnicodeDecodeError as error:
        raise OnrecordError(f"{path} holds no key") from error


def _signer(name: str) -> Signer:
    try:
        return new_signer(name)
    except LogError as error:
        raise OnrecordError(f"{name}: {error}") from error


def _keep(path: Path, signer: Signer) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(signer.private + "\n")
