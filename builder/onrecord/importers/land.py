"""Laying an import into a project: everything is decided first, then each file is written whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.importers import lock
from onrecord.importers.edit import UneditableError, edited
from onrecord.importers.merge import TOP, Merged, merge
from onrecord.importers.naming import file_slug
from onrecord.importers.present import Held, Present
from onrecord.importers.result import Import, Landing, has_errors
from onrecord.model import Issue, Level, OnrecordError, Problem, Product, Where, id_order
from onrecord.read.canonical import issue_fields, person_text, product_fields, product_text, record_text, site_text
from onrecord.read.emit import Value
from onrecord.read.source import SourceFile

BESIDE = ".import-"
PRODUCT_ORDER = ("name", "summary", "home", "company", "components", "references", "notice", "formerly")


@dataclass(slots=True)
class Plan:
    """What is to be written where (paths below the root), the lock's entries, and the account of it."""

    files: dict[str, str] = field(default_factory=dict)
    entries: dict[lock.Key, lock.Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def warn(self, path: str, message: str, hint: str = "", at: tuple[int, int] = (0, 0)) -> None:
        """Report something that does not keep the rest from being written."""
        self.problems.append(Problem(Where(path, *at), message, hint, Level.WARNING))


def land(root: Path, found: Import, present: Present) -> Landing:
    """Bring the records of an import into the project at a root, unless there is an error; what became of each."""
    if has_errors(found.problems) or has_errors(present.problems):
        problems = in_order([*present.problems, *found.problems])
        return Landing(found.records, left_out=found.left_out, problems=problems)
    plan = planned(found, present)
    problems = in_order([*found.problems, *plan.problems])
    if not has_errors(problems):
        write(root, plan.files)
        return Landing(found.records, plan.new, plan.changed, plan.unchanged, found.left_out, tuple(plan.files), problems)
    return Landing(found.records, left_out=found.left_out, problems=problems)


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems by place."""
    return tuple(sorted(problems, key=lambda p: p.order))


def planned(found: Import, present: Present) -> Plan:
    """What an import changes in a project: a pure decision."""
    plan = Plan(entries=dict(present.lock))
    if not present.has_site and found.site:
        plan.files["content/site.yaml"] = site_text(found.site)
    for product in found.products:
        plan_product(plan, product, present)
    plan_people(plan, found, present)
    for issue in found.issues:
        plan_issue(plan, issue, present)
    plan_missing(plan, found, present)
    text = lock.lock_text(plan.entries)
    if text != lock.lock_text(present.lock):
        plan.files[lock.PATH] = text
    return plan


def plan_product(plan: Plan, product: Product, present: Present) -> None:
    """A new product, or the components that one of the project's lacks; all else of it is the project's own."""
    path = f"content/products/{product.id}/product.yaml"
    held = present.products.get(product.id)
    if not held:
        plan.files[path] = product_text(product)
        return
    here = held.fields.get("components", [])
    components = list(here) if isinstance(here, Sequence) and not isinstance(here, str) else [here]
    known = {component_id(c) for c in components}
    comes = product_fields(product).get("components", [])
    missing = [c for c in comes if component_id(c) not in known] if isinstance(comes, list) else []
    if missing:
        change(plan, held, {"components": [*components, *missing]}, PRODUCT_ORDER, f"the components {listed(missing)}")


def component_id(component: Value) -> str:
    """The id of a component, written out or alone."""
    return str(component.get("id", "")) if isinstance(component, Mapping) else str(component)


def listed(components: Sequence[Value]) -> str:
    """The ids of components, for a message."""
    return ", ".join(component_id(c) for c in components)


def plan_people(plan: Plan, found: Import, present: Present) -> None:
    """New people, each in a file of their own; those the project knows stay as they are."""
    for person in found.people:
        path = f"content/people/{person.alias}.yaml"
        if person.alias not in present.people:
            before = present.people_files.get(path, "")
            apart = "" if not before else "---\n" if before.endswith("\n") else "\n---\n"
            plan.files[path] = before + apart + person_text(person)
        elif person.name and person.name != present.people[person.alias]:
            kept = present.people[person.alias] or "no name"
            plan.warn(path, f'"{person.alias}" comes as "{person.name}" and is "{kept}" here', "the project's own is kept")


def plan_issue(plan: Plan, issue: Issue, present: Present) -> None:
    """A new issue's file, or what its source changed in the one there is."""
    if issue.source is None:
        raise OnrecordError(f"issue {issue.id} comes without a source")
    key = (issue.source.system, issue.source.id)
    held, entry = present.issues.get(key), present.lock.get(key)
    comes = issue_fields(issue)
    if held is None and entry is not None:
        hint = f"it is not brought back; to import it anew, remove its line from {lock.PATH}"
        plan.warn(lock.PATH, f'issue {entry.issue}, from {key[0]} "{key[1]}", is no longer in content/', hint)
        return
    if held is None:
        merged = merge({"id": issue.id}, comes, None)
        slug = file_slug(issue.title)
        plan.files[f"content/issues/{issue.id}{f'-{slug}' if slug else ''}.yaml"] = record_text(merged.fields)
        plan.entries[key] = merged.entry
        plan.new += 1
        return
    merged = merge({**held.fields, "id": held.id}, comes, entry, present.messages.get(held.id, ()))
    account(plan, held, merged, key)


def account(plan: Plan, held: Held, merged: Merged, key: lock.Key) -> None:
    """Write down what an import does to an issue of the project, and report what it leaves."""
    for name in merged.conflicts:
        hint = "the project's is kept; change it by hand, or back"
        plan.warn(held.file.path, f'"{name}" changed here and at the source', hint, spot(held, name))
    for name in merged.gone:
        plan.warn(held.file.path, f'the source no longer has its message "{name}"', "it is kept; remove it if it was never said")
    before = len(plan.problems)
    if merged.changed:
        changes = {name: merged.fields.get(name) for name in merged.changed}
        change(plan, held, changes, TOP, f"what changed at the source ({', '.join(merged.changed)})")
    if len(plan.problems) > before:
        return
    plan.changed += bool(merged.changed)
    plan.unchanged += not merged.changed
    plan.entries[key] = merged.entry


def spot(held: Held, name: str) -> tuple[int, int]:
    """The line and column of a field (for a message's field, of the thread)."""
    fields = held.document.fields
    return fields.keys.get("thread" if "/" in name else name, (fields.line, fields.column))


def change(plan: Plan, held: Held, changes: Mapping[str, Value | None], order: Sequence[str], what: str) -> None:
    """Plan a change of a file there is; where it would cost something, report that instead."""
    try:
        path = held.file.path
        now = SourceFile(path, plan.files[path].encode()) if path in plan.files else held.file
        plan.files[path] = edited(now, held.document, changes, order)
    except UneditableError as reason:
        plan.warn(held.file.path, f"{what} cannot be written into this file: {reason.why}", "write it in by hand")


def plan_missing(plan: Plan, found: Import, present: Present) -> None:
    """Report, once, the issues whose source record is not in this export."""
    coming = {(i.source.system, i.source.id) for i in found.issues if i.source}
    lacking = [e.issue for key, e in present.lock.items() if key[0] == found.system and key not in coming]
    missing = sorted(lacking, key=id_order)
    if missing:
        named = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
        message = f"the export of {found.system} lacks {len(missing)} of the issues that came from there: {named}"
        plan.warn(lock.PATH, message, "they stay")


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files below a root, each whole: beside it first, then over it; the lock last of all. What an import that was killed
    left beside one of them goes."""
    swept: set[Path] = set()
    for path in sorted(files, key=lambda p: (p == lock.PATH, p)):
        target = root / path
        parent = target.parent
        parent.mkdir(parents=True, exist_ok=True)
        if not parent.resolve().is_relative_to(root.resolve()):
            raise OnrecordError(f"{path}: its folder lies outside the project")
        if parent not in swept:
            swept.add(parent)
            for rest in sorted(parent.glob(f"{BESIDE}*")):
                rest.unlink(missing_ok=True)
        replace(target, files[path].encode())


def replace(target: Path, data: bytes) -> None:
    """Put a whole file in the place of another, or of none."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=BESIDE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OnrecordError(f"{target}: {error.strerror}") from error
