"""Small projects with a log: a report, an answer, a release; keys that are nobody's; salts that tell a test nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

from onrecord.log.checkpoint import Checkpoint
from onrecord.log.note import Signer, sign
from onrecord.log.tree import Tree, leaf_hash
from onrecord.model import Corpus
from onrecord.seal.book import Book, Signed
from onrecord.seal.leaves import leaf
from onrecord.seal.ledger import Ledger
from onrecord.seal.plan import Sealing, plan_of
from onrecord.seal.sealed import Sealed, units_by_issue
from onrecord.seal.units import units_of
from onrecord.seal.words import Blob
from onrecord.sealing.sealing import Asked, seal
from onrecord.sealing.sealing import Sealed as Result

ORIGIN = "feedback.example.com/log"
KEY, NEW_KEY = Signer(ORIGIN, b"\1" * 32), Signer(ORIGIN, b"\2" * 32)
RECEIPTS = Signer("feedback.example.com/receipts", b"\3" * 32)
_NUMBERS = count()


def project(root: Path) -> Path:
    """A project of one issue with an answer, two people, a product and a release."""
    files = {
        "site.yaml": "title: Fans\ncompany: Acme\nurl: https://feedback.example.com/\n"
        f"log:\n  origin: {ORIGIN}\n  keys:\n    - {KEY.verifier}\n    - {RECEIPTS.verifier}\n",
        "people/ann.yaml": "role: customer\n",
        "people/jo.yaml": "role: company\nname: Jo\n",
        "products/fans/product.yaml": "name: Fans\n",
        "products/fans/releases/1.0.yaml": "date: 2026-05-20\nnotes: Quieter.\n",
    }
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    header = "type: problem\nproduct: fans\nauthor: ann\nopened: 2026-05-02\ntitle: The fans are too loud\nwants: Quiet"
    said(root, "42.md", header, "They roar.\n\nAll night long.")
    said(root, "42/2-jo.md", "id: 2\nauthor: jo\nat: 2026-05-03\nkind: answer", "We know.")
    return root


def said(root: Path, name: str, fields: str, text: str) -> None:
    """Write a message's file."""
    path = root / "content/issues" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{fields}\n---\n\n{text}\n")


def sealed(root: Path, at: datetime, asked: Asked | None = None, signers: Sequence[Signer] = (KEY,)) -> Result:
    """Seal a project."""
    return seal(root, at, signers, lambda: sha256(str(next(_NUMBERS)).encode()).digest()[:16], asked or Asked())


def logged(corpus: Corpus, at: datetime) -> Sealed:
    """The log of a record that was sealed once, without a disk."""
    ledger, blobs = Ledger(), dict[str, Blob]()
    first = leaf("log", at, origin=ORIGIN, keys=[str(KEY.verifier)])
    ledger.add(first)
    plan = plan_of(
        Sealing(ledger, lambda version: blobs[version.c], at, lambda: next(_NUMBERS).to_bytes(16, "big")), units_of(corpus), {}
    )
    blobs.update({str(step.leaf.fields["c"]): step.blob for step in plan.steps if step.blob})
    entries = (first.data, *(step.leaf.data for step in plan.steps))
    tree = Tree(map(leaf_hash, entries))
    checkpoint = Checkpoint(ORIGIN, len(entries), tree.root())
    book = Book(entries, ledger, tree, (Signed(checkpoint, sign(checkpoint.text, KEY)),))
    return Sealed(book, lambda version: blobs[version.c], units_by_issue(ledger))
