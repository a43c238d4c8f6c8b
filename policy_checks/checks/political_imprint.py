"""The imprint that election law puts on campaign material: the surest sign of it. Rejects."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import hits
from policy_checks.flow import alternatives, flow, pattern, read_list, trim
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

REACH = 400  # characters that an imprint, or what is said of it, may be away from *promoted*

_TRIGGER = pattern(r"promoted\s+(?:by|and\s+(?:published|printed)|on\s+behalf)|imprint|published\s+by")
_PARTY = alternatives(read_list("parties.txt") + read_list("parties_ambiguous.txt"))
_OPENING = pattern(
    r"(?:(?i:printed\b[^!?\n]*?(?:published\s*(?:and|&|,)\s*)?promoted)"
    r"|(?i:published\s*(?:and|&|,)\s*promoted|promoted\s*(?:and|&|,)\s*(?:published|printed))"
    r"|P(?:romoted|ROMOTED)|(?i:imprint\W*promoted|small\s+print[^.\n]*promoted)"
    r"|(?i:(?:page|leaflet|website|site|post|survey|newsletter|material|advert)\s+(?:is|was)\s+promoted))"
    r"\s+(?i:by)\b"
    r"|(?i:\b(?:promoted|published)\s+by)\s[^!?\n]*?(?i:\bon\s+behalf\s+of|\bagent\s+(?:for|to|of)"
    r"|\bfor)\s+(?:the\s+)?(?:\S+\s+){0,3}(?:" + _PARTY + r"|(?i:candidate|election\s+agent))\b",
    fold_case=False,
)
_TAIL = pattern(
    r"\bon\s+behalf\s+of\b|\bfor\b\s+(?:the\s+)?(?-i:[A-Z])|\bagent\b|\bboth\s+(?:of|at|c/o)\b|\bc/o\b"
    r"|\bP\.?\s?O\.?\s+box\b|\bof\s+[0-9]+[a-z]?\b|,\s*(?:all\s+)?(?:at|of)\s+[0-9]|\b[0-9]+[a-z]?,?\s+(?:the\s+)?"
    r"(?-i:[A-Z])[a-z']+\s*(?-i:[A-Z]?)|\bpolitical\s+party\b|\bcandidate\b|,\s+(?-i:[A-Z])[^,]+,\s+(?-i:[A-Z])"
)
_VETO = pattern(
    r"\b(?:must|should|shall|requires?|required|needs?|need\s+to|ought)\b|\[(?:name|address|insert)"
    r"|\belections\s+act\b|\belectoral\s+commission\b|\bfor\s+example\b|\be\.g\.|\bguidance\b|\bguide\b"
    r"|\b(?:event|concert|festival|show|order|bill|scheme|tour|race|gig|walk)s?\b[^.!?]*\bpromoted\s+by"
    r"|\bpromoted\s+by\s+(?:the\s+)?(?:(?-i:[A-Z])\w+\s+)*(?:(?:county|district|parish|town|borough|city)\s+)?council"
    r"|\bpromoted\s+by\s+(?:the\s+)?(?:NHS|police|national\s+trust|RSPB|library|school|museum|arts)\b"
)


def find_imprints(text: str) -> Iterator[tuple[int, int]]:
    """Yield the imprints in a text, from *Promoted by* to the end of the line."""
    raw = flow(text)
    if _TRIGGER.search(raw) is None:
        return
    at = 0
    while (hit := _OPENING.search(raw, at)) is not None:
        end = _line_end(raw, hit.end())
        first = max(hit.start() - REACH, 0)
        begin = max(raw.rfind(b"\n", first, hit.start()) + 1, first)
        if _TAIL.search(raw[hit.start() : end]) and not _VETO.search(raw[begin:end]):
            yield _place(raw, hit.start(), hit.end(), end)
        at = hit.end()


def _line_end(raw: bytes, at: int) -> int:
    """Return where the line ends, or how far an imprint may reach."""
    reach = min(at + REACH, len(raw))
    end = raw.find(b"\n", at, reach)
    return end if end >= 0 else reach


def _place(raw: bytes, begin: int, opened: int, line_end: int) -> tuple[int, int]:
    """Return the imprint, to the end of its sentence: *A. Smith* ends none."""
    rest = raw[opened:line_end]
    stop = _END.search(rest)
    return trim(raw, begin, opened + (stop.end() if stop else len(rest)))


_END = pattern(r"[a-z)0-9]{2}[.!?][\"')]*(?:\s|$)")


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_imprints` finds in the words that are read."""
    yield from hits(document.plain, find_imprints)


CHECK = Check(
    id="political-imprint",
    area=Area.POLITICAL,
    clause="C11",
    level=Level.REJECT,
    message="This is an election imprint: it says on whose behalf political material was published.",
    remedy="Take the material out. The Council may not publish it.",
    why="An imprint (Elections Act 2022, Part 6) marks campaign material, which section 2 of the Local Government Act 1986 bars a council from publishing.",
    find=find,
    on=("plain",),
    fails=(
        "Thanks. ⟦Promoted by A. Thwaite on behalf of Fenbury Liberals, both of 4 Mill Row, Fenbury.⟧",
        "⟦Published and promoted by J. Orr for Fenbury Labour, 3 Yard Lane, Fenbury.⟧",
        "⟦Printed by Ink Ltd. Promoted by C. Lowe, agent for Fenbury First, PO Box 9.⟧",
        "⟦Published & promoted by Fenbury Greens, 8a The Arcade, Fenbury.⟧",
        "Yes! ⟦Promoted by and on behalf of Cllr P. Vane, Staithe Road, Fenbury.⟧",
    ),
    passes=(
        "Fenbury Town have been promoted by one place to Division Two.",
        "Digital material needs an imprint: who it is promoted by and on behalf of whom.",
        "The concert, promoted by Arts Alive for the Hall, is on Friday.",
        "The order promoted by the county council on behalf of the railway is at the library.",
        "Candidates should add “Promoted by (name) of (address)” to their leaflets.",
    ),
)
