"""Official business is moderated by somebody who may (clause C10).

The verdict finds these when it applies registers/signoffs.yml; the checks here say what to tell the clerk.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.checks.register_entries import nowhere
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

SIGNOFF = Check(
    id="moderation-signoff",
    area=Area.MODERATION,
    clause="C10",
    level=Level.REJECT,
    message="This page is official business, and nobody who may moderate it has signed it off.",
    remedy="An office-holder reads it, then runs policy-checks sign-off or uses the form “Sign off” on GitHub.",
    why="Official business is moderated by the Chair, the Vice-Chair or the Clerk. A sign-off in registers/signoffs.yml is tied to the "
    "very words of the page, so an edit voids it. Which pages are official, and who may moderate, stands in policy.yml.",
    find=nowhere,
)


def marked(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield the line at the top of a page that has it withheld."""
    if document.settings.get("withhold"):
        begin = max(0, document.text.find("\nwithhold:") + 1)
        yield Hit(begin, document.text.index("\n", begin), "withhold")


WITHHELD = Check(
    id="moderation-withheld",
    area=Area.MODERATION,
    clause="C10",
    level=Level.REJECT,
    message="This page is marked to be withheld.",
    remedy="Take out the line “withhold: true” at its top when it may be published again.",
    why="A moderator can keep one page back. At the next publication its address says “This page is not available at present. Please ask "
    "the Clerk.”, and everything else is published.",
    find=marked,
    on=("written",),
    kinds=frozenset({"markdown"}),
    fails=("---\n⟦withhold: true⟧\ntitle: Fete\n---\n\nOn the green.", "---\ntitle: Fete\n⟦withhold: yes⟧\n---\n"),
    passes=("---\ntitle: Fete\n---\n\nwithhold: true", "---\nwithhold: false\n---\n\nOn the green."),
)
URGENT = Check(
    id="moderation-urgent",
    area=Area.MODERATION,
    clause="C10",
    level=Level.ADVISE,
    message="This page was published urgently, and no moderator has confirmed it yet.",
    remedy="Read it and sign it off.",
    why="An urgent sign-off lets official business out before a moderator has seen it, with a reason. It counts for the number of days that "
    "policy.yml names (moderation: confirm_days); after that the page stops until it is signed off.",
    find=nowhere,
)
COPY = Check(
    id="moderation-copy",
    area=Area.MODERATION,
    clause="C37",
    level=Level.ADVISE,
    message="Nothing shows that the Clerk has this page of official business: another office alone signed it off.",
    remedy="Copy it to the Clerk, who signs it off as well.",
    why="What the Council says usually comes from the Clerk, or is copied to the Clerk. Where the Chair or Vice-Chair signed a page off, the "
    "Clerk's own sign-off shows that the Clerk has it. The page of the policy itself, which the Chair signs, is left out.",
    find=nowhere,
)
CLAIM = Check(
    id="moderation-claim",
    area=Area.MODERATION,
    clause="C10",
    level=Level.ADVISE,
    message="This entry does not count yet: it names an office, but no account that holds the office stands behind it.",
    remedy="The office-holder approves this change on GitHub, or uses the form “Sign off”.",
    why="Anybody can write “by: Clerk”. In a change that is proposed, an entry counts when the main branch holds it already, or when the "
    "account that holds the office approved the change as it stands.",
    find=nowhere,
)
