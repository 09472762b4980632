"""Markup: a page as a tree of elements, to find what it shows of sealed words, and whether it hides them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
UNSEEN = frozenset(
    ["datalist", "head", "iframe", "noscript", "object", "script", "select", "style", "template", "textarea", "title"]
)
"""Elements whose text nobody reads as that of the page."""
HIDING = frozenset({"hidden", "style", "inert", "popover", "aria-hidden"})
"""Attributes that hide an element, or may."""


@dataclass(slots=True)
class Element:
    """An element: its name, its attributes, and what it holds: elements and texts."""

    name: str
    attributes: dict[str, str]
    held: list[Element | str] = field(default_factory=list)

    @property
    def shown(self) -> tuple[object, ...]:
        """What it holds, to be compared: texts that touch are one."""
        found: list[object] = []
        for one in self.held:
            if isinstance(one, Element):
                found.append((one.name, tuple(sorted(one.attributes.items())), one.shown))
            elif found and isinstance(found[-1], str):
                found[-1] += one
            else:
                found.append(one)
        return tuple(found)

    @property
    def text(self) -> str:
        """Its text, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for one in self.held:
            yield from one._texts() if isinstance(one, Element) else (one,)


def parse(markup: str) -> Element:
    """The tree of a page, or of a part of one."""
    parser = _Parser()
    parser.feed(markup)
    parser.close()
    return parser.root


def sealed_in(root: Element) -> Iterator[tuple[Element, bool]]:
    """Every element that says of which sealed unit it shows a part, with whether it, or what it stands in, is hidden."""
    yield from _sealed(root, hidden=False)


def _sealed(element: Element, *, hidden: bool) -> Iterator[tuple[Element, bool]]:
    hidden = hidden or element.name in UNSEEN or not HIDING.isdisjoint(element.attributes)
    if "data-unit" in element.attributes:
        yield element, hidden
    for one in element.held:
        if isinstance(one, Element):
            yield from _sealed(one, hidden=hidden)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].held.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].name == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].held.append(data)
