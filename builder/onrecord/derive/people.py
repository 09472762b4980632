"""People: what each reported, said, answered and promised, who helped whom, and who knows what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field

from onrecord.derive.findings import Help, Known, Opinion, PersonAssessment, ReleaseAssessment
from onrecord.derive.judgement import Commitment, IssueAssessment, PromiseState
from onrecord.derive.traits import Traits
from onrecord.frozen import dataclass
from onrecord.model import Corpus


@dataclass(slots=True)
class _Doings:
    """What one person did, as it is found (issues in the order they were opened); by product the answers given, how many of these
    are workarounds, and the promises kept."""

    reported: list[str] = field(default_factory=list)
    spoke_on: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    originals: dict[str, None] = field(default_factory=dict)
    verdicts: list[Opinion] = field(default_factory=list)
    promised: list[Commitment] = field(default_factory=list)
    knows: dict[str, list[int]] = field(default_factory=dict)

    def knew(self, product: str, answers: int = 0, workarounds: int = 0, kept: int = 0) -> None:
        """Add what they did about a product."""
        known = self.knows.setdefault(product, [0, 0, 0])
        for n, more in enumerate((answers, workarounds, kept)):
            known[n] += more


@dataclass(slots=True)
class Crowd:
    """What everyone did, as it is found."""

    _doings: defaultdict[str, _Doings] = field(default_factory=lambda: defaultdict(_Doings))
    _helped: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, issue: IssueAssessment, traits: Traits) -> None:
        """Add what people did on an issue."""
        doings, product = self._doings, traits.product
        for alias in traits.spoke:
            doings[alias].spoke_on.append(issue.id)
        for alias in traits.reported:
            doings[alias].reported.append(issue.id)
            if issue.original is not None:
                doings[alias].originals[issue.original] = None
        for alias, answers, workarounds in traits.answered:
            doings[alias].answered.append(issue.id)
            if product:
                doings[alias].knew(product, answers, workarounds)
        for pair in traits.helped:
            self._helped[pair] += 1
        self._take_promises(issue.commitments, product)
        for verdict in issue.verdicts:
            if verdict.because.issue == issue.id and verdict.because.message:
                doings[verdict.alias].verdicts.append(Opinion(issue.id, verdict.because.message, verdict.kind))

    def _take_promises(self, commitments: Iterable[Commitment], product: str | None) -> None:
        for commitment in commitments:
            self._doings[commitment.by].promised.append(commitment)
            if product and commitment.state is PromiseState.KEPT:
                self._doings[commitment.by].knew(product, kept=1)

    def people(
        self, corpus: Corpus, releases: Mapping[tuple[str, str], ReleaseAssessment], helps: Iterable[Help]
    ) -> Mapping[str, PersonAssessment]:
        """What concerns each person of the record, by alias in the corpus's order."""
        credited: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, release in releases.items():
            for alias in release.credits:
                credited[alias].append(key)
        helped: dict[str, list[Help]] = defaultdict(list)
        helped_by: dict[str, list[Help]] = defaultdict(list)
        for help in helps:
            helped[help.helper].append(help)
            helped_by[help.helped].append(help)
        nothing = _Doings()
        return {
            alias: _person(
                self._doings.get(alias, nothing),
                credited.get(alias, ()),
                helped.get(alias, ()),
                helped_by.get(alias, ()),
            )
            for alias in corpus.people
        }

    def helps(self) -> tuple[Help, ...]:
        """Who answered whom on how many issues: the most first, then by their aliases."""
        return tuple(Help(*pair, n) for pair, n in sorted(self._helped.items(), key=lambda item: (-item[1], item[0])))


def _person(
    did: _Doings, credited: Iterable[tuple[str, str]], helped: Iterable[Help], helped_by: Iterable[Help]
) -> PersonAssessment:
    knows = sorted((Known(product, *counts) for product, counts in did.knows.items()), key=lambda k: (-k.answers, k.product))
    return PersonAssessment(
        reported=tuple(did.reported),
        spoke_on=tuple(did.spoke_on),
        answered=tuple(did.answered),
        commitments=tuple(did.promised),
        knows=tuple(knows),
        credited_in=tuple(credited),
        originals=tuple(did.originals),
        verdicts=tuple(did.verdicts),
        helped=tuple(helped),
        helped_by=tuple(helped_by),
    )
