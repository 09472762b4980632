"""Edits of what all pages share: the site, its pages, calendar, theme and day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from edits.pick import TEXTS, Pick, toggled
from histories import MAKES, TEMPLATES, SmallSite, a_daughter, a_theme, settings_of


def of_page(site: SmallSite, pick: Pick) -> str | None:
    """A free page added, changed, renamed or deleted."""
    what = pick.below(4)
    if what == 0 or not site.pages:
        name = pick.one(("imprint", "about", "old"))
        site.pages[name] = {"title": pick.one(("Imprint", "About")), "_text": pick.one(TEXTS)}
        return f"page {name} is new"
    name = pick.one([*site.pages])
    if what == 1:
        del site.pages[name]
        return f"page {name} is deleted"
    if what == 2:
        site.pages[f"{name}-2"] = site.pages.pop(name)
        return f"page {name} is now {name}-2"
    site.pages[name] |= pick.one(({"title": "Über uns"}, {"_text": pick.one(TEXTS)}, {"lang": "de"}))
    return f"page {name} is changed"


def of_site(site: SmallSite, pick: Pick) -> str | None:
    """A setting of the site."""
    pledge = {"since": "2026-01-01", "first_answer": "2 business days", "resolution": {"problem": "30 days"}}
    later = {"since": "2026-05-10", "first_answer": "1 day"}
    values = (
        ("title", ("Fans on record", "Lüfter & mehr")),
        ("url", ("https://fans.example/", "https://fans.example/record/")),
        ("language", ("de", "ar", "en")),
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


def of_theme(site: SmallSite, pick: Pick) -> str | None:
    """A file of the site's theme added, changed or deleted, or another theme."""
    themes = sorted({path.split("/")[0] for path in site.themes})
    if not themes:
        site.themes |= a_theme()
        return "the theme own is put there"
    theme = site.site.get("theme") if site.site.get("theme") in themes else themes[0]
    what = pick.below(9)
    if what < 3:
        template = f"{theme}/templates/{pick.one(('issue', 'front', 'footer', *TEMPLATES))}.html"
        site.themes[template] = pick.one(
            (b"{{ page }}!", b"<b>{{ page.frame.title }}</b>{% include 'footer.html' ignore missing %}", b".")
        )
        return f"the template {template} is {site.themes[template]!r}"
    if what == 3:
        static = f"{theme}/static/{pick.one(('own.css', 'a/new.js', 'broadsheet.css'))}"
        site.themes[static] = b"/* %d */" % pick.below(10)
        return f"{static} is {site.themes[static]!r}"
    if what == 4:
        option = pick.one(("accent: [ink, plum]", "accent: [plum, ink]", "accent: [plum]\n  size: [small, large]"))
        extends = "broadsheet" if b"extends" in site.themes.get(f"{theme}/theme.yaml", b"") else ""
        makes = pick.one(((), *MAKES))
        site.themes[f"{theme}/theme.yaml"] = settings_of(option, makes, extends)
        return f"{theme}/theme.yaml: {option!r}, it makes {makes or 'all'}"
    if what < 7:
        mine = sorted(path for path in site.themes if path.startswith(f"{theme}/") and not path.endswith("theme.yaml"))
        path = pick.one(
            [path for path in mine if not path.endswith(".html") or theme == "daily"] or mine or [f"{theme}/theme.yaml"]
        )
        site.themes.pop(path, None)
        return f"{path} is deleted"
    site.themes[f"{theme}/templates/footer.html"] = pick.one(
        (b"<p>Fin.\n", b"<p>End\n", b"{% include 'more.html' ignore missing %}")
    )
    if pick.below(2):
        site.themes[f"{theme}/templates/more.html"] = pick.one((b"more", b"{{ page.frame.title }}"))
    return "the footer and what it includes"


def another_theme(site: SmallSite, pick: Pick) -> str | None:
    """The site is dressed in another theme: its own, one that extends the shipped one, or the shipped one."""
    site.site["theme"] = pick.one(("own", "other", "daily", "broadsheet"))
    if site.site["theme"] != "broadsheet":
        maker = a_daughter if site.site["theme"] == "daily" else a_theme
        site.themes |= maker(site.site["theme"])
    return f"theme {site.site['theme']}"


def of_day(site: SmallSite, pick: Pick) -> str | None:
    """Another day of the build: one on, near, far, back; or an instant, whose day is the one in the site's zone."""
    days = pick.one((1, 2, 3, -1, -2, 30, 400, -40))
    site.as_of = site.day + timedelta(days=days)
    if pick.seldom(4):
        day = site.as_of
        site.as_of = datetime(day.year, day.month, day.day, pick.one((0, 12, 23)), 30, tzinfo=UTC)
    return f"as of {site.as_of}"
