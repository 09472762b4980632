"""Behind: whether the log that is published goes further than this one, or elsewhere; then this one must not go on."""

from __future__ import annotations

from onrecord.log.checkpoint import read_checkpoint
from onrecord.log.errors import LogError
from onrecord.log.note import open_note, read_verifier
from onrecord.model import Problem, Where
from onrecord.seal.book import Book
from onrecord.seal.disk import CHECKPOINTS

HERE = Where(CHECKPOINTS)


def behind(book: Book, published: bytes | None) -> list[Problem]:
    """What is wrong between a log and the published checkpoint, a signed note (None: nothing is published)."""
    if published is None:
        return []
    try:
        checkpoint = read_checkpoint(open_note(published, map(read_verifier, book.ledger.ever)).text)
    except LogError as error:
        return [Problem(HERE, f"the published checkpoint is not of this log: {error}", "is the address right?")]
    if checkpoint.size > book.size:
        message = f"the published log has {checkpoint.size} entries, and this one {book.size}"
        return [Problem(HERE, message, "this clone is stale: bring content/log up to date (git pull) before you seal")]
    if book.tree.root(checkpoint.size) != checkpoint.root:
        message = f"the published log has other entries than the first {checkpoint.size} of this one: it was forked"
        hint = "take content/log from where the site was built; what was sealed here since has to be sealed anew on top of it"
        return [Problem(HERE, message, hint)]
    return []
