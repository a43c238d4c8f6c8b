"""Dates of birth, a child's name with an age (which together make a child known), and the age of one who is known without a name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from policy_checks.context import PROSE, after, before, has, header, hits, line, scan, table_head
from policy_checks.data import words
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.names.lexicon import given

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
DAY = (
    r"(?:[0-3]?[0-9](?:st|nd|rd|th)?|(?:twenty|thirty)[ -]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    r"sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
DATE = (
    rf"(?i)\b([0-3]?[0-9] ?[/.–-] ?[01]?[0-9] ?[/.–-] ?(?:[12][0-9]{{3}}|[0-9]{{2}})|[12][0-9]{{3}}[-/.][01]?[0-9][-/.][0-3]?[0-9]|[0-3]?[0-9][./](?:i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}})[./][12][0-9]{{3}}"
    rf"|{DAY}(?: day)?(?: of)? {MONTH}\.?,? (?:in )?(?:[12][0-9]{{3}}|'?[0-9]{{2}})|{MONTH} {DAY},? [12][0-9]{{3}}|(?:the )?{DAY}(?: day)?(?: of)? {MONTH},? (?:in )?(?:nineteen|twenty|two thousand)[ -]\w+(?:[ -]\w+)?)\b"
)
BORN = r"(?i)\b(?:born|d\.? ?o\.? ?b\.?|date of birth|dates of birth|birth ?dates?|birthday|birthdate|b\.|birth date|arrived(?: safely)?(?: at home)?|(?:came into|entered) the world)"
PARTIAL = rf"(?i)\b(?:turn(?:s|ed|ing)? [0-9]{{1,3}}|[0-9]{{1,3}}(?:st|nd|rd|th) birthday|birthday)(?:[^.\n]{{0,24}} on (?:the )?|, |: | \()({DAY}(?: of)? {MONTH})\b"
BRIEF = DATE.replace(r"(?i)\b(", r"(?i)[(,]\s?b\. ?(", 1)
NAME = r"(?:\p{Lu}[\p{Ll}'’]+(?:[- ]\p{Lu}[\pL'’-]*){0,3})"
TEEN = r"(?:[1-9]|1[0-7])"
WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
)
OF_AGE = rf"(?i:\b(?:girl|boy|lad|child|son|daughter|baby) (?:of|aged) ({TEEN}|{WORDS})),? (?i:called |named )?({NAME})"
CHILDREN = (
    rf"({NAME},? ?\(? ?(?:aged? |age:? |who is |is )?(?:{TEEN}|{WORDS})(?: years old| yrs| months old)?\)?)(?:[,.);!]|$|\n| (?:from|of|who|and|has|on|this|next|today|tomorrow|last|in) )",
    rf"({NAME},? ?\(?(?:aged|age) (?:{TEEN}|{WORDS})\b)",
    rf"({NAME},? ?\((?:{TEEN}, )?(?:Year|Yr|Class|Reception|Foundation) ?(?:[0-9]{{1,2}}|[A-Z][a-z]+)?[^)\n]{{0,30}}\))",
    rf"({NAME} (?:is|turns|turned|will be|has turned) (?:{TEEN}|{WORDS}))(?: (?:on|today|tomorrow|this|next|in)\b|[,.!])",
    rf"({NAME} ?\({TEEN}(?:,[^)\n]{{0,30}})?\))",
    rf"(?i:\b({WORDS}|{TEEN})[- ](?:year|month|week)s?[- ]old) ((?:\p{{Ll}}+ ){{0,2}}{NAME})",
    rf"((?i:\b(?:baby|little|toddler)) {NAME})(?:,? (?:who )?(?:was born|born|is|has|will|weigh|arrived|[0-9]))",
    rf"({NAME} was born (?:on|at|last|in (?:(?i:{MONTH})|[12][0-9]{{3}})))",
    OF_AGE,
)
TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
AGE = rf"(?:[1-9][0-9]?|1[01][0-9]|(?i:{WORDS}|eighteen|nineteen|{TENS}(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|a hundred))"
# A name, with an age and the day of it: "Mabel, 100 on 4 June".
CALENDAR = rf"(\p{{Lu}}[\p{{Ll}}'’-]+),? (?:(?:is|will be|turns|was) )?({AGE} on (?:the )?{DAY}(?: of)? (?i:{MONTH}))\b"
# A name, and right behind it a date that is too long ago to be that of anything done of late.
DATED = r"\b(\p{Lu}[\p{Ll}'’-]+)(?: \p{Lu}[\pL'’.-]*){0,2},? ?\(?([0-3]?[0-9] ?[/.–-] ?[01]?[0-9] ?[/.–-] ?(?:19[3-9][0-9]|192[5-9]))\b"
# Somebody who is known without a name, and how old: "our lollipop man turned 70", "the widow at the toll house, who is 81".
KNOWN = (
    r"(?:man|woman|lady|gentleman|widow|widower|boy|girl|lad|lass|chap|bloke|fellow|couple|twins|pensioner|baby|child|son|daughter|grandson|"
    r"granddaughter|brother|sister|mother|father|mum|dad|husband|wife|tenant|holder|driver|volunteer|resident|neighbour|nurse)"
)
OFFICE = (
    r"(?:lollipop (?:man|lady|woman)|caretaker|groundsman|lengthsman|verger|sexton|organist|postmistress|postmaster|postman|postwoman|"
    r"handyman|cleaner|barman|barmaid|landlord|landlady|milkman|shopkeeper|gardener|bell ?ringer|treewarden|tree warden)"
)
WHICH = r" (?:at|of|from|in|on|with|who|whose|next|opposite|above|over|behind)\b[^.;:!?|\n]{2,60}?"
TELLS = r"(?:,? who(?:['’]s| is| will be| turned| turns)|,? aged|,? now|,? is|,? will be|,? turns|,? turned|,? has turned)(?: just| only| now| all of)?"
WHO = rf"\b(?:(?:[Oo]ur|[Hh]is|[Hh]er|[Mm]y|[Tt]heir) (?:[a-z-]+ ){{0,2}}(?:{KNOWN}|{OFFICE})(?:{WHICH})?|[Tt]he (?:[a-z-]+ ){{0,2}}(?:{KNOWN}{WHICH}|{OFFICE}(?:{WHICH})?))"
UNNAMED = rf"{WHO}(?:{TELLS}) ({AGE})(?:[,.!?);]|$|\n| (?:and|but|in the|in (?i:{MONTH})|on|today|tomorrow|this|next|last|years old|years of age|so|would|has|wants)\b)"
TURNED = rf"\bwho(?:['’]s| is| will be)? ?(?:has |just )?(?:turned|turns|be) ({AGE}) (?:on|today|tomorrow|this|next|last|in (?i:{MONTH}))\b"
BOTH = rf"\p{{Lu}}\p{{Ll}}+,? (?:were |are )?both (?:aged )?({TEEN}|{WORDS})[,.;)]"
REPORTED = rf"{WHO}(?:, | ?\(|, ?aged )((?:[2-9][0-9]|1[0-9])(?:-year-old)?)[,)]"  # as papers do: "her son, 14, is in the band"
OF_MANY = r"(?i)^[)]? ?(?:and (?:over|under|above|up|below|upwards)|to|or|[-–+%:/]|\.[0-9]|years['’] service)|^, ?(?:or |and )?[0-9]|^ on (?:the )?(?:list|committee|council)"
CELL = rf"\|[ \t]*({TEEN})[ \t]*(?:\||\n|$)"
WHOSE = r"(?i)\b(?:name|child|pupil|player|entrant|artist|member|who|forename)"
TRIGGER = (
    r"(?i)[/.–-] ?(?:19[3-9][0-9]|192[5-9])\b|\bborn\b|dob=|birth[a-z-]*=|(?:into|entered) the world|\b(?:girl|boy|lad|child|son|daughter|baby) (?:of|aged) |\bd\.? ?o\.? ?b\b|\bbirth|\baged?\b|year[- ]old|month[- ]old|\b(?:baby|little|toddler)\b|\((?:[1-9]|1[0-7])[,)]"
    r"|\bb\. ?[0-3]?[0-9]|\|\s*ages?\b|[a-z],? (?:is |will be |was )?[0-9]{1,3} on [0-9]|\(?(?:year|yr|class|reception) ?[0-9A-Z)]|, (?:[1-9]|1[0-7]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)(?:,|$|\n)|\bboth (?:aged )?[0-9a-z]|\bturn(?:s|ed|ing)? [0-9a-z]|[a-z](?:,| ?\() ?[1-9][0-9][,)]|(?:['’]s| is| be| now)(?: just| only| now| all of)? (?:[1-9][0-9]?|1[01][0-9]|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred)\b|\b(?:is|be) (?:[1-9]|1[0-7]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
COHORT = r"(?i)\bborn (?:between|before|after|from|since|on or (?:before|after))\b"  # of a class, so of nobody
NOT_NAME = words("birth_not_name")
HISTORY = 1925  # somebody born before is not likely to be living


def find_births(text: str) -> Iterator[tuple[int, int]]:
    """Yield dates of birth of the living, and children's names with their ages."""
    if not has(TRIGGER, text):
        return
    yield from _dates(text)
    yield from _cells(text)
    yield from _days(text)
    yield from _unnamed(text)
    for pattern in CHILDREN:
        for found in scan(pattern, text):
            group = found.groups[-1]
            start = text.find(group, found.start, found.end)
            if _is_child(pattern, text, start, group):
                yield start, start + len(group)


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """Yield a child's age in a table that has a column for it and another for who it is of."""
    for found in scan(CELL, text):
        start = found.start + text[found.start : found.end].find(found.groups[0])
        if has(r"(?i)^ages?\b", header(text, start)) and has(WHOSE, table_head(text, start)):
            yield start, start + len(found.groups[0])


def _dates(text: str) -> Iterator[tuple[int, int]]:
    for found in scan(DATE, text):
        ahead = before(text, found.start, 60).replace("d.o.b.", "dob")
        called = has(BORN + r"[^;|\n]{0,40}$", ahead) and not has(COHORT, ahead)
        head = header(text, found.start)
        column = has(r"(?i)\b(?:d\.?o\.?b\.?|birth|born)\b", head) and not has(COHORT, head)
        label = has(r"(?i)^\W{0,3}\(?(?:d\.?o\.?b|date of birth)\b", after(text, found.end, 20))
        if (called or column or label) and _living(found.groups[0]) and not _is_event(text, found.start):
            yield found.start, found.end
    for found in scan(PARTIAL, text):
        start = found.end - len(found.groups[0])
        if not _is_event(text, start) and has(
            r"(?i)\b(?:her|his|their|\p{Lu}\pL+['’]s?|whose|who)\b", before(text, start, 60)
        ):
            yield start, found.end


def _days(text: str) -> Iterator[tuple[int, int]]:
    """Yield dates after "(b." and ages with the day on which they are reached."""
    for found in scan(BRIEF, text):
        if _living(found.groups[0]):
            yield found.end - len(found.groups[0]), found.end
    for found in chain(scan(CALENDAR, text), scan(DATED, text)):
        if found.groups[0].casefold() in words("given_names"):
            yield found.end - len(found.groups[1]), found.end


def _unnamed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the age of somebody living who is known without a name; not the ages of many, nor of a class."""
    for found in chain.from_iterable(scan(pattern, text) for pattern in (UNNAMED, REPORTED, TURNED, BOTH)):
        age = found.groups[0]
        start = found.start + text[found.start : found.end].rfind(age)
        end = start + len(age)
        many = has(OF_MANY, text[end : end + 24]) or _is_event(text, start)
        if not many and not _long_ago(line(text, start, end)):
            yield start, end


def _living(written: str) -> bool:
    years = [int(each) for each in "".join(c if c.isdigit() else " " for c in written).split() if len(each) == 4]
    return not years or years[0] >= HISTORY


def _is_event(text: str, start: int) -> bool:
    """Say whether it is a birthday of the King, a club or a building."""
    return has(
        r"(?i)\b(?:queen|king|prince\w*|club|council|society|lambs?|foal|calf|chicks?|puppies)(?:['’]s)?\b",
        before(text, start, 80),
    ) and not has(r"(?i)\bd\.?o\.?b|date of birth", before(text, start, 40))


def _is_child(pattern: str, text: str, start: int, group: str) -> bool:
    """Say whether the words before an age are a name, and nothing long ago."""
    if pattern == OF_AGE:
        return True
    name = [each.strip("'’,").casefold() for each in group.split("(")[0].split(",")[0].split() if each[:1].isupper()]
    called = any(part in given() for each in name for part in [each, *each.split("-")])
    aged = has(r"(?i)\b(?:aged?|old|born|year|yr|class|reception)\b", group)
    if not (called or (name and aged)) or any(each in NOT_NAME for each in name):
        return False
    around = line(text, start, start + len(group))
    if has(r"(?i)\b(?:films?|cinema|screening|movie)\b|\((?:U|PG|12A|18)\)", around):
        return False
    return not _long_ago(around) and not has(r"(?i)\b(?:section|schedule|chapter|volume)\b", around)


def _long_ago(around: str) -> bool:
    """Say whether words tell a year in which nobody lived who does now."""
    years = [int(each) for each in "".join(c if c.isdigit() else " " for c in around).split() if len(each) == 4]
    return any(1000 < each < HISTORY for each in years)


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_births` finds in the words that are read."""
    yield from hits(document.plain, find_births)
    for element in document.elements:
        if any(("dob" in name or "birth" in name) and has(DATE, value) for name, value in element.attributes.items()):
            yield Hit(element.start, element.end, document.text[element.start : element.end])


CHECK = Check(
    id="personal-birth",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="This looks like a date of birth, or tells how old somebody is who can be known.",
    remedy="Take the date or the age out.",
    why="A date of birth helps a thief to pass for somebody; a child's name and age tell strangers who the child is.",
    find=find,
    kinds=PROSE,
    triggers=(TRIGGER,),
    on=("plain", "written"),
    fails=(
        "Our youth representative (born ⟦9 March 2009⟧) cannot vote yet.",
        "| Hirer | DOB |\n| A | ⟦17/08/1999⟧ |",
        "Proof of age was waived: d.o.b. ⟦4.1.51⟧.",
        "Prize for ⟦Alfie Dunmore (Year 3)⟧.",
        "The keeper was born on the ⟦thirtieth of August 2013⟧.",
        "Drawn by ⟦Wiktoria Pająk, aged 11⟧.",
        "Our lollipop lady turned ⟦68⟧ in June and carries on.",
        "Goals: Kayden (who turned ⟦ten⟧ on Friday) with two.",
        "The verger retires on his 66th birthday, ⟦21 June⟧.",
        "Miss Crouch, late of the shop, was born ⟦12.xii.1926⟧.",
        "Emergency plan, annex C: Walter Bryce, ⟦04/11/1938⟧, ground floor.",
        "The widow at the pump cottage, who is ⟦84⟧, would like it on paper.",
        "The boy who fell off the bars, aged ⟦eight⟧, is the verger's grandson.",
    ),
    passes=(
        "Hannah Burge was born on 3 May 1702.",
        "A visitor, aged eight, liked the swings.",
        "The swing is for children aged seven and over.",
        "Of those who answered, 81 were over 65.",
        "The driver of the mower is 15 minutes away.",
        "The boy who was sent down the mine in 1842, aged seven, is on the plaque.",
        "The wool shop will be ninety-four on Tuesday.",
        "| Class | Born on or after |\n|---|---|\n| Cadet | 1.9.12 |",
        "Date of birth: __ / __ / ____",
        "Under 11s train at six on Tuesday 4 March 2025.",
        "The club's 50th birthday party is on 12 July 2025.",
        "The sale (12 lots) begins at 7.",
    ),
)
