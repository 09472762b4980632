"""The values of the mapping language: templates, tables and conditions over the fields of one record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.importers.naming import slug
from onrecord.importers.rows import Cell
from onrecord.model import Where
from onrecord.read.suggest import quoted

EXCERPT = 80
SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)
DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ])")
FORMS = ("day", "slug", "excerpt")


@dataclass(frozen=True, slots=True)
class Path:
    """Where a value lies in a record: `a.b.0.c`; `*` stands for every item of a list."""

    text: str

    def find(self, cell: Cell) -> tuple[Cell, ...]:
        """The values there; none where the record has none."""
        return tuple(step(cell, self.text))


def step(cell: Cell, path: str) -> Iterator[Cell]:
    """The values that a path leads to. A name that itself holds a dot is found before a nested one."""
    if not path:
        yield cell
        return
    head, _, rest = path.partition(".")
    if isinstance(cell, dict):
        if path in cell:
            yield cell[path]
        elif head in cell:
            yield from step(cell[head], rest)
    elif isinstance(cell, list):
        chosen = cell if head == "*" else [cell[int(head)]] if head.isdecimal() and int(head) < len(cell) else []
        for item in chosen:
            yield from step(item, rest)


class MisfitError(ValueError):
    """A record that the map does not fit: the place in the map, what is wrong, and how to mend it."""

    def __init__(self, where: Where, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.where = where
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Template:
    """Fixed text and paths in turn. It gives one text for each value of its list (`*`), none where a field is empty."""

    parts: tuple[str | Path, ...]
    where: Where

    def values(self, record: Cell) -> tuple[str, ...]:
        """The texts it makes of a record."""
        made = [""]
        for part in self.parts:
            found = (part,) if isinstance(part, str) else tuple(self.texts(part, record))
            made = [before + text for before in made for text in found]
        return tuple(made)

    def texts(self, path: Path, record: Cell) -> Iterator[str]:
        """The texts that a path leads to; those that are blank count as absent."""
        for cell in path.find(record):
            if isinstance(cell, dict | list):
                raise MisfitError(self.where, f'"{path.text}" is no text but {"fields" if isinstance(cell, dict) else "a list"}')
            if cell is not None and cell.strip():
                yield cell

    def paths(self) -> Iterator[str]:
        """The paths that it reads."""
        yield from (part.text for part in self.parts if isinstance(part, Path))


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a record: a test of one field (`equals`, `in`, `exists`, `matches`), or of other conditions (`not`,
    `all`, `any`)."""

    test: str
    path: Path | None = None
    words: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    among: tuple[Condition, ...] = ()

    def holds(self, record: Cell) -> bool:
        """Whether it holds."""
        if self.among:
            found = [c.holds(record) for c in self.among]
            return any(found) if self.test == "any" else all(found) if self.test == "all" else not found[0]
        cells = self.path.find(record) if self.path else ()
        if self.test == "exists":
            return any(is_something(c) for c in cells) == (self.words == ("true",))
        texts = [c for c in cells if isinstance(c, str)]
        if self.pattern:
            return any(self.pattern.search(t) for t in texts)
        return any(t in self.words for t in texts)

    def paths(self) -> Iterator[str]:
        """The paths that it reads."""
        if self.path:
            yield self.path.text
        for condition in self.among:
            yield from condition.paths()


@dataclass(frozen=True, slots=True)
class Expression:
    """A value made of a record. `parts` are templates or other expressions: the only one, the first that gives something
    (`how` is `first`), or all, joined by `glue` (`join`). What they give goes through `find`, `table` and `form` in turn;
    `otherwise` stands in where nothing is left."""

    where: Where
    parts: tuple[Template | Expression, ...]
    how: str = "value"
    glue: str = "\n\n"
    find: re.Pattern[str] | None = None
    table: Mapping[str, str | None] | None = None
    form: str = ""
    when: Condition | None = None
    otherwise: Expression | None = None

    def values(self, record: Cell) -> tuple[str, ...]:
        """The texts it makes of a record, none or more; MisfitError where a table lacks one and there is no other value."""
        made = self.made(record) if not self.when or self.when.holds(record) else ()
        return made or (self.otherwise.values(record) if self.otherwise else ())

    def made(self, record: Cell) -> tuple[str, ...]:
        """The texts, before the other value stands in."""
        each = [part.values(record) for part in self.parts]
        found = next((f for f in each if f), ()) if self.how == "first" else tuple(text for texts in each for text in texts)
        if self.how == "join" and found:
            found = (self.glue.join(found),)
        if self.find:
            found = tuple(m[1] if m.re.groups else m[0] for text in found for m in self.find.finditer(text))
        if self.table is not None:
            found = tuple(word for text in found if (word := self.looked_up(text)) is not None)
        return tuple(text for value in found if (text := formed(value, self.form)))

    def looked_up(self, text: str) -> str | None:
        """What the table has for a text; None for nothing."""
        table = self.table or {}
        if text in table:
            return table[text]
        if self.otherwise:
            return None
        raise MisfitError(self.where, f"{quoted(text)} is not in the table", "add it there, or an else:")

    def paths(self) -> Iterator[str]:
        """The paths that it reads."""
        for part in (*self.parts, *([self.when] if self.when else []), *([self.otherwise] if self.otherwise else [])):
            yield from part.paths()


def is_something(cell: Cell) -> bool:
    """Whether a value is there at all: null, blank text and empty collections are not."""
    return bool(cell.strip()) if isinstance(cell, str) else bool(cell)


def formed(text: str, form: str) -> str:
    """A text in a form: the day of a time, a slug, or the beginning of longer words; as it is, for no form."""
    if form == "day":
        found = DAY.match(text)
        return found[0] if found else text
    if form == "slug":
        return slug(text)
    return excerpt(text) if form == "excerpt" else text


def excerpt(text: str) -> str:
    """The first sentence of somebody's words on one line, cut between words with an ellipsis where it is long."""
    line = " ".join(text.split())
    sentence = SENTENCE.match(line)
    first = sentence[0] if sentence else line
    if len(first) <= EXCERPT:
        return first
    return f"{first[: EXCERPT + 1].rpartition(' ')[0] or first[:EXCERPT]} …"
