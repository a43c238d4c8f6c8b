"""Words that stand in a text which is known to be somebody else's (clauses C08, C26d)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial

from policy_checks.context import PROSE
from policy_checks.model import Area, Check, Document, Hit, Level, Policy, hit
from policy_checks.shingles import Shingle, Text, common, formulae, index

EXAMPLE = Text(
    "crow.txt", "The old pump on the green has been mended after three years of waiting, to everybody's relief."
)


def find(document: Document, _policy: Policy, known: dict[Shingle, str]) -> Iterator[Hit]:
    """Yield each run of eight words or more that a text of registers/reference has too, or shorter ones near each other."""
    for run in common(document.plain, known, _formulae()) if known else ():
        message = f"These words stand in {run.name}, which is recorded as somebody else's."
        yield replace(hit(document.plain, run.start, run.end), message=message)


_formulae = cache(formulae)


def against(texts: Iterable[Text]) -> Check:
    """Return the check with the texts that pages are compared with."""
    return replace(CHECK, find=partial(find, known=index(texts)))


CHECK = Check(
    id="copyright-copied",
    area=Area.COPYRIGHT,
    clause="C26d",
    level=Level.HOLD,
    message="These words stand in a text that is recorded as somebody else's.",
    remedy="Write it in your own words, or record the right to use it in registers/credits.yml with the page's name.",
    why="Eight words in a row, or five and five close together, are hardly ever the same by chance. Pages are compared with the texts in registers/reference alone, to "
    "the word: what others published elsewhere, and what was copied in other words, no build can find. Formulae that every "
    "council's papers share are not counted.",
    find=partial(find, known=index([EXAMPLE])),
    on=("plain",),
    kinds=PROSE | {"passage"},
    excused_by="credits",
    fails=(
        "We hear that ⟦the old pump on the *green* has been mended⟧ at last.",
        "⟦THE OLD PUMP ON THE GREEN HAS BEEN MENDED, AFTER\nTHREE YEARS⟧!",
        "We hear that ⟦the old pump on the village green is mended, after three years of waiting⟧.",
    ),
    passes=(
        "The old pump on our green has been repaired after three years.",
        "Notice is hereby given that a meeting of the Council will be held at 7.30 pm.",
    ),
)
