import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.invisible import SUSPECT, describe, has_invisible, label, line_ends, visible

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

KEPT = {
    "plain": "Hello\tworld\nagain",
    "Persian": "می‌خواهم",
    "Persian with a zero width joiner": "ه‍",
    "Hindi": "क्‍ष श्‌र",
    "Sinhala": "ශ්‍රී",
    "Malayalam": "അവന്‍",
    "family": "👨‍👩‍👧‍👦",
    "health worker": "👩🏽‍⚕️",
    "heart on fire": "❤️‍🔥",
    "head shaking": "🙂‍↔️",
    "keycap": "1️⃣ #️⃣",
    "text presentation": "☎︎",
    "England": ENGLAND,
    "Hebrew with marks": "שלום\u200f, abc\u200e!",
    "Arabic letter mark": "\u061c١٢٣ ريال",
    "Khmer": "ខ្ញុំ\u200bស្រឡាញ់",
    "Thai": "ภาษา\u200bไทย",
    "Mongolian": "ᠨᠠ᠋",
    "variant of an ideograph": "葛\U000e0100",
    "old Korean": "\u115eᅠ".replace("ᅠ", "\u1160"),
    "Arabic number sign": "\u0600١",
    "private use": "\ue000",
    "Braille": "⠓⠀⠊",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_what_writing_needs_stays(text):
    assert visible(text) == text


SHOWN = [
    ("a\u202eb", "a[U+202E]b"),
    ("\u2066a\u2069", "[U+2066]a[U+2069]"),
    ("pass\u200bword", "pass[U+200B]word"),
    ("a\u200db", "a[U+200D]b"),
    ("a\u200cb", "a[U+200C]b"),
    ("می‌‌خ", "می‌[U+200C]خ"),
    ("abc\u200f", "abc[U+200F]"),
    ("שלום\u200f\u200f", "שלום[U+200F][U+200F]"),
    ("co\u00adoperate", "co[U+00AD]operate"),
    ("a\ufe0f", "a[U+FE0F]"),
    ("😀\ufe0f\ufe01\ufe02", "😀\ufe0f[U+FE01][U+FE02]"),
    ("葛\U000e0100\U000e0101", "葛\U000e0100[U+E0101]"),
    ("\U000e0041", "[U+E0041]"),
    (ENGLAND[:-1], "\U0001f3f4[U+E0067][U+E0062][U+E0065][U+E006E][U+E0067]"),
    ("\U0001f3f4\U000e0075\U000e0073\U000e007f", "\U0001f3f4[U+E0075][U+E0073][U+E007F]"),
    (ENGLAND + "\U000e0067", ENGLAND + "[U+E0067]"),
    ("a\x00\x07\x1b\x7f\x85", "a[U+0000][U+0007][U+001B][U+007F][U+0085]"),
    ("a\u2028b\u2029", "a[U+2028]b[U+2029]"),
    ("\ud800 \udfff", "[U+D800] [U+DFFF]"),
    ("\ufeffa\u2060\u2063", "[U+FEFF]a[U+2060][U+2063]"),
    ("\ufffe\uffff\ufdd0\U0001ffff\U0010fffe", "[U+FFFE][U+FFFF][U+FDD0][U+1FFFF][U+10FFFE]"),
    ("\u3164\uffa0\u115f\u1160", "[U+3164][U+FFA0][U+115F][U+1160]"),
    ("\u180ea\u034f", "[U+180E]a[U+034F]"),
    ("\u200d😀", "[U+200D]😀"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_what_hides_is_shown(text, shown):
    assert visible(text) == shown


GLYPHS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Format characters that are seen."""


def test_every_format_control_and_surrogate_is_judged():
    hidden = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and ord(char) not in GLYPHS and char not in "\t\n"
    ]
    assert [f"{ord(char):04X}" for char in hidden if not has_invisible(char)] == []


@pytest.mark.parametrize(("text", "ends"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb\r", "a\n\nb\n"), ("\r\r\n", "\n\n")])
def test_a_carriage_return_ends_a_line(text, ends):
    assert line_ends(text) == visible(text) == ends


def test_an_invisible_character_has_a_name():
    assert describe("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert describe("\x07") == "U+0007 CONTROL CHARACTER"
    assert describe("\ud800") == "U+D800 NOT A CHARACTER"


HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u061c\ufe0f\ufe01\u2060\u202e\U000e0067"


@given(st.text(st.one_of(st.sampled_from("ab\n\r😀❤م葛שा่\U0001f3f4" + HIDDEN), st.characters()), max_size=40))
def test_nothing_else_changes_and_nothing_is_lost(text):
    shown = visible(text)
    assert visible(shown) == shown
    for char in set(line_ends(text)):
        shown = shown.replace(label(char), char)
    assert shown == line_ends(text)


@given(st.text(st.sampled_from("a م😀" + HIDDEN), max_size=60))
def test_no_two_invisible_characters_stay_side_by_side(text):
    """But the joiner of an emoji that has a selector: `❤️‍🔥`."""
    shown = visible(text)
    pairs = [a + b for a, b in pairwise(shown) if has_invisible(a) and has_invisible(b)]
    assert all(pair == "\ufe0f\u200d" for pair in pairs)


def test_the_list_is_a_character_class():
    assert not set("[]") & set(SUSPECT)
