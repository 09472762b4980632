"""Gettext's `.po` files: read, and written in one way only, so that what is merged twice stays the same.

The format is that of the GNU gettext manual, section "PO Files": comments, `msgctxt`, `msgid`, `msgid_plural`, `msgstr` and
`msgstr[N]`, whose strings may go on over several lines. Obsolete entries (`#~`) are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.frozen import dataclass

_KEYWORD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)[ \t]+(?=")')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the interface (`many` is its plural, empty for none) and its `forms` in another language; all empty where it is not
    translated. `notes` are what translators are told, `line` is where it stands in its own file. What is `fuzzy` does not count
    until somebody has looked at it."""

    text: str
    forms: tuple[str, ...]
    many: str = ""
    context: str = ""
    notes: tuple[str, ...] = ()
    fuzzy: bool = False
    line: int = 0

    @property
    def is_told(self) -> bool:
        """Whether it is translated."""
        return not self.fuzzy and all(self.forms)


def read_po(text: str) -> list[Entry]:
    """The entries of a file in their order, its head first (its text is empty). ValueError, with the line, for what is no such
    file, and for an entry that is there twice."""
    entries = [_entry(start, block) for start, block in _blocks(text)]
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        before = seen.setdefault((entry.context, entry.text), entry.line)
        if before != entry.line:
            raise ValueError(f"line {entry.line}: “{entry.text}” stands in line {before} already")
    return entries


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each entry, and the number of the first."""
    lines, start = text.split("\n"), 0
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            continue
        block = [held for held in lines[start:number] if not held.startswith("#~")]
        if any(not held.startswith("#") for held in block):
            yield start + 1, block
        start = number + 1


def _entry(start: int, block: Iterable[str]) -> Entry:
    held: dict[str, str] = {}
    comments: list[str] = []
    keyword = ""
    for number, line in enumerate(block, start):
        if line.startswith("#"):
            comments.append(line)
            continue
        if begun := _KEYWORD.match(line):
            keyword, line = begun[1], line[begun.end() :]
            if keyword in held:
                raise ValueError(f"line {number}: a second {keyword}")
        string = _STRING.fullmatch(line.strip())
        if not string or not keyword:
            raise ValueError(f"line {number}: this is no part of an entry: {line.strip()}")
        held[keyword] = held.get(keyword, "") + _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[0]), string[1])
    if "msgid" not in held:
        raise ValueError(f"line {start}: an entry without msgid")
    forms = tuple(form for name, form in held.items() if name.startswith("msgstr"))
    return Entry(
        text=held["msgid"],
        forms=forms,
        many=held.get("msgid_plural", ""),
        context=held.get("msgctxt", ""),
        notes=tuple(comment[3:] for comment in comments if comment.startswith("#. ")),
        fuzzy=any(comment.startswith("#,") and "fuzzy" in comment for comment in comments),
        line=start,
    )


def written_po(head: str, entries: Iterable[Entry]) -> str:
    """A file with these entries, by their texts and contexts. Where they are marked is not said: it changes far more often than
    they do."""
    ordered = sorted(entries, key=lambda entry: (entry.text.casefold(), entry.text, entry.context))
    return "\n".join([_written(Entry("", (head,))), *map(_written, ordered)])


def _written(entry: Entry) -> str:
    lines = [f"#. {note}" for note in entry.notes]
    lines += ["#, fuzzy"] if entry.fuzzy else []
    lines += [_said("msgctxt", entry.context)] if entry.context else []
    lines.append(_said("msgid", entry.text))
    if entry.many:
        lines.append(_said("msgid_plural", entry.many))
        lines += [_said(f"msgstr[{n}]", form) for n, form in enumerate(entry.forms)]
    else:
        lines.append(_said("msgstr", entry.forms[0]))
    return "\n".join(lines) + "\n"


def _said(keyword: str, text: str) -> str:
    """A keyword and its string; one of several lines begins on the next."""
    parts = [part for part in re.split(r"(?<=\n)", text) if part]
    if len(parts) > 1:
        return "\n".join([f'{keyword} ""', *map(_quoted, parts)])
    return f"{keyword} {_quoted(text)}"


def _quoted(text: str) -> str:
    for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(sign, escape)
    return f'"{text}"'
