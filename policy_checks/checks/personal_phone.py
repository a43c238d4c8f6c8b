"""Personal telephone numbers (clauses C09, C41). Shapes follow Ofcom's National Telephone Numbering Plan.

Numbers are known by shape, not by whether they are in use, so the ranges reserved for drama count like any other.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.model import Area, Check, Document, Hit, Level, Policy, Reading, hit
from policy_checks.reading import scan

JOIN = r"[\s()./|*_~,-]{0,5}"
NUMBER = rf"(?:\+{JOIN}4{JOIN}4|\b0{JOIN}0{JOIN}4{JOIN}4|\b0)(?:{JOIN}\(0\))?((?:{JOIN}[0-9]){{9,10}})\b"
# Words on the same line that make a geographic number the public line of a body.
BODY = (
    r"(?i)\b(?:council|office|offices|clerk|police|hospital|surgery|practice|clinic|school|library|hall|centre|service|services|"
    r"helpline|hotline|line|floodline|advice|trust|agency|authority|department|ltd|limited|plc|llp|company|switchboard|"
    r"reception|customer|enquiries|shop|pub|inn|hotel|church office|station|museum|crematorium|charity|bank)\b"
)


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each mobile number, and each other number on a line that names no body."""
    for reading in (document.spelled, document.addresses):
        for found in scan(NUMBER, reading):
            digits = "0" + "".join(filter(str.isdigit, found.groups[0] or ""))
            if possible(digits) and not (digits[1] in "12" and _of_body(reading, found.start, found.end)):
                yield hit(reading, found.start, found.end, digits)


def possible(digits: str) -> bool:
    """Say whether eleven (or ten) digits from 0 are a mobile, personal or geographic number of the plan.

    03 (public bodies), 080 (free) and 08 or 09 (charged services) belong to organisations.
    """
    if digits[1] == "7":
        return len(digits) == 11
    return (digits[1] in "12" and digits[2] != "0" and len(digits) in (10, 11)) or digits.startswith("020")


def _of_body(reading: Reading, start: int, end: int) -> bool:
    begin = reading.text.rfind("\n", 0, start) + 1
    finish = reading.text.find("\n", end)
    line = reading.text[max(begin, start - 160) : min(len(reading.text) if finish < 0 else finish, end + 80)]
    return next(scan(BODY, Reading(line)), None) is not None


CHECK = Check(
    id="personal-phone",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="This looks like somebody's own telephone number.",
    remedy="Take it out, or give the Council's or the organisation's public line instead.",
    why="A private telephone number is personal information. The public line of a body (a surgery, the county's highways "
    "desk) is not, nor are 03, 0800 and the short numbers.",
    find=find,
    triggers=(
        r"\b0[\s()./|*_~,-]{0,5}[127]",
        r"\+[\s()./-]{0,5}4[\s()./|*_~,-]{0,5}4",
        r"\b0[\s./-]{0,2}0[\s./-]{0,2}4[\s./-]{0,2}4",
    ),
    on=("spelled", "addresses"),
    excused_by="phone",
    fails=(
        "Tickets from Mo on ⟦07700 900123⟧.",
        "Ring ⟦01632 960 001⟧ after six.",
        "| Driver | ⟦07700 | 900 | 673⟧ |",
        "Text ⟦+44 (0)7700 900 456⟧.",
        "Call ⟦oh seven seven double oh nine double oh one two three⟧.",
        "[Ring Mo](⟦tel:+447700900123⟧)",
    ),
    passes=(
        "The surgery's reception is on 01632 960002.",
        "Floodline: 0345 988 1188. Police: 101.",
        "Planning reference 25/01234/FUL.",
        "Grid reference TL 33017 44021.",
        "Invoice 0107900123 was paid on 07/09/2026.",
        "ISBN 978 0 7700 9001 2.",
    ),
)
