"""The command line: arguments, printing, exit codes; the only clock."""

from onrecord.cli.group import main

__all__ = ["main"]
