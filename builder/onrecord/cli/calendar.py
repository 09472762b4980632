"""`onrecord calendar`: the public holidays of a country, written down, so that a build never depends on who knows them how."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from onrecord.cli import clock, options
from onrecord.cli.faults import CONTENT
from onrecord.cli.printing import print_problems
from onrecord.model import Calendar, Corpus, Level, OnrecordError, Problem

HEAD = "# Public holidays, written by `onrecord calendar`; a year that stands here is never changed by it.\n"


@click.command()
@options.root
@click.option("--country", metavar="CODE", help="ISO 3166 code, with a subdivision if need be: DE or DE-BY (default: site.yaml's).")
@click.option(
    "--from", "first", type=click.IntRange(1900, 2200), metavar="YEAR", help="The first year (default: of the first issue)."
)
@click.option("--to", "last", type=click.IntRange(1900, 2200), metavar="YEAR", help="The last year (default: next year).")
def calendar(root: Path, country: str | None, first: int | None, last: int | None) -> None:
    """Write down the public holidays for business days."""
    from onrecord.read import read_project
    from onrecord.write import replace_whole

    moment = clock.as_of(None)
    this_year = clock.day_of(moment).year
    reading = read_project(root, moment)
    _stop_where_broken(reading.problems)
    corpus = reading.corpus
    code = _country(country, corpus)
    years = range(first or _first_year(corpus, this_year), (last or max(this_year + 1, first or 0)) + 1)
    if not years:
        raise click.UsageError("the last year comes before the first")
    known = corpus.calendar.holidays
    added = [year for year in years if year not in known]
    found = {year: known[year] if year in known else public_holidays(code, year) for year in sorted({*known, *years})}
    target = root / "content" / "calendar.yaml"
    replace_whole(target, calendar_text(Calendar(code, found)).encode(), target.with_name(".calendar.yaml.new"))
    click.echo(f"{options.shown(target)}: {code}, " + (f"added {', '.join(map(str, added))}" if added else "nothing to add"))


def _stop_where_broken(problems: Sequence[Problem]) -> None:
    """A calendar that cannot be read is not written over: nobody knows what it holds."""
    wrong = [p for p in problems if p.where.path == "content/calendar.yaml" and p.level is Level.ERROR]
    if wrong:
        print_problems(wrong)
        sys.exit(CONTENT)


def _country(given: str | None, corpus: Corpus) -> str:
    code = given or corpus.calendar.country or corpus.site.country
    if not code:
        raise click.UsageError("no country is known; give --country, or write `country:` into site.yaml")
    if corpus.calendar.country and corpus.calendar.country != code:
        raise OnrecordError(f"content/calendar.yaml holds the holidays of {corpus.calendar.country}; delete it to start anew")
    return code


def _first_year(corpus: Corpus, this_year: int) -> int:
    days = [issue.opened.sure for issue in corpus.issues.values()]
    return min((day.year for day in days if day), default=this_year)


def public_holidays(code: str, year: int) -> dict[date, str]:
    """The public holidays of a country (`DE`, or `DE-BY` for one of its subdivisions) in a year. OnrecordError for one unknown."""
    import holidays

    country, _, subdivision = code.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    except NotImplementedError as error:
        raise OnrecordError(f"no public holidays are known for {code!r}") from error
    return {day: found[day] for day in sorted(found) if day.year == year}


def calendar_text(calendar: Calendar) -> str:
    """The calendar as YAML, years and days in order."""
    lines = [f"country: {calendar.country}", "holidays:"]
    for year, days in sorted(calendar.holidays.items()):
        lines += [f"  {year}:", *_days(days)] if days else [f"  {year}: {{}}"]
    return HEAD + "\n".join(lines) + "\n"


def _days(days: Mapping[date, str]) -> list[str]:
    return [f"    {day}: {json.dumps(name, ensure_ascii=False)}" for day, name in sorted(days.items())]
