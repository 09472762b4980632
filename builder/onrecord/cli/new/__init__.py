"""`onrecord new`: one more record, asked for or given in options, written in canonical form."""

from __future__ import annotations

import click

from onrecord.cli.new.issue import issue
from onrecord.cli.new.message import message
from onrecord.cli.new.person import person
from onrecord.cli.new.product import product
from onrecord.cli.new.release import release


@click.group()
def new() -> None:
    """Write a new record; what is not given as an option is asked for."""


for command in (issue, message, release, person, product):
    new.add_command(command)
