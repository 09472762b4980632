"""Tables to download: CSV that no spreadsheet takes for formulas, and JSON Lines."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from onrecord.frozen import dataclass
from onrecord.render.invisible import visible
from onrecord.render.jsonld import canonical_json

Cell = str | int | float | bool | date | None

_FORMULA = re.compile('(?:^|(?<=[\\n\\t;]))(?=[ "]*[=+@＝＋－＠-])|^(?= *[\\t\\n])')
"""Where a cell would begin with what begins a formula, spaces and quotation marks passed over."""


@dataclass(frozen=True, slots=True)
class TableView:
    """The names of a table's columns, and its rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_bytes(table: TableView) -> bytes:
    """The table as CSV (RFC 4180): UTF-8 without a byte order mark, names first, lines end in CRLF (within a cell in LF).

    Made for spreadsheets: what would begin a formula gets an apostrophe before it (OWASP, "CSV Injection"), at the beginning of a
    text and wherever a program could take the rest of it for another cell: after a line end, a tab or a semicolon, by which some
    part cells. Invisible characters are made visible; JSON Lines hold the exact texts. None is empty, dates are ISO 8601, booleans
    `true` and `false`.
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([_shown(name) for name in table.columns])
    rows.writerows([_shown(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8")


def json_lines(table: TableView) -> bytes:
    """The table as JSON Lines: an object a row, by the columns' names (sorted), lines end in LF."""
    return b"".join(canonical_json(dict(zip(table.columns, row, strict=True)), compact=True) for row in table.rows)


def _shown(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case date():
            return cell.isoformat()
        case str():
            return _not_a_formula(visible(cell))
        case _:
            return cell


def _not_a_formula(text: str) -> str:
    return _FORMULA.sub("'", text)
