"""Units: the pieces of the record that are sealed, each with versions of its own: messages, headers, releases, people, policies.

The parts of a unit are its author's words, which can be erased one by one; its frame is all else, the company's
and the calendar's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from onrecord.model import ALWAYS, Corpus, FreePage, Issue, Message, Person, Release, Report, Role, Site, Where
from onrecord.read import canonical
from onrecord.seal.words import pieces

Key = tuple[str, ...]
"""What names a unit in the record: `("m", issue, message)` (message 0: the header), `("r", product, version)`, `("h", alias)`,
`("p", page)` (no page: the pledges)."""
ADOPTED = "adopted"
"""The field of a frame that says when a version claims to have been made: it was taken over from a history kept before."""
Parts = tuple[tuple[str, str], ...]
NO_WORDS: Parts = (("format", "none"),)
"""The parts of a unit that is the company's alone: one, so that its salt tells its versions apart."""
RULES = {"none": "none/1", "text": "text/1", "markdown": "markdown/1"}


@dataclass(frozen=True, slots=True)
class Unit:
    """What is sealed at once, as the record has it."""

    key: Key
    role: Role
    parts: Parts
    frame: Mapping[str, object]
    where: Where = field(default=Where(""), compare=False)

    @property
    def rule(self) -> str:
        """The rule by which its words become HTML."""
        return RULES[dict(self.parts).get("format", "none")]


def units_of(corpus: Corpus) -> Iterator[Unit]:
    """Every unit of the record: issues in their order, each with its thread by number, then releases, people and policies."""
    for issue in corpus.issues.values():
        yield from issue_units(corpus, issue)
    yield from other_units(corpus)


def issue_units(corpus: Corpus, issue: Issue) -> Iterator[Unit]:
    """The units of an issue: its header, and its messages by their numbers."""
    yield header_unit(issue)
    yield from (message_unit(corpus, issue, message) for message in sorted(issue.thread, key=lambda m: m.id))


def other_units(corpus: Corpus) -> Iterator[Unit]:
    """The units that are of no issue."""
    yield from map(release_unit, corpus.releases.values())
    yield from (person_unit(person) for person in corpus.people.values() if person != ALWAYS.get(person.alias))
    if corpus.site.pledges:
        yield pledges_unit(corpus.site)
    yield from map(page_unit, corpus.pages.values())


def former_of(corpus: Corpus) -> dict[Key, Key]:
    """The keys that units had before people and products were renamed, and those they have now."""
    people: dict[Key, Key] = {("h", old): ("h", new) for old, new in aliases_of(corpus).items()}
    now = {old: product.id for product in corpus.products.values() for old in product.formerly}
    versions = {release.version for release in corpus.releases.values()}
    return {**people, **{("r", old, version): ("r", new, version) for old, new in now.items() for version in versions}}


def aliases_of(corpus: Corpus) -> dict[str, str]:
    """The aliases that people had, and those they have now."""
    return {old: person.alias for person in corpus.people.values() for old in person.formerly}


def header_unit(issue: Issue) -> Unit:
    """An issue's header. A quote stands as its place in the report, so that words which are erased there are not left here."""
    frame: dict[str, object] = dict(canonical.header_fields(issue))
    del frame["id"]
    if issue.quote:
        frame["quote"] = list(place_of(issue.quote, issue.report))
    return Unit(("m", issue.id, "0"), Role.COMPANY, NO_WORDS, frame, issue.marks.start)


def place_of(quote: str, report: Message) -> tuple[str, int, int]:
    """In which words of a report a quote stands, where it begins, and how long it is, white space taken for one space each."""
    act = report.act if isinstance(report.act, Report) else Report()
    sought = " ".join(quote.split())
    for name, text in (("text", report.text), ("title", act.title or ""), ("wants", act.wants or "")):
        at = " ".join(text.split()).find(sought)
        if at >= 0:
            return name, at, len(sought)
    return "", 0, 0


def message_unit(corpus: Corpus, issue: Issue, message: Message) -> Unit:
    """A message: its author's words, and how and when they came."""
    fields = dict(canonical.message_fields(message))
    for name in ("id", "format", "text", "attachments"):
        fields.pop(name, None)
    said = {name: fields.pop(name, None) for name in ("author", "title", "wants", "lang")}
    parts = [*((name, str(text)) for name, text in said.items() if text is not None), ("format", message.format.value)]
    parts += _numbered("body", pieces(message.text))
    parts += _numbered("attachment", (f"{a.digest} {PurePosixPath(a.path).name}" for a in message.attachments))
    if message.attachments:
        fields["attachments"] = [canonical.present({"alt": a.alt, "label": a.label}) for a in message.attachments]
    where = message.marks.of("body")
    return Unit(("m", issue.id, str(message.id)), corpus.role(message.author), tuple(parts), fields, where)


def release_unit(release: Release) -> Unit:
    """A release: its notes and the texts of its changes; what stands beside each, in the frame."""
    notes = pieces(release.notes)
    parts = [("format", "markdown"), *_numbered("body", [*notes, *(change.text for change in release.changes)])]
    frame = dict(canonical.release_fields(release)) | {"product": release.product, "version": release.version, "notes": len(notes)}
    frame["changes"] = [{"kind": change.kind.value, "closes": list(change.closes)} for change in release.changes]
    return Unit(("r", *release.key), Role.COMPANY, tuple(parts), frame)


def person_unit(person: Person) -> Unit:
    """A person: the alias, and the name they agreed to show."""
    frame = dict(canonical.person_fields(person))
    parts = [("author", frame.pop("alias")), *([("title", frame.pop("name"))] if person.name else [])]
    return Unit(("h", person.alias), person.role, tuple((name, str(text)) for name, text in parts), frame)


def pledges_unit(site: Site) -> Unit:
    """What the company pledges of itself."""
    return Unit(("p", ""), Role.COMPANY, NO_WORDS, {"pledges": [canonical.pledge_fields(pledge) for pledge in site.pledges]})


def page_unit(page: FreePage) -> Unit:
    """A page of the company's own."""
    parts = [("title", page.title), *([("lang", page.lang)] if page.lang else []), ("format", "markdown")]
    parts += _numbered("body", pieces(page.text))
    others = {tag: {"title": other.title, "text": other.text} for tag, other in page.translations.items()}
    return Unit(("p", page.name), Role.COMPANY, tuple(parts), {"page": page.name, **({"translations": others} if others else {})})


def _numbered(name: str, values: Iterable[str]) -> list[tuple[str, str]]:
    return [(f"{name}.{n}", value) for n, value in enumerate(values, 1)]
