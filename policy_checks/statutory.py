"""``statutory:`` at the top of a page: what a law has the council publish is held for a sign-off, and not rejected.

The laws are a list (data/statutory.txt), each with what it covers. None covers more than names and home addresses: National
Insurance, bank, health and the like are rejected all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from policy_checks.data import rows
from policy_checks.model import Finding, Level, Reading
from policy_checks.reading import normalised, scan

CITED = (
    r"(?i)^\s*(.*?(?:19|20)[0-9]{2})\b.*?\b(section|s|regulation|reg|rule|r)s?[. ]{0,2}([0-9]+)(?:\([0-9a-z]+\))*\s*$"
)


@dataclass(frozen=True, slots=True)
class Law:
    """A law's title and section, what it has published, and the ids of the checks whose findings that covers."""

    title: str
    section: str
    subject: str
    covers: frozenset[str]

    @property
    def citation(self) -> str:
        """Return the law as it is written at the top of a page."""
        return f"{self.title}, {self.section}"


@cache
def laws() -> tuple[Law, ...]:
    """Return the laws of the list, in its order."""
    cells = ([cell.strip() for cell in row.split("|")] for row in rows("statutory"))
    return tuple(Law(title, section, subject, frozenset(covers.split())) for title, section, subject, covers in cells)


def cited(settings: Mapping[str, object]) -> Iterator[Law | None]:
    """Yield the law for each that a page's ``statutory`` setting names, or None for one that is not on the list."""
    value = settings.get("statutory")
    for each in value if isinstance(value, list) else [value] if value is not None else []:
        yield next((law for law in laws() if _key(law.citation) == _key(str(each))), None)


def _key(citation: str) -> tuple[str, ...]:
    """Return the title, the first letter of "section", "regulation" or "rule", and the number."""
    found = next(scan(CITED, Reading(citation)), None)
    title, division, number = found.groups if found else (citation, "", "")
    return normalised(title or "").removeprefix("the "), (division or "")[:1].casefold(), number or ""


def held(finding: Finding, settings: Mapping[str, object]) -> Finding:
    """Return a finding, held where a law that its page names covers it and it would be rejected."""
    law = next((law for law in cited(settings) if law and finding.check in law.covers), None)
    if law is None or finding.level is not Level.REJECT:
        return finding
    remedy = f"If it is part of {law.subject}, which must be published, ask for sign-off. Otherwise take it out."
    return replace(finding, level=Level.HOLD, remedy=remedy)
