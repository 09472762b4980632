"""What a layout says: the files of a site's sources, from the corpus; and how a text is written for most tools."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bench.corpus import Corpus, Issue, releases

File = tuple[str, str]
"""A path below the site's folder, and the text of the file."""
MARK = "All times UTC."
"""What stands at the foot of every page, in the one template that all pages share."""


def nothing(_corpus: Corpus) -> Iterable[File]:
    """No files."""
    return ()


@dataclass(frozen=True)
class Layout:
    """How the corpus lies in a site of a tool: a file for each issue, the `rest`, and `lists` of issues where the tool cannot
    make them. `template` is the one that every page shares; `assets` the folder in `peers/` with all templates and settings."""

    assets: str
    template: str
    issue: Callable[[Issue], File]
    rest: Callable[[Corpus], Iterable[File]]
    lists: Callable[[Corpus], Iterable[File]] = nothing

    def files(self, corpus: Corpus) -> Iterator[File]:
        """Every file that is made from the corpus."""
        yield from map(self.issue, corpus.issues())
        yield from self.rest(corpus)
        yield from self.lists(corpus)


def quoted(text: str) -> str:
    """A text as YAML and JSON write it."""
    return json.dumps(text, ensure_ascii=False)


def document(fields: dict[str, str], body: str) -> str:
    """A file with YAML front matter."""
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{head}---\n\n{body}\n"


def fields_of(issue: Issue) -> dict[str, str]:
    """The front matter of an issue, for tools that read YAML."""
    return {
        "id": str(issue.number),
        "title": quoted(issue.title),
        "slug": issue.slug,
        "product": issue.product,
        "component": issue.component,
        "status": issue.outcome,
        "date": f"{issue.messages[0].at:%Y-%m-%dT%H:%M:%SZ}",
        "tags": f"[{', '.join(issue.tags)}]",
        "customer": quoted(issue.messages[0].by.name),
        "promise_date": quoted(str(issue.promised or "")),
        "fixed_in": quoted(issue.fixed_in),
    }


def thread(issue: Issue) -> str:
    """The messages of an issue as one Markdown text, each below a heading."""
    return "\n\n".join(
        f"## {'Company' if said.by.staff else 'Customer'}: {said.by.name}, {said.at:%Y-%m-%d %H:%M}\n\n{said.text}"
        for said in issue.messages
    )


def changelog(product: str) -> str:
    """The releases of a product as one Markdown text, newest first."""
    return "\n\n".join(
        "\n".join((f"## {release.version} ({release.day})\n", *(f"- {kind}: {text}" for kind, text in release.changes)))
        for release in reversed(releases(product))
    )
