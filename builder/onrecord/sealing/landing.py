"""Landing: what a seal adds is put on the disk, words first, then the entries, and last the checkpoint that counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.log.checkpoint import Checkpoint
from onrecord.log.note import Signer, sign
from onrecord.log.tree import Tree, leaf_hash
from onrecord.model import OnrecordError
from onrecord.seal.book import Book
from onrecord.seal.disk import CHECKPOINTS, ENTRIES, blob_path
from onrecord.seal.plan import Step
from onrecord.write import replace_whole


def land(root: Path, book: Book, steps: Sequence[Step], signers: Sequence[Signer]) -> Checkpoint:
    """Put the steps of a seal on the disk, signed; the new checkpoint. Killed between any two writes, the log is as it was before:
    words that no entry names and entries that no checkpoint covers count for nothing, and the next seal writes them anew."""
    for step in steps:
        if step.blob:
            put(root / blob_path(str(step.leaf.fields["c"])), step.blob.text.encode("utf-8"))
    entries = (*book.entries, *(step.leaf.data for step in steps))
    put(root / ENTRIES, b"".join([entry + b"\n" for entry in entries]))
    checkpoint = Checkpoint(book.ledger.origin, len(entries), _root(entries))
    _again(root, checkpoint)
    notes = [*(signed.note for signed in book.checkpoints), sign(checkpoint.text, *signers)]
    put(root / CHECKPOINTS, "\n".join(notes).encode("utf-8"))
    return checkpoint


def put(path: Path, data: bytes) -> None:
    """Put a file in place whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(path, data, path.with_name(f".{path.name}.new"))


def _again(root: Path, checkpoint: Checkpoint) -> None:
    """Nothing is signed that does not lie on the disk: the entries are read again and hashed again."""
    lines = (root / ENTRIES).read_bytes().split(b"\n")[:-1]
    if len(lines) != checkpoint.size or _root(lines) != checkpoint.root:
        raise OnrecordError(
            f"{ENTRIES} does not hold what was written into it; nothing was signed: is another program writing there?"
        )


def _root(entries: Iterable[bytes]) -> bytes:
    return Tree(map(leaf_hash, entries)).root()
