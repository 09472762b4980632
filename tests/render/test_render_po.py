"""Gettext's files: what is written is read back, and what is no such file is told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.po import Entry, read_po, written_po

HEAD = "Language: de\nPlural-Forms: nplurals=2; plural=(n != 1);\n"

FILE = r"""# A comment.
msgid ""
msgstr ""
"Language: de\n"

#. Says how long.
#: themes/broadsheet/templates/words.html
#, fuzzy, python-format
msgctxt "time"
msgid "%(num)s day"
msgid_plural "%(num)s days"
msgstr[0] "%(num)s Tag"
msgstr[1] ""
"%(num)s "
"Tage"

#~ msgid "gone"
#~ msgstr "fort"

msgid "a \"b\"\t\\"
msgstr ""
"""


def test_a_file_is_read():
    head, days, plain = read_po(FILE)
    assert head.forms == ("Language: de\n",)
    assert (days.text, days.many, days.context) == ("%(num)s day", "%(num)s days", "time")
    assert (days.forms, days.fuzzy, days.is_told) == (("%(num)s Tag", "%(num)s Tage"), True, False)
    assert days.notes == ("Says how long.",)
    assert (plain.text, plain.forms, plain.is_told) == ('a "b"\t\\', ("",), False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('msgid "a"\nmsgid "b"\nmsgstr ""', "line 2: a second msgid"),
        ('msgid "a\nmsgstr ""', 'line 1: this is no part of an entry: "a'),
        ('"a"', 'line 1: this is no part of an entry: "a"'),
        ('msgstr "a"', "line 1: an entry without msgid"),
        ('msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""', "line 4: “a” stands in line 1 already"),
        ("\n\nwords", "line 3: this is no part of an entry: words"),
    ],
)
def test_what_is_no_such_file_is_told_with_its_line(text: str, message: str):
    with pytest.raises(ValueError) as caught:
        read_po(text)
    assert str(caught.value) == message


TEXTS = st.text(st.sampled_from('ab"\\\n\t%é’\u2028 '), min_size=1, max_size=6)
ENTRIES = st.builds(
    lambda text, many, forms, context, fuzzy: Entry(text, forms if many else forms[:1], many, context, fuzzy=fuzzy),
    TEXTS,
    st.just("") | TEXTS,
    st.tuples(st.just("") | TEXTS, st.just("") | TEXTS),
    st.just("") | TEXTS,
    st.booleans(),
)


@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: (entry.context, entry.text)))
def test_what_is_written_is_read_back(entries: list[Entry]):
    def bare(entry: Entry) -> tuple[object, ...]:
        return (entry.text, entry.forms, entry.many, entry.context, entry.fuzzy)

    head, *read = read_po(text := written_po(HEAD, entries))
    assert head.forms == (HEAD,)
    assert sorted(map(bare, read)) == sorted(map(bare, entries))
    assert written_po(HEAD, read) == text
