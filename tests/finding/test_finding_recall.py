"""Others with the same trouble are found: the first five hold most of those that say the same in other words."""

from __future__ import annotations

from pathlib import Path

from finding.others import others
from finding.recall import a_report, halves, pairs, petitions, recall


def test_the_pairs_share_about_two_words():
    shared = [len(set(one) & set(other)) for one, other in pairs()]
    assert len(shared) >= 40
    assert set(shared) <= {1, 2, 3}
    assert 1.9 <= sum(shared) / len(shared) <= 2.1


def test_pairs_are_found_among_hundreds_of_others():
    tuned, kept = halves(recall(pairs(), [a_report(*one) for one in others(600)]))
    assert min(tuned, kept) >= 0.8, (tuned, kept)


def test_pairs_are_found_among_real_petitions(real_records: Path):
    tuned, kept = halves(recall(pairs(), petitions(real_records, 800)))
    assert min(tuned, kept) >= 0.8, (tuned, kept)
