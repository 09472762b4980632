"""The list of all issues: pages numbered from the oldest, so that they never shift, and the newest at the front of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.derive.judgement import Status
from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.facets import Cut
from onrecord.render.views.browse import FacetGroup, facet_groups
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import IssueLine, Link
from onrecord.render.views.record import Record

PAGE = 50
"""How many issues a numbered page holds; the newest page holds up to one less than twice as many."""


@dataclass(frozen=True, slots=True)
class Facet:
    """How many issues have a status."""

    status: str
    issues: int


@dataclass(frozen=True, slots=True)
class IssueListView:
    """A page of the list of issues, newest first. `number` is 0 for the newest page; it alone has `facets`, `products`, and the
    ways to the issues that have something in common (`browse`), where there are such pages."""

    frame: Frame
    number: int
    lines: tuple[IssueLine, ...]
    newer: str
    older: str
    total: int
    facets: tuple[Facet, ...]
    products: tuple[Link, ...]
    browse: tuple[FacetGroup, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the list: its number (0 for the newest), its path, which issues it holds (`start` to before `stop`, in the order in
    which they were opened), and the paths of the pages with newer and older ones (empty for none)."""

    number: int
    path: str
    start: int
    stop: int
    newer: str
    older: str


def issue_list_pages(total: int) -> tuple[ListPage, ...]:
    """The pages that so many issues take, the newest first. A full page holds the same issues for ever."""
    full = max(0, total // PAGE - 1)
    newest = ListPage(0, routes.ISSUES, full * PAGE, total, "", routes.issue_list(full) if full else "")
    return (newest, *(_numbered(number, full) for number in range(full, 0, -1)))


def _numbered(number: int, full: int) -> ListPage:
    newer = routes.issue_list(number + 1) if number < full else routes.ISSUES
    older = routes.issue_list(number - 1) if number > 1 else ""
    return ListPage(number, routes.issue_list(number), (number - 1) * PAGE, number * PAGE, newer, older)


def issue_list_view(
    record: Record,
    page: ListPage,
    ids: Sequence[str],
    statuses: Sequence[str],
    cuts: Sequence[Cut] = (),
    tags: Mapping[str, int] | None = None,
) -> IssueListView:
    """One page of the list, given the ids of its issues in the order in which they were opened, the status of every issue, and of
    the pages there are: the cuts, and how many issues have each tag."""
    _, here, newest = record.language.gettext, page.path, page.number == 0
    title = _("Issues") if newest else _("Issues, page %(n)s", n=page.number)
    about = _("Everything customers said, with where it stands.")
    return IssueListView(
        frame=frame_of(record, here, title, about if newest else f"{title}. {about}", section="issues"),
        number=page.number,
        lines=newest_first(record, ids, here),
        newer=routes.href(here, page.newer) if page.newer else "",
        older=routes.href(here, page.older) if page.older else "",
        total=len(statuses) if newest else 0,
        facets=facets_of(statuses) if newest else (),
        products=tuple(record.product_link(id, here) for id in record.corpus.products) if newest else (),
        browse=facet_groups(record, cuts, tags or {}, here) if newest else (),
    )


def newest_first(record: Record, ids: Sequence[str], here: str) -> tuple[IssueLine, ...]:
    """The lines of issues that are given from the oldest."""
    record.expect(ids)
    return tuple(record.line(id, here) for id in reversed(ids))


def facets_of(statuses: Iterable[str]) -> tuple[Facet, ...]:
    """How many of some issues have each status, in the order of the statuses, praise last; none for a status that none has."""
    counts = Counter(statuses)
    return tuple(Facet(status, counts[status]) for status in (*(status.value for status in Status), "praise") if counts[status])
