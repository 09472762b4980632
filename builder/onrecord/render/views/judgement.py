"""What is judged of an issue, as its page shows it: where it stands and why, what both sides say, whose move it is."""

from __future__ import annotations

from onrecord.derive.judgement import Because, Clock, FixedIn, IssueAssessment, Party, PledgeState, Standing, Timing, Voice
from onrecord.frozen import dataclass
from onrecord.model import Issue
from onrecord.render.language import Stamp
from onrecord.render.safe import visible
from onrecord.render.views.parts import Link, Proof, Reason, Who
from onrecord.render.views.record import Record
from onrecord.render.views.thread import proof_of


@dataclass(frozen=True, slots=True)
class StandingView:
    """A status, since when, and because of which act."""

    status: str
    since: Stamp
    reason: Reason


@dataclass(frozen=True, slots=True)
class SaidView:
    """What the company says: how it ended, when and where it said so. `lang` is the language of why and how, as in a phrase."""

    outcome: str
    at: Stamp
    reason: Reason
    why: str
    how: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What one reporter says of the resolution: `confirmation` or `dispute`."""

    kind: str
    who: Who
    at: Stamp
    reason: Reason
    proof: Proof


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One report of it; `issue` is the duplicate it was made on, if it was."""

    who: Who
    at: Stamp
    href: str
    proof: Proof
    withdrawn: bool
    issue: Link | None


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock that has stopped: when, after how many days, and because of which act."""

    at: Stamp
    days: int
    business_days: int | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class PledgeView:
    """A pledge of the company applied to this issue: `what` within so many days, by when, and how that stands."""

    what: str
    days: int
    business: bool
    due: Stamp | None
    state: str


@dataclass(frozen=True, slots=True)
class FixView:
    """A release that resolves it, whether customers have it, and whether it was taken back."""

    release: Link
    date: Stamp | None
    out: bool
    yanked: bool


@dataclass(frozen=True, slots=True)
class WaitsView:
    """Whose move it is, since when, and why."""

    on: str
    since: Stamp
    reason: Reason


def standing_view(record: Record, standing: Standing, here: str) -> StandingView:
    """A status, since when, and because of which act."""
    return StandingView(standing.status.value, record.language.on(standing.since), record.reason(standing.because, here))


def said_view(record: Record, judged: IssueAssessment, here: str) -> SaidView | None:
    """The company's latest resolution: by a message, by a release that closes it, or by the header of a duplicate."""
    said = judged.said
    if said is None:
        return None
    reason, outcome = record.reason(said, here), record.outcome(judged)
    issue = record.corpus.issues[said.issue]
    if said.message is not None:
        message = issue.message(said.message)
        why, how = (visible(getattr(message.act, name, None) or "") for name in ("why", "how"))
        return SaidView(outcome, record.language.on(message.at), reason, why, how, record.tongue(message.lang)[0])
    date = record.corpus.releases[said.release].date if said.release else None
    return SaidView(outcome, record.language.on(date or issue.opened), reason, "", "")


def verdict_views(record: Record, judged: IssueAssessment, here: str) -> tuple[VerdictView, ...]:
    """What reporters say of the resolution, in the order in which they said it."""
    return tuple(
        VerdictView(
            verdict.kind.value,
            record.who(verdict.alias, here, record.corpus.issues[verdict.because.issue]),
            record.language.on(verdict.at),
            record.reason(verdict.because, here),
            _proof_of_act(record, verdict.because),
        )
        for verdict in judged.verdicts
    )


def _proof_of_act(record: Record, because: Because) -> Proof:
    return proof_of(record, record.corpus.issues[because.issue].message(because.message)) if because.message else Proof()


def voice_view(record: Record, issue: Issue, voice: Voice, here: str) -> VoiceView:
    """One report of an issue or of a duplicate of it."""
    elsewhere = voice.because.issue != issue.id
    return VoiceView(
        record.who(voice.alias, here, record.corpus.issues[voice.because.issue]),
        record.language.on(voice.at),
        record.reason(voice.because, here).href,
        _proof_of_act(record, voice.because),
        voice.withdrawn,
        record.issue_link(voice.because.issue, here) if elsewhere else None,
    )


def waits_view(record: Record, judged: IssueAssessment, here: str) -> WaitsView | None:
    """Whose move it is; None for nobody's, and where no customer is there to make it."""
    waiting = judged.waiting
    if waiting is None or (judged.self_reported and waiting.on is Party.CUSTOMER):
        return None
    return WaitsView(waiting.on.value, record.language.on(waiting.since), record.reason(waiting.because, here))


def settled_days(judged: IssueAssessment) -> int:
    """The days spent waiting for the customer, where that number no longer grows with every day that passes; else 0."""
    grows = judged.waiting is not None and judged.waiting.on is Party.CUSTOMER
    return 0 if grows else judged.days_with_customer


def clock_view(record: Record, clock: Clock, here: str) -> ClockView | None:
    """A clock that has stopped; one that runs would change the page every day."""
    if clock.timing is not Timing.STOPPED or clock.end is None or clock.days is None:
        return None
    reason = record.reason(clock.because, here) if clock.because else None
    return ClockView(record.language.on(clock.end), clock.days, clock.business_days, reason)


def pledge_views(record: Record, judged: IssueAssessment) -> tuple[PledgeView, ...]:
    """The pledges applied to an issue, but for those whose times are unknown."""
    return tuple(
        PledgeView(
            pledge.what,
            pledge.span.days,
            pledge.span.business,
            record.language.day(pledge.due) if pledge.due else None,
            pledge.state.value,
        )
        for pledge in judged.pledges
        if pledge.state is not PledgeState.UNKNOWN
    )


def fix_view(record: Record, fix: FixedIn, here: str) -> FixView:
    """A release that resolves an issue."""
    key = (fix.product, fix.version)
    release = record.corpus.releases.get(key)
    date = record.language.on(release.date) if release and release.date else None
    return FixView(record.release_link(key, here), date, fix.out, fix.yanked)
