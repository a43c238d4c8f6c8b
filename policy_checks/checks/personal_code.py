"""Codes that open a door, a safe or an alarm, and the password of somebody's wi-fi (clause C46: information is treated securely).

Passwords of accounts are checks/integrity_secret.py's, codes of meetings checks/personal_video.py's.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, has, hits, scan, sentence
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

LOCK = (
    r"(?:(?:front |back |side |main )?doors?|gates?|key ?pads?|key ?(?:safe|box)|lock ?box|pad ?locks?|locks?|burglar alarm|alarm|safe|shutters?|"
    r"barrier|shed|store|garage|entry|entrance|entryphone)"
)
SAID = r"(?:(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)[ ,-]{1,3}){3,7}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b"
VALUE = rf"((?:[A-Z][ -]?)?[0-9](?:[ -]?[0-9]){{3,7}}(?: ?[A-Z#*]\b|[#*])?|(?i:{SAID}))"
WORD = r"(?:(?:pass ?)?codes?|pin|combination|key ?code|access number|number for (?:the|it))"
IS = r"(?:(?: now)? (?:is|are|was|has been changed to|will be|to)(?: now)?| ?[:=|,(–-]| on)?\s?[\"'“]?"
CODE = rf"(?i:\b{LOCK}(?:['’]s)? (?:entry |access |door )?{WORD}\b(?: (?:for|to|of|at) [^.:|\n]{{1,30}}?)?{IS}){VALUE}"
KEYED = rf"(?i:\b(?:key ?pads?|key ?(?:safe|box)|lock ?box|pad ?locks?|combination)(?: (?:on|for|at|by|of) [^.:|\n]{{1,24}}?)?(?: \([^()\n]{{1,30}}\))?(?: is| opens (?:with|to|at)| set to|[:=])? ){VALUE}"
MARKED = r"(?i:\b(?:door|gate|lock)(?: entry)?[:,]? )([A-Z][0-9]{3,5}[A-Z]|[0-9]{4,5}[A-Z])\b"  # as locks with buttons are set
SAFE = r"(?i:\bsafe(?: (?:is|opens (?:with|to|at)|combination))?[,:( ]{1,3})((?:[0-9]{1,2}-){2,3}[0-9]{1,2})\b"
THE_CODE = rf"(?i:\b{WORD}(?: (?:for|to) (?:it|(?:the|our) [a-z ]{{2,24}}?))?(?: is| is now| are|:| now| has been changed to| has changed to) ){VALUE}"
WORKS = rf"\b{VALUE}(?i:,? (?:then|and|followed by)? ?(?:the )?[a-z#*]{{0,8}} ?(?:stops|silences|resets|unsets|disarms|opens|unlocks|releases) (?:the |it\b)[a-z ]{{0,20}})"
PRESSED = rf"(?i:\b(?:press|key|punch|type|tap|enter|dial)(?: in)? ){VALUE}(?i:(?: on the [a-z ]{{2,12}})? (?:to|and)(?: it)? [a-z ]{{0,16}}{LOCK}\b)"
WIFI = r"(?i)\bwi-?fi\b[^\n]{0,60}?\b(?:password|pass ?phrase|key|code)(?: is|:| to it is)? [\"“]?([a-z0-9_!-]*[0-9][a-z0-9_!-]*)"
HOME = r"(?i)\b(?:my|his|her|their|our (?:house|home|own)|neighbour['’]s|at home|cottage|next door)\b"
OPENS = rf"(?i)\b(?:{LOCK}|pavilion|hall|hut|clubhouse|toilets?|vestry|cupboard|cabinet)\b"
PUBLIC = r"(?i)\b(?:defib\w*|(?:post|zip|tax|discount|voucher|booking|dialling|dress|colour|qr|offer|what3words|area)[ -]?codes?|zoom|teams|webex|webinar|meetings?|dial(?:ling)?[ -]?in|app|race|run|competition|survey|model|register|codes? of (?:conduct|practice)|opens? (?:at|from)|plot)\b"
TRIGGER = r"(?i)\b(?:codes?|pin|combination|keycode|key ?pad|key ?(?:safe|box)|lock ?box|pad ?locks?|alarm|safe|wi-?fi|passcode|pass code)\b|\b(?:door|gate|lock)(?: entry)?[:,]? [A-Z]?[0-9]{3}|\b(?:press|key|punch|type|tap|enter)(?: in)? [0-9]"


def find_codes(text: str) -> Iterator[tuple[int, int]]:
    """Yield each code that is said to open something, and the password of a private wi-fi."""
    if not has(TRIGGER, text):
        return
    for pattern in (CODE, KEYED, MARKED, SAFE, THE_CODE, WORKS, PRESSED, WIFI):
        for found in scan(pattern, text):
            around = sentence(text, found.start, found.end)
            if has(HOME if pattern == WIFI else OPENS, around) and not has(PUBLIC, around):
                yield found.start, found.end


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_codes` finds in the words that are read."""
    yield from hits(document.plain, find_codes)


CHECK = Check(
    id="personal-code",
    area=Area.PERSONAL,
    clause="C46",
    level=Level.REJECT,
    message="This looks like a code that lets anybody in: of a door, a safe, an alarm or somebody's wi-fi.",
    remedy="Take it out, and change it today: older copies of this page still hold it.",
    why="Whoever has the code can get in. How to come by a code (from the Clerk, on booking) may be said, and so may where a defibrillator is and how to open it.",
    find=find,
    kinds=PROSE,
    triggers=(TRIGGER,),
    on=("plain",),
    fails=(
        "Hirers: the ⟦gate code is 4821⟧ until May.",
        "Last to leave: the pavilion ⟦keypad is C2580Y⟧, and mind the shutters.",
        "Should it ring, ⟦1932 and the star stops the alarm⟧.",
        "The plate is in the vestry ⟦safe, 41-17-08⟧.",
        "If the alarm sounds the ⟦code is two, four, seven, nine⟧.",
        "The ⟦code to the pavilion is 0852⟧, and the ⟦key safe 2580⟧.",
        "Front ⟦door: C4471Z⟧ and a half turn.",
        "| ⟦Door code | 2580X⟧ |",
        "⟦Press 4471 and the gate⟧ will open.",
        "Use my ⟦wi-fi, the password is crocus1958⟧, from the cottage.",
    ),
    passes=(
        "The keypad code is changed every term and given only to hirers.",
        "The alarm and the safe were bought in 2019 for £1,250.",
        "The door code is given on booking: ring the Clerk on 01632 960417.",
        "Hybrid meeting in the hall, on Zoom too: the passcode is 448812.",
        "Entry code for the fun run: 4471.",
        "The code of conduct of 2012 hangs behind the door.",
        "The defibrillator's cabinet opens with code C159X.",
        "The barrier opens at 0900 and the gate at 0930.",
        "The hall's guest wi-fi has the password Welcome2025.",
    ),
)
