"""Tracked changes and comments that are still in a file (clause C47)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import FILES, met
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

MESSAGES = {
    "tracked": "This file still has tracked changes. Readers can see what was written before, and who changed it.",
    "comment": "This file still has comments. Readers can see them, and who wrote them.",
}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield a place with tracked changes or a comment."""
    yield from met(document, MESSAGES)


CHECK = Check(
    id="attachment-markup",
    area=Area.PERSONAL,
    clause="C47",
    level=Level.REJECT,
    message=MESSAGES["tracked"],
    remedy="Accept or reject every change, delete every comment, save, and put the new file here.",
    why="What was struck out or noted in the margin was meant for those who wrote the paper. It is published with it.",
    find=find,
    kinds=FILES,
    fails=(
        "⟦⟧{\\rtf1 The hall is {\\deleted closed }open.}",
        "⟦⟧{\\rtf1 The hall is open.{\\*\\annotation Is it?}}",
    ),
    passes=("{\\rtf1 The hall is open.{\\footnote On Mondays.}}",),
    example="notice.rtf",
)
