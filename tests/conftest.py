"""What every test has: no network, the folders of real records where they are at hand, the command, a small site, a browser."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from calls import DAY, Run
from onrecord.cli import main

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("untimed", deadline=None)  # how fast a machine is decides no test
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def real_records() -> Path:
    """The folder of real records beside the project; the test is skipped where it is absent."""
    folder = Path(os.environ.get("ONRECORD_REAL_RECORDS", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"needs the real records in {folder}")
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine can be reached: a connection to anywhere else fails the test."""
    connect = socket.socket.connect

    def only_here(sock: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            pytest.fail(f"a test reached for the network: {address}")
        connect(sock, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`onrecord` with these arguments, in an empty folder, on a fixed day; what it printed and its exit code."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.chdir(tmp_path)

    def call(*args: str, **kwargs: str) -> Result:
        result = CliRunner().invoke(main, args, catch_exceptions=False, prog_name="onrecord", **kwargs)
        assert "Traceback" not in result.output
        return result

    return call


@pytest.fixture
def starter(run: Run, tmp_path: Path) -> Path:
    """The small site of `onrecord init`."""
    assert run("init", "starter").exit_code == 0
    return tmp_path / "starter"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser; the test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of the browser."""
    page = browser.new_page()
    yield page
    page.close()
