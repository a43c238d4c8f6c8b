"""What the registers themselves need: entries that have run out, or that nothing uses any more (clause C40).

The verdict finds these when it applies the registers; the checks here say what to tell the clerk.
"""

from __future__ import annotations

from policy_checks.model import Area, Check, Document, Hit, Level, Policy


def nowhere(_document: Document, _policy: Policy) -> tuple[Hit, ...]:
    """Find nothing: these findings are made by verdict.py, from the registers."""
    return ()


EXPIRED = Check(
    id="register-expired",
    area=Area.INTEGRITY,
    clause="C40",
    level=Level.ADVISE,
    message="This entry has run out, so it no longer lets anything through.",
    remedy="Renew its “until” date if the reason still holds, or delete the entry.",
    why="An entry lets private or third-party matter be published for a time and a reason. When the time is over its findings "
    "return, on the pages that rely on it and on no others.",
    find=nowhere,
)
UNUSED = Check(
    id="register-unused",
    area=Area.INTEGRITY,
    clause="C40",
    level=Level.ADVISE,
    message="Nothing on the website uses this entry.",
    remedy="Delete it: what is no longer needed should not be kept.",
    why="The registers hold personal data, which is kept no longer than it is needed (UK GDPR, Article 5(1)(e)).",
    find=nowhere,
)
PUBLIC = Check(
    id="register-public",
    area=Area.INTEGRITY,
    clause="C46",
    level=Level.REJECT,
    message="This register has entries, and the repository that holds it can be read by anybody.",
    remedy="Make the repository private, or ask whoever set it up to. The website itself stays public.",
    why="The registers say who is named, who consented and who complained. They are for the Council's eyes.",
    find=nowhere,
)
