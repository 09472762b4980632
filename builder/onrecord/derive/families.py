"""Families: an issue and all its duplicates at any depth, and since which act each is a duplicate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.derive.setting import Setting
from onrecord.derive.timeline import Act, Deed, acts_of
from onrecord.frozen import dataclass
from onrecord.model import Issue, Kind, Resolution


@dataclass(frozen=True, slots=True)
class Link:
    """That an issue is a duplicate: of what (an issue's id, or an address outside), and by which act."""

    original: str
    act: Act


@dataclass(frozen=True, slots=True)
class Family:
    """The issues that belong together: `members` in the order they were opened, each with the chain of its originals, the
    nearest first (empty for the first original)."""

    members: tuple[str, ...]
    originals: Mapping[str, tuple[str, ...]]

    @property
    def first(self) -> str:
        """The first original."""
        return (self.members[0], *self.originals[self.members[0]])[-1]

    def duplicates(self) -> Mapping[str, tuple[str, ...]]:
        """For each member its own duplicates at any depth, in the order they were opened."""
        if len(self.members) == 1:
            return {self.members[0]: ()}
        found: dict[str, list[str]] = {id: [] for id in self.members}
        for id in self.members:
            for original in self.originals[id]:
                found[original].append(id)
        return {id: tuple(ids) for id, ids in found.items()}


def link_of(issue: Issue, acts: Sequence[Act]) -> Link | None:
    """What an issue is a duplicate of: what its latest resolution says if that calls it one, else what its header says."""
    if not may_be_duplicate(issue):
        return None
    last = next((a for a in reversed(acts) if a.message and a.deed in (Deed.RESOLUTION, Deed.DUPLICATE)), None)
    if last and last.message and isinstance(last.message.act, Resolution) and last.message.act.duplicate_of:
        return Link(last.message.act.duplicate_of, last)
    header = next((a for a in acts if a.deed is Deed.DUPLICATE and not a.message), None)
    return Link(issue.duplicate_of, header) if issue.duplicate_of and header else None


def original_of(issue: Issue, setting: Setting) -> str | None:
    """What an issue is a duplicate of: the id of an issue (of this record or not), or an address outside; None where it is none.

    It follows from the issue alone, with two things of the setting: which authors of its resolutions speak for the company, and
    which releases those name were yanked (a resolution that was taken back ends no link). What closes it elsewhere does not
    matter, nor the day.
    """
    link = link_of(issue, acts_of(issue, setting, ())) if may_be_duplicate(issue) else None
    return link.original if link else None


def may_be_duplicate(issue: Issue) -> bool:
    """Whether an issue says anywhere that it is a duplicate, whatever counts of it."""
    if issue.duplicate_of:
        return True
    for message in issue.thread:
        if isinstance(message.act, Resolution) and message.act.duplicate_of and message.kind is Kind.RESOLUTION:
            return True
    return False


def families(originals: Mapping[str, str | None]) -> tuple[Family, ...]:
    """Issues by their families, in the order the first of each was opened. `originals` holds all of them in the order they were
    opened, each with what it is a duplicate of; an original that is none of them is left out, and so is a link that closes a
    circle. The families of some issues are the same as among all the issues of the record, if they are whole ones."""
    if len(originals) == 1:
        return tuple(Family((id,), {id: ()}) for id in originals)
    chains = _chains(originals, {id: original for id, original in originals.items() if original in originals and original})
    members: dict[str, list[str]] = {}
    for id in originals:
        members.setdefault(chains[id][-1] if chains[id] else id, []).append(id)
    return tuple(Family(tuple(ids), {id: chains[id] for id in ids}) for ids in members.values())


def _chains(ids: Iterable[str], originals: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The chain of originals of every issue, walked once each, without the links that lead back to where they came from."""
    chains: dict[str, tuple[str, ...]] = {}
    for start in ids:
        if start not in originals:
            chains[start] = ()
            continue
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in chains and at not in path:
            path[at] = None
            at = originals.get(at)
        walked = list(path)
        if at is not None and at in path:
            chains[walked.pop()] = ()
        for id in reversed(walked):
            original = originals.get(id)
            chains[id] = (original, *chains[original]) if original else ()
    return chains
