"""What the preview adds to a page: the script that reloads it, and the problems above it."""

from __future__ import annotations

import re
from html import escape

import markupsafe

from onrecord.cli.preview.state import Outcome
from onrecord.cli.printing import one_line
from onrecord.model import Problem
from onrecord.render import headers

_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY = re.compile(rb"<body(?:\s[^>]*)?>", re.IGNORECASE)
_QUIET, _ASKING = (f'content="{markupsafe.escape(policy)}"'.encode() for policy in (headers.POLICY, headers.ASKING))
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"


def previewed(page: bytes, build: int, outcome: Outcome) -> bytes:
    """A built page with the reloading script, and with the problems on top where there are any."""
    page = page.replace(_QUIET, _ASKING, 1)  # that script asks whether there is something new
    added = f'<script src="/__onrecord__/reload.js" data-build="{build}" defer></script>'
    if not outcome.good:
        added += '<link rel="stylesheet" href="/__onrecord__/problems.css">'
        page = _after(_BODY, page, problems_html(outcome).encode())
    return _before(_HEAD_END, page, added.encode())


def problem_page(build: int, outcome: Outcome) -> bytes:
    """A page of problems alone, for as long as there is no built site to show."""
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Onrecord: not built</title></head><body></body></html>'
    )
    return previewed(page.encode(), build, outcome)


def problems_html(outcome: Outcome) -> str:
    """The problems as a part of a page."""
    items = "".join(f"<li>{_item(problem)}</li>" for problem in outcome.problems)
    fault = f"<p>{escape(one_line(outcome.fault))}</p>" if outcome.fault else ""
    told = "The site could not be built. What you see below, if anything, is how it was built last."
    return f'<section class="onrecord-problems" role="alert"><h1>Not built</h1><p>{told}</p>{fault}<ul>{items}</ul></section>'


def _item(problem: Problem) -> str:
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"<code>{escape(one_line(str(problem.where)))}</code><br>{escape(one_line(problem.message + hint))}"


def _before(mark: re.Pattern[bytes], page: bytes, added: bytes) -> bytes:
    found = mark.search(page)
    return page[: found.start()] + added + page[found.start() :] if found else page + added


def _after(mark: re.Pattern[bytes], page: bytes, added: bytes) -> bytes:
    found = mark.search(page)
    return page[: found.end()] + added + page[found.end() :] if found else added + page
