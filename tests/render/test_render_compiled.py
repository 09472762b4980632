"""Compiled templates that are kept: used where nothing has changed, made again where anything has or is damaged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.render.compiled import Compiled
from onrecord.render.theme import Theme, load_theme


class Shelf:
    """Where code is kept, with a note of each time."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.kept: list[str] = []

    def keep(self, name: str, data: bytes) -> None:
        self.held[name] = data
        self.kept.append(name)

    def theme(self, root: Path) -> Theme:
        """The theme, as another start of the program finds it."""
        self.kept.clear()
        return load_theme("mine", root, Compiled(self.held.get, self.keep))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A theme of two templates."""
    folder = tmp_path / "themes" / "mine" / "templates"
    folder.mkdir(parents=True)
    (folder.parent / "theme.yaml").write_text("title: Mine\n", encoding="utf-8")
    (folder / "page.html").write_text("{% import 'parts.html' as parts %}{{ parts.name(page) }}", encoding="utf-8")
    (folder / "parts.html").write_text("{% macro name(of) %}<b>{{ of }}</b>{% endmacro %}", encoding="utf-8")
    return tmp_path


def test_what_was_compiled_once_is_not_compiled_again(project: Path):
    shelf = Shelf()
    assert shelf.theme(project).html("page.html", "<a>") == "<b>&lt;a&gt;</b>"
    assert len(shelf.kept) == 2
    assert shelf.theme(project).html("page.html", "<c>") == "<b>&lt;c&gt;</b>"
    assert shelf.kept == []


def test_a_template_that_has_changed_is_compiled_again_and_no_other(project: Path):
    shelf = Shelf()
    shelf.theme(project).html("page.html", "a")
    (project / "themes" / "mine" / "templates" / "parts.html").write_text(
        "{% macro name(of) %}new {{ of }}{% endmacro %}", encoding="utf-8"
    )
    assert shelf.theme(project).html("page.html", "a") == "new a"
    assert len(shelf.kept) == 1


def test_templates_that_need_all_rules_are_kept_apart(project: Path):
    (project / "themes" / "mine" / "templates" / "page.html").write_text("{{ page.accent }}", encoding="utf-8")
    shelf = Shelf()
    for _ in range(2):
        assert shelf.theme(project).html("page.html", {"accent": "plum"}) == "plum"
    assert (len(shelf.held), shelf.kept) == (2, [])


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:40], lambda data: data[:-1] + bytes([data[-1] ^ 1])])
def test_what_is_damaged_is_compiled_again(project: Path, damage):
    shelf = Shelf()
    shelf.theme(project).html("page.html", "a")
    whole = dict(shelf.held)
    shelf.held = {name: damage(data) for name, data in whole.items()}
    assert shelf.theme(project).html("page.html", "a") == "<b>a</b>"
    assert shelf.held == whole


def test_all_that_a_template_uses_can_be_compiled_beforehand(project: Path):
    shelf = Shelf()
    theme = shelf.theme(project)
    theme.prepare(["page.html", "gone.html"])
    assert len(shelf.kept) == 2
    theme.html("page.html", "a")
    assert len(shelf.kept) == 2


def test_a_broken_template_is_told_of_when_it_is_used(project: Path):
    (project / "themes" / "mine" / "templates" / "broken.html").write_text("{% if %}", encoding="utf-8")
    (project / "themes" / "mine" / "templates" / "bytes.html").write_bytes(b"\xff")
    shelf = Shelf()
    shelf.theme(project).prepare(["broken.html", "bytes.html", "page.html"])
    assert len(shelf.kept) == 2


def test_another_process_reads_and_keeps_nothing(project: Path):
    shelf = Shelf()
    theme = shelf.theme(project)
    theme.prepare([])
    child = os.fork()
    if child == 0:
        made = theme.html("page.html", "a")
        os._exit(0 if made == "<b>a</b>" and not shelf.kept else 1)
    assert os.waitpid(child, 0)[1] == 0
