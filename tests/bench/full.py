"""The second part: Onrecord's whole site alone, with all its pages and feeds, at growing sizes, today and tomorrow."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from bench.corpus import Corpus
from bench.scenarios import SCENARIOS, Figures, Measured
from bench.site import Site
from bench.table import markdown, wall
from bench.telling import progress
from bench.tools import AS_OF, NEXT_DAY, onrecord
from bench.trees import size

GENTLE = 0.05
"""The share of the time that may go into looking at memory: these builds are timed."""
STEPS = ("clean", "noop", "dev", "ci", "next-day")


def measured(corpus: Corpus, root: Path, rounds: int, *, check: bool) -> Measured:
    """What the steps cost; `check` compares what the last one leaves with a clean build."""
    site = Site(onrecord(full=True), corpus, root)
    site.lay_out()
    found = Measured({step: Figures() for step in STEPS})
    scenarios = {scenario.name: scenario for scenario in SCENARIOS}
    for number in range(rounds):
        for step in STEPS:
            site.tool = onrecord(NEXT_DAY if step == "next-day" else AS_OF, full=True)
            if step in scenarios:
                scenarios[step].prepare(site)
            cost = site.build(clean=False, watch=GENTLE)
            figures = found.by_scenario[step]
            figures.costs.append(cost)
            figures.peak = max(figures.peak or 0, cost.peak or 0) or None
            progress(f"round {number + 1}: {corpus.n:,} issues, {step}: {cost.wall:.2f} s")
    found.files, found.bytes = size(site.out)
    if check:
        found.by_scenario[STEPS[-1]].difference = site.compared()
    shutil.rmtree(root)
    return found


def tables(found: Mapping[int, Measured]) -> str:
    """The costs of each step at each size, and how they grow."""
    parts = [_step(step, found) for step in STEPS]
    sizes = "; ".join(f"{n:,} issues: {one.files:,} files, {one.bytes / 1e6:,.0f} MB" for n, one in found.items())
    last = (
        f"{n:,} issues: {one.by_scenario[STEPS[-1]].difference}"
        for n, one in found.items()
        if one.by_scenario[STEPS[-1]].difference
    )
    checks = "; ".join(last)
    return "\n\n".join(
        [*parts, f"Output: {sizes}."] + ([f"Files that differ from a clean build at the end: {checks}."] if checks else [])
    )


def _step(step: str, found: Mapping[int, Measured]) -> str:
    head = [
        "issues",
        "seconds",
        "of all processors",
        "MiB (PSS)",
        "ms an issue",
        "ms an issue, to the size before",
        "share of clean",
    ]
    return f"{step}:\n\n" + markdown(head, [_row(step, n, found) for n in found])


def _row(step: str, n: int, found: Mapping[int, Measured]) -> list[str]:
    figures, sizes = found[n].by_scenario[step], list(found)
    before: Sequence[int] = sizes[: sizes.index(n)][-1:]
    each = wall(figures) / n * 1000
    growth = [f"{each / (wall(found[less].by_scenario[step]) / less * 1000):.2f}" for less in before]
    return [
        f"{n:,}",
        f"{wall(figures):.2f}",
        f"{median(cost.cpu for cost in figures.costs):.2f}",
        f"{figures.peak:.0f}" if figures.peak else "-",
        f"{each:.3f}",
        *(growth or ["-"]),
        f"{wall(figures) / wall(found[n].by_scenario['clean']):.3f}",
    ]
