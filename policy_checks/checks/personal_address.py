"""Home addresses: house number or name with a street, flats, postcodes in the context of a home.

Addresses of halls, offices, shops and planning sites are public. A street alone is a place, not a home.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, after, before, has, header, hits, line, scan, without
from policy_checks.data import words
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

TYPE = (
    r"(?:Road|Rd|Street|St|Lane|Ln|Close|Avenue|Ave|Drive|Dr|Crescent|Cres|Terrace|Place|Court|Gardens|Gdns|Grove|Way|"
    r"Walk|Row|Rise|Hill|View|Mews|Square|Green|Park|Parade|Approach|End|Fold|Croft|Gate|Path|Meadows?|Mead|Cottages?|Villas|"
    r"Buildings|Almshouses|Bungalows|Houses|Homes|Yard|Bank|Field|Fields|Orchard|Wharf|Quay|Passage|Loke|Wynd|Vennel|Brae|Chase|"
    r"Garth|Hollow|Heights|Dene|Dell|Ridge|Vale|Common|Heath|Corner|Loan|Toft|Estate|Wood|Woods|Leys|Lea|Leaze|Drove|Staithe|"
    r"Boulevard|Circus|Broadway|Esplanade|Promenade|Mount|Gate|Lodge|Bottom|Cross|Side|Dale|Combe|Pightle|Furlong|Mill|Paddock|"
    r"Paddocks|Brow|Ginnel|Snicket|Twitten|Backs|Reach|Marsh|Warren|Heol|Ffordd|Stryd|Maes|Ramparts|Holt|Barns|Steps|Stairs|Alley|Entry|Twitchel|Jitty|Spinney|Ropewalk|Lodges|Acre|Acres|Copse)"
)
CAPITAL, LETTER = "A-ZÀ-ÖØ-ÞŴŶ", "a-zA-ZÀ-ɏ"  # those that English and Welsh places are written with
CAP = rf"(?:St\.? |Saint )?[{CAPITAL}][{LETTER}'’-]*"
STREET = rf"(?:{CAP}[ \t]+){{1,4}}{TYPE}\b|(?:The|Heol|Ffordd|Stryd|Maes|Rue) (?:yr? )?{CAP}(?:[ ]y[r]?)?(?: {CAP})?|[{CAPITAL}][{LETTER}]{{2,}}(?:gate|wynd|garth|mead|croft|side|bank)\b"
NUMBER = (
    r"(?:(?:[Nn]o\.?|[Nn]umber|[Nn]os\.?) ?)?(?:[1-9][0-9]{0,3} ?[a-zA-Z]?|(?:[Nn]o\.?|[Nn]umber) [A-Z]?[a-z]+(?:[ -][a-z]+)?"
    r"|(?i:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen))"
)
UNIT = r"(?i:flat|apartment|apt|pitch|plot|unit|room|caravan|mooring|berth|chalet|lodge|maisonette) ?(?:[0-9]{1,3}[a-zA-Z]?|[A-Z])"
POSTCODE = r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{2}"
TAIL = rf"(?:,? ?\n?(?:{CAP}(?: {CAP}){{0,2}},? )?{POSTCODE})?"
NUMBERED = rf"(?:^|[^{LETTER}0-9£./:-])((?:{UNIT},? )?{NUMBER}(?:, {NUMBER}){{0,6}}(?: (?:and|to|or) {NUMBER})?,? (?:in |on |of )?(?:{STREET}){TAIL})"
NUMBERED_POST = rf"(?:^|[^{LETTER}0-9£./:-])({NUMBER},? (?:{CAP} ){{0,2}}{CAP}, (?:{CAP},? ){{0,3}}{POSTCODE})"
TURNED = rf"\b((?:{CAP} ){{1,3}}{TYPE},? (?:no\.?|number|plot|unit|pitch) ?[0-9]{{1,3}}[a-z]?)\b"
UNITS = rf"\b({UNIT},? (?:{NUMBER},? )?(?:{CAP} ){{0,3}}{CAP}(?:, (?:{NUMBER} )?(?:{STREET}))?{TAIL})"
HOUSE = (
    r"(?:Cottages?|House|Farm|Farmhouse|Bungalow|Lodge|Barn|Forge|Rectory|Vicarage|Manor|Grange|Villa|Croft|Mill|Hall|Smithy|"
    r"Dairy|Bakery|Bakehouse|School House|Schoolhouse|Oast|Stables|Granary|Nook|Hollies|Laurels|Gables|Haven|Limes|Elms|Oaks|"
    r"Firs|Beeches|Willows|Orchard|Dene|Croft|Lea|Rest|Retreat|Byre|Steading|Coach House|Post Office|Police House|Station House|Chapel|Gatehouse|Annexe?|View|Narrowboat|Maltings|Hayloft)"
)
NAMED = rf"((?:\b(?:The |Old |Yew )?(?:{CAP} ){{0,3}}{HOUSE}|[\"“'‘][{CAPITAL}][{LETTER}' -]{{2,30}}[\"”'’])),? (?:in |on |off )?((?:{NUMBER},? )?(?:{STREET}){TAIL})"
HOUSE_TOWN = rf"\b((?:The |Old )?(?:{CAP} ){{1,3}}{HOUSE}(?: {HOUSE})?, (?:{CAP} ?){{1,3}}, ?{POSTCODE})"
LIVES = (
    rf"\b(?:(?i:lives?|living|lived|resid(?:es|ing|ent)|home|moved|household|occupier|tenant|people|family|couple|man|woman|lady|"
    rf"boy|girl|gentleman|lad)s?) (?:is |are |was |has |just )?(?:at|of|from|in(?:to)?|who lives at) ((?:the |The )?(?:{CAP} ){{0,3}}{HOUSE}|[\"“'‘][{CAPITAL}][{LETTER}' -]{{2,30}}[\"”'’])"
)
OF = rf"(?:[{CAPITAL}][{LETTER}'’-]+|[{CAPITAL}]\.),? (?:of|at|from) ((?:the |The )?(?:{CAP} ){{1,3}}{HOUSE})\b"
BARE = rf"((?:{CAP} ){{0,2}}{CAP},? {POSTCODE})\b"
TRIGGER = r"[0-9a-zA-Z][\"”'’)]?,?[ \t]+(?:in |on |of )?(?:The |Heol |Ffordd |Stryd |Maes )?\p{Lu}|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b|['’]s (?:house|place|home|cottage|flat|bungalow|terrace|farmhouse)\b|\blives?\b"
HOME = (
    r"(?i)\b(?:lives?|living|lived|home|homes|house|resid(?:es?|ing|ents?|ence)|tenants?|tenancy|occup(?:ier|ant)s?|owner|"
    r"knock|neighbours?|famil(?:y|ies)|couple|lady|gentleman|widow\w*|mr|mrs|miss|ms|mother|father|mum|dad|daughter|son|"
    r"complainant|objector|applicant for|cat|dog|kitten|tortoise|parrot|hens|jumble|deliver\w*|collect(?:ed)?|collection|drop|"
    r"leave|left|porch|doorstep|letterbox|back door|front door|bedroom|garden|moved|moving|burglary|burgled|her|his|my|our|"
    r"they|she|he|c/o|hirer|refund|member|address for|address|volunteers?|warden|pick up|carer|pensioner|baby|child|boy|girl|callers?|in (?:most|every) (?:day|evening|morning|night|weekend)s?|"
    r"sold|bought|invited|coffee morning|open garden|funeral|late|deceased|plot holder|holder|allotment|contact|name|driver|call|born)\b"
)
PUBLIC = (
    r"(?i)\b(?:hall|office|offices|library|school|academy|nursery|church|chapel|surgery|practice|hospital|clinic|pharmacy|"
    r"pub|inn|hotel|legion|businesses|traders?|electoral|(?:funeral|managing) directors?|baker(?:y|['’]s)|butcher['’]s|greengrocer(?:['’]s)?|florist(?:['’]s)?|newsagent(?:['’]s)?|barber['’]s|hairdresser['’]s|salon|takeaway|deli|gallery|launderette|bookshop|brewery|ironmonger(?:['’]s)?|kennels|cattery|(?:baker|butcher|grocer|florist|fishmonger|barber|hairdresser|tailor|cobbler|saddler|upholsterer|jeweller|bookseller|stationer|printer|framer|repairer|dealer|dentist|vet|undertaker)s? (?:at|in)|(?:has|have|will) (?:re)?open(?:ed)? (?:at|in)|grade i{1,2}|listed (?:[\pL'’]+ )?(?:cottage|house|barn)|co-?op|spar|optician'?s?|chemist'?s?|boathouse|methodist|baptist|quakers?|rooms|hub|trust|society|gaol|prison|caf[eé]|restaurant|tea ?room|shops?|stores?|supermarket|museum|theatre|cinema|leisure centre|centre|pavilion|"
    r"polling|station|depot|venue|exchange|council|ltd|limited|llp|plc|bank|post office|hut|institute|clubhouse|club|"
    r"garage|showroom|warehouse|business|premises|registered office|headquarters|headed|solicitors?|agents?|auditors?|"
    r"reading room|recreation ground|sports? (?:ground|field|centre)|playing fields?|play area|skate ?park|court house|town house|unitary|police|fire)\b"
)
SITE = (
    r"(?i)\(site\)|\b(?:object|support|comment)\w*:? [0-9]|\b[0-9]+ (?:letters? of )?(?:objections?|support)\b|\b(?:building plots?|boundary|plaque|street naming|post ?town|local list|premises licen[cs]e|licensing|consult(?:ed|ees?)|tenders?|nomination papers?|returning officer)\b|\b[A-Z]{0,3}/?[0-9]{2,4}/[0-9]{3,6}(?:/[A-Z]{1,6})?\b|\b(?:erection|extension|dwellings?|planning|application|app|proposed|"
    r"proposal|change of use|conversion|outline|reserved matters|tpo|appeal|demolition|dormer|storey|conservatory|garage|"
    r"retrospective|listed building|permitted|refused|no objection|enforcement|certificate of lawful|loft|porch to|crown|"
    r"fell|pollard|prior approval|annexe|replacement windows|variation of condition|land at|land adjacent|site of|development)\b"
)
PLACE = (
    r"(?i)\b(?:outside|opposite|near|between|tubs?|planters?|gull(?:y|ies)|kiosk|junction|column|potholes?|bus stops?|poles?|masts?|lamps?|lights?|street ?lights?|mains?|pipes?|cables?|ducts?|laid|trench\w*|resurfac\w+|excavat\w+|digging|drain|gully|hydrant|works|close to|next to|"
    r"corner|bin|bench|sign|beside|verge|along|adjacent|in front of|kerb|speed|vehicles|signs|limit|stops?|route|section|closed|closure|grid)\b|\b(?:by|behind|beyond) (?:no\.? |number )?$"
)
PERSON = r"(?i)(?-i:['’]s (?:house|home|door|porch|garden|cottage)\b)|\bround at\b|\b(?:(?:at|to|from|outside|round) (?:mine|ours)|(?:my|our) (?:house|place|home|door|porch|cottage|flat|bungalow)|moved (?:here|in)|settl(?:ed|ing) in|mr|mrs|miss|ms|mx|lives?|living|lived|resid(?:es|ing)|tenant|occupiers?|assisted|our alto|lost:|cat|couple|lady|gentleman|family|widow\w*|boy|girl|knock|burgl\w+|she|her|he|his|home|household|complainant|neighbour|pensioner|hirer|member)\b"
SIGNBOARD = r"(?:^|\W)The (?:\p{Lu}[\pL'’]+ ?(?:(?:and|&|of|in the) ?)?){1,3}, $"  # "The Red Lion, 7 High Street"
# Whose house it may be said to be; the Clerk's address is the Council's own.
HOLDER = rf"(?i:{'|'.join(sorted(words('names_roles') - {'clerk', 'officer', 'manager', 'agent'}))})"
DWELLING = r"(?:house|place|home|cottage|flat|bungalow|terrace|farmhouse)"
LANE = rf"(?:{CAP} ){{0,2}}{CAP}, (?:in |on |off |top of |bottom of )?(?:{STREET})"
FIRM = rf"\p{{Lu}}[\pL'’]+ (?:{'|'.join(sorted(words('firm_words') - {'&', 'and'}))})[,:]? (?:at |of |in )?$"  # "Oak Books, 14 High Street"
WHOSE = rf"['’]s(?: (?:house|place|cottage|flat|bungalow|barn|farm))?(?:,| \() ?({LANE})"  # "at Major Orr's, Lodge Farm, Cut Throat Lane"
THEIRS = rf"(?:{HOLDER}['’]s {DWELLING}|\b[Aa]t (?:mine|ours|(?:my|our) (?:house|place)))\b(?:[ ,(][^,.()\n]{{0,24}})?[,(] ?({LANE}|{NUMBER},? (?:{STREET}))"
POST_TO = rf"(?:{HOLDER}['’]s|\b(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir))(?: new| home| postal)? address(?: for [a-z]+)?(?: is(?: now)?|:) ({LANE})"
SENT_TO = rf"\b(?:to|with|from|see|find|visit) (?:her|him|me)(?: (?:in person|home))? at ({LANE}|{NUMBER},? (?:{STREET})|(?:The )?(?:{CAP} ){{1,2}}{HOUSE}\b)"
# A house told by where it stands, and by who lives there: "the white bungalow opposite the pump (the treasurer's house)".
TOLD = (
    rf"((?:{CAP}(?: {CAP}){{0,2}}, )?(?:[Tt]he|[Aa]) (?:[a-z-]+ ){{0,2}}(?:{DWELLING}|schoolhouse|forge|mill|barn|lodge)(?: [^.,;()\n]{{3,40}})?)[ ,(]{{1,3}}"
    rf"(?:(?:which is )?where (?:our|the|my|his|her) [a-z ]{{2,24}} lives?\b|(?:the|our|my|his|her) {HOLDER}['’]s {DWELLING}\b)"
)
KEPT_BY = rf"(?i:\b(?:lady|man|woman|couple|family|gentleman|tenant|widow(?:er)?|people)) (?:at|of|from) ((?:{CAP} ){{0,2}}{CAP}, (?:{STREET}))"
PORCH = rf"(?i:porch|doorstep|letter ?box|(?:back|front) door) (?:at|of) ((?:The )?(?:{CAP} ){{0,2}}{CAP}(?:, (?:{STREET}))?)"
HOUSEHOLD = r"\b[Tt]he \p{Lu}[\p{Ll}'’-]+s,? (?:at |of )?$"  # "the Hobsons, 8 Farrier Row"
INSIDE = r"(?i)\bwhere (?:the|his|her|their) (?:widow\w*|family|couple|tenant|mother|lady|owner|occupier)|\bwho lives?\b|\bhome of\b|\bmade (?:very |so )?welcome\b"
# A titled name, and right behind it where it is: "Mrs Orr, The Net Loft, Quay Steps", "Rectory Cottage, where Mrs Orr …".
TITLE = r"(?:Mrs?|Miss|Misses|Ms|Mx|Dr|Prof|Col|Capt|Major|Sir|Lady|Rev|Revd)\.?"
DOOR = rf"(?:(?:{CAP} ){{0,3}}{CAP}, (?:{NUMBER},? )?(?:top of |bottom of )?(?:{STREET})|{NUMBER},? (?:{STREET})|(?:The )?(?:{CAP} ){{1,2}}{HOUSE}\b)"
BY_TITLE = rf"\b{TITLE}(?: {CAP}| [{CAPITAL}]\.?){{1,4}}(?:(?:['’]s?(?: [a-z]+)?)?(?:,| \(|:| at home,)|,? (?:of|at))[ \n]?({DOOR})"
WHERE = rf"((?:(?:[Tt]he )?(?:{CAP} ){{1,3}}{HOUSE}|{NUMBER},? (?:{STREET}))(?:, (?:{STREET}))?)(?:, [^.,;\n]{{3,40}})?, where (?:[Tt]he )?{TITLE} {CAP}"
SURELY = (LIVES, WHOSE, THEIRS, POST_TO, SENT_TO, BY_TITLE, WHERE, TOLD, KEPT_BY, PORCH)
CHURCH = rf"^(?:St\.?|Saint|SS|Holy|All) [{LETTER}'’]+$"
# Words that only say where it is, and words that are nobody's home: neither tells whose an address is.
BESIDE = r"(?i)\b(?:over|above|opposite|behind|past|next (?:door )?to) (?:the|our) (?:old )?[\pL'’]+|\blisted (?:[\pL'’]+ )?(?:cottage|house|barn)|\bmembers? of the public\b|\bhome[- ](?:library|made|grown|page|team|match|game|win|working)\b"
UNNAMED = frozenset({"plot", "unit", "room", "lodge"})


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield each address that is somebody's home by what is said around it."""
    if not has(TRIGGER, text):
        return
    seen = 0
    for start, end, strong in sorted(_candidates(text)):
        if start < seen:
            continue
        if strong or _is_home(text, start, end):
            seen = end
            yield start, end


def _candidates(text: str) -> Iterator[tuple[int, int, bool]]:
    for pattern in (NUMBERED, NUMBERED_POST, TURNED, UNITS, NAMED, HOUSE_TOWN, OF, BARE, *SURELY):
        for found in scan(pattern, text):
            group = (found.groups[0] if pattern != NAMED else text[found.start : found.end]).rstrip()
            start = text.find(group, found.start)
            if _fits(pattern, text, start, group):
                yield start, start + len(group), pattern in SURELY and _is_sure(pattern, text, start, group)


def _is_sure(pattern: str, text: str, start: int, group: str) -> bool:
    """Say whether the words that lead to an address make it a home: no body's, and no porch that is to be built."""
    if pattern in (BY_TITLE, WHERE):
        near = without(BESIDE, _around(text, start, start + len(group)))
        return not has(rf"{SITE}|{PUBLIC}", f"{near} {group}")
    planned = pattern == PORCH and has(SITE, after(text, start + len(group), 60))
    return not planned and (pattern == TOLD or not has(PUBLIC, group))


def _fits(pattern: str, text: str, start: int, group: str) -> bool:
    """Say whether what a pattern found is an address at all: no date or count, and not the first words of something longer."""
    end = start + len(group)
    if pattern == NUMBERED:
        return not _is_date_or_count(group) and not has(r"\b[A-Z]{2} ?[0-9]{3,5} $", text[max(0, start - 10) : start])
    if pattern == UNITS:
        return group.split()[0].casefold() not in UNNAMED or "," in group
    if pattern in (NAMED, HOUSE_TOWN):
        several = pattern == NAMED and has(rf"^(?:,| and| to) (?:{STREET})", text[end : end + 60])
        return _may_be_house(text, start, group) and not several
    if pattern == PORCH:
        return not has(CHURCH, group)
    if pattern in (LIVES, OF):
        return not text[end : end + 1].isalnum() and not (
            text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
        )
    return pattern != BARE or has(r"(?i)\b(?:home|lives?|address|resident|tenant|c/o)\b", line(text, start, end))


MONTHS = frozenset(
    {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    }
)


def _is_date_or_count(group: str) -> bool:
    """Say whether a number with capitals is a date, a road's number or a count, not a house."""
    words = group.replace(",", " ").split()
    return any(word.casefold() in MONTHS for word in words) or len(words) < 2


def _may_be_house(text: str, start: int, group: str) -> bool:
    """Say whether a house's name begins a place, and is not the hall, the inn or the office of a body."""
    name = group.split(",")[0]
    lead = text[max(0, start - 12) : start]
    body = r"(?i)\b(?:village|memorial|parish|community|church|town|public|court|custom|corn|scout|guide|wi|social|working|royal|old fire)\b"
    return not has(body, name) and not has(r"(?i)\b(?:at the|in the) $", lead)


def _is_home(text: str, start: int, end: int) -> bool:
    """Say whether what is around an address makes it a home: a person's word outweighs a site's or a body's."""
    around = _around(text, start, end)
    near = without(BESIDE, around)
    if has(HOUSEHOLD, before(text, start, 60)) or has(r"(?i)\b(?:address|lives|home)\b", header(text, start)):
        return True
    if has(PERSON, near) and (not has(SITE, near) or has(INSIDE, near)):
        return True
    if (
        has(SITE, near)
        or has(PUBLIC, near + " " + _named_part(text, start, end))
        or has(rf"{SIGNBOARD}|{FIRM}", before(text, start, 60))
    ):
        return False
    alone = _alone(text, start, end) and not has(PUBLIC, around)
    return not has(PLACE, before(text, start, 60)) and (alone or has(HOME, near))


def _around(text: str, start: int, end: int) -> str:
    """Return the words of the sentence around an address; in a table, those of its row and the heading of its column."""
    if "|" in line(text, start, end):
        return line(text, start, end).replace(text[start:end], " # ") + " " + header(text, start)
    return before(text, start, 200) + " # " + after(text, end, 160)


def _named_part(text: str, start: int, end: int) -> str:
    """Return the name of a house or body that an address begins with; nothing where it begins with a number."""
    name = text[start:end].split(",")[0]
    return "" if has(r"^[^\pL]*[0-9]", name) else name


def _alone(text: str, start: int, end: int) -> bool:
    """Say whether an address has a number or a postcode, and so stands for one door."""
    written = text[start:end]
    if has(r"[0-9] ?(?:to|-|–) ?[0-9]", written):
        return False  # a row of doors
    return has(
        r"[0-9]|(?i:^(?:no|number|twenty|thirty|forty|fifty|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)",
        written,
    ) or has(HOUSE, written)


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_addresses` finds in the words that are read."""
    yield from hits(document.plain, find_addresses)


CHECK = Check(
    id="personal-address",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="This looks like the address of somebody's home.",
    remedy="Take it out, or give only the street; halls, offices and planning sites may stay. If it may lawfully be published, enter it in registers/people.yml, with the basis.",
    why="Where somebody lives is personal information. A street alone, a public building or the site of a planning application is not.",
    find=find,
    kinds=PROSE,
    triggers=(TRIGGER,),
    on=("plain",),
    excused_by="address",
    fails=(
        "Leave jumble in the porch at ⟦Wisteria Cottage, Church Lane⟧.",
        "The cat is being fed at ⟦7 Tanyard Row⟧, knock any evening.",
        "The complainant, who lives at ⟦22b Severn View⟧, cannot sleep.",
        "Now: ⟦Flat 6, Bakehouse Court, Thrupley NC4 6TY⟧.",
        'Refund the hirer at ⟦"Dunroamin", 63 Station Approach⟧.',
        "Mrs Stallard of ⟦4 Orchard Rise⟧ spoke about the smell.",
        "A letter came from Mrs I. Trevanion, ⟦The Net Store, 3 Quay Steps⟧.",
        "Eggs go to ⟦Rectory Cottage⟧, where Mrs Prowse has a shelf.",
        "Letters for the Chair should go to her at ⟦The Paddocks, Lower Road⟧, not to the hall.",
        "Choir is at mine this week, ⟦Larch Bank, top of Quarry Brow⟧.",
        "The treasurer's new address is ⟦Ford End, Sandy Lane⟧, and callers are welcome.",
        "Call at ⟦9a Corn Square⟧, over the saddler's: the verger is in most evenings.",
        "The keys are at ⟦the green bungalow behind the forge⟧ (our captain's house).",
    ),
    passes=(
        "All meetings are held in the Memorial Hall, 12 Church Street, Oxley, HW9 4DF.",
        "25/01977/HOU: 4 Reform Row, single-storey rear extension.",
        "Street lamp outside 14 Mill Lane: reported to the county.",
        "The Clerk, Parish Office, 47 High Street, Thrupley, NC4 6AA.",
        "Resurfacing: Nelson Road (part), 4 August, 9.30 am.",
        "On 3 May Street parties were held.",
        "The new porch at Fern Cottage, Mill Lane (26/0107/HSE) was noted.",
        "The bus calls at Marlow, Edith Weston and Ashby, Long Bottom.",
        "Tickets: Oak Books, 14 High Street, or by post.",
        "The supply will be off at 4 to 18 Mill Row on Monday.",
        "The new pole stands by 17 Fen Road.",
        "Objections 6, support 2: 15 Ridge Way.",
        "Tickets are sold by the butcher at 3 High Street.",
        "Number 4 Weavers Row is a listed dyer's cottage, seen from the path.",
        "A gas main will be laid from 6 Tannery Yard to the pump.",
        "| 12 Ridge Way (site) | 6 letters | object 5 |",
        "Spare jars may be left in the porch at St Wilfrid's.",
    ),
)
