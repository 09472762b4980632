"""Every field of every file that is no issue, as it reaches the model."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from onrecord.model import (
    Calendar,
    ChangeKind,
    Company,
    Component,
    FreePage,
    IssueType,
    Link,
    LogSettings,
    Person,
    Pledge,
    Product,
    Role,
    Site,
    Source,
    Span,
    Talk,
    When,
)
from onrecord.read.drafts import Claim, Decoded
from onrecord.read.people_files import decode_people
from onrecord.read.product_files import decode_product, decode_release, decode_release_notes
from onrecord.read.site_files import decode_calendar, decode_page, decode_site
from onrecord.read.source import SourceFile

UTC = ZoneInfo("UTC")


def file(text: str) -> SourceFile:
    return SourceFile("a.yaml", text.encode())


def sound(decoded: Decoded) -> Decoded:
    assert [str(problem) for problem in decoded.problems] == []
    assert decoded.claims == ()
    return decoded


def test_a_site_holds_what_its_file_says() -> None:
    text = """\
title: Fans on record
url: https://fans.example/record
company: {name: Acme, home: 'https://acme.example', logo: logo.png}
language: de
languages: [en, pt-BR]
timezone: Europe/Berlin
country: DE
theme: broadsheet
theme_options: {accent: red, plain: }
talk: {email: help@acme.example, github: acme/fans, gitlab: acme/fans, form: 'https://acme.example/{issue}/{act}'}
pledges:
  - {since: 2026-05-01, first_answer: 2 business days, resolution: {problem: 30 days, idea: 6 weeks}}
  - since: 2026-01-01
log: {origin: fans.example/log, keys: key}
sources: [{kind: feed, url: https://acme.example/feed.xml}]
inbox: ../inbox
licence: CC BY 4.0
notice: Invented.
"""
    assert sound(decode_site(file(text))).site == Site(
        title="Fans on record",
        company=Company("Acme", "https://acme.example", "logo.png"),
        url="https://fans.example/record/",
        language="de",
        languages=("en", "pt-BR"),
        timezone=ZoneInfo("Europe/Berlin"),
        country="DE",
        theme="broadsheet",
        theme_options={"accent": "red", "plain": ""},
        talk=Talk("help@acme.example", "acme/fans", "acme/fans", "https://acme.example/{issue}/{act}"),
        pledges=(
            Pledge(date(2026, 1, 1)),
            Pledge(date(2026, 5, 1), Span(2, business=True), {IssueType.PROBLEM: Span(30), IssueType.IDEA: Span(42)}),
        ),
        log=LogSettings("fans.example/log", ("key",)),
        sources=({"kind": "feed", "url": "https://acme.example/feed.xml"},),
        inbox="../inbox",
        licence="CC BY 4.0",
        notice="Invented.",
    )


def test_a_site_needs_only_a_title_and_a_company() -> None:
    assert sound(decode_site(file("title: Fans\ncompany: Acme\n"))).site == Site("Fans", Company("Acme"))


def test_a_calendar_knows_the_years_it_holds() -> None:
    text = "country: DE\nholidays:\n  2027:\n  2026:\n    2026-12-25: Weihnachten\n    2026-01-01: Neujahr\n"
    assert sound(decode_calendar(file(text))).calendar == Calendar(
        "DE", {2026: {date(2026, 1, 1): "Neujahr", date(2026, 12, 25): "Weihnachten"}, 2027: {}}
    )


def test_a_person_holds_what_their_file_says() -> None:
    text = """\
role: company
name: Jo Lee
title: Support
products: fans
languages: [de, en]
links: [{title: Home, url: 'mailto:jo@acme.example'}]
page: no
formerly: [joanna]
"""
    (person,) = sound(decode_people(file(text), "jo")).people
    assert person == Person(
        alias="jo",
        role=Role.COMPANY,
        name="Jo Lee",
        title="Support",
        products=("fans",),
        languages=("de", "en"),
        links=(Link("Home", "mailto:jo@acme.example"),),
        page=False,
        formerly=("joanna",),
    )
    assert str(person.marks.of("links.0.url")) == "a.yaml:6:28"


def test_many_people_stand_in_one_stream() -> None:
    read = sound(decode_people(file("alias: ann\nrole: customer\n---\nalias: obs\nrole: observer\n"), "all"))
    assert [(p.alias, p.role) for p in read.people] == [("ann", Role.CUSTOMER), ("obs", Role.OBSERVER)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("role: [", ["bob"]),
        ("alias: ann\nrole: customer\n---\nalias: 'eva' # hm\nrole: [\n", ["bob", "ann", "eva"]),
        ("alias: ann\nrole: nobody\n---\nalias: eva\nrole: customer\n", ["ann"]),
        ("\x00", ["bob"]),
    ],
)
def test_broken_people_lay_claim_to_their_aliases(text: str, claims: list[str]) -> None:
    read = decode_people(file(text), "bob")
    assert read.problems
    assert read.claims == tuple(Claim("person", alias) for alias in claims)


def test_a_product_holds_what_its_file_says() -> None:
    text = """\
id: fans
name: Fans
summary: They turn.
home: https://acme.example/fans
company: {name: Acme Fans}
components: [{id: blades, name: The blades, formerly: [wings]}, motor]
references: {"#": issues, "GH-": 'github:acme/fans', "T": 'https://t.example/{}'}
notice: Real.
formerly: fanz
"""
    assert sound(decode_product(file(text), "fans")).products == (
        Product(
            id="fans",
            name="Fans",
            summary="They turn.",
            home="https://acme.example/fans",
            company=Company("Acme Fans"),
            components=(Component("blades", "The blades", ("wings",)), Component("motor", "motor")),
            references={"#": "issues", "GH-": "github:acme/fans", "T": "https://t.example/{}"},
            notice="Real.",
            formerly=("fanz",),
        ),
    )


def test_a_release_holds_what_its_file_says() -> None:
    text = """\
date: 2026-05-02T23:30Z
yanked: true
notes: A note.
source: {system: github, id: 7, url: 'https://github.com/acme/fans/7'}
changes:
  fixed: [A rattle, {text: A hum, closes: [1, acme-2]}]
  added:
    - Silence
"""
    (draft,) = sound(decode_release(file(text), "fans", "1.10", ZoneInfo("Asia/Tokyo"))).releases
    release = draft.release
    assert (release.key, release.yanked, release.notes, draft.imported) == (("fans", "1.10"), True, "A note.", True)
    assert release.date is not None
    assert release.date.day == date(2026, 5, 3)
    assert release.source == Source("github", "7", "https://github.com/acme/fans/7")
    assert [(c.kind, c.text, c.closes, str(c.marks.start)) for c in release.changes] == [
        (ChangeKind.FIXED, "A rattle", (), "a.yaml:6:11"),
        (ChangeKind.FIXED, "A hum", ("1", "acme-2"), "a.yaml:6:21"),
        (ChangeKind.ADDED, "Silence", (), "a.yaml:8:7"),
    ]


def test_a_release_in_markdown_has_its_changes_in_sections() -> None:
    text = "---\ndate: 2026-05-02\n---\n\nA note.\n\n### Fixed\n\n- A rattle\n"
    (draft,) = sound(decode_release_notes(file(text), "fans", "1.1", UTC)).releases
    assert (draft.release.notes, draft.release.date) == ("A note.", When(date(2026, 5, 2), claimed="2026-05-02"))
    assert [(c.text, str(c.marks.start)) for c in draft.release.changes] == [("A rattle", "a.yaml:9:1")]


@pytest.mark.parametrize(
    ("version", "text", "printed"),
    [
        ("1.1", "yanked: no\n", ['a.yaml:1:1: missing field "date"; a release that is not yet out stands under [Unreleased]']),
        ("1.1", "date: unknown\n", ['a.yaml:1:7: a time may be "unknown" only beside a source; write the day, as in "2026-05-02"']),
        ("1.1", "date: unknown\nsource: {system: s, id: 1}\n", []),
        ("1.1", "date: 2026-05-02\nchanges: {fixt: [x]}\n", ['a.yaml:2:11: unknown kind of change "fixt"; did you mean "fixed"?']),
        ("unreleased", "notes: Soon.\n", []),
    ],
)
def test_what_is_wrong_with_a_release_is_told(version: str, text: str, printed: list[str]) -> None:
    assert [str(problem) for problem in decode_release(file(text), "fans", version, UTC).problems] == printed


def test_a_page_holds_its_words() -> None:
    page = FreePage("about", "About us", "# Who\n\nWe.", "de")
    assert sound(decode_page(file("---\ntitle: About us\nlang: de\n---\n\n# Who\n\nWe.\n"), "about")).pages == (page,)
