"""Traits of an issue: what the figures and the people of the whole record need of it beside its judgement.

An answer is an answer, workaround, promise or resolution of the company, or anyone's workaround. It helps the person it replies to
if that is a customer, else every customer who had reported the issue by then. Bare `anonymous` and pseudonyms are nobody to link.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.derive.roles import is_named_customer, is_nameless
from onrecord.frozen import dataclass
from onrecord.model import Issue, Kind, Message, Role

COMPANY, REPORT = Role.COMPANY, Kind.REPORT
COMPANY_ANSWERS = frozenset({Kind.ANSWER, Kind.WORKAROUND, Kind.PROMISE, Kind.RESOLUTION})


@dataclass(frozen=True, slots=True)
class Traits:
    """What an issue is about, and what was done on it: who spoke and who reported (aliases, each once), who gave how many answers
    and how many of these are workarounds, and who helped whom (each pair once); all in the order of the thread.
    `imported`: whether it came from another system."""

    product: str | None
    components: tuple[str, ...]
    spoke: tuple[str, ...]
    reported: tuple[str, ...]
    answered: tuple[tuple[str, int, int], ...]
    helped: tuple[tuple[str, str], ...]
    imported: bool = False


def traits_of(issue: Issue, roles: Mapping[str, Role]) -> Traits:
    """The traits of an issue, which follow from its own record and the roles of its authors."""
    answers = [message for message in issue.thread if is_answer(message, roles)]
    counted: dict[str, tuple[int, int]] = {}
    for message in answers:
        given, workarounds = counted.get(message.author, (0, 0))
        counted[message.author] = (given + 1, workarounds + (message.kind is Kind.WORKAROUND))
    return Traits(
        product=issue.product,
        components=tuple(dict.fromkeys(issue.components)),
        spoke=tuple(dict.fromkeys([message.author for message in issue.thread])),
        reported=tuple(dict.fromkeys([message.author for message in issue.thread if message.kind is REPORT])),
        answered=tuple([(alias, *counts) for alias, counts in counted.items()]),
        helped=_helped(issue, roles) if answers else (),
        imported=issue.source is not None,
    )


def is_answer(message: Message, roles: Mapping[str, Role]) -> bool:
    """Whether a message helps: an answer of the company, or anyone's workaround."""
    if message.kind not in COMPANY_ANSWERS:
        return False
    return roles.get(message.author) is COMPANY or message.kind is Kind.WORKAROUND


def _helped(issue: Issue, roles: Mapping[str, Role]) -> tuple[tuple[str, str], ...]:
    """Who helped whom on one issue, each pair once."""
    pairs: dict[tuple[str, str], None] = {}
    reporters: dict[str, None] = {}
    authors: dict[int, str] = {}
    for message in issue.thread:
        authors[message.id] = message.author
        if message.kind is REPORT and is_named_customer(message.author, roles):
            reporters[message.author] = None
        if is_answer(message, roles) and not is_nameless(message.author):
            asked = authors.get(message.in_reply_to or 0, "")
            helped = (asked,) if is_named_customer(asked, roles) else tuple(reporters)
            for alias in helped:
                if alias != message.author:
                    pairs[message.author, alias] = None
    return tuple(pairs)


class TraitsOfIssues(Mapping[str, Traits]):
    """The traits of a record's issues, each found when it is asked for."""

    def __init__(self, issues: Mapping[str, Issue], roles: Mapping[str, Role]) -> None:
        self._issues, self._roles = issues, roles

    def __getitem__(self, id: str) -> Traits:
        return traits_of(self._issues[id], self._roles)

    def __iter__(self) -> Iterator[str]:
        return iter(self._issues)

    def __len__(self) -> int:
        return len(self._issues)
