"""`onrecord init`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from calls import Run
from onrecord.cli.initialising import PACKAGE, moved

ROOT = Path(__file__).resolve().parents[2]


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_the_starter_builds_without_a_warning(run: Run, starter: Path):
    built = run("build", "--root", "starter", "--strict")
    assert built.exit_code == 0, built.output
    assert built.stderr == ""
    assert (starter / "site" / "issues" / "1" / "index.html").is_file()
    assert (starter / "site" / "about" / "index.html").is_file()


def test_it_says_what_comes_next(run: Run):
    made = run("init", "ours")
    assert made.stdout == "Made ours/content. Build the site with: onrecord build --root ours\n"
    assert (Path("ours") / ".gitignore").read_text() == "/site/\n/.onrecord/\n"


def test_the_folder_may_lie_below_a_root_and_hold_other_things(run: Run, tmp_path: Path):
    (tmp_path / "deep" / "ours").mkdir(parents=True)
    (tmp_path / "deep" / "ours" / ".gitignore").write_text("mine\n")
    assert run("init", "ours", "--root", "deep").exit_code == 0
    assert (tmp_path / "deep" / "ours" / ".gitignore").read_text() == "mine\n"
    assert files(tmp_path / "deep" / "ours" / "content") == files(PACKAGE / "starter" / "content")


def test_the_example_is_copied_as_it_is(run: Run, tmp_path: Path):
    assert run("init", "large", "--example").exit_code == 0
    source = ROOT / "content"
    assert files(tmp_path / "large" / "content") == files(source)
    assert all((tmp_path / "large" / "content" / p).read_bytes() == (source / p).read_bytes() for p in files(source))


@pytest.mark.parametrize("there", ["content/site.yaml", "content"])
def test_records_that_are_there_are_not_touched(run: Run, tmp_path: Path, there: str):
    path = tmp_path / "ours" / there
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    refused = run("init", "ours")
    assert refused.exit_code == 2
    assert refused.stderr == "onrecord: ours/content is there already; nothing was changed\n"
    assert path.read_text() == "mine"
    assert files(tmp_path / "ours") == [there]


def test_a_symlink_is_not_followed(run: Run, tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "content").symlink_to(tmp_path / "elsewhere")
    assert run("init", "ours").exit_code == 2
    assert files(tmp_path / "elsewhere") == []


def test_the_days_move_by_whole_weeks():
    assert moved("at: 2026-11-03, version 1.1", 2) == "at: 2026-11-17, version 1.1"
    assert moved("at: 2026-11-03", -1) == "at: 2026-10-27"


def test_the_starters_days_are_moved_to_these_weeks(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert run("init", "ours").exit_code == 0
    text = (tmp_path / "ours" / "content" / "issues" / "2-the-bell-wakes-the-child.md").read_text()
    opened = date.fromisoformat(text.split("opened: ")[1][:10])
    assert 0 <= (date(2030, 3, 17) - opened).days <= 14
    assert opened.strftime("%A") == "Wednesday"
    built = run("build", "--root", "ours", "--strict")
    assert built.exit_code == 0, built.output
