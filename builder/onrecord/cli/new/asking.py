"""Asking for what was not given, and options that several kinds of records share."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import Enum

import click

from onrecord.model import When


def choice(enum: type[Enum]) -> click.Choice[str]:
    """The values of an enumeration as a choice on the command line."""
    return click.Choice([str(member.value) for member in enum.__members__.values()])


def words(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A text; `-` reads it from standard input. Line ends are line feeds, and no white space stands at its end."""
    if value == "-":
        value = sys.stdin.read()
    return None if value is None else "\n".join(value.splitlines()).strip("\n").rstrip()


def moment(given: str | None, today: When) -> When:
    """A time as it was given, to be judged when it is read back; else today."""
    return When(None, claimed=given) if given else today


def ask(what: str, given: str | None, known: Sequence[str] = ()) -> str:
    """What was given, else the answer to a question."""
    if given is not None:
        return given
    shown = f"{what} ({', '.join(known)})" if 0 < len(known) <= 12 else what
    return str(click.prompt(shown))


text = click.option("--text", callback=words, help="The words; - reads them from standard input.")
via = click.option("--via", help="How it came: email, form, phone, in_person, …")
lang = click.option("--lang", metavar="TAG", help="The language of the words (default: the site's).")
withheld = click.option("--withheld", is_flag=True, help="Publish that it was said, and not the words.")
