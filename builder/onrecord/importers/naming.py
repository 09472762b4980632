"""Names for what comes in: slugs of foreign words, and the next free numbers of issues."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from onrecord.model import ISSUE_ID

ID_LENGTH = 64
SLUG_LENGTH = 60
PREFIX = re.compile(r"[a-z]{1,12}")


def slug(text: str, length: int = ID_LENGTH, keep: str = "") -> str:
    """A text as a-z, 0-9 and hyphens (and what is in `keep`), without accents; empty where nothing of it is left.

    A longer one is cut, and ends in eight digits of its digest: two long names that begin alike stay two.
    """
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(rf"[^a-z0-9{re.escape(keep)}]+", "-", letters)
    whole = re.sub(r"([-.])[-.]+", r"\1", words).strip("-.")
    if len(whole) <= length:
        return whole
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{whole[: length - 9].rstrip('-.')}-{digest}"


def file_slug(title: str | None) -> str:
    """A title as the end of a file's name: whole words, at most sixty characters; empty for none."""
    whole = slug(title or "", 10_000)
    if len(whole) <= SLUG_LENGTH:
        return whole
    return whole[: SLUG_LENGTH + 1].rpartition("-")[0] or whole[:SLUG_LENGTH]


def ids_for(names: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """An id for each name: the known one, else its slug (with dots), with a number where another of the names has that; names
    that are slugs themselves come first, then the order given. A known id whose own name does not come is free to be taken: it
    was renamed here."""
    names = tuple(names)
    found = {name: known[name] for name in names if name in known}
    for name in sorted(names, key=lambda name: slug(name, keep=".") != name):
        if name not in found:
            found[name] = free_id(slug(name, keep=".") or "other", set(found.values()), set(known.values()))
    return found


def free_id(base: str, taken: set[str], known: set[str]) -> str:
    """A base that is not taken, else with the first number that gives neither a taken id nor a known one."""
    number = 2
    id = base
    while id in taken or (id != base and id in known):
        id = f"{base[: ID_LENGTH - 1 - len(str(number))]}-{number}"
        number += 1
    return id


def next_number(prefix: str, taken: Iterable[str]) -> int:
    """The number after the greatest that any issue with this prefix ever had."""
    numbers = [int(m[2]) for m in map(ISSUE_ID.fullmatch, taken) if m and (m[1] or "") == prefix]
    return max(numbers, default=0) + 1


def issue_id(prefix: str, number: int | str) -> str:
    """An issue's id from its prefix (which may be empty) and number."""
    return f"{prefix}-{number}" if prefix else str(number)
