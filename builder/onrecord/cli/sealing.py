"""`onrecord seal`: what is new or changed in the record is written into the log for good."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import clock, options
from onrecord.cli.faults import CONTENT
from onrecord.cli.printing import one_line, print_problems

if TYPE_CHECKING:  # keys and the log are imported late, so that `--help` is quick
    from onrecord.sealing.sealing import Sealed


@click.command()
@options.root
@click.option(
    "--key",
    "files",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with a key that signs; may be given several times (default: the keys in $ONRECORD_LOG_KEY).",
)
@click.option("--dry-run", is_flag=True, help="Say what would be appended, and write nothing.")
@click.option("--beat", is_flag=True, help="Append that all is well, even where nothing has changed.")
@click.option("--full", is_flag=True, help="Check the words of every version first, not only those of the newest.")
@click.option(
    "--published", metavar="SITE", help="The published site, a folder or an address: this log has to go on from that one."
)
@click.option("--since-ok", is_flag=True, help="The last seal is more than 400 days ago, and the clock is right.")
@options.quiet
def seal(
    root: Path,
    files: tuple[Path, ...],
    *,
    dry_run: bool,
    beat: bool,
    full: bool,
    published: str | None,
    since_ok: bool,
    quiet: bool,
) -> None:
    """Write what is new or changed in the record into the log, and sign it."""
    from onrecord.seal.words import SALT
    from onrecord.sealing.keys import signers_of
    from onrecord.sealing.sealing import Asked
    from onrecord.sealing.sealing import seal as seal_record
    from onrecord.verify.source import source_of

    signers = signers_of(files, os.environ)
    note = source_of(published, options.absolute).read("log/checkpoint") if published else None
    asked = Asked(dry_run, beat, since_ok, full, note)
    sealed = seal_record(root, clock.now().replace(microsecond=0), signers, lambda: secrets.token_bytes(SALT), asked)
    print_problems(sealed.problems)
    if sealed.refused:
        click.echo("nothing was sealed", err=True)
        sys.exit(CONTENT)
    if not quiet:
        _tell(sealed)


@click.command()
@options.root
@click.option(
    "--key",
    "files",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with a key that signs (default: the keys in $ONRECORD_LOG_KEY).",
)
@click.option("--dry-run", is_flag=True, help="Say what would be taken over, and write nothing.")
@options.quiet
def adopt(root: Path, files: tuple[Path, ...], *, dry_run: bool, quiet: bool) -> None:
    """Begin the log with the history that Git has of the record: every past version, marked, its time claimed."""
    from onrecord.seal.words import SALT
    from onrecord.sealing.keys import signers_of
    from onrecord.sealing.sealing import adopt as adopt_history

    signers = signers_of(files, os.environ)
    at = clock.now().replace(microsecond=0)
    sealed = adopt_history(root, at, signers, lambda: secrets.token_bytes(SALT), dry_run=dry_run)
    print_problems(sealed.problems)
    if sealed.refused:
        click.echo("nothing was sealed", err=True)
        sys.exit(CONTENT)
    if not quiet:
        _tell(sealed)


def _tell(sealed: Sealed) -> None:
    """What was sealed, line by line."""
    from onrecord.sealing.finishing import UNREACHED

    for step in sealed.steps:
        click.echo(one_line(step.told))
    for path in sealed.changed:
        click.echo(f"changed: {one_line(path)}")
    if sealed.checkpoint:
        click.echo(f"{_entries(len(sealed.steps))} sealed; the log has {sealed.checkpoint.size}")
        if sealed.changed:
            click.echo(UNREACHED)
    else:
        click.echo("nothing was written" if sealed.steps else "nothing is new: the record stands as it was sealed")


def _entries(n: int) -> str:
    return f"{n} {'entry' if n == 1 else 'entries'}"
