"""YAML as nodes by PyYAML's C parser, its events composed here: scalars are text, and nothing is given meaning.

`yaml.compose` recurses in C (it crashes on deep nesting), resolves tags, and knows no limits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from onrecord.model import Problem, Where
from onrecord.read import limits
from onrecord.read.nodes import Fields, Items, Node, Scalar, is_empty
from onrecord.read.suggest import quoted

Foreign = Any  # events and marks of the C parser: their stubs say that each part may be absent

LOADER: Foreign = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# YAML 1.1 takes these three for line ends, which would alter words and lines; they travel as noncharacters instead.
FOREIGN_BREAKS = "\x85\u2028\u2029"
STAND_INS = "\U0001fffe\U0001ffff\U0002fffe"
HIDE = str.maketrans(FOREIGN_BREAKS, STAND_INS)
SHOW = str.maketrans(STAND_INS, FOREIGN_BREAKS)


class StopError(ValueError):
    """A stream that is not read any further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Level:
    """A collection that is still open: what it gathers, and for a mapping the key that waits for its value."""

    __slots__ = ("anchor", "before", "height", "ignored", "key", "node")

    def __init__(self, node: Fields | Items, anchor: str | None, before: int) -> None:
        self.node = node
        self.anchor = anchor
        self.before = before
        self.height = 1
        self.key: Scalar | None = None
        self.ignored = False


class Composer:
    """Makes nodes of events, and gathers what is wrong with them."""

    def __init__(self, path: str, offset: int) -> None:
        self.path = path
        self.offset = offset + 1
        self.foreign = False
        self.documents: list[Node] = []
        self.problems: list[Problem] = []
        self.stack: list[Level] = []
        self.anchors: dict[str, tuple[Node | None, int, int]] = {}
        self.nodes = 0
        self.aliased = 0
        self.allowed = limits.NODES
        self.on: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.mapping,
            yaml.SequenceStartEvent: self.sequence,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceEndEvent: self.end,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }

    def run(self, text: str) -> bool:
        """Read a whole stream; False where it had to stop."""
        self.foreign = any(char in text for char in FOREIGN_BREAKS)
        try:
            loader = LOADER(text.translate(HIDE) if self.foreign else text)
            while (event := loader.get_event()) is not None:
                handle = self.on.get(type(event))
                if handle:
                    handle(event)
        except StopError as stop:
            self.problems.append(stop.problem)
        except yaml.YAMLError as error:
            self.problems.append(self.unreadable(error))
        else:
            return True
        return False

    def document(self, _event: Foreign) -> None:
        """Anchors hold for one document."""
        self.anchors = {}

    def scalar(self, event: Foreign) -> None:
        """A text, as a key or as a value. Most of a file is these: they take the shortest way."""
        mark = event.start_mark
        text = event.value.translate(SHOW) if self.foreign else event.value
        node = Scalar(text, mark.line + self.offset, mark.column + 1, not event.style)
        self.nodes += 1
        if self.nodes > self.allowed:
            self.too_many(event)
        if event.tag is not None:
            self.no_tags(event)
        if event.anchor:
            self.anchors[event.anchor] = (node, 1, 0)
        level = self.stack[-1] if self.stack else None
        if level is None or level.ignored or isinstance(level.node, Items):
            self.add(node)
        elif level.key is not None:
            level.node.entries[level.key.text] = node
            level.key = None
        else:
            self.key(level, level.node, node)

    def mapping(self, event: Foreign) -> None:
        """The start of a mapping."""
        mark = event.start_mark
        self.open(event, Fields({}, {}, mark.line + self.offset, mark.column + 1))

    def sequence(self, event: Foreign) -> None:
        """The start of a sequence."""
        mark = event.start_mark
        self.open(event, Items([], mark.line + self.offset, mark.column + 1))

    def open(self, event: Foreign, node: Fields | Items) -> None:
        """Begin a collection."""
        self.check_depth(event, 1)
        self.nodes += 1
        if self.nodes > self.allowed:
            self.too_many(event)
        if event.tag is not None:
            self.no_tags(event)
        if event.anchor:
            self.anchors[event.anchor] = (None, 0, 0)
        self.stack.append(Level(node, event.anchor, self.nodes))

    def end(self, _event: Foreign) -> None:
        """The end of a collection."""
        level = self.stack.pop()
        if level.anchor:
            self.anchors[level.anchor] = (level.node, self.nodes - level.before + 1, level.height)
        self.rise(level.height)
        self.add(level.node)

    def rise(self, height: int) -> None:
        """A collection of a height stands in the one that is open."""
        if self.stack and self.stack[-1].height <= height:
            self.stack[-1].height = height + 1

    def alias(self, event: Foreign) -> None:
        """The same node once more; it counts as often as it is used."""
        node, size, height = self.anchors.get(event.anchor, (None, -1, 0))
        if node is None:
            what = f"the alias {quoted('*' + event.anchor)} " + ("stands inside what it names" if size == 0 else "has no anchor")
            raise StopError(self.at(event, what, "write the value out"))
        self.check_depth(event, height)
        self.rise(height)
        self.nodes += size
        self.aliased += size
        self.allowed += size
        if self.aliased > limits.ALIASED_NODES:
            raise StopError(self.at(event, f"aliases add more than {limits.ALIASED_NODES:,} values", "write the values out"))
        self.add(node)

    def add(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        if not self.stack:
            if not is_empty(node):
                self.documents.append(node)
            return
        level = self.stack[-1]
        holder = level.node
        if isinstance(holder, Items):
            holder.entries.append(node)
        elif level.ignored:
            level.ignored = False
        elif level.key is None:
            self.key(level, holder, node)
        else:
            holder.entries[level.key.text] = node
            level.key = None

    def key(self, level: Level, holder: Fields, node: Node) -> None:
        """Take a node as the key of a mapping; a key that cannot be one is told, and its value passed over."""
        if isinstance(node, Scalar) and node.text not in holder.keys and len(node.text) <= limits.KEY:
            level.key = node
            holder.keys[node.text] = (node.line, node.column)
        else:
            self.tell(self.wrong_key(holder, node))
            level.ignored = True

    def wrong_key(self, holder: Fields, node: Node) -> Problem:
        """What is wrong with a key."""
        where = Where(self.path, node.line, node.column)
        if not isinstance(node, Scalar):
            return Problem(where, "a field's name must be text", "put it in quotes if it begins with a bracket")
        if node.text in holder.keys:
            first = Where(self.path, *holder.keys[node.text])
            return Problem(where, f"duplicate key {quoted(node.text)}", f"the first is at {first}")
        return Problem(where, f"a field's name is longer than {limits.KEY} characters", "is it text?")

    def check_depth(self, event: Foreign, height: int) -> None:
        """Stop where a collection of a height would nest too deep."""
        if len(self.stack) + height > limits.DEPTH:
            raise StopError(
                self.at(event, f"the nesting is deeper than {limits.DEPTH} levels", "a record is flat; put text in quotes")
            )

    def tell(self, problem: Problem) -> None:
        """Gather a problem; stop where there are too many to be of use."""
        self.problems.append(problem)
        if len(self.problems) >= limits.PROBLEMS_PER_FILE - 1:
            raise StopError(Problem(problem.where, "too many problems", "nothing below is read"))

    def too_many(self, event: Foreign) -> None:
        """Stop at more values than a file may hold."""
        raise StopError(self.at(event, f"the file holds more than {limits.NODES:,} values", "split it into several files"))

    def no_tags(self, event: Foreign) -> None:
        """Tell a tag, and go on as if it were not there."""
        self.tell(self.at(event, f"the YAML tag {quoted(event.tag)}", "tags are not allowed: every value is text first"))

    def at(self, event: Foreign, message: str, hint: str) -> Problem:
        """A problem where an event begins."""
        mark = event.start_mark
        return Problem(Where(self.path, mark.line + self.offset, mark.column + 1), message, hint)

    def unreadable(self, error: yaml.YAMLError) -> Problem:
        """The parser's own complaint as a problem."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
        where = Where(self.path, mark.line + self.offset, mark.column + 1) if mark else Where(self.path)
        return Problem(where, f"the YAML cannot be read: {what}", YAML_HINTS.get(str(what), ""))


YAML_HINTS = {
    "mapping values are not allowed in this context": 'put text that holds ": " in quotes',
    "found character that cannot start any token": "put text that begins with @, ` or a tab in quotes",
    "could not find expected ':'": 'every line is a field, as in "title: Loud fans"; is a quote or a colon missing?',
}
