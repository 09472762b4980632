"""The plan and the manifest: pure decisions about paths."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engine.manifest import Entry, Output, manifest_text, read_manifest
from onrecord.engine.paths import all_safe, fault, folders
from onrecord.engine.plan import Lies, Step, Wanted, plan

DIGEST = "0" * 64


OLD, NEW = "0a", "0b"


def wrote(*paths: str, key: str = OLD) -> Output:
    return Output({path: Entry(DIGEST, key) for path in paths})


def steps(previous: Output, wanted: list[str], lies: dict[str, Lies] | None = None, key: str = NEW) -> list[tuple[str, str, str]]:
    return [(a.step.value, a.path, a.because) for a in plan(previous, [Wanted(path, key) for path in wanted], lies or {})]


def test_a_first_build_makes_everything_in_the_order_given():
    assert steps(Output(), ["b/index.html", "a/index.html", "index.html"]) == [
        ("make", "b/index.html", "it is new"),
        ("make", "a/index.html", "it is new"),
        ("make", "index.html", "it is new"),
    ]


@pytest.mark.parametrize(
    ("key", "lies", "step", "because"),
    [
        (OLD, Lies.OURS, "keep", "nothing that it is made from has changed"),
        (NEW, Lies.OURS, "make", "changed: what it is made from"),
        ("", Lies.OURS, "make", "what it is made from was not looked at"),
        (OLD, Lies.OTHER, "make", "what lies there is not what was written"),
        (OLD, Lies.NOTHING, "make", "it is gone from the site's folder"),
    ],
)
def test_a_page_is_kept_where_its_key_and_its_bytes_are_the_same(key: str, lies: Lies, step: str, because: str):
    assert steps(wrote("index.html"), ["index.html"], {"index.html": lies}, key) == [(step, "index.html", because)]


def test_a_plan_names_the_parts_of_a_key_that_have_changed():
    aspects = ("the program", "its template", "what it shows")
    (action,) = plan(wrote("a", key="0-1-2"), [Wanted("a", "0-2-3")], {"a": Lies.OURS}, aspects)
    assert action.because == "changed: its template, what it shows"


def test_what_no_page_claims_goes_last_and_sorted():
    previous = wrote("old/b", "old/a", "index.html")
    assert steps(previous, ["index.html", "new"], {"index.html": Lies.OURS}) == [
        ("make", "index.html", "changed: what it is made from"),
        ("make", "new", "it is new"),
        ("remove", "old/a", "no page claims it any more"),
        ("remove", "old/b", "no page claims it any more"),
    ]


def test_what_is_not_ours_has_to_match():
    assert steps(Output(), ["index.html"], {"index.html": Lies.OTHER}) == [
        ("match", "index.html", "what lies there was not written by Onrecord")
    ]


def test_what_a_killed_build_may_have_written_is_ours():
    previous = Output({}, ("index.html", "gone.html"))
    assert steps(previous, ["index.html"], {"index.html": Lies.OTHER}) == [
        ("make", "index.html", "a build that did not end may have written it"),
        ("remove", "gone.html", "no page claims it any more"),
    ]


def test_a_file_in_the_place_of_a_folder_goes_first():
    assert steps(wrote("a"), ["a/b"]) == [
        ("remove", "a", "a page or a folder takes its place"),
        ("make", "a/b", "it is new"),
    ]


def test_a_folder_in_the_place_of_a_file_goes_first():
    assert steps(wrote("a/b/c"), ["a"], {"a": Lies.OTHER}) == [
        ("remove", "a/b/c", "a page or a folder takes its place"),
        ("make", "a", "it is new"),
    ]


paths = st.lists(st.sampled_from(["a", "a/b", "a/b/c", "b", "b/c", "c/d/e"]), unique=True)


def clashes(chosen: list[str]) -> bool:
    return any(folder in chosen for path in chosen for folder in folders(path))


@given(paths.filter(lambda p: not clashes(p)), paths.filter(lambda p: not clashes(p)))
def test_a_plan_turns_what_was_into_what_is_wanted(before: list[str], wanted: list[str]):
    lying = set(before)
    for action in plan(wrote(*before), [Wanted(path) for path in wanted], {}):
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
    assert not all_safe(["index.html", path, "issues/42/index.html"])
    assert not all_safe([path])


def test_plain_paths_are_safe_together():
    assert all_safe([])
    assert all_safe(["index.html", "issues/42/index.html", "a..b", "…/ü.html", ".well-known/x", ".a", "..b/c"])


@pytest.mark.parametrize("path", ["index.html", "issues/42/index.html", "a..b", "…/ü.html", ".well-known/x", "a/.onrecord-writing"])
def test_a_plain_path_is_safe(path: str):
    assert fault(path) is None


def test_a_manifest_reads_back():
    outputs = {
        "site": Output({"b": Entry(DIGEST, OLD, "1.2.3.4"), "a": Entry(DIGEST)}, ("c",), DIGEST, "{}"),
        "/elsewhere": Output(),
    }
    assert read_manifest(manifest_text(outputs)) == outputs
    assert manifest_text(outputs) == manifest_text(dict(reversed(outputs.items())))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no onrecord-manifest/2"),
        ('{"format": "onrecord-manifest/3", "outputs": {}}', "no onrecord-manifest/2"),
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


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("../x", [DIGEST, OLD, "1.2.3.4"]),
        ("x", [DIGEST[1:], OLD + "0", "1.2.3.4"]),
        ("x", [DIGEST.replace("0", "g"), OLD, "1.2.3.4"]),
        ("x", [DIGEST, "x", "1.2.3.4"]),
        ("x", [DIGEST, OLD, "\ud800"]),
        ("x", [DIGEST, OLD]),
        ("x", [DIGEST, OLD, "1.2.3.4", ""]),
        ("x", [DIGEST, OLD, 1]),
        ("x", {DIGEST: "", OLD: "", "1.2.3.4": ""}),
        ("x", 3),
    ],
)
def test_one_wrong_entry_among_many_is_found(path: str, entry: object):
    files = {"index.html": [DIGEST, OLD, ""], path: entry, "z": [DIGEST, OLD, ""]}
    output = {"files": files, "begun": [], "whole": "", "told": ""}
    with pytest.raises(ValueError, match=f"{path!r}"):
        read_manifest(json.dumps({"format": "onrecord-manifest/2", "outputs": {"site": output}}))


def test_a_manifest_of_the_former_format_is_understood():
    text = json.dumps({"format": "onrecord-manifest/1", "outputs": {"site": {"begun": ["b"], "files": {"a": DIGEST}}}})
    assert read_manifest(text) == {"site": Output({"a": Entry(DIGEST)}, ("b",))}


def test_a_manifest_holds_no_place_of_this_machine_for_what_lies_in_the_project():
    shown = json.loads(manifest_text({"site": wrote("a")}))["outputs"]
    assert shown == {"site": {"begun": [], "files": {"a": [DIGEST, OLD, ""]}, "told": "", "whole": ""}}
