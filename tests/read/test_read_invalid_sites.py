"""Small sites with one mistake each, laid over a sound one, and the exact lines that are printed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from onrecord.read import Reading, read_project

SITES = Path(__file__).resolve().parents[1] / "sites"
AS_OF = date(2026, 6, 1)
INVALID = sorted(folder.name for folder in (SITES / "invalid").iterdir())


def laid(tmp_path: Path, name: str | None = None) -> Path:
    shutil.copytree(SITES / "base", tmp_path, dirs_exist_ok=True)
    if name:
        shutil.copytree(SITES / "invalid" / name / "content", tmp_path / "content", dirs_exist_ok=True)
    return tmp_path


def printed(reading: Reading) -> str:
    return "".join(f"{problem}\n" for problem in reading.problems)


def test_the_base_has_no_mistake(tmp_path: Path) -> None:
    assert printed(read_project(laid(tmp_path), AS_OF)) == ""


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_site_yields_exactly_its_message(tmp_path: Path, name: str) -> None:
    expected = (SITES / "invalid" / name / "expected.txt").read_text("utf-8")
    assert printed(read_project(laid(tmp_path, name), AS_OF)) == expected


@pytest.mark.parametrize("name", INVALID)
def test_what_is_left_of_an_invalid_site_dangles_nowhere(tmp_path: Path, name: str) -> None:
    corpus = read_project(laid(tmp_path, name), AS_OF).corpus
    for issue in corpus.issues.values():
        assert issue.product is None or issue.product in corpus.products
        assert issue.duplicate_of is None or issue.duplicate_of in corpus.issues
        for message in issue.thread:
            corpus.person(message.author)
    for release in corpus.releases.values():
        assert release.product in corpus.products
        assert all(id in corpus.issues for change in release.changes for id in change.closes)
