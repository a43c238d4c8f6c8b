"""Another address given as the Council's official one (clause C25). Mailboxes of roles and of other bodies are lawful."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_checks.context import PROSE, hits, scan
from policy_checks.links import split
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

ADDRESS = r"([\pL\pN._%+'-]{1,64}@[\pL\pN.-]{1,200}\.[a-z]{2,24})\b"
MAIL = r"e-?mail(?: address)?"
WHOSE = r"(?:the|our) (?:parish )?(?:council|clerk)(?: to the council)?(?:'s|’s)"
GIVEN = (
    rf"(?i)\b(?:the|our) (?:only |sole |new )?official (?:contact(?: address)?|{MAIL})(?: (?:for|of) (?:the|your|our) (?:parish )?(?:council|clerk))?"
    rf"(?: (?:is|will be)(?: now)?)?:? {ADDRESS}",
    rf"(?i)\b{WHOSE} (?:new |only |sole |official |main |usual )*(?:contact )?{MAIL}(?: (?:is|will be|has changed to)(?: now)?)?:? {ADDRESS}",
)
NAMES_CLERK = r"(?i)^\W*(?:e-?mail|write to|contact) (?:the|our) (?:parish )?(?:clerk|council)(?: to the council)?\W*$"


def find_given(text: str) -> Iterator[tuple[int, int]]:
    """Yield each e-mail address that is said to be the Council's or the Clerk's own."""
    for given in GIVEN:
        for found in scan(given, text):
            yield found.end - len(found.groups[0]), found.end


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield what is given as the official address and is not the one of policy.yml; and what only looks like that one."""
    for each in hits(document.plain, find_given):
        if each.words.casefold() != policy.clerk_email:
            yield replace(each, words=each.words.casefold())
    for element in document.elements:
        scheme, _, path, _, _ = split(element.attributes.get("href", ""))
        if scheme == "mailto" and path.casefold() != policy.clerk_email and _shows_clerk(element.text, policy):
            yield Hit(*(element.address or (element.start, element.end)), path.casefold())


def _shows_clerk(text: str, policy: Policy) -> bool:
    """Say whether a link's words are the Clerk's address, or ask for e-mail to the Clerk."""
    return policy.clerk_email in text.casefold() or any(scan(NAMES_CLERK, text))


CHECK = Check(
    id="notices-contact",
    area=Area.NOTICES,
    clause="C25",
    level=Level.REJECT,
    message="This gives another address than the Clerk's as the Council's official one.",
    remedy="Give the Clerk's address as policy.yml has it. If the Council has a new one, change it there first.",
    why="Residents are asked to write to the Clerk at one address. A message sent to another one may not be read, nor kept as the record "
    "requires. Mailboxes for one thing, such as bookings, pass.",
    find=find,
    triggers=(r"(?i)\bofficial\b|\b(?:council|clerk)(?: to the council)?(?:'s|’s)\b", "(?i)mailto:"),
    on=("plain", "addresses"),
    kinds=PROSE,
    fails=(
        "The official contact for the Council is ⟦office@oxley-pc.example⟧.",
        "The Clerk's new e-mail address is ⟦clerk@oxley-pc.example⟧ from today.",
        "Our official e-mail: ⟦info@oxley-pc.example⟧",
        "[parishclerk@bassingbourn.org](⟦mailto:clerk@oxley-pc.example⟧)",
        "[E-mail the Clerk](⟦mailto:office@oxley-pc.example⟧)",
    ),
    passes=(
        "The Clerk's e-mail address is parishclerk@bassingbourn.org.",
        "The County Council's e-mail address is info@county.example.",
        "For burials write to cemetery@oxley-pc.example, for the hall to bookings@oxley-pc.example.",
        "[E-mail the Clerk](mailto:parishclerk@bassingbourn.org)",
        "[Bookings](mailto:bookings@oxley-pc.example)",
    ),
)
