"""The catalogues: whole, in step with what is marked, and true to its values and signs; how one is chosen, merged, refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from onrecord.cli import main
from onrecord.cli.strings import _own
from onrecord.model import OnrecordError
from onrecord.render.catalogue import SHIPPED, Catalogue, catalogue_path, knows, load_catalogue, values_in
from onrecord.render.po import Entry, read_po
from onrecord.render.strings import catalogues_in, marked, merged

LANGUAGES = catalogues_in(SHIPPED)
ENDS = (".", ":", "?", "…")
SLOT = re.compile(r"\{\w+\}")
HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


@pytest.fixture(scope="module")
def strings() -> dict[str, Entry]:
    """Everything that is marked."""
    return marked(_own()[0])


def entries(tag: str) -> list[Entry]:
    """What a catalogue holds, without its head."""
    return read_po(catalogue_path(SHIPPED, tag).read_text("utf-8"))[1:]


def forms(tag: str) -> Iterator[tuple[Entry, str]]:
    for entry in entries(tag):
        for form in entry.forms:
            yield entry, form


def test_english_french_and_german_are_there():
    assert {"de", "fr"} <= {*LANGUAGES}
    assert knows("en", (SHIPPED,))
    assert knows("de-AT", (SHIPPED,))
    assert not knows("tlh", (SHIPPED,))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_catalogue_is_whole_and_in_step_with_what_is_marked(tag: str, strings: dict[str, Entry]):
    text = catalogue_path(SHIPPED, tag).read_text("utf-8")
    now = merged(strings, text, tag)
    assert (now.missing, now.left) == ((), ())
    assert now.text == text, "run: onrecord strings"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_value_of_a_text_stands_in_its_translation(tag: str):
    wrong = []
    for entry, form in forms(tag):
        wanted = {*values_in(entry.text), *values_in(entry.many)}
        needed = wanted - {"num"} if entry.many else wanted  # a singular may say “once”
        if (
            not needed <= {*values_in(form)} <= wanted
            or form.count("%%") != entry.text.count("%%")
            or {*SLOT.findall(form)} != {*SLOT.findall(entry.text)}
        ):
            wrong.append((entry.text, form))
    assert wrong == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_translation_ends_as_its_text_does(tag: str):
    def end(text: str) -> str:
        return text[-1] if text.endswith(ENDS) else ""

    assert [(entry.text, form) for entry, form in forms(tag) if end(form) not in (end(entry.text), end(entry.many))] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_signs_are_those_of_the_language(tag: str):
    wrong = {
        "de": r"['\"“]|”|(?<!„)[^„]*“(?<!“)|\.\.\.",
        "fr": r"['\"“”]|[^\u202f][;!?]|[^\u00a0\s]:(?!//)|(?: [;:!?»])|« |\.\.\.",
    }.get(tag, r"\.\.\.")
    found = [form for _, form in forms(tag) if re.search(wrong, form) and not (tag == "de" and "„" in form and "“" in form)]
    assert [form for form in found if form != ":"] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_translation_stands_where_only_spaces_differ(tag: str):
    assert [form for _, form in forms(tag) if form != form.strip() and form.strip(" \u00a0") != ":"] == []


def test_the_french_count_as_the_french_do():
    french, german = (load_catalogue(tag, (SHIPPED,)) for tag in ("fr", "de"))
    days = ("%(num)s day", "%(num)s days")
    assert [french.ngettext(*days, n).split()[1] for n in (0, 1, 2)] == ["jour", "jour", "jours"]
    assert [german.ngettext(*days, n).split()[1] for n in (0, 1, 2)] == ["Tage", "Tag", "Tage"]


def test_what_has_several_meanings_has_several_translations():
    german = load_catalogue("de", (SHIPPED,))
    assert (german.gettext("answered"), german.gettext("answered", "somebody")) == ("beantwortet", "hat geantwortet")


def put(folder: Path, tag: str, text: str) -> None:
    path = catalogue_path(folder, tag)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_kind_of_a_language_falls_back_to_it_and_the_first_folder_counts(tmp_path: Path):
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    put(shipped, "de", HEAD + 'msgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr "B"\n\nmsgid "c"\nmsgstr "C"\n')
    put(own, "de", HEAD + 'msgid "b"\nmsgstr "B own"\n')
    put(shipped, "de-AT", HEAD + 'msgid "c"\nmsgstr "C Austrian"\n\nmsgid "d"\nmsgstr ""\n')
    said = load_catalogue("de-AT", (own, shipped))
    assert [said.gettext(text) for text in "abcd"] == ["A", "B own", "C Austrian", "d"]
    assert load_catalogue("de", (own, shipped)).gettext("c") == "C"


def test_the_digest_is_of_what_is_said_and_of_nothing_else(tmp_path: Path):
    put(tmp_path, "de", HEAD + 'msgid "a"\nmsgstr "A"\n')
    before = load_catalogue("de", (tmp_path,)).digest
    put(tmp_path, "de", HEAD + '# said\n#: here\nmsgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr ""\n')
    assert load_catalogue("de", (tmp_path,)).digest == before
    put(tmp_path, "de", HEAD + 'msgid "a"\nmsgstr "A!"\n')
    assert load_catalogue("de", (tmp_path,)).digest != before
    assert load_catalogue("en", (tmp_path,)) == Catalogue()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "A"\n', ":5: 2 forms are needed, and 1 are there"),
        (HEAD + 'msgid "a"\nmsgstr "%(who)s"\n', ":5: a value stands here that “a” does not have"),
        (HEAD + 'msgid "a"\nmsgstr "100 %"\n', ":5: a value stands here that “a” does not have"),
        (
            'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=import os;"\n',
            ": Plural-Forms: “nplurals=2; plural=import os;” is no rule",
        ),
        ('msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=n;"\n', ": Plural-Forms: “nplurals=1; plural=n;” is no rule"),
        ("words", ": line 1: this is no part of an entry: words"),
    ],
)
def test_a_broken_catalogue_is_refused(tmp_path: Path, text: str, message: str):
    put(tmp_path, "de", text)
    with pytest.raises(OnrecordError) as caught:
        load_catalogue("de", (tmp_path,))
    assert str(caught.value) == f"{catalogue_path(tmp_path, 'de')}{message}"


def test_catalogues_that_count_otherwise_are_not_mixed(tmp_path: Path):
    put(tmp_path / "a", "de", HEAD + 'msgid "a"\nmsgstr "A"\n')
    put(tmp_path / "b", "de", HEAD.replace("n != 1", "n > 1") + 'msgid "b"\nmsgstr "B"\n')
    with pytest.raises(OnrecordError, match="differ from those of"):
        load_catalogue("de", (tmp_path / "a", tmp_path / "b"))


THEME = (
    "{{ _('Nothing here') }}{{ ngettext('%(num)s thing', '%(num)s things', page.n) }}\n"
    "{# Translators: a greeting #}\n{{ pgettext('hi', 'Hello') }}"
)


def a_theme(root: Path, template: str = THEME) -> Path:
    folder = root / "themes" / "mine"
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    (folder / "theme.yaml").write_text("extends: broadsheet\n", "utf-8")
    (folder / "templates" / "page.html").write_text(template, "utf-8")
    return folder


def test_a_theme_collects_its_own_strings(tmp_path: Path):
    folder, run = a_theme(tmp_path, THEME + "{{ _('Issues') }}"), CliRunner()
    said = run.invoke(main, ["strings", "--root", str(tmp_path), "--theme", "mine", "fr"])
    assert (
        said.output == "fr: 0 of 3 strings, 0 no longer used\n  missing: %(num)s thing\n  missing: Hello\n  missing: Nothing here\n"
    )
    path = catalogue_path(folder / "locale", "fr")
    text = path.read_text("utf-8")
    assert "Plural-Forms: nplurals=2; plural=(n > 1);" in text
    assert '#. a greeting\nmsgctxt "hi"\nmsgid "Hello"\nmsgstr ""\n' in text
    path.write_text(text.replace('msgid "Nothing here"\nmsgstr ""', 'msgid "Nothing here"\nmsgstr "Rien ici"'), "utf-8")
    a_theme(tmp_path, "{{ _('Nothing here') }}")
    check = run.invoke(main, ["strings", "--root", str(tmp_path), "--theme", "mine", "--check"])
    assert (check.exit_code, check.output) == (1, "fr: 1 of 1 string, 2 no longer used\n")
    assert run.invoke(main, ["strings", "--root", str(tmp_path), "--theme", "mine"]).exit_code == 0
    assert [(entry.text, entry.forms) for entry in read_po(path.read_text("utf-8"))[1:]] == [("Nothing here", ("Rien ici",))]
    assert run.invoke(main, ["strings", "--root", str(tmp_path), "--theme", "mine", "--check"]).exit_code == 0


def test_a_theme_that_is_not_there_is_told(tmp_path: Path):
    assert "holds no theme" in CliRunner().invoke(main, ["strings", "--root", str(tmp_path), "--theme", "mine"]).output


def test_onrecords_own_strings_are_whole():
    said = CliRunner().invoke(main, ["strings", "--root", str(ROOT), "--check"])
    assert said.exit_code == 0, said.output
