"""The example is rich enough: every kind, status, outcome and state of a promise appears in it, and it reads without a mistake."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from conftest import ROOT
from onrecord.derive import assess
from onrecord.derive.assessment import Assessment
from onrecord.derive.judgement import Evidence, PromiseState, Status
from onrecord.model import Corpus, IssueType, Kind, Level, Message, Outcome, Resolution, Role
from onrecord.read import Reading, read_project

AS_OF = date(2026, 11, 21)
ISSUES = ROOT / "content" / "issues"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_project(ROOT, AS_OF)


@pytest.fixture(scope="module")
def corpus(reading: Reading) -> Corpus:
    return reading.corpus


@pytest.fixture(scope="module")
def assessment(corpus: Corpus) -> Assessment:
    return assess(corpus, AS_OF)


@pytest.fixture(scope="module")
def messages(corpus: Corpus) -> list[Message]:
    return [message for issue in corpus.issues.values() for message in issue.thread]


def test_it_reads_without_a_problem(reading: Reading, assessment: Assessment) -> None:
    assert [str(p) for p in (*reading.problems, *assessment.problems)] == []


def test_it_stays_readable_as_time_passes(corpus: Corpus) -> None:
    later = read_project(ROOT, date(2031, 1, 1))
    assert [p for p in later.problems if p.level is Level.ERROR] == []
    assert assess(later.corpus, later.as_of).problems == ()


def test_there_are_at_least_forty_four_issues_over_three_products(corpus: Corpus) -> None:
    products = Counter(issue.product for issue in corpus.issues.values())
    assert len(corpus.issues) >= 44
    assert min(products[p] for p in ("brise", "hauch", "foehn")) >= 10


def test_every_type_of_issue_appears(corpus: Corpus) -> None:
    assert {issue.type for issue in corpus.issues.values()} == set(IssueType)


def test_every_kind_of_message_appears(messages: list[Message]) -> None:
    assert {message.kind for message in messages} == set(Kind)


def test_every_outcome_appears(messages: list[Message]) -> None:
    assert {m.act.outcome for m in messages if isinstance(m.act, Resolution)} == set(Outcome)


def test_every_status_appears(assessment: Assessment) -> None:
    assert {issue.standing.status for issue in assessment.issues.values()} == set(Status)


def test_a_promise_is_in_every_state(assessment: Assessment) -> None:
    assert {commitment.state for commitment in assessment.commitments} == set(PromiseState)


def test_a_promise_moved_twice_was_kept_late(assessment: Assessment) -> None:
    (promise,) = assessment.issues["1"].commitments
    assert (promise.first_due, promise.due, promise.state) == (date(2025, 5, 31), date(2026, 1, 31), PromiseState.KEPT_LATE)
    assert [slip.days for slip in promise.slips] == [122, 123]


def test_a_disputed_fix_is_confirmed_in_the_end_by_all_who_reported_it(assessment: Assessment) -> None:
    issue = assessment.issues["1"]
    passed = [standing.status for standing in issue.history]
    assert passed.index(Status.DISPUTED) < passed.index(Status.CONFIRMED)
    assert {verdict.alias for verdict in issue.verdicts} == {"jo", "dorothea"}


def test_the_release_that_was_taken_back_takes_back_its_fix(assessment: Assessment) -> None:
    issue = assessment.issues["28"]
    assert [(fix.version, fix.yanked) for fix in issue.fixed_in] == [("3.0.1", True)]
    assert issue.standing.status is Status.PROMISED


def test_a_change_made_and_not_yet_released_leaves_its_issue_open(assessment: Assessment) -> None:
    issue = assessment.issues["46"]
    assert [(fix.version, fix.out) for fix in issue.fixed_in] == [("Unreleased", False)]
    assert issue.standing.status is Status.ANSWERED


def test_a_release_alone_resolves_an_issue(assessment: Assessment) -> None:
    said = assessment.issues["11"].said
    assert said is not None
    assert said.release == ("hauch", "1.1.0")


def test_duplicates_point_inside_and_outside(assessment: Assessment) -> None:
    originals = {id: issue.original for id, issue in assessment.issues.items() if issue.original}
    assert originals == {"5": "1", "30": "29", "forum-57": "https://tracker.example/chatterbox/issues/2381"}


def test_it_was_reported_again_after_the_fix(assessment: Assessment) -> None:
    assert [voice.alias for voice in assessment.issues["40"].reported_again] == ["dorothea"]


def test_verdicts_come_with_both_kinds_of_evidence(assessment: Assessment) -> None:
    assert {v.evidence for issue in assessment.issues.values() for v in issue.verdicts} == set(Evidence)


def test_there_are_observers_staff_and_a_self_reported_issue(corpus: Corpus, assessment: Assessment) -> None:
    roles = Counter(person.role for person in corpus.people.values())
    assert roles[Role.OBSERVER] == 2
    assert roles[Role.COMPANY] >= 7
    assert [id for id, issue in assessment.issues.items() if issue.self_reported and issue.type is not IssueType.ASK] == ["16"]


def test_the_words_are_in_four_languages_and_translated(messages: list[Message]) -> None:
    languages = Counter(message.lang for message in messages)
    assert languages["de"] >= 6
    assert languages["fr"] >= 6
    assert languages["ar"] >= 2
    assert all("en" in message.translations for message in messages if message.lang)


def test_some_words_are_withheld_and_some_come_with_files(messages: list[Message]) -> None:
    files = [attachment for message in messages for attachment in message.attachments]
    assert [m.author for m in messages if m.withheld] == ["anonymous-1"]
    assert {f.media for f in files} == {"image/png", "image/webp", "text/plain"}
    assert all(f.alt or f.label for f in files)


def test_the_header_fields_appear(corpus: Corpus) -> None:
    issues = corpus.issues.values()
    assert len([issue for issue in issues if issue.counted]) >= 2
    assert {issue.severity for issue in issues} >= {"low", "medium", "high", "critical"}
    assert all(issue.quote for issue in issues)
    assert any(issue.report.source and issue.report.source.url for issue in issues)


def test_names_that_changed_keep_their_old_address(corpus: Corpus) -> None:
    assert corpus.products["brise"].formerly == ("flaute",)
    assert [c.formerly for c in corpus.products["brise"].components if c.formerly] == [("silent-drive",)]
    assert corpus.people["mirela-dragan"].formerly == ("mirela-petcu",)


def test_all_three_shapes_of_a_file_are_used() -> None:
    headers = {path.parent.name for path in ISSUES.glob("*/issue.md")}
    alone = {path.stem for path in ISSUES.glob("*.md")}
    folders = {path.name for path in ISSUES.iterdir() if path.is_dir()}
    assert headers
    assert alone & folders
    assert alone - folders
    assert list(ISSUES.glob("*.yaml"))


def test_the_program_itself_has_its_real_changelog(corpus: Corpus) -> None:
    product = corpus.products["onrecord"]
    assert product.notice is not None
    assert "real" in product.notice
    assert product.company is not None
    assert corpus.releases[("onrecord", "Unreleased")].changes


def test_nobody_waits_for_thanks_to_be_answered(corpus: Corpus, assessment: Assessment) -> None:
    assert corpus.issues["17"].thread[-1].author == "penhallow"
    assert "17" not in assessment.waiting
    assert assessment.waiting[0] == "22"
