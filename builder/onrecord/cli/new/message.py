"""`onrecord new message`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import clock, options
from onrecord.cli.clock import Day
from onrecord.cli.new import asking, place
from onrecord.model import (
    Act,
    Correction,
    Issue,
    Kind,
    Message,
    OnrecordError,
    Outcome,
    Plain,
    Promise,
    PromiseUpdate,
    Report,
    Resolution,
    When,
    Withdrawal,
    Words,
    whole_day,
)

if TYPE_CHECKING:  # reading is imported late, so that `--help` is quick
    from onrecord.read import Reading

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
    issue = _issue(issue_id, reading)
    folder = place.folder_of(root, issue)
    format = place.format_of(reading.corpus, author)  # before the words are asked for, so that none are typed in vain
    act = act_of(Kind(kind), {name: value for name, value in adds.items() if value not in (None, False, ())})
    made = Message(
        place.next_message(issue, folder),
        author,
        asking.moment(at, _now(issue, reading.as_of)),
        Kind(kind),
        act,
        "" if withheld else asking.ask("Text", text),
        format,
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
    for name in lacking(act, given):
        given[name] = _asked(name)
    return act(**given)


def lacking(act: type[Act], given: dict[str, Any]) -> tuple[str, ...]:
    """What an act needs because of what was given; of a promise update that says nothing yet, it is asked what became of it."""
    needed: tuple[str, ...] = ()
    if act is Resolution:
        needed = {Outcome.MADE_GOOD: ("how",), Outcome.DUPLICATE: ("duplicate_of",)}.get(given["outcome"], ())
    if act is PromiseUpdate:
        if not {"due", "kept", "dropped"} & given.keys():
            became = click.prompt("What became of it", type=click.Choice(["moved", "kept", "dropped"]))
            given |= {} if became == "moved" else {became: True}
        moved = not {"kept", "dropped"} & given.keys()
        needed = (*(("due",) if moved else ()), *(() if "kept" in given else ("why",)))
    return tuple(name for name in needed if name not in given)


def _asked(name: str) -> str | int | date:
    """The answer for a field that was not given, by the type that its option has."""
    parameter = next(p for p in click.get_current_context().command.params if p.name == name)
    answer: str | int | date = click.prompt(name.replace("_", " ").capitalize(), type=parameter.type)
    return answer


def _now(issue: Issue, today: date) -> When:
    """Today; by the clock where the issue has a time of today already, before which a day alone would sort."""
    times = [m.at.instant for m in issue.thread if m.at.instant and m.at.day == today]
    moment = clock.as_of(None)
    if not times or not isinstance(moment, datetime):
        return whole_day(today)
    return When(today, moment, claimed=moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _issue(id: str, reading: Reading) -> Issue:
    issue = reading.corpus.issues.get(id)
    if issue is None:
        if id in reading.unsound:
            raise OnrecordError(f"issue {id} is there, and something is wrong with it; `onrecord check` says what")
        raise click.UsageError(f"there is no issue {id!r}; its number is in its address and its file's name")
    return issue
