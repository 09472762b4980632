"""A site in several languages as it is built: what a change makes anew in which language, and what is told of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from links import broken_links
from onrecord.build import Report, build
from onrecord.cli import main
from onrecord.cli.initialising import PACKAGE
from onrecord.engine.plan import Step

DAY = date(2026, 11, 21)
HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);"\n\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site in English and French, in a theme of its own."""
    shutil.copytree(PACKAGE / "starter" / "content", tmp_path / "content")
    theme = tmp_path / "themes" / "mine"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: Mine\nparent: broadsheet\nviews: 1\n", "utf-8")
    site = tmp_path / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8") + "theme: mine\nlanguages: [en, fr]\n", "utf-8")
    assert not built(tmp_path).stopped
    return tmp_path


def built(root: Path) -> Report:
    return build(root, root / "site", DAY, workers=1)


def made(report: Report) -> set[str]:
    """The paths of what was made anew."""
    return {action.path for action in report.actions if action.step is Step.MAKE}


def say(project: Path, text: str, language: str = "fr") -> None:
    """Put a text into the theme's catalogue of a language."""
    path = project / "themes" / "mine" / "locale" / language / "LC_MESSAGES" / "onrecord.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + text, "utf-8")


def test_the_site_is_whole(project: Path):
    site = {p.relative_to(project / "site").as_posix(): p.read_bytes() for p in (project / "site").rglob("*") if p.is_file()}
    assert broken_links(site) == []
    assert "Dossiers" in site["fr/index.html"].decode()
    assert "Issues" in site["index.html"].decode()


def test_nothing_changed_nothing_made(project: Path):
    report = built(project)
    assert (report.rendered, report.removed, report.languages) == (0, 0, ("fr",))


def test_a_changed_translation_makes_the_pages_of_its_language_anew_and_no_other(project: Path):
    say(project, 'msgid "Issues"\nmsgstr "Affaires"\n')
    report = built(project)
    anew = made(report)
    assert anew
    assert all(path.startswith("fr/") for path in anew)
    assert {"fr/index.html", "fr/issues/index.html", "fr/issues/1/index.html"} <= anew
    reasons = {action.because for action in report.actions if action.path in anew}
    assert "changed: the words of the interface in its language" in reasons
    assert b"Affaires" in (project / "site/fr/index.html").read_bytes()
    say(project, '# A comment.\nmsgid "Issues"\nmsgstr "Affaires"\n')
    assert made(built(project)) == set()
    say(project, 'msgid "Issues"\nmsgstr "Matters"\n', "en")
    assert {path.startswith("fr/") for path in made(built(project))} == {False}


def test_a_changed_record_makes_its_pages_anew_in_each_language_and_no_more(project: Path):
    issue = next((project / "content" / "issues").glob("1*.md"))
    issue.write_text(issue.read_text("utf-8") + "\nAnd at night.\n", "utf-8")
    anew = made(built(project))
    assert {path.removeprefix("fr/") for path in anew if path.startswith("fr/")} == {
        path for path in anew if not path.startswith("fr/") and path.endswith((".html", "feed.xml", "feed.json", ".ics"))
    }
    assert "fr/issues/1/index.html" in anew
    assert "fr/issues/2/index.html" not in anew
    single = {path for path in anew if not path.startswith("fr/")}
    site = project / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("languages: [en, fr]\n", ""), "utf-8")
    report = built(project)
    assert not (project / "site" / "fr").exists()
    assert report.removed > 10
    issue.write_text(issue.read_text("utf-8") + "\nAnd at noon.\n", "utf-8")
    assert made(built(project)) == single


def test_why_names_the_language(project: Path):
    say(project, 'msgid "Issues"\nmsgstr "Affaires"\n')
    said = CliRunner().invoke(main, ["build", "--root", str(project), "--as-of", str(DAY), "--explain", "--workers", "1"])
    assert "make   fr/issues/1/index.html (in fr): changed: the words of the interface in its language\n" in said.output
    assert "keep   issues/1/index.html: nothing that it is made from has changed\n" in said.output


def test_a_page_with_the_name_of_a_language_is_told(project: Path):
    (project / "content/pages").mkdir(exist_ok=True)
    (project / "content/pages/fr.md").write_text("---\ntitle: Frogs\n---\n", "utf-8")
    (project / "content/pages/en.md").write_text("---\ntitle: Entrances\n---\n", "utf-8")
    report = built(project)
    assert [str(p) for p in report.problems] == [
        'content/pages/fr.md:2:1: the page "fr" has the name of a language; choose another name'
    ]


def test_a_language_without_words_is_told(project: Path):
    site = project / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("[en, fr]", "[en, it]"), "utf-8")
    (problem,) = built(project).problems
    assert problem.message == 'there are no words of the interface in "it"'
    say(project, 'msgid "Issues"\nmsgstr "Casi"\n', "it")
    assert built(project).problems == ()


def test_a_broken_catalogue_stops_the_build_and_says_where(project: Path):
    say(project, 'msgid "Issues"\nmsgstr "%(who)s"\n')
    said = CliRunner().invoke(main, ["build", "--root", str(project), "--as-of", str(DAY)])
    assert said.exit_code != 0
    assert "onrecord.po:4: a value stands here that “Issues” does not have" in said.output


PAGES = {
    "us.md": "---\ntitle: Us\n---\nWe.\n",
    "us.fr.md": "---\ntitle: Nous\n---\nNous.\n",
}


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (
            {"us.fr.md": "---\ntitle: N\n---\n"},
            'content/pages/us.fr.md:2:1: there is no page "us" that this translates; write us.md',
        ),
        (
            {**PAGES, "us.de.md": "---\ntitle: W\n---\n"},
            (
                'content/pages/us.de.md:2:1: warning: the site is not told in "de", so nobody reads this; '
                "name the language in site.yaml, under languages"
            ),
        ),
        (
            {**PAGES, "us.en.md": "---\ntitle: W\n---\n"},
            (
                'content/pages/us.en.md:2:1: the page "us" is in "en" itself; '
                "take one of them out; content/pages/us.md:2:1 is the other"
            ),
        ),
        (
            {**PAGES, "us.fr.md": "---\ntitle: N\nlang: de\n---\n"},
            'content/pages/us.fr.md:3:7: the page is said to be in "de"; the file\'s name says "fr"',
        ),
        (
            {**PAGES, "us.old.md": "---\ntitle: N\n---\n"},
            (
                'content/pages/us.old.md:2:1: the file\'s name ends in ".old", which is no language; '
                'a page stands in pages/<name>.md, its translation in pages/<name>.<language>.md, as in "about.fr.md"'
            ),
        ),
    ],
)
def test_translations_of_pages_that_are_wrong(project: Path, files: dict[str, str], problem: str):
    (project / "content/pages").mkdir(exist_ok=True)
    for name, text in files.items():
        (project / "content/pages" / name).write_text(text, "utf-8")
    assert [str(p) for p in built(project).problems] == [problem]


def test_a_translated_page_is_built_and_kept(project: Path):
    (project / "content/pages").mkdir(exist_ok=True)
    for name, text in PAGES.items():
        (project / "content/pages" / name).write_text(text, "utf-8")
    built(project)
    assert b"<h1>Nous</h1>" in (project / "site/fr/us/index.html").read_bytes()
    (project / "content/pages/us.fr.md").write_text("---\ntitle: Nous\n---\nNous autres.\n", "utf-8")
    assert made(built(project)) == {"fr/us/index.html"}


@pytest.mark.parametrize(
    ("settings", "tags"),
    [("languages: [de, fr]", ["de", "fr"]), ("language: fr\nlanguages: [en, fr]", ["fr", "en"]), ("languages: [en]", ["en"])],
)
def test_the_main_language_is_the_one_that_is_named_or_the_first(project: Path, settings: str, tags: list[str]):
    site = project / "content" / "site.yaml"
    kept = [line for line in site.read_text("utf-8").split("\n") if not line.startswith("language")]
    site.write_text("\n".join([*kept, settings, ""]), "utf-8")
    built(project)
    assert f'<html lang="{tags[0]}"' in (project / "site/index.html").read_text("utf-8")
    for tag in tags[1:]:
        assert f'<html lang="{tag}"' in (project / "site" / tag / "index.html").read_text("utf-8")


def test_a_language_named_twice_is_told(project: Path):
    site = project / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("[en, fr]", "[en, fr, fr]"), "utf-8")
    (problem,) = built(project).problems
    assert (problem.message, problem.hint) == ('the language "fr" stands here twice', "take one of them out")
