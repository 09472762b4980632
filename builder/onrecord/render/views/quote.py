"""The words that stand for an issue: what its record quotes, else the first sentence of the customer's report."""

from __future__ import annotations

import re

from onrecord.model import Format, Issue, Message
from onrecord.render.text import first_sentence, plain, shortened

LONGEST = 200
"""About how many characters a headline may have."""
BEGINNING = 4000
"""How much of a message is looked at for its first sentence."""

_LEADING = r"[ \t]{0,3}(?:#{1,6}|>|[-+*]|\d{1,3}[.)])[ \t]+"
_MARKS = re.compile(rf"!?\[([^\]]*)\]\([^)]*\)|[*_`]+|^{_LEADING}")
_LINE_MARK = re.compile(_LEADING)


def quoted(issue: Issue) -> str:
    """The words to set in bold: the issue's quote, else its report's first sentence; empty where there are no words to show."""
    if issue.report.withheld:
        return ""
    return plain(issue.quote) if issue.quote else opening(issue.report)


def opening(message: Message, longest: int = LONGEST) -> str:
    """The first sentence of a message, plain and on one line."""
    text = message.text[:BEGINNING]
    return first_sentence(text if message.format is Format.TEXT else _beginning(text), longest)


def _beginning(text: str) -> str:
    """Markdown without its marks, as far as its first sentence may go: up to the second of its paragraphs, of which the first may
    be a greeting (and others may be nothing but marks)."""
    end = text.find("\n\n", text.find("\n\n") + 2)
    words = unmarked(text[:end], Format.MARKDOWN) if end > 0 else ""
    is_enough = len([part for part in words.split("\n\n") if part.strip()]) > 1
    return words if is_enough else unmarked(text, Format.MARKDOWN)


def excerpt(message: Message, longest: int) -> str:
    """The beginning of a message, plain and on one line, cut at a word."""
    return shortened(plain(unmarked(message.text[: longest * 4], message.format)), longest)


def unmarked(text: str, format: Format) -> str:
    """The words without the marks of Markdown."""
    if format is Format.TEXT:
        return text
    lines = text.split("\n")
    return "\n".join(map(_unmarked, lines)) if "[" in text else _plain("\n".join(map(_after_mark, lines)))


def _unmarked(line: str) -> str:
    """A line without its marks. Only a line that may hold a link is looked at as a whole."""
    return _MARKS.sub(lambda found: found[1] or "", line) if "[" in line else _plain(_after_mark(line))


def _after_mark(line: str) -> str:
    """A line without the mark of a heading, a quotation or an item that it begins with."""
    first = line[:1]
    if first.isalpha() or first in "*_`":
        return line
    mark = _LINE_MARK.match(line)
    return line[mark.end() :] if mark else line


def _plain(text: str) -> str:
    return text.replace("*", "").replace("_", "").replace("`", "")
