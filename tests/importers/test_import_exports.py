"""Exports in every format, whole and broken: a mistake is told at its place, nothing is half written, nothing is a traceback."""

import json
import random

import pytest

from onrecord.importers import import_table
from onrecord.importers.rows import read_rows
from onrecord.model import OnrecordError

MAP = (
    'system: desk\nid: "{n}"\nissue: {type: problem}\nreport: {author: anonymous, at: unknown, title: "{title}", text: "{body}"}\n'
)
RECORDS = [
    {"n": 1, "title": "Loud: very", "body": "They\nroar\u2028é😀", "ok": True, "x": None},
    {"n": 2, "title": "Hot", "body": "1.10"},
]
CSV = 'n,title,body\r\n1,"Loud, ""very""","They\r\nroar"\r\n\r\n2,Hot,1.10\r\n'


def rows(tmp_path, name, text, records=""):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return read_rows(path, None, records)


def test_every_format_gives_the_records_and_their_places(tmp_path):
    found, problems = rows(tmp_path, "a.json", json.dumps(RECORDS, indent=1))
    assert problems == ()
    assert [(str(r.where), r.fields["n"], r.fields.get("ok")) for r in found] == [
        ("a.json:2:2", "1", "true"),
        ("a.json:9:2", "2", None),
    ]
    found, _ = rows(tmp_path, "a.json", json.dumps({"k": [1, {}], "data": {"items": RECORDS}}), "data.items")
    assert [str(r.where) for r in found] == ["a.json:1:35", "a.json:1:137"]
    found, _ = rows(tmp_path, "a.jsonl", "\n".join(json.dumps(r, ensure_ascii=False) for r in RECORDS))
    assert [(str(r.where), r.fields["body"]) for r in found] == [("a.jsonl:1:1", RECORDS[0]["body"]), ("a.jsonl:2:1", "1.10")]
    found, _ = rows(tmp_path, "a.csv", CSV)
    assert [(str(r.where), r.fields["title"], r.fields["body"]) for r in found] == [
        ("a.csv:2:1", 'Loud, "very"', "They\r\nroar"),
        ("a.csv:5:1", "Hot", "1.10"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.json", "", "a.json:1:1: an array of records is wanted here; the map's records: is the path to it"),
        ("a.json", '{"data": []}', "a.json:1:1: an array of records is wanted here; the map's records: is the path to it"),
        ("a.json", '[{"n": 1},\n {"n": }]', "a.json:2:8: the JSON cannot be read: expecting value"),
        ("a.json", '[{"n": 1}\n {"n": 2}]', "a.json:2:2: the JSON cannot be read: a comma or ] is wanted here"),
        ("a.json", '[{"n": 1,\n"n": 2}]', 'a.json:1:2: a field stands twice: "n"'),
        ("a.json", "[\n 7]", "a.json:2:2: a record is wanted here: an object with fields"),
        ("a.json", '[{"n": "\\ud800"}]', "a.json:1:2: a half of a character (a lone surrogate); export it as UTF-8 again"),
        ("a.json", "[" + "[" * 100_000, "a.json:1:2: the JSON cannot be read: it nests too deeply"),
        ("a.json", b"[\n\xff]", "a.json:2:1: the byte 0xff is no UTF-8; save the file as UTF-8"),
        ("a.jsonl", '{"n": 1}\n{"n": 2} {', "a.jsonl:2:10: the JSON cannot be read: more follows on the line; one object a line"),
        ("a.jsonl", '{"n": 1}\n{"n": 2', "a.jsonl:2:8: the JSON cannot be read: expecting ',' delimiter"),
        ("a.csv", "n,title\n1,a\n2\n", "a.csv:3:1: this record has 1 cells, the header 2; is a quote missing?"),
        ("a.csv", "n,n\n", 'a.csv:1:1: the column "n" stands twice; the first line names the columns'),
        ("a.csv", 'n,title\n1,"a" b\n', "a.csv:2:1: the CSV cannot be read: ',' expected after '\"'"),
        ("a.csv", 'n,title\n1,"a\n', "a.csv:2:1: the CSV cannot be read: unexpected end of data"),
        ("a.csv", "", "a.csv: the file is empty; the first line names the columns"),
        ("a.json", '[{"n": 1},\n]', "a.json:2:1: the JSON cannot be read: a record is wanted after the comma"),
        ("a.json", "[]\n[]", "a.json:2:1: the JSON cannot be read: more follows after the array; one array a file"),
    ],
)
def test_a_broken_export_is_told_at_its_place(tmp_path, name, text, problem):
    found, problems = rows(tmp_path, name, text)
    assert (found, [str(p) for p in problems]) == ((), [problem])


@pytest.mark.parametrize(
    "text", ["n;title;body\n1;Loud, very;x\n", "n\ttitle\tbody\n1\tLoud, very\tx\n", 'n,"ti;tle"\n1,"Loud, very"\n']
)
def test_the_header_of_a_csv_file_tells_what_divides_its_columns(tmp_path, text):
    (found,), problems = rows(tmp_path, "a.csv", "\ufeff" + text)
    assert (list(found.fields.values())[:2], problems) == (["1", "Loud, very"], ())


def told_of(tmp_path, name, text):
    """What an import of an export says, in short."""
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / name).write_text(text)
    landing = import_table(tmp_path / name, tmp_path / "site", str(tmp_path / "map.yaml"), company="Acme")
    return [str(problem) for problem in landing.problems]


def test_a_column_that_a_csv_file_lacks_is_told(tmp_path):
    assert told_of(tmp_path, "a.csv", "n,title\n1,Loud\n") == ['map.yaml: warning: no record has the field "body"']
    assert told_of(tmp_path, "a.jsonl", '{"n": 1, "title": "Loud"}') == []


ACTS = {
    "author: mira": 'unknown person "mira"; list them under people:, or write alias:, name: and role: here (map.yaml:5:56)',
    "author: anonymous": 'message "m" cannot be by "anonymous", a customer; only the company\'s people write answers; others write',
    "author: {alias: ann, role: customer}": 'message "m" cannot be by "ann", a customer; only the company\'s people write answers;',
    "author: anonymous, kind: dispute": 'message "m" cannot be by "anonymous", a customer; write "anonymous-1" here and in',
    "author: company, kind: dispute": 'message "m" cannot be by "company", the company; the company says that an issue is over by',
    "author: {alias: mira, role: company}": None,
    "author: anonymous-1, kind: dispute": None,
}


@pytest.mark.parametrize(("act", "problem"), ACTS.items())
def test_nothing_is_brought_in_that_its_author_may_not_say(tmp_path, act, problem):
    kind = "" if "kind" in act else "kind: answer, "
    (tmp_path / "map.yaml").write_text(f"{MAP}messages: [{{key: m, at: unknown, {kind}{act}, text: Well.}}]\n")
    (tmp_path / "a.jsonl").write_text('{"n": 1, "title": "Loud", "body": "x"}')
    landing = import_table(tmp_path / "a.jsonl", tmp_path / "site", str(tmp_path / "map.yaml"), company="Acme")
    assert [str(p).startswith(f"a.jsonl:1:1: {problem}") for p in landing.problems] == [True] * bool(problem), landing.problems
    assert bool(landing.files) is (problem is None)


@pytest.mark.parametrize(("name", "text"), [("a.csv", "n,title,body\n"), ("a.json", "[]"), ("a.jsonl", "")])
def test_an_export_without_records_is_told(tmp_path, name, text):
    assert told_of(tmp_path, name, text) == [f"{name}: warning: there are no records in it"]


def test_a_path_that_leads_nowhere_is_told(tmp_path):
    _, problems = rows(tmp_path, "a.json", '{"datas": [], "k": 1}', "data.items")
    assert [str(p) for p in problems] == ['a.json:1:1: there is no "data" in this object; did you mean "datas"?']


def test_a_file_of_no_known_format_is_refused(tmp_path):
    with pytest.raises(OnrecordError, match="is it CSV, JSON or JSON Lines"):
        rows(tmp_path, "a.xlsx", "")


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv"])
def test_any_mutation_of_an_export_is_told_or_brought_in_whole(tmp_path, name):
    whole = {
        "a.json": json.dumps(RECORDS, indent=1),
        "a.jsonl": "\n".join(json.dumps(r) for r in RECORDS),
        "a.csv": CSV,
    }[name].encode()
    (tmp_path / "map.yaml").write_text(MAP)
    dice = random.Random(7)
    refused = 0
    for round in range(150):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(data))
            match dice.randrange(4):
                case 0:
                    del data[at : at + dice.randint(1, 8)]
                case 1:
                    data[at] = dice.randrange(256)
                case 2:
                    data[at:at] = dice.choice([b'"', b"{", b"[[", b"\\ud83d", b"\0", b"\n", b",", b"\\u0000"])
                case _:
                    data[at:] = b""
            if not data:
                break
        path = tmp_path / name
        path.write_bytes(bytes(data))
        root = tmp_path / f"site-{round}"
        landing = import_table(path, root, str(tmp_path / "map.yaml"), company="Acme")
        if landing.refused:
            refused += 1
            assert not root.exists()
            assert all(p.where.path for p in landing.problems)
            assert any(p.where.line for p in landing.problems)
        else:
            assert landing.new + landing.left_out == landing.records
            assert landing.new == len(list((root / "content/issues").glob("*.yaml"))) if landing.new else True
    assert refused > 20
