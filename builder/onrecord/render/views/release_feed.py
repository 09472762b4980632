"""The feed of releases: what was changed, and which issues that closes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from onrecord.model import Change, ChangeKind, Release
from onrecord.render import routes
from onrecord.render.atom import FeedEntry, FeedView, permanent_id
from onrecord.render.outline import START, instant_of
from onrecord.render.references import change_html, referenced
from onrecord.render.safe import SafeHtml, join, rooted, tag, visible
from onrecord.render.views.feeds import MOST, feed_of
from onrecord.render.views.frame import absolute
from onrecord.render.views.pages import titled
from onrecord.render.views.record import Record

MOST_CHANGES = 200
"""How many changes of a release stand in the feed."""


def releases_feed(record: Record) -> FeedView:
    """The newest releases that are out, or were taken back: those of one day in the record's order."""
    dated = [release for release in record.corpus.releases.values() if release.date]
    newest = sorted(dated, key=lambda release: release.date.order if release.date else (), reverse=True)[:MOST]
    title = f"{record.language.gettext('Releases')} · {visible(record.corpus.site.title)}"
    return feed_of(record, routes.CHANGES, title, [_entry(record, release) for release in newest])


def _entry(record: Record, release: Release) -> FeedEntry:
    site, page = record.corpus.site, routes.release(*release.key)
    product = record.corpus.products.get(release.product)
    company = product.company if product and product.company else site.company
    at = (instant_of(release.date, record.language.zone) if release.date else None) or START
    return FeedEntry(
        id=permanent_id(site.url, site.title, routes.pretty(page)),
        url=absolute(site, page) or routes.href(routes.feed(routes.CHANGES), page),
        title=record.release_name(release.key),
        author=visible(company.name),
        published=at,
        updated=at,
        content=join(_content(record, release)),
    )


def _content(record: Record, release: Release) -> Iterator[SafeHtml]:
    _ = record.language.gettext
    if release.yanked:
        yield tag("p", content=tag("strong", content=_("This release was taken back.")))
    notes = referenced(titled(release.notes), release.references, partial(_issue_address, record))
    yield rooted(notes, record.corpus.site.url or "/")
    called, left = change_words(record), MOST_CHANGES
    for kind in ChangeKind:
        changes = [change for change in release.changes if change.kind is kind][:left]
        left -= len(changes)
        if changes:
            yield tag("h3", content=called[kind])
            yield tag("ul", content=join(tag("li", content=_change(record, change)) for change in changes))
    if len(release.changes) > MOST_CHANGES:
        yield tag("p", content=_("These are the first changes of many; the page of the release has all of them."))


def _change(record: Record, change: Change) -> SafeHtml:
    """A change, and links to the issues that it closes, by their numbers."""
    _, issue = record.language.gettext, partial(_issue_address, record)
    links = [tag("a", {"href": issue(id)}, f"{_('Issue')} {id}") for id in change.closes]
    text = change_html(change, issue)
    return join((text, " (", join(links, ", "), ")")) if links else text


def change_words(record: Record) -> dict[ChangeKind, str]:
    """What kinds of changes are called."""
    _ = record.language.gettext
    return {
        ChangeKind.ADDED: _("Added"),
        ChangeKind.CHANGED: _("Changed"),
        ChangeKind.DEPRECATED: _("Soon to go"),
        ChangeKind.REMOVED: _("Removed"),
        ChangeKind.FIXED: _("Fixed"),
        ChangeKind.SECURITY: _("Security"),
    }


def _issue_address(record: Record, id: str) -> str:
    page = routes.issue(id)
    return absolute(record.corpus.site, page) or routes.href(routes.feed(routes.CHANGES), page)
