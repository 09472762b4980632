"""The survey: one pass over all issues, in which everything is gathered that is about the whole record."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from onrecord.derive.figures import Count
from onrecord.derive.judgement import Commitment, IssueAssessment
from onrecord.derive.people import Crowd
from onrecord.derive.ranking import Ranking
from onrecord.derive.shipping import Shipping
from onrecord.derive.traits import Traits
from onrecord.model import Corpus, id_order


class Survey:
    """What is gathered of the issues taken so far; of the corpus it looks at the products and releases, and at no issue."""

    def __init__(self, corpus: Corpus, known: Container[str]) -> None:
        self.ranking = Ranking(min([pledge.since for pledge in corpus.site.pledges], default=None))
        self.shipping = Shipping(corpus)
        self.crowd = Crowd()
        self.count = Count(corpus.products, known)
        self._commitments: list[Commitment] = []

    def take(self, judged: IssueAssessment, traits: Traits) -> None:
        """Add an issue, the next in the order in which they were opened."""
        self.ranking.take(judged, traits)
        self.shipping.take(judged)
        self.crowd.take(judged, traits)
        self.count.take(judged, traits)
        self._commitments += judged.commitments

    def commitments(self) -> tuple[Commitment, ...]:
        """Every promise, the soonest due first."""
        return tuple(sorted(self._commitments, key=_by_due))


def _by_due(commitment: Commitment) -> tuple[date, tuple[str, int], int]:
    return (commitment.due, id_order(commitment.because.issue), commitment.because.message or 0)
