"""What hosts and robots are told: the Content-Security-Policy, header files for common hosts, robots.txt and the sitemap."""

from __future__ import annotations

import html
from collections.abc import Iterable, Set
from datetime import date
from urllib.parse import urlsplit

from onrecord.frozen import dataclass
from onrecord.render.invisible import visible
from onrecord.render.routes import EXCERPT, FEED, INDEX, JSON_FEED
from onrecord.render.safe import safe_url

SCRIPTS = "script-src 'self'"
POLICY = (
    f"default-src 'none'; img-src 'self'; style-src 'self'; {SCRIPTS}; font-src 'self'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'self'"
)
"""The Content-Security-Policy of pages, in their `<meta>`: everything from the site itself, nothing inline, no plug-ins, frames or
workers. Ways to talk are links, so forms lead nowhere but to the site's own search."""
ASKING = f"{POLICY}; connect-src 'self'"
"""That of a page whose script asks the site for more while it is read, and of the header files: they speak for every page, and a
page's own policy narrows what they allow."""
EXCERPT_POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"
"""The policy of the excerpt for other web pages: a style sheet and pictures, no scripts."""
UNFRAMED, FRAMED = "frame-ancestors 'none'", "frame-ancestors *"
"""Who may frame a page: nobody, but for the excerpt, which is made for it. A browser heeds this in headers alone."""

HEADERS = (
    ("Content-Security-Policy", ASKING),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
TYPES = (
    ("application/json", ".json"),
    ("application/jsonl", ".jsonl"),
    ("text/calendar", ".ics"),
    ("text/csv", ".csv"),
    ("image/svg+xml", ".svg"),
    ("text/plain", ".txt"),
)
MOST_ADDRESSES = 50_000
DATA = "/data/*"


@dataclass(frozen=True, slots=True)
class HeadersView:
    """The addresses of the pages that nobody may frame, as the rules of `_headers` name them (`/issues/*`)."""

    unframed: tuple[str, ...]


def unframed(paths: Iterable[str]) -> tuple[str, ...]:
    """Rules for all pages but the excerpt in each of its languages, given the paths of the site: a folder as a whole where no
    excerpt lies in it, else page by page. Cloudflare Pages heeds a hundred rules; a site of five languages has about as many."""
    pages = [path for path in paths if path.endswith(".html")]
    excerpts = [path for path in pages if f"/{path}".endswith(f"/{EXCERPT}")]
    holding = {path[: at + 1] for path in (EXCERPT, *excerpts) for at, char in enumerate(path) if char == "/"} | {""}
    rules: dict[str, None] = {}
    for path in pages:
        if path in excerpts:
            continue
        folder = path[: path.rfind("/") + 1]
        if folder in holding:
            rules[f"/{path.removesuffix(INDEX)}"] = rules[f"/{path}"] = None
        else:
            rules[f"/{_first_free(folder, holding)}*"] = None
    return tuple(sorted(rules))


def _first_free(folder: str, holding: Set[str]) -> str:
    """The highest folder on the way to one that is none of some others."""
    return next(folder[: at + 1] for at, char in enumerate(folder) if char == "/" and folder[: at + 1] not in holding)


def netlify_headers(view: HeadersView) -> bytes:
    """The file `_headers`, which Netlify and Cloudflare Pages read. Data may be read by any page's script.

    All rules that match a page count, and a header that two of them give is sent with both values. Two policies both hold; so the
    rule that nobody may frame a page stands with the pages that it is for, and not with the excerpt.
    """
    everywhere = "".join(f"  {name}: {value}\n" for name, value in HEADERS)
    alone = f"  Content-Security-Policy: {UNFRAMED}\n"
    pages = "".join(f"{rule}\n{alone}" for rule in view.unframed if rule != DATA)
    return f"/*\n{everywhere}{DATA}\n  Access-Control-Allow-Origin: *\n{alone}{pages}".encode()


def htaccess(site_url: str | None) -> bytes:
    """The file `.htaccess`, which Apache reads. The page for what is not there is named by its path on the host, which needs the
    site's address (or its absence: the root)."""
    path = urlsplit(site_url).path if site_url else "/"
    missing = f"ErrorDocument 404 {path}404.html\n" if not any(char in path for char in ' "\\\r\n') else ""
    policies = {"Content-Security-Policy": f"{ASKING}; {UNFRAMED}"}
    headers = "".join(f'  Header always set {name} "{policies.get(name, value)}"\n' for name, value in HEADERS)
    framed = f"""\
  <If "%{{REQUEST_URI}} =~ m#/{EXCERPT.removesuffix(INDEX)}#">
    Header always set Content-Security-Policy "{EXCERPT_POLICY}; {FRAMED}"
  </If>
"""
    types = "".join(f"AddType '{type}; charset=utf-8' {ending}\n" for type, ending in TYPES)
    feeds = "".join(
        f"<Files {name}>\n  ForceType '{type}'\n</Files>\n"
        for name, type in ((FEED, "application/atom+xml; charset=utf-8"), (JSON_FEED, "application/feed+json"))
    )
    return f"{missing}Options -Indexes -ExecCGI\n{types}{feeds}<IfModule mod_headers.c>\n{headers}{framed}</IfModule>\n".encode()


def robots(site_url: str | None, *, hidden: bool = False) -> bytes:
    """The file `robots.txt`: everything may be read (or nothing, for a draft), and where the sitemap is."""
    sitemap = f"Sitemap: {site_url}sitemap.xml\n" if site_url and safe_url(site_url) == site_url and not hidden else ""
    return f"User-agent: *\n{'Disallow: /' if hidden else 'Allow: /'}\n{sitemap}".encode()


@dataclass(frozen=True, slots=True)
class SitemapView:
    """Absolute addresses and the day each last changed (None: unknown), at most 50,000; of pages, or as an `index` of sitemaps."""

    addresses: tuple[tuple[str, date | None], ...]
    index: bool = False


def sitemap(view: SitemapView) -> bytes:
    """The sitemap (sitemaps.org 0.9) as UTF-8 XML. ValueError for more addresses than one may hold."""
    if len(view.addresses) > MOST_ADDRESSES:
        raise ValueError(f"a sitemap holds at most {MOST_ADDRESSES} addresses")
    outer, inner = ("sitemapindex", "sitemap") if view.index else ("urlset", "url")
    entries = "".join(f"<{inner}><loc>{_xml(url)}</loc>{_changed(day)}</{inner}>\n" for url, day in view.addresses)
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    return f'{head}<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</{outer}>\n'.encode()


def _changed(day: date | None) -> str:
    return f"<lastmod>{day.isoformat()[:10]}</lastmod>" if day else ""


def _xml(text: str) -> str:
    return html.escape(visible(text))
