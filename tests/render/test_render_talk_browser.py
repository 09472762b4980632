"""Talking and following in a real browser: the four ways in on a phone, feeds that are found, and what other pages may embed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from builders import a_corpus, a_message, a_site, an_issue
from hosting import hosted
from jsonfeeds import json_feed
from onrecord.model import Talk
from render.test_render_browser import HOST, show
from rendering import a_built_site

FORM = "https://acme.example/say?i={issue}&a={act}"
PHONE = {"width": 360, "height": 740}
TARGET = 24
"""How high and wide a target is at least, in pixels (WCAG 2.2, 2.5.8)."""


def a_site_to_talk_with(talk: Talk, url: str = HOST) -> dict[str, bytes]:
    thread = (a_message(2, "promise", due="2026-09-01"), a_message(3, "resolution", at="2026-05-04"))
    return a_built_site(a_corpus(an_issue("1", *thread, title="Lüfter & “Lärm”"), an_issue("2"), site=a_site(talk=talk, url=url)))


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a phone."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("I have this too", "voice"),
        ("Not fixed for me", "dispute"),
        ("Works for me", "confirm"),
        ("Tell me when it changes", "follow"),
    ],
)
def test_the_four_ways_lead_to_the_form(phone: Page, name: str, act: str):
    complaints = show(phone, a_site_to_talk_with(Talk(form=FORM, email="talk@acme.example")))
    reached: list[str] = []

    def form(route: Route) -> None:
        reached.append(route.request.url)
        route.fulfill(body="<title>The form</title>", content_type="text/html")

    phone.route("https://acme.example/**", form)
    phone.goto(HOST + "issues/1/")
    way = phone.get_by_role("link", name=name, exact=True)
    box = way.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= TARGET
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    way.tap()
    phone.wait_for_url("https://acme.example/**")
    assert reached == [FORM.replace("{issue}", "1").replace("{act}", act)]
    assert complaints == []


@pytest.mark.slow
def test_the_four_ways_write_letters(phone: Page):
    show(phone, a_site_to_talk_with(Talk(email="talk@acme.example")))
    phone.goto(HOST + "issues/1/")
    links = phone.locator("section.ways > ul a.way")
    expect(links).to_have_count(4)
    for place in range(4):
        address = links.nth(place).get_attribute("href") or ""
        parts = urlsplit(address)
        assert (parts.scheme, parts.path) == ("mailto", "talk@acme.example")
        held = {name: value for name, (value,) in parse_qs(parts.query, strict_parsing=True).items()}
        assert held["subject"].endswith(": issue 1")
        assert held["body"].startswith(f"{held['subject']}, “Lüfter & “Lärm””\r\n{HOST}issues/1/\r\n")


@pytest.mark.slow
def test_other_ways_unfold_without_a_script(phone: Page):
    show(phone, a_site_to_talk_with(Talk(form=FORM, email="talk@acme.example", github="acme/fans")))
    phone.goto(HOST + "issues/1/")
    feed = phone.get_by_role("link", name="Tell me when it changes, by feed")
    expect(feed).to_be_hidden()
    phone.get_by_text("In another way").tap()
    expect(feed).to_be_visible()
    expect(phone.get_by_role("link", name="Works for me, on GitHub")).to_be_visible()
    calendar = phone.get_by_role("link", name="by a calendar that you subscribe to")
    assert calendar.get_attribute("href") == "webcal://feedback.example.com/issues/1.ics"


@pytest.mark.slow
def test_the_page_of_talking_fits_a_phone(phone: Page):
    show(phone, a_site_to_talk_with(Talk(form=FORM, email="a-very-long-name-of-a-mailbox@talk.department.acme.example")))
    for path in ("talk/", "talk/excerpt/", "data/"):
        phone.goto(HOST + path)
        assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


@pytest.mark.slow
def test_feeds_are_found_as_a_reader_finds_them(phone: Page):
    site = a_site_to_talk_with(Talk())
    show(phone, site)
    for path in ("", "issues/1/", "products/fans/", "changes/", "promises/"):
        phone.goto(HOST + path)
        found = phone.eval_on_selector_all("link[rel=alternate]", "all => all.map(link => [link.type, link.href])")
        atoms = [href for type, href in found if type == "application/atom+xml"]
        jsons = [href for type, href in found if type == "application/feed+json"]
        assert len(atoms) == len(jsons) == (1 if path == "" else 2)
        for href in atoms:
            assert not feedparser.parse(site[href.removeprefix(HOST)]).bozo
        for href in jsons:
            assert json_feed(site[href.removeprefix(HOST)])["feed_url"] == href


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, str, dict[str, bytes]]]:
    """A site at one port, a page of somebody else at another, and the files of that one."""
    site: dict[str, bytes] = {}
    foreign: dict[str, bytes] = {}
    with hosted(site) as here, hosted(foreign) as there:
        site.update(a_site_to_talk_with(Talk(email="talk@acme.example"), url=here))
        yield here, there, foreign


@pytest.mark.slow
def test_what_stands_there_to_copy_works_on_another_page(browser: Browser, elsewhere: tuple[str, str, dict[str, bytes]]):
    here, there, foreign = elsewhere
    page = browser.new_page()
    page.goto(here + "talk/")
    markup = page.locator("pre.to-copy").all_inner_texts()
    assert len(markup) == 3
    assert not any("script" in one for one in markup)
    foreign["index.html"] = f"<!doctype html><title>Elsewhere</title>{''.join(markup)}".encode()
    page.goto(there)
    pictures = page.eval_on_selector_all(
        "img", "all => all.map(i => [i.complete, i.naturalWidth, i.width, i.naturalHeight, i.alt])"
    )
    assert [(done, natural == shown, height) for done, natural, shown, height, _ in pictures] == [(True, True, 28)] * 2
    assert [alt for *_, alt in pictures] == ["Acme: Talk with us", "Acme: Our record"]
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Acme on record")
    expect(frame.locator("script")).to_have_count(0)
    assert page.frames[1].evaluate("getComputedStyle(document.querySelector('h3')).fontSize") == "21px"
    frame.get_by_role("link", name="They roar.").first.click()
    page.wait_for_url(here + "issues/**")
    page.go_back()
    page.get_by_alt_text("Acme: Talk with us").click()
    page.wait_for_url(here + "talk/")
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "shown"), [("talk/excerpt/", True), ("", False), ("talk/", False), ("issues/1/", False), ("404.html", False)]
)
def test_nothing_but_the_excerpt_is_framed(
    browser: Browser, elsewhere: tuple[str, str, dict[str, bytes]], path: str, *, shown: bool
):
    here, there, foreign = elsewhere
    foreign["frame.html"] = f'<!doctype html><title>Elsewhere</title><iframe src="{here}{path}"></iframe>'.encode()
    page = browser.new_page()
    page.goto(there + "frame.html")
    page.wait_for_load_state("networkidle")
    assert (page.frames[1].url == here + path) is shown
    page.close()


@pytest.mark.slow
def test_the_excerpt_is_a_page_of_its_own(browser: Browser, elsewhere: tuple[str, str, dict[str, bytes]]):
    here, _, _ = elsewhere
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(here + "talk/excerpt/")
    expect(page).to_have_title("Acme on record")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Acme on record")).to_be_focused()
    page.get_by_role("link", name=re.compile(r"All \d+ issues")).click()
    page.wait_for_url(here + "issues/index.html")
    assert complaints == []
    page.close()
