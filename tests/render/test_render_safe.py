import pickle
import re
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.render.safe import SafeHtml, data_block, escape, join, replaced, revealed, rooted, safe_url, tag, unwrapped, visible
from render.hostile import WORDS
from render.markup import read_markup

SOURCES = sorted(Path(onrecord.__file__).parent.rglob("*.py"))


def holders(pattern, paths):
    return [path.name for path in paths if re.search(pattern, path.read_text(encoding="utf-8"))]


def test_safe_html_is_made_in_one_module_only():
    assert holders(r"\bSafeHtml\(", SOURCES) == ["safe.py"]


def test_no_other_markup_is_taken_as_it_is():
    """But the interface's own words, which stand in templates, and what a template's macro wrote."""
    assert holders(r"\bMarkup\(|\(Markup\b", SOURCES) == ["interface.py", "templates.py"]
    templates = sorted((Path(__file__).parents[2] / "themes").rglob("*.html"))
    assert templates
    assert holders(r"\|\s*safe\b|autoescape|\bMarkup\b", templates) == []


def test_a_template_leaves_it_and_escapes_all_else():
    template = jinja2.Environment(autoescape=True).from_string("{{ a }} {{ b }}")
    assert template.render(a=escape("<&>"), b="<&>") == "&lt;&amp;&gt; &lt;&amp;&gt;"


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s + "<b>",
        lambda s: s.replace("b", "<"),
        lambda s: s[1:],
        lambda s: f"{s}",
        lambda s: s * 2,
        lambda s: s.join("<>"),
    ],
)
def test_what_is_made_of_it_is_no_longer_safe(change):
    assert type(change(escape("<b>"))) is str


def test_it_travels_between_processes():
    sent = pickle.loads(pickle.dumps(escape("<b>")))
    assert type(sent) is SafeHtml
    assert sent == "&lt;b&gt;"


def test_it_is_not_escaped_twice():
    assert escape(escape("<")) == "&lt;"
    assert join([escape("<"), "<", tag("br")], "&") == "&lt;&amp;&lt;&amp;<br>"


def test_an_element():
    assert tag("a", {"href": "https://example.com/?a=1&b=2", "title": 'x"y\u202e', "rel": None}, "<") == (
        '<a href="https://example.com/?a=1&amp;b=2" title="x&quot;y[U+202E]">&lt;</a>'
    )
    assert tag("br") == "<br>"


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        ("script", {}),
        ("style", {}),
        ("b onclick=x", {}),
        ("B", {}),
        ("", {}),
        ("b", {"onclick": "x"}),
        ("b", {"style": "x"}),
        ("b", {'x="y" z': "x"}),
        ("iframe", {"srcdoc": "x"}),
        ("a", {"href": "javascript:alert(1)"}),
        ("img", {"src": "data:image/svg+xml,x"}),
        ("form", {"action": "//evil.example"}),
    ],
)
def test_an_element_that_could_do_harm_is_refused(name, attributes):
    with pytest.raises(ValueError, match=r"no (element|attribute|safe address)"):
        tag(name, attributes)


GOOD = [
    "https://example.com/a?b=c#d",
    "HTTP://EXAMPLE.COM",
    "mailto:a@example.com",
    "../../issues/42/index.html#m3",
    "/promises/",
    "#m3",
    "?page=2",
    "a/b:c",
    "https://example.com/ü",
]
BAD = [
    "",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "http://a b",
    'http://a"b',
    "http://a<b",
    "http://a\u202eb",
    "http://\ud800",
    "ftp://example.com",
    "blob:https://example.com/x",
]


@pytest.mark.parametrize("url", GOOD)
def test_a_safe_address_stays(url):
    assert safe_url(f" {url} ") == url


@pytest.mark.parametrize("url", BAD)
def test_any_other_address_is_none(url):
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("root", "path", "leads_to"),
    [
        ("../../", "/promises/", "../../promises/index.html"),
        ("", "/promises/", "promises/index.html"),
        ("../", "/", "../index.html"),
        ("../", "/issues/42/#m3", "../issues/42/index.html#m3"),
        ("../", "/issues/42#m3", "../issues/42/index.html#m3"),
        ("../", "/issues/?page=2#x", "../issues/index.html?page=2#x"),
        ("../", "/issues/42.json", "../issues/42.json"),
        ("https://example.com/x/", "/issues/42/#m3", "https://example.com/x/issues/42/#m3"),
        ("https://example.com/x/", "/", "https://example.com/x/"),
    ],
)
def test_a_link_from_the_root_leads_there_from_anywhere(root, path, leads_to):
    assert rooted(tag("a", {"href": path}, "x"), root) == f'<a href="{leads_to}">x</a>'


def test_other_links_and_words_stay_when_rooted():
    markup = join([tag("a", {"href": "https://example.com/"}, 'href="/x"'), ' href="/y"'])
    assert rooted(markup, "../") == markup


def test_what_would_hide_in_markup_is_shown_also_in_attributes():
    markup = SafeHtml('<a title="a\u202eb" href="x">c\u202ed</a>')
    assert revealed(markup) == (
        '<a title="a[U+202E]b" href="x">c<span class="invisible" title="U+202E RIGHT-TO-LEFT OVERRIDE">[U+202E]</span>d</a>'
    )


def test_a_match_in_a_link_in_code_or_in_a_tag_is_not_replaced():
    markup = SafeHtml('<p title="#1">#1 <a href="x">#1</a> <code>#1 <b>#1</b></code> <em>#1</em> <abbr>#1</abbr></p>')
    found = replaced(markup, re.compile("#1"), lambda words: tag("b", content=words))
    assert (
        found
        == '<p title="#1"><b>#1</b> <a href="x">#1</a> <code>#1 <b>#1</b></code> <em><b>#1</b></em> <abbr><b>#1</b></abbr></p>'
    )


@pytest.mark.parametrize(
    ("markup", "inside"), [("<p>a</p>", "a"), ("<p>a</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>"), ("<ul></ul>", "<ul></ul>"), ("", "")]
)
def test_a_single_paragraph_is_unwrapped(markup, inside):
    assert unwrapped(SafeHtml(markup)) == inside


def test_a_block_of_data_takes_only_types_of_data():
    assert (
        data_block("application/json", '"</script>&"') == '<script type="application/json">"\\u003c/script\\u003e\\u0026"</script>'
    )
    with pytest.raises(ValueError, match="no type of data"):
        data_block("text/javascript", "1")


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS.keys())
def test_hostile_words_are_shown_as_they_are(text):
    read = read_markup(escape(text))
    assert read.elements == []
    assert read.text == visible(text)


@given(st.text(st.characters(exclude_categories=[])))
def test_any_words_are_shown_as_they_are_in_text_and_attribute(text):
    read = read_markup(tag("b", {"title": text}, text))
    assert read.elements == [("b", {"title": visible(text)})]
    assert read.text == visible(text)
