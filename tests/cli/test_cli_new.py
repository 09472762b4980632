"""`onrecord new`: what is written, under which number, and that it reads back."""

from __future__ import annotations

from pathlib import Path

import pytest

from calls import Run


def issue(run: Run, *more: str, **kwargs: str):
    return run("new", "issue", "--root", "starter", "--type", "problem", "--author", "c7", *more, **kwargs)


def message(run: Run, id: str, kind: str, author: str, *more: str, **kwargs: str):
    return run("new", "message", id, "--root", "starter", "--kind", kind, "--author", author, *more, **kwargs)


def builds(run: Run) -> None:
    built = run("build", "--root", "starter")
    assert built.exit_code == 0, built.stderr


def test_an_issue_gets_the_next_number_and_reads_back(run: Run, starter: Path):
    made = issue(run, "--product", "kettle", "--title", "The lid creaks: again!", "--text", "It creaks.\r\n\r\n# Since March.\n")
    assert made.exit_code == 0, made.output
    assert made.stdout == "Wrote starter/content/issues/3-the-lid-creaks-again.md\n"
    text = (starter / "content" / "issues" / "3-the-lid-creaks-again.md").read_text()
    assert "\nopened: 2026-11-19\n" in text
    assert text.endswith("---\n\nIt creaks.\n\n# Since March.\n")
    builds(run)
    assert "The lid creaks: again!" in (starter / "site" / "issues" / "3" / "index.html").read_text()


def test_what_is_not_given_is_asked_for(run: Run, starter: Path):
    asked = run("new", "issue", "--root", "starter", input="idea\nc7\nA red one\nPlease.\n")
    assert asked.exit_code == 0, asked.output
    text = (starter / "content" / "issues" / "3-a-red-one.md").read_text()
    assert "type: idea\n" in text
    assert "author: c7\n" in text
    builds(run)


def test_where_nobody_answers_it_ends_in_2_and_writes_nothing(run: Run, starter: Path):
    silent = run("new", "issue", "--root", "starter", input="")
    assert silent.exit_code == 2
    assert "give it as an option" in silent.stderr
    assert len(list((starter / "content" / "issues").glob("3*"))) == 0


def test_numbers_are_never_used_again_while_a_file_bears_one(run: Run, starter: Path):
    (starter / "content" / "issues" / "7-broken.md").write_text("no front matter here")
    assert issue(run, "--title", "x", "--text", "y").stdout == "Wrote starter/content/issues/8-x.md\n"


def test_a_withheld_issue_holds_no_words(run: Run, starter: Path):
    assert issue(run, "--withheld").exit_code == 0
    text = (starter / "content" / "issues" / "3.md").read_text()
    assert "words: withheld\n" in text
    builds(run)


def test_a_title_without_letters_leaves_the_number_alone(run: Run, starter: Path):
    assert issue(run, "--title", "???", "--text", "y").stdout == "Wrote starter/content/issues/3.md\n"


def test_a_title_leads_nowhere_else(run: Run, starter: Path):
    assert issue(run, "--title", "../../../etc/passwd", "--text", "y").stdout.endswith("/issues/3-etc-passwd.md\n")


def test_a_mistake_in_what_was_given_is_shown_and_ends_in_1(run: Run, starter: Path):
    wrong = issue(run, "--product", "ketle", "--title", "x", "--text", "y")
    assert wrong.exit_code == 1
    assert "content/issues/3-x.md:" in wrong.stderr
    assert "ketle" in wrong.stderr


def test_a_stranger_is_no_author(run: Run, starter: Path):
    wrong = message(run, "1", "comment", "marra", "--text", "x")
    assert wrong.exit_code == 2
    assert "nobody is called 'marra'; did you mean 'mara'?" in wrong.stderr


def test_a_message_goes_into_the_issues_folder_with_the_next_id(run: Run, starter: Path):
    made = message(run, "1", "comment", "mara", "--text", "**Seen.**")
    assert made.stdout == "Wrote starter/content/issues/1-it-drips-when-i-pour/5-mara.md\n"
    made = message(run, "2", "promise", "mara", "--what", "A dial", "--due", "2026-12-24", "--text", "Soon.")
    assert made.stdout == "Wrote starter/content/issues/2-the-bell-wakes-the-child/3-mara.md\n"
    made = message(run, "2", "promise_update", "mara", "--promise", "3", "--due", "2027-01-06", "--why", "Snow.", "--text", "Late.")
    assert made.exit_code == 0, made.output
    made = message(run, "2", "resolution", "company", "--outcome", "done", "--keeps-promise", "3", "--text", "Here.")
    assert made.exit_code == 0, made.output
    builds(run)


def test_what_a_kind_cannot_be_without_is_asked_for(run: Run, starter: Path):
    asked = message(run, "2", "promise", "mara", "--text", "Soon.", input="A dial\n2026-12-24\n")
    assert asked.exit_code == 0, asked.output
    text = (starter / "content" / "issues" / "2-the-bell-wakes-the-child" / "3-mara.md").read_text()
    assert "what: A dial\ndue: 2026-12-24\n" in text


def test_an_option_of_another_kind_is_refused(run: Run, starter: Path):
    wrong = message(run, "2", "answer", "mara", "--text", "x", "--due", "2026-12-24")
    assert wrong.exit_code == 2
    assert "--due does not go with a message of the kind 'answer'" in wrong.stderr


def test_an_issue_that_is_not_there_is_told(run: Run, starter: Path):
    wrong = message(run, "77", "comment", "mara", "--text", "x")
    assert wrong.exit_code == 2
    assert "there is no issue '77'" in wrong.stderr


def test_an_issue_that_is_there_and_broken_is_not_said_to_be_missing(run: Run, starter: Path):
    assert issue(run, "--title", "x", "--text", "y", "--opened", "yesterday").exit_code == 1
    wrong = message(run, "3", "comment", "mara", "--text", "x")
    assert wrong.exit_code == 2
    assert wrong.stderr == "onrecord: issue 3 is there, and something is wrong with it; `onrecord check` says what\n"


def test_a_release_of_a_broken_product_is_not_said_to_have_none(run: Run, starter: Path):
    assert run("new", "product", "--root", "starter", "--id", "lamp", "--name", "Lamp", "--home", "here").exit_code == 1
    wrong = run("new", "release", "--root", "starter", "--product", "lamp", "--version", "1.0")
    assert wrong.exit_code == 2
    assert wrong.stderr == "onrecord: product lamp is there, and something is wrong with it; `onrecord check` says what\n"


def test_nobody_types_words_in_vain(run: Run, starter: Path):
    asked = run("new", "issue", "--root", "starter", input="idea\nnobody\n")
    assert asked.exit_code == 2
    assert "nobody is called 'nobody'" in asked.stderr
    assert "Title" not in asked.stdout


@pytest.mark.parametrize(
    ("answers", "written"),
    [
        ("moved\n2027-02-01\nThe mould broke.\n", "promise: 3\ndue: 2027-02-01\nwhy: The mould broke.\n"),
        ("dropped\nIt cannot be done.\n", "promise: 3\ndropped: true\nwhy: It cannot be done.\n"),
        ("kept\n", "promise: 3\nkept: true\n"),
    ],
)
def test_what_became_of_a_promise_is_asked_for(run: Run, starter: Path, answers: str, written: str):
    assert message(run, "2", "promise", "mara", "--text", "Soon.", "--what", "A dial", "--due", "2026-12-24").exit_code == 0
    asked = message(run, "2", "promise_update", "mara", "--promise", "3", "--text", "So.", input=answers)
    assert asked.exit_code == 0, asked.output
    assert written in (starter / "content" / "issues" / "2-the-bell-wakes-the-child" / "4-mara.md").read_text()


@pytest.mark.parametrize(
    ("outcome", "answer", "written"),
    [("made_good", "A refund", "how: A refund\n"), ("duplicate", "1", "duplicate_of: 1\n")],
)
def test_what_an_outcome_cannot_be_without_is_asked_for(run: Run, starter: Path, outcome: str, answer: str, written: str):
    asked = message(run, "2", "resolution", "mara", "--outcome", outcome, "--text", "So.", input=f"{answer}\n")
    assert asked.exit_code == 0, asked.output
    assert written in (starter / "content" / "issues" / "2-the-bell-wakes-the-child" / "3-mara.md").read_text()


def test_a_message_of_today_comes_after_the_times_of_today(run: Run, starter: Path):
    assert issue(run, "--title", "x", "--text", "y", "--opened", "2026-11-19T08:00+01:00").exit_code == 0
    assert message(run, "3", "answer", "mara", "--text", "So.").exit_code == 0
    assert "\nat: 2026-11-19T12:00:00Z\n" in (starter / "content" / "issues" / "3-x" / "2-mara.md").read_text()


def test_a_customer_gets_an_alias_that_says_nothing(run: Run, starter: Path):
    made = run("new", "person", "--root", "starter", "--role", "customer", "--name", "Ana María")
    assert made.stdout == "Wrote starter/content/people/c8.yaml\n"
    assert "name: Ana María\n" in (starter / "content" / "people" / "c8.yaml").read_text()
    builds(run)


def test_staff_choose_theirs(run: Run, starter: Path):
    args = ("--role", "company", "--alias", "ole", "--product", "kettle", "--language", "de", "--no-page")
    assert run("new", "person", "--root", "starter", *args).exit_code == 0
    builds(run)
    assert not (starter / "site" / "people" / "ole").exists()


@pytest.mark.parametrize("alias", ["../x", "A B", "", "x" * 65, "/etc/passwd"])
def test_an_alias_that_cannot_be_one_is_refused(run: Run, starter: Path, alias: str):
    assert run("new", "person", "--root", "starter", "--role", "company", "--alias", alias).exit_code == 2


def test_a_person_who_is_there_is_not_written_over(run: Run, starter: Path):
    before = (starter / "content" / "people" / "mara.yaml").read_text()
    again = run("new", "person", "--root", "starter", "--role", "company", "--alias", "mara")
    assert again.exit_code == 2
    assert again.stderr == "onrecord: starter/content/people/mara.yaml is there already; nothing was changed\n"
    assert (starter / "content" / "people" / "mara.yaml").read_text() == before


def test_a_product_and_its_release(run: Run, starter: Path):
    args = ("--id", "pot", "--name", "The Pot", "--component", "spout=The spout", "--component", "handle")
    assert run("new", "product", "--root", "starter", *args).exit_code == 0
    args = ("--product", "pot", "--version", "1.10", "--added", "The first pot.", "--fixed", "A softer lid. Closes #2.")
    assert run("new", "release", "--root", "starter", *args).exit_code == 0
    assert (starter / "content" / "products" / "pot" / "releases" / "1.10.yaml").is_file()
    builds(run)
    assert (starter / "site" / "products" / "pot" / "releases" / "1.10" / "index.html").is_file()


def test_the_only_product_needs_no_naming(run: Run, starter: Path):
    assert run("new", "release", "--root", "starter", "--version", "2.0", "--date", "2026-11-18").exit_code == 0
    assert "date: 2026-11-18\n" in (starter / "content" / "products" / "kettle" / "releases" / "2.0.yaml").read_text()


@pytest.mark.parametrize("version", ["../1", "1/2", "", "."])
def test_a_version_that_cannot_stand_in_a_path_is_refused(run: Run, starter: Path, version: str):
    assert run("new", "release", "--root", "starter", "--version", version).exit_code == 2
