"""Whatever the files hold, reading ends in problems and a whole corpus, never in a traceback."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_read_invalid_sites import AS_OF, SITES, assert_whole

from onrecord.model import Level
from onrecord.read import Reading, read_project

SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
PATHS = [
    "site.yaml",
    "calendar.yaml",
    "people/bob.yaml",
    "products/fans/product.yaml",
    "products/fans/CHANGELOG.md",
    "products/fans/releases/1.1.0.yaml",
    "products/fans/releases/1.2.0.md",
    "issues/1.md",
    "issues/1/2.md",
    "issues/many.yaml",
    "pages/about.md",
]
WHOLE: dict[str, str] = {
    "site.yaml": "title: Fans\ncompany: {name: Acme}\npledges: [{since: 2026-01-01, first_answer: 2 business days}]\n",
    "calendar.yaml": "country: DE\nholidays:\n  2026:\n    2026-01-01: Neujahr\n",
    "people/bob.yaml": "role: customer\nname: Bob\nlinks: [{title: Home, url: 'https://bob.example'}]\n",
    "products/fans/product.yaml": 'name: Fans\ncomponents: [{id: blades, name: Blades}, motor]\nreferences: {"#": issues}\n',
    "products/fans/CHANGELOG.md": "# Changelog\n\n## [1.0.0] - 2026-05-20\n\n### Fixed\n\n- Blades, closes #1\n  - and #2\n",
    "products/fans/releases/1.1.0.yaml": "date: 2026-05-21\nchanges:\n  fixed: [{text: A rattle, closes: [2]}, A hum]\n",
    "products/fans/releases/1.2.0.md": "---\ndate: 2026-05-22\nyanked: true\n---\nNote\n\n### Added\n\n- Silence\n",
    "issues/1.md": (
        "---\ntype: problem\nproduct: fans\ncomponents: [blades]\nauthor: ann\nopened: 2026-05-02\ntitle: Loud fans\nquote: loud\n"
        "thread:\n  - {id: 3, author: jo, at: 2026-05-04, kind: promise, what: Silence, due: 2026-05-30}\n"
        "  - {id: 4, author: jo, at: 2026-05-20T10:00Z, kind: resolution, outcome: fixed, fixed_in: 1.0.0, keeps_promise: 3}\n"
        "  - {id: 5, author: ann, at: 2026-05-21, kind: confirmation, text: Thank you}\n---\nThe fans are loud.\n"
    ),
    "issues/1/2.md": "---\nid: 2\nauthor: jo\nat: 2026-05-03\nkind: answer\nin_reply_to: 1\n---\nWe look at it.\n",
    "issues/many.yaml": (
        "id: 2\ntype: idea\nauthor: ben\nopened: 2026-05-03\ntitle: Silent fans\nduplicate_of: 1\n"
        "---\nid: acme-3\ntype: question\nauthor: anonymous\nopened: unknown\ntitle: Why\nsource: {system: forum, id: 3}\n"
    ),
    "pages/about.md": "---\ntitle: About\n---\nWords.\n",
}
TOKENS = [
    "\n",
    ": ",
    "- ",
    "---\n",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!x ",
    "|\n",
    "'",
    '"',
    "#1",
    "\0",
    "\u202e",
    "\x85",
    "2026-02-30",
    "\t",
    "é",
]


def read(files: dict[str, bytes]) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(SITES / "base", root, dirs_exist_ok=True)
        for name, data in files.items():
            path = root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return read_project(root, AS_OF)


def assert_told_and_whole(reading: Reading) -> None:
    assert_whole(reading.corpus)
    assert [p.order for p in reading.problems] == sorted(p.order for p in reading.problems)
    for problem in reading.problems:
        assert problem.where.path.startswith("content/")
        assert "\n" not in str(problem)
        assert str(problem).isprintable()


def test_the_files_that_are_mutated_are_sound() -> None:
    reading = read({name: text.encode() for name, text in WHOLE.items()})
    assert [str(p) for p in reading.problems if p.level is Level.ERROR] == []
    assert set(reading.corpus.issues) == {"1", "2", "acme-3"}
    assert len(reading.corpus.issues["1"].thread) == 5


@pytest.mark.parametrize("path", PATHS)
@SLOW
@given(data=st.binary(max_size=300))
@example(data=b"")
@example(data=b"---")
@example(data=b"---\n---")
@example(data=b"\xff\xfe\x00\x00")
@example(data=b"[" * 5000)
@example(data=b"a: &a [*a]")
def test_any_bytes_end_in_problems(path: str, data: bytes) -> None:
    assert_told_and_whole(read({path: data}))


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, bytes]:
    """The sound files with a few cuts, repetitions and strange tokens in some of them."""
    files = {name: text.encode() for name, text in WHOLE.items()}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(PATHS))
        data = files[name]
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        token = draw(st.sampled_from(TOKENS) | st.text(max_size=8)).encode("utf-8", "replace")
        how = draw(st.sampled_from(["cut", "insert", "replace", "repeat"]))
        middle = {"cut": b"", "insert": token + data[start:end], "replace": token, "repeat": data[start:end] * 2}[how]
        files[name] = data[:start] + middle + data[end:]
    return files


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(files=mutated())
def test_any_slip_of_the_pen_ends_in_problems(files: dict[str, bytes]) -> None:
    assert_told_and_whole(read(files))


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    path=st.sampled_from(PATHS),
    field=st.sampled_from(["title", "author", "opened", "kind", "at", "id", "source", "thread", "duplicate_of", "quote", "closes"]),
    value=st.text(max_size=30)
    | st.sampled_from(["", "[]", "{}", "[[]]", "{a: b}", "~", "1", "2026-05-02", "*a", "&a x", "| \n x"]),
)
def test_any_value_of_a_field_ends_in_problems(path: str, field: str, value: str) -> None:
    text = WHOLE[path]
    at = text.find("\n---\n") + 1 if text.startswith("---") else 0
    changed = text[:at] + f"{field}: {value}\n" + text[at:]
    assert_told_and_whole(read({**{n: t.encode() for n, t in WHOLE.items()}, path: changed.encode("utf-8", "replace")}))
