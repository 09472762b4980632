from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsonfeeds import json_feed as read
from jsonfeeds import wrong
from onrecord.render.invisible import visible
from onrecord.render.jsonfeed import json_feed
from onrecord.render.markdown import markdown_html
from onrecord.render.text import plain, text_html
from render.hostile import WORDS
from render.test_render_atom import SITE, a_feed, an_entry


def test_a_feed_reads_back():
    feed = read(json_feed(a_feed(an_entry(), an_entry(id=SITE + "x", language="de"), rights="All of it, for all.")))
    assert {name: value for name, value in feed.items() if name != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Issue 42",
        "description": "What happens to it",
        "language": "en",
        "home_page_url": SITE + "issues/42/",
        "feed_url": SITE + "issues/42/feed.json",
        "_onrecord": {"rights": "All of it, for all."},
    }
    assert feed["items"] == [
        {
            "id": SITE + "issues/42/#m3",
            "url": SITE + "issues/42/#m3",
            "title": "The fans are too loud",
            "authors": [{"name": "Ann"}],
            "content_html": "<p>They roar.</p>\n<p>All &lt;day&gt;.</p>",
            "date_published": "2026-05-02T10:00:00Z",
            "date_modified": "2026-05-03T10:00:00+02:00",
        },
        {**feed["items"][0], "id": SITE + "x", "language": "de"},
    ]


def test_a_site_without_an_address_gives_no_links():
    feed = read(json_feed(a_feed(an_entry(id="urn:uuid:1", url="index.html#m3"), url="index.html", self_url=None)))
    assert not {"home_page_url", "feed_url"} & feed.keys()
    assert "url" not in feed["items"][0]


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_hostile_words_do_not_break_a_feed(words):
    for content in (text_html(words), markdown_html(words, customer=True)):
        entry = an_entry(title=words, author=words, content=content, language=words)
        feed = read(json_feed(a_feed(entry, title=words, subtitle=words, rights=words)))
        assert feed["title"] == plain(words)
        assert feed["items"][0]["content_html"] == visible(content)
        assert feed["items"][0]["authors"] == [{"name": plain(words)}]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_words_are_told_as_they_show(words):
    feed = read(json_feed(a_feed(an_entry(title=words, content=text_html(words)), title=words)))
    assert (feed["items"][0]["title"], feed["items"][0]["content_html"]) == (plain(words), text_html(words))


def test_the_rules_are_rules():
    feed = read(json_feed(a_feed(an_entry())))
    item = feed["items"][0]
    broken = [
        {**feed, "version": "1"},
        {name: value for name, value in feed.items() if name != "title"},
        {**feed, "feed_url": "feed.json"},
        {**feed, "unknown": 1},
        {**feed, "_more": 1},
        {**feed, "items": [item, item]},
        {**feed, "items": [{**item, "date_published": datetime(2026, 1, 1).isoformat()}]},  # noqa: DTZ001 - that is what is wrong
        {**feed, "items": [{**item, "authors": [{}]}]},
        {**feed, "items": [{"id": "1"}]},
    ]
    assert [len([*wrong(one)]) for one in broken] == [1] * len(broken)
    assert datetime.fromisoformat(item["date_published"]).astimezone(UTC).year == 2026
