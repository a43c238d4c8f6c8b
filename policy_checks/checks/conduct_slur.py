"""Slurs against groups of people, plain or disguised (clauses C07, C26a)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.conduct import find_slur
from policy_checks.context import PROSE, masked_hits
from policy_checks.model import Area, Check, Document, Hit, Level, Policy


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each such word, plain or disguised."""
    yield from masked_hits(document, find_slur)


CHECK = Check(
    id="conduct-slur",
    area=Area.CONDUCT,
    clause="C26a",
    level=Level.REJECT,
    message="This is an insulting word for a group of people.",
    remedy="Take it out.",
    why="A slur demeans everybody of a race, faith, sex, age or disability, whoever is meant.",
    find=find,
    on=("plain",),
    kinds=PROSE,
    fails=("The field was left to the ⟦pikeys⟧.", "Send the ⟦pak1s⟧ home, he said."),
    passes=(
        "A spade and a fork were left at the pavilion.",
        "The Gypsy and Traveller liaison officer attended.",
        "Slow cookers and crackers were drawn in the raffle.",
    ),
)
