"""The record as data: one issue with its judgement as JSON, and the tables of issues, messages, releases, promises and people.

Nothing that grows with every day stands here (a clock that runs gives no days), so that a file changes only when the record does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from typing import Any

from onrecord.derive.judgement import Clock, IssueAssessment, Party, Timing
from onrecord.model import Attachment, Issue, Message, When
from onrecord.render import routes
from onrecord.render.attachments import published_name
from onrecord.render.tables import Cell, TableView
from onrecord.render.views.frame import absolute
from onrecord.render.views.record import Record, evidence_of

SCHEMA = "onrecord-issue/1"
AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
"""The kinds of values that are plain data."""


def issue_data(record: Record, issue: Issue) -> dict[str, Any]:
    """An issue's record and its judgement. Texts are exact; times are as claimed, and as they count."""
    judged = record.judged(issue.id)
    return {
        "schema": SCHEMA,
        "url": absolute(record.corpus.site, routes.issue(issue.id)) or None,
        "issue": _fields(issue, leave=("thread", "slug")) | {"title": issue.title},
        "thread": [_message(record, message) for message in issue.thread],
        "judged": _judged(judged),
    }


def _message(record: Record, message: Message) -> dict[str, Any]:
    files = [_file(message, n, attachment) for n, attachment in enumerate(message.attachments, 1)]
    role = record.corpus.role(message.author).value
    evidence = evidence_of(message).value if role != "company" else None
    return _fields(message, leave=("attachments",)) | {"attachments": files, "role": role, "evidence": evidence}


def _file(message: Message, n: int, attachment: Attachment) -> dict[str, Any]:
    """A file by the name it is published under; where it lay in the project concerns nobody."""
    return _fields(attachment, leave=("path",)) | {"file": published_name(message.id, n, attachment)}


def _judged(judged: IssueAssessment) -> dict[str, Any]:
    waits_for_customer = judged.waiting is not None and judged.waiting.on is Party.CUSTOMER
    return _fields(judged, leave=("id", "type")) | {
        "people": judged.people,
        "settled": judged.is_settled,
        "days_with_customer": None if waits_for_customer else judged.days_with_customer,
        "first_answer": _clock(judged.first_answer),
        "resolution": _clock(judged.resolution),
        "confirmation": _clock(judged.confirmation),
    }


def _clock(clock: Clock) -> dict[str, Any]:
    stopped = clock.timing is Timing.STOPPED
    return _fields(clock) | ({} if stopped else {"days": None, "business_days": None})


def _fields(record: Any, leave: tuple[str, ...] = ()) -> dict[str, Any]:  # noqa: ANN401 - any dataclass of the record
    """A record's fields as plain data, but for where they stand in their file, and for some that are left out."""
    kind: type = type(record)
    names, values = _reader(kind, leave)
    return dict(zip(names, map(_value, values(record)), strict=True))


@cache
def _reader(kind: type, leave: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a dataclass's fields, and what reads their values; found once."""
    names = tuple(field.name for field in fields(kind) if field.name != "marks" and field.name not in leave)
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda record: tuple(getattr(record, name) for name in names)


def _value(value: Any) -> Any:  # noqa: ANN401 - whatever the record holds
    """A value of the record as plain data."""
    kind: type = type(value)
    return value if kind in AS_THEY_ARE else _plainly(kind)(value)


@cache
def _plainly(kind: type) -> Callable[[Any], Any]:
    """What makes plain data of a kind of values; found once."""
    kinds: tuple[tuple[type, Callable[[Any], Any]], ...] = (
        (When, lambda when: {"at": _when(when), "claimed": when.claimed or None, "doubtful": when.doubtful}),
        (Enum, lambda member: member.value),
        (date, lambda day: day.isoformat()),
        (Mapping, lambda held: {key: _value(of) for key, of in held.items()}),
        (tuple, lambda held: [_value(of) for of in held]),
        (list, lambda held: [_value(of) for of in held]),
    )
    for known, plainly in kinds:
        if issubclass(kind, known):
            return plainly
    return _fields if is_dataclass(kind) else lambda value: value


def _when(when: When) -> str | None:
    if when.instant is not None:
        return when.instant.isoformat(timespec="seconds")
    return when.day.isoformat() if when.day else None


def tables(record: Record) -> dict[str, Callable[[], TableView]]:
    """The tables of what is no issue, by their file names."""
    return {
        "promises.csv": partial(_promises, record),
        "releases.csv": partial(_releases, record),
        "people.csv": partial(_people, record),
    }


def issue_table(record: Record, ids: Sequence[str]) -> TableView:
    """Some issues as a table."""
    columns = (
        *("id", "type", "product", "components", "severity", "tags", "title", "author", "opened", "opened_claimed"),
        *("status", "since", "people", "duplicate_of"),
        *("first_answer", "first_answer_days", "resolution", "resolution_days", "confirmation", "confirmation_days", "url"),
    )
    return TableView(columns, tuple(_issue_row(record, record.corpus.issues[id]) for id in ids))


def _issue_row(record: Record, issue: Issue) -> tuple[Cell, ...]:
    judged = record.judged(issue.id)
    return (
        issue.id,
        issue.type.value,
        issue.product,
        " ".join(issue.components),
        issue.severity,
        " ".join(issue.tags),
        None if issue.report.withheld else issue.title,
        issue.report.author,
        issue.opened.day,
        issue.opened.claimed if issue.opened.doubtful else None,
        judged.standing.status.value,
        judged.standing.since.sure,
        judged.people,
        judged.original,
        *_stop(judged.first_answer),
        *_stop(judged.resolution),
        *_stop(judged.confirmation),
        absolute(record.corpus.site, routes.issue(issue.id)) or None,
    )


def _stop(clock: Clock) -> tuple[Cell, Cell]:
    """The day a clock stopped and the days it took; nothing for one that has not."""
    if clock.timing is not Timing.STOPPED or clock.end is None:
        return (None, None)
    return (clock.end.sure, clock.days)


def message_table(record: Record, ids: Sequence[str]) -> TableView:
    """The messages of some issues as a table."""
    columns = ("issue", "id", "kind", "author", "role", "at", "at_claimed", "lang", "via", "source", "evidence", "withheld", "text")
    rows = (
        _message_row(record, issue, message) for issue in map(record.corpus.issues.__getitem__, ids) for message in issue.thread
    )
    return TableView(columns, tuple(rows))


def _message_row(record: Record, issue: Issue, message: Message) -> tuple[Cell, ...]:
    role = record.corpus.role(message.author).value
    return (
        issue.id,
        message.id,
        message.kind.value,
        message.author,
        role,
        _when(message.at),
        message.at.claimed if message.at.doubtful else None,
        message.lang,
        message.via,
        message.source.url if message.source else None,
        evidence_of(message).value if role != "company" else None,
        message.withheld,
        None if message.withheld else message.text,
    )


def _promises(record: Record) -> TableView:
    columns = ("issue", "message", "by", "what", "proof", "made", "first_due", "due", "state", "times_moved", "ended", "why")
    return TableView(
        columns,
        tuple(
            (p.because.issue, p.because.message, p.by, p.what, p.proof, p.made.day, p.first_due, p.due, p.state.value, len(p.slips),
             p.ended.day if p.ended else None, p.why)
            for p in record.assessment.commitments
        ),
    )  # fmt: skip


def _releases(record: Record) -> TableView:
    columns = ("product", "version", "date", "yanked", "kind", "change", "closes")
    rows = (
        (
            release.product,
            release.version,
            release.date.day if release.date else None,
            release.yanked,
            change.kind.value,
            change.text,
            " ".join(change.closes),
        )
        for release in record.corpus.releases.values()
        for change in release.changes
    )
    return TableView(columns, tuple(rows))


def _people(record: Record) -> TableView:
    columns = ("alias", "name", "role", "title", "products", "languages", "reported", "answered", "promises")
    return TableView(columns, tuple(_person_row(record, alias) for alias in record.corpus.people))


def _person_row(record: Record, alias: str) -> tuple[Cell, ...]:
    person, judged = record.corpus.people[alias], record.assessment.people.get(alias)
    counts = (len(judged.reported), len(judged.answered), len(judged.commitments)) if judged else (0, 0, 0)
    return (alias, person.name, person.role.value, person.title, " ".join(person.products), " ".join(person.languages), *counts)
