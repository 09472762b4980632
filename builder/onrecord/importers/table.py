"""The records of a table through a map: issues, people and products, and an account of every field and record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from onrecord.importers import coverage
from onrecord.importers.cstate import known_components
from onrecord.importers.expressions import Expression, MisfitError
from onrecord.importers.mapped import Draft, Maker
from onrecord.importers.mapping import TableMap
from onrecord.importers.naming import ids_for, issue_id, next_number
from onrecord.importers.present import Present
from onrecord.importers.result import Import
from onrecord.importers.rows import Row
from onrecord.model import (
    ISSUE_ID,
    Company,
    Component,
    Level,
    Person,
    Problem,
    Product,
    Site,
    Where,
)
from onrecord.read import limits
from onrecord.read.suggest import quoted


@dataclass(slots=True)
class Account:
    """The problems of a table, and how many records were left out."""

    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0

    def misfit(self, row: Row, misfit: MisfitError) -> None:
        """Put down a record that the map does not fit."""
        hint = f"{misfit.hint} ({misfit.where})" if misfit.hint else f"see {misfit.where}"
        self.problems.append(Problem(row.where, misfit.message, hint))

    def told(self) -> tuple[Problem, ...]:
        """The problems, but no more errors than anyone can read."""
        errors = [p for p in self.problems if p.level is Level.ERROR]
        if len(errors) <= limits.PROBLEMS_PER_FILE:
            return tuple(self.problems)
        rest = Problem(Where(errors[0].where.path), f"{len(errors) - limits.PROBLEMS_PER_FILE} more errors like these")
        return (*errors[: limits.PROBLEMS_PER_FILE], rest)


def read_table(path: str, rows: Sequence[Row], table: TableMap, present: Present) -> Import:
    """What the records of a table are by a map. `path` is the table's, for what concerns all of it."""
    account = Account()
    account.problems.extend(coverage.problems(path, rows, table))
    kept = [row for row in rows if not skipped(row, table, account)]
    sources = sources_of(kept, table, account)
    ids = ids_of(sources, table, present, account)
    drafts = drafts_of(sources, ids, Maker(table, present, ids), account)
    components = components_of(drafts, present)
    issues = tuple(draft.issue(components.get(draft.product, {})) for draft in broken_cycles(drafts, account))
    return Import(
        table.system,
        issues,
        people_of(table, drafts, account),
        products_of(drafts, components, account),
        site_of(table),
        account.told(),
        len(rows),
        account.left_out,
    )


def skipped(row: Row, table: TableMap, account: Account) -> bool:
    """Whether a record is left out by the map, which is reported with its reason."""
    for skip in table.skip:
        if skip.when.holds(row.fields):
            account.left_out += 1
            account.problems.append(Problem(row.where, "this record yields no issue", skip.why, Level.WARNING))
            return True
    return False


def sources_of(rows: Sequence[Row], table: TableMap, account: Account) -> dict[str, Row]:
    """The records by their foreign ids; one without an id, or with another's, is an error."""
    found: dict[str, Row] = {}
    for row in rows:
        try:
            id = one(table.id, row)
        except MisfitError as misfit:
            account.misfit(row, misfit)
            continue
        if id is None:
            account.misfit(row, MisfitError(table.id.where, "this record has no id", "the map's id: gives nothing"))
        elif "\n" in id or "#" in id or len(id) > limits.TITLE:
            account.misfit(row, MisfitError(table.id.where, f"{quoted(id)} is no id", "it is one line without a #"))
        elif id in found:
            message = f"the id {quoted(id)} stands twice"
            account.problems.append(Problem(row.where, message, f"the first is at {found[id].where}"))
        else:
            found[id] = row
    return found


def one(expression: Expression | None, row: Row) -> str | None:
    """The first text that a value gives, without white space around it."""
    values = expression.values(row.fields) if expression else ()
    return values[0].strip() or None if values else None


def ids_of(sources: Mapping[str, Row], table: TableMap, present: Present, account: Account) -> dict[str, str]:
    """An issue id for each record: the one it has, the foreign number, or the next free one."""
    ids = {id: had for id in sources if (had := present.issue_of((table.system, id)))}
    taken = {*present.ids, *ids.values()}
    for id, row in sources.items():
        number = number_of(row, table, account) if id not in ids else None
        wanted = issue_id(table.prefix, number) if number else None
        if wanted and ISSUE_ID.fullmatch(wanted) and wanted not in taken:
            ids[id] = wanted
            taken.add(wanted)
        elif wanted:
            what = "is taken" if wanted in taken else "is no issue id"
            account.problems.append(Problem(row.where, f"{quoted(wanted)} {what}", "the next free number is used", Level.WARNING))
    free = next_number(table.prefix, taken)
    for id in sources:
        if id not in ids:
            ids[id] = issue_id(table.prefix, free)
            free += 1
    return ids


def number_of(row: Row, table: TableMap, account: Account) -> str | None:
    """The foreign number that a record's issue shall have."""
    try:
        return one(table.number, row)
    except MisfitError as misfit:
        account.misfit(row, misfit)
        return None


def drafts_of(sources: Mapping[str, Row], ids: Mapping[str, str], maker: Maker, account: Account) -> list[Draft]:
    """A draft of each record's issue; where the map does not fit, the error is put down."""
    drafts = []
    for id, row in sources.items():
        try:
            drafts.append(maker.draft(row, id, ids[id]))
        except MisfitError as misfit:
            account.misfit(row, misfit)
    account.problems.extend(maker.problems)
    return drafts


def broken_cycles(drafts: Sequence[Draft], account: Account) -> list[Draft]:
    """The drafts without duplicates that go round in a circle: the link that closes one points to its address outside."""
    points = {d.id: d.duplicate_of for d in drafts if d.duplicate_of}
    made = []
    for draft in drafts:
        seen = [draft.id]
        while (following := points.get(seen[-1])) and following not in seen:
            seen.append(following)
        if points.get(seen[-1]) == draft.id:
            circle = " → ".join([*seen, draft.id])
            hint = "this one points to the address outside" if draft.address else "this one is left as a duplicate of nothing"
            account.problems.append(Problem(draft.where, f"duplicates in a circle: {circle}", hint, Level.WARNING))
            del points[draft.id]
            draft = draft.outside()
        made.append(draft)
    return made


def components_of(drafts: Sequence[Draft], present: Present) -> dict[str, dict[str, str]]:
    """For each product, the ids of its components by their names."""
    names: dict[str, set[str]] = {}
    for draft in drafts:
        names.setdefault(draft.product, set()).update(draft.components)
    return {product: ids_for(sorted(found), known_components(present, product)) for product, found in sorted(names.items())}


def products_of(drafts: Sequence[Draft], components: Mapping[str, Mapping[str, str]], account: Account) -> tuple[Product, ...]:
    """The products that the records are about, each with the components they name."""
    found: dict[str, Product] = {}
    used: dict[str, set[str]] = {}
    for draft in drafts:
        product = draft.about
        if product is None:
            continue
        first = found.setdefault(product.id, product)
        used.setdefault(product.id, set()).update(draft.components)
        if first != product:
            message = f'the product "{product.id}" reads otherwise here than in a record before'
            account.problems.append(Problem(draft.where, message, "the first is kept", Level.WARNING))
    return tuple(with_components(found[id], components[id], used[id]) for id in sorted(found))


def with_components(product: Product, ids: Mapping[str, str], used: set[str]) -> Product:
    """A product with the components of some names."""
    parts = tuple(Component(ids[name], name) for name in sorted(used))
    return Product(product.id, product.name, product.summary, product.home, product.company, parts)


def people_of(table: TableMap, drafts: Sequence[Draft], account: Account) -> tuple[Person, ...]:
    """The people of the map, and those who stand in the records."""
    found = {p.alias: p for p in table.people}
    for draft in drafts:
        for person in draft.people:
            first = found.setdefault(person.alias, person)
            if first != person:
                message = f'"{person.alias}" is somebody else here than in a record before'
                account.problems.append(Problem(draft.where, message, "the first is kept", Level.WARNING))
    return tuple(found[alias] for alias in sorted(found))


def site_of(table: TableMap) -> Site | None:
    """What a new project begins with."""
    says = table.site
    if "company" not in says:
        return None
    return Site(
        says.get("title", says["company"]),
        Company(says["company"], says.get("home")),
        says.get("url"),
        says.get("language", "en"),
        timezone=ZoneInfo(says.get("timezone", "UTC")),
        licence=says.get("licence"),
        notice=says.get("notice"),
    )
