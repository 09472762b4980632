"""Safe HTML, a type of its own: nothing else may stand in a page unescaped, and only this module makes it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.render.invisible import SUSPECT, describe, has_invisible, keeper, label, line_ends, visible
from onrecord.render.late import late

if TYPE_CHECKING:
    import nh3

__all__ = [
    "EMPTY",
    "LINE_BREAK",
    "NEXT_PARAGRAPH",
    "SafeHtml",
    "cleaned",
    "data_block",
    "escape",
    "join",
    "proved",
    "replaced",
    "revealed",
    "rooted",
    "safe_url",
    "tag",
    "unwrapped",
    "visible",
    "written",
]


class SafeHtml(str):
    """Markup that can do no harm where an element's content may stand. Anything done to it as to a `str` gives a plain `str`."""

    __slots__ = ()

    def __html__(self) -> str:
        """The markup as it stands: template engines take it without escaping it again."""
        return self


EMPTY = SafeHtml()
LINE_BREAK = SafeHtml("<br>")
NEXT_PARAGRAPH = SafeHtml("</p>\n<p>")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_UNSAFE_ATTRIBUTE = re.compile(r"on|style$|srcdoc$|srcset$|formaction$")
_ADDRESSES = frozenset({"href", "src", "action", "cite"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_NOT_IN_ADDRESS = late(rf'[\s<>"`{{}}|^\\{SUSPECT}]')
_NOT_IN_ASCII_ADDRESS = re.compile(r'[\s<>"`{}|^\\\x00-\x1f\x7f]')
"""The same, and quick, for addresses that hold nothing else."""
_SERIALISED = late(rf'(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)|[{SUSPECT}]+')
_ANY = late(f"[{SUSPECT}]")
_HIDDEN = late(f"[{SUSPECT}]+")
_LINK = re.compile(r'<a((?: [a-z]+="[^"]*")*)>(.*?)</a>', re.DOTALL)
_TAGS = re.compile(r"(<[^<>]*>)")
_ROOTED = re.compile(r'href="/([^"?#]*)([^"]*)"')
_HARMLESS = re.compile(
    r"(?:[^<>]++|<(?:/?(?:p|li|em|strong|code|td|th|tr|ul|ol|blockquote|pre|table|thead|tbody|h[2-6])|/a|br|hr)>"
    r'|<a href="(?:https?:/|(?!//))/[^"<>\s\\]*+" rel="[a-z ]*noopener">'
    r'|<(?:code class="language-[a-zA-Z0-9#.+_-]++|ol start="[0-9]++)">)*+'
)


def escape(text: str) -> SafeHtml:
    """Any text as markup that shows it: invisible characters made visible, `& < > " '` as entities. Safe markup stays as it is."""
    return text if isinstance(text, SafeHtml) else SafeHtml(html.escape(visible(text)))


def join(parts: Iterable[str], separator: str = "") -> SafeHtml:
    """Parts put together; those that are not safe yet are escaped."""
    return SafeHtml(str.join(escape(separator), (escape(part) for part in parts)))


def tag(name: str, attributes: Mapping[str, str | None] | None = None, content: str = EMPTY) -> SafeHtml:
    """An element. Attributes that are None are left out, the empty text gives `name=""`.

    ValueError for a name that cannot be one, for a script's or style's attribute, and for an address that is not safe: names are
    the program's own, and addresses must have passed `safe_url`.
    """
    if not _NAME.fullmatch(name) or name in {"script", "style"}:
        raise ValueError(f"no element for a page: {name!r}")
    written = "".join(_attribute(key, value) for key, value in (attributes or {}).items() if value is not None)
    return SafeHtml(f"<{name}{written}>" if name in VOID else f"<{name}{written}>{escape(content)}</{name}>")


def _attribute(key: str, value: str) -> str:
    if not _NAME.fullmatch(key) or _UNSAFE_ATTRIBUTE.match(key):
        raise ValueError(f"no attribute for a page: {key!r}")
    if key in _ADDRESSES and safe_url(value) != value:
        raise ValueError(f"no safe address: {value!r}")
    return f' {key}="{html.escape(visible(value))}"'


def safe_url(url: str) -> str | None:
    """An address as it may stand in `href`, or None where it may not.

    Allowed are `http`, `https` and `mailto`, and addresses without a scheme and host. What an address cannot hold (spaces within,
    quotes, backslashes, controls, invisible characters) is not repaired.
    """
    url = url.strip()
    scheme = _SCHEME.match(url)
    wrong = _NOT_IN_ASCII_ADDRESS if url.isascii() else _NOT_IN_ADDRESS
    if not url or wrong.search(url) or url.startswith("//"):
        return None
    if scheme and scheme[1].lower() != "mailto" and not _WEB.match(url):
        return None
    return url


def cleaned(markup: str, cleaner: nh3.Cleaner) -> SafeHtml:
    """Foreign markup after a cleaner with a tight list of what is allowed.

    Links that lost their address are plain words, and invisible characters are made visible. (In a cleaner's markup there is no
    link within a link, and no quotation mark within an attribute.)
    """
    clean = cleaner.clean(markup)
    return revealed(
        SafeHtml(_LINK.sub(lambda link: link[0] if ' href="' in link[1] else link[2], clean) if "<a " in clean else clean)
    )


def proved(markup: str) -> SafeHtml:
    """The markup of our own converter of plain Markdown, with its invisible characters made visible.

    ValueError where it is not proved: between the tags no `<` or `>` may stand, and the tags are those of this list, to the letter.
    None of them can act, load anything or lead to anything but `http`, `https` and the site itself; so no mistake in the converter
    can do more than spoil the looks of a page.
    """
    if not _HARMLESS.fullmatch(markup):
        raise ValueError("a tag that no plain Markdown has")
    return revealed(SafeHtml(markup))


def revealed(markup: SafeHtml) -> SafeHtml:
    """Markup as a serialiser writes it (attributes in double quotes) with its invisible characters made visible."""
    if not has_invisible(markup):
        return markup
    keeps = keeper(markup)

    def show(found: re.Match[str]) -> str:
        if found[1]:
            return _ANY.sub(lambda hidden: label(hidden[0]), found[1])
        return shown(found, keeps)

    return SafeHtml(_SERIALISED.sub(show, markup))


def shown(found: re.Match[str], keeps: Callable[[int], bool]) -> SafeHtml:
    """A run of characters that may hide: those to be kept as they are, the others as `invisible_span` shows them."""
    runs = groupby(range(found.start(), found.end()), lambda at: "" if keeps(at) else found.string[at])
    return SafeHtml(
        "".join(invisible_span(char, len([*run])) if char else "".join(found.string[at] for at in run) for char, run in runs)
    )


def invisible_span(char: str, times: int = 1) -> SafeHtml:
    """An invisible character, once or several times running, as readers see it: its number, and its name in the title."""
    return SafeHtml(f'<span class="invisible" title="{describe(char)}">{label(char) * times}</span>')


def written(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], SafeHtml]) -> SafeHtml:
    """Any text as markup that shows it, each match of a pattern as the markup given for it; linear where the pattern is.

    Invisible characters stand in a `span` with their name. Line ends are line feeds before the pattern sees them.
    """
    text = line_ends(text)
    parts: list[str] = []
    at = 0
    keeps = keeper(text) if has_invisible(text) else None
    for found in pattern.finditer(text):
        parts += (_written(text, at, found.start(), keeps), replace(found))
        at = found.end()
    return SafeHtml("".join([*parts, _written(text, at, len(text), keeps)]))


def _written(text: str, start: int, end: int, keeps: Callable[[int], bool] | None) -> str:
    """A part of a text, escaped; what hides is judged among its neighbours in the whole text."""
    if keeps is None:
        return html.escape(text[start:end])
    parts: list[str] = []
    for found in _HIDDEN.finditer(text, start, end):
        parts += (html.escape(text[start : found.start()]), shown(found, keeps))
        start = found.end()
    return "".join([*parts, html.escape(text[start:end])])


def replaced(markup: SafeHtml, pattern: re.Pattern[str], replace: Callable[[str], SafeHtml]) -> SafeHtml:
    """Safe markup with each match of a pattern in its text replaced; links and code are left as they are."""
    parts: list[str] = []
    inside = 0
    for part in _TAGS.split(markup):
        if part.startswith("<"):
            inside += _depth(part)
            parts.append(part)
        else:
            parts.append(part if inside else pattern.sub(lambda found: replace(html.unescape(found[0])), part))
    return SafeHtml("".join(parts))


def _depth(tag: str) -> int:
    opened = re.match(r"<(/?)(?:a|code|pre)[ >]", tag)
    return 0 if not opened else -1 if opened[1] else 1


def unwrapped(markup: SafeHtml) -> SafeHtml:
    """The inside of a single paragraph; anything else as it stands."""
    inner = markup.removeprefix("<p>").removesuffix("</p>")
    single = len(markup) - len(inner) == len("<p></p>") and "<p>" not in inner
    return SafeHtml(inner) if single else markup


def rooted(markup: SafeHtml, root: str, root_of: Callable[[str], str] | None = None) -> SafeHtml:
    """Safe markup whose links from the site's root (`/promises/#x`) lead there from a page that lies below it.

    `root` is the way up: nothing, `../../`, or the site's address for a feed; where it hangs on where a link leads, `root_of` tells
    it. Files are named: `../../promises/index.html#x`; an address that ends in a slash stays so under an absolute root.
    """
    named = not _WEB.match(root)

    def lead(found: re.Match[str]) -> str:
        path, rest = found[1], found[2]
        return f'href="{html.escape(root_of(path) if root_of else root)}{path}{_index(path, named)}{rest}"'

    return SafeHtml(_ROOTED.sub(lead, markup)) if 'href="/' in markup else markup


def _index(path: str, named: bool) -> str:
    """What an address of a folder lacks: its slash, and the file where it is to be named."""
    folder = not path or path.endswith("/")
    if not folder and "." in path.rpartition("/")[2]:
        return ""
    return ("" if folder else "/") + ("index.html" if named else "")


def data_block(type: str, json: str) -> SafeHtml:
    """A block of data in the page: `<script type="application/ld+json">`. Whatever could end it is escaped as JSON allows."""
    if not re.fullmatch(r"application/(?:ld\+)?json", type):
        raise ValueError(f"no type of data: {type!r}")
    for char in _IN_SCRIPT:
        json = json.replace(char, f"\\u{ord(char):04x}")
    return SafeHtml(f'<script type="{type}">{json}</script>')


_IN_SCRIPT = "<>&\u2028\u2029"
