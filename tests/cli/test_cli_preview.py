"""What the preview adds to a page, and whom it answers."""

from __future__ import annotations

import asyncio

import pytest

from onrecord.cli.preview.app import is_loopback
from onrecord.cli.preview.pages import previewed, problem_page
from onrecord.cli.preview.state import Outcome, Preview
from onrecord.model import Problem, Where

PAGE = b'<!doctype html><html><head><title>x</title></head><body class="a"><p>words</p></body></html>'
WRONG = Outcome((Problem(Where("content/issues/<b>.md", 3, 1), "unknown field <script>", "did you \x1bmean it?"),))


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "127.0.0.1", "[::1]", "[::1]:8000", "LOCALHOST:80"])
def test_this_machines_own_names_are_answered(host: str):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost:80:evil",
        "[::1].x",
        "::1",
    ],
)
def test_no_other_name_is_answered(host: str):
    assert not is_loopback(host)


def test_a_page_gets_the_script_and_keeps_everything_else():
    script = b'<script src="/__onrecord__/reload.js" data-build="7" defer></script>'
    assert previewed(PAGE, 7, Outcome()) == PAGE.replace(b"</head>", script + b"</head>")


def test_problems_stand_above_the_page_as_text():
    page = previewed(PAGE, 8, WRONG).decode()
    assert '<body class="a"><section class="onrecord-problems" role="alert">' in page
    assert "<p>words</p>" in page
    assert "content/issues/&lt;b&gt;.md:3:1" in page
    assert "unknown field &lt;script&gt;; did you \\x1bmean it?" in page
    assert "style=" not in page


def test_without_a_built_site_the_problems_stand_alone():
    page = problem_page(1, Outcome(fault="the disk is <full>")).decode()
    assert "the disk is &lt;full&gt;" in page
    assert 'data-build="1"' in page


def test_whoever_waits_hears_of_a_build_and_of_the_end():
    async def scene() -> list[int]:
        preview, heard = Preview(), []

        async def listen() -> None:
            while not preview.ending:
                await preview.news()
                heard.append(preview.build)

        listening = asyncio.create_task(listen())
        await asyncio.sleep(0)
        preview.built(Outcome())
        await asyncio.sleep(0)
        preview.end()
        await listening
        return heard

    assert asyncio.run(scene()) == [1, 1]
