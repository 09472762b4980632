"""The theme in a real browser: nothing overflows, nothing is refused, the script adds what it should, colours stand out."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from builders import a_corpus, a_message, an_issue
from conftest import ROOT
from onrecord.read import read_project
from rendering import a_built_site, broadsheet

HOST = "https://feedback.example.com/"
AS_OF = date(2026, 7, 1)
PAGES = (
    "",
    "issues/",
    "issues/1/",
    "issues/26/",
    "waiting/",
    "promises/",
    "changes/",
    "people/",
    "solutions/",
    "figures/",
    "about/",
)


def show(page: Page, site: dict[str, bytes]) -> list[str]:
    """Let the browser find a site at its address without any network; what the browser complains of gathers in the list."""
    complaints: list[str] = []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.lstrip("/")
        path = path + "index.html" if not path or path.endswith("/") else path
        if path in site:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(body=site[path], content_type=f"{kind}; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    page.route("**/*", answer)
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture(scope="module")
def example() -> dict[str, bytes]:
    """The site of the example company."""
    return a_built_site(read_project(ROOT, date(2026, 11, 21)).corpus, date(2026, 11, 21))


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_overflows_and_nothing_is_refused(page: Page, example: dict[str, bytes], width: int):
    complaints = show(page, example)
    page.set_viewport_size({"width": width, "height": 900})
    wide = []
    for path in PAGES:
        page.goto(HOST + path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    assert (wide, complaints) == ([], [])


def promised() -> dict[str, bytes]:
    return a_built_site(a_corpus(an_issue("1", a_message(2, "promise", due="2026-07-05"))), AS_OF)


@pytest.mark.slow
@pytest.mark.parametrize(("today", "stale"), [("2026-07-01", 0), ("2026-07-08", 0), ("2026-07-09", 1), ("2027-01-01", 1)])
def test_an_old_page_says_so(page: Page, today: str, stale: int):
    show(page, promised())
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto(HOST + "promises/")
    expect(page.locator(".stale")).to_have_count(stale)
    if stale:
        expect(page.locator(".stale")).to_contain_text("Not rebuilt since July 1, 2026.")


@pytest.mark.slow
@pytest.mark.parametrize(("today", "passed"), [("2026-07-05", 0), ("2026-07-06", 1)])
def test_a_date_that_has_passed_says_so(page: Page, today: str, passed: int):
    show(page, promised())
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto(HOST + "issues/1/")
    expect(page.locator(".promise .passed")).to_have_count(passed)


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


@pytest.mark.slow
def test_a_reader_chooses_light_or_dark(page: Page):
    complaints = show(page, promised())
    page.emulate_media(color_scheme="light")
    page.goto(HOST)
    light = paper(page)
    page.get_by_role("button", name="Dark").focus()
    page.keyboard.press("Enter")
    dark = paper(page)
    assert dark != light
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.goto(HOST + "issues/1/")  # it is remembered from page to page
    assert paper(page) == dark
    page.get_by_role("button", name="As the device").click()
    assert paper(page) == light
    page.emulate_media(color_scheme="dark")
    assert paper(page) == dark
    page.get_by_role("button", name="Light").click()
    assert paper(page) == light
    assert complaints == []


@pytest.mark.slow
def test_paper_is_white_whatever_the_screen_is(page: Page):
    show(page, promised())
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(HOST + "issues/1/")
    assert paper(page) == "rgb(255, 255, 255)"
    expect(page.locator("nav.sections")).to_be_hidden()
    expect(page.locator(".appearance")).to_be_hidden()


@pytest.mark.slow
def test_without_scripts_nothing_is_offered_that_needs_one(browser: Browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    show(page, promised())
    page.goto(HOST)
    expect(page.locator(".appearance")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.slow
def test_the_keyboard_reaches_the_content_first(page: Page):
    show(page, promised())
    page.goto(HOST)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


CSS = (ROOT / "themes" / "broadsheet" / "static" / "broadsheet.css").read_text("utf-8")


def colours(block: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colours that a block sets in pairs: the light ones and the dark ones."""
    pairs = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", block)
    return {name: light for name, light, _ in pairs}, {name: dark for name, _, dark in pairs}


def single(block: str) -> dict[str, str]:
    """The colours that a block sets for browsers that know no pairs."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes() -> Iterator[tuple[str, dict[str, str]]]:
    """The colours of each scheme and accent, by their names."""
    plain, paired = re.findall(r"\n *:root \{(.*?)\n *\}", CSS, re.DOTALL)[:2]
    light, dark = colours(paired)
    yield from (("light", light), ("dark", dark), ("without pairs", single(plain)))
    for accent in broadsheet().options["accent"].choices[1:]:
        alone, both = re.findall(rf':root\[data-accent="{accent}"\] \{{(.*?)\}}', CSS)
        by_day, by_night = colours(both)
        yield from ((f"light {accent}", light | by_day), (f"dark {accent}", dark | by_night))
        assert single(alone) == by_day


@pytest.mark.parametrize(("name", "palette"), list(palettes()))
def test_text_stands_out(name: str, palette: dict[str, str]):
    pairs = [(ink, paper) for ink in ("ink", "quiet", "accent") for paper in ("paper", "tint", "accent-tint")]
    assert [(ink, paper) for ink, paper in pairs if contrast(palette[ink], palette[paper]) < 4.5] == []


def test_the_contrast_is_measured_rightly():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
