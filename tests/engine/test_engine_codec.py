"""Codecs: whatever a record holds comes back as it was, and nothing else is ever read."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Flag
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import toys
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import Caching, Checked, Choice, Colour, Derived, Holding, Leaves, Maybe, Nothing, One, Open, Unslotted

from onrecord.derive.judgement import IssueAssessment
from onrecord.engine.codec import DamagedError, codec
from onrecord.model import Calendar, Corpus, FreePage, Issue, Person, Problem, Product, Release, Site
from onrecord.read import read_project
from onrecord.read.drafts import IssueDraft
from onrecord.read.project import decode
from onrecord.read.scan import scan
from onrecord.render.safe import SafeHtml
from onrecord.render.views.parts import IssueLine
from rendering import a_record

DAY = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parents[2]


class Flags(Flag):
    A = 1
    B = 2


@dataclass(frozen=True, slots=True)
class Marked:
    html: SafeHtml


class OwnZone(tzinfo):
    """A zone of a make that nobody knows."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        return timedelta(0)


def a_zone_without_a_name() -> ZoneInfo:
    return ZoneInfo.from_file(io.BytesIO(resources.files("tzdata").joinpath("zoneinfo", "Europe", "Berlin").read_bytes()))


def there_and_back(type_: type, value: object) -> object:
    made = codec(type_)
    again = made.decode(made.encode(value))
    assert made.encode(again) == made.encode(value)
    assert type(again) is type(value)
    assert repr(again) == repr(value)
    return again


@given(toys.leaves)
def test_leaves_come_back(value: Leaves):
    assert there_and_back(Leaves, value) == value


@given(toys.maybes)
def test_what_may_be_absent_comes_back(value: Maybe):
    assert there_and_back(Maybe, value) == value


@given(toys.holdings)
@settings(max_examples=60)
def test_what_holds_others_comes_back(value: Holding):
    again = codec(Holding).decode(codec(Holding).encode(value))
    assert again == value
    assert [*again.by_name] == [*value.by_name]
    assert [*again.by_pair] == [*value.by_pair]


@given(toys.instants)
def test_a_time_is_written_the_same_after_it_came_back(value: datetime):
    again = there_and_back(datetime, value)
    assert (again.isoformat(), again.tzname(), again.fold) == (value.isoformat(), value.tzname(), value.fold)
    assert type(again.tzinfo) is type(value.tzinfo)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (str, "a\ud800\udc00 lone and paired, \0, \n and \u2028"),
        (int, -(10**40)),
        (float, 3),
        (float, float("inf")),
        (bytes, bytes(range(256))),
        (tuple[int, ...], (1, 2)),
        (tuple[()], ()),
        (list[tuple[str, int]], [("a", 1)]),
        (frozenset[int], frozenset({3, 1, 2})),
        (dict[bool, str], {True: "yes", False: "no"}),
        (Choice, Colour.GREEN),
        (Choice, "RED"),
        (Choice, None),
        (str | int, 1),
        (Nothing, Nothing()),
        (Unslotted, Unslotted("a", Colour.GREEN)),
        (Derived, Derived("a", 1)),
        (Open, Open(name="a", parts=["b"])),
        (Checked, Checked(1, 2)),
        (ZoneInfo, ZoneInfo("Asia/Kathmandu")),
    ],
)
def test_a_value_of_each_make_comes_back(type_: type, value: object):
    assert there_and_back(type_, value) == value


def test_what_comes_back_is_frozen_and_hashes_alike():
    again = there_and_back(One, One("a"))
    assert hash(again) == hash(One("a"))
    with pytest.raises(AttributeError):
        again.only = "b"


def test_a_note_travels_and_a_private_cache_does_not():
    again = codec(Caching).decode(codec(Caching).encode(Caching("a", "noted", {"a": 1})))
    assert (again.text, again.note, again._words, again.length) == ("a", "noted", {}, 7)


def test_equal_sets_are_written_the_same():
    names = [f"name-{n}" for n in range(50)]
    assert codec(frozenset[str]).encode(frozenset(names)) == codec(frozenset[str]).encode(frozenset(reversed(names)))


def test_a_choice_is_written_the_same_however_its_types_are_listed():
    script = (
        "from toys import One, Checked; from onrecord.engine.codec import codec\n"
        "first, second = {}\n"
        "codec(first); print(codec(second).encode(One('a')))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script.format(order)], capture_output=True, text=True, check=True, cwd=Path(__file__).parent
        ).stdout
        for order in ("One | Checked, Checked | One", "Checked | One, One | Checked")
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (str, SafeHtml("<b>")),
        (One, One(SafeHtml("<b>"))),
        (One, Derived("a")),
        (One, One(None)),
        (int, True),
        (date, datetime(2026, 5, 2, tzinfo=UTC)),
        (Colour, toys.Size.SMALL),
        (Unslotted, Unslotted("a", "RED")),
        (tuple[int, ...], [1]),
        (list[int], (1,)),
        (tuple[int, int], (1,)),
        (frozenset[int], {1}),
        (dict[str, int], {1: 1}),
        (dict[int, int], {"1": 1}),
        (Choice, 1.5),
        (Choice, False),
        (ZoneInfo, "UTC"),
        (ZoneInfo, a_zone_without_a_name()),
        (datetime, datetime(2026, 5, 2, tzinfo=a_zone_without_a_name())),
        (datetime, datetime(2026, 5, 2, tzinfo=OwnZone())),
    ],
)
def test_what_is_not_of_the_type_stated_is_not_written(type_: type, value: object):
    with pytest.raises(TypeError):
        codec(type_).encode(value)


@pytest.mark.parametrize(
    "type_",
    [object, SafeHtml, tuple, dict, set[str], Flags, Callable[[], int], tuple[int, ...] | tuple[str, str], int | float, Marked],
)
def test_a_type_without_a_codec_is_told_at_once(type_: type):
    with pytest.raises(TypeError, match="codec"):
        codec(type_)


@given(st.data())
@settings(max_examples=300)
def test_damaged_bytes_are_refused_or_are_a_value_like_any_other(data: st.DataObject):
    type_, values = data.draw(st.sampled_from([(Leaves, toys.leaves), (Maybe, toys.maybes), (Holding, toys.holdings)]))
    made = codec(type_)
    whole = made.encode(data.draw(values))
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(
        st.sampled_from([b"", b"[", b"]", b'"', b",", b"0", b"-", b"\xff", b"\xed\xa0\x80", b"null", b"true", b"1e999"])
    )
    for damaged in (whole[:place], whole[:place] + byte + whole[place + 1 :], whole[:place] + byte + whole[place:]):
        try:
            value = made.decode(damaged)
        except DamagedError:
            continue
        assert type(value) is type_
        assert made.encode(made.decode(made.encode(value))) == made.encode(value)


@pytest.mark.parametrize("wire", ["", "null", "{}", "[]", '"abcdefghijk"', "[" * 100_000, "9" * 5000, '["a"] []', '["a"]x', "[1]"])
def test_what_is_no_record_is_refused(wire: str):
    with pytest.raises(DamagedError):
        codec(One).decode(wire.encode())


@pytest.mark.parametrize(
    "wire", ['"America"', '"../../etc/passwd"', '"/etc/passwd"', '"No/Where"', '"\\u0000"', "5", "[]", '["a"]']
)
def test_what_is_no_zone_is_refused(wire: str):
    with pytest.raises(DamagedError):
        codec(ZoneInfo).decode(wire.encode())


@pytest.mark.parametrize("wire", ["[1]", "[2, 1]", '[1, "2"]', "[true, 2]", "[1, 2, 3]"])
def test_a_record_checks_itself_as_it_comes_back(wire: str):
    with pytest.raises(DamagedError):
        codec(Checked).decode(wire.encode())


def test_the_example_comes_back():
    corpus = read_project(ROOT, DAY).corpus
    comes_back(corpus)
    record = a_record(corpus, DAY)
    for id in corpus.issues:
        assert there_and_back(IssueAssessment, record.judged(id)) == record.judged(id)
        assert there_and_back(IssueLine, record.line(id, "")) == record.line(id, "")


def test_real_records_come_back(real_records: Path, tmp_path: Path):
    source = ["table", str(real_records / "cfpb" / "complaints.json"), "--map", "cfpb"]
    subprocess.run([sys.executable, "-m", "onrecord", "import", *source], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "content" / "issues" / "broken.md").write_text("---\nid: 1\nkind: none\n---\n", encoding="utf-8")
    comes_back(read_project(tmp_path, DAY).corpus)
    listing = scan(tmp_path)
    files = [decode(listing, path, ZoneInfo("UTC")) for path in listing.files]
    for file in files:
        for draft in file.issues:
            assert there_and_back(IssueDraft, draft) == draft
        assert there_and_back(tuple[Problem, ...], file.problems) == file.problems
    assert sum(len(file.issues) for file in files) > 100
    assert any(file.problems for file in files)


def comes_back(corpus: Corpus) -> None:
    assert there_and_back(Site, corpus.site) == corpus.site
    assert there_and_back(Calendar, corpus.calendar) == corpus.calendar
    for type_, records in (
        (Issue, corpus.issues),
        (Product, corpus.products),
        (Release, corpus.releases),
        (Person, corpus.people),
        (FreePage, corpus.pages),
    ):
        for record in records.values():
            assert there_and_back(type_, record) == record
