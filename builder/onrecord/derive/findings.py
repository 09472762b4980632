"""What the program finds of the whole record: its releases, its people and its figures, as values."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.derive.judgement import Commitment, PledgeState, PromiseState, Status
from onrecord.frozen import dataclass
from onrecord.model import IssueType, Kind, Span


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
class Known:
    """What somebody did about a product: how many answers they gave, how many of these were workarounds, and how many promises
    they kept."""

    product: str
    answers: int
    workarounds: int
    kept: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict of somebody that stands, and the message of an issue that gave it."""

    issue: str
    message: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class PersonAssessment:
    """What concerns a person.

    The issues they reported, spoke on, answered (in the order those were opened), and the `originals` of duplicates they reported;
    their verdicts and promises; what they know, by product; the releases that credit them; whom they helped and who helped them,
    on how many issues (each the most first, then by alias).
    """

    reported: tuple[str, ...] = ()
    spoke_on: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    knows: tuple[Known, ...] = ()
    credited_in: tuple[tuple[str, str], ...] = ()
    originals: tuple[str, ...] = ()
    verdicts: tuple[Opinion, ...] = ()
    helped: tuple[Help, ...] = ()
    helped_by: tuple[Help, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A Kaplan-Meier estimate of a time in days.

    `n` issues, of which `events` are over and `waiting` still run; `unknown` were left out for want of a sure time. `median` is
    the day by which half were over, None where fewer than half are; `low` and `high` are its 95 % interval (None: open).
    `enough` says whether the group is large enough to say anything. `curve` holds (day, share still waiting, low, high, at risk),
    `days` all that it is made from: (day, how many were over on it, how many were last seen to wait).
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
    days: tuple[tuple[int, int, int], ...] = ()

    def at_risk(self, day: int) -> int:
        """How many were neither over nor out of sight before a day."""
        return self.n - sum(ended + running for found, ended, running in self.days if found < day)

    def still(self, day: int) -> tuple[float, float, float]:
        """The share still waiting after a day, with its limits."""
        found = (1.0, 1.0, 1.0)
        for at, share, low, high, _ in self.curve:
            if at > day:
                break
            found = (share, low, high)
        return found


@dataclass(frozen=True, slots=True)
class Solved:
    """Where the issues of a group stand that may count, each in one part: solved as those say who reported it (`checkable` by
    anyone, or `entered` by the company), resolved as only the company says (`claimed`), `disputed`, `answered`, or `waiting`."""

    checkable: int = 0
    entered: int = 0
    claimed: int = 0
    disputed: int = 0
    answered: int = 0
    waiting: int = 0

    @property
    def confirmed(self) -> int:
        """How many are solved as those say who reported them."""
        return self.checkable + self.entered

    @property
    def resolvable(self) -> int:
        """How many there are."""
        return self.confirmed + self.claimed + self.disputed + self.answered + self.waiting


@dataclass(frozen=True, slots=True)
class Practice:
    """How a pledge went: what was pledged (`first_answer` or `resolution`, of issues of a type where it names one) within how long,
    and for how many issues it went how."""

    what: str
    type: IssueType | None
    span: Span
    states: Mapping[PledgeState, int]


@dataclass(frozen=True, slots=True)
class Unknowns:
    """For how many issues nobody can tell the day they were opened, or that their clock to the first answer, the resolution or the
    confirmation took: they are left out where it is needed. `any` counts those with any such clock."""

    opened: int = 0
    first_answer: int = 0
    resolution: int = 0
    confirmation: int = 0
    any: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The record in numbers.

    `by_status` counts issues, `by_standing` too, with praise that asks for nothing as `praise`. `confirmed` of `resolvable` is the
    headline, split into `confirmed_checkable` and `confirmed_entered`. `resolvable` are the issues that may count (a customer's, no
    praise, not withdrawn, no duplicate of one in the record), `resolved` those of them that the company says are resolved,
    `disputed` those of them in dispute; `solved` is where they stand, also by product and by the month in which they were reported.
    `first_answer` and `resolution` are over all issues with that clock, `*_by_product` over each product's. `promises` counts by
    state, `pledges` by (what, state), `practice` by each span that was pledged; `components` are the most reported, (product,
    component, issues), `by_type` counts issues by type, `by_month` is (year, month, opened, first answered, resolved, confirmed).
    """

    issues: int
    by_status: Mapping[Status, int]
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
    by_standing: Mapping[str, int]
    solved: Solved
    solved_by_product: Mapping[str, Solved]
    solved_by_month: Mapping[tuple[int, int], Solved]
    practice: tuple[Practice, ...]
    unknown: Unknowns
