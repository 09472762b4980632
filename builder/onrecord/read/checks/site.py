"""Checks of the site as a whole: names that clash, people's products, the logo, the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Calendar, Company, FreePage, Level, Marks, Problem, Site, When, Where
from onrecord.read.attachments import PICTURES
from onrecord.read.known import Known
from onrecord.read.scan import Listing
from onrecord.read.suggest import did_you_mean, quoted

LOGOS = ("svg", *PICTURES)


def check_site(
    known: Known, pages: dict[str, FreePage], calendar: Calendar, listing: Listing, opened: Iterable[When]
) -> Iterator[Problem]:
    """What is wrong with everything that is no issue and no release; `opened` are the times at which issues were."""
    yield from check_pages(known, pages)
    yield from check_people(known)
    yield from check_formerly({p.alias: (p.formerly, p.marks) for p in known.people.values()}, "person")
    yield from check_formerly({p.id: (p.formerly, p.marks) for p in known.products.values()}, "product")
    yield from check_logo(known.site.company, known.site.marks, listing)
    for product in known.products.values():
        if product.company:
            yield from check_logo(product.company, product.marks, listing)
    yield from check_releases(known)
    yield from check_calendar(known, calendar, opened)


def check_pages(known: Known, pages: dict[str, FreePage]) -> Iterator[Problem]:
    """Pages whose names are taken: by a product, or by a language that has a folder of its own."""
    for name, page in pages.items():
        if name in known.products:
            hint = f"the product is at {known.products[name].marks.start}; choose another name"
            yield Problem(page.marks.start, f'the page "{name}" has the name of a product', hint)
        if name in (tag.lower() for tag in known.site.others):
            yield Problem(page.marks.start, f'the page "{name}" has the name of a language', "choose another name")


def check_people(known: Known) -> Iterator[Problem]:
    """Products of people that are not there."""
    for person in known.people.values():
        for number, product in enumerate(person.products):
            if not known.has_product(product):
                where = person.marks.of(f"products.{number}")
                yield Problem(where, f"unknown product {quoted(product)}", did_you_mean(product, known.products))


def check_formerly(records: dict[str, tuple[tuple[str, ...], Marks]], what: str) -> Iterator[Problem]:
    """Earlier names that somebody or something else has, or had."""
    owners = dict.fromkeys(records, "")
    for name, (formerly, marks) in records.items():
        for number, old in enumerate(formerly):
            if old in owners:
                owner = owners[old] or old
                hint = "take it out" if owner == name else f"{what} {owner} has it"
                yield Problem(marks.of(f"formerly.{number}"), f"the earlier name {quoted(old)} is taken", hint)
            owners.setdefault(old, name)


def check_logo(company: Company, marks: Marks, listing: Listing) -> Iterator[Problem]:
    """A logo that is not there."""
    if company.logo and f"content/{company.logo}" not in listing.files:
        yield Problem(marks.of("company.logo"), f"the logo {quoted(company.logo)} is missing", "it is a file in content/")
    elif company.logo and company.logo.rpartition(".")[2].lower() not in LOGOS:
        yield Problem(
            marks.of("company.logo"), f"the logo {quoted(company.logo)} is no picture", f"it is one of {', '.join(LOGOS)}"
        )


def check_releases(known: Known) -> Iterator[Problem]:
    """Releases of products that are not there, and versions that differ in upper and lower case alone."""
    seen: dict[tuple[str, str], str] = {}
    without: set[str] = set()
    for (product, version), release in known.releases.items():
        if not known.has_product(product) and product not in without:
            without.add(product)
            hint = f"write content/products/{product}/product.yaml"
            yield Problem(Where(release.marks.start.path), f"a release of the product {quoted(product)}, which is not there", hint)
        other = seen.setdefault((product, version.lower()), version)
        if other != version:
            hint = "their addresses would be the same on many disks"
            yield Problem(release.marks.start, f"the versions {version} and {other} differ in upper and lower case alone", hint)


def check_calendar(known: Known, calendar: Calendar, opened: Iterable[When]) -> Iterator[Problem]:
    """Years that pledges in business days need, and that the calendar lacks."""
    since = first_business_day(known.site)
    if since is None:
        return
    begun = [at.sure.year for at in opened if at.sure and at.sure.year >= since]
    years = range(min(begun, default=known.as_of.year), known.as_of.year + 1)
    lacking = ", ".join(str(year) for year in years if year not in calendar.holidays)
    if lacking:
        hint = f"run `onrecord calendar`; until then every weekday of {lacking} counts"
        message = f"no public holidays of {lacking}, which pledges in business days need"
        yield Problem(Where("content/calendar.yaml"), message, hint, Level.WARNING)


def first_business_day(site: Site) -> int | None:
    """The first year in which a pledge counts business days; None where none does."""
    years = [
        pledge.since.year
        for pledge in site.pledges
        if any(span.business for span in (pledge.first_answer, *pledge.resolution.values()) if span)
    ]
    return min(years, default=None)
