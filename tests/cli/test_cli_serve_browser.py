"""`onrecord serve` in a real browser: the open page follows the records without being touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from serving import PATIENCE, Served, alter


@pytest.mark.slow
def test_the_page_follows_the_records(starter: Path, page: Page):
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with Served(starter, "--port", "0") as served:
        page.goto(f"http://localhost:{served.port}/about/")
        expect(page.locator("main")).to_contain_text("Say here who you are")

        alter(starter, "Say here who you are", "We are Kettle Works")
        expect(page.locator("main")).to_contain_text("We are Kettle Works")

        alter(starter, "role: customer", "role: buyer", "content/people/c7.yaml")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("content/people/c7.yaml:3:")
        expect(page.locator("main")).to_contain_text("We are Kettle Works")
        assert alert.evaluate("e => getComputedStyle(e).position") == "sticky", "the page's own policy kept the style sheet out"

        alter(starter, "role: buyer", "role: customer", "content/people/c7.yaml")
        expect(alert).to_have_count(0)
        assert complaints == []
