"""The search's index in a whole small site: what a change makes again, and that nothing of it stays that is gone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from histories import SmallSite, a_message, a_site, a_theme, an_issue
from onrecord.engine.plan import Step
from projects import Project, cleared

WORDS = ("alder", "birch", "cedar", "dogwood", "elder", "fir", "ginkgo", "hazel", "ivy", "juniper", "kapok", "larch")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards and bunches so small that a few issues make several."""
    monkeypatch.setattr("onrecord.render.search.bunch.MEAN", 3)
    monkeypatch.setattr("onrecord.render.search.shards.MOST", 150)


def a_grove() -> SmallSite:
    """Issues that each speak of two trees."""
    site = a_site()
    site.themes = a_theme(makes=("issue_data", "search"))
    site.issues = {str(n): an_issue(f"On {WORDS[n % 12]}", _text=f"Like {WORDS[(n + 1) % 12]}.") for n in range(1, 25)}
    return site


def built(project: Project, site: SmallSite) -> dict[str, Step]:
    """What a build does with each path of the search."""
    project.lay(site.files())
    report = project.build(site.as_of).report
    assert report
    assert not report.stopped
    return {a.path: a.step for a in report.actions if a.path.startswith("search/")}


def of(step: Step, done: dict[str, Step]) -> list[str]:
    return sorted(path for path, how in done.items() if how is step)


def lines(project: Project, name: str) -> list[str]:
    return (project.site / "search" / name).read_text("utf-8").splitlines()


def words(project: Project) -> set[str]:
    """Every word of the index."""
    shards = (project.site / "search").glob("words-*.txt")
    return {word for shard in shards for line in shard.read_text("utf-8").splitlines() for word in line.split("\t")[0].split(" ")}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


def test_an_edit_makes_the_shards_of_its_words_again_and_no_other(project: Project):
    site = a_grove()
    made = built(project, site)
    assert len([path for path in made if path.startswith("search/words-")]) > 5
    site.issues["5"]["_text"] = "Like hazel."  # before: ginkgo
    done = built(project, site)
    touched = [path for path in of(Step.MAKE, done) if path.startswith("search/words-")]
    assert touched == of(Step.MAKE, done)
    held = {
        word for path in touched for line in lines(project, path.removeprefix("search/")) for word in line.split("\t")[0].split(" ")
    }
    assert {"hazel", "ginkgo"} <= held
    assert not held & {"alder", "birch", "cedar", "larch", "kapok"}


def test_an_edit_that_changes_no_word_makes_nothing_of_the_search_again(project: Project):
    site = a_grove()
    built(project, site)
    site.issues["5"]["_text"] = "Like, ginkgo!"
    assert of(Step.MAKE, built(project, site)) == []


def test_a_message_touches_the_lists_of_what_follows_from_it_alone(project: Project):
    site = a_grove()
    built(project, site)
    site.issues["5"]["_thread"].append(a_message(2, "answer", "jo", "2026-05-03", "Ginkgo."))
    assert of(Step.MAKE, built(project, site)) == ["search/by-status.txt", "search/index.html"]
    assert lines(project, "by-status.txt")[0].startswith("answered\t")


def test_a_new_issue_changes_no_shard_but_those_of_its_words(project: Project):
    site = a_grove()
    del site.issues["12"]
    built(project, site)
    site.issues["12"] = an_issue("On larch", _text="Larch.")
    done = of(Step.MAKE, built(project, site))
    assert {"search/by-product.txt", "search/by-type.txt", "search/shards.json"} < set(done)
    held = {w for p in done if "words-" in p for line in lines(project, p[7:]) for w in line.split("\t")[0].split(" ")}
    assert {"larch", "12", "on", "fans"} <= held
    assert not held & {"alder", "birch", "cedar", "hazel", "juniper"}


def test_what_is_withheld_leaves_the_index_and_what_is_remembered(project: Project):
    site = a_grove()
    site.issues["5"]["_text"] = "Quetzalcoatl."
    built(project, site)
    assert "quetzalcoatl" in words(project)
    site.issues["5"] |= {"_text": "", "words": "withheld"}
    del site.issues["5"]["title"]
    built(project, site)
    assert "quetzalcoatl" not in words(project)
    del site.issues["5"]
    built(project, site)
    assert b"quetzal" not in (project.state / "cache.sqlite").read_bytes().lower()
    with closing(sqlite3.connect(project.state / "cache.sqlite")) as cache:
        assert (b"5",) not in cache.execute("SELECT name FROM of_terms").fetchall()
        assert (b"6",) in cache.execute("SELECT name FROM of_terms").fetchall()


def test_a_theme_without_search_makes_and_remembers_none(project: Project):
    site = a_grove()
    site.themes = a_theme(makes=("issue_data",))
    assert built(project, site) == {}
    site.themes = a_theme(makes=("issue_data", "search"))
    assert of(Step.MAKE, built(project, site))
    site.themes = a_theme(makes=("issue_data",))
    done = built(project, site)
    assert set(done.values()) == {Step.REMOVE}
    assert not (project.site / "search").exists()


def test_an_incremental_index_is_that_of_a_clean_build(project: Project, tmp_path: Path):
    site = a_grove()
    built(project, site)
    for n, text in ((3, "Yew and yucca."), (9, "Zelkova"), (3, "Yew."), (20, "")):
        site.issues[str(n)]["_text"] = text or "Ash."
        built(project, site)
        clean = Project(tmp_path / f"clean-{n}-{len(text)}")
        built(clean, site)
        assert project.tree() == clean.tree()


def test_what_is_remembered_may_be_lost(project: Project):
    site = a_grove()
    built(project, site)
    tree = project.tree()
    cleared(project.state)
    cleared(project.site)
    built(project, site)
    assert project.tree() == tree


def test_whoever_reads_is_not_shut_out_by_what_is_kept_meanwhile(project: Project, monkeypatch: pytest.MonkeyPatch):
    """Once a write takes more than the cache of the file holds, it shuts readers out until it is committed; the build then went on
    without anything remembered."""
    few = ("secure_delete = ON", "synchronous = OFF", "cache_size = 1")
    monkeypatch.setattr("onrecord.engine.storefile.SETTINGS", few)
    monkeypatch.setattr("onrecord.engine.storefile.PATIENCE", 0.1)
    monkeypatch.setattr("onrecord.engine.store.MUCH", 1)
    monkeypatch.setattr("onrecord.build.memory.TOGETHER", 1)
    monkeypatch.setattr("onrecord.build.memory.MUCH", 1)
    site = a_grove()
    for issue in site.issues.values():
        issue["_text"] += " ".join(WORDS) * 200
    assert built(project, site)
    with closing(sqlite3.connect(project.state / "cache.sqlite")) as store:
        assert store.execute("SELECT count(*) FROM of_bunches").fetchone()[0] > 3
