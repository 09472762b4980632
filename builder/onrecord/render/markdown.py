"""Markdown as safe markup: what is plain in one pass (see `plain_markdown`), all else by Python-Markdown and a cleaner."""

from __future__ import annotations

from contextlib import suppress

from onrecord.render.invisible import line_ends
from onrecord.render.plain_markdown import UnsureError, plain_html, plain_inline
from onrecord.render.safe import EMPTY, SafeHtml, proved, rooted

__all__ = ["markdown_html", "markdown_inline", "rooted"]


def markdown_html(text: str, *, customer: bool, top: int = 4) -> SafeHtml:
    """Markdown as safe markup; never raises. `top` is the level that its first-level headings take (4: below a message's own).

    Raw HTML shows as written. Images become links. A customer's links are absolute and carry `rel="ugc nofollow noopener"`; the
    company's may also begin at the site's root (see `rooted`). What costs too much (see `meter`) is shown as `text_html` shows it.
    """
    text = line_ends(text)
    if not text.strip():
        return EMPTY
    with suppress(UnsureError, ValueError):  # a mistake of the plain converter must cost time only, never the page
        return proved(plain_html(text, customer=customer, top=top))
    from onrecord.render.full_markdown import full_html  # Python-Markdown takes long to import, and is seldom needed

    return full_html(text, customer=customer, top=top)


def markdown_inline(text: str, *, customer: bool = False) -> SafeHtml:
    """Markdown that is one paragraph at most, without the paragraph around it: emphasis, code and links only; never raises."""
    line = " ".join(text.split())
    if not line:
        return EMPTY
    with suppress(UnsureError, ValueError):
        return proved(plain_inline(line, customer=customer))
    from onrecord.render.full_markdown import full_inline  # as above

    return full_inline(line, customer=customer)
