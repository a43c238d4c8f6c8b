"""What to do about a finding, where that depends on the page: the minutes of a meeting are a record that nobody may alter."""

from __future__ import annotations

from policy_checks.model import Area, Check, Document, Reading
from policy_checks.reading import scan

MINUTES = r"(?i)(?:^|[^a-z])minutes?(?:$|[^a-z])"
REDACT = "Publish a marked, redacted web copy; do not alter the signed record."
STAYS = "What may lawfully stay is signed off, or entered in registers/people.yml."
KNOWN = frozenset({"name", "email", "phone", "address"})  # what people.yml can let through


def remedy_of(check: Check, document: Document) -> str:
    """Return what to do about what a check finds in a document."""
    hides = check.id.startswith("attachment-")  # the record is what was signed, not what hides in its file
    if hides or check.area is not Area.PERSONAL or not is_record(document):
        return check.remedy
    return f"{REDACT} {STAYS}" if check.excused_by in KNOWN else REDACT


def is_record(document: Document) -> bool:
    """Say whether a document is minutes, by its path or title, and is not called a draft there or in its status."""
    called = " ".join([document.page, *(str(document.settings.get(name, "")) for name in ("title", "status", "type"))])
    words = Reading(called.replace("_", " "))
    return any(scan(MINUTES, words)) and not any(scan(r"(?i)\bdraft\b", words))
