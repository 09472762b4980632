"""What a single value of a file may be: text that is given its meaning, or refused with a hint."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import NoReturn
from zoneinfo import ZoneInfo, available_timezones

from onrecord.model import ISSUE_ID, Span
from onrecord.read import limits
from onrecord.read.moments import NoTimeError, day
from onrecord.read.suggest import did_you_mean, one_of, quoted

MESSAGE_ID = re.compile(r"[1-9][0-9]{0,8}")
ALIAS = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
IDENT = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")
TOKEN = re.compile(r"[a-z0-9][a-z0-9_.-]{0,31}")
LANGUAGE = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
COUNTRY = re.compile(r"([A-Z]{2})(-[A-Z0-9]{1,3})?")
WEB = re.compile(r"https?://[^\s/?#\\]+(?:[/?#][^\s\\]*)?", re.IGNORECASE)
MAIL = re.compile(r"[^\s@<>,;:\"\\]+@[^\s@<>,;:\"\\/]+\.[^\s@<>,;:\"\\/.]+")
REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+")
SPAN = re.compile(r"([1-9][0-9]{0,3}) (business )?(day|week)s?")


def wrong(message: str, hint: str = "") -> NoReturn:
    """Refuse a value."""
    refuse("wrong", message, hint)


def unfit(message: str, hint: str = "") -> NoReturn:
    """Refuse a value, in words that follow its field's name."""
    refuse("unfit", message, hint)


def refuse(kind: str, message: str, hint: str) -> NoReturn:
    """Refuse a value so that pydantic gathers it; imported late, because nearly every record is sound and does without it."""
    from pydantic_core import PydanticCustomError

    raise PydanticCustomError(kind, "{message}", {"message": message, "hint": hint})


def text(value: object) -> str:
    """A text that is not blank."""
    if type(value) is not str:
        unfit("must be text, not " + ("a list" if isinstance(value, list) else "fields"))
    if not value or value.isspace():
        unfit("is empty", "leave the field out, or fill it")
    return value


def line(value: object) -> str:
    """A text of one line, and not too long."""
    found = text(value).strip()
    if "\n" in found:
        unfit("must be one line")
    if len(found) > limits.TITLE:
        unfit(f"is longer than {limits.TITLE} characters")
    return found


def words(value: object) -> str:
    """A text of any length, without trailing whitespace."""
    return text(value).rstrip()


def grammar(pattern: re.Pattern[str], what: str, hint: str) -> Callable[[object], str]:
    """A validator of texts that match a pattern as a whole."""

    def check(value: object) -> str:
        found = text(value)
        if not pattern.fullmatch(found):
            wrong(f"{quoted(found)} is no {what}", hint)
        return found

    return check


@lru_cache
def choice(choices: type[Enum], what: str) -> Callable[[object], Enum]:
    """What gives a member of an enumeration its value."""
    known = {str(member.value): member for member in choices}

    def check(value: object) -> Enum:
        found = text(value)
        if found not in known:
            wrong(f"unknown {what} {quoted(found)}", one_of(found, known))
        return known[found]

    return check


def flag(value: object) -> bool:
    """`true` or `yes`, `false` or `no`."""
    found = text(value).lower()
    if found not in FLAGS:
        wrong(f"{quoted(found)} is neither true nor false", 'write "true" or "false"')
    return FLAGS[found]


FLAGS = {"true": True, "yes": True, "false": False, "no": False}


def number(value: object) -> int:
    """A whole number from 0."""
    found = text(value)
    if not (found.isascii() and found.isdecimal() and len(found) <= 15):
        wrong(f"{quoted(found)} is no whole number")
    return int(found)


def message_id(value: object) -> int:
    """The id of a message: a whole number from 1."""
    found = text(value)
    if not MESSAGE_ID.fullmatch(found):
        wrong(f"{quoted(found)} is no message id", 'it is a whole number from 1, as in "3"')
    return int(found)


def a_day(value: object) -> date:
    """A date."""
    try:
        return day(text(value))
    except NoTimeError as error:
        wrong(error.message, error.hint)


def web(value: object) -> str:
    """A web address."""
    found = text(value)
    if not WEB.fullmatch(found):
        wrong(f"{quoted(found)} is no web address", 'it begins with "https://" or "http://"')
    return found


def address(value: object) -> str:
    """A web address, or `mailto:` and an e-mail address."""
    found = text(value)
    if not (WEB.fullmatch(found) or (found.startswith("mailto:") and MAIL.fullmatch(found[7:]))):
        wrong(f"{quoted(found)} is no address", 'it begins with "https://", "http://" or "mailto:"')
    return found


def reference(value: object) -> str:
    """An issue's id, or a web address outside."""
    found = text(value)
    if not (ISSUE_ID.fullmatch(found) or WEB.fullmatch(found)):
        wrong(f"{quoted(found)} is no issue id and no web address", 'an id looks like "42" or "acme-42"')
    return found


@lru_cache(maxsize=1)
def known_languages() -> frozenset[str]:
    """The language codes that CLDR has a name for."""
    from babel import Locale  # imported late: most records say nothing of their language

    return frozenset(str(code) for code in Locale("en").languages)


@lru_cache(maxsize=1)
def known_countries() -> frozenset[str]:
    """The country codes that CLDR has a name for."""
    from babel import Locale

    return frozenset(str(code) for code in Locale("en").territories)


def language(value: object) -> str:
    """A language tag, as in `en` or `pt-BR`."""
    found = text(value)
    match = LANGUAGE.fullmatch(found)
    if not match or match[1] not in known_languages():
        wrong(f"unknown language {quoted(found)}", 'a language looks like "en", "de" or "pt-BR"')
    return found


def country(value: object) -> str:
    """A country, or a part of one, as in `DE` or `DE-BY`."""
    found = text(value)
    match = COUNTRY.fullmatch(found)
    if not match or match[1] not in known_countries():
        wrong(f"unknown country {quoted(found)}", 'a country looks like "DE" or "GB"')
    return found


def time_zone(value: object) -> ZoneInfo:
    """A time zone by its name in the IANA database."""
    found = text(value)
    if found not in available_timezones():
        wrong(f"unknown time zone {quoted(found)}", did_you_mean(found, available_timezones()) or 'one looks like "Europe/Berlin"')
    return ZoneInfo(found)


def span(value: object) -> Span:
    """A length of time, as in `30 days` or `2 business days`."""
    found = text(value)
    match = SPAN.fullmatch(found)
    if not match or (match[2] and match[3] == "week"):
        wrong(f"{quoted(found)} is no length of time", 'write it as "30 days", "6 weeks" or "2 business days"')
    days = int(match[1]) * (7 if match[3] == "week" else 1)
    return Span(days, business=bool(match[2]))


def one_or_many(value: object) -> object:
    """A list; a single value counts as a list of one."""
    return [value] if isinstance(value, str) else value


alias = grammar(ALIAS, "alias", "an alias is of a to z, 0 to 9 and hyphens")
ident = grammar(IDENT, "id", "an id is of a to z, 0 to 9, dots, hyphens and underscores")
issue_id = grammar(ISSUE_ID, "issue id", 'an id looks like "42" or "acme-42"')
version = grammar(VERSION, "version", 'a version looks like "1.2.0"')
token = grammar(TOKEN, "word", 'write one small word, as in "email" or "in_person"')
mail = grammar(MAIL, "e-mail address", 'it looks like "help@example.com"')
repository = grammar(REPOSITORY, "repository", 'it looks like "owner/name"')
