"""Who may do what: the side on which an act is open to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import ANONYMOUS, Issue, Kind, Message, Problem, Role
from onrecord.read.known import Known

COMPANY_ONLY = frozenset(
    {
        Kind.ACKNOWLEDGEMENT,
        Kind.ANSWER,
        Kind.REQUEST,
        Kind.PROMISE,
        Kind.PROMISE_UPDATE,
        Kind.RESOLUTION,
        Kind.CORRECTION,
    }
)
VERDICTS = frozenset({Kind.CONFIRMATION, Kind.DISPUTE})
INSTEAD = {
    Role.COMPANY: 'the company says that an issue is over by a "resolution"; only who reported it gives a verdict',
    Role.OBSERVER: "only who reported it gives a verdict",
}


def check_role(message: Message, issue: Issue, known: Known) -> Iterator[Problem]:
    """An act by a role that may not."""
    role = known.role(message.author)
    if role is None:
        return
    where = message.marks.of("kind" if message.id != 1 else "author")
    kind = message.kind.value
    by = f"{'an' if kind[0] in 'ao' else 'a'} {kind} by {SIDES[role]}"
    if message.kind in COMPANY_ONLY and role is not Role.COMPANY:
        yield Problem(where, by, f"only the company's people write {kind}s; they write a comment")
    elif message.kind in VERDICTS and role is not Role.CUSTOMER:
        yield Problem(where, by, INSTEAD[role])
    elif message.kind in VERDICTS and message.author == ANONYMOUS:
        yield Problem(where, f"a {kind} by anonymous, of whom there may be many", 'write "anonymous-1" here and in the report')
    elif message.kind is Kind.REPORT and role is Role.OBSERVER:
        yield Problem(where, by, "observers comment")
    elif message.kind is Kind.WITHDRAWAL and not any(m.kind is Kind.REPORT and m.author == message.author for m in issue.thread):
        yield Problem(where, f'a withdrawal by "{message.author}", who reported nothing here', "only a reporter takes back a claim")


SIDES = {Role.CUSTOMER: "a customer", Role.COMPANY: "the company", Role.OBSERVER: "an observer"}
