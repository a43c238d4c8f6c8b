"""Well-formed files whose words cannot be read here: scans, and letters without meaning (clause C46)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import FILES, met
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

MESSAGES = {
    "unread": "We cannot read this: it is a picture of words, or its letters mean nothing to a program.",
    "unread page": "We cannot read this page: it is a picture, or its letters mean nothing to a program.",
}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield a file, or a page of one, that holds no words which can be read."""
    yield from met(document, MESSAGES)


CHECK = Check(
    id="attachment-unread",
    area=Area.INTEGRITY,
    clause="C46",
    level=Level.HOLD,
    message=MESSAGES["unread"],
    remedy="Make it from the original document instead of scanning it. Otherwise read all of it, and have it signed off.",
    why="What cannot be read cannot be judged, by this gate or by a blind reader's program.",
    find=find,
    kinds=FILES,
    fails=("⟦⟧{\\rtf1{\\pict\\pngblip 89504e47}}",),
    passes=("{\\rtf1 The plan: {\\pict\\pngblip 89504e47}}",),
    example="letter.rtf",
)
