"""`onrecord theme`, the specimen in the preview, and what a build says of a theme that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from calls import Run
from serving import Served

CHILD = ["static/ours.css", "templates/base.html", "theme.yaml"]


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("parent", ["broadsheet", "plain"])
def test_a_new_theme_works_at_once(run: Run, starter: Path, parent: str):
    made = run("theme", "new", "ours", "--root", "starter", "--parent", parent)
    assert made.exit_code == 0
    assert made.output == (
        f"Made starter/themes/ours, which extends {parent}. Look at it: onrecord serve --specimen --theme ours\n"
        "Dress the site in it: theme: ours, in content/site.yaml. What templates are given: onrecord theme reference\n"
    )
    assert files(starter / "themes" / "ours") == CHILD
    site = starter / "content" / "site.yaml"
    site.write_text(f"{site.read_text()}\ntheme: ours\n")
    assert run("build", "--root", "starter").exit_code == 0
    pages = [path.read_text() for path in sorted((starter / "site").rglob("*.html"))]
    dressed = [page for page in pages if f"static/{parent}.css" in page]
    assert len(dressed) > 10
    assert all(page.index(f"static/{parent}.css") < page.index("static/ours.css") for page in dressed)
    assert (starter / "site" / "static" / "ours.css").is_file()


def test_a_theme_that_is_there_is_not_written_over(run: Run, starter: Path):
    (starter / "themes" / "ours").mkdir(parents=True)
    refused = run("theme", "new", "ours", "--root", "starter")
    assert (refused.exit_code, refused.output) == (2, "onrecord: starter/themes/ours is there already; nothing was changed\n")
    assert files(starter / "themes") == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("a b",), "“a b” is no name of a theme; it is of a to z, 0 to 9, dots, hyphens and underscores"),
        (("../x",), "“../x” is no name of a theme"),
        (("ours", "--parent", "brodsheet"), 'there is no theme "brodsheet"; did you mean "broadsheet"?'),
    ],
)
def test_a_theme_that_cannot_be_made(run: Run, starter: Path, args: tuple[str, ...], told: str):
    refused = run("theme", "new", *args, "--root", "starter")
    assert refused.exit_code == 2
    assert told in refused.output
    assert not (starter / "themes").exists()


def test_a_parent_without_a_place_for_a_style_sheet(run: Run, starter: Path):
    bare = starter / "themes" / "bare" / "theme.yaml"
    bare.parent.mkdir(parents=True)
    bare.write_text("name: Bare\nviews: 1\n")
    assert run("theme", "new", "ours", "--root", "starter", "--parent", "bare").exit_code == 0
    assert files(starter / "themes" / "ours") == ["theme.yaml"]


def test_the_reference_is_printed_with_the_options_of_the_themes_at_hand(run: Run, starter: Path):
    run("theme", "new", "ours", "--root", "starter", "--parent", "plain")
    (starter / "themes" / "ours" / "theme.yaml").write_text(
        "name: Ours\nviews: 1\noptions: {motto: {type: text, default: Heard, about: A line.}}\n"
    )
    (starter / "themes" / "broken").mkdir()
    (starter / "themes" / "broken" / "theme.yaml").write_text("name: Broken\n")
    printed = run("theme", "reference", "--root", "starter").output
    assert printed.startswith("# The views, version 1\n")
    assert "| `motto` | text | Heard | A line. |" in printed
    assert '### broken\n\nIt cannot be used: themes/broken/theme.yaml:1:1: missing field "views"' in printed


def test_everything_that_is_wrong_with_themes_is_told_with_the_other_mistakes(run: Run, starter: Path):
    site = starter / "content" / "site.yaml"
    site.write_text(f"theme: ours\ntheme_options: {{acent: plum}}\ncolour: red\n{site.read_text()}")
    theme = starter / "themes" / "ours" / "theme.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text("name: Ours\nparent: broadshet\nviews: 1\noptoins: {}\n")
    for command in ("check", "build"):
        wrong = run(command, "--root", "starter")
        assert wrong.exit_code == 1
        assert 'content/site.yaml:3:1: unknown field "colour"; did you mean "country"?\n' in wrong.stderr
    site.write_text(site.read_text().replace("colour: red\n", ""))
    wrong = run("build", "--root", "starter")
    assert wrong.stderr == (
        'themes/ours/theme.yaml:2:9: there is no theme "broadshet"; did you mean "broadsheet"?\n'
        'themes/ours/theme.yaml:4:1: unknown field "optoins"; did you mean "options"?\n'
        "2 errors\nnothing was written\n"
    )
    theme.write_text("name: Ours\nparent: broadsheet\nviews: 1\n")
    wrong = run("build", "--root", "starter")
    assert wrong.stderr == (
        'content/site.yaml:2:24: the theme ours has no option "acent"; did you mean "accent"?\n1 error\nnothing was written\n'
    )


@pytest.mark.parametrize("path", ["old/templates/talk.html", "old/templates/base.html", "old/static/old.css", "old/theme.yaml"])
def test_a_change_of_the_parent_is_built_as_if_nothing_had_been_known(run: Run, starter: Path, path: str):
    run("theme", "new", "old", "--root", "starter")
    run("theme", "new", "ours", "--root", "starter", "--parent", "old")
    themes = starter / "themes"
    (themes / "old" / "templates" / "talk.html").write_text("{% extends 'parent:talk.html' %}")
    (themes / "ours" / "templates" / "talk.html").write_text("{% extends 'parent:talk.html' %}")
    site = starter / "content" / "site.yaml"
    site.write_text(f"{site.read_text()}\ntheme: ours\n")
    assert run("build", "--root", "starter").exit_code == 0
    text = (themes / path).read_text()
    ends = {
        "talk.html": "{% block main %}Ring.{% endblock %}",
        "old.css": "p { margin: 0 }",
        "base.html": "{% block refresh %}<!-- -->{% endblock %}",
    }
    (themes / path).write_text(text + ends.get(path.rpartition("/")[2], "makes: [issue, issues, talk]\n"))
    assert run("build", "--root", "starter").exit_code == 0
    renewed = {name: (starter / "site" / name).read_bytes() for name in files(starter / "site")}
    assert run("build", "--root", "starter", "--out", "clean").exit_code == 0
    assert {name: (starter.parent / "clean" / name).read_bytes() for name in files(starter.parent / "clean")} == renewed
    assert ("Ring." in renewed["talk/index.html"].decode()) == path.endswith("talk.html")


def test_the_specimen_is_served_without_a_record_and_renewed(tmp_path: Path):
    theme = tmp_path / "themes" / "ours"
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: Ours\nparent: plain\nviews: 1\n")
    with Served(tmp_path, "--port", "0", "--specimen", "--theme", "ours") as served:
        status, _, index = served.get("/")
        assert status == 200
        assert "Specimen of the theme ours" in index
        assert served.get("/whole/issues/1/")[0] == 200
        (theme / "templates" / "talk.html").write_text("{{ page.wayz }}")
        served.hears('TalkView has no field "wayz"; did you mean "ways"?')
        assert "TalkView has no field" in served.get("/")[2]


def test_a_theme_goes_with_the_specimen(run: Run, starter: Path):
    refused = run("serve", "--root", "starter", "--theme", "plain")
    assert refused.exit_code == 2
    assert "--theme goes with --specimen" in refused.output
