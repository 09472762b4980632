"""The invented records: the whole of it, the same from right to left, very much of it, and nothing."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache

from PIL import Image, ImageDraw

from onrecord.build.specimen.states import states
from onrecord.build.specimen.words import LETTER, LONG, PICTURE, words
from onrecord.build.specimen.writing import day, issue, on, said
from onrecord.frozen import dataclass, replace
from onrecord.model import (
    ALWAYS,
    UNRELEASED,
    Change,
    ChangeKind,
    Company,
    Component,
    Corpus,
    FreePage,
    Issue,
    IssueType,
    Link,
    Outcome,
    Person,
    Pledge,
    Product,
    Release,
    Resolution,
    Role,
    Site,
    Source,
    Span,
    Talk,
    id_order,
)

LETTER_TEXT = b"Thank you for choosing this lamp.\n"
COMPANY = Company("Lumen", "https://lumen.example/")
SITE = Site(
    title="Lumen, on record",
    company=COMPANY,
    url="https://record.lumen.example/",
    talk=Talk("talk@lumen.example", "example/lamp", "example/lamp", "https://lumen.example/talk?issue={issue}&act={act}"),
    pledges=(Pledge(day(0), Span(2, business=True), {IssueType.PROBLEM: Span(30)}),),
    licence="https://creativecommons.org/licenses/by/4.0/",
    notice="Nobody in this record is real: it shows how a theme looks.",
)
PEOPLE = (
    Person("ada", Role.CUSTOMER, "Ada", page=True, links=(Link("Her lamps", "https://example.org/ada"),)),
    Person("ben", Role.CUSTOMER, "Ben"),
    Person("cem", Role.CUSTOMER),
    Person("dora", Role.CUSTOMER, "Dóra, who reads at night", page=True),
    Person("eve", Role.OBSERVER, "Eve, of the Lamp Review", page=True, title="Editor"),
    Person("mira", Role.COMPANY, "Mira Okafor", "Ballasts", ("lamp", "shade"), ("en", "ar"), formerly=("m",)),
    Person("okan", Role.COMPANY, "Okan", links=(Link("His bench", "https://example.org/okan"),)),
    Person("zoe", Role.COMPANY, "Zoë, who is new"),
    Person("with-a-very-long-alias-that-has-no-end-in-sight-and-goes-on-so", Role.CUSTOMER),
)
PRODUCTS = (
    Product(
        "lamp",
        "The Lamp",
        "A lamp for a desk, made since 2024.",
        "https://lumen.example/lamp",
        components=(Component("ballast", "Ballast"), Component("arm", "Arm and hinge", ("hinge",)), Component("foot", "Foot")),
        formerly=("light",),
    ),
    Product("shade", "The Shade", company=Company("Umbra")),
    Product("bulb", f"{LONG} {LONG}", notice="The bulb is no longer made."),
)
NOTES = "A release about *quiet*.\n\n# What is new\n\n- The ballast, see the [measurements](https://example.org/hum)."
RELEASES = (
    Release("lamp", UNRELEASED, None, (Change(ChangeKind.ADDED, "A dimmer that fades further."),)),
    Release("lamp", "1.3", on(100), (Change(ChangeKind.FIXED, "No smell of paint.", ("12",)),), yanked=True),
    Release(
        "lamp",
        "1.2",
        on(98),
        (
            Change(ChangeKind.FIXED, "The hinge holds.", ("11",)),
            Change(ChangeKind.FIXED, "A ballast that hums lower, with `quiet` in its *name*."),
            Change(ChangeKind.SECURITY, "The shade no longer burns."),
        ),
        notes=NOTES,
        source=Source("github", "1.2", "https://github.com/example/lamp/releases/1.2"),
    ),
    Release("lamp", "1.1", on(20), (Change(ChangeKind.ADDED, "A battery."), Change(ChangeKind.REMOVED, "The second switch."))),
    Release("lamp", "1.0", on(0)),
)
PAGES = (
    FreePage("about", "About this record", "Of *us*.\n\n# Why\n\nBecause you said so.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
    FreePage("policy", "سياسة النشر", "ننشر كلمات العملاء كما قيلت.", "ar"),
)


@dataclass(frozen=True, slots=True)
class Specimen:
    """One invented record: the folder its pages lie in, what it shows, and what each of its issues shows, by its id."""

    folder: str
    title: str
    corpus: Corpus
    shows: dict[str, str]


@cache
def picture() -> bytes:
    """A picture of a lamp, as PNG."""
    drawn, out = Image.new("RGB", (640, 400), "#e9e4d8"), io.BytesIO()
    pen = ImageDraw.Draw(drawn)
    pen.polygon([(250, 190), (390, 190), (350, 90), (290, 90)], fill="#b5533c")
    pen.rectangle((314, 190, 326, 330), fill="#33302b")
    pen.ellipse((240, 315, 400, 350), fill="#33302b")
    drawn.save(out, "PNG")
    return out.getvalue()


def files() -> dict[str, bytes]:
    """The bytes of the files beside its messages, by their paths."""
    return {PICTURE: picture(), LETTER: LETTER_TEXT, "content/issues/38-with-files/log.bin": b"hum\n"}


def specimens() -> tuple[Specimen, ...]:
    """The invented records in the order in which they are shown."""
    shown = {**states(), **words(picture(), LETTER_TEXT)}
    shows = {issue.id: label for label, issue in shown.items()}
    whole = _corpus(SITE, shown.values(), PRODUCTS, RELEASES, PEOPLE, PAGES)
    mirrored = replace(whole, site=replace(SITE, language="ar"))
    return (
        Specimen("whole", "Everything that may occur", whole, shows),
        Specimen("mirrored", "The same, from right to left", mirrored, shows),
        Specimen("many", "Very much of it", _many(), {}),
        Specimen("nothing", "Nothing at all", Corpus(Site("Lumen, on record", COMPANY), people=dict(ALWAYS)), {}),
    )


def _many() -> Corpus:
    """So many issues that lists take several pages, with many products, releases and people."""
    people = [Person(f"helper-{n}", Role.COMPANY, f"Helper {n}") for n in range(1, 41)]
    products = [Product(f"lamp-{n}", f"Lamp {n}", components=(Component("arm", "Arm"),)) for n in range(1, 25)]
    releases = [Release("lamp-1", f"{n}.0", on(n), (Change(ChangeKind.CHANGED, f"Part {n}."),)) for n in range(60, 0, -1)]
    return _corpus(SITE, (_one_of_many(n) for n in range(1, 161)), products, releases, (*PEOPLE, *people), ())


def _one_of_many(n: int) -> Issue:
    answer = said(2, "answer", f"helper-{n % 40 + 1}", n % 150 + 2, "We have it.")
    ended = said(3, "resolution", "mira", n % 150 + 5, "", Resolution(Outcome.DONE))
    solved = said(4, "confirmation", "ada", n % 150 + 6, "It is.")
    thread = ((), (answer,), (answer, ended), (answer, ended, solved))[n % 4]
    return issue(n, f"Lamp number {n} hums.", *thread, at=n % 150, title=f"Number {n}", product=f"lamp-{n % 24 + 1}")


def _corpus(
    site: Site,
    issues: Iterable[Issue],
    products: Iterable[Product],
    releases: Iterable[Release],
    people: Iterable[Person],
    pages: Iterable[FreePage],
) -> Corpus:
    ordered = sorted(issues, key=lambda issue: (issue.opened.order, id_order(issue.id)))
    known = {person.alias: person for person in (*ALWAYS.values(), *people)}
    return Corpus(
        site,
        {issue.id: issue for issue in ordered},
        {product.id: product for product in products},
        {release.key: release for release in releases},
        {alias: known[alias] for alias in sorted(known)},
        {page.name: page for page in pages},
    )
