"""The day on which tests of whole sites judge."""

from datetime import date

AS_OF = date(2026, 11, 21)
