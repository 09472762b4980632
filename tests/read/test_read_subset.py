"""The quick way through YAML gives the very nodes that libyaml gives, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.read import limits
from onrecord.read.nodes import Fields, Items, Scalar
from onrecord.read.source import CONTROL
from onrecord.read.subset import sure_documents
from onrecord.read.syntax import UNSURE, composed

ROOT = Path(__file__).parents[2]
FOLDERS = ("content", "tests/sites", "builder/onrecord/starter")
FILES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".md", ".yaml")]

VALUES = st.sampled_from(
    [
        *(
            "Loud",
            "  Loud  ",
            "a: b",
            "a #b",
            "a# b",
            "a:",
            "http://x.y/z?a=b#c",
            "-1",
            "- a",
            "--- a",
            "~",
            "=",
            "<<",
            "\u00e4\u00f6",
        ),
        *(
            "\u00a0a",
            "a\u00a0",
            "\u2028",
            "\ufeff",
            "\U0001f600\u200d",
            "a\tb",
            "*a",
            "&a b",
            "!t a",
            "%a",
            "@a",
            "`a",
            ">",
            ">-",
            "# c",
        ),
        *("'it''s'", "'it's'", "''", '"a\\"b"', '"a\\n"', '"a\\x41"', '"a', '"', '"a" # c', '"a" b', "'a': b", '""', '"\\/\\t"'),
        *("|", "|-", "|+", "|2", "|2-", "|9+", "|-2", "|0", "| # c", "|a", "|  "),
        *("[a, b]", "[]", "[ ]", "[a]  ", "[a,]", "[, a]", "[-1]", "[a: b]", "[a#b]", "[a #b]", "[a, [b, {c: d}]]", '[it\'s, "q"]'),
        *("[\"a, b\", 'c''d']", "[?a]", "[a] b", "[a", "[a]]", "[a b , c]", "[a\tb]", "[[[[[[a]]]]]]", "[-]", "[a?b]", '[a"b]'),
        *("{a: b}", '{a: b, "#": c}', "{a:b}", "{a: }", "{a}", "{a: b, a: c}", "{ a : b }", "{a: [b], c: {d: e}}", "{'': a}", "{}"),
        *("{a: b,}", '{"a": b} c', "{a: b: c}", "{a:  b  , c: 'd' }", "{a: b]", "[a}", '{"a":b}', "{a b: c}", "{a: {}}"),
    ]
) | st.text(" ab:#-|>'\"[]{},&*!?%@`\\\t\u00e9\u2028=<~", max_size=8)
KEYS = st.sampled_from(
    [
        "",
        "a:",
        "b:",
        "c:",
        "a: ",
        "b: ",
        "c: ",
        "d:  ",
        "- ",
        "- a: ",
        "- b:",
        "-",
        "- - ",
        "? ",
        "a :",
        "1-x: ",
        "---",
        "...",
        "#",
        '"a": ',
    ]
)
LINES = st.builds("{}{}{}".format, st.sampled_from(["", "", "", "  ", "  ", "    ", " ", "   ", "\t"]), KEYS, st.just("") | VALUES)
STREAMS = st.lists(LINES, max_size=9).map(lambda lines: "".join(line + "\n" for line in lines))


SIGNS = st.sampled_from([*" :#-|'\"[]{},\\\t&?\u00a0", ": ", " #"])


def front(path: Path) -> str:
    text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    return text[4 : text.find("\n---", 3) + 1] if path.suffix == ".md" and text.startswith("---\n") else text


TEXTS = [text for text in map(front, FILES) if not CONTROL.search(text)]


def assert_as_libyaml(text: str) -> bool:
    """Whether the quick way had an answer."""
    sure = None if UNSURE.search(text) else sure_documents(text, 3)
    if sure is not None:
        decided = composed(text, "a.yaml", 3)
        assert (decided.problems, decided.documents) == ((), sure)
    return sure is not None


def test_nearly_every_record_is_read_the_quick_way() -> None:
    answered = [assert_as_libyaml(text) for text in TEXTS]
    assert len(TEXTS) > 250
    assert sum(answered) > 0.9 * len(answered)


@settings(max_examples=1000)
@given(STREAMS)
@example("a: |\n\n   b\n  c\n")
@example("a:\n- |\n b\n")
@example("a:\n  b:\n- c\n")
@example("a: |2\n\n    b\n   \n\nc: |+\n d\n\n")
@example("a: b\n# c\n  d\n")
def test_whatever_stands_there(text: str) -> None:
    assert_as_libyaml(text)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 3))):
        number = draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        match draw(st.integers(0, 5)):
            case 0:
                del lines[number : number + draw(st.integers(1, 2))]
                lines = lines or [""]
            case 1:
                lines[number] = " " * draw(st.integers(1, 4)) + line
            case 2:
                lines[number] = line[draw(st.integers(1, 4)) :]
            case 3:
                lines.insert(number, draw(LINES))
            case 4:
                at = draw(st.integers(0, len(line)))
                lines[number] = line[:at] + draw(SIGNS) + line[at:]
            case _:
                lines[number] = line + draw(VALUES)
    return "\n".join(lines)


@settings(max_examples=1000)
@given(mutated())
def test_whatever_a_slip_of_the_pen_does_to_a_record(text: str) -> None:
    if not CONTROL.search(text):
        assert_as_libyaml(text)


def test_every_form_of_the_subset() -> None:
    text = """\
# a comment
a: plain text
b: "quoted \\"twice\\""
c: 'it''s'
d: [x, "y, z"]
e: {f: g, "#": h}
i: |
  two
   lines

j:
k:
  l: m
n:
- o
- p: q
"""
    (node,) = sure_documents(text, 0) or ()
    assert isinstance(node, Fields)
    items, inner, listed = node.entries["d"], node.entries["e"], node.entries["n"]
    assert isinstance(items, Items)
    assert isinstance(inner, Fields)
    assert isinstance(listed, Items)
    assert node.entries["b"] == Scalar('quoted "twice"', 3, 4, plain=False)
    assert items.entries == [Scalar("x", 5, 5), Scalar("y, z", 5, 8, plain=False)]
    assert inner.keys == {"f": (6, 5), "#": (6, 11)}
    assert node.entries["i"] == Scalar("two\n lines\n", 7, 4, plain=False)
    assert node.entries["j"] == Scalar("", 11, 3)
    assert (listed.line, listed.column, len(listed.entries)) == (15, 1, 2)
    assert assert_as_libyaml(text)


@pytest.mark.parametrize(
    "text", ["a: b", "a: >\n b\n", "a: &x b\nc: *x\n", "a: b\n  c\n", "a: b # c\n", "a: b\na: c\n", "- a\n", "a: |+\n b\n"]
)
def test_what_is_left_to_libyaml(text: str) -> None:
    assert sure_documents(text, 0) is None


def test_a_file_of_very_many_values_is_left_to_libyaml_which_tells_it() -> None:
    assert sure_documents("a: b\n---\n" * (limits.NODES // 5), 0) is None
    assert sure_documents(f"a: [{'b, ' * (limits.NODES // 3)}b]\n", 0) is None
    assert sure_documents("".join(f"{'  ' * n}a:\n" for n in range(limits.DEPTH)), 0) is None
