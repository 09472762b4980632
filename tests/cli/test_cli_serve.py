"""`onrecord serve`, as a browser meets it: over HTTP on this machine, while the records change."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from calls import Run
from serving import Served, alter


@pytest.fixture
def served(starter: Path) -> Iterator[Served]:
    with Served(starter, "--port", "0") as server:
        yield server


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


def test_where_no_project_is_it_ends_in_2(run: Run, tmp_path: Path):
    (tmp_path / "nowhere").mkdir()
    wrong = run("serve", "--root", "nowhere", "--port", "0")
    assert wrong.exit_code == 2
    assert "holds no project: there is no content/site.yaml" in wrong.stderr
    assert list((tmp_path / "nowhere").iterdir()) == []
