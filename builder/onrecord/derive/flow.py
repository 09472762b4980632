"""What concerns whom in a family: reports and withdrawals in a duplicate's thread concern its originals too, verdicts go both ways.

Voices count for an original from the day they were raised, a verdict only from the act on that made the one a duplicate of the
other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from onrecord.derive.families import Family, Link
from onrecord.derive.timeline import Act, Deed
from onrecord.derive.verdicts import VERDICTS


def merged(family: Family, acts: Mapping[str, Sequence[Act]]) -> tuple[Act, ...]:
    """All acts of a family in the order of their places; at the same place those of the issue that was opened first."""
    if len(family.members) == 1:
        return tuple(acts[family.members[0]])
    return tuple(sorted((act for id in family.members for act in acts[id]), key=lambda act: act.place))


def concerning(family: Family, acts: Sequence[Act], links: Mapping[str, Link]) -> Mapping[str, tuple[Act, ...]]:
    """For each member of a family the acts that concern it, in the order of the family's."""
    if len(family.members) == 1:
        return {family.members[0]: tuple(acts)}
    found: dict[str, list[Act]] = {id: [] for id in family.members}
    begun: set[str] = set()
    below: dict[tuple[str, str], dict[str, None]] = {}
    for act in acts:
        own = act.because.issue
        if own in links and act is links[own].act:
            begun.add(own)
        if act.deed is Deed.REPORT:
            for original in family.originals[own]:
                below.setdefault((act.person, original), {})[own] = None
        for id in _concerned(act, family, begun, below.get((act.person, own), ())):
            found[id].append(act)
    return {id: tuple(its) for id, its in found.items()}


def _concerned(act: Act, family: Family, begun: set[str], duplicates: Iterable[str]) -> Iterable[str]:
    """The members that an act concerns: its own issue first. `duplicates` are those of it that its author reported."""
    own = act.because.issue
    originals = family.originals[own]
    if act.deed is Deed.REPORT:
        return (own, *originals)
    if act.deed is Deed.WITHDRAWAL:
        return dict.fromkeys((own, *originals, *(id for ids in _paths(own, family, duplicates) for id in ids)))
    if act.deed in VERDICTS:
        up = [original for _, original in takewhile(lambda step: step[0] in begun, zip((own, *originals), originals, strict=False))]
        down = [id for ids in _paths(own, family, duplicates) for id in takewhile(begun.__contains__, ids)]
        return dict.fromkeys((own, *up, *down))
    return (own,)


def _paths(original: str, family: Family, duplicates: Iterable[str]) -> Iterable[Sequence[str]]:
    """For each of some duplicates of an original the way down to it, without the original."""
    for id in duplicates:
        chain = family.originals[id]
        yield (id, *chain[: chain.index(original)])[::-1]
