"""Where every page lies: paths below the site's root, and relative links between them that name files explicitly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

INDEX = "index.html"
FRONT = INDEX
ISSUES = "issues/index.html"
WAITING = "waiting/index.html"
PROMISES = "promises/index.html"
PRODUCTS = "products/index.html"
CHANGES = "changes/index.html"
PEOPLE = "people/index.html"
SOLUTIONS = "solutions/index.html"
FIGURES = "figures/index.html"
METHOD = "figures/method/index.html"
TALK = "talk/index.html"
LOG = "log/index.html"
EDITS = "edits/index.html"
VERIFY = "verify/index.html"
DATA = "data/index.html"
SEARCH = "search/index.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
JSON_FEED = "feed.json"
PROMISES_CALENDAR = "promises/calendar.ics"
TALK_BADGE = "talk/talk.svg"
RECORD_BADGE = "talk/record.svg"
EXCERPT = "talk/excerpt/index.html"

RESERVED = frozenset(
    [
        "issues",
        "waiting",
        "promises",
        "products",
        "changes",
        "people",
        "solutions",
        "figures",
        "talk",
        "data",
        "static",
        "search",
        "log",
        "verify",
        "edits",
        "feed",
    ]
)
"""The first parts of paths that belong to Onrecord, also those that are yet to be built."""

LONGEST_SEGMENT = 120
_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*").fullmatch
"""What an address holds as it is."""
_PLACE = re.compile(r"[^A-Za-z0-9-]")
_UNSAFE = re.compile(r"[^A-Za-z0-9._+-]|^\.|\.$")


def segment(name: str) -> str:
    """A name as one part of a path: letters, digits and `.`, `_`, `+`, `-` stand, anything else is `~` and the hex of its UTF-8.

    Two names never give one segment; none is empty, hidden, `..` or longer than a file system takes.
    """
    return name if name.isalnum() and name.isascii() and len(name) <= LONGEST_SEGMENT else _segment(name)


@lru_cache(maxsize=4096)
def _segment(name: str) -> str:
    safe = _UNSAFE.sub(lambda found: "".join(f"~{byte:02x}" for byte in found[0].encode("utf-8", "surrogatepass")), name)
    if len(safe) <= LONGEST_SEGMENT and safe:
        return safe
    return f"{safe[:80]}~{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def issue(id: str) -> str:
    """The page of an issue."""
    return f"issues/{segment(id)}/{INDEX}"


def issue_record(id: str) -> str:
    """The record and judgement of an issue, as JSON."""
    return f"issues/{segment(id)}.json"


def issue_calendar(id: str) -> str:
    """The promises of an issue, as a calendar."""
    return f"issues/{segment(id)}.ics"


def issue_feed(id: str) -> str:
    """The feed of an issue."""
    return f"issues/{segment(id)}/{FEED}"


def issue_json_feed(id: str) -> str:
    """The same as a JSON Feed."""
    return f"issues/{segment(id)}/{JSON_FEED}"


def attachment(id: str, name: str) -> str:
    """A file beside a message of an issue, under the name it is published by."""
    return f"issues/{segment(id)}/{segment(name)}"


def issue_list(number: int) -> str:
    """A page of the list of issues: 1 holds the oldest and never shifts."""
    return f"issues/page/{number}/{INDEX}"


def tag(name: str) -> str:
    """The list of the issues with a tag."""
    return f"issues/tagged/{segment(name)}/{INDEX}"


def facet(kind: str, names: Sequence[str], number: int = 0) -> str:
    """The issues that have something in common: of what kind, called what (a component after its product); a numbered page, or (0)
    the newest."""
    return f"issues/{kind}/{'/'.join(map(segment, names))}/{f'page/{number}/' if number else ''}{INDEX}"


def product(id: str) -> str:
    """The page of a product."""
    return f"products/{segment(id)}/{INDEX}"


def release(product: str, version: str) -> str:
    """The page of a release."""
    return f"products/{segment(product)}/releases/{segment(version)}/{INDEX}"


def waiting(product: str) -> str:
    """Who waits on the issues of a product (empty: of none in particular)."""
    return f"waiting/{segment(product) if product else '~'}/{INDEX}"


def solutions(product: str, component: str | None = None, number: int = 0) -> str:
    """The solutions for a product (empty: for none in particular), or for a component of it (the same), of which there may be
    numbered pages."""
    parts = (segment(name) if name else "~" for name in ((product,) if component is None else (product, component)))
    return f"solutions/{'/'.join(parts)}/{f'page/{number}/' if number else ''}{INDEX}"


def person(alias: str) -> str:
    """The page of a person."""
    return f"people/{segment(alias)}/{INDEX}"


def free_page(name: str) -> str:
    """A page of the company's own."""
    return f"{segment(name)}/{INDEX}"


def data(name: str) -> str:
    """A file to download."""
    return f"data/{name}"


def figure(name: str) -> str:
    """The table of a figure, to download."""
    return f"figures/{name}.csv"


HELPS = "people/helped.csv"
"""Who helped whom, to download."""


def schema(name: str) -> str:
    """The JSON Schema of a format."""
    return data(f"schemas/{name}.json")


def search(name: str) -> str:
    """A file of the search's index."""
    return f"search/{name}"


def history(id: str) -> str:
    """The versions of an issue."""
    return f"issues/{segment(id)}/history/index.html"


LOG_PAGE = 256
"""How many entries a numbered page of the log holds; the newest page holds up to one less than twice as many."""


def full_log_pages(size: int) -> int:
    """How many numbered pages a log of so many entries takes."""
    return max(0, size // LOG_PAGE - 1)


def log_page(number: int) -> str:
    """A page of the log by its number, the newest by 0."""
    return f"log/page/{number}/index.html" if number else LOG


def log_page_of(index: int, size: int) -> str:
    """The page of the log on which an entry stands."""
    number = index // LOG_PAGE + 1
    return log_page(number if number <= full_log_pages(size) else 0)


def log_file(path: str) -> str:
    """A file of the log by its path there: a tile, a bundle, a checkpoint, the words of a version."""
    return f"log/{path}"


def static(name: str) -> str:
    """A file of the theme."""
    return f"static/{name}"


def logo(path: str) -> str:
    """The company's logo, given its file: its ending stays."""
    return static(segment("company" + PurePosixPath(path).suffix.lower()))


def feed(path: str) -> str:
    """The feed beside a page."""
    return path.removesuffix(INDEX) + FEED


def json_feed(feed: str) -> str:
    """The JSON Feed beside an Atom feed, given the path, link or address of that."""
    return feed.removesuffix(FEED) + JSON_FEED


def anchor(*names: str) -> str:
    """The id of a place on a page that is named by these: letters, digits, dashes and underscores; no two names give one."""
    return "__".join(
        _PLACE.sub(lambda found: "".join(f"_{byte:02x}" for byte in found[0].encode("utf-8", "surrogatepass")), name)
        for name in names
    )


def href(from_path: str, to_path: str, fragment: str = "") -> str:
    """The relative link from one path of the site to another, which names its file: `../42/index.html#m3`."""
    folder = from_path[: from_path.rfind("/") + 1]
    if folder and to_path.startswith(folder):
        way = to_path[len(folder) :]
    elif folder and to_path.startswith(from_path[: from_path.find("/") + 1]):
        way = _up_and_down(folder, to_path)
    else:
        way = "../" * from_path.count("/") + to_path
    way = way if _PLAIN(way) else quote(way)
    return f"{way}#{quote(fragment)}" if fragment else way


def _up_and_down(folder: str, to_path: str) -> str:
    """The way from a folder to what lies beside it in the same part of the site."""
    here, there = folder.split("/")[:-1], to_path.split("/")
    shared = 1
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


def vantage(from_path: str, part: str) -> str:
    """What links into another part of the site (such as `people`) hang on: the way to the root; a page within it is its own."""
    return from_path if from_path.startswith(part + "/") else root(from_path)


def root(from_path: str) -> str:
    """What leads from a path to the site's root: `../../`, empty at the root itself."""
    return "../" * from_path.count("/")


def pretty(path: str) -> str:
    """A path as absolute addresses show it, below the site's address: `issues/42/`."""
    path = path[: -len(INDEX)] if path == INDEX or path.endswith("/" + INDEX) else path
    return path if _PLAIN(path) else quote(path)
