"""What a `theme.yaml` says, with the places of its fields, and all mistakes in it at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from onrecord.frozen import dataclass
from onrecord.model import Problem, Where
from onrecord.read.document import stream
from onrecord.read.nodes import Fields, Items, Node, Scalar, is_empty
from onrecord.read.source import SourceFile
from onrecord.read.suggest import did_you_mean, one_of, quoted
from onrecord.render.options import NUMBER, TYPES, Option, UnfitError, meant
from onrecord.render.views.versions import HISTORY, History, refusal

FIELDS = ("name", "summary", "licence", "parent", "views", "options", "makes")
OPTION_FIELDS = ("type", "default", "choices", "about")
OPTION = re.compile(r"[a-z][a-z0-9_-]{0,31}")
CALLED = {"title": 'a theme has a "name"', "extends": 'the theme that it extends is its "parent"'}
"""What other tools call the fields of a theme."""


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """What a theme says of itself; `parent_at` is where it names its parent, `makes` is None where it does not say."""

    name: str
    summary: str
    licence: str
    parent: str
    parent_at: Where
    options: Mapping[str, Option]
    makes: frozenset[str] | None


def read_theme_file(file: SourceFile, kinds: Collection[str], history: History = HISTORY) -> tuple[ThemeFile, tuple[Problem, ...]]:
    """What a theme says of itself, given the kinds of pages that there are, and all that is wrong with it."""
    read = stream(file)
    fields = read.documents[0].fields if read.documents else Fields({}, {}, 1, 1)
    found = _Reader(file.path, [*read.problems])
    if len(read.documents) > 1:
        found.say(read.documents[1].fields, "a second record in a file that holds one", "take it out")
    if read.documents:
        found.known(fields, FIELDS, CALLED)
        found.version(fields, history)
    parent = fields.entries.get("parent")
    told = ThemeFile(
        name=found.line(fields, "name", needed=bool(read.documents)),
        summary=found.line(fields, "summary"),
        licence=found.line(fields, "licence"),
        parent=found.line(fields, "parent"),
        parent_at=found.at(parent or fields),
        options=found.options(fields),
        makes=found.makes(fields, kinds),
    )
    return told, tuple(sorted(found.problems, key=lambda problem: problem.order))


class _Reader:
    """Takes fields apart, and gathers what is wrong with them."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def at(self, node: Node) -> Where:
        return Where(self.path, node.line, node.column)

    def say(self, node: Node, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.at(node), message, hint))

    def known(self, fields: Fields, names: Collection[str], called: Mapping[str, str]) -> None:
        for name in fields.entries:
            if name not in names:
                hint = called.get(name) or did_you_mean(name, names)
                self.problems.append(Problem(Where(self.path, *fields.keys[name]), f"unknown field {quoted(name)}", hint))

    def missing(self, fields: Fields, name: str, hint: str = "") -> None:
        self.say(fields, f"missing field {quoted(name)}", hint)

    def line(self, fields: Fields, name: str, *, needed: bool = False) -> str:
        """A text of one line; empty where it is left out."""
        node = fields.entries.get(name)
        if node is None or is_empty(node):
            if needed:
                self.missing(fields, name)
            return ""
        if not isinstance(node, Scalar) or "\n" in node.text.strip():
            self.say(node, f"{quoted(name)} must be one line of text")
            return ""
        return node.text.strip()

    def version(self, fields: Fields, history: History) -> None:
        """The version of the views that the theme was written for."""
        node, current = fields.entries.get("views"), f'write "views: {max(history)}"'
        if node is None or is_empty(node):
            self.missing(fields, "views", f"the version of the views it is written for: {current}")
        elif not isinstance(node, Scalar) or not NUMBER.fullmatch(node.text):
            self.say(node, '"views" must be a whole number', current)
        elif refused := refusal(int(node.text), history):
            self.say(node, *refused)

    def makes(self, fields: Fields, kinds: Collection[str]) -> frozenset[str] | None:
        """The kinds of pages that the theme makes."""
        node = fields.entries.get("makes")
        if node is None or is_empty(node):
            return None
        return frozenset(self.words(node, "makes", kinds, "kind of page"))

    def words(self, node: Node, name: str, known: Collection[str] | None = None, what: str = "") -> list[str]:
        """A list of words, of those that are known."""
        if not isinstance(node, Items):
            self.say(node, f"{quoted(name)} must be a list", 'write "[…]", or a line with a hyphen for each item')
            return []
        found = []
        for item in node.entries:
            if not isinstance(item, Scalar) or not item.text or "\n" in item.text:
                self.say(item, f"an item of {quoted(name)} must be one line of text")
            elif known is not None and item.text not in known:
                self.say(item, f"unknown {what} {quoted(item.text)}", one_of(item.text, known))
            elif item.text in found:
                self.say(item, f"{quoted(item.text)} stands in {quoted(name)} twice")
            else:
                found.append(item.text)
        return found

    def options(self, fields: Fields) -> dict[str, Option]:
        """The options that are sound, by their names."""
        node = fields.entries.get("options")
        if node is None or is_empty(node):
            return {}
        if not isinstance(node, Fields):
            self.say(node, '"options" must be fields', "write each option's name below it, indented, with its type and default")
            return {}
        found = {name: self.option(name, Where(self.path, *node.keys[name]), held) for name, held in node.entries.items()}
        return {name: option for name, option in found.items() if option}

    def option(self, name: str, where: Where, node: Node) -> Option | None:
        """An option; None where anything is wrong with it."""
        before = len(self.problems)
        if not OPTION.fullmatch(name):
            hint = "it is of a to z, 0 to 9, hyphens and underscores, and begins with a letter"
            self.problems.append(Problem(where, f"{quoted(name)} is no name of an option", hint))
        if not isinstance(node, Fields):
            told = f"the option {quoted(name)} must be fields"
            self.say(node, told, 'write its type and default below it, as in "type: choice", "choices: [a, b]", "default: a"')
            return None
        self.known(node, OPTION_FIELDS, {})
        type, about, choices = self.type(node), self.line(node, "about"), self.choices(node)
        if type not in ("", "choice") and "choices" in node.entries:
            self.say(node.entries["choices"], f"an option of the type {type} has no choices")
        default = self.default(name, node, type, choices) if len(self.problems) == before else None
        return None if default is None else Option(type, default, choices, about)

    def type(self, fields: Fields) -> str:
        node = fields.entries.get("type")
        if node is None or is_empty(node):
            self.missing(fields, "type", f"it is one of {', '.join(TYPES)}")
        elif not isinstance(node, Scalar) or node.text not in TYPES:
            self.say(node, f"unknown type of option {quoted(node.text if isinstance(node, Scalar) else '…')}", _of_types(node))
        else:
            return node.text
        return ""

    def choices(self, fields: Fields) -> tuple[str, ...]:
        node, type = fields.entries.get("choices"), fields.entries.get("type")
        if node is None or is_empty(node) or (isinstance(node, Items) and not node.entries):
            if isinstance(type, Scalar) and type.text == "choice":
                self.missing(fields, "choices", 'it is a list, as in "[small, large]"')
            return ()
        return tuple(self.words(node, "choices"))

    def default(self, name: str, fields: Fields, type: str, choices: tuple[str, ...]) -> str | int | bool | None:
        """What an option is where a site says nothing; None where that is wrong."""
        node = fields.entries.get("default")
        if node is None or (is_empty(node) and type != "text"):
            self.missing(fields, "default", f"what {name} is where a site says nothing")
        elif not isinstance(node, Scalar) or "\n" in node.text:
            self.say(node, '"default" must be one line of text')
        else:
            try:
                return meant(type, node.text, choices)
            except UnfitError as error:
                self.say(node, f'"default" {error.message}', error.hint)
        return None


def _of_types(node: Node) -> str:
    return one_of(node.text, TYPES) if isinstance(node, Scalar) else f"it is one of {', '.join(TYPES)}"
