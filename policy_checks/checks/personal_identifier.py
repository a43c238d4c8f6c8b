"""Numbers that the state gives to one person: National Insurance, NHS, passport, driving licence, vehicle registration."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import after, before, has, header, hits, line, scan, sentence
from policy_checks.data import words
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

# HMRC NIM39110: two prefix letters (not D F I Q U V; second not O), six digits, a suffix A to D. QQ is the specimen.
NINO = r"(?i)\b((?:[A-CEGHJ-PR-TW-Z][ ./-]?[A-CEGHJ-NPR-TW-Z]|QQ)(?:[\s|./-]{0,3}[0-9]){6}[\s|./-]{0,3}[A-D])\b"
# As people write one of their own making, with letters that are never issued: one only where it is called so.
NINO_LIKE = r"(?i)\b([A-Z][ ./-]?[A-Z](?:[ ./-]{0,3}[0-9]){6}[ ./-]{0,3}[A-D])\b"
NEVER = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})
NINO_CUE = r"(?i)\b(?:national insurance|n\.?i\.?(?: no| number|:|\b)|nino|hmrc|paye\b)"
NINO_NAMED = r"(?i)\b(?:national insurance|n\.?i\.?|nino)\b"
NOT_NINO = r"(?i)\b(?:serial|model|part no|invoice|inv|order|policy|permit|cert(?:ificate)?|asset|batch|report|file|receipt|job|case|log|ref(?:erence)?)[ .:#(]{0,3}(?:no\.? ?|number )?$"
NHS = r"\b([0-9]{3}[ |.-]{0,3}[0-9]{3}[ |.-]{0,3}[0-9]{4})\b"
NHS_CUE = r"(?i)\b(?:nhs|hospital|patient|clinic|surgery|ward|discharge|health|wristband|prescription|appointment|doctor|gp|medical|vaccinat\w*)\b"
NOT_NHS = r"(?i)\b(?:meeting|webinar|zoom|teams|conference|isbn|uprn|company|charity|vat|tel|phone|ring|call|invoice|order|serial|utr|account|mpan|id)\b[^0-9]{0,20}$"
PASSPORT = r"(?i)\b([A-Z]{0,2} ?[0-9]{7,9}|[0-9]{3} [0-9]{3} [0-9]{3}|[A-Z]{1,2} ?[0-9]{6,7})\b"
LICENCE = r"(?i)\b([A-Z9]{5}[ -]?[0-9]{6}[ -]?[A-Z][ -]?[A-Z9][ -]?[A-Z0-9][ -]?[A-Z0-9][A-Z]{1,2}(?:[ -]?[0-9]{2})?)\b"
NUMBERED_LICENCE = r"(?i)\b(?:driving|driver'?s?) licen[cs]e[^0-9.\n]{0,30}\b([0-9]{8})\b"
# DVLA: current AB12 CDE, prefix A123 BCD, suffix ABC 123D, Northern Ireland ABZ 1234, dateless ABC 123.
CURRENT = r"(?i)(?:^|[^A-Za-z0-9])([A-Z][A-Z][ -]?(?:0[1-9]|[1-9][0-9])[ -]?[A-Z]{3})(?:$|[^A-Za-z0-9])"
SINGLY = r"\b([A-Z] ?[A-Z] [0-9] ?[0-9] [A-Z] [A-Z] [A-Z])\b"  # each sign by itself
OLDER = (
    r"(?i)(?:^|[^A-Za-z0-9/])([A-HJ-NP-Y] ?[0-9]{1,3} ?[A-Z]{3}|[A-Z]{3} ?[0-9]{1,3} ?[A-HJ-NP-Y]"
    r"|[A-Z]?[A-Z]?[IZ][A-Z]? ?[0-9]{1,4}|[A-Z]{2,3} [0-9]{1,4}|[0-9]{1,4} [A-Z]{2,3})(?:$|[^A-Za-z0-9/])"
)
PARTIAL = r"(?i)\b(?:plate|reg(?:istration)?|number ?plate)\b[^.\n]{0,30}?\b((?:beg[au]n|start(?:s|ed|ing)|first (?:part|half)|partial|ended|ending)[ :a-z]{0,12}-?(?:[A-Z]{1,2}[0-9]{1,2}(?: and end(?:ed|ing) [A-Z]{2,3})?|[A-Z]{3}))\b"
HALF = r"(?i)\b(?:fiesta|focus|corsa|astra|golf|polo|yaris|clio|audi|bmw|mini|transit|van|car|jeep|qashqai|honda|toyota|skoda|volvo|kia|nissan|peugeot|renault|vauxhall|ford|estate|hatchback|saloon|pick-?up)\b,? (?:(?:first half|reg|plate|starts?|starting|beginning) )?([A-Z]{2}[0-9]{2})(?:[,.;)]|$| )"
NATO = "(?:alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whisk(?:e)?y|x-?ray|yankee|zulu)"
TRIGGER = rf"[0-9]{{2}}|[A-Za-z] ?[0-9]|(?i:\b{NATO}[ ,-]{{1,3}}{NATO}\b)"
SPOKEN = rf"(?i)\b({NATO}[ ,-]{{1,3}}{NATO}[ ,-]{{1,3}}(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|[0-9])[ ,-]{{0,3}}){{2}}{NATO}[ ,-]{{1,3}}{NATO}[ ,-]{{1,3}}{NATO})\b"
VEHICLE = (
    r"(?i)\b(?:cars?|vans?|vehicles?|reg(?:d|n|istration)?|plates?|parked|parking|lorry|lorries|hatchback|saloon|estate car|"
    r"driver|drove|driving|permits?|dvla|mph|motor\w*|pick-?up|4x4|land ?rover|jeep|trailer|caravan|camper(?:van)?|"
    r"moped|scooter|tipper|transit|flatbed|truck|ford|vauxhall|fiesta|corsa|golf|astra|volvo|bmw|audi|nissan|toyota|"
    r"skoda|peugeot|renault|citroen|mini|kia|hyundai|mercedes|austin|morris|triumph|rally|fly-?tipp\w+|dashcam|"
    r"bumper|untaxed|abandoned|number was|tractor|quad bike|convertible|minibus|taxi|speeding|overtook|silver|headlights|"
    r"lights on|blocking|keeper|mot|insured|motor ?(?:bike|cycle)s?|hearse|lorr(?:y|ies)|mobility scooter)\b"
)
PUBLIC_VEHICLE = r"(?i)\b(?:bus(?:es)?|coach service|route|service|gritter|steam engine|locomotive|fire engine|lifeboat)\b[^.\n]{0,20}$"
FITTING = r"(?i)\b(?:lamps?|columns?|bins?|labels?|labelled|defibrillators?|hydrants?|benches|meters?)\b"  # what bears a number too
NOT_PLATE = r"(?i)\b(?:forms?|signs?|reports?|case|receipt|asset|drawing|contract|batch|grid|ref(?:erence)?|postcode|class|plan|map|drawing|policy|form|model|serial|flight|bus|route|a road|b road|junction|room|plot|tree|item|minute|version|application|no|number|clause|section)[ .:]{0,2}$"
SHORT_WORD = r"(?i)^(?:an|as|at|by|do|go|he|if|in|is|it|me|my|no|of|on|or|so|to|up|us|we) ?[0-9]"  # "on 11 May"
CALLED = r"(?i)\b(?:reg(?:d|n|istration)?|plates?|index|vrm|vehicle)\W{0,3}(?:no|number|mark|plate)?\W{0,3}$"
NOT_LETTERS = words("identifiers_not_letters")


def find_identifiers(text: str) -> Iterator[tuple[int, int]]:
    """Yield each number or plate that stands for one person or somebody's vehicle."""
    if not has(TRIGGER, text):
        return
    for find in (_ninos, _nhs, _passports, _licences, _vehicles):
        yield from find(text)


def _ninos(text: str) -> Iterator[tuple[int, int]]:
    for found in scan(NINO, text):
        start, end = found.start, found.end
        prefix = "".join(filter(str.isalpha, text[start : start + 4]))[:2].upper()
        if has(r"[0-9]{3,}/|/[0-9]{3,}", text[start:end]):  # a reference: NX/3015/72B
            continue
        if prefix in NEVER:
            continue
        if "\n" not in text[start:end] and (
            not has(NOT_NINO, before(text, start, 40)) or has(NINO_CUE, line(text, start, end))
        ):
            yield start, end
    for found in scan(NINO_LIKE, text):
        if has(NINO_NAMED, before(text, found.start, 40) + header(text, found.start)):
            yield found.start, found.end


def _nhs(text: str) -> Iterator[tuple[int, int]]:
    for found in scan(NHS, text):
        near = before(text, found.start, 120)
        around = near + header(text, found.start) + after(text, found.end, 120)
        digits = "".join(filter(str.isdigit, found.groups[0]))
        spaced = len(found.groups[0]) >= 12
        named = has(r"(?i)\bnhs\b", near + header(text, found.start))
        right = mod11(digits) and (has(NHS_CUE, around) or (spaced and digits[0] in "4679"))
        if (named and not digits.startswith("0")) or (right and not has(NOT_NHS, near)):
            yield found.start, found.end


def mod11(digits: str) -> bool:
    """Say whether an NHS number's check digit is right (NHS Data Dictionary: mod 11, weights 10 to 2)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _passports(text: str) -> Iterator[tuple[int, int]]:
    if not has(r"(?i)\bpassport", text):
        return
    for found in scan(PASSPORT, text):
        cue = before(text, found.start, 90) + header(text, found.start)
        phone = text[found.start] == "0" and has(r"(?i)\b(?:tel|ring|phone|call)\b", before(text, found.start, 20))
        if (
            has(r"(?i)\b(?:passports?|travel documents?)\b", cue)
            and not phone
            and not _is_date(text[found.start : found.end])
        ):
            yield found.start, found.end


def _is_date(written: str) -> bool:
    return len(written) == 8 and written.isdigit() and written[:2] in {"19", "20"}


def _licences(text: str) -> Iterator[tuple[int, int]]:
    for found in scan(LICENCE, text):
        yield found.start, found.end
    for found in scan(NUMBERED_LICENCE, text):
        yield found.end - 8, found.end


def _vehicles(text: str) -> Iterator[tuple[int, int]]:
    yield from _current(text)
    for found in scan(OLDER, text) if has(VEHICLE, text) else ():
        place = _inner(text, found.start, found.groups[0])
        if _of_vehicle(text, *place) and _is_plate(text, place, found.groups[0]):
            yield place
    for found in scan(SINGLY, text):
        shape = found.groups[0].replace(" ", "")
        if has(r"^[A-Z]{2}[0-9]{2}[A-Z]{3}$", shape) and _of_vehicle(text, found.start, found.end):
            yield found.start, found.end
    for pattern in (PARTIAL, HALF, SPOKEN):
        for found in scan(pattern, text):
            yield _inner(text, found.start, found.groups[0])


def _current(text: str) -> Iterator[tuple[int, int]]:
    """Yield plates of the shape in use since 2001."""
    for found in scan(CURRENT, text):
        start, end = _inner(text, found.start, found.groups[0])
        plain = found.groups[0].replace(" ", "").replace("-", "")
        if has(r"^[/-][0-9]", text[end : end + 2]) or (not plain.isupper() and has(SHORT_WORD, plain)):
            continue  # a reference, FT47-FGR/26, or words, "on 11 May"
        sure = (plain.isupper() and found.groups[0][2] not in " -") or _of_vehicle(text, start, end)
        near = before(text, start, 60)
        if has(FITTING, sentence(text, start, end)) and not _of_vehicle(text, start, end):
            continue
        if sure and not has(PUBLIC_VEHICLE, near) and (has(CALLED, near) or not has(NOT_PLATE, near)):
            yield start, end


def _inner(text: str, start: int, group: str) -> tuple[int, int]:
    begin = text.find(group, start)
    return begin, begin + len(group)


def _is_plate(text: str, place: tuple[int, int], written: str) -> bool:
    """Say whether an older shape is a plate: a word such as "reg" by it, or the shape of its time in capitals."""
    letters = "".join(filter(str.isalpha, written))
    if letters.casefold() in NOT_LETTERS or (letters != letters.upper() and letters != letters.lower()):
        return False
    near = before(text, place[0], 50) + " " + header(text, place[0])
    called = has(r"(?i)\b(?:reg(?:d|n|istration)?|plate|number of the \w+|vehicle|index)\b", near)
    lead = before(text, place[0], 60)
    if has(PUBLIC_VEHICLE, lead) or (has(NOT_PLATE, lead[-24:]) and not has(CALLED, lead)):
        return False
    dated = has(
        r"(?i)^(?:[A-Z] ?[0-9]{1,3} ?[A-Z]{3}|[A-Z]{3} ?[0-9]{1,3} ?[A-Z]|[A-Z]?[A-Z]?[IZ][A-Z]? ?[0-9]{2,4})$", written
    )
    beside = (
        len(letters) == 3 and has(r"[(,][^(,]{0,3}$", lead) and has(VEHICLE, lead[-40:])
    )  # "the old Morris, ABC 123"
    return called or (letters.isupper() and (dated or beside))


def _of_vehicle(text: str, start: int, end: int) -> bool:
    around = before(text, start, 160) + " " + header(text, start) + " " + after(text, end, 100)
    return has(VEHICLE, around)


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_identifiers` finds in the words that are read."""
    yield from hits(document.plain, find_identifiers)
    yield from hits(document.addresses, _plates_in_address)


def _plates_in_address(text: str) -> Iterator[tuple[int, int]]:
    """Yield a current plate in the name of a linked file, where it stands apart from what is around it."""
    for found in scan(r"(?:^|[-_/ ])([A-Z]{2}[0-9]{2}[ _-]?[A-Z]{3})(?:$|[-_/. \n])", text):
        yield _inner(text, found.start, found.groups[0])


CHECK = Check(
    id="personal-identifier",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="This looks like somebody's official number: National Insurance, NHS, passport, driving licence or number plate.",
    remedy="Take the number out.",
    why="Such a number leads to one person, and opens doors to whoever knows it. National Insurance: HMRC's prefix rules; NHS: modulus 11; driving licence and number plates: DVLA's forms.",
    find=find,
    triggers=(TRIGGER,),
    on=("plain", "addresses"),
    fails=(
        "P60s: it should be NI no. ⟦ZZ 60 41 89 D⟧.",
        "The new form asks for the NHS no., e.g. Rosina Bell ⟦999 418 2765⟧.",
        "NI no. ⟦JX 48 20 73 B⟧, tax code BR.",
        "An appointment card, NHS number ⟦999 418 2765⟧, was found.",
        "UK passport ⟦512 884 037⟧ seen and returned.",
        "Driver 1 has licence ⟦HOLME861032KL9DU⟧.",
        "The owner of ⟦KX19 ZJP⟧ is blocking the gate.",
        "Skip lorry, ⟦Foxtrot Juliet one five, Bravo Echo Whisky⟧, hit my wall.",
        "The caravan's owner has a Land Rover, ⟦Q291 IZO⟧.",
        "The van was ⟦M482 KTO⟧, or so we think.",
    ),
    passes=(
        "The stile is at SO 4417 8203.",
        "Meeting ID 884 2219 0037.",
        "New starter, groundsman: order ref GR 12 34 57 C for overalls.",
        "Planning application 25/01234/FUL.",
        "From 1 September the 41A and the X3 will run hourly.",
        "Scout Hut, Tannery Lane, NC4 2AB.",
        "Passports, driving licences and bus passes count as proof.",
    ),
)
