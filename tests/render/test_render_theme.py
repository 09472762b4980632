"""Themes: where they are found, what their templates may reach, and what they are made of."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.model import OnrecordError
from onrecord.render.make import StaticFile, make
from onrecord.render.page import Page
from onrecord.render.theme import KINDS, load_theme


@dataclass(frozen=True)
class AView:
    name: str


def a_theme(root: Path, name: str = "mine", settings: str = "title: Mine\n", **templates: str) -> Path:
    folder = root / "themes" / name
    (folder / "templates").mkdir(parents=True)
    (folder / "static").mkdir()
    (folder / "theme.yaml").write_text(settings, encoding="utf-8")
    for stem, text in templates.items():
        (folder / "templates" / f"{stem}.html").write_text(text, encoding="utf-8")
    return folder


def test_a_template_sees_the_view_and_nothing_else(tmp_path: Path):
    a_theme(tmp_path, page="{{ _('Hello %(name)s', name=page.name) }}{% if range is defined or site is defined %}more{% endif %}\n")
    theme = load_theme("mine", tmp_path)
    assert make(Page("x.html", "html:page.html", AView("<b>&")), theme) == b"Hello &lt;b&gt;&amp;"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ page.nme }}", "the theme mine, template page.html: 'test_render_theme.AView object' has no attribute 'nme'"),
        ("{{ now() }}", "the theme mine, template page.html: 'now' is undefined"),
        ("{% if %}", "the theme mine, template page.html: Expected an expression, got 'end of statement block'"),
        (
            "{{ 1 + page.name }}",
            "the theme mine, template page.html: TypeError: unsupported operand type(s) for +: 'int' and 'str'",
        ),
        ("{% include 'gone.html' %}", "the theme mine has no template gone.html"),
    ],
)
def test_a_broken_template_says_where(tmp_path: Path, template: str, message: str):
    a_theme(tmp_path, page=template)
    with pytest.raises(OnrecordError) as error:
        make(Page("x.html", "html:page.html", AView("x")), load_theme("mine", tmp_path))
    assert str(error.value) == message


def test_words_and_numbers_of_the_interface(tmp_path: Path):
    a_theme(
        tmp_path,
        page="{% for n in (1, 2) %}{{ ngettext('%(num)s day', '%(num)s days', n) }}, {% endfor %}{{ _('95 %% of it') }}",
    )
    assert make(Page("x.html", "html:page.html", AView("x")), load_theme("mine", tmp_path)) == b"1 day, 2 days, 95 % of it"


def test_a_theme_may_extend_another(tmp_path: Path):
    folder = a_theme(tmp_path, settings="title: Mine\nextends: broadsheet\n")
    (folder / "static" / "broadsheet.css").write_text("p { color: red }", encoding="utf-8")
    theme = load_theme("mine", tmp_path)
    assert "issue.html" in theme.environment.list_templates()
    assert make(Page("static/broadsheet.css", "file", StaticFile("broadsheet.css", "")), theme) == b"p { color: red }"
    assert "dates.js" in theme.statics


def test_a_theme_of_the_shipped_name_may_extend_the_shipped_one(tmp_path: Path):
    a_theme(tmp_path, "broadsheet", "title: Mine\nextends: broadsheet\n", talk="mine")
    theme = load_theme("broadsheet", tmp_path)
    assert len(theme.folders) == 2
    assert theme.html("talk.html", AView("x")) == "mine"


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("gone", "", "there is no theme “gone” (with a theme.yaml); there are: broadsheet, mine"),
        ("../mine", "", "a theme is named like a folder, and “../mine” cannot be one"),
        (
            "mine",
            "titel: x\n",
            "the theme mine: theme.yaml knows no “titel”; it knows extends, licence, makes, options, summary, title",
        ),
        ("mine", "- x\n", "the theme mine: theme.yaml holds no list of settings"),
        ("mine", "title: Mine\nextends: mine\n", "there is no theme “mine” (with a theme.yaml); there are: broadsheet, mine"),
    ],
)
def test_a_theme_that_cannot_be_used(tmp_path: Path, name: str, settings: str, message: str):
    a_theme(tmp_path, settings=settings)
    with pytest.raises(OnrecordError) as error:
        load_theme(name, tmp_path)
    assert str(error.value) == message


def test_options_and_what_they_may_be(tmp_path: Path):
    a_theme(tmp_path, settings="title: Mine\nextends: broadsheet\noptions: {masthead: [large, small]}\n")
    theme = load_theme("mine", tmp_path)
    assert theme.chosen({}) == {"accent": "oxblood", "masthead": "large"}
    assert theme.chosen({"masthead": "small", "accent": "plum"}) == {"accent": "plum", "masthead": "small"}
    with pytest.raises(OnrecordError, match="the theme mine has no option “colour”; it has accent, masthead"):
        theme.chosen({"colour": "red"})
    with pytest.raises(OnrecordError, match="the option masthead cannot be “huge”; it can be large, small"):
        theme.chosen({"masthead": "huge"})


@pytest.mark.parametrize("options", ["accent", "{accent: red}", "{accent: []}"])
def test_options_that_are_none(tmp_path: Path, options: str):
    a_theme(tmp_path, settings=f"title: Mine\noptions: {options}\n")
    with pytest.raises(OnrecordError, match=r"theme\.yaml: each of the options is a list of what it may be"):
        load_theme("mine", tmp_path)


def test_the_closure_of_a_template_changes_with_what_it_uses(tmp_path: Path):
    folder = a_theme(tmp_path, page="{% extends 'base.html' %}", base="{% import 'words.html' as words %}", words="", other="")
    closure = load_theme("mine", tmp_path).closure("page.html")
    assert [name for name, _ in closure] == ["base.html", "page.html", "words.html"]
    (folder / "templates" / "words.html").write_text("new", encoding="utf-8")
    changed = load_theme("mine", tmp_path).closure("page.html")
    assert [one for one, other in zip(closure, changed, strict=True) if one != other] == [closure[2]]


def test_a_theme_can_be_sent_to_another_process(tmp_path: Path):
    a_theme(tmp_path, page="{{ page.name }}")
    theme = load_theme("mine", tmp_path)
    theme.html("page.html", AView("x"))
    assert pickle.loads(pickle.dumps(theme)).html("page.html", AView("y")) == "y"


def test_an_unknown_maker(tmp_path: Path):
    a_theme(tmp_path)
    with pytest.raises(OnrecordError, match=r"nothing makes “magic” for x\.html"):
        make(Page("x.html", "magic", None), load_theme("mine", tmp_path))


def test_a_theme_makes_but_the_kinds_of_pages_it_names(tmp_path: Path):
    theme = tmp_path / "themes" / "mine"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("title: Mine\nextends: broadsheet\nmakes: [issue, issues]\n")
    assert load_theme("mine", tmp_path).makes == {"issue", "issues"}
    (theme / "theme.yaml").write_text("title: Mine\nextends: broadsheet\n")
    assert load_theme("mine", tmp_path).makes == frozenset(KINDS)


@pytest.mark.parametrize(("makes", "what"), [("issue", "is a list of kinds"), ("[isue]", "no kind of page is called “isue”")])
def test_kinds_of_pages_that_there_are_not(tmp_path: Path, makes: str, what: str):
    theme = tmp_path / "themes" / "mine"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text(f"title: Mine\nmakes: {makes}\n")
    with pytest.raises(OnrecordError, match=what):
        load_theme("mine", tmp_path)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{% include 'more.html' ignore missing %}", ["issue.html", "more.html"]),
        ("{% include page.name %}", ["issue.html", "other.html"]),
        ("{% if %}", ["issue.html"]),
    ],
)
def test_the_closure_of_a_template_that_speaks_of_what_is_not_there_or_not_yet_known(tmp_path: Path, source: str, names: list[str]):
    templates = tmp_path / "themes" / "mine" / "templates"
    templates.mkdir(parents=True)
    (templates.parent / "theme.yaml").write_text("title: Mine\n")
    (templates / "issue.html").write_text(source)
    (templates / "other.html").write_text("other")
    assert [name for name, _ in load_theme("mine", tmp_path).closure("issue.html")] == names
