"""Social media given as a way to contact the Council (clause C24). Following its posts there is another matter."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, after, before, has, hits, scan
from policy_checks.links import host_of
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

NETWORK = (
    r"\b(?:facebook|messenger|whatsapp|instagram|twitter|x \(formerly twitter\)|nextdoor|tik ?tok|snapchat|telegram|linkedin|"
    r"social media|(?:on|via) fb)\b"
)
US = r"(?:us|the (?:parish )?(?:council|clerk)|your (?:parish )?council)\b"
REACH = r"(?:message|contact|reach|ring|call|ask|tell|dm|pm|inbox|get in touch with|write to|speak to|talk to|(?:send|drop) a (?:message|line) to)"
WAYS = (
    rf"(?i)\b{REACH} {US}[^.!?\n]{{0,50}}?{NETWORK}",
    rf"(?i)\b(?:send|drop) us (?:a|an) (?:private |direct )?(?:message|line|note|dm|pm)[^.!?\n]{{0,40}}?{NETWORK}",
    rf"(?i)\b(?:use|through|via|by|on) (?:our |the )?(?:village )?{NETWORK}[^.!?\n]{{0,20}} (?:to|and) {REACH} {US}",
    rf"(?i)\b{NETWORK} (?:page )?(?:to|and) {REACH} {US}",
    r"(?i)\b(?:dm|pm|inbox) us\b",
)
DENIED = r"(?i)(?:\b(?:not|never|cannot|rather than|instead of|no longer)|n['’]t)(?: \S+){0,3} ?$"
DENIED_AFTER = r"(?i)^[^.!?\n]{0,60}\b(?:cannot|(?:is|are|does|do|will|would|can|may|must|should)(?: not|n['’]t))\b"
MESSENGERS = frozenset({"m.me", "messenger.com", "wa.me"})


def find_ways(text: str) -> Iterator[tuple[int, int]]:
    """Yield words that ask for a message to the Council on social media."""
    for way in WAYS:
        for found in scan(way, text):
            refused = has(DENIED, before(text, found.start)) or has(DENIED_AFTER, after(text, found.end))
            if not refused:
                yield found.start, found.end


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_ways` finds, and each link that opens a message."""
    yield from hits(document.plain, find_ways)
    for element in document.elements:
        address = element.attributes.get("href", "") if element.name in {"a", "area"} else ""
        if host_of(address) in MESSENGERS:
            yield Hit(*(element.address or (element.start, element.end)), address)


CHECK = Check(
    id="notices-social-contact",
    area=Area.NOTICES,
    clause="C24",
    level=Level.ADVISE,
    message="This asks for messages to the Council through social media.",
    remedy="Give the Clerk's e-mail address instead. What is sent through social media does not count as contacting the Council.",
    why="The Council is not obliged to watch social media, so a message sent there may be read by nobody. An information request is valid by "
    "any route, and is the more easily missed there.",
    find=find,
    triggers=(f"(?i){NETWORK}", r"(?i)\b(?:dm|pm|inbox) us\b", r"(?i)\b(?:m\.me|messenger\.com|wa\.me)\b"),
    on=("plain", "addresses"),
    kinds=PROSE,
    fails=(
        "A lamp is out? ⟦Message us on Facebook⟧ and we will look.",
        "You can ⟦contact the Parish Council through its Facebook⟧ page.",
        "⟦Send us a message via Messenger⟧ at any time.",
        "Questions: ⟦use WhatsApp to reach the Clerk⟧.",
        "Just ⟦DM us⟧ with the date.",
        "[Write here](⟦https://m.me/village.example⟧)",
    ),
    passes=(
        "Please do not contact us through Facebook: e-mail the Clerk.",
        "Follow our announcements on the village Facebook page.",
        "E-mail the Clerk rather than message us on Facebook.",
        "Sending a message or post via social media pages will not be considered as contacting the Council for official purposes.",
        "To contact the Council through Facebook is not enough: e-mail the Clerk.",
        "Members ask the Council to review its use of the policy.",
    ),
)
