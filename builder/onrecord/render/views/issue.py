"""The page of an issue, outside in: what the customer wants in their own words, where it stands, what both sides say, the thread."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.derive.assessment import Because, Clock, FixedIn, IssueAssessment, Party, PledgeState, Standing, Timing, Voice
from onrecord.model import Issue, Kind, Resolution
from onrecord.render import routes
from onrecord.render.language import Stamp
from onrecord.render.safe import visible
from onrecord.render.text import text_html
from onrecord.render.views.frame import Frame, frame_of, web
from onrecord.render.views.linked import issue_data
from onrecord.render.views.parts import Block, IssueLine, Link, Phrase, PromiseView, Proof, Reason, Who
from onrecord.render.views.promise import promise_view
from onrecord.render.views.record import Record
from onrecord.render.views.talk import Way, ways_of
from onrecord.render.views.thread import MessageView, original_link, proof_of, system_of, thread_of


@dataclass(frozen=True, slots=True)
class StandingView:
    """A status, since when, and because of which act."""

    status: str
    since: Stamp
    reason: Reason


@dataclass(frozen=True, slots=True)
class SaidView:
    """What the company says: how it ended, when and where it said so."""

    outcome: str
    at: Stamp
    reason: Reason
    why: str
    how: str


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
class WaitingView:
    """Whose move it is, since when, and why."""

    on: str
    since: Stamp
    reason: Reason


@dataclass(frozen=True, slots=True)
class CountedView:
    """Votes elsewhere, as that source claims them."""

    n: str
    what: str
    at: Stamp
    source: Link


@dataclass(frozen=True, slots=True)
class IssueView:
    """The page of an issue."""

    frame: Frame
    id: str
    type: str
    product: Link
    components: tuple[str, ...]
    severity: str
    tags: tuple[str, ...]
    affects: tuple[str, ...]
    headline: Phrase
    quoted: bool
    withheld: bool
    title: Phrase | None
    wants: Block | None
    by: Who
    company: str
    opened: Stamp
    proof: Proof
    self_reported: bool
    people: int
    source: Link | None
    counted: CountedView | None
    standing: StandingView
    history: tuple[StandingView, ...]
    said: SaidView | None
    verdicts: tuple[VerdictView, ...]
    confirmed: int
    disputed: int
    waiting: WaitingView | None
    days_with_customer: int
    first_answer: ClockView | None
    resolution: ClockView | None
    confirmation: ClockView | None
    pledges: tuple[PledgeView, ...]
    promises: tuple[PromiseView, ...]
    fixes: tuple[FixView, ...]
    mentioned_in: tuple[Link, ...]
    original: Link | None
    original_line: IssueLine | None
    duplicates: tuple[IssueLine, ...]
    voices: tuple[VoiceView, ...]
    reported_again: tuple[VoiceView, ...]
    thread: tuple[MessageView, ...]
    ways: tuple[Way, ...]
    feed: str
    calendar: str
    record: str


def issue_view(record: Record, issue: Issue) -> IssueView:
    """The page of an issue."""
    here = routes.issue(issue.id)
    judged, line, report = record.judged(issue.id), record.line(issue.id, here), issue.report
    kinds = [verdict.kind for verdict in judged.verdicts]
    wants = "" if report.withheld else _wants(issue)
    return IssueView(
        frame=_frame(record, issue, line, here),
        id=issue.id,
        type=issue.type.value,
        product=record.product_link(issue.product, here),
        components=line.components,
        severity=visible(issue.severity or ""),
        tags=tuple(visible(tag) for tag in issue.tags),
        affects=_affects(issue),
        headline=line.headline,
        quoted=line.quoted,
        withheld=line.withheld,
        title=record.phrase(line.title, report.lang) if line.title else None,
        wants=record.block(text_html(wants), report.lang) if wants else None,
        by=record.who(report.author, here, issue),
        company=visible(record.corpus.company_of(issue)),
        opened=record.language.when(report.at),
        proof=proof_of(record, report),
        self_reported=judged.self_reported,
        people=judged.people,
        source=_source(issue),
        counted=_counted(record, issue),
        standing=_standing(record, judged.standing, here),
        history=tuple(_standing(record, standing, here) for standing in judged.history),
        said=_said(record, judged.said, here),
        verdicts=_verdicts(record, judged, here),
        confirmed=kinds.count(Kind.CONFIRMATION),
        disputed=kinds.count(Kind.DISPUTE),
        waiting=_waiting(record, judged, here),
        days_with_customer=_settled_days(judged),
        first_answer=_clock(record, judged.first_answer, here),
        resolution=_clock(record, judged.resolution, here),
        confirmation=_clock(record, judged.confirmation, here),
        pledges=_pledges(record, judged),
        promises=tuple(promise_view(record, promise, here) for promise in judged.commitments),
        fixes=tuple(_fix(record, fix, here) for fix in judged.fixed_in),
        mentioned_in=_mentions(record, judged, here),
        original=original_link(record, judged.original, here),
        original_line=record.line(judged.original, here) if judged.original in record.corpus.issues and judged.original else None,
        duplicates=tuple(record.line(id, here) for id in judged.duplicates),
        voices=tuple(_voice(record, issue, voice, here) for voice in judged.voices),
        reported_again=tuple(_voice(record, issue, voice, here) for voice in judged.reported_again),
        thread=thread_of(record, issue, here),
        ways=ways_of(record, issue),
        feed=routes.href(here, routes.feed(here)),
        calendar=routes.href(here, routes.issue_calendar(issue.id)) if judged.commitments else "",
        record=routes.href(here, routes.issue_record(issue.id)),
    )


def _frame(record: Record, issue: Issue, line: IssueLine, here: str) -> Frame:
    _, name = record.language.gettext, record.name(issue)
    number = f"{_('Issue')} {issue.id}"
    return frame_of(
        record,
        here,
        name if name == number else f"{name} · {number}",
        line.headline.text,
        section="issues",
        product=record.corpus.products.get(issue.product or ""),
        feeds=(Link(f"{number}: {name}", routes.feed(here)),),
        data=routes.issue_record(issue.id),
        kind="article",
        linked_data=issue_data(record, issue),
    )


def _wants(issue: Issue) -> str:
    return getattr(issue.report.act, "wants", None) or ""


def _affects(issue: Issue) -> tuple[str, ...]:
    """Every version that reports say is affected, in the order in which they were named."""
    found = (version for message in issue.thread for version in getattr(message.act, "affects", ()))
    return tuple(visible(version) for version in dict.fromkeys(found))


def _source(issue: Issue) -> Link | None:
    source = issue.source
    return Link(f"{system_of(source)} {visible(source.id)}", web(source.url)) if source else None


def _counted(record: Record, issue: Issue) -> CountedView | None:
    counted = issue.counted
    if counted is None:
        return None
    source = Link(visible(counted.source), web(counted.source) if counted.source.startswith("http") else "")
    return CountedView(record.language.number(counted.n), visible(counted.what), record.language.on(counted.at), source)


def _standing(record: Record, standing: Standing, here: str) -> StandingView:
    return StandingView(standing.status.value, record.language.on(standing.since), record.reason(standing.because, here))


def _said(record: Record, said: Because | None, here: str) -> SaidView | None:
    """The company's latest resolution: by a message, by a release that closes it, or by the header of a duplicate."""
    if said is None:
        return None
    reason = record.reason(said, here)
    issue = record.corpus.issues[said.issue]
    if said.message is not None:
        message = issue.message(said.message)
        if isinstance(message.act, Resolution):
            act = message.act
            return SaidView(
                act.outcome.value, record.language.on(message.at), reason, visible(act.why or ""), visible(act.how or "")
            )
    if said.release is not None:
        date = record.corpus.releases[said.release].date
        return SaidView("fixed", record.language.on(date or issue.opened), reason, "", "")
    return SaidView("duplicate", record.language.on(issue.opened), reason, "", "")


def _verdicts(record: Record, judged: IssueAssessment, here: str) -> tuple[VerdictView, ...]:
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


def _voice(record: Record, issue: Issue, voice: Voice, here: str) -> VoiceView:
    elsewhere = voice.because.issue != issue.id
    return VoiceView(
        record.who(voice.alias, here, record.corpus.issues[voice.because.issue]),
        record.language.on(voice.at),
        record.reason(voice.because, here).href,
        _proof_of_act(record, voice.because),
        voice.withdrawn,
        record.issue_link(voice.because.issue, here) if elsewhere else None,
    )


def _waiting(record: Record, judged: IssueAssessment, here: str) -> WaitingView | None:
    waiting = judged.waiting
    if waiting is None:
        return None
    return WaitingView(waiting.on.value, record.language.on(waiting.since), record.reason(waiting.because, here))


def _settled_days(judged: IssueAssessment) -> int:
    """The days spent waiting for the customer, where that number no longer grows with every day that passes; else 0."""
    grows = judged.waiting is not None and judged.waiting.on is Party.CUSTOMER
    return 0 if grows else judged.days_with_customer


def _clock(record: Record, clock: Clock, here: str) -> ClockView | None:
    """A clock that has stopped; one that runs would change the page every day."""
    if clock.timing is not Timing.STOPPED or clock.end is None or clock.days is None:
        return None
    reason = record.reason(clock.because, here) if clock.because else None
    return ClockView(record.language.on(clock.end), clock.days, clock.business_days, reason)


def _pledges(record: Record, judged: IssueAssessment) -> tuple[PledgeView, ...]:
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


def _fix(record: Record, fix: FixedIn, here: str) -> FixView:
    key = (fix.product, fix.version)
    release = record.corpus.releases.get(key)
    date = record.language.on(release.date) if release and release.date else None
    return FixView(record.release_link(key, here), date, fix.out, fix.yanked)


def _mentions(record: Record, judged: IssueAssessment, here: str) -> tuple[Link, ...]:
    """The releases that speak of it without being said to fix it."""
    fixes = {(fix.product, fix.version) for fix in judged.fixed_in}
    return tuple(
        record.release_link(release.key, here) for release in record.mentioned_in.get(judged.id, ()) if release.key not in fixes
    )
