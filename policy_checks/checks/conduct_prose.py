"""Attacks on people and accusations against them, as a small model reads them (clauses C15, C26b, C26c, C26h)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, judged
from policy_checks.model import Area, Check, Document, Hit, Level, Policy


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each sentence that the model of this area would have a person look at."""
    yield from judged(document.plain, "conduct")


CHECK = Check(
    id="conduct-prose",
    area=Area.CONDUCT,
    clause="C15",
    level=Level.HOLD,
    message="These words read as an attack on somebody, or as an accusation that could harm a person's reputation.",
    remedy="Say what was decided or done, not what somebody is. Accusations go to a formal complaint, or the Police.",
    why="The policy bars personal attacks and what alleges a breach of the law (C26h), whoever is right. Criticism of the Council, of a decision or a policy passes. An office-holder may sign off what must stand.",
    find=find,
    on=("plain",),
    kinds=PROSE,
    fails=(
        "The accounts were read. ⟦The treasurer is a liar and a cheat and has been helping himself to the takings.⟧",
        "⟦Mrs Vane is too stupid to run a bath, let alone a committee.⟧",
    ),
    passes=(
        "The Council has handled this badly and should apologise.",
        "I disagree with the decision to close the path and will vote against it.",
        "The accounts were approved and the treasurer was thanked.",
    ),
)
