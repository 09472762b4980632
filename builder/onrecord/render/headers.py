"""What hosts and robots are told: the Content-Security-Policy, header files for common hosts, robots.txt and the sitemap."""

from __future__ import annotations

import html
from datetime import date
from urllib.parse import urlsplit

from onrecord.frozen import dataclass
from onrecord.render.invisible import visible
from onrecord.render.safe import safe_url

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'self'"
)
"""The Content-Security-Policy of pages, in their `<meta>`: everything from the site itself, nothing inline, no plug-ins, frames or
workers. Ways to talk are links, so forms lead nowhere but to the site's own search. Who may frame the site is not limited: any page
may embed it, and there is nothing in it that a click could do to a reader."""

ASKING = f"{POLICY}; connect-src 'self'"
"""That of a page whose script asks the site for more while it is read, and of the header files: they speak for every page, and a
page's own policy narrows what they allow."""

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
    ("text/plain", ".txt"),
)
MOST_ADDRESSES = 50_000


def netlify_headers() -> bytes:
    """The file `_headers`, which Netlify and Cloudflare Pages read. Data may be read by any page's script."""
    everywhere = "".join(f"  {name}: {value}\n" for name, value in HEADERS)
    return f"/*\n{everywhere}/data/*\n  Access-Control-Allow-Origin: *\n".encode()


def htaccess(site_url: str | None) -> bytes:
    """The file `.htaccess`, which Apache reads. The page for what is not there is named by its path on the host, which needs the
    site's address (or its absence: the root)."""
    path = urlsplit(site_url).path if site_url else "/"
    missing = f"ErrorDocument 404 {path}404.html\n" if not any(char in path for char in ' "\\\r\n') else ""
    headers = "".join(f'  Header always set {name} "{value}"\n' for name, value in HEADERS)
    types = "".join(f"AddType '{type}; charset=utf-8' {ending}\n" for type, ending in TYPES)
    feeds = "<Files feed.xml>\n  ForceType 'application/atom+xml; charset=utf-8'\n</Files>\n"
    return f"{missing}Options -Indexes -ExecCGI\n{types}{feeds}<IfModule mod_headers.c>\n{headers}</IfModule>\n".encode()


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
