"""A site of one tool on the disk: laid out from the corpus, edited, touched, built, and compared with a clean build."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from bench.corpus import Corpus
from bench.layouts.layout import MARK
from bench.measure import Cost, run
from bench.tools import Command, Tool
from bench.trees import Difference, differences

ASSETS = Path(__file__).resolve().parent / "peers"
TICK = 1.1
"""Seconds before an edit, so that tools which look at whole seconds of a file's time can see it."""


class Site:
    """The sources of a tool, its output and its caches, below one folder."""

    def __init__(self, tool: Tool, corpus: Corpus, root: Path) -> None:
        self.tool, self.corpus, self.root = tool, corpus, root
        self._templates = 0

    @property
    def out(self) -> Path:
        """Where the tool writes."""
        return self.root / self.tool.out

    def lay_out(self) -> None:
        """Write all sources into an empty folder."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        if self.tool.layout.assets:
            shutil.copytree(ASSETS / self.tool.layout.assets, self.root, dirs_exist_ok=True)
        for path, text in self.tool.layout.files(self.corpus):
            _write(self.root / path, text)

    def edit(self) -> None:
        """A new title and one more sentence in one issue; lists that a tool is given are written anew."""
        self._become(replace(self.corpus, revision=self.corpus.revision + 1), self.corpus.changed)

    def delete(self) -> None:
        """One issue is gone."""
        self._become(replace(self.corpus, gone=True), self.corpus.victim)

    def restore(self) -> None:
        """The issue that was deleted is back."""
        if self.corpus.gone:
            self._become(replace(self.corpus, gone=False), self.corpus.victim)

    def _become(self, corpus: Corpus, number: int) -> None:
        time.sleep(TICK)
        self.corpus, layout = corpus, self.tool.layout
        path, text = layout.issue(corpus.issue(number))
        if corpus.gone and number == corpus.victim:
            (self.root / path).unlink()
        else:
            _write(self.root / path, text)
        for other, lines in layout.lists(corpus):
            if (self.root / other).read_text("utf-8") != lines:
                _write(self.root / other, lines)

    def edit_template(self) -> None:
        """A few words more at the foot of every page."""
        time.sleep(TICK)
        layout, self._templates = self.tool.layout, self._templates + 1
        text = (ASSETS / layout.assets / layout.template).read_text("utf-8")
        _write(self.root / layout.template, text.replace(MARK, f"{MARK} Edition {self._templates}."))

    def touch(self) -> None:
        """Every file is as new as every other: sources as after a clone, output and caches as after they were restored."""
        now = time.time()
        for folder, _, names in os.walk(self.root):
            for name in names:
                os.utime(Path(folder, name), (now, now))

    def forget(self, *, caches: bool) -> None:
        """There is no output, and there are no caches if so wished."""
        shutil.rmtree(self.out, ignore_errors=True)
        for pattern in self.tool.caches if caches else ():
            for path in self.root.glob(pattern):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def build(self, *, clean: bool, watch: float = 0) -> Cost:
        """What a build costs."""
        os.sync()
        commands = self.tool.build if clean else self.tool.again or self.tool.build
        costs = [self._run(command, watch) for command in commands]
        peaks = [cost.peak for cost in costs if cost.peak]
        return Cost(sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs), max(peaks, default=None))

    def _run(self, command: Command, watch: float) -> Cost:
        return run(command, self.root, self.root.with_suffix(".log"), self.tool.env, watch)

    def _made(self, folder: str, names: list[str]) -> list[str]:
        """What of a folder is no source."""
        made = (self.tool.out, *self.tool.caches) if Path(folder) == self.root else ()
        return [name for name in names if any(fnmatch(name, pattern) for pattern in made)]

    def compared(self) -> Difference:
        """How the output differs from that of a clean build of the same sources in a folder beside."""
        beside = Site(self.tool, self.corpus, self.root.with_suffix(".clean"))
        shutil.rmtree(beside.root, ignore_errors=True)
        shutil.copytree(self.root, beside.root, ignore=self._made)
        beside.build(clean=True)
        found = differences(self.out, beside.out)
        shutil.rmtree(beside.root)
        return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
