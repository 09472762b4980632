"""The page of a tag: every issue that the company marked with a word, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.safe import visible
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.lists import Facet, facets_of, newest_first
from onrecord.render.views.parts import IssueLine
from onrecord.render.views.record import Record


@dataclass(frozen=True, slots=True)
class TagView:
    """The issues with a tag, newest first: how many, how many in each status, and the way to all issues."""

    frame: Frame
    name: str
    total: int
    facets: tuple[Facet, ...]
    lines: tuple[IssueLine, ...]
    issues: str


def tag_view(record: Record, tag: str, ids: Sequence[str]) -> TagView:
    """The page of a tag, given the ids of its issues in the order in which they were opened."""
    here, name, _ = routes.tag(tag), visible(tag), record.language.gettext
    title = _("Issues tagged %(tag)s", tag=name)
    about = f"{title}. {_('Everything customers said, with where it stands.')}"
    lines = newest_first(record, ids, here)
    return TagView(
        frame=frame_of(record, here, title, about, section="issues"),
        name=name,
        total=len(ids),
        facets=facets_of(line.status for line in lines),
        lines=lines,
        issues=routes.href(here, routes.ISSUES),
    )
