"""Verbatim words as markup: paragraphs, line breaks and links, and nothing else is read into them."""

from __future__ import annotations

import re
import unicodedata

from onrecord.render.invisible import SUSPECT, line_ends, visible
from onrecord.render.late import late
from onrecord.render.safe import EMPTY, LINE_BREAK, NEXT_PARAGRAPH, SafeHtml, join, safe_url, tag, written

CUSTOMER_REL = "ugc nofollow noopener"
COMPANY_REL = "noopener"

_BREAK = r"\n(?P<blank>(?:[ \t]*\n)+)?"
_ADDRESS = rf"[tT][tT][pP][sS]?://(?:[^\s<>\"\]{SUSPECT}]|\](?!\())+"
"""An address ends at `](`: verbatim words may hold the links of a markup that nobody reads here."""
_LINES = re.compile(_BREAK)
_LINKS = late(rf"{_BREAK}|h(?<![\w/]h){_ADDRESS}|H(?<![\w/]H){_ADDRESS}")
"""Each alternative begins with a letter, so that the search skips to it."""
_TRAILING = re.compile(r"[.,;:!?'*_~]")
ZERO_WIDTH_JOINER = "\u200d"
_CLOSING = {")": "(", "]": "[", "}": "{"}


def text_html(text: str) -> SafeHtml:
    """The words as paragraphs; nothing where there are none. Lines end in `<br>`, web addresses link with `rel="ugc …"`.

    Spaces stay as written (a theme may keep them with `white-space: pre-wrap`). Time is linear in the length.
    """
    text = line_ends(text).strip("\n")
    if not text.strip() and not visible(text).strip():  # Python takes some controls for white space, and they are shown
        return EMPTY
    return tag("p", content=written(text, _LINKS if "://" in text else _LINES, _show))


def _show(found: re.Match[str]) -> SafeHtml:
    if not found[0].startswith("\n"):
        return link(found[0])
    return NEXT_PARAGRAPH if found["blank"] else LINE_BREAK


def link(words: str) -> SafeHtml:
    """A web address met in a text as a link; what ends the sentence rather than the address stays outside."""
    end = address_end(words)
    url = safe_url(words[:end])
    if url is None:
        return join((words,))
    return join((tag("a", {"href": url, "rel": CUSTOMER_REL}, url), words[end:]))


def address_end(words: str) -> int:
    """Where an address ends: before punctuation at its end, and before a bracket that was opened outside it."""
    open_brackets = {close: words.count(opening) - words.count(close) for close, opening in _CLOSING.items()}
    end = len(words)
    while end:
        last = words[end - 1]
        if last in _CLOSING and open_brackets[last] < 0:
            open_brackets[last] += 1
        elif not _TRAILING.match(last):
            break
        end -= 1
    return end


def plain(text: str) -> str:
    """The text on one line, for titles, attributes and feeds: invisible characters shown, each run of white space one space."""
    return " ".join(visible(text).split())


_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?= )|[。！？]+[”’」』）]*")
_NOT_AN_END = re.compile(
    r"(?:^|[\s(])(?:[A-Za-zÄÖÜ]|\d{1,3}|[A-Za-z]\.\s?[A-Za-z]|approx|bzw|ca|cf|Co|Corp|Dr|eg|etc|evtl|excl|Fa|ff|Fr|Frau|ggf|Hr|Hrn|ie|Inc|incl|inkl|"
    r"Jr|lt|Ltd|max|min|Mr|Mrs|Ms|Nr|no|No|Prof|resp|sog|Sr|St|Std|Str|Tel|usw|Ver|vgl|vs|zzgl)\.$"
)
_NEXT_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_GREETING = re.compile(r"[^\n]{1,40},[ \t]*\n\s*(?=\S)")
_FAR = 8


def first_sentence(text: str, limit: int) -> str:
    """The first sentence of a text, plain and on one line, for a headline; at most about `limit` characters.

    A short first line that ends in a comma ("Dear all,") is passed over. A sentence that is too long ends at a word, with "…".
    Abbreviations, initials and ordinals do not end a sentence, nor does a full stop before a small letter. Only the beginning of a
    long text is looked at.
    """
    text = line_ends(text[: limit * _FAR + 1000]).strip()
    text = text[found.end() :] if (found := _GREETING.match(text)) else text
    words = plain(_NEXT_PARAGRAPH.split(text, 1)[0])
    for found in _SENTENCE_END.finditer(words, 0, limit + 1):
        after = words[found.end() : found.end() + 2].strip()
        if after[:1].islower() or _NOT_AN_END.search(words[max(found.end() - 12, 0) : found.end()]):
            continue
        return words[: found.end()]
    return shortened(words, limit)


def shortened(words: str, limit: int) -> str:
    """Words cut at a space before a limit and ended with "…"; as they are where they fit."""
    if len(words) <= limit:
        return words
    cut = words.rfind(" ", limit // 2, limit)
    if cut < 0:
        cut = limit - 1
        while cut > limit // 2 and (_belongs_to_the_one_before(words[cut]) or words[cut - 1] == ZERO_WIDTH_JOINER):
            cut -= 1
    return words[:cut].rstrip(" ,;:-–—") + "…"


def _belongs_to_the_one_before(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf", "Sk"}
