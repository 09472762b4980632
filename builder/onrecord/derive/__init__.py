"""Deriving: from the corpus to what the program judges of it; pure functions alone."""

from onrecord.derive.assess import assess, together
from onrecord.derive.assessment import Assessment
from onrecord.derive.families import Family, families, original_of
from onrecord.derive.judge import Judged, judge
from onrecord.derive.setting import Setting, setting_of
from onrecord.derive.steady import aged, stands_until, steady
from onrecord.derive.traits import Traits, traits_of

__all__ = [
    "Assessment",
    "Family",
    "Judged",
    "Setting",
    "Traits",
    "aged",
    "assess",
    "families",
    "judge",
    "original_of",
    "setting_of",
    "stands_until",
    "steady",
    "together",
    "traits_of",
]
