"""Themes: where they are found, what their templates may reach, and what they are made of."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from onrecord.model import OnrecordError
from onrecord.render.make import StaticFile, make
from onrecord.render.page import Page
from onrecord.render.theme import KINDS, BrokenThemeError, NoChoiceError, Theme, load_theme


@dataclass(frozen=True)
class AView:
    name: str
    options: dict[str, str] = field(default_factory=lambda: {"accent": "plum", "size": "small"})
    nothing: None = None


def a_theme(root: Path, name: str = "mine", settings: str = "name: Mine\nviews: 1\n", **templates: str) -> Path:
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


HERE = "themes/mine/templates/page.html:1: "
THERE = " (theme mine, view AView)"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ page.nme }}", f'{HERE}AView has no field "nme"; did you mean "name"?{THERE}'),
        ("{{ page.name.uper() }}", f'{HERE}str has no field "uper"; did you mean "upper"?{THERE}'),
        ("{{ page.options.acent }}", f'{HERE}there is no "acent" among accent, size; did you mean "accent"?{THERE}'),
        ("{{ page.nothing.more }}", f'{HERE}nothing has no field "more"{THERE}'),
        ("{{ pag.name }}", f'{HERE}nothing is called "pag" here; did you mean "page"?{THERE}'),
        ("{{ now() }}", f'{HERE}nothing is called "now" here{THERE}'),
        (
            "{% import 'parts.html' as parts %}{{ parts.tow() }}",
            f'{HERE}the template parts.html has no "tow"; did you mean "two"?{THERE}',
        ),
        (
            "{% import 'parts.html' as parts %}{{ parts.two(page) }}",
            HERE.replace("page.html:1", "parts.html:3") + f'AView has no field "b"{THERE}',
        ),
        ("{% if %}", f"{HERE}Expected an expression, got 'end of statement block'{THERE}"),
        (
            "\n\n{% include 'broken.html' %}",
            f"{HERE.replace('page.html:1', 'broken.html:2')}Encountered unknown tag 'nothing'.{THERE}",
        ),
        ("{{ 1 + page.name }}", f"{HERE}TypeError: unsupported operand type(s) for +: 'int' and 'str'{THERE}"),
        ("{% include 'nowhere' %}", f'{HERE}there is no template "nowhere"{THERE}'),
        ("{% include 'pages.html' %}", f'{HERE}there is no template "pages.html"; did you mean "page.html"?{THERE}'),
        (
            "{% extends 'parent:page.html' %}",
            f'{HERE}no parent of this theme has a template "page.html", which "parent:page.html" asks for{THERE}',
        ),
        (
            "{% extends 'page.html' %}",
            f'{HERE}it extends, includes or calls itself without end; "parent:…" names the parent\'s template of its name{THERE}',
        ),
    ],
)
def test_a_broken_template_says_where(tmp_path: Path, template: str, message: str):
    a_theme(tmp_path, page=template, parts="{% macro two(a) %}\n\n{{ a.b }}{% endmacro %}", broken="\n{% nothing %}")
    with pytest.raises(OnrecordError) as error:
        make(Page("x.html", "html:page.html", AView("x")), load_theme("mine", tmp_path))
    assert str(error.value) == message


def test_a_page_without_a_template_says_so(tmp_path: Path):
    a_theme(tmp_path, pages="")
    with pytest.raises(OnrecordError) as error:
        make(Page("x.html", "html:page.html", AView("x")), load_theme("mine", tmp_path))
    assert str(error.value) == 'the theme mine: there is no template "page.html"; did you mean "pages.html"?'


def test_words_and_numbers_of_the_interface(tmp_path: Path):
    a_theme(
        tmp_path,
        page="{% for n in (1, 2) %}{{ ngettext('%(num)s day', '%(num)s days', n) }}, {% endfor %}{{ _('95 %% of it') }}",
    )
    assert make(Page("x.html", "html:page.html", AView("x")), load_theme("mine", tmp_path)) == b"1 day, 2 days, 95 % of it"


def test_a_theme_may_extend_another(tmp_path: Path):
    folder = a_theme(tmp_path, settings="name: Mine\nparent: broadsheet\nviews: 1\n")
    (folder / "static" / "broadsheet.css").write_text("p { color: red }", encoding="utf-8")
    theme = load_theme("mine", tmp_path)
    assert "issue.html" in theme.environment.list_templates()
    assert make(Page("static/broadsheet.css", "file", StaticFile("broadsheet.css", "")), theme) == b"p { color: red }"
    assert "dates.js" in theme.statics


def test_a_theme_of_the_shipped_name_may_extend_the_shipped_one(tmp_path: Path):
    a_theme(tmp_path, "broadsheet", "name: Mine\nparent: broadsheet\nviews: 1\n", talk="mine")
    theme = load_theme("broadsheet", tmp_path)
    assert [folder.name for folder in theme.folders] == ["broadsheet", "broadsheet", "shared"]
    assert theme.html("talk.html", AView("x")) == "mine"


PARENT = {"base": "<{% block main %}base{% endblock %}>", "page": "{% extends 'base.html' %}{% block main %}page{% endblock %}"}


def a_child(root: Path, **templates: str) -> Theme:
    """A theme `mine` whose parent is `old`, whose parent is `oldest`."""
    a_theme(root, "oldest", **PARENT, page_2="oldest")
    a_theme(
        root,
        "old",
        "name: Old\nparent: oldest\nviews: 1\n",
        page="{% extends 'parent:page.html' %}{% block main %}old {{ super() }}{% endblock %}",
    )
    a_theme(root, "mine", "name: Mine\nparent: old\nviews: 1\n", **templates)
    return load_theme("mine", root)


@pytest.mark.parametrize(
    ("templates", "page"),
    [
        ({}, "<old page>"),
        ({"page": "{% extends 'parent:page.html' %}"}, "<old page>"),
        ({"page": "{% extends 'parent:page.html' %}{% block main %}mine, {{ super() }}{% endblock %}"}, "<mine, old page>"),
        ({"page": "{% extends 'base.html' %}{% block main %}mine{% endblock %}"}, "<mine>"),
        ({"base": "[{% block main %}{% endblock %}]"}, "[old page]"),
        ({"base": "{% extends 'parent:base.html' %}"}, "<old page>"),
        ({"base": "{% extends 'parent:base.html' %}{% block main %}never seen{% endblock %}"}, "<old page>"),
        ({"page": "{% include 'parent:page_2.html' %}{% include ['parent:gone.html', 'parent:./page_2.html'] %}"}, "oldestoldest"),
        ({"page": "{% set which = 'page' %}{% include 'parent:' ~ which ~ '.html' %}"}, "<old page>"),
    ],
)
def test_a_child_overrides_a_block_or_a_file(tmp_path: Path, templates: dict[str, str], page: str):
    assert a_child(tmp_path, **templates).html("page.html", AView("x")) == page


def test_a_child_overrides_static_files(tmp_path: Path):
    theme = a_child(tmp_path)
    for name, files in {"oldest": ("a.css", "b.css", "c.css"), "old": ("b.css", "c.css"), "mine": ("c.css",)}.items():
        for file in files:
            (tmp_path / "themes" / name / "static" / file).write_text(name, encoding="utf-8")
    statics = load_theme(theme.name, tmp_path).statics
    assert {name: path.read_text() for name, path in statics.items()} == {"a.css": "oldest", "b.css": "old", "c.css": "mine"}


@pytest.mark.parametrize(("theme", "template"), [("oldest", "page"), ("oldest", "base"), ("old", "page")])
def test_the_closure_follows_the_parents_template(tmp_path: Path, theme: str, template: str):
    before = a_child(tmp_path, page="{% extends 'parent:page.html' %}").closure("page.html")
    assert [name for name, _ in before] == ["1:page.html", "2:page.html", "base.html", "page.html"]
    (tmp_path / "themes" / theme / "templates" / f"{template}.html").write_text("new", encoding="utf-8")
    assert load_theme("mine", tmp_path).closure("page.html") != before


def test_the_closure_follows_a_name_that_is_computed_to_all_levels(tmp_path: Path):
    names = {name for name, _ in a_child(tmp_path, page="{% include 'parent:' ~ page.name %}").closure("page.html")}
    assert names >= {"page.html", "1:page.html", "2:page.html", "2:base.html", "2:page_2.html"}


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("gone", "", 'there is no theme "gone"; it is one of broadsheet, mine, plain, shared'),
        ("brodsheet", "", 'there is no theme "brodsheet"; did you mean "broadsheet"?'),
        ("../mine", "", 'there is no theme "../mine"; did you mean "mine"?'),
        (
            "mine",
            "nmae: x\nviews: 1\n",
            (
                'themes/mine/theme.yaml:1:1: missing field "name"\n'
                'themes/mine/theme.yaml:1:1: unknown field "nmae"; did you mean "name"?'
            ),
        ),
        (
            "mine",
            "name: Mine\nviews: 1\nparent: mine\n",
            'themes/mine/theme.yaml:3:9: the theme "mine" extends itself; it can extend broadsheet, plain, shared',
        ),
        (
            "mine",
            "name: Mine\nviews: 1\nparent: plian\n",
            'themes/mine/theme.yaml:3:9: there is no theme "plian"; did you mean "plain"?',
        ),
    ],
)
def test_a_theme_that_cannot_be_used(tmp_path: Path, name: str, settings: str, message: str):
    a_theme(tmp_path, settings=settings)
    with pytest.raises(OnrecordError) as error:
        load_theme(name, tmp_path)
    assert str(error.value) == message


def test_the_mistakes_of_a_theme_and_its_parents_are_told_at_once(tmp_path: Path):
    a_theme(tmp_path, "old", "name: Old\nviews: 2\nparent: mine\n")
    a_theme(tmp_path, settings="name: Mine\nviews: 1\nmakes: [isue]\nparent: old\n")
    with pytest.raises(BrokenThemeError) as error:
        load_theme("mine", tmp_path)
    assert [str(problem.where) for problem in error.value.problems] == [
        "themes/mine/theme.yaml:3:9",
        "themes/old/theme.yaml:2:8",
        "themes/old/theme.yaml:3:9",
    ]


OPTIONS = """name: Mine
parent: broadsheet
views: 1
options:
  masthead: {type: choice, choices: [large, small], default: small}
  motto: {type: text, default: ""}
  stories: {type: number, default: 7}
  dense: {type: bool, default: no}
  brand: {type: colour, default: "#1d4e89"}
"""


def test_options_and_what_they_may_be(tmp_path: Path):
    a_theme(tmp_path, settings=OPTIONS)
    theme = load_theme("mine", tmp_path)
    defaults = {"accent": "oxblood", "masthead": "small", "motto": "", "stories": 7, "dense": False, "brand": "#1d4e89"}
    assert theme.chosen({}) == defaults
    words = {"masthead": "large", "accent": "plum", "motto": "Heard.", "stories": "3", "dense": "Yes", "brand": "#FFF"}
    assert theme.chosen(words) == {
        "accent": "plum",
        "masthead": "large",
        "motto": "Heard.",
        "stories": 3,
        "dense": True,
        "brand": "#fff",
    }
    assert theme.colours(theme.chosen(words)) == ":root {\n  --brand: #fff;\n}\n"
    assert load_theme("plain", tmp_path).colours({"accent": "blue"}) == ""


def test_all_that_is_wrong_with_chosen_options_is_told_at_once(tmp_path: Path):
    a_theme(tmp_path, settings=OPTIONS)
    words = {"acent": "plum", "masthead": "smal", "stories": "many", "dense": "", "brand": "red; }", "zzz": "x"}
    with pytest.raises(NoChoiceError) as error:
        load_theme("mine", tmp_path).chosen(words)
    assert [(unfit.field, unfit.message, unfit.hint) for unfit in error.value.unfit] == [
        ("theme_options.acent", 'the theme mine has no option "acent"', 'did you mean "accent"?'),
        ("theme_options.masthead", 'the option "masthead" cannot be "smal"', 'did you mean "small"?'),
        ("theme_options.stories", 'the option "stories" must be a whole number, not "many"', ""),
        ("theme_options.dense", 'the option "dense" must be true or false, not ""', ""),
        ("theme_options.brand", 'the option "brand" must be a colour, not "red; }"', 'write it in quotes, as in "#1d4e89"'),
        (
            "theme_options.zzz",
            'the theme mine has no option "zzz"',
            "it has accent, masthead, motto, stories, dense, brand",
        ),
    ]


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
    (theme / "theme.yaml").write_text("name: Mine\nparent: broadsheet\nviews: 1\nmakes: [issue, issues]\n")
    assert load_theme("mine", tmp_path).makes == {"issue", "issues"}
    (theme / "theme.yaml").write_text("name: Mine\nparent: broadsheet\nviews: 1\n")
    assert load_theme("mine", tmp_path).makes == frozenset(KINDS)


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
    (templates.parent / "theme.yaml").write_text("name: Mine\nviews: 1\n")
    (templates / "issue.html").write_text(source)
    (templates / "other.html").write_text("other")
    assert [name for name, _ in load_theme("mine", tmp_path).closure("issue.html")] == names
