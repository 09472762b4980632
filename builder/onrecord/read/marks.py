"""Where a record and its fields stand, put down so that a problem found later can still name the place."""

from __future__ import annotations

from onrecord.model import Marks, Where
from onrecord.model.problem import spelled
from onrecord.read.nodes import Fields, Items, Node, Scalar


def marks_of(fields: Fields, path: str) -> Marks:
    """Where a record and each of its fields stand; items and inner fields are named `tags.0` and `source.url`."""
    spots: list[str] = []
    for name, node in fields.entries.items():
        if type(node) is Scalar:  # nearly all are
            _, line, column, _ = node
            spots.append(f"{name if name.isidentifier() else spelled(name)}\t{line}\t{column}\n")
        elif name != "thread":
            gather(spots, spelled(name), node)
    return Marks(Where(path, fields.line, fields.column), "".join(spots))


def gather(spots: list[str], name: str, node: Node) -> None:
    """Put down where a value and what it holds stand."""
    spots.append(f"{name}\t{node.line}\t{node.column}\n")
    if type(node) is Fields:
        for key, value in node.entries.items():
            gather(spots, f"{name}.{spelled(key)}", value)
    elif type(node) is Items:
        for number, value in enumerate(node.entries):
            gather(spots, f"{name}.{number}", value)
