"""The site: its company, its language and zone, its ways to talk, and what the company promises of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from zoneinfo import ZoneInfo

from onrecord.frozen import dataclass
from onrecord.model.issue import IssueType
from onrecord.model.problem import Marks


@dataclass(frozen=True, slots=True)
class Company:
    """Who answers: a name, a home page and a logo (a file in `content/`)."""

    name: str
    home: str | None = None
    logo: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in days, of the calendar or of business."""

    days: int
    business: bool = False


@dataclass(frozen=True, slots=True)
class Pledge:
    """What the company promises of itself from a day on; it judges the issues opened while it was in force.

    `resolution` gives a span for each type of issue that has one.
    """

    since: date
    first_answer: Span | None = None
    resolution: Mapping[IssueType, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Talk:
    """How a customer starts a conversation: an address, a repository (`owner/name`), a URL with `{issue}` and `{act}`."""

    email: str | None = None
    github: str | None = None
    gitlab: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class LogSettings:
    """The sealed log: its origin (a prefix without a scheme) and the verifier keys announced for it."""

    origin: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """What `site.yaml` says. `url` ends in a slash. `language` is what the company writes in, and customers where nothing else is
    said; `languages` are all that the site is told in, in whatever order they were named, or none where it is told in one.
    `lead_with_old_imports`: whether the front page may lead with an imported issue that was opened before the first pledge."""

    title: str
    company: Company
    url: str | None = None
    language: str = "en"
    languages: tuple[str, ...] = ()
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    country: str | None = None
    theme: str = "broadsheet"
    theme_options: Mapping[str, str] = field(default_factory=dict)
    talk: Talk = field(default_factory=Talk)
    pledges: tuple[Pledge, ...] = ()
    log: LogSettings | None = None
    sources: tuple[Mapping[str, str], ...] = ()
    inbox: str | None = None
    licence: str | None = None
    notice: str | None = None
    lead_with_old_imports: bool = False
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)

    @property
    def others(self) -> tuple[str, ...]:
        """The languages beside the main one that the site is told in, each once."""
        return tuple(dict.fromkeys(tag for tag in self.languages if tag != self.language))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public holidays of a country, by year: a year that is absent here is not known to have none."""

    country: str | None = None
    holidays: Mapping[int, Mapping[date, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TranslatedPage:
    """A page of the company's own in another language than the one it was written in."""

    title: str
    text: str
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page of the company's own: about, policy, imprint, privacy. `text` is Markdown. `translations` are the same page in other
    languages, by their tags."""

    name: str
    title: str
    text: str
    lang: str | None = None
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)
    translations: Mapping[str, TranslatedPage] = field(default_factory=dict)
