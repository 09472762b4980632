"""Terms: the words by which an issue is found from others.

They are the stems of the words of its reports: title, quote, what would make it right, and how each report begins; and the words by
which the company filed it. Words that are in every report are none, and what is withheld holds none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest

from onrecord.derive.stems import stemmed
from onrecord.model import Issue, Kind, Message, Report

MOST = 40
"""How many terms an issue has at most: the first ones."""
BEGINNING = 1200
"""How many characters of a text are looked at."""
_ADDRESS = re.compile(r"https?://\S+")

Terms = tuple[str, ...]
"""Terms, each once, in the order in which they were found."""


def terms_of(issue: Issue, language: str) -> Terms:
    """The terms of an issue in a site's language. They follow from the issue alone."""
    reports = [message for message in issue.thread if message.kind is Kind.REPORT and not message.withheld]
    filed = stemmed(" ".join((*issue.components, *issue.tags)), language)
    return _first(chain(*(_said(issue, message, language) for message in reports), filed))


def together(members: Sequence[Terms]) -> Terms:
    """The terms of several issues that say the same: the first of each, then the second of each, and so on."""
    return members[0] if len(members) == 1 else _first(term for terms in zip_longest(*members) for term in terms if term)


def _first(terms: Iterable[str]) -> Terms:
    return tuple(islice(dict.fromkeys(terms), MOST))


def _said(issue: Issue, message: Message, language: str) -> Iterator[str]:
    """The terms of a report, more than once those that are."""
    act = message.act if isinstance(message.act, Report) else Report()
    for text in (act.title, issue.quote if message.id == 1 else None, act.wants, message.text):
        if text:
            yield from stemmed(_ADDRESS.sub(" ", text[:BEGINNING]), message.lang or language)
