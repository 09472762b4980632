"""The command `onrecord` and its subcommands."""

from __future__ import annotations

import io
import sys

import click

from onrecord import __version__
from onrecord.cli.building import build, check
from onrecord.cli.calendar import calendar
from onrecord.cli.faults import Commands
from onrecord.cli.importing import importing
from onrecord.cli.initialising import init
from onrecord.cli.new import new
from onrecord.cli.serving import serve


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="onrecord %(version)s")
def main() -> None:
    """What customers said, what the company answered and what it shipped, as a website that anyone can check."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a path that the terminal cannot show is no reason to fail


for command in (init, new, check, build, serve, importing, calendar):
    main.add_command(command)
