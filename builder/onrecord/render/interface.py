"""The words of the interface in templates: `_` and `ngettext`, and how plain ones become part of a template when it is compiled."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import nodes
from markupsafe import Markup

NAMES = ("_", "gettext")
_VALUE = re.compile(r"%\((\w+)\)s")
_ELSE = re.compile(r"(?<![\w.])(?:_|gettext)\b(?!\s*\()|\bmacro\s+(?:_|gettext)\b")
"""What may give `_` another meaning: wherever it is not called."""


def words(text: str, /, **values: object) -> Markup:
    """A text of the interface with its values, which are escaped; as jinja2.ext.i18n reads it (newstyle), a `%` is doubled."""
    return (_markup(text) % values) if values else _plain(text)


def counted(one: str, many: str, num: int, /, **values: object) -> Markup:
    """A text of the interface in the number that a count asks for."""
    return _markup(one if num == 1 else many) % {"num": num, **values}


@cache
def _markup(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - the interface's own words, which stand in templates


@cache
def _plain(text: str) -> Markup:
    return _markup(text) % {}


def are_plain(source: str) -> bool:
    """Whether `_` means the words of the interface wherever it stands in a template, as far as a glance can tell."""
    return not _ELSE.search(source)


def parts_of(node: nodes.Expr) -> list[nodes.Expr]:
    """A call of `_` as the words that it stands for, its values between them. Anything else as it is, and what cannot be told
    before the page is made: a text that is computed, or broken."""
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in NAMES):
        return [node]
    text = node.args[0] if len(node.args) == 1 else None
    if not (isinstance(text, nodes.Const) and isinstance(text.value, str)) or node.dyn_args or node.dyn_kwargs:
        return [node]
    values = {pair.key: pair.value for pair in node.kwargs}
    pieces = _VALUE.split(text.value)
    if sorted(pieces[1::2]) != sorted(values):
        return [node]
    try:
        said = [nodes.TemplateData(str(_plain(piece)), lineno=node.lineno) for piece in pieces[::2]]
    except (ValueError, TypeError, KeyError):
        return [node]
    return [said[0], *(part for name, after in zip(pieces[1::2], said[1:], strict=True) for part in (values[name], after))]
