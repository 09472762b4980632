from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from growth import assert_linear
from onrecord.model import Corpus, OnrecordError
from onrecord.read import Reading, read_project

SITE = "title: Fans\ncompany: Acme\ntimezone: Asia/Tokyo\n"
HEADER = "type: problem\nauthor: ann\nopened: 2026-05-02\ntitle: Loud fans\n"


def laid(root: Path, files: dict[str, str]) -> Path:
    for name, text in {
        "site.yaml": SITE,
        "people/ann.yaml": "role: customer\n",
        "people/jo.yaml": "role: company\n",
        **files,
    }.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def told(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_a_folder_without_a_project_is_a_fault() -> None:
    with pytest.raises(OnrecordError, match="holds no project"):
        read_project(Path("/nowhere"), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        (date(2026, 6, 1), date(2026, 6, 1)),
        (datetime(2026, 6, 1, 10, tzinfo=UTC), date(2026, 6, 1)),
        (datetime(2026, 6, 1, 20, tzinfo=UTC), date(2026, 6, 2)),
    ],
)
def test_an_instant_is_the_day_it_is_in_the_zone_of_the_site(tmp_path: Path, as_of: date | datetime, day: date) -> None:
    assert read_project(laid(tmp_path, {}), as_of).as_of == day


def test_a_broken_site_still_says_its_zone(tmp_path: Path) -> None:
    reading = read_project(laid(tmp_path, {"site.yaml": "timezone: Asia/Tokyo\n"}), datetime(2026, 6, 1, 20, tzinfo=UTC))
    assert reading.as_of == date(2026, 6, 2)
    assert told(reading) == [
        'content/site.yaml:1:1: missing field "company"',
        'content/site.yaml:1:1: missing field "title"',
    ]


def test_issues_stand_in_the_order_they_were_opened_then_by_id(tmp_path: Path) -> None:
    days = {"10": "2026-05-02", "9": "2026-05-02", "acme-1": "2026-05-02", "3": "2026-05-03", "4": "2026-05-01T10:00Z"}
    files = {f"issues/{id}.md": f"---\n{HEADER.replace('2026-05-02', day)}---\nx" for id, day in days.items()}
    assert list(read_project(laid(tmp_path, files), date(2026, 6, 1)).corpus.issues) == ["4", "9", "10", "acme-1", "3"]


def test_releases_stand_by_product_from_the_newest(tmp_path: Path) -> None:
    files = {
        "products/b/product.yaml": "name: B\n",
        "products/a/product.yaml": "name: A\n",
        "products/b/releases/1.0.0.yaml": "date: 2026-05-01\n",
        "products/a/CHANGELOG.md": "## [Unreleased]\n### Added\n- x\n## [1.10.0] - 2026-05-02\n## [1.9.0] - 2026-05-02\n",
        "products/a/releases/1.9.1.md": "---\ndate: 2026-05-03\n---\n### Fixed\n- y\n",
    }
    corpus = read_project(laid(tmp_path, files), date(2026, 6, 1)).corpus
    assert list(corpus.releases) == [("a", "Unreleased"), ("a", "1.9.1"), ("a", "1.10.0"), ("a", "1.9.0"), ("b", "1.0.0")]


def test_a_closing_change_and_a_resolution_say_one_thing(tmp_path: Path) -> None:
    resolution = "- {id: 2, author: jo, at: 2026-05-20, kind: resolution, outcome: fixed, fixed_in: fans/1.0.0}\n"
    files = {
        "products/fans/product.yaml": 'name: Fans\nreferences: {"#": issues}\n',
        "products/fans/CHANGELOG.md": (
            "## [1.1.0] - 2026-05-21\n### Fixed\n- see #1\n## [1.0.0] - 2026-05-20\n### Fixed\n- closes #1\n"
        ),
        "issues/1.md": f"---\n{HEADER}product: fans\nthread:\n{resolution}---\nx",
    }
    reading = read_project(laid(tmp_path, files), date(2026, 6, 1))
    assert told(reading) == []
    (change,) = reading.corpus.releases["fans", "1.0.0"].changes
    assert change.closes == ("1",)


def test_what_notes_mention_is_linked_and_told_where_it_is_not_there(tmp_path: Path) -> None:
    files = {
        "products/fans/product.yaml": 'name: Fans\nreferences: {"#": issues}\n',
        "products/fans/releases/1.0.0.yaml": "date: 2026-05-20\nnotes: 'See #1 and #7.'\n",
        "issues/1.md": f"---\n{HEADER}product: fans\n---\nx",
    }
    reading = read_project(laid(tmp_path, files), date(2026, 6, 1))
    assert told(reading) == [
        'content/products/fans/releases/1.0.0.yaml:2:8: warning: unknown issue "7"; "#7" is left as plain text'
    ]
    release = reading.corpus.releases["fans", "1.0.0"]
    assert [reference.issue for reference in release.references] == ["1"]
    assert release.issues == ("1",)


def test_what_leans_on_a_broken_record_is_left_out_and_said_once(tmp_path: Path) -> None:
    files = {
        "issues/1.md": f"---\n{HEADER}duplicate_of: 2\n---\nx",
        "issues/2.md": f"---\n{HEADER}severty: high\n---\nx",
        "issues/3.md": f"---\n{HEADER}---\nx",
        "issues/4.md": f"---\n{HEADER}duplicate_of: 1\n---\nx",
    }
    reading = read_project(laid(tmp_path, files), date(2026, 6, 1))
    assert told(reading) == ['content/issues/2.md:6:1: unknown field "severty"; did you mean "severity"?']
    assert list(reading.corpus.issues) == ["3"]


def test_a_changelog_that_cannot_be_read_makes_no_release_unknown(tmp_path: Path) -> None:
    resolution = "- {id: 2, author: jo, at: 2026-05-20, kind: resolution, outcome: fixed, fixed_in: 1.0.0}\n"
    files = {
        "products/fans/product.yaml": "name: Fans\n",
        "issues/1.md": f"---\n{HEADER}product: fans\nthread:\n{resolution}---\nx",
    }
    root = laid(tmp_path, files)
    (root / "content/products/fans/CHANGELOG.md").write_bytes(b"\xff")
    assert told(read_project(root, date(2026, 6, 1))) == [
        "content/products/fans/CHANGELOG.md:1:1: the byte 0xff is no UTF-8; save the file as UTF-8"
    ]


def test_files_of_no_issue_are_not_published_and_told(tmp_path: Path) -> None:
    root = laid(tmp_path, {"issues/9/fan.txt": "whirr", "issues/9/notes.yaml": "a: b", "issues/fan.txt": "whirr"})
    hint = "no message names this file, so it is not published; name it under attachments"
    assert told(read_project(root, date(2026, 6, 1))) == [
        f"content/issues/9/fan.txt: warning: {hint}",
        f"content/issues/9/notes.yaml: warning: {hint}",
        f"content/issues/fan.txt: warning: {hint}",
    ]


@pytest.mark.parametrize("name", ["index.html", "feed.xml"])
def test_products_and_releases_may_not_have_the_names_of_files(tmp_path: Path, name: str) -> None:
    root = laid(tmp_path, {f"products/{name}/product.yaml": "name: A\n", f"products/a/releases/{name}.yaml": "date: 2026-05-01\n"})
    assert [line.partition(": ")[2].partition(";")[0] for line in told(read_project(root, date(2026, 6, 1)))] == [
        f'the file\'s name "{name}" is no version',
        f'the folder\'s name "{name}" is no product id',
    ]


@pytest.mark.parametrize("words", ["[", ">", "<script>alert(1)</script>", "</textarea>", "`", "\u202e", "=cmd()\n", "---\n", "#"])
def test_a_megabyte_of_anything_is_read_as_it_was_said(tmp_path: Path, words: str) -> None:
    def give(size: int) -> Path:
        return laid(tmp_path / str(size), {"issues/1.md": f"---\n{HEADER}---\nx\n{words * (size // len(words))}end\n"})

    report = read_project(give(1_000_000), date(2026, 6, 1)).corpus.issues["1"].report
    assert report.text == f"x\n{words * (1_000_000 // len(words))}end"
    assert_linear(read, give, 1_000_000)


def read(root: Path) -> Corpus:
    return read_project(root, date(2026, 6, 1)).corpus


def thread_of(count: int, **more: str) -> str:
    lines = "".join(f", {name}: {value}" for name, value in more.items())
    source = ", source: {system: s, id: 1}" if more.get("at") == "unknown" else ""
    return "".join(f"- {{id: {n}, author: ann, kind: comment, text: x{lines}{source}}}\n" for n in range(2, count))


@pytest.mark.parametrize("more", [{"at": "2026-05-03"}, {"at": "unknown"}, {"at": "2026-05-03", "in_reply_to": "1"}])
def test_a_long_thread_takes_linear_time(tmp_path: Path, more: dict[str, str]) -> None:
    def give(size: int) -> Path:
        return laid(tmp_path / str(size), {"issues/1.md": f"---\n{HEADER}thread:\n{thread_of(size, **more)}---\nx"})

    assert [message.id for message in read(give(5000)).issues["1"].thread] == list(range(1, 5000))
    assert_linear(read, give, 5000)


def test_a_changelog_of_many_releases_takes_linear_time(tmp_path: Path) -> None:
    def give(size: int) -> Path:
        log = "".join(f"## [{n}.0.0] - 2026-05-01\n" for n in range(size))
        return laid(tmp_path / str(size), {"products/a/product.yaml": "name: A\n", "products/a/CHANGELOG.md": log})

    assert len(read(give(20_000)).releases) == 20_000
    assert_linear(read, give, 20_000)
