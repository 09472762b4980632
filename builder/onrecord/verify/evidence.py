"""Evidence: one sealed version that anyone can keep and check without the site: its entry, its words, the proof, the checkpoint.

    onrecord-proof/1
    <the entry, as it is hashed>
    <the words beside the log, as they lie in their file; - for none>
    c2sp.org/tlog-proof@v1
    …

A receipt (`onrecord-receipt/1`) is evidence too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.log import base64
from onrecord.log.checkpoint import proof_text, read_checkpoint, read_proof
from onrecord.log.errors import LogError
from onrecord.log.note import Verifier, open_note
from onrecord.log.proofs import check_inclusion
from onrecord.log.tree import inclusion, leaf_hash
from onrecord.seal.book import Book
from onrecord.seal.leaves import Leaf, read_leaf
from onrecord.seal.receipts import FORM as RECEIPT
from onrecord.seal.receipts import open_receipt
from onrecord.seal.words import Blob, read_blob

FORM = "onrecord-proof/1"
NO_WORDS = "-"
LARGEST = 4_000_000
"""How many bytes evidence has at most."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What evidence shows: in words, and for a sealed version its entry and its words."""

    told: str
    leaf: Leaf | None = None
    blob: Blob | None = None


def evidence_of(book: Book, index: int, blob: Blob | None) -> str:
    """The evidence for an entry of a log, under its last checkpoint."""
    last = book.checkpoints[-1]
    proof = proof_text(index, inclusion(book.tree.at, index, 0, last.checkpoint.size), last.note)
    words = blob.text.rstrip("\n") if blob else NO_WORDS
    return f"{FORM}\n{book.entries[index].decode('ascii')}\n{words}\n{proof}"


def judge(data: bytes, keys: Sequence[Verifier]) -> Judged:
    """What evidence shows, by the keys that one trusts. LogError where it shows nothing."""
    if len(data) > LARGEST:
        raise LogError("this is too long to be evidence")
    if data.startswith(f"{RECEIPT}\n".encode()):
        receipt = open_receipt(data, keys)
        return Judged(f"a receipt of {receipt.origin}, for words that were due by {receipt.due:%Y-%m-%d %H:%M} UTC")
    return _proved(data, keys)


def _proved(data: bytes, keys: Sequence[Verifier]) -> Judged:
    try:
        form, entry, words, proof = data.decode("utf-8").split("\n", 3)
    except ValueError as error:
        raise LogError(f"evidence begins with {FORM} or {RECEIPT}") from error
    if form != FORM:
        raise LogError(f"evidence begins with {FORM} or {RECEIPT}")
    index, hashes, note = read_proof(proof)
    checkpoint = read_checkpoint(open_note(note.encode("utf-8"), keys).text)
    raw = entry.encode("utf-8")
    leaf = read_leaf(raw)
    check_inclusion(index, checkpoint.size, leaf_hash(raw), hashes, checkpoint.root)
    blob = None if words == NO_WORDS else read_blob(words)
    if blob:
        committed = (leaf.fields.get("c"), leaf.fields.get("f"))
        if (base64.encode(blob.c), base64.encode(blob.f)) != committed:
            raise LogError("the words are not those that the entry commits to")
    return Judged(f"entry {index} of the log {checkpoint.origin}, sealed on {leaf.at:%Y-%m-%d %H:%M} UTC", leaf, blob)
