"""Python-Markdown as Onrecord uses it: without raw HTML, with other headings, fences and definitions, and metered."""

from __future__ import annotations

import html
import re
import threading
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, ParagraphProcessor, ReferenceProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from onrecord.render import meter
from onrecord.render.fences import Fence, split_fences

INLINE = 0
"""In place of a level of headings: no blocks at all."""

PROBE = "# a\n\n|`b`|c|\n|-|-|\n|1|2|\n\n[d](e) [f][g] ![h](i) *j*\n\n[g]: k\n\n```\nl\n```"
"""What every converter must take before it is used: a Python-Markdown whose parts are called in other ways fails here, loudly."""


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
    steps.start(PROBE)
    md.convert(PROBE)
    return md


class Converters(threading.local):
    """Converters to be used again, one for each level of headings; each thread has its own, since they hold state."""

    def __init__(self) -> None:
        self.by_top: dict[int, Markdown] = {}
        self.steps = meter.Meter()

    def ready(self, top: int) -> Markdown:
        """The converter for a level of headings; raises what a Python-Markdown does that Onrecord does not know."""
        if top not in self.by_top:
            self.by_top[top] = _converter(top, self.steps)
        return self.by_top[top]

    def convert(self, text: str, top: int) -> str:
        """The markup, not yet clean; TooMuchError where it would take too long."""
        md = self.ready(top)
        self.steps.start(text)
        return md.reset().convert(text)

    def forget(self) -> None:
        """Drop what may have been left in the middle of a text."""
        self.by_top.clear()
