"""The command `onrecord` and its subcommands."""

from __future__ import annotations

import io
import sys

import click

from onrecord import __version__
from onrecord.cli.faults import Commands

COMMANDS = {
    "adopt": ("onrecord.cli.sealing", "adopt"),
    "build": ("onrecord.cli.building", "build"),
    "calendar": ("onrecord.cli.calendar", "calendar"),
    "check": ("onrecord.cli.building", "check"),
    "export": ("onrecord.cli.exporting", "export"),
    "import": ("onrecord.cli.importing", "importing"),
    "init": ("onrecord.cli.initialising", "init"),
    "keys": ("onrecord.cli.keys", "keys"),
    "log": ("onrecord.cli.logging", "log"),
    "new": ("onrecord.cli.new", "new"),
    "redact": ("onrecord.cli.redacting", "redact"),
    "seal": ("onrecord.cli.sealing", "seal"),
    "serve": ("onrecord.cli.serving", "serve"),
    "strings": ("onrecord.cli.strings", "strings"),
    "theme": ("onrecord.cli.theming", "theme"),
    "verify": ("onrecord.cli.verifying", "verify"),
}


@click.group(cls=Commands, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="onrecord %(version)s")
def main() -> None:
    """What customers said, what the company answered and what it shipped, as a website that anyone can check."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a path that the terminal cannot show is no reason to fail
