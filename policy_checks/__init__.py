"""A gate that keeps a parish council's published communication policy."""

from datetime import date

__version__ = "1.0.0"
RULES = date(2026, 11, 27)  # the day of these rules: a release that adds a check, or makes one stricter, changes it
