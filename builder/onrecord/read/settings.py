"""Settings of plain YAML, as any reader of YAML gives them, without the library that takes its time to come."""

from __future__ import annotations

from typing import Any

from onrecord.read.nodes import Items, Node, Scalar, plain
from onrecord.read.subset import sure_documents

MEANT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML 1.1 gives a meaning."""


def plain_settings(text: str) -> Any:  # noqa: ANN401 - what YAML may hold
    """What a text holds in which every value is surely text; None for any other."""
    documents = sure_documents(text, 0) if text.isascii() and text.replace("\n", "").isprintable() else None
    return plain(documents[0]) if documents and len(documents) == 1 and _is_text(documents[0]) else None


def _is_text(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not node.plain or _is_word(node.text)
    if isinstance(node, Items):
        return all(map(_is_text, node.entries))
    return all(map(_is_word, node.entries)) and all(map(_is_text, node.entries.values()))


def _is_word(text: str) -> bool:
    return text[:1].isalpha() and text.lower() not in MEANT
