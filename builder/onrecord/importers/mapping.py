r"""The mapping language: how the records of a table become issues, people and products.

A map is a YAML file. Where it wants a value it takes

    "{issue}: {sub_issue}"          a template: text with the record's fields in braces ({a.b.0.c}, {items.*.name}, {{ for a brace);
                                    it gives nothing where one of its fields is empty
    ["{tags}", imported]            several, for the fields that are lists
    value: "{state}"                the long form, with any of
      table: {closed: done}           other words for it; an empty one is nothing; what is not in the table is an error ...
      else: open                      ... unless there is another value for whatever gives nothing
      find: 'petitions/(\d+)'         what a regular expression finds in it, every time
      as: day                         `day` (of a time), `slug`, `excerpt` (the first sentence, cut where it is long)
      when: {field: state, equals: closed}     only where that holds
    first: [...]                    instead of `value`: the first of several that gives something
    join: [...]                     or all of them as one text, with a blank line between (`with: "\n"` for another mark)

and where it wants a condition: `field` with `equals`, `in` (a list), `matches` (a regular expression) or `exists` (true or
false); or `not`, `all`, `any` of other conditions.

    system: cfpb                    whose records these are; with `id`, what makes an import find them again
    id: "{complaint_id}"            the record's id there
    number: "{complaint_id}"        the issue's number here, else the next free one; `prefix` stands before it
    prefix: cfpb
    url: https://…/{complaint_id}   the record's public address
    format, records                 csv, tsv, json or jsonl (else by the file's name); the path to the array in a JSON document
    skip: [{when: …, why: …}]       records that yield no issue, and the reason that is reported
    ignore: [zip_code]              fields that are left out on purpose; all others that no value reads are reported
    site: {title, company, …}       what a new project begins with
    people: [{alias, name, role}]   people who are always there
    product: {id, name, summary, home, company}
    issue: {type, components, severity, tags, duplicate_of: {record, address}, counted: {what, n, at, source}}
    report: {author, at, title, text, wants, affects, words, lang, format, via}
    messages: [{key, when, kind, author, at, text, …}]

`components` are names. `duplicate_of.record` gives foreign ids, of which the first that is imported is taken, else `address`.
`author` is an alias, or `{alias, name, role}` for people who stand in the records. `key` names a message for good: by it the next
import finds it again. A message has the fields of its kind; a record that gives no `at` has a time that is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.importers.expressions import Condition, Expression
from onrecord.model import Kind, Person, Role, Where

WORDS = ("text", "format", "lang", "via", "words")
KIND_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.REPORT: ("title", "wants", "affects"),
    Kind.COMMENT: (),
    Kind.ACKNOWLEDGEMENT: (),
    Kind.ANSWER: (),
    Kind.REQUEST: (),
    Kind.WORKAROUND: (),
    Kind.PROMISE: ("what", "due", "proof"),
    Kind.RESOLUTION: ("outcome", "fixed_in", "why", "how", "duplicate_of"),
    Kind.CONFIRMATION: (),
    Kind.DISPUTE: (),
}
LISTS = ("tags", "components", "affects")


@dataclass(frozen=True, slots=True)
class Skip:
    """Records that yield no issue, and why."""

    when: Condition
    why: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who speaks: an alias; and the name and role of somebody who is to be entered (`is_entered`) among the people."""

    alias: Expression
    name: Expression | None = None
    role: Role = Role.CUSTOMER
    is_entered: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """What a record is a duplicate of: foreign ids, and the address outside where none of them is imported."""

    record: Expression | None
    address: Expression | None


@dataclass(frozen=True, slots=True)
class MessageMap:
    """A message made of a record: its fields by their names. `key` is empty for the report."""

    where: Where
    key: str
    kind: Kind
    author: Author
    at: Expression | None
    fields: Mapping[str, Expression] = field(default_factory=dict)
    when: Condition | None = None
    link: Link | None = None

    @property
    def shown(self) -> str:
        """What it is called in a report."""
        return f'message "{self.key}"' if self.key else "the report"


@dataclass(frozen=True, slots=True)
class TableMap:
    """A whole map. `issue` holds the header's fields, `counted` and `product` the values of theirs; `site` is plain text."""

    path: str
    system: str
    id: Expression
    type: Expression
    report: MessageMap
    messages: tuple[MessageMap, ...] = ()
    prefix: str = ""
    number: Expression | None = None
    url: Expression | None = None
    format: str | None = None
    records: str = ""
    skip: tuple[Skip, ...] = ()
    ignore: tuple[str, ...] = ()
    site: Mapping[str, str] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    product: Mapping[str, Expression] = field(default_factory=dict)
    issue: Mapping[str, Expression] = field(default_factory=dict)
    counted: Mapping[str, Expression] = field(default_factory=dict)
    link: Link | None = None

    def paths(self) -> Iterator[str]:
        """Every path that the map reads."""
        for skip in self.skip:
            yield from skip.when.paths()
        for expression in self.expressions():
            yield from expression.paths()
        for message in self.messages:
            if message.when:
                yield from message.when.paths()

    def expressions(self) -> Iterator[Expression]:
        """Every value of the map."""
        links = [m.link for m in (*self.messages, self.report) if m.link] + ([self.link] if self.link else [])
        authors = [m.author for m in (self.report, *self.messages)]
        found = [self.id, self.type, self.number, self.url, *self.product.values(), *self.issue.values(), *self.counted.values()]
        found += [e for link in links for e in (link.record, link.address)]
        found += [e for author in authors for e in (author.alias, author.name)]
        found += [e for m in (self.report, *self.messages) for e in (m.at, *m.fields.values())]
        yield from (e for e in found if e)
