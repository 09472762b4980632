"""What templates hang on, as their texts tell it."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from conftest import ROOT
from onrecord.render.closure import closure_of
from onrecord.render.theme import load_theme

OTHERS = {"a.html": "A", "b.html": "B", "in/c.html": "C"}


def names(text: str) -> list[str]:
    """What a template with this text hangs on beside itself."""
    texts = {"page.html": text, **OTHERS}
    return [name for name, _ in closure_of("page.html", texts) if name != "page.html"]


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("nothing {{ page.a }} {% if include %}{% endif %}", []),
        ("{% extends 'a.html' %}", ["a.html"]),
        ('{%- extends "a.html" -%}', ["a.html"]),
        ("{%+ include 'in/c.html' +%}", ["in/c.html"]),
        ("{%include'./in//c.html'%}", ["in/c.html"]),
        ("{% include 'a.html' ignore missing with context %}", ["a.html"]),
        ("{% include ['a.html', 'b.html'] ignore missing %}", ["a.html", "b.html"]),
        ("{% import 'a.html' as a with context %}{% from 'b.html' import x as y, z without context %}", ["a.html", "b.html"]),
        ("{% import\n  'a.html'\n  as a %}", ["a.html"]),
        ("{% include 'gone.html' ignore missing %}", ["gone.html"]),
        ("{% include page.kind %}", [*OTHERS]),
        ("{% include page.kind ~ '.html' %}", [".html", *OTHERS]),
        ("{% include 'a.html' if page.a else 'b.html' %}", [*OTHERS]),
        ("{% extends ('a' ~ '.html') %}", [".html", "a", *OTHERS]),
        ("{% include 'a\\x2ehtml' %}", [*OTHERS]),
    ],
)
def test_the_templates_that_a_text_may_use(text: str, used: list[str]):
    assert names(text) == used


def test_what_is_used_is_followed_and_may_lead_back():
    texts = {"page.html": "{% include 'x' %}", "x": "{% include 'y' %}", "y": "{% include 'x' %}{% include 'page.html' %}", "z": ""}
    assert [name for name, _ in closure_of("page.html", texts)] == ["page.html", "x", "y"]


def test_a_template_that_comes_where_none_was_changes_what_names_it():
    text = {"page.html": "{% include 'gone' ignore missing %}"}
    assert closure_of("page.html", text) != closure_of("page.html", {**text, "gone": ""})


def test_the_shipped_themes_use_what_jinja_says_they_use():
    texts = load_theme("broadsheet", ROOT)._texts
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for name, text in texts.items():
        used = set(find_referenced_templates(environment.parse(text)))
        alone = {"x.html": text, **dict.fromkeys(texts.keys() - {"x.html"}, "")}
        assert {other for other, _ in closure_of("x.html", alone)} == used | {"x.html"}, name
