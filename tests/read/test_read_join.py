from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.model import Format, Issue, Kind, When
from onrecord.read import read_project

SITE = {
    "site.yaml": "title: Fans\ncompany: Acme\ntimezone: Europe/Berlin\n",
    "people/ann.yaml": "role: customer\n",
    "people/jo.yaml": "role: company\n",
    "people/obs.yaml": "role: observer\n",
}
HEADER = "type: problem\nauthor: ann\nopened: 2026-05-02T10:00+02:00\ntitle: Loud fans\nlang: en\ntags: [loud]\n"
BODY = "The fans are loud.\n\n    Really.\n"
ANSWER = "id: 2\nauthor: jo\nat: 2026-05-03\nkind: answer\n"
COMMENT = "id: 3\nauthor: ann\nat: 2026-05-04\nkind: comment\nin_reply_to: 2\n"


def in_list(message: str) -> str:
    return "  - " + message.strip().replace("\n", "\n    ") + "\n"


def in_text(body: str) -> str:
    return "text: |\n" + "".join(f"  {line}".rstrip() + "\n" for line in body.splitlines())


def thread(*messages: str) -> str:
    return "thread:\n" + "".join(in_list(message) for message in messages)


ANSWERED = ANSWER + "text: We look at it.\n"
COMMENTED = COMMENT + "text: Thank you.\n"

SHAPES = {
    "one file": {"issues/7-loud.md": f"---\n{HEADER}{thread(ANSWERED, COMMENTED)}---\n{BODY}"},
    "a file and a folder": {
        "issues/7-loud.md": f"---\n{HEADER}---\n{BODY}",
        "issues/7-loud/2-jo.md": f"---\n{ANSWER}---\n\nWe look at it.\n\n",
        "issues/7-loud/later.md": f"---\n{COMMENT}---\nThank you.",
    },
    "a folder": {
        "issues/7-loud/issue.md": f"---\nid: 7\n{HEADER}---\n{BODY}",
        "issues/7-loud/a.md": f"---\n{COMMENT}---\nThank you.",
        "issues/7-loud/b.md": f"---\n{ANSWER}---\nWe look at it.",
    },
    "a folder of another slug": {
        "issues/7-loud.md": f"---\n{HEADER}{thread(COMMENTED)}---\n{BODY}",
        "issues/7-noise/2.md": f"---\n{ANSWER}---\nWe look at it.",
    },
    "a stream": {"issues/may.yaml": f"id: 7\n{HEADER}{in_text(BODY)}{thread(COMMENTED, ANSWERED)}"},
    "a stream and a folder": {
        "issues/may.yaml": f"---\nid: 7\n{HEADER}{in_text(BODY)}---\n",
        "issues/7/2.md": f"---\n{ANSWER}---\nWe look at it.",
        "issues/7/3.md": f"---\n{COMMENT}text: Thank you.\n---\n",
    },
}


def read(root: Path, files: dict[str, str]) -> Issue:
    for name, text in {**SITE, **files}.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    reading = read_project(root, date(2026, 6, 1))
    assert [str(problem) for problem in reading.problems] == []
    (issue,) = reading.corpus.issues.values()
    return issue


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_an_issue_has_one_meaning(tmp_path: Path, shape: str) -> None:
    first = read(tmp_path / "a", SHAPES["one file"])
    issue = read(tmp_path / "b", SHAPES[shape])
    assert (issue.id, issue.title, issue.tags) == ("7", "Loud fans", ("loud",))
    assert issue.thread == first.thread
    assert [(m.id, m.kind, m.text) for m in issue.thread] == [
        (1, Kind.REPORT, "The fans are loud.\n\n    Really."),
        (2, Kind.ANSWER, "We look at it."),
        (3, Kind.COMMENT, "Thank you."),
    ]


def test_the_slug_comes_from_the_file_of_the_header(tmp_path: Path) -> None:
    assert read(tmp_path / "a", SHAPES["a folder of another slug"]).slug == "loud"
    assert read(tmp_path / "b", SHAPES["a stream"]).slug == ""


@pytest.mark.parametrize(
    ("author", "written", "expected"),
    [
        ("ann", "", Format.TEXT),
        ("obs", "", Format.TEXT),
        ("anonymous", "", Format.TEXT),
        ("jo", "", Format.MARKDOWN),
        ("company", "", Format.MARKDOWN),
        ("jo", "format: text\n", Format.TEXT),
        ("ann", "format: markdown\n", Format.MARKDOWN),
    ],
)
def test_the_format_is_that_of_the_side_where_none_is_written(tmp_path: Path, author: str, written: str, expected: Format) -> None:
    message = f"id: 2\nauthor: {author}\nat: 2026-05-03\nkind: comment\ntext: x\n{written}"
    issue = read(tmp_path, {"issues/7.md": f"---\n{HEADER}{thread(message)}---\n{BODY}"})
    assert issue.message(2).format is expected


def said(id: int, at: str) -> str:
    return f"id: {id}\nauthor: ann\nat: {at}\nkind: comment\ntext: x\nsource: {{system: s, id: {id}}}\n"


@pytest.mark.parametrize(
    ("times", "order"),
    [
        ({2: "2026-05-04", 3: "2026-05-03"}, [1, 3, 2]),
        ({2: "2026-05-03", 3: "2026-05-03"}, [1, 2, 3]),
        ({2: "2026-05-03T10:00Z", 3: "2026-05-03"}, [1, 3, 2]),
        ({2: "2026-05-03T10:00Z", 3: "2026-05-03T11:30+02:00"}, [1, 3, 2]),
        ({2: "2026-05-02", 3: "2026-05-03"}, [1, 2, 3]),
        ({2: "2026-05-05", 3: "unknown", 4: "2026-05-03"}, [1, 4, 2, 3]),
        ({2: "unknown", 3: "2026-05-03"}, [1, 2, 3]),
        ({2: "unknown", 3: "unknown", 4: "2026-05-03"}, [1, 2, 3, 4]),
        ({2: "2026-05-04", 3: "2026-04-01", 4: "2026-05-03"}, [1, 4, 2, 3]),
    ],
)
def test_a_thread_is_in_the_order_of_its_times_then_its_ids(tmp_path: Path, times: dict[int, str], order: list[int]) -> None:
    messages = [said(id, at) for id, at in times.items()]
    files = {**SITE, "issues/7.md": f"---\n{HEADER}{thread(*messages)}---\n{BODY}"}
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    issue = read_project(tmp_path, date(2026, 6, 1)).corpus.issues["7"]
    assert [m.id for m in issue.thread] == order


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-05-94", When(None, claimed="2026-05-94", doubtful=True)),
        ("2026-05-04 at noon", When(date(2026, 5, 4), claimed="2026-05-04 at noon", doubtful=True)),
        ("2026-05-01 at noon", When(None, claimed="2026-05-01 at noon", doubtful=True)),
        ("2026-05-01", When(None, claimed="2026-05-01", doubtful=True)),
        ("2026-06-02", When(None, claimed="2026-06-02", doubtful=True)),
    ],
)
def test_a_doubtful_time_of_an_import_is_a_warning_and_kept_as_claimed(tmp_path: Path, at: str, expected: When) -> None:
    files = {**SITE, "issues/7.md": f"---\n{HEADER}{thread(said(2, at))}---\n{BODY}"}
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    reading = read_project(tmp_path, date(2026, 6, 1))
    (problem,) = reading.problems
    assert str(problem).startswith("content/issues/7.md:11:9: warning: ")
    assert reading.corpus.issues["7"].message(2).at == expected


def test_a_time_said_to_be_unknown_is_what_an_import_says(tmp_path: Path) -> None:
    files = {**SITE, "issues/7.md": f"---\n{HEADER}{thread(said(2, 'unknown'))}---\n{BODY}"}
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    reading = read_project(tmp_path, date(2026, 6, 1))
    assert reading.problems == ()
    assert reading.corpus.issues["7"].message(2).at == When(None, claimed="unknown", doubtful=True)


def test_a_time_before_the_day_that_a_malformed_opening_begins_with_is_doubtful_too(tmp_path: Path) -> None:
    header = HEADER.replace("2026-05-02T10:00+02:00", "2026-05-02T9:00Z\nsource: {system: desk, id: 1}")
    files = {**SITE, "issues/7.md": f"---\n{header}{thread(said(2, '2026-05-01'))}---\n{BODY}"}
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    reading = read_project(tmp_path, date(2026, 6, 1))
    assert ["lies before its issue was opened" in p.message for p in reading.problems] == [False, True]
    assert reading.corpus.issues["7"].message(2).at == When(None, claimed="2026-05-01", doubtful=True)
