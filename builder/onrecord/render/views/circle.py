"""The list of people: who helped whom, drawn as a network and told in a table, and who knows what.

Drawn and named are those alone who have a page: staff, and customers who wish one. Whom else they helped is counted, and not named.
Where more have one than a drawing holds, those are drawn who take part in the most help.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.derive.assessment import Help, PersonAssessment
from onrecord.engine.fingerprint import fingerprint
from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.charts.sociogram import Node, Sociogram, Tie, Web, sociogram
from onrecord.render.safe import visible
from onrecord.render.tables import TableView
from onrecord.render.views.charts import is_mirrored
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import Link, Who
from onrecord.render.views.people import PersonLine, has_page, is_staff, line_of, with_page
from onrecord.render.views.record import Record

MOST = 150
"""How many people a drawing holds at most."""
ALWAYS_THERE = ("anonymous", "company")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """That one person answered another, on how many issues."""

    helper: Who
    helped: Who
    issues: int


@dataclass(frozen=True, slots=True)
class OthersLine:
    """That one person helped so many who have no page."""

    helper: Who
    people: int


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who did something about a product: answers given, how many of these are workarounds, and promises kept."""

    who: Who
    answers: int
    workarounds: int
    kept: int


@dataclass(frozen=True, slots=True)
class Expertise:
    """Who knows a product."""

    product: Link
    people: tuple[Expert, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Those with a page, by their side; who helped whom; who knows what; and how many others spoke.

    `network` is None where nobody with a page helped another; it draws at most `most`, and leaves `undrawn` out.
    """

    frame: Frame
    staff: tuple[PersonLine, ...]
    customers: tuple[PersonLine, ...]
    network: Sociogram | None
    most: int
    undrawn: int
    helps: tuple[HelpLine, ...]
    helped_others: tuple[OthersLine, ...]
    expertise: tuple[Expertise, ...]
    others: int
    download: str


def people_view(record: Record) -> PeopleView:
    """The list of people."""
    here, _, shown = routes.PEOPLE, record.language.gettext, tuple(with_page(record))
    helps, others = named_helps(record), others_helped(record)
    parts = taken_part(helps, others)
    drawn = chosen(parts)
    web = _web(record, helps, others, drawn, here)
    return PeopleView(
        frame=frame_of(record, here, _("People"), _("Who helps whom, and who knows what."), section="people"),
        staff=tuple(line_of(record, person, here) for person in shown if is_staff(person)),
        customers=tuple(line_of(record, person, here) for person in shown if not is_staff(person)),
        network=sociogram(web, mirrored=is_mirrored(record)) if web.nodes else None,
        most=MOST,
        undrawn=len(parts) - len(drawn),
        helps=tuple(HelpLine(record.who(h.helper, here), record.who(h.helped, here), h.issues) for h in helps),
        helped_others=tuple(OthersLine(record.who(alias, here), n) for alias, n in others.items()),
        expertise=_expertise(record, here),
        others=_without_page(record),
        download=routes.href(here, routes.HELPS),
    )


def people_facts(record: Record) -> str:
    """A digest of all that the list of people shows of what people did; not of their names, and of those of the products."""
    found = record.assessment.people
    did = tuple((p.alias, *_counts(found[p.alias])) for p in with_page(record))
    helps = tuple((h.helper, h.helped, h.issues) for h in record.assessment.helps if _is_named(record, h))
    return fingerprint((did, helps, others_helped(record), _without_page(record)))


def _counts(did: PersonAssessment) -> tuple[object, ...]:
    return (len(did.reported), len(did.answered), len(did.commitments), len(did.spoke_on), did.knows)


def _without_page(record: Record) -> int:
    """How many people of the record have no page."""
    return sum(not person.has_page for person in record.corpus.people.values()) - len(ALWAYS_THERE)


def _is_named(record: Record, help: Help) -> bool:
    """Whether both sides of a help have a page."""
    return has_page(record, help.helper) and has_page(record, help.helped)


def named_helps(record: Record) -> tuple[Help, ...]:
    """Who helped whom, of those with a page, in the order of their names."""
    found = (h for h in record.assessment.helps if _is_named(record, h))
    return tuple(sorted(found, key=lambda h: (_by_name(record, h.helper), _by_name(record, h.helped))))


def _by_name(record: Record, alias: str) -> tuple[str, str]:
    """What people are sorted by: so that nobody is ranked."""
    return (record.corpus.people[alias].shown.casefold(), alias)


def others_helped(record: Record) -> dict[str, int]:
    """How many without a page everybody with one helped, in the order of their names."""
    found = Counter(h.helper for h in record.assessment.helps if has_page(record, h.helper) and not has_page(record, h.helped))
    return {alias: found[alias] for alias in sorted(found, key=lambda alias: _by_name(record, alias))}


def taken_part(helps: Sequence[Help], others: Mapping[str, int]) -> Mapping[str, int]:
    """In how much help everybody took part who helped somebody, or was helped by somebody with a page."""
    parts = Counter(others)
    for help in helps:
        parts[help.helper] += help.issues
        parts[help.helped] += help.issues
    return parts


def chosen(parts: Mapping[str, int]) -> tuple[str, ...]:
    """Who is drawn, in the order of their aliases: those who took part in the most help, as many as a drawing holds."""
    return tuple(sorted(sorted(parts, key=lambda alias: (-parts[alias], alias))[:MOST]))


def _web(record: Record, helps: Sequence[Help], others: Mapping[str, int], drawn: Sequence[str], here: str) -> Web:
    """The network of some people."""
    _, language, places = record.language.gettext, record.language, {alias: n for n, alias in enumerate(drawn)}
    names = {alias: record.who(alias, here) for alias in drawn}
    ties = tuple(
        Tie(
            places[h.helper],
            places[h.helped],
            h.issues,
            language.ngettext(
                "%(helper)s helped %(helped)s on %(num)s issue",
                "%(helper)s helped %(helped)s on %(num)s issues",
                h.issues,
                helper=names[h.helper].name,
                helped=names[h.helped].name,
            ),
        )
        for h in helps
        if h.helper in places and h.helped in places
    )
    sides = {"company": visible(record.corpus.site.company.name), "customer": _("Customer"), "observer": _("Observer")}
    nodes = tuple(
        Node(
            who.name,
            who.href,
            who.role,
            who.title or sides[who.role],
            _("+ %(n)s", n=language.number(others[alias])) if alias in others else "",
        )
        for alias, who in names.items()
    )
    return Web(nodes, ties)


def _expertise(record: Record, here: str) -> tuple[Expertise, ...]:
    """Who knows each product, in the order of the products and of people's names."""
    found: dict[str, list[Expert]] = {id: [] for id in record.corpus.products}
    for person in sorted(with_page(record), key=lambda person: _by_name(record, person.alias)):
        for known in record.assessment.people[person.alias].knows:
            expert = Expert(record.who(person.alias, here), known.answers, known.workarounds, known.kept)
            found.setdefault(known.product, []).append(expert)
    return tuple(Expertise(record.product_link(id, here), tuple(experts)) for id, experts in found.items() if experts)


def helps_table(record: Record) -> TableView:
    """Who helped whom on how many issues, of those with a page, to download; and how many without one everybody helped."""
    named = [(h.helper, h.helped, h.issues, None) for h in named_helps(record)]
    others = [(alias, None, None, n) for alias, n in others_helped(record).items()]
    return TableView(("helper", "helped", "issues", "people_without_page"), (*named, *others))
