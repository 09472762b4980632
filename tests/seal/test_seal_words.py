"""Words beside the log: they are given back to the letter, and nothing of them can be changed, doubled, hidden or moved unseen."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.log import base64
from onrecord.log.errors import LogError
from onrecord.seal.words import NAMES, Part, Redacted, blob_of, pieces, read_blob, without

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)


def salts():
    """Salts that differ."""
    numbers = count()
    return lambda: next(numbers).to_bytes(16, "big")


def a_blob(*bodies: str, **frame: object):
    parts = [("author", "ann"), ("title", "It is loud"), *((f"body.{n}", body) for n, body in enumerate(bodies, 1))]
    return blob_of(parts, {"kind": "report", **frame}, salts())


def test_the_commitments_are_those_of_the_form():
    blob = a_blob("One.\n\n", "Two.")
    texts = [
        '["AAAAAAAAAAAAAAAAAAAAAA==","author","ann"]',
        '["AAAAAAAAAAAAAAAAAAAAAQ==","title","It is loud"]',
        '["AAAAAAAAAAAAAAAAAAAAAg==","body.1","One.\\n\\n"]',
        '["AAAAAAAAAAAAAAAAAAAAAw==","body.2","Two."]',
    ]
    frame = '["AAAAAAAAAAAAAAAAAAAABA==","frame",{"kind":"report"}]'
    whole = "onrecord-words/1\n" + "".join(base64.encode(sha256(text.encode()).digest()) + "\n" for text in texts)
    assert (blob.c, blob.f) == (sha256(whole.encode()).digest(), sha256(frame.encode()).digest())
    assert json.loads(blob.text) == {"blob": "onrecord-words/1", "parts": texts, "frame": frame}
    assert (blob.body, blob.framed) == ("One.\n\nTwo.", {"kind": "report"})


@given(
    st.lists(TEXTS, max_size=4), st.dictionaries(TEXTS, TEXTS | st.integers() | st.none() | st.lists(TEXTS, max_size=2), max_size=4)
)
def test_a_blob_is_read_back_as_it_was(bodies: list[str], frame: dict[str, object]):
    blob = blob_of([(f"body.{n}", body) for n, body in enumerate(bodies, 1)], frame, salts())
    assert read_blob(blob.text) == blob
    assert list(blob.values.values()) == bodies
    assert blob.framed == frame


@given(st.lists(st.sampled_from(["One.", "Two", "\n", "\n\n", " \n", "\t\n", "  ", "```\n", "\x85", "\u2028"]), max_size=12))
def test_pieces_are_the_body_to_the_letter(told: list[str]):
    body = "".join(told)
    found = pieces(body)
    assert "".join(found) == body
    assert all(found)
    assert [len(pieces(one)) for one in found] == [1] * len(found)


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("", []),
        ("One", ["One"]),
        ("One\ntwo\n", ["One\ntwo\n"]),
        ("One\n\nTwo", ["One\n\n", "Two"]),
        ("One\n \n\t\n\nTwo\n\n", ["One\n \n\t\n\n", "Two\n\n"]),
        ("\n\nOne", ["\n\n", "One"]),
        ("One\n\n ", ["One\n\n", " "]),
    ],
)
def test_a_body_falls_into_its_paragraphs(body: str, parts: list[str]):
    assert pieces(body) == parts


def test_a_long_body_takes_no_long_time():
    assert len(pieces("word \n" * 200_000)) == 1
    assert len(pieces(" \n" * 200_000 + "x")) == 2


def test_a_part_can_be_erased_and_the_rest_stays_bound():
    blob = a_blob("One.\n\n", "Two.")
    left = without(blob, ["body.1", "author"], 7)
    assert (left.c, left.f) == (blob.c, blob.f)
    assert left.values == {"title": "It is loud", "body.2": "Two."}
    assert left.body is None
    assert read_blob(left.text) == left
    assert "One" not in left.text
    assert "ann" not in left.text
    assert without(left, ["body.2"], 9).parts[3] == Redacted(9, blob.parts[3].digest)
    with pytest.raises(LogError, match=r"body\.1"):
        without(left, ["body.1"], 8)


def test_every_flipped_bit_of_a_blob_is_noticed():
    blob = without(a_blob("One.\n\n", "Zwei, größer."), ["title"], 3)
    data = blob.text.encode("utf-8")
    for bit in range(len(data) * 8):
        wrong = bytearray(data)
        wrong[bit // 8] ^= 1 << bit % 8
        try:
            read = read_blob(bytes(wrong).decode("utf-8"))
        except (LogError, UnicodeDecodeError):
            continue
        same = (read.c, read.f, read.values, read.framed) == (blob.c, blob.f, blob.values, blob.framed)
        told = [part.index for part in read.parts if isinstance(part, Redacted)]
        assert not same or told != [3] or read.text == blob.text, bytes(wrong)


@pytest.mark.parametrize(
    "names",
    [
        ["author", "author"], ["title", "author"], ["body.1", "body.1"], ["body.2"], ["body.1", "body.3"], ["body.2", "body.1"],
        ["attachment.1", "body.1"], ["body"], ["body.0"], ["body.01"], ["text"], ["Author"], ["body.1 "], ["author.1"],
        ["body.1", "title"], ["attachment.1", "attachment.1"], ["wants", "title"], [""],
    ],
)  # fmt: skip
def test_parts_have_one_order(names: list[str]):
    with pytest.raises(LogError):
        blob_of([(name, "x") for name in names], {}, salts())
    parts = [json.dumps(["AAAAAAAAAAAAAAAAAAAAAA==", name, "x"]) for name in names]
    frame = json.dumps(["AAAAAAAAAAAAAAAAAAAAAA==", "frame", {}])
    with pytest.raises(LogError):
        read_blob(json.dumps({"blob": "onrecord-words/1", "parts": parts, "frame": frame}))


@given(st.sets(st.sampled_from(NAMES[:5])), st.integers(0, 3), st.integers(0, 2), st.data())
def test_with_parts_erased_the_order_is_still_one(single: set[str], bodies: int, files: int, data: st.DataObject):
    names = [name for name in NAMES[:5] if name in single]
    names += [*(f"body.{n}" for n in range(1, bodies + 1)), *(f"attachment.{n}" for n in range(1, files + 1))]
    blob = blob_of([(name, "x") for name in names], {}, salts())
    gone = data.draw(st.sets(st.sampled_from(names)) if names else st.just(set()))
    assert read_blob(without(blob, gone, 1).text).c == blob.c


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "{", "[" * 100_000, '{"blob":"onrecord-words/2","parts":[],"frame":"x"}',
        '{"blob":"onrecord-words/1","parts":[],"frame":"x"}', '{"blob":"onrecord-words/1","parts":[]}',
        '{"blob":"onrecord-words/1","parts":{},"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{}]"}',
        '{"blob":"onrecord-words/1","parts":[],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",[]]"}',
        '{"blob":"onrecord-words/1","parts":[],"frame":"[\\"AAAA\\",\\"frame\\",{}]"}',
        '{"blob":"onrecord-words/1","parts":[],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{\\"a\\":1,\\"a\\":2}]"}',
        '{"blob":"onrecord-words/1","parts":[],"parts":[],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{}]"}',
        '{"blob":"onrecord-words/1","parts":[],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{\\"a\\":1.5}]"}',
        '{"blob":"onrecord-words/1","parts":[],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{\\"a\\":NaN}]"}',
        '{"blob":"onrecord-words/1","parts":[1],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{}]"}',
        '{"blob":"onrecord-words/1","parts":[{"redacted":-1,"sha256":"x"}],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{}]"}',
        '{"blob":"onrecord-words/1","parts":[{"redacted":true,"sha256":"x"}],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{}]"}',
        '{"blob":"onrecord-words/1","parts":[{"redacted":1,"sha256":"AAAA"}],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{}]"}',
        '{"blob":"onrecord-words/1","parts":["[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"body.1\\",1]"],"frame":"[\\"AAAAAAAAAAAAAAAAAAAAAA==\\",\\"frame\\",{}]"}',
    ],
)  # fmt: skip
def test_what_is_no_blob_is_refused(text: str):
    with pytest.raises(LogError):
        read_blob(text)


def test_half_a_character_is_refused():
    with pytest.raises(LogError, match="surrogate"):
        blob_of([("author", "\ud800")], {}, salts())
    with pytest.raises(LogError, match="surrogate"):
        blob_of([], {"via": "\udfff"}, salts())
    with pytest.raises(LogError, match="surrogate"):
        read_blob(a_blob("x").text.replace("is loud", "\\\\ud800"))


def test_a_part_is_hashed_as_it_stands():
    spaced = Part('["AAAAAAAAAAAAAAAAAAAAAA==", "author", "ann"]')
    assert spaced.named == Part('["AAAAAAAAAAAAAAAAAAAAAA==","author","ann"]').named
    assert spaced.digest != Part('["AAAAAAAAAAAAAAAAAAAAAA==","author","ann"]').digest
