"""`onrecord redact`: a wish that words be removed is written down; the next seal carries it out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import clock, options
from onrecord.model import By, OnrecordError, Why
from onrecord.model.redaction import PARTS

if TYPE_CHECKING:
    from onrecord.read.emit import Value

UNSTATED = Why.NOT_STATED.value


@click.command()
@click.argument("what", metavar="UNIT|person:ALIAS")
@options.root
@click.option(
    "--part",
    "parts",
    multiple=True,
    metavar="PART",
    help="What of it: title, wants, body.2 (its second paragraph), attachment.1, …, or all; may be given several times.",
)
@click.option("--why", required=True, type=click.Choice([why.value for why in Why if why.value != UNSTATED]), help="Why.")
@click.option("--by", required=True, type=click.Choice([by.value for by in By]), help="By whose wish.")
@click.option("--at", metavar="DATE", type=clock.Day(), help="When it was asked for (default: today).")
def redact(what: str, root: Path, parts: tuple[str, ...], why: str, by: str, at: date | None) -> None:
    """Write down that words are to be removed for good: parts of UNIT (42.3 is message 3 of issue 42), or everything by which a
    person is known. The next seal removes them."""
    from onrecord.read.canonical import record_text
    from onrecord.read.redactions import PATH
    from onrecord.write import replace_whole

    day = (at or clock.day_of(clock.as_of(None))).isoformat()
    fields: dict[str, Value] = {**_named(root, what, parts), "why": why, "by": by, "at": day}
    path = root / PATH
    before = path.read_text("utf-8") if path.exists() else ""
    text = f"{before.rstrip()}\n---\n{record_text(fields)}" if before.strip() else record_text(fields)
    replace_whole(path, text.encode("utf-8"), path.with_name(f".{path.name}.new"))
    click.echo(f'written down in {options.shown(path)}; "onrecord seal" carries it out')


def _named(root: Path, what: str, parts: tuple[str, ...]) -> dict[str, Value]:
    """What is to be removed, held against the log. OnrecordError for what it does not have."""
    from onrecord.seal.disk import Words, load_book

    if what.startswith("person:"):
        if parts:
            raise click.UsageError("a person is removed as a whole, without --part")
        return {"person": what.removeprefix("person:")}
    if not parts:
        raise click.UsageError("say which part, as in --part body.2, or --part all")
    book = load_book(root)
    newest = book.ledger.newest(what)
    blob = Words(root, book.ledger)(newest) if newest else None
    if blob is None:
        raise OnrecordError(f'{what} is not in the log; "onrecord log show" lists what is')
    lacking = [part for part in parts if part not in blob.values and part not in PARTS]
    if lacking:
        raise OnrecordError(f"{what} has no part {', '.join(lacking)}; it has {', '.join(blob.values)}")
    return {"unit": what, "part": parts[0] if len(parts) == 1 else list(parts)}
