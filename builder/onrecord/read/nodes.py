"""What YAML is read into: texts, mappings and sequences that know where they stand."""

from __future__ import annotations

from typing import NamedTuple


class DoubtError(ValueError):
    """What a quick way cannot answer for sure: the thorough way decides."""


class Scalar(NamedTuple):
    """A text; `plain` where it was written without quotes, so that an empty one counts as absent."""

    text: str
    line: int
    column: int
    plain: bool = True


class Fields(NamedTuple):
    """A mapping: its values by their keys, and where each key stands."""

    entries: dict[str, Node]
    keys: dict[str, tuple[int, int]]
    line: int
    column: int


class Items(NamedTuple):
    """A sequence."""

    entries: list[Node]
    line: int
    column: int


Node = Scalar | Fields | Items


def is_empty(node: Node) -> bool:
    """Whether a value was left out: nothing stands there, not even quotes."""
    return isinstance(node, Scalar) and node.plain and not node.text


def plain(node: Node) -> object:
    """A node as dicts, lists and strings; None for a value that was left out."""
    if isinstance(node, Scalar):
        return node.text if node.text or not node.plain else None
    if isinstance(node, Fields):
        return {key: plain(value) for key, value in node.entries.items()}
    return [plain(item) for item in node.entries]
