"""What any web page may show of the record: two badges, and an excerpt of the front page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from onrecord.render import routes
from onrecord.render.make import HTML
from onrecord.render.pages.group import Group
from onrecord.render.pages.layout import Layout, one
from onrecord.render.views.badge import record_badge, talk_badge
from onrecord.render.views.excerpt import excerpt_view

BADGE = HTML + "badge.svg"


def embed_groups(layout: Layout) -> Iterator[Group]:
    """The badges and the excerpt; none of them stands in the sitemap."""
    if layout.wants("embed"):
        record = layout.record
        yield one(routes.TALK_BADGE, BADGE, "the badge of the ways to talk", partial(talk_badge, record))
        yield one(routes.RECORD_BADGE, BADGE, "the badge of the record", partial(record_badge, record))
        yield one(routes.EXCERPT, HTML + "excerpt.html", "the excerpt of the front page", partial(excerpt_view, record))
