"""The ways in: which there are where an issue stands, what they lead to, and that no words can break out of them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from builders import a_corpus, a_message, a_site, an_issue
from onrecord.model import Issue, Talk, Words
from onrecord.render.safe import safe_url
from onrecord.render.text import plain, shortened
from onrecord.render.views.talk import LONGEST_NAME, Way, ways_of
from render.hostile import WORDS
from rendering import a_built_site, a_record, shown

FORM = Talk(form="https://acme.example/?{issue}-{act}")
ALL = Talk(email="a&b@c.example", github="acme/fans", gitlab="acme/deep/fans", form="https://acme.example/say?i={issue}&a={act}")
LONGEST = 2000
"""How long an address may be that every program takes."""
FOUR = ["voice", "dispute", "confirm", "follow"]
ANSWER = a_message(2, "answer")
PROMISE = a_message(2, "promise")
RESOLUTION = a_message(2, "resolution")


def the_ways(*issues: Issue, talk: Talk = FORM, **site: object) -> tuple[Way, ...]:
    """The ways in of the last of some issues."""
    record = a_record(a_corpus(*issues, site=a_site(talk=talk, **site)))
    return ways_of(record, issues[-1])


def acts(*issues: Issue) -> list[str]:
    return [way.act for way in the_ways(*issues)]


def said(*thread: object, **issue: object) -> Issue:
    return an_issue("1", *thread, **issue)


@pytest.mark.parametrize(
    ("thread", "there"),
    [
        ((), ["voice", "follow"]),
        ((a_message(2, "acknowledgement"),), ["voice", "follow"]),
        ((a_message(2, "request"),), ["voice", "follow"]),
        ((a_message(2, "workaround", author="bea"),), ["voice", "follow"]),
        ((a_message(2, "workaround", author="jo"),), FOUR),
        ((ANSWER,), FOUR),
        ((PROMISE,), FOUR),
        ((RESOLUTION,), FOUR),
        ((RESOLUTION, a_message(3, "confirmation", at="2026-05-04")), FOUR),
        ((RESOLUTION, a_message(3, "dispute", at="2026-05-04")), FOUR),
        ((a_message(2, "withdrawal", author="ann"),), ["voice", "follow"]),
    ],
    ids=lambda thread: " ".join(message.kind.value for message in thread) if isinstance(thread, tuple) else "",
)
def test_nothing_is_judged_before_it_was_answered(thread: tuple[object, ...], there: list[str]):
    assert acts(said(*thread)) == there


@pytest.mark.parametrize(
    ("type", "thread", "there"),
    [
        ("idea", (ANSWER,), ["wish", "dispute", "confirm", "follow"]),
        ("question", (ANSWER,), FOUR),
        ("praise", (ANSWER,), ["agree", "follow"]),
        ("ask", (), ["reply", "follow"]),
    ],
)
def test_ways_in_suit_what_an_issue_is(type: str, thread: tuple[object, ...], there: list[str]):
    ways = the_ways(said(*thread, type=type))
    assert [way.act for way in ways] == there
    assert ways[0].channels[0].href == "https://acme.example/?1-voice"


def test_that_something_is_a_duplicate_can_be_disputed():
    duplicate = an_issue("2", author="bea", duplicate_of="1", opened="2026-05-03")
    assert acts(said(), duplicate) == ["voice", "dispute", "follow"]
    assert acts(said(a_message(2, "answer", at="2026-05-04")), duplicate) == FOUR


def test_an_answer_to_a_duplicate_is_one_to_its_original():
    answered = an_issue("2", a_message(2, "answer", at="2026-05-05"), author="bea", duplicate_of="1", opened="2026-05-03")
    assert acts(answered, said()) == FOUR


@pytest.mark.parametrize(
    ("talk", "channels"),
    [
        (Talk(email="a@b.example"), ["email", "email", "email", "email feed"]),
        (Talk(github="acme/fans"), ["github", "github", "github", "feed"]),
        (Talk(gitlab="acme/fans"), ["gitlab", "gitlab", "gitlab", "feed"]),
        (Talk(email="a@b.example", github="acme/fans"), ["email github", "email github", "email github", "email feed"]),
        (ALL, ["form email github gitlab"] * 3 + ["form email feed"]),
    ],
)
def test_what_needs_no_account_comes_first(talk: Talk, channels: list[str]):
    ways = the_ways(said(ANSWER), talk=talk)
    assert [" ".join(channel.text for channel in way.channels) for way in ways] == channels


def test_a_promise_is_followed_in_a_calendar_too():
    follow = the_ways(said(PROMISE))[-1]
    assert {channel.text: channel.href for channel in follow.channels} == {
        "form": "https://acme.example/?1-follow",
        "feed": "feed.xml",
        "calendar": "../1.ics",
        "webcal": "webcal://feedback.example.com/issues/1.ics",
    }
    assert [channel.text for channel in the_ways(said(PROMISE), url=None)[-1].channels] == ["form", "feed", "calendar"]


def test_where_there_is_no_way_to_talk_one_can_still_follow():
    ways = the_ways(said(ANSWER), talk=Talk())
    assert [(way.act, [channel.href for channel in way.channels]) for way in ways] == [("follow", ["feed.xml"])]
    page = shown(a_built_site(a_corpus(said(ANSWER)))["issues/1/index.html"])
    assert "This site names no way to write to the company." in page


def letters(way: Way) -> dict[str, tuple[str, str, str]]:
    """What each channel of a way leads to: a path, a subject and a body."""
    named = {"email": ("subject", "body"), "github": ("title", "body"), "gitlab": ("issue[title]", "issue[description]")}
    found = {}
    for channel in way.channels:
        if channel.text in named:
            parts = urlsplit(channel.href)
            held = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
            subject, body = named[channel.text]
            assert held.keys() == {subject, body}
            found[channel.text] = (parts.path, held[subject][0], held[body][0])
    return found


def test_a_way_in_is_prefilled_and_ends_where_its_writer_begins():
    (way, *_) = the_ways(an_issue("acme-7", title="50 % louder & “worse”?"), talk=ALL)
    assert urlsplit(way.channels[0].href).query == "i=acme-7&a=voice"
    found = letters(way)
    subject = "I have this too: issue acme-7"
    about = (f"{subject}, “50 % louder & “worse”?”", "https://feedback.example.com/issues/acme-7/", "")
    asks = ("What happens to me:", "")
    private = (*about, "Name to show (left empty: anonymous): ", "", *asks)
    assert unquote(found["email"][0]) == "a&b@c.example"
    assert found["email"][1:] == (subject, "\r\n".join(private))
    assert found["github"] == ("/acme/fans/issues/new", subject, "\n".join((*about, *asks)))
    assert found["gitlab"] == ("/acme/deep/fans/-/issues/new", subject, "\n".join((*about, *asks)))


def test_who_only_follows_need_write_nothing():
    follow = the_ways(said(), talk=ALL)[-1]
    subject = "Tell me when it changes: issue 1"
    assert letters(follow)["email"][1:] == (
        subject,
        (
            f"{subject}, “The fans are too loud”\r\nhttps://feedback.example.com/issues/1/\r\n\r\n"
            "Please write to me at this address when something happens there."
        ),
    )


@pytest.mark.parametrize(
    "words", [*WORDS.values(), "扇風機の音が大きすぎます" * 40, "😀" * 200, "x" * 5000], ids=lambda words: words[:12]
)
def test_no_title_breaks_an_address(words: str):
    ways = the_ways(said(ANSWER, title=words), talk=ALL)
    assert [way.act for way in ways] == FOUR
    for way in ways:
        for channel in way.channels:
            assert safe_url(channel.href) == channel.href or channel.text == "webcal"
            assert channel.href.isascii()
            assert len(channel.href) <= LONGEST
            assert not re.search(r"[\s\"'<>\\]", channel.href)
        for path, subject, body in letters(way).values():
            assert unquote(path) in ("a&b@c.example", "/acme/fans/issues/new", "/acme/deep/fans/-/issues/new")
            assert subject.endswith(": issue 1")
            name = shortened(plain(words), LONGEST_NAME)
            assert body.splitlines()[:2] == [f"{subject}, “{name}”", "https://feedback.example.com/issues/1/"]


def test_a_letter_is_a_letter():
    """What a mail program makes of the address has but the headers that it was given."""
    (way, *_) = the_ways(said(title="x\r\nBcc: all@evil.example&bcc=me@evil.example"), talk=Talk(email="a@b.example"))
    held = parse_qs(urlsplit(way.channels[0].href).query, strict_parsing=True)
    assert held.keys() == {"subject", "body"}
    assert "\r\nBcc" not in held["body"][0]


@pytest.mark.parametrize(
    ("language", "subject", "about"),
    [
        ("de", "Das habe ich auch: Anliegen 1", "Das habe ich auch: Anliegen 1, „The fans are too loud“"),
        ("fr", "Cela m’arrive aussi\u00a0: dossier 1", "Cela m’arrive aussi\u00a0: dossier 1, «\u00a0The fans are too loud\u00a0»"),
    ],
)
def test_a_letter_is_in_the_readers_language(language: str, subject: str, about: str):
    issue = said(ANSWER)
    site = a_site(talk=Talk(email="a@b.example"), language=language)
    (page,) = (data for path, data in a_built_site(a_corpus(issue, site=site)).items() if path == "issues/1/index.html")
    (address, *_) = re.findall(r'href="(mailto:[^"]*)"', page.decode())
    held = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    assert held["subject"] == [subject]
    assert held["body"][0].splitlines()[0] == about


def test_withheld_words_are_not_in_a_letter():
    issue = an_issue("1", title=None, text="", report={"words": Words.WITHHELD})
    assert "Issue 1" in letters(the_ways(issue, talk=ALL)[0])["email"][2]


def test_the_page_of_talking_says_what_happens():
    site = a_site(talk=ALL)
    page = shown(a_built_site(a_corpus(said(ANSWER), site=site))["talk/index.html"])
    for words in (
        "Write to us by form",
        "You can also write to a&b@c.example yourself",
        "You need an account there",
        "The project is acme/fans.",
        "They are published word for word",
        "It has pledged no times.",
        "Everything new: Atom feed Everything new, JSON Feed",
    ):
        assert words in page, words
    assert '<iframe src="https://feedback.example.com/talk/excerpt/"' in page


def test_where_no_way_is_named_the_page_says_so():
    page = shown(a_built_site(a_corpus(said(), site=a_site(url=None)))["talk/index.html"])
    assert "This site names no way to write to the company." in page
    assert "The markup to copy stands here once the site has an address." in page
    assert "<iframe" not in page


def test_the_opening_letter_asks_for_a_name():
    built = a_built_site(a_corpus(said(), site=a_site(talk=Talk(email="a@b.example"))))
    (address,) = set(re.findall(r'href="(mailto:[^"]*)"', built["talk/index.html"].decode()))
    held = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    assert held["body"] == ["Name to show (left empty: anonymous): \r\n\r\nWhat I want to say:\r\n"]
