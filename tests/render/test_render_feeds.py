"""The feeds and calendars of whole sites: two forms of one feed, what they hold, how long they grow, and who finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest

from builders import a_change, a_corpus, a_message, a_person, a_release, a_site, an_issue
from conftest import ROOT
from jsonfeeds import json_feed
from onrecord.model import Corpus, Role, Talk
from onrecord.read import read_project
from onrecord.render.views.feeds import LONGEST, MOST
from onrecord.render.views.promise_feed import news_of, promises_feed
from onrecord.render.views.release_feed import MOST_CHANGES, releases_feed
from render.test_render_site import a_rich_corpus
from rendering import DAY, a_built_site, a_record

SITE = "https://feedback.example.com/"
CONTENT = "{http://www.w3.org/2005/Atom}content"


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """The site of a record with something of everything."""
    return a_built_site(a_rich_corpus())


@pytest.fixture(scope="module")
def example() -> dict[str, bytes]:
    """The site of the example company."""
    return a_built_site(read_project(ROOT, date(2026, 11, 21)).corpus, date(2026, 11, 21))


def atom(data: bytes) -> feedparser.FeedParserDict:
    read = feedparser.parse(data, sanitize_html=False)
    assert not read.bozo, read.bozo_exception
    return read


def pairs(site: dict[str, bytes]) -> Iterator[tuple[str, bytes, bytes]]:
    """Every feed in its two forms."""
    for path in sorted(site):
        if path.endswith("feed.xml"):
            yield path, site[path], site[path.removesuffix("xml") + "json"]


def test_both_forms_say_the_same(site: dict[str, bytes], example: dict[str, bytes]):
    for built in (site, example):
        assert len([*pairs(built)]) == sum(path.endswith("feed.json") for path in built) > 10
        for path, xml, data in pairs(built):
            read, feed = atom(xml), json_feed(data)
            assert read.feed.title == feed["title"], path
            assert read.feed.link == feed["home_page_url"], path
            told = [(e.id, e.link, e.title, e.author, e.published, e.updated) for e in read.entries]
            assert told == [
                (i["id"], i["url"], i["title"], i["authors"][0]["name"], i["date_published"], i["date_modified"])
                for i in feed["items"]
            ], path
            contents = [content.text or "" for content in ElementTree.fromstring(xml).iter(CONTENT)]
            assert contents == [i["content_html"] for i in feed["items"]], path
            assert feed.get("_onrecord", {}).get("rights") == read.feed.get("rights")


def test_ids_are_permanent_and_each_its_own(example: dict[str, bytes]):
    """An entry that stands in several feeds is one and the same in all of them."""
    seen: dict[str, tuple[str, str]] = {}
    for path, xml, _ in pairs(example):
        ids = [entry.id for entry in atom(xml).entries]
        assert len(set(ids)) == len(ids), path
        for entry in atom(xml).entries:
            assert seen.setdefault(entry.id, (entry.title, entry.updated)) == (entry.title, entry.updated), path


class Alternates(HTMLParser):
    """What a page says lies beside it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "link" and held.get("rel") == "alternate":
            assert held.get("title") or held["type"] == "application/json"
            self.found.setdefault(held["type"] or "", []).append(held["href"] or "")


@pytest.mark.parametrize(
    ("page", "own"),
    [
        ("index.html", None),
        ("issues/1/index.html", "issues/1/feed"),
        ("products/fans/index.html", "products/fans/feed"),
        ("people/jo/index.html", "people/jo/feed"),
        ("changes/index.html", "changes/feed"),
        ("promises/index.html", "promises/feed"),
    ],
)
def test_pages_name_their_feeds(site: dict[str, bytes], page: str, own: str | None):
    found = Alternates(site[page].decode()).found
    wanted = [own, "feed"] if own else ["feed"]
    for type, ending in (("application/atom+xml", "xml"), ("application/feed+json", "json")):
        there = [normpath(join(dirname(page), href)) for href in found[type]]
        assert there == [f"{feed}.{ending}" for feed in wanted]
        assert all(path in site for path in there)


def test_a_long_message_is_cut_and_says_where_all_of_it_is():
    words = "They roar. " * LONGEST
    built = a_built_site(a_corpus(an_issue("1", text=words)))
    (entry,) = atom(built["issues/1/feed.xml"]).entries
    shown = entry.content[0].value
    assert LONGEST * 0.9 < len(shown) < LONGEST * 1.1
    assert shown.startswith("<p>They roar. They roar.")
    assert shown.endswith(f'All of it: <a href="{SITE}issues/1/#m1">{SITE}issues/1/#m1</a></p>')
    whole = "They roar. " * 100
    assert whole.strip() in atom(a_built_site(a_corpus(an_issue("1", text=whole)))["feed.xml"]).entries[0].content[0].value


@pytest.mark.parametrize("unit", ["a", "a\n", "<", "&", "\u202e", "é"])
def test_a_feed_of_a_long_message_is_whole(unit: str):
    built = a_built_site(a_corpus(an_issue("1", a_message(2, text=unit * (2 * LONGEST)), text=unit * (2 * LONGEST))))
    assert len(atom(built["feed.xml"]).entries) == len(json_feed(built["feed.json"])["items"]) == 2


def test_a_feed_holds_so_many_entries_and_no_more():
    many = [an_issue(str(n), opened="2026-05-02") for n in range(1, MOST + 20)]
    built = a_built_site(a_corpus(*many))
    assert len(atom(built["feed.xml"]).entries) == MOST
    long = an_issue("1", *(a_message(n) for n in range(2, 5 * MOST)))
    assert len(atom(a_built_site(a_corpus(long))["issues/1/feed.xml"]).entries) == 4 * MOST


def promised(*thread: object, as_of: date = DAY) -> list[tuple[str, str, str]]:
    """What befell the promise of an issue: what, on which day, and for which date it stood."""
    record = a_record(a_corpus(an_issue("1", *thread)), as_of)
    (commitment,) = record.assessment.commitments
    return [(news.what, news.at.date().isoformat(), news.due.isoformat()) for news in news_of(record, commitment)]


MADE = a_message(2, "promise", due="2026-06-10", at="2026-05-03")
MOVED = a_message(3, "promise_update", promise=2, due="2026-06-20", why="Bearings", at="2026-06-01")


@pytest.mark.parametrize(
    ("thread", "as_of", "befell"),
    [
        ((MADE,), date(2026, 6, 10), [("made", "2026-05-03", "2026-06-10")]),
        ((MADE,), date(2026, 6, 11), [("made", "2026-05-03", "2026-06-10"), ("missed", "2026-06-11", "2026-06-10")]),
        ((MADE, MOVED), date(2026, 6, 20), [("made", "2026-05-03", "2026-06-10"), ("moved", "2026-06-01", "2026-06-20")]),
        (
            (
                MADE,
                replace(MOVED, at=a_message(at="2026-06-12").at),
                a_message(4, "promise_update", promise=2, kept=True, at="2026-06-19"),
            ),
            date(2026, 7, 1),
            [
                ("made", "2026-05-03", "2026-06-10"),
                ("missed", "2026-06-11", "2026-06-10"),
                ("moved", "2026-06-12", "2026-06-20"),
                ("kept", "2026-06-19", "2026-06-20"),
            ],
        ),
        (
            (MADE, a_message(3, "promise_update", promise=2, dropped=True, why="No", at="2026-06-10")),
            date(2026, 7, 1),
            [("made", "2026-05-03", "2026-06-10"), ("dropped", "2026-06-10", "2026-06-10")],
        ),
        (
            (MADE, replace(MOVED, act=replace(MOVED.act, due=date(2026, 6, 5)))),
            date(2026, 6, 10),
            [("made", "2026-05-03", "2026-06-10"), ("moved", "2026-06-01", "2026-06-05")],
        ),
        (
            (MADE, replace(MOVED, act=replace(MOVED.act, due=date(2026, 6, 5)))),
            date(2026, 6, 11),
            [
                ("made", "2026-05-03", "2026-06-10"),
                ("moved", "2026-06-01", "2026-06-05"),
                ("missed", "2026-06-11", "2026-06-05"),
            ],
        ),
    ],
)
def test_what_befalls_a_promise(thread: tuple[object, ...], as_of: date, befell: list[tuple[str, str, str]]):
    assert promised(*thread, as_of=as_of) == befell


def test_news_of_a_promise_stays_what_it_was():
    """An entry is never told otherwise when more happens: only new ones are added."""
    thread = (MADE, MOVED, a_message(4, "promise_update", promise=2, kept=True, at="2026-06-25"))
    before: dict[str, object] = {}
    for day in range(60):
        as_of = date(2026, 5, 3) + timedelta(days=day)
        said = [message for message in thread if message.at.day and message.at.day <= as_of]
        record = a_record(a_corpus(an_issue("1", *said)), as_of)
        now = {entry.id: entry for entry in promises_feed(record).entries}
        assert before.items() <= now.items(), as_of
        before = dict(now)
    assert [id.rpartition("#")[2] for id in before] == ["1.2-kept-4", "1.2-missed-2026-06-20", "1.2-moved-3", "1.2"]


def test_the_feed_of_promises_tells_of_them():
    corpus = a_corpus(an_issue("1", a_message(2, "promise", what="Quiet <fans>", due="2026-06-10", proof="Listen")))
    newest, made = atom(a_built_site(corpus)["promises/feed.xml"]).entries
    assert (newest.title, newest.author, newest.link) == ("Missed: Quiet <fans>", "Acme on record", SITE + "issues/1/#m2")
    assert (made.title, made.author, made.id) == ("Promised: Quiet <fans>", "jo", SITE + "promises/#1.2")
    assert "<strong>How you can tell: </strong>Listen" in made.content[0].value


def test_the_feed_of_releases_tells_of_them():
    corpus = a_corpus(
        an_issue("1"),
        releases=[
            a_release("2.0", a_change("Quiet. #1", "1"), a_change("<b>More</b>", kind="added"), date="2026-06-02"),
            a_release("1.0", yanked=True, notes="[all](/issues/)"),
            a_release("Unreleased", a_change("Later."), date=None),
        ],
    )
    entries = atom(a_built_site(corpus)["changes/feed.xml"]).entries
    assert [(e.title, e.id, e.updated) for e in entries] == [
        ("Fans 2.0", SITE + "products/fans/releases/2.0/", "2026-06-02T00:00:00Z"),
        ("Fans 1.0", SITE + "products/fans/releases/1.0/", "2026-06-01T00:00:00Z"),
    ]
    first, taken = (e.content[0].value for e in entries)
    assert first.startswith("<h3>Added</h3><ul><li>&lt;b&gt;More&lt;/b&gt;</li></ul><h3>Fixed</h3><ul><li>Quiet.")
    assert f'<a href="{SITE}issues/1/">Issue 1</a>' in first
    assert "This release was taken back." in taken
    assert f'<a href="{SITE}issues/"' in taken


def test_a_release_of_many_changes_is_cut():
    changes = [a_change(f"Change {n}.") for n in range(MOST_CHANGES + 5)]
    (entry,) = releases_feed(a_record(a_corpus(releases=[a_release("1.0", *changes)]))).entries
    assert entry.content.count("<li>") == MOST_CHANGES
    assert "the page of the release has all of them" in entry.content


def test_the_calendar_of_promises_holds_those_of_all_issues(example: dict[str, bytes]):
    def events(path: str) -> list[tuple[str, str, str]]:
        found = icalendar.Calendar.from_ical(example[path]).walk("VEVENT")
        return [(str(e["UID"]), str(e["DTSTART"].dt), str(e["SUMMARY"])) for e in found]

    alone = [event for path in example if re.fullmatch(r"issues/[^/]+\.ics", path) for event in events(path)]
    whole = events("promises/calendar.ics")
    assert sorted(whole) == sorted(alone)
    assert len(whole) > 10
    assert [day for _, day, _ in whole] == sorted(day for _, day, _ in whole)


def test_a_calendar_is_offered_to_be_subscribed_to(site: dict[str, bytes]):
    address = "webcal://feedback.example.com/promises/calendar.ics"
    assert f'href="{address}"' in site["promises/index.html"].decode()
    assert f'href="{address}"' in site["talk/index.html"].decode()
    assert 'href="webcal://feedback.example.com/issues/1.ics"' in site["issues/1/index.html"].decode()
    nowhere = a_built_site(a_corpus(an_issue("1", MADE), site=a_site(url=None)))
    assert not [path for path, data in nowhere.items() if path.endswith(".html") and b"webcal:" in data]
    assert b'href="calendar.ics"' in nowhere["promises/index.html"]


def changed(before: Corpus, after: Corpus) -> set[str]:
    one, other = a_built_site(before), a_built_site(after)
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path) and "feed." in path}


def test_a_feed_changes_when_what_it_holds_does_and_only_then():
    site, people = a_site(talk=Talk(email="a@b.example")), [a_person("jo", Role.COMPANY)]
    issues = [an_issue("1", MADE), an_issue("2", author="bea", product=None)]
    before = a_corpus(*issues, site=site, people=people)
    assert changed(before, a_corpus(*issues, site=replace(site, talk=Talk()), people=people)) == set()
    said = replace(issues[1], thread=(*issues[1].thread, a_message(2, author="bea")))
    folders = {path.rpartition("/")[0] for path in changed(before, a_corpus(issues[0], said, site=site, people=people))}
    assert folders == {"", "issues/2"}
