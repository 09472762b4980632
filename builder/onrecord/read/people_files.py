"""People files: one person, or many in one YAML stream."""

from __future__ import annotations

import re

from onrecord.model import ALWAYS, PSEUDONYM, Link, Marks, Person, Problem
from onrecord.read.document import Document, stream
from onrecord.read.drafts import Claim, Decoded
from onrecord.read.marks import marks_of
from onrecord.read.nodes import Scalar, is_empty
from onrecord.read.source import SourceFile
from onrecord.read.suggest import quoted
from onrecord.read.values import ALIAS

SALVAGED = re.compile(r"""^(?:alias|"alias"|'alias'):[ \t]*["']?([a-z0-9][a-z0-9-]{0,63})["']?[ \t]*(?:#.*)?$""", re.MULTILINE)


def decode_people(file: SourceFile, stem: str) -> Decoded:
    """The people of a file; one alone takes the alias from the file's name."""
    read = stream(file)
    alone = len(read.documents) == 1 and read.whole
    people: list[Person] = []
    problems = list(read.problems)
    claims = [] if read.whole else [Claim("person", alias) for alias in salvage(file, stem)]
    for document in read.documents:
        alias = written_alias(document) or (stem if alone else "")
        found, wrong = person_of(document, alias, alone=alone, stem=stem)
        problems += wrong
        if found:
            people.append(found)
        elif alias:
            claims.append(Claim("person", alias))
    return Decoded(tuple(problems), tuple(claims), people=tuple(people))


def salvage(file: SourceFile, stem: str) -> list[str]:
    """The aliases that a file speaks of although it cannot be read."""
    return list(dict.fromkeys([stem, *SALVAGED.findall(file.data.decode("utf-8", "replace"))]))


def written_alias(document: Document) -> str:
    """The alias that a document says it is about."""
    node = document.fields.entries.get("alias")
    return node.text if isinstance(node, Scalar) else ""


def is_missing(document: Document) -> bool:
    """Whether no alias is written, and not something that is none (which is left to the shape)."""
    node = document.fields.entries.get("alias")
    return node is None or is_empty(node)


def person_of(document: Document, alias: str, *, alone: bool, stem: str) -> tuple[Person | None, list[Problem]]:
    """The person of one document, or what is wrong with it."""
    from onrecord.read.fit import fit  # imported late: what was read is remembered, and pydantic takes its time to come
    from onrecord.read.shapes import PersonShape

    fitted = fit(PersonShape, document.fields, document.path, "a person")
    marks = marks_of(document.fields, document.path)
    wrong = [*fitted.problems, *wrong_alias(document, alias, marks, alone=alone, stem=stem)]
    shape = fitted.shape
    if shape is None or wrong:
        return None, wrong
    person = Person(
        alias=alias,
        role=shape.role,
        name=shape.name,
        title=shape.title,
        products=tuple(shape.products or ()),
        languages=tuple(shape.languages or ()),
        links=tuple(Link(link.title, link.url) for link in shape.links or ()),
        page=shape.page,
        formerly=tuple(shape.formerly or ()),
        marks=marks,
    )
    return person, []


def wrong_alias(document: Document, alias: str, marks: Marks, *, alone: bool, stem: str) -> list[Problem]:
    """What is wrong with an alias, if anything is (a written one of a wrong form is left to the shape)."""
    where = marks.of("alias")
    if not alias and is_missing(document):
        return [Problem(document.start, 'missing field "alias"', "every person of a YAML stream needs one")]
    if "alias" not in document.fields.entries and not ALIAS.fullmatch(alias):
        return [Problem(where, f"the file's name {quoted(alias)} is no alias", "an alias is of a to z, 0 to 9 and hyphens")]
    if alias in ALWAYS or PSEUDONYM.fullmatch(alias):
        return [Problem(where, f'the alias "{alias}" is always there', "choose another")]
    if alone and alias != stem and ALIAS.fullmatch(alias):
        return [
            Problem(where, f"the alias {quoted(alias)} disagrees with the file's name, which says {quoted(stem)}", "rename one")
        ]
    return []
