"""The page of an issue, outside in: what the customer wants in their own words, where it stands, what both sides say."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.derive.judgement import IssueAssessment
from onrecord.model import Issue, Kind
from onrecord.render import routes
from onrecord.render.language import Stamp
from onrecord.render.safe import visible
from onrecord.render.text import text_html
from onrecord.render.views.frame import Frame, frame_of, web
from onrecord.render.views.judgement import (
    ClockView,
    FixView,
    PledgeView,
    SaidView,
    StandingView,
    VerdictView,
    VoiceView,
    WaitsView,
    clock_view,
    fix_view,
    pledge_views,
    said_view,
    settled_days,
    standing_view,
    verdict_views,
    voice_view,
    waits_view,
)
from onrecord.render.views.linked import issue_data
from onrecord.render.views.parts import Block, IssueLine, Link, Phrase, PromiseView, Proof, Who
from onrecord.render.views.promise import promise_view
from onrecord.render.views.record import Record, is_mere_praise
from onrecord.render.views.talk import Way, ways_of
from onrecord.render.views.thread import MessageView, original_link, proof_of, system_of, thread_of


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
    tags: tuple[Link, ...]
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
    praise: bool
    standing: StandingView
    missed: Stamp | None
    history: tuple[StandingView, ...]
    said: SaidView | None
    verdicts: tuple[VerdictView, ...]
    confirmed: int
    disputed: int
    waiting: WaitsView | None
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
        tags=tuple(Link(visible(tag), routes.href(here, routes.tag(tag))) for tag in issue.tags),
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
        praise=is_mere_praise(judged),
        standing=standing_view(record, judged.standing, here),
        missed=line.missed,
        history=tuple(standing_view(record, standing, here) for standing in judged.history),
        said=said_view(record, judged, here),
        verdicts=verdict_views(record, judged, here),
        confirmed=kinds.count(Kind.CONFIRMATION),
        disputed=kinds.count(Kind.DISPUTE),
        waiting=waits_view(record, judged, here),
        days_with_customer=settled_days(judged),
        first_answer=clock_view(record, judged.first_answer, here),
        resolution=clock_view(record, judged.resolution, here),
        confirmation=clock_view(record, judged.confirmation, here),
        pledges=pledge_views(record, judged),
        promises=tuple(promise_view(record, promise, here) for promise in judged.commitments),
        fixes=tuple(fix_view(record, fix, here) for fix in judged.fixed_in),
        mentioned_in=_mentions(record, judged, here),
        original=original_link(record, judged.original, here),
        original_line=record.line(judged.original, here) if judged.original in record.corpus.issues and judged.original else None,
        duplicates=tuple(record.line(id, here) for id in judged.duplicates),
        voices=tuple(voice_view(record, issue, voice, here) for voice in judged.voices),
        reported_again=tuple(voice_view(record, issue, voice, here) for voice in judged.reported_again),
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


def _mentions(record: Record, judged: IssueAssessment, here: str) -> tuple[Link, ...]:
    """The releases that speak of it without being said to fix it."""
    fixes = {(fix.product, fix.version) for fix in judged.fixed_in}
    return tuple(
        record.release_link(release.key, here) for release in record.mentioned_in.get(judged.id, ()) if release.key not in fixes
    )
