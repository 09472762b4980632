"""The list of all issues: pages numbered from the oldest, so that they never shift, and the newest at the front of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.derive.judgement import Status
from onrecord.render import routes
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
    """A page of the list of issues, newest first. `number` is 0 for the newest page; it alone has `facets` and `products`."""

    frame: Frame
    number: int
    lines: tuple[IssueLine, ...]
    newer: str
    older: str
    total: int
    facets: tuple[Facet, ...]
    products: tuple[Link, ...]


def issue_list_views(record: Record) -> tuple[tuple[str, IssueListView], ...]:
    """The pages of the list with their paths, the newest first."""
    ids = tuple(record.corpus.issues)
    full = max(0, len(ids) // PAGE - 1)
    newest = (routes.ISSUES, _list_view(record, 0, ids[full * PAGE :], full))
    numbered = (
        (routes.issue_list(number), _list_view(record, number, ids[(number - 1) * PAGE : number * PAGE], full))
        for number in range(full, 0, -1)
    )
    return (newest, *numbered)


def _list_view(record: Record, number: int, ids: Iterable[str], full: int) -> IssueListView:
    _, newest = record.language.gettext, number == 0
    here = routes.ISSUES if newest else routes.issue_list(number)
    older = full if newest else number - 1
    newer = routes.issue_list(number + 1) if number < full else routes.ISSUES
    title = _("Issues") if newest else f"{_('Issues, page')} {number}"
    about = _("Everything customers said, with where it stands.")
    return IssueListView(
        frame=frame_of(record, here, title, about if newest else f"{title}. {about}", section="issues"),
        number=number,
        lines=tuple(record.line(id, here) for id in reversed(tuple(ids))),
        newer="" if newest else routes.href(here, newer),
        older=routes.href(here, routes.issue_list(older)) if older else "",
        total=len(record.corpus.issues) if newest else 0,
        facets=facets_of(record, record.corpus.issues) if newest else (),
        products=tuple(record.product_link(id, here) for id in record.corpus.products) if newest else (),
    )


def facets_of(record: Record, ids: Iterable[str]) -> tuple[Facet, ...]:
    """How many of some issues have each status, in the order of the statuses, praise last; none for a status that none has."""
    counts = Counter(record.status(record.judged(id)) for id in ids)
    return tuple(Facet(status, counts[status]) for status in (*(status.value for status in Status), "praise") if counts[status])
