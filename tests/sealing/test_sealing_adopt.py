"""A history that a record already has is adopted: each past version is marked, and what went says that nobody stated why."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from onrecord.build import build
from onrecord.model import OnrecordError
from onrecord.seal.disk import Words, load_book
from onrecord.sealing.sealing import Sealed, adopt
from onrecord.verify.source import Folder
from onrecord.verify.verifying import verify
from sealing.logs import KEY, project, said, sealed

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
_NUMBERS = count()


def git(root: Path, *words: str, at: str = "2026-05-05T10:00:00+00:00") -> None:
    who = {"NAME": "A", "EMAIL": "a@b.example", "DATE": at}
    named = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in who.items()}
    env = {**os.environ, **named, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "-C", str(root), *words], env=env, check=True, capture_output=True)


def committed(root: Path, day: int) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x", at=f"2026-05-{day:02}T10:00:00+00:00")


def adopted(root: Path) -> Sealed:
    return adopt(root, NOW, (KEY,), lambda: sha256(f"{next(_NUMBERS)} adopted".encode()).digest()[:16])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A record with three commits: a report is changed, an answer comes and goes; and there is what nobody committed."""
    made = project(tmp_path)
    git(made, "init", "-q")
    said(made, "42/3-jo.md", "id: 3\nauthor: jo\nat: 2026-05-04\nkind: comment", "Said in haste.")
    committed(made, 5)
    path = made / "content/issues/42.md"
    path.write_text(path.read_text().replace("They roar.", "They hum."))
    committed(made, 6)
    (made / "content/issues/42/3-jo.md").unlink()
    committed(made, 7)
    said(made, "43.md", "type: praise\nproduct: fans\nauthor: ann\nopened: 2026-05-08\ntitle: Fine", "Thanks.")
    return made


def test_every_past_version_is_taken_over(root: Path):
    assert not adopted(root).problems
    book = load_book(root)
    words = Words(root, book.ledger)
    first, second = book.ledger.versions["42.1"]
    assert (first.adopted, second.adopted) == (True, True)
    told = [words(version) for version in (first, second)]
    assert [blob.body.split("\n")[0] for blob in told if blob and blob.body] == ["They roar.", "They hum."]
    assert [blob.framed["adopted"] for blob in told if blob] == ["2026-05-05T10:00:00Z", "2026-05-06T10:00:00Z"]
    (gone,) = book.ledger.versions["42.3"]
    assert words(gone) is None
    assert [(one.why, one.by) for one in book.ledger.erased[gone.index]] == [("not-stated", "company")]
    (new,) = book.ledger.versions["43.1"]
    assert not new.adopted, "what was never committed is sealed now, as ever"
    assert not any(b"haste" in path.read_bytes() for path in (root / "content").rglob("*") if path.is_file())
    assert not sealed(root, NOW + DAY).steps


def test_an_adopted_site_shows_it_and_is_sound(root: Path):
    adopted(root)
    assert not build(root, root / "site", date(2026, 7, 1), workers=1).stopped
    history = (root / "site/issues/42/history/index.html").read_text()
    assert history.count("Taken over on ") == 5
    assert "May 5, 2026" in history
    assert "No reason is stated." in history
    assert verify(Folder(root / "site"), str(KEY.verifier)).is_sound


def test_the_log_goes_on_from_there(root: Path):
    adopted(root)
    said(root, "42/4-jo.md", "id: 4\nauthor: jo\nat: 2026-06-10\nkind: answer", "New.")
    assert [step.told for step in sealed(root, NOW + DAY).steps] == ["message 4 of issue 42 (42.4), version 1: new"]


def test_only_a_log_that_is_yet_to_begin_adopts(root: Path):
    sealed(root, NOW)
    (problem,) = adopt(root, NOW + DAY, (KEY,), lambda: bytes(16)).problems
    assert "a log was begun already" in str(problem)


def test_a_record_without_a_history_has_none_to_adopt(tmp_path: Path):
    with pytest.raises(OnrecordError, match="no history that can be adopted"):
        adopted(project(tmp_path))
