"""Nikola's settings: what no other tool of the benchmark makes is off."""

BLOG_AUTHOR, BLOG_TITLE, BLOG_EMAIL, BLOG_DESCRIPTION = "team", "Transparency", "team@example.org", "Transparency"
SITE_URL = "https://example.org/"
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": ""}
THEME = "bench"
TIMEZONE = "UTC"
POSTS = (("posts/*.md", "issues", "post.tmpl"),)
PAGES = (("pages/*.md", "", "page.tmpl"),)
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.tables", "markdown.extensions.fenced_code"]
METADATA_FORMAT = "YAML"
PRETTY_URLS = True
STRIP_INDEXES = True
INDEX_DISPLAY_POST_COUNT = 50
INDEX_TEASERS = True
INDEXES_STATIC = False
TAG_PATH, CATEGORY_PATH, CATEGORY_PREFIX = "tags", "products", ""
GENERATE_RSS, GENERATE_ATOM = False, False
ENABLE_AUTHOR_PAGES = False
CREATE_SINGLE_ARCHIVE = CREATE_MONTHLY_ARCHIVE = CREATE_DAILY_ARCHIVE = False
COPY_SOURCES, SHOW_SOURCELINK = False, False
USE_BUNDLES = False
COMMENT_SYSTEM = ""
GZIP_FILES = False
FILTERS = {}
DATE_FORMAT = "yyyy-MM-dd"
DISABLED_PLUGINS = [
    *("classify_archive", "classify_authors", "classify_page_index", "classify_sections", "copy_assets", "copy_files"),
    *("create_bundles", "generate_rss", "gzip", "post_list", "redirect", "render_galleries", "render_listings", "robots"),
    *("scale_images", "sitemap"),
    *("emoji", "gist", "soundcloud", "vimeo", "youtube"),
]
