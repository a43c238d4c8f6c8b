"""A file's own word on whose it is, held against its entry in registers/credits.yml. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policy_checks.data import rows, words
from policy_checks.documents.fingerprint import alike
from policy_checks.model import Document, Reading, Rights
from policy_checks.reading import normalised, scan

LONGEST = 60  # characters of a body's name that a message repeats
PLACEHOLDER = r"(?is)^(?:" + "|".join(rows("owner_placeholders")) + ")$"
# What a notice says besides a name.
FORMULA = (
    r"(?i)©|\(c\)|\bcopyright(?:ed)?\b|\ball rights? reserved\b|\b(?:1[89]|20)[0-9]{2}\b"
    r"|^\s*(?:photo(?:graph)?|image|picture|credit|source)?(?:\s+by|:|\s+©)?\s"
)
GENERIC = frozenset(
    {"parish", "town", "village", "council", "the", "clerk", "to", "of", "pc", "uk", "gov", "cum", "and"}
)
OURS = frozenset({"council", "clerk", "pc"})


@dataclass(frozen=True, slots=True)
class Work:
    """A picture that is known to be somebody else's, and what it is called for the clerk."""

    name: str
    fingerprint: int | None


def claim(rights: Rights, council: str, by: str) -> str:
    """Return the first notice in a file that names somebody else than the Council and ``by``; empty when there is none.

    A creator alone is no notice, since photographs by the Council's own people bear their names, unless it is a body.
    """
    notices = (*rights.notice, *rights.credit)
    bodies = (each for each in (*rights.creator, *rights.source) if is_body(each))
    return next((each for each in (*notices, *bodies) if names_another(each, council, by)), "")


def names_another(notice: str, council: str, by: str = "") -> bool:
    """Say whether a notice names somebody other than the Council and ``by``. Makers' placeholders name nobody."""
    named = normalised(stripped(notice))
    if not named or placeholder(notice) or placeholder(named):
        return False
    own = f" {normalised(by)} "
    credited = own.strip() and (own in f" {named} " or f" {named} " in own)
    return not credited and not is_ours(named, council)


def stripped(notice: str) -> str:
    """Return a notice without signs, years and formulae."""
    kept, at = [], 0
    for found in scan(FORMULA, Reading(notice)):
        kept.append(notice[at : found.start])
        at = found.end
    return " ".join([*kept, notice[at:]]).strip(" .,;:-–/|")


def placeholder(text: str) -> bool:
    """Say whether a field holds what a camera or a program put there, and nothing that anybody said."""
    return next(scan(PLACEHOLDER, Reading(text.strip())), None) is not None


def is_ours(named: str, council: str) -> bool:
    """Say whether normalised words name the Council: in full, or “… Parish Council”, “the Clerk” and no other place."""
    if normalised(council) in named:
        return True
    said = set(named.split())
    return bool(said & OURS) and said <= GENERIC | set(normalised(council).split())


def is_body(name: str) -> bool:
    """Say whether a name can only be that of a firm or a body, which a message may repeat."""
    return bool(set(normalised(name).split()) & words("owner_bodies"))


def repeatable(name: str) -> str:
    """Return the name of a firm or body for a message; empty for anybody else."""
    plain = stripped(name)[:LONGEST]
    return plain if is_body(plain) and plain.replace('"', "").isprintable() else ""


def owner(rights: Rights) -> str:
    """Return the firm or body that a file names as its owner or maker; empty where it names none, or a person."""
    fields = (*rights.notice, *rights.credit, *rights.creator, *rights.source)
    return next(filter(None, map(repeatable, fields)), "")


def lookalike(document: Document, works: Iterable[Work]) -> str:
    """Return the name of the known work that a picture looks the same as; empty when there is none."""
    same = (each.name for each in works if alike(document.fingerprint, each.fingerprint))
    return next((name for name in same if name != document.page), "")
