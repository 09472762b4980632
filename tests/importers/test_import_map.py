"""The mapping language: what each form of a value gives, and every mistake in a map at its place."""

from pathlib import Path

import pytest

from onrecord.importers import maps
from onrecord.importers.expressions import MisfitError
from onrecord.importers.mapping_file import Sheet, read_map
from onrecord.read.source import SourceFile
from onrecord.read.syntax import parse

RECORD = {
    "issue": "Loud",
    "sub": None,
    "blank": " ",
    "at": "2026-05-02T12:00:00-05:00",
    "a.b": "dotted",
    "deep": {"list": [{"n": "1"}, {"n": "2"}], "name": "x"},
    "words": "It roars. All night, every night, since the day that I bought it.",
    "link": "see /p/12 and /p/34",
}
MESSAGE = "messages: [{key: a, kind: comment, author: company, at: unknown}]\nreport: {"
WHOLE = 'system: s\nid: "{n}"\nissue: {type: problem}\nreport: {author: anonymous, at: unknown}\n'


def value(text):
    sheet = Sheet("m.yaml")
    made = sheet.value(parse(text, "m.yaml").documents[0])
    assert sheet.problems == []
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", ("plain words",)),
        ('"{issue}: {deep.name}"', ("Loud: x",)),
        ('"{issue}: {sub}"', ()),
        ('"{blank}"', ()),
        ('"{nowhere.at.all}"', ()),
        ('"{{issue}} {issue}"', ("{issue} Loud",)),
        ('"{a.b}"', ("dotted",)),
        ('"{deep.list.1.n}"', ("2",)),
        ('"{deep.list.7.n}"', ()),
        ('"no {deep.list.*.n}"', ("no 1", "no 2")),
        ('["{issue}", fixed, "{sub}"]', ("Loud", "fixed")),
        ('{value: "{issue}", table: {Loud: noise, Hot: heat}}', ("noise",)),
        ('{value: "{issue}", table: {Loud: }}', ()),
        ('{value: "{issue}", table: {Hot: heat}, else: "other: {issue}"}', ("other: Loud",)),
        ('{value: "{sub}", else: none}', ("none",)),
        ('{first: ["{sub}", "{issue}", fixed]}', ("Loud",)),
        ('{join: ["{issue}", "{sub}", "{deep.name}"]}', ("Loud\n\nx",)),
        ('{join: ["{sub}"], else: empty}', ("empty",)),
        ('{join: ["{issue}", "{deep.name}"], with: ", "}', ("Loud, x",)),
        ('{value: "{at}", as: day}', ("2026-05-02",)),
        ('{value: "{issue} & {deep.name}!", as: slug}', ("loud-x",)),
        ('{value: "{words}", as: excerpt}', ("It roars.",)),
        ("{value: \"{link}\", find: '/p/(\\d+)'}", ("12", "34")),
        ('{value: yes, when: {field: issue, equals: Loud}, else: no}', ("yes",)),
        ('{value: yes, when: {field: issue, equals: Hot}, else: no}', ("no",)),
        ('{value: yes, when: {field: issue, in: [Hot, Loud]}}', ("yes",)),
        ('{value: yes, when: {field: sub, exists: true}}', ()),
        ('{value: yes, when: {field: deep, exists: true}}', ("yes",)),
        ('{value: yes, when: {field: blank, exists: false}}', ("yes",)),
        ("{value: yes, when: {field: link, matches: '/p/\\d'}}", ("yes",)),
        ('{value: yes, when: {not: {field: issue, equals: Loud}}}', ()),
        ('{value: yes, when: {all: [{field: issue, equals: Loud}, {field: sub, exists: true}]}}', ()),
        ('{value: yes, when: {any: [{field: issue, equals: Loud}, {field: sub, exists: true}]}}', ("yes",)),
    ],
)  # fmt: skip
def test_what_a_value_gives(text, expected):
    assert value(text).values(RECORD) == expected


def test_an_excerpt_is_cut_between_words():
    made = value('{value: "{w}", as: excerpt}').values({"w": "word " * 40})
    assert made == (" ".join(["word"] * 16) + " …",)


def test_a_table_without_a_word_is_a_misfit():
    with pytest.raises(MisfitError, match='"Loud" is not in the table') as raised:
        value('{value: "{issue}", table: {Hot: heat}}').values(RECORD)
    assert (str(raised.value.where), raised.value.hint) == ("m.yaml:1:1", "add it there, or an else:")
    with pytest.raises(MisfitError, match='"deep" is no text but fields'):
        value('"{deep}"').values(RECORD)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("system", "sistem"), 'm.yaml:1:1: unknown field "sistem"; did you mean "system"?'),
        (("system: s", "system: s\nsite: {company: A, url: a b}"), 'm.yaml:2:25: "a b" is no web address; it begins with'),
        (("system: s", "system: s\nsite: {company: A, language: Klingon}"), 'm.yaml:2:30: unknown language "Klingon"'),
        (("system: s", "system: s\nsite: {company: A, timezone: Mars}"), 'm.yaml:2:30: unknown time zone "Mars"'),
        (("system: s\n", ""), 'm.yaml:1:1: missing field "system"'),
        (("type: problem", "typ: problem"), 'm.yaml:3:9: unknown field "typ"; did you mean "type"?'),
        (("at: unknown", "att: unknown"), 'm.yaml:4:29: unknown field "att"; did you mean "at"?'),
        (('"{n}"', '"{n"'), "m.yaml:2:5: a field in braces is wanted, as in {title}; write {{ for a brace that is meant"),
        (('"{n}"', "{value: x, table: [a]}"), "m.yaml:2:23: a table is fields: the word there, and the word here"),
        (('"{n}"', "{table: {a: b}}"), "m.yaml:2:5: a value has one of value, first and join"),
        (('"{n}"', "{value: x, with: y}"), 'm.yaml:2:22: "with" belongs to join'),
        (('"{n}"', "{value: x, find: '('}"), "m.yaml:2:22: this is no regular expression: missing )"),
        (('"{n}"', "{value: x, as: dai}"), 'm.yaml:2:20: unknown word "dai"; did you mean "day"?'),
        (('"{n}"', "{value: x, when: {field: y}}"), "m.yaml:2:22: a condition is a field with"),
        (('"{n}"', "{value: x, when: {field: y, exists: perhaps}}"), 'm.yaml:2:41: "exists" is true or false'),
        (("author: anonymous", "author: {alias: a, role: boss}"), 'm.yaml:4:35: unknown word "boss"; it is one of customer,'),
        (("report: {", "prefix: A1\nreport: {"), 'm.yaml:4:9: "A1" is no prefix; it is of a to z, at most twelve'),
        (("report: {", "people: [{alias: A, role: customer}]\nreport: {"), "m.yaml:4:18: an alias is of a to z"),
        (("report: {", MESSAGE.replace("comment", "coment")), 'm.yaml:4:27: unknown kind "coment"; did you mean "comment"?'),
        (("report: {", MESSAGE.replace("unknown", "unknown, outcome: done")), 'm.yaml:4:66: unknown field "outcome"; it is one of'),
        (("report: {", MESSAGE.replace("key: a", "key: A#")), 'm.yaml:4:18: "A#" is no key; it is a word of a to z'),
        (
            ("report: {", MESSAGE.replace("}]", "}, {key: a, kind: answer, author: company, at: unknown}]")),
            'm.yaml:4:73: the key "a" stands twice; the first message of that key is at m.yaml:4:12',
        ),
        (("system: s", "- s"), "m.yaml:2:1: the YAML cannot be read"),
        (("system: s", "system: s\nsystem: t"), 'm.yaml:2:1: duplicate key "system"; the first is at m.yaml:1:1'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_map_is_told_at_its_place(change, problem):
    assert change[0] in WHOLE
    made, problems = read_map(SourceFile("m.yaml", WHOLE.replace(*change, 1).encode()))
    assert made is None
    assert any(str(p).startswith(problem) for p in problems), [str(p) for p in problems]


def test_an_empty_map_is_told():
    assert [str(p) for p in read_map(SourceFile("m.yaml", b""))[1]] == ["m.yaml: a map is one YAML document of fields"]


def test_the_maps_that_ship_and_the_one_for_petitions_are_sound():
    folder = Path(__file__).parent
    from onrecord.importers import MAPS

    assert maps() == ("cfpb",)
    for path in (folder / "petitions.map.yaml", MAPS / "cfpb.yaml"):
        assert read_map(SourceFile(path.name, path.read_bytes()))[1] == ()
