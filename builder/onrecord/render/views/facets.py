"""The pages of facets: the issues that have something in common, newest first."""

from __future__ import annotations

from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.facets import COMPONENT, PRODUCT, STATUS, TYPE, YEAR, Cut
from onrecord.render.paging import PageOf
from onrecord.render.views.browse import name_of
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.lists import newest_first
from onrecord.render.views.parts import IssueLine, Link
from onrecord.render.views.record import Record


@dataclass(frozen=True, slots=True)
class FacetView:
    """A page of the issues that have something in common, newest first. `kind` and `code` are as in a way to it, `of` is the
    product of a component, or the product itself. `number` is 0 for the newest page, which alone has the `total`."""

    frame: Frame
    kind: str
    code: str
    name: str
    of: Link
    number: int
    total: int
    lines: tuple[IssueLine, ...]
    newer: str
    older: str
    issues: str


def facet_view(record: Record, cut: Cut, page: PageOf) -> FacetView:
    """A page of a facet."""
    here, _ = page.path, record.language.gettext
    name = name_of(record, cut)
    title = _facet_title(record, cut, name)
    if page.number:
        title = f"{title}, {_('page')} {page.number}"
    return FacetView(
        frame=frame_of(record, here, title, f"{title}. {_('Everything customers said, with where it stands.')}", section="issues"),
        kind=cut.kind,
        code=cut.names[0] if cut.kind in (STATUS, TYPE) else "",
        name=name,
        of=record.product_link(cut.names[0], here) if cut.kind in (PRODUCT, COMPONENT) else Link(""),
        number=page.number,
        total=0 if page.number else len(cut.ids),
        lines=newest_first(record, page.ids, here),
        newer=routes.href(here, page.newer) if page.newer else "",
        older=routes.href(here, page.older) if page.older else "",
        issues=routes.href(here, routes.ISSUES),
    )


def _facet_title(record: Record, cut: Cut, name: str) -> str:
    _ = record.language.gettext
    if cut.kind == YEAR:
        return f"{_('Issues of')} {name}"
    if cut.kind == STATUS:
        return f"{_('Issues, where they stand')}: {name}"
    return f"{_('Issues')}: {record.product_name(cut.names[0])}, {name}" if cut.kind == COMPONENT else f"{_('Issues')}: {name}"
