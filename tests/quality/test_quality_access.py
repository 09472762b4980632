"""A page of every template in real Chromium, before axe-core, narrow, enlarged, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT
from node_tools import node_module
from onrecord.model import Corpus
from onrecord.read import read_project
from quality_sites import THEMES, one_of_each, written

pytestmark = pytest.mark.slow
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
TONGUES = {"ltr": ("en",), "rtl": ("ar-XB",), "long": ("en-XA", "ar-XB")}
"""Languages for each direction, and for long words: those that are made of the English words by the program."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The record of the example company."""
    return read_project(ROOT, date(2026, 11, 21)).corpus


@pytest.fixture(scope="module", params=[(theme, way) for theme in THEMES for way in TONGUES], ids="-".join)
def site(request: pytest.FixtureRequest, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """The example site in a theme and a direction, and a page of each template."""
    theme, way = request.param
    turned = replace(corpus, site=replace(corpus.site, language=TONGUES[way][0], languages=TONGUES[way]))
    return written(turned, theme, tmp_path_factory.mktemp(f"{theme}-{way}")), one_of_each(turned, theme)


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """An empty page into which a test may put a script of its own."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(bare: Page, site: tuple[Path, tuple[str, ...]], scheme: str):
    axe = node_module("axe-core/axe.min.js").read_text("utf-8")
    folder, paths = site
    bare.emulate_media(color_scheme=scheme)
    found = []
    for path in paths:
        bare.goto((folder / path).as_uri())
        bare.evaluate(axe)
        told = bare.evaluate("rules => axe.run({runOnly: rules})", RULES)
        found += [(path, v["id"], node["target"]) for v in told["violations"] for node in v["nodes"]]
    assert found == []


WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
"""Whether a page has to be scrolled sideways."""


def test_a_narrow_page_is_not_scrolled_sideways(bare: Page, site: tuple[Path, tuple[str, ...]]):
    """WCAG 1.4.10: at 320 px, which is 1280 px enlarged four times."""
    folder, paths = site
    bare.set_viewport_size({"width": 320, "height": 800})
    assert [path for path in paths if bare.goto((folder / path).as_uri()) and bare.evaluate(WIDE)] == []


def test_text_can_be_twice_as_large(bare: Page, site: tuple[Path, tuple[str, ...]]):
    """WCAG 1.4.4: nothing is cut off or runs out of the page."""
    folder, paths = site
    bare.set_viewport_size({"width": 1280, "height": 900})
    wrong = []
    for path in paths:
        bare.goto((folder / path).as_uri())
        bare.add_style_tag(content="html { font-size: 212.5% !important }")
        if bare.evaluate(WIDE):
            wrong.append(path)
    assert wrong == []


REACHED = """() => {
  const at = document.activeElement;
  if (at === document.body || at === document.documentElement) return null;
  at.scrollIntoView({block: "center", behavior: "instant"});
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {name: at.outerHTML.slice(0, 90), seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth, ring};
}"""


def test_the_keyboard_reaches_everything_and_shows_where_it_is(bare: Page, site: tuple[Path, tuple[str, ...]]):
    folder, paths = site
    bare.set_viewport_size({"width": 1280, "height": 900})
    wrong = []
    for path in paths:
        bare.goto((folder / path).as_uri())
        reach = bare.locator("a[href]:visible, button:visible, summary:visible, input:visible, select:visible").count()
        reached = 0
        for _ in range(min(reach, 60)):
            bare.keyboard.press("Tab")
            at = bare.evaluate(REACHED)
            reached += at is not None
            if at is not None and not (at["seen"] and at["ring"]):
                wrong.append((path, at["name"]))
        if reached < min(reach, 60) - 1:
            wrong.append((path, f"{reached} of {reach} reached"))
    assert wrong == []
