"""Hugo: issues and changelogs as content; Hugo makes all lists and the feed."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corpus import Corpus, Issue
from bench.layouts.layout import File, Layout, changelog, document, fields_of, thread
from bench.words import PRODUCTS


def issue_file(issue: Issue) -> File:
    """An issue."""
    return f"content/issues/{issue.slug}.md", document(fields_of(issue), thread(issue))


def rest(_corpus: Corpus) -> Iterator[File]:
    """The changelogs."""
    for product in PRODUCTS:
        fields = {"title": f"{product} changelog", "slug": product.lower()}
        yield f"content/changelog/{product.lower()}.md", document(fields, changelog(product))


LAYOUT = Layout("hugo", "layouts/_default/baseof.html", issue_file, rest)
