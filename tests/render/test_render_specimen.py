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
@pytest.fixture(scope="module", params=["broadsheet", "plain"])
def specimen(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The specimen of a theme."""
    return specimen_files(load_theme(request.param, ROOT), {})


def pages(specimen: dict[str, bytes], *folders: str) -> list[str]:
    """Pages to look at: of each kind of page of some records the largest, and all issues of the record that holds every state."""
    largest: dict[tuple[str, ...], str] = {}
    for path, data in specimen.items():
        folder, *rest = path.split("/")
        if folder in folders and path.endswith(".html") and b'http-equiv="refresh"' not in data:
            kind = (folder, *rest[:1], *map(str, [len(rest)]))
            is_state = folder == "whole" and rest[0] == "issues" and len(rest) == 3
            key = (path,) if is_state else kind
            if key not in largest or len(data) > len(specimen[largest[key]]):
                largest[key] = path
    return ["index.html", *largest.values()]


WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_nothing_is_complained_of_and_nothing_overflows(browser: Browser, specimen: dict[str, bytes]):
    page = browser.new_page(viewport={"width": 320, "height": 800})
    complaints = show(page, specimen)
    wide = []
    for path in pages(specimen, "whole", "mirrored", "nothing", "many"):
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
    for path in pages(specimen, "whole", "nothing"):
        page.goto(HOST + path)
        page.evaluate(axe)
        told = page.evaluate("asked => axe.run(asked)", asked)
        found += [(path, v["id"], node["target"], node["html"][:120]) for v in told["violations"] for node in v["nodes"]]
    context.close()
    assert found == []
