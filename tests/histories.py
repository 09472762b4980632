"""Small sites that can be edited: what one holds, and the files that it is made of.

A record is a plain mapping of the fields that its file holds; what is not a field (how the file is called, in which shape an issue
lies) has a name that begins with `_`. Everything is written by `json.dumps`, which YAML reads.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from PIL import Image

from onrecord.render.views.frame import Frame
from onrecord.render.views.issue import IssueView

Fields = dict[str, Any]
Files = dict[str, bytes]
TEMPLATES = (
    "changes",
    "data",
    "edits",
    "excerpt",
    "facet",
    "figures",
    "front",
    "history",
    "issue",
    "issues",
    "log",
    "method",
    "not-found",
    "page",
    "people",
    "person",
    "product",
    "products",
    "promises",
    "redirect",
    "release",
    "search",
    "solutions",
    "tag",
    "talk",
    "verify",
    "waiting",
)
DRAWINGS = ("badge.svg",)
MAKES = (
    ("issue", "issues", "front", "tags", "facets", "related"),
    ("issue_data", "issue_feed", "issue_calendar", "feed", "json_feeds", "data", "hosting", "search"),
    ("product", "product_feed", "release", "changes", "products", "page"),
    ("person", "person_feed", "people", "solutions", "waiting", "promises", "figures", "talk", "not_found"),
    ("releases_feed", "promises_feed", "promises_calendar", "json_feeds", "product_feed", "person_feed", "embed", "hosting"),
)
"""Kinds of pages that small themes make, so that most histories are short to build; together they are all."""
FILE, FOLDER, STREAM = "file", "folder", "stream"
"""The shapes in which an issue may lie: in a file of its own, in a folder, or in a stream of several."""
START = date(2026, 6, 15)


@dataclass
class SmallSite:
    """What a project holds. Releases lie in the changelog of their product, or (`_in`) in a file of their own."""

    as_of: date | datetime = START
    site: Fields = field(default_factory=lambda: {"title": "Fans on record", "company": "Acme", "theme": "own"})
    calendar: Fields | None = None
    people: dict[str, Fields] = field(default_factory=dict)
    people_together: bool = False
    products: dict[str, Fields] = field(default_factory=dict)
    releases: list[Fields] = field(default_factory=list)
    issues: dict[str, Fields] = field(default_factory=dict)
    pages: dict[str, Fields] = field(default_factory=dict)
    themes: Files = field(default_factory=dict)
    others: Files = field(default_factory=dict)

    def copy(self) -> SmallSite:
        """The same site, to be edited alone."""
        return deepcopy(self)

    @property
    def day(self) -> date:
        """The day of its build, by UTC."""
        return self.as_of.date() if isinstance(self.as_of, datetime) else self.as_of

    def files(self) -> Files:
        """Every file of the project, by its path."""
        files = {"content/site.yaml": stream([self.site])}
        if self.calendar is not None:
            files["content/calendar.yaml"] = stream([self.calendar])
        files |= dict(self._people())
        for id, product in self.products.items():
            files[f"content/products/{id}/product.yaml"] = stream([product])
        files |= dict(self._releases())
        files |= dict(self._issues())
        for name, page in self.pages.items():
            files[f"content/pages/{name}.md"] = front_matter(page, page["_text"])
        files |= {f"themes/{path}": data for path, data in self.themes.items()}
        return files | self.others

    def _people(self) -> Iterator[tuple[str, bytes]]:
        if self.people_together and len(self.people) > 1:
            yield "content/people/all.yaml", stream({"alias": alias, **person} for alias, person in self.people.items())
            return
        for alias, person in self.people.items():
            yield f"content/people/{alias}.yaml", stream([person])

    def _releases(self) -> Iterator[tuple[str, bytes]]:
        for id in dict.fromkeys(release["_product"] for release in self.releases):
            mine = [release for release in self.releases if release["_product"] == id]
            listed = [release for release in mine if release["_in"] == "changelog"]
            if listed:
                yield f"content/products/{id}/CHANGELOG.md", changelog(listed)
            for release in mine:
                if release["_in"] != "changelog":
                    yield release_file(release)

    def _issues(self) -> Iterator[tuple[str, bytes]]:
        together = []
        for id, issue in self.issues.items():
            thread = [message for message in issue["_thread"] if not message.get("_apart")]
            header = issue | ({"thread": [shown(message) for message in thread]} if thread else {})
            if issue["_shape"] == STREAM:
                together.append({"id": id, **header, **({"text": issue["_text"]} if issue["_text"] else {})})
            else:
                path = f"{folder_of(id, issue)}/issue.md" if issue["_shape"] == FOLDER else f"{folder_of(id, issue)}.md"
                yield path, front_matter(header, issue["_text"])
            yield from _beside(id, issue)
        if together:
            yield "content/issues/all.yaml", stream(together)


def folder_of(id: str, issue: Fields) -> str:
    """The folder beside an issue."""
    return f"content/issues/{id}{issue['_slug'] and '-' + issue['_slug']}"


def _beside(id: str, issue: Fields) -> Iterator[tuple[str, bytes]]:
    """The messages and the attachments in an issue's folder."""
    for message in issue["_thread"]:
        if message.get("_apart"):
            body = message.get("text") or ""
            fields = {key: value for key, value in message.items() if key != "text"}
            yield f"{folder_of(id, issue)}/{message['id']}-{message['author']}.md", front_matter(fields, body)
    for name, data in issue["_files"].items():
        yield f"{folder_of(id, issue)}/{name}", data


def shown(fields: Mapping[str, Any]) -> Fields:
    """What of a record stands in its file."""
    return {name: value for name, value in fields.items() if not name.startswith("_")}


def lines_of(fields: Mapping[str, Any]) -> str:
    """Fields as YAML, one a line."""
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in shown(fields).items())


def stream(records: Iterable[Mapping[str, Any]]) -> bytes:
    """A YAML stream of records."""
    return "---\n".join(map(lines_of, records)).encode()


def front_matter(fields: Mapping[str, Any], body: str) -> bytes:
    """A Markdown file."""
    return f"---\n{lines_of(fields)}---\n{body}\n".encode()


def changelog(releases: Iterable[Fields]) -> bytes:
    """A changelog in the manner of Keep a Changelog."""
    return ("# Changelog\n\n" + "\n".join(heading(release) + sections(release) for release in releases)).encode()


def heading(release: Fields) -> str:
    """The line that begins a release in a changelog."""
    dated = f" - {release['date']}" if release.get("date") else ""
    return f"## [{release['_version']}]{dated}{' [YANKED]' if release.get('yanked') else ''}\n\n"


def sections(release: Fields) -> str:
    """The changes of a release below it."""
    kinds = dict.fromkeys(kind for kind, _ in release["_changes"])
    text = release.get("_notes", "")
    text += "\n\n" if text else ""
    for kind in kinds:
        text += f"### {kind.title()}\n\n" + "".join(f"- {said}\n" for known, said in release["_changes"] if known == kind) + "\n"
    return text


def release_file(release: Fields) -> tuple[str, bytes]:
    """A release in a file of its own: of fields, or with its changes below."""
    path = f"content/products/{release['_product']}/releases/{release['_version']}"
    if release["_in"] == "md":
        return f"{path}.md", front_matter(release, sections(release))
    changes: dict[str, list[str]] = {}
    for kind, said in release["_changes"]:
        changes.setdefault(kind, []).append(said)
    notes = {"notes": release["_notes"]} if release.get("_notes") else {}
    return f"{path}.yaml", stream([{**release, **notes, "changes": changes}])


def an_issue(title: str, author: str = "ann", **rest: Any) -> Fields:
    """An issue in a file of its own, with nothing but a report."""
    issue = {"type": "problem", "product": "fans", "author": author, "opened": "2026-05-02", "title": title, **rest}
    return {"_shape": FILE, "_slug": "", "_text": "They roar.", "_thread": [], "_files": {}, **issue}


def a_message(id: int, kind: str, author: str, at: str, text: str = "Some words.", **rest: Any) -> Fields:
    """A message of a thread."""
    return {"id": id, "author": author, "at": at, "kind": kind, "text": text, **rest}


def a_theme(name: str = "own", makes: tuple[str, ...] = ()) -> Files:
    """The smallest theme: each page shows the whole of its view, some a footer too."""
    footed = {"front", "issue", "page"}
    return {
        f"{name}/theme.yaml": settings_of("ink, plum", makes),
        f"{name}/static/own.css": b"body { color: black }\n",
        f"{name}/templates/footer.html": b"<p>The end.\n{% set said = 'one' %}",
        **{f"{name}/templates/{t}.html": the_whole(t) + b"{% include 'footer.html' %}" * (t in footed) for t in TEMPLATES},
        **{f"{name}/templates/{drawing}": b"{{ page }}" for drawing in DRAWINGS},
    }


def the_whole(template: str) -> bytes:
    """A template that shows all that a view holds; the view of an issue makes its parts when they are asked for."""
    if template != "issue":
        return b"{{ page }}"
    parts = [f"page.{name}" for name in dir(IssueView) if not name.startswith("_") and name != "frame"]
    parts += [f"page.frame.{name}" for name in dir(Frame) if not name.startswith("_")]
    return "".join(f"{{{{ {part} }}}}\n" for part in parts).encode()


def settings_of(choices: str, makes: tuple[str, ...] = (), parent: str = "") -> bytes:
    """A theme's settings: what one option may be (the first is its default), and what it makes (nothing given: everything)."""
    more = (f"makes: [{', '.join(makes)}]\n" if makes else "") + (f"parent: {parent}\n" if parent else "")
    first = choices.split(",")[0]
    return f"name: Own\nviews: 1\n{more}options:\n  accent: {{type: choice, choices: [{choices}], default: {first}}}\n".encode()


def a_daughter(name: str = "daily") -> Files:
    """A theme that extends the one that comes with Onrecord."""
    return {f"{name}/theme.yaml": b"name: Daily\nparent: broadsheet\nviews: 1\n", f"{name}/static/daily.css": b"p { margin: 0 }\n"}


def an_heir(name: str = "heir") -> Files:
    """A theme that extends the small one: what it has of its own rests on its parent's template of the same name."""
    return {
        f"{name}/theme.yaml": b"name: Heir\nparent: own\nviews: 1\n",
        f"{name}/static/own.css": b"body { color: green }\n",
        f"{name}/templates/issue.html": b"{% extends 'parent:issue.html' %}",
        f"{name}/templates/page.html": b"Of the heir. {% include 'parent:page.html' %}",
        f"{name}/templates/footer.html": b"{% include 'parent:footer.html' %}{% set said = 'heir' %}",
    }


def a_site() -> SmallSite:
    """A small site: a product with a release, two of staff, two customers, three issues of which one is promised."""
    thread = [
        a_message(2, "answer", "jo", "2026-05-03", "We *hear* you."),
        a_message(3, "promise", "jo", "2026-05-04", "We will.", what="Quiet fans", due="2026-06-14"),
    ]
    return SmallSite(
        people={
            "ann": {"role": "customer", "name": "Ann"},
            "ben": {"role": "customer"},
            "jo": {"role": "company", "name": "Jo"},
            "kim": {"role": "company"},
        },
        products={"fans": {"name": "Fans", "components": ["blades", "motor"], "references": {"#": "issues"}}},
        releases=[a_release("1.0.0", ("added", "Fans"))],
        issues={
            "1": an_issue("Too loud", tags=["noise"], components=["motor"], _slug="too-loud", _thread=thread),
            "2": an_issue("Too slow", "ben", opened="2026-05-20"),
            "3": an_issue("As loud as a train", "ben", opened="2026-05-21", _shape=FOLDER, duplicate_of="1"),
        },
        pages={"about": {"title": "About", "_text": "Of *us*."}},
        themes=a_theme(),
    )


def a_release(version: str, *changes: tuple[str, str], date: str | None = "2026-05-01", **rest: Any) -> Fields:
    """A release of the one product, in its changelog."""
    dated = {"date": date} if date else {}
    return {"_product": "fans", "_version": version, "_in": "changelog", "_changes": [*changes], **dated, **rest}


@cache
def a_picture(width: int) -> bytes:
    """A PNG of this width."""
    out = io.BytesIO()
    Image.new("RGB", (width, 2)).save(out, "PNG")
    return out.getvalue()
