"""The words of the interface in templates: `_`, `ngettext` and their kin in one language, and how plain ones become part of a
template when it is compiled."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import nodes
from markupsafe import Markup

from onrecord.render.catalogue import Catalogue

NAMES = ("_", "gettext")
_VALUE = re.compile(r"%\((\w+)\)s")
_ELSE = re.compile(r"(?<![\w.])(?:_|gettext)\b(?!\s*\()|\bmacro\s+(?:_|gettext)\b")
"""What may give `_` another meaning: wherever it is not called."""


class Interface:
    """The words of a catalogue, as templates ask for them; `number` is how its language writes a whole number."""

    def __init__(self, words: Catalogue, number: Callable[[int], str]) -> None:
        self._words = words
        self._number = number
        self._known: dict[str, Markup] = {}

    @property
    def globals(self) -> dict[str, Callable[..., Markup]]:
        """What a template calls them."""
        return {
            "_": self.words,
            "gettext": self.words,
            "ngettext": self.counted,
            "pgettext": self.words_in,
            "npgettext": self.counted_in,
        }

    @property
    def digest(self) -> str | None:
        """What tells these words from others; None where nothing does."""
        words = self._words
        return words.digest if words.digest or not (words.texts or words.made) else None

    def words(self, text: str, /, **values: object) -> Markup:
        """A text with its values, which are escaped; as jinja2.ext.i18n reads it (newstyle), a `%` is doubled."""
        return self._markup(self._words.gettext(text)) % values if values else self._plain(text)

    def words_in(self, context: str, text: str, /, **values: object) -> Markup:
        """The same for a text that has several meanings, of which the context says which."""
        return self._markup(self._words.gettext(text, context)) % values

    def counted(self, one: str, many: str, num: int, /, **values: object) -> Markup:
        """A text in the form that a number asks for, which it may show as `%(num)s`."""
        return self._markup(self._words.ngettext(one, many, num)) % {"num": self._number(num), **values}

    def counted_in(self, context: str, one: str, many: str, num: int, /, **values: object) -> Markup:
        """The same for a text that has several meanings."""
        return self._markup(self._words.ngettext(one, many, num, context)) % {"num": self._number(num), **values}

    def parts_of(self, node: nodes.Expr) -> list[nodes.Expr]:
        """A call of `_` as the words that it stands for, its values between them. Anything else as it is, and what cannot be told
        before the page is made: a text that is computed, or broken."""
        if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in NAMES):
            return [node]
        text = node.args[0] if len(node.args) == 1 else None
        if not (isinstance(text, nodes.Const) and isinstance(text.value, str)) or node.dyn_args or node.dyn_kwargs:
            return [node]
        values = {pair.key: pair.value for pair in node.kwargs}
        pieces = _VALUE.split(self._words.gettext(text.value))
        if sorted(pieces[1::2]) != sorted(values):
            return [node]
        try:
            said = [nodes.TemplateData(str(self._markup(piece) % {}), lineno=node.lineno) for piece in pieces[::2]]
        except (ValueError, TypeError, KeyError):
            return [node]
        return [said[0], *(part for name, after in zip(pieces[1::2], said[1:], strict=True) for part in (values[name], after))]

    def _plain(self, text: str) -> Markup:
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._markup(self._words.gettext(text)) % {}
        return found

    def _markup(self, text: str) -> Markup:
        return Markup(text)  # noqa: S704 - the interface's own words, which stand in templates and catalogues


def are_plain(source: str) -> bool:
    """Whether `_` means the words of the interface wherever it stands in a template, as far as a glance can tell."""
    return not _ELSE.search(source)
