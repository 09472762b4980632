from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from onrecord.model import Span
from onrecord.read import scalars


def accepted(kind: object, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value", "meaning"),
    [
        (scalars.Flag, "yes", True),
        (scalars.Flag, "False", False),
        (scalars.Number, "0", 0),
        (scalars.MessageId, "12", 12),
        (scalars.Line, " Loud fans ", "Loud fans"),
        (scalars.Prose, "  a\nb \n", "  a\nb"),
        (scalars.Web, "HTTPS://fans.example/a?b#c", "HTTPS://fans.example/a?b#c"),
        (scalars.Address, "mailto:help@fans.example", "mailto:help@fans.example"),
        (scalars.IssueOrWeb, "acme-42", "acme-42"),
        (scalars.IssueOrWeb, "https://fans.example/42", "https://fans.example/42"),
        (scalars.Language, "pt-BR", "pt-BR"),
        (scalars.Language, "zh-Hant-TW", "zh-Hant-TW"),
        (scalars.Country, "DE-BY", "DE-BY"),
        (scalars.Length, "1 day", Span(1)),
        (scalars.Length, "2 business days", Span(2, business=True)),
        (scalars.Length, "6 weeks", Span(42)),
        (scalars.Version, "1.10.0-rc.1+build", "1.10.0-rc.1+build"),
        (scalars.Repository, "group/sub/name", "group/sub/name"),
    ],
)
def test_text_is_given_its_meaning(kind: object, value: str, meaning: object) -> None:
    assert accepted(kind, value) == meaning


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (scalars.Text, ""),
        (scalars.Text, "  \n"),
        (scalars.Text, ["a"]),
        (scalars.Line, "a\nb"),
        (scalars.Line, "a" * 501),
        (scalars.Flag, "1"),
        (scalars.Number, "-1"),
        (scalars.Number, "1e3"),
        (scalars.Number, "٣"),
        (scalars.Number, "9" * 16),
        (scalars.MessageId, "0"),
        (scalars.MessageId, "01"),
        (scalars.MessageId, "1.0"),
        (scalars.Web, "javascript:alert(1)"),
        (scalars.Web, "data:text/html,x"),
        (scalars.Web, "//fans.example"),
        (scalars.Web, "https:///path"),
        (scalars.Web, "https://fans.example/a b"),
        (scalars.Web, "https://fans.example\n/"),
        (scalars.Web, "mailto:help@fans.example"),
        (scalars.Address, "mailto:help"),
        (scalars.Address, "tel:123"),
        (scalars.IssueOrWeb, "42-fans"),
        (scalars.IssueOrWeb, "ftp://fans.example"),
        (scalars.IssueId, "0"),
        (scalars.IssueId, "042"),
        (scalars.IssueId, "Acme-1"),
        (scalars.Alias, "../jo"),
        (scalars.Alias, "Jo"),
        (scalars.Alias, "-jo"),
        (scalars.Alias, "j" * 65),
        (scalars.Alias, "jo\n"),
        (scalars.Ident, ".."),
        (scalars.Ident, "a/b"),
        (scalars.Version, ".hidden"),
        (scalars.Version, "1/2"),
        (scalars.Language, "xx"),
        (scalars.Language, "en_GB"),
        (scalars.Language, "english"),
        (scalars.Country, "XX"),
        (scalars.Zone, "Berlin"),
        (scalars.Zone, "../../etc/passwd"),
        (scalars.Length, "2 business weeks"),
        (scalars.Length, "0 days"),
        (scalars.Length, "some days"),
        (scalars.Mail, "a@b"),
        (scalars.Mail, "a@b.c\nBcc: d@e.f"),
        (scalars.Repository, "name"),
    ],
)
def test_what_has_no_meaning_is_refused(kind: object, value: object) -> None:
    with pytest.raises(ValidationError):
        accepted(kind, value)


@pytest.mark.parametrize("value", ["https://" + "a" * 1_000_000 + " ", "a@" + "b." * 200_000, "0" * 1_000_000])
def test_long_values_are_refused_soon(value: str) -> None:
    for kind in (scalars.Web, scalars.Mail, scalars.Number, scalars.Length, scalars.IssueId):
        with pytest.raises(ValidationError):
            accepted(kind, value)
