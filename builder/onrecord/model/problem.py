"""Mistakes in content, as values: where, what, how to mend; and the root of the world's own faults."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from onrecord.frozen import dataclass


class OnrecordError(Exception):
    """A fault of the world (a disk, a call, a theme); raised low, printed once, by the command line."""


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file: its path below the project, and the line and column (from 1; 0 where there is none)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Level(Enum):
    """How grave a problem is: an error stops the build, a warning is shown (and is an error under `--strict`)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in the content."""

    where: Where
    message: str
    hint: str = ""
    level: Level = Level.ERROR

    @property
    def order(self) -> tuple[Where, str, str]:
        """What problems are sorted by: the place, then the words."""
        return (self.where, self.message, self.hint)

    def __str__(self) -> str:
        label = "warning: " if self.level is Level.WARNING else ""
        return f"{self.where}: {label}{self.message}" + (f"; {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a record stands in its file, and where each of its fields does.

    The fields are one text, a line `name⇥line⇥column` for each, which is searched when a problem is told: a record keeps its
    marks for as long as it is remembered, and nearly none is ever asked.
    """

    start: Where = Where("")
    spots: str = ""

    @classmethod
    def at(cls, start: Where, fields: Mapping[str, tuple[int, int]]) -> Marks:
        """The marks of a record whose fields stand at these lines and columns of the same file, by their names."""
        return cls(start, "".join([f"{spelled(name)}\t{line}\t{column}\n" for name, (line, column) in fields.items()]))

    def of(self, name: str) -> Where:
        """The place of a field (`"components.1"` for the second of a list), else of what holds it."""
        text = "\n" + self.spots
        while (found := text.rfind(f"\n{spelled(name)}\t")) < 0 and "." in name:
            name = name.rpartition(".")[0]
        if found < 0:
            return self.start
        _, line, column = text[found + 1 : text.index("\n", found + 1)].split("\t")
        return Where(self.start.path, int(line), int(column))


def spelled(name: str) -> str:
    """A field's name without the signs that part the spots of marks; no two names are spelled alike."""
    return name.translate(SPELLED) if "\\" in name or "\t" in name or "\n" in name else name


SPELLED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})
