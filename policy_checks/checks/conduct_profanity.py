"""Profanity and obscenity, plain or disguised, in British tiers (clauses C07, C13, C26a)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.conduct import find_profanity
from policy_checks.context import PROSE, masked_hits
from policy_checks.model import Area, Check, Document, Hit, Level, Policy


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each such word, plain or disguised."""
    yield from masked_hits(document, find_profanity)


CHECK = Check(
    id="conduct-profanity",
    area=Area.CONDUCT,
    clause="C07",
    level=Level.REJECT,
    message="This is a swear word or an obscene one.",
    remedy="Take it out, or write the sentence without it.",
    why="The policy bars the obscene and the profane, plain or disguised with stars, figures or spaces. Place names, surnames, birds and old quotations that only look alike pass.",
    find=find,
    on=("plain",),
    kinds=PROSE,
    fails=(
        "The bins are ⟦bloody⟧ full again.",
        "What a load of ⟦sh1te⟧ that was",
        "Nobody gives a ⟦f***⟧ about the verge.",
    ),
    passes=(
        "Scunthorpe and Penistone sent teams.",
        "The cock crowed at dawn.",
        "Cllr Dick thanked the band.",
        "Bassingbourn-cum-Kneesworth is one parish.",
    ),
)
