"""Markdown as safe markup: converted without raw HTML, then cleaned; what would take too long to convert is shown as written."""

from __future__ import annotations

import html
import re
import threading
from functools import partial
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, ParagraphProcessor, ReferenceProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from onrecord.render import meter
from onrecord.render.fences import Fence, split_fences
from onrecord.render.invisible import CONTROLS, label, line_ends
from onrecord.render.safe import EMPTY, SafeHtml, cleaned, rooted, safe_url, unwrapped
from onrecord.render.text import COMPANY_REL, CUSTOMER_REL, text_html

__all__ = ["markdown_html", "markdown_inline", "rooted"]

ELEMENTS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "code": {"class"}, "ol": {"start"}}

INLINE = 0
"""In place of a level of headings: no blocks at all."""

_CONTROL = re.compile(f"[{CONTROLS}]")
_LANGUAGE = re.compile(r"language-[A-Za-z0-9#.+_-]{1,30}")
_NUMBER = re.compile(r"[0-9]{1,9}")


def markdown_html(text: str, *, customer: bool, top: int = 4) -> SafeHtml:
    """Markdown as safe markup; never raises. `top` is the level that its first-level headings take (4: below a message's own).

    Raw HTML shows as written. Images become links. A customer's links are absolute and carry `rel="ugc nofollow noopener"`; the
    company's may also begin at the site's root (see `rooted`). What costs too much (see `meter`) is shown as `text_html` shows it.
    """
    return _converted(line_ends(text), customer=customer, top=top)


def _converted(text: str, *, customer: bool, top: int) -> SafeHtml:
    if not text.strip():
        return EMPTY
    try:
        return cleaned(_CONVERTERS.convert(_CONTROL.sub(_shown, text), top), CUSTOMER if customer else COMPANY)
    except Exception:  # noqa: BLE001 - a converter's fault must cost a message its looks only, never the page
        _CONVERTERS.forget()
        return text_html(text)


def markdown_inline(text: str, *, customer: bool = False) -> SafeHtml:
    """Markdown that is one paragraph at most, without the paragraph around it: emphasis, code and links only; never raises."""
    return unwrapped(_converted(" ".join(text.split()), customer=customer, top=INLINE))


def _shown(found: re.Match[str]) -> str:
    return found[0] if found[0] in "\t\n" else label(found[0])


class FencedCode(Preprocessor):
    """Fenced code set aside before anything else is read into it."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a placeholder for each block of code."""
        done: list[str] = []
        for line in split_fences(lines):
            done += [line] if isinstance(line, str) else ["", self.md.htmlStash.store(_code(line)), "", ""]
        return done


def _code(fence: Fence) -> str:
    language = f' class="language-{html.escape(fence.language)}"' if fence.language else ""
    code = "".join(f"{line}\n" for line in fence.lines)
    return f"<pre><code{language}>{html.escape(code)}</code></pre>"


class Definition(ReferenceProcessor):
    """Definitions of links by an expression that reads no character twice; the groups are those of the original."""

    RE = re.compile(
        r"^[ ]{0,3}\[([^\[\]]*+)\]:[ ]*+(?:\n[ ]*+)?([^\s]++)(?:[ ]*+(?:\n[ ]*+)?(([\"'])(.*)\4[ ]*+|\((.*)\)[ ]*+))?[ ]*+$",
        re.MULTILINE,
    )


class SpacedHeading(HashHeaderProcessor):
    """Headings as CommonMark has them: `# so`, with a space; `#42` at the start of a line is a reference."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ ](?P<header>[^\n]*)(?:\n|$)")


class ClosingMarks(Treeprocessor):
    """Headings without the marks that may close them: `# so #`."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag) and element.text:
                bare = element.text.rstrip("#")
                element.text = bare.rstrip() if not bare or bare.endswith(" ") else element.text


class Demotion(Treeprocessor):
    """Headings below those of the page, and images as links to them: a page loads nothing from another host."""

    def __init__(self, md: Markdown, top: int) -> None:
        super().__init__(md)
        self.top = top

    def run(self, root: Element) -> None:
        """Change the tree in place; TooMuchError where it is too deep."""
        meter.check_depth(root)
        linked = {child for link in root.iter("a") for child in link.iter()}
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(6, int(element.tag[1]) + self.top - 1)}"
            elif element.tag == "img":
                _as_link(element, element in linked)


def _as_link(image: Element, inside_link: bool) -> None:
    source, alt = image.get("src", ""), image.get("alt", "")
    image.attrib.clear()
    image.text = alt or source
    image.tag = "span" if inside_link else "a"
    if not inside_link:
        image.set("href", source)


def _converter(top: int, steps: meter.Meter) -> Markdown:
    extensions = [] if top == INLINE else [TableExtension(), SaneListExtension()]
    md = Markdown(extensions=extensions, output_format="html")
    md.preprocessors.deregister("html_block")
    if top != INLINE:
        md.preprocessors.register(FencedCode(md), "fenced_code", 25)
    md.inlinePatterns.deregister("html")
    md.treeprocessors.register(ClosingMarks(md), "closing_marks", 25)
    md.treeprocessors.register(Demotion(md, max(top, 1)), "demotion", 15)
    md.parser.blockprocessors.register(Definition(md.parser), "reference", 15)
    md.parser.blockprocessors.register(SpacedHeading(md.parser), "hashheader", 70)
    if top == INLINE:
        md.parser.blockprocessors = Registry()
        md.parser.blockprocessors.register(ParagraphProcessor(md.parser), "paragraph", 10)
    meter.install(md, steps)
    return md


class Converters(threading.local):
    """Converters to be used again, one for each level of headings; each thread has its own, since they hold state."""

    def __init__(self) -> None:
        self.by_top: dict[int, Markdown] = {}
        self.steps = meter.Meter()

    def convert(self, text: str, top: int) -> str:
        """The markup, not yet clean; TooMuchError where it would take too long."""
        self.steps.start(text)
        if top not in self.by_top:
            self.by_top[top] = _converter(top, self.steps)
        return self.by_top[top].reset().convert(text)

    def forget(self) -> None:
        """Drop what may have been left in the middle of a text."""
        self.by_top.clear()


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
