"""YAML as text: plain values (texts, lists, mappings) written so that reading them back gives exactly the same.

One value has one form: texts that run over several lines are literal blocks, all others stand on one line, plain where that is
unambiguous and quoted where not; short lists of plain texts stand in brackets, others have a line for each item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"

WIDTH = 100
# What YAML forbids in a stream, takes for a line break, or would swallow at the start of one: only an escape can carry these.
ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
AMBIGUOUS = re.compile(
    r"""[\s,\[\]{}#&*!|>'"%@`?:]   # begins like something else than a text
    | -(?:\s|$|--)                 # or like an item or a document
    | .*(?:\t|:(?:\s|$)|\s\#|\s$)  # holds what ends a key, begins a comment, or would be trimmed
    | (?:~|null|Null|NULL|=|<<)$   # is what other readers take for nothing""",
    re.VERBOSE,
)
IN_BRACKETS = re.compile(r"[,\[\]{}]|\?|:$")
SHORT = {"\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\", '"': '\\"'}


def document(fields: Mapping[str, Value]) -> str:
    """A mapping as the text of one YAML document, ending in a line end; empty for no fields."""
    return "".join(f"{line}\n" for line in mapping_lines(fields))


def mapping_lines(fields: Mapping[str, Value], column: int = 0) -> Iterator[str]:
    """The lines of a mapping whose keys begin in a column (from 0)."""
    for key, value in fields.items():
        yield from entry_lines(f"{' ' * column}{scalar(key)}:", value, column)


def entry_lines(head: str, value: Value, column: int) -> Iterator[str]:
    """The lines of a key and its value; `head` is the key with its colon, in that column."""
    if isinstance(value, str):
        yield from text_lines(head, value, column)
    elif not value:
        yield f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"
    elif isinstance(value, Mapping):
        yield head
        yield from mapping_lines(value, column + 2)
    elif (short := bracketed(value)) is not None and len(head) + len(short) < WIDTH:
        yield f"{head} {short}"
    else:
        yield head
        for item in value:
            yield from item_lines(item, column + 2)


def item_lines(item: Value, column: int) -> Iterator[str]:
    """The lines of one item of a list whose dash stands in a column."""
    dash = f"{' ' * column}-"
    if isinstance(item, Mapping) and item:
        first, *rest = mapping_lines(item, column + 2)
        yield f"{dash} {first.lstrip()}"
        yield from rest
    else:
        yield from entry_lines(dash, item, column)


def text_lines(head: str, text: str, column: int) -> Iterator[str]:
    """The lines of a text after its key or dash."""
    if not is_block(text):
        yield f"{head} {scalar(text)}"
        return
    body = text.removesuffix("\n")
    # A reader takes the block's indentation from its first line, unless that line begins with white space of its own.
    indicator = "2" if body[0] in " \t\n" else ""
    chomping = "" if text.endswith("\n") else "-"
    yield f"{head} |{indicator}{chomping}"
    for line in body.split("\n"):
        yield f"{' ' * (column + 2)}{line}" if line else ""


def is_block(text: str) -> bool:
    """Whether a text is written as a literal block: it has several lines, and YAML would read back every one of them."""
    body = text.removesuffix("\n")
    return "\n" in text and not ESCAPED.search(text) and body.strip() != "" and not body.endswith("\n")


def scalar(text: str) -> str:
    """A text on one line: plain, else in single quotes, else in double quotes with escapes."""
    if text and "\n" not in text and not ESCAPED.search(text):
        return text if not AMBIGUOUS.match(text) else f"'{text.replace(chr(39), chr(39) * 2)}'"
    return '"' + "".join(escaped(c) for c in text) + '"'


def escaped(character: str) -> str:
    """A character within double quotes."""
    if character in SHORT:
        return SHORT[character]
    if not ESCAPED.match(character):
        return character
    return f"\\x{ord(character):02X}" if ord(character) < 0x100 else f"\\u{ord(character):04X}"


def bracketed(items: Sequence[Value]) -> str | None:
    """A list in brackets, where every item is a plain text; None for others."""
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) < len(items) or any(scalar(t) != t or IN_BRACKETS.search(t) for t in texts):
        return None
    return f"[{', '.join(texts)}]"
