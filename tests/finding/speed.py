"""Speed: what finding related issues costs in processor time, in a clean build and after one more issue.

`python -m finding.speed [FOLDER] [N]` (in tests/, with the package on the path) prints it for N issues of the benchmark's corpus,
for reports put together from clauses, and where the folder holds petitions for texts put together from their sentences.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import process_time
from typing import TypeVar

from bench.corpus import Corpus
from builders import an_issue
from finding.others import others
from onrecord.derive.related import related, renewed
from onrecord.derive.terms import terms_of
from onrecord.model import Issue

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What work gives, and the processor time it took, in seconds."""
    start = process_time()
    made = work()
    return made, process_time() - start


def of_the_benchmark(n: int) -> Iterator[Issue]:
    """The issues of the benchmark, with what makes their terms."""
    for issue in Corpus(n).issues():
        yield an_issue(
            str(issue.number), title=issue.title, text=issue.messages[0].text, tags=issue.tags, components=(issue.component,)
        )


def of_clauses(n: int) -> Iterator[Issue]:
    """Short reports, put together from clauses."""
    for number, (title, text) in enumerate(others(n), 1):
        yield an_issue(str(number), title=title, text=text)


def of_sentences(folder: Path, n: int) -> Iterator[Issue]:
    """Texts of two to four sentences that people wrote."""
    lines = (folder / "petitions" / "petitions.jsonl").read_text("utf-8").strip().split("\n")
    read = [json.loads(line) for line in lines]
    titles, r = [p["action"] for p in read], Random(1)
    said = [s for p in read for s in re.split(r"(?<=[.!?])\s+", f"{p.get('background') or ''} {p.get('additional_details') or ''}")]
    said = [s for s in said if len(s) > 20]
    for number in range(1, n + 1):
        yield an_issue(str(number), title=r.choice(titles), text=" ".join(r.sample(said, r.randint(2, 4))))


def report(name: str, issues: list[Issue]) -> None:
    """Print what one collection costs."""
    n, each = len(issues), len(issues) / 1000
    terms, reading = timed(lambda: {issue.id: terms_of(issue, "en") for issue in issues})
    found, ranking = timed(lambda: related(terms))
    sys.stdout.write(
        f"{name}: {n:,} issues, {sum(map(len, terms.values())) / n:.0f} terms each\n"
        f"  clean: terms {reading / each:.2f} ms, ranking {ranking / each:.2f} ms an issue;"
        f" {sum(map(len, found.values())) / n:.1f} others each\n"
    )
    spent, touched = [], []
    for id in [str(1 + k * (n // 20)) for k in range(20)]:  # each taken away, and back
        without = {other: held for other, held in terms.items() if other != id}
        before = renewed(terms, found, without)
        again, cost = timed(lambda: renewed(without, before, terms))  # noqa: B023 - called at once
        assert again == found
        spent.append(cost)
        touched.append(sum(before[other] != again[other] for other in before))
    sys.stdout.write(
        f"  one more: {1000 * sorted(spent)[10]:.0f} ms (median), {1000 * max(spent):.0f} ms (most) of 20;"
        f" others that change: {sorted(touched)[10]} (median), {max(touched)} (most)\n"
    )


def main(folder: str = "", n: str = "10000") -> None:
    """Print what each collection costs."""
    report("benchmark", list(of_the_benchmark(int(n))))
    report("clauses", list(of_clauses(int(n))))
    if folder:
        report("sentences", list(of_sentences(Path(folder), int(n))))


if __name__ == "__main__":
    main(*sys.argv[1:])
