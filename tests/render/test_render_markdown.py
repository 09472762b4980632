import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render import meter
from onrecord.render.converter import Converters
from onrecord.render.invisible import visible
from onrecord.render.markdown import markdown_html, markdown_inline
from onrecord.render.text import text_html
from render.hostile import ENDLESS, WORDS, endless
from render.markup import assert_harmless, read_markup, squeezed

CONVERTED = [
    ("", ""),
    (" \n ", ""),
    ("**a** *b* `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>"),
    ("a\n\nb", "<p>a</p>\n<p>b</p>"),
    ("a  \nb", "<p>a<br>\nb</p>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
    ("# a\n## b\n### c\n###### d", "<h4>a</h4>\n<h5>b</h5>\n<h6>c</h6>\n<h6>d</h6>"),
    ("# a #\n\nb", "<h4>a</h4>\n<p>b</p>"),
    ("# C#", "<h4>C#</h4>"),
    ("a\n===\n\nb\n---", "<h4>a</h4>\n<h5>b</h5>"),
    ("#42 is the same", "<p>#42 is the same</p>"),
    ("***", "<hr>"),
    ("    a < b", "<pre><code>a &lt; b\n</code></pre>"),
    ("```python\na < b\n\n# c\n```\nd", '<pre><code class="language-python">a &lt; b\n\n# c\n</code></pre>\n<p>d</p>'),
    ("a\n~~~~\n```\n~~~\n~~~~", "<p>a</p>\n<pre><code>```\n~~~\n</code></pre>"),
    ("``` { .x onclick=y }\na\n```", "<pre><code>a\n</code></pre>"),
    ("```\nnever closed", "<pre><code>never closed\n</code></pre>"),
    (
        "|a|b|\n|:-|-:|\n|1|`2|`|",
        "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td><code>2|</code></td>\n</tr>\n</tbody>\n</table>",
    ),
    ("&copy; &amp; &lt;b&gt; & <", "<p>© &amp; &lt;b&gt; &amp; &lt;</p>"),
    ("<b>bold</b> <!-- c -->", "<p>&lt;b&gt;bold&lt;/b&gt; &lt;!-- c --&gt;</p>"),
    ("<div>\n\n*a*\n\n</div>", "<p>&lt;div&gt;</p>\n<p><em>a</em></p>\n<p>&lt;/div&gt;</p>"),
    ("a\u202eb", '<p>a<span class="invisible" title="U+202E RIGHT-TO-LEFT OVERRIDE">[U+202E]</span>b</p>'),
    ("a&#x202E;b", '<p>a<span class="invisible" title="U+202E RIGHT-TO-LEFT OVERRIDE">[U+202E]</span>b</p>'),
    ("a\x07b \x02wzxhzdk:0\x03", "<p>a[U+0007]b [U+0002]wzxhzdk:0[U+0003]</p>"),
    ("\ud800", "<p>[U+D800]</p>"),
]


@pytest.mark.parametrize(("text", "html"), CONVERTED)
def test_markdown_as_markup(text, html):
    assert markdown_html(text, customer=False) == html


COMPANY_LINKS = [
    ("[a](https://example.com/?b=1&c=2)", '<a href="https://example.com/?b=1&amp;c=2" rel="noopener">a</a>'),
    ('[a](http://b "c")', '<a href="http://b" title="c" rel="noopener">a</a>'),
    ("[a][1]\n\n[1]: http://b", '<a href="http://b" rel="noopener">a</a>'),
    ("[a]\n\n[a]: http://b 'c'", '<a href="http://b" title="c" rel="noopener">a</a>'),
    ("<http://b>", '<a href="http://b" rel="noopener">http://b</a>'),
    ("<a@b.c>", '<a href="mailto:a@b.c" rel="noopener">a@b.c</a>'),
    ("[a](/promises/#m3)", '<a href="/promises/#m3" rel="noopener">a</a>'),
    ("![a *b*](http://c/d.png)", '<a href="http://c/d.png" rel="noopener">a *b*</a>'),
    ("![](http://c/d.png)", '<a href="http://c/d.png" rel="noopener">http://c/d.png</a>'),
    ("[![a](http://c/d.png)](http://e)", '<a href="http://e" rel="noopener">a</a>'),
    ("[**![a](http://c/d.png)** b](http://e)", '<a href="http://e" rel="noopener"><strong>a</strong> b</a>'),
    ("[a](/../x) [*b*](x) [c](#x) [d](//x.y) [e](javascript:x 'f')", "a <em>b</em> c d e"),
]


@pytest.mark.parametrize(("text", "html"), COMPANY_LINKS)
def test_the_company_s_links(text, html):
    assert markdown_html(text, customer=False) == f"<p>{html}</p>"


def test_a_customer_s_links_are_absolute_and_marked_as_theirs():
    assert markdown_html("[a](http://b) [c](/promises/) <d@e.f>", customer=True) == (
        '<p><a href="http://b" rel="ugc nofollow noopener">a</a> c <a href="mailto:d@e.f" rel="ugc nofollow noopener">d@e.f</a></p>'
    )


def test_headings_begin_where_the_page_says():
    assert markdown_html("# a\n## b", customer=False, top=2) == "<h2>a</h2>\n<h3>b</h3>"
    assert markdown_html("# a\n## b", customer=False) == "<h4>a</h4>\n<h5>b</h5>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "Fixed **a** in `b` ([c](http://d))",
            'Fixed <strong>a</strong> in <code>b</code> (<a href="http://d" rel="noopener">c</a>)',
        ),
        ("#42 is fixed", "#42 is fixed"),
        ("# a", "# a"),
        ("- a\n- b", "- a - b"),
        ("1. a", "1. a"),
        ("> a", "&gt; a"),
        ("|a|b|\n|-|-|", "|a|b| |-|-|"),
        ("```\na\n```", "<code>a</code>"),
        ("a\n\nb", "a b"),
        ("[a]: http://b", "[a]: http://b"),
        ("<script>", "&lt;script&gt;"),
        ("", ""),
    ],
)
def test_one_line_has_no_blocks(text, html):
    assert markdown_inline(text) == html


@pytest.mark.parametrize("customer", [True, False])
@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS.keys())
def test_hostile_words_are_harmless(text, customer):
    assert_harmless(markdown_html(text, customer=customer))
    assert_harmless(
        markdown_html(
            f"# {text}\n\n- {text}\n\n> {text}\n\n|a|b|\n|-|-|\n|{text}|{text}|\n\n```{text}\n{text}\n```", customer=customer
        )
    )
    assert_harmless(markdown_inline(text))


TOKENS = (
    "a", "b c", "\n", "\n\n", "    ", "\t", "  \n", "[", "]", "(", ")", "](", "![", "<", ">", "</", "<b>", "<script>",
    "javascript:", "http://", "/x", "//", "*", "**", "_", "`", "```", "~~~", "#", "# ", "- ", "1. ", "> ", "-", "=",
    "---", ":", "]:", "[a]: http://b\n", "\"", "'", "\\", "&", "&#x202e;", "&#0;", "&lt;", "\x00", "\x02", "\x03",
    "klzzwxh:0000", "wzxhzdk:0", "\u202e", "\u200d", "\ud800", "\ufffe", "😀", "{", "}", "!", "@", ".com", "|",
)  # fmt: skip
PIECES = st.one_of(*[st.sampled_from(TOKENS)] * 3, st.text(st.characters(exclude_categories=[]), max_size=5))
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)


@given(MARKDOWN, st.booleans())
def test_any_words_are_harmless_and_never_fail(text, customer):
    read = assert_harmless(markdown_html(text, customer=customer))
    for link in read.all("a"):
        assert ("nofollow" in (link["rel"] or "")) is customer
        assert not customer or not (link.get("href") or "").startswith("/")
    assert_harmless(markdown_inline(text, customer=customer))


@given(MARKDOWN)
def test_nothing_fails_within_the_converter(text):
    """What is shown as written must cost too much, not meet a mistake that is caught."""
    with suppress(meter.TooMuchError):
        Converters().convert(visible(text), 4)


def outcome(converters, text):
    """What a text becomes, in the way that `markdown_html` handles its converters."""
    try:
        return converters.convert(visible(text), 4)
    except meter.TooMuchError:
        converters.forget()
        return None


@given(MARKDOWN, MARKDOWN)
def test_one_message_leaves_nothing_behind_for_the_next(first, second):
    used = Converters()
    outcome(used, first)
    assert outcome(used, second) == outcome(Converters(), second)


def test_a_definition_of_one_message_is_none_of_the_next():
    markdown_html("[a]: http://evil.example", customer=True)
    assert markdown_html("[a]", customer=True) == "<p>[a]</p>"


def test_threads_do_not_mix_messages():
    texts = [f"[a{n}][x] `{n}`\n\n[x]: http://e/{n}\n\n```\n{n}\n```" for n in range(200)]
    expected = [markdown_html(text, customer=True) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda text: markdown_html(text, customer=True), texts)) == expected


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="[]()<>&*_`\\#!|~:\"'=-+"), max_size=60))
def test_words_without_markup_are_whole(text):
    assert squeezed(read_markup(markdown_html(text, customer=True)).text) == squeezed(visible(text))


SECONDS = 20
"""What 65,536 characters may take at most on a slow and busy machine; without the meter, many of these take minutes or hours."""


@pytest.mark.slow
@pytest.mark.parametrize("start", ["", "*a _b `c [d "])
@pytest.mark.parametrize("unit", ENDLESS)
def test_what_would_take_for_ever_takes_seconds(start, unit):
    began = time.process_time()
    longest = markdown_html(start + endless(unit, meter.LONGEST - len(start)), customer=True)
    assert time.process_time() - began < SECONDS
    assert len(longest) < 200 * meter.LONGEST


@pytest.mark.parametrize("unit", ["[", ">", "![", "*a* ", "a\n\n"])
def test_what_is_too_long_is_shown_as_written(unit):
    text = endless(unit)
    assert markdown_html(text, customer=True) == text_html(text)


AS_WRITTEN = {
    "brackets": "[" * 3000,
    "links never closed": "[a](" * 1000,
    "quotes within quotes": ">" * 100 + " a",
    "lists within lists": "".join("    " * depth + "- a\n" for depth in range(100)),
    "emphasis within emphasis": "*a **b " * 100 + "b** a* " * 100,
    "many headings": "# a\n" * 3000,
    "a long link many times": "[a]: http://b/" + "c" * 5000 + "\n\n" + "[a] " * 1000,
    "a long run of marks": "_a" + "*" * 3000,
    "a quotation mark never closed": '[a](b "c ' * 3,
}


@pytest.mark.parametrize("text", AS_WRITTEN.values(), ids=AS_WRITTEN.keys())
def test_what_costs_too_much_is_shown_as_written(text):
    assert markdown_html(text, customer=True) == text_html(text)
    assert markdown_html("*a*", customer=True) == "<p><em>a</em></p>"


@pytest.mark.parametrize("text", [*AS_WRITTEN.values(), ">" * 15 + " a", "".join("    " * depth + "- a\n" for depth in range(20))])
def test_the_depth_of_the_call_decides_nothing(text):
    def deeper(levels):
        return deeper(levels - 1) if levels else markdown_html(text, customer=True)

    assert deeper(sys.getrecursionlimit() // 4) == markdown_html(text, customer=True)


def test_what_companies_write_is_converted():
    change = "- A change (#{0}), see [docs](http://a/{0}) and `code[{0}]`."
    section = "## [1.{0}.0] - 2026-01-01\n\n### Fixed\n\n" + "\n".join(change.format(n) for n in range(10)) + "\n"
    definition = "[1.{0}.0]: https://example.com/compare/v1.{0}.0...v1.{0}.1"
    changelog = "\n".join([*(section.format(n) for n in range(40)), *(definition.format(n) for n in range(40))])
    read = assert_harmless(markdown_html(changelog, customer=False))
    assert len(read.all("li")) == 400
    assert len(read.all("a")) == 440
