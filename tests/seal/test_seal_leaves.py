"""Leaves: each has one spelling, holds no free word, and every other is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.log.errors import LogError
from onrecord.log.note import new_signer
from onrecord.seal.leaves import KINDS, Why, leaf, read_leaf

AT = datetime(2026, 11, 21, 18, 0, 0, tzinfo=UTC)
KEY = str(new_signer("feedback.example.com/log").verifier)
C, F = b"\1" * 32, b"\2" * 32
PUBLISH = {"id": "42.3", "n": 1, "c": C, "f": F, "role": "customer", "m": "text/1"}
RIGHT = [
    ("log", {"origin": "feedback.example.com/log", "keys": [KEY]}),
    ("log", {"origin": "feedback.example.com/log", "keys": [KEY], "receipts": [KEY], "after": C}),
    ("publish", PUBLISH),
    ("publish", {**PUBLISH, "id": "acme-42.0", "role": "company", "m": "none/1", "a": 1}),
    ("publish", {**PUBLISH, "id": "r.7", "role": "company", "m": "markdown/1"}),
    ("redact", {"of": 3, "why": "author-request", "by": "author"}),
    ("redact", {"of": 0, "parts": ["body.2", "title"], "why": "legal-order", "by": "court"}),
    ("receipt", {"c": C, "due": "2026-12-05T18:00:00Z"}),
    ("decline", {"of": 9, "why": "spam", "by": "company"}),
    ("key", {"use": "log", "add": KEY}),
    ("key", {"use": "receipts", "add": KEY, "retire": KEY}),
    ("beat", {}),
]


def test_a_publication_is_spelt_as_agreed():
    assert leaf("publish", AT, **PUBLISH).data == (
        b'{"c":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=","f":"AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=",'
        b'"id":"42.3","k":"publish","m":"text/1","n":1,"role":"customer","t":"2026-11-21T18:00:00Z"}'
    )


@pytest.mark.parametrize(("kind", "fields"), RIGHT)
def test_an_entry_is_read_back_as_it_was(kind: str, fields: dict[str, object]):
    made = leaf(kind, AT, **fields)
    assert read_leaf(made.data) == made
    assert made.data.isascii()


def test_times_stand_in_utc_and_whole_seconds():
    there = AT.astimezone(timezone(timedelta(hours=5))).replace(microsecond=999)
    assert leaf("beat", there).data == b'{"k":"beat","t":"2026-11-21T18:00:00Z"}'


WRONG = [
    ("nothing", {}),
    ("beat", {"note": "all is well"}),
    ("log", {"origin": "feedback.example.com/log", "keys": []}),
    ("log", {"origin": "https://feedback.example.com/log", "keys": [KEY]}),
    ("log", {"origin": "a b", "keys": [KEY]}),
    ("log", {"origin": "feedback.example.com/log", "keys": [KEY, KEY]}),
    ("log", {"origin": "feedback.example.com/log", "keys": [KEY[:-1]]}),
    *[("publish", {name: value for name, value in PUBLISH.items() if name != lacking}) for lacking in PUBLISH],
    *[("publish", {**PUBLISH, "id": id}) for id in ("42", "42.", "42.03", "042.3", "Acme-1.1", "x.1", "r.0", "42.3 ", "٤.1")],
    *[("publish", {**PUBLISH, "n": n}) for n in (0, -1, True, "1", 1 << 53)],
    *[("publish", {**PUBLISH, "a": a}) for a in (0, 2, True)],
    *[("publish", {**PUBLISH, "c": c}) for c in ("", "AAAA", b"\1" * 31, b"\1" * 33, "AQ" * 21 + "F=")],
    ("publish", {**PUBLISH, "role": "nobody"}),
    ("publish", {**PUBLISH, "m": "html/1"}),
    ("redact", {"of": 1, "why": "we did not like it", "by": "company"}),
    ("redact", {"of": 1, "why": "spam", "by": "nobody"}),
    ("redact", {"of": 1, "parts": [], "why": "spam", "by": "company"}),
    ("redact", {"of": 1, "parts": ["body.1", "body.1"], "why": "spam", "by": "company"}),
    ("redact", {"of": 1, "parts": ["picture"], "why": "spam", "by": "company"}),
    ("redact", {"of": 1, "parts": "all", "why": "spam", "by": "company"}),
    ("receipt", {"c": C, "due": "2026-12-05"}),
    ("receipt", {"c": C, "due": "2026-13-05T18:00:00Z"}),
    ("key", {"use": "all", "add": KEY}),
]


@pytest.mark.parametrize(("kind", "fields"), WRONG)
def test_no_other_entry_is_made_or_read(kind: str, fields: dict[str, object]):
    with pytest.raises(LogError):
        leaf(kind, AT, **fields).data  # noqa: B018 - it is made when it is asked for
    told = {name: value if not isinstance(value, bytes) else value.hex() for name, value in fields.items()}
    with pytest.raises(LogError):
        read_leaf(json.dumps({"k": kind, "t": "2026-11-21T18:00:00Z", **told}, sort_keys=True, separators=(",", ":")).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{}", b"[" * 60_000, b'{"k":"beat"}', b'{"k":1,"t":"2026-11-21T18:00:00Z"}', b'{"k":"beat","t":1}',
        b'{"t":"2026-11-21T18:00:00Z","k":"beat"}', b'{"k": "beat","t":"2026-11-21T18:00:00Z"}',
        b'{"k":"beat","t":"2026-11-21T18:00:00Z"}\n', b'{"k":"beat","k":"beat","t":"2026-11-21T18:00:00Z"}',
        b'{"k":"b\\u0065at","t":"2026-11-21T18:00:00Z"}', b'{"k":"beat","t":"2026-11-21T18:00:00+00:00"}',
        b'{"k":"beat","t":"2026-11-21T18:00:00.5Z"}', b'{"k":"beat","t":"2026-11-21T25:00:00Z"}',
        '{"k":"beat","t":"2026-11-21T18:00:00Z","é":1}'.encode(), b'{"c":NaN,"k":"receipt","t":"2026-11-21T18:00:00Z"}',
    ],
)  # fmt: skip
def test_an_entry_is_spelt_in_one_way(data: bytes):
    with pytest.raises(LogError):
        read_leaf(data)


@given(st.sampled_from(RIGHT), st.data())
def test_every_flipped_bit_makes_another_entry_or_none(right: tuple[str, dict[str, object]], data: st.DataObject):
    made = leaf(right[0], AT, **right[1])
    bit = data.draw(st.integers(0, len(made.data) * 8 - 1))
    wrong = bytearray(made.data)
    wrong[bit // 8] ^= 1 << bit % 8
    try:
        read = read_leaf(bytes(wrong))
    except LogError:
        return
    assert read != made
    assert read.data == bytes(wrong)


def test_every_kind_is_tried():
    assert {kind for kind, _ in RIGHT} == KINDS.keys()
    assert len(Why) == 9
