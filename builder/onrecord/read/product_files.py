"""Product files: a product, and its releases in files of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from onrecord.model import UNRELEASED, Change, Company, Component, Level, Marks, Problem, Product, Release, When
from onrecord.read.changelog import Sections, lines_of, sections_of
from onrecord.read.document import Document, Documents, front_matter, stream
from onrecord.read.drafts import Claim, Decoded, ReleaseDraft
from onrecord.read.marks import marks_of
from onrecord.read.messages import source_of
from onrecord.read.source import SourceFile
from onrecord.read.suggest import quoted
from onrecord.read.times import time_at
from onrecord.read.values import WEB

if TYPE_CHECKING:  # pydantic makes the shapes; it is imported where such a file is read, which is seldom: they are remembered
    from onrecord.read.shapes import CompanyShape, NotesShape, ProductShape, ReleaseShape

MARK = re.compile(r"\S{0,30}[^\s\w]|[^\W\d_]{1,30}")
MEANING = re.compile(r"issues|(?:github|gitlab):[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+")


def decode_product(file: SourceFile, id: str) -> Decoded:
    """The product of a `product.yaml`; `id` is its folder's name."""
    from onrecord.read.fit import fit
    from onrecord.read.shapes import ProductShape

    read = stream(file)
    document, problems = only_one(read)
    if document is None:
        return Decoded(problems, (Claim("product", id),))
    fitted = fit(ProductShape, document.fields, file.path, "a product")
    marks = marks_of(document.fields, file.path)
    wrong = [*problems, *fitted.problems]
    if fitted.shape:
        wrong += [*other_id(fitted.shape, id, marks), *wrong_references(fitted.shape, marks), *twice(fitted.shape, marks)]
    if fitted.shape is None or wrong:
        return Decoded(tuple(wrong), (Claim("product", id),))
    return Decoded(products=(product_of(fitted.shape, id, marks),))


def only_one(read: Documents) -> tuple[Document | None, tuple[Problem, ...]]:
    """The one document of a file that holds one record."""
    if len(read.documents) > 1:
        where = read.documents[1].start
        return read.documents[0], (*read.problems, Problem(where, "a second record in a file that holds one", "take it out"))
    if read.documents:
        return read.documents[0], read.problems
    return None, read.problems


def other_id(shape: ProductShape, id: str, marks: Marks) -> list[Problem]:
    """An id that says something else than the folder's name."""
    if shape.id in (None, id):
        return []
    message = f'the id {quoted(str(shape.id))} disagrees with the folder\'s name, which says "{id}"'
    return [Problem(marks.of("id"), message, "rename one")]


def wrong_references(shape: ProductShape, marks: Marks) -> list[Problem]:
    """Marks in a changelog that are none, or mean nothing that can be linked."""
    no_marks = [
        Problem(marks.of(f"references.{mark}"), f"{quoted(mark)} is no mark", 'a mark stands before a number, as in "#" or "GH-"')
        for mark in shape.references or {}
        if not MARK.fullmatch(mark)
    ]
    return no_marks + [
        Problem(
            marks.of(f"references.{mark}"),
            f"{quoted(meaning)} is no tracker",
            'write "issues", "github:owner/name" or a URL with {}',
        )
        for mark, meaning in (shape.references or {}).items()
        if not MEANING.fullmatch(meaning) and not (WEB.fullmatch(meaning) and "{}" in meaning)
    ]


def twice(shape: ProductShape, marks: Marks) -> list[Problem]:
    """Components that share an id, or one's earlier id."""
    seen: set[str] = set()
    problems = []
    for number, component in enumerate(shape.components or ()):
        for id in (component.id, *(component.formerly or ())):
            if id in seen:
                problems.append(Problem(marks.of(f"components.{number}"), f"duplicate component {quoted(id)}"))
            seen.add(id)
    return problems


def product_of(shape: ProductShape, id: str, marks: Marks) -> Product:
    """The product that a shape holds."""
    components = tuple(Component(c.id, c.name or c.id, tuple(c.formerly or ())) for c in shape.components or ())
    return Product(
        id=id,
        name=shape.name,
        summary=shape.summary or "",
        home=shape.home,
        company=company_of(shape.company) if shape.company else None,
        components=components,
        references=dict(shape.references or {}),
        notice=shape.notice,
        formerly=tuple(shape.formerly or ()),
        marks=marks,
    )


def company_of(shape: CompanyShape) -> Company:
    """Who answers."""
    return Company(shape.name, shape.home, shape.logo)


def decode_release(file: SourceFile, product: str, version: str, zone: ZoneInfo) -> Decoded:
    """The release of a YAML file; its name gives the version."""
    from onrecord.read.fit import fit
    from onrecord.read.shapes import ReleaseShape

    document, problems = only_one(stream(file))
    if document is None:
        return Decoded(problems, (Claim("release", f"{product}/{version}"),))
    fitted = fit(ReleaseShape, document.fields, file.path, "a release")
    shape = fitted.shape
    changes = changes_of(shape, marks_of(document.fields, file.path)) if shape else ()
    sections = Sections((shape.notes if shape else "") or "", changes, (*problems, *fitted.problems))
    return released(document, shape, product, version, zone, sections)


def decode_release_notes(file: SourceFile, product: str, version: str, zone: ZoneInfo) -> Decoded:
    """The release of a Markdown file, its changes below in the sections of Keep a Changelog."""
    from onrecord.read.fit import fit
    from onrecord.read.shapes import NotesShape

    read = front_matter(file)
    if not read.documents:
        return Decoded(read.problems, (Claim("release", f"{product}/{version}"),))
    document = read.documents[0]
    fitted = fit(NotesShape, document.fields, file.path, "a release")
    sections = sections_of(lines_of(document.body or "", document.body_line), file.path)
    told = Sections(sections.notes, sections.changes, (*read.problems, *fitted.problems, *sections.problems))
    return released(document, fitted.shape, product, version, zone, told)


def released(
    document: Document, shape: NotesShape | None, product: str, version: str, zone: ZoneInfo, sections: Sections
) -> Decoded:
    """The release that a document holds, or what is wrong with it."""
    imported = "source" in document.fields.entries
    told = time_at(document.fields, "date", document.path, zone, imported=imported)
    problems = [*sections.problems, *([told.problem] if told.problem else [])]
    version = UNRELEASED if version.lower() == UNRELEASED.lower() else version
    if shape and told.when is None and told.problem is None and version != UNRELEASED:
        hint = "a release that is not yet out stands under [Unreleased]"
        problems.append(Problem(document.start, 'missing field "date"', hint))
    if shape is None or any(p.level is Level.ERROR for p in problems):
        return Decoded(tuple(problems), (Claim("release", f"{product}/{version}"),))
    release = release_of(shape, product, version, told.when, sections, marks_of(document.fields, document.path))
    return Decoded(tuple(problems), releases=(ReleaseDraft(release, imported),))


def release_of(shape: NotesShape, product: str, version: str, date: When | None, sections: Sections, marks: Marks) -> Release:
    """The release that a shape and its sections hold."""
    return Release(
        product,
        version,
        date,
        sections.changes,
        bool(shape.yanked),
        sections.notes,
        source_of(shape.source),
        marks,
    )


def changes_of(shape: ReleaseShape, marks: Marks) -> tuple[Change, ...]:
    """The changes of a release in the order of its file."""
    return tuple(
        Change(kind, change.text, tuple(change.closes or ()), marks=Marks(marks.of(f"changes.{kind.value}.{number}")))
        for kind, changes in (shape.changes or {}).items()
        for number, change in enumerate(changes or ())
    )
