"""People: what each reported, said, answered and promised, who helped whom, and who knows what.

An answer is an answer, workaround, promise or resolution of the company, or anyone's workaround. It helps the person it replies to
if that is a customer, else every customer who had reported the issue by then. Bare `anonymous` and pseudonyms are nobody to link.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.derive.assessment import Help, PersonAssessment, ReleaseAssessment
from onrecord.derive.judgement import Commitment, IssueAssessment
from onrecord.derive.roles import is_named_customer, is_nameless, role_of
from onrecord.model import Corpus, Issue, Kind, Message, Role

COMPANY_ANSWERS = (Kind.ANSWER, Kind.WORKAROUND, Kind.PROMISE, Kind.RESOLUTION)


@dataclass(slots=True)
class _Doings:
    """What one person did, as it is found (issues in the order they were opened)."""

    reported: dict[str, None] = field(default_factory=dict)
    spoke_on: dict[str, None] = field(default_factory=dict)
    answered: dict[str, None] = field(default_factory=dict)
    knows: Counter[str] = field(default_factory=Counter)


def is_answer(message: Message, roles: Mapping[str, Role]) -> bool:
    """Whether a message helps: an answer of the company, or anyone's workaround."""
    if message.kind not in COMPANY_ANSWERS:
        return False
    return message.kind is Kind.WORKAROUND or role_of(message.author, roles) is Role.COMPANY


def people_assessments(
    corpus: Corpus,
    issues: Mapping[str, IssueAssessment],
    releases: Mapping[tuple[str, str], ReleaseAssessment],
) -> Mapping[str, PersonAssessment]:
    """What concerns each person of the record, by alias in the corpus's order."""
    doings = _doings(corpus)
    promised: dict[str, list[Commitment]] = defaultdict(list)
    for issue in issues.values():
        for commitment in issue.commitments:
            promised[commitment.by].append(commitment)
    credited: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, release in releases.items():
        for alias in release.credits:
            credited[alias].append(key)
    return {alias: _person(doings[alias], promised[alias], credited[alias]) for alias in corpus.people}


def _person(did: _Doings, promised: list[Commitment], credited: list[tuple[str, str]]) -> PersonAssessment:
    knows = tuple(sorted(did.knows.items(), key=lambda item: (-item[1], item[0])))
    return PersonAssessment(tuple(did.reported), tuple(did.spoke_on), tuple(did.answered), tuple(promised), knows, tuple(credited))


def _doings(corpus: Corpus) -> defaultdict[str, _Doings]:
    roles = {alias: person.role for alias, person in corpus.people.items()}
    found: defaultdict[str, _Doings] = defaultdict(_Doings)
    for issue in corpus.issues.values():
        for message in issue.thread:
            did = found[message.author]
            did.spoke_on[issue.id] = None
            if message.kind is Kind.REPORT:
                did.reported[issue.id] = None
            if is_answer(message, roles):
                did.answered[issue.id] = None
                if issue.product:
                    did.knows[issue.product] += 1
    return found


def helps(corpus: Corpus) -> tuple[Help, ...]:
    """Who answered whom on how many issues: the most first, then by their aliases."""
    counted: Counter[tuple[str, str]] = Counter()
    roles = {alias: person.role for alias, person in corpus.people.items()}
    for issue in corpus.issues.values():
        counted.update(tuple(_pairs(issue, roles)))
    return tuple(Help(*pair, n) for pair, n in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _pairs(issue: Issue, roles: Mapping[str, Role]) -> Mapping[tuple[str, str], None]:
    """Who helped whom on one issue, each pair once."""
    pairs: dict[tuple[str, str], None] = {}
    reporters: dict[str, None] = {}
    authors: dict[int, str] = {}
    for message in issue.thread:
        authors[message.id] = message.author
        if message.kind is Kind.REPORT and is_named_customer(message.author, roles):
            reporters[message.author] = None
        if is_answer(message, roles) and not is_nameless(message.author):
            asked = authors.get(message.in_reply_to or 0, "")
            helped = (asked,) if is_named_customer(asked, roles) else tuple(reporters)
            pairs.update({(message.author, alias): None for alias in helped if alias != message.author})
    return pairs
