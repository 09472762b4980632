"""The language a page is written in: dates in the site's zone, numbers, direction, and the words of the interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from onrecord.frozen import dataclass
from onrecord.model import Site, When
from onrecord.render.catalogue import Catalogue
from onrecord.render.safe import visible

NOWHERE = "en"
"""The language of a site whose own is unknown to Babel."""
KEPT = 4096
"""How many points of time are remembered as they are shown; days, of which there are but few, all are."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time on a page: how it reads, how a machine reads it (empty where it is unknown), and `doubt`: nothing, `claimed`
    (the source says so, and it cannot be so) or `unknown`."""

    text: str
    machine: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Language:
    """How a site writes dates, numbers, lists and the words of the interface in one language."""

    tag: str
    zone: ZoneInfo
    country: str | None = None
    catalogue: Catalogue = field(default_factory=Catalogue, compare=False, repr=False)
    _stamps: dict[When, Stamp] = field(default_factory=dict, compare=False, repr=False)
    _days: dict[date, Stamp] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale: of the language in the site's country where there is such a one."""
        return _locale(self.tag, self.country)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)

    def gettext(self, text: str, **values: object) -> str:
        """A text of the interface with its values, as plain text; as in templates, a `%` is doubled."""
        return self._valued(self.catalogue.gettext(text), values)

    def pgettext(self, context: str, text: str, **values: object) -> str:
        """The same for a text that has several meanings, of which the context says which."""
        return self._valued(self.catalogue.gettext(text, context), values)

    def ngettext(self, one: str, many: str, num: int, **values: object) -> str:
        """A text of the interface in the form that a number asks for, which it may show as `%(num)s`."""
        return self.catalogue.ngettext(one, many, num) % {"num": self.number(num), **values}

    def _valued(self, text: str, values: dict[str, object]) -> str:
        return text % values if values else text.replace("%%", "%")

    def day(self, day: date) -> Stamp:
        """A whole day, such as 3 May 2026."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = Stamp(self._long(day), day.isoformat())
        return found

    def _long(self, day: date) -> str:
        """A day at length. French counts the first of a month by its ordinal, which the CLDR's format does not."""
        text = str(format_date(day, "long", locale=self.locale))
        return text.replace("1 ", "1er ", 1) if day.day == 1 and self.locale.language == "fr" else text

    def month(self, year: int, month: int) -> str:
        """A month, such as May 2026."""
        return str(format_date(date(year, month, 1), "LLLL y", locale=self.locale))

    def period(self, year: int, month: int, months: int, *, short: bool = False) -> str:
        """A month, quarter or year that begins with a month, such as May 2026, Q2 2026, 2026; short without its year: May, Q2."""
        long, brief = {1: ("LLLL y", "LLL"), 3: ("QQQ y", "QQQ")}.get(months, ("y", "y"))
        return str(format_date(date(year, month, 1), brief if short else long, locale=self.locale))

    def when(self, when: When) -> Stamp:
        """A point of the record's time; one that is doubtful reads as it was claimed."""
        if when.instant is None and not when.doubtful and when.day:
            return self.day(when.day)
        found = self._stamps.get(when)
        if found is None:
            if len(self._stamps) >= KEPT:
                self._stamps.clear()
            found = self._stamps[when] = self._when(when)
        return found

    def on(self, when: When) -> Stamp:
        """The day of a point of time, without its time of day."""
        return self.when(when) if when.day is None or when.doubtful else self.day(when.day)

    def _when(self, when: When) -> Stamp:
        if when.doubtful:
            claimed = visible(when.claimed)
            known = when.claimed not in ("", "unknown")
            return Stamp(claimed if known else "", doubt="claimed" if known else "unknown")
        if when.instant is not None:
            return self.instant(when.instant)
        return self.day(when.day) if when.day else Stamp("", doubt="unknown")

    def instant(self, instant: datetime) -> Stamp:
        """A time of a day, in the site's zone."""
        local = instant.astimezone(self.zone)
        shown = f"{self.day(local.date()).text}, {format_time(local.time(), 'short', locale=self.locale)}"
        return Stamp(shown, local.isoformat(timespec="seconds"))

    def listed(self, items: Sequence[str]) -> str:
        """Some things in a row, such as `a, b and c`."""
        return str(format_list(list(items), locale=self.locale))

    def number(self, number: int) -> str:
        """A whole number with its separators."""
        return str(number) if -1000 < number < 1000 else str(format_decimal(number, locale=self.locale))

    def name_of(self, tag: str) -> str:
        """What a language is called, such as German for `de`; its tag where Babel does not know it."""
        try:
            return str(Locale.parse(tag, sep="-").get_display_name(self.locale) or visible(tag))
        except (UnknownLocaleError, ValueError):
            return visible(tag)

    def share(self, part: int, whole: int) -> str:
        """A share in whole per cent."""
        return str(format_percent(part / whole if whole else 0, locale=self.locale))


def language_of(site: Site, tag: str = "", catalogue: Catalogue | None = None) -> Language:
    """A language of a site (its main one where none is named), with the words of the interface where they are needed."""
    return Language(tag or site.language, site.timezone, site.country, catalogue or Catalogue())


@lru_cache(maxsize=256)
def direction_of(tag: str) -> str:
    """The direction of a language's writing; `auto` where Babel does not know it."""
    try:
        return str(Locale.parse(tag, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "auto"


@lru_cache(maxsize=64)
def _locale(tag: str, country: str | None) -> Locale:
    wanted = (f"{tag}-{country}",) if country and "-" not in tag else ()
    for name in (*wanted, tag, tag.partition("-")[0], NOWHERE):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError(NOWHERE)
