"""`onrecord import`: another system's export becomes records of this project, and every record of it is accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import options
from onrecord.cli.faults import CONTENT
from onrecord.cli.printing import number, print_problems

if TYPE_CHECKING:  # importers are imported late, so that `--help` is quick
    from onrecord.importers import Landing

company = click.option("--company", metavar="NAME", help="The company's name, for a project that has no site.yaml yet.")


@click.group("import")
def importing() -> None:
    """Bring records in from another system. A second run changes only what changed there."""


@importing.command("cstate")
@click.argument("folder", metavar="DIR", callback=options.whole)
@options.root
@click.option("--prefix", default="incident", show_default=True, metavar="WORD", help="What stands before the issues' numbers.")
@click.option("--product", metavar="ID", help="The product that the incidents are about (default: the prefix).")
@click.option("--url", metavar="URL", help="The status site's address, for links to its pages.")
@company
@options.quiet
def cstate(
    folder: Path, root: Path, prefix: str, product: str | None, url: str | None, company: str | None, *, quiet: bool
) -> None:
    """Bring in the incidents of a cState status site in the folder DIR."""
    from onrecord.importers import Options, import_cstate

    tell(import_cstate(folder, root, Options(prefix, product, company, url)), quiet=quiet)


@importing.command("table")
@click.argument("file", metavar="FILE", callback=options.whole)
@options.root
@click.option("--map", "map_", required=True, metavar="MAP", help="A map file, or the name of one that ships, such as cfpb.")
@click.option("--prefix", metavar="WORD", help="What stands before the issues' numbers (default: the map's).")
@company
@options.quiet
def table(file: Path, root: Path, map_: str, prefix: str | None, company: str | None, *, quiet: bool) -> None:
    """Bring in the records of a CSV, JSON or JSON Lines FILE."""
    from onrecord.importers import import_table

    tell(import_table(file, root, map_, prefix, company), quiet=quiet)


def tell(landing: Landing, *, quiet: bool) -> None:
    """Print what became of every record; exit 1 where an error kept all of it out."""
    print_problems(landing.problems)
    if landing.refused:
        click.echo("Nothing was brought in.", err=True)
        raise click.exceptions.Exit(CONTENT)
    if not quiet:
        click.echo(
            f"{number(landing.records, 'record')}: {landing.new} new, {landing.changed} changed, {landing.unchanged} as before, "
            f"{landing.left_out} left out; {number(len(landing.files), 'file')} written."
        )
