"""Whole sites: every page there is, every link that resolves, and nothing that changes overnight without a reason."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from builders import a_change, a_corpus, a_message, a_person, a_product, a_release, a_site, a_source, an_issue
from conftest import ROOT
from links import broken_links, faults
from onrecord.derive import assess
from onrecord.derive.judgement import Status
from onrecord.model import Attachment, Company, Component, Corpus, FreePage, IssueType, OnrecordError, Role, Talk, Words
from onrecord.read import read_project
from onrecord.render.make import make
from onrecord.render.site import site_pages
from onrecord.render.theme import load_theme
from rendering import DAY, a_built_site, broadsheet, shown

JUDGED = {
    *("index.html", "waiting/index.html", "promises/index.html", "figures/index.html"),
    *("figures/first-answer.csv", "figures/resolution.csv"),
}
"""The pages on which elapsed days may stand."""


FIGURES = (*("solved", "first-answer", "resolution", "times", "course", "became", "promises", "pledges", "components", "standing"),)
"""The tables of the figures."""


def a_rich_corpus() -> Corpus:
    """A record with something of everything."""
    thread = (
        a_message(2, "report", author="bea", text="Mine too.", affects=("0.9",)),
        a_message(3, "acknowledgement", at="2026-05-03"),
        a_message(4, "workaround", text="Put a coin on it.", at="2026-05-04"),
        a_message(5, "promise", due="2026-06-20", at="2026-05-05"),
        a_message(6, "promise_update", promise=5, due="2026-07-20", why="Bearings", at="2026-05-06"),
        a_message(7, "request", at="2026-05-07"),
        a_message(8, "resolution", outcome="fixed", fixed_in="1.0", keeps_promise=(5,), at="2026-06-02"),
        a_message(9, "dispute", author="bea", at="2026-06-03", in_reply_to=8),
        a_message(10, "confirmation", author="ann", at="2026-06-04"),
        a_message(11, "withdrawal", author="bea", withdraws=9, at="2026-06-05"),
        a_message(12, "correction", corrects=8, at="2026-06-06"),
        a_message(13, "comment", author="obs", at="2026-06-07", words=Words.WITHHELD, text=""),
    )
    return a_corpus(
        an_issue("1", *thread, wants="Silence", components=("motor",), report={"lang": "ar"}),
        an_issue("acme-2", author="cem", duplicate_of="1", opened="2026-05-03"),
        an_issue("3", a_message(2, "promise", due="2026-06-01"), opened="2026-05-04", product=None, tags=("<b>", "=1+1")),
        an_issue("4", a_message(2, at="unknown", source=a_source()), title=None, text="", report={"words": Words.WITHHELD}),
        an_issue("5", author="jo", type="ask"),
        an_issue("6", type="praise"),
        an_issue("7", author="anonymous", type="question", report={"source": a_source()}),
        releases=[
            a_release("Unreleased", a_change("See #3.", "3"), date=None),
            a_release("1.0", a_change("Quiet. #1", "1"), a_change("More", kind="added")),
            a_release("0.9 <beta>/..", yanked=True, date="2026-01-01", notes="[all issues](/issues/)"),
        ],
        people=[a_person("cem", page=True, name="<i>Cem</i>", formerly=("c",)), a_person("jo", Role.COMPANY, title="Support")],
        products=[replace(a_product(formerly=("blowers",)), components=(Component("motor", "Motor", ("engine",)),))],
        pages=[FreePage("about", "About", "[Talk](/talk/)")],
        site=a_site(talk=Talk(email="a@b.example", github="acme/fans"), notice="Invented.", licence="https://example.org/by"),
    )


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """Every file of that record's site."""
    return a_built_site(a_rich_corpus())


@pytest.fixture(scope="module")
def example() -> Corpus:
    """The record of the example company, as far as its last day."""
    return read_project(ROOT, date(2030, 1, 1)).corpus


@pytest.mark.parametrize("at", ["https://example.org/", "https://example.org/a/sub/path/", "file:///home/ann/site/"])
def test_every_link_and_anchor_resolves(site: dict[str, bytes], at: str):
    assert broken_links(site, at) == []


def test_every_page_is_well_formed(site: dict[str, bytes]):
    assert faults(site) == []


@pytest.mark.parametrize("at", ["https://example.org/", "https://example.org/a/sub/path/", "file:///home/ann/site/"])
def test_every_link_and_anchor_of_the_example_resolves(example: Corpus, at: str):
    assert broken_links(a_built_site(example, date(2026, 11, 21)), at) == []


def test_every_page_of_the_example_is_well_formed(example: Corpus):
    assert faults(a_built_site(example, date(2026, 11, 21))) == []


def test_an_empty_record_is_a_whole_site_too():
    built = a_built_site(a_corpus(products=(), site=a_site(url=None)))
    assert broken_links(built) == []
    assert faults(built) == []
    assert "sitemap.xml" not in built


def test_every_page_there_is(site: dict[str, bytes]):
    pages = {path.removesuffix("index.html") for path in site if path.endswith("index.html")}
    assert pages == {
        *("", "issues/", "waiting/", "promises/", "products/", "changes/", "people/", "solutions/", "figures/", "talk/", "data/"),
        "edits/",
        "figures/method/",
        "talk/excerpt/",
        "search/",
        *(f"issues/{id}/" for id in ("1", "acme-2", "3", "4", "5", "6", "7")),
        *("issues/tagged/~3d1+1/", "issues/tagged/~3cb~3e/", "issues/year/2026/", "issues/product/fans/"),
        *(f"issues/status/{status}/" for status in (*(status.value for status in Status), "praise")),
        *(f"issues/type/{type.value}/" for type in IssueType),
        *(f"issues/component/{product}/{component}/" for product in ("fans", "blowers") for component in ("motor", "engine")),
        *("issues/product/blowers/", "waiting/fans/", "waiting/~/", "solutions/fans/"),
        *("products/fans/", "products/blowers/", "people/jo/", "people/kim/", "people/cem/", "people/c/", "about/"),
        *(f"products/{p}/releases/{v}/" for p in ("fans", "blowers") for v in ("1.0", "Unreleased", "0.9~20~3cbeta~3e~2f.~2e")),
    }


def test_every_other_file_there_is(site: dict[str, bytes]):
    files = {path for path in site if not path.endswith("index.html") and not path.startswith("static/")}
    ids = ("1", "acme-2", "3", "4", "5", "6", "7")
    folders = (
        "",
        "changes/",
        "edits/",
        "promises/",
        "products/fans/",
        "people/jo/",
        "people/kim/",
        "people/cem/",
        *(f"issues/{id}/" for id in ids),
    )
    assert files == {
        *(
            "404.html",
            "robots.txt",
            "sitemap.xml",
            "_headers",
            ".htaccess",
            "issues/1.ics",
            "issues/3.ics",
            "promises/calendar.ics",
        ),
        *(f"issues/{id}.json" for id in ids),
        *(f"{folder}feed.{form}" for folder in folders for form in ("xml", "json")),
        *("talk/talk.svg", "talk/record.svg"),
        *(f"data/{name}.csv" for name in ("issues", "messages", "promises", "releases", "people", "products")),
        *(f"data/{name}.jsonl" for name in ("issues", "releases", "people", "products")),
        *("data/record.json", "data/record.sqlite"),
        *(f"data/schemas/{name}.json" for name in ("issue", "release", "person", "product", "record")),
        *(f"figures/{name}.csv" for name in FIGURES),
        "people/helped.csv",
        *(
            f"search/{name}"
            for name in ("words-.txt", "by-product.txt", "by-status.txt", "by-type.txt", "by-year.txt", "shards.json")
        ),
    }


def test_the_search_alone_may_ask_for_more(site: dict[str, bytes]):
    pages = {path for path, data in site.items() if path.endswith(".html") and b"connect-src" in data}
    assert pages == {"search/index.html"}


def test_the_customers_words_come_before_the_companys(site: dict[str, bytes]):
    page = shown(site["issues/1/index.html"])
    order = ["They roar.", "The fans are too loud", "What would make it right Silence", "The company says"]
    order += ["The customers say", "What was said"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert "Solved: 1 of 3 who reported it" in page


def test_each_message_has_a_heading(site: dict[str, bytes]):
    page = site["issues/1/index.html"].decode("utf-8")
    assert re.findall(r'<h3 class="who" id="by-(\d+)">', page) == [str(n) for n in range(1, 14)]


def test_words_that_are_withheld_are_said_to_be(site: dict[str, bytes]):
    assert "Words withheld" in shown(site["issues/4/index.html"])
    assert "time unknown" in shown(site["issues/4/index.html"])


def test_the_direction_of_the_customers_language(site: dict[str, bytes]):
    assert b'<q lang="ar" dir="rtl">They roar.</q>' in site["issues/1/index.html"]


def test_pages_load_nothing_from_elsewhere_and_run_nothing_inline(site: dict[str, bytes]):
    for path, data in site.items():
        if path.endswith(".html"):
            html = data.decode("utf-8")
            assert not re.findall(r"<style|\sstyle=|\son[a-z]+=", html), path
            scripts = re.findall(r"<script(?![^>]*ld\+json)[^>]*>", html)
            assert all(
                re.fullmatch(r'<script src="[./]*static/[a-z-]+\.js"(?: defer| type="module")*>', script) for script in scripts
            )
            policy = unescape(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[0])
            assert not re.findall(r"unsafe-|https?:|\*", policy)
            for block in re.findall(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", html):
                assert f"'sha256-{b64encode(sha256(block.encode()).digest()).decode()}'" in policy
            assert not re.findall(r'<(?:link|script|img)[^>]+(?:src|href)="https?:(?!//feedback\.example\.com/[^"]*">)', html), path


def test_data_beside_an_issue(site: dict[str, bytes]):
    held = json.loads(site["issues/1.json"])
    assert held["issue"]["title"] == "The fans are too loud"
    assert held["judged"]["standing"]["status"] == "confirmed"
    assert [message["id"] for message in held["thread"]] == list(range(1, 14))
    lines = site["data/issues.jsonl"].splitlines(keepends=True)
    assert lines[0] == site["issues/1.json"]
    assert len(lines) == 7


def test_a_former_name_leads_on(site: dict[str, bytes]):
    page = site["products/blowers/index.html"].decode("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../fans/index.html">' in page
    assert '<link rel="canonical" href="https://feedback.example.com/products/fans/">' in page
    assert "products/blowers" not in site["sitemap.xml"].decode("utf-8")


def test_the_page_for_what_is_not_there_works_at_any_depth(site: dict[str, bytes]):
    assert b'<base href="/">' in site["404.html"]
    below = a_built_site(a_corpus(site=a_site(url="https://example.org/a/b/")))
    assert b'<base href="/a/b/">' in below["404.html"]


def pages_of(corpus: Corpus, day: date) -> dict[str, bytes]:
    return {page.path: make(page, broadsheet()) for page in site_pages(corpus, assess(corpus, day), broadsheet())}


def changed(corpus: Corpus, day: date) -> set[str]:
    """The pages that differ when the next day comes."""
    today, tomorrow = pages_of(corpus, day), pages_of(corpus, day + timedelta(days=1))
    assert list(today) == list(tomorrow)
    return {path for path, page in today.items() if page != tomorrow[path]}


QUIET = (DAY, date(2026, 8, 14), date(2027, 3, 1))
"""Days on which nothing of that record falls due."""


@pytest.mark.parametrize("day", QUIET)
def test_overnight_only_the_judged_pages_change(day: date):
    assert changed(a_rich_corpus(), day) == JUDGED


def test_overnight_only_the_judged_pages_of_the_example_change(example: Corpus):
    assert changed(example, date(2026, 11, 28)) == JUDGED | {"figures/times.csv"}


def test_a_promise_that_is_missed_changes_its_own_pages_once():
    corpus = a_corpus(an_issue("1", a_message(2, "promise", due="2026-07-10")), an_issue("2"))
    assert changed(corpus, date(2026, 7, 9)) == JUDGED
    flipped = changed(corpus, date(2026, 7, 10))
    own = {"issues/1/index.html", "issues/1.json", "promises/feed.xml", "promises/feed.json", "people/jo/index.html"}
    own |= {f"data/{name}" for name in ("issues.jsonl", "promises.csv", "record.json", "record.sqlite")}
    lists = {"issues/index.html", "products/fans/index.html", "figures/promises.csv", "people/jo/feed.xml", "people/jo/feed.json"}
    lists |= {f"issues/{way}/index.html" for way in ("type/problem", "status/promised", "product/fans", "year/2026")}
    lists |= {"waiting/fans/index.html"}
    assert flipped - JUDGED == own | lists


def test_every_page_of_the_example_says_what_it_is(example: Corpus):
    built = a_built_site(example, date(2026, 11, 21))
    listed = re.findall(r"<loc>https://onrecord\.example/leisewind/([^<]*)</loc>", built["sitemap.xml"].decode("utf-8"))
    pages = {path: built[f"{unquote(path)}index.html"].decode("utf-8") for path in listed}
    told = {
        path: re.findall(r'<title>(.+?)</title>|<meta name="description" content="(.+?)"', page.partition("</head>")[0])
        for path, page in pages.items()
    }
    assert all(len(found) == 2 for found in told.values()), [path for path, found in told.items() if len(found) != 2]
    assert len({found[0] for found in told.values()}) == len(pages)


def test_two_builds_are_the_same_bytes(site: dict[str, bytes]):
    assert a_built_site(a_rich_corpus()) == site


def test_a_new_issue_changes_few_numbered_pages():
    issues = [an_issue(str(n)) for n in range(1, 161)]
    before, after = pages_of(a_corpus(*issues[:-1]), DAY), pages_of(a_corpus(*issues), DAY)
    lists = [path for path in before if path.startswith("issues/page/") or path == "issues/index.html"]
    assert [path for path in lists if before[path] != after[path]] == ["issues/index.html"]


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        (
            a_corpus(pages=[FreePage("waiting", "x", "")]),
            "the page waiting would lie at /waiting/, which is Onrecord's own; give it another name",
        ),
        (
            a_corpus(products=[a_product("fans"), a_product("pumps", formerly=("fans",))]),
            "two pages would be products/fans/index.html: product fans and the former name fans of product pumps",
        ),
    ],
)
def test_two_pages_for_one_path(corpus: Corpus, message: str):
    with pytest.raises(OnrecordError) as error:
        site_pages(corpus, assess(corpus, DAY), broadsheet())
    assert str(error.value) == message


def test_attachments_lie_beside_their_issue():
    picture = Attachment("content/issues/1/a.png", "image/png", 2100, "0" * 64, alt="A fan", width=20, height=10)
    other = Attachment("content/issues/1/x.svg", "application/octet-stream", 300, "1" * 64, label="Drawing")
    corpus = a_corpus(an_issue("1", report={"attachments": (picture, other)}))
    pages = {page.path: page for page in site_pages(corpus, assess(corpus, DAY), broadsheet())}
    assert [(path, page.view) for path, page in pages.items() if isinstance(page.view, Attachment)] == [
        ("issues/1/m1-1.png", picture),
        ("issues/1/m1-2.zip", other),
    ]
    html = broadsheet().html("issue.html", pages["issues/1/index.html"].view)
    assert '<img src="m1-1.png" alt="A fan" width="20" height="10"' in html
    assert '<a href="m1-2.zip" download dir="auto">Drawing</a>' in html


def test_the_companys_logo(tmp_path: Path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "mark.PNG").write_bytes(b"a picture")
    corpus = a_corpus(site=a_site(company=Company("Acme", logo="mark.PNG")))
    theme = load_theme("broadsheet", tmp_path)
    pages = {page.path: page for page in site_pages(corpus, assess(corpus, DAY), theme)}
    assert make(pages["static/company.png"], theme) == b"a picture"
    assert b'src="../static/company.png"' in make(pages["issues/index.html"], theme)
    (tmp_path / "content" / "mark.PNG").unlink()
    with pytest.raises(OnrecordError, match=r"mark\.PNG cannot be read"):
        make(pages["static/company.png"], theme)


def test_an_issue_names_the_company_that_answers_where_it_is_not_the_sites():
    theirs = a_built_site(a_corpus(an_issue("1"), products=[a_product(company=Company("Blowers & Sons"))]))
    ours = a_built_site(a_corpus(an_issue("1"), products=[a_product()]))
    assert b"<bdi>Blowers &amp; Sons</bdi>" in theirs["issues/1/index.html"]
    assert b"answers" not in ours["issues/1/index.html"].partition(b"</header>")[0]
