"""The invented log: an invented record sealed twice, once with other words, and something removed of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from itertools import count

from onrecord.build.specimen.writing import AS_OF
from onrecord.frozen import replace
from onrecord.log.checkpoint import Checkpoint
from onrecord.log.note import Signer, sign
from onrecord.log.tree import Tree, leaf_hash
from onrecord.model import Corpus, Issue
from onrecord.seal.book import Book, Signed
from onrecord.seal.leaves import Leaf, leaf
from onrecord.seal.ledger import Ledger, Version
from onrecord.seal.plan import Held, Sealing, plan_of
from onrecord.seal.sealed import Sealed, units_by_issue
from onrecord.seal.units import units_of
from onrecord.seal.words import SALT, Blob

ORIGIN = "record.lumen.example/log"
KEY = Signer(ORIGIN, sha256(b"the specimen of Onrecord").digest())
"""A key that anybody can have: it signs what nobody said."""
EDITED, CUT = ("1", "4"), "5.1"
"""The issues that read otherwise when they were first sealed, and the message of which a part was removed."""


def sealed(corpus: Corpus) -> Sealed | None:
    """The log of an invented record; None where there is nothing to seal."""
    if not {*EDITED, CUT.partition(".")[0]} <= corpus.issues.keys():
        return None
    ledger, blobs, entries, salts = Ledger(), dict[str, Blob](), list[bytes](), count()

    def held(version: Version) -> Blob | None:
        return None if ledger.is_gone(version.index) else blobs[version.c]

    def salt() -> bytes:
        return sha256(str(next(salts)).encode()).digest()[:SALT]

    def put(*leaves: Leaf) -> None:
        for one in leaves:
            ledger.add(one)
            entries.append(one.data)

    at = datetime.combine(AS_OF, time(9), UTC)
    put(leaf("log", at - timedelta(days=40), origin=ORIGIN, keys=[str(KEY.verifier)]))
    for record, days in ((_before(corpus), 40), (corpus, 10)):
        for step in plan_of(Sealing(ledger, held, at - timedelta(days=days), salt), units_of(record), {}, _Every()).steps:
            entries.append(step.leaf.data)
            if step.blob:
                blobs[str(step.leaf.fields["c"])] = step.blob
    put(leaf("redact", at, of=ledger.versions[CUT][0].index, why="third-party-personal-data", by="author"), leaf("beat", at))
    return _log(ledger, entries, held)


class _Every:
    """Every unit may change without a reason."""

    def __contains__(self, _: object) -> bool:
        return True


def _before(corpus: Corpus) -> Corpus:
    """The record as it was first sealed."""
    changed = {id: _reworded(corpus.issues[id]) for id in EDITED}
    return replace(corpus, issues={**corpus.issues, **changed})


def _reworded(issue: Issue) -> Issue:
    thread = tuple(replace(one, text=f"{one.text} It was otherwise put at first.") if one.text else one for one in issue.thread)
    return replace(issue, thread=thread, tags=("first",))


def _log(ledger: Ledger, entries: list[bytes], held: Held) -> Sealed:
    tree = Tree(map(leaf_hash, entries))
    checkpoint = Checkpoint(ORIGIN, len(entries), tree.root())
    book = Book(tuple(entries), ledger, tree, (Signed(checkpoint, sign(checkpoint.text, KEY)),))
    return Sealed(book, held, units_by_issue(ledger))
