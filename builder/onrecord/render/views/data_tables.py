"""The record as tables: issues, messages, promises, releases, people and products, a row for each.

Nothing that grows with every day stands here (a clock that runs gives no days), so that a file changes only when the record does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from onrecord.derive.judgement import Clock, Commitment, Timing
from onrecord.model import Issue, Message
from onrecord.render import routes
from onrecord.render.plain_data import when_text
from onrecord.render.tables import Cell, TableView
from onrecord.render.views.frame import absolute
from onrecord.render.views.record import Record, evidence_of

OTHERS = ("promises", "releases", "people", "products")
"""The tables that are about the whole record."""


def table_of(record: Record, name: str) -> TableView:
    """A table of what is no issue and no message, by its name."""
    tables: Mapping[str, Callable[[Record], TableView]] = {
        "promises": lambda record: promise_table(record.assessment.commitments),
        "releases": _releases,
        "people": _people,
        "products": _products,
    }
    return tables[name](record)


def issue_tables(record: Record, ids: Sequence[str]) -> dict[str, TableView]:
    """The tables of some issues and of their messages, by their names."""
    return {"issues": issue_table(record, ids), "messages": message_table(record, ids)}


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
        when_text(message.at),
        message.at.claimed if message.at.doubtful else None,
        message.lang,
        message.via,
        message.source.url if message.source else None,
        evidence_of(message).value if role != "company" else None,
        message.withheld,
        None if message.withheld else message.text,
    )


def promise_table(promises: Iterable[Commitment]) -> TableView:
    """Some promises as a table."""
    columns = ("issue", "message", "by", "what", "proof", "made", "first_due", "due", "state", "times_moved", "ended", "why")
    return TableView(
        columns,
        tuple(
            (p.because.issue, p.because.message, p.by, p.what, p.proof, p.made.day, p.first_due, p.due, p.state.value, len(p.slips),
             p.ended.day if p.ended else None, p.why)
            for p in promises
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


def _products(record: Record) -> TableView:
    columns = ("id", "name", "summary", "home", "company", "components")
    rows = (
        (
            product.id,
            product.name,
            product.summary,
            product.home,
            product.company.name if product.company else None,
            " ".join(component.id for component in product.components),
        )
        for product in record.corpus.products.values()
    )
    return TableView(columns, tuple(rows))
