"""Names for what comes in: slugs, component ids, numbers; and a lock that was tampered with."""

import pytest

from onrecord.importers.lock import Entry, digest, lock_text, parse_lock
from onrecord.importers.naming import file_slug, ids_for, next_number, slug
from onrecord.model import OnrecordError
from onrecord.read.values import IDENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EQUIFAX, INC.", "equifax-inc"),
        ("Straße & Café", "strasse-cafe"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本", ""),
        ("a--b..c", "a-b-c"),
    ],
)
def test_a_slug_is_of_letters_digits_and_hyphens(text, expected):
    assert slug(text) == expected


def test_two_long_names_that_begin_alike_stay_two():
    made = [slug("a long name " * 9 + end) for end in "xy"]
    assert made[0] != made[1]
    assert all(len(m) <= 64 and IDENT.fullmatch(m) for m in made)


def test_a_file_s_slug_is_of_whole_words():
    assert file_slug("word " * 30) == "-".join(["word"] * 12)
    assert file_slug("x" * 99) == "x" * 60
    assert file_slug(None) == ""


def test_components_keep_their_ids_and_renamed_ones_are_found():
    assert ids_for(["a b", "a-b", "c"], {}) == {"a-b": "a-b", "a b": "a-b-2", "c": "c"}
    assert ids_for(["a b", "a-b"], {"a b": "a-b"}) == {"a b": "a-b", "a-b": "a-b-2"}
    assert ids_for(["pay"], {"Payments": "pay"}) == {"pay": "pay"}


def test_the_next_number_was_never_used():
    assert next_number("a", ["a-2", "a-7", "b-9", "8"]) == 8
    assert next_number("", []) == 1


def test_a_lock_is_read_back_as_it_was():
    entries = {("s", 'i"#\n'): Entry("a-10", {"reply": 2}, {"title": digest("x") or ""}), ("s", "j"): Entry("a-9")}
    text = lock_text(entries)
    assert [line.split('"issue": ')[1][:6] for line in text.splitlines()] == ['"a-9",', '"a-10"']
    assert parse_lock(text) == entries


@pytest.mark.parametrize(
    "line", ["x", "[]", '{"issue": "a-1"}', '{"system":"s","id":"i","issue":"../a","messages":{},"digests":{}}', "[" * 99999]
)
def test_a_lock_that_is_none_is_refused_with_its_line(line):
    with pytest.raises(OnrecordError, match=r"content/sources\.lock:2: this line is none of the program's own"):
        parse_lock(lock_text({("s", "j"): Entry("a-9")}) + line)
