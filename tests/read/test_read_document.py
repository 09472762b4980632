from __future__ import annotations

import pytest

from onrecord.read.document import front_matter, stream
from onrecord.read.source import SourceFile
from onrecord.read.syntax import plain


def file(text: str) -> SourceFile:
    return SourceFile("a.md", text.encode())


@pytest.mark.parametrize(
    ("text", "fields", "body", "line"),
    [
        ("---\na: 1\n---\nwords\n", {"a": "1"}, "words", 4),
        ("---\na: 1\n---\n\n \n  words \n\nmore\n\n", {"a": "1"}, "  words \n\nmore", 6),
        ("---\na: 1\n---", {"a": "1"}, "", 4),
        ("---\na: 1\n---\n# no heading\n---\nmore\n", {"a": "1"}, "# no heading\n---\nmore", 4),
        ("---\r\na: 1\r\n---\r\nx\r\ny", {"a": "1"}, "x\ny", 4),
        ("---\na: |\n  ---\n---\nx", {"a": "---\n"}, "x", 5),
        ("---  \n---\nx", {}, "x", 3),
    ],
)
def test_front_matter_and_the_text_below(text: str, fields: object, body: str, line: int) -> None:
    read = front_matter(file(text))
    (document,) = read.documents
    assert read.problems == ()
    assert (plain(document.fields), document.body, document.body_line) == (fields, body, line)


def test_places_count_from_the_beginning_of_the_file() -> None:
    (document,) = front_matter(file("---\na: 1\n\nb: 2\n---\n")).documents
    assert document.fields.keys == {"a": (2, 1), "b": (4, 1)}
    assert str(document.start) == "a.md:2:1"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "words",
            'a.md:1:1: the file does not begin with front matter; put the fields between two lines of "---" at its beginning',
        ),
        ("", 'a.md:1:1: the file does not begin with front matter; put the fields between two lines of "---" at its beginning'),
        ("---\na: 1\n", 'a.md:1:1: the front matter does not end; put a line of "---" below the fields'),
        ("---\n- a\n---\n", 'a.md:2:1: a record must be fields; write them as in "title: Loud fans"'),
        ("---\na: [\n---\n", "a.md:3:1: the YAML cannot be read: did not find expected node content"),
        ("---\na: 1\n--- b\n---\n", "a.md:3:5: the front matter holds two documents; write one"),
    ],
)
def test_broken_front_matter_is_told_once(text: str, printed: str) -> None:
    read = front_matter(file(text))
    assert [str(problem) for problem in read.problems] == [printed]
    assert read.documents == ()
    assert not read.whole


def test_a_document_of_a_stream_that_is_no_record_does_not_hide_the_others() -> None:
    read = stream(SourceFile("a.yaml", b"a: 1\n---\nwords\n---\nb: 2\n"))
    assert [plain(document.fields) for document in read.documents] == [{"a": "1"}, {"b": "2"}]
    assert [str(problem) for problem in read.problems] == [
        'a.yaml:3:1: a record must be fields; write them as in "title: Loud fans"'
    ]
