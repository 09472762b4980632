"""The ways through the issues: what they have in common, what that is called, and where those that have it are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.facets import COMPONENT, PRODUCT, STATUS, TYPE, Cut
from onrecord.render.safe import visible
from onrecord.render.views.record import Record


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A way to a page of issues that have something in common: what it is (`code` for a status or a type), where, how many."""

    code: str
    text: str
    href: str
    issues: int


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The ways by one kind of thing (`status`, `type`, `product`, `component`, `year`, `tag`); those by component belong to a
    product each, whose name is `of`."""

    kind: str
    of: str
    links: tuple[FacetLink, ...]


def name_of(record: Record, cut: Cut) -> str:
    """What the issues of a facet have in common, made safe to show."""
    if cut.kind == PRODUCT:
        return record.product_name(cut.names[0])
    if cut.kind == COMPONENT:
        return record.component_names(record.corpus.products.get(cut.names[0]), cut.names[1:])[0]
    return _words(record)[cut.names[0]] if cut.kind in (STATUS, TYPE) else visible(cut.names[0])


def _words(record: Record) -> Mapping[str, str]:
    """What statuses and types are called where there are several."""
    _ = record.language.gettext
    return {
        "open": _("Open"),
        "acknowledged": _("Received"),
        "answered": _("Answered"),
        "promised": _("Promised"),
        "resolved": _("Resolved, says the company"),
        "confirmed": _("Solved, says the customer"),
        "disputed": _("Not solved, says the customer"),
        "duplicate": _("Duplicates"),
        "withdrawn": _("Withdrawn"),
        "praise": _("Praise"),
        "problem": _("Problems"),
        "idea": _("Ideas"),
        "question": _("Questions"),
        "ask": _("The company asks"),
    }


def facet_groups(record: Record, cuts: Iterable[Cut], tags: Mapping[str, int], here: str) -> tuple[FacetGroup, ...]:
    """The ways to every facet that holds something, given how many issues have each tag (that has a page)."""
    found: dict[tuple[str, str], list[FacetLink]] = {}
    for cut in cuts:
        if cut.ids:
            code = cut.names[0] if cut.kind in (STATUS, TYPE) else ""
            of = record.product_name(cut.names[0]) if cut.kind == COMPONENT else ""
            link = FacetLink(code, name_of(record, cut), routes.href(here, cut.path), len(cut.ids))
            found.setdefault((cut.kind, of), []).append(link)
    links = [FacetLink("", visible(tag), routes.href(here, routes.tag(tag)), n) for tag, n in tags.items()]
    groups = [FacetGroup(kind, of, tuple(held)) for (kind, of), held in found.items()]
    return (*groups, FacetGroup("tag", "", tuple(links))) if links else tuple(groups)
