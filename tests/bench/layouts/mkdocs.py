"""MkDocs, which knows no collections: the lists of issues are given to it ready-made, and it makes no feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.corpus import Corpus, Issue
from bench.layouts.layout import File, Layout, changelog, document, fields_of, thread
from bench.words import PRODUCTS, TAGS

PAGE = 50


def issue_file(issue: Issue) -> File:
    """An issue."""
    return f"docs/issues/{issue.slug}.md", document(fields_of(issue), thread(issue))


def rest(_corpus: Corpus) -> Iterator[File]:
    """The changelogs."""
    for product in PRODUCTS:
        yield f"docs/changelog/{product.lower()}.md", document({"title": f"{product} changelog"}, changelog(product))


def lists(corpus: Corpus) -> Iterator[File]:
    """The index in pages, and a page for each tag and product."""
    newest = [_Line(issue) for issue in corpus.issues()][::-1]
    pages = [newest[at : at + PAGE] for at in range(0, len(newest), PAGE)]
    for k, page in enumerate(pages, 1):
        yield _index(k, page, last=k == len(pages))
    for tag in TAGS:
        yield f"docs/tags/{tag}.md", _list(tag, (line for line in newest if tag in line.tags), "../")
    for product in PRODUCTS:
        yield f"docs/products/{product.lower()}.md", _list(product, (line for line in newest if line.product == product), "../")


class _Line:
    """An issue in a list; the texts of its messages are not kept."""

    def __init__(self, issue: Issue) -> None:
        self.tags, self.product = issue.tags, issue.product
        self._before = f"- {issue.messages[0].at:%Y-%m-%d} [{issue.title}]("
        self._after = f"issues/{issue.slug}.md) {issue.outcome}\n"

    def below(self, up: str) -> str:
        """The line on a page from which `up` leads to the issues' folder."""
        return self._before + up + self._after


def _index(k: int, page: Iterable[_Line], *, last: bool) -> File:
    newer = "" if k == 1 else "[newer](../index.md)" if k == 2 else f"[newer]({k - 1}.md)"
    older = "" if last else "[older](page/2.md)" if k == 1 else f"[older]({k + 1}.md)"
    body = _list(f"Issues, page {k}", page, "" if k == 1 else "../")
    return "docs/index.md" if k == 1 else f"docs/page/{k}.md", f"{body}\n{newer} {older}\n"


def _list(title: str, lines: Iterable[_Line], up: str) -> str:
    return document({"title": title}, "".join(line.below(up) for line in lines))


LAYOUT = Layout("mkdocs", "theme/main.html", issue_file, rest, lists)
