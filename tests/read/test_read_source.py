from __future__ import annotations

import pytest

from onrecord.read.source import SourceFile, UndecodableError, place, text_of


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"plain", "plain"),
        (b"\xef\xbb\xbfmarked", "marked"),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("ü\u2028\x85".encode(), "ü\u2028\x85"),
    ],
)
def test_text_has_lf_line_ends_and_no_byte_order_mark(data: bytes, text: str) -> None:
    assert text_of(SourceFile("a.md", data)) == text


@pytest.mark.parametrize(
    ("data", "printed"),
    [
        (b"a\nb\xff", "a.md:2:2: the byte 0xff is no UTF-8; save the file as UTF-8"),
        (b"a\r\n\r\n\xc3(", "a.md:3:1: the byte 0xc3 is no UTF-8; save the file as UTF-8"),
        (b"\xef\xbb\xbfab\xe9", "a.md:1:3: the byte 0xe9 is no UTF-8; save the file as UTF-8"),
        ("äöü\0".encode(), "a.md:1:4: a NUL character; no text holds one; is this a text file?"),
        (b"\xed\xa0\x80", "a.md:1:1: the byte 0xed is no UTF-8; save the file as UTF-8"),
    ],
)
def test_what_is_no_text_is_told_at_its_place(data: bytes, printed: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        text_of(SourceFile("a.md", data))
    assert str(caught.value.problem) == printed


def test_a_place_counts_lines_and_columns_from_one() -> None:
    assert str(place("a.md", "ab\r\ncd", 4)) == "a.md:2:1"
