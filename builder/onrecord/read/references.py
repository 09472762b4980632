"""What the marks in a change's text mean: issues of this record, addresses outside, and which issues it closes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from onrecord.model import Change, Reference

CLOSING = r"\b(?:close[sd]?|closing|fix(?:e[sd])?|fixing|resolve[sd]?|resolving)\b:?\s+"
AND = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)"
OURS = r"(?:[a-z]{1,12}-)?[1-9][0-9]{0,17}"
NUMBER = r"[0-9]{1,18}"
TICKS = re.compile("`+")
HOSTS = {"github": "https://github.com/{path}/issues/{n}", "gitlab": "https://gitlab.com/{path}/-/issues/{n}"}
ISSUES = "issues"


def form(mark: str, id: str) -> str:
    """What a reference with a mark looks like, as a regular expression; one that is already a link is none."""
    before = r"(?<!\w)" if mark[:1].isalnum() else r"(?<![\w/#&])"
    return rf"{before}{re.escape(mark)}{id}\b(?!\]\()"


@lru_cache(maxsize=256)
def pattern(mark: str, *, ours: bool) -> re.Pattern[str]:
    """References with a mark, to issues of this record or to numbers elsewhere."""
    return re.compile(form(mark, f"({OURS if ours else NUMBER})"))


@lru_cache(maxsize=256)
def closing(mark: str) -> re.Pattern[str]:
    """Words that close the issues named after them."""
    one = form(mark, OURS)
    return re.compile(rf"{CLOSING}({one}(?:{AND}{one})*)", re.IGNORECASE)


def linked(change: Change, references: Mapping[str, str]) -> Change:
    """A change with what its text refers to, as its product's `references` say."""
    if not references:
        return change
    text = without_code(change.text)
    named = _named(text, references)
    closes = [id for mark, meaning in references.items() if meaning == ISSUES for id in closed(text, mark)]
    if not named and not closes:
        return change
    return replace(change, closes=tuple(dict.fromkeys((*change.closes, *closes))), references=named)


def references_in(notes: str, references: Mapping[str, str]) -> tuple[Reference, ...]:
    """What the notes of a release refer to; they close nothing."""
    return _named(without_code(notes), references) if references else ()


def _named(text: str, references: Mapping[str, str]) -> tuple[Reference, ...]:
    found = sorted(spot for mark, meaning in references.items() for spot in marks_in(text, mark, meaning))
    unique = dict.fromkeys((text, issue, url) for _, text, issue, url in found)
    return tuple(Reference(text, issue or None, url or None) for text, issue, url in unique)


def without_code(text: str) -> str:
    """A text with its code spans blanked, in which nothing is a reference. Runs of ticks that none of the same length follows stand
    for themselves; each run is looked at once, so the time is linear."""
    runs = [found.span() for found in TICKS.finditer(text)]
    if not runs:
        return text
    following: dict[int, list[int]] = {}
    for start, end in reversed(runs):
        following.setdefault(end - start, []).append(start)
    out, done = [], 0
    for start, end in runs:
        later = following[end - start]
        later.pop()
        if start >= done and later:
            out.append(text[done:start])
            close = later[-1] + end - start
            out.append(" " * (close - start))
            done = close
    return "".join([*out, text[done:]])


def marks_in(text: str, mark: str, meaning: str) -> list[tuple[int, str, str, str]]:
    """The references with one mark: where they stand, as written, and the issue or the address they mean."""
    ours = meaning == ISSUES
    return [
        (found.start(), found[0], found[1] if ours else "", "" if ours else address(meaning, found[1]))
        for found in pattern(mark, ours=ours).finditer(text)
    ]


def closed(text: str, mark: str) -> list[str]:
    """The issues that a text says it closes."""
    return [id for found in closing(mark).finditer(text) for id in pattern(mark, ours=True).findall(found[1])]


def address(meaning: str, number: str) -> str:
    """The address outside of a number."""
    host, colon, path = meaning.partition(":")
    if colon and host in HOSTS:
        return HOSTS[host].format(path=path, n=number)
    return meaning.replace("{}", number)
