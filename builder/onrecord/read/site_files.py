"""The files of the site itself: `site.yaml`, the calendar and free pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from onrecord.model import Calendar, Company, FreePage, LogSettings, Marks, Pledge, Problem, Site, Talk, TranslatedPage, Where
from onrecord.read.document import front_matter, stream
from onrecord.read.drafts import Claim, Decoded, PageDraft
from onrecord.read.marks import marks_of
from onrecord.read.nodes import Fields, Scalar
from onrecord.read.product_files import company_of, only_one
from onrecord.read.source import SourceFile
from onrecord.read.suggest import one_of, quoted
from onrecord.read.values import language, time_zone

if TYPE_CHECKING:  # pydantic makes the shapes; it is imported where such a file is read, which is seldom: they are remembered
    from onrecord.read.shapes import PageShape, PledgeShape, SiteShape, TalkShape

UTC = ZoneInfo("UTC")
UNTITLED = Site(title="", company=Company(""))
SLOT = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

# fmt: off
RESERVED = frozenset({
    "404", "assets", "blob", "changes", "data", "edits", "feed", "figures", "index", "issues", "log", "page", "people", "products",
    "promises", "robots", "search", "sitemap", "solutions", "static", "talk", "theme", "tile", "verify", "waiting",
})
# fmt: on


def decode_site(file: SourceFile) -> Decoded:
    """What `site.yaml` says."""
    from onrecord.read.fit import fit
    from onrecord.read.shapes import SiteShape

    document, problems = only_one(stream(file))
    if document is None:
        return Decoded(problems)
    fitted = fit(SiteShape, document.fields, file.path, "a site")
    marks = marks_of(document.fields, file.path)
    shape = fitted.shape
    wrong = [*problems, *fitted.problems, *(wrong_values(shape, marks) if shape else ())]
    site = site_of(shape, marks) if shape else Site("", Company(""), timezone=salvaged_zone(document.fields))
    return Decoded(tuple(wrong), site=site)


def salvaged_zone(fields: Fields) -> ZoneInfo:
    """The zone of a site whose file is broken elsewhere, so that its days are still the right ones."""
    node = fields.entries.get("timezone")
    try:
        return time_zone(node.text) if isinstance(node, Scalar) and node.text else UTC
    except ValueError:
        return UTC


def site_of(shape: SiteShape, marks: Marks) -> Site:
    """The site that a shape holds."""
    return Site(
        title=shape.title,
        company=company_of(shape.company),
        url=shape.url.rstrip("/") + "/" if shape.url else None,
        language=shape.language or next(iter(shape.languages or ()), "en"),
        languages=tuple(shape.languages or ()),
        timezone=shape.timezone or UTC,
        country=shape.country,
        theme=shape.theme or "broadsheet",
        theme_options={name: value or "" for name, value in (shape.theme_options or {}).items()},
        talk=talk_of(shape.talk),
        pledges=tuple(sorted((pledge_of(p) for p in shape.pledges or ()), key=lambda pledge: pledge.since)),
        log=LogSettings(shape.log.origin, tuple(shape.log.keys or ())) if shape.log else None,
        sources=tuple(shape.sources or ()),
        inbox=shape.inbox,
        licence=shape.licence,
        notice=shape.notice,
        lead_with_old_imports=bool(shape.lead_with_old_imports),
        marks=marks,
    )


def talk_of(shape: TalkShape | None) -> Talk:
    """How a customer starts a conversation."""
    return Talk(shape.email, shape.github, shape.gitlab, shape.form) if shape else Talk()


def pledge_of(shape: PledgeShape) -> Pledge:
    """What the company promises of itself."""
    return Pledge(shape.since, shape.first_answer, dict(shape.resolution or {}))


def wrong_values(shape: SiteShape, marks: Marks) -> list[Problem]:
    """What is wrong with values that are well written."""
    problems = [*wrong_slots(shape, marks), *doubled_pledges(shape, marks), *doubled_languages(shape, marks)]
    if shape.url and ("?" in shape.url or "#" in shape.url):
        problems.append(
            Problem(marks.of("url"), "the site's address has a query or a fragment", "pages stand below it: end it with /")
        )
    return problems


def doubled_pledges(shape: SiteShape, marks: Marks) -> list[Problem]:
    """Pledges that begin on the same day, so that nobody knows which holds."""
    days = [pledge.since for pledge in shape.pledges or ()]
    return [
        Problem(marks.of(f"pledges.{number}.since"), f"a second pledge since {day}", "write all that holds from a day on as one")
        for number, day in enumerate(days)
        if day in days[:number]
    ]


def doubled_languages(shape: SiteShape, marks: Marks) -> list[Problem]:
    """Languages that are named twice."""
    tags = [str(tag) for tag in shape.languages or ()]
    return [
        Problem(marks.of(f"languages.{number}"), f"the language {quoted(tag)} stands here twice", "take one of them out")
        for number, tag in enumerate(tags)
        if tag in tags[:number]
    ]


def wrong_slots(shape: SiteShape, marks: Marks) -> list[Problem]:
    """Slots in the form's address that nothing fills."""
    form = (shape.talk.form if shape.talk else None) or ""
    return [
        Problem(marks.of("talk.form"), f"unknown slot {quoted('{' + slot + '}')}", one_of(slot, ("issue", "act")))
        for slot in SLOT.findall(form)
        if slot not in ("issue", "act")
    ]


def decode_calendar(file: SourceFile) -> Decoded:
    """The public holidays of `calendar.yaml`."""
    from onrecord.read.fit import fit
    from onrecord.read.shapes import CalendarShape

    document, problems = only_one(stream(file))
    if document is None:
        return Decoded(problems)
    fitted = fit(CalendarShape, document.fields, file.path, "a calendar")
    if fitted.shape is None:
        return Decoded((*problems, *fitted.problems))
    holidays = fitted.shape.holidays or {}
    wrong = wrong_years(holidays, marks_of(document.fields, file.path))
    years = {int(year): dict(sorted((days or {}).items())) for year, days in sorted(holidays.items()) if year.isdecimal()}
    return Decoded((*problems, *wrong), calendar=Calendar(fitted.shape.country, years))


def wrong_years(holidays: Mapping[str, Mapping[date, str] | None], marks: Marks) -> list[Problem]:
    """Years that are none, and days that stand under another year."""
    problems = []
    for year, days in holidays.items():
        if not re.fullmatch(r"[0-9]{4}", year):
            problems.append(Problem(marks.of(f"holidays.{year}"), f"{quoted(year)} is no year"))
            continue
        problems += [
            Problem(marks.of(f"holidays.{year}.{day}"), f"{day} does not lie in {year}", "put it under its year")
            for day in days or ()
            if day.year != int(year)
        ]
    return problems


def decode_page(file: SourceFile, name: str) -> Decoded:
    """A free page; its file's name is its address."""
    written = page_of(file, name)
    if isinstance(written, Decoded):
        return written
    shape, body, marks = written
    return Decoded(pages=(FreePage(name, shape.title, body, shape.lang, marks),))


def decode_translated_page(file: SourceFile, name: str, lang: str) -> Decoded:
    """A free page in another language, which its file's name says: `about.fr.md`."""
    written = page_of(file, name)
    if isinstance(written, Decoded):
        return written
    shape, body, marks = written
    wrong = []
    try:
        language(lang)
    except ValueError:
        hint = 'a page stands in pages/<name>.md, its translation in pages/<name>.<language>.md, as in "about.fr.md"'
        wrong.append(Problem(marks.start, f"the file's name ends in {quoted('.' + lang)}, which is no language", hint))
    if shape.lang and shape.lang != lang:
        where = marks.of("lang")
        wrong.append(Problem(where, f"the page is said to be in {quoted(shape.lang)}", f"the file's name says {quoted(lang)}"))
    if wrong:
        return Decoded(tuple(wrong))
    return Decoded(translations=(PageDraft(name, lang, TranslatedPage(shape.title, body, marks)),))


def page_of(file: SourceFile, name: str) -> Decoded | tuple[PageShape, str, Marks]:
    """What the file of a free page holds, its body as Markdown; or what is wrong with it."""
    from onrecord.read.fit import fit
    from onrecord.read.shapes import PageShape

    read = front_matter(file)
    if not read.documents:
        return Decoded(read.problems, (Claim("page", name),))
    document = read.documents[0]
    fitted = fit(PageShape, document.fields, file.path, "a page")
    wrong = [*read.problems, *fitted.problems, *wrong_page_name(name, document.start)]
    if fitted.shape is None or wrong:
        return Decoded(tuple(wrong), (Claim("page", name),))
    return fitted.shape, document.body or "", marks_of(document.fields, file.path)


def wrong_page_name(name: str, where: Where) -> list[Problem]:
    """What is wrong with the name of a free page."""
    wrong = []
    if not NAME.fullmatch(name):
        wrong.append(Problem(where, f"the file's name {quoted(name)} is no page name", "it is of a to z, 0 to 9 and hyphens"))
    if name in RESERVED:
        wrong.append(Problem(where, f'the page name "{name}" is reserved', "the site has a page of that name; choose another"))
    return wrong
