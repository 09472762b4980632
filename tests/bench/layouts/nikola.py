"""Nikola: posts and pages with YAML front matter; its feeds stay off, since they hold the time of the build."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corpus import Corpus, Issue
from bench.layouts.layout import File, Layout, changelog, document, fields_of, thread
from bench.words import PRODUCTS


def issue_file(issue: Issue) -> File:
    """An issue, which is a post; its product is the category. `status` has a meaning of its own in Nikola."""
    fields = fields_of(issue)
    fields |= {"category": issue.product, "issue_status": fields.pop("status")}
    return f"posts/{issue.slug}.md", document(fields, thread(issue))


def rest(_corpus: Corpus) -> Iterator[File]:
    """The changelogs."""
    for product in PRODUCTS:
        name = f"changelog-{product.lower()}"
        fields = {"title": f"{product} changelog", "slug": name, "date": "2019-01-01T00:00:00Z"}
        yield f"pages/{name}.md", document(fields, changelog(product))


LAYOUT = Layout("nikola", "themes/bench/templates/base.tmpl", issue_file, rest)
