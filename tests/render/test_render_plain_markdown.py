"""The plain converter answers only what the full one gives, byte for byte, and answers what people mostly write."""

import itertools
import json
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import assert_linear
from onrecord.render.full_markdown import full_html, full_inline
from onrecord.render.invisible import line_ends
from onrecord.render.markdown import markdown_html
from onrecord.render.plain_markdown import LONGEST, UnsureError, plain_html, plain_inline
from onrecord.render.safe import proved
from render.hostile import ENDLESS, WORDS, endless
from render.markdown_texts import INLINE, STARTS, Writer

TOPS = (2, 4, 1)


def answers(text, customer, top=4):
    """Whether the plain converter answers; the test fails where the full one gives anything else."""
    text = line_ends(text)
    if not text.strip():
        return False
    try:
        plain = proved(plain_html(text, customer=customer, top=top))
    except UnsureError:
        return False
    assert plain == full_html(text, customer=customer, top=top), repr(text)
    return True


def answers_inline(text, customer):
    """The same for what has no blocks."""
    line = " ".join(text.split())
    try:
        plain = proved(plain_inline(line, customer=customer))
    except UnsureError:
        return False
    assert plain == full_inline(line, customer=customer), repr(line)
    return True


PLAIN = [
    "words",
    "two\nlines",
    "a  \nb",
    "a\n\n\n\nb\n \nc\n",
    "*a* **b** _c_ __d__ `e` ``f`` **a `b` [c](https://d.example)** *\\*a*",
    "a*b*c, a_b_c, 2 * 3, (_a_), **a**b, __init__.py",
    "[a](https://example.com/a_b?c=1&d=2) [*a* `b`](http://b.cc) <https://e.ff/g_h>",
    "[ ] [not] a link] \\[a] C:\\Users \\* 1 < 2 > 0 & so <b>on</b> <!-- -->",
    "# a\n## b\ntext",
    "- a\n- b\n  more",
    "* a\n\n* b\n* c",
    "3. a\n4. b\n\n5. c",
    "- [x] done\n- [ ] not",
    "text:\n- so\n- it goes",
    "> a\n> b\n>\n> - c\n\n> d",
    "---",
    "***",
    "```python\na < b\n\n*c*\n```\n~~~\nd\n~~~",
    "| a | b |\n| --- | :-: |\n| `c` | *d* |\n| e |\n",
    "a|b\n-|-",
    "a\tb\n\tc",
    "caf\u00e9\u00a0\u2013 \U0001f600\ufe0f, \u202eodd",
]


@pytest.mark.parametrize("customer", [True, False])
@pytest.mark.parametrize("text", PLAIN)
def test_plain_markdown_is_answered(text, customer):
    assert answers(text, customer)


UNSURE = [
    "[a]: http://b",
    "[a][b]",
    "![a](http://b.cc)",
    "[a](b)",
    '[a](http://b.cc "c")',
    "<a@b.c>",
    "a &copy; b",
    "a\n---",
    "a\n\n    code",
    "- a\n\n    |b|c|\n|-|-|",
    "- a\n    - b",
    "- - a",
    "> > a",
    "- # a",
    "*a",
    "a_",
    "***a***",
    "*a **b** c*",
    "`a",
    "text\n# heading",
    "text\n> quote",
    "|a|b|\n|-|-|\n|\\|||",
    "bell\x07",
    "a" * (LONGEST + 1),
]


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_not_surely_plain_is_left(text):
    assert not answers(text, customer=False)


def test_a_customer_s_link_within_the_site_is_left():
    assert answers("[a](/promises/#m3)", customer=False)
    assert not answers("[a](/promises/#m3)", customer=True)


@pytest.mark.parametrize("text", ["*a* `b` [c](https://d.example)", "# a", "- a", "1. a", "> a", "|a|b|", "---", "#42"])
def test_one_line_without_blocks_is_answered(text):
    assert answers_inline(text, customer=False)


def test_nearly_all_messages_as_people_write_them_are_answered():
    writer = Writer(1)
    answered = [answers(writer.message(), customer=False) for _ in range(200)]
    assert sum(answered) > 0.95 * len(answered)


def texts(seed, others=()):
    """Texts of every kind, in turn."""
    writer = Writer(seed)
    while True:
        yield writer.message()
        yield writer.changed(writer.message(), others)
        yield writer.jumble()
        if others:
            yield writer.changed(writer.random.choice(others), others)


@pytest.mark.parametrize("seed", range(3))
def test_texts_of_all_kinds_differ_in_nothing(seed):
    answered = 0
    for number, text in enumerate(itertools.islice(texts(seed), 1000)):
        answered += answers(text, customer=number % 2 == 0, top=TOPS[number % 3])
        answers_inline(text, customer=number % 2 == 0)
    assert answered > 300


PIECES = st.one_of(st.sampled_from(INLINE), st.sampled_from(STARTS), st.text(max_size=3), st.sampled_from(["\n", "\n\n", " ", "w"]))


@given(st.lists(PIECES, max_size=30).map("".join), st.booleans(), st.sampled_from(TOPS))
def test_any_text_differs_in_nothing(text, customer, top):
    answers(text, customer, top)
    answers_inline(text, customer)


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS.keys())
def test_hostile_words_differ_in_nothing(text):
    answers(text, customer=True)
    answers(f"# {text}\n\n- {text}\n\n> {text}\n\n|a|b|\n|-|-|\n|{text}|{text}|\n\n```{text}\n{text}\n```", customer=False)


LINES = ("a", "", "- b", "  c", "    d", "1. e", "> f", ">", "# g", "---", "|h|i|", "|-|-|", "    |j|k|", "    - l", "> - m", "```")
MARKS = ("*", "**", "_", "a", " ", "`x`", "\\_", ".", "[", "](http://b.cc)", "<")


@pytest.mark.parametrize(
    ("tokens", "gap", "most"),
    [
        (LINES, "\n", 2),
        (MARKS, "", 3),
        pytest.param(LINES, "\n", 4, marks=pytest.mark.slow),
        pytest.param(MARKS, "", 5, marks=pytest.mark.slow),
    ],
)
def test_every_short_text_of_these_differs_in_nothing(tokens, gap, most):
    for length in range(1, most + 1):
        for chosen in itertools.product(tokens, repeat=length):
            answers(gap.join(chosen), customer=False)


CASES = 100_000


@pytest.mark.slow
def test_a_hundred_thousand_texts_differ_in_nothing():
    answered = 0
    for number, text in enumerate(texts(99)):
        answered += answers(text, customer=number % 2 == 0, top=TOPS[number % 3])
        answered += answers_inline(text, customer=number % 2 == 1)
        if answered >= CASES:
            break


def strings(value):
    """All texts within decoded JSON."""
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for child in children for text in strings(child)]


def bodies(sites):
    """What stands below the front matter of each file of a site."""
    return [text.split("---\n", 2)[-1] for text in sites if text]


@pytest.fixture(scope="module")
def messages(real_records: Path):
    """All words of the real records, as if they were Markdown."""
    incidents = (path.read_text(encoding="utf-8") for path in sorted(real_records.glob("jenkins-status/content/**/*.md")))
    revisions = (real_records / "jenkins-status/revisions.jsonl").read_text(encoding="utf-8").split("\n")
    petitions = (real_records / "petitions/petitions.jsonl").read_text(encoding="utf-8").split("\n")
    changelogs = [path.read_text(encoding="utf-8") for path in sorted(real_records.glob("changelogs/**/*")) if path.is_file()]
    found = {
        "incidents": bodies(incidents),
        "revisions": bodies(json.loads(line).get("content") for line in revisions if line),
        "petitions": [text for line in petitions if line for text in strings(json.loads(line)) if " " in text],
        "complaints": strings(json.loads((real_records / "cfpb/complaints.json").read_bytes())),
        "changelogs": changelogs,
        "releases": [part for text in changelogs for part in re.split(r"\n(?=## )", text)],
        "changes": [line.lstrip("-* ") for text in changelogs for line in text.split("\n")],
    }
    assert all(found.values())
    return found


@pytest.mark.slow
def test_no_real_message_differs(messages):
    share = {
        name: sum(answers(text, customer) for customer in (True, False) for text in words) / 2 / len(words)
        for name, words in messages.items()
    }
    assert share["incidents"] > 0.9
    assert share["petitions"] > 0.99
    for words in messages.values():
        for text in words:
            answers_inline(text, customer=False)


@pytest.mark.slow
def test_no_real_message_with_a_change_in_it_differs(messages):
    others = [text for words in messages.values() for text in words if len(text) > 20]
    answered = sum(answers(text, customer=True) for text in itertools.islice(texts(7, others), 60_000))
    assert answered > 20_000


UNITS = sorted({*ENDLESS, *INLINE, "# a\n", "- a\n\n", "> a\n\n", "`a` ", "*a* ", "_a", "<a ", "[a ", "a  \n", "|`a`|\n", "\\a"})


@pytest.mark.parametrize("start", ["", "a\n\n", "a|b\n-|-\n"])
def test_the_time_is_linear_whatever_the_text(start):
    for unit in UNITS:
        assert_linear(converted, lambda size, unit=unit: line_ends(start + endless(unit, size - len(start))), LONGEST)


def converted(text):
    with suppress(UnsureError):
        plain_html(text, customer=False, top=4)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_what_costs_the_full_converter_too_much_is_not_answered(unit):
    for length in (300, 3000, LONGEST):
        answers(endless(unit, length), customer=True)
        answers("\n".join([endless(unit, 80)] * (length // 80)), customer=True)


def test_a_plain_site_needs_neither_python_markdown_nor_a_cleaner():
    code = """
import sys
from onrecord.render.markdown import markdown_html, markdown_inline
assert markdown_html("*a*", customer=True) == "<p><em>a</em></p>" and markdown_inline("`b`") == "<code>b</code>"
assert not {"markdown", "nh3"} & sys.modules.keys()
assert markdown_html("- a\\n    - b", customer=True).count("<li>") == 2
assert {"markdown", "nh3"} <= sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", code], check=True)


FOREIGN = [
    "<script>",
    "<P>",
    "<p onclick=a>",
    "<p ",
    "a > b",
    "a < b",
    "<h1>a</h1>",
    "<a>b</a>",
    '<a href="javascript:a" rel="noopener">',
    '<a href="//a.example" rel="noopener">',
    '<a href="https://a.example">',
    '<a href="https://a.example/\\" rel="noopener">',
    '<a href="https://a.example" rel="noopener" onclick="a">',
    '<a href="https://a.example" rel="" onclick="noopener">',
    '<ol start="a">',
    '<code class="a">',
    '<code class="language-a b">',
]


@pytest.mark.parametrize("markup", FOREIGN)
def test_a_tag_that_no_plain_markdown_has_is_not_taken(markup):
    with pytest.raises(ValueError):
        proved(f"<p>a</p>{markup}b")


def test_characters_that_hide_are_shown():
    assert markdown_html("a\u202eb", customer=True) == full_html("a\u202eb", customer=True, top=4)
    assert "[U+202E]" in markdown_html("a\u202eb", customer=True)
