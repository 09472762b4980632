"""A record's file as documents: fields with their places, and the text below the front matter."""

from __future__ import annotations

import re

from onrecord.frozen import dataclass
from onrecord.model import Problem, Where
from onrecord.read.source import SourceFile, UndecodableError, text_of
from onrecord.read.syntax import Fields, Node, parse

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """One record as it is written. `body` is the text below the front matter (from `body_line` on), None in YAML files."""

    path: str
    fields: Fields
    body: str | None = None
    body_line: int = 0

    @property
    def start(self) -> Where:
        """Where the record begins."""
        return Where(self.path, self.fields.line, self.fields.column)


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a file and what is wrong with it; `whole` is False where some of it could not be read."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()
    whole: bool = True


def stream(file: SourceFile) -> Documents:
    """The documents of a YAML file."""
    try:
        text = text_of(file)
    except UndecodableError as error:
        return Documents((), (error.problem,), whole=False)
    parsed = parse(text, file.path)
    documents, problems = mappings(file.path, parsed.documents)
    if parsed.whole and not parsed.documents:
        problems = (Problem(Where(file.path), "the file holds no record", "fill it, or take it away"),)
    return Documents(documents, (*parsed.problems, *problems), parsed.whole and not problems)


def front_matter(file: SourceFile) -> Documents:
    """The one document of a file with front matter, and the text below."""
    try:
        text = text_of(file)
    except UndecodableError as error:
        return Documents((), (error.problem,), whole=False)
    opening = FENCE.match(text)
    if not opening:
        message = "the file does not begin with front matter"
        return broken(Where(file.path, 1, 1), message, 'put the fields between two lines of "---" at its beginning')
    closing = fence_below(text, opening.end())
    if not closing:
        return broken(Where(file.path, 1, 1), "the front matter does not end", 'put a line of "---" below the fields')
    parsed = parse(text[opening.end() + 1 : closing.start()], file.path, offset=1)
    if not parsed.whole:
        return Documents((), parsed.problems, whole=False)
    if len(parsed.documents) > 1:
        second = parsed.documents[1]
        return broken(Where(file.path, second.line, second.column), "the front matter holds two documents", "write one")
    documents, problems = mappings(file.path, parsed.documents or (Fields({}, {}, 1, 1),))
    body, above = trimmed(text[closing.end() + 1 :])
    body_line = text.count("\n", 0, closing.end()) + 2 + above
    found = tuple([Document(d.path, d.fields, body, body_line) for d in documents])
    return Documents(found, (*parsed.problems, *problems), parsed.whole and not problems)


def broken(where: Where, message: str, hint: str) -> Documents:
    """No document, and why."""
    return Documents((), (Problem(where, message, hint),), whole=False)


def mappings(path: str, nodes: tuple[Node, ...]) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The nodes that are mappings, as documents, and a problem for each that is not."""
    documents = tuple([Document(path, node) for node in nodes if isinstance(node, Fields)])
    if len(documents) == len(nodes):
        return documents, ()
    return documents, tuple(
        Problem(Where(path, node.line, node.column), "a record must be fields", 'write them as in "title: Loud fans"')
        for node in nodes
        if not isinstance(node, Fields)
    )


def fence_below(text: str, end: int) -> re.Match[str] | None:
    """The first fence below the line that ends at an index."""
    while (end := text.find("\n---", end)) >= 0:
        found = FENCE.match(text, end + 1)
        if found:
            return found
        end += 1
    return None


def trimmed(body: str) -> tuple[str, int]:
    """A body without leading blank lines and trailing whitespace, and how many lines were taken off its top."""
    body = body.rstrip()
    blank = len(body) - len(body.lstrip())
    above = body.count("\n", 0, blank)
    return (body[body.rfind("\n", 0, blank) + 1 :] if above else body), above
