"""Small sites with one mistake each, laid over a sound one, and the exact lines that are printed."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import Corpus
from onrecord.read import Reading, read_project

SITES = Path(__file__).resolve().parents[1] / "sites"
AS_OF = date(2026, 6, 1)
INVALID = sorted(folder.name for folder in (SITES / "invalid").iterdir())
ISSUE = "---\ntype: problem\nproduct: fans\nauthor: ann\nopened: 2026-05-02\ntitle: Loud fans\n---\nThe fans are loud.\n"


def laid(tmp_path: Path, name: str | None = None) -> Path:
    shutil.copytree(SITES / "base", tmp_path, dirs_exist_ok=True)
    if name:
        shutil.copytree(SITES / "invalid" / name / "content", tmp_path / "content", dirs_exist_ok=True)
    return tmp_path


def printed(reading: Reading) -> str:
    return "".join(f"{problem}\n" for problem in reading.problems)


def assert_whole(corpus: Corpus) -> None:
    """Nothing in the corpus leans on what is not in it."""
    for issue in corpus.issues.values():
        assert issue.product is None or issue.product in corpus.products
        assert issue.duplicate_of is None or issue.duplicate_of in corpus.issues
        for message in issue.thread:
            corpus.person(message.author)
    for release in corpus.releases.values():
        assert release.product in corpus.products
        assert all(id in corpus.issues for change in release.changes for id in change.closes)
        assert all(r.issue is None or r.issue in corpus.issues for change in release.changes for r in change.references)


def test_the_base_has_no_mistake(tmp_path: Path) -> None:
    assert printed(read_project(laid(tmp_path), AS_OF)) == ""


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_site_yields_exactly_its_message(tmp_path: Path, name: str) -> None:
    expected = (SITES / "invalid" / name / "expected.txt").read_text("utf-8")
    reading = read_project(laid(tmp_path, name), AS_OF)
    assert printed(reading) == expected
    assert_whole(reading.corpus)


def nul(content: Path) -> None:
    (content / "issues/1.md").write_bytes(ISSUE.replace("loud.", "lo\0ud.").encode())


def bad_utf8(content: Path) -> None:
    (content / "issues/1.md").write_bytes(
        b"\xef\xbb\xbf" + ISSUE.encode().replace(b"The fans", "Die L\u00fcfter".encode("latin-1"))
    )


def too_large(content: Path) -> None:
    (content / "people/bob.yaml").write_bytes(b"role: customer\nname: " + b"x" * 4 * 1024 * 1024)


def too_large_attachment(content: Path) -> None:
    (content / "issues/1.md").write_text(ISSUE.replace("title:", "attachments: [{file: log.txt, label: A log}]\ntitle:"))
    (content / "issues/1").mkdir()
    with (content / "issues/1/log.txt").open("wb") as file:
        file.truncate(25 * 1024 * 1024 + 1)


def link_out(content: Path) -> None:
    outside = content.parent.parent / "outside.md"
    outside.write_text(ISSUE)
    (content / "issues/1.md").symlink_to(outside)


def folder_link_out(content: Path) -> None:
    (content / "issues/1").symlink_to(content.parent.parent)


def link_to_nothing(content: Path) -> None:
    (content / "issues/1.md").symlink_to(content / "issues/2.md")


def pipe(content: Path) -> None:
    os.mkfifo(content / "issues/1.md")


def unseen_name(content: Path) -> None:
    (content / "issues/1-\u202egpj.md").write_text(ISSUE)


def not_utf8_name(content: Path) -> None:
    with open(os.fsencode(content / "issues") + b"/1-\xff.md", "w") as file:  # noqa: PTH123 (a path of bytes)
        file.write(ISSUE)


def site_is_a_pipe(content: Path) -> None:
    (content / "site.yaml").unlink()
    os.mkfifo(content / "site.yaml")


def site_leads_out(content: Path) -> None:
    outside = content.parent.parent / "secret"
    outside.write_text("a secret: [\n")
    (content / "site.yaml").unlink()
    (content / "site.yaml").symlink_to(outside)


def site_is_a_folder(content: Path) -> None:
    (content / "site.yaml").unlink()
    (content / "site.yaml").mkdir()


def calendar_is_a_folder(content: Path) -> None:
    (content / "calendar.yaml").mkdir()
    (content / "calendar.yaml/2026.yaml").write_text("country: DE\n")


def people_is_a_file(content: Path) -> None:
    (content / "issues/1.md").write_text(ISSUE)
    shutil.rmtree(content / "people")
    (content / "people").write_text("ann\n")


def products_lead_out(content: Path) -> None:
    resolution = "- {id: 2, author: jo, at: 2026-05-03, kind: resolution, outcome: fixed, fixed_in: 1.0.0}\n"
    (content / "issues/1.md").write_text(ISSUE.replace("title:", f"thread:\n{resolution}title:"))
    shutil.rmtree(content / "products")
    (content / "products").symlink_to(content.parent.parent)


def folder_without_an_id(content: Path) -> None:
    (content / "issues/loud").mkdir()
    for name in ("issue.md", "2.md", "fan.txt"):
        (content / "issues/loud" / name).write_text(ISSUE)


def long_title(content: Path) -> None:
    (content / "issues/1.md").write_text(ISSUE.replace("Loud fans", "Loud " * 101))


def many_messages(content: Path) -> None:
    thread = "".join(f"- {{id: {n}, author: ann, at: 2026-05-03, kind: comment, text: Still.}}\n" for n in range(2, 5003))
    (content / "issues/1.md").write_text(ISSUE.replace("title:", f"thread:\n{thread}title:"))


def many_duplicate_keys(content: Path) -> None:
    (content / "people/bob.yaml").write_text("role: customer\n" + "name: Bob\n" * 200)


MADE: dict[Callable[[Path], None], str] = {
    nul: "content/issues/1.md:8:16: a NUL character; no text holds one; is this a text file?",
    bad_utf8: "content/issues/1.md:8:6: the byte 0xfc is no UTF-8; save the file as UTF-8",
    too_large: "content/people/bob.yaml: the file is larger than 4 MB; make it smaller, or split it",
    too_large_attachment: 'content/issues/1.md:6:22: "log.txt": the file is larger than 25 MB; make it smaller, or split it',
    link_out: "content/issues/1.md: a link that leads out of the project; put the file itself here",
    folder_link_out: "content/issues/1: a link that leads out of the project; put the file itself here",
    link_to_nothing: "content/issues/1.md: it cannot be read: No such file or directory",
    pipe: "content/issues/1.md: no ordinary file; put a file or a folder here",
    unseen_name: "content/issues/1-\\u202egpj.md: a file name with characters that cannot be seen; rename it",
    not_utf8_name: "content/issues/1-\\udcff.md: a file name with characters that cannot be seen; rename it",
    site_is_a_pipe: "content/site.yaml: no ordinary file; put a file or a folder here",
    site_leads_out: "content/site.yaml: a link that leads out of the project; put the file itself here",
    site_is_a_folder: "content/site.yaml: a folder where the file site.yaml belongs; put the file itself there",
    calendar_is_a_folder: "content/calendar.yaml: a folder where the file calendar.yaml belongs; put the file itself there",
    people_is_a_file: "content/people: a file where the folder people/ belongs; rename it, or take it away",
    products_lead_out: "content/products: a link that leads out of the project; put the file itself here",
    folder_without_an_id: 'content/issues/loud: the folder\'s name "loud" holds no issue id; name it as in "42-fans-too-loud"',
    long_title: 'content/issues/1.md:6:8: "title" is longer than 500 characters',
    many_messages: "content/issues/1.md:7:1: an issue holds more than 5,000 messages; open a new one",
}


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_what_cannot_lie_in_git_yields_exactly_its_message(tmp_path: Path, make: Callable[[Path], None]) -> None:
    root = laid(tmp_path / "project")
    (root / "content/issues").mkdir()
    make(root / "content")
    reading = read_project(root, AS_OF)
    assert printed(reading) == MADE[make] + "\n"
    assert_whole(reading.corpus)


def test_names_of_any_script_are_found_however_the_disk_spells_them(tmp_path: Path) -> None:
    root = laid(tmp_path)
    folder = root / "content/issues" / unicodedata.normalize("NFD", "1-für")
    folder.mkdir(parents=True)
    (folder / "issue.md").write_text(ISSUE.replace("title:", "attachments: [{file: für.txt, label: A log}]\ntitle:"))
    (folder / unicodedata.normalize("NFD", "für.txt")).write_text("on\n")
    (root / "content/issues/2-पंखा.md").write_text(ISSUE)
    reading = read_project(root, AS_OF)
    assert printed(reading) == ""
    assert reading.corpus.issues["1"].report.attachments[0].label == "A log"
    assert reading.corpus.issues["2"].slug == "पंखा"


def test_issues_that_are_there_and_not_sound_are_known(tmp_path: Path) -> None:
    root = laid(tmp_path)
    (root / "content/issues").mkdir()
    (root / "content/issues/1.md").write_text(ISSUE)
    (root / "content/issues/2.md").write_text(ISSUE.replace("ann", "nobody"))
    (root / "content/issues/3.md").write_text(ISSUE.replace("title", "titel"))
    assert read_project(root, AS_OF).unsound == {"2", "3"}


def test_a_file_with_too_many_mistakes_of_form_is_not_read_to_its_end(tmp_path: Path) -> None:
    root = laid(tmp_path)
    many_duplicate_keys(root / "content")
    lines = printed(read_project(root, AS_OF)).splitlines()
    assert lines[0].startswith('content/people/bob.yaml:3:1: duplicate key "name"')
    assert "content/people/bob.yaml:101:1: too many problems; nothing below is read" in lines
    assert len(lines) == 100


def test_a_file_with_too_many_wrong_messages_tells_the_first_hundred(tmp_path: Path) -> None:
    root = laid(tmp_path)
    thread = "".join(f"- {{id: {n}, author: ann, at: never, kind: comment, text: Still.}}\n" for n in range(2, 152))
    (root / "content/issues").mkdir()
    (root / "content/issues/1.md").write_text(ISSUE.replace("title:", f"thread:\n{thread}title:"))
    lines = printed(read_project(root, AS_OF)).splitlines()
    assert lines[0] == "content/issues/1.md: further problems in this file: 50; mend these first"
    assert lines[1].startswith('content/issues/1.md:7:28: "never" is no date or time')
    assert len(lines) == 101


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    root = laid(tmp_path)
    (root / "content/people/ann.yaml").chmod(0)
    assert printed(read_project(root, AS_OF)) == "content/people/ann.yaml: it cannot be read: Permission denied\n"
