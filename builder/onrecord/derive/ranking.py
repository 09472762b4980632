"""What stands where on the front page: what hurts most, who waits longest, what was confirmed lately.

What hurts is what is not settled, but for praise and for the company's own asks, which hurt nobody. A time nobody knows ranks last.
An old import is an issue from another system that was opened before the company first pledged anything here: it was never promised
what the site measures.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime

from onrecord.derive.judgement import IssueAssessment, Party, Status, Waiting
from onrecord.derive.traits import Traits
from onrecord.frozen import dataclass
from onrecord.model import IssueType, When, id_order

PAINLESS = frozenset({IssueType.PRAISE, IssueType.ASK})

Earliest = tuple[bool, tuple[date, datetime]]


@dataclass(slots=True)
class Ranking:
    """What each issue is ranked by, with its id, as it is found; and in the order they were opened the waits of those not settled,
    those that were reported again after they were resolved, and the old imports that hurt. `pledged` is the first day of the first
    pledge, None where nothing is pledged."""

    pledged: date | None = None
    _sore: list[tuple[int, Earliest, tuple[str, int], str]] = field(default_factory=list)
    _waits: list[tuple[Earliest, tuple[str, int], str]] = field(default_factory=list)
    _confirmed: list[tuple[tuple[date, datetime], tuple[str, int], str]] = field(default_factory=list)
    waits: dict[str, Waiting] = field(default_factory=dict)
    reported_again: list[str] = field(default_factory=list)
    old_imports: dict[str, None] = field(default_factory=dict)

    def take(self, issue: IssueAssessment, traits: Traits) -> None:
        """Add an issue to the rankings it belongs in.

        A resolved one waits for nobody here: a customer's last word on it is more often thanks than a question.
        """
        if issue.standing.status is Status.CONFIRMED:
            self._confirmed.append((issue.standing.since.order, id_order(issue.id), issue.id))
        if issue.reported_again:
            self.reported_again.append(issue.id)
        if issue.is_settled:
            return
        if issue.type not in PAINLESS:
            self._sore.append((-issue.people, _earliest(issue.opened), id_order(issue.id), issue.id))
            if traits.imported and self.pledged and (issue.opened.day is None or issue.opened.day < self.pledged):
                self.old_imports[issue.id] = None
        if issue.waiting:
            self.waits[issue.id] = issue.waiting
        if issue.waiting and issue.waiting.on is Party.COMPANY:
            self._waits.append((_earliest(issue.waiting.since), id_order(issue.id), issue.id))

    def hurting(self) -> tuple[str, ...]:
        """The issues not settled: most people first, then the earliest opened."""
        return tuple(id for *_, id in sorted(self._sore))

    def waiting(self) -> tuple[str, ...]:
        """The issues not settled whose move is the company's, the longest wait first."""
        return tuple(id for *_, id in sorted(self._waits))

    def confirmed_lately(self) -> tuple[str, ...]:
        """The confirmed issues, the newest first, those of one moment by their ids."""
        by_id = sorted(self._confirmed, key=lambda one: one[1])
        return tuple(id for *_, id in sorted(by_id, key=lambda one: one[0], reverse=True))


def _earliest(at: When) -> Earliest:
    return (at.day is None, at.order)
