"""Tables through their maps: what a complaint and a petition become, and that every field and record is accounted for."""

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.importers import import_table
from onrecord.model import Outcome, Words
from onrecord.read import read_project

TODAY = date(2026, 11, 21)
PETITIONS = Path(__file__).parent / "petitions.map.yaml"
COMPLAINT = {
    "product": "Mortgage",
    "complaint_what_happened": "They lost XXXX of my papers. Twice.\r\n\r\nNobody answers. ",
    "date_sent_to_company": "2020-11-05T12:00:00-05:00",
    "issue": "Closing on a mortgage",
    "sub_product": "FHA mortgage",
    "zip_code": "02139",
    "tags": None,
    "has_narrative": True,
    "complaint_id": "3930001",
    "timely": "Yes",
    "consumer_consent_provided": "Consent provided",
    "company_response": "Closed with monetary relief",
    "submitted_via": "Web",
    "company": "Example Bank, N.A.",
    "date_received": "2020-11-02T12:00:00-05:00",
    "state": "MA",
    "consumer_disputed": "N/A",
    "company_public_response": "Company believes it acted appropriately",
    "sub_issue": None,
}
COMPLAINT_TEXT = """\
id: cfpb-3930001
type: problem
product: example-bank-n-a-mortgage
components: [closing-on-a-mortgage]
tags: [FHA mortgage, timely response]
source:
  system: cfpb
  id: 3930001
  url: https://www.consumerfinance.gov/data-research/consumer-complaints/search/detail/3930001
author: anonymous
opened: 2020-11-02
title: They lost XXXX of my papers.
lang: en
via: form
text: |
  They lost XXXX of my papers. Twice.

  Nobody answers.
thread:
  - id: 2
    author: cfpb
    at: 2020-11-05
    kind: comment
    format: text
    source:
      system: cfpb
      id: 3930001#sent
      url: https://www.consumerfinance.gov/data-research/consumer-complaints/search/detail/3930001
    text: |
      The complaint was sent to the company.
  - id: 3
    author: company
    at: unknown
    kind: resolution
    outcome: made_good
    how: monetary relief
    format: text
    source:
      system: cfpb
      id: 3930001#response
      url: https://www.consumerfinance.gov/data-research/consumer-complaints/search/detail/3930001
    text: |
      Closed with monetary relief
  - id: 4
    author: company
    at: unknown
    kind: comment
    format: text
    source:
      system: cfpb
      id: 3930001#public-response
      url: https://www.consumerfinance.gov/data-research/consumer-complaints/search/detail/3930001
    text: |
      Company believes it acted appropriately
"""
PETITION = {
    "id": 300077,
    "action": "Feed the hedgehogs",
    "background": "They are hungry.\r\n# Really",
    "additional_details": "Every night.",
    "state": "closed",
    "signature_count": 2362,
    "created_at": "2020-03-03T14:17:29.745Z",
    "updated_at": "2020-10-16T09:51:54.000Z",
    "rejected_at": None,
    "rejection": None,
    "departments": [{"acronym": "DEFRA", "name": "Department for Food", "url": "https://example.org/"}],
    "topics": ["covid-19"],
}


def complaints(tmp_path, *records):
    path = tmp_path / "complaints.json"
    path.write_text(json.dumps(records))
    return import_table(path, tmp_path / "site", "cfpb")


def petitions(tmp_path, *records):
    path = tmp_path / "petitions.jsonl"
    path.write_text("\n".join(json.dumps(PETITION | r) for r in records))
    return import_table(path, tmp_path / "site", str(PETITIONS))


def rejected(id, code, details):
    return {"id": id, "rejected_at": "2020-03-05T10:00:00Z", "rejection": {"code": code, "details": details}}


def corpus(tmp_path):
    reading = read_project(tmp_path / "site", TODAY)
    assert [str(p) for p in reading.problems if p.level.value == "error"] == []
    return reading.corpus


def test_a_complaint_with_consent_becomes_an_issue_with_its_words(tmp_path):
    landing = complaints(tmp_path, COMPLAINT)
    assert landing.problems == ()
    text = (tmp_path / "site/content/issues/cfpb-3930001-they-lost-xxxx-of-my-papers.yaml").read_text()
    assert text == COMPLAINT_TEXT
    found = corpus(tmp_path)
    assert found.company_of(found.issues["cfpb-3930001"]) == "Example Bank, N.A."


@pytest.mark.parametrize("consent", [None, "N/A", "Other", "Consent not provided", "Consent withdrawn", "Anything new"])
def test_without_consent_no_word_of_a_complaint_is_written(tmp_path, consent):
    landing = complaints(tmp_path, COMPLAINT | {"consumer_consent_provided": consent})
    assert [p.message for p in landing.problems] == ["the words of the report are withheld"]
    files = [p for p in (tmp_path / "site").rglob("*") if p.is_file()]
    assert not [p for p in files if "papers" in p.read_text() or "papers" in p.name]
    issue = corpus(tmp_path).issues["cfpb-3930001"]
    assert (issue.report.words, issue.title, issue.report.text) == (Words.WITHHELD, None, "")


@pytest.mark.parametrize(
    ("response", "outcome", "how"),
    [
        ("In progress", None, None),
        ("Untimely response", None, None),
        (None, None, None),
        ("Closed with explanation", Outcome.ANSWERED, None),
        ("Closed with non-monetary relief", Outcome.MADE_GOOD, "non-monetary relief"),
        ("Closed without relief", Outcome.DECLINED, None),
    ],
)
def test_what_the_company_answered(tmp_path, response, outcome, how):
    complaints(tmp_path, COMPLAINT | {"company_response": response, "timely": "No"})
    issue = corpus(tmp_path).issues["cfpb-3930001"]
    acts = [m.act for m in issue.thread if m.kind.value == "resolution"]
    assert [(a.outcome, a.how) for a in acts] == ([(outcome, how)] if outcome else [])
    assert "late response" in issue.tags


def test_a_disputed_complaint_is_disputed_by_who_complained(tmp_path):
    complaints(tmp_path, COMPLAINT | {"consumer_disputed": "Yes"})
    issue = corpus(tmp_path).issues["cfpb-3930001"]
    assert [(m.author, m.kind.value) for m in issue.thread if m.author.startswith("anonymous")] == [
        ("anonymous-1", "report"),
        ("anonymous-1", "dispute"),
    ]


def test_an_unknown_response_keeps_everything_out(tmp_path):
    landing = complaints(tmp_path, COMPLAINT, COMPLAINT | {"complaint_id": "2", "company_response": "Closed with a smile"})
    assert [str(p) for p in landing.problems] == [
        'complaints.json:1:672: "Closed with a smile" is not in the table; add it there, or an else: (cfpb.yaml:71:7)'
    ]
    assert not (tmp_path / "site").exists()


def test_every_field_that_is_not_brought_in_is_told_once(tmp_path):
    landing = complaints(
        tmp_path, COMPLAINT | {"mood": "angry", "pages": [{"n": 1}, {"n": 2}]}, COMPLAINT | {"complaint_id": "2", "mood": "sad"}
    )
    hint = "map it, or list it under ignore: in cfpb.yaml"
    assert [str(p) for p in landing.problems] == [
        f'complaints.json: warning: the field "mood" is not brought in; 2 records have it; {hint}',
        f'complaints.json: warning: the field "pages.*.n" is not brought in; 1 record has it; {hint}',
    ]


def test_a_renamed_field_is_told_from_both_sides(tmp_path):
    record = {n: v for n, v in COMPLAINT.items() if n != "sub_product"} | {"sub_products": "FHA"}
    assert [p.message for p in complaints(tmp_path, record).problems] == [
        'no record has the field "sub_product"',
        'the field "sub_products" is not brought in; 1 record has it',
    ]


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ({"complaint_id": None}, "this record has no id; the map's id: gives nothing (cfpb.yaml:9:5)"),
        ({"complaint_id": "3930001"}, 'the id "3930001" stands twice; the first is at complaints.json:1:2'),
        ({"company": None}, None),
        ({"date_received": "2020-13-45"}, '"report.at": "2020-13-45" is no date; it is kept as claimed; months go from 01 to 12'),
        ({"complaint_id": "0017"}, '"cfpb-0017" is no issue id; the next free number is used'),
    ],
)
def test_what_a_record_lacks_is_told(tmp_path, record, problem):
    landing = complaints(tmp_path, COMPLAINT, COMPLAINT | {"complaint_id": "2"} | record)
    told = [f"{p.message}; {p.hint}" for p in landing.problems]
    assert told == ([problem] if problem else [])


def test_a_petition_becomes_an_idea_with_its_signatures(tmp_path):
    response = {"responded_on": "2020-07-21", "summary": "No plans.", "details": "We thought.\r\nLong."}
    assert (
        petitions(tmp_path, {"government_response": response, "government_response_at": "2020-07-23T14:25:15.651Z"}).problems == ()
    )
    issue = corpus(tmp_path).issues["petition-300077"]
    assert (issue.type.value, issue.title, issue.report.text) == (
        "idea",
        "Feed the hedgehogs",
        "They are hungry.\n# Really\n\nEvery night.",
    )
    assert (issue.counted.n, issue.counted.what, issue.components, issue.tags) == (
        2362,
        "signatures",
        ("department-for-food",),
        ("covid-19",),
    )
    answer = issue.message(2)
    assert (answer.author, answer.kind.value, answer.text, answer.at.day) == (
        "government", "answer", "No plans.\n\nWe thought.\nLong.", date(2020, 7, 23),
    )  # fmt: skip


def test_a_rejection_is_a_resolution_with_its_reason(tmp_path):
    petitions(tmp_path, rejected(1, "irrelevant", "Not ours."), rejected(2, "no-action", "") | {"rejected_at": None})
    issues = corpus(tmp_path).issues
    acts = [issues[f"petition-{n}"].message(2) for n in (1, 2)]
    assert [(m.act.outcome, m.act.why, m.text, m.at.day) for m in acts] == [
        (Outcome.DECLINED, "irrelevant", "Not ours.", date(2020, 3, 5)),
        (Outcome.DECLINED, "no-action", "", None),
    ]


def test_a_duplicate_points_to_the_first_petition_that_is_here_else_outside(tmp_path):
    site = "https://petition.parliament.uk/petitions"
    landing = petitions(
        tmp_path,
        {"id": 5},
        rejected(1, "duplicate", f"{site}/5"),
        rejected(2, "duplicate", f"Sign {site}/99\r\nor {site}/5."),
        rejected(3, "duplicate", f"Sign {site}/98 or {site}/99"),
        rejected(4, "duplicate", "There was one."),
    )
    assert landing.problems == ()
    issues = corpus(tmp_path).issues
    acts = [issues[f"petition-{n}"].message(2).act for n in (1, 2, 3, 4)]
    assert [(a.outcome, a.duplicate_of) for a in acts] == [
        (Outcome.DUPLICATE, "petition-5"),
        (Outcome.DUPLICATE, "petition-5"),
        (Outcome.DUPLICATE, f"{site}/98"),
        (Outcome.DECLINED, None),
    ]


def test_duplicates_in_a_circle_do_not_break(tmp_path):
    site = "https://petition.parliament.uk/petitions"
    pairs = [(1, 2), (2, 3), (3, 1), (4, 4), (5, 1)]
    landing = petitions(tmp_path, *(rejected(a, "duplicate", f"{site}/{b}") for a, b in pairs))
    assert [str(p) for p in landing.problems] == [
        (
            "petitions.jsonl:1:1: warning: duplicates in a circle: petition-1 → petition-2 → petition-3 → petition-1; "
            "this one points to the address outside"
        )
    ]
    issues = corpus(tmp_path).issues
    assert [issues[f"petition-{n}"].message(2).act.duplicate_of for n in range(1, 6)] == [
        f"{site}/2", "petition-3", "petition-1", f"{site}/4", "petition-1",
    ]  # fmt: skip
    assert petitions(tmp_path, *(rejected(a, "duplicate", f"{site}/{b}") for a, b in pairs)).files == ()


def test_records_that_are_skipped_are_told_with_their_reason(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("n,title,kind\n1,Loud,bug\n2,Buy now,spam\n")
    (tmp_path / "map.yaml").write_text(
        'system: t\nid: "{n}"\nskip: [{when: {field: kind, equals: spam}, why: it is spam}]\nissue: {type: problem}\n'
        'report: {author: {alias: {value: "user {n}", as: slug}, name: "User {n}"}, at: unknown,\n'
        '  title: "{title}", text: "{title}"}\n'
    )
    landing = import_table(table, tmp_path / "site", str(tmp_path / "map.yaml"), prefix="t", company="Acme")
    assert (landing.records, landing.new, landing.left_out) == (2, 1, 1)
    assert [str(p) for p in landing.problems] == ["t.csv:3:1: warning: this record yields no issue; it is spam"]
    found = corpus(tmp_path)
    assert (found.issues["t-1"].report.author, found.people["user-1"].name) == ("user-1", "User 1")


def again(tmp_path, run):
    """What a second run wrote; and that it changed nothing."""
    before = {p: p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file()}
    landing = run()
    assert {p: p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file()} == before
    return landing.files


def test_the_real_complaints_are_all_accounted_for(real_records, tmp_path):
    def run():
        return import_table(real_records / "cfpb/complaints.json", tmp_path / "site", "cfpb")

    landing = run()
    assert (landing.records, landing.new, landing.left_out, landing.problems) == (164, 164, 0, ())
    found = corpus(tmp_path)
    assert len({p.company.name for p in found.products.values()}) == 51
    records = {r["complaint_id"]: r for r in json.loads((real_records / "cfpb/complaints.json").read_text())}
    told = {i.source.id: i for i in found.issues.values()}
    assert set(told) == set(records)
    for id, record in records.items():
        words = record["complaint_what_happened"] if record["consumer_consent_provided"] == "Consent provided" else ""
        assert told[id].report.text == words.rstrip()
        assert told[id].report.withheld == (not words)
    assert sum(not i.report.withheld for i in found.issues.values()) == 17
    assert sum(any(m.kind.value == "resolution" for m in i.thread) for i in found.issues.values()) == 91
    assert again(tmp_path, run) == ()


@pytest.mark.slow
def test_the_real_petitions_are_all_accounted_for(real_records, tmp_path):
    def run():
        return import_table(real_records / "petitions/petitions.jsonl", tmp_path / "site", str(PETITIONS))

    landing = run()
    assert (landing.records, landing.new, landing.left_out) == (2071, 2071, 0)
    assert {p.message for p in landing.problems} <= {'"title": line ends are made spaces'}
    issues = corpus(tmp_path).issues
    kinds = [m.kind.value for i in issues.values() for m in i.thread]
    assert (kinds.count("answer"), kinds.count("resolution")) == (53, 1426)
    links = [m.act.duplicate_of for i in issues.values() for m in i.thread if m.kind.value == "resolution" and m.act.duplicate_of]
    assert len(links) == 731
    assert sum(link in issues for link in links) > 173
    text = (real_records / "petitions/petitions.jsonl").read_text()
    for record in map(json.loads, text.split("\n")[:-1]):
        words = "\n\n".join(w for w in (record["background"], record["additional_details"]) if w.strip())
        assert issues[f"petition-{record['id']}"].report.text == words.replace("\r\n", "\n").rstrip()
    assert again(tmp_path, run) == ()
