"""The pictures of the README: pages of the example site as a browser shows them. Run it with `python tests/pictures.py`.

It builds the example as of the day given (`--as-of`, default 2026-11-21), opens its pages in Chromium, and writes them to
`themes/broadsheet/pictures/`, reduced to 96 colours.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from onrecord.build import build
from quality_sites import Quiet

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "themes" / "broadsheet" / "pictures"
DESK, PHONE = (1280, 860), (390, 844)
PAGES = (
    ("front", "", DESK, "light"),
    ("issue", "issues/42/", DESK, "light"),
    ("issues", "issues/", DESK, "light"),
    ("search", "search/?q=noise+night", DESK, "light"),
    ("figures", "figures/", DESK, "dark"),
    ("people", "people/", DESK, "light"),
    ("phone", "", PHONE, "dark"),
)
"""A picture's name, the page it shows, the size of the window, and whether it is light or dark."""
COLOURS = 96


def main() -> None:
    """Build the example and take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 21))
    as_of = parser.parse_args().as_of
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "content", project / "content")
        build(project, project / "site", as_of)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(project / "site"))) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            _take_all(f"http://127.0.0.1:{server.server_port}/")
            server.shutdown()


def _take_all(host: str) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path, size, scheme in PAGES:
            (PICTURES / f"{name}.png").write_bytes(_taken(browser, host + path, size, scheme))
        browser.close()


def _taken(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> bytes:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address, wait_until="networkidle")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    page.close()
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
