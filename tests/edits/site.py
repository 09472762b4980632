"""Edits of the site itself: its settings, pages, calendar, and the day it is built for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from edits.pick import TEXTS, Pick, toggled
from histories import SmallSite


def of_page(site: SmallSite, pick: Pick) -> str | None:
    """A free page added, changed, renamed or deleted."""
    what = pick.below(4)
    if what == 0 or not site.pages:
        name = pick.one(("imprint", "about", "old"))
        site.pages[name] = {"title": pick.one(("Imprint", "About")), "_text": pick.one(TEXTS)}
        return f"page {name} is new"
    name = pick.one([name for name in site.pages if "." not in name])
    translations = [other for other in site.pages if other.startswith(f"{name}.")]
    if what == 1:
        for gone in (name, *translations):
            del site.pages[gone]
        return f"page {name} is deleted"
    if what == 2:
        for old in (name, *translations):
            site.pages[old.replace(name, f"{name}-2", 1)] = site.pages.pop(old)
        return f"page {name} is now {name}-2"
    site.pages[name] |= pick.one(({"title": "Über uns"}, {"_text": pick.one(TEXTS)}, {"lang": "de"}))
    return f"page {name} is changed"


def of_translation(site: SmallSite, pick: Pick) -> str | None:
    """The translation of a free page added, changed or deleted."""
    pages = [name for name in site.pages if "." not in name]
    if not pages:
        return of_page(site, pick)
    name = f"{pick.one(pages)}.{pick.one(('de', 'fr'))}"
    if name in site.pages and pick.below(2):
        del site.pages[name]
        return f"page {name} is deleted"
    site.pages[name] = {"title": pick.one(("Impressum", "À propos")), "_text": pick.one(TEXTS)}
    return f"page {name} is put there"


def of_site(site: SmallSite, pick: Pick) -> str | None:
    """A setting of the site."""
    pledge = {"since": "2026-01-01", "first_answer": "2 business days", "resolution": {"problem": "30 days"}}
    later = {"since": "2026-05-10", "first_answer": "1 day"}
    values = (
        ("title", ("Fans on record", "Lüfter & mehr")),
        ("url", ("https://fans.example/", "https://fans.example/record/")),
        ("language", ("de", "ar", "en")),
        ("languages", (["en", "de"], ["en", "fr", "ar-XB"], ["fr"], ["de", "en"])),
        ("languages", (["en", "de"], ["en", "fr"])),
        ("timezone", ("Europe/Berlin", "Pacific/Kiritimati", "America/New_York")),
        ("country", ("DE", "US")),
        ("pledges", ([pledge], [pledge, later], [later])),
        ("notice", ("All invented.", "All *true*.")),
        ("licence", ("CC BY 4.0", "None")),
        ("talk", ({"email": "talk@fans.example"}, {"form": "https://fans.example/?i={issue}&a={act}"}, {"github": "acme/fans"})),
        ("theme_options", ({"accent": "plum"}, {"accent": "ink"})),
        ("company", ({"name": "Acme", "home": "https://acme.example/"}, {"name": "Acme", "logo": "logo.svg"}, "Acme & Co")),
    )
    name, of = pick.one(values)
    if name == "title" or name == "company":
        site.site[name] = pick.one(of)
    else:
        toggled(site.site, name, of, pick)
    if name == "company" and "logo" in site.site["company"]:
        site.others["content/logo.svg"] = b"<svg>%d</svg>" % pick.below(10)
    return f"site.yaml, {name}: {site.site.get(name)!r}"


def of_calendar(site: SmallSite, pick: Pick) -> str | None:
    """Public holidays put down, changed, or taken away."""
    holiday = pick.one(("2026-05-04", "2026-05-05", "2026-05-21"))
    site.calendar = pick.one((None, {"country": "DE", "holidays": {"2026": {holiday: "A holiday"}}}, {"country": "DE"}))
    return f"calendar: {site.calendar}"


def of_day(site: SmallSite, pick: Pick) -> str | None:
    """Another day of the build: one on, near, far, back; or an instant, whose day is the one in the site's zone."""
    days = pick.one((1, 2, 3, -1, -2, 30, 400, -40))
    site.as_of = site.day + timedelta(days=days)
    if pick.seldom(4):
        day = site.as_of
        site.as_of = datetime(day.year, day.month, day.day, pick.one((0, 12, 23)), 30, tzinfo=UTC)
    return f"as of {site.as_of}"
