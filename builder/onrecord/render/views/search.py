"""The page of the search: its form, and what the script needs to know of the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.derive.judgement import Status
from onrecord.frozen import dataclass
from onrecord.model import IssueType
from onrecord.render import routes
from onrecord.render.headers import ASKING
from onrecord.render.outline import Outline
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.record import Record


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that results can be limited to: its value, and its name where that is not a code of the interface."""

    value: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The page of the search. `issues` leads to the list of all issues, `pages`, `records` and `index` are what the addresses begin
    with of the issues' pages, of their records and of the files of the index; `locale` is after whose manner the script writes
    dates and numbers; the rest is what the issues on record have: products, types and statuses in their order, and years, the
    newest first. `total` is how many issues there are."""

    frame: Frame
    issues: str
    pages: str
    records: str
    index: str
    locale: str
    total: int
    products: tuple[Choice, ...]
    types: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    years: tuple[Choice, ...]


def search_view(record: Record, outlines: Mapping[str, Outline]) -> SearchView:
    """The page of the search. It alone may ask the site for more while it is read."""
    here, _ = routes.SEARCH, record.language.gettext
    frame = frame_of(record, here, _("Search"), _("Look for words in everything that is on record."), section="search")
    briefs = [outline.judged for outline in outlines.values()]
    products = {outline.product for outline in outlines.values()}
    types, statuses = {brief.type for brief in briefs}, {brief.status for brief in briefs}
    years = sorted({brief.year for brief in briefs if brief.year}, reverse=True)
    return SearchView(
        frame=replace(frame, policy=ASKING),
        issues=routes.href(here, routes.ISSUES),
        pages=routes.href(here, routes.ISSUES).removesuffix(routes.INDEX),
        records=record.once(here, routes.ISSUES).removesuffix(routes.INDEX),
        index=record.once(here, routes.SEARCH).removesuffix(routes.INDEX),
        locale=str(record.language.locale).replace("_", "-"),
        total=len(outlines),
        products=tuple(Choice(id, record.product_name(id)) for id in record.corpus.products if id in products),
        types=tuple(Choice(type.value) for type in IssueType if type.value in types),
        statuses=tuple(Choice(status) for status in (*(status.value for status in Status), "praise") if status in statuses),
        years=tuple(Choice(str(year), str(year)) for year in years),
    )
