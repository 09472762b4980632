"""The specimen of each shipped theme in real Chromium: no complaint, nothing wider than a small phone, nothing for axe to find."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from test_render_browser import show

from conftest import ROOT
from node_tools import node_module
from onrecord.build.specimen.site import specimen_files
from onrecord.render.theme import load_theme

pytestmark = pytest.mark.slow
HOST = "https://feedback.example.com/"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
"""What axe is asked for in light; in dark, only what colours can spoil."""
ONE_OF_EACH = ("many/index.html", "many/issues/index.html", "many/people/index.html", "many/products/index.html")


@pytest.fixture(scope="module", params=["broadsheet", "plain"])
def specimen(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The specimen of a theme."""
    return specimen_files(load_theme(request.param, ROOT), {})


def pages(specimen: dict[str, bytes], *folders: str) -> list[str]:
    """Pages to look at: all of some records, and the longest lists."""
    found = [path for path in specimen if path.endswith(".html") and path.startswith(folders)]
    return [path for path in (*found, *ONE_OF_EACH) if b'http-equiv="refresh"' not in specimen[path]]


WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_nothing_is_complained_of_and_nothing_overflows(browser: Browser, specimen: dict[str, bytes]):
    page = browser.new_page(viewport={"width": 320, "height": 800})
    complaints = show(page, specimen)
    wide = []
    for path in pages(specimen, "index.html", "whole/", "mirrored/", "nothing/"):
        page.goto(HOST + path)
        if page.evaluate(WIDE):
            wide.append(path)
    page.close()
    assert (wide, complaints) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, specimen: dict[str, bytes], scheme: str):
    axe = node_module("axe-core/axe.min.js").read_text("utf-8")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page, found = context.new_page(), []
    show(page, specimen)
    asked = {"runOnly": RULES} if scheme == "light" else {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    for path in pages(specimen, "index.html", "whole/", "nothing/"):
        page.goto(HOST + path)
        page.evaluate(axe)
        told = page.evaluate("asked => axe.run(asked)", asked)
        found += [(path, v["id"], node["target"], node["html"][:120]) for v in told["violations"] for node in v["nodes"]]
    context.close()
    assert found == []
