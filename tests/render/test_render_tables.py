import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.invisible import visible
from onrecord.render.tables import TableView, csv_bytes, json_lines
from render.hostile import WORDS

CELLS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=[]))
)


def read(data):
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))


def test_a_table_as_csv():
    table = TableView(("id", "title", "n"), (("42", 'Says "hm", twice\nover', -3), ("43", None, 2.5)))
    assert csv_bytes(table) == b'id,title,n\r\n42,"Says ""hm"", twice\nover",-3\r\n43,,2.5\r\n'


def test_dates_and_truths():
    row = (date(2026, 5, 2), datetime(2026, 5, 2, 10, tzinfo=UTC), True, False)
    assert csv_bytes(TableView(("a", "b", "c", "d"), (row,))) == b"a,b,c,d\r\n2026-05-02,2026-05-02T10:00:00+00:00,true,false\r\n"


@pytest.mark.parametrize(
    ("cell", "marked"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\n'=1"),
        ("\n=1", "'\n'=1"),
        ("\tx", "'\tx"),
        ("  =1", "'  =1"),
        ('"=1', "'\"=1"),
        ("＝1", "'＝1"),
        ("-", "'-"),
        ("=", "'="),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("We saw:\n=1+1\nand this", "We saw:\n'=1+1\nand this"),
        ("a; =1+1", "a;' =1+1"),
        ('a;"=1+1', "a;'\"=1+1"),
        ("a\t@x", "a\t'@x"),
    ],
)
def test_a_text_that_begins_a_formula_is_marked_as_text(cell, marked):
    assert read(csv_bytes(TableView((cell,), ((cell,),)))) == [[marked]] * 2


@pytest.mark.parametrize("cell", ["a=1", "1+1", "a-b", "'=1", "", " ", "me@example.com", "a, -1", "one\ntwo", "x; y", "a;\tb"])
def test_any_other_text_stays(cell):
    assert read(csv_bytes(TableView(("a", "b"), ((cell, 1),))))[1] == [cell, "1"]


def test_numbers_stay_numbers():
    assert csv_bytes(TableView(("a", "b"), ((-1, -0.5),))) == b"a,b\r\n-1,-0.5\r\n"


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_hostile_cells_stay_one_cell(words):
    data = csv_bytes(TableView(("a", "b"), ((words, 1), (2, words))))
    rows = read(data)
    assert [len(row) for row in rows] == [2, 2, 2]
    assert rows[1][0].replace("'", "") == visible(words).replace("'", "")
    assert rows[1][0].lstrip()[0] not in "=+-@"
    assert b"\r" not in data.replace(b"\r\n", b"")


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_every_table_can_be_read_back(rows):
    back = read(csv_bytes(TableView(("a", "b"), tuple(rows))))
    assert [len(row) for row in back] == [2] * (len(rows) + 1)
    for row, cells in zip(back[1:], rows, strict=True):
        for text, cell in zip(row, cells, strict=True):
            if isinstance(cell, str):
                assert text.replace("'", "") == visible(cell).replace("'", "")


@given(st.lists(st.text("a;\t\n\r ,\"'=+-@", max_size=12), min_size=1, max_size=4))
def test_no_program_finds_a_formula_whatever_it_parts_cells_by(cells):
    data = csv_bytes(TableView(("a",) * len(cells), (tuple(cells),))).decode()
    for parted in (";", "\t"):
        for row in csv.reader(io.StringIO(data, newline=""), delimiter=parted):
            assert [cell for cell in row if cell.strip(' "')[:1] in ("=", "+", "@", "-")] == []


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_json_lines_are_exact(rows):
    lines = json_lines(TableView(("b", "a"), tuple(rows))).split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == [{"b": first, "a": second} for first, second in rows]


def test_a_row_too_short_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        json_lines(TableView(("a", "b"), ((1,),)))
