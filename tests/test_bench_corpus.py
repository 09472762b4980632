"""The benchmark's corpus and layouts: small ones are laid out for every tool, edited, and Onrecord's is built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.corpus import Corpus
from bench.layouts import LAYOUTS
from bench.measure import FailedError, run
from bench.scenarios import SCENARIOS, measured
from bench.site import ASSETS, Site
from bench.table import tables
from bench.tools import onrecord, tools
from bench.trees import Difference, differences
from bench.words import PRODUCTS, TAGS

N = 20
SMALL = Corpus(N)


def test_the_corpus_is_the_same_from_the_same_seed():
    assert list(SMALL.issues()) == list(Corpus(N).issues())
    assert list(SMALL.issues()) != list(Corpus(N, seed=8).issues())
    assert [issue.number for issue in SMALL.issues()] == list(range(1, N + 1))


def test_an_edit_changes_one_issue_and_a_deletion_takes_one_away():
    before, edited, fewer = (list(one.issues()) for one in (SMALL, replace(SMALL, revision=1), replace(SMALL, gone=True)))
    assert [new.number for old, new in zip(before, edited, strict=True) if old != new] == [SMALL.changed]
    assert [issue for issue in before if issue not in fewer] == [SMALL.issue(SMALL.victim)]


def test_messages_are_about_as_long_as_the_readme_says():
    words = [len(said.text.split()) for issue in Corpus(200).issues() for said in issue.messages]
    assert 120 <= sum(words) / len(words) <= 140


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_holds_every_word(name: str):
    files = dict(LAYOUTS[name].files(SMALL))
    for issue in SMALL.issues():
        path, text = LAYOUTS[name].issue(issue)
        held = [line.strip() for line in files[path].splitlines()]
        assert files[path] == text
        assert all(line.strip() in held for said in issue.messages for line in said.text.splitlines())
        assert issue.title in text
    for product in PRODUCTS:
        assert any("4.9.0" in text and product.lower() in path for path, text in files.items())


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_site_of_every_tool_is_edited_and_restored(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bench.site.TICK", 0)
    site = Site(tools(tmp_path)[name], SMALL, tmp_path / "site")
    site.lay_out()
    first = _sources(site.root)
    site.edit()
    edited = _changed(first, site.root)
    assert site.tool.layout.issue(SMALL.issue(SMALL.changed))[0] in edited
    assert len(edited) == 1 or name == "mkdocs"
    site.edit_template()
    assert _changed(first, site.root) == edited | {site.tool.layout.template}
    site.delete()
    site.restore()
    assert _changed(first, site.root) == edited | {site.tool.layout.template}


def test_onrecord_builds_the_pages_of_the_benchmark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bench.site.TICK", 0)
    site = Site(onrecord(), SMALL, tmp_path / "site")
    site.lay_out()
    found = measured([site], SCENARIOS[:1], 1, check=False)
    site.delete()
    site.build(clean=False)
    assert site.compared().count == 0
    assert (tmp_path / "site.log").read_text("utf-8") == "", "a record is doubtful"
    pages = {path.relative_to(site.out).as_posix() for path in site.out.rglob("*.html")}
    numbers = [issue.number for issue in site.corpus.issues()]
    tags = {tag for issue in site.corpus.issues() for tag in issue.tags}
    wanted = {"issues/index.html", *(f"issues/{number}/index.html" for number in numbers)}
    wanted |= {f"products/{product.lower()}/index.html" for product in PRODUCTS}
    wanted |= {f"issues/tagged/{tag}/index.html" for tag in tags}
    assert {path for path in pages if "/releases/" not in path} == wanted
    assert len(numbers) == N - 1
    assert len(pages - wanted) == len(PRODUCTS) * 50
    assert (site.out / "feed.xml").is_file()
    assert "| onrecord | - |" in tables(found)


def test_a_page_of_onrecord_says_what_the_others_say(tmp_path: Path):
    site = Site(onrecord(), SMALL, tmp_path / "site")
    site.lay_out()
    site.build(clean=True)
    issue = next(one for one in SMALL.issues() if one.promised and one.fixed_in)
    page = (site.out / f"issues/{issue.number}/index.html").read_text("utf-8")
    for said in (
        issue.title,
        issue.product,
        issue.outcome,
        issue.messages[0].by.name,
        issue.fixed_in,
        *issue.tags,
        "All times UTC.",
    ):
        assert said in page


def test_differences_are_told_by_kind(tmp_path: Path):
    for folder, texts in {"built": {"a": "1", "b": "2", "d": "4"}, "clean": {"a": "1", "b": "3", "c": "4"}}.items():
        (tmp_path / folder).mkdir()
        for name, text in texts.items():
            (tmp_path / folder / name).write_text(text)
    found = differences(tmp_path / "built", tmp_path / "clean")
    assert found == Difference(missing=("c",), left_over=("d",), stale=("b",))
    assert str(found) == "1 missing, 1 left over, 1 stale"


def test_a_command_that_fails_is_no_figure(tmp_path: Path):
    with pytest.raises(FailedError, match="no such folder"):
        run(["sh", "-c", "echo no such folder; exit 3"], tmp_path, tmp_path / "log", {})


def test_memory_counts_every_process_of_a_command(tmp_path: Path):
    held = "import time; held = bytearray(40_000_000); time.sleep(1)"
    two = f"import subprocess, sys; one = subprocess.Popen([sys.executable, '-c', {held!r}]); exec({held!r}); one.wait()"
    cost = run(["python3", "-c", two], tmp_path, tmp_path / "log", {}, watch=0.5)
    assert cost.peak is not None
    assert 80 < cost.peak < 200


def test_every_tag_and_template_is_used():
    assert {tag for issue in Corpus(500).issues() for tag in issue.tags} == set(TAGS)
    for layout in LAYOUTS.values():
        assert "All times UTC." in (ASSETS / layout.assets / layout.template).read_text("utf-8")


def _sources(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _changed(before: dict[str, bytes], root: Path) -> set[str]:
    after = _sources(root)
    assert before.keys() == after.keys()
    return {path for path, held in after.items() if held != before[path]}
