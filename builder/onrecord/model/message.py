"""Messages: one thing that somebody said or did about an issue, and the acts a message can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from onrecord.frozen import dataclass
from onrecord.model.choice import Choice
from onrecord.model.problem import Marks
from onrecord.model.redaction import Amendment
from onrecord.model.source import Source
from onrecord.model.when import When


class Kind(Choice):
    """What kind of act a message is."""

    REPORT = "report"
    COMMENT = "comment"
    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"
    REQUEST = "request"
    WORKAROUND = "workaround"
    PROMISE = "promise"
    PROMISE_UPDATE = "promise_update"
    RESOLUTION = "resolution"
    CONFIRMATION = "confirmation"
    DISPUTE = "dispute"
    WITHDRAWAL = "withdrawal"
    CORRECTION = "correction"


class Outcome(Choice):
    """How the company says an issue ended."""

    FIXED = "fixed"
    DONE = "done"
    ANSWERED = "answered"
    MADE_GOOD = "made_good"
    HEARD = "heard"
    DECLINED = "declined"
    BY_DESIGN = "by_design"
    CANNOT_REPRODUCE = "cannot_reproduce"
    NO_LONGER_SUPPORTED = "no_longer_supported"
    DUPLICATE = "duplicate"


class Format(Choice):
    """How the words are written: `text` is verbatim, `markdown` is converted."""

    TEXT = "text"
    MARKDOWN = "markdown"


class Words(Choice):
    """Whether the words of a message are published."""

    PUBLISHED = "published"
    WITHHELD = "withheld"


WITHHELD = Words.WITHHELD


@dataclass(frozen=True, slots=True)
class Report:
    """A customer's trouble, idea, question or praise; the first opens the issue, later ones add a voice."""

    title: str | None = None
    wants: str | None = None
    affects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """The company says what it will do, by when, and how anyone can see that it is kept."""

    what: str
    due: date
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class PromiseUpdate:
    """The company moves a promise (`due`), says that it is `kept`, or drops it; exactly one of the three."""

    promise: int
    due: date | None = None
    kept: bool = False
    dropped: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The company says that the issue is over. `fixed_in` is a version, or `product/version`; `keeps_promise` are message ids."""

    outcome: Outcome
    fixed_in: str | None = None
    keeps_promise: tuple[int, ...] = ()
    why: str | None = None
    how: str | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A reporter takes back a claim of theirs: a report or a verdict, by its message id (None: their report)."""

    withdraws: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """The company mends an earlier statement of its own; both stay."""

    corrects: int


@dataclass(frozen=True, slots=True)
class Plain:
    """An act that needs nothing but its words."""


Act = Report | Promise | PromiseUpdate | Resolution | Withdrawal | Correction | Plain


@dataclass(frozen=True, slots=True)
class Translation:
    """The words in another language, and by whom (`machine` for one made by a program)."""

    text: str
    by: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside a message: its `path` below the project, what its bytes are (`image/png`, `image/jpeg`, `image/webp`,
    `image/gif`, `text/plain` for any UTF-8 text, else `application/octet-stream`), its size in bytes, the SHA-256 of it in
    hex, and for an image its width and height in pixels. An image has an `alt`, anything else a `label`."""

    path: str
    media: str
    size: int
    digest: str
    alt: str | None = None
    label: str | None = None
    width: int = 0
    height: int = 0

    @property
    def is_image(self) -> bool:
        """Whether it may be shown as a picture."""
        return self.media.startswith("image/")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an issue's thread. `id` is permanent and unique in its issue; the report is 1.

    `act` holds what its kind adds; `redacted` names what was removed for good (`body` for some of it, `all` for
    everything).
    """

    id: int
    author: str
    at: When
    kind: Kind
    act: Act = field(default_factory=Plain)
    text: str = ""
    format: Format = Format.TEXT
    lang: str | None = None
    in_reply_to: int | None = None
    via: str | None = None
    source: Source | None = None
    words: Words = Words.PUBLISHED
    amendment: Amendment | None = None
    redacted: tuple[str, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)

    @property
    def withheld(self) -> bool:
        """Whether the words are kept back."""
        return self.words is WITHHELD
