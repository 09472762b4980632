"""Related issues in builds: one new issue makes few pages again, a changed line is told wherever it stands, and what is remembered
may be lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import Files, SmallSite, a_site, a_theme, an_issue
from onrecord.build.relating import Near, read, related_to, written
from onrecord.engine.plan import Step
from projects import Project

DAY = date(2026, 11, 21)
TOPICS = [
    f"{a}{b}" for a in ("squeak", "leak", "flicker", "smell", "crack", "rattle") for b in ("lid", "hose", "lamp", "belt", "knob")
]


def a_topical_site(makes: tuple[str, ...] = ("issue", "related")) -> SmallSite:
    """A site of 90 issues, three of each of 30 topics, told of in words of its own."""
    site = a_site()
    site.issues = {
        str(1 + 3 * n + k): an_issue(f"{topic} number{k}", _text=f"Always {topic} and {topic[::-1]}.", opened=f"2026-05-{1 + k:02}")
        for n, topic in enumerate(TOPICS)
        for k in range(3)
    }
    site.releases, site.themes = [], a_theme(makes=makes)
    return site


def a_report(topic: str) -> dict[str, object]:
    """One more issue of a topic."""
    return an_issue(f"Newly {topic}", _text=f"Here {topic} too, with {topic[::-1]}.", opened="2026-06-01")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that has no sources yet."""
    return Project(tmp_path / "project")


def made(project: Project, site: SmallSite) -> dict[str, str]:
    """The paths that a build makes again, each with why."""
    project.lay(site.files())
    report = project.build(DAY).report
    assert report is not None
    return {action.path: action.because for action in report.actions if action.step is not Step.KEEP}


def clean(tmp_path: Path, site: SmallSite) -> Files:
    """The tree of a clean build."""
    fresh = Project(tmp_path / "clean")
    fresh.lay(site.files())
    fresh.build(DAY)
    return fresh.tree()


def test_one_new_issue_makes_its_own_page_and_those_that_name_it(project: Project, tmp_path: Path):
    site = a_topical_site()
    made(project, site)
    site.issues["100"] = a_report(TOPICS[7])
    again = made(project, site)
    own = {f"issues/{id}/index.html" for id in ("22", "23", "24", "100")}
    assert again.keys() - {"static/own.css"} == own
    assert {because for path, because in again.items() if path != "issues/100/index.html"} == {"changed: what it shows"}
    assert project.tree() == clean(tmp_path, site)


def test_a_changed_title_is_told_wherever_the_issue_is_related(project: Project, tmp_path: Path):
    site = a_topical_site()
    made(project, site)
    site.issues["22"]["quote"] = f"Always {TOPICS[7]}"
    again = made(project, site)
    assert set(again) == {f"issues/{id}/index.html" for id in ("22", "23", "24")}
    assert f"headline=Phrase(text='Always {TOPICS[7]}'" in project.tree()["issues/23/index.html"].decode().replace("&#39;", "'")
    assert project.tree() == clean(tmp_path, site)


def test_an_issue_that_is_gone_is_named_no_more(project: Project, tmp_path: Path):
    site = a_topical_site()
    made(project, site)
    del site.issues["22"]
    again = made(project, site)
    assert set(again) == {f"issues/{id}/index.html" for id in ("22", "23", "24")}
    assert project.tree() == clean(tmp_path, site)


def test_a_duplicate_stands_with_its_original_and_nowhere_else(project: Project, tmp_path: Path):
    site = a_topical_site()
    made(project, site)
    site.themes["own/templates/issue.html"] = b"{% for line in page.related %}{{ line.id }} {% endfor %}"
    site.issues["23"]["duplicate_of"] = "22"
    made(project, site)
    tree = project.tree()
    assert tree == clean(tmp_path, site)
    named = {id: tree[f"issues/{id}/index.html"] for id in ("22", "23", "24")}
    assert named == {"22": b"24 ", "23": b"24 ", "24": b"22 "}


def remembered(project: Project) -> dict[str, Near]:
    """What is remembered of related issues."""
    with closing(sqlite3.connect(project.state / "cache.sqlite")) as store:
        tables = {name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        values = store.execute("SELECT value FROM of_near").fetchall() if "of_near" in tables else []
    return read(values[0][0]) if values else {}


def test_a_theme_that_does_not_show_them_pays_nothing(project: Project):
    made(project, a_topical_site(("issue",)))
    assert remembered(project) == {}


def test_what_no_page_shows_any_more_is_forgotten(project: Project):
    site = a_topical_site()
    made(project, site)
    assert len(remembered(project)) == 90
    site.themes = a_theme(makes=("issue",))
    made(project, site)
    assert remembered(project) == {}


def test_what_is_remembered_may_be_lost(project: Project, tmp_path: Path):
    site = a_topical_site()
    made(project, site)
    with closing(sqlite3.connect(project.state / "cache.sqlite")) as store, store:
        store.execute("DELETE FROM of_near")
    site.issues["100"] = a_report(TOPICS[7])
    made(project, site)
    assert project.tree() == clean(tmp_path, site)
    assert len(remembered(project)) == 91


def test_words_that_stay_the_same_are_not_sought_again():
    known = {"1": Near("a", "2:5", "fan,loud"), "2": Near("b", "1:5", "fan,loud")}
    asked = list[str]()

    def terms(ids: Sequence[str]) -> dict[str, str]:
        asked.extend(ids)
        return {id: known[id].terms for id in ids}

    near, others = related_to({"1": "a", "2": "c"}, known, terms)
    assert asked == ["2"]
    assert near == known | {"2": Near("c", "1:5", "fan,loud")}
    assert others == {"1": ("2",), "2": ("1",)}


def test_a_key_in_doubt_is_never_trusted():
    near, _ = related_to({"1": ""}, {"1": Near("", "", "fan")}, lambda ids: dict.fromkeys(ids, "loud"))
    assert near == {"1": Near("", "", "loud")}


@given(
    st.dictionaries(
        st.sampled_from("123456"), st.lists(st.sampled_from(("fan", "loud", "lärm", "騒音", "x'y")), unique=True), max_size=6
    )
)
def test_what_is_written_down_is_read_again(terms: dict[str, list[str]]):
    near, _ = related_to(dict.fromkeys(terms, "key"), {}, lambda ids: {id: ",".join(terms[id]) for id in ids})
    assert read(written(near)) == near
