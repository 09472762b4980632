"""The plan and the manifest: pure decisions about paths."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engine.manifest import Output, manifest_text, read_manifest
from onrecord.engine.paths import fault, folders
from onrecord.engine.plan import Step, plan

DIGEST = "0" * 64


def steps(previous: Output, wanted: list[str], occupied: list[str]) -> list[tuple[str, str, str]]:
    return [(a.step.value, a.path, a.because) for a in plan(previous, wanted, occupied)]


def test_a_first_build_writes_everything_in_the_order_given():
    assert steps(Output(), ["b/index.html", "a/index.html", "index.html"], []) == [
        ("write", "b/index.html", "it is new"),
        ("write", "a/index.html", "it is new"),
        ("write", "index.html", "it is new"),
    ]


def test_what_no_page_claims_goes_last_and_sorted():
    previous = Output({"old/b": DIGEST, "old/a": DIGEST, "index.html": DIGEST})
    assert steps(previous, ["index.html", "new"], ["index.html"]) == [
        ("write", "index.html", "it may have changed"),
        ("write", "new", "it is new"),
        ("remove", "old/a", "no page claims it any more"),
        ("remove", "old/b", "no page claims it any more"),
    ]


def test_what_is_not_ours_has_to_match():
    assert steps(Output(), ["index.html"], ["index.html"]) == [
        ("match", "index.html", "what lies there was not written by Onrecord")
    ]


def test_what_a_killed_build_may_have_written_is_ours():
    previous = Output({}, ("index.html", "gone.html"))
    assert steps(previous, ["index.html"], ["index.html"]) == [
        ("write", "index.html", "a build that did not end may have written it"),
        ("remove", "gone.html", "no page claims it any more"),
    ]


def test_a_file_in_the_place_of_a_folder_goes_first():
    assert steps(Output({"a": DIGEST}), ["a/b"], []) == [
        ("remove", "a", "a page or a folder takes its place"),
        ("write", "a/b", "it is new"),
    ]


def test_a_folder_in_the_place_of_a_file_goes_first():
    assert steps(Output({"a/b/c": DIGEST}), ["a"], ["a"]) == [
        ("remove", "a/b/c", "a page or a folder takes its place"),
        ("write", "a", "it is new"),
    ]


paths = st.lists(st.sampled_from(["a", "a/b", "a/b/c", "b", "b/c", "c/d/e"]), unique=True)


def clashes(chosen: list[str]) -> bool:
    return any(folder in chosen for path in chosen for folder in folders(path))


@given(paths.filter(lambda p: not clashes(p)), paths.filter(lambda p: not clashes(p)))
def test_a_plan_turns_what_was_into_what_is_wanted(before: list[str], wanted: list[str]):
    lying = set(before)
    for action in plan(Output(dict.fromkeys(before, DIGEST)), wanted, []):
        if action.step is Step.REMOVE:
            lying.remove(action.path)
        else:
            assert not any(folder in lying for folder in folders(action.path)), "a file stands where a folder is needed"
            assert not any(action.path in folders(path) for path in lying), "a folder stands where a file is needed"
            lying.add(action.path)
    assert lying == set(wanted)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a//b",
        "a/./b",
        "./a",
        "a/",
        "a\\b",
        "C:/x",
        "c:x",
        "a\0b",
        "a\nb",
        "\ud800",
        ".onrecord-writing",
    ],
)
def test_an_unsafe_path_is_refused(path: str):
    assert fault(path)


@pytest.mark.parametrize("path", ["index.html", "issues/42/index.html", "a..b", "…/ü.html", ".well-known/x", "a/.onrecord-writing"])
def test_a_plain_path_is_safe(path: str):
    assert fault(path) is None


def test_a_manifest_reads_back():
    outputs = {"site": Output({"b": DIGEST, "a": DIGEST}, ("c",)), "/elsewhere": Output()}
    assert read_manifest(manifest_text(outputs)) == outputs
    assert manifest_text(outputs) == manifest_text(dict(reversed(outputs.items())))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no onrecord-manifest/1"),
        ('{"format": "onrecord-manifest/2", "outputs": {}}', "no onrecord-manifest/1"),
        ('{"format": "onrecord-manifest/1", "outputs": {"site": []}}', "lacks its files"),
        ('{"format": "onrecord-manifest/1", "outputs": {"site": {"files": {"../x": ""}, "begun": []}}}', "'../x'"),
        ('{"format": "onrecord-manifest/1", "outputs": {"site": {"files": {}, "begun": ["/etc/passwd"]}}}', "'/etc/passwd'"),
        ('{"format": "onrecord-manifest/1", "outputs": {"site": {"files": {}, "begun": [3]}}}', "is no text"),
        ('{"format": "onrecord-manifest/1", "outputs": {"site": {"files": {"x": "short"}, "begun": []}}}', "digest of 'x'"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(text: str, what: str):
    with pytest.raises(ValueError, match=what.replace("[", r"\[")):
        read_manifest(text)


def test_a_manifest_holds_no_place_of_this_machine_for_what_lies_in_the_project():
    assert json.loads(manifest_text({"site": Output({"a": DIGEST})}))["outputs"] == {"site": {"begun": [], "files": {"a": DIGEST}}}
