"""``expires:`` at the top of a page: the last day of a notice, and which pages stay whatever such a line says. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fnmatch import fnmatchcase

from policy_checks.model import Document, Policy
from policy_checks.reading import scan

SETTING = "expires"
# Papers of the accounts, wherever they are put: they stay for at least five years (Accounts and Audit Regulations 2015, reg. 13).
PAPERS = (
    r"(?i:\bannual governance (?:(?:and|&) accountability|statement)\b|\baccounts and audit regulations\b"
    r"|\blocal audit and accountability act\b|\bexercise of public rights\b|\bnotice of public rights\b"
    r"|\bconclusion of (?:the )?audit\b|\bcertificate of exemption\b)|\bAGAR\b"
).replace(" ", r"\s+")


def day_of(settings: Mapping[str, object], name: str) -> date | None:
    """Return the day that a page's settings give under a name, or None where they give none that can be read."""
    value = settings.get(name)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def stays(document: Document, policy: Policy) -> bool:
    """Say whether a page never ends: official business, what a law has published, and the papers of the accounts."""
    name = document.page.casefold()
    official = any(fnmatchcase(name, glob.casefold()) for glob in policy.official)
    return official or "statutory" in document.settings or any(scan(PAPERS, document.plain))


def last_day(document: Document, policy: Policy) -> date | None:
    """Return the last day on which a notice is shown; None for a page that stays, or whose settings give no such day."""
    day, begins = day_of(document.settings, SETTING), day_of(document.settings, "date")
    return None if day is None or begins is None or day < begins or stays(document, policy) else day
