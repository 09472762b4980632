"""People: who helps whom, who knows what, and the page of one person."""

from __future__ import annotations

from onrecord.derive.assessment import PersonAssessment
from onrecord.frozen import dataclass
from onrecord.model import Person, Role
from onrecord.render import routes
from onrecord.render.safe import visible
from onrecord.render.views.frame import Frame, frame_of, web
from onrecord.render.views.lists import newest_first
from onrecord.render.views.parts import IssueLine, Link, PromiseView, Who
from onrecord.render.views.promise import promise_view
from onrecord.render.views.record import Record

NOTHING = PersonAssessment((), (), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Knowledge:
    """That somebody gave answers about a product."""

    product: Link
    answers: int


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
class HelpLine:
    """That one person answered another, on how many issues."""

    helper: Who
    helped: Who
    issues: int


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Those with a page, by their side; who helped whom; and how many others spoke."""

    frame: Frame
    staff: tuple[PersonLine, ...]
    customers: tuple[PersonLine, ...]
    helps: tuple[HelpLine, ...]
    others: int


@dataclass(frozen=True, slots=True)
class PersonView:
    """The page of a person."""

    frame: Frame
    who: Who
    company: str
    products: tuple[Link, ...]
    languages: tuple[str, ...]
    links: tuple[Link, ...]
    knows: tuple[Knowledge, ...]
    promises: tuple[PromiseView, ...]
    reported: tuple[IssueLine, ...]
    answered: tuple[IssueLine, ...]
    spoke_on: tuple[IssueLine, ...]
    credited_in: tuple[Link, ...]
    feed: str


def people_view(record: Record) -> PeopleView:
    """The list of people."""
    here, _ = routes.PEOPLE, record.language.gettext
    shown = [person for person in record.corpus.people.values() if person.has_page]
    return PeopleView(
        frame=frame_of(record, here, _("People"), _("Who helps whom, and who knows what."), section="people"),
        staff=tuple(_line(record, person, here) for person in shown if person.role is Role.COMPANY),
        customers=tuple(_line(record, person, here) for person in shown if person.role is not Role.COMPANY),
        helps=tuple(HelpLine(record.who(h.helper, here), record.who(h.helped, here), h.issues) for h in record.assessment.helps),
        others=sum(not person.has_page for person in record.corpus.people.values()) - len(ALWAYS_THERE),
    )


ALWAYS_THERE = ("anonymous", "company")


def _line(record: Record, person: Person, here: str) -> PersonLine:
    judged = record.assessment.people.get(person.alias, NOTHING)
    return PersonLine(
        record.who(person.alias, here),
        tuple(record.product_link(id, here) for id in person.products),
        _knows(record, judged, here),
        len(judged.reported),
        len(judged.answered),
        len(judged.commitments),
        len(judged.spoke_on),
    )


def _knows(record: Record, judged: PersonAssessment, here: str) -> tuple[Knowledge, ...]:
    return tuple(Knowledge(record.product_link(product, here), answers) for product, answers in judged.knows)


def person_view(record: Record, person: Person) -> PersonView:
    """The page of a person."""
    here = routes.person(person.alias)
    judged, who = record.assessment.people.get(person.alias, NOTHING), record.who(person.alias, here)
    told = {*judged.reported, *judged.answered}
    return PersonView(
        frame=frame_of(record, here, who.name, _about(record, who), section="people", feeds=(Link(who.name, routes.feed(here)),)),
        who=who,
        company=visible(record.corpus.site.company.name),
        products=tuple(record.product_link(id, here) for id in person.products),
        languages=tuple(record.language.name_of(language) for language in person.languages),
        links=tuple(Link(visible(link.title), web(link.url)) for link in person.links if web(link.url)),
        knows=_knows(record, judged, here),
        promises=tuple(promise_view(record, promise, here) for promise in judged.commitments),
        reported=newest_first(record, judged.reported, here),
        answered=newest_first(record, judged.answered, here),
        spoke_on=newest_first(record, tuple(id for id in judged.spoke_on if id not in told), here),
        credited_in=tuple(record.release_link(key, here) for key in judged.credited_in),
        feed=routes.href(here, routes.feed(here)),
    )


def _about(record: Record, who: Who) -> str:
    about = record.language.gettext("What was reported, answered and promised by %(who)s", who=who.name)
    return f"{about}, {who.title}" if who.title else about
