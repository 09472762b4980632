"""The search in a real browser: typed, limited by keyboard, announced, safe from hostile words, and kind where it cannot work."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from test_render_browser import HOST, show

from builders import a_corpus, a_message, a_product, an_issue
from conftest import ROOT
from onrecord.model import Corpus, Words
from onrecord.render.search.index import index_of
from onrecord.render.search.words import raw_words, word_of
from rendering import a_built_site
from searching import read_index

SEARCH = f"{HOST}search/"
SCRIPTS = [ROOT / "themes" / "shared" / "static" / name for name in ("search-words.js", "search-index.js")]
HOSTILE = "<img src=x onerror=\"document.title='broken'\"> & \u202egnp.exe"


def a_shelf() -> Corpus:
    """Issues that the tests look for."""
    answered = a_message(2, "answer", text="We **replaced** the batteries. See [the guide](https://example.org/hidden).")
    return a_corpus(
        an_issue("1", answered, title="The fans are too loud", text="They roar all night.", opened="2025-05-02"),
        an_issue("2", title="A quiet fan", text="It fails when it rains, and the battery fails.", product="lamp"),
        an_issue("3", type="idea", title="Light", text="Roaring lions, and fanatics.", product="lamp"),
        an_issue("acme-4", type="praise", title="Danke", text="Der Lüfter ist leise.", report={"lang": "de"}),
        an_issue("5", title="電池が切れた", text="電池がすぐ切れます。", report={"lang": "ja"}),
        an_issue("6", title=None, text="", report={"words": Words.WITHHELD}),
        *(an_issue(str(n), title=f"Number {n}", text="Twin peaks.") for n in range(20, 40)),
        products=[a_product(name="Hauch"), a_product("lamp", "Lamp & <b>co</b>")],
    )


@pytest.fixture(scope="module")
def shelf() -> dict[str, bytes]:
    return a_built_site(a_shelf())


@pytest.fixture
def shown(page: Page, shelf: dict[str, bytes]) -> Page:
    """The page of the search, ready."""
    complaints = show(page, shelf)
    page.goto(SEARCH)
    expect(page.locator("#search")).to_be_visible()
    yield page
    assert complaints == []


def titles(page: Page) -> list[str]:
    return page.locator(".result h3").all_inner_texts()


def told(page: Page, words: str) -> None:
    expect(page.locator("#search-told")).to_have_text(words)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("roar", ["The fans are too loud", "Light"]),
        ("roaring", ["Light", "The fans are too loud"]),
        ("fan", ["A quiet fan", "The fans are too loud", "Light"]),
        ("FAN’S ", ["A quiet fan", "The fans are too loud", "Light"]),
        ("batt", ["A quiet fan", "The fans are too loud"]),
        ("batteries fan", ["A quiet fan", "The fans are too loud"]),
        ("luft", ["Danke"]),
        ("Lüftern", ["Danke"]),
        ("切れ", ["電池が切れた"]),
        ("電", ["電池が切れた"]),
        ("池切", []),
        ("acme-4", ["Danke"]),
        ("replac", ["The fans are too loud"]),
        ("hidden", []),
        ("raining lions", ["A quiet fan", "Light"]),
    ],
)
def test_what_words_find(shown: Page, asked: str, found: list[str]):
    shown.locator("#search-words").press_sequentially(asked)
    expect(shown.locator(".result")).to_have_count(len(found))
    if not found:
        told(shown, "No issue has these words. Try fewer or shorter words, or another spelling.")
    assert sorted(titles(shown)) == sorted(found)
    if asked == "fan":
        assert titles(shown) == found


@pytest.mark.slow
def test_a_result_says_what_it_is_and_where_the_words_stand(shown: Page):
    shown.locator("#search-words").fill("battery")
    told(shown, "Issues found: 2.")
    first = shown.locator(".result").filter(has_text="fans")
    assert first.locator("a").get_attribute("href") == "../issues/1/index.html"
    assert first.locator(".meta").inner_text().split() == ["Answered", "Problem", "Hauch", "May", "2,", "2025"]
    assert first.locator(".snippet").inner_text() == "We replaced the batteries. See the guide."
    assert first.locator("mark").all_inner_texts() == ["batteries"]
    other = shown.locator(".result").filter(has_text="A quiet fan")
    assert other.locator(".of-product").inner_text() == "Lamp & <b>co</b>"
    first.locator("a").click()
    expect(shown).to_have_url(f"{HOST}issues/1/index.html")


@pytest.mark.slow
def test_results_are_limited_with_the_keyboard_alone(shown: Page):
    shown.locator("#search-words").focus()
    shown.keyboard.type("fan")
    told(shown, "Issues found: 3.")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Tab")
    expect(shown.locator("#search-product")).to_be_focused()
    shown.keyboard.type("Lamp")
    told(shown, "Issues found: 2.")
    shown.keyboard.press("Tab")
    expect(shown.locator("#search-type")).to_be_focused()
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("ArrowDown")
    told(shown, "Issues found: 1.")
    assert titles(shown) == ["Light"]
    expect(shown).to_have_url(f"{SEARCH}?q=fan&product=lamp&type=idea")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Tab")
    expect(shown.locator("#search-year")).to_be_focused()
    shown.keyboard.type("2025")
    told(shown, "No issue has these words and what is chosen below. Choose less.")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    told(shown, "")
    assert titles(shown) == []
    expect(shown.locator("#search-words")).to_have_value("")


@pytest.mark.slow
def test_choices_alone_list_the_newest_first(shown: Page):
    shown.locator("#search-status").select_option("open")
    expect(shown.locator(".result")).to_have_count(8)
    assert titles(shown)[:3] == ["Number 39", "Number 38", "Number 37"]
    shown.locator("#search-type").select_option("idea")
    told(shown, "Issues found: 1.")
    shown.locator("#search-status").select_option("praise")
    told(shown, "No issue has these words and what is chosen below. Choose less.")


@pytest.mark.slow
def test_more_results_come_when_asked_for_and_the_first_of_them_has_the_focus(shown: Page):
    shown.locator("#search-words").fill("peaks")
    told(shown, "Issues found: 20.")
    expect(shown.locator(".result")).to_have_count(8)
    shown.locator("#search-more").press("Enter")
    expect(shown.locator(".result")).to_have_count(16)
    expect(shown.locator(".result a").nth(8)).to_be_focused()
    shown.locator("#search-more").press("Enter")
    expect(shown.locator(".result")).to_have_count(20)
    expect(shown.locator("#search-more")).to_be_hidden()
    assert len(set(titles(shown))) == 20


@pytest.mark.slow
def test_sending_the_form_leads_to_the_results(shown: Page):
    shown.locator("#search-words").fill("twin")
    shown.keyboard.press("Enter")
    expect(shown.locator("#search-found")).to_be_focused()
    expect(shown).to_have_url(f"{SEARCH}?q=twin")
    assert shown.locator("#search-told").get_attribute("role") == "status"


@pytest.mark.slow
def test_the_field_of_every_page_leads_to_its_results(page: Page, shelf: dict[str, bytes]):
    complaints = show(page, shelf)
    page.goto(f"{HOST}issues/1/")
    page.get_by_label("Search the record").fill("battery & fan")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{HOST}search/index.html?q=battery+%26+fan")
    told(page, "Issues found: 2.")
    expect(page.locator("#search-words")).to_have_value("battery & fan")
    expect(page.get_by_label("Search the record")).to_have_count(0)
    assert complaints == []


@pytest.mark.slow
def test_an_address_with_choices_is_opened_as_it_was(page: Page, shelf: dict[str, bytes]):
    show(page, shelf)
    page.goto(f"{SEARCH}?q=fan&product=lamp&type=idea&year=1999")
    told(page, "Issues found: 1.")
    assert titles(page) == ["Light"]


@pytest.mark.slow
@pytest.mark.parametrize("asked", [HOSTILE, "\\", "(", "[a-", "%", "..", "__proto__", "constructor", "\x00", "a\tb", "> ~"])
def test_a_hostile_query_is_but_words(page: Page, shelf: dict[str, bytes], asked: str):
    complaints = show(page, shelf)
    page.goto(f"{SEARCH}?q={quote(asked)}&product={quote(asked)}&status=x")
    expect(page.locator("#search")).to_be_visible()
    page.wait_for_function("document.getElementById('search-told').textContent !== 'Looking …'")
    expect(page.locator("#search-words")).to_have_value(asked.replace("\x00", "\x00"))
    assert page.locator("img[src=x]").count() == 0
    assert page.title() == "Search · Acme on record"
    assert complaints == []


@pytest.mark.slow
def test_hostile_words_on_record_are_but_words(page: Page):
    corpus = a_corpus(
        an_issue("1", title=f"needle {HOSTILE}", text=f"needle </script>{HOSTILE} <b>{'x' * 400}</b>", product="fans"),
        an_issue("2", title="__proto__ constructor", text="toString"),
        products=[a_product(name=f"{HOSTILE}</option></template>")],
    )
    complaints = show(page, a_built_site(corpus))
    page.goto(f"{SEARCH}?q=needle")
    told(page, "Issues found: 1.")
    assert titles(page) == [f"needle {HOSTILE}".replace("\u202e", "[U+202E]")]
    assert "\u202e" not in page.locator(".result").inner_text()
    assert page.locator(".result img, .result b").count() == 0
    assert page.locator(".result mark").count() == 2
    page.locator("#search-words").fill("constructor __proto__ tostring")
    expect(page.locator(".result h3")).to_have_text("__proto__ constructor")
    assert page.title() == "Search · Acme on record"
    assert complaints == []


@pytest.mark.slow
def test_withheld_words_show_nowhere(shown: Page):
    shown.locator("#search-words").fill("6")
    told(shown, "Issues found: 1.")
    assert titles(shown) == ["Issue 6"]
    assert shown.locator(".snippet").inner_text() == ""


@pytest.mark.slow
def test_what_cannot_be_loaded_is_told_and_the_list_is_at_hand(page: Page, shelf: dict[str, bytes]):
    show(page, {path: data for path, data in shelf.items() if not path.startswith("search/words")})
    page.goto(f"{SEARCH}?q=fan")
    told(page, "The index could not be loaded. Look through the list of issues instead, or try again.")
    page.get_by_role("link", name="Look through all issues").click()
    expect(page).to_have_url(f"{HOST}issues/index.html")


@pytest.mark.slow
def test_results_without_the_files_of_their_issues_still_lead_there(page: Page, shelf: dict[str, bytes]):
    show(page, {path: data for path, data in shelf.items() if path != "issues/1.json"})
    page.goto(f"{SEARCH}?q=roar")
    told(page, "Issues found: 2.")
    expect(page.locator(".result a").filter(has_text="Issue 1")).to_have_attribute("href", "../issues/1/index.html")


@pytest.mark.slow
def test_a_page_on_a_disk_says_so_and_leads_to_the_list(page: Page, shelf: dict[str, bytes], tmp_path: Path):
    for path, data in shelf.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((tmp_path / "search" / "index.html").as_uri() + "?q=fan")
    told(page, "A page that is opened from a disk may not load the index of the search. Look through the list of issues instead.")
    expect(page.locator("#search")).to_be_hidden()
    page.get_by_role("link", name="Look through all issues").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Issues")
    assert complaints == []


@pytest.mark.slow
def test_without_javascript_the_field_leads_to_the_list(browser: Browser, shelf: dict[str, bytes]):
    page = browser.new_page(java_script_enabled=False)
    show(page, shelf)
    page.goto(HOST)
    page.get_by_label("Search the record").fill("fan")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{HOST}search/index.html?q=fan")
    told(page, "The search runs in your browser and needs JavaScript, which is not at work here.")
    expect(page.locator("#search")).to_be_hidden()
    page.get_by_role("link", name="Look through all issues").click()
    expect(page).to_have_url(f"{HOST}issues/index.html")
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_small_screen(shown: Page, scheme: str):
    shown.emulate_media(color_scheme=scheme)
    shown.set_viewport_size({"width": 320, "height": 700})
    shown.locator("#search-words").fill("fan")
    told(shown, "Issues found: 3.")
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.slow
def test_answers_that_come_late_do_not_replace_newer_ones(page: Page, shelf: dict[str, bytes]):
    show(page, shelf)
    page.goto(SEARCH)
    page.evaluate(
        """() => {
            const fetched = window.fetch;
            const late = (path) => new Promise((done) => setTimeout(done, 1500)).then(() => fetched(path));
            window.fetch = (path) => (/issues.[23]/.test(path) && !path.endsWith("/3.json") ? late(path) : fetched(path));
        }"""
    )
    page.locator("#search-words").fill("twin")
    page.wait_for_timeout(500)
    page.locator("#search-words").fill("lions")
    expect(page.locator(".result h3")).to_have_text("Light")
    page.wait_for_timeout(1500)
    assert titles(page) == ["Light"]


@pytest.fixture(scope="module")
def scripted(browser: Browser) -> Page:
    """A page with the scripts of the search and nothing else."""
    page = browser.new_page()
    for script in SCRIPTS:
        page.add_script_tag(content=script.read_text("utf-8"))
    yield page
    page.close()


CHARS = st.one_of(
    st.characters(codec="utf-8", max_codepoint=0x24F),
    st.characters(codec="utf-8", max_codepoint=0xFFFF, exclude_categories=["Cn", "Co"]),
    st.sampled_from("ßæœøłđðþħıςİÅǅﬁΣά\u0301\u0308\u00ad\u200c\u200d電池がｶﾞ환불เสียง हिन्दी𠮷"),
)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(CHARS, max_size=40), min_size=20, max_size=20))
@example(["The fan's İstanbul ΟΔΥΣΣΕΥΣ, ﬁne ｗｉｄｅ Straße", "電池が切れた iPhone15の電池 環境 𠮷野家", "a" * 40, "𐐀" * 40])
def test_the_browser_reads_words_as_the_program_does(scripted: Page, texts: list[str]):
    read = scripted.evaluate("texts => texts.map(text => searchWords.words(text))", texts)
    assert read == [[word for raw in raw_words(text) if (word := word_of(raw))] for text in texts]


@pytest.mark.slow
def test_the_browser_reads_lists_as_the_program_does(scripted: Page):
    ids = ("1", "acme-4", "999999999999", "1000000000000", "acme-100000000000000007", "7000000000001")
    index = index_of(a_corpus(*(an_issue(id, title="Needle") for id in ids)))
    lines = [line.split("\t") for line in index.shard("").split("\n")]
    (columns,) = (line[1:] for line in lines if "needle" in line[0].split(" "))
    found = scripted.evaluate(
        "columns => { const f = []; searchIndex.unlist(columns, (id, w) => f.push([id, w])); return f; }", columns
    )
    assert dict(map(tuple, found)) == read_index(index)["needle"] == dict.fromkeys(ids, 3)


@pytest.mark.slow
def test_shards_are_found_by_the_browser_as_the_program_parts_them(page: Page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.render.search.shards.MOST", 60)
    texts = (
        "fan fans fanned fanning fanatic",
        "conn connect connection conquer",
        "電池 電車 𠮷野家 ｶﾞｽ",
        "żółw zebra éclair 7 77",
        "geen gemaakt maakt",
    )
    corpus = a_corpus(*(an_issue(str(n), title=text, text=f"{text} {n}", report={"lang": "nl"}) for n, text in enumerate(texts, 1)))
    site = a_built_site(corpus)
    assert len(json.loads(site["search/shards.json"])["shards"]) > 10
    complaints = show(page, site)
    page.goto(SEARCH)
    for number, text in enumerate(texts, 1):
        for word in text.split():
            page.locator("#search-words").fill(f"{word} {number}")
            expect(page.locator(".result h3")).to_have_text([text])
    assert complaints == []
