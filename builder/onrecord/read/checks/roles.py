"""Who may do what: the side on which an act is open to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import ANONYMOUS, Kind, Message, Problem, Role
from onrecord.read.known import JoinedIssue, Known

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
COMPANY = Role.COMPANY
VERDICTS = frozenset({Kind.CONFIRMATION, Kind.DISPUTE})
INSTEAD = {
    Role.COMPANY: 'the company says that an issue is over by a "resolution"; only who reported it gives a verdict',
    Role.OBSERVER: "only who reported it gives a verdict",
}


def check_role(message: Message, joined: JoinedIssue, known: Known) -> Iterator[Problem]:
    """An act by a role that may not."""
    role = known.role(message.author)
    if role is COMPANY and message.kind in COMPANY_ONLY:  # as nearly half of all acts are
        return
    wrong = wrong_role(message, role, joined) if role else None
    if role and wrong:
        kind = message.kind.value
        what, hint = wrong
        where = message.marks.of("kind" if message.id != 1 else "author")
        yield Problem(where, what or f"{'an' if kind[0] in 'ao' else 'a'} {kind} by {SIDES[role]}", hint)


def wrong_role(message: Message, role: Role, joined: JoinedIssue) -> tuple[str, str] | None:
    """What to say of an act that is not open to somebody (nothing, where the role says it all), and the hint; None where it is."""
    kind = message.kind
    if kind in COMPANY_ONLY:
        return None if role is Role.COMPANY else ("", f"only the company's people write {kind.value}s; others write a comment")
    if kind in VERDICTS:
        if role is not Role.CUSTOMER:
            return "", INSTEAD[role]
        if message.author == ANONYMOUS:
            return f"a {kind.value} by anonymous, of whom there may be many", 'write "anonymous-1" here and in the report'
    elif kind is Kind.REPORT and role is Role.OBSERVER:
        return "", "observers comment"
    elif kind is Kind.WITHDRAWAL and message.author not in joined.reporters:
        return f'a withdrawal by "{message.author}", who reported nothing here', "only a reporter takes back a claim"
    return None


SIDES = {Role.CUSTOMER: "a customer", Role.COMPANY: "the company", Role.OBSERVER: "an observer"}
