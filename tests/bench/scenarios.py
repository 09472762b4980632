"""What is done to a site before a build is measured, and the rounds in which that is repeated for tool after tool."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bench.measure import Cost, FailedError
from bench.site import Site
from bench.telling import progress
from bench.trees import Difference, size

EVERY_LOOK = 0.5
"""The share of the time that may go into looking at memory in the round that is not timed."""


@dataclass(frozen=True)
class Scenario:
    """A build: its name, what happened before it, and how that is brought about."""

    name: str
    what: str
    prepare: Callable[[Site], None]


@dataclass
class Figures:
    """What was measured of a tool in a scenario: a cost for each round, memory and differences from a round of their own."""

    costs: list[Cost] = field(default_factory=list)
    peak: float | None = None
    difference: Difference | None = None


@dataclass
class Measured:
    """What was measured of a tool: its figures by scenario, and the files and bytes of its output."""

    by_scenario: dict[str, Figures]
    files: int = 0
    bytes: int = 0


def _clean(site: Site) -> None:
    site.restore()
    site.forget(caches=True)


def _nothing(_site: Site) -> None:
    pass


def _ci(site: Site) -> None:
    site.edit()
    site.touch()


def _ci_no_output(site: Site) -> None:
    site.edit()
    site.forget(caches=False)
    site.touch()


SCENARIOS = (
    Scenario("clean", "no output, no caches", _clean),
    Scenario("noop", "nothing changed", _nothing),
    Scenario("dev", "one record edited (title and a sentence), times of files kept", Site.edit),
    Scenario("ci", "one record edited, every file of sources, output and caches with a new time", _ci),
    Scenario("ci-no-output", "the same, the output absent", _ci_no_output),
    Scenario("template", "one line of the template edited that all pages share", Site.edit_template),
    Scenario("delete", "one record deleted", Site.delete),
)
"""In the order in which they are built; each begins with the site that the one before it left, or should have left."""


def measured(sites: Sequence[Site], scenarios: Iterable[Scenario], rounds: int, *, check: bool) -> dict[str, Measured]:
    """What the scenarios cost, by the name of the tool; a tool that fails is left out.

    In a round every scenario is built with one tool after the other, so that a machine that slows down slows all. The first round
    is not timed: it warms up, watches memory, and compares each output with a clean build (`check`).
    """
    scenarios = tuple(scenarios)
    found = {site.tool.name: Measured({scenario.name: Figures() for scenario in scenarios}) for site in sites}
    for number in range(rounds + 1):
        for scenario in scenarios:
            for site in [site for site in sites if site.tool.name in found]:
                try:
                    cost = _measure(site, scenario, found[site.tool.name], timed=number > 0, check=check)
                    progress(f"round {number}: {site.tool.name}, {scenario.name}: {cost.wall:.2f} s")
                except FailedError as error:
                    del found[site.tool.name]
                    progress(f"{error}\n{site.tool.name} is left out: it failed")
    return found


def _measure(site: Site, scenario: Scenario, found: Measured, *, timed: bool, check: bool) -> Cost:
    figures = found.by_scenario[scenario.name]
    scenario.prepare(site)
    cost = site.build(clean=scenario.name == "clean", watch=0 if timed else EVERY_LOOK)
    if timed:
        figures.costs.append(cost)
        return cost
    figures.peak = cost.peak
    if scenario.name == "clean":
        found.files, found.bytes = size(site.out)
    figures.difference = site.compared() if check else None
    if figures.difference and figures.difference.count:  # so that the next scenario does not inherit it
        _clean(site)
        site.build(clean=True)
    return cost
