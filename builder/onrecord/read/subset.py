"""The plain subset of YAML that nearly every record is written in, read in one pass: the very nodes that libyaml would give.

Fields of one line, plain, in quotes or in brackets, literal blocks, mappings and lists by indentation, comments on lines of
their own. At the slightest doubt there is no answer, and libyaml decides; what is wrong is never told here. It takes a quarter
of the time, and where a build reads only a few records, PyYAML need not even be imported.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeVar

from onrecord.read import limits
from onrecord.read.brackets import INDICATORS, on_one_line
from onrecord.read.nodes import DoubtError, Fields, Items, Node, Scalar

H = TypeVar("H", Fields, Items)

LINE = re.compile(r"( *)(?:(- )?(?:([A-Za-z0-9_][A-Za-z0-9_-]{0,63}):(?: +|$))?([^ \t].*)?)?").fullmatch
INDENT, ITEM, KEY, VALUE = range(1, 5)
BLOCK = re.compile(r"\|([2-9]?)([+-]?) *").fullmatch
NESTED = 8  # how deep the subset goes: not as deep as `limits.DEPTH`, which libyaml's way tells
REMEMBERED = 4_096
VALUES = 4  # the most values that a line makes, beside those that commas and brackets begin: an item, its mapping, a key, its value

new = tuple.__new__  # takes half the time of calling a named tuple's class; one record has a hundred


class Head(NamedTuple):
    """What stands before a value: the column (from 0) in which the line begins, whether it begins an item, and the key."""

    column: int
    is_item: bool
    key: str | None


NONE = Fields({}, {}, 0, 0)
HEADS: dict[str, Head] = {}
"""The heads that were met, by what stands before the colon: a few dozen make up all the records of a site."""


def sure_documents(text: str, offset: int) -> tuple[Node, ...] | None:
    """The documents of a stream that is wholly in the subset; None for any other. `offset` is how many lines stand above it.

    The text must hold no signs but those that YAML may hold, and none that it takes for a line end but U+000A.
    """
    if not text.endswith("\n") or (len(text) >= limits.NODES and may_hold(text) > limits.NODES):
        return None
    try:
        return Pass(text, offset + 1).documents()
    except DoubtError:
        return None


def may_hold(text: str) -> int:
    """How many values a text may hold at most (which is never more than the signs that it is long)."""
    begun = text.count(",") + text.count("[") + text.count("{")
    return VALUES * text.count("\n") + 3 * begun


class Pass:
    """One way through a text, line by line: the mappings and lists that are open, the columns they begin in, the innermost mapping
    (with -1 for its column where the innermost is a list), and the key that still waits for its value."""

    __slots__ = ("column", "columns", "fields", "holders", "lines", "number", "offset", "roots", "waiting")

    def __init__(self, text: str, offset: int) -> None:
        self.lines = text.split("\n")
        self.number = 0
        self.offset = offset
        self.roots: list[Node] = []
        self.columns: list[int] = []
        self.holders: list[Fields | Items] = []
        self.column = -1
        self.fields: Fields = NONE
        self.waiting: str | None = None

    def documents(self) -> tuple[Node, ...]:
        """The documents of the text; DoubtError where it is not surely in the subset."""
        lines, heads, number, last = self.lines, HEADS, 0, len(self.lines) - 1
        while number < last:
            line = lines[number]
            before, _, value = line.partition(": ")
            head = heads.get(before)
            at = self.offset + number
            if head is None or not value:
                self.number = number
                self.take(line, at)
                number = self.number
            elif value[0] in INDICATORS or value[-1] in " :" or ": " in value or " #" in value or "\t" in value:
                self.number = number
                if value[0] in " #":
                    self.take(line, at)
                else:
                    self.put(head, self.value(value, len(before) + 2, head), at)
                number = self.number
            else:  # nearly all lines are a plain text of a known field
                column, is_item, key = head
                node = new(Scalar, (value, at, len(before) + 3, True))
                if column != self.column or is_item or key is None:
                    self.put(head, node, at)
                else:
                    entries, keys, _, _ = self.fields
                    if key in entries:
                        raise DoubtError
                    entries[key] = node
                    keys[key] = (at, column + 1)
                    self.waiting = None
            number += 1
        return tuple(self.roots)

    def take(self, line: str, at: int) -> None:
        """Take a line of any form."""
        found = LINE(line)
        if found is None:
            raise DoubtError
        indent, is_item, key, value = found.groups()
        head = Head(len(indent), is_item is not None, key)
        if key is not None and len(HEADS) < REMEMBERED:
            HEADS[line[: found.end(KEY)]] = head
        if line == "---":
            self.columns, self.holders, self.waiting, self.column = [], [], None, -1
        elif value is not None and value[0] != "#":
            self.put(head, self.value(value, found.start(VALUE), head), at)
        elif key is not None:
            self.put(head, new(Scalar, ("", at, found.end(KEY) + 2, True)), at)
            self.waiting = key
        elif is_item:
            raise DoubtError

    def put(self, head: Head, value: Node, line: int) -> None:
        """Put a value where the head of its line says."""
        column, is_item, key = head
        if is_item:
            items = self.items_at(column, line)
            if key is None:
                items.append(value)
                self.waiting, self.column = None, -1
                return
            column += 2
            fields: Fields = new(Fields, ({}, {}, line, column + 1))
            items.append(self.opened(fields, column))
        elif key is None:
            raise DoubtError
        else:
            fields = self.fields_at(column, line)
        if key in fields.entries:
            raise DoubtError
        fields.entries[key] = value
        fields.keys[key] = (line, column + 1)
        self.waiting, self.column, self.fields = None, column, fields

    def fields_at(self, column: int, line: int) -> Fields:
        """The mapping to which a key in a column belongs, if need be a new one."""
        columns, holders = self.columns, self.holders
        depth = len(columns)
        while columns and columns[-1] >= column:
            top = holders[-1]
            if columns[-1] == column and type(top) is Fields:
                return top
            columns.pop()
            holders.pop()
        fields: Fields = new(Fields, ({}, {}, line, column + 1))
        if depth:
            self.attach(fields, depth)
        elif column:
            raise DoubtError
        else:
            self.roots.append(fields)
        return self.opened(fields, column)

    def items_at(self, column: int, line: int) -> list[Node]:
        """The list to which an item in a column belongs, if need be a new one."""
        columns, holders = self.columns, self.holders
        depth = len(columns)
        while columns and columns[-1] > column:
            columns.pop()
            holders.pop()
        if columns and columns[-1] == column and type(holders[-1]) is Items:
            return holders[-1].entries
        items: Items = new(Items, ([], line, column + 1))
        self.attach(items, depth)
        return self.opened(items, column).entries

    def attach(self, node: Fields | Items, depth: int) -> None:
        """Make a node the value of the key that waits for one, in the mapping that was and is the innermost of so many."""
        top = self.holders[-1] if depth == len(self.holders) > 0 else None
        if self.waiting is None or type(top) is not Fields:
            raise DoubtError
        top.entries[self.waiting] = node

    def opened(self, node: H, column: int) -> H:
        """A mapping or list that begins in a column, now the innermost."""
        self.columns.append(column)
        self.holders.append(node)
        if len(self.columns) > NESTED:
            raise DoubtError
        return node

    def value(self, text: str, column: int, head: Head) -> Scalar | Fields | Items:
        """The value that begins in a column (from 0) of a line and fills the rest of it."""
        line = self.offset + self.number
        if text[0] == "|":
            return self.block(text, column, head.column + 2 * (head.is_item and head.key is not None), line)
        if text[0] in "\"'[{":
            return on_one_line(text, line, column)
        text = text.rstrip(" ")
        if text[0] in INDICATORS or text[-1] == ":" or ": " in text or " #" in text or "\t" in text:
            raise DoubtError
        return new(Scalar, (text, line, column + 1, True))

    def block(self, text: str, column: int, held: int, line: int) -> Scalar:
        """The literal block that begins below a line, deeper than the column that holds it; its lines are passed over."""
        found = BLOCK(text)
        lines, first, last = self.lines, self.number + 1, len(self.lines) - 1
        begin = lines[first]
        indent = held + int(found[1]) if found and found[1] else len(begin) - len(begin.lstrip(" "))
        if not found or indent <= held or (not found[1] and (not begin.strip(" ") or begin[indent] == "\t")):
            raise DoubtError
        pad, end = " " * indent, first
        while end < last and (lines[end][:indent] == pad or not lines[end].strip(" ")):
            end += 1
        words = "\n".join([one[indent:] for one in lines[first:end]]).rstrip("\n")
        if not words or found[2] == "+":
            raise DoubtError
        self.number = end - 1
        return new(Scalar, (words if found[2] else words + "\n", line, column + 1, False))
