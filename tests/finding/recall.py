"""Recall: of reports of the same trouble in other words, how many stand among the first five of each other.

`python -m finding.recall [FOLDER]` (in tests/, with the package on the path) prints it among reports that were put together at
random, and among petitions where the folder holds some. The numbers of the search were chosen by every other pair, beginning with
the first (`tuned`); the rest (`kept`) were looked at only afterwards.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from builders import an_issue
from finding.others import others
from onrecord.derive.related import related
from onrecord.derive.terms import Terms, terms_of

PAIRS = Path(__file__).parent / "pairs.yaml"


def pairs() -> list[tuple[Terms, Terms]]:
    """The terms of every pair."""
    return [(a_report(*one), a_report(*other)) for one, other in yaml.safe_load(PAIRS.read_text("utf-8"))]


def a_report(title: str, text: str, lang: str | None = None) -> Terms:
    """The terms of a report."""
    return terms_of(an_issue("1", title=title, text=text, report={"lang": lang} if lang else {}), "en")


def petitions(folder: Path, most: int) -> list[Terms]:
    """The terms of real petitions."""
    lines = (folder / "petitions" / "petitions.jsonl").read_text("utf-8").strip().split("\n")[:most]
    said = (json.loads(line) for line in lines)
    return [a_report(p["action"], f"{p.get('background') or ''} {p.get('additional_details') or ''}") for p in said]


def recall(held: Sequence[tuple[Terms, Terms]], among: Iterable[Terms]) -> list[bool]:
    """For each report of each pair whether the other is found, among some others."""
    issues = {str(n): terms for n, terms in enumerate((t for pair in held for t in pair), 2)}
    issues |= {f"other-{n}": terms for n, terms in enumerate(among, 1)}
    found = related(issues)
    return [str(n ^ 1) in {id for id, _ in found[str(n)]} for n in range(2, 2 + 2 * len(held))]


def halves(hits: Sequence[bool]) -> tuple[float, float]:
    """The shares found of the pairs by which numbers were chosen, and of the others."""
    tuned, kept = ([hit for n, hit in enumerate(hits) if n // 2 % 2 == half] for half in (0, 1))
    return sum(tuned) / len(tuned), sum(kept) / len(kept)


def main(folder: str = "") -> None:
    """Print what is found."""
    held, made = pairs(), [a_report(*one) for one in others(1200)]
    among = {"600 at random": made[:600], "1,200 at random": made}
    if folder:
        real = petitions(Path(folder), 2071)
        among |= {"600 petitions": real[:600], "2,071 petitions": real, "1,200 and 2,071": made + real}
    shared = [len(set(one) & set(other)) for one, other in held]
    sys.stdout.write(f"{len(held)} pairs that share {sum(shared) / len(shared):.2f} terms ({min(shared)} to {max(shared)})\n")
    for name, terms in among.items():
        tuned, kept = halves(recall(held, terms))
        sys.stdout.write(f"{name:16} tuned {tuned:.3f}  kept {kept:.3f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
