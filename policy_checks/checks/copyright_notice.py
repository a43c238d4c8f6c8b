"""Notices by which others claim what stands on a page (clauses C08, C26d)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_checks.context import PROSE, sentence
from policy_checks.data import rows
from policy_checks.model import Area, Check, Document, Hit, Level, Policy, Reading, Surface, hit
from policy_checks.ownership import is_ours, names_another, repeatable
from policy_checks.reading import normalised, scan

YEAR = r"(?:1[89]|20)[0-9]{2}"
# A sign, perhaps years, and the name that follows: to the end of its sentence or cell.
NAMED = (
    rf"(?i:©|\bcopyright\s*©|\(c\)\s*(?:copyright\s*)?{YEAR}|\bcopyright\s*(?:\(c\)|{YEAR}|of\s+the\s+(?:author|photographer|publisher)))"
    rf"(?:\s*(?:copyright\b|{YEAR}\s*[-–/,]?\s*)+)?([^\n|;]{{0,80}})"
)
# “Copyright” before a name, where it begins a line or sentence or follows what it is in.
OWNED = (
    r"(?:(?:^|\n|[.!?]\s)\s*Copyright|\b(?i:photo(?:graph)?s?|images?|pictures?|maps?|text|article|illustrations?|content)\s+(?i:copyright))"
    r"\s+(?:of\s+|by\s+)?((?:[Tt]he\s+)?[A-Z][^\n|;.]{1,60})"
)
SUBJECT = r"^(?:Act|Acts|Laws?|Licen[cs]\w*|Notices?|Policy|Statement|Information|Infringement|Designs|Regulations?|Holders?|Owners?|Rules?)\b"
RESERVED = r"(?i)\ball\s+rights?\s+(?:are\s+)?reserved\b"
FORBIDDEN = r"(?i)\b(?:may|must)\s+not\s+be\s+(?:reproduced|copied|republished|redistributed)[^.\n]{0,60}\b(?:without|permission|consent)\b"
AGENCIES = "|".join(rows("picture_agencies"))
CREDITED = (  # agencies that are also in the news
    r"\b(?:Photo(?:graph)?s?|Pictures?|Images?|Credit)\b[^.\n]{0,40}\b(Reuters|AFP|PA|BBC|ITV|Sky News|Press Association)\b"
)
BORROWED = r"\b(?i:reproduced|reprinted|republished|(?:first|originally)\s+(?:published|appeared)|this\s+article\s+(?:first\s+)?appeared)\s+(?i:from|in|by|on)\s+[^.\n]{0,10}[A-Z“\"‘*_]"
ALLOWED = r"(?i)" + "|".join(rows("lawful_notices"))


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each notice that names somebody else than the Council, and no licence or statutory owner."""
    plain = document.plain
    if document.surface is Surface.BUILT:  # what is new there are the credits that are made from the register
        return
    for found in (*scan(NAMED, plain), *scan(OWNED, plain)):
        name = found.groups[0] or ""
        if not lawful(plain, found.start, found.end) and _anothers(name or found.text, policy):
            yield _told(hit(plain, found.start, found.end), name)
    for source in (RESERVED, FORBIDDEN):
        for found in scan(source, plain):
            around = sentence(plain.text, found.start, found.end)
            before = plain.text[max(0, found.start - 80) : found.start]
            if not lawful(plain, found.start, found.end) and not is_ours(normalised(around + before), policy.council):
                yield hit(plain, found.start, found.end)
    yield from _agencies(plain)


def _anothers(name: str, policy: Policy) -> bool:
    """Say whether what follows a sign or word of copyright names somebody else, and not a law or a rule."""
    return next(scan(SUBJECT, Reading(name)), None) is None and names_another(name, policy.council)


def _agencies(plain: Reading) -> Iterator[Hit]:
    """Yield each agency's or newspaper's name that stands as a credit."""
    for source in (rf"\b(?:{AGENCIES})\b", CREDITED, BORROWED):
        for found in scan(source, plain):
            if not lawful(plain, found.start, found.end):
                yield _told(hit(plain, found.start, found.end), found.text)


def _told(found: Hit, name: str) -> Hit:
    """Return a hit whose message names the owner, where that can only be a firm or a body."""
    shown = repeatable(name.partition(".")[0])
    return (
        replace(found, message=f"This notice says that the words or pictures here belong to “{shown}”.")
        if shown
        else found
    )


def lawful(plain: Reading, start: int, end: int) -> bool:
    """Say whether the sentence is one that a licence or the law asks for, or names the permission."""
    around = sentence(plain.text, start, end)
    return next(scan(ALLOWED, Reading(around)), None) is not None


CHECK = Check(
    id="copyright-notice",
    area=Area.COPYRIGHT,
    clause="C26d",
    level=Level.HOLD,
    message="This notice says that the words or pictures here belong to somebody else.",
    remedy="If the Council has the right to use them, record it in registers/credits.yml with the page's name. Otherwise take them out.",
    why="A page that still bears another publisher's notice was mostly copied from there. Notices of the Council, of the Crown, of "
    "Ordnance Survey and of open licences pass, and so does a credit that names the permission.",
    find=find,
    triggers=(NAMED, OWNED, RESERVED, FORBIDDEN, rf"\b(?:{AGENCIES})\b", CREDITED, BORROWED),
    on=("plain",),
    kinds=PROSE | {"passage"},
    excused_by="credits",
    fails=(
        "Words of the article. ⟦© 2025 The Royston Crow. All rights reserved.⟧",
        "The bridge in flood ⟦(c) 2024 Jo Bloggs⟧",
        "⟦Copyright 2023 Crow Media Ltd⟧",
        "⟦Copyright The Guardian 2025⟧",
        "⟦Photograph copyright Jo Bloggs⟧.",
        "The fete. Picture: ⟦Getty Images⟧",
        "![The fete. ⟦Alamy⟧ Stock Photo](fete.jpg)",
        "⟦Photo: Press Association⟧",
        "⟦Reproduced from The R⟧oyston Crow of 2 May.",
        "⟦First published in The C⟧row.",
        "This text ⟦may not be reproduced without the publisher's permission⟧.",
    ),
    passes=(
        "© Bassingbourn-cum-Kneesworth Parish Council 2026. All rights reserved.",
        "© Crown copyright and database rights 2026 Ordnance Survey 100012345.",
        "Contains Environment Agency information © Environment Agency and database right.",
        "© OpenStreetMap contributors",
        "(a) the pump (b) the green (c) the pond",
        "Be aware of copyright laws, and give credit where credit is due.",
        "Picture © Crow Media Ltd, shown with permission.",
        "“The green” by Crow Media, CC BY 4.0.",
        "The minutes are reproduced from the Council's book.",
        "Copyright Licensing Agency rules apply to the library.",
        "Reuters reported that prices fell.",
    ),
)
