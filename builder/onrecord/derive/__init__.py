"""Deriving: from the corpus to what the program judges of it; pure functions alone."""

from onrecord.derive.assess import assess
from onrecord.derive.assessment import Assessment

__all__ = ["Assessment", "assess"]
