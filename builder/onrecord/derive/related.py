"""Related issues: those with which an issue shares most of the words that few others have.

What two issues have in common is the sum, over the terms they share, of how rare each is: how often the issues can be halved
until as few are left as have the term (the inverse document frequency of K. Sparck Jones, 1972, in whole steps); over the root of
the number of terms of either, since who says much shares much (as in the cosine measure). So one more issue changes how rare a
term is only when a number passes a power of two, and every sum is a whole number, in whatever order it is added up. One word in
common is a coincidence: it takes two, and of all that may be in common (the rarest of terms alone) a part. Words that so many
have that looking through these would take long are left aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from math import isqrt

from onrecord.derive.families import families
from onrecord.derive.terms import MOST as MOST_TERMS
from onrecord.derive.terms import Terms, terms_of, together
from onrecord.frozen import dataclass
from onrecord.model import Issue, id_order

MOST = 5
"""How many others are named."""
FEWEST = 2
"""How many terms two issues share at least."""
EFFORT = 4096
"""How many issues are looked through for one, at most about: of its terms the rarest come first."""
LEAST = 8
"""How much two issues have in common at least: in hundredths of what they had if all terms of both were the same and the rarest."""
ONE = 1 << 12
"""What is written as a whole number is so many times as large."""
_SHIFT = 6
"""A sum has the number of the terms that were added up in its last bits: no issue has as many as 64."""
_COUNT = (1 << _SHIFT) - 1

Others = tuple[tuple[str, int], ...]
"""The ids of others, best first, each with what they have in common (by the root of its own number of terms alone, times `ONE`)."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many issues there are, and how many of them have each term."""

    issues: int
    of: Mapping[str, int]

    def rarity(self, term: str) -> int:
        """How often the issues can be halved until as few are left as have a term; 0 where half of them have it."""
        return self.issues.bit_length() - self.of.get(term, 0).bit_length()

    def telling(self, terms: Terms) -> list[tuple[str, int]]:
        """Those of an issue's terms by which others are sought, with how rare they are: the rarest, as many as the effort
        allows."""
        effort, chosen = EFFORT, list[tuple[str, int]]()
        for rarity, term in sorted([(-self.rarity(term), term) for term in terms]):
            effort -= 1 << (self.issues.bit_length() + rarity)
            if effort < 0 or not rarity:
                break
            chosen.append((term, -rarity))
        return chosen


class Index:
    """Issues by their terms."""

    def __init__(self, issues: Mapping[str, Terms]) -> None:
        self._issues = issues
        self._ids = tuple(issues)
        shares = [ONE, *(isqrt(ONE * ONE // n) for n in range(1, MOST_TERMS + 1))]
        self._shares = [shares[len(terms)] for terms in issues.values()]
        self._places = {id: place for place, id in enumerate(self._ids)}
        self._least = LEAST * ONE * ONE * len(issues).bit_length() // 100
        self._sums = [0] * len(issues)
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for place, terms in enumerate(issues.values()):
            for term in terms:
                self._having[term].append(place)
        self.spread = Spread(len(issues), {term: len(places) for term, places in self._having.items()})

    def having(self, terms: Iterable[str]) -> set[str]:
        """The issues that have one of some terms."""
        return {self._ids[place] for term in terms for place in self._having.get(term, ())}

    def others(self, id: str) -> Others:
        """The issues with which one has most in common; those that have the same in common by their ids."""
        here, shares, found = self._places[id], self._shares, list[tuple[int, str]]()
        least = self._least // shares[here]
        for place, common in self._common(self.spread.telling(self._issues[id])):
            held = common * shares[place]
            if held > least and place != here:
                found.append((held, self._ids[place]))
        best = min(nlargest(MOST, [held for held, _ in found]), default=0)
        return tuple(sorted([(other, held) for held, other in found if held >= best], key=_best_first)[:MOST])

    def suited(self, id: str, known: Mapping[str, Others]) -> set[str]:
        """The issues that one may suit as well as the last of their others, or better, by what they have in common at most."""
        found, share = set[str](), self._shares[self._places[id]]
        for place, common in self._common([(term, self.spread.rarity(term)) for term in self._issues[id]]):
            held, others = common * share, known.get(self._ids[place], ())
            if held * self._shares[place] > self._least and (len(others) < MOST or held >= others[-1][1]):
                found.add(self._ids[place])
        return found

    def _common(self, sought: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
        """The places of the issues that have enough of the terms that were sought, with the sums of how rare these are."""
        sums, having = self._sums, [self._having[term] for term, _ in sought]
        for (_, rarity), places in zip(sought, having, strict=True):
            counts = (rarity << _SHIFT) + 1
            for place in places:
                sums[place] += counts
        found = {place: sums[place] for places in having for place in places if sums[place] & _COUNT >= FEWEST}
        for places in having:
            for place in places:
                sums[place] = 0
        return [(place, common >> _SHIFT) for place, common in found.items()]


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
    index = Index(issues)
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
    index = Index(now)
    shifted = _shifted(before, now, changed, index.spread)
    if shifted is None:
        return {id: index.others(id) for id in now}
    gone = changed & before.keys()
    again = changed | index.having(shifted)
    again |= {id for id, others in known.items() if not gone.isdisjoint([other for other, _ in others])} if gone else set()
    for id in changed & now.keys():
        again |= index.suited(id, known)
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
