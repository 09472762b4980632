"""YAML as nodes that know where they stand: scalars are text, and nothing is given meaning."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.model import Problem, Where
from onrecord.read.nodes import Fields, Items, Node, Scalar, is_empty, plain
from onrecord.read.source import CONTROL, place, rare_signs
from onrecord.read.subset import sure_documents

__all__ = ["Fields", "Items", "Node", "Parsed", "Scalar", "is_empty", "parse", "plain"]

# All other signs stand for themselves, in libyaml as in the subset; these are line ends to it, or not allowed.
UNSURE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Parsed(NamedTuple):
    """The documents of a stream (empty ones left out), and what is wrong with it. `whole` is False where reading stopped early."""

    documents: tuple[Node, ...]
    problems: tuple[Problem, ...]
    whole: bool


def parse(text: str, path: str, offset: int = 0) -> Parsed:
    """The nodes of a YAML stream. `offset` is how many lines of its file stand above the text."""
    rare = rare_signs(text)
    control = CONTROL.search(text) if CONTROL.search(rare) else None
    if control:
        where = place(path, text, control.start())
        name = f"U+{ord(control[0]):04X}"
        problem = Problem(Where(path, where.line + offset, where.column), f"the control character {name}", "remove it")
        return Parsed((), (problem,), whole=False)
    sure = None if UNSURE.search(rare) else sure_documents(text, offset)
    return Parsed(sure, (), whole=True) if sure is not None else composed(text, path, offset)


def composed(text: str, path: str, offset: int) -> Parsed:
    """The nodes that libyaml finds in a stream without control characters."""
    from onrecord.read.composer import Composer  # imported late: most files do without PyYAML, which takes its time to come

    composer = Composer(path, offset)
    whole = composer.run(text)
    return Parsed(tuple(composer.documents), tuple(composer.problems), whole)
