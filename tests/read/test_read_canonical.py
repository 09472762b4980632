"""The canonical form: what is written is read back by the project's own reader as the same record."""

import re
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_change, a_message, a_person, a_product, a_release, a_site, a_source, a_when, an_issue, doubtful
from onrecord.model import (
    Amendment,
    By,
    Company,
    Component,
    Counted,
    Format,
    FreePage,
    IssueType,
    Kind,
    Link,
    LogSettings,
    Outcome,
    Pledge,
    Report,
    Resolution,
    Role,
    Span,
    Talk,
    Translation,
    When,
    Words,
    whole_day,
)
from onrecord.read import read_project
from onrecord.read.canonical import (
    issue_fields,
    issue_markdown,
    message_markdown,
    person_text,
    product_text,
    record_text,
    release_text,
    site_text,
)

TODAY = date(2026, 11, 21)
PEOPLE = (a_person("ann"), a_person("jo", Role.COMPANY), a_person("obs", Role.OBSERVER))
PRODUCT = a_product(components=("motor", "case"))
AWKWARD = st.sampled_from(
    [*list(" \t\n\r:#-?,[]{}&*!|>'\"%@`~=<\\/.0aé😀\x01\x1b\x7f\x85\xa0\u200b\u202e\u2028\ufeff"), "\r\n", "---\n", "no", "# "]
)
CHARACTERS = st.lists(st.one_of(AWKWARD, st.characters(codec="utf-8", exclude_characters="\0")), min_size=1, max_size=25)


def even(text):
    """What reading does to a text: CRLF becomes LF, and white space at its end goes."""
    return text.replace("\r\n", "\n").rstrip()


PROSE = CHARACTERS.map("".join).map(even).filter(str.strip)
LINE = PROSE.map(lambda t: " ".join(t.split("\n")).strip()).filter(lambda t: t and "\n" not in t)
DAYS = st.dates(date(2020, 1, 1), TODAY - timedelta(days=1))
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=30))])


@st.composite
def whens(draw):
    """A day, a time with its zone, or one that an import could not make sense of."""
    day = draw(DAYS)
    match draw(st.sampled_from(["day", "time", "unknown", "broken"])):
        case "day":
            return whole_day(day)
        case "time":
            clock = datetime.min.time().replace(hour=draw(st.integers(0, 23)), minute=draw(st.integers(0, 59)))
            instant = datetime.combine(day, clock, draw(ZONES))
            return When(instant.astimezone(UTC).date(), instant, instant.isoformat())
        case "unknown":
            return a_when("unknown")
        case _:
            return doubtful(f"{day}T9:5", day.isoformat())


MAYBE_PROSE = st.none() | PROSE
SOURCES = st.builds(lambda name, url: a_source(url, "elsewhere", name), LINE, st.none() | st.just("https://example.org/a?b=c#d"))
AMENDMENTS = st.none() | st.builds(Amendment, st.sampled_from(By), PROSE, st.dates(date(2026, 5, 2), date(2026, 5, 30)))
AUTHORS = st.sampled_from(["ann", "anonymous", "jo", "company", "obs"])


@st.composite
def messages(draw, number):
    """A comment, an answer or a resolution; imported, so that its time may be anything."""
    author = draw(AUTHORS)
    kind = draw(st.sampled_from([Kind.COMMENT, Kind.ANSWER, Kind.RESOLUTION] if author in ("jo", "company") else [Kind.COMMENT]))
    act = {"act": Resolution(Outcome.MADE_GOOD, why=draw(MAYBE_PROSE), how=draw(PROSE))} if kind is Kind.RESOLUTION else {}
    return a_message(
        number,
        kind,
        at=draw(whens()),
        author=author,
        text=draw(PROSE),
        format=draw(st.sampled_from(Format)),
        lang=draw(st.sampled_from([None, "en", "pt-BR"])),
        via=draw(st.sampled_from([None, "email"])),
        amendment=draw(AMENDMENTS),
        source=draw(SOURCES),
        translations=draw(st.dictionaries(st.just("de"), st.builds(Translation, PROSE, LINE), max_size=1)),
        **act,
    )


@st.composite
def issues(draw):
    """An imported issue with a thread."""
    withheld = draw(st.booleans())
    source = draw(SOURCES)
    report = {
        "source": source,
        "format": draw(st.sampled_from(Format)) if not withheld else Format.TEXT,
        "words": Words.WITHHELD if withheld else Words.PUBLISHED,
        "via": draw(st.sampled_from([None, "in_person"])),
        "amendment": draw(AMENDMENTS),
    }
    return an_issue(
        "acme-7",
        *[draw(messages(n)) for n in range(2, 2 + draw(st.integers(0, 3)))],
        type=draw(st.sampled_from([t for t in IssueType if t is not IssueType.ASK])),
        opened=draw(whens()),
        author="ann" if not withheld else "anonymous",
        title=None if withheld else draw(LINE),
        text="" if withheld else draw(PROSE),
        wants=None if withheld else draw(MAYBE_PROSE),
        affects=tuple(dict.fromkeys(draw(st.lists(LINE, max_size=2)))) if not withheld else (),
        report=report,
        components=draw(st.sampled_from([(), ("motor",), ("motor", "case")])),
        tags=tuple(dict.fromkeys(draw(st.lists(LINE, max_size=3)))),
        severity=draw(st.none() | LINE),
        source=source,
        counted=draw(st.none() | st.builds(Counted, LINE, st.integers(0, 10**9), DAYS.map(whole_day), LINE)),
    )


def read(files):
    """What the reader makes of some files beside the usual people and product; an error fails the test."""
    known = {
        "site.yaml": site_text(a_site(timezone=ZoneInfo("UTC"))),
        "people/all.yaml": "---\n".join(person_text(p) for p in PEOPLE),
        "products/fans/product.yaml": product_text(PRODUCT),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (known | files).items():
            path = Path(folder, "content", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        reading = read_project(Path(folder), TODAY)
    assert [str(p) for p in reading.problems if p.level.value == "error"] == []
    return reading.corpus


def unordered(issue):
    """An issue whose thread is by number, and whose times are as claimed: order and doubt are the reader's to judge."""
    thread = sorted((replace(m, at=m.at.claimed) for m in issue.thread), key=lambda m: m.id)
    counted = issue.counted and replace(issue.counted, at=issue.counted.at.claimed)
    return replace(issue, thread=tuple(thread), counted=counted, slug="")


@settings(max_examples=60)
@given(issues())
def test_an_issue_is_read_back_as_it_was(issue):
    assert unordered(read({"issues/acme-7.yaml": record_text(issue_fields(issue))}).issues["acme-7"]) == unordered(issue)
    assert unordered(read({"issues/acme-7-a.md": issue_markdown(issue)}).issues["acme-7"]) == unordered(issue)


@settings(max_examples=25)
@given(messages(2))
def test_a_message_of_its_own_file_is_read_back_as_it_was(message):
    issue = an_issue("7", opened="2019-01-01")
    corpus = read({"issues/7.md": issue_markdown(issue), "issues/7/2-a.md": message_markdown(message)})
    assert unordered(corpus.issues["7"]) == unordered(replace(issue, thread=(*issue.thread, message)))


def test_every_act_is_read_back_as_it_was():
    issue = an_issue(
        "7",
        a_message(2, "promise", at="2026-05-03", what="Quieter fans", due="2026-06-01", proof="Measure it: a\nsecond line"),
        a_message(3, "promise_update", at="2026-05-04", promise=2, due="2026-07-01", why="The mould broke"),
        a_message(4, "promise_update", at="2026-05-05", promise=2, kept=True, text=""),
        a_message(5, "resolution", at="2026-05-06", outcome="fixed", fixed_in="1.0", keeps_promise=(2,), in_reply_to=1),
        a_message(6, "report", at="2026-05-07", author="bea", act=Report("Mine too", "Silence", ("1.0",))),
        a_message(7, "withdrawal", at="2026-05-08", author="bea", withdraws=6),
        a_message(8, "correction", at="2026-05-09", corrects=5),
        quote="They roar.",
    )
    release = a_release("1.0", a_change("Quiet: **very**", "7"), date="2026-05-06", notes="Two\nlines")
    corpus = read(
        {
            "issues/7.yaml": record_text(issue_fields(issue)),
            "people/bea.yaml": person_text(a_person("bea")),
            "products/fans/releases/1.0.yaml": release_text(release),
        }
    )
    assert corpus.issues["7"] == replace(issue, slug="")
    assert corpus.releases["fans", "1.0"].changes == release.changes
    assert corpus.releases["fans", "1.0"].notes == release.notes


def test_people_products_pages_and_the_site_are_read_back_as_they_were():
    person = a_person(
        "kim", "company", name="Kim: the #1", title="Engineer", products=("fans",), languages=("de", "en"), page=False,
        links=(Link("Home", "https://example.org/"),), formerly=("kimberley",),
    )  # fmt: skip
    product = a_product(
        "cases", "Cases, all", summary="Of steel", home="https://example.org/", company=Company("Box Ltd", "https://box.example/"),
        references={"#": "issues", "GH-": "github:acme/cases"}, notice="Invented", formerly=("boxes",),
    )  # fmt: skip
    product = replace(product, components=(Component("lid", "Lid", ("cover",)), Component("base", "base")))
    page = FreePage("about", "About: us", "# Us\n\nWords", "en")
    site = a_site(
        languages=("en", "de"), timezone=ZoneInfo("Europe/Berlin"), country="DE", licence="CC BY 4.0", notice="Mind: the gap",
        talk=Talk("help@example.com", form="https://example.com/{issue}/{act}"), log=LogSettings("feedback.example.com/log"),
        lead_with_old_imports=True,
        pledges=(Pledge(date(2026, 1, 1), Span(2, business=True), {IssueType.PROBLEM: Span(1)}),),
    )  # fmt: skip
    corpus = read(
        {
            "people/kim.yaml": person_text(person),
            "products/cases/product.yaml": product_text(product),
            "pages/about.md": "---\ntitle: 'About: us'\nlang: en\n---\n# Us\n\nWords",
            "site.yaml": site_text(site),
        }
    )
    assert corpus.people["kim"] == person
    assert corpus.products["cases"] == product
    assert corpus.pages["about"] == page
    assert corpus.site == site


@pytest.mark.parametrize("text", ["\n leading", "one\rtwo", "bell\x07"])
def test_words_that_a_body_cannot_carry_stand_in_the_front_matter(text):
    assert re.match(r"---\n(.*\n)*text: .*(\n.*)*---\n$", issue_markdown(an_issue("7", text=text)))


def test_fields_have_one_order_and_words_are_a_block():
    issue = an_issue("7", a_message(2, "answer", author="jo", text="Yes: soon"), tags=("a", "b"), wants="Quiet\nfans")
    assert record_text(issue_fields(issue)) == (
        "id: 7\ntype: problem\nproduct: fans\ntags: [a, b]\nauthor: ann\nopened: 2026-05-02\ntitle: The fans are too loud\n"
        "wants: |-\n  Quiet\n  fans\nformat: text\ntext: |\n  They roar.\n"
        "thread:\n  - id: 2\n    author: jo\n    at: 2026-05-03\n    kind: answer\n"
        "    format: markdown\n    text: |\n      Yes: soon\n"
    )
