import pytest

from builders import a_change
from onrecord.model import Reference
from onrecord.render.references import change_html
from render.hostile import WORDS
from render.markup import read_markup

ISSUE = Reference("#42", issue="42")
OUTSIDE = Reference("GH-7", url="https://example.com/7?a=1&b=2")


def html(text, *references):
    return change_html(a_change(text, references=references), lambda issue: f"../issues/{issue}/index.html")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Quiet (#42).", 'Quiet (<a href="../issues/42/index.html">#42</a>).'),
        ("#42 and #42", '<a href="../issues/42/index.html">#42</a> and <a href="../issues/42/index.html">#42</a>'),
        ("**#42**", '<strong><a href="../issues/42/index.html">#42</a></strong>'),
        ("see GH-7", 'see <a href="https://example.com/7?a=1&amp;b=2" rel="noopener">GH-7</a>'),
        ("#421 x#42 #42x #4", "#421 x#42 #42x #4"),
        ("`#42`", "<code>#42</code>"),
        ("[#42](http://a)", '<a href="http://a" rel="noopener">#42</a>'),
        ("#43", "#43"),
    ],
)
def test_marks_link(text, shown):
    assert html(text, ISSUE, OUTSIDE) == shown


def test_the_longest_mark_wins():
    references = (Reference("#1", issue="1"), Reference("a/b#1", issue="2"))
    assert html("a/b#1 #1", *references) == '<a href="../issues/2/index.html">a/b#1</a> <a href="../issues/1/index.html">#1</a>'


def test_a_mark_that_leads_nowhere_is_plain():
    assert html("#1 #2 #3", Reference("#1"), Reference("#2", url="javascript:alert(1)"), Reference("", issue="3")) == "#1 #2 #3"


def test_a_mark_with_markup_in_it_stays_text():
    assert html("a&b <b>", Reference("a&b", issue="1"), Reference("<b>", issue="2")) == (
        '<a href="../issues/1/index.html">a&amp;b</a> <a href="../issues/2/index.html">&lt;b&gt;</a>'
    )


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_hostile_changes_are_harmless(words):
    read = read_markup(html(f"{words} #42", ISSUE, Reference(words.strip() or "x", url=words)))
    assert {name for name, _ in read.elements} <= {"a", "em", "strong", "code", "span", "br"}
    assert all(not link.get("href", "").lower().startswith(("javascript", "data")) for link in read.all("a"))
