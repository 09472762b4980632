import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.render.invisible import visible
from onrecord.render.text import address_end, first_sentence, plain, shortened, text_html
from render.hostile import ENDLESS, LONG, WORDS, endless
from render.markup import assert_harmless, read_markup, squeezed

REL = 'rel="ugc nofollow noopener"'


def linked(url):
    return f'<a href="{url}" {REL}>{url}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\t\n ", ""),
        ("a", "<p>a</p>"),
        ("a\nb", "<p>a<br>b</p>"),
        ("a\r\nb\rc", "<p>a<br>b<br>c</p>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("\n\na\n \t\n\n\nb\n\n", "<p>a</p>\n<p>b</p>"),
        ("a\n\n    b", "<p>a</p>\n<p>    b</p>"),
        ("# a\n- b\n> c", "<p># a<br>- b<br>&gt; c</p>"),
        ("**a** `b` [c](d)", "<p>**a** `b` [c](d)</p>"),
        ("<b>\"'&amp;", "<p>&lt;b&gt;&quot;&#x27;&amp;amp;</p>"),
        ("a\u202eb", '<p>a<span class="invisible" title="U+202E RIGHT-TO-LEFT OVERRIDE">[U+202E]</span>b</p>'),
        ("👩‍⚕️", "<p>👩‍⚕️</p>"),
        ("a@example.com javascript:x ftp://x www.x.org //x.org", "<p>a@example.com javascript:x ftp://x www.x.org //x.org</p>"),
    ],
)
def test_words_as_markup(text, html):
    assert text_html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("see http://a.b/c.", f"see {linked('http://a.b/c')}."),
        ("(http://a.b/c)", f"({linked('http://a.b/c')})"),
        ("http://a.b/c_(d)", linked("http://a.b/c_(d)")),
        ("(see http://a.b/c_(d)).", f"(see {linked('http://a.b/c_(d)')})."),
        ("http://a.b, http://c.d; x", f"{linked('http://a.b')}, {linked('http://c.d')}; x"),
        ("HTTPS://A.B/", linked("HTTPS://A.B/")),
        ("http://a.b?c=1&d=2", '<a href="http://a.b?c=1&amp;d=2" ' + REL + ">http://a.b?c=1&amp;d=2</a>"),
        (
            "http://a.b\u202ec",
            f'{linked("http://a.b")}<span class="invisible" title="U+202E RIGHT-TO-LEFT OVERRIDE">[U+202E]</span>c',
        ),
        ("http://a.b'onclick='x", '<a href="http://a.b&#x27;onclick=&#x27;x" ' + REL + ">http://a.b&#x27;onclick=&#x27;x</a>"),
        ("http://a.b`c", "http://a.b`c"),
        ("[http://a.b/](http://a.b/)", f"[{linked('http://a.b/')}]({linked('http://a.b/')})"),
        ("http:// http:/// https://?", "http:// http:/// https://?"),
        ("xhttp://a.b", "xhttp://a.b"),
    ],
)
def test_addresses_are_linked(text, html):
    assert text_html(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("words", "address"), [("a...", "a"), ("a)", "a"), ("(a)", "(a)"), ("a])}", "a"), ("a(b)).", "a(b)"), (")", "")]
)
def test_where_an_address_ends(words, address):
    assert words[: address_end(words)] == address


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS.keys())
def test_hostile_words_are_harmless_and_whole(text):
    assert squeezed(assert_harmless(text_html(text)).text) == squeezed(visible(text))


@example("\x1f")
@given(st.text(st.one_of(st.sampled_from("a http://.)(]\n\r\t<>&\"'\u202e\u200d😀م"), st.characters(exclude_categories=[]))))
def test_any_words_are_harmless_and_whole(text):
    assert squeezed(assert_harmless(text_html(text)).text) == squeezed(visible(text))


@given(st.text(st.sampled_from("ab \n"), max_size=30))
def test_each_line_is_a_line_and_each_paragraph_a_paragraph(text):
    read = read_markup(text_html(text))
    paragraphs = re.split(r"\n[ \t]*\n[ \t\n]*", text.strip("\n")) if text.strip() else []
    assert len(read.all("p")) == len(paragraphs)
    assert len(read.all("br")) == sum(paragraph.count("\n") for paragraph in paragraphs)


SECONDS = 20
"""What a million characters may take at most on a slow and busy machine: one that took the square would take hours."""


@pytest.mark.slow
@pytest.mark.parametrize("unit", ENDLESS)
def test_a_million_characters_take_seconds(unit):
    text = endless(unit)
    began = time.process_time()
    shown = text_html(text)
    first_sentence(text, 140)
    assert time.process_time() - began < SECONDS
    assert len(shown) < 120 * LONG


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("The fans roar. All day.", "The fans roar."),
        ("The fans roar! All day.", "The fans roar!"),
        ("Why? Because.", "Why?"),
        ("No end", "No end"),
        ("", ""),
        ("Dr. Smith of Acme Inc. bought No. 5, i.e. the big one, e.g. for 3.5 people. It broke.", None),
        ("Das ist z. B. am 3. Mai so gewesen, bzw. vorher. Danach nicht.", "Das ist z. B. am 3. Mai so gewesen, bzw. vorher."),
        ("It stopped... then it went on. Odd.", "It stopped... then it went on."),
        ('He said "stop." Then he left.', 'He said "stop."'),
        ("Version 1.10 is loud. 1.9 was not.", "Version 1.10 is loud."),
        ("Dear Sir or Madam,\n\nmy fan is loud. Help.", "my fan is loud."),
        ("Hello,\nmy fan is loud. Help.", "my fan is loud."),
        ("A title\n\nAnd words.", "A title"),
        ("One\nline. Two.", "One line."),
        ("風扇很吵。請幫忙。", "風扇很吵。"),
        ("a\u202eb. c", "a[U+202E]b. c"),
        ("<b>x</b>. Y", "<b>x</b>."),
    ],
)
def test_the_first_sentence(text, headline):
    whole = "Dr. Smith of Acme Inc. bought No. 5, i.e. the big one, e.g. for 3.5 people."
    assert first_sentence(text, 140) == (whole if headline is None else headline)


def test_a_long_sentence_ends_at_a_word():
    assert first_sentence("word " * 100, 22) == "word word word word…"
    assert first_sentence("x" * 100, 10) == "xxxxxxxxx…"
    assert first_sentence("First, " + "word " * 100, 22) == "First, word word word…"


def test_a_cut_leaves_no_mark_without_its_letter():
    assert shortened("e\u0301" * 20, 10) in {"e\u0301" * 4 + "…", "e\u0301" * 4 + "e…"}
    assert not shortened("👨‍👩‍👧‍👦" * 9, 10).endswith("\u200d…")


@given(st.text(), st.integers(10, 200))
def test_a_headline_is_one_line_and_no_longer_than_asked(text, limit):
    headline = first_sentence(text, limit)
    assert len(headline) <= limit + 1
    assert headline == plain(headline)


def test_plain_words_stand_on_one_line():
    assert plain(" a\n\tb\u00a0 c\u202e\x00 ") == "a b c[U+202E][U+0000]"
