"""The text of a change, with the marks in it (`#42`) as links to issues here or to addresses outside."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from onrecord.model import Change, Reference
from onrecord.render.markdown import markdown_inline
from onrecord.render.safe import SafeHtml, join, replaced, safe_url, tag
from onrecord.render.text import COMPANY_REL


def change_html(change: Change, issue_href: Callable[[str], str]) -> SafeHtml:
    """A change's Markdown as inline markup; `issue_href` gives the relative link to an issue by its id. Code and links stay."""
    return referenced(markdown_inline(change.text), change.references, issue_href)


def referenced(markup: SafeHtml, references: tuple[Reference, ...], issue_href: Callable[[str], str]) -> SafeHtml:
    """Safe markup with each mark linked wherever it stands alone in the text (`#4` is not found in `#42`)."""
    links = {reference.text: link for reference in references if reference.text and (link := _link(reference, issue_href))}
    if not links:
        return markup
    marks = "|".join(re.escape(html.escape(mark)) for mark in sorted(links, key=lambda mark: (-len(mark), mark)))
    return replaced(markup, re.compile(rf"(?<![\w&])(?:{marks})(?!\w)"), links.__getitem__)


def _link(reference: Reference, issue_href: Callable[[str], str]) -> SafeHtml | None:
    """The mark as a link; None where it leads nowhere."""
    if reference.issue is not None:
        return tag("a", {"href": issue_href(reference.issue)}, reference.text)
    url = safe_url(reference.url or "")
    return tag("a", {"href": url, "rel": COMPANY_REL}, join((reference.text,))) if url else None
