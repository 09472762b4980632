"""What the program judges of the whole record, as of a day: its issues, and once they are asked for its releases, people, figures.

The parts that are about the whole record are found in one pass over the issues, at the first use of any of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property

from onrecord.derive.findings import Estimate, Figures, Help, PersonAssessment, ReleaseAssessment
from onrecord.derive.judgement import Commitment, IssueAssessment, Waiting
from onrecord.derive.shipping import Shipped
from onrecord.derive.survey import Survey
from onrecord.derive.traits import Traits
from onrecord.frozen import dataclass
from onrecord.model import Corpus, Problem

__all__ = ["Assessment", "Estimate", "Figures", "Help", "PersonAssessment", "ReleaseAssessment"]

PARTS = (
    *("as_of", "issues", "releases", "people", "commitments"),
    *("hurting", "old_imports", "waiting", "waits", "reported_again", "confirmed_lately", "helps", "figures", "problems"),
)


@dataclass(frozen=True, eq=False, repr=False)
class Assessment:
    """Everything judged of the record, as of a day in the site's zone.

    `issues` are in the order they were opened, and what else the whole record is judged by is in their `traits`; both may load
    what they hold when it is asked for. `closing` has for each release the issues that it may close, where that is known.
    `problems` are the mistakes in content that only judging can find. Two assessments are equal where everything that is judged is.
    """

    as_of: date
    issues: Mapping[str, IssueAssessment]
    problems: tuple[Problem, ...]
    corpus: Corpus
    traits: Mapping[str, Traits]
    closing: Mapping[tuple[str, str], Sequence[str]] | None = None

    @cached_property
    def survey(self) -> Survey:
        """What is gathered in one pass over all issues."""
        survey = Survey(self.corpus, frozenset(self.issues))
        for id, judged in self.issues.items():
            survey.take(judged, self.traits[id])
        return survey

    @cached_property
    def releases(self) -> Mapping[tuple[str, str], ReleaseAssessment]:
        """What each release closes, and who is credited for it, in the corpus's order."""
        if self.closing is not None:
            return Shipped(self.corpus, self.issues, self.closing)
        return self.survey.shipping.releases()

    @cached_property
    def people(self) -> Mapping[str, PersonAssessment]:
        """What concerns each person of the record, by alias in the corpus's order."""
        return self.survey.crowd.people(self.corpus, self.releases, self.helps)

    @cached_property
    def helps(self) -> tuple[Help, ...]:
        """Who answered whom on how many issues: the most first, then by their aliases."""
        return self.survey.crowd.helps()

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """Every promise, the soonest due first."""
        return self.survey.commitments()

    @cached_property
    def hurting(self) -> tuple[str, ...]:
        """The ids of the issues not settled, most people first, then the longest wait."""
        return self.survey.ranking.hurting()

    @property
    def old_imports(self) -> Collection[str]:
        """The ids of those of them that were imported and opened before the first pledge."""
        return self.survey.ranking.old_imports.keys()

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """The ids of the issues whose move is the company's, the longest wait first."""
        return self.survey.ranking.waiting()

    @property
    def waits(self) -> Mapping[str, Waiting]:
        """Who is to move on each issue that is not settled, in the order they were opened."""
        return self.survey.ranking.waits

    @property
    def reported_again(self) -> tuple[str, ...]:
        """The ids of the issues that were reported again after they were resolved, in the order they were opened."""
        return tuple(self.survey.ranking.reported_again)

    @cached_property
    def confirmed_lately(self) -> tuple[str, ...]:
        """The ids of the confirmed issues, the newest first."""
        return self.survey.ranking.confirmed_lately()

    @cached_property
    def figures(self) -> Figures:
        """The record in numbers."""
        return self.survey.count.figures()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Assessment) and all(getattr(self, name) == getattr(other, name) for name in PARTS)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Assessment({', '.join(f'{name}={getattr(self, name)!r}' for name in PARTS)})"
