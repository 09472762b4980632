"""What one file gives: records not yet joined with those of other files, and what a broken one lays claim to."""

from __future__ import annotations

from dataclasses import field

from onrecord.frozen import dataclass
from onrecord.model import Calendar, FreePage, Issue, Message, Person, Problem, Product, Release, Site, TranslatedPage, Where


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a message names: its name, and what it is said to show or to be."""

    file: str
    where: Where
    alt: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """A message without its files. `formatted` says whether its format was written; `imported` whether it came with a source."""

    message: Message
    attached: tuple[Attached, ...] = ()
    formatted: bool = False
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a broken record uses: of what kind (`person`, `product`, `issue`), and where it stands."""

    kind: str
    id: str
    where: Where


@dataclass(frozen=True, slots=True)
class MessageDrafts:
    """Messages of one issue, and of those that are broken: their ids and places (`claimed`), or only their places
    (`unnumbered`: no id was given), and the names they use all the same."""

    drafts: tuple[MessageDraft, ...] = ()
    claimed: tuple[tuple[int, Where], ...] = ()
    unnumbered: tuple[Where, ...] = ()
    broken: bool = False
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """What one document says of an issue: the header with the report as its thread (None where it is broken, or where the document
    is a message alone), and further messages. `named` are the names that a broken header uses."""

    id: str
    where: Where
    header: Issue | None = None
    report: MessageDraft | None = None
    later: MessageDrafts = field(default_factory=MessageDrafts)
    is_header: bool = True
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseDraft:
    """A release; the marks in its changes do not mean anything yet."""

    release: Release
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What a broken record would have been: references to it are not wrong."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A free page in another language, which is yet to be put to the page of that name."""

    name: str
    lang: str
    page: TranslatedPage


@dataclass(frozen=True, slots=True)
class Decoded:
    """Everything that one file gives."""

    problems: tuple[Problem, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[IssueDraft, ...] = ()
    people: tuple[Person, ...] = ()
    products: tuple[Product, ...] = ()
    releases: tuple[ReleaseDraft, ...] = ()
    pages: tuple[FreePage, ...] = ()
    translations: tuple[PageDraft, ...] = ()
    site: Site | None = None
    calendar: Calendar | None = None
