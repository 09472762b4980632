"""Deriving: from the corpus to what the program judges of it; pure functions alone."""

from onrecord.derive.assess import assess, together
from onrecord.derive.assessment import Assessment
from onrecord.derive.families import Family, families, original_of
from onrecord.derive.judge import Judged, judge
from onrecord.derive.needs import Needs, common, given, needs_of
from onrecord.derive.setting import Setting, setting_of
from onrecord.derive.traits import Traits, traits_of

__all__ = [
    "Assessment",
    "Family",
    "Judged",
    "Needs",
    "Setting",
    "Traits",
    "assess",
    "common",
    "families",
    "given",
    "judge",
    "needs_of",
    "original_of",
    "setting_of",
    "together",
    "traits_of",
]
