"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from onrecord.render.late import METHODS, late


@pytest.mark.parametrize("method", METHODS)
def test_a_late_pattern_does_what_a_compiled_one_does(method: str):
    arguments = ("-", "a1b22") if method == "sub" else ("a1b22",)
    pattern, compiled = late("[0-9]+"), re.compile("[0-9]+")
    for _ in range(2):
        ours, theirs = (getattr(one, method)(*arguments) for one in (pattern, compiled))
        if method == "finditer":
            ours, theirs = ([found[0] for found in each] for each in (ours, theirs))
        assert repr(ours) == repr(theirs)


def test_a_mistake_is_told_when_the_pattern_is_used():
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.match("a")


def test_what_no_pattern_has_a_late_one_has_not():
    assert not hasattr(late("a"), "nothing")
    assert late("a").pattern == "a"
