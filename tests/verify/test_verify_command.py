"""`onrecord verify` as it is typed: folders and addresses, what it remembers, what it prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from onrecord.build import build
from onrecord.cli import main
from onrecord.model import OnrecordError
from onrecord.verify import source
from onrecord.verify.source import Address, Folder
from sealing.logs import KEY, project, sealed


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("made"))
    sealed(root, datetime(2026, 6, 1, 12, tzinfo=UTC))
    build(root, root / "site", date(2026, 7, 1), workers=1)
    return root / "site"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["verify", *words], catch_exceptions=False)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Leading(Quiet):
    """Every address leads on: `/away/…` to another host, anything else round and round."""

    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", "http://other.example/" if "/away/" in self.path else f"{self.path}x")
        self.end_headers()


@contextmanager
def served(handler: object) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_folder_and_an_address_are_verified_alike(site: Path):
    with served(partial(Quiet, directory=str(site))) as url:
        for place in (str(site), url, f"{url}/"):
            result = run(place, "--key", str(KEY.verifier))
            assert result.exit_code == 0
            assert result.output.startswith("feedback.example.com/log: 7 entries, all as they were sealed; style sheets are not")


def test_what_was_seen_is_remembered(site: Path, tmp_path: Path):
    state = tmp_path / "seen.json"
    assert run(str(site), "--key", str(KEY.verifier), "--state", str(state)).exit_code == 0
    (remembered,) = json.loads(state.read_text()).values()
    assert remembered["key"] == str(KEY.verifier)
    assert remembered["checkpoint"] == (site / "log/checkpoint").read_text()
    assert run(str(site), "--state", str(state)).exit_code == 0
    state.write_text(json.dumps({str(site): {**remembered, "checkpoint": remembered["checkpoint"].replace("\n7\n", "\n6\n")}}))
    result = run(str(site), "--state", str(state))
    assert (result.exit_code, "ALARM" in result.output) == (1, True)
    state.write_text("[]")
    assert run(str(site), "--state", str(state)).exit_code == 2


def test_findings_come_as_data_too(site: Path, tmp_path: Path):
    assert json.loads(run(str(site), "--json", "--key", str(KEY.verifier)).output) == {
        "sound": True,
        "origin": "feedback.example.com/log",
        "size": 7,
        "findings": [],
    }
    empty = json.loads(run(str(tmp_path), "--json").output)
    assert [finding["code"] for finding in empty["findings"]] == ["unsealed"]


def test_what_is_no_site_is_told(tmp_path: Path):
    nowhere = run(str(tmp_path / "nowhere"))
    assert (nowhere.exit_code, "is no folder" in nowhere.output) == (2, True)
    assert run("http://127.0.0.1:1").exit_code == 2
    with pytest.raises(OnrecordError, match="no address of the web"):
        Address("ftp://example.org")


def test_redirects_are_few_and_lead_nowhere_else():
    with served(Leading) as url:
        with pytest.raises(OnrecordError, match=r"another host, other\.example"):
            Address(f"{url}/away").read("log/checkpoint")
        with pytest.raises(OnrecordError, match="302"):
            Address(url).read("log/checkpoint")


def test_a_site_has_limits(site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(source, "LARGEST", 10)
    with pytest.raises(OnrecordError, match="larger than"):
        Folder(site).read("index.html")
    with served(partial(Quiet, directory=str(site))) as url, pytest.raises(OnrecordError, match="larger than"):
        Address(url).read("index.html")
    with served(partial(Quiet, directory=str(site))) as url:
        assert Address(url).read("nothing/here") is None
        monkeypatch.setattr(source, "MOST_FILES", 0)
        with pytest.raises(OnrecordError, match="more files"):
            Address(url).read("nothing/here")
    (tmp_path / "out.txt").write_text("x")
    (tmp_path / "in").mkdir()
    assert Folder(tmp_path / "in").read("../out.txt") is None
