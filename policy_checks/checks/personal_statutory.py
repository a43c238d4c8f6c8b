"""``statutory:`` at the top of a page names a law that has the page published (clause C09); here, one that none knows."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.statutory import cited, laws

SETTING = "statutory:"
COVERED = {"personal-name": "names", "personal-address": "home addresses"}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield the setting where it names a law that is not on the list."""
    if None in cited(document.settings):
        start = max(0, document.text.find(SETTING))
        end = document.text.find("\n", start)
        yield Hit(start, end, document.text[start:end])


def _list() -> str:
    """Return the laws of the list, what each has published and what it covers."""
    each = (
        f"“{law.citation}”: {law.subject} ({' and '.join(COVERED[check] for check in COVERED if check in law.covers)})"
        for law in laws()
    )
    return "; ".join(each)


CHECK = Check(
    id="personal-statutory",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="The law that “statutory” names at the top of this page is not one that has names or home addresses published.",
    remedy="Take the line out, or write a law as this check's page in CHECKS.md lists it.",
    why="What a law has the Council publish is held for a sign-off instead of being stopped, and stays listed. Only the laws of "
    f"this list count, each for what it requires: {_list()}. A home address that its owner has asked to be withheld stays out. No "
    "law covers a telephone number, an e-mail address, National Insurance, bank details, a date of birth, health or other "
    "sensitive matters: these are stopped all the same.",
    find=find,
    kinds=frozenset({"markdown"}),
    triggers=(r"(?m)^statutory\s*:",),
    on=("written",),
    fails=(
        "---\ntitle: Complaints\n⟦statutory: Complaints Act 1066, section 2⟧\n---\n\n# Complaints\n",
        "---\n⟦statutory: Localism Act 2011⟧\n---\n\n# Register\n",
        "---\n⟦statutory: [Localism Act 2011 s.29, Theft Act 1968 s.1]⟧\n---\n\n# Register\n",
        "---\n⟦statutory: yes⟧\n---\n\n# Register\n",
    ),
    passes=(
        "---\nstatutory: Localism Act 2011, section 29\n---\n\n# Register of interests\n",
        "---\nstatutory: Localism Act 2011, s. 29(7)\n---\n\n# Register of interests\n",
        "---\nstatutory: Accounts and Audit Regulations 2015, reg. 15\n---\n\n# Notice of public rights\n",
        "---\nstatutory: [Local Government Act 1972 section 87]\n---\n\n# Vacancy\n",
        "# Officers\n\nstatutory: the Clerk\n",
    ),
)
