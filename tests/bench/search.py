"""The third part: what the search costs a build, what a query transfers, and how long it takes once its data are there."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from bench.corpus import Corpus
from bench.measure import Cost
from bench.scenarios import SCENARIOS
from bench.site import Site
from bench.table import markdown
from bench.telling import progress
from bench.tools import onrecord
from bench.trees import size

PAGES = "issue_data, issues"
"""What is built beside the search."""
QUERIES = (
    "export fails",
    "bookkeeping regression",
    "invoice proxy",
    "time zone",
    "the export",
    "anvil webhook",
    "schema sl",
    "5001 billing",
)
LIMITED = "&product=anvil&type=problem&status=answered&year=2022"
ROUNDS = 5
WATCH = """() => {
    performance.clearResourceTimings();
    window.told = new Promise((done) => {
        const said = document.getElementById("search-told");
        new MutationObserver(() => said.textContent.includes(":") && done(performance.now())).observe(said, { childList: true });
    });
}"""
TIMES = """async () => {
    const shown = await window.told;
    const asked = performance.getEntriesByType("resource").filter((one) => one.initiatorType === "fetch");
    const isIssue = (one) => one.name.includes("/issues/");
    const index = asked.filter((one) => !isIssue(one)), issues = asked.filter(isIssue);
    const end = (some) => Math.max(...some.map((one) => one.responseEnd));
    return [Math.max(0, Math.min(...issues.map((one) => one.startTime)) - end(index)), Math.max(0, shown - end(asked))];
}"""


@dataclass(frozen=True)
class Query:
    """What a query transferred, as its bytes are and as gzip packs them: of the index and the results, and with the page, its style
    and its scripts; and its milliseconds: from the index to asking for results, from these to showing them, and for how long a
    processor worked for the page from typing to the end."""

    asked: str
    data: int
    packed: int
    whole: int
    ranking: float
    showing: float
    busy: float


def measured(corpus: Corpus, root: Path) -> str:
    """All figures for a corpus, as text."""
    costs = {makes: _built(corpus, root / name, makes) for name, makes in (("without", PAGES), ("with", f"{PAGES}, search"))}
    out = root / "with" / "site"
    files, held = size(out / "search")
    with _served(out) as address:
        found = [query for asked in (*QUERIES, QUERIES[0] + LIMITED) if (query := _asked(address, asked))]
    shutil.rmtree(root)
    head = ["query", "bytes", "with gzip", "with the page, style and scripts", "ms to rank", "ms to show", "ms of a processor"]
    rows = [
        [q.asked, f"{q.data:,}", f"{q.packed:,}", f"{q.whole:,}", f"{q.ranking:.1f}", f"{q.showing:.1f}", f"{q.busy:.1f}"]
        for q in found
    ]
    builds = [
        [makes, f"{clean.cpu:.2f}", f"{clean.cpu / corpus.n * 1000:.3f}", f"{edit.cpu:.2f}"]
        for makes, (clean, edit) in costs.items()
    ]
    built = markdown(["pages", "clean, seconds of all processors", "ms an issue", "after an edit, seconds"], builds)
    index = f"Its index: {files:,} files, {held:,} bytes."
    return f"## The search at {corpus.n:,} issues\n\n{index}\n\n{built}\n\n{markdown(head, rows)}\n"


def _built(corpus: Corpus, root: Path, makes: str) -> tuple[Cost, Cost]:
    """What a clean build costs, and one after an edit."""
    site = Site(onrecord(full=True), corpus, root)
    site.lay_out()
    theme = root / "themes" / "measured" / "theme.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text(f"title: Measured\nextends: broadsheet\nmakes: [{makes}]\n", encoding="utf-8")
    settings = root / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("theme: broadsheet", "theme: measured"), encoding="utf-8")
    clean = site.build(clean=True)
    edits = []
    (dev,) = (scenario for scenario in SCENARIOS if scenario.name == "dev")
    for _ in range(ROUNDS):
        dev.prepare(site)
        edits.append(site.build(clean=False))
    edit = sorted(edits, key=lambda cost: cost.cpu)[ROUNDS // 2]
    progress(f"{makes}: clean {clean.cpu:.2f} s, after an edit {edit.cpu:.2f} s of all processors")
    return clean, edit


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing is told of what is asked for."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def _asked(address: str, asked: str) -> Query:
    """A query, put into the page in a browser that remembers nothing; the times are medians."""
    from playwright.sync_api import sync_playwright  # nothing else of the benchmark needs it

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    words, _, limits = asked.partition("&")
    times, bodies = [], dict[str, bytes]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for _round in range(ROUNDS):
            page = browser.new_context().new_page()
            answers: list[Any] = []
            page.on("response", lambda response, answers=answers: answers.append(response))
            page.goto(f"{address}search/index.html{limits and '?' + limits}", wait_until="networkidle")
            page.evaluate(WATCH)
            busy = _busy(page.context.new_cdp_session(page))
            before = busy()
            page.locator("#search-words").fill(words)
            times.append((*page.evaluate(TIMES), busy() - before))
            bodies |= {response.url: _body(response) for response in answers}
            page.context.close()
        browser.close()
    data = [body for url, body in bodies.items() if "/static/" not in url and "index.html" not in url]
    waits = (median(part) for part in zip(*times, strict=True))
    return Query(asked, sum(map(len, data)), sum(map(_packed, data)), sum(map(len, bodies.values())), *waits)


def _busy(session: Any) -> Callable[[], float]:
    """What tells for how many milliseconds a processor has worked for the page, whatever else the machine does."""
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return 1000 * metrics["TaskDuration"]

    return busy


def _body(response: Any) -> bytes:
    return response.body() if response.ok else b""


def _packed(body: bytes) -> int:
    return len(gzip.compress(body, 6))
