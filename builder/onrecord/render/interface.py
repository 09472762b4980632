"""The words of the interface in templates: `_` and `ngettext`, and how plain ones become part of a template when it is compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

NAMES = ("_", "gettext")
_VALUE = re.compile(r"%\((\w+)\)s")


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


def with_words(template: nodes.Template) -> nodes.Template:
    """A template whose texts of the interface are part of it, their values between them; one that names something else `_` as it
    was. What cannot be told before it is rendered (a count, a text that is computed or broken) is left as it stands."""
    if not _is_named(template):
        _Words().visit(template)
    return template


def _is_named(template: nodes.Template) -> bool:
    """Whether a template gives `_` a meaning of its own."""
    kinds = (nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)
    return any(name in NAMES for node in template.find_all(kinds) for name in _named(node))


def _named(node: nodes.Node) -> Iterator[str]:
    """The names that a node gives to something."""
    match node:
        case nodes.Name() if node.ctx != "load":
            yield node.name
        case nodes.Macro():
            yield node.name
        case nodes.Import():
            yield node.target
        case nodes.FromImport():
            yield from (name if isinstance(name, str) else name[1] for name in node.names)


class _Words(NodeTransformer):
    """Replaces calls of `_` that nothing but their values can change."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja2's name
        """The words among the rest of what is put out."""
        self.generic_visit(node)
        node.nodes = [part for child in node.nodes for part in _parts(child)]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - Jinja2's name
        """The words without values that stand anywhere else."""
        self.generic_visit(node)
        parts = _parts(node)
        return parts[0] if len(parts) == 1 else node


def _parts(node: nodes.Expr) -> list[nodes.Expr]:
    """A call of `_` as the words it stands for, its values between them; anything else as it is."""
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
