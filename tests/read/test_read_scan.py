from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import OnrecordError, Problem
from onrecord.read.scan import read_bytes, scan


def project(root: Path) -> Path:
    (root / "content/issues").mkdir(parents=True)
    (root / "content/site.yaml").write_text("title: Fans\n")
    return root


@pytest.mark.parametrize("made", [[], ["content"]])
def test_a_folder_without_a_site_is_no_project(tmp_path: Path, made: list[str]) -> None:
    for folder in made:
        (tmp_path / folder).mkdir()
    with pytest.raises(OnrecordError, match="holds no project"):
        scan(tmp_path)


def test_files_are_listed_in_order_with_their_sizes(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content/issues/2.md").write_text("two")
    (root / "content/issues/10.md").write_text("ten!")
    (root / "content/issues/.hidden").write_text("x")
    (root / "content/log").mkdir()
    (root / "content/log/entries.jsonl").write_text("x")
    listing = scan(root)
    assert list(listing.files.items()) == [("content/issues/10.md", 4), ("content/issues/2.md", 3), ("content/site.yaml", 12)]
    assert listing.problems == ()


def test_a_link_inside_the_project_is_followed_to_a_file_only(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "shared.md").write_text("shared")
    (root / "content/issues/1.md").symlink_to("../../shared.md")
    (root / "content/more").symlink_to("issues")
    listing = scan(root)
    assert listing.files["content/issues/1.md"] == 6
    assert [str(p) for p in listing.problems] == ["content/more: a link to a folder; put a file or a folder here"]


def test_a_project_reached_by_a_link_is_one(tmp_path: Path) -> None:
    project(tmp_path / "real")
    (tmp_path / "link").symlink_to("real")
    assert list(scan(tmp_path / "link").files) == ["content/site.yaml"]


def test_a_content_folder_that_leads_out_of_the_project_is_none(tmp_path: Path) -> None:
    project(tmp_path / "other")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/content").symlink_to("../other/content")
    with pytest.raises(OnrecordError, match="is a link; put the folder itself there"):
        scan(tmp_path / "mine")


def test_folders_may_not_nest_without_end(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content" / "/".join("abcdefghij")).mkdir(parents=True)
    (problem,) = scan(root).problems
    assert str(problem) == "content/a/b/c/d/e/f/g/h: folders nest deeper than 8 levels; nothing below is read"


def test_a_file_that_has_gone_since_it_was_listed_is_told(tmp_path: Path) -> None:
    root = project(tmp_path)
    listing = scan(root)
    (root / "content/site.yaml").unlink()
    problem = read_bytes(listing, "content/site.yaml")
    assert isinstance(problem, Problem)
    assert str(problem) == "content/site.yaml: it cannot be read: No such file or directory"


def test_a_file_that_has_grown_over_its_limit_since_is_told(tmp_path: Path) -> None:
    root = project(tmp_path)
    listing = scan(root)
    (root / "content/site.yaml").write_bytes(b"x" * 2000)
    problem = read_bytes(listing, "content/site.yaml", limit=1000)
    assert isinstance(problem, Problem)
