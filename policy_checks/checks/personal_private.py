"""What is private of somebody who can be known, and what a closed session decided, as a small model reads them (C09, C47).

What is plainly said, of a condition and a person, personal-special rejects; here it is told of the barber, or of the lady
at the toll house, in whatever words.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.checks.personal_confidential import find_confidential
from policy_checks.checks.personal_special import find_special
from policy_checks.context import PROSE, judged
from policy_checks.model import Area, Check, Document, Hit, Level, Policy, hit


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each sentence that the model of this area would have a person look at, and no rule rejects."""
    found = list(judged(document.plain, "private"))
    text = document.plain.text
    places = (*find_special(text), *find_confidential(text)) if found else ()
    told = [hit(document.plain, *place).start for place in places]
    yield from (each for each in found if not any(each.start <= at < each.end for at in told))


CHECK = Check(
    id="personal-private",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.HOLD,
    message="This reads as somebody's health, belief, family, debts or record, or as what was said in a closed session.",
    remedy="Take it out, or write it so that nobody can be recognised. An office-holder may sign off what must stand.",
    why="People are known by their post, their house or their kin as well as by name. These are the most sensitive kinds of personal information (UK GDPR, Articles 9 and 10), and what a closed session heard is confidential (C47).",
    find=find,
    on=("plain",),
    kinds=PROSE,
    fails=("⟦The widow at the forge cannot manage on her pension and is living on food parcels.⟧",),
    passes=(
        "A talk on living with dementia is at the library on Tuesday.",
        "The hall committee raised £90 for the food bank.",
        "The Council resolved to exclude the public for the next item.",
    ),
)
