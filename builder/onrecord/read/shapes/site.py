"""The shapes of `site.yaml`, the calendar and free pages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onrecord.model import IssueType
from onrecord.read.scalars import (
    Country,
    Day,
    Flag,
    Ident,
    Language,
    Length,
    Line,
    Mail,
    Prose,
    Repository,
    Text,
    Web,
    Zone,
    choice,
)
from onrecord.read.shapes.base import FileShape, Many, OneOrMany
from onrecord.read.shapes.products import NamedCompany


class TalkShape(FileShape):
    """How a customer starts a conversation."""

    email: Mail | None = Field(None, description="An e-mail address.")
    github: Repository | None = Field(None, description="A GitHub repository, `owner/name`.")
    gitlab: Repository | None = Field(None, description="A GitLab project, `group/name`.")
    form: Web | None = Field(None, description="A web address with `{issue}` and `{act}`.")


class PledgeShape(FileShape):
    """What the company promises of itself, from a day on."""

    since: Day = Field(description="The first day on which it holds.")
    first_answer: Length | None = Field(None, description="The time to a first answer, as in `2 business days`.")
    resolution: dict[Annotated[IssueType, choice(IssueType, "type")], Length] | None = Field(
        None, description="The time to a resolution, by type of issue."
    )


class LogShape(FileShape):
    """The sealed log."""

    origin: Line = Field(description="The log's origin: a prefix without a scheme.")
    keys: OneOrMany[Line] | None = Field(None, description="The verifier keys announced for it.")


class SiteShape(FileShape):
    """What `site.yaml` holds."""

    title: Line = Field(description="The site's title.")
    company: NamedCompany = Field(description="Who answers: a name, or `name`, `home` and `logo`.")
    url: Web | None = Field(None, description="Where the site is published.")
    language: Language | None = Field(None, description="The site's main language; if left out, the first of `languages`, or `en`.")
    languages: OneOrMany[Language] | None = Field(None, description="All languages that the site is told in, if several.")
    timezone: Zone | None = Field(None, description="The zone in which days are counted; `UTC` if left out.")
    country: Country | None = Field(None, description="The country whose public holidays count.")
    theme: Ident | None = Field(None, description="The theme; `broadsheet` if left out.")
    theme_options: dict[Ident, Line | None] | None = Field(None, description="Options of the theme.")
    talk: TalkShape | None = Field(None, description="How a customer starts a conversation.")
    pledges: Many[PledgeShape] | None = Field(None, description="What the company promises of itself.")
    log: LogShape | None = Field(None, description="The sealed log.")
    sources: Many[dict[Ident, Line]] | None = Field(None, description="Feeds and trackers to pull from.")
    inbox: Line | None = Field(None, description="Where messages wait that are not yet published.")
    licence: Prose | None = Field(None, description="The licence of the words.")
    notice: Prose | None = Field(None, description="A banner on every page.")
    lead_with_old_imports: Flag | None = Field(
        None, description="Whether the front page may lead with an imported issue that was opened before the first pledge."
    )


class CalendarShape(FileShape):
    """What `calendar.yaml` holds."""

    country: Country | None = Field(None, description="The country.")
    holidays: dict[Text, dict[Day, Line] | None] | None = Field(None, description="The public holidays of each year, by date.")


class PageShape(FileShape):
    """The front matter of a free page."""

    title: Line = Field(description="The page's title.")
    lang: Language | None = Field(None, description="Its language.")
