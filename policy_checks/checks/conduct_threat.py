"""Outright threats against a person (clauses C07, C13, C26b)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, hits
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.threats import find_threat


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each threat."""
    yield from hits(document.plain, find_threat)


CHECK = Check(
    id="conduct-threat",
    area=Area.CONDUCT,
    clause="C26b",
    level=Level.REJECT,
    message="This reads as a threat against somebody.",
    remedy="Take it out. If you think somebody is in danger, tell the Police: 999, or 101 if it can wait.",
    why="The policy does not tolerate threats, and a threat may be an offence.",
    find=find,
    on=("plain",),
    kinds=PROSE,
    fails=("Do that again and ⟦I'll break your legs⟧.", "Tell her ⟦we know where you live⟧."),
    passes=(
        "The branch threatens to fall on the wires.",
        "Police are looking for a man who threatened a driver.",
        "Threats and abuse will not be tolerated.",
    ),
)
