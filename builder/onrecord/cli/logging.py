"""`onrecord log show`: what the log of a project holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import options
from onrecord.cli.printing import one_line
from onrecord.model import OnrecordError

if TYPE_CHECKING:  # the log is imported late, so that `--help` is quick
    from onrecord.seal.book import Book
    from onrecord.seal.leaves import Leaf


@click.group("log")
def log() -> None:
    """The sealed log."""


@log.command("show")
@click.argument("what", metavar="[UNIT|INDEX]", required=False)
@options.root
def show(what: str | None, root: Path) -> None:
    """List the entries of the log; of UNIT (42.3) every version with its words, of INDEX one entry as it is hashed."""
    from onrecord.seal.disk import load_book

    book = load_book(root)
    if not book.size:
        raise OnrecordError('there is no log here; "onrecord keys new" and "onrecord seal" begin one')
    for line in _lines(root, book, what):
        click.echo(one_line(line))


@log.command("prove")
@click.argument("unit", metavar="UNIT")
@options.root
@click.option("--version", "number", type=click.IntRange(1), metavar="N", help="Which version (default: the newest).")
def prove(unit: str, root: Path, number: int | None) -> None:
    """Print the evidence for a version of UNIT (42.3): its entry, its words, the proof and the signed checkpoint, to keep."""
    from onrecord.seal.disk import Words, load_book
    from onrecord.verify.evidence import evidence_of

    book = load_book(root)
    versions = book.ledger.versions.get(unit, ())
    if not 0 < (number or len(versions)) <= len(versions):
        raise OnrecordError(f"{unit} has no such version in the log")
    version = versions[(number or len(versions)) - 1]
    click.echo(evidence_of(book, version.index, Words(root, book.ledger)(version)), nl=False)


def _lines(root: Path, book: Book, what: str | None) -> Iterator[str]:
    from onrecord.seal.leaves import read_leaf

    if what is None:
        yield from (_entry(index, read_leaf(entry)) for index, entry in enumerate(book.entries))
        last = book.checkpoints[-1].checkpoint
        yield f"{last.origin}: {last.size} entries under {len(book.checkpoints)} checkpoints; root {last.root.hex()}"
    elif what.isdecimal() and int(what) < book.size:
        yield book.entries[int(what)].decode("ascii")
    elif what in book.ledger.versions:
        yield from _versions(root, book, what)
    else:
        raise OnrecordError(f"{what} is not in the log")


def _entry(index: int, leaf: Leaf) -> str:
    from onrecord.seal.leaves import time_text

    told = " ".join(f"{name}={value}" for name, value in sorted(leaf.fields.items()) if name not in ("c", "f", "keys", "receipts"))
    return f"{index:6} {time_text(leaf.at)} {leaf.kind:8} {told}".rstrip()


def _versions(root: Path, book: Book, unit: str) -> Iterator[str]:
    from onrecord.seal.disk import Words
    from onrecord.seal.leaves import time_text

    words = Words(root, book.ledger)
    for number, version in enumerate(book.ledger.versions[unit], 1):
        blob = words(version)
        yield f"{unit}, version {number}: entry {version.index}, {time_text(version.at)}, {version.role}"
        for erasure in book.ledger.erased.get(version.index, ()):
            yield f"  removed by entry {erasure.index}: {', '.join(erasure.parts)} ({erasure.why}, by {erasure.by})"
        for name, value in {**(blob.values if blob else {}), **(blob.framed if blob else {})}.items():
            yield f"  {name}: {value}"
