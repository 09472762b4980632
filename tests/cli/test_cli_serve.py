"""`onrecord serve`, as a browser meets it: over HTTP on this machine, while the records change."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from calls import DAY

PATIENCE = 30.0
ABOUT = "content/pages/about.md"


class Served:
    """A running `onrecord serve`, and what it printed."""

    def __init__(self, project: Path, *args: str) -> None:
        command = [sys.executable, "-m", "onrecord", "serve", "--root", str(project), *args]
        env = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)
        self.printed: list[str] = []
        self._open: list[http.client.HTTPConnection] = []
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        told = self.hears("Serving http://127.0.0.1:")
        self.port = int(told.split("127.0.0.1:")[1].split("/")[0])

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed.append(line)

    def hears(self, words: str, after: int = 0) -> str:
        """The first line with these words that it prints."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for line in self.printed[after:]:
                if words in line:
                    return line
            time.sleep(0.02)
        raise AssertionError(f"never said {words!r}, but {self.printed}")

    def _connection(self) -> http.client.HTTPConnection:
        self._open.append(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE))
        return self._open[-1]

    def get(self, path: str, host: str | None = None) -> tuple[int, dict[str, str], str]:
        connection = self._connection()
        connection.request("GET", path, headers={"Host": host} if host is not None else {})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()

    def events(self) -> Iterator[str]:
        """The numbers of the builds, as the stream tells them."""
        connection = self._connection()
        connection.request("GET", "/__onrecord__/events")
        answer = connection.getresponse()
        assert answer.getheader("content-type", "").startswith("text/event-stream")
        while line := answer.readline().decode():
            if line.startswith("data: "):
                yield line.removeprefix("data: ").strip()

    def end(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self._listening.join()
        for connection in self._open:
            connection.close()
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def served(starter: Path) -> Iterator[Served]:
    with Served(starter, "--port", "0") as server:
        yield server


def alter(project: Path, old: str, new: str, path: str = ABOUT) -> None:
    text = (project / path).read_text()
    assert old in text
    (project / path).write_text(text.replace(old, new, 1))


def test_pages_are_served_with_the_reloading_script(served: Served, starter: Path):
    status, headers, page = served.get("/")
    assert status == 200
    assert headers["content-type"].startswith("text/html")
    assert headers["cache-control"] == "no-store"
    assert page.count('<script src="/__onrecord__/reload.js" data-build="1" defer></script></head>') == 1
    assert "onrecord-problems" not in page
    written = (starter / ".onrecord" / "serve" / "index.html").read_text()
    assert "__onrecord__" not in written
    assert not (starter / "site").exists()
    assert "EventSource" in served.get("/__onrecord__/reload.js")[2]
    assert served.get("/__onrecord__/problems.css")[1]["content-type"].startswith("text/css")


def test_addresses_lead_where_they_will_when_published(served: Served):
    assert served.get("/issues/1/")[0] == 200
    status, headers, _ = served.get("/issues/1?x=1")
    assert (status, headers["location"]) == (307, "/issues/1/?x=1")
    assert served.get("/feed.xml")[0] == 200
    assert served.get("/issues/1.ics")[1]["content-type"].startswith("text/calendar")
    assert served.get("/issues/99/")[0] == 404
    assert served.get("/__onrecord__/pages.py")[0] == 404


def test_nothing_but_the_site_is_served(served: Served, starter: Path, tmp_path: Path):
    (tmp_path / "secret.txt").write_text("secret")
    (starter / ".onrecord" / "serve" / "x.txt").symlink_to(tmp_path / "secret.txt")
    (starter / ".onrecord" / "serve" / "x").symlink_to(tmp_path)
    up = "/../../content/site.yaml"
    for path in (up, up.replace("..", "%2e%2e"), up.replace("/", "%2f"), "//etc/passwd", "/x.txt", "/x/secret.txt"):
        status, _, text = served.get(path)
        assert status == 404, path
        assert "secret" not in text
        assert "timezone:" not in text


def test_another_hosts_name_is_refused(served: Served):
    for host in ("evil.example", "evil.example:80", "192.168.0.7", ""):
        for path in ("/", "/__onrecord__/events", "/data/"):
            status, _, text = served.get(path, host)
            assert status == 403, (host, path)
            assert "Kettle" not in text


def test_a_change_is_built_and_told(served: Served, starter: Path):
    events = served.events()
    assert next(events) == "1"
    alter(starter, "Say here who you are", "We are Kettle Works")
    assert next(events) == "2"
    page = served.get("/about/")[2]
    assert "We are Kettle Works" in page
    assert 'data-build="2"' in page


def test_problems_are_shown_above_the_last_good_build_until_they_are_mended(served: Served, starter: Path):
    events = served.events()
    assert next(events) == "1"
    alter(starter, "role: customer", "role: <b>buyer</b>", "content/people/c7.yaml")
    assert next(events) == "2"
    status, _, page = served.get("/about/")
    assert status == 200
    assert "Say here who you are" in page
    assert "<code>content/people/c7.yaml:3:" in page
    assert "&lt;b&gt;buyer&lt;/b&gt;" in page
    assert "<b>buyer" not in page
    served.hears("c7.yaml:3:")
    alter(starter, "role: <b>buyer</b>", "role: customer", "content/people/c7.yaml")
    assert next(events) == "3"
    assert "onrecord-problems" not in served.get("/about/")[2]


def test_it_starts_although_nothing_can_be_built(starter: Path):
    alter(starter, "role: customer", "role: buyer", "content/people/c7.yaml")
    with Served(starter, "--port", "0") as served:
        status, _, page = served.get("/about/")
        assert status == 503
        assert "<code>content/people/c7.yaml:3:" in page
        events = served.events()
        assert next(events) == "1"
        alter(starter, "role: buyer", "role: customer", "content/people/c7.yaml")
        assert next(events) == "2"
        assert served.get("/about/")[0] == 200


@pytest.mark.parametrize("listening", [False, True])
def test_it_ends_cleanly_on_ctrl_c(served: Served, listening: bool):
    if listening:
        assert next(served.events()) == "1"
    assert served.end() == 0
    assert "Traceback" not in "".join(served.printed)


def test_a_port_that_is_taken_is_left_to_its_owner(starter: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with Served(starter, "--port", str(taken.getsockname()[1])) as served:
            assert served.port != taken.getsockname()[1]
            assert served.get("/")[0] == 200
            assert served.end() == 0
