"""What the program finds of the whole record: its releases, its people and its figures, as values."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.derive.judgement import Commitment, PledgeState, PromiseState, Status
from onrecord.frozen import dataclass
from onrecord.model import IssueType


@dataclass(frozen=True, slots=True)
class ReleaseAssessment:
    """The issues a release closes, and the reporters credited for them (aliases, in the order they reported)."""

    closes: tuple[str, ...]
    credits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """That one person answered another, on how many issues."""

    helper: str
    helped: str
    issues: int


@dataclass(frozen=True, slots=True)
class PersonAssessment:
    """What concerns a person: issues they reported, spoke on, answered; their promises; what they know (product, answers given)."""

    reported: tuple[str, ...]
    spoke_on: tuple[str, ...]
    answered: tuple[str, ...]
    commitments: tuple[Commitment, ...]
    knows: tuple[tuple[str, int], ...]
    credited_in: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A Kaplan-Meier estimate of a time in days.

    `n` issues, of which `events` are over and `waiting` still run; `unknown` were left out for want of a sure time. `median` is
    the day by which half were over, None where fewer than half are; `low` and `high` are its 95 % interval (None: open).
    `enough` says whether the group is large enough to say anything. `curve` holds (day, share still waiting, low, high, at risk).
    """

    n: int
    events: int
    waiting: int
    unknown: int
    median: int | None
    low: int | None
    high: int | None
    enough: bool
    curve: tuple[tuple[int, float, float, float, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The record in numbers.

    `by_status` counts issues, `praise` those that are mere praise and have none; `confirmed` of `resolvable` is the headline,
    split into `confirmed_checkable` and `confirmed_entered`. `resolvable` are the issues that may count (a customer's, no praise,
    not withdrawn, no duplicate of one in the record), `resolved` those of them that the company says are resolved, `disputed`
    those of them in dispute. `first_answer` and `resolution` are over all issues with that clock, `*_by_product` over each
    product's. `promises` counts by state, `pledges` by (what, state); `components` are the most reported, (product, component,
    issues), `by_type` counts issues by type, `by_month` is (year, month, opened, first answered, resolved, confirmed),
    `times_unknown` counts issues with a clock that nobody can tell.
    """

    issues: int
    by_status: Mapping[Status, int]
    praise: int
    by_type: Mapping[IssueType, int]
    resolvable: int
    resolved: int
    confirmed: int
    confirmed_checkable: int
    confirmed_entered: int
    disputed: int
    first_answer: Estimate
    resolution: Estimate
    first_answer_by_product: Mapping[str, Estimate]
    resolution_by_product: Mapping[str, Estimate]
    promises: Mapping[PromiseState, int]
    pledges: Mapping[tuple[str, PledgeState], int]
    components: tuple[tuple[str, str, int], ...]
    by_month: tuple[tuple[int, int, int, int, int, int], ...]
    times_unknown: int
