from __future__ import annotations

import pytest

from growth import assert_linear
from onrecord.read.syntax import Fields, Items, Scalar, parse, plain

NO_MAPPING = "the YAML cannot be read: mapping values are not allowed in this context"


def told(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, "a.yaml").problems]


def first(text: str) -> Fields:
    (node,) = parse(text, "a.yaml").documents
    assert isinstance(node, Fields)
    return node


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("version: 1.10", {"version": "1.10"}),
        ("answer: no", {"answer": "no"}),
        ("day: 2026-05-02", {"day": "2026-05-02"}),
        ("n: 0x10\nm: ~\no: null", {"n": "0x10", "m": "~", "o": "null"}),
        ("empty:\nquoted: ''", {"empty": None, "quoted": ""}),
        ("list: [a, b]\ninner: {c: d}", {"list": ["a", "b"], "inner": {"c": "d"}}),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
        ("a: &x [1]\nb: *x", {"a": ["1"], "b": ["1"]}),
        ("text: |\n  # no comment\n  a\u2028b\x85c\n", {"text": "# no comment\na\u2028b\x85c\n"}),
    ],
)
def test_scalars_are_text(text: str, value: object) -> None:
    assert plain(first(text)) == value


def test_every_key_and_value_knows_its_place() -> None:
    node = first("a: 1\nbäh:\n  - x\n  - {c: 'y'}\n")
    assert node.keys == {"a": (1, 1), "bäh": (2, 1)}
    assert node.entries["a"] == Scalar("1", 1, 4)
    items = node.entries["bäh"]
    assert isinstance(items, Items)
    assert (items.line, items.column) == (3, 3)
    inner = items.entries[1]
    assert isinstance(inner, Fields)
    assert inner.keys == {"c": (4, 6)}
    assert inner.entries["c"] == Scalar("y", 4, 9, plain=False)


def test_a_stream_holds_several_documents_and_empty_ones_count_for_nothing() -> None:
    parsed = parse("---\na: 1\n---\n---\nb: 2\n...\n", "a.yaml", offset=10)
    assert [plain(node) for node in parsed.documents] == [{"a": "1"}, {"b": "2"}]
    assert [node.line for node in parsed.documents] == [12, 15]
    assert parsed.whole


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a: 1\na: 2", ['a.yaml:2:1: duplicate key "a"; the first is at a.yaml:1:1']),
        ("a: {b: 1, b: 2}", ['a.yaml:1:11: duplicate key "b"; the first is at a.yaml:1:5']),
        (
            "a: !!str 1\nb: ! x\n!t c: d",
            [
                'a.yaml:1:4: the YAML tag "tag:yaml.org,2002:str"; tags are not allowed: every value is text first',
                'a.yaml:2:4: the YAML tag "!"; tags are not allowed: every value is text first',
                'a.yaml:3:1: the YAML tag "!t"; tags are not allowed: every value is text first',
            ],
        ),
        ("? [a]\n: b\nc: d", ["a.yaml:1:3: a field's name must be text; put it in quotes if it begins with a bracket"]),
        ("a" * 201 + ": b", ["a.yaml:1:1: a field's name is longer than 200 characters; is it text?"]),
        ("a: *b", ['a.yaml:1:4: the alias "*b" has no anchor; write the value out']),
        ("a: &b {c: *b}", ['a.yaml:1:11: the alias "*b" stands inside what it names; write the value out']),
        ("a: &b c\n---\nd: *b", ['a.yaml:3:4: the alias "*b" has no anchor; write the value out']),
        ("a: b\n\x1b: c", ["a.yaml:2:1: the control character U+001B; remove it"]),
        ("a: [", ["a.yaml:2:1: the YAML cannot be read: did not find expected node content"]),
        ("a: b: c", [f'a.yaml:1:5: {NO_MAPPING}; put text that holds ": " in quotes']),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, printed: list[str]) -> None:
    assert told(text) == printed


def test_what_stands_before_a_mistake_is_kept() -> None:
    parsed = parse("a: 1\n---\nb: [\n", "a.yaml")
    assert [plain(node) for node in parsed.documents] == [{"a": "1"}]
    assert not parsed.whole


def test_twenty_levels_are_read_and_one_more_is_not() -> None:
    assert told("[" * 20 + "]" * 20) == []
    assert told("[" * 21 + "]" * 21) == ["a.yaml:1:21: the nesting is deeper than 20 levels; a record is flat; put text in quotes"]


def test_levels_that_aliases_add_count_too() -> None:
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 30))
    assert told(chain) == ["a.yaml:20:12: the nesting is deeper than 20 levels; a record is flat; put text in quotes"]


@pytest.mark.parametrize("words", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_ends_soon_and_without_a_crash(words: str) -> None:
    (problem,) = told(words * 100_000)
    assert "the nesting is deeper" in problem
    assert_linear(told, lambda size: words * size, 1_000_000)


def test_aliases_count_each_time_they_are_used() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]" for before, name in zip("abcde", "bcdef", strict=True)]
    (problem,) = told("\n".join(lines))
    assert problem.startswith("a.yaml:5:")
    assert "aliases add more than 50,000 values" in problem


def test_a_file_of_too_many_values_is_not_read_to_its_end() -> None:
    (problem,) = told("a: [" + "x," * 400_001 + "]")
    assert "the file holds more than 400,000 values; split it into several files" in problem
