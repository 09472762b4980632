"""What the marks in a change's text mean: issues of this record, addresses outside, and which issues it closes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from onrecord.model import Change, Reference

CLOSING = r"\b(?:close[sd]?|closing|fix(?:e[sd])?|fixing|resolve[sd]?|resolving)\b:?\s+"
AND = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)"
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
HOSTS = {"github": "https://github.com/{path}/issues/{n}", "gitlab": "https://gitlab.com/{path}/-/issues/{n}"}
ISSUES = "issues"


@lru_cache(maxsize=256)
def pattern(mark: str, *, ours: bool) -> re.Pattern[str]:
    """What a reference with a mark looks like; one that is already a link is none."""
    id = r"(?:[a-z]{1,12}-)?[1-9][0-9]{0,17}" if ours else r"[0-9]{1,18}"
    before = r"(?<![\w/#&])" if not mark[:1].isalnum() else r"(?<!\w)"
    return re.compile(rf"{before}{re.escape(mark)}({id})\b(?!\]\()")


@lru_cache(maxsize=256)
def closing(mark: str) -> re.Pattern[str]:
    """Words that close the issues named after them."""
    one = pattern(mark, ours=True).pattern.replace("(?<!", "(?<!", 1)
    bare = one.replace("((?:", "(?:(?:", 1)
    return re.compile(rf"{CLOSING}({bare}(?:{AND}{bare})*)", re.IGNORECASE)


def linked(change: Change, references: Mapping[str, str]) -> Change:
    """A change with what its text refers to, as its product's `references` say."""
    if not references:
        return change
    text = CODE.sub(lambda found: " " * len(found[0]), change.text)
    found = sorted(spot for mark, meaning in references.items() for spot in marks_in(text, mark, meaning))
    closes = [id for mark, meaning in references.items() if meaning == ISSUES for id in closed(text, mark)]
    if not found and not closes:
        return change
    unique = dict.fromkeys((text, issue, url) for _, text, issue, url in found)
    named = tuple(Reference(text, issue or None, url or None) for text, issue, url in unique)
    return replace(change, closes=tuple(dict.fromkeys((*change.closes, *closes))), references=named)


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
