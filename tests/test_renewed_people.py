"""What a change of one record makes anew of the pages of people and of figures: those that it concerns, and no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders import a_message, a_person, a_product, an_issue
from onrecord.build import build
from onrecord.engine.plan import Step
from onrecord.model import Company, Issue, Message, Role, Site
from onrecord.read import canonical

DAY = date(2026, 7, 1)
STAFF, CUSTOMERS = ("s0", "s1", "s2"), ("c0", "c1", "c2", "c3", "c4")


def issue(n: int, *more: Message, text: str = "They roar.") -> Issue:
    """An issue of one customer, answered by one of the staff."""
    answer = a_message(2, "answer", author=STAFF[n % 3], at="2026-05-03")
    return an_issue(str(n), answer, *more, author=CUSTOMERS[n % 5], text=text, title=f"Fan {n}")


def write(root: Path, issue: Issue) -> None:
    (root / "content" / "issues" / f"{issue.id}.md").write_text(canonical.issue_markdown(issue), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    for folder in ("issues", "people", "products/fans"):
        (content / folder).mkdir(parents=True)
    (content / "site.yaml").write_text(canonical.site_text(Site(title="Fans on record", company=Company("Acme"))), "utf-8")
    (content / "products/fans/product.yaml").write_text(canonical.product_text(a_product()), "utf-8")
    for alias in (*STAFF, *CUSTOMERS):
        person = a_person(alias, Role.COMPANY if alias in STAFF else Role.CUSTOMER, page=True)
        (content / "people" / f"{alias}.yaml").write_text(canonical.person_text(person), "utf-8")
    for n in range(15):
        write(tmp_path, issue(n + 1))
    assert not build(tmp_path, tmp_path / "site", DAY, workers=1).stopped
    return tmp_path


def made(root: Path) -> set[str]:
    """What is made anew of people and figures."""
    report = build(root, root / "site", DAY, workers=1)
    paths = {action.path for action in report.actions if action.step is Step.MAKE}
    return {path for path in paths if path.startswith(("people/", "figures/")) and not path.endswith(".json")}


def pages_of(*aliases: str) -> set[str]:
    return {f"people/{alias}/{name}" for alias in aliases for name in ("index.html", "feed.xml")}


def test_other_words_concern_those_who_spoke_there(project: Path):
    write(project, issue(7, text="They roar at night."))
    assert made(project) == pages_of("s1", "c2")


def test_an_answer_of_somebody_else_changes_the_network_too(project: Path):
    write(project, issue(7, a_message(3, "answer", author="s0", at="2026-05-04")))
    assert made(project) == pages_of("s0", "s1", "c2") | {"people/index.html", "people/helped.csv"}


def test_a_promise_concerns_who_made_it_and_the_figures(project: Path):
    write(project, issue(7, a_message(3, "promise", author="s1", at="2026-05-04", due="2026-09-01")))
    found = made(project)
    assert pages_of("s1", "c2") <= found
    assert not found & pages_of("s0", "s2", "c0", "c1", "c3", "c4")
    assert {"figures/index.html", "figures/promises.csv"} <= found


def test_nothing_else_is_made_on_the_next_day_but_the_page_of_figures_and_its_curves(project: Path):
    report = build(project, project / "site", date(2026, 7, 2), workers=1)
    paths = {
        action.path for action in report.actions if action.step is Step.MAKE and action.path.startswith(("people/", "figures/"))
    }
    assert not {path for path in paths if path.startswith("people/")}
    assert "figures/index.html" in paths
