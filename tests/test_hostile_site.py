"""A whole site of hostile records: what strangers write shows as harmless text on every page, feed, table and calendar."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import icalendar
import pytest

from builders import a_message, a_person, a_product, an_issue
from days import AS_OF
from jsonfeeds import json_feed
from onrecord.build import Report, build
from onrecord.model import Company, Format, Issue, Kind, Level, Site, Talk
from onrecord.read import canonical
from onrecord.render.safe import visible
from render.hostile import LONG, NAMES, PAGE, SCRIPT, SVG, WORDS, endless

TYPABLE = {name: words for name, words in WORDS.items() if not re.search("[\x00\ud800-\udfff]", words)}
"""Words that a record can hold; a NUL and half a character are errors of the file."""
ONE_LINE = {name: words for name, words in TYPABLE.items() if "\n" not in words and "\r" not in words}


def hostile_issues() -> Iterator[Issue]:
    """An issue for each kind of hostile words, in every place that takes words, said by both sides in both formats."""
    for number, (name, words) in enumerate(TYPABLE.items(), start=1):
        line = ONE_LINE.get(name, "a title")
        yield an_issue(
            str(number),
            a_message(2, Kind.COMMENT, author="ann", text=words, format=Format.MARKDOWN, via=None),
            a_message(3, Kind.PROMISE, author="jo", text=words, what=line, due="2026-12-31", proof=line),
            a_message(4, Kind.WORKAROUND, author="bea", text=words),
            title=line,
            wants=line,
            text=words,
            tags=("noise",),
        )
    for number, unit in enumerate(("[", ">", "> ", "*", "`", "<", "![", "a"), start=len(TYPABLE) + 1):
        words = endless(unit, LONG)
        yield an_issue(str(number), a_message(2, author="ann", text=words, format=Format.MARKDOWN), text=words)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of a site whose every stranger means harm."""
    root = tmp_path_factory.mktemp("hostile")
    content = root / "content"
    (content / "issues").mkdir(parents=True)
    (content / "people").mkdir()
    (content / "products" / "fans").mkdir(parents=True)
    site = Site(
        title=f"{SCRIPT} & Co",
        company=Company(SCRIPT),
        url="https://feedback.example.com/",
        notice=SCRIPT,
        talk=Talk(email="a@b.example"),
    )
    (content / "site.yaml").write_text(canonical.site_text(site), encoding="utf-8")
    product = a_product(name=WORDS["attribute"], notice=WORDS["end of a text area"])
    (content / "products" / "fans" / "product.yaml").write_text(canonical.product_text(product), encoding="utf-8")
    changes = "\n".join(f"- {words}" for words in ONE_LINE.values())
    (content / "products" / "fans" / "CHANGELOG.md").write_text(f"## [1.0] - 2026-06-01\n### Fixed\n{changes}\n", encoding="utf-8")
    names = {"ann": WORDS["script"], "bea": WORDS["bidirectional override"], "jo": WORDS["formula"]}
    for alias, name in names.items():
        person = a_person(alias, "company" if alias == "jo" else "customer", name=name, page=True, title=WORDS["attribute"])
        (content / "people" / f"{alias}.yaml").write_text(canonical.person_text(person), encoding="utf-8")
    for issue in hostile_issues():
        (content / "issues" / f"{issue.id}-..index.html.md").write_text(canonical.issue_markdown(issue), encoding="utf-8")
    attach(content / "issues" / "1-..index.html")
    return root


def attach(folder: Path) -> None:
    """A message with attachments that would run in a reader's browser, were they served as they are."""
    folder.mkdir()
    (folder / "drawing.svg").write_bytes(SVG)
    (folder / "page.html").write_bytes(PAGE)
    (folder / "bytes.js").write_bytes(b"\xff\xfealert(1)")
    files = "".join(
        f"  - {{file: {name}, label: '{SCRIPT.replace(chr(39), '')}'}}\n" for name in ("drawing.svg", "page.html", "bytes.js")
    )
    text = f"---\nid: 9\nauthor: ann\nat: 2026-05-20\nkind: comment\nattachments:\n{files}---\nSee these.\n"
    (folder / "9.md").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def built(project: Path) -> tuple[Path, Report]:
    """The site, and the report of its build."""
    return project / "site", build(project, project / "site", AS_OF)


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text it shows."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.hidden += tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag == "script"

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text.append(data)


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > len(TYPABLE)
    return found


def test_it_builds(built: tuple[Path, Report]):
    report = built[1]
    assert "\n".join(str(p) for p in report.problems if p.level is Level.ERROR) == ""
    assert report.records.issues == len(list(hostile_issues()))


def test_nothing_runs_and_nothing_is_loaded_from_elsewhere(built: tuple[Path, Report]):
    for page in pages(built[0]):
        for tag, attributes in Elements(page.read_text(encoding="utf-8")).elements:
            assert tag != "base" or (page.name, attributes["href"]) == ("404.html", "/"), page
            assert tag not in {"iframe", "object", "embed", "style", "textarea"}, (page, tag)
            assert tag != "svg" or page.parent.name in {"figures", "people"}, page
            assert tag != "template" or page.parent.name == "search", page
            assert not [name for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}], (page, attributes)
            for name in ("href", "src", "action"):
                address = (attributes.get(name) or "").strip().lower()
                scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
                assert not scheme or scheme[0] in {"http:", "https:", "mailto:", "webcal:"}, (page, address)
                assert not address.startswith(("//", "\\")), (page, address)
            if tag in {"script", "img"} and attributes.get("type") != "application/ld+json":
                assert attributes["src"], (page, attributes)
                assert ":" not in (attributes["src"] or ""), (page, attributes)


def test_no_character_hides_or_turns_the_text(built: tuple[Path, Report]):
    hidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\U000e0041]")
    for file in sorted(built[0].rglob("*")):
        if file.suffix in {".html", ".xml", ".ics", ".csv", ".svg"} or file.name == "feed.json":
            assert not hidden.search(file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize(("number", "name"), list(enumerate(TYPABLE, start=1)))
def test_the_words_are_shown_whole(built: tuple[Path, Report], number: int, name: str):
    page = Elements((built[0] / "issues" / str(number) / "index.html").read_text(encoding="utf-8"))
    shown = "".join("".join(page.text).split())
    assert "".join(visible(TYPABLE[name].strip()).split()) in shown


def test_feeds_data_and_calendars_stay_what_they_are(built: tuple[Path, Report]):
    seen = set()
    csv.field_size_limit(2 * LONG)
    for file in sorted(built[0].rglob("*")):
        seen.add(file.suffix)
        if file.suffix in (".xml", ".svg"):
            ET.fromstring(file.read_bytes())
        elif file.name == "feed.json":
            json_feed(file.read_bytes())
        elif file.suffix == ".sqlite":
            with closing(sqlite3.connect(":memory:")) as base:
                base.deserialize(file.read_bytes())
                assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert base.execute("SELECT count(*) FROM issues").fetchone() == (len(list(hostile_issues())),)
        elif file.suffix == ".json":
            json.loads(file.read_bytes())
        elif file.suffix == ".jsonl":
            assert [json.loads(line) for line in file.read_bytes().split(b"\n") if line]
        elif file.suffix == ".ics":
            calendar = icalendar.Calendar.from_ical(file.read_bytes())
            promises = len(TYPABLE) if file.name == "calendar.ics" else 1
            assert len(calendar.walk("VEVENT")) == file.read_bytes().count(b"BEGIN:VEVENT") == promises
        elif file.suffix == ".csv":
            with file.open(encoding="utf-8", newline="") as rows:
                cells = [cell for row in csv.reader(rows) for cell in row]
            assert not [c for c in cells if re.match(r"[=+@\t\r]|-(?![0-9.]+$)", c)], file
    assert {".xml", ".json", ".jsonl", ".ics", ".csv", ".svg", ".sqlite"} <= seen


def test_linked_data_cannot_be_broken_out_of(built: tuple[Path, Report]):
    for page in pages(built[0]):
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script', page.read_text(encoding="utf-8"), re.DOTALL):
            json.loads(block)


def test_no_path_leaves_the_site_and_no_attachment_runs(project: Path, built: tuple[Path, Report]):
    site = built[0]
    files = [p.relative_to(site).as_posix() for p in sorted(site.rglob("*")) if p.is_file()]
    assert all(re.fullmatch(r"[A-Za-z0-9._~/-]+", name) for name in files)
    assert not [
        name for name in files if "files/" in name and Path(name).suffix not in {".txt", ".zip", ".png", ".jpg", ".webp", ".gif"}
    ]
    assert sorted(p.name for p in project.iterdir()) == [".onrecord", "content", "site"]
    drawing = [name for name in files if (site / name).read_bytes() == SVG]
    assert drawing
    assert all(name.endswith(".txt") for name in drawing)


@pytest.mark.parametrize("name", list(NAMES.values()), ids=list(NAMES))
def test_a_hostile_file_name_is_refused_or_harmless(tmp_path: Path, name: str):
    issues = tmp_path / "content" / "issues"
    issues.mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: Acme\ncompany: Acme\n", encoding="utf-8")
    stem = re.sub("[/\0\ud800-\udfff]", "_", name)[:80]
    file = issues / f"1-{stem}.md"
    words = canonical.issue_markdown(an_issue("1", author="anonymous", product=None))
    file.write_text(words, encoding="utf-8")
    report = build(tmp_path, tmp_path / "site", AS_OF)
    if report.stopped:
        assert report.problems
        assert all(p.where.path.startswith("content/issues/1-") for p in report.problems)
    else:
        made = [p.relative_to(tmp_path / "site").as_posix() for p in (tmp_path / "site").rglob("*") if p.is_file()]
        assert "issues/1/index.html" in made
        assert all(re.fullmatch(r"[A-Za-z0-9._~/-]+", path) for path in made)
