"""The law of the engine as a machine: a project whose incremental builds are held against clean builds of the same sources."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import ClassVar

from hypothesis import event, note
from hypothesis.stateful import RuleBasedStateMachine, invariant

from edits import EDITS, Pick
from histories import Files, a_site
from onrecord.engine import storereader
from projects import MANNERS, TMPFS, Built, CleanBuilds, Outcome, Project, cleared, marks_of

NOT_OURS = "was not written by Onrecord"
NOT_TRUSTED = "cannot be trusted"


class Law(RuleBasedStateMachine):
    """A project and what is known of it. `foreign` are files of its site that somebody else put there, `forgotten` what a lost
    or older manifest does not know, `untrusted` says that the manifest may be damaged."""

    cleans: ClassVar[CleanBuilds]
    theme: ClassVar[str] = "own"
    happened: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        # The same for every history of a process, so that no template is compiled twice.
        self.folder = Path(TMPFS or tempfile.gettempdir()) / f"onrecord-law-{os.getpid()}"
        cleared(self.folder)
        self.folder.mkdir()
        self.project = Project(self.folder / "project")
        self.record = a_site()
        self.sound = self.record.copy()
        self.is_sound = True
        self.strict = False
        self.foreign: Files = {}
        self.forgotten: set[str] = set()
        self.untrusted = False
        self.copies: dict[Path, tuple[Files, set[str], bool]] = {}
        self.elsewhere: Built | None = None
        self.numbers = 0

    def teardown(self) -> None:
        """Every history leaves its sources as they were laid, and nothing behind, on the disk or open."""
        found = {path: (self.project.root / path).read_bytes() for path in self.project.laid}
        cleared(self.folder)
        assert found == self.project.laid
        assert not storereader._open

    def tell(self, what: str, words: str) -> None:
        """Put a step down, for the statistics and for who reads a failure."""
        event(what)
        self.happened[what] += 1
        note(f"{what}: {words}")

    def fresh(self, name: str) -> Path:
        """A folder that was never there."""
        self.numbers += 1
        return self.folder / f"{name}-{self.numbers}"

    def edit(self, pick: Pick, *names: str) -> None:
        """Edit the record in one to three of these ways, and lay its files in some manner."""
        if not self.is_sound and pick.often(4):
            self.record = self.sound.copy()
            self.tell("mended", "back to the last sound sources")
        self.strict = False
        for _ in range(1 + pick.below(3)):
            name = pick.one(names)
            said = EDITS[name](self.record, pick)
            if said:
                self.tell(f"edit: {name}", said)
        self.lay(pick)

    def lay(self, pick: Pick) -> None:
        """Bring the record to the disk."""
        manner = pick.below(len(MANNERS) + 1)
        if manner == len(MANNERS):
            self.project.rename(self.record.files())
        else:
            self.project.lay(self.record.files(), MANNERS[manner])
        if pick.seldom(5):
            self.project.touch()
            self.tell("touched", "every source has a new time")

    def forget(self) -> None:
        """The manifest is no longer the one of this site: what no page claims may stay, what a page claims may be refused."""
        self.forgotten = {*self.project.tree()} - self.foreign.keys()
        self.untrusted = True
        cleared(self.project.root / "public")

    def keep(self) -> None:
        """Keep a copy of what is remembered and of the site, as CI does."""
        copy = self.fresh("copy")
        copy.mkdir()
        for name in (".onrecord", "site"):
            if (self.project.root / name).exists():
                shutil.copytree(self.project.root / name, copy / name)
        self.copies[copy] = (dict(self.foreign), set(self.forgotten), self.untrusted)

    def clean_build(self) -> Built:
        """What the sources come to in a folder that was never there."""
        return self.cleans.of(self.project.laid, self.record.as_of, strict=self.strict)

    @staticmethod
    def differing(got: Files, wanted: Files) -> list[str]:
        """The paths at which two trees differ."""
        return sorted(path for path in got.keys() | wanted.keys() if got.get(path) != wanted.get(path))

    @invariant()
    def incremental_equals_clean(self) -> None:
        """Build here and build afresh: the same is told, and the same lies there."""
        clean = self.clean_build()
        outcome, before, marks = self.build(clean.tree)
        assert outcome.told == clean.outcome.told, f"told otherwise than by a clean build {outcome.fault!r} {clean.outcome.fault!r}"
        self.is_sound = clean.outcome.is_sound
        if clean.outcome.is_sound:
            self.assert_right(clean.tree, before)
            now = marks_of(self.project.site)
            touched = [path for path, data in before.items() if clean.tree.get(path) == data and now[path] != marks[path]]
            assert touched == [], f"written again with the same bytes: {touched}"
            self.sound, self.elsewhere = self.record.copy(), clean
            self.keep()
        elif clean.outcome.report:
            self.tell("stopped", clean.outcome.report.problems[0].message)
            assert self.differing(self.project.tree(), before) == []
            assert marks_of(self.project.site) == marks
        else:
            self.tell("fault", clean.outcome.fault)

    def build(self, wanted: Files) -> tuple[Outcome, Files, object]:
        """Build here; the site as it was before, too. What may be refused is moved away first: what is not ours, or forgotten."""
        before, marks = self.project.tree(), marks_of(self.project.site)
        outcome = self.project.build(self.record.as_of, strict=self.strict)
        in_the_way = [path for path in self.foreign if path in wanted]
        refused = (NOT_OURS in outcome.fault and (in_the_way or self.forgotten)) or (
            NOT_TRUSTED in outcome.fault and self.untrusted
        )
        if not refused:
            return outcome, before, marks
        self.tell("refused", outcome.fault)
        assert self.differing(self.project.tree(), before) == []
        if self.untrusted or self.forgotten:
            cleared(self.project.site)
            for manifest in self.project.state.glob("manifest*"):
                manifest.unlink()
            self.foreign, self.forgotten, self.untrusted = {}, set(), False
        for path in in_the_way:
            (self.project.site / path).unlink(missing_ok=True)
            self.foreign.pop(path, None)
        return self.build(wanted)

    def assert_right(self, wanted: Files, before: Files) -> None:
        """The site holds what it should, what is foreign or was forgotten as it was, and nothing else."""
        after = self.project.tree()
        foreign = {path: data for path, data in self.foreign.items() if path not in wanted}
        left = {path: before.get(path) for path in after.keys() & self.forgotten - wanted.keys() - foreign.keys()}
        differing = self.differing(after, {**wanted, **foreign, **left})
        assert differing == [], f"the incremental build differs from the clean one: {differing}"
        self.foreign, self.forgotten, self.untrusted = foreign, set(left), False
