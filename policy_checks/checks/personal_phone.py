"""Private telephone numbers. Shapes follow Ofcom's National Telephone Numbering Plan.

Numbers are known by shape, not by whether they are in use, so the ranges reserved for drama count like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_checks.checks.personal_email import is_role
from policy_checks.context import after, before, has, hits, line, scan, without
from policy_checks.data import words
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

GAP = r"[\s()./|*_~,:;#+='→–—-]{0,6}"
NUMBER = rf"(?:^|[^0-9A-Za-z./-])((?:\+{GAP}4{GAP}4|\(?0{GAP}0{GAP}4{GAP}4|\(?0)(?:{GAP}\(0\))?(?:{GAP}[0-9]){{9,10}})"
GLUED = r"[A-Za-z_/.-](07[1-9][0-9]{2} ?[0-9]{3} ?[0-9]{3})\b"  # a mobile with no space before it
BARE = r"\b((?:44[ ]?)?7[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3})\b"  # a mobile that lost its 0 to a spreadsheet
LOCAL = (
    r"(?i)\b(?:ring|phone|telephone|tel|call|dial|landline|number)(?: no| number| is)?[.:]?(?: (?:mrs? )?[a-z]+)?"
    r"(?: on)?:? ([0-9]{6}|[0-9]{3} [0-9]{3})\b"
)
DIGIT = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|[0-9])"
WORDS = rf"(?i)\b((?:(?:(?:double|treble|triple)[ -]{{1,2}})?{DIGIT}(?:[ -](?:hundred|thousand))?(?:[ ,.–-]{{1,3}}|\b)){{5,14}})"
DIGITS = dict(
    zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], "0123456789", strict=True)
)
DIGITS |= {"oh": "0", "nought": "0", "hundred": "00", "thousand": "000"}
TIMES = {"double": 2, "treble": 3, "triple": 3}
TRIGGER = (
    r"\b0[\s()./|*_~,:;#+='→–-]{0,6}[127]|[A-Za-z_]07[1-9][0-9]|\+[\s()./-]{0,5}4[\s()./|*_~,-]{0,5}4|\b0[\s./-]{0,2}0[\s./-]{0,2}4[\s./-]{0,2}4"
    r"|(?i:\b(?:oh|zero|nought)[ ,-]{1,3}(?:one|two|seven))|\b(?:44[ ]?)?7[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}\b"
    r"|(?i:\b(?:ring|phone|tel|telephone|call|dial|landline|number)\b[^0-9\n]{1,30}[0-9]{3} ?[0-9]{3}\b)"
)
# Whose line it is: somebody's own, the Clerk's or a body's. Words of the sentence, the row or the heading.
PRIVATE = (
    r"(?i)\b(?:home|at home|mobile of|(?:his|her|their|my) (?:number|mobile|phone|landline|home)|complainant|tenant|lives in|own (?:mobile|number|phone)|drivers?|gardener|"
    r"owner|wife|husband|daughter|son|mother|father|mum|dad|widow|neighbour|(?:a|the|this|one) resident|applicant|objector|volunteers?|"
    r"householder|lady|gentleman|(?:Mrs?|Miss|Ms|Mx)\b|evenings?|after (?:six|seven|tea|work)|ask for|"
    r"(?:ring|phone|telephone|call|text) (?:him|her)|landline|keyholder|key holder|hirer|parent|carer|lifts?|ex-directory)"
)
# Said right before a number, it outweighs who may ring it.
LINE_OF = r"(?i)\b(?:bookings?|reception|enquir(?:y|ies)|help|office|duty|information|advice) (?:line|desk|number)\b[^.\n]{0,12}$|\bswitchboard\b[^.\n]{0,12}$"
# A body that is to be rung, right before the number: "ring the Community Transport desk, …". Who rings it, and when, is all one.
PLACES = (
    r"(?:desk|office|offices|line|centre|station|surgery|hub|pub|inn|hotel|pool|kennels|schemes?|switchboard|"
    r"hospital|pharmacy|chemist|library|museum|theatre|cinema|box office|school|nursery|council|reception|depot|hotline|helpline|clinic|bank|shed|transport|nurses|branch|bar|association|society|team|club|services?|trust|agency|garage|shop|hall|police)"
)
FIRM = rf"\b\p{{Lu}}[\pL'’]+(?: (?:\p{{Lu}}[\pL'’]+|&|and)){{0,3}} (?:{'|'.join(sorted(words('firm_words') - {'&', 'and'}))})[ ,:(–-]{{1,4}}(?:on |is )?$"
# Somebody who has charge of something, right before the number, which is that person's own.
IN_CHARGE = r"(?i)\b(?:caretaker|treasurer|secretary|organi[sz]er|captain|steward|key ?holder|verger|sexton|chairman|chairwoman)[ ,:(–-]{1,4}(?:on |at |is )?$"
RUNG = (
    rf"(?i)(?:\b(?:ring(?:ing)?|call(?:ing)?|phon(?:e|ing)|contact(?:ing)?|tell(?:ing)?|try(?:ing)?|via|through)|^\W*|[.:;|] ?) ?"
    rf"(?:the |our |its )?(?:[\pL'’-]{{3,}} |& ){{0,3}}{PLACES}(?:['’]s)?(?: is| on| at)?[ ,:(–-]{{1,4}}$"
    rf"|^\W*the (?:[\pL'’-]+ ){{0,2}}{PLACES} (?:can|may|should|must|could) be (?:rung|called|phoned|telephoned|reached)\b[^.\n]{{0,30}}$"
    r"|\b(?:ring|call|phone|telephone|contact|tell|ask) the (?:parish |town )?clerk(?: on| at)?[ ,:(–-]{1,4}$"
)
TOLD_TO_RING = r"(?i)\bclerk (?:is )?(?:to|will|would|should|shall|must|has|had) (?:[a-z]+ )?(?:phone|ring|call|text|contact|telephone)(?:ed)?\b"
CLERK = (
    r"(?i)\b(?:(?:parish|town|deputy|assistant|locum)? ?clerk(?:'s)?|proper officer|parish office|council offices?|"
    r"town hall|responsible financial officer|RFO)\b"
)
BODY = (
    r"(?i)\b(?:council|offices?|police|hospital|surgery|practice|clinic|school|academy|library|hall|centre|services?|"
    r"helpline|hotline|line|floodline|advice|trust|agency|authority|department|ltd|limited|plc|llp|company|"
    r"switchboard|reception|customer|enquiries|shop|pub|inn|hotel|station|museum|crematorium|charity|bank|nhs|"
    r"(?:the|to|by) (?:county|district|borough)|urgent (?:calls|enquiries|matters)|pharmacy|chemist|vets?|vet's|dentist|garage|contractors?|highways|environmental health|monitoring officer|"
    r"ombudsman|registrar|crimestoppers|samaritans|citizens advice|age uk|undertakers?|funeral|housing association|"
    r"water company|electricity|out[- ]of[- ]hours|emergency|nursery|college|university|society|theatre|"
    r"railway|community bus|minibus|dial-a-ride|wardens? line|parish line|report(?:ed)? (?:it|them|faults?|problems?)|blocked (?:road|drain)|something broken|accident|dog warden|gritting|gritters|pensions|parcels|railway|box office|depot|control room|desk|team|coastguard|lifeboat|solicitors|auditor|press office|schemes?|conference|dispensar(?:y|ies)|answering machine|dialling|keying|hub|caf[eé]|renewed|dial-?in|listen in|join by (?:tele)?phone)\b"
)
NOT_A_PHONE = (
    r"(?i)(?:\b(?:meeting id|webinar|isbn|uprn|mpan|invoice|inv\.?|serial|account|a/c|charity|company|vat|"
    r"order(?: number| no)?|cheques?|ref(?:erence)?s?\.?|grid|version|nhs|passport|po)(?: no\.?| number)?:? ?[A-Z]{0,3}[-#]?)$"
)


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield each number of the plan that is a mobile or a geographic line and no body's public one."""
    if not has(TRIGGER, text):
        return
    numbers = [(start, end, _digits(text[start:end])) for start, end in _numbers(text)]
    public = {digits for start, end, digits in numbers if _is_public(text, start, end, digits)}
    for start, end, digits in numbers:
        if digits not in public:
            yield start, end


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield every number with the shape of a mobile or geographic one, public or not."""
    for pattern in (NUMBER, GLUED, BARE, LOCAL, WORDS):
        for found in scan(pattern, text):
            group = found.groups[0]
            start = found.start + text[found.start : found.end].rfind(group)
            start, end = _trimmed(text, start, start + len(group))
            if _is_phone(pattern, text, start, end):
                yield start, end


def possible(digits: str) -> bool:
    """Say whether digits from 0 are a mobile, personal or geographic number of the plan.

    03 (public bodies), 080 (free) and 08 or 09 (charged services) belong to organisations.
    """
    if digits.startswith("07"):
        return len(digits) == 11
    return (
        digits[:2] in {"01", "02"} and (digits[2:3] not in {"", "0"} or digits[:3] == "020") and len(digits) in (10, 11)
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _is_phone(pattern: str, text: str, start: int, end: int) -> bool:
    if (end < len(text) and text[end].isdigit()) or has(NOT_A_PHONE, before(text, start, 40)):
        return False
    if pattern == LOCAL:
        return not text[start:end].startswith("116")  # the harmonised numbers of helplines: 116 123
    if pattern == BARE:
        return has(r"(?i)\b(?:mob|tel|phone|ring|call|text|whatsapp|contact|number)", _context(text, start, end))
    written = text[start:end]
    digits = _digits(written)
    if "|" in written and not has(r"^[+(]?(?:44|07[0-9]{3}|01[0-9]{2,4}|02[0-9]{1,2}|0)\)?\s", written):
        return False
    return possible(digits) and written.count("\n") <= ("|" not in written)


def _digits(written: str) -> str:
    """Return the digits of a number from 0, words and the country's code undone."""
    out = _spelled_out(written) if any(map(str.isalpha, written)) else "".join(filter(str.isdecimal, written))
    for prefix in ("00440", "0044", "440", "44"):
        if out.startswith(prefix) and len(out) > 11 - (prefix[0] != "0"):
            return "0" + out.removeprefix(prefix)
    return out


def _spelled_out(written: str) -> str:
    """Return the digits that words such as "double oh" and "nine hundred" stand for, and those between them."""
    out, times = "", 1
    for found in scan(r"(?i)[a-z]+|[0-9]", written):
        word = written[found.start : found.end].casefold()
        if word in TIMES:
            times = TIMES[word]
            continue
        out += DIGITS.get(word, word if word.isdigit() else "") * times
        times = 1
    return out


def _context(text: str, start: int, end: int) -> str:
    if "|" in line(text, start, end):
        return line(text, start, end)
    lead = before(text, start, 160)
    if len(lead.strip(" :*-")) < 25:  # a line or a sentence that is hardly more than the number: what stands before it
        lead = text[max(0, start - len(lead) - 60) : start]
    return lead + " # " + after(text, end, 80)


def _is_public(text: str, start: int, end: int, digits: str) -> bool:
    """Say whether the words around a number make it the Clerk's or a body's."""
    around = _context(text, start, end)
    near = before(text, start, 70)
    if has(rf"{LINE_OF}|{RUNG}|(?-i:{FIRM})", near) and not digits.startswith("07"):
        return True
    if has(PRIVATE, around) or has(IN_CHARGE, near):
        return False
    if (has(CLERK, near) and not has(TOLD_TO_RING, near)) or has(
        r"(?i)^[\s(,;:]*(?:the )?(?:parish |town )?clerk\b", text[end : end + 20]
    ):
        return True
    if digits.startswith("07"):
        return has(
            r"(?i)\b(?:police|pcso|council|emergency|(?:duty|on[- ]call) (?:officer|line|phone|telephone|mobile|number|manager|warden|vet|doctor|nurse|engineer)|text line|ltd|limited|llp|plc)\b",
            near,
        )
    return (
        has(BODY, around)
        or has(r"\b\p{Lu}\w+ (?:Water|Energy|Power|Council|Housing|Homes)\b", around)
        or _role_mailbox(around)
    )


def _role_mailbox(around: str) -> bool:
    """Say whether a role's mailbox stands beside a number, as in "ring … or write to paths@…"."""
    return any(is_role(*found.groups) for found in scan(r"(?i)([a-z.-]+)@([a-z0-9.-]+\.[a-z]{2,})", around))


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each number that is somebody's own."""
    rounded = (document.plain,) if has(r"(?i)\b(?:hundred|thousand)\b", document.plain.text) else ()  # "nine hundred"
    for source in (document.spelled, document.addresses, *rounded):
        for each in hits(source, find_phones):
            if source is not document.addresses or not _is_bodys_link(document, each):
                yield replace(each, words=_digits(each.words))


def _is_bodys_link(document: Document, found: Hit) -> bool:
    """Say whether the words of a link, or those right before it, make the number that it dials a body's."""
    lead = without(r"(?:\]\(|<a\b[^<>]*)(?:tel:)?$", before(document.text, found.start))
    return not _digits(found.words).startswith("07") and has(rf"{LINE_OF}|{RUNG}", lead.lstrip("[") + " ")


CHECK = Check(
    id="personal-phone",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="This looks like somebody's own telephone number.",
    remedy="Take it out, or give the Clerk's address or a public line instead. If it may lawfully be published, enter it in registers/people.yml, with the basis.",
    why="A private telephone number is personal information. The public line of a body (a surgery, the county's highways desk) is not, nor are 03, 0800 and the short numbers.",
    find=find,
    triggers=(TRIGGER,),
    on=("spelled", "addresses"),
    excused_by="phone",
    fails=(
        "Tickets from Mo on ⟦07700 900123⟧.",
        "Ring her daughter on ⟦01632 960 001⟧ after six.",
        "| Driver | ⟦07700 | 900 | 673⟧ |",
        "Text ⟦+44 (0)7700 900 456⟧ if the gate is shut.",
        "Call ⟦oh seven seven double oh nine double oh one two three⟧.",
        "The organist, Mr Tapley, is on ⟦0118 496 0123⟧.",
        "The clerk to phone the resident on ⟦0121 496 0378⟧ about the visit.",
        "The hall key is with the caretaker, ⟦01632 960419⟧, not before nine.",
        "For a place ring the captain of the club on ⟦01632 960420⟧.",
        "Gate duty: red side ⟦07700 900302⟧, blue side ⟦07700 900303⟧.",
    ),
    passes=(
        "The surgery's reception is on 01632 960002.",
        "Join the lift-share by ringing the Community Transport desk, 0151 496 0129.",
        "For lifts to hospital: Wendale Community Transport, 01632 960214.",
        "Hall boiler: Dawson Heating, 01632 960313. Hall roof: Peake & Son, 01632 960878.",
        "The station may be rung of an evening, 020 7946 0119.",
        "Lost a dog? The owner should ask at once. Kennels: 01632 960445.",
        "[Ring the District's switchboard](tel:01632960256)",
        "Floodline: 0345 988 1188. Police: 101.",
        "Ring the Clerk on 01632 960417 before noon.",
        "Grid reference TL 33017 44021.",
        "Invoice 0107900123 was paid on 07/09/2026.",
        "ISBN 978 0 7700 9001 2.",
        "| Route | 0648 | 0705 | 2240 |",
    ),
)
