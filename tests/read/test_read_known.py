from __future__ import annotations

from datetime import date

from onrecord.model import Company, Person, Role, Site, Where
from onrecord.read.checks.issues import check_person
from onrecord.read.known import Known


def test_a_hint_is_found_once_however_often_a_name_is_used() -> None:
    known = Known(Site("Fans", Company("Acme")), date(2026, 6, 1), people={"ann": Person("ann", Role.CUSTOMER)})
    asked: list[str] = []
    first = known.hint("person", "an", lambda: asked.append("an") or "ann?")
    assert (first, known.hint("person", "an", lambda: asked.append("again") or "")) == ("ann?", "ann?")
    assert asked == ["an"]
    assert known.hint("product", "an", lambda: "other") == "other"


def test_every_use_of_an_unknown_name_is_told_at_its_place() -> None:
    known = Known(Site("Fans", Company("Acme")), date(2026, 6, 1), people={"ann": Person("ann", Role.CUSTOMER)})
    found = [str(p) for line in (1, 2) for p in check_person("anne", Where("a.md", line, 3), known)]
    assert found == [f'a.md:{line}:3: unknown person "anne"; did you mean "ann"?' for line in (1, 2)]
