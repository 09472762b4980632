"""Figures and the network of people in a real browser: nothing juts out, all can be read at 320 px and reached by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from builders import a_corpus, a_message, a_person, an_issue
from conftest import ROOT
from onrecord.model import Corpus, Role
from onrecord.read import read_project
from render.test_render_browser import HOST, show
from render.test_render_figures import a_large_corpus, hostile
from rendering import a_built_site

PAGES = ("figures/", "figures/method/", "people/")
SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg text")].map(text =>
  parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
OUTSIDE = """() => [...document.querySelectorAll("svg.chart text")].filter(text => {
  const own = text.getBoundingClientRect(), whole = text.ownerSVGElement.getBoundingClientRect();
  return own.left < whole.left - 2 || own.right > whole.right + 2 || own.bottom > whole.bottom + 6;
}).map(text => text.textContent)"""
OVER = """() => {
  const boxes = [...document.querySelectorAll("svg.sociogram text")].map(text => text.getBoundingClientRect());
  return boxes.flatMap((one, n) => boxes.slice(0, n).filter(other => one.left < other.right - 1 && other.left < one.right - 1 &&
    one.top < other.bottom - 4 && other.top < one.bottom - 4)).length;
}"""


def a_crowd() -> Corpus:
    """More people with a page than fit a drawing that fits a page."""
    people = [
        *(a_person(f"s{n}", Role.COMPANY, name=f"Staff Member {n}") for n in range(8)),
        *(a_person(f"c{n}", page=True, name=f"Customer Name {n}") for n in range(40)),
    ]
    issues = [an_issue(str(n), a_message(2, "answer", author=f"s{n % 8}"), author=f"c{n * 7 % 40}") for n in range(1, 120)]
    return a_corpus(*issues, people=people)


SITES = {
    "the example": lambda: a_built_site(read_project(ROOT, date(2026, 11, 21)).corpus, date(2026, 11, 21)),
    "many": lambda: a_built_site(a_large_corpus(), date(2026, 7, 1)),
    "a crowd": lambda: a_built_site(a_crowd()),
    "hostile names": lambda: a_built_site(hostile()),
    "right to left": lambda: a_built_site(a_large_corpus(language="ar"), date(2026, 7, 1)),
    "nothing": lambda: a_built_site(a_corpus(products=())),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SITES)
def test_all_can_be_read_at_every_width(page: Page, name: str):
    complaints = show(page, SITES[name]())
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for path in PAGES:
            page.goto(HOST + path)
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (width, path)
            if page.locator("svg text").count():
                assert page.evaluate(SMALLEST) >= 11, (width, path)
                assert page.evaluate(OUTSIDE) == [], (width, path)
                assert page.evaluate(OVER) == 0, (width, path)
    assert complaints == []


@pytest.mark.slow
def test_every_table_opens_and_is_reached_by_keyboard(page: Page):
    show(page, SITES["many"]())
    page.goto(HOST + "figures/")
    summaries = page.locator(".charted summary")
    for n in range(summaries.count()):
        summaries.nth(n).focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator(".charted details").nth(n).locator(".table")).to_be_focused()
        expect(page.locator(".charted details").nth(n).locator("table")).to_be_visible()


@pytest.mark.slow
def test_the_network_scrolls_and_its_people_are_reached_by_keyboard(page: Page):
    show(page, SITES["a crowd"]())
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(HOST + "people/")
    region = page.locator(".network")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.network').scrollLeft > 0")
    page.keyboard.press("Tab")
    first = page.locator("a.person").first
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/c0/**")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_parts_are_told_by_more_than_their_colour(page: Page, scheme: str):
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    show(page, SITES["the example"]())
    page.goto(HOST + "figures/")
    looks = page.eval_on_selector_all(
        ".legend:first-of-type path",
        "paths => paths.map(path => path.getAttribute('fill') || getComputedStyle(path).fill)",
    )
    first = looks[:6]
    assert len(set(first)) == 6
