"""Sites in several languages: a tree of pages for each, which name each other, share what exists once, and tell words as they were
said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from test_render_site import a_rich_corpus

from builders import a_corpus, a_message, a_release, a_site, an_issue
from links import PageLinks, broken_links, faults
from onrecord.model import Corpus, FreePage, Site, TranslatedPage, Translation
from onrecord.render.trees import is_told, own_name, trees_of
from rendering import a_built_site, shown

FOLDERS = {"en": "", "de": "de/", "fr": "fr/"}
ADDRESS = "https://feedback.example.com/"
PLACES = ["https://example.org/", "https://example.org/a/sub/path/", "file:///home/ann/site/"]


def in_languages(corpus: Corpus, *languages: str, **rest: object) -> Corpus:
    """The same record, told in several languages."""
    return replace(corpus, site=replace(corpus.site, languages=languages, **rest))


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """Every file of a record with something of everything, in three languages."""
    pages = {
        "about": FreePage("about", "About", "[Talk](/talk/) [table](/data/issues.csv) [French](/fr/about/)"),
        "us": FreePage("us", "Us", "We.", translations={"fr": TranslatedPage("Nous", "Nous-mêmes.")}),
        "lokal": FreePage("lokal", "Örtlich", "Nur auf Deutsch.", "de"),
    }
    corpus = in_languages(a_rich_corpus(), "en", "de", "fr")
    return a_built_site(replace(corpus, pages=pages))


def pages_of(site: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """The language, the path within its tree, and the text of every page that stands for itself in each language."""
    for path, data in site.items():
        leads_on = b'http-equiv="refresh"' in data or b'content="noindex"' in data
        if path.endswith(".html") and not leads_on and not path.endswith("404.html"):
            tag = next((tag for tag in ("de", "fr") if path.startswith(FOLDERS[tag])), "en")
            yield tag, path.removeprefix(FOLDERS[tag]), data.decode()


@pytest.mark.parametrize("at", PLACES)
def test_every_link_and_anchor_resolves(site: dict[str, bytes], at: str):
    assert broken_links(site, at) == []


def test_every_page_is_well_formed(site: dict[str, bytes]):
    assert faults(site) == []


def test_each_tree_holds_what_is_told_and_the_rest_exists_once(site: dict[str, bytes]):
    told = {path for path in site if is_told(path) and not path.startswith(("de/", "fr/"))}
    for folder in ("de/", "fr/"):
        assert {path.removeprefix(folder) for path in site if path.startswith(folder)} == told
    assert {"issues/1.json", "data/issues.csv", "static/broadsheet.css", "robots.txt", "sitemap.xml"} <= site.keys()


def test_pages_name_each_other(site: dict[str, bytes]):
    found: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for tag, path, page in pages_of(site):
        alternates = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
        found.setdefault(path, set()).add(tuple(alternates))
        (canonical,) = re.findall(r'<link rel="canonical" href="([^"]+)">', page)
        assert dict(alternates)[tag] == canonical == ADDRESS + FOLDERS[tag] + quote(path.removesuffix("index.html"), safe="/~")
        assert f'<html lang="{tag}" dir="ltr"' in page
    for path, alternates in found.items():
        (only,) = alternates  # the same in every language
        assert [tag for tag, _ in only] == ["en", "de", "fr", "x-default"], path
        assert only[0][1] == only[3][1]


def test_a_reader_can_change_the_language_on_every_page(site: dict[str, bytes]):
    switch = re.compile(r'<nav class="tongues".*?</nav>', re.DOTALL)
    for tag, path, page in pages_of(site):
        links = re.findall(
            r'<a href="([^"]+)" hreflang="(..)" lang="\2" dir="ltr"( aria-current="true")?>', switch.findall(page)[0]
        )
        assert [(lang, bool(current)) for _, lang, current in links] == [(lang, lang == tag) for lang in FOLDERS], path


def test_the_map_of_the_site_lists_every_language(site: dict[str, bytes]):
    addresses = re.findall(r"<loc>([^<]+)</loc>", site["sitemap.xml"].decode())
    for path in ("", "issues/1/", "us/"):
        assert {ADDRESS + folder + path for folder in FOLDERS.values()} <= {*addresses}
    assert len(addresses) == len({*addresses})


def test_one_language_is_a_site_without_a_trace_of_others():
    plain, named = a_built_site(a_rich_corpus()), a_built_site(in_languages(a_rich_corpus(), "en"))
    assert plain == named
    assert not any(b"hreflang" in data or b"tongues" in data for path, data in plain.items() if path.endswith(".html"))


def test_a_site_without_an_address_links_its_languages_relatively():
    built = a_built_site(in_languages(a_corpus(an_issue("1")), "en", "fr", url=None))
    assert '<link rel="alternate" hreflang="fr" href="../../fr/issues/1/index.html">' in built["issues/1/index.html"].decode()
    assert '<link rel="alternate" hreflang="en" href="../../../issues/1/index.html">' in built["fr/issues/1/index.html"].decode()
    assert broken_links(built) == []


def test_words_without_a_language_are_in_the_sites_main_one():
    built = a_built_site(in_languages(a_corpus(an_issue("1", text="They roar.")), "en", "fr"))
    assert '<q dir="auto">They roar.</q>' in built["issues/1/index.html"].decode()
    assert '<q lang="en" dir="auto">They roar.</q>' in built["fr/issues/1/index.html"].decode()
    assert '<q lang="en" dir="auto">They roar.</q>' in built["fr/issues/index.html"].decode()


def test_words_in_the_trees_own_language_need_no_mark():
    built = a_built_site(in_languages(a_corpus(an_issue("1", text="Ça ronfle.", report={"lang": "fr"})), "en", "fr"))
    assert '<q lang="fr" dir="ltr">Ça ronfle.</q>' in built["index.html"].decode()
    assert '<q dir="ltr">Ça ronfle.</q>' in built["fr/index.html"].decode()


def test_a_title_linked_elsewhere_keeps_its_language():
    original = an_issue("1", a_message(2, "promise"), title="Zu laut", report={"lang": "de"})
    copy = an_issue("2", opened="2026-05-03", duplicate_of="1")
    built = a_built_site(a_corpus(original, copy))
    assert '<a href="../1/index.html" lang="de" dir="ltr">Zu laut</a>' in built["issues/2/index.html"].decode()
    assert '<a href="../issues/1/index.html" lang="de" dir="ltr">Zu laut</a>' in built["promises/index.html"].decode()


def test_an_issue_without_a_title_is_called_so_in_each_language():
    untitled = an_issue("1", title=None, text="", report={"words": "withheld"})
    built = a_built_site(in_languages(a_corpus(untitled), "en", "fr", "de"))
    for folder, name in (("", "Issue 1"), ("fr/", "Dossier 1"), ("de/", "Anliegen 1")):
        assert f'<span dir="auto">{name}</span>' in built[f"{folder}issues/index.html"].decode()


def a_translated_corpus() -> Corpus:
    translated = {"en": Translation("It roars.", "Jo", "Too loud"), "it": Translation("Ruggisce.", "machine")}
    issue = an_issue("1", text="Es dröhnt.", title="Zu laut", report={"lang": "de", "translations": translated})
    return a_corpus(issue)


def test_a_translation_into_the_pages_language_stands_first_and_never_alone():
    page = shown(a_built_site(in_languages(a_translated_corpus(), "en", "de"))["issues/1/index.html"])
    rule = "Translated from German by Jo. What was said stands beneath, and counts. Too loud It roars."
    assert f"{rule} As it was said, in German Es dröhnt. Translation into Italian, made by a program Ruggisce." in page
    assert page.index("Es dröhnt.") < page.index("It roars.")  # the headline is in the customer's words


def test_in_its_own_language_nothing_is_translated():
    built = a_built_site(in_languages(a_translated_corpus(), "en", "de"))
    page = shown(built["de/issues/1/index.html"])
    assert "Übersetzung von" not in page
    assert "Übersetzung (Englisch) von Jo" in page
    assert "It roars." not in shown(built["de/issues/index.html"]) + shown(built["issues/index.html"])


def test_a_free_page_without_a_translation_is_shown_as_it_was_written(site: dict[str, bytes]):
    assert "This page is in German only." in shown(site["lokal/index.html"])
    assert "only" not in shown(site["us/index.html"]).split("Us", 2)[2].split("Judged")[0]
    assert '<article lang="en" dir="auto">' in site["de/us/index.html"].decode()
    assert "Diese Seite gibt es nur in einer Sprache: Englisch." in shown(site["de/us/index.html"])
    assert '<article dir="ltr">' in site["fr/us/index.html"].decode()
    assert "Nous-mêmes." in shown(site["fr/us/index.html"])
    assert "Nous" in shown(site["fr/index.html"])


def test_the_companys_links_lead_within_the_tree_and_to_what_exists_once(site: dict[str, bytes]):
    links = {link for _, link in PageLinks(site["de/about/index.html"].decode()).links}
    assert {"../talk/index.html", "../../data/issues.csv", "../../fr/about/index.html"} <= links


def test_feeds_say_which_language_is_whose():
    issue = an_issue("1", a_message(2, "answer", text="Ja.", lang="fr"), title="Zu laut", report={"lang": "de"})
    built = a_built_site(in_languages(a_corpus(issue), "en", "fr"))
    atom, xml = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}lang"
    for folder, feed_lang, langs in (("", "en", [("de", "fr"), ("de", "de")]), ("fr/", "fr", [("de", None), ("de", "de")])):
        feed = ElementTree.fromstring(built[f"{folder}issues/1/feed.xml"])
        assert feed.get(xml) == feed_lang
        found = [(e.find(f"{atom}title").get(xml), e.find(f"{atom}content").get(xml)) for e in feed.findall(f"{atom}entry")]
        assert found == langs
        assert feed.findtext(f"{atom}id") == f"{ADDRESS}{folder}issues/1/"


def test_what_the_company_writes_is_in_the_main_language():
    corpus = a_corpus(an_issue("1"), releases=[a_release("1.0", notes="Quiet at last.")], site=a_site(notice="Invented."))
    built = a_built_site(in_languages(corpus, "en", "fr"))
    assert '<p lang="en" dir="auto">Invented.</p>' in built["fr/index.html"].decode()
    assert '<div class="prose" lang="en"><p>Quiet at last.</p></div>' in built["fr/products/fans/releases/1.0/index.html"].decode()
    assert '<p dir="auto">Invented.</p>' in built["index.html"].decode()


def test_a_site_whose_main_language_is_not_english():
    built = a_built_site(in_languages(a_corpus(an_issue("1")), "de", "en", language="de"))
    assert "Alle 1 Anliegen" in shown(built["index.html"])
    assert "All 1 issues" in shown(built["en/index.html"])
    assert broken_links(built) == []


@pytest.mark.parametrize(
    ("language", "languages", "folders"),
    [("en", (), []), ("en", ("en",), []), ("en", ("fr", "en", "fr"), ["", "fr/"]), ("de", ("fr", "pt-BR"), ["", "fr/", "pt-BR/"])],
)
def test_trees(language: str, languages: tuple[str, ...], folders: list[str]):
    site: Site = a_site(language=language, languages=languages)
    assert [tree.folder for tree in trees_of(site)] == folders
    assert [tree.url for tree in trees_of(site)] == [ADDRESS + folder for folder in folders]


@pytest.mark.parametrize(("tag", "name"), [("de", "Deutsch"), ("fr", "Français"), ("ar", "العربية"), ("tlh", "tlh")])
def test_languages_call_themselves(tag: str, name: str):
    assert own_name(tag) == name
