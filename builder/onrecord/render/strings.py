"""The strings of the interface: what templates and our own code mark for translation, and how a catalogue takes it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.frozen import dataclass, replace
from onrecord.render.catalogue import catalogue_path, key_of
from onrecord.render.po import Entry, read_po, written_po

KEYWORDS: Mapping[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
"""What marks a string, and which of its arguments are which (Babel's form)."""
NOTE = "Translators:"
"""What a comment begins with that is for translators."""
READERS = {".html": "jinja2", ".svg": "jinja2", ".py": "python"}


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalogue with the strings that there are now, as its file holds it; and which of them are `missing` in it, and which
    stood in it and are marked nowhere any more (`left`)."""

    text: str
    entries: tuple[Entry, ...]
    missing: tuple[str, ...]
    left: tuple[str, ...]


def marked(folders: Iterable[Path]) -> dict[str, Entry]:
    """Every string that is marked in the files of some folders, by its name in catalogues, untranslated."""
    found: dict[str, Entry] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in READERS and path.is_file():
                for entry in _marked_in(path):
                    key = key_of(entry)
                    found[key] = _both(found[key], entry) if key in found else entry
    return found


def _both(first: Entry, again: Entry) -> Entry:
    """A string that stands in two places; where one of them counts, all may."""
    return replace(first, many=first.many or again.many, notes=tuple(dict.fromkeys((*first.notes, *again.notes))))


def _marked_in(path: Path) -> Iterator[Entry]:
    from babel.messages.extract import extract  # imported late: a build has no use for it
    from jinja2.ext import babel_extract

    method = babel_extract if READERS[path.suffix] == "jinja2" else "python"
    options = {"extensions": "jinja2.ext.i18n", "silent": "false"} if READERS[path.suffix] == "jinja2" else {}
    with path.open("rb") as file:
        for _, message, comments, context in extract(method, file, KEYWORDS, [NOTE], options):  # type: ignore[arg-type]
            texts = message if isinstance(message, tuple) else (message, "")
            notes = tuple(comment.removeprefix(NOTE).strip() for comment in comments)
            if texts[0]:
                yield Entry(texts[0], ("",), texts[1] or "", context or "", notes)


def merged(strings: Mapping[str, Entry], text: str, tag: str) -> Merged:
    """A catalogue (its text; empty for one that is new) with these strings: what was translated stays, what is marked no more goes.
    ValueError where the text is no catalogue."""
    known = {key_of(entry): entry for entry in read_po(text)} if text else {}
    head = known.pop("", Entry("", (_head(tag),))).forms[0]
    forms = int(head.partition("nplurals=")[2].partition(";")[0])
    entries = tuple(_told(entry, known.get(key), forms) for key, entry in strings.items())
    missing = tuple(sorted(entry.text for entry in entries if not entry.is_told))
    left = tuple(sorted(entry.text for key, entry in known.items() if key not in strings))
    return Merged(written_po(head, entries), entries, missing, left)


def _told(entry: Entry, known: Entry | None, forms: int) -> Entry:
    """A string as it was translated, where its plural is as it was."""
    empty = ("",) * (forms if entry.many else 1)
    if known is None or known.many != entry.many or len(known.forms) != len(empty):
        return replace(entry, forms=empty)
    return replace(entry, forms=known.forms, fuzzy=known.fuzzy)


def _head(tag: str) -> str:
    """The head of a new catalogue."""
    from babel.messages.plurals import get_plural

    lines = (
        f"Language: {tag}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {get_plural(tag.replace('-', '_')).plural_forms}",
    )
    return "\n".join(lines) + "\n"


def catalogues_in(folder: Path) -> Sequence[str]:
    """The languages that a `locale` folder has catalogues in."""
    return tuple(sorted(path.name for path in folder.glob("*") if catalogue_path(folder, path.name).is_file()))
