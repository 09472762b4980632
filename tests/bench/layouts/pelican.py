"""Pelican: articles with its own header lines, changelogs as pages."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corpus import Corpus, Issue
from bench.layouts.layout import File, Layout, changelog, thread
from bench.words import PRODUCTS


def issue_file(issue: Issue) -> File:
    """An issue, which is an article; its product is the category. `Status` has a meaning of its own in Pelican."""
    first = issue.messages[0]
    fields = {
        "Title": issue.title,
        "Slug": issue.slug,
        "Date": f"{first.at:%Y-%m-%d %H:%M}",
        "Category": issue.product,
        "Tags": ", ".join(issue.tags),
        "Id": str(issue.number),
        "Component": issue.component,
        "Issue_Status": issue.outcome,
        "Customer": first.by.name,
        "Promise_Date": str(issue.promised or "-"),
        "Fixed_In": issue.fixed_in or "-",
    }
    return f"content/issues/{issue.slug}.md", _document(fields, thread(issue))


def rest(_corpus: Corpus) -> Iterator[File]:
    """The changelogs."""
    for product in PRODUCTS:
        name = f"changelog-{product.lower()}"
        yield f"content/pages/{name}.md", _document({"Title": f"{product} changelog", "Slug": name}, changelog(product))


def _document(fields: dict[str, str], body: str) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"{head}\n{body}\n"


LAYOUT = Layout("pelican", "theme/templates/base.html", issue_file, rest)
