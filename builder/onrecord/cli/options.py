"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path

import click

from onrecord.cli.clock import Day
from onrecord.cli.printing import one_line


def whole(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Path | None:
    """A path as a whole one, so that paths can be compared; symlinks in it stay what they are."""
    return None if value is None else absolute(value)


def absolute(path: str) -> Path:
    """A path as a whole one."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow symlinks


root = click.option(
    "--root", default=".", metavar="DIR", callback=whole, help="The project: the folder that holds content/ (default: here)."
)
as_of = click.option(
    "--as-of", type=Day(), metavar="DATE", help="Judge as of this day (default: SOURCE_DATE_EPOCH, else today in the site's zone)."
)
quiet = click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
strict = click.option("--strict", is_flag=True, help="Take every warning for an error.")


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return one_line(path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path))
