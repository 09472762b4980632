"""The page of an issue, outside in: what the customer wants in their own words, where it stands, what both sides say."""

from __future__ import annotations

from functools import cached_property, partial

from onrecord.derive.judgement import IssueAssessment
from onrecord.frozen import dataclass, replace
from onrecord.model import Issue, Kind
from onrecord.render import routes
from onrecord.render.language import Stamp
from onrecord.render.safe import visible
from onrecord.render.text import text_html
from onrecord.render.views.frame import Frame, Later, frame_of, sealing_of, web, webcal
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
from onrecord.render.views.parts import Block, FeedLink, IssueLine, Link, Phrase, PromiseView, Proof, Who
from onrecord.render.views.promise import promise_view
from onrecord.render.views.record import Record
from onrecord.render.views.talk import Way, ways_of
from onrecord.render.views.thread import MessageView, SealView, original_link, proof_of, seal_of, system_of, thread_of


@dataclass(frozen=True, slots=True)
class CountedView:
    """Votes elsewhere, as that source claims them."""

    n: str
    what: str
    at: Stamp
    source: Link


class IssueView:
    """The page of an issue. Each part of it is made when a template first asks for it; none ever changes."""

    def __init__(self, record: Record, issue: Issue) -> None:
        self._record = record
        self._issue = issue
        self._here = routes.issue(issue.id)
        self._judged = record.judged(issue.id)

    def __repr__(self) -> str:
        parts = (name for name, held in vars(IssueView).items() if isinstance(held, cached_property) and name[0] != "_")
        return f"IssueView({', '.join(f'{name}={getattr(self, name)!r}' for name in parts)})"

    @cached_property
    def _line(self) -> IssueLine:
        return self._record.line(self._issue.id, self._here)

    @cached_property
    def frame(self) -> Frame:
        """What surrounds the page."""
        return _frame(self._record, self._issue, self._line, self._here)

    @cached_property
    def id(self) -> str:
        """The issue's id."""
        return self._issue.id

    @cached_property
    def type(self) -> str:
        """What it is."""
        return self._issue.type.value

    @cached_property
    def product(self) -> Link:
        """The product it is about."""
        return self._record.product_link(self._issue.product, self._here)

    @cached_property
    def components(self) -> tuple[str, ...]:
        """The parts of the product."""
        return self._line.components

    @cached_property
    def severity(self) -> str:
        """How grave the company calls it."""
        return visible(self._issue.severity or "")

    @cached_property
    def tags(self) -> tuple[Link, ...]:
        """The words to find it by, each a link to all that have it."""
        return tuple(Link(visible(tag), routes.href(self._here, routes.tag(tag))) for tag in self._issue.tags)

    @cached_property
    def affects(self) -> tuple[str, ...]:
        """The versions that reports say are affected."""
        return _affects(self._issue)

    @cached_property
    def headline(self) -> Phrase:
        """The customer's words, or the title."""
        return self._line.headline

    @cached_property
    def quoted(self) -> bool:
        """Whether the headline is the customer's own words."""
        return self._line.quoted

    @cached_property
    def withheld(self) -> bool:
        """Whether the words are kept back."""
        return self._line.withheld

    @cached_property
    def title(self) -> Phrase | None:
        """The title, where it says more than the headline."""
        return self._record.phrase(self._line.title, self._issue.report.lang) if self._line.title else None

    @cached_property
    def in_words(self) -> bool:
        """Whether the headline is of words that the report has: the customer's, or their title."""
        return self.quoted or bool(self._issue.title and not self.withheld)

    @cached_property
    def seal(self) -> SealView | None:
        """How the report was sealed; None where it was not."""
        return seal_of(self._record, self._issue, self._issue.report, self._here)

    @cached_property
    def wants(self) -> Block | None:
        """What would make it right."""
        return (
            self._record.block(text_html(_wants(self._issue)), self._issue.report.lang)
            if _wants(self._issue) and not self._issue.report.withheld
            else None
        )

    @cached_property
    def by(self) -> Who:
        """Who reported it."""
        return self._record.who(self._issue.report.author, self._here, self._issue)

    @cached_property
    def company(self) -> str:
        """Who answers."""
        return visible(self._record.corpus.company_of(self._issue))

    @cached_property
    def opened(self) -> Stamp:
        """When it was reported."""
        return self._record.language.when(self._issue.report.at)

    @cached_property
    def proof(self) -> Proof:
        """How the report can be checked."""
        return proof_of(self._record, self._issue.report)

    @cached_property
    def self_reported(self) -> bool:
        """Whether the company reported it itself."""
        return self._judged.self_reported

    @cached_property
    def people(self) -> int:
        """How many stand by it."""
        return self._judged.people

    @cached_property
    def source(self) -> Link | None:
        """Where it was imported from."""
        return _source(self._issue)

    @cached_property
    def counted(self) -> CountedView | None:
        """Votes elsewhere."""
        return _counted(self._record, self._issue)

    @cached_property
    def praise(self) -> bool:
        """Whether it asks for nothing."""
        return self._judged.is_mere_praise

    @cached_property
    def standing(self) -> StandingView:
        """Where it stands."""
        return standing_view(self._record, self._judged.standing, self._here)

    @cached_property
    def missed(self) -> Stamp | None:
        """The date of a promise that was missed."""
        return self._line.missed

    @cached_property
    def history(self) -> tuple[StandingView, ...]:
        """Every standing, in order."""
        return tuple(standing_view(self._record, standing, self._here) for standing in self._judged.history)

    @cached_property
    def said(self) -> SaidView | None:
        """How the company says it ended."""
        return said_view(self._record, self._judged, self._here)

    @cached_property
    def verdicts(self) -> tuple[VerdictView, ...]:
        """What its reporters say of that."""
        return verdict_views(self._record, self._judged, self._here)

    @cached_property
    def confirmed(self) -> int:
        """How many say that it is solved."""
        return sum(verdict.kind is Kind.CONFIRMATION for verdict in self._judged.verdicts)

    @cached_property
    def disputed(self) -> int:
        """How many say that it is not."""
        return sum(verdict.kind is Kind.DISPUTE for verdict in self._judged.verdicts)

    @cached_property
    def waiting(self) -> WaitsView | None:
        """Whose move it is."""
        return waits_view(self._record, self._judged, self._here)

    @cached_property
    def days_with_customer(self) -> int:
        """The days spent waiting for the customer."""
        return settled_days(self._judged)

    @cached_property
    def first_answer(self) -> ClockView | None:
        """The clock to the first answer."""
        return clock_view(self._record, self._judged.first_answer, self._here)

    @cached_property
    def resolution(self) -> ClockView | None:
        """The clock to the resolution."""
        return clock_view(self._record, self._judged.resolution, self._here)

    @cached_property
    def confirmation(self) -> ClockView | None:
        """The clock to the confirmation."""
        return clock_view(self._record, self._judged.confirmation, self._here)

    @cached_property
    def pledges(self) -> tuple[PledgeView, ...]:
        """The pledges that are measured by it."""
        return pledge_views(self._record, self._judged)

    @cached_property
    def promises(self) -> tuple[PromiseView, ...]:
        """What was promised."""
        return tuple(promise_view(self._record, promise, self._here) for promise in self._judged.commitments)

    @cached_property
    def fixes(self) -> tuple[FixView, ...]:
        """The releases that fix it."""
        return tuple(fix_view(self._record, fix, self._here) for fix in self._judged.fixed_in)

    @cached_property
    def mentioned_in(self) -> tuple[Link, ...]:
        """The releases that speak of it."""
        return _mentions(self._record, self._judged, self._here)

    @cached_property
    def original(self) -> Link | None:
        """What it is a duplicate of."""
        return original_link(self._record, self._judged.original, self._here)

    @cached_property
    def original_line(self) -> IssueLine | None:
        """The same as a line, where it is in the record."""
        return (
            self._record.line(self._judged.original, self._here)
            if self._judged.original in self._record.corpus.issues and self._judged.original
            else None
        )

    @cached_property
    def duplicates(self) -> tuple[IssueLine, ...]:
        """Its own duplicates."""
        return tuple(self._record.line(id, self._here) for id in self._judged.duplicates)

    @cached_property
    def related(self) -> tuple[IssueLine, ...]:
        """Other issues that share words with it which few have, the nearest first."""
        return tuple(self._record.line(id, self._here) for id in self._record.related.get(self._issue.id, ()))

    @cached_property
    def voices(self) -> tuple[VoiceView, ...]:
        """Everybody who reported it."""
        return tuple(voice_view(self._record, self._issue, voice, self._here) for voice in self._judged.voices)

    @cached_property
    def reported_again(self) -> tuple[VoiceView, ...]:
        """Who reported it since it was resolved."""
        return tuple(voice_view(self._record, self._issue, voice, self._here) for voice in self._judged.reported_again)

    @cached_property
    def thread(self) -> tuple[MessageView, ...]:
        """All that was said."""
        return thread_of(self._record, self._issue, self._here)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways in."""
        return ways_of(self._record, self._issue)

    @cached_property
    def talk(self) -> str:
        """The page that says how to talk with the company."""
        return routes.href(self._here, routes.TALK)

    @cached_property
    def feed(self) -> str:
        """Its feed."""
        return routes.href(self._here, routes.feed(self._here))

    @cached_property
    def calendar(self) -> str:
        """Its promises as a calendar; empty where none was made."""
        return routes.href(self._here, routes.issue_calendar(self._issue.id)) if self._judged.commitments else ""

    @cached_property
    def webcal(self) -> str:
        """The address by which calendar programs subscribe to its promises; empty where there is none."""
        return webcal(self._record.corpus.site, routes.issue_calendar(self._issue.id)) if self._judged.commitments else ""

    @cached_property
    def record(self) -> str:
        """Its record as data."""
        return self._record.once(self._here, routes.issue_record(self._issue.id))


def issue_view(record: Record, issue: Issue) -> IssueView:
    """The page of an issue."""
    return IssueView(record, issue)


def _frame(record: Record, issue: Issue, line: IssueLine, here: str) -> Frame:
    name = record.name(issue)
    number = record.number(issue.id)
    frame = frame_of(
        record,
        here,
        name if name == number else f"{name} · {number}",
        line.headline.text,
        section="issues",
        product=record.corpus.products.get(issue.product or ""),
        feeds=(FeedLink(f"{number}: {name}", routes.feed(here)),),
        data=routes.issue_record(issue.id),
        kind="article",
        linked_data=Later(partial(issue_data, record, issue)),
    )
    return replace(frame, checkpoint=sealing_of(record, record.log.under(issue.id) if record.log else None))


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
