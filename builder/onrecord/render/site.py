"""The whole site as a list of pages: what there is, where it lies, and the one view that each is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from onrecord.derive.assessment import Assessment
from onrecord.model import Corpus, Issue, OnrecordError
from onrecord.render import routes
from onrecord.render.attachments import published_name
from onrecord.render.headers import MOST_ADDRESSES, SitemapView
from onrecord.render.jsonld import canonical_json
from onrecord.render.language import language_of
from onrecord.render.make import HTML, ProjectFile, StaticFile, read
from onrecord.render.page import Page
from onrecord.render.theme import Theme
from onrecord.render.views.calendars import issue_calendar
from onrecord.render.views.downloads import issue_data, tables
from onrecord.render.views.feeds import issue_feed, person_feed, product_feed, site_feed
from onrecord.render.views.figures import figures_view
from onrecord.render.views.frame import absolute
from onrecord.render.views.front import front_view
from onrecord.render.views.issue import issue_view
from onrecord.render.views.lists import issue_list_views
from onrecord.render.views.pages import data_view, free_page_view, not_found_view, redirect_view
from onrecord.render.views.people import people_view, person_view
from onrecord.render.views.product import changes_view, product_view, products_view, release_view
from onrecord.render.views.promise import promises_view
from onrecord.render.views.record import Record
from onrecord.render.views.solutions import solutions_view
from onrecord.render.views.talk import talk_view
from onrecord.render.views.waiting import waiting_view


@dataclass(frozen=True, slots=True)
class Claim:
    """A page, what claims its path, and the day it last changed where that is known (`listed` ones stand in the sitemap)."""

    page: Page
    by: str
    changed: date | None = None
    listed: bool = False


def site_pages(corpus: Corpus, assessment: Assessment, theme: Theme) -> tuple[Page, ...]:
    """All pages, each before the lists that link to it. OnrecordError where two claim one path, which names both, and for options
    that the theme does not have."""
    record = Record(corpus, assessment, language_of(corpus.site), theme.chosen(corpus.site.theme_options))
    claims: dict[str, Claim] = {}
    for claim in _claims(record, theme):
        other = claims.setdefault(claim.page.path, claim)
        if other is not claim:
            raise OnrecordError(f"two pages would be {claim.page.path}: {other.by} and {claim.by}")
    return (*(claim.page for claim in claims.values()), *_addresses(record, tuple(claims.values())))


def _claims(record: Record, theme: Theme) -> Iterator[Claim]:
    yield from _static(record, theme)
    data = {
        id: canonical_json(issue_data(record, issue), compact=True).decode("utf-8") for id, issue in record.corpus.issues.items()
    }
    for issue in record.corpus.issues.values():
        yield from _issue(record, issue, data[issue.id])
    yield from _products(record)
    yield from _people(record)
    yield from _free_pages(record)
    yield from _lists(record)
    yield from _downloads(record, "".join(data.values()))
    yield from _former(record)
    front = front_view(record)
    yield Claim(Page(routes.FEED, "atom", site_feed(record)), "the feed of the site")
    yield Claim(Page(routes.NOT_FOUND, HTML + "not-found.html", not_found_view(record)), "the page for what is not there")
    yield _html(routes.FRONT, "front", front, "the front page")


def _html(path: str, template: str, view: object, by: str, changed: date | None = None) -> Claim:
    return Claim(Page(path, f"{HTML}{template}.html", view), by, changed, listed=True)


def _static(record: Record, theme: Theme) -> Iterator[Claim]:
    if logo := record.corpus.site.company.logo:
        file = f"content/{logo}"
        picture = ProjectFile(file, sha256(read(theme.project / file)).hexdigest())
        yield Claim(Page(routes.logo(logo), "file", picture), "the company's logo")
    for name, path in theme.statics.items():
        view = StaticFile(name, sha256(read(path)).hexdigest())
        yield Claim(Page(routes.static(name), "file", view), f"the theme's file {name}")


def _issue(record: Record, issue: Issue, data: str) -> Iterator[Claim]:
    here, by = routes.issue(issue.id), f"issue {issue.id}"
    for message in issue.thread:
        for n, attachment in enumerate(() if message.withheld else message.attachments, 1):
            path = routes.attachment(issue.id, published_name(message.id, n, attachment))
            yield Claim(Page(path, "file", attachment), f"attachment {n} of message {message.id} of {by}")
    yield Claim(Page(routes.issue_record(issue.id), "text", data), f"the data of {by}")
    if record.judged(issue.id).commitments:
        yield Claim(Page(routes.issue_calendar(issue.id), "calendar", issue_calendar(record, issue)), f"the calendar of {by}")
    yield Claim(Page(routes.feed(here), "atom", issue_feed(record, issue)), f"the feed of {by}")
    days = [message.at.sure for message in issue.thread if message.at.sure]
    yield _html(here, "issue", issue_view(record, issue), by, max(days, default=None))


def _products(record: Record) -> Iterator[Claim]:
    for release in record.corpus.releases.values():
        path = routes.release(*release.key)
        changed = release.date.sure if release.date else None
        yield _html(path, "release", release_view(record, release), f"release {release.version} of {release.product}", changed)
    for product in record.corpus.products.values():
        here, by = routes.product(product.id), f"product {product.id}"
        yield Claim(Page(routes.feed(here), "atom", product_feed(record, product)), f"the feed of {by}")
        yield _html(here, "product", product_view(record, product), by)


def _people(record: Record) -> Iterator[Claim]:
    for person in record.corpus.people.values():
        if person.has_page:
            here, by = routes.person(person.alias), f"person {person.alias}"
            yield Claim(Page(routes.feed(here), "atom", person_feed(record, person)), f"the feed of {by}")
            yield _html(here, "person", person_view(record, person), by)


def _free_pages(record: Record) -> Iterator[Claim]:
    for name, page in record.corpus.pages.items():
        if name in routes.RESERVED:
            raise OnrecordError(f"the page {name} would lie at /{name}/, which is Onrecord's own; give it another name")
        yield _html(routes.free_page(name), "page", free_page_view(record, page), f"the page {name}")


def _lists(record: Record) -> Iterator[Claim]:
    for path, view in reversed(issue_list_views(record)):
        yield _html(path, "issues", view, "the list of issues")
    yield _html(routes.PRODUCTS, "products", products_view(record), "the list of products")
    yield _html(routes.CHANGES, "changes", changes_view(record), "the list of changes")
    yield _html(routes.PEOPLE, "people", people_view(record), "the list of people")
    yield _html(routes.SOLUTIONS, "solutions", solutions_view(record), "the list of solutions")
    yield _html(routes.WAITING, "waiting", waiting_view(record), "the page of waiting")
    yield _html(routes.PROMISES, "promises", promises_view(record), "the page of promises")
    yield _html(routes.FIGURES, "figures", figures_view(record), "the page of figures")
    yield _html(routes.TALK, "talk", talk_view(record), "the page of ways to talk")


def _downloads(record: Record, lines: str) -> Iterator[Claim]:
    names = ["issues.jsonl"]
    yield Claim(Page(routes.data("issues.jsonl"), "text", lines), "the issues as JSON Lines")
    for name, table in tables(record):
        names.append(name)
        yield Claim(Page(routes.data(name), "csv", table), f"the table {name}")
    yield _html(routes.DATA, "data", data_view(record, tuple(names)), "the page of the data")


def _former(record: Record) -> Iterator[Claim]:
    """The pages that lead on from the former names of products, their releases, and people."""
    for product in record.corpus.products.values():
        there = record.product_name(product.id)
        for former in product.formerly:
            by = f"the former name {former} of product {product.id}"
            yield _redirect(record, routes.product(former), routes.product(product.id), there, by)
            for release in record.releases_of.get(product.id, ()):
                old, new = routes.release(former, release.version), routes.release(*release.key)
                yield _redirect(record, old, new, record.release_name(release.key), by)
    for person in record.corpus.people.values():
        for former in person.formerly if person.has_page else ():
            by = f"the former alias {former} of {person.alias}"
            yield _redirect(record, routes.person(former), routes.person(person.alias), record.who(person.alias, "").name, by)


def _redirect(record: Record, old: str, new: str, name: str, by: str) -> Claim:
    return Claim(Page(old, HTML + "redirect.html", redirect_view(record, old, new, name)), by)


def _addresses(record: Record, claims: tuple[Claim, ...]) -> Iterable[Page]:
    """What robots and hosts are told, once all pages are known."""
    url = record.corpus.site.url
    listed = (
        tuple((absolute(record.corpus.site, claim.page.path), claim.changed) for claim in claims if claim.listed) if url else ()
    )
    if listed and len(listed) <= MOST_ADDRESSES:
        yield Page("sitemap.xml", "sitemap", SitemapView(listed))
    elif listed:
        parts = [listed[n : n + MOST_ADDRESSES] for n in range(0, len(listed), MOST_ADDRESSES)]
        yield from (Page(f"sitemap-{n}.xml", "sitemap", SitemapView(part)) for n, part in enumerate(parts, 1))
        addresses = tuple((f"{url}sitemap-{n}.xml", None) for n in range(1, len(parts) + 1))
        yield Page("sitemap.xml", "sitemap", SitemapView(addresses, index=True))
    yield Page("robots.txt", "robots", url)
    yield Page("_headers", "headers", None)
    yield Page(".htaccess", "htaccess", url)
