"""Places that somebody meant to fill in (clause C17: “be accurate”)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.model import Area, Check, Document, Hit, Level, Policy, hit
from policy_checks.reading import scan

PLACEHOLDER = (
    r"\b(?:TBC|TBA|TBD|tbc|tba|tbd|TODO|FIXME|T\.B\.[CAD]\.?)\b"
    r"|(?i:\blorem ipsum\b)"
    r"|(?i:[\[<{(]\s?(?:please )?(?:insert|enter|add|type|fill in|complete|your|the clerk to)\b[^\]\[<>{}()\n]{0,80}[\]>})])"
    r"|(?i:\[\s?(?:date|name|address|time|place|venue|amount|number|phone|email|e-mail|link|council|parish|xx+|\?+|\.{3,}|…)\s?\])"
    r"|(?i:\bto be (?:confirmed|advised|filled in) by the clerk\b)"
    r"|(?:\bX{3,}\b|_{5,})"
)
SKIP = frozenset({"css", "script"})


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each place left to be filled in."""
    if document.kind not in SKIP:
        for found in scan(PLACEHOLDER, document.plain):
            yield hit(document.plain, found.start, found.end)


CHECK = Check(
    id="integrity-placeholder",
    area=Area.INTEGRITY,
    clause="C17",
    level=Level.REJECT,
    message="This place was left to be filled in later.",
    remedy="Write what belongs here. If it is not known yet, say so in a sentence, or leave the line out.",
    why="A page with gaps in it is not accurate, and a template's example text can be taken for fact.",
    find=find,
    triggers=(PLACEHOLDER,),
    on=("plain",),
    fails=(
        "The speaker is ⟦TBC⟧.",
        "⟦Lorem ipsum⟧ dolor sit amet.",
        "Held at ⟦[insert venue]⟧ on Monday.",
        "Adopted on ⟦[date]⟧.",
        "The fee is £⟦XXX⟧ a year.",
        "Signed ⟦__________⟧ Chair",
    ),
    passes=(
        "The date will be settled at the May meeting.",
        "Insert the coin and turn the handle.",
        "The name [of the lane] is old.",
        "Bus XX9 leaves at ten.",
        "Really? Yes.",
    ),
)
