"""`onrecord init`: a small complete site to start from, or the large example."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click

import onrecord
from onrecord.cli import clock, options
from onrecord.model import OnrecordError

WRITTEN_ON = date(2026, 11, 16)
IGNORED = "/site/\n/.onrecord/\n"
PACKAGE = Path(onrecord.__file__).parent
_DAY = re.compile(r"\b2026-\d\d-\d\d\b")


@click.command()
@click.argument("folder", metavar="DIR")
@options.root
@click.option("--example", is_flag=True, help="Copy the large example: an invented company with many issues.")
def init(folder: str, root: Path, *, example: bool) -> None:
    """Make the folder DIR and a small complete site in it."""
    project = root / folder
    content = project / "content"
    if content.is_symlink() or (content.exists() and (not content.is_dir() or any(content.iterdir()))):
        raise OnrecordError(f"{options.shown(content)} is there already; nothing was changed")
    source = example_folder() if example else PACKAGE / "starter" / "content"
    weeks = 0 if example else (clock.day_of(clock.as_of(None)) - WRITTEN_ON).days // 7
    content.mkdir(parents=True, exist_ok=True)
    for path in _files(source):
        _copy(source / path, content / path, weeks)
    if not os.path.lexists(project / ".gitignore"):
        (project / ".gitignore").write_text(IGNORED, encoding="utf-8")
    click.echo(f"Made {options.shown(content)}. Build the site with: onrecord build --root {options.shown(project)}")


def example_folder() -> Path:
    """Where the large example lies: inside an installed package, or at the top of a checkout. OnrecordError where it does not."""
    for folder in (PACKAGE / "example", PACKAGE.parents[1] / "content"):
        if (folder / "site.yaml").is_file():
            return folder
    raise OnrecordError("the example was not installed with this package")


def moved(text: str, weeks: int) -> str:
    """The starter's text with its days moved by whole weeks, so that its first page speaks of these days."""
    return _DAY.sub(lambda found: (date.fromisoformat(found[0]) + timedelta(weeks=weeks)).isoformat(), text)


def _files(source: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(source)


def _copy(source: Path, target: Path, weeks: int) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    data = source.read_bytes()
    target.write_bytes(moved(data.decode(), weeks).encode() if weeks else data)
