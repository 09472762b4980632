"""The pages of one issue: what is published beside it, its data, its calendar, its feed, and its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from onrecord.engine.digest import joined
from onrecord.model import Issue
from onrecord.render import routes
from onrecord.render.attachments import published_name
from onrecord.render.make import HTML
from onrecord.render.open_data import data_line
from onrecord.render.outline import Outline
from onrecord.render.page import Page
from onrecord.render.pages.group import FIRST, Group
from onrecord.render.pages.layout import Keys, Layout, key_of
from onrecord.render.views.calendars import issue_calendar
from onrecord.render.views.downloads import issue_data
from onrecord.render.views.feeds import issue_feed
from onrecord.render.views.issue import issue_view
from onrecord.render.views.record import Record

MAKERS = {
    "issue_data": "text",
    "issue_calendar": "calendar",
    "issue_feed": "atom",
    "issue_json_feed": "json_feed",
    "issue": HTML + "issue.html",
}
"""The kinds of an issue's pages in the order in which they are laid, and what makes them. Its feed comes as a JSON Feed too where
the theme makes those."""


PATHS: Mapping[str, Callable[[str], str]] = {
    "issue_data": routes.issue_record,
    "issue_calendar": routes.issue_calendar,
    "issue_feed": routes.issue_feed,
    "issue_json_feed": routes.issue_json_feed,
    "issue": routes.issue,
}
"""Where they lie."""


def issue_groups(layout: Layout, kept: Callable[[str], Record]) -> Iterator[Group]:
    """The pages of every issue; `kept` gives the record from which those of an id are made."""
    wanted = tuple(kind for kind in MAKERS if _is_wanted(layout, kind))
    makers = joined(layout.maker(MAKERS[kind]) for kind in wanted)
    for id, outline in layout.outlines.items():
        pages = paths(id, outline, wanted)
        if pages:
            key = key_of(layout.keys.site, makers, _shown(layout.keys, id), layout.words(layout.tree)) if layout.keys else ""
            listed = pages[-1] if "issue" in wanted else ""
            yield Group(f"issue {id}", pages, partial(_lay, kept, id, wanted), key, listed, outline.changed, FIRST)


def _shown(keys: Keys, id: str) -> str:
    """A digest of what the pages of an issue show."""
    return joined((keys.issues[id], keys.related[id])) if id in keys.related else keys.issues[id]


def _is_wanted(layout: Layout, kind: str) -> bool:
    return layout.wants("issue_feed") and layout.wants("json_feeds") if kind == "issue_json_feed" else layout.wants(kind)


def paths(id: str, outline: Outline, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Where the pages of an issue lie, in the order in which they are laid."""
    attached = [routes.attachment(id, name) for name in outline.attached if "issue" in wanted]
    return (*attached, *[PATHS[kind](id) for kind in wanted if kind != "issue_calendar" or outline.judged.promises])


def _lay(kept: Callable[[str], Record], id: str, wanted: tuple[str, ...]) -> Iterator[Page]:
    record = kept(id)
    return lay(record, record.corpus.issues[id], wanted)


def lay(record: Record, issue: Issue, wanted: tuple[str, ...]) -> Iterator[Page]:
    """The pages of an issue."""
    here = routes.issue(issue.id)
    for message in issue.thread if "issue" in wanted else ():
        for n, attachment in enumerate(() if message.withheld else message.attachments, 1):
            yield Page(routes.attachment(issue.id, published_name(message.id, n, attachment)), "file", attachment)
    if "issue_data" in wanted:
        yield Page(routes.issue_record(issue.id), "text", data_line(issue_data(record, issue)))
    if "issue_calendar" in wanted and record.judged(issue.id).commitments:
        yield Page(routes.issue_calendar(issue.id), "calendar", issue_calendar(record, issue))
    if "issue_feed" in wanted:
        feed = issue_feed(record, issue)
        yield Page(routes.feed(here), "atom", feed)
        if "issue_json_feed" in wanted:
            yield Page(routes.issue_json_feed(issue.id), "json_feed", feed)
    if "issue" in wanted:
        yield Page(here, HTML + "issue.html", issue_view(record, issue))
