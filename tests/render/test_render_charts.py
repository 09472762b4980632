"""Charts: round numbers along axes, coordinates that stay on the sheet, and a network in which nothing lies over anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.derive.judgement import Clock, Timing
from onrecord.derive.survival import estimate
from onrecord.model import UNKNOWN
from onrecord.render.charts import network
from onrecord.render.charts.periods import (
    MOST,
    Period,
    PeriodWords,
    columns_drawing,
    course_drawing,
    gathered,
    length_of,
    periods,
)
from onrecord.render.charts.rows import Part, Row, is_apart, rows_drawing
from onrecord.render.charts.scales import Scale, ticks
from onrecord.render.charts.sheet import TEXT, WIDTH, Drawing, Sheet, written
from onrecord.render.charts.sociogram import SMALL, Node, Sociogram, Tie, Web, sociogram
from onrecord.render.charts.spans import Span, spans_drawing
from onrecord.render.charts.survival import AT_RISK, CurveWords, last_drawn, survival_drawing
from onrecord.render.charts.wording import fitted, lines_of, width_of

NAMES = st.text(min_size=0, max_size=60)
NUMBERS = r"-?\d+(?:\.\d)?"


def places(drawing: Drawing) -> list[tuple[float, float]]:
    """Every point that a drawing's shapes go through or its texts stand at (a disc by where it begins)."""
    found = [(float(label.x), float(label.y)) for label in drawing.labels]
    for shape in drawing.shapes:
        assert re.fullmatch(rf"M{NUMBERS} {NUMBERS}[-0-9. MLaz]*", shape.d), shape.d
        points = re.findall(rf"[ML]({NUMBERS}) ({NUMBERS})", shape.d)
        found += [(float(x), float(y)) for x, y in points]
    return found


def assert_within(drawing: Drawing) -> None:
    """Nothing of a drawing lies outside of it, nor does any text by its estimated width."""
    for x, y in places(drawing):
        assert -0.1 <= x <= drawing.width + 0.1, x
        assert -0.1 <= y <= drawing.height + 0.1, y
    for label in drawing.labels:
        width = width_of(label.text, TEXT)
        start = float(label.x) - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        assert start >= -0.6, label
        assert start + width <= drawing.width + 0.6, label


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (4, (0, 1, 2, 3, 4)),
        (7, (0, 2, 4, 6, 8)),
        (11, (0, 5, 10, 15)),
        (23, (0, 5, 10, 15, 20, 25)),
        (26, (0, 10, 20, 30)),
        (365, (0, 100, 200, 300, 400)),
        (99_999, (0, 20_000, 40_000, 60_000, 80_000, 100_000)),
    ],
)
def test_ticks_are_round(top: int, expected: tuple[int, ...]):
    assert ticks(top) == expected


@given(st.integers(0, 10**9), st.integers(1, 9))
def test_ticks_cover_the_top_in_few_even_steps(top: int, most: int):
    found = ticks(top, most)
    assert found[0] == 0
    assert len(found) <= most + 1
    assert found[-2] < max(top, 1) <= found[-1]
    assert len({b - a for a, b in pairwise(found)}) == 1


def test_a_scale_is_straight():
    assert [Scale(4, 10, 50)(n) for n in (0, 1, 4)] == [10, 20, 50]


@pytest.mark.parametrize(("number", "text"), [(1, "1"), (1.25, "1.2"), (-0.04, "0"), (10.0, "10"), (99.96, "100")])
def test_coordinates_have_one_decimal_at_most(number: float, text: str):
    assert written(number) == text


@given(NAMES, st.floats(20, 400))
def test_a_text_is_shortened_to_its_room(name: str, room: float):
    short = fitted(name, TEXT, room)
    assert short == " ".join(name.split()) or short.endswith("…")
    assert width_of(short, TEXT) <= room or short == "…"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ann", ("Ann",)),
        ("Walburga Stieglitz", ("Walburga", "Stieglitz")),
        ("Anna Maria von der Heide", ("Anna Maria", "von der Heide")),
        ("Donaudampfschifffahrtsgesellschaft", ("Donaudampfsc…",)),
        ("", ("",)),
    ],
)
def test_a_long_name_stands_on_two_lines(name: str, lines: tuple[str, ...]):
    assert lines_of(name, 15, 118) == lines


@given(NAMES)
def test_a_shortened_name_is_told_whole_where_it_is_pointed_at(name: str):
    (spot,) = sociogram(Web((Node(name, "x", "customer", "Customer"),), ())).spots
    shown = " ".join(label.text for label in spot.labels)
    if spot.said:
        assert " ".join(name.split()) == shown.strip()
        assert spot.labels[0].note == ""
    else:
        assert "…" in shown
        assert spot.labels[0].note == name


def test_wide_letters_take_more_room():
    assert width_of("風扇", 10) > width_of("ab", 10) > width_of("a\u0301", 10)


def test_a_mirrored_sheet_is_the_same_seen_from_behind():
    plain, mirrored = Sheet(50), Sheet(50, mirrored=True)
    for sheet in (plain, mirrored):
        sheet.box(10, 5, 20, 4, "a")
        sheet.disc(30, 9, 3, "b")
        sheet.text(0, 15, "x", "c")
        sheet.text(WIDTH, 15, "y", "c", anchor="end")
    one, other = (sheet.drawing("id", "", "") for sheet in (plain, mirrored))
    assert [(float(a.x) + float(b.x), b.anchor) for a, b in zip(one.labels, other.labels, strict=True)] == [
        (WIDTH, "end"),
        (WIDTH, "start"),
    ]
    for a, b in zip(places(one)[2:6], places(other)[2:6], strict=True):
        assert (a[0] + b[0], a[1]) == (WIDTH, b[1])


ROWS = st.lists(
    st.tuples(NAMES, st.sampled_from(["", "1 of 2", "12 of 345 (3 %)"]), st.lists(st.integers(0, 10**6), min_size=1, max_size=6)),
    min_size=1,
    max_size=12,
)


@given(ROWS, st.booleans(), st.booleans())
def test_rows_stay_on_the_sheet(rows: list[tuple[str, str, list[int]]], whole: bool, mirrored: bool):
    made = [Row(name, said, tuple(Part(n, "part") for n in parts)) for name, said, parts in rows]
    drawing = rows_drawing("id", "", "", made, whole=whole, mirrored=mirrored)
    assert_within(drawing)
    assert sum(shape.look == "part" for shape in drawing.shapes) == sum(n > 0 for _, _, parts in rows for n in parts)


def test_the_parts_of_a_whole_are_as_wide_as_their_share():
    drawing = rows_drawing("id", "", "", [Row("a", "", (Part(1, "x"), Part(3, "y")))], whole=True)
    x, y = ([float(v) for v in re.findall(NUMBERS, s.d)] for s in drawing.shapes if s.look in "xy")
    assert (min(x[::2]), max(x[::2]), min(y[::2]), max(y[::2])) == (0, WIDTH / 4, WIDTH / 4, WIDTH)


def test_what_does_not_fit_beside_a_name_stands_below_it():
    short, long = Row("Fans", "1 of 2", (Part(1, "x"),)), Row("First answer within 5 business days", "15 of 18 (83 %)", ())
    assert (is_apart(short), is_apart(long)) == (False, True)
    name, said = rows_drawing("id", "", "", [long]).labels
    assert float(said.y) >= float(name.y) + TEXT


DAYS = st.integers(0, 4000)


@given(st.lists(DAYS, min_size=5, max_size=80), st.lists(DAYS, min_size=5, max_size=40), st.booleans())
def test_a_survival_curve_stays_on_the_sheet(ended: list[int], running: list[int], mirrored: bool):
    found = the_estimate(ended, running)
    words = CurveWords("", "", "Share", ("0 %", "25 %", "50 %", "75 %", "100 %"), "half within 3,999 days", "Days", "Counted")
    drawing = survival_drawing("id", found, words, str, mirrored=mirrored)
    assert_within(drawing)
    (curve,) = (shape for shape in drawing.shapes if shape.look == "curve")
    heights = [float(y) for _, y in re.findall(rf"[ML]({NUMBERS}) ({NUMBERS})", curve.d)]
    assert heights == sorted(heights)
    assert found.at_risk(last_drawn(found)) >= AT_RISK


def the_estimate(ended: Iterable[int], running: Iterable[int]):
    return estimate(
        [
            *(Clock(Timing.STOPPED, UNKNOWN, days=day) for day in ended),
            *(Clock(Timing.RUNNING, UNKNOWN, days=day) for day in running),
        ]
    )


def test_a_curve_of_many_days_takes_few_points():
    drawing = survival_drawing(
        "id",
        the_estimate(range(5000), range(100)),
        CurveWords("", "", "", ("", "", "", "", ""), "", "", ""),
        str,
        mirrored=False,
    )
    assert max(len(shape.d) for shape in drawing.shapes) < 20_000


@given(st.lists(st.tuples(NAMES, st.one_of(st.none(), DAYS), st.integers(0, 300), st.booleans()), min_size=1, max_size=12))
def test_spans_stay_on_the_sheet(groups: list[tuple[str, int | None, int, bool]]):
    spans = [
        Span(name, "3 days (1–5)", median, median and max(0, median - more), None if is_open or median is None else median + more)
        for name, median, more, is_open in groups
    ]
    assert_within(spans_drawing("id", "", "", spans, str, "Days", mirrored=False))


@pytest.mark.parametrize(
    ("months", "length"),
    [(1, "month"), (24, "month"), (25, "quarter"), (72, "quarter"), (73, "year"), (288, "year"), (999, "year")],
)
def test_how_long_periods_are(months: int, length: str):
    assert length_of(months) == length


def test_periods_begin_with_their_first_month():
    assert periods((2025, 11), (2026, 2), "month") == tuple(
        Period(y, m, 1) for y, m in ((2025, 11), (2025, 12), (2026, 1), (2026, 2))
    )
    assert periods((2025, 11), (2026, 2), "quarter") == (Period(2025, 10, 3), Period(2026, 1, 3))
    assert periods((2025, 11), (2026, 2), "year") == (Period(2025, 1, 12), Period(2026, 1, 12))


def test_what_was_counted_by_month_is_gathered_by_period():
    within = periods((2025, 11), (2026, 7), "quarter")
    counts = {(2025, 11): (1, 2), (2025, 12): (3, 4), (2026, 7): (5, 6)}
    assert gathered(counts, within) == ((4, 6), (0, 0), (0, 0), (5, 6))


@given(st.lists(st.tuples(*[st.integers(0, 10**5)] * 3), min_size=1, max_size=2 * MOST), st.booleans())
def test_charts_over_time_stay_on_the_sheet(counts: list[tuple[int, int, int]], mirrored: bool):
    names, years = tuple(f"M{n}" for n in range(len(counts))), tuple("2026" if n % 12 == 0 else "" for n in range(len(counts)))
    words = PeriodWords("", "", "Issues", names, years)
    reported = [Part(row[0], "part") for row in counts]
    lines = {"answered": [row[1] for row in counts], "confirmed": [row[2] for row in counts]}
    drawing = course_drawing("id", words, reported, lines, str, mirrored=mirrored)
    columns = columns_drawing("id", words, [[Part(n, "part") for n in row] for row in counts], str, mirrored=mirrored)
    for found in (drawing, columns):
        assert_within(found)
        assert_apart(found)


def assert_apart(drawing: Drawing) -> None:
    """No two names below the axis overlap."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for label in drawing.labels:
        if label.anchor == "middle":
            half = width_of(label.text, TEXT) / 2
            lines.setdefault(label.y, []).append((float(label.x) - half, float(label.x) + half))
    for spans in lines.values():
        spans.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


WEBS = st.integers(1, 40).flatmap(
    lambda n: st.tuples(
        st.lists(NAMES, min_size=n, max_size=n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.integers(1, 50)), max_size=80),
    )
)


def a_web(names: Iterable[str], ties: Iterable[tuple[int, int, int]]) -> Web:
    roles = ("company", "customer", "observer")
    nodes = tuple(Node(name, "x", roles[n % 3], "", "+ 3" if n % 2 else "") for n, name in enumerate(names))
    return Web(nodes, tuple(Tie(a, b, n, "") for a, b, n in ties if a != b))


def rooms(drawn: Sociogram) -> list[tuple[float, float, float, float]]:
    """Where everybody's shape and label lie: left, top, right, bottom."""
    found = []
    for spot in drawn.spots:
        x, base = float(spot.labels[0].x), float(spot.labels[0].y)
        half = max(width_of(label.text, TEXT if drawn.fits else 13) for label in spot.labels) / 2
        found.append((x - max(half, 7.5), base - 30, x + max(half, 7.5), float(spot.labels[-1].y) + 4))
    return found


@settings(max_examples=60)
@given(WEBS)
def test_no_two_people_lie_over_each_other(web: tuple[list[str], list[tuple[int, int, int]]]):
    drawn = sociogram(a_web(*web))
    found = rooms(drawn)
    assert drawn.fits == (len(found) <= SMALL)
    assert not drawn.fits or drawn.width == WIDTH
    for n, (left, top, right, bottom) in enumerate(found):
        assert min(left, top) >= -0.1
        assert right <= drawn.width + 0.1
        assert bottom <= drawn.height + 0.1
        for other in found[:n]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (found[n], other)


def test_many_people_fit_on_a_drawing_of_a_size_to_read():
    random = Random(4)
    ties = [(5 * random.randrange(30), random.randrange(150), random.randrange(1, 9)) for _ in range(300)]
    drawn = sociogram(a_web([f"Person Number {n}" for n in range(150)], ties))
    assert len(drawn.spots) == 150
    assert drawn.width < 3000
    assert drawn.height < 2200
    assert rooms(drawn)


def test_the_network_is_the_same_everywhere():
    """Coordinates that were found once: they hang on no function whose last digit may differ between machines."""
    drawn = sociogram(a_web(["Ann", "Bea", "Cem", "Jo"], [(3, 0, 4), (3, 1, 1), (2, 1, 2)]))
    assert [(spot.labels[0].x, spot.labels[0].y) for spot in drawn.spots] == GOLDEN
    assert sociogram(a_web(["Ann", "Bea", "Cem", "Jo"], [(3, 0, 4), (3, 1, 1), (2, 1, 2)])) == drawn


GOLDEN = [("286.7", "41"), ("24", "72.7"), ("355.9", "88.1"), ("102.3", "56")]


def test_the_layout_asks_no_function_of_the_c_library_but_the_square_root():
    import ast
    import inspect

    tree = ast.parse(inspect.getsource(network))
    taken = {
        name.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "math" for name in node.names
    }
    assert taken == {"sqrt"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Pow)]


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=2, max_size=30), st.booleans())
def test_a_turned_crowd_spreads_most_where_it_shall(points: list[tuple[float, float]], upright: bool):
    found = network.turned(points, upright=upright)
    across, up = (sum(value * value for value in axis) for axis in zip(*found, strict=True))
    assert (up if upright else across) >= (across if upright else up) - 1e-6
    for n in range(1, len(points)):
        assert dist(found[0], found[n]) == pytest.approx(dist(points[0], points[n]), abs=1e-6)


def test_people_begin_on_a_circle():
    points = network.circle(7)
    assert all(abs(x * x + y * y - 1) < 1e-9 for x, y in points)
    assert len(set(points)) == 7


def test_help_is_thick_where_it_came_from_and_thicker_where_it_was_more():
    drawn = sociogram(a_web(["Ann", "Bea", "Cem"], [(0, 1, 9), (0, 2, 1)]))
    widths = []
    for line in drawn.lines:
        (a, b, c, d) = [(float(x), float(y)) for x, y in re.findall(rf"[ML]({NUMBERS}) ({NUMBERS})", line.d)]
        widths.append((dist(a, d), dist(b, c)))
    assert widths[0][0] > widths[1][0] > widths[1][1]


def dist(a: tuple[float, float], b: tuple[float, float]) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
