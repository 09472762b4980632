"""An excerpt of the front page: small enough for a frame on another web page, and a page of its own where it is opened alone."""

from __future__ import annotations

from dataclasses import replace

from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.headers import EXCERPT_POLICY
from onrecord.render.safe import visible
from onrecord.render.views.figures import Headline, digest_of
from onrecord.render.views.frame import Frame, absolute, frame_of
from onrecord.render.views.front import told
from onrecord.render.views.parts import IssueLine, Link
from onrecord.render.views.record import Record

MOST = 3


@dataclass(frozen=True, slots=True)
class ExcerptView:
    """The issues that hurt most (`hurting`), or the newest where nothing does; how many were solved; and where the rest stands. Its
    canonical address is the front page's."""

    frame: Frame
    hurting: bool
    issues: tuple[IssueLine, ...]
    headline: Headline
    all_issues: Link
    talk: str


def excerpt_view(record: Record) -> ExcerptView:
    """The excerpt of the front page."""
    here, site, hurting = routes.EXCERPT, record.corpus.site, record.assessment.hurting
    frame = frame_of(record, here, visible(site.title))
    ids = told(record, hurting)[:MOST] if hurting else tuple(record.corpus.issues)[: -MOST - 1 : -1]
    return ExcerptView(
        frame=replace(frame, policy=EXCERPT_POLICY, canonical=absolute(site, routes.FRONT), feeds=()),
        hurting=bool(hurting),
        issues=tuple(record.line(id, here) for id in ids),
        headline=digest_of(record).headline,
        all_issues=Link(record.language.number(len(record.corpus.issues)), routes.href(here, routes.ISSUES)),
        talk=routes.href(here, routes.TALK),
    )
