"""`onrecord strings`: the strings of the interface, brought into the catalogues of its languages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import options
from onrecord.cli.faults import CONTENT
from onrecord.cli.printing import number, one_line
from onrecord.model import OnrecordError

if TYPE_CHECKING:
    from onrecord.render.strings import Merged


@click.command()
@options.root
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
@click.option(
    "--theme", metavar="NAME", help="A theme of the project, whose own strings these are (default: Onrecord's own strings)."
)
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where anything is missing or out of step.")
def strings(root: Path, languages: tuple[str, ...], theme: str | None, check: bool) -> None:
    """Collect the interface's strings into the catalogues of its languages, and list what is missing."""
    from onrecord.render.catalogue import catalogue_path
    from onrecord.render.strings import catalogues_in, marked, merged

    sources, folder = _of_theme(root, theme) if theme else _own()
    found, is_whole = marked(sources), True
    if theme:
        known = marked(_own()[0])
        found = {key: entry for key, entry in found.items() if key not in known}
    for tag in languages or catalogues_in(folder):
        path = catalogue_path(folder, tag)
        before = path.read_text("utf-8") if path.is_file() else ""
        try:
            now = merged(found, before, tag)
        except ValueError as error:
            raise OnrecordError(f"{path}: {error}") from error
        is_whole = is_whole and not now.missing and now.text == before
        _tell(tag, now)
        if now.text != before and not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(now.text, "utf-8")
    if check and not is_whole:
        sys.exit(CONTENT)


def _tell(tag: str, now: Merged) -> None:
    told = len(now.entries) - len(now.missing)
    click.echo(f"{tag}: {told} of {number(len(now.entries), 'string')}, {len(now.left)} no longer used")
    for text in now.missing:
        click.echo(f"  missing: {one_line(text)}")


def _own() -> tuple[list[Path], Path]:
    """Where Onrecord's own strings are marked, and where their catalogues lie."""
    from onrecord.render.catalogue import SHIPPED
    from onrecord.render.theme import SHIPPED as THEMES

    return [SHIPPED.parent, *[folder for folder in THEMES if folder.is_dir()][-1:]], SHIPPED


def _of_theme(root: Path, name: str) -> tuple[list[Path], Path]:
    """Where a theme's own strings are marked, and where their catalogues lie. OnrecordError where the project has no such theme."""
    folder = root / "themes" / name
    if not (folder / "theme.yaml").is_file():
        raise OnrecordError(f"{options.shown(folder)} holds no theme")
    return [folder / "templates"], folder / "locale"
