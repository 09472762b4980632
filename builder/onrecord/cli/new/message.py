"""`onrecord new message`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from onrecord.cli import options
from onrecord.cli.clock import Day
from onrecord.cli.new import asking, place
from onrecord.model import (
    Act,
    Correction,
    Issue,
    Kind,
    Message,
    Outcome,
    Plain,
    Promise,
    PromiseUpdate,
    Report,
    Resolution,
    Withdrawal,
    Words,
    whole_day,
)

ACTS: Mapping[Kind, type[Act]] = {
    Kind.REPORT: Report,
    Kind.PROMISE: Promise,
    Kind.PROMISE_UPDATE: PromiseUpdate,
    Kind.RESOLUTION: Resolution,
    Kind.WITHDRAWAL: Withdrawal,
    Kind.CORRECTION: Correction,
}


@click.command()
@click.argument("issue_id", metavar="ISSUE")
@options.root
@click.option("--kind", type=asking.choice(Kind), prompt="Kind", default="comment", help="What kind of act it is.")
@click.option("--author", type=place.ALIAS, prompt="Author (alias)", help="Who speaks, by their alias.")
@click.option("--at", metavar="TIME", help="When: a day, or a time with its zone (default: today).")
@click.option("--in-reply-to", type=int, metavar="ID", help="The message it replies to.")
@asking.text
@asking.via
@asking.lang
@asking.withheld
@click.option("--title", help="A report's title.")
@click.option("--wants", help="A report's wish.")
@click.option("--affects", multiple=True, metavar="VERSION", help="A version that a report is about; may be repeated.")
@click.option("--what", help="What is promised.")
@click.option("--due", type=Day(), metavar="DATE", help="By when it is promised, or promised now.")
@click.option("--proof", help="How anyone can see that a promise is kept.")
@click.option("--promise", type=int, metavar="ID", help="The promise that an update is about.")
@click.option("--kept", is_flag=True, help="A promise update: it is kept.")
@click.option("--dropped", is_flag=True, help="A promise update: it is dropped.")
@click.option("--outcome", type=asking.choice(Outcome), help="How a resolution ends the issue.")
@click.option("--fixed-in", metavar="VERSION", help="The release that resolves it: a version, or product/version.")
@click.option("--keeps-promise", type=int, multiple=True, metavar="ID", help="A promise that a resolution keeps; may be repeated.")
@click.option("--why", help="The reason of a resolution, or of a promise's new date or end.")
@click.option("--how", help="How it was made good.")
@click.option("--duplicate-of", metavar="ID", help="The issue, or the address, of which a resolution says it is a duplicate.")
@click.option("--withdraws", type=int, metavar="ID", help="The message that a withdrawal takes back.")
@click.option("--corrects", type=int, metavar="ID", help="The message that a correction mends.")
def message(
    issue_id: str,
    root: Path,
    kind: str,
    author: str,
    at: str | None,
    in_reply_to: int | None,
    text: str | None,
    via: str | None,
    lang: str | None,
    *,
    withheld: bool,
    **adds: object,
) -> None:
    """A new message of an issue, in a file of its own."""
    reading = place.read(root)
    issue = _issue(issue_id, reading.corpus.issues)
    folder = place.folder_of(root, issue)
    act = act_of(Kind(kind), {name: value for name, value in adds.items() if value not in (None, False, ())})
    made = Message(
        place.next_message(issue, folder),
        author,
        asking.moment(at, whole_day(reading.as_of)),
        Kind(kind),
        act,
        "" if withheld else asking.ask("Text", text),
        place.format_of(reading.corpus, author),
        lang,
        in_reply_to,
        via,
        words=Words.WITHHELD if withheld else Words.PUBLISHED,
    )
    from onrecord.read.canonical import message_markdown

    place.write_new(root, folder / f"{made.id}-{author}.md", message_markdown(made))


def act_of(kind: Kind, adds: Mapping[str, object]) -> Act:
    """The act of a kind, of the options that go with it; what it cannot be without is asked for. A usage error for an option
    that goes with another kind."""
    act = ACTS.get(kind, Plain)
    fields = {field.name: field for field in dataclasses.fields(act)}
    for name in adds:
        if name not in fields:
            raise click.UsageError(f"--{name.replace('_', '-')} does not go with a message of the kind {kind.value!r}")
    given: dict[str, Any] = dict(adds)
    for name, field in fields.items():
        if name not in given and field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            given[name] = _asked(name)
    if act is Resolution:
        given["outcome"] = Outcome(given["outcome"])
    return act(**given)


def _asked(name: str) -> str | int | date:
    """The answer for a field that was not given, by the type that its option has."""
    parameter = next(p for p in click.get_current_context().command.params if p.name == name)
    answer: str | int | date = click.prompt(name.replace("_", " ").capitalize(), type=parameter.type)
    return answer


def _issue(id: str, issues: Mapping[str, Issue]) -> Issue:
    if id not in issues:
        raise click.UsageError(f"there is no issue {id!r}; its number is in its address and its file's name")
    return issues[id]
