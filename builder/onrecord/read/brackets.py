"""Values in quotes and in brackets on one line: the very nodes that libyaml would give, as far as there is no doubt."""

from __future__ import annotations

import re

from onrecord.read.nodes import DoubtError, Fields, Items, Node, Scalar

VALUE = re.compile(
    r"""\ *(?: ([^\s\-?:,\[\]{}#&*!|>'"%@`][^,\[\]{}:#?\t]*)  # 1 a plain text
      | "((?:[^"\\\t]|\\["\\/bfnrt])*+)"\ *                   # 2 a text in double quotes
      | '((?:[^'\t]|'')*+)'\ *                              # 3 a text in single quotes
      | ([\[{])                                             # 4 a list or mapping
    )""",
    re.VERBOSE,
).match
WORDS = re.compile(r"\[[A-Za-z0-9_][A-Za-z0-9_.-]*+(?:, [A-Za-z0-9_][A-Za-z0-9_.-]*+)*+\]").fullmatch
PLAIN, DOUBLE, SINGLE, OPENING = range(1, 5)
KEY = re.compile(r" *(?:([A-Za-z0-9_][A-Za-z0-9_-]{0,63})|([\"'])([^\"'\\\t]{1,64})\2):(?= )").match
CLOSED = re.compile(r" *([\]}]) *").match
NEXT = re.compile(r"([\]},]) *").match
ESCAPE = re.compile(r"\\(.)")
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
INDICATORS = frozenset(" \t-?:,[]{}#&*!|>'\"%@`")  # no plain text begins with one (some might, where others follow)
NESTED = 4

new = tuple.__new__  # takes half the time of calling a named tuple's class


def on_one_line(text: str, line: int, column: int) -> Scalar | Fields | Items:
    """The value in quotes or brackets that is a whole text, which begins in a column (from 0)."""
    if WORDS(text):
        return words(text, line, column)
    value, end = Line(text, line, column).value(0, NESTED)
    if end < len(text):
        raise DoubtError
    return value


def words(text: str, line: int, column: int) -> Items:
    """A list of nothing but words, as nearly all are."""
    entries: list[Node] = []
    at = column + 2
    for word in text[1:-1].split(", "):
        entries.append(new(Scalar, (word, line, at, True)))
        at += len(word) + 2
    return new(Items, (entries, line, column + 1))


class Line:
    """A text on a line, in which values are found by the index where they begin; each is told with the index behind it and the
    spaces that follow."""

    __slots__ = ("column", "line", "text")

    def __init__(self, text: str, line: int, column: int) -> None:
        self.text = text
        self.line = line
        self.column = column

    def value(self, at: int, deep: int) -> tuple[Scalar | Fields | Items, int]:
        """The value at an index."""
        found = VALUE(self.text, at)
        if found is None or not deep:
            raise DoubtError
        kind = found.lastindex or 0
        column = self.column + found.start(kind)
        if kind == OPENING:
            return (self.items if found[OPENING] == "[" else self.fields)(found.end(), column + 1, deep - 1)
        if kind == PLAIN:
            return new(Scalar, (found[PLAIN].rstrip(" "), self.line, column + 1, True)), found.end()
        text = unescaped(found[DOUBLE]) if kind == DOUBLE else found[SINGLE].replace("''", "'")
        return new(Scalar, (text, self.line, column, False)), found.end()

    def items(self, at: int, column: int, deep: int) -> tuple[Items, int]:
        """The list whose bracket stands before an index."""
        entries: list[Node] = []
        closed = CLOSED(self.text, at)
        while closed is None or closed[1] == ",":
            value, at = self.value(closed.end() if closed else at, deep)
            entries.append(value)
            closed = self.next(at)
        return new(Items, (entries, self.line, column)), self.end(closed, "]")

    def fields(self, at: int, column: int, deep: int) -> tuple[Fields, int]:
        """The mapping whose bracket stands before an index."""
        entries: dict[str, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        closed = CLOSED(self.text, at)
        while closed is None or closed[1] == ",":
            found = KEY(self.text, closed.end() if closed else at)
            name = (found[1] or found[3]) if found else ""
            if not found or name in entries:
                raise DoubtError
            entries[name], at = self.value(found.end(), deep)
            keys[name] = (self.line, self.column + found.start(1 if found[1] else 2) + 1)
            closed = self.next(at)
        return new(Fields, (entries, keys, self.line, column)), self.end(closed, "}")

    def next(self, at: int) -> re.Match[str]:
        """The comma or bracket behind a value."""
        found = NEXT(self.text, at)
        if found is None:
            raise DoubtError
        return found

    def end(self, closed: re.Match[str], bracket: str) -> int:
        """The index behind the bracket that closes a list or mapping."""
        if closed[1] != bracket:
            raise DoubtError
        return closed.end()


def unescaped(text: str) -> str:
    """The text that stands in double quotes."""
    return ESCAPE.sub(lambda escape: ESCAPES[escape[1]], text) if "\\" in text else text
