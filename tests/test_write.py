"""Writing a site: whole files, ours alone, whatever lies in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.engine.plan import Wanted
from onrecord.model import OnrecordError
from onrecord.write import STATE, Published, Use, alone, lying, open_folder, publish


def lay(root: Path, files: dict[str, str], out: Path | None = None) -> Published:
    def make(paths: Sequence[str], use: Use) -> Iterator[tuple[object, str]]:
        return ((use(path, files[path].encode()), "") for path in paths)

    root.mkdir(exist_ok=True)
    with alone(root / STATE):
        folder = open_folder(root, out or root / "site")
        return replace(publish(folder, [Wanted(path) for path in files], make, lying(folder, files)), actions=())


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_every_file_is_written_then_kept_then_removed(tmp_path: Path):
    assert lay(tmp_path, {"a/b.html": "1", "index.html": "2"}) == Published(2, 0, 0)
    assert lay(tmp_path, {"a/b.html": "1", "index.html": "3"}) == Published(1, 1, 0)
    assert lay(tmp_path, {"index.html": "3"}) == Published(0, 1, 1)
    assert tree(tmp_path / "site") == {"index.html": "3"}
    assert not (tmp_path / "site" / "a").exists()


def test_an_unchanged_file_is_not_touched(tmp_path: Path):
    lay(tmp_path, {"index.html": "1"})
    os.utime(tmp_path / "site" / "index.html", (1, 1))
    lay(tmp_path, {"index.html": "1"})
    assert (tmp_path / "site" / "index.html").stat().st_mtime == 1


def test_a_file_that_somebody_altered_or_deleted_is_mended(tmp_path: Path):
    lay(tmp_path, {"a.html": "1", "b.html": "2"})
    (tmp_path / "site" / "a.html").write_text("other")
    (tmp_path / "site" / "b.html").unlink()
    assert lay(tmp_path, {"a.html": "1", "b.html": "2"}) == Published(2, 0, 0)
    assert tree(tmp_path / "site") == {"a.html": "1", "b.html": "2"}


def test_what_onrecord_did_not_write_stays(tmp_path: Path):
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / ".gitkeep").write_text("")
    (tmp_path / "site" / "a" / "CNAME").write_text("mine")
    lay(tmp_path, {"a/page.html": "1", "index.html": "2"})
    lay(tmp_path, {"index.html": "2"})
    assert tree(tmp_path / "site") == {".gitkeep": "", "a/CNAME": "mine", "index.html": "2"}


def test_a_page_does_not_overwrite_what_onrecord_did_not_write(tmp_path: Path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "z.html").write_text("mine")
    with pytest.raises(OnrecordError, match=r"site/z\.html was not written by Onrecord"):
        lay(tmp_path, {"a.html": "1", "z.html": "2"})
    assert tree(tmp_path / "site") == {"z.html": "mine"}


def test_the_very_same_file_is_taken_over(tmp_path: Path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("1")
    assert lay(tmp_path, {"index.html": "1"}) == Published(0, 1, 0)


def test_each_folder_has_its_own_files(tmp_path: Path):
    lay(tmp_path, {"a": "1", "b": "2"})
    lay(tmp_path, {"a": "1"}, tmp_path / "other")
    assert tree(tmp_path / "site") == {"a": "1", "b": "2"}
    assert lay(tmp_path, {"b": "2"}, tmp_path / "other") == Published(1, 0, 1)
    assert tree(tmp_path / "other") == {"b": "2"}


def test_a_project_that_was_moved_knows_its_files(tmp_path: Path):
    lay(tmp_path / "one", {"a": "1", "b": "2"})
    (tmp_path / "one").rename(tmp_path / "two")
    assert lay(tmp_path / "two", {"a": "3"}) == Published(1, 0, 1)


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path):
    lay(tmp_path, {"a": "1", "b/c/d": "2"})
    lay(tmp_path, {"a/x": "3", "b": "4"})
    assert tree(tmp_path / "site") == {"a/x": "3", "b": "4"}


@pytest.mark.parametrize("link", ["site", "site/a", "site/a/page.html"])
def test_no_write_goes_through_a_symlink(tmp_path: Path, link: str):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "page.html").write_text("mine")
    at = tmp_path / "project" / link
    at.parent.mkdir(parents=True)
    at.symlink_to(outside / "page.html" if link.endswith(".html") else outside)
    with pytest.raises(OnrecordError, match=r"symlink|not written by Onrecord"):
        lay(tmp_path / "project", {"a/page.html": "1"})
    assert tree(outside) == {"page.html": "mine"}


@pytest.mark.parametrize("link", ["a", "a/page.html"])
def test_no_later_write_or_removal_goes_through_a_symlink(tmp_path: Path, link: str):
    project, outside = tmp_path / "project", tmp_path / "outside"
    lay(project, {"a/page.html": "1", "index.html": "2"})
    outside.mkdir()
    (outside / "page.html").write_text("mine")
    (project / "site" / "a" / "page.html").unlink()
    if link == "a":
        (project / "site" / "a").rmdir()
    (project / "site" / link).symlink_to(outside / "page.html" if link.endswith(".html") else outside)
    with pytest.raises(OnrecordError, match="is a symlink"):
        lay(project, {"a/page.html": "3", "index.html": "2"})
    lay(project, {"index.html": "2"})
    assert tree(outside) == {"page.html": "mine"}
    assert (project / "site" / link).is_symlink()


def test_a_symlinked_state_folder_is_refused(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / ".onrecord").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OnrecordError, match="is a symlink"):
        lay(tmp_path / "project", {"a": "1"})


@pytest.mark.parametrize("path", ["../x", "/tmp/x", "a\\b", "a/../../x"])
def test_an_unsafe_page_is_refused_before_anything_is_written(tmp_path: Path, path: str):
    with pytest.raises(OnrecordError, match="cannot be written to"):
        lay(tmp_path, {"index.html": "1", path: "2"})
    assert tree(tmp_path / "site") == {}


def test_a_forged_manifest_removes_nothing(tmp_path: Path):
    lay(tmp_path / "project", {"index.html": "1"})
    (tmp_path / "precious").write_text("mine")
    manifest = tmp_path / "project" / ".onrecord" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("index.html", "../../precious"))
    manifest.with_name("manifest.begun.json").unlink()
    with pytest.raises(OnrecordError, match="cannot be trusted"):
        lay(tmp_path / "project", {"index.html": "1"})
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.parametrize("damaged", ["manifest.json", "manifest.begun.json"])
def test_one_damaged_manifest_costs_nothing(tmp_path: Path, damaged: str):
    lay(tmp_path, {"index.html": "1", "old.html": "2"})
    (tmp_path / ".onrecord" / damaged).write_text("half a f")
    lay(tmp_path, {"index.html": "3"})
    assert tree(tmp_path / "site") == {"index.html": "3"}


def test_a_file_laid_where_a_page_was_removed_is_not_ours(tmp_path: Path):
    lay(tmp_path, {"index.html": "1", "old.html": "2"})
    lay(tmp_path, {"index.html": "1"})
    (tmp_path / "site" / "old.html").write_text("mine")
    lay(tmp_path, {"index.html": "3"})
    assert tree(tmp_path / "site") == {"index.html": "3", "old.html": "mine"}


@pytest.mark.parametrize("out", [".", "..", "content", "content/site", "themes/x"])
def test_the_sources_are_no_place_for_the_site(tmp_path: Path, out: str):
    (tmp_path / "p" / "content").mkdir(parents=True)
    with pytest.raises(OnrecordError, match="holds the project's sources"):
        lay(tmp_path / "p", {"a": "1"}, Path(os.path.normpath(tmp_path / "p" / out)))


def test_two_builds_at_once_are_refused(tmp_path: Path):
    with alone(tmp_path / STATE), pytest.raises(OnrecordError, match="another build"):
        lay(tmp_path, {"a": "2"})
    lay(tmp_path, {"a": "1"})
    assert tree(tmp_path / "site") == {"a": "1"}


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from onrecord import write
    from onrecord.engine.plan import Wanted

    root, at = Path(sys.argv[1]), int(sys.argv[2])
    calls = 0
    for name in ("replace", "unlink", "mkdir", "rmdir"):
        def counted(*args, _real=getattr(os, name), **kwargs):
            global calls
            calls += 1
            if calls == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return _real(*args, **kwargs)
        setattr(os, name, counted)
    wanted = {"new/a.html": "A" * 10, "same.html": "same", "changed.html": "after", "list.html": "links to new/a.html"}
    with write.alone(root / write.STATE):
        pages = [Wanted(path) for path in wanted]
        make = lambda paths, use: ((use(p, wanted[p].encode()), "") for p in paths)
        folder = write.open_folder(root, root / "site")
        write.publish(folder, pages, make, write.lying(folder, wanted))
"""


def test_killed_at_any_step_it_leaves_whole_files_and_the_next_build_mends(tmp_path: Path):
    before = {"old/x.html": "old", "same.html": "same", "changed.html": "before", "list.html": "links to old/x.html"}
    after = {"new/a.html": "A" * 10, "same.html": "same", "changed.html": "after", "list.html": "links to new/a.html"}
    ended = 0
    for at in range(1, 40):
        project = tmp_path / str(at)
        lay(project, before)
        done = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), project, str(at)], check=False)
        found = {path: text for path, text in tree(project / "site").items() if not path.startswith(".onrecord-writing")}
        for path, text in found.items():
            assert text in (before.get(path), after.get(path)), f"half a file after step {at}"
        link = found["list.html"].removeprefix("links to ")
        assert link in found, f"a dead link after step {at}"
        changed = {**after, "changed.html": "and changed again"}
        lay(project, changed)
        assert tree(project / "site") == changed, f"not mended after step {at}"
        if done.returncode == 0:
            ended = at
            break
        assert done.returncode == -signal.SIGKILL
    assert ended > 10, "the build was never killed, or never ended"


def test_a_file_that_had_to_be_read_is_known_by_its_state_from_then_on(tmp_path: Path):
    lay(tmp_path, {"index.html": "1"})
    later = (tmp_path / "site" / "index.html").stat().st_mtime_ns + 10**6
    os.utime(tmp_path / "site" / "index.html", ns=(later, later))
    while (tmp_path / "x").write_text("") or (tmp_path / "x").stat().st_mtime_ns <= later:
        pass  # until that is past
    assert states(tmp_path) == {"index.html": False}
    assert lay(tmp_path, {"index.html": "1"}) == Published(0, 1, 0)
    assert states(tmp_path) == {"index.html": True}
    assert not open_folder(tmp_path, tmp_path / "site").states


def states(root: Path) -> dict[str, bool]:
    """Whether each file that is ours is as the manifest says it is on the disk."""
    folder = open_folder(root, root / "site")
    lying(folder, folder.previous.paths)
    return {path: path not in folder.states for path in folder.previous.paths}
