"""Walking a built site as a reader's browser does: every link, picture, script and anchor, wherever the site lies."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src", "base": "href"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class PageLinks(HTMLParser):
    """What a page links to, the ids it holds, and whether its elements are closed in the order in which they were opened."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.base = ""
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has {name} twice" for name in dict.fromkeys(names) if names.count(name) > 1]
        self.faults += [f"<{tag}> has {name}" for name in names if name.startswith("on") or name == "style"]
        held = dict(attrs)
        self.tags.append(tag if "svg" not in self._open else f"svg {tag}")
        if held.get("id"):
            self.ids.append(held["id"] or "")
        if tag == "base":
            self.base = held.get("href") or ""
        elif tag in ADDRESSES and held.get(ADDRESSES[tag]) is not None and held.get("rel") != "canonical":
            self.links.append((tag, held[ADDRESSES[tag]] or ""))
        if tag == "meta" and held.get("http-equiv") == "refresh":
            self.links.append(("meta", (held["content"] or "").partition("url=")[2]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag in VOID or tag not in self._open:
            self.faults.append(f"</{tag}> closes nothing")
        else:
            self.faults.append(f"</{tag}> while <{self._open[-1]}> is open")
            while self._open.pop() != tag:
                pass


def broken_links(site: Mapping[str, bytes], at: str = "https://example.org/") -> list[str]:
    """What is wrong with the links of a site that lies at an address (`https://example.org/`, one below it, or `file:///…/`):
    those that lead to no file or to no anchor of it, and those within the site that are not relative."""
    pages = {path: PageLinks(data.decode("utf-8")) for path, data in site.items() if path.endswith(".html")}
    found = []
    for path, page in pages.items():
        for _, link in page.links:
            if (fault := _fault(site, pages, at, path, link)) is not None:
                found.append(f"{path}: {link}: {fault}")
    return found


def _fault(site: Mapping[str, bytes], pages: Mapping[str, PageLinks], at: str, path: str, link: str) -> str | None:
    if urlsplit(link).scheme or link.startswith("//"):
        return None if urlsplit(link).scheme in ("http", "https", "mailto", "webcal") else "leads to a strange place"
    if link.startswith("/"):
        return "is not relative"
    target = urlsplit(urljoin(at + path, link))  # a page with a base lies in the folder that it names
    folder = urlsplit(at).path
    if not target.path.startswith(folder):
        return "leaves the site"
    name = unquote(target.path.removeprefix(folder))
    if name not in site:
        return "leads to no file"
    if target.fragment and unquote(target.fragment) not in pages[name].ids:
        return "leads to no anchor"
    return None


def faults(site: Mapping[str, bytes]) -> list[str]:
    """What is wrong with the pages of a site in themselves: elements not closed, ids twice, not exactly one `h1` or `main`."""
    found = []
    for path, data in site.items():
        if path.endswith(".html"):
            page = PageLinks(data.decode("utf-8"))
            found += [f"{path}: {fault}" for fault in page.faults]
            found += [f"{path}: the id {id} twice" for id in dict.fromkeys(page.ids) if page.ids.count(id) > 1]
            found += [f"{path}: {page.tags.count(tag)} <{tag}>" for tag in ("h1", "main", "title") if page.tags.count(tag) != 1]
    return found
