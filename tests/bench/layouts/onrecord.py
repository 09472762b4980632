"""Onrecord: one file per issue with its thread, everybody who speaks, products with changelogs, the site and its calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bench.corpus import Corpus, Issue, Message, releases
from bench.layouts.layout import File, Layout, document, quoted
from bench.words import COMPONENTS, PRODUCTS

YEARS = range(2019, 2027)
SITE = """\
title: Transparency
url: https://example.org/
company: {name: Example, home: "https://example.org/"}
country: IE
pledges:
  - {since: 2019-01-01, first_answer: 2 business days, resolution: {problem: 30 days}}
"""


def issue_file(issue: Issue) -> File:
    """An issue: the report, and the three messages that follow in its front matter."""
    first = issue.messages[0]
    thread = "".join(f"\n  - {_message(issue, k, said)}" for k, said in enumerate(issue.messages[1:], 2))
    fields = {
        "type": "problem",
        "product": issue.product.lower(),
        "components": f"[{issue.component}]",
        "tags": f"[{', '.join(issue.tags)}]",
        "author": first.by.alias,
        "opened": _time(first),
        "title": quoted(issue.title),
        "format": "markdown",
        "thread": thread,
    }
    return f"content/issues/{issue.number}-{issue.slug}.md", document(fields, first.text)


def rest(corpus: Corpus, theme: str = "bench") -> Iterator[File]:
    """The site, people and products."""
    yield "content/site.yaml", f"{SITE}theme: {theme}\n"
    yield "content/calendar.yaml", _calendar()
    people = (
        f"alias: {one.alias}\nname: {quoted(one.name)}\nrole: {'company' if one.staff else 'customer'}\n" for one in corpus.people()
    )
    yield "content/people/all.yaml", "---\n".join(people)
    components = ", ".join(f"{{id: {name}, name: {name.capitalize()}}}" for name in COMPONENTS)
    for product in PRODUCTS:
        yield f"content/products/{product.lower()}/product.yaml", f"name: {product}\ncomponents: [{components}]\n"
        yield f"content/products/{product.lower()}/CHANGELOG.md", _changelog(product)


def _message(issue: Issue, k: int, said: Message) -> str:
    act = _act(issue, k)
    fields = [("id", str(k)), ("author", said.by.alias), ("at", _time(said)), *act, ("format", "markdown")]
    text = "\n".join(f"      {line}" if line else "" for line in said.text.split("\n"))
    return "\n    ".join((*(f"{name}: {value}" for name, value in fields), f"text: |-\n{text}"))


def _act(issue: Issue, k: int) -> list[tuple[str, str]]:
    """What a message does: the outcome of the issue follows from the acts of its company."""
    if k == 3:
        return [("kind", "comment")]
    if k == 2:
        promise = [("kind", "promise"), ("what", "A release that mends it."), ("due", str(issue.promised))]
        return promise if issue.promised else [("kind", "answer")]
    if issue.outcome == "resolved":
        ended = [("outcome", "fixed"), ("fixed_in", issue.fixed_in)] if issue.fixed_in else [("outcome", "done")]
        return [("kind", "resolution"), *ended, ("keeps_promise", "[2]")]
    if issue.outcome == "declined":
        return [("kind", "resolution"), ("outcome", "declined"), ("why", "It would cost others more than it helps.")]
    return [("kind", "answer")]


def _time(said: Message) -> str:
    return f"{said.at:%Y-%m-%dT%H:%M:%SZ}"


def _calendar() -> str:
    days = (("01-01", "New Year's Day"), ("12-25", "Christmas Day"), ("12-26", "Saint Stephen's Day"))
    years = "".join(f"  {year}:\n" + "".join(f"    {year}-{day}: {name}\n" for day, name in days) for year in YEARS)
    return f"country: IE\nholidays:\n{years}"


def _changelog(product: str) -> str:
    parts = ["# Changelog"]
    for release in reversed(releases(product)):
        parts.append(f"## [{release.version}] - {release.day}")
        for kind in sorted({kind for kind, _ in release.changes}):
            changes = "\n".join(f"- {text}" for this, text in release.changes if this == kind)
            parts.append(f"### {kind}\n\n{changes}")
    return "\n\n".join(parts) + "\n"


LAYOUT = Layout("onrecord", "themes/bench/templates/base.html", issue_file, rest)
FULL = replace(LAYOUT, assets="", template="", rest=partial(rest, theme="broadsheet"))
