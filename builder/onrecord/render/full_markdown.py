"""Markdown as safe markup by way of Python-Markdown and a cleaner: all that `plain_markdown` leaves.

Imported when it is first needed: most messages of most sites are plain.
"""

from __future__ import annotations

import re
from functools import partial

import nh3

from onrecord.render.converter import INLINE, Converters
from onrecord.render.invisible import CONTROLS, label
from onrecord.render.safe import SafeHtml, cleaned, safe_url, unwrapped
from onrecord.render.text import COMPANY_REL, CUSTOMER_REL, text_html

ELEMENTS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "code": {"class"}, "ol": {"start"}}

_CONTROL = re.compile(f"[{CONTROLS}]")
_LANGUAGE = re.compile(r"language-[A-Za-z0-9#.+_-]{1,30}")
_NUMBER = re.compile(r"[0-9]{1,9}")


def full_html(text: str, *, customer: bool, top: int) -> SafeHtml:
    """Any Markdown, its lines ended by line feeds, as `markdown_html` gives it."""
    _CONVERTERS.ready(top)
    prepared = _CONTROL.sub(lambda found: label(found[0]), text)
    try:
        return cleaned(_CONVERTERS.convert(prepared, top), CUSTOMER if customer else COMPANY)
    except Exception:  # noqa: BLE001 - a converter's fault must cost a message its looks only, never the page
        _CONVERTERS.forget()
        return text_html(text)


def full_inline(line: str, *, customer: bool) -> SafeHtml:
    """Any Markdown on one line as `markdown_inline` gives it."""
    return unwrapped(full_html(line, customer=customer, top=INLINE))


_CONVERTERS = Converters()


def _kept(_element: str, attribute: str, value: str, *, customer: bool) -> str | None:
    """The value of an attribute of an allowed name, or None where it is not to stand there."""
    if attribute == "href":
        return _address(value, customer=customer)
    if attribute == "class":
        return value if _LANGUAGE.fullmatch(value) else None
    if attribute == "start":
        return value if _NUMBER.fullmatch(value) else None
    return value


def _address(url: str, *, customer: bool) -> str | None:
    safe = safe_url(url)
    if safe is None or re.match(r"(?:https?|mailto):", safe, re.IGNORECASE):
        return safe
    return safe if safe.startswith("/") and not customer and ".." not in safe else None


def _cleaner(*, customer: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=ELEMENTS,
        attributes=ATTRIBUTES,
        attribute_filter=partial(_kept, customer=customer),
        link_rel=CUSTOMER_REL if customer else COMPANY_REL,
        url_schemes={"http", "https", "mailto"},
    )


CUSTOMER = _cleaner(customer=True)
COMPANY = _cleaner(customer=False)
