"""`content/redactions.yaml`: what was or shall be removed from the record for good, one document for each."""

from __future__ import annotations

from onrecord.model import Problem, Redaction
from onrecord.read.document import Document, stream
from onrecord.read.marks import marks_of
from onrecord.read.scan import Listing, read_bytes

PATH = "content/redactions.yaml"


def read_redactions(listing: Listing) -> tuple[tuple[Redaction, ...], tuple[Problem, ...]]:
    """The redactions of a project in the order of the file, and what is wrong with them."""
    if PATH not in listing.files:
        return (), ()
    file = read_bytes(listing, PATH)
    if isinstance(file, Problem):
        return (), (file,)
    read = stream(file)
    found = [_redaction(document) for document in read.documents]
    problems = (*read.problems, *(problem for _, wrong in found for problem in wrong))
    return tuple(redaction for redaction, _ in found if redaction), problems


def _redaction(document: Document) -> tuple[Redaction | None, tuple[Problem, ...]]:
    from onrecord.read.fit import fit
    from onrecord.read.shapes import RedactionShape

    fitted = fit(RedactionShape, document.fields, document.path, "a redaction")
    marks, shape = marks_of(document.fields, document.path), fitted.shape
    if shape is None:
        return None, fitted.problems
    if bool(shape.unit) is bool(shape.person):
        return None, (Problem(marks.start, "a redaction names one thing that is removed", 'write "unit" and "part", or "person"'),)
    if shape.unit and not shape.part:
        return None, (Problem(marks.of("unit"), 'missing field "part"', 'write which, as in "body.2", or "all"'),)
    parts = tuple(shape.part or ())
    made = Redaction(shape.why, shape.by, shape.at, shape.unit, parts, shape.person, shape.entry, marks)
    return made, fitted.problems
