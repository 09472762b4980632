"""Catalogues: the interface's words in one language, read from gettext's `.po` files, in the form that a number asks for.

They are read where they are used: there is no compiled file that could be out of step. A language has a folder of gettext's own
shape, `locale/<language>/LC_MESSAGES/onrecord.po`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from gettext import c2py
from pathlib import Path

from onrecord.engine.digest import joined
from onrecord.frozen import dataclass
from onrecord.model import OnrecordError
from onrecord.render.po import Entry, read_po
from onrecord.render.pseudo import PSEUDO

SHIPPED = Path(__file__).resolve().parents[1] / "locale"
"""Where the catalogues lie that come with Onrecord."""
SOURCE = "en"
"""The language that the words stand in where they are written."""
CONTEXT = "\x04"
"""What stands between a context and a text, as in gettext's own files."""
ENGLISH_PLURAL = "nplurals=2; plural=(n != 1);"
_VALUE = re.compile(r"%(?:\((\w+)\)s)?")


@dataclass(frozen=True)
class Catalogue:
    """The words of the interface in a language.

    `texts` has for each text (or its context, `CONTEXT`, and the text) its forms; what it lacks stands as it is written. `made`
    makes of each text what a pseudo-locale shows. `digest` is one of all that (empty where every text stands as it is written).
    """

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural: str = ENGLISH_PLURAL
    made: Callable[[str], str] | None = None
    digest: str = ""

    def gettext(self, text: str, context: str = "") -> str:
        """A text in this language."""
        found = self.texts.get(f"{context}{CONTEXT}{text}" if context else text)
        return found[0] if found else self.made(text) if self.made else text

    def ngettext(self, one: str, many: str, number: int, context: str = "") -> str:
        """A text in this language, in the form that a number asks for."""
        found = self.texts.get(f"{context}{CONTEXT}{one}" if context else one)
        if found:
            return found[_form(self.plural)(abs(number))]
        text = one if number == 1 else many
        return self.made(text) if self.made else text


@cache
def _form(plural: str) -> Callable[[int], int]:
    """Which of its forms a number asks for, by gettext's rule."""
    form: Callable[[int], int] = c2py(plural.partition("plural=")[2].rstrip("; "))
    return form


def _counts(plural: str) -> tuple[int, ...]:
    """How a rule counts, to tell whether two count alike however they are written."""
    return tuple(map(_form(plural), range(200)))


def load_catalogue(tag: str, folders: Sequence[Path]) -> Catalogue:
    """The words in a language, from what a language's own files and those of the language it is a kind of (`de` for `de-AT`) say in
    each of some `locale` folders, the first of which counts first. OnrecordError for a file that is broken, or that counts in
    another way than the rest."""
    if tag in PSEUDO:
        return Catalogue(made=PSEUDO[tag], digest=joined(("pseudo", tag)))
    texts: dict[str, tuple[str, ...]] = {}
    plural, first = "", Path()
    for path in reversed([*_files(tag, folders)]):
        rule, found = _read(path)
        if plural and _counts(rule) != _counts(plural):
            raise OnrecordError(f"{path}: its Plural-Forms differ from those of {first}")
        plural, first = (plural, first) if plural else (rule, path)
        texts |= found
    if not texts:
        return Catalogue()
    told = [part for text, forms in sorted(texts.items()) for part in (text, str(len(forms)), *forms)]
    return Catalogue(texts, plural, digest=joined((plural, *told)))


def knows(tag: str, folders: Sequence[Path]) -> bool:
    """Whether there are words of the interface in a language."""
    return tag.partition("-")[0] == SOURCE or tag in PSEUDO or any(True for _ in _files(tag, folders))


def catalogue_path(folder: Path, tag: str) -> Path:
    """Where the catalogue of a language lies in a `locale` folder."""
    return folder / tag / "LC_MESSAGES" / "onrecord.po"


def _files(tag: str, folders: Sequence[Path]) -> Iterator[Path]:
    """The files that say anything in a language, that which counts first first."""
    for name in dict.fromkeys((tag, tag.partition("-")[0])):
        for folder in folders:
            path = catalogue_path(folder, name)
            if path.is_file():
                yield path


def _read(path: Path) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The rule by which a file counts, and what it says."""
    try:
        entries = read_po(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise OnrecordError(f"{path}: {error}") from error
    head = next((entry.forms[0] for entry in entries if not entry.text), "")
    plural = next((line.partition(":")[2].strip() for line in head.split("\n") if line.startswith("Plural-Forms:")), ENGLISH_PLURAL)
    number = _number(plural, path)
    texts = {}
    for entry in entries:
        if entry.text and entry.is_told:
            if len(entry.forms) != (number if entry.many else 1):
                raise OnrecordError(f"{path}:{entry.line}: {number} forms are needed, and {len(entry.forms)} are there")
            if any(not {*values_in(form)} <= {*values_in(entry.text), *values_in(entry.many)} for form in entry.forms):
                raise OnrecordError(f"{path}:{entry.line}: a value stands here that “{entry.text}” does not have")
            texts[key_of(entry)] = entry.forms
    return plural, texts


def values_in(text: str) -> tuple[str, ...]:
    """The values that a text shows, by their names, and what is left of its per cent signs beside them (`%` for one that is not
    doubled, and so belongs to no value)."""
    return tuple(name or "%" for name in _VALUE.findall(text.replace("%%", "")))


def key_of(entry: Entry) -> str:
    """The name of an entry in a catalogue's texts."""
    return f"{entry.context}{CONTEXT}{entry.text}" if entry.context else entry.text


def _number(plural: str, path: Path) -> int:
    """How many forms a rule knows. OnrecordError for a rule that is none."""
    try:
        number = int(plural.partition("nplurals=")[2].partition(";")[0])
        if max(_counts(plural)) < number:
            return number
    except ValueError:
        pass
    raise OnrecordError(f"{path}: Plural-Forms: “{plural}” is no rule")
