"""`onrecord export`: the same files that the site publishes, and every way in which it can be refused."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from calls import Run
from onrecord.cli import main

NAMES = {
    "json": ["record.json"],
    "jsonl": ["issues.jsonl", "people.jsonl", "products.jsonl", "releases.jsonl"],
    "csv": ["issues.csv", "messages.csv", "people.csv", "products.csv", "promises.csv", "releases.csv"],
    "sqlite": ["record.sqlite"],
}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_writes_what_the_site_publishes(run: Run, starter: Path):
    assert run("build", "--root", "starter").exit_code == 0
    result = run("export", "--root", "starter", "--to", "out")
    assert result.exit_code == 0, result.output
    assert names(starter.parent / "out") == sorted(name for held in NAMES.values() for name in held)
    for path in (starter.parent / "out").iterdir():
        assert path.read_bytes() == (starter / "site" / "data" / path.name).read_bytes(), path.name
    assert "issues" in result.output
    assert result.output.rstrip().endswith(" in out")


@pytest.mark.parametrize("format", NAMES)
def test_each_format_alone(run: Run, starter: Path, format: str):
    assert run("export", "--root", "starter", "--format", format, "--to", "deep/er", "--quiet").output == ""
    assert names(starter.parent / "deep" / "er") == NAMES[format]


def test_what_is_exported_can_be_read_back(run: Run, starter: Path):
    assert run("export", "--root", "starter", "--to", "out").exit_code == 0
    out = starter.parent / "out"
    whole = json.loads((out / "record.json").read_bytes())
    lines = [json.loads(line) for line in (out / "issues.jsonl").read_bytes().splitlines()]
    assert whole["issues"] == lines
    said = [(issue["issue"]["id"], m["id"], m["text"]) for issue in lines for m in issue["thread"]]
    with (out / "messages.csv").open(encoding="utf-8", newline="") as rows:
        table = [(row["issue"], int(row["id"]), row["text"]) for row in csv.DictReader(rows)]
    with closing(sqlite3.connect(out / "record.sqlite")) as base:
        stored = base.execute("SELECT issue, id, text FROM messages ORDER BY rowid").fetchall()
    assert stored == said
    assert [(issue, id, text.replace("'", "")) for issue, id, text in table] == [
        (issue, id, text.replace("'", "")) for issue, id, text in said
    ]


def test_standard_output(run: Run, starter: Path):
    out = run("export", "--root", "starter", "--format", "jsonl", "--to", "-").stdout
    kinds = {json.loads(line)["schema"] for line in out.splitlines()}
    assert {"onrecord-issue/1", "onrecord-product/1", "onrecord-person/1"} <= kinds
    assert json.loads(run("export", "--root", "starter", "--format", "json", "--to", "-").stdout)["schema"] == "onrecord-record/1"
    result = CliRunner().invoke(
        main, ["export", "--root", str(starter), "--format", "sqlite", "--to", "-", "--as-of", "2026-11-21"]
    )
    assert result.stdout_bytes.startswith(b"SQLite format 3\0")


def test_nothing_is_written_over_unless_it_is_said(run: Run, starter: Path):
    out = starter.parent / "out"
    out.mkdir()
    (out / "issues.csv").write_text("mine")
    refused = run("export", "--root", "starter", "--format", "csv", "--to", "out")
    assert (refused.exit_code, refused.output) == (2, "onrecord: already in out: issues.csv; --force writes over them\n")
    assert names(out) == ["issues.csv"]
    assert (out / "issues.csv").read_text() == "mine"
    assert run("export", "--root", "starter", "--format", "csv", "--to", "out", "--force").exit_code == 0
    rows = [*csv.reader(io.StringIO((out / "issues.csv").read_text("utf-8"), newline=""))]
    assert rows[0][0] == "id"
    assert names(out) == NAMES["csv"]


def test_a_link_is_not_followed(run: Run, starter: Path):
    out, other = starter.parent / "out", starter.parent / "other.csv"
    out.mkdir()
    (out / "issues.csv").symlink_to(other)
    assert "already in out: issues.csv" in run("export", "--root", "starter", "--format", "csv", "--to", "out").output
    assert run("export", "--root", "starter", "--format", "csv", "--to", "out", "--force").exit_code == 0
    assert not other.exists()
    assert not (out / "issues.csv").is_symlink()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--to", "-"), "standard output takes one format; choose it with --format, or give a folder with --to"),
        (("--to", "-", "--format", "csv"), "CSV is several tables; give a folder with --to"),
        (("--to", "starter/content/site.yaml"), "is a file; --to names a folder"),
        (("--to", "starter/content/data"), "starter/content/data lies among the records; choose another folder"),
        (("--format", "csv"), "Missing option '--to'"),
        (("--format", "xlsx", "--to", "out"), "'xlsx' is not one of 'json', 'jsonl', 'csv', 'sqlite'"),
    ],
)
def test_what_it_refuses(run: Run, starter: Path, args: tuple[str, ...], says: str):
    result = run("export", "--root", "starter", *args)
    assert result.exit_code == 2
    assert says in result.output
    assert not (starter.parent / "out").exists()


def test_a_mistake_in_the_records_stops_it(run: Run, starter: Path):
    path = next((starter / "content" / "issues").glob("*.md"))
    path.write_text(path.read_text("utf-8").replace("type: ", "tipe: ", 1), encoding="utf-8")
    result = run("export", "--root", "starter", "--to", "out")
    assert result.exit_code == 1
    assert 'unknown field "tipe"; did you mean "type"?' in result.output
    assert result.output.rstrip().endswith("nothing was written")
    assert not (starter.parent / "out").exists()
