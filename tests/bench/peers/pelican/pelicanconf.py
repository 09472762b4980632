"""Pelican's settings; the environment turns its cache and the cleaning of its output on."""

import os

SITENAME = "Transparency"
SITEURL = FEED_DOMAIN = "https://example.org"
AUTHOR = "team"
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
ARTICLE_PATHS, PAGE_PATHS = ["issues"], ["pages"]
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = 50
PAGINATED_TEMPLATES = {"index": None}
PAGINATION_PATTERNS = ((1, "/", "index.html"), (2, "/page/{number}/", "page/{number}/index.html"))
ARTICLE_URL, ARTICLE_SAVE_AS = "issues/{slug}/", "issues/{slug}/index.html"
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "tags/{slug}/", "tags/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "products/{slug}/", "products/{slug}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
FEED_ATOM, FEED_ALL_ATOM, FEED_MAX_ITEMS = None, "feed.xml", 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
RSS_FEED_SUMMARY_ONLY = False
SUMMARY_MAX_LENGTH = 50
MARKDOWN = {
    "extensions": ["markdown.extensions.meta", "markdown.extensions.tables", "markdown.extensions.fenced_code"],
    "extension_configs": {},
    "output_format": "html5",
}
TYPOGRIFY = False
STATIC_PATHS, STATIC_CREATE_LINKS = [], False
THEME_STATIC_PATHS = []
PLUGINS = []
CACHE_CONTENT = LOAD_CONTENT_CACHE = "BENCH_CACHE" in os.environ
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "md5"
GZIP_CACHE = False
