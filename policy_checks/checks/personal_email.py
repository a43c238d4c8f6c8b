"""Personal e-mail addresses (clauses C09, C41). The form is RFC 5321's, as people write it."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.data import words
from policy_checks.model import Area, Check, Document, Hit, Level, Policy, hit
from policy_checks.reading import scan

ADDRESS = r"(?i)([a-z0-9][a-z0-9._%+'-]{0,63})\s?@\s?((?:[a-z0-9-]{1,63}\.\s?)+[a-z]{2,24})\b"
# Mailboxes of a post or a service, whoever reads them. A word of the list may be joined to others by a dot or hyphen.
ROLES = words("role_mailboxes")
# Services that give a mailbox to anybody: no body's own address is there.
FREE_MAIL = words("free_mail")


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each address that is neither the Clerk's nor a role's at an organisation."""
    for reading in (document.spelled, document.addresses):
        for found in scan(ADDRESS, reading):
            local, domain = (str(group).casefold().replace(" ", "") for group in found.groups)
            if f"{local}@{domain}" != policy.clerk_email and not is_role(local, domain):
                yield hit(reading, found.start, found.end, f"{local}@{domain}")


def is_role(local: str, domain: str) -> bool:
    """Say whether an address belongs to a post or a service of an organisation."""
    words = local.replace("-", ".").replace("_", ".").split(".")
    return domain not in FREE_MAIL and any(word in ROLES for word in words)


CHECK = Check(
    id="personal-email",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="This looks like somebody's own e-mail address.",
    remedy="Take it out, or give the Clerk's address or a role's address such as info@ instead.",
    why="An e-mail address with a person's name in it is personal information, and once published it is collected for spam. "
    "The mailbox of a post (clerk@, bookings@) at an organisation's own domain is not.",
    find=find,
    triggers=(r"[A-Za-z0-9'_%+-]\s?@\s?[A-Za-z0-9]",),
    on=("spelled", "addresses"),
    excused_by="email",
    fails=(
        "Ring or write to ⟦jo.bloggs@example.com⟧ for tickets.",
        "Entries to ⟦p.sidhu@mail.example⟧ by Friday.",
        "Write to ⟦jo.bloggs [at] example (dot) org⟧.",
        "The ⟦hall.bookings.mo@gmail.com⟧ box is read weekly.",
        "| Secretary | ⟦annwen&#64;example.net⟧ |",
    ),
    passes=(
        "Write to the Clerk at parishclerk@bassingbourn.org.",
        "Book the hall through bookings@hall.example.",
        "Meet @ the green at 7.30 pm.",
        "Faults go to street.lighting.enquiries@county.example.",
        "Entry is £2 @ the door.",
    ),
)
