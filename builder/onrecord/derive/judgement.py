"""What the program judges of one issue: the values that the rules of this layer give and its pages show."""

from __future__ import annotations

from datetime import date

from onrecord.derive.roles import person_of
from onrecord.frozen import dataclass
from onrecord.model import ANONYMOUS, Choice, IssueType, Kind, Span, When


class Status(Choice):
    """Where an issue stands. Never written, always derived; in the order in which the first four rise."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    PROMISED = "promised"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


class Evidence(Choice):
    """How anyone can check that a customer's act was theirs: at its public source, or only by the company's word."""

    CHECKABLE = "checkable"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Because:
    """The act that something follows from: a message of an issue (`message`), a release that closes it (`release`: product and
    version), or neither where the issue's own header says it (a duplicate by its header)."""

    issue: str
    message: int | None = None
    release: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, since when, and because of which act."""

    status: Status
    since: When
    because: Because


@dataclass(frozen=True, slots=True)
class Voice:
    """One report by one person, on the issue itself or on a duplicate of it."""

    alias: str
    at: When
    because: Because
    evidence: Evidence
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reporter says of the resolution: their latest word since the latest one."""

    alias: str
    kind: Kind
    at: When
    because: Because
    evidence: Evidence


class Party(Choice):
    """Whose move it is."""

    COMPANY = "company"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whose move it is, since when, and because of which act."""

    on: Party
    since: When
    because: Because


class Timing(Choice):
    """How a clock stands."""

    NONE = "none"
    RUNNING = "running"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time measured from the day an issue was opened.

    `days` and `business_days` are the whole days between `start` and `end`, or `as_of` while it runs; None where it does not apply
    (NONE) or one of its times is unknown or doubtful (UNKNOWN: counted, and left out of the figures).
    """

    timing: Timing
    start: When
    end: When | None = None
    days: int | None = None
    business_days: int | None = None
    because: Because | None = None


class PromiseState(Choice):
    """How a promise stands, judged against its first date."""

    DUE = "due"
    MOVED = "moved"
    MISSED = "missed"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    DISPUTED = "disputed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Slip:
    """One move of a promise's date."""

    before: date
    after: date
    at: When
    why: str
    because: Because

    @property
    def days(self) -> int:
        """By how many days it moved; negative where it was brought forward."""
        return (self.after - self.before).days


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise as it stands: what was promised by whom, for when at first (`first_due`) and now (`due`), and how that went.

    `ended` is when the company said that it is kept or dropped, `ended_because` where, `why` its reason for dropping it.
    """

    because: Because
    by: str
    what: str
    proof: str | None
    made: When
    first_due: date
    due: date
    state: PromiseState
    slips: tuple[Slip, ...] = ()
    ended: When | None = None
    ended_because: Because | None = None
    why: str | None = None


class PledgeState(Choice):
    """How a pledge of the company went for one issue."""

    MET = "met"
    RUNNING = "running"
    LATE = "late"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PledgeResult:
    """A pledge applied to an issue: `what` is `first_answer` or `resolution`; `due` is the last day on which it is met."""

    what: str
    span: Span
    due: date | None
    state: PledgeState


@dataclass(frozen=True, slots=True)
class FixedIn:
    """A release that resolves an issue, whether customers have it (`out`), and whether it was taken back (`yanked`)."""

    product: str
    version: str
    out: bool
    yanked: bool


@dataclass(frozen=True, slots=True)
class IssueAssessment:
    """Everything judged of one issue.

    `said` is the company's word (its latest resolution that stands, or None), `standing` where that and the verdicts leave it.
    `original` is the id of the issue, or the address outside, that a duplicate is a duplicate of. `duplicates` are the ids of its
    own, at any depth. `voices` are every report on it and its duplicates, oldest first. `reported_again` are the voices since the
    resolution. `days_with_customer` are the days spent waiting for the customer. `history` holds every standing in order.
    `counts_as_confirmed` says whether the headline figure may count it (a customer reported it, and it is no praise).
    """

    id: str
    type: IssueType
    standing: Standing
    history: tuple[Standing, ...]
    said: Because | None
    self_reported: bool
    original: str | None
    duplicates: tuple[str, ...]
    voices: tuple[Voice, ...]
    verdicts: tuple[Verdict, ...]
    reported_again: tuple[Voice, ...]
    waiting: Waiting | None
    days_with_customer: int
    first_answer: Clock
    resolution: Clock
    confirmation: Clock
    commitments: tuple[Commitment, ...]
    pledges: tuple[PledgeResult, ...]
    fixed_in: tuple[FixedIn, ...]
    counts_as_confirmed: bool

    @property
    def opened(self) -> When:
        """When it was opened: every clock starts there."""
        return self.first_answer.start

    @property
    def people(self) -> int:
        """How many different people reported it and still stand by it (every `anonymous` report counts as one, and a pseudonym
        in each of its issues)."""
        standing = [v for v in self.voices if not v.withdrawn]
        known = {person_of(v.alias, v.because.issue) for v in standing if v.alias != ANONYMOUS}
        return len(known) + sum(v.alias == ANONYMOUS for v in standing)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is owed: resolved or confirmed, a duplicate, or withdrawn."""
        return self.standing.status in SETTLED


SETTLED = frozenset({Status.RESOLVED, Status.CONFIRMED, Status.DUPLICATE, Status.WITHDRAWN})


def is_mere_praise(judged: IssueAssessment) -> bool:
    """Whether an issue is praise that asks for nothing: no status says anything about it."""
    return judged.type is IssueType.PRAISE and judged.said is None and judged.standing.status is not Status.WITHDRAWN
