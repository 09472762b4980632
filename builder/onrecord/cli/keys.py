"""`onrecord keys`: the keys of the log."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import click

from onrecord.cli import options
from onrecord.model import OnrecordError


@click.group()
def keys() -> None:
    """The keys that sign the log and its receipts."""


@keys.command("new")
@options.root
@click.option("--origin", metavar="NAME", help="What the log is called (default: the site's address with /log, without a scheme).")
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    callback=options.whole,
    help="The folder for the keys, outside the project (default: a folder of the log's name in ~/.config/onrecord).",
)
def new(root: Path, origin: str | None, folder: Path | None) -> None:
    """Make the keys of a log: one that signs it, one that signs receipts."""
    from onrecord.sealing.keys import VARIABLE, new_keys

    origin = origin or _origin(root)
    made = new_keys(origin, folder or _home() / origin.replace("/", "-"), root)
    for path, signer in made.items():
        click.echo(f"{path}: a key of {signer.name}; keep a copy where nobody else reads it")
    click.echo("Write into content/site.yaml:\n")
    click.echo("\n".join(["log:", f"  origin: {origin}", "  keys:", *(f"    - {one.verifier}" for one in made.values())]))
    log = next(iter(made))
    click.echo(f"\nThen: onrecord seal --key {log}\nIn CI, put what is in that file into the secret ${VARIABLE} instead.")


def _home() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "onrecord"


def _origin(root: Path) -> str:
    """What the log of a site is called by its address."""
    from onrecord.cli import clock
    from onrecord.read import read_project

    site = read_project(root, clock.now()).corpus.site
    if site.log:
        return site.log.origin
    if not site.url:
        raise OnrecordError('the site has no address; write "url" into content/site.yaml, or say --origin')
    parts = urlsplit(site.url)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}/log"
