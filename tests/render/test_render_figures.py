"""The page of figures: the words first, a chart, a table and a file for each, nothing where there are too few, and the method."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders import a_corpus, a_message, a_product, a_site, a_source, an_issue, doubtful
from links import broken_links, faults
from onrecord.derive.survival import ENOUGH_EVENTS, ENOUGH_ISSUES
from onrecord.model import Component, Corpus, Issue, IssueType, Pledge, Span
from onrecord.render.tables import csv_bytes
from onrecord.render.views.figures import figure_tables, figures_view
from onrecord.render.views.method import method_view
from render.hostile import SCRIPT, WORDS
from rendering import a_built_site, a_record, shown

M = a_message
FIGURES, METHOD = "figures/index.html", "figures/method/index.html"
OPENED = date(2025, 1, 6)


def many(n: int = 60) -> tuple[Issue, ...]:
    """Issues of two products, answered after 0 to 9 days, two thirds of them resolved, a third confirmed."""
    found = []
    for number in range(1, n + 1):
        opened = OPENED + timedelta(days=7 * number)
        answered, resolved = opened + timedelta(days=number % 10), opened + timedelta(days=20 + number % 7)
        thread = [M(2, "answer", at=answered)] if number % 5 else []
        if number % 3:
            thread.append(M(3, "resolution", at=resolved))
        if number % 3 == 1:
            source = a_source() if number % 2 else None
            thread.append(M(4, "confirmation", at=resolved + timedelta(days=2), source=source))
        found.append(
            an_issue(
                str(number),
                *thread,
                M(5, "promise", due=str(opened + timedelta(days=40)), at=opened + timedelta(days=30)),
                opened=opened,
                product="pads" if number % 4 == 0 else "fans",
                components=("motor",) if number % 4 else (),
            )
        )
    return tuple(found)


def a_large_corpus(**rest: object) -> Corpus:
    pledges = (Pledge(date(2025, 1, 1), Span(2, business=True), {IssueType.PROBLEM: Span(25)}),)
    return a_corpus(*many(), products=[a_product(), a_product("pads", "Pads")], site=a_site(pledges=pledges, **rest))


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return a_built_site(a_large_corpus(), date(2026, 7, 1))


def figure(site: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a figure's file."""
    return list(csv.DictReader(io.StringIO(site[f"figures/{name}.csv"].decode("utf-8"))))


def drawings(page: bytes) -> list[ET.Element]:
    """The drawings of a page, which are XML in themselves."""
    found = re.findall(r'<svg class="(?:chart|sociogram)".*?</svg>', page.decode("utf-8"), re.DOTALL)
    return [ET.fromstring(svg) for svg in found]


def test_every_drawing_has_a_name_a_description_and_a_table(site: dict[str, bytes]):
    page = site[FIGURES].decode("utf-8")
    found = drawings(site[FIGURES])
    assert len(found) == 10
    for svg in found:
        title, described = svg.find("title"), svg.find("desc")
        assert svg.get("role") == "img"
        assert title is not None
        assert described is not None
        assert title.text
        assert described.text
        assert svg.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert page.count('<figure class="charted">') == page.count("<summary>") == page.count('<p class="beside">') - 1 == 10
    assert page.count('role="group" tabindex="0"') == page.count("<table>")
    assert faults({FIGURES: site[FIGURES]}) == []
    assert broken_links(site) == []


def test_the_words_come_before_the_charts(site: dict[str, bytes]):
    text = shown(site[FIGURES])
    assert "20 of 60 issues (33%) were solved, by the word of those who reported them." in text
    assert "Half were answered within 6 days: 60 issues, 0 still waiting." in text
    html = site[FIGURES].decode("utf-8")
    for section in re.findall(
        r'<section aria-labelledby="(?:solved|answer|resolution|time|promises|pledges|components)".*?</section>', html, re.DOTALL
    ):
        assert section.index('class="plainly"') < section.index('<svg class="chart"')


def test_the_table_beneath_tells_what_the_file_tells(site: dict[str, bytes]):
    solved = figure(site, "solved")
    assert solved[0] == {"product": "(all)", "issues": "60", "checkable": "10", "entered": "10", "claimed": "20", "answered": "20",
                         "disputed": "0", "waiting": "0"}  # fmt: skip
    assert [row["product"] for row in solved] == ["(all)", "fans", "pads"]
    view = figures_view(a_record(a_large_corpus(), date(2026, 7, 1)))
    assert view.solved.table is not None
    assert view.solved.table.rows[0][1:8] == ("60", "10", "10", "20", "20", "0", "0")
    (text,) = (shape.note for shape in view.solved.drawing.shapes[1:2]) if view.solved.drawing else ("",)
    assert text == "All together: Solved, says the customer, and anyone can check it: 10"


def test_a_reader_can_count_the_curve_from_the_file(site: dict[str, bytes]):
    share = 1.0
    for row in figure(site, "first-answer"):
        if row["share_waiting"] and int(row["ended"]):
            share *= 1 - int(row["ended"]) / int(row["at_risk"])
            assert float(row["share_waiting"]) == pytest.approx(share, abs=1e-8)
    assert share < 0.5


def test_the_months_in_the_file_are_those_of_the_record(site: dict[str, bytes]):
    course, became = figure(site, "course"), figure(site, "became")
    assert sum(int(row["reported"]) for row in course) == 60
    assert sum(int(n) for row in became for part, n in row.items() if part not in ("year", "month")) == 60
    assert (course[0]["year"], course[0]["month"]) == ("2025", "1")


def test_pledges_and_promises(site: dict[str, bytes]):
    assert [(row["pledged"], row["type"], row["days"], row["business_days"]) for row in figure(site, "pledges")] == [
        ("first_answer", "", "2", "true"),
        ("resolution", "problem", "25", "false"),
    ]
    assert {row["state"]: int(row["promises"]) for row in figure(site, "promises")}["missed"] == 60


def test_nothing_at_all_is_told_calmly():
    record = a_record(a_corpus(products=()))
    view = figures_view(record)
    charts = (view.solved, view.answer, view.resolution, view.course, view.became, view.promises)
    assert [chart.drawing for chart in charts] == [None] * 6
    assert (view.answer_by_product, view.pledges, view.components) == (None, None, None)
    site = a_built_site(a_corpus(products=()))
    assert "Nothing to draw yet." in shown(site[FIGURES])
    assert drawings(site[FIGURES]) == []
    assert all(len(csv_bytes(table()).splitlines()) >= 1 for table in figure_tables(record).values())


def test_a_few_are_too_few_to_tell():
    issues = [an_issue(str(n), M(2, "answer", at="2026-05-04")) for n in range(1, ENOUGH_ISSUES)]
    site = a_built_site(a_corpus(*issues))
    text = shown(site[FIGURES])
    assert "Too few to tell." in text
    assert "0 of 9 issues were solved, by the word of those who reported them: too few to tell more." in text
    assert "%" not in text.replace("95 %", "")
    assert figure(site, "times")[0]["median_days"] == ""


@pytest.mark.parametrize(("issues", "answered", "drawn"), [(10, 5, True), (10, 4, False), (9, 9, False), (30, 4, False)])
def test_a_curve_is_drawn_from_the_stated_number_on(issues: int, answered: int, drawn: bool):
    found = [an_issue(str(n), *([M(2, "answer", at="2026-05-04")] if n <= answered else [])) for n in range(1, issues + 1)]
    assert (figures_view(a_record(a_corpus(*found))).answer.drawing is not None) is drawn


def test_one_product_needs_no_chart_by_product():
    issues = [an_issue(str(n), M(2, "answer", at="2026-05-04")) for n in range(1, 20)]
    view = figures_view(a_record(a_corpus(*issues)))
    assert view.answer_by_product is None
    assert view.solved.table is not None
    assert [row[0] for row in view.solved.table.rows] == ["All together"]


def test_the_same_from_right_to_left():
    corpus = a_large_corpus()
    right = figures_view(a_record(replace(corpus, site=replace(corpus.site, language="ar")), date(2026, 7, 1)))
    left = figures_view(a_record(corpus, date(2026, 7, 1)))
    assert right.course.drawing is not None
    assert left.course.drawing is not None
    ends = {label.look: label.anchor for label in right.course.drawing.labels}
    assert ends["axis-name"] == "end"
    xs = [float(drawing.labels[0].x) for drawing in (left.course.drawing, right.course.drawing)]
    assert xs == [0, right.course.drawing.width]


def test_numbers_and_dates_stand_in_the_sites_language():
    corpus = a_large_corpus()
    view = figures_view(a_record(replace(corpus, site=replace(corpus.site, language="de")), date(2026, 7, 1)))
    assert view.course.table is not None
    assert view.course.table.rows[0][0] == "Januar 2025"
    assert view.solved.drawing is not None
    assert "20 of 60 (33\xa0%)" in {label.text for label in view.solved.drawing.labels}


def hostile() -> Corpus:
    """A record whose products and components are named to do harm."""
    names = [SCRIPT, WORDS["attribute"], WORDS["bidirectional override"], WORDS["formula"], '"/><svg onload=alert(1)>', "風" * 300]
    products = [
        replace(a_product(f"p{n}", name), components=(Component("motor", name),), notice=None) for n, name in enumerate(names)
    ]
    issues = [
        an_issue(str(n), M(2, "answer", at="2026-05-04"), product=f"p{n % len(names)}", components=("motor",)) for n in range(1, 91)
    ]
    return a_corpus(*issues, products=products, site=a_site(title=SCRIPT))


def test_hostile_names_do_no_harm():
    site = a_built_site(hostile())
    assert faults(site) == []
    for svg in drawings(site[FIGURES]):
        for element in svg.iter():
            assert element.tag in {"svg", "title", "desc", "path", "text"}
            assert not [name for name in element.attrib if name.startswith("on") or name in ("style", "href")]
    html = site[FIGURES].decode("utf-8")
    assert "<script>alert" not in html
    assert "\u202e" not in html
    for name in ("solved", "times", "components"):
        cells = [cell for row in csv.reader(io.StringIO(site[f"figures/{name}.csv"].decode("utf-8"))) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]


def test_the_method_states_what_the_program_uses():
    view = method_view(a_record(a_large_corpus()))
    assert (view.enough_issues, view.enough_events) == (ENOUGH_ISSUES, ENOUGH_EVENTS)
    text = shown(a_built_site(a_large_corpus())[METHOD])
    assert f"at least {ENOUGH_ISSUES} issues of which at least {ENOUGH_EVENTS} are over" in text
    assert "Since January 1, 2025: First answer within 2 business days; Problem resolved within 25 days." in text
    assert "1.9600" in text


def test_the_method_says_how_many_claims_are_left_out():
    corpus = a_corpus(
        an_issue("1", M(2, "answer", at="unknown")),
        an_issue("2", M(2, "resolution", at=doubtful("2024-01-01", "2024-01-01"))),
        an_issue("3", opened=doubtful("2024-01-01", "2024-01-01")),
    )
    unknown = method_view(a_record(corpus)).unknown
    assert (unknown.opened, unknown.first_answer, unknown.resolution, unknown.confirmation, unknown.any) == (1, 3, 2, 1, 3)


def test_every_figure_leads_to_its_method_and_its_file(site: dict[str, bytes]):
    html = site[FIGURES].decode("utf-8")
    anchors = set(re.findall(r'href="method/index\.html#([a-z-]+)"', html))
    assert anchors == {"solved", "survival", "periods", "promises", "pledges", "components"}
    ids = set(re.findall(r' id="([a-z-]+)"', site[METHOD].decode("utf-8")))
    assert anchors <= ids
    files = set(re.findall(r'href="([a-z-]+)\.csv"', html))
    assert files == {
        path.removeprefix("figures/").removesuffix(".csv") for path in site if path.startswith("figures/") and path.endswith(".csv")
    }
