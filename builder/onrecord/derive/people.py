"""People: what each reported, said, answered and promised, who helped whom, and who knows what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import field

from onrecord.derive.findings import Help, PersonAssessment, ReleaseAssessment
from onrecord.derive.judgement import Commitment, IssueAssessment
from onrecord.derive.traits import Traits
from onrecord.frozen import dataclass
from onrecord.model import Corpus


@dataclass(slots=True)
class _Doings:
    """What one person did, as it is found (issues in the order they were opened)."""

    reported: list[str] = field(default_factory=list)
    spoke_on: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    knows: Counter[str] = field(default_factory=Counter)
    promised: list[Commitment] = field(default_factory=list)


@dataclass(slots=True)
class Crowd:
    """What everyone did, as it is found."""

    _doings: defaultdict[str, _Doings] = field(default_factory=lambda: defaultdict(_Doings))
    _helped: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, issue: IssueAssessment, traits: Traits) -> None:
        """Add what people did on an issue."""
        for alias in traits.spoke:
            self._doings[alias].spoke_on.append(issue.id)
        for alias in traits.reported:
            self._doings[alias].reported.append(issue.id)
        for alias, answers in traits.answered:
            self._doings[alias].answered.append(issue.id)
            if traits.product:
                self._doings[alias].knows[traits.product] += answers
        for pair in traits.helped:
            self._helped[pair] += 1
        for commitment in issue.commitments:
            self._doings[commitment.by].promised.append(commitment)

    def people(self, corpus: Corpus, releases: Mapping[tuple[str, str], ReleaseAssessment]) -> Mapping[str, PersonAssessment]:
        """What concerns each person of the record, by alias in the corpus's order."""
        credited: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, release in releases.items():
            for alias in release.credits:
                credited[alias].append(key)
        return {alias: _person(self._doings.get(alias, _Doings()), credited.get(alias, [])) for alias in corpus.people}

    def helps(self) -> tuple[Help, ...]:
        """Who answered whom on how many issues: the most first, then by their aliases."""
        return tuple(Help(*pair, n) for pair, n in sorted(self._helped.items(), key=lambda item: (-item[1], item[0])))


def _person(did: _Doings, credited: list[tuple[str, str]]) -> PersonAssessment:
    knows = tuple(sorted(did.knows.items(), key=lambda item: (-item[1], item[0])))
    return PersonAssessment(
        tuple(did.reported), tuple(did.spoke_on), tuple(did.answered), tuple(did.promised), knows, tuple(credited)
    )
