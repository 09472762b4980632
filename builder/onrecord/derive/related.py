"""Related issues: those with which an issue shares most of the words that few others have.

What two issues have in common is the sum, over the terms they share, of how rare each is: how often the issues can be halved until as few
are left as have the term (the inverse document frequency of K. Sparck Jones, 1972, in whole steps). So one more issue changes how
rare a term is only when a number passes a power of two, and every sum is a whole number, in whatever order it is added up. One word
in common is a coincidence: it takes two. Words that so many have that looking through these would take long are left aside.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from heapq import nlargest

from onrecord.derive.families import families
from onrecord.derive.terms import Terms, terms_of, together
from onrecord.frozen import dataclass
from onrecord.model import Issue, id_order

MOST = 5
"""How many others are named."""
FEWEST = 2
"""How many terms two issues share at least."""
EFFORT = 8192
"""How many issues are looked through for one, at most about: of its terms the rarest come first."""
_SHIFT = 6
"""A sum has the number of the terms that were added up in its last bits: no issue has as many as 64."""

Others = tuple[tuple[str, int], ...]
"""The ids of others, best first, each with what they have in common (see `_SHIFT`)."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many issues there are, and how many of them have each term."""

    issues: int
    of: Mapping[str, int]

    def rarity(self, term: str) -> int:
        """How often the issues can be halved until as few are left as have a term; 0 where half of them have it."""
        return self.issues.bit_length() - self.of.get(term, 0).bit_length()

    def telling(self, terms: Terms) -> list[tuple[str, int]]:
        """Those of an issue's terms by which others are sought, with how rare they are: the rarest, as many as the effort allows."""
        effort, chosen = EFFORT, list[tuple[str, int]]()
        for rarity, term in sorted([(-self.rarity(term), term) for term in terms]):
            effort -= 1 << (self.issues.bit_length() + rarity)
            if effort < 0 or not rarity:
                break
            chosen.append((term, -rarity))
        return chosen


def spread_of(issues: Mapping[str, Terms]) -> Spread:
    """How the terms of issues are spread over them."""
    counts: Counter[str] = Counter()
    for terms in issues.values():
        counts.update(terms)
    return Spread(len(issues), counts)


class Index:
    """Issues by their terms."""

    def __init__(self, issues: Mapping[str, Terms], spread: Spread) -> None:
        self._issues, self._spread = issues, spread
        self._having: defaultdict[str, list[str]] = defaultdict(list)
        for id, terms in issues.items():
            for term in terms:
                self._having[term].append(id)

    def others(self, id: str) -> Others:
        """The issues with which one has most in common; those that have the same in common by their ids."""
        common = self._common(self._spread.telling(self._issues[id]))
        common.pop(id, None)
        enough = [held for held in common.values() if is_enough(held)]
        least = min(nlargest(MOST, enough), default=0)
        found = [(other, held) for other, held in common.items() if held >= least and is_enough(held)]
        return tuple(sorted(found, key=_best_first)[:MOST])

    def at_most(self, id: str) -> Mapping[str, int]:
        """What an issue has at most in common with each that has one of its terms, itself too."""
        return self._common([(term, self._spread.rarity(term)) for term in self._issues[id]])

    def _common(self, sought: Iterable[tuple[str, int]]) -> dict[str, int]:
        found: defaultdict[str, int] = defaultdict(int)
        for term, rarity in sought:
            counts = (rarity << _SHIFT) + 1
            for id in self._having[term]:
                found[id] += counts
        return found


def is_enough(common: int) -> bool:
    """Whether two issues have enough in common to be named together."""
    return common & ((1 << _SHIFT) - 1) >= FEWEST


def _best_first(found: tuple[str, int]) -> tuple[int, tuple[str, int]]:
    return -found[1], id_order(found[0])


def related_issues(issues: Mapping[str, Issue], originals: Mapping[str, str | None], language: str) -> dict[str, tuple[str, ...]]:
    """The ids of the issues that are related to each, best first, given what each is a duplicate of, in a site's language. An issue
    and its duplicates count as one, which is named by the first of them."""
    found = families(originals)
    terms = {family.first: together([terms_of(issues[id], language) for id in family.members]) for family in found}
    others = related(terms)
    return {id: tuple(other for other, _ in others[family.first]) for family in found for id in family.members}


def related(issues: Mapping[str, Terms]) -> dict[str, Others]:
    """The others of every issue, given the terms of all."""
    index = Index(issues, spread_of(issues))
    return {id: index.others(id) for id in issues}


def renewed(before: Mapping[str, Terms], known: Mapping[str, Others], now: Mapping[str, Terms]) -> dict[str, Others]:
    """The same, given what was found when the issues had other terms: only what may be another is sought again.

    What an issue has in common with others hangs on its terms, on how rare these are, and on who else has them. So it is sought
    again for issues whose terms are others now, or are as rare as they were no more; whose others have changed; and which a
    changed issue may suit as well as the last of theirs.
    """
    changed = {id for id in (*before, *now) if before.get(id) != now.get(id)}
    if not changed:
        return dict(known)
    spread = spread_of(now)
    shifted = _shifted(before, now, changed, spread)
    if shifted is None:
        return related(now)
    index = Index(now, spread)
    again = {id for id in now if id in changed or not shifted.isdisjoint(now[id]) or _names(known[id], changed)}
    for id in changed & now.keys():
        again |= _suited(index, id, known)
    return {id: index.others(id) if id in again else known[id] for id in now}


def _shifted(
    before: Mapping[str, Terms], now: Mapping[str, Terms], changed: Collection[str], spread: Spread
) -> frozenset[str] | None:
    """The terms that are as rare as they were no more; None where all may be."""
    if len(before).bit_length() != len(now).bit_length():
        return None
    counts = dict[str, int]()
    for id in changed:
        for terms, step in ((before.get(id, ()), 1), (now.get(id, ()), -1)):
            for term in terms:
                counts[term] = counts.get(term, spread.of.get(term, 0)) + step
    was = Spread(len(before), counts)
    return frozenset(term for term in counts if was.rarity(term) != spread.rarity(term))


def _names(others: Others, changed: Collection[str]) -> bool:
    return any(other in changed for other, _ in others)


def _suited(index: Index, id: str, known: Mapping[str, Others]) -> set[str]:
    """The issues that an issue may suit as well as the last of their others, or better."""
    found = set[str]()
    for other, held in index.at_most(id).items():
        others = known.get(other, ())
        if is_enough(held) and (len(others) < MOST or held >= others[-1][1]):
            found.add(other)
    return found
