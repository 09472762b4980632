"""Reading a map: from its YAML to a `TableMap`, with every mistake at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic_core import PydanticCustomError

from onrecord.importers.expressions import FORMS, Condition, Expression, Path, Template
from onrecord.importers.mapping import KIND_FIELDS, WORDS, Author, Link, MessageMap, Skip, TableMap
from onrecord.importers.naming import PREFIX
from onrecord.model import Kind, Person, Problem, Role, Where
from onrecord.read.source import SourceFile, UndecodableError, text_of
from onrecord.read.suggest import one_of, quoted
from onrecord.read.syntax import Fields, Items, Node, Scalar, is_empty, parse
from onrecord.read.values import ALIAS, FLAGS, language, time_zone, web

TOP = (
    *("system", "prefix", "id", "number", "url", "format", "records", "skip", "ignore", "site", "people", "product"),
    *("issue", "report", "messages"),
)
SITE = ("title", "company", "home", "url", "language", "timezone", "licence", "notice")
PRODUCT = ("id", "name", "summary", "home", "company")
ISSUE = ("type", "components", "severity", "tags", "duplicate_of", "counted")
COUNTED = ("what", "n", "at", "source")
EXPRESSION = ("value", "first", "join", "with", "find", "table", "else", "as", "when")
CONDITION = ("field", "equals", "in", "matches", "exists", "not", "all", "any")
HOLE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
SITE_VALUES: Mapping[str, Callable[[object], object]] = {"url": web, "home": web, "language": language, "timezone": time_zone}
KEY = re.compile(r"[a-z][a-z0-9_-]{0,31}")


def read_map(file: SourceFile) -> tuple[TableMap | None, tuple[Problem, ...]]:
    """The map in a file, or None; and what is wrong with it."""
    try:
        parsed = parse(text_of(file), file.path)
    except UndecodableError as error:
        return None, (error.problem,)
    sheet = Sheet(file.path, list(parsed.problems))
    if len(parsed.documents) != 1 or not isinstance(parsed.documents[0], Fields):
        sheet.wrong(parsed.documents[0] if parsed.documents else None, "a map is one YAML document of fields")
        return None, tuple(sheet.problems)
    made = sheet.table(parsed.documents[0])
    return (None if sheet.problems else made), tuple(sorted(sheet.problems, key=lambda p: p.order))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map being read: its path, and the problems found so far."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def where(self, node: Node | None) -> Where:
        """The place of a value."""
        return Where(self.path, node.line, node.column) if node else Where(self.path)

    def wrong(self, node: Node | None, message: str, hint: str = "") -> None:
        """Put down a mistake."""
        self.problems.append(Problem(self.where(node), message, hint))

    def table(self, top: Fields) -> TableMap:
        """The whole map."""
        found = self.fields(top, TOP, ("system", "id", "issue", "report"))
        issue = self.fields(found.get("issue"), ISSUE, ("type",))
        plain = {n: e for n, e in issue.items() if n not in ("type", "duplicate_of", "counted")}
        return TableMap(
            self.path,
            self.text(found.get("system")),
            self.value(found.get("id")),
            self.value(issue.get("type")),
            self.message(found.get("report"), Kind.REPORT),
            self.messages(self.items(found.get("messages"))),
            self.prefix(found.get("prefix")),
            self.optional(found.get("number")),
            self.optional(found.get("url")),
            self.choice(found.get("format"), ("csv", "tsv", "json", "jsonl")),
            self.text(found.get("records")),
            tuple(self.skip(s) for s in self.items(found.get("skip"))),
            tuple(self.text(i) for i in self.items(found.get("ignore"))),
            {n: self.site(n, v) for n, v in self.fields(found.get("site"), SITE, ("company",)).items()},
            tuple(p for i in self.items(found.get("people")) if (p := self.person(i))),
            {n: self.value(v) for n, v in self.fields(found.get("product"), PRODUCT, ("id", "name")).items()},
            {n: self.value(v) for n, v in plain.items()},
            {n: self.value(v) for n, v in self.fields(issue.get("counted"), COUNTED, COUNTED).items()},
            self.link(issue.get("duplicate_of")),
        )

    def fields(self, node: Node | None, known: Iterable[str], needed: Iterable[str] = ()) -> Mapping[str, Node]:
        """The fields of a mapping that were filled, of which some are needed; nothing for a node that is not there."""
        known = tuple(known)
        if node is None:
            return {}
        if not isinstance(node, Fields):
            self.wrong(node, "fields are wanted here", f"such as {known[0]}:")
            return {}
        for name, (line, column) in node.keys.items():
            if name not in known:
                message = f"unknown field {quoted(name)}"
                self.problems.append(Problem(Where(self.path, line, column), message, one_of(name, known)))
        found = {n: v for n, v in node.entries.items() if n in known and not is_empty(v)}
        for name in needed:
            if name not in found:
                self.wrong(node, f'missing field "{name}"')
        return found

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """The items of a list; one value counts as a list of one."""
        if node is None:
            return ()
        return tuple(node.entries) if isinstance(node, Items) else (node,)

    def text(self, node: Node | None) -> str:
        """A fixed text; empty for a node that is not there."""
        if node is None:
            return ""
        if not isinstance(node, Scalar) or not node.text.strip():
            self.wrong(node, "a text is wanted here")
            return ""
        return node.text

    def site(self, name: str, node: Node) -> str:
        """A field of a new site, which is to be one that the site's reader takes."""
        text = self.text(node)
        try:
            if text and name in SITE_VALUES:
                SITE_VALUES[name](text)
        except PydanticCustomError as error:
            context = error.context or {}
            self.wrong(node, str(context.get("message", error)), str(context.get("hint", "")))
        return text

    def choice(self, node: Node | None, known: Iterable[str]) -> str | None:
        """One of some words; None for a node that is not there."""
        text = self.text(node)
        if text and text not in known:
            self.wrong(node, f"unknown word {quoted(text)}", one_of(text, known))
        return text or None

    def prefix(self, node: Node | None) -> str:
        """What stands before issue numbers."""
        text = self.text(node)
        if text and not PREFIX.fullmatch(text):
            self.wrong(node, f"{quoted(text)} is no prefix", "it is of a to z, at most twelve")
        return text

    def optional(self, node: Node | None) -> Expression | None:
        """A value, or None where there is none."""
        return self.value(node) if node else None

    def value(self, node: Node | None) -> Expression:
        """A value in any of its forms; one that gives nothing, where there is none or it is wrong."""
        where = self.where(node)
        if isinstance(node, Scalar):
            return Expression(where, (self.template(node),))
        if isinstance(node, Items):
            return Expression(where, tuple(self.value(item) for item in node.entries))
        found = self.fields(node, EXPRESSION)
        hows = [how for how in ("value", "first", "join") if how in found]
        if node and len(hows) != 1:
            self.wrong(node, "a value has one of value, first and join")
        if not hows:
            return Expression(where, ())
        if "with" in found and hows[0] != "join":
            self.wrong(found["with"], '"with" belongs to join')
        return Expression(
            where,
            tuple(self.value(part) for part in self.items(found[hows[0]])),
            hows[0],
            self.text_as_is(found["with"]) if "with" in found else "\n\n",
            self.pattern(found.get("find")),
            self.lookup(found.get("table")),
            self.choice(found.get("as"), FORMS) or "",
            self.condition(found["when"]) if "when" in found else None,
            self.optional(found.get("else")),
        )

    def text_as_is(self, node: Node) -> str:
        """A text that may be blank."""
        if not isinstance(node, Scalar):
            self.wrong(node, "a text is wanted here")
            return ""
        return node.text

    def template(self, node: Scalar) -> Template:
        """A text with fields in braces."""
        parts: list[str | Path] = []
        end = 0
        for found in HOLE.finditer(node.text):
            parts.append(node.text[end : found.start()])
            end = found.end()
            if found[0] in ("{{", "}}"):
                parts.append(found[0][0])
            elif found[1] and found[1].strip():
                parts.append(Path(found[1].strip()))
            else:
                self.wrong(node, "a field in braces is wanted, as in {title}", "write {{ for a brace that is meant")
        parts.append(node.text[end:])
        return Template(tuple(p for p in parts if p), self.where(node))

    def lookup(self, node: Node | None) -> dict[str, str | None] | None:
        """A table of words; an empty value stands for nothing."""
        if node is None:
            return None
        if not isinstance(node, Fields):
            self.wrong(node, "a table is fields: the word there, and the word here")
            return {}
        return {word: None if is_empty(value) else self.text(value) for word, value in node.entries.items()}

    def pattern(self, node: Node | None) -> re.Pattern[str] | None:
        """A regular expression."""
        if node is None:
            return None
        try:
            return re.compile(self.text(node))
        except (re.error, RecursionError, OverflowError) as error:
            self.wrong(node, f"this is no regular expression: {error}")
            return None

    def condition(self, node: Node) -> Condition:
        """A condition."""
        found = self.fields(node, CONDITION)
        tests = [name for name in CONDITION[1:] if name in found]
        test = tests[0] if tests else ""
        if len(tests) != 1 or ("field" in found) == (test in ("not", "all", "any")):
            self.wrong(node, "a condition is a field with equals, in, matches or exists; or not, all or any of others")
            return Condition("all")
        if "field" not in found:
            return Condition(test, among=tuple(self.condition(c) for c in self.items(found[test])))
        path = Path(self.text(found["field"]))
        if test == "matches":
            return Condition(test, path, pattern=self.pattern(found[test]))
        words = tuple(self.text(w) for w in self.items(found[test]))
        if test == "exists":
            words = (str(FLAGS.get(words[0].lower())).lower(),)
            if words not in (("true",), ("false",)):
                self.wrong(found[test], '"exists" is true or false')
        return Condition(test, path, words)

    def skip(self, node: Node) -> Skip:
        """Records to be left out."""
        found = self.fields(node, ("when", "why"), ("when", "why"))
        return Skip(self.condition(found["when"]) if "when" in found else Condition("any"), self.text(found.get("why")))

    def author(self, node: Node | None) -> Author:
        """Who speaks."""
        if not isinstance(node, Fields) or "alias" not in node.entries:
            return Author(self.value(node))  # an alias alone: of people known elsewhere
        found = self.fields(node, ("alias", "name", "role"), ("alias",))
        role = self.choice(found.get("role"), [r.value for r in Role]) or "customer"
        known = role if role in [r.value for r in Role] else "customer"
        return Author(self.value(found.get("alias")), self.optional(found.get("name")), Role(known), is_entered=True)

    def link(self, node: Node | None) -> Link | None:
        """What a record is a duplicate of."""
        found = self.fields(node, ("record", "address"))
        return Link(self.optional(found.get("record")), self.optional(found.get("address"))) if found else None

    def messages(self, nodes: Iterable[Node]) -> tuple[MessageMap, ...]:
        """The messages after the report, each with a key of its own."""
        made: dict[str, MessageMap] = {}
        for node in nodes:
            message = self.message(node)
            first = made.setdefault(message.key, message)
            if first is not message and message.key:
                at = node.entries["key"] if isinstance(node, Fields) else node
                self.wrong(at, f"the key {quoted(message.key)} stands twice", f"the first message of that key is at {first.where}")
        return tuple(made.values())

    def message(self, node: Node | None, report: Kind | None = None) -> MessageMap:
        """A message, or the report."""
        named = report or self.kind_of(node)
        own = ("author", "at", *WORDS, *KIND_FIELDS[named])
        needed = ("author", "at") if report else ("key", "kind", "author", "at")
        found = self.fields(node, own if report else ("key", "when", "kind", *own), needed)
        key = self.text(found.get("key"))
        if key and not KEY.fullmatch(key):
            self.wrong(found["key"], f"{quoted(key)} is no key", "it is a word of a to z, 0 to 9, _ and -")
        plain = {n: v for n, v in found.items() if n not in ("key", "when", "kind", "author", "at", "duplicate_of")}
        return MessageMap(
            self.where(node),
            key,
            named,
            self.author(found.get("author")),
            self.optional(found.get("at")),
            {n: self.value(v) for n, v in plain.items()},
            self.condition(found["when"]) if "when" in found else None,
            self.link(found.get("duplicate_of")),
        )

    def kind_of(self, node: Node | None) -> Kind:
        """The kind that a message says it is."""
        kind = node.entries.get("kind") if isinstance(node, Fields) else None
        text = kind.text if isinstance(kind, Scalar) else ""
        known = {k.value: k for k in KIND_FIELDS}
        if text not in known:
            if text:
                self.wrong(kind, f"unknown kind {quoted(text)}", one_of(text, known))
            return Kind.COMMENT
        return known[text]

    def person(self, node: Node) -> Person | None:
        """Somebody who is always there."""
        found = self.fields(node, ("alias", "name", "role", "title"), ("alias", "role"))
        texts = {n: self.text(v) for n, v in found.items()}
        if not ALIAS.fullmatch(texts.get("alias", "-")):
            self.wrong(found.get("alias", node), "an alias is of a to z, 0 to 9 and hyphens")
            return None
        role = self.choice(found.get("role"), [r.value for r in Role])
        if role not in [r.value for r in Role]:
            return None
        return Person(texts["alias"], Role(role), texts.get("name"), texts.get("title"))
