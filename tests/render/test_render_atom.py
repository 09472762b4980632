from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.atom import FeedEntry, FeedView, atom, permanent_id
from onrecord.render.invisible import visible
from onrecord.render.markdown import markdown_html
from onrecord.render.text import plain, text_html
from render.hostile import WORDS

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://feedback.example.com/"


def an_entry(**changes):
    entry = FeedEntry(
        id=SITE + "issues/42/#m3",
        url=SITE + "issues/42/#m3",
        title="The fans are too loud",
        author="Ann",
        published=datetime(2026, 5, 2, 10, tzinfo=UTC),
        updated=datetime(2026, 5, 3, 10, tzinfo=timezone(timedelta(hours=2))),
        content=text_html("They roar.\n\nAll <day>."),
    )
    return replace(entry, **changes)


def a_feed(*entries, **changes):
    feed = FeedView(
        id=SITE + "issues/42/",
        title="Issue 42",
        url=SITE + "issues/42/",
        self_url=SITE + "issues/42/feed.xml",
        updated=datetime(2026, 5, 3, 10, tzinfo=UTC),
        entries=entries,
        subtitle="What happens to it",
        language="en",
    )
    return replace(feed, **changes)


def parsed(feed):
    read = feedparser.parse(atom(feed), sanitize_html=False)
    assert not read.bozo, read.bozo_exception
    assert read.version == "atom10"
    return read


def test_a_feed_reads_back():
    read = parsed(a_feed(an_entry(), an_entry(id=SITE + "x", language="de")))
    assert read.feed.title == "Issue 42"
    assert read.feed.subtitle == "What happens to it"
    assert read.feed.id == read.feed.link == SITE + "issues/42/"
    assert [link.href for link in read.feed.links if link.rel == "self"] == [SITE + "issues/42/feed.xml"]
    assert read.feed.updated == "2026-05-03T10:00:00Z"
    entry, german = read.entries
    assert (entry.id, entry.link) == (SITE + "issues/42/#m3",) * 2
    assert (entry.title, entry.author) == ("The fans are too loud", "Ann")
    assert (entry.published, entry.updated) == ("2026-05-02T10:00:00Z", "2026-05-03T10:00:00+02:00")
    assert entry.content[0].type == "text/html"
    assert entry.content[0].value == "<p>They roar.</p>\n<p>All &lt;day&gt;.</p>"
    assert (entry.content[0].language, german.content[0].language) == ("en", "de")


def test_the_bytes():
    assert atom(a_feed(updated=datetime(2026, 5, 3, tzinfo=UTC), subtitle="")).decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        " <id>https://feedback.example.com/issues/42/</id>\n"
        " <title>Issue 42</title>\n"
        " <updated>2026-05-03T00:00:00Z</updated>\n"
        ' <link rel="alternate" type="text/html" href="https://feedback.example.com/issues/42/" />\n'
        ' <link rel="self" type="application/atom+xml" href="https://feedback.example.com/issues/42/feed.xml" />\n'
        "</feed>\n"
    )


def test_a_site_without_an_address():
    id = permanent_id(None, "Acme on record", "issues/42/#m3")
    assert id == permanent_id(None, "Acme on record", "issues/42/#m3")
    assert id.startswith("urn:uuid:")
    assert id not in {permanent_id(None, "Acme on record", "issues/42/#m4"), permanent_id(None, "Other", "issues/42/#m3")}
    root = ElementTree.fromstring(atom(a_feed(an_entry(id=id, url="index.html#m3"), id=id, url="index.html", self_url=None)))
    assert [link.attrib["href"] for link in root.iter(ATOM + "link")] == ["index.html", "index.html#m3"]
    assert parsed(a_feed(an_entry(id=id, url="index.html#m3"), id=id, url="index.html", self_url=None)).entries[0].id == id


def test_an_address_is_an_id():
    assert permanent_id(SITE, "x", "issues/42/#m3") == SITE + "issues/42/#m3"


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_hostile_words_do_not_break_a_feed(words):
    for content in (text_html(words), markdown_html(words, customer=True)):
        feed = a_feed(an_entry(title=words, author=words, content=content, language=words), title=words, subtitle=words)
        root = ElementTree.fromstring(atom(feed))
        assert [element.tag for element in root.iter(ATOM + "title")] == [ATOM + "title"] * 2
        assert root.findtext(ATOM + "title") == plain(words)
        assert root.findtext(f"{ATOM}entry/{ATOM}content") == visible(content)
        assert parsed(feed).entries[0].title.split() == plain(words).split()


@given(st.text(st.characters(exclude_categories=[])))
def test_any_words_are_well_formed(words):
    root = ElementTree.fromstring(
        atom(a_feed(an_entry(title=words, author=words, content=text_html(words), url=words), title=words, id=words))
    )
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == plain(words)
    assert root.findtext(f"{ATOM}entry/{ATOM}content") == text_html(words)


@given(st.text("ab<>&\"'\n\t\r\x00é\u202e", max_size=8))
def test_any_text_and_address_is_told_as_it_shows(words: str):
    root = ElementTree.fromstring(atom(a_feed(an_entry(title=words, url=words, id=words), language=words)))
    entry = root.find(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}{name}") for name in ("id", "title")] == [visible(words), plain(words)]
    assert entry.find(f"{ATOM}link").get("href") == visible(words)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == visible(words)
