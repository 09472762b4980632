"""Units: whatever changes in the record changes one unit, and no word of an author stands anywhere but in its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from itertools import count

import pytest

from builders import a_change, a_corpus, a_message, a_person, a_release, a_site, an_issue
from onrecord.model import (
    Amendment,
    Attachment,
    By,
    Change,
    Corpus,
    Format,
    FreePage,
    Issue,
    IssueType,
    Kind,
    Message,
    Person,
    Pledge,
    Release,
    Report,
    Role,
    Span,
    Translation,
    Words,
)  # fmt: skip
from onrecord.model.person import Link
from onrecord.model.product import ChangeKind
from onrecord.model.site import TranslatedPage
from onrecord.model.source import Counted, Source
from onrecord.seal.units import units_of
from onrecord.seal.words import blob_of

FILE = Attachment("content/issues/7/1-fan.png", "image/png", 3, "ab" * 32, alt="A fan")
PLEDGE = Pledge(date(2026, 1, 1), Span(2, business=True), {IssueType.PROBLEM: Span(30)})


def the_record() -> Corpus:
    """A record in which everything stands once."""
    issue = an_issue(
        "7",
        a_message(2, "answer", author="jo", text="Soon.\n\nVery soon."),
        a_message(3, "resolution", author="jo", text="", outcome="fixed", fixed_in="1.0"),
        text="They roar.\n\nAll night.",
        quote="They   roar.",
        wants="Quiet",
    )
    corpus = a_corpus(
        issue,
        releases=[a_release("1.0", a_change("Quiet fans", "7"), date="2026-05-20", notes="First.\n\nSecond.")],
        people=[a_person("ann", name="Ann A."), a_person("jo", Role.COMPANY)],
        site=a_site(pledges=(PLEDGE,)),
    )
    return replace(corpus, pages={"about": FreePage("about", "About us", "# Us\n\nWords")})


def units(corpus: Corpus) -> dict[tuple[str, ...], tuple[object, ...]]:
    """What stands in each unit."""
    return {unit.key: (unit.role, unit.rule, unit.parts, dict(unit.frame)) for unit in units_of(corpus)}


def test_a_record_falls_into_units():
    found = {unit.key: unit for unit in units_of(the_record())}
    report = found["m", "7", "1"]
    assert report.parts == (
        ("author", "ann"), ("title", "The fans are too loud"), ("wants", "Quiet"), ("format", "text"),
        ("body.1", "They roar.\n\n"), ("body.2", "All night."),
    )  # fmt: skip
    assert (report.role, report.rule, report.frame) == (Role.CUSTOMER, "text/1", {"at": "2026-05-02", "kind": "report"})
    header = found["m", "7", "0"]
    assert (header.role, header.rule, header.parts) == (Role.COMPANY, "none/1", (("format", "none"),))
    assert header.frame["quote"] == ["text", 0, 10]
    assert found["r", "fans", "1.0"].parts[1:] == (("body.1", "First.\n\n"), ("body.2", "Second."), ("body.3", "Quiet fans"))
    assert found["h", "ann"].parts == (("author", "ann"), ("title", "Ann A."))
    assert found["p", "about"].parts == (("title", "About us"), ("format", "markdown"), ("body.1", "# Us\n\n"), ("body.2", "Words"))
    assert [key for key in found if key[0] == "m"] == [("m", "7", str(n)) for n in range(4)]
    others = [key for key in found if key[0] != "m"]
    assert [key for key in others if key[0] != "h"] == [("r", "fans", "1.0"), ("p", ""), ("p", "about")]
    assert {("h", "ann"), ("h", "jo")} <= {*others}
    assert not {("h", "anonymous"), ("h", "company")} & {*others}


def test_every_unit_can_be_a_blob():
    salts = count()
    for unit in units_of(the_record()):
        blob = blob_of(unit.parts, unit.frame, lambda: next(salts).to_bytes(16, "big"))
        assert tuple(blob.values.items()) == unit.parts


SOURCE = Source("elsewhere", "1", "https://example.org/1")
ISSUE = {
    "type": IssueType.IDEA, "product": None, "components": ("motor",), "severity": "grave", "tags": ("a",), "duplicate_of": "8",
    "source": SOURCE, "counted": Counted("votes", 3, a_message(2).at, "https://example.org/"), "quote": "All night.",
}  # fmt: skip
MESSAGE = {
    "author": "bea", "at": a_message(2, at="2026-05-09").at, "kind": Kind.COMMENT, "act": Report("Other", "Quiet"), "text": "Soon.",
    "format": Format.MARKDOWN, "lang": "de", "in_reply_to": 2, "via": "email", "source": SOURCE, "words": Words.WITHHELD,
    "translations": {"de": Translation("Bald.", "jo")}, "attachments": (FILE,),
    "redacted": ("wants",), "amendment": Amendment(By.AUTHOR, "A slip.", date(2026, 5, 9)),
}  # fmt: skip
RELEASE = {
    "product": "cases", "version": "1.1", "date": None, "changes": (a_change("Quiet fans"),), "yanked": True, "notes": "",
    "source": SOURCE,
}  # fmt: skip
CHANGE = {"kind": ChangeKind.ADDED, "text": "Fans that are quiet", "closes": ()}
PERSON = {
    "role": Role.OBSERVER, "name": "Bo", "title": "Engineer", "products": ("fans",), "languages": ("de",), "page": True,
    "links": (Link("Home", "https://example.org/"),), "formerly": ("anna",),
}  # fmt: skip
PAGE = {"title": "Us", "text": "Words", "lang": "de", "translations": {"fr": TranslatedPage("Nous", "Mots")}}
FILES = {"path": "content/issues/7/1-b.png", "digest": "cd" * 32, "alt": "Two fans", "label": "A fan"}
AS_IT_WAS = {"id", "thread", "slug", "marks", "references", "name_of_page", "media", "size", "width", "height"}
"""Fields that are no words, or stand elsewhere: what a reference means follows from the product's settings, what a file is from its
digest, an address from its issue."""


def with_issue(corpus: Corpus, **changed: object) -> Corpus:
    return replace(corpus, issues={"7": replace(corpus.issues["7"], **changed)})


def with_message(corpus: Corpus, **changed: object) -> Corpus:
    first, *rest = corpus.issues["7"].thread
    return with_issue(corpus, thread=(replace(first, **changed), *rest))


def with_release(corpus: Corpus, **changed: object) -> Corpus:
    release = replace(corpus.releases["fans", "1.0"], **changed)
    return replace(corpus, releases={release.key: release})


def with_change(corpus: Corpus, **changed: object) -> Corpus:
    return with_release(corpus, changes=(replace(a_change("Quiet fans", "7"), **changed),))


def with_person(corpus: Corpus, **changed: object) -> Corpus:
    return replace(corpus, people={**corpus.people, "ann": replace(corpus.people["ann"], **changed)})


def with_page(corpus: Corpus, **changed: object) -> Corpus:
    return replace(corpus, pages={"about": replace(corpus.pages["about"], **changed)})


def with_pledge(corpus: Corpus, **changed: object) -> Corpus:
    return replace(corpus, site=replace(corpus.site, pledges=(replace(PLEDGE, **changed),)))


CHANGES = (
    *((with_issue, ISSUE), (with_message, MESSAGE), (with_release, RELEASE), (with_change, CHANGE), (with_person, PERSON)),
    *((with_page, PAGE), (with_pledge, {"since": date(2026, 2, 1), "first_answer": Span(2), "resolution": {}})),
)
EACH = [(change, name, value) for change, changed in CHANGES for name, value in changed.items()]


@pytest.mark.parametrize(("change", "name", "value"), EACH, ids=[f"{change.__name__} {name}" for change, name, _ in EACH])
def test_what_changes_in_the_record_changes_one_unit(change: Callable[..., Corpus], name: str, value: object):
    before, after = units(the_record()), units(change(the_record(), **{name: value}))
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    is_moved = change is with_release and name in ("product", "version")  # it is another release then
    beside = set()
    if change is with_message and name == "text":
        beside = {("m", "7", "0")}  # the quote stands elsewhere in it
    if change is with_person and name == "role":
        beside = {("m", "7", "1")}  # on which side they spoke stands with what they said
    assert len(changed - beside) == (2 if is_moved else 1), changed


def test_every_field_is_tried():
    for kind, tried in (
        (Issue, ISSUE),
        (Message, MESSAGE),
        (Release, RELEASE),
        (Change, CHANGE),
        (Person, PERSON),
        (FreePage, PAGE),
    ):
        assert {field.name for field in fields(kind)} - tried.keys() <= {*AS_IT_WAS, "alias", "name"}, kind


def test_a_file_is_sealed_with_its_name_and_its_bytes():
    before = units(with_message(the_record(), attachments=(FILE,)))
    for name, value in FILES.items():
        after = units(with_message(the_record(), attachments=(replace(FILE, **{name: value}),)))
        assert {key for key in before if before[key] != after[key]} == {("m", "7", "1")}, name


@pytest.mark.parametrize(
    ("quote", "place"), [("All night.", ["text", 11, 10]), ("too loud", ["title", 13, 8]), ("Quiet", ["wants", 0, 5])]
)
def test_a_quote_stands_as_its_place(quote: str, place: list[object]):
    found = units(with_issue(the_record(), quote=quote))
    assert found["m", "7", "0"][3]["quote"] == place


def test_no_word_of_an_author_stands_in_a_frame():
    for unit in units_of(the_record()):
        told = repr(dict(unit.frame))
        if unit.role is Role.CUSTOMER or unit.key[-1] == "0":
            assert not [word for word in ("roar", "night", "Quiet", "loud", "ann", "Ann") if word in told], unit.key


def test_words_that_are_withheld_stand_nowhere():
    issue = an_issue("7", title=None, text="", author="anonymous", report={"words": Words.WITHHELD})
    unit = next(unit for unit in units_of(a_corpus(issue)) if unit.key == ("m", "7", "1"))
    assert unit.parts == (("author", "anonymous"), ("format", "text"))
    assert unit.frame["words"] == "withheld"
