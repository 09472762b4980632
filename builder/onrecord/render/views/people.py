"""People: who helps whom, who knows what, and the page of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.derive.assessment import Help, PersonAssessment
from onrecord.derive.judgement import PromiseState
from onrecord.frozen import dataclass
from onrecord.model import Person, Role
from onrecord.render import routes
from onrecord.render.safe import visible
from onrecord.render.views.frame import Frame, frame_of, web
from onrecord.render.views.lists import newest_first
from onrecord.render.views.parts import FeedLink, IssueLine, Link, PromiseView, Who
from onrecord.render.views.promise import promise_view
from onrecord.render.views.record import Record

NOTHING = PersonAssessment()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What somebody did about a product: answers given, how many of these are workarounds, and promises kept."""

    product: Link
    answers: int
    workarounds: int
    kept: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in the list of people."""

    who: Who
    products: tuple[Link, ...]
    knows: tuple[Knowledge, ...]
    reported: int
    answered: int
    promises: int
    spoke_on: int


@dataclass(frozen=True, slots=True)
class HelpCount:
    """Somebody who helped, or was helped, on how many issues."""

    who: Who
    issues: int


@dataclass(frozen=True, slots=True)
class Helped:
    """Those with a page who helped somebody, or whom they helped, each on how many issues; `others` have no page."""

    named: tuple[HelpCount, ...]
    others: int


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A verdict that stands: `confirmation` or `dispute`, and the issue with the message that gave it."""

    kind: str
    issue: Link


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises went how."""

    state: str
    n: int


@dataclass(frozen=True, slots=True)
class PersonView:
    """The page of a person: their promises and how these went, what they answered, reported and spoke on beside that, the verdicts
    they gave, the releases that credit them, what they know, and who helped them or was helped by them."""

    frame: Frame
    who: Who
    company: str
    products: tuple[Link, ...]
    languages: tuple[str, ...]
    links: tuple[Link, ...]
    knows: tuple[Knowledge, ...]
    promises: tuple[PromiseView, ...]
    kept: tuple[Tally, ...]
    reported: tuple[IssueLine, ...]
    answered: tuple[IssueLine, ...]
    spoke_on: tuple[IssueLine, ...]
    verdicts: tuple[VerdictLine, ...]
    credited_in: tuple[Link, ...]
    helped: Helped
    helped_by: Helped
    feed: str


def line_of(record: Record, person: Person, here: str) -> PersonLine:
    """Somebody as the list of people shows them."""
    judged = record.assessment.people.get(person.alias, NOTHING)
    return PersonLine(
        record.who(person.alias, here),
        tuple(record.product_link(id, here) for id in person.products),
        knows(record, judged, here),
        len(judged.reported),
        len(judged.answered),
        len(judged.commitments),
        len(judged.spoke_on),
    )


def knows(record: Record, judged: PersonAssessment, here: str) -> tuple[Knowledge, ...]:
    """What somebody knows, by product."""
    return tuple(Knowledge(record.product_link(k.product, here), k.answers, k.workarounds, k.kept) for k in judged.knows)


def person_view(record: Record, person: Person) -> PersonView:
    """The page of a person."""
    here = routes.person(person.alias)
    judged, who = record.assessment.people.get(person.alias, NOTHING), record.who(person.alias, here)
    told = {*judged.reported, *judged.answered}
    states = Counter(promise.state for promise in judged.commitments)
    return PersonView(
        frame=frame_of(
            record, here, who.name, _about(record, who), section="people", feeds=(FeedLink(who.name, routes.feed(here)),)
        ),
        who=who,
        company=visible(record.corpus.site.company.name),
        products=tuple(record.product_link(id, here) for id in person.products),
        languages=tuple(record.language.name_of(language) for language in person.languages),
        links=tuple(Link(visible(link.title), web(link.url)) for link in person.links if web(link.url)),
        knows=knows(record, judged, here),
        promises=tuple(promise_view(record, promise, here) for promise in judged.commitments),
        kept=tuple(Tally(state.value, states[state]) for state in PromiseState if states[state]),
        reported=newest_first(record, judged.reported, here),
        answered=newest_first(record, judged.answered, here),
        spoke_on=newest_first(record, tuple(id for id in judged.spoke_on if id not in told), here),
        verdicts=_verdicts(record, judged, here),
        credited_in=tuple(record.release_link(key, here) for key in judged.credited_in),
        helped=_helped(record, [(help.helped, help) for help in judged.helped], here),
        helped_by=_helped(record, [(help.helper, help) for help in judged.helped_by], here),
        feed=routes.href(here, routes.feed(here)),
    )


def _about(record: Record, who: Who) -> str:
    about = record.language.gettext("What was reported, answered and promised by %(who)s", who=who.name)
    return f"{about}, {who.title}" if who.title else about


def _verdicts(record: Record, judged: PersonAssessment, here: str) -> tuple[VerdictLine, ...]:
    """The verdicts of a person that stand, on the newest issue first."""
    record.expect([verdict.issue for verdict in judged.verdicts])
    return tuple(VerdictLine(v.kind.value, record.issue_link(v.issue, here, v.message)) for v in reversed(judged.verdicts))


def _helped(record: Record, helps: Sequence[tuple[str, Help]], here: str) -> Helped:
    """The others of some helps: those with a page by name, in the order of their aliases, and how many more."""
    named = [(alias, help) for alias, help in helps if has_page(record, alias)]
    counts = (HelpCount(record.who(alias, here), help.issues) for alias, help in sorted(named, key=lambda pair: pair[0]))
    return Helped(tuple(counts), len(helps) - len(named))


def has_page(record: Record, alias: str) -> bool:
    """Whether somebody of the record has a page, and so may be named in lists of people."""
    person = record.corpus.people.get(alias)
    return person is not None and person.has_page


def with_page(record: Record) -> Iterable[Person]:
    """Everybody who has a page, in the order of their aliases."""
    return (person for person in record.corpus.people.values() if person.has_page)


def is_staff(person: Person) -> bool:
    """Whether somebody is of the company."""
    return person.role is Role.COMPANY
