"""The pages of a published site: each issue's has to show the newest words of every message, once, whole and in sight.

Style sheets are not judged: what hides words by style alone is not found here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.model import Role
from onrecord.render import routes
from onrecord.render.markdown import markdown_html
from onrecord.render.safe import SafeHtml, rooted, visible
from onrecord.render.text import text_html
from onrecord.seal.ledger import ALLOTTED, Ledger, Version
from onrecord.seal.words import Blob
from onrecord.verify.finding import Finding, alarm, note
from onrecord.verify.markup import Element, parse, sealed_in
from onrecord.verify.source import Source

MARKS = "“”„«»‹›‘’\"'… \u202f\u00a0"
"""What pages set around words that they quote."""
SHOWN = ("body", "title", "wants")
"""The parts whose words a page has to show."""


def look(source: Source, ledger: Ledger, blobs: Mapping[int, Blob]) -> Iterator[Finding]:
    """Verify the page of every issue of which something was sealed, given the words of versions."""
    issues: dict[str, list[str]] = {}
    for unit in ledger.versions:
        issue = unit.rpartition(".")[0]
        if issue not in ALLOTTED:
            issues.setdefault(issue, []).append(unit)
    for issue, units in issues.items():
        path = routes.issue(issue)
        data = source.read(path)
        if data is None:
            yield alarm("page", path, "the page of an issue that was sealed is missing")
            continue
        yield from _page(path, parse(data.decode("utf-8", "replace")), units, ledger, blobs)


def _page(path: str, page: Element, units: list[str], ledger: Ledger, blobs: Mapping[int, Blob]) -> Iterator[Finding]:
    found: dict[tuple[str, str], list[Element]] = {}
    for element, hidden in sealed_in(page):
        unit, part = element.attributes["data-unit"], element.attributes.get("data-part", "")
        found.setdefault((unit, part), []).append(element)
        if hidden:
            yield alarm("page", path, f"the {part} of {unit} is hidden")
        if unit not in units:
            yield alarm("page", path, f"it shows words as those of {unit}, which was never sealed for this issue")
    yield from _headline(path, found, ledger, blobs)
    for unit in units:
        version = ledger.versions[unit][-1]
        blob = blobs.get(version.index)
        if blob is not None and not unit.endswith(".0"):
            yield from _unit(path, unit, len(ledger.versions[unit]), version, blob, found)
    unsealed = len(_messages(page)) - sum(not unit.endswith(".0") for unit in units)
    if unsealed > 0:
        yield note("unsealed", path, f"messages that were never sealed: {unsealed}")


def _messages(page: Element) -> list[Element]:
    """The messages that a page shows."""
    own = [page] if page.name == "article" and page.attributes.get("id", "").startswith("m") else []
    return own + [found for one in page.held if isinstance(one, Element) for found in _messages(one)]


def _unit(
    path: str, unit: str, number: int, version: Version, blob: Blob, found: Mapping[tuple[str, str], list[Element]]
) -> Iterator[Finding]:
    texts = {"body": "".join(v for name, v in blob.values.items() if name.startswith("body.")), **_lines(blob)}
    for part in SHOWN:
        elements, text = found.get((unit, part), []), texts.get(part, "")
        if not text.strip():
            if elements:
                yield alarm("page", path, f"it shows a {part} of {unit}, which has none")
        elif part == "title" and unit.endswith(".1") and not elements:
            continue  # a page need not say again what its headline says
        elif len(elements) != 1:
            yield alarm("page", path, f"the {part} of {unit} {'is missing' if not elements else 'stands there more than once'}")
        elif elements[0].attributes.get("data-n") != str(number):
            yield alarm("page", path, f"the {part} of {unit} is said to be of another version than the newest, {number}")
        elif not _is(elements[0], part, text, version, path):
            yield alarm("page", path, f"the {part} of {unit} is not what was sealed")


def _headline(
    path: str, found: Mapping[tuple[str, str], list[Element]], ledger: Ledger, blobs: Mapping[int, Blob]
) -> Iterator[Finding]:
    """What stands over a page has to stand in the words below it."""
    for (unit, part), elements in found.items():
        version = ledger.versions[unit][-1] if part == "headline" and unit in ledger.versions else None
        blob = blobs.get(version.index) if version else None
        if version and blob:
            body = "".join(value for name, value in blob.values.items() if name.startswith("body."))
            said = [parse(rendered(body, version, path)).text, *(" ".join(visible(text).split()) for text in _lines(blob).values())]
            told = [element.text.strip(MARKS) for element in elements]
            if not all(any(one in text for text in said) for one in told):
                yield alarm("page", path, f"the headline is not in the words of {unit}")


def _lines(blob: Blob) -> dict[str, str]:
    return {name: blob.values[name] for name in ("title", "wants") if name in blob.values}


def _is(element: Element, part: str, text: str, version: Version, path: str) -> bool:
    """Whether an element shows a text as its rule says."""
    if part != "body":
        return element.text == " ".join(visible(text).split())
    return element.shown == parse(rendered(text, version, path)).shown


def rendered(text: str, version: Version, path: str) -> SafeHtml:
    """The words of a version as markup, by the rule that was sealed with them, on a page."""
    if version.rule == "text/1":
        return text_html(text)
    return rooted(markdown_html(text, customer=version.role != Role.COMPANY.value), routes.root(path))
