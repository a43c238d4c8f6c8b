"""Files in files, earlier versions, and data taken from elsewhere (clause C46)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import FILES, met
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

MESSAGES = {
    "embedded": "Another file lies inside this one. Readers can take it out and open it.",
    "earlier": "An earlier version lies inside this file, with words that this one no longer has.",
    "linked": "This file takes data from elsewhere, and keeps a copy or the place it came from.",
}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield a place with more than the file's own pages."""
    yield from met(document, MESSAGES)


CHECK = Check(
    id="attachment-inside",
    area=Area.PERSONAL,
    clause="C46",
    level=Level.HOLD,
    message=MESSAGES["embedded"],
    remedy="Make the file anew without it (print it to PDF). If it may be read by everyone, have it signed off.",
    why="A chart brings its whole workbook, a saved PDF its former pages, a linked cell the values of another file.",
    find=find,
    kinds=FILES,
    fails=("⟦⟧{\\rtf1 The chart: {\\object\\objemb{\\*\\objdata 0105}}}",),
    passes=("{\\rtf1 The chart is on the board.}",),
    example="notice.rtf",
)
