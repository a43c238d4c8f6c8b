"""Keys and passwords that let somebody into an account (clause C46: information is treated securely).

The forms of tokens are those that their issuers publish: GitHub, Amazon Web Services, Slack, Google and Stripe; that of
private keys is RFC 7468, section 10. repository.py looks for the same in what lies beside the pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, has, hits, line, scan
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

KEY = (
    r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_[A-Za-z0-9_]{22,255}\b"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bxox[abeoprs]-[A-Za-z0-9-]{10,255}|\bAIza[A-Za-z0-9_-]{35}|\b[rs]k_live_[A-Za-z0-9]{16,255}\b"
)
NAMED = (
    r"(?i)\b(?:pass ?words?|pass ?phrase|passwd|pwd|api[ _-]?(?:key|secret|token)|secret[ _-]?(?:access[ _-]?)?key|access[ _-]?token"
    r"|client[ _-]?secret|auth(?:entication)?[ _-]?token)\b"
)
STATED = rf"{NAMED}(?: (?:for|to|of) [^\n:=|.]{{1,40}})?['\"`*]{{0,3}}(?:\s?[:=|]\s?|\s(?:is|was)(?: now)?:?\s)['\"`“(]?([^\s|'\"`”<>]{{6,64}})"
PLAIN_WORDS = (
    r"(?i)^[\[({$%]|^[^a-z]*$|^[a-z’'.,;:!?)/-]*$|@[a-z0-9-]+\.|://|^[0-9]+[–-]?(?:characters?|letters?|digits?)\b"
)
SHORTEST = 6  # characters
TOLD_TO_ALL = r"(?i)\b(?:meeting|webinar|conference|zoom|teams|webex|guests?|visitors?|example)\b"


def find_keys(text: str) -> Iterator[tuple[int, int]]:
    """Yield the beginning of each private key, and each token that is one by its form."""
    yield from ((found.start, found.end) for found in scan(KEY, text))


def find_passwords(text: str) -> Iterator[tuple[int, int]]:
    """Yield each value that is said to be a password or a key, with what says so; not what lets everybody join a meeting."""
    for found in scan(STATED, text):
        value = found.groups[0].rstrip(".,;:!?)")
        public = has(TOLD_TO_ALL, line(text, found.start, found.end))
        if len(value) >= SHORTEST and not has(PLAIN_WORDS, value) and not public:
            yield found.start, found.end - len(found.groups[0]) + len(value)


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield keys wherever they stand in a file, and passwords in what people read."""
    yield from hits(document.readings["written"], find_keys)
    if document.kind in PROSE:
        yield from hits(document.plain, find_passwords)


CHECK = Check(
    id="integrity-secret",
    area=Area.INTEGRITY,
    clause="C46",
    level=Level.REJECT,
    message="This looks like a password or a secret key: whoever has it can get into an account.",
    remedy="Take it out, and change it where it is used, today: older copies of this file still hold it.",
    why="What is saved here is copied to many places, and can be read there long after it was taken out. Words about passwords pass, and so "
    "do the joining details of a public meeting.",
    find=find,
    triggers=(KEY, NAMED),
    on=("written", "plain"),
    fails=(
        "⟦-----BEGIN EXAMPLE PRIVATE KEY-----⟧\nnot a key",
        "The backup uses ⟦AKIAIOSFODNN7EXAMPLE⟧ at present.",
        "The bookings page: user clerk, ⟦password: Invented-123⟧.",
        "The ⟦password for the alarm is Invented456⟧ until May.",
        "| Mailbox | ⟦Password | Invented789⟧ |",
        "map: {⟦api_key: 'invented0invented0⟧'}",
    ),
    passes=(
        "Choose a password of 12 characters or more, and tell it to nobody.",
        "Password: at least twelve characters, with a number.",
        "Forgotten your password? Write to clerk@oxley-pc.example.",
        "Join the meeting with ID 884 2219 0037, password: Parish2026.",
        "Your password is case-sensitive.",
        "  - {page: policies/social-media.md, sha256: 18d670d374665721fcda2e66d679bb7bddc83d3b8a57e5c8c06a0ceaa612d76a}",
        "A private key opens the gate to the recreation ground.",
    ),
)
