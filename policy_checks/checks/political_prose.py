"""Campaigning in ordinary prose, as a small model reads it (clause C11)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, judged
from policy_checks.model import Area, Check, Document, Hit, Level, Policy


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each sentence that the model of this area would have a person look at."""
    yield from judged(document.plain, "political")


CHECK = Check(
    id="political-prose",
    area=Area.POLITICAL,
    clause="C11",
    level=Level.HOLD,
    message="These words read like campaigning for or against a party, a candidate or a side.",
    remedy="Take it out, or tell the fact alone: who stands, when the poll is, what was decided.",
    why="A model trained on labelled passages reads for campaigning in ordinary prose, where no certain sign stands.",
    find=find,
    on=("plain",),
    kinds=PROSE,
    fails=("The hall opens at seven. ⟦Only Labour will stand up for our village, so vote for Jo Tapley on 1 May.⟧",),
    passes=(
        "The poll is on 7 May; voters need photographic identification.",
        "Labour held the Saltmere division with a majority of 58.",
    ),
)
