"""Reading markup back, as strictly as tests need: its elements and attributes, what it says, and that it is well formed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "meta", "link", "input"}
BLOCKS = {"p", "br", "li", "tr", "td", "th", "pre", "blockquote", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"}


@dataclass
class Markup:
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for element, attributes in self.elements if element == name]


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Markup()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {tag} {attrs}"
        self.read.elements.append((tag, dict(attrs)))
        self.read.text += "\n" if tag in BLOCKS else ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without a beginning"
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.read.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")


def read_markup(html: str) -> Markup:
    """What the markup holds; it fails where something is not closed, or closed twice."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {reader.open}"
    return reader.read


ALLOWED = {
    "a": {"href", "title", "rel"},
    "span": {"class", "title"},
    "code": {"class"},
    "ol": {"start"},
    **{
        name: set[str]()
        for name in ["p", "br", "blockquote", "em", "strong", "hr", "li", "pre", "ul", "h2", "h3", "h4", "h5", "h6"]
    },
    **{name: set[str]() for name in ("p", "br", "blockquote", "em", "strong", "hr", "li", "pre", "ul")},
    **{name: set[str]() for name in ("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td")},
}


def assert_harmless(html: str) -> Markup:
    """Only allowed elements, attributes and addresses, and nothing that no page may hold; what was read."""
    read = read_markup(html)
    for element, attributes in read.elements:
        assert element in ALLOWED, element
        assert set(attributes) <= ALLOWED[element], (element, attributes)
        if element == "span":
            assert attributes["class"] == "invisible"
        if element == "code" and attributes:
            assert re.fullmatch(r"language-[A-Za-z0-9#.+_-]{1,30}", attributes["class"] or "")
        href = attributes.get("href")
        if element == "a":
            assert href is not None
            assert re.match(r"https?://[^/]|mailto:|/(?!/)", href, re.IGNORECASE), href
        if element == "a":
            assert "noopener" in (attributes.get("rel") or ""), attributes
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]", html)
    return read


def squeezed(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())
