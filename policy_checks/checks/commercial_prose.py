"""Adverts in ordinary prose, as a small model reads them (clauses C19, C26g)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, judged
from policy_checks.model import Area, Check, Document, Hit, Level, Policy


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each sentence that the model of this area would have a person look at."""
    yield from judged(document.plain, "commercial")


CHECK = Check(
    id="commercial-prose",
    area=Area.COMMERCIAL,
    clause="C19",
    level=Level.HOLD,
    message="These words read like an advert, or a recommendation of somebody's business.",
    remedy="Take it out, or tell it as a fact without price, praise or contact. If it is the Council's own business, ask for sign-off.",
    why="A model trained on labelled passages reads for offers in ordinary prose, where no certain sign stands.",
    find=find,
    on=("plain",),
    kinds=PROSE,
    fails=(
        "Bins go out on Tuesday. ⟦Book your boiler service with Carver Plumbing now, from £60, friendly local engineers, ring Steve.⟧",
    ),
    passes=(
        "Hall hire is £14 an hour for residents and £19.50 for others.",
        "Resolved to accept the quotation of £4,310 from Brindle Aggregates for the lay-by.",
    ),
)
