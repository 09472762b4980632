"""Status incidents: a small golden site, its dirt, and the real one."""

import json
import random
from dataclasses import replace
from datetime import date

import pytest

from onrecord.importers import Options, import_cstate
from onrecord.model import OnrecordError
from onrecord.read import read_project

TODAY = date(2026, 11, 21)
OPTIONS = Options("up", company="Acme", url="https://status.example.com")
OUTAGE = """\
---
title: The shop is down
date: 2026-05-02T10:00:00Z
resolved: true
resolvedWhen: 2026-05-02 11:30:00
severity: down
affected:
  - shop.example.com
  - Pay & go
section: issue
---

*Update*: it is back.

# We look into it
"""
EXPECTED = """\
id: up-1
type: problem
product: up
components: [shop.example.com, pay-go]
severity: down
source:
  system: cstate
  id: 2026-05-02-shop
  url: https://status.example.com/issues/2026-05-02-shop/
author: company
opened: 2026-05-02T10:00:00Z
title: The shop is down
format: text
text: |
  *Update*: it is back.

  # We look into it
thread:
  - id: 2
    author: company
    at: 2026-05-02T11:30:00Z
    kind: resolution
    outcome: done
    source:
      system: cstate
      id: 2026-05-02-shop#resolved
      url: https://status.example.com/issues/2026-05-02-shop/
"""


@pytest.fixture
def status(tmp_path):
    """A status site with one incident."""
    folder = tmp_path / "status"
    (folder / "content" / "issues").mkdir(parents=True)
    incident(folder, "2026-05-02-shop", OUTAGE)
    return folder


def incident(folder, name, text):
    (folder / "content" / "issues" / f"{name}.md").write_text(text)


def told(landing):
    return [str(p).removeprefix("content/issues/") for p in landing.problems]


def test_an_incident_becomes_an_issue(status, tmp_path):
    root = tmp_path / "site"
    landing = import_cstate(status, root, OPTIONS)
    assert (root / "content/issues/up-1-the-shop-is-down.yaml").read_text() == EXPECTED
    assert (landing.records, landing.new, landing.left_out) == (1, 1, 0)
    assert told(landing) == [
        '2026-05-02-shop.md:5:1: warning: "resolvedWhen": "2026-05-02 11:30:00" has no zone, and is read as UTC, as Hugo does'
    ]
    reading = read_project(root, TODAY)
    assert reading.problems == ()
    issue = reading.corpus.issues["up-1"]
    assert [c.name for c in reading.corpus.products["up"].components] == ["Pay & go", "shop.example.com"]
    assert (issue.report.author, issue.source.id, len(issue.thread)) == ("company", "2026-05-02-shop", 2)


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        (("date: 2026-05-02T10:00:00Z", "date: 2026-05-02T9:00:00Z"), '3:1: warning: "date": "2026-05-02T9:00:00Z" is no date or'),
        (("date: 2026-05-02T10:00:00Z", "date: 2026-05-94"), '3:1: warning: "date": "2026-05-94" is no date; it is kept'),
        (("05-02 11:30:00", "05-01T11:30:00Z"), '5:1: warning: "resolvedWhen": "2026-05-01T11:30:00Z" is before it'),
        (("date: 2026-05-02T10:00:00Z", "date: 2026-05-03T9:00:00Z"), '5:1: warning: "resolvedWhen": "2026-05-02T11:30:00Z" is'),
        (("resolved: true", "resolved: false"), '5:1: warning: "resolvedWhen": an incident that is not resolved has no such time'),
        (("resolvedWhen: 2026-05-02 11:30:00\n", ""), '4:1: warning: "resolved": it is not said when; the time is unknown'),
        (("severity: down", "pin: true"), '6:1: warning: "pin": that it is pinned is not brought in'),
        (("severity: down", "weight: 3"), '6:1: warning: "weight": this field is not brought in'),
        (("section: issue", "section: news"), '10:1: warning: "section": "news" is not brought in'),
        (("  - Pay & go", "  - shop.example.com"), '7:1: warning: "affected": a name that stands twice is taken once'),
        (("resolved: true", "resolved: maybe"), '4:1: warning: "resolved": "maybe" is neither true nor false'),
        (("section: issue", "draft: true"), '10:1: warning: "draft": a draft is not published, and is left out'),
    ],
)  # fmt: skip
def test_dirt_is_kept_and_told(status, tmp_path, change, warning):
    incident(status, "2026-05-02-shop", OUTAGE.replace(*change))
    landing = import_cstate(status, tmp_path / "site", OPTIONS)
    assert not landing.refused
    assert any(line.startswith(f"2026-05-02-shop.md:{warning}") for line in told(landing)), told(landing)
    assert landing.new + landing.left_out == 1
    if landing.new:
        claimed = change[1].partition(": ")[2]
        assert "date" not in change[0] or claimed in (tmp_path / "site/content/issues/up-1-the-shop-is-down.yaml").read_text()
        assert [p for p in read_project(tmp_path / "site", TODAY).problems if p.level.value == "error"] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (OUTAGE.replace("title: The shop is down\n", ""), '2:1: missing field "title"; an incident has a title and a date'),
        (OUTAGE.replace("severity: down", "severity: [down"), "7:9: the YAML cannot be read: did not find expected ',' or ']'"),
        (OUTAGE.replace("severity: down", "title: Twice"), '6:1: duplicate key "title"; the first is at '),
        ("title = 1\n", "1:1: the file does not begin with front matter"),
        ("---\ntitle: \udcff\n---\n", "2:8: the byte 0xff is no UTF-8"),
    ],
)
def test_a_broken_file_keeps_everything_out(status, tmp_path, text, message):
    (status / "content/issues/2026-05-03-broken.md").write_bytes(text.encode(errors="surrogateescape"))
    landing = import_cstate(status, tmp_path / "site", OPTIONS)
    assert landing.refused
    assert any(line.startswith(f"2026-05-03-broken.md:{message}") for line in told(landing)), told(landing)
    assert not (tmp_path / "site").exists()


def test_numbers_go_by_date_and_stay(status, tmp_path):
    root = tmp_path / "site"
    import_cstate(status, root, OPTIONS)
    incident(status, "2025-01-01-before", OUTAGE.replace("2026-05-02", "2025-01-01").replace("shop is", "past was"))
    incident(status, "2026-06-01-after", OUTAGE.replace("2026-05-02", "2026-06-01"))
    landing = import_cstate(status, root, OPTIONS)
    assert (landing.new, landing.unchanged) == (2, 1)
    issues = read_project(root, TODAY).corpus.issues
    assert {i.id: i.source.id for i in issues.values()} == {
        "up-1": "2026-05-02-shop",
        "up-2": "2025-01-01-before",
        "up-3": "2026-06-01-after",
    }


def test_a_new_project_needs_a_name(status, tmp_path):
    with pytest.raises(OnrecordError, match="name the company with --company"):
        import_cstate(status, tmp_path / "site", Options("up"))
    with pytest.raises(OnrecordError, match="holds no incidents"):
        import_cstate(tmp_path, tmp_path / "site", OPTIONS)
    with pytest.raises(OnrecordError, match='"Up!" is no prefix'):
        import_cstate(status, tmp_path / "site", Options("Up!", company="Acme"))


def test_two_names_with_one_slug_stay_two_components(status, tmp_path):
    incident(status, "2026-05-02-shop", OUTAGE.replace("- shop.example.com", "- pay go"))
    import_cstate(status, tmp_path / "site", OPTIONS)
    components = read_project(tmp_path / "site", TODAY).corpus.products["up"].components
    assert [(c.id, c.name) for c in components] == [("pay-go", "Pay & go"), ("pay-go-2", "pay go")]


SPLINTERS = [b'"', b"{", b"- ", b": ", b"\n", b"\0", b"&a ", b"*a", b"!!x ", b"|", b"'", b"\t", b"\xe2\x80\xa8"]


def test_any_mutation_of_an_incident_is_told_or_brought_in_whole(status, tmp_path):
    dice = random.Random(11)
    refused = 0
    for round in range(150):
        data = bytearray(OUTAGE.encode())
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(dice.choice([len(data), 120]))
            match dice.randrange(3):
                case 0:
                    del data[at : at + dice.randint(1, 12)]
                case 1:
                    data[at] = dice.randrange(256)
                case _:
                    data[at:at] = dice.choice(
                        [b'"', b"{", b"- ", b": ", b"\n", b"\0", b"&a ", b"*a", b"!!x ", b"|", b"'", b"\t", b"\xe2\x80\xa8"]
                    )
        (status / "content/issues/2026-05-02-shop.md").write_bytes(bytes(data))
        root = tmp_path / f"site-{round}"
        landing = import_cstate(status, root, OPTIONS)
        if landing.refused:
            refused += 1
            assert not root.exists()
            assert all(p.where.line for p in landing.problems)
        else:
            assert landing.new + landing.left_out == 1
            assert [str(p) for p in read_project(root, TODAY).problems if p.level.value == "error"] == []
    assert 30 < refused < 140


@pytest.mark.slow
def test_years_of_real_changes_end_where_a_fresh_import_does(real_records, tmp_path):
    export, grown, fresh = tmp_path / "export", tmp_path / "grown", tmp_path / "fresh"
    options = Options("jenkins", company="Jenkins")
    lines = (real_records / "jenkins-status/revisions.jsonl").read_text().split("\n")[:-1]
    for number, revision in enumerate(map(json.loads, lines)):
        path = export / revision["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if revision["op"] != "D":
            path.write_text(revision["content"])
        if number % 40 == 39 or number == len(lines) - 1:
            landing = import_cstate(export, grown, options)
            assert not [p for p in landing.problems if "changed here" in p.message or "cannot be written" in p.message]
    import_cstate(export, fresh, options)
    ends, wanted = (by_source(read_project(root, TODAY).corpus) for root in (grown, fresh))
    assert len(wanted) == 297
    assert {name: ends[name] for name in wanted} == wanted


def by_source(corpus):
    """The issues by where they came from, without what an import allots."""
    names = {c.id: c.name for c in corpus.products["jenkins"].components}
    return {
        i.source.id: replace(i, id="1", slug="", components=tuple(names[c] for c in i.components)) for i in corpus.issues.values()
    }


def test_the_real_incidents_are_all_accounted_for(real_records, tmp_path):
    folder = real_records / "jenkins-status"
    options = Options("jenkins", company="Jenkins", url="https://status.jenkins.io")
    landing = import_cstate(folder, tmp_path, options)
    assert (landing.records, landing.new, landing.left_out) == (297, 297, 0)
    messages = [p.message for p in landing.problems]
    assert sum("is before it began" in m for m in messages) == 8  # one of them by its day alone: its beginning is malformed
    assert sum("is no date or time" in m for m in messages) == 10
    reading = read_project(tmp_path, TODAY)
    assert [p for p in reading.problems if p.level.value == "error"] == []
    assert sum(m.at.doubtful for i in reading.corpus.issues.values() for m in i.thread) == 18
    assert len(reading.corpus.products["jenkins"].components) == 92
    for issue in reading.corpus.issues.values():
        body = (folder / "content/issues" / f"{issue.source.id}.md").read_text().split("---", 2)[2]
        assert issue.report.text == body.strip("\n").rstrip()
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert import_cstate(folder, tmp_path, options).files == ()
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
