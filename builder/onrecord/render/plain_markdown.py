"""The plain part of Markdown in one pass: what it is sure about; Python-Markdown decides all else, and gives the same for this."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.render.fences import Fence, split_fences
from onrecord.render.invisible import CONTROLS
from onrecord.render.plain_blocks import Blocks
from onrecord.render.plain_spans import UnsureError, spans

__all__ = ["UnsureError", "plain_html", "plain_inline"]

LONGEST = 16_384
FOLLOWED = 25_000
"""The longest text, and how many characters may stand after all brackets that begin no link: below these, the meter of the full
conversion (see `meter`) cannot run out over plain text."""

_CONTROL = re.compile(f"[{CONTROLS}]")
_ENTITY = re.compile(r"&(?:#?[a-zA-Z0-9]++;|\\)")
_BLANK = re.compile(r"(?<=\n) +\n")
_LANGUAGE = re.compile(r"[a-zA-Z0-9#.+_-]{1,30}")


def plain_html(text: str, *, customer: bool, top: int) -> str:
    """What `markdown_html` gives for a text, but for characters that hide; UnsureError where the text is not surely plain."""
    return "\n".join(_parts(_escaped(_normal(text)), customer=customer, top=top)).replace("\u00a0", "&nbsp;")


def plain_inline(line: str, *, customer: bool) -> str:
    """What `markdown_inline` gives for a line, but for characters that hide; UnsureError where the line is not surely plain."""
    return spans(_escaped(line), customer=customer).replace("\u00a0", "&nbsp;")


def _escaped(text: str) -> str:
    """A text in which no definition of a link stands, no image, no entity, no control, and nothing that the meter minds."""
    if (
        len(text) > LONGEST
        or any(mark in text for mark in ("]:", "![", "*********", "_________"))
        or ("&" in text and _ENTITY.search(text))
        or ("[" in text and (text.count("[") - text.count("](")) * len(text) > FOLLOWED)
        or (not text.replace("\n", "").isprintable() and _CONTROL.search(text))
    ):
        raise UnsureError
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _normal(text: str) -> str:
    text = text.strip("\n").expandtabs(4)
    if text.startswith(" ") and text.partition("\n")[0].isspace():
        raise UnsureError
    return _BLANK.sub("\n", text + "\n").rstrip("\n") if " \n" in text or text.endswith(" ") else text


def _parts(text: str, *, customer: bool, top: int) -> Iterator[str]:
    """The markup of a text, cut at its blocks of code."""
    fenced = "```" in text or "~~~" in text
    words: list[str] = []
    for part in [*(split_fences(text.split("\n")) if fenced else [text]), None]:
        if isinstance(part, str):
            words.append(part)
            continue
        if any(words):
            blocks = Blocks(top)
            blocks.read("\n".join(words).strip("\n"))
            yield spans("\n".join(blocks.lines), customer=customer)
        if part:
            yield _code(part)
        words.clear()


def _code(fence: Fence) -> str:
    language = f' class="language-{fence.language}"' if _LANGUAGE.fullmatch(fence.language) else ""
    code = "".join(f"{line}\n" for line in fence.lines)
    return f"<pre><code{language}>{code}</code></pre>"
