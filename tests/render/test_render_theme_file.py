"""What a `theme.yaml` may say, and every mistake in one, told at its place."""

from __future__ import annotations

import pytest

from onrecord.read.source import SourceFile
from onrecord.render.options import Option
from onrecord.render.theme import KINDS
from onrecord.render.theme_file import ThemeFile, read_theme_file
from onrecord.render.views.versions import HISTORY, Changed, History, refusal

GOOD = b"""\
name: Mine
summary: "Plain: as it is."
licence: Apache-2.0
parent: broadsheet
views: 1
options:
  accent: {type: choice, choices: [ink, plum], default: plum, about: The one colour.}
  motto:
    type: text
    default:
  stories:
    type: number
    default: 7
  dense:
    type: bool
    default: no
  brand:
    type: colour
    default: "#1D4e89"
makes: [issue, front]
"""
LATER: History = {
    1: (),
    2: (Changed("IssueView", was="wants", now="asks"), Changed("FrontView", was="more")),
    3: (Changed("IssueView", now="seen"), Changed("Frame", was="kind", now="kind", note="`website`, or the name of a kind")),
}


def read(text: str | bytes, history: History = HISTORY) -> tuple[ThemeFile, list[str]]:
    data = text.encode() if isinstance(text, str) else text
    told, problems = read_theme_file(SourceFile("themes/mine/theme.yaml", data), KINDS, history)
    return told, [str(problem).removeprefix("themes/mine/theme.yaml:") for problem in problems]


def test_all_that_a_theme_says_of_itself():
    told, problems = read(GOOD)
    assert problems == []
    assert (told.name, told.summary, told.licence, told.parent) == ("Mine", "Plain: as it is.", "Apache-2.0", "broadsheet")
    assert str(told.parent_at) == "themes/mine/theme.yaml:4:9"
    assert told.makes == {"issue", "front"}
    assert told.options == {
        "accent": Option("choice", "plum", ("ink", "plum"), "The one colour."),
        "motto": Option("text", ""),
        "stories": Option("number", 7),
        "dense": Option("bool", default=False),
        "brand": Option("colour", "#1d4e89"),
    }


def test_a_theme_need_say_but_its_name_and_the_version_of_the_views():
    told, problems = read("name: Mine\nviews: 1\n")
    assert (told.parent, told.options, told.makes, problems) == ("", {}, None, [])


def option(text: str) -> str:
    return f"name: Mine\nviews: 1\noptions:\n{text}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["the file holds no record; fill it, or take it away"]),
        ("- x\n", ['1:1: a record must be fields; write them as in "title: Loud fans"']),
        ("name: A\nviews: 1\n---\nname: B\n", ["4:1: a second record in a file that holds one; take it out"]),
        ("views: 1\n", ['1:1: missing field "name"']),
        ("name:\nviews: 1\n", ['1:1: missing field "name"']),
        ("name: [a]\nviews: 1\n", ['1:7: "name" must be one line of text']),
        ("name: Mine\n", ['1:1: missing field "views"; the version of the views it is written for: write "views: 1"']),
        ("name: Mine\nviews: one\n", ['2:8: "views" must be a whole number; write "views: 1"']),
        (
            "name: Mine\nviews: 2\n",
            [
                (
                    "2:8: the theme was written for version 2 of the views, and these are version 1; "
                    'there is no version 2; write "views: 1" and see what its templates ask for'
                )
            ],
        ),
        ("name: Mine\nviews: 1\noptoins: {}\n", ['3:1: unknown field "optoins"; did you mean "options"?']),
        (
            "title: Mine\nextends: broadsheet\nviews: 1\n",
            [
                '1:1: missing field "name"',
                '1:1: unknown field "title"; a theme has a "name"',
                '2:1: unknown field "extends"; the theme that it extends is its "parent"',
            ],
        ),
        ("name: Mine\nname: Yours\nviews: 1\n", ['2:1: duplicate key "name"; the first is at themes/mine/theme.yaml:1:1']),
        (
            "name: Mine\nviews: 1\nmakes: issue\n",
            ['3:8: "makes" must be a list; write "[…]", or a line with a hyphen for each item'],
        ),
        (
            "name: Mine\nviews: 1\nmakes: [isue, front, front, {a: b}]\n",
            [
                '3:9: unknown kind of page "isue"; did you mean "issue"?',
                '3:22: "front" stands in "makes" twice',
                '3:29: an item of "makes" must be one line of text',
            ],
        ),
        (
            "name: Mine\nviews: 1\noptions: [accent]\n",
            ['3:10: "options" must be fields; write each option\'s name below it, indented, with its type and default'],
        ),
        (
            option("  accent: [ink, plum]\n"),
            [
                (
                    '4:11: the option "accent" must be fields; write its type and default below it, as in "type: choice", '
                    '"choices: [a, b]", "default: a"'
                )
            ],
        ),
        (option("  a: {default: x}\n"), ['4:6: missing field "type"; it is one of choice, text, number, bool, colour']),
        (option("  a: {type: color, default: x}\n"), ['4:13: unknown type of option "color"; did you mean "colour"?']),
        (
            option("  a: {type: [x], default: x}\n"),
            ['4:13: unknown type of option "…"; it is one of choice, text, number, bool, colour'],
        ),
        (option("  a: {type: number}\n"), ['4:6: missing field "default"; what a is where a site says nothing']),
        (option("  a: {type: number, default: many}\n"), ['4:30: "default" must be a whole number, not "many"']),
        (option("  a: {type: bool, default: maybe}\n"), ['4:28: "default" must be true or false, not "maybe"']),
        (
            option("  a: {type: colour, default: red}\n"),
            ['4:30: "default" must be a colour, not "red"; write it in quotes, as in "#1d4e89"'],
        ),
        (option("  a: {type: text, default: [x]}\n"), ['4:28: "default" must be one line of text']),
        (
            option("  a: {type: choice, default: x}\n"),
            ['4:6: missing field "choices"; it is a list, as in "[small, large]"'],
        ),
        (
            option("  a: {type: choice, choices: [], default: x}\n"),
            ['4:6: missing field "choices"; it is a list, as in "[small, large]"'],
        ),
        (
            option("  a: {type: choice, choices: [small, large], default: smal}\n"),
            ['4:55: "default" cannot be "smal"; did you mean "small"?'],
        ),
        (option("  a: {type: bool, default: yes, choices: [x]}\n"), ["4:42: an option of the type bool has no choices"]),
        (option("  a: {type: bool, default: yes, abuot: x}\n"), ['4:33: unknown field "abuot"; did you mean "about"?']),
        (
            option("  A b: {type: bool, default: yes}\n"),
            ['4:3: "A b" is no name of an option; it is of a to z, 0 to 9, hyphens and underscores, and begins with a letter'],
        ),
        (
            "views: x\nmakes: [a]\noptions:\n  a: {type: bol}\n  c: d\n",
            [
                '1:1: missing field "name"',
                '1:8: "views" must be a whole number; write "views: 1"',
                f'2:9: unknown kind of page "a"; it is one of {", ".join(KINDS)}',
                '4:13: unknown type of option "bol"; did you mean "bool"?',
                (
                    '5:6: the option "c" must be fields; write its type and default below it, as in "type: choice", '
                    '"choices: [a, b]", "default: a"'
                ),
            ],
        ),
    ],
)
def test_every_mistake_is_told_at_its_place_and_all_at_once(text: str, told: list[str]):
    assert [line.removeprefix(" ") for line in read(text)[1]] == told


def test_bytes_that_are_no_text():
    assert read(b"name: \xff\n")[1] == ["1:7: the byte 0xff is no UTF-8; save the file as UTF-8"]


def test_a_theme_of_an_older_version_is_told_what_changed_since():
    assert read("name: Mine\nviews: 1\n", LATER)[1] == [
        (
            "2:8: the theme was written for version 1 of the views, and these are version 3; since then "
            "IssueView.wants is now asks; FrontView.more is gone; IssueView.seen is new; "
            'Frame.kind: `website`, or the name of a kind; mend its templates, then write "views: 3"'
        )
    ]
    assert read("name: Mine\nviews: 2\n", LATER)[1] == [
        (
            "2:8: the theme was written for version 2 of the views, and these are version 3; since then "
            'IssueView.seen is new; Frame.kind: `website`, or the name of a kind; mend its templates, then write "views: 3"'
        )
    ]
    assert read("name: Mine\nviews: 3\n", LATER)[1] == []
    assert refusal(4, LATER) == (
        "the theme was written for version 4 of the views, and these are version 3",
        'there is no version 4; write "views: 3" and see what its templates ask for',
    )


def test_the_history_of_the_views_has_no_gap():
    assert sorted(HISTORY) == [*range(1, len(HISTORY) + 1)]
