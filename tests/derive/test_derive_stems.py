"""Stems: the words of a text by their language, without those that say nothing."""

from __future__ import annotations

import pytest

from onrecord.derive.stems import STEMMERS, stemmed, stemmer


@pytest.mark.parametrize(
    ("text", "language", "stems"),
    [
        ("The invoices were charged twice", "en", ["invoic", "charg"]),
        ("Charging an INVOICE", "en-GB", ["charg", "invoic"]),
        ("Die Heizungen sind kalt, die Heizung nicht", "de", ["heizung", "kalt", "heizung"]),
        ("L'écran n’est plus noir", "fr", ["écran", "noir"]),
        ("the shop's door isn't shut", "en", ["shop", "door", "shut"]),
        ("error 0x80070057, page 12, in 2026", "en", ["error", "0x80070057", "page", "2026"]),
        ("a_b-c/wide_name", "en", ["wide", "name"]),
        ("風扇很吵", "zh", ["風扇", "扇很", "很吵"]),
        ("騒", "ja", ["騒"]),
        ("USB充電器 broken", "en", ["充電", "電器", "broken"]),
        ("kofa bata", "ha", ["kofa", "bata"]),
        ("", "en", []),
        ("... — !", "en", []),
    ],
)
def test_the_stems_of_a_text(text: str, language: str, stems: list[str]):
    assert list(stemmed(text, language)) == stems


def test_a_language_without_a_stemmer_keeps_its_words():
    assert stemmer("")("charged") == "charged"


def test_every_stemmer_is_there():
    assert all(stemmer(name)("abc") for name in STEMMERS.values())
