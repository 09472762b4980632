"""The law of the engine: whatever was edited, killed, lost or spoiled, an incremental build equals a clean build, byte for byte.

Histories of small sites are generated: after every step the project is built where it is, and its sources are built in a fresh
folder; both must tell the same and hold the same. `ONRECORD_HISTORIES=5000 pytest -m slow -n 2 --dist load
tests/engine/test_engine_law.py` runs 5,000 histories on two processors; what happened in them is printed under `-rP`.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from cuts import failed, killed
from edits import USUAL, Pick
from histories import MAKES, a_daughter, a_theme
from law import NOT_TRUSTED, Law
from projects import MANNERS, TMPFS, CleanBuilds, Outcome, cleared, files_of

HISTORIES = int(os.environ.get("ONRECORD_HISTORIES", "300"))
SHARDS = 4
SEED = int(os.environ.get("ONRECORD_SEED", "0"))
PROFILE = settings(
    stateful_step_count=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
FOREIGN = ("CNAME", "issues/notes.txt", "issues/7/index.html", "tags/.keep")


@cache
def below(n: int) -> st.SearchStrategy[int]:
    """A number from 0 to n - 1."""
    return st.integers(0, n - 1)


def pick_of(data: st.DataObject) -> Pick:
    """What Hypothesis chooses."""
    return Pick(lambda n: data.draw(below(n)))


class Histories(Law):
    """What befalls a project."""

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Lay the first sources."""
        makes = pick_of(data).one((*MAKES, ()))
        self.record.site["theme"] = self.theme
        self.record.themes = {"own": a_theme(makes=makes), "daily": a_daughter("daily")}.get(self.theme, {})
        self.project.lay(self.record.files())

    @rule(data=st.data())
    def edited(self, data: st.DataObject) -> None:
        """Something is edited, and often the build that follows is cut off."""
        self.change(pick_of(data), *USUAL)

    @rule(data=st.data())
    def issues_edited(self, data: st.DataObject) -> None:
        """Issues are."""
        self.change(pick_of(data), "issue", "issues", "attachment", "one letter")

    @rule(data=st.data())
    def threads_edited(self, data: st.DataObject) -> None:
        """Messages are."""
        self.change(pick_of(data), "message")

    @rule(data=st.data())
    def around_edited(self, data: st.DataObject) -> None:
        """What issues lean on is."""
        self.change(pick_of(data), "people", "product", "release")

    @rule(data=st.data())
    def site_edited(self, data: st.DataObject) -> None:
        """What all pages share is."""
        self.change(pick_of(data), "site", "theme", "page", "translation", "calendar", "theme")

    def change(self, pick: Pick, *names: str) -> None:
        """Edit the record in some of these ways; let the build that follows be cut off, or not."""
        self.edit(pick, *names)
        if pick.below(5) < 2:
            self.cut(pick)

    def cut(self, pick: Pick) -> None:
        """Cut a build off between two effects, by a kill or a full disk; each file that it leaves is whole."""
        clean = self.clean_build()
        before = self.project.tree()
        at, how = 1 + pick.below(pick.one((8, 30, 160))), pick.one(("killed", "killed", "killed torn", "disk full"))
        if how == "disk full":
            met = failed(self.build_here, self.project.root, at)
        else:
            met = killed(self.build_here, self.project.root, at, torn=how == "killed torn")
        self.tell(how if met else "ended before it was cut off", f"at effect {at}")
        after = self.project.tree()
        if clean.outcome.report:
            torn = [path for path, left in after.items() if left not in (before.get(path), clean.tree.get(path))]
            assert torn == [], f"no whole files: {torn}"
        if met and self.forgotten:
            self.forgotten |= after.keys()

    def build_here(self) -> Outcome:
        """Build the project."""
        return self.project.build(self.record.as_of, strict=self.strict)

    @rule(data=st.data())
    def mistaken(self, data: st.DataObject) -> None:
        """A mistake is made, or warnings stop the build."""
        pick = pick_of(data)
        self.edit(pick, "mistake", "one letter")
        self.strict = bool(pick.below(2))

    @rule(data=st.data())
    def another_day(self, data: st.DataObject) -> None:
        """The day is another, and perhaps something else."""
        self.change(pick_of(data), "day", "day", "message", "release")

    @rule(data=st.data())
    def edited_and_back(self, data: st.DataObject) -> None:
        """Something is edited, built (or cut off), and taken back."""
        pick, before = pick_of(data), self.record.copy()
        self.edit(pick, *pick.one((USUAL, ("issues",), ("page", "people", "product", "release"))))
        if pick.below(3):
            self.cut(pick)
        else:
            self.incremental_equals_clean()
        self.record = before
        self.tell("taken back", "")
        self.lay(pick)

    @rule(data=st.data())
    def edited_meanwhile(self, data: st.DataObject) -> None:
        """Sources change while a build is at work; what it makes may be of before or after, the next build must be right."""
        pick = pick_of(data)
        stage = pick.one(("judging", "laying out", "writing", "reading"))
        told = []

        def watch(now: str, done: int, of: int) -> None:
            if now == stage and not told:
                told.append(now)
                self.edit(pick, *USUAL)

        self.project.build(self.record.as_of, watch=watch)
        self.tell(f"edited while {stage}" if told else "edited never", "")

    @precondition(lambda self: self.project.tree())
    @rule(data=st.data())
    def tampered(self, data: st.DataObject) -> None:
        """Somebody alters or deletes what was written, or puts a file of their own there."""
        pick = pick_of(data)
        for _ in range(1 + pick.below(3)):
            ours = sorted(self.project.tree().keys() - self.foreign.keys() - self.forgotten)
            what = pick.below(7)
            if what == 0 or not ours:
                self.put_foreign(pick.one(FOREIGN))
            elif what == 1:
                cleared(self.project.site)
                self.foreign, self.forgotten = {}, set()
                self.tell("site lost", "")
            elif what == 2:
                path = self.project.site / pick.any(ours)
                path.unlink()
                self.tell("output deleted", str(path))
            else:
                path = self.project.site / pick.any(ours)
                was = path.read_bytes()
                path_data = pick.one((was + b" ", b"X" + was[1:], b"", was[: len(was) // 2]))
                pick.one(MANNERS)(path, path_data)
                self.tell("output altered", f"{path}, {len(was)} -> {len(path_data)}")

    def put_foreign(self, path: str) -> None:
        """A file that Onrecord did not write."""
        target = self.project.site / path
        if not target.exists() and not any(p.is_file() for p in target.parents):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"mine")
            self.foreign[path] = b"mine"
            self.tell("foreign file", path)

    @precondition(lambda self: self.project.state.exists())
    @rule(data=st.data())
    def state_spoiled(self, data: st.DataObject) -> None:
        """What is remembered is damaged, lost, or mixed with an older one."""
        pick = pick_of(data)
        files = sorted(p for p in self.project.state.rglob("*") if p.is_file() and p.name != "lock")
        if not files:
            return
        path = pick.any([p for p in files if not p.name.startswith("manifest")] * 3 + files)
        older = [kept / path.relative_to(self.project.root) for kept in self.copies]
        how = self.spoil(path, [p for p in older if p.is_file()], pick)
        is_manifest = path.name.startswith("manifest")
        self.tell("manifest spoiled" if is_manifest else "cache spoiled", f"{path.name}, {how}")
        if is_manifest:
            self.forget()

    def spoil(self, path: Path, older: list[Path], pick: Pick) -> str:
        """Damage a file in some way."""
        was = path.read_bytes()
        how = pick.one(("deleted", "cut short", "emptied", "a flipped bit", "text", "older", "mixed", "zeroed page"))
        at = pick.below(1000) * len(was) // 1000
        bit, old = pick.below(8), pick.any([*older, None])
        old_data = old.read_bytes() if old else b"SQLite format 3\0" + b"\0" * 100
        if how == "deleted":
            path.unlink()
            return how
        data = {
            "cut short": was[:at],
            "emptied": b"",
            "a flipped bit": was[:at] + bytes([was[at] ^ 1 << bit]) + was[at + 1 :] if was else b"\1",
            "text": b"hello\n",
            "older": old_data,
            "mixed": was[: at // 4096 * 4096] + old_data[at // 4096 * 4096 :],
            "zeroed page": was[: at // 4096 * 4096] + b"\0" * min(4096, len(was)) + was[at // 4096 * 4096 + 4096 :],
        }[how]
        path.write_bytes(data)
        return f"{how} at {at} of {len(was)}"

    @precondition(lambda self: self.copies)
    @rule(data=st.data())
    def rolled_back(self, data: st.DataObject) -> None:
        """An older copy comes back: of both as CI restores it, or of one alone."""
        pick = pick_of(data)
        copy = pick.any([*self.copies])
        names = pick.one(([".onrecord", "site"], [".onrecord", "site"], [".onrecord"], ["site"]))
        for name in names:
            cleared(self.project.root / name)
            if (copy / name).exists():
                shutil.copytree(copy / name, self.project.root / name)
        self.tell(f"rolled back {' and '.join(names)}", copy.name)
        foreign, forgotten, untrusted = self.copies[copy]
        self.foreign = dict(foreign) if "site" in names else self.foreign
        self.forget()
        if len(names) == 2:
            self.forgotten, self.untrusted = set(forgotten), untrusted

    @precondition(lambda self: self.elsewhere)
    @rule(data=st.data())
    def restored_from_elsewhere(self, data: st.DataObject) -> None:
        """What another machine built and remembers comes here, with sources of another time."""
        assert self.elsewhere
        for name in (".onrecord", "site"):
            cleared(self.project.root / name)
            shutil.copytree(self.elsewhere.root / name, self.project.root / name)
        cleared(self.project.root / "public")
        self.foreign, self.forgotten, self.untrusted = {}, set(), False
        self.tell("restored from elsewhere", "")
        self.edit(pick_of(data), *USUAL)

    @rule(data=st.data())
    def moved_or_doubled(self, data: st.DataObject) -> None:
        """The project's folder is moved, or its site is built into a second folder too."""
        if pick_of(data).below(2):
            self.project.root = self.project.root.rename(self.fresh("moved"))
            self.tell("moved", self.project.root.name)
        else:
            self.double()

    def double(self) -> None:
        """Build the site into a second folder; it holds the same."""
        clean = self.clean_build()
        got = self.project.build(self.record.as_of, strict=self.strict, out="public")
        self.tell("built to another folder", "")
        if self.untrusted and NOT_TRUSTED in got.fault:
            return
        assert got.told == clean.outcome.told
        if clean.outcome.is_sound:
            assert self.differing(dict(files_of(self.project.root / "public")), clean.tree) == []


@pytest.fixture(scope="module", autouse=True)
def a_small_index() -> Iterator[None]:
    """The search's index of so small a site falls into several bunches and shards all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.render.search.bunch.MEAN", 2)
        patch.setattr("onrecord.render.search.shards.MOST", 300)
        yield


@pytest.fixture(scope="module", autouse=True)
def cleans() -> Iterator[None]:
    """The clean builds of these tests, where memory is a disk if it can be."""
    Histories.cleans = CleanBuilds(Path(tempfile.mkdtemp(prefix="onrecord-clean-", dir=TMPFS)))
    yield
    cleared(Histories.cleans.folder)


def test_an_incremental_build_equals_a_clean_build():
    run_state_machine_as_test(Histories, settings=settings(PROFILE, max_examples=20))


def run_histories(number: int, shard: int, theme: str) -> None:
    """Run so many histories in a theme, from a seed of the shard's own, and print what happened in them."""
    machine = type(f"Histories{shard}", (Histories,), {"happened": Counter(), "theme": theme})
    run_state_machine_as_test(seed(SEED * SHARDS + shard)(machine), settings=settings(PROFILE, max_examples=max(1, number)))
    sys.stdout.writelines(f"{n:7,} {what}\n" for what, n in sorted(machine.happened.items()))


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_thousands_of_histories(shard: int):
    run_histories(HISTORIES // SHARDS, shard, "own")


@pytest.mark.slow
@pytest.mark.parametrize(("shard", "theme"), [(0, "daily"), (1, "broadsheet")])
def test_histories_in_the_theme_that_comes_with_onrecord(shard: int, theme: str):
    run_histories(HISTORIES // 100, shard, theme)
