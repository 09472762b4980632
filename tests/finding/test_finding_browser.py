"""Finding in a real browser: filtering the lines of a page, and finding them without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builders import a_corpus, an_issue
from rendering import a_built_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of eight issues, in a folder."""
    folder = tmp_path_factory.mktemp("site")
    words = ("They roar.", "They WHINE at night.", "Der Lüfter dröhnt.", "It whines by day.", "Hot.", "Cold.", "Loud.", "Slow.")
    issues = [an_issue(str(n), title=f"Trouble {n}", text=text) for n, text in enumerate(words, 1)]
    for path, data in a_built_site(a_corpus(*issues)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("path", ["issues/index.html", "issues/type/problem/index.html"])
def test_a_page_is_filtered_as_one_types(page: Page, site: Path, path: str):
    page.goto((site / path).as_uri())
    field, lines = page.get_by_label("Show only those on this page that say"), page.locator("main article:visible")
    expect(lines).to_have_count(8)
    field.fill("whine")
    expect(lines).to_have_count(2)
    expect(page.locator("main [role=search] output")).to_have_text("2 of 8 on this page")
    field.fill("night  WHINE")
    expect(lines).to_have_count(1)
    field.fill("lüfter")
    expect(lines).to_have_count(1)
    field.fill("nothing says this")
    expect(lines).to_have_count(0)
    field.fill("")
    expect(lines).to_have_count(8)


@pytest.mark.slow
def test_the_field_is_reached_by_keyboard(page: Page, site: Path):
    page.goto((site / "issues" / "type" / "problem" / "index.html").as_uri())
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "filter":
            break
    page.keyboard.type("roar")
    expect(page.locator("main article:visible")).to_have_count(1)


@pytest.mark.slow
def test_without_scripts_the_ways_are_links_and_no_field_is_shown(browser: Browser, site: Path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "issues" / "index.html").as_uri())
    expect(page.get_by_label("Show only those on this page that say")).to_be_hidden()
    page.get_by_role("link", name="Problems").click()
    assert page.url.endswith("/issues/type/problem/index.html")
    expect(page.locator("main article")).to_have_count(8)
    context.close()
