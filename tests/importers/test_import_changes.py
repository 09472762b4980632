"""A second import: what the source changed follows, what was edited here stays, and everything else keeps every byte."""

import json
import shutil
from datetime import date

import pytest

from onrecord.importers import Options, import_cstate, import_table
from onrecord.model import OnrecordError
from onrecord.read import read_project

TODAY = date(2026, 11, 21)
OPTIONS = Options("up", company="Acme")
MAP = """\
system: desk
prefix: d
id: "{n}"
issue: {type: problem, tags: "{tags.*}", severity: "{grade}"}
report: {author: anonymous, at: "{at}", title: "{title}", text: "{body}"}
messages:
  - {key: reply, when: {field: reply, exists: true}, kind: answer, author: company, at: unknown, format: text, text: "{reply}"}
  - {key: note, when: {field: note, exists: true}, kind: comment, author: company, at: unknown, format: text, text: "{note}"}
"""
ONE = {
    "n": "7",
    "at": "2026-05-02",
    "title": "Loud",
    "body": "They roar.\n\nAlways.",
    "grade": "high",
    "tags": ["fan"],
    "reply": "We look.",
}
TWO = {"n": "8", "at": "2026-05-03", "title": "Hot", "body": "It burns."}
PATH = "content/issues/d-1-loud.yaml"


class Desk:
    """A project and the export it comes from."""

    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self.root = folder / "site"
        self.export = folder / "desk.json"
        self.map = folder / "desk.map.yaml"
        self.map.write_text(MAP)

    def bring(self, *records):
        self.export.write_text(json.dumps(records))
        return import_table(self.export, self.root, str(self.map), company="Acme")

    def edit(self, old, new, path=PATH):
        text = (self.root / path).read_text()
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1))

    def text(self, path=PATH):
        return (self.root / path).read_text()

    def files(self):
        return {p.relative_to(self.root).as_posix(): p.read_bytes() for p in self.root.rglob("*") if p.is_file()}

    def issue(self, id="d-1"):
        reading = read_project(self.root, TODAY)
        assert [str(p) for p in reading.problems if p.level.value == "error"] == []
        return reading.corpus.issues[id]


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    made.bring(ONE, TWO)
    return made


def told(landing):
    return [str(p) for p in landing.problems]


def test_a_second_run_changes_no_byte(desk):
    before = desk.files()
    landing = desk.bring(ONE, TWO)
    assert (landing.unchanged, landing.files, landing.problems) == (2, (), ())
    assert desk.files() == before
    assert not [name for name in before if ".import-" in name]


def test_a_changed_source_changes_only_that_record(desk):
    before = desk.files()
    landing = desk.bring(ONE | {"title": "Very loud"}, TWO)
    assert (landing.changed, landing.unchanged, landing.problems) == (1, 1, ())
    after = desk.files()
    assert {n for n in after if after[n] != before.get(n)} == {PATH, "content/sources.lock"}
    assert desk.text() == before[PATH].decode().replace("title: Loud", "title: Very loud")


def test_fields_and_messages_that_the_company_added_stay(desk):
    desk.edit("severity: high", "severity: high\ncomponents: []   # ours to fill\nquote: They roar.")
    with (desk.root / PATH).open("a") as file:
        file.write("  - id: 3\n    author: company\n    at: 2026-06-01\n    kind: answer\n    text: Fixed soon.\n")
    before = desk.text()
    assert desk.bring(ONE, TWO).files == ()
    landing = desk.bring(ONE | {"title": "Very loud", "reply": "We look closely."}, TWO)
    assert landing.problems == ()
    assert desk.text().split("thread:")[0] == before.split("thread:")[0].replace("title: Loud", "title: Very loud")
    issue = desk.issue()
    assert issue.quote == "They roar."
    assert [(m.id, m.text) for m in issue.thread[1:]] == [(2, "We look closely."), (3, "Fixed soon.")]


def test_a_new_message_takes_the_next_number(desk):
    (desk.root / "content/issues/d-1").mkdir()
    (desk.root / "content/issues/d-1/4-ann.md").write_text(
        "---\nid: 4\nauthor: anonymous\nat: 2026-06-01\nkind: comment\n---\nMe too."
    )
    desk.bring(ONE | {"note": "Seen."}, TWO)
    assert [(m.id, m.text) for m in desk.issue().thread[1:]] == [(2, "We look."), (4, "Me too."), (5, "Seen.")]
    before = desk.files()
    assert desk.bring(ONE | {"note": "Seen."}, TWO).files == ()
    assert desk.files() == before


def test_what_was_edited_here_is_kept_and_a_conflict_is_told(desk):
    desk.edit("title: Loud", "title: Loud fans")
    assert told(desk.bring(ONE, TWO)) == []
    landing = desk.bring(ONE | {"title": "LOUD", "grade": "low"}, TWO)
    assert told(landing) == [
        f'{PATH}:10:1: warning: "title" changed here and at the source; the project\'s is kept; change it by hand, or back'
    ]
    assert "title: Loud fans\n" in desk.text()
    assert "severity: low\n" in desk.text()
    assert desk.text("content/sources.lock").count('"d-1"') == 1
    assert len(desk.bring(ONE | {"title": "LOUD", "grade": "low"}, TWO).problems) == 1
    desk.edit("title: Loud fans", "title: LOUD")
    assert desk.bring(ONE | {"title": "LOUD", "grade": "low"}, TWO).problems == ()


def test_a_field_that_the_source_no_longer_has_goes(desk):
    desk.bring({n: v for n, v in ONE.items() if n not in ("grade", "tags")}, TWO)
    assert "severity" not in desk.text()
    assert "tags" not in desk.text()


def test_a_message_that_the_source_no_longer_has_stays_and_is_told(desk):
    landing = desk.bring(ONE | {"reply": None}, TWO)
    assert told(landing) == [
        f'{PATH}: warning: the source no longer has its message "reply"; it is kept; remove it if it was never said'
    ]
    assert [m.text for m in desk.issue().thread[1:]] == ["We look."]
    assert desk.bring(ONE, TWO).problems == ()


def test_a_message_taken_away_here_stays_away(desk):
    desk.edit(desk.text()[desk.text().index("thread:") :], "")
    assert desk.bring(ONE, TWO).files == ()
    landing = desk.bring(ONE | {"reply": "We look!"}, TWO)
    assert [p.message for p in landing.problems] == ['"reply/text" changed here and at the source']
    assert "thread" not in desk.text()


def test_an_issue_taken_away_here_is_not_brought_back(desk):
    (desk.root / PATH).unlink()
    landing = desk.bring(ONE, TWO)
    assert told(landing) == [
        (
            'content/sources.lock: warning: issue d-1, from desk "7", is no longer in content/; '
            "it is not brought back; to import it anew, remove its line from content/sources.lock"
        )
    ]
    assert not (desk.root / PATH).exists()


def test_an_issue_that_the_export_lacks_stays_and_is_told(desk):
    before = desk.files()
    landing = desk.bring(TWO)
    assert told(landing) == [
        "content/sources.lock: warning: the export of desk lacks 1 of the issues that came from there: d-1; they stay"
    ]
    assert desk.files() == before


def test_an_issue_keeps_its_file_wherever_it_was_moved(desk):
    stream = "content/issues/2026.yaml"
    texts = [desk.text(), "# Ours\n\n" + desk.text("content/issues/d-2-hot.yaml")]
    (desk.root / stream).write_text("---\n".join(texts))
    for path in (PATH, "content/issues/d-2-hot.yaml"):
        (desk.root / path).unlink()
    before = desk.text(stream)
    assert desk.bring(ONE, TWO).files == ()
    desk.bring(ONE | {"body": "They howl."}, TWO | {"title": "Very hot"})
    assert desk.text(stream) == before.replace("They roar.\n\n  Always.", "They howl.").replace("title: Hot", "title: Very hot")


def test_a_front_matter_file_is_changed_in_place(desk):
    (desk.root / "content/issues/d-2-hot.yaml").unlink()
    path = "content/issues/d-2-it-is-hot.md"
    head = "---\ntype: problem  # sure\nopened: 2026-05-03\nauthor: anonymous\nsource: {system: desk, id: 8}\ntitle: Hot\n---\n\n"
    (desk.root / path).write_text(f"{head}It burns.\n")
    assert desk.bring(ONE, TWO).files == ()
    desk.bring(ONE, TWO | {"title": "Hotter", "body": "It burns\n\nmore."})
    assert desk.text(path) == head.replace("Hot\n", "Hotter\n") + "It burns\n\nmore.\n"


def test_a_comment_is_never_lost(desk):
    desk.edit("title: Loud", "title: Loud  # sic")
    before = desk.text()
    landing = desk.bring(ONE | {"title": "Louder"}, TWO)
    assert told(landing) == [
        (
            f'{PATH}: warning: what changed at the source (title) cannot be written into this file: "title" holds a comment, '
            "which would be lost; write it in by hand"
        )
    ]
    assert desk.text() == before


def test_a_lost_lock_is_made_anew_without_a_change(desk):
    before = desk.files()
    (desk.root / "content/sources.lock").unlink()
    assert desk.bring(ONE, TWO).problems == ()
    assert desk.files() == before
    (desk.root / "content/sources.lock").unlink()
    assert [p.message for p in desk.bring(ONE | {"title": "Other"}, TWO).problems] == ['"title" changed here and at the source']


def test_a_product_keeps_what_is_its_own_and_gains_components(tmp_path):
    folder, root = tmp_path / "status", tmp_path / "site"
    folder.mkdir()
    text = "---\ntitle: Down\ndate: 2026-05-02\nresolved: false\naffected: [shop]\n---\nOh.\n"
    (folder / "a.md").write_text(text)
    import_cstate(folder, root, OPTIONS)
    product = root / "content/products/up/product.yaml"
    product.write_text("# The shop's own\nname: Shop   # short\ncomponents:\n  - {id: shop, name: The shop}\nsummary: Sells\n")
    (folder / "b.md").write_text(text.replace("[shop]", "[pay, shop]"))
    landing = import_cstate(folder, root, OPTIONS)
    assert landing.problems == ()
    assert product.read_text() == (
        "# The shop's own\nname: Shop   # short\ncomponents:\n  - id: shop\n    name: The shop\n  - pay\nsummary: Sells\n"
    )
    issues = read_project(root, TODAY).corpus.issues
    assert [issues[i].components for i in ("up-1", "up-2")] == [("shop",), ("pay", "shop")]


def test_nothing_is_written_beside_a_file_that_cannot_be_read(desk):
    (desk.root / "content/issues/9.yaml").write_text("id: 9\ntitle: [\n")
    before = desk.files()
    landing = desk.bring(ONE | {"title": "Other"}, TWO)
    assert landing.refused
    assert desk.files() == before


def test_an_import_that_was_cut_off_is_mended_by_the_next(tmp_path):
    whole, cut = Desk(tmp_path / "whole"), Desk(tmp_path / "cut")
    whole.bring(ONE, TWO)
    lock = cut.root / "content/sources.lock"
    lock.mkdir(parents=True)
    with pytest.raises(OnrecordError, match=r"sources\.lock"):
        cut.bring(ONE, TWO)
    assert not [name for name in cut.files() if ".import-" in name]
    lock.rmdir()
    assert cut.bring(ONE, TWO).problems == ()
    assert cut.files() == whole.files()


def test_what_a_killed_import_left_goes_with_the_next(desk):
    rest = desk.root / "content/issues/.import-a1b2"
    rest.write_text("id: d-")
    desk.bring(ONE | {"title": "Louder"}, TWO)
    assert not rest.exists()


def test_a_folder_that_leads_out_of_the_project_is_not_written_to(desk, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.move(desk.root / "content/issues", outside / "issues")
    (desk.root / "content/issues").symlink_to(outside / "issues")
    with pytest.raises(OnrecordError, match="its folder lies outside the project"):
        desk.bring(ONE, TWO, TWO | {"n": "9"})
