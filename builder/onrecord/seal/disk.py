"""The log on the disk: `content/log/`, with its entries, its checkpoints, and the words beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.log import base64
from onrecord.log.errors import LogError
from onrecord.model import OnrecordError
from onrecord.seal.book import Book, read_book
from onrecord.seal.ledger import Erasure, Ledger, Version
from onrecord.seal.words import FRAME, Blob, Part, read_blob

LOG = "content/log"
ENTRIES = f"{LOG}/entries.jsonl"
CHECKPOINTS = f"{LOG}/checkpoints"
AS_IT_WAS = f"restore {LOG} from your history or from the published site; nothing else may write there"


def blob_path(c: str) -> str:
    """Where the words with a commitment lie, below the project."""
    name = base64.decode(c, 32).hex()
    return f"{LOG}/blobs/{name[:2]}/{name}.json"


def load_book(root: Path) -> Book:
    """The log of a project; an empty one where none was begun. OnrecordError where it does not hold against itself."""
    try:
        return read_book(_read(root / ENTRIES), _read(root / CHECKPOINTS).decode("utf-8"))
    except (LogError, UnicodeDecodeError) as error:
        raise OnrecordError(f"the log in {LOG} is not as it was signed: {error}; {AS_IT_WAS}") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of versions, each held against its commitment when it is read."""

    root: Path
    ledger: Ledger

    def __call__(self, version: Version) -> Blob | None:
        """The words of a version; None where all of it was erased. OnrecordError where they are missing or altered."""
        path = blob_path(version.c)
        try:
            return _held(read_blob((self.root / path).read_text("utf-8")), version)
        except FileNotFoundError:
            if self.ledger.is_gone(version.index):
                return None
            raise _astray(path, version, "are missing, and nothing says that they were removed") from None
        except (LogError, UnicodeDecodeError) as error:
            raise _astray(path, version, f"were altered: {error}") from error


def _held(blob: Blob, version: Version) -> Blob:
    if base64.encode(blob.c) != version.c or base64.encode(blob.f) != version.f:
        raise LogError("they are not those that were committed to")
    return blob


def _astray(path: str, version: Version, what: str) -> OnrecordError:
    return OnrecordError(f"{path}: the words of entry {version.index} {what}; {AS_IT_WAS}")


def left_of(blob: Blob, erasures: Iterable[Erasure]) -> set[str]:
    """The parts of a version that were erased, and whose words are there all the same: the erasure was not carried out."""
    gone = {part for erasure in erasures for part in erasure.parts}
    framed = {FRAME} & gone if isinstance(blob.frame, str) else set[str]()
    return framed | {part.named[0] for part in blob.parts if isinstance(part, Part) and part.named[0] in gone}
