"""The specimen: every template in every state, in any theme."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from links import PageLinks
from onrecord.build.specimen.record import specimens
from onrecord.build.specimen.site import build_specimen, specimen_files, theme_of
from onrecord.build.specimen.writing import AS_OF
from onrecord.derive import assess
from onrecord.derive.judgement import PromiseState, Status
from onrecord.model import IssueType, Kind, OnrecordError, Outcome, Resolution
from onrecord.render.theme import load_theme
from onrecord.render.views.reference import TEMPLATES

THEMES = ("broadsheet", "plain")


@cache
def built(theme: str) -> dict[str, bytes]:
    return specimen_files(load_theme(theme, ROOT), {})


def test_every_state_of_the_record_occurs():
    whole = specimens()[0].corpus
    judged = assess(whole, AS_OF)
    messages = [message for issue in whole.issues.values() for message in issue.thread]
    assert judged.problems == ()
    assert {issue.standing.status for issue in judged.issues.values()} == {*Status}
    assert {promise.state for promise in judged.commitments} == {*PromiseState}
    assert {issue.type for issue in whole.issues.values()} == {*IssueType}
    assert {message.kind for message in messages} == {*Kind}
    outcomes = {message.act.outcome for message in messages if isinstance(message.act, Resolution)}
    assert outcomes == {*Outcome} - {Outcome.DUPLICATE}
    assert any(message.withheld for message in messages)
    assert any(message.translations and message.attachments for message in messages)
    assert any(message.at.doubtful for message in messages)
    assert judged.reported_again
    assert {message.lang for message in messages} >= {"ar", "ja", "de"}


@pytest.mark.parametrize("theme", THEMES)
def test_every_template_is_shown_and_listed(theme: str):
    pages = built(theme)
    index = pages["index.html"].decode()
    assert set(re.findall(r"<dt>([^<]+)</dt>", index)) == {*TEMPLATES}
    listed = PageLinks(index)
    assert listed.faults == []
    made = [path for path in pages if path.endswith((".html", "/talk.svg", "/record.svg")) and path != "index.html"]
    assert sorted(link for tag, link in listed.links if tag == "a") == sorted(made)
    assert len(made) > 400


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_is_whole(theme: str):
    faults = {path: PageLinks(page.decode()).faults for path, page in built(theme).items() if path.endswith(".html")}
    assert {path: told for path, told in faults.items() if told} == {}


def test_the_mirrored_pages_run_from_right_to_left():
    assert b'dir="rtl"' in built("plain")["mirrored/index.html"][:200]
    assert b'dir="ltr"' in built("plain")["whole/index.html"][:200]


def test_it_is_laid_into_a_folder_and_renewed(tmp_path: Path):
    out = tmp_path / ".onrecord" / "specimen"
    first = build_specimen(tmp_path, out, "plain", {"accent": "green"})
    assert first.rendered == len(built("plain"))
    assert b'data-accent="green"' in (out / "whole" / "index.html").read_bytes()
    again = build_specimen(tmp_path, out, "plain", {"accent": "green"})
    assert (again.rendered, again.kept) == (0, first.rendered)
    child = tmp_path / "themes" / "mine"
    (child / "templates").mkdir(parents=True)
    (child / "theme.yaml").write_text("name: Mine\nparent: plain\nviews: 1\n")
    (child / "templates" / "talk.html").write_text("{% extends 'parent:talk.html' %}{% block main %}Call us.{% endblock %}")
    build_specimen(tmp_path, out, "mine", {})
    assert b"Call us." in (out / "whole" / "talk" / "index.html").read_bytes()
    (child / "templates" / "talk.html").write_text("{{ page.wayz }}")
    with pytest.raises(
        OnrecordError, match=r'themes/mine/templates/talk\.html:1: TalkView has no field "wayz"; did you mean "ways"'
    ):
        build_specimen(tmp_path, out, "mine", {})


def test_the_theme_that_is_shown(tmp_path: Path):
    assert theme_of(tmp_path) == ("broadsheet", {})
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("title: A\ncompany: B\ntheme: plain\ntheme_options: {accent: green}\n")
    assert theme_of(tmp_path) == ("plain", {"accent": "green"})
    assert theme_of(tmp_path, "plain") == ("plain", {"accent": "green"})
    assert theme_of(tmp_path, "broadsheet") == ("broadsheet", {})
