"""The figures as Markdown tables: medians with the least and the most, and ratios."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median

from bench.scenarios import Figures, Measured
from bench.tools import PYTHON

Cell = Callable[[Figures], str]


def wall(figures: Figures) -> float:
    """The median of the seconds from start to end."""
    return median(cost.wall for cost in figures.costs)


def tables(found: Mapping[str, Measured]) -> str:
    """All tables of one size of the corpus."""
    parts = (
        ("Seconds, median [least..most]", _rows(found, _seconds)),
        ("Seconds of all processors, median", _rows(found, lambda figures: f"{median(cost.cpu for cost in figures.costs):.2f}")),
        (
            "Most memory of all processes together, MiB (PSS)",
            _rows(found, lambda figures: f"{figures.peak:.0f}" if figures.peak else "-"),
        ),
        ("Files that differ from a clean build", _rows(found, lambda figures: str(figures.difference or "-"))),
        ("Ratios of seconds", _ratios(found)),
    )
    sizes = (f"{name} {one.files:,} files, {one.bytes / 1e6:.1f} MB" for name, one in found.items())
    return "\n\n".join([*(f"{title}:\n\n{rows}" for title, rows in parts if rows), f"Output: {'; '.join(sizes)}."])


def _seconds(figures: Figures) -> str:
    walls = [cost.wall for cost in figures.costs]
    spread = f" [{min(walls):.2f}..{max(walls):.2f}]" if len(walls) > 1 else ""
    return f"{median(walls):.2f}{spread}"


def _rows(found: Mapping[str, Measured], cell: Cell) -> str:
    return _table("tool", found, {name: list(map(cell, one.by_scenario.values())) for name, one in found.items()})


def _ratios(found: Mapping[str, Measured]) -> str:
    """Onrecord's seconds as a share of Hugo's, and of those of the fastest generator that is written in Python."""
    if "onrecord" not in found:
        return ""
    mine = found["onrecord"].by_scenario
    rows: dict[str, list[str]] = {}
    if "hugo" in found:
        rows["onrecord / hugo"] = [f"{wall(mine[name]) / wall(its):.2f}" for name, its in found["hugo"].by_scenario.items()]
    if others := [name for name in PYTHON if name in found]:
        best = [min(others, key=lambda other: wall(found[other].by_scenario[name])) for name in mine]
        pairs = zip(best, mine, strict=True)
        rows["onrecord / best in Python"] = [
            f"{wall(mine[name]) / wall(found[other].by_scenario[name]):.2f} ({other})" for other, name in pairs
        ]
    return _table("", found, rows) if rows else ""


def _table(corner: str, found: Mapping[str, Measured], rows: Mapping[str, list[str]]) -> str:
    names = list(next(iter(found.values())).by_scenario)
    return markdown([corner, *names], [[name, *cells] for name, cells in rows.items()])


def markdown(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
