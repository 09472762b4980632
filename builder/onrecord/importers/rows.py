"""The records of a table: CSV, JSON (an array, or the path to one) or JSON Lines, each with its place in the file.

Every scalar is text as it stands in the file (`1.10` stays that), `true` and `false` are those words, `null` is None.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from onrecord.model import OnrecordError, Problem, Where
from onrecord.read.source import SourceFile, UndecodableError, place, text_of
from onrecord.read.suggest import did_you_mean, quoted

Cell: TypeAlias = "str | list[Cell] | dict[str, Cell] | None"

FORMATS = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
SPACE = re.compile(r"[ \t\n\r]*")
TABLE_BYTES = 512 * 1024 * 1024
LONE = re.compile("[\ud800-\udfff]")
DEEP = "it nests too deeply"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table, and where it begins."""

    where: Where
    fields: dict[str, Cell]


class BrokenError(ValueError):
    """A table that cannot be read any further, as the problem to tell."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_rows(path: Path, form: str | None = None, records: str = "") -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The records of a table and what is wrong with it. `form` is `csv`, `tsv`, `json` or `jsonl` (None: by the file's name),
    `records` the path to the array within a JSON document."""
    if path.stat().st_size > TABLE_BYTES:
        raise OnrecordError(f"{path} is larger than {TABLE_BYTES:,} bytes; split it")
    form = form_of(path.name, form)
    if not form:
        raise OnrecordError(f"{path}: is it CSV, JSON or JSON Lines? name it so, or write format: into the map")
    file = SourceFile(path.name, path.read_bytes())
    try:
        text = text_of(file)
        if form in ("csv", "tsv"):
            return tuple(csv_rows(file, None if form == "csv" else "\t")), ()
        return tuple(json_lines(file.path, text) if form == "jsonl" else json_rows(file.path, text, records)), ()
    except (UndecodableError, BrokenError) as stop:
        return (), (stop.problem,)


def form_of(name: str, form: str | None) -> str | None:
    """The form of a table: as the map says, else by the file's name; None where neither tells."""
    return form or FORMATS.get(Path(name).suffix.lower())


def csv_rows(file: SourceFile, delimiter: str | None) -> Iterator[Row]:
    """The records below the header of a CSV file; an empty cell is None. Without a delimiter it is the one that its header has."""
    # Line ends inside quotes are the customer's own, so the text is taken before it is made even.
    text = file.data.decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or delimiter_of(text), strict=True)
    header: Sequence[str] | None = None
    line = 1
    try:
        for cells in reader:
            where = Where(file.path, line, 1)
            line = reader.line_num + 1
            if header is None:
                header = checked(cells, where)
            elif cells and len(cells) != len(header):
                raise BrokenError(
                    Problem(where, f"this record has {len(cells)} cells, the header {len(header)}", "is a quote missing?")
                )
            elif cells:
                yield Row(where, {name: cell or None for name, cell in zip(header, cells, strict=True)})
    except csv.Error as error:
        raise BrokenError(Problem(Where(file.path, reader.line_num, 1), f"the CSV cannot be read: {error}")) from error
    if header is None:
        raise BrokenError(Problem(Where(file.path), "the file is empty", "the first line names the columns"))


def delimiter_of(text: str) -> str:
    """What divides the columns of a CSV file: of comma, semicolon (as spreadsheets write it where the comma is the decimal mark)
    and tab the one that makes most columns of its header."""
    return max(",;\t", key=lambda delimiter: len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])))


def checked(header: Sequence[str], where: Where) -> Sequence[str]:
    """The names of the columns, which are all different and none empty."""
    for name in header:
        if not name.strip() or header.count(name) > 1:
            what = f"the column {quoted(name)} stands twice" if name.strip() else "a column has no name"
            raise BrokenError(Problem(where, what, "the first line names the columns"))
    return header


def json_lines(path: str, text: str) -> Iterator[Row]:
    """The records of a file that holds one JSON object a line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield row(Where(path, number, len(line) - len(line.lstrip(" \t")) + 1), decoded(path, line, number))


def json_rows(path: str, text: str, records: str) -> Iterator[Row]:
    """The records of a JSON document: its array, or the one that a path such as `data.items` leads to."""
    index = entered(path, text, records)
    if text[index : index + 1] != "[":
        raise BrokenError(
            Problem(place(path, text, index), "an array of records is wanted here", "the map's records: is the path to it")
        )
    where, told = place(path, text, index), index
    index = skip(text, index + 1)
    while text[index : index + 1] != "]":
        where, told = onward(where, text, told, index), index
        value, index = decode(path, text, index)
        yield row(where, value)
        index = skip(text, index)
        if text[index : index + 1] == ",":
            index = skip(text, index + 1)
            if text[index : index + 1] == "]":
                raise BrokenError(Problem(place(path, text, index), "the JSON cannot be read: a record is wanted after the comma"))
        elif text[index : index + 1] != "]":
            raise BrokenError(Problem(place(path, text, index), "the JSON cannot be read: a comma or ] is wanted here"))
    if not records and skip(text, index + 1) < len(text):
        # Two exports in one file, say: what follows would be lost without a word.
        what = "the JSON cannot be read: more follows after the array"
        raise BrokenError(Problem(place(path, text, skip(text, index + 1)), what, "one array a file"))


def onward(where: Where, text: str, begin: int, end: int) -> Where:
    """The place of `end`, counted from the place of `begin`: a long file is not counted from its start for every record."""
    lines = text.count("\n", begin, end)
    return Where(where.path, where.line + lines, end - text.rfind("\n", 0, end) if lines else where.column + end - begin)


def entered(path: str, text: str, records: str) -> int:
    """Where the array of records begins."""
    index = skip(text, 0)
    for name in records.split(".") if records else ():
        index = value_of(path, text, index, name)
    return index


def value_of(path: str, text: str, index: int, wanted: str) -> int:
    """Where the value of a field of the object at an index begins."""
    where = place(path, text, index)
    if text[index : index + 1] != "{":
        raise BrokenError(Problem(where, f"an object with {quoted(wanted)} is wanted here", "see records: in the map"))
    names: list[str] = []
    index = skip(text, index + 1)
    while text[index : index + 1] == '"':
        found, index = decode(path, text, index)
        name = str(found)
        index = skip(text, index)
        if text[index : index + 1] != ":":
            break
        index = skip(text, index + 1)
        if name == wanted:
            return index
        names.append(name)
        _, index = decode(path, text, index)
        index = skip(text, index)
        if text[index : index + 1] == ",":
            index = skip(text, index + 1)
    raise BrokenError(Problem(where, f"there is no {quoted(wanted)} in this object", did_you_mean(wanted, names)))


def decoded(path: str, line: str, number: int) -> Cell:
    """The one value on a line."""
    try:
        value, stop = decode(path, line, skip(line, 0))
    except BrokenError as broken:
        raise BrokenError(replace(broken.problem, where=Where(path, number, broken.problem.where.column))) from broken
    if skip(line, stop) < len(line):
        raise BrokenError(
            Problem(
                Where(path, number, skip(line, stop) + 1), "the JSON cannot be read: more follows on the line", "one object a line"
            )
        )
    return value


def decode(path: str, text: str, begin: int) -> tuple[Cell, int]:
    """The JSON value at an index, and where it ends."""
    try:
        value: Cell
        value, end = DECODER.raw_decode(text, begin)
    except TwiceError as error:
        raise BrokenError(Problem(place(path, text, begin), f"a field stands twice: {quoted(error.name)}")) from error
    except json.JSONDecodeError as error:
        raise BrokenError(unreadable(path, text, error)) from error
    except RecursionError as error:
        raise BrokenError(Problem(place(path, text, begin), f"the JSON cannot be read: {DEEP}")) from error
    if LONE.search(text[begin:end]) or ("\\u" in text[begin:end] and lone(value)):
        raise BrokenError(Problem(place(path, text, begin), "a half of a character (a lone surrogate)", "export it as UTF-8 again"))
    return value, end


def unreadable(path: str, text: str, error: json.JSONDecodeError) -> Problem:
    """The decoder's own complaint, at its place."""
    return Problem(place(path, text, error.pos), f"the JSON cannot be read: {error.msg[:1].lower()}{error.msg[1:]}")


class TwiceError(LookupError):
    """A field that stands twice in one object: its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def once(pairs: list[tuple[str, Cell]]) -> Cell:
    """An object's fields, of which each stands once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise TwiceError(next(name for name in names if names.count(name) > 1))
    return found


def lone(value: Cell) -> bool:
    """Whether a lone surrogate stands anywhere in a value."""
    if isinstance(value, str):
        return bool(LONE.search(value))
    if isinstance(value, dict):
        return any(lone(n) or lone(v) for n, v in value.items())
    return isinstance(value, list) and any(lone(v) for v in value)


def worded(value: Cell | bool) -> Cell:
    """A value in which `true` and `false` are words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {n: worded(v) for n, v in value.items()}
    return [worded(v) for v in value] if isinstance(value, list) else value


def row(where: Where, value: Cell) -> Row:
    """A record from a JSON value, which is an object."""
    if not isinstance(value, dict):
        raise BrokenError(Problem(where, "a record is wanted here: an object with fields"))
    return Row(where, {n: worded(v) for n, v in value.items()})


def skip(text: str, index: int) -> int:
    """The first place from an index on that is no white space."""
    found = SPACE.match(text, index)
    return found.end() if found else index


DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=once)
