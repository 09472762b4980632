"""The workshop: one issue worked out from its files to what lists show of it, in whatever process."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256

from onrecord.build.names import ABSENT, Named
from onrecord.build.sources import Seen
from onrecord.build.stored import Judged, Row, Verdict, Worked, issue_codec, judged_codec, line_codec
from onrecord.derive import Assessment, judge, original_of, stands_until, steady, traits_of
from onrecord.derive.judgement import IssueAssessment
from onrecord.derive.setting import Setting
from onrecord.engine.digest import joined, mixed
from onrecord.frozen import dataclass, replace
from onrecord.model import Corpus, Issue
from onrecord.read.checks.links import original_of as circle_of
from onrecord.read.drafts import IssueDraft
from onrecord.read.units import Names, Parts, Surroundings, Unit, read_unit
from onrecord.render.language import Language, language_of
from onrecord.render.outline import Brief, outline_of
from onrecord.render.pages.layout import brief_of
from onrecord.render.views.parts import BaseLine
from onrecord.render.views.record import Record


class Lines:
    """How lists show issues, by a record that holds one family at a time: it keeps what it looked up of all the rest."""

    def __init__(self, corpus: Corpus, as_of: date, language: Language) -> None:
        self._issues: dict[str, Issue] = {}
        self._judged: dict[str, IssueAssessment] = {}
        corpus = replace(corpus, issues=self._issues)
        self._record = Record(corpus, Assessment(as_of, self._judged, (), corpus, {}), language)

    def of(self, issues: Mapping[str, Issue], judged: Mapping[str, IssueAssessment]) -> dict[str, BaseLine]:
        """How lists show the members of a family, by their ids."""
        self._issues.clear()
        self._judged.clear()
        self._record.forget()
        self._issues.update(issues)
        self._judged.update(judged)
        return {id: self._record.base_line(id) for id in issues}


@dataclass(frozen=True)
class Workshop:
    """What working out an issue needs.

    `base` is a digest of what every issue hangs on, `seen` the files of the project, `parts` what each issue is made of, and
    `documents` those of its parts that lie in streams, each with its digest.
    """

    around: Surroundings
    setting: Setting
    corpus: Corpus
    named: Named
    base: str
    seen: Mapping[str, Seen]
    parts: Mapping[str, Parts]
    documents: Mapping[str, Sequence[tuple[IssueDraft, str]]]

    @cached_property
    def world(self) -> str:
        """A digest of the files that say what the key of an issue hangs on beside its own sources, and of which issues there are;
        empty where one cannot be read."""
        own = {path for parts in self.parts.values() for path in parts.paths}
        rest = [part for path, seen in self.seen.items() if path not in own for part in (path, seen.digest)]
        return joined((self.base, *rest, "issues", *self.parts)) if all(rest) else ""

    @cached_property
    def lines(self) -> tuple[Lines, ...]:
        """What tells how lists show issues in each language of the site, the main one first."""
        site, as_of = self.corpus.site, self.setting.as_of
        return tuple(Lines(self.corpus, as_of, language_of(site, tag)) for tag in (site.language, *site.others))

    def sources(self, id: str) -> str:
        """A digest of all that an issue is made of."""
        files = [part for path in self.parts[id].paths for part in (path, self.seen[path].digest)]
        return joined([*files, *[digest for _, digest in self.documents.get(id, ())]])

    def key(self, id: str, sources: str, names: Names) -> str:
        """A digest of all that reading an issue hangs on."""
        return mixed(self.base, id, sources, self.named.digest(id, names))


def work_out(shop: Workshop, id: str) -> Worked | None:
    """An issue read from its files, and judged where it is no duplicate; None where anything is wrong that stops a build."""
    unit = read_unit(id, shop.parts[id], (draft for draft, _ in shop.documents.get(id, ())), shop.around)
    if unit.issue is None or not unit.is_sound:
        return None
    row = _row(shop, unit, unit.issue)
    worked = Worked(row, issue_codec().encode(unit.issue))
    if row.original in shop.named.ids:
        return worked
    (settled,) = settle(shop, {id: unit.issue}, {id: row})
    return replace(settled, issue=worked.issue)


def _row(shop: Workshop, unit: Unit, issue: Issue) -> Row:
    sources = shop.sources(issue.id)
    is_as_seen = all(shop.seen[path].digest == digest for path, digest in unit.digests.items())
    outline = outline_of(issue, shop.corpus.site.timezone, Brief())
    return Row(
        id=issue.id,
        sources=sources if is_as_seen else "",  # a file that was changed meanwhile is read again next time
        key=shop.key(issue.id, sources, unit.names),
        as_of=shop.setting.as_of,
        horizon=unit.horizon,
        opened=issue.opened,
        names=unit.names,
        original=original_of(issue, shop.setting),
        circle=circle_of(issue),
        messages=len(issue.thread),
        product=issue.product,
        tags=outline.tags,
        files=unit.files,
        attached=outline.attached,
        type=outline.type,
        components=outline.components,
        changed=outline.changed,
        latest=outline.latest,
        problems=unit.problems,
        corrections=outline.corrections,
    )


def settle(shop: Workshop, issues: Mapping[str, Issue], rows: Mapping[str, Row]) -> list[Worked]:
    """A whole family judged, in the order its members were opened."""
    as_of = shop.setting.as_of
    found = judge(shop.setting, issues)
    until = stands_until(found.issues.values(), shop.setting)
    calm = {id: steady(judged, as_of) for id, judged in found.issues.items()}
    traits = {id: traits_of(issue, shop.setting.roles) for id, issue in issues.items()}
    told = [lines.of(issues, calm) for lines in shop.lines]
    family = family_key(rows.values())
    worked = []
    for id, row in rows.items():
        bases = [lines[id] for lines in told]
        judged, lines = judged_codec().encode(Judged(calm[id], traits[id])), [line_codec().encode(base) for base in bases]
        shown = [_shown(shop, base, line) for base, line in zip(bases, lines, strict=True)]
        verdict = Verdict(
            family=family,
            since=as_of,
            until=until,
            judged=sha256(judged).hexdigest()[:32],
            line=shown[0],
            brief=brief_of(issues[id], calm[id], unsettled=bases[0].unsettled),
            problems=found.problems,
            others=tuple(shown[1:]),
        )
        worked.append(Worked(replace(row, verdict=verdict), b"", judged, lines[0], others=tuple(lines[1:])))
    return worked


def _shown(shop: Workshop, base: BaseLine, line: bytes) -> str:
    """A digest of how lists show an issue: of its line as it is written down, and of the product and the author that it names."""
    named = shop.named
    parts = (named.products.get(base.product or "", ABSENT), named.people.get(base.author, ABSENT))
    return joined((sha256(line).hexdigest(), *parts))


def family_key(rows: Collection[Row]) -> str:
    """A digest of all that a family hangs on, given its members in the order they were opened."""
    keys = [row.key for row in rows]
    return joined(keys) if len(keys) > 1 else keys[0]
