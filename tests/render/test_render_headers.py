from datetime import date
from xml.etree import ElementTree

import pytest

from hosting import headers_for
from onrecord.render.headers import (
    ASKING,
    EXCERPT_POLICY,
    MOST_ADDRESSES,
    POLICY,
    HeadersView,
    SitemapView,
    htaccess,
    netlify_headers,
    robots,
    sitemap,
    unframed,
)
from onrecord.render.invisible import visible
from render.hostile import WORDS

SITE = "https://example.com/feedback/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def directives(policy: str):
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


def test_everything_comes_from_the_site_itself():
    policy = directives(ASKING)
    assert policy.pop("default-src") == ["'none'"]
    assert {value for values in policy.values() for value in values} <= {"'self'", "'none'"}
    assert {"script-src", "style-src", "img-src", "font-src", "connect-src", "form-action", "base-uri"} <= set(policy)


def test_pages_ask_for_nothing_more_while_they_are_read():
    assert directives(ASKING) == {**directives(POLICY), "connect-src": ["'self'"]}
    assert "connect-src" not in directives(POLICY)
    assert directives(POLICY)["default-src"] == ["'none'"]


def test_headers_for_netlify_and_cloudflare():
    view = HeadersView(("/", "/data/*", "/issues/*"))
    everywhere, rest = netlify_headers(view).decode().split("/data/*\n")
    assert everywhere.startswith("/*\n")
    assert f"\n  Content-Security-Policy: {ASKING}\n" in everywhere
    assert "\n  X-Content-Type-Options: nosniff\n" in everywhere
    assert "\n  Referrer-Policy: same-origin\n" in everywhere
    alone = "  Content-Security-Policy: frame-ancestors 'none'\n"
    assert rest == f"  Access-Control-Allow-Origin: *\n{alone}/\n{alone}/issues/*\n{alone}"
    assert "frame-ancestors" not in everywhere
    assert all(line.startswith(("/", "  ")) for line in netlify_headers(view).decode().splitlines())


TREE = (
    *("index.html", "404.html", "feed.xml", "issues/1/index.html", "issues/index.html", "issues/1.json", "about/index.html"),
    *("talk/index.html", "talk/talk.svg", "talk/excerpt/index.html", "data/index.html"),
)
LONE = ("/", "/404.html", "/about/*", "/data/*", "/index.html", "/issues/*", "/talk/", "/talk/index.html")


@pytest.mark.parametrize("folders", [("",), ("", "fr/"), ("", "fr/", "pt-BR/")])
def test_every_page_but_the_excerpt_is_kept_out_of_frames(folders: tuple[str, ...]):
    paths = [folder + path for folder in folders for path in TREE]
    rules = unframed(paths)
    assert rules == tuple(sorted(f"/{folder}{rule[1:]}" for folder in folders for rule in LONE))
    text = netlify_headers(HeadersView(rules)).decode()
    for path in paths:
        if path.endswith(".html"):
            for address in {f"/{path}", f"/{path.removesuffix('index.html')}"}:
                policy = headers_for(text, address)["Content-Security-Policy"]
                assert ("frame-ancestors 'none'" in policy) is not path.endswith("talk/excerpt/index.html"), address


def test_headers_for_apache():
    text = htaccess(SITE).decode()
    assert text.startswith("ErrorDocument 404 /feedback/404.html\n")
    assert f"  Header always set Content-Security-Policy \"{ASKING}; frame-ancestors 'none'\"\n" in text
    excerpt = text.partition('  <If "%{REQUEST_URI} =~ m#/talk/excerpt/#">\n')[2].partition("  </If>\n")[0]
    assert excerpt == f'    Header always set Content-Security-Policy "{EXCERPT_POLICY}; frame-ancestors *"\n'
    assert "<Files feed.xml>\n  ForceType 'application/atom+xml; charset=utf-8'\n</Files>\n" in text
    assert "Options -Indexes -ExecCGI\n" in text
    assert htaccess(None).decode().startswith("ErrorDocument 404 /404.html\n")


def test_robots():
    assert robots(SITE) == b"User-agent: *\nAllow: /\nSitemap: https://example.com/feedback/sitemap.xml\n"
    assert robots(None) == b"User-agent: *\nAllow: /\n"
    assert robots(SITE, hidden=True) == b"User-agent: *\nDisallow: /\n"


def test_a_sitemap():
    root = ElementTree.fromstring(sitemap(SitemapView(((SITE, date(2026, 5, 2)), (SITE + "?a=1&b=2", None)))))
    assert root.tag == NAMESPACE + "urlset"
    assert [[(part.tag.removeprefix(NAMESPACE), part.text) for part in url] for url in root] == [
        [("loc", SITE), ("lastmod", "2026-05-02")],
        [("loc", SITE + "?a=1&b=2")],
    ]


def test_a_sitemap_of_sitemaps():
    root = ElementTree.fromstring(sitemap(SitemapView(((SITE + "sitemap-1.xml", None),), index=True)))
    assert root.tag == NAMESPACE + "sitemapindex"
    assert root.findtext(f"{NAMESPACE}sitemap/{NAMESPACE}loc") == SITE + "sitemap-1.xml"


def test_a_sitemap_has_a_limit():
    with pytest.raises(ValueError, match="at most 50000 addresses"):
        sitemap(SitemapView(((SITE, None),) * (MOST_ADDRESSES + 1)))


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_hostile_addresses_break_nothing(words):
    root = ElementTree.fromstring(sitemap(SitemapView(((words, None),))))
    assert root.findtext(f"{NAMESPACE}url/{NAMESPACE}loc") == visible(words)
    assert robots(words).count(b"\n") in {2, 3}
    assert htaccess(words).count(b"\n") in {htaccess(None).count(b"\n"), htaccess(None).count(b"\n") - 1}
