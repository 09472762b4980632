"""Words: how texts of many scripts fall into what is looked for, and what the forms of a word have in common."""

from __future__ import annotations

import pytest

from onrecord.render.search.stems import STEMMERS, form, stemmer_of
from onrecord.render.search.words import raw_words, word_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("... !?", []),
        ("The fan's blades, 42%!", ["the", "fan", "blades", "42"]),
        ("isn’t it", ["isn", "it"]),
        ("C++ 7 x", ["7"]),
        ("snake_case_word", ["snake", "case", "word"]),
        ("Café CAFÉ cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("Lüfter Straße STRASSE", ["lufter", "strasse", "strasse"]),
        ("Ærø Łódź ıssız İstanbul", ["aero", "lodz", "issiz", "istanbul"]),
        ("ﬁne ｗｉｄｅ ①", ["fine", "wide", "1"]),
        ("ΟΔΥΣΣΕΥΣ ὀδύσσεια", ["οδυσσευσ", "οδυσσεια"]),
        ("ёлка Йод", ["елка", "иод"]),
        ("كِتَابٌ مكتبة", ["كتاب", "مكتبة"]),
        ("שָׁלוֹם", ["שלום"]),
        ("می\u200cخواهم", ["میخواهم"]),
        ("un\u00adbreak\u00adable", ["unbreakable"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("தமிழ்", ["தமிழ்"]),
        ("電池が切れた", ["電池", "池が", "が切", "切れ", "れた", "た"]),
        ("火", ["火"]),
        ("コンピューター", ["コン", "ンピ", "ピュ", "ュー", "ータ", "ター", "ー"]),
        ("ｶﾞｽ", ["ガス", "ス"]),
        ("환불 요청", ["환불", "불", "요청", "청"]),
        ("เสียง", ["เส", "สี", "ีย", "ยง", "ง"]),
        ("iPhone15の電池", ["iphone15", "の電", "電池", "池"]),
        ("𠮷野家", ["𠮷野", "野家", "家"]),
        ("a" * 50, ["a" * 32]),
        ("é" * 50, ["e" * 32]),
        ("\u0301 \u200d \u00ad", []),
        ("\ud800 lone", ["lone"]),
        ("👍🏽 yes", ["yes"]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]):
    assert [word for raw in raw_words(text) if (word := word_of(raw))] == words


@pytest.mark.parametrize(
    ("lang", "forms", "stem"),
    [
        ("en", ["failed", "failing", "fails", "fail"], "fail"),
        ("en-GB", ["batteries", "battery"], "batteri"),
        ("de", ["lüfter", "lüftern", "lüfters"], "luft"),
        ("de", ["gerissen", "gerissene"], "geriss"),
        ("fr", ["continuité", "continuités"], "continu"),
        ("es", ["rápido", "rápidos"], "rap"),
        ("ru", ["книга", "книги", "книгу"], "книг"),
        ("fi", ["talossa", "talosta"], "talo"),
        ("tr", ["kitaplar", "kitap"], "kitap"),
        ("ar", ["الكتاب", "كتاب"], "كتاب"),
        ("nb", ["viftene", "viften"], "vift"),
    ],
)
def test_forms_of_a_word_have_one_stem(lang: str, forms: list[str], stem: str):
    assert {form(raw, stemmer_of(lang))[0] for raw in forms} == {stem}


@pytest.mark.parametrize(
    ("lang", "raw", "stem", "word"),
    [
        ("ja", "電池", "電池", "電池"),
        ("en", "電池", "電池", "電池"),
        ("xx", "failing", "failing", "failing"),
        ("en", "e4f09s", "e4f09s", "e4f09s"),
        ("en", "as", "as", "as"),
        ("en", "s", "", ""),
        ("fr", "élevés", "elev", "eleves"),
    ],
)
def test_what_has_no_stemmer_is_its_own_stem(lang: str, raw: str, stem: str, word: str):
    assert form(raw, stemmer_of(lang)) == (stem, word)


def test_every_stemmer_is_there():
    assert all(form("ababab", stemmer)[1] == "ababab" for stemmer in STEMMERS.values())
