"""What a file holds and does not show (clause C46): hidden words, sheets, rows, columns, layers, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_checks.context import FILES, met
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

MESSAGES = {
    "hidden": "Something here is in the file but not shown. Anybody can bring it to light.",
    "cropped": "A picture in this file was cropped. The parts that were cut off are still in it.",
}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield a place where something is hidden, and advice about cropped pictures."""
    for hit in met(document, MESSAGES):
        yield replace(hit, level=Level.ADVISE) if hit.message == MESSAGES["cropped"] else hit


CHECK = Check(
    id="attachment-hidden",
    area=Area.PERSONAL,
    clause="C46",
    level=Level.HOLD,
    message=MESSAGES["hidden"],
    remedy="Delete it in the original, save, and put the new file here. If it may be read by everyone, have it signed off.",
    why="Hidden sheets, rows and columns, white letters and words off the page have made the worst leaks of public bodies. Two clicks show them.",
    find=find,
    kinds=FILES,
    fails=("⟦⟧{\\rtf1 The hall is open. {\\v The rent is not settled.}}",),
    passes=("{\\rtf1 The hall is open. {\\b The rent is settled.}}",),
    example="notice.rtf",
)
