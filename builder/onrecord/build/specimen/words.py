"""Issues whose words are hard to set: withheld, redacted, hostile, huge, from right to left, or hardly there."""

from __future__ import annotations

from hashlib import sha256

from onrecord.build.specimen.writing import day, issue, on, said
from onrecord.model import Amendment, Attachment, By, Counted, Format, Issue, Source, Translation, When, Words

PICTURE = "content/issues/38-with-files/lamp.png"
LETTER = "content/issues/38-with-files/letter.txt"
LONG = "Lampenschirmbefestigungsschraubenschlüsselgrößenverzeichnis"
ARABIC = "المصباح يصدر صوتًا عاليًا في الليل ولا أستطيع النوم بجانبه"
HOSTILE = '<script>alert(1)</script> [a](javascript:alert(1)) \u202etxet siht\u202c no\u200bgap & "quotes" \' </title>'
MARKED = """\
We looked at it.

# A heading

1. First, a list,
2. then `code` and **more**.

> A quotation of what you said.

    a line of code that is much longer than the column it stands in, so that it has to scroll or to break somewhere

[The measurements](https://example.org/hum) are public.
"""


def words(picture: bytes, letter: bytes) -> dict[str, Issue]:
    """The issues by what they show, numbered as they stand; the bytes are those of the files beside one of them."""
    return {**_kept_back(), **_hard_to_set(), **_long(), **_from_elsewhere(picture, letter)}


def _kept_back() -> dict[str, Issue]:
    withheld = {"words": Words.WITHHELD}
    return {
        "Words withheld": issue(
            31,
            "",
            said(2, "answer", "okan", 97, "We have written to you."),
            at=96,
            report=withheld,
            components=("ballast",),
        ),
        "Redacted: no title, a pseudonym": issue(
            32,
            "Mine has hummed for a year.",
            said(2, "comment", "anonymous-1", 99, "", words=Words.WITHHELD),
            said(3, "dispute", "anonymous-1", 101, "It is not over."),
            said(4, "answer", "company", 98, "It is the ballast."),
            by="anonymous-1",
            at=97,
        ),
        "Words changed after they were published": issue(
            45,
            "It hums at 50 Hz, not at 60.",
            said(
                2, "answer", "mira", 98, "It is the ballast.", amendment=Amendment(By.COMPANY, "It named the wrong part.", day(99))
            ),
            at=97,
            report={"amendment": Amendment(By.AUTHOR, "They had mistaken the frequency.", day(99))},
        ),
        "Nothing but the least": issue(33, "Hm.", by="anonymous", at=98, product=None),
    }


def _hard_to_set() -> dict[str, Issue]:
    return {
        "From right to left": issue(
            34,
            f"{ARABIC}.\n\n{ARABIC}: 50 Hz, 1.2.",
            said(2, "answer", "mira", 101, "نحن نقيس الصوت الآن.", lang="ar"),
            at=100,
            title=ARABIC,
            wants="مصباح هادئ",
            report={"lang": "ar"},
        ),
        "Without spaces": issue(
            35, "夜になるとランプがうなります。" * 12, at=102, title="夜になるとランプがうなります", report={"lang": "ja"}
        ),
        "A huge title": issue(36, "See above.", at=103, title="The lamp hums, and " * 10 + "it hums."),
        "Very long words": issue(
            37,
            f"{LONG * 4} https://example.org/{'a-long-address/' * 12}",
            at=104,
            by="with-a-very-long-alias-that-has-no-end-in-sight-and-goes-on-so",
            title=LONG * 2,
            tags=(LONG.lower()[:30],),
        ),
        "Hostile words": issue(39, HOSTILE * 2, at=106, title=HOSTILE, wants=HOSTILE, severity="<b>", tags=("a&b",)),
        "Marked up by the company": issue(40, "Well?", said(2, "answer", "mira", 108, MARKED), at=107, title="What did you find?"),
    }


def _long() -> dict[str, Issue]:
    thread = [
        said(n, "comment", ("ada", "ben", "mira")[n % 3], 110 + n // 10, f"Part {n} of what there is to say of it.\n\nAnd more.")
        for n in range(2, 62)
    ]
    voices = [said(n, "report", ("ben", "cem", "dora")[n % 3], 111 + n, "I have this too.") for n in range(2, 5)]
    return {
        "Sixty messages": issue(41, "There is much to say of it.", *thread, at=109, title="Much to say", components=("arm",)),
        "Many voices": issue(42, "The label comes off.", *voices, at=110, title="The label comes off"),
    }


def _from_elsewhere(picture: bytes, letter: bytes) -> dict[str, Issue]:
    files = (
        Attachment(PICTURE, "image/png", len(picture), sha256(picture).hexdigest(), alt="A lamp on a desk", width=640, height=400),
        Attachment(LETTER, "text/plain", len(letter), sha256(letter).hexdigest(), label="The letter that came with it"),
        Attachment("content/issues/38-with-files/log.bin", "application/octet-stream", 4, sha256(b"hum\n").hexdigest()),
    )
    translations = {
        "en": Translation("The lamp hums at night.", "mira", "The lamp hums"),
        "fr": Translation("La lampe bourdonne la nuit.", "machine"),
    }
    source = Source("github", "77", "https://github.com/example/lamp/issues/77")
    return {
        "Translations and files": issue(
            38,
            "Die Lampe brummt nachts.",
            at=105,
            title="Die Lampe brummt",
            report={"lang": "de", "translations": translations, "attachments": files, "via": "email", "format": Format.TEXT},
        ),
        "Imported, with times in doubt": issue(
            43,
            "It was dark.",
            said(2, "answer", "mira", 115, "It was.", source=source),
            at=When(None, claimed="31 June 2026", doubtful=True),
            title="It was dark",
            type="idea",
            report={"source": source, "via": "github"},
            source=source,
            counted=Counted("thumbs up", 1234, on(120), "https://github.com/example/lamp/issues/77"),
        ),
        "A question, asked by an observer": issue(
            44,
            "Does it hum on 110 volts?",
            said(2, "answer", "mira", 118, "It does not.", via="phone"),
            by="eve",
            at=117,
            type="question",
            title="And on 110 volts?",
            product="shade",
        ),
    }
