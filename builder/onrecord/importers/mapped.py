"""One record of a table as an issue, by a map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from onrecord.importers.expressions import Expression, MisfitError
from onrecord.importers.mapping import LISTS, Author, Link, MessageMap, TableMap
from onrecord.importers.present import Present
from onrecord.importers.rows import Row
from onrecord.model import (
    ALWAYS,
    ANONYMOUS,
    PSEUDONYM,
    UNKNOWN,
    Act,
    Company,
    Counted,
    Format,
    Issue,
    IssueType,
    Kind,
    Level,
    Message,
    Outcome,
    Person,
    Plain,
    Problem,
    Product,
    Promise,
    Report,
    Resolution,
    Role,
    Source,
    When,
    Where,
    Words,
)
from onrecord.read import limits
from onrecord.read.canonical import issue_fields
from onrecord.read.checks.roles import COMPANY_ONLY, INSTEAD, SIDES, VERDICTS
from onrecord.read.emit import Value
from onrecord.read.fit import adapter, field_name, in_words
from onrecord.read.moments import NoTimeError, doubtful, moment
from onrecord.read.moments import day as day_of
from onrecord.read.shapes import SHAPES, IssueShape
from onrecord.read.suggest import one_of, quoted
from onrecord.read.values import ALIAS, IDENT

UTC = ZoneInfo("UTC")
E = TypeVar("E", bound=Enum)
SAID = ("text", "title", "wants")


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue as far as one record makes it; its components are names still, and what it is a duplicate of may go in a circle."""

    where: Where
    id: str
    product: str
    whole: Issue
    components: tuple[str, ...] = ()
    about: Product | None = None
    people: tuple[Person, ...] = ()
    duplicate_of: str | None = None
    address: str | None = None

    def issue(self, components: Mapping[str, str]) -> Issue:
        """The issue, with the ids of its components."""
        return replace(self.whole, components=tuple(components[name] for name in self.components))

    def outside(self) -> Draft:
        """The same, as a duplicate of its address outside."""
        thread = tuple(replace(m, act=away(m.act, self.duplicate_of, self.address)) for m in self.whole.thread)
        header = self.address if self.whole.duplicate_of == self.duplicate_of else self.whole.duplicate_of
        return replace(self, whole=replace(self.whole, thread=thread, duplicate_of=header), duplicate_of=None)


def away(act: Act, original: str | None, address: str | None) -> Act:
    """A resolution as a duplicate of an address instead of an issue; declined, where there is none."""
    if not isinstance(act, Resolution) or act.duplicate_of != original or original is None:
        return act
    return replace(act, duplicate_of=address) if address else replace(act, outcome=Outcome.DECLINED, duplicate_of=None)


@dataclass(slots=True)
class Maker:
    """What makes drafts: the map, what the project holds, and the issue ids of all records; it gathers the warnings."""

    table: TableMap
    present: Present
    ids: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def draft(self, row: Row, source: str, id: str) -> Draft:
        """The draft of one record; MisfitError where the map does not fit it."""
        made = Record(self.table, row, source, id, self)
        return made.draft()

    def warn(self, row: Row, message: str, hint: str = "") -> None:
        """Report what is changed or kept back."""
        self.problems.append(Problem(row.where, message, hint, Level.WARNING))

    def linked(self, source: str) -> str | None:
        """The issue that a foreign record is, if it is imported."""
        return self.ids.get(source) or self.present.issue_of((self.table.system, source))


@dataclass(slots=True)
class Record:
    """One record being made into an issue."""

    table: TableMap
    row: Row
    foreign: str
    id: str
    maker: Maker
    people: list[Person] = field(default_factory=list)
    duplicate_of: str | None = None
    address: str | None = None

    def draft(self) -> Draft:
        """The whole of it."""
        header = {name: self.texts(name, e) for name, e in self.table.issue.items()}
        header_link = self.link(self.table.link)
        thread = (self.message(self.table.report, 1, ""), *self.messages())
        about = self.product()
        issue = Issue(
            self.id,
            self.issue_type(),
            thread,
            product=about.id if about else None,
            severity=next(iter(header.get("severity", ())), None),
            tags=tuple(dict.fromkeys(header.get("tags", ()))),
            duplicate_of=header_link,
            source=self.source(),
            counted=self.counted(),
        )
        self.check(issue)
        components = tuple(dict.fromkeys(header.get("components", ()))) if about else ()
        product = about.id if about else ""
        people = tuple(self.people)
        return Draft(self.row.where, self.id, product, issue, components, about, people, self.duplicate_of, self.address)

    def source(self, key: str = "") -> Source:
        """Where the record, or one of its messages, came from."""
        id = f"{self.foreign}#{key}" if key else self.foreign
        return Source(self.table.system, id, self.one("url", self.table.url))

    def texts(self, name: str, expression: Expression) -> tuple[str, ...]:
        """The texts that a field gives, on one line each."""
        return tuple(line for value in expression.values(self.row.fields) if (line := self.line(name, value)))

    def one(self, name: str, expression: Expression | None) -> str | None:
        """The one text that a field gives; None for nothing."""
        found = self.texts(name, expression) if expression else ()
        if len(found) > 1:
            self.maker.warn(self.row, f'"{name}" gives {len(found)} values', "the first is kept")
        return found[0] if found else None

    def line(self, name: str, text: str) -> str:
        """A text on one line, not longer than a line may be."""
        trimmed = text.strip()
        line = " ".join(trimmed.splitlines())
        if line != trimmed:
            self.maker.warn(self.row, f'"{name}": line ends are made spaces')
        if len(line) > limits.TITLE:
            self.maker.warn(self.row, f'"{name}" is cut to {limits.TITLE} characters')
        return line[: limits.TITLE].strip()

    def issue_type(self) -> IssueType:
        """What the issue is."""
        text = self.one("type", self.table.type)
        known = {t.value: t for t in IssueType}
        if text not in known:
            raise MisfitError(self.table.type.where, f"unknown type {quoted(text or '')}", one_of(text or "", known))
        return known[text]

    def product(self) -> Product | None:
        """The product it is about; None where the map or the record names none."""
        says = {name: self.one(f"product.{name}", e) for name, e in self.table.product.items()}
        id, company = says.get("id"), says.get("company")
        if not id:
            return None
        if not IDENT.fullmatch(id):
            raise MisfitError(self.table.product["id"].where, f"{quoted(id)} is no product id", "write as: slug below it")
        return Product(
            id, says.get("name") or id, says.get("summary") or "", says.get("home"), Company(company) if company else None
        )

    def counted(self) -> Counted | None:
        """What was counted elsewhere; None where there is no number."""
        says = {name: self.one(f"counted.{name}", e) for name, e in self.table.counted.items()}
        n = says.get("n")
        if n is None:
            return None
        if not (n.isascii() and n.isdecimal() and len(n) <= 15):
            raise MisfitError(self.table.counted["n"].where, f"{quoted(n)} is no whole number")
        at = self.when("counted.at", says.get("at"))
        return Counted(says.get("what") or "votes", int(n), at, says.get("source") or self.table.system)

    def when(self, name: str, text: str | None) -> When:
        """A time; as claimed where it is malformed, unknown where there is none."""
        if text is None or text == "unknown":
            return UNKNOWN
        try:
            return moment(text, UTC)
        except NoTimeError as error:
            self.maker.warn(self.row, f'"{name}": {error.message}; it is kept as claimed', error.hint)
            return doubtful(text)

    def messages(self) -> Iterator[Message]:
        """The messages after the report that the record yields, numbered as they stand in the map."""
        number = 2
        for shape in self.table.messages:
            if shape.when is None or shape.when.holds(self.row.fields):
                yield self.message(shape, number, shape.key)
                number += 1

    def message(self, shape: MessageMap, number: int, key: str) -> Message:
        """A message of the record."""
        says = self.fields(shape)
        withheld = self.choice(shape, says, "words", Words) is Words.WITHHELD
        if withheld:
            self.withhold(shape, says)
        elif shape.kind is Kind.REPORT and not says.get("title"):
            raise MisfitError(shape.where, f"{shape.shown} has no title", "map one, or withhold its words")
        author = self.author(shape.author)
        self.permitted(shape, author)
        return Message(
            number,
            author,
            self.when(f"{key or 'report'}.at", self.one("at", shape.at)),
            shape.kind,
            self.act(shape, says),
            first(says, "text"),
            self.choice(shape, says, "format", Format) or Format.TEXT,
            first(says, "lang") or None,
            via=first(says, "via") or None,
            source=self.source(key),
            words=Words.WITHHELD if withheld else Words.PUBLISHED,
        )

    def fields(self, shape: MessageMap) -> dict[str, tuple[str, ...]]:
        """What a message's fields say: long texts as they are, all others on one line."""
        long = ("text", "wants", "why", "how", "what", "proof")
        made: dict[str, tuple[str, ...]] = {}
        for name, expression in shape.fields.items():
            if name in long:
                found = "\n\n".join(expression.values(self.row.fields)).replace("\r\n", "\n").rstrip()
                made[name] = (found,) if found else ()
            elif name in LISTS:
                made[name] = tuple(dict.fromkeys(self.texts(name, expression)))
            else:
                value = self.one(name, expression)
                made[name] = (value,) if value else ()
        return made

    def withhold(self, shape: MessageMap, says: dict[str, tuple[str, ...]]) -> None:
        """Keep back the words of a message, and report it where there were any that somebody wrote."""
        if says.get("text"):
            self.maker.warn(self.row, f"the words of {shape.shown} are withheld")
        for name in SAID:
            says.pop(name, None)

    def choice(self, shape: MessageMap, says: Mapping[str, Sequence[str]], name: str, kinds: type[E]) -> E | None:
        """One of the words of an enumeration; None where nothing is said."""
        text = first(says, name)
        known = {str(member.value): member for member in kinds}
        if text and text not in known:
            raise MisfitError(shape.fields[name].where, f"{shape.shown}: unknown {name} {quoted(text)}", one_of(text, known))
        return known[text] if text else None

    def author(self, author: Author) -> str:
        """The alias of who speaks, who is entered among the people where the record names them."""
        alias = self.one("author", author.alias)
        if not alias or not ALIAS.fullmatch(alias):
            raise MisfitError(author.alias.where, f"{quoted(alias or '')} is no alias", "write as: slug below it, or a constant")
        if author.is_entered:
            self.people.append(Person(alias, author.role, self.one("name", author.name)))
        elif self.role_of(alias) is None and alias not in self.maker.present.people:
            hint = "list them under people:, or write alias:, name: and role: here"
            raise MisfitError(author.alias.where, f"unknown person {quoted(alias)}", hint)
        return alias

    def role_of(self, alias: str) -> Role | None:
        """On which side the map has somebody; None for the project's own people, and strangers."""
        if PSEUDONYM.fullmatch(alias):
            return Role.CUSTOMER
        known = (*self.people, *self.table.people, *ALWAYS.values())
        return next((person.role for person in known if person.alias == alias), None)

    def permitted(self, shape: MessageMap, alias: str) -> None:
        """MisfitError for an act that is not open to its author."""
        role = self.role_of(alias)
        if role is None:
            return
        if shape.kind in COMPANY_ONLY and role is not Role.COMPANY:
            what = f"only the company's people write {shape.kind.value}s; others write a comment"
        elif shape.kind in VERDICTS and role is not Role.CUSTOMER:
            what = INSTEAD[role]
        elif shape.kind in VERDICTS and alias == ANONYMOUS:
            what = 'write "anonymous-1" here and in the report'
        else:
            return
        raise MisfitError(shape.author.alias.where, f"{shape.shown} cannot be by {quoted(alias)}, {SIDES[role]}", what)

    def act(self, shape: MessageMap, says: Mapping[str, Sequence[str]]) -> Act:
        """What the message's kind adds."""
        texts = {name: first(says, name) or None for name in says}
        if shape.kind is Kind.REPORT:
            return Report(texts.get("title"), texts.get("wants"), tuple(says.get("affects", ())))
        if shape.kind is Kind.PROMISE:
            return Promise(texts.get("what") or "", self.due(shape, texts.get("due")), texts.get("proof"))
        if shape.kind is not Kind.RESOLUTION:
            return Plain()
        outcome = self.choice(shape, says, "outcome", Outcome)
        if outcome is None:
            raise MisfitError(shape.where, f"{shape.shown} has no outcome")
        link = self.link(shape.link)
        return Resolution(outcome, texts.get("fixed_in"), (), texts.get("why"), texts.get("how"), link)

    def due(self, shape: MessageMap, text: str | None) -> date:
        """The day by which something is promised."""
        try:
            return day_of(text or "")
        except NoTimeError as error:
            raise MisfitError(shape.where, f"{shape.shown}: {error.message}", error.hint) from None

    def link(self, link: Link | None) -> str | None:
        """What the record is a duplicate of: the first foreign record named that is imported, else the address outside."""
        if link is None:
            return None
        named = link.record.values(self.row.fields) if link.record else ()
        self.address = self.one("duplicate_of.address", link.address) if link.address else None
        inside = [issue for foreign in named if foreign != self.foreign and (issue := self.maker.linked(foreign))]
        self.duplicate_of = inside[0] if inside else None
        return self.duplicate_of or self.address

    def check(self, issue: Issue) -> None:
        """MisfitError where the reader would refuse a value."""
        fields = issue_fields(issue)
        thread = fields.pop("thread", [])
        complain(IssueShape, fields, self.table.report)
        messages = iter(thread if isinstance(thread, list) else [])
        for shape in self.table.messages:
            if shape.when is None or shape.when.holds(self.row.fields):
                complain(SHAPES[shape.kind], next(messages), shape)


def complain(shape: type, fields: Value, message: MessageMap) -> None:
    """MisfitError for the first value that does not fit the shape it will be read by."""
    try:
        adapter(shape).validate_python(fields)
    except ValidationError as error:
        complaint = error.errors(include_url=False)[0]
        name = field_name(complaint["loc"])
        where = message.fields[name].where if name in message.fields else message.where
        what, hint = in_words(complaint, name)
        raise MisfitError(where, f'{message.shown}: "{name}": {what}', hint) from None


def first(says: Mapping[str, Sequence[str]], name: str) -> str:
    """The one text of a field; empty for none."""
    return next(iter(says.get(name, ())), "")
