"""Names of private persons (clauses C09, C41): runs of capitalised words, weighed by what they are and what is around.

A run of words in capitals becomes a candidate; features say what its words are (lists, titles, initials, shape), what
stands before and after it, and what the sentence speaks of; a linear model (data/name_weights.tsv, made by train.py)
adds them up. Offices, history, places and bodies are let through by rule. Names hold for a sign-off, they never reject.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from policy_checks.context import PROSE, has, header, hits, scan, sentence, table_head
from policy_checks.data import rows, words
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper())
PARTICLES = "(?:van|von|der|den|de|del|della|di|da|do|dos|du|la|le|el|al|bin|bint|ibn|ap|ab|ferch|ten|ter|af|av|y|st)"
TITLE = r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Rev|Revd|Rev'd|Sgt|PC|PCSO|Capt|Lt|Col|Maj|Cllrs?|Hon|Messrs|St|Cpl|Pte|Gnr|Sir|Coun)\."
CAP = rf"(?:(?:[{UPPER}]\. ?){{1,4}}(?=[{UPPER}]))?(?:{TITLE}|[{UPPER}]\.(?!\w)|[{UPPER}][\w'’-]*)"
# The reviewed tokeniser: every branch eats at least one character, nothing nests, so it is linear.
RUN = re.compile(rf"(?<![\w@/'’.-]){CAP}(?: (?:{PARTICLES} ){{0,3}}{CAP})*")
PART = re.compile(rf"{TITLE}|(?:[{UPPER}]\.)+|[\w'’-]+")
TITLES = words("names_titles")
OFFICES = words("names_offices")
RANKS = words("names_ranks")
ROYAL = words("names_royal")
ROLES = words("names_roles")
DAYS = words("names_days")
FUNCTION = frozenset(
    [
        "a",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "can",
        "do",
        "for",
        "from",
        "go",
        "had",
        "has",
        "he",
        "her",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "let",
        "long",
        "me",
        "my",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "or",
        "our",
        "out",
        "own",
        "per",
        "set",
        "she",
        "so",
        "some",
        "son",
        "sons",
        "song",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "they",
        "this",
        "to",
        "too",
        "two",
        "up",
        "us",
        "was",
        "way",
        "we",
        "well",
        "were",
        "what",
        "when",
        "who",
        "why",
        "will",
        "with",
        "yes",
        "you",
        "your",
        "man",
        "one",
        "our",
        "see",
        "may",
        "under",
        "over",
        "love",
        "loan",
        "van",
        "tea",
        "tan",
        "day",
        "data",
        "sun",
        "star",
        "lane",
        "king",
        "short",
        "precious",
        "man",
        "men",
        "an",
        "my",
        "sir",
        "da",
        "la",
        "la",
        "le",
        "du",
        "dean",
        "sunday",
        "sold",
        "sol",
        "said",
        "major",
        "minor",
        "royal",
        "media",
        "page",
        "special",
        "general",
        "honor",
        "comfort",
        "see",
        "young",
        "bin",
        "ten",
        "bond",
        "field",
        "park",
        "hill",
        "art",
        "arts",
        "most",
        "much",
        "lot",
        "son",
        "ho",
        "hung",
        "sung",
        "van",
        "wing",
        "wai",
        "wee",
        "won",
        "many",
        "dan",
        "bao",
        "guy",
        "guys",
        "san",
        "ping",
        "fund",
        "fun",
    ]
) - frozenset(["dan", "guy", "hung"])
FOREIGN = (
    "ski",
    "ska",
    "wicz",
    "enko",
    "escu",
    "oğlu",
    "oglu",
    "zadeh",
    "ović",
    "ovic",
    "idis",
    "opoulos",
    "yan",
    "ian",
    "ova",
    "eva",
    "nen",
    "sson",
    "ström",
    "uddin",
    "ullah",
    "jee",
    "walla",
    "wala",
    "deep",
    "jit",
    "inder",
    "preet",
    "chuk",
    "dze",
    "shvili",
)
MC = re.compile(r"^(?:Mc|Mac|O['’]|Fitz|D['’]|Ó|Ní|Nic)[A-ZÀ-Ý]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run, with its place, and its folded form without a possessive."""

    text: str
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be somebody's name."""

    words: tuple[Word, ...]
    title: str
    stripped: bool

    def moved(self, by: int) -> Candidate:
        """Return the same words further on in a text."""
        moved = (Word(part.text, part.start + by, part.end + by, part.key) for part in self.words)
        return Candidate(tuple(moved), self.title, self.stripped)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        last = self.words[-1]
        return last.end - _possessive(last.text)


@cache
def given() -> frozenset[str]:
    """Return given names, accents folded too."""
    listed = words("given_names") | words("given_names_us")
    return frozenset(
        name for name in listed | {_bare(name) for name in listed} if name not in FUNCTION and len(name) > 1
    )


@cache
def surnames() -> frozenset[str]:
    listed = words("surnames_own") | words("surnames_us")
    return listed | {_bare(name) for name in listed}


@cache
def common() -> frozenset[str]:
    """Return words met in lower case, which a capital does not make a name."""
    return words("words_corpus") | words("words_more")


@cache
def vetoes(kind: str) -> frozenset[str]:
    return frozenset(w for row in rows("name_vetoes") if row.startswith(kind) for w in row.partition(":")[2].split())


@cache
def famous() -> frozenset[str]:
    return frozenset(rows("famous"))


@cache
def weights() -> dict[str, int]:
    """Return the model: a feature, a tab, its weight in thousandths, a line each."""
    return {name: int(value) for name, _, value in (row.partition("\t") for row in _weight_rows())}


def _weight_rows() -> Iterable[str]:
    return rows("name_weights")


@cache
def _bare(name: str) -> str:
    """Return a name without its accents."""
    folded = name.replace("ł", "l").replace("ø", "o").replace("\u0131", "i").replace("đ", "d").replace("ß", "ss")
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def _possessive(text: str) -> int:
    return 2 if text[-2:] in {"'s", "’s"} else 1 if text[-1:] in {"'", "’"} else 0


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield each name that a private person may bear."""
    context = Context(text)
    for candidate in candidates(text):
        if not is_public(candidate, context) and score(candidate, context) > 0:
            yield candidate.start, candidate.end
    yield from _disguised(text)


# --- candidates ---


def candidates(text: str) -> Iterator[Candidate]:
    """Yield the runs of capitalised words that could be names: some word is listed, titled, or no word of English."""
    for match in RUN.finditer(text):
        at = match.start()
        yield from (each.moved(at) for each in _candidate(match[0]))


@lru_cache(maxsize=1 << 14)
def _candidate(run: str) -> tuple[Candidate, ...]:
    """Return the candidates in a run, placed from its start. Most runs recur, and hold none."""
    if len(run) < 2:
        return ()
    if " " not in run and "-" not in run:
        key = _key(run)
        if key not in given() and (key in common() or (key not in surnames() and key in DAYS)):
            return ()
    parts = [Word(m[0], m.start(), m.end(), _key(m[0])) for m in PART.finditer(run)]
    return tuple(_trimmed(parts))


@cache
def _key(text: str) -> str:
    return text[: len(text) - _possessive(text)].casefold().rstrip(".")


def _trimmed(parts: list[Word]) -> list[Candidate]:
    """Drop what is no name from the front of a run; split it where a title stands inside."""
    result: list[Candidate] = []
    title, begin, stripped = "", 0, False
    at = 0
    while at < len(parts):
        key = parts[at].key
        if key in TITLES and not (at > begin and key == "ms" and at + 1 == len(parts)):
            if at > begin:
                _add(result, parts[begin:at], title, stripped)
            title, begin, stripped = key.rstrip("."), at + 1, False
        elif at == begin and not title and _is_lead(parts, at):
            begin, stripped = at + 1, True
        elif _possessive(parts[at].text) == 2 and at + 1 < len(parts) and not _is_lead(parts, begin):
            _add(result, parts[begin : at + 1], title, stripped)
            title, begin, stripped = "", at + 1, False
        at += 1
    if begin < len(parts):
        _add(result, parts[begin:], title, stripped)
    return result


def _is_lead(parts: list[Word], at: int) -> bool:
    """Say whether the first word of a run is an ordinary word with a sentence's capital, or a role."""
    key = parts[at].key
    last = at + 1 == len(parts)
    if key in ROLES or key in DAYS:
        return not last
    if key in given():
        return not last and key in common() and (parts[at + 1].key in given() and parts[at + 1].key not in common())
    return key in common() and not last and not key.isupper() and len(parts[at].text) > 1


def _add(result: list[Candidate], parts: list[Word], title: str, stripped: bool) -> None:  # noqa: FBT001
    if any(map(str.isdigit, "".join(part.text for part in parts))) or len(parts) > 5:
        return
    if parts and (title or any(_name_like(part) for part in parts)):
        result.append(Candidate(tuple(parts), title, stripped))


def _name_like(part: Word) -> bool:
    return part.key in given() or (
        part.key not in common() and (len(part.key) > 2 or (part.text.isupper() and len(part.text) == 1))
    )


# --- context ---

PAST = re.compile(r"\b(?:1[0-8]\d\d|19[0-4]\d)\b")
HISTORY = (
    r"(?i)\b(?:century|domesday|victorian|tudor|medieval|georgian|edwardian|norman|saxon|roman|war memorial|roll of honour|"
    r"great war|first world war|second world war|world war|killed|fell (?:at|in)|regiment|battalion|died of wounds|manor|vestry|"
    r"monument|listed grade|listed building|statue|plaque|painted by|built by|designed by|architect|composed|poet|novelist|engineer|historian|"
    r"history|historic|founded|knight|abbot|squire|gaol|transported|buried|tomb|effigy|brass|blacksmith's|d\. 1|c\. ?1|ad \d|lost at|missing over|north face|legion)\b"
)
WAR = (
    r"(?i)\b(?:roll of honour|great war|(?:first|second) world war|world war (?:i|ii|one|two)|killed (?:in action|at|on the)|died of wounds|missing over|missing in action|"
    r"lost at \p{L}+, [0-9]|war graves?|(?:royal|lincolnshire|suffolk|norfolk|essex|cambridgeshire|\p{L}+shire) (?:garrison |field |flying )?(?:artillery|regiment|fusiliers|corps|engineers)|"
    r"1914[-–]|1939[-–])"
)
ARTS = (
    r"(?i)\b(?:reading group|book club|film|films|film club|cinema|novel|novels|book|books|author|play|plays|pantomime|panto|musical|"
    r"opera|songs?|album|tribute|concert|library van|screening|matinee|performance|by the author|works? by|music by|poems?|symphony|requiem|shortlist|"
    r"literary|quiz round|theatre|drama|titles?|copies of|starring|character)\b"
)
PLANTS = (
    r"(?i)\b(?:roses?|apples?|pears?|plums?|potato(?:es)?|seed potatoes|tomato(?:es)?|varieties|variety|orchard|planted with|bed|border|cultivars?|"
    r"dahlias?|sweet peas?|clematis|daffodils?|shrubs?|geraniums?|fruit|bulbs|rootstock|replanted|species|butterfl(?:y|ies)|moths?|birds?|bats?|flowers?|herb|wildflowers?)\b"
)
VESSELS = (
    r"(?i)\b(?:boat|ships?|lifeboat|inshore|trawler|wherry|barge|engine|boiler|locomotive|hauled|steam|loco|launched|vessel|yacht|dinghy|bells?|treble|tenor|gritters?|horses?|pony|ponies|race|races|racing|point-to-point|"
    r"mare|gelding|dogs?|cats?|guinea pigs?|hamster|hens?|donkeys?|lambs?|goats?|tortoise|parrot|owl|swans?|bull|cows?|cattle|pets?|puppy|kitten|spaniel|lurcher|terrier|storms?|named storms|robot|mower|machine|tractor)\b"
)
FICTION = (
    r"(?i)\b(?:auditions?|nativity|parts? (?:still )?to (?:fill|cast)|face painting|sing|sung|ballads?|folk (?:club|song)|characters?|fairy|pantomime|panto|costumes?|dress(?:ed)? (?:up )?as|disney|cartoon|puppet|wizard|folklore|legend|hymns?|carols?|opera|"
    r"UKHL|UKSC|EWHC|EWCA|WLR|counsel|case of|judgment)\b|\[[12][0-9]{3}\]"
)
PLACES = r"(?i)\b(?:villages?|parishes|towns?|churches|benefice|trail|grant area|deliver to|route|routes|buses|trains?|stations?|ward|wards|river|walks?|miles|map|hamlets?|district|deanery|cluster|boundary)\b"
COUNCIL = (
    r"(?i)\b(?:cllrs?|councillors?|coun\.|MP|MSP|MS|members? of parliament|minister|senedd|mayor|mayoress|lord[- ]lieutenant|high sheriff|"
    r"commissioner|baroness|ward member|division member|cabinet member|alderm[ae]n)\b"
)
FIRM = r"(?i)\b(?:tenders?|quotations?|quotes?|contractors?|supplier|ltd|plc|llp|invoice|brand|make|machine|mower|ride-on|vacuum|insurers?|auctioneers?)\b"
PUBS = r"(?i)\b(?:pub|inn|pint|licensing|landlord|bar|darts|crib|quiz league|stops?|bus|asset of community value|brewery|car park|lane between|outside|pint)\b"
VALUE_COLUMN = r"(?i)\b(?:name|holder|warden|deputy|tenant|hirer|contact|volunteer|driver|winner|organi[sz]er|applicant|objector|speaker|from|who|steward|leader|secretary|treasurer|reader|helper|raised by|first|last|surname|forename|sender|deceased|grantee|owner|person|raiser|lead|visit|artist|pupil|player|marshal|runner|rota|key|donor|entrant|exhibitor|staff|employee|officer)"
PUBLIC_COLUMN = r"(?i)\b(?:councillor|member|proposer|seconder|regiment|rank|school|street|road|site|supplier|payee|firm|company|date of death|unit|council|title|book|film|variety|species|hymn|station)\b"
PLACED = words("names_placed")
CUES = words("names_cues")


class Context:
    """What is known of a whole text: who in it is a councillor, and the sentence around a place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.members = _members(text)
        self._sentence: tuple[int, int] = (0, -1)
        self._topics: list[str] = []

    def topics(self, at: int, end: int) -> list[str]:
        """Return the features of the sentence (or row) around a place."""
        if not self._sentence[0] <= at < self._sentence[1]:
            begin, finish = _bounds(self.text, at, end)
            self._sentence = (begin, finish)
            self._topics = _topics(self.text[begin:finish])
        return self._topics

    def sentence(self, at: int, end: int) -> str:
        self.topics(at, end)
        return self.text[self._sentence[0] : self._sentence[1]]


SPAN = 320


def _bounds(text: str, at: int, end: int) -> tuple[int, int]:
    begin = max(text.rfind("\n\n", 0, at) + 1, at - SPAN, 0)
    finish = text.find("\n\n", end, end + SPAN)
    return begin, finish if finish >= 0 else min(len(text), end + SPAN)


def _topics(around: str) -> list[str]:
    result = [
        f"topic:{name}"
        for name, pattern in (
            ("history", HISTORY),
            ("arts", ARTS),
            ("plants", PLANTS),
            ("council", COUNCIL),
            ("firm", FIRM),
            ("pubs", PUBS),
            ("vessels", VESSELS),
            ("fiction", FICTION),
            ("places", PLACES),
        )
        if has(pattern, around)
    ]
    return [*result, "topic:past"] if PAST.search(around) else result


def _members(text: str) -> frozenset[str]:
    """Return the surnames of those called councillors anywhere in a text, lists after "Cllrs" included."""
    found: set[str] = set()
    if (
        "ouncillor" not in text
        and "llr" not in text
        and "MP" not in text
        and "bstain" not in text
        and "ecorded" not in text
        and "OUNC" not in text
        and "LLR" not in text
    ):
        return frozenset()
    for match in re.finditer(r"\b(?:Cllrs?|[Cc]ouncillors?|Coun|COUNCILLORS?|CLLRS?|MP|MPs)\b", text):
        after = text[match.end() : match.end() + 160]
        found.update(_listed(after if match[0].endswith(("s", "S", "P")) else after.partition(";")[0]))
    for match in re.finditer(
        r"(?i:\brecorded vote\b|\bnamed vote\b|\b(?:for|against|abstain(?:ed|ing)|present|apologies)\b ?:)", text
    ):
        if VOTE.search(text):
            found.update(_listed(text[match.end() : match.end() + 160]))
    for match in re.finditer(r"\b(?:[Ee]lected(?: unopposed)?|ELECTED|[Rr]eturned unopposed):", text):
        found.update(_listed(text[match.end() : match.end() + 320]))
    return frozenset(found)


VOTE = re.compile(r"(?i)\b(?:recorded vote|named vote|abstain(?:ed|ing)|motion was (?:carried|lost))\b")


def _listed(after: str) -> Iterator[str]:
    """Yield the words in capitals of the list that begins a text: names, commas, "and", brackets, titles."""
    for match in re.finditer(r"[\w'’-]+|[^\w\s]", after.split("\n", 1)[0]):
        word = match[0]
        if word[0].isupper():
            yield _key(word)
        elif (
            not word.isdigit()
            and word not in {",", "and", "&", "(", ")", ".", "/", "–", "-", ":", "|", ";"}
            and word.casefold() not in _LIST_WORDS
        ):
            return


_LIST_WORDS = words("names__list_words")


# --- rules for what needs no entry ---


def is_public(candidate: Candidate, context: Context) -> bool:
    """Say whether a name is an office-holder's, of history, or no person's: a place, a body, a thing."""
    parts, text = candidate.words, context.text
    keys = [part.key for part in parts]
    if keys[-1] in context.members and not (candidate.title and keys[-1] not in _own_members(candidate)):
        return True
    if any(key in OFFICES or key in ROYAL for key in keys) and not candidate.title:
        return True
    if _is_famous(candidate, text) or _is_named_after(candidate, context) or _is_framed(candidate, text):
        return True
    if _is_thing(keys, parts) or keys[-1] in NUMERALS or NUMERAL.match(text, parts[-1].end):
        return True
    if keys[0] in RANKS and OLD.search(context.sentence(candidate.start, candidate.end)):
        return True
    return (
        _tail(text, parts[-1])
        or _lead(text, candidate.start)
        or (not candidate.title and has(WAR, context.sentence(candidate.start, candidate.end)))
    )


ANIMAL = (
    r"(?:cats?|dogs?|kitten|puppy|tortoise|pony|ponies|horse|donkey|mare|goat|hen|cockerel|hamster|rabbit|guinea pig|parrot|budgie|ferret|"
    r"lamb|sheep|cow|bull|heifer|pig|sow|llama|alpaca|swan|owl|goose|spaniel|labrador|collie|terrier|lurcher|whippet|greyhound|reindeer)"
)
FRAME_AFTER = re.compile(
    rf",? (?:the|a|an|our|her|his|their|my)(?: [\w'-]+){{0,3}} {ANIMAL}\b"
    r"|['’]s (?:[Ll]aw|Rule|[Dd]isease|[Ss]yndrome|[Pp]alsy|[Tt]est|[Pp]rinciples?|Act|Protocol|[Cc]omet|marmalade|mustard|gin|whisky|orange|hornbeam|swans?|bats?)\b"
    r"|,? \((?:Contractors|Builders|Holdings|UK|Services|[A-Z]\w+)\) (?:Ltd|Limited|plc|LLP)\b"
    r"|,? (?:(?:our |the |your )?(?:new )?parish priest|(?:will be|was|is to be) (?:installed|licensed|inducted|instituted))\b"
    r"|(?: \(\d+\))?[,.]? (?:[Pp]rotocol|[Cc]ompeten\w+|[Gg]ambit|[Dd]efence|[Mm]emorial)\b"
    r"|\s*\n(?:Parish |Town )?Clerk (?:to|and|of)\b"
)
FRAME_BEFORE = re.compile(
    r"\b(?:[Ss]tatues?|[Mm]urals?|[Bb]usts?|[Pp]ortraits?) (?:of|to) (?:\w+ )?$"
    r"|\b(?:tug|butty|narrowboat|lifeboat|trawler|schooner|ketch|steamer|paddle steamer|ship|yacht|smack|barge|locomotive|engine|tractor|traction engine|roller|gritter|mower) [*_“\"‘']{0,2}$"
    r"|\b[Ee]ggs $|\b[Tt]win towns? (?:is|are|of) (?:\S+[, ]+){0,6}$|(?i:(?:mayor|président|bürgermeister)), (?:Mme|M\.|Mons\.|Herr|Frau|Sr\.?|Signora?) ?$"
    r"|(?:(?:Ysgol|Capel|Neuadd|Ffordd|Stryd|Heol|Maes|Wheal|Monte|San|Santa|Saint|Sainte|Sankt) (?:\w+ )?)$|(?i:unreasonable|following|per|in) (?=Wednesbury)$"
    rf"|\b(?i:{ANIMAL}|scarecrow)s?,? (?:(?i:called|named)|with) [“\"‘']?$"
)
ARCHIVE = re.compile(r"(?:\b[Ii]n|[Ss]ince|[Ff]rom|[Bb]y|[Oo]f|[Aa]fter|archives,|\d -) 1[0-8]\d\d\b")
NOW = r"(?i)\b(?:has|have|is|are|will|now|today|asks?|thanks?|20\d\d)\b"


def _is_framed(candidate: Candidate, text: str) -> bool:
    """Say whether the words next to a name make it an animal's, a vessel's, a law's, a firm's, or of an age long past."""
    if FRAME_AFTER.match(text[candidate.end : candidate.end + 80]):
        return True
    start = _title_start(text, candidate.start) if candidate.title else candidate.start
    if FRAME_BEFORE.search(text[max(0, start - 90) : start]) or FRAME_BEFORE.search(
        text[max(0, candidate.start - 60) : candidate.start]
    ):
        return True
    said = sentence(text, candidate.start, candidate.end)
    return ARCHIVE.search(said) is not None and not has(NOW, said)


NUMERALS = frozenset({"ii", "iii", "iv", "v", "vi", "vii", "viii"})
NUMERAL = re.compile(r" [IVX]+\b")
# Tails that are surnames too: Heather Field, Rose Hill. The model weighs these where a given name stands before.
BOTH = words("names_both")


def _phrases(keys: list[str]) -> frozenset[str]:
    """Return the runs of words in a name, five at most being looked at."""
    few = keys[:5]
    return frozenset(" ".join(few[at:end]) for at in range(len(few)) for end in range(at + 1, len(few) + 1))


COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx"})


def _is_famous(candidate: Candidate, text: str) -> bool:
    """Say whether a name is on the list of public persons, or means one figure alone; nobody's with a number to ring."""
    keys = [part.key for part in candidate.words]
    if CONTACT.match(text[candidate.words[-1].end :][:40]):
        return False
    if candidate.title in COURTESY:
        return f"{candidate.title} {keys[0]}" in famous()
    titled = [candidate.title, *keys] if candidate.title else keys
    return not famous().isdisjoint(_phrases(titled)) or (len(keys) == 1 and keys[0] in FAMOUS_ALONE)


@cache
def named_after(topic: str) -> frozenset[str]:
    """Return what is named after people and goes by that name, under a topic or always."""
    listed = (row.partition(": ") for row in rows("named_after"))
    return frozenset(name for kind, _, names in listed if kind == topic for name in names.split("; "))


FOOD = (
    r"(?i)\b(?:eggs|menu|caf\pL|tea ?rooms?|griddle|cakes?|buns?|biscuits?|bakes?|baking|sauce|salad|pizza|tarts?|sponges?|puddings?|toast|"
    r"supper|cocktails?|cheeses?|oysters|soup|sandwich\pL*)\b"
)
BEASTS = r"(?i)\b(?:cattle|cows?|heifers?|bulls?|bullocks?|calves|sheep|ewes?|rams?|tups?|lambs?|pigs?|sows?|hens?|bantams?|poultry|breeds?|graz\pL+|flocks?|herds?)\b"
CARS = r"(?i)\b(?:cars?|vintage|classics?|rally|rallies|vehicles?|motor\pL*|tractors?|engines?|lorr\pL+|van|saloon|bonnet|steam|traction)\b"
SORTS = (("plants", PLANTS), ("food", FOOD), ("beasts", BEASTS), ("cars", CARS))


def _is_named_after(candidate: Candidate, context: Context) -> bool:
    """Say whether a name is that of a rose, a cake, a law, a shop: always, or where such things are spoken of."""
    keys = [part.key for part in candidate.words]
    firm = FIRST_PARTNER.search(context.text[max(0, candidate.start - 30) : candidate.start])
    if firm:
        keys = [_key(firm[1]), "and", *keys]
    titled = [candidate.title, *keys] if candidate.title else keys
    if not named_after("always").isdisjoint(_phrases(titled)):
        return True
    whole = " ".join(keys)
    around = context.sentence(candidate.start, candidate.end)
    return not candidate.title and any(whole in named_after(topic) and has(spoken, around) for topic, spoken in SORTS)


FIRST_PARTNER = re.compile(rf"([{UPPER}][\w'’-]+)(?:, [{UPPER}][\w'’-]+)? (?:&|and) $")


FAMOUS_ALONE = words("names_famous_alone")


def _is_thing(keys: list[str], parts: tuple[Word, ...]) -> bool:
    """Say whether a word of a run makes it a place, a body or a thing: Jo Tapley Close, Tapley Homes Ltd."""
    if len(keys) > 1 and keys[0] in vetoes("head"):
        return True
    last = [key for key in keys[1:] if key in vetoes("tail")]
    if keys[-1] not in last and BOTH.issuperset(last) and _class(parts[0]) in {"g", "gs"}:
        return False  # a middle name: Ethel Rose Maddocks
    return bool(last) and not (
        last == [keys[-1]] and last[0] in BOTH and len(keys) == 2 and _class(parts[0]) in {"g", "gs", "gw", "i"}
    )


def _own_members(candidate: Candidate) -> frozenset[str]:
    """Return the surname when no other given name or title makes it another's."""
    return (
        frozenset({candidate.words[-1].key})
        if candidate.title in {"dr", "mrs", "mr", "ms", "miss", ""}
        else frozenset()
    )


PUBLIC_OFFICE = (
    r"(?:Returning Officer|Deputy Returning Officer|Monitoring Officer|Chief Executive|Proper Officer|Electoral Registration Officer|(?:Parish |Town |Deputy |Acting |Locum |Assistant )?Clerk|RFO|Responsible Financial Officer|"
    r"Member of Parliament|Lord[- ]Lieutenant|High Sheriff|Police and Crime Commissioner|Chief Constable|Coroner|(?:County|District|Borough|City|Town|Parish|Ward) (?:Councillor|Member)|Cllr|Councillor|Mayor|Mayoress|"
    r"Chair(?:man)?(?: of the (?:Parish )?Council)?|Vice-Chair(?:man)?|Leader of (?:the )?(?:District |County |Borough )?Council|Rector|Vicar|Priest-in-Charge|Archdeacon|Bishop|(?:Planning )?Inspector|Ombudsman|Head ?[Tt]eacher|Senedd Member|Minister)"
)
TAIL_WORD = re.compile(
    r"\s?(?:&|and) (?:Sons?|Daughters?|Co|Partners|Bros|Brothers)\b|,? (?:MP|MSP|MS|MEP|AM|Ltd|Limited|LLP|plc|PLC|Inc|VC|MC|DSO|Bt)\b"
    r"|,? ?\(?(?:the |our |your )?"
    + PUBLIC_OFFICE
    + r"\b(?! (?:said|had|has|asked|told|replied|thanked))|\)? v\.? [A-Z]|['’]s (?:comet|disease|syndrome|law|Law|Act)\b| (?:buns?|knife|knives|keys?|screwdrivers?|wrench|sponge|cakes?|biscuits?|pie|waltz|tartan|terriers?|rose|roses|apples?|plums?)\b"
    r"|[,(]? ?\(?(?:c\.|d\.|b\.)? ?(?:1[0-8]\d\d|19[0-3]\d) ?[–—-]"
)
LEAD_WORD = re.compile(
    rf"(?:\b(?:(?<!assistant to the )(?<!deputy to the )(?:{PUBLIC_OFFICE}),(?: the)?|(?:Minister|Secretary of State|Leader|Director) (?:for|of) [^,.\n]{{3,50}},|MP|Minister|Secretary of State|Commissioner|Sheriff|Senedd Member for the area|Storm|Hurricane|HMS|SS|St|Saint|Rt Hon|Hon|Lord|Lady|Baroness|King|Queen|Prince|Princess|[Cc]ouncillors?|Cllrs?)\.?,?"
    rf"(?: (?:Mrs?|Ms|Miss|Dr|Sir|Dame|the|Revd?|Canon|Rt|Hon|DCC|QPM)\.?)* |L/Cpl |\b[vV]\.? |SS [A-Z]\w+ and )$"
)


def _tail(text: str, last: Word) -> bool:
    """Say whether what follows makes a body, an office or a life long past of a name."""
    return TAIL_WORD.match(text, last.end) is not None


def _lead(text: str, start: int) -> bool:
    return LEAD_WORD.search(text[max(0, start - 80) : start]) is not None


# --- the model ---


def score(candidate: Candidate, context: Context) -> int:
    """Return the sum of a candidate's weights, in thousandths; above 0 is a name."""
    table = weights()
    return sum(table.get(name, 0) for name in features(candidate, context)) + _plain(candidate, context)


PAIR, LONE = 1400, 900
SURE = frozenset({"g", "gs"})
OWNED = re.compile(r"['’]s? [A-Z]| ?\(d\.")
LONE_TALK = frozenset(
    {f"topic:{name}" for name in ("arts", "plants", "vessels", "fiction", "places", "pubs", "history", "council")}
)
PAIR_TALK = frozenset({"topic:places", "topic:fiction", "topic:arts"})


def _plain(candidate: Candidate, context: Context) -> int:
    """Return what the lists of the famous and of things have made safe to add to names of a plain shape, in thousandths."""
    kinds = [_class(part) for part in candidate.words if part.text[0].isupper()]
    talk = LONE_TALK if len(kinds) == 1 or candidate.title else PAIR_TALK
    listed = has(PUBLIC_COLUMN, header(context.text, candidate.start)) or OWNED.match(context.text, candidate.end)
    if listed or not talk.isdisjoint(context.topics(candidate.start, candidate.end)):
        return 0
    if len(kinds) == 1 or candidate.title:
        return LONE if kinds[:1] == ["g"] else 0
    return PAIR if kinds[0] in {*SURE, "i"} and kinds[-1] in {*SURE, "s"} else 0


def features(candidate: Candidate, context: Context) -> list[str]:
    """Return what is said of a candidate to the model, lone words apart from longer names."""
    parts = candidate.words
    kind = "t" if candidate.title else "1" if len(parts) == 1 else "2"
    around = _around(candidate, context.text)
    shape = _shape(candidate)
    what = shape[2].partition(":")[2] if len(parts) > 1 else _class(parts[0])
    joint = [
        f"{what}~{name}"
        for name in around
        if name in SIDES
        or name
        in {
            "prev:the",
            "prev:^",
            "prev:~",
            "placed",
            "cue",
            "role",
            "next:verb",
            "next:~",
            "next:$",
            "poss",
            "partner",
            "col:name",
        }
    ]
    each = [*shape, *around, *joint, *context.topics(candidate.start, candidate.end)]
    return ["bias", f"{kind}:bias", *each, *(f"{kind}:{name}" for name in each)]


PLACE_ENDS = (
    "ham",
    "ton",
    "thorpe",
    "by",
    "ford",
    "worth",
    "wick",
    "stead",
    "bury",
    "borough",
    "hoe",
    "minster",
    "combe",
    "mere",
    "hampton",
    "don",
    "ington",
    "stow",
    "wold",
    "shire",
)
SIDES = frozenset(
    {"prev:,", "prev:(", "prev::", "prev:and", "prev:-", "next:,", "next:.", "next:)", "next:(", "next:and"}
)


def _shape(candidate: Candidate) -> list[str]:
    parts = candidate.words
    first, last = parts[0], parts[-1]
    result = [f"n:{min(len(parts), 4)}", f"first:{_class(first)}"]
    if len(parts) > 1:
        result += [f"last:{_class(last)}", f"pair:{_class(first)}/{_class(last)}"]
        result += [f"mid:{_class(part)}" for part in parts[1:-1] if part.text[0].isupper()]
        result += ["particle"] if any(part.text.islower() for part in parts[1:-1]) else []
        result += ["both"] if last.key in BOTH else []
        result += (
            ["place-like"] if any(part.key.endswith(PLACE_ENDS) and part.key not in given() for part in parts) else []
        )
    name = " ".join(part.text for part in parts)
    result += ["caps"] if name.isupper() and len(name) > 3 else []
    result += (
        ["caps-first"]
        if len(parts) == 2 and first.text.isupper() and len(first.text) > 2 and not last.text.isupper()
        else []
    )
    result += ["hyphen"] if "-" in name else []
    result += ["accent"] if not name.isascii() else []
    result += ["foreign"] if last.key.endswith(FOREIGN) and last.key not in common() else []
    result += ["mc"] if any(MC.match(part.text) for part in parts) else []
    result += ["stripped"] if candidate.stripped else []
    result += [f"title:{candidate.title}"] if candidate.title else []
    result += ["unknown"] if all(part.key not in given() and part.key not in common() for part in parts) else []
    return result


@cache
def _class_of(key: str, text: str) -> str:
    """Return what a word is: initial, given, given or surname that is also a word, surname, other word, unknown."""
    if len(key.replace(".", "")) <= 2 and text[:1].isupper() and (len(key) == 1 or "." in text):
        return "i"
    word = key in common() or key in DAYS
    bare = _bare(key)
    parts = key.split("-")
    if key in given() or bare in given() or (len(parts) > 1 and parts[0] in given()):
        return "gw" if word else "gs" if key in surnames() else "g"
    if (
        key in surnames()
        or bare in surnames()
        or (len(parts) > 1 and (parts[-1] in surnames() or parts[0] in surnames()))
    ):
        return "sw" if word else "s"
    return "w" if word or _english(key) else "u"


def _english(key: str) -> bool:
    """Say whether a word ends as English words do and names do not."""
    return key.endswith(
        (
            "ing",
            "tion",
            "ment",
            "ness",
            "ly",
            "ous",
            "ity",
            "ive",
            "able",
            "ance",
            "ship",
            "ical",
            "ings",
            "tions",
            "ments",
            "ies",
        )
    ) or (key.endswith("s") and key[:-1] in common())


def _class(part: Word) -> str:
    return _class_of(part.key, part.text)


NEXT = re.compile(r"(\s*)([^\W\d_][\w'’-]*|\d+|[^\w\s]|)")
PREVIOUS = re.compile(r"([\w'’-]+|[^\w\s])?(\s*)$")
YEAR = re.compile(r"\s*\(?(?:c\.? ?)?1[0-9]\d\d")
CONTACT = re.compile(r"['’s]{0,2}[^\n.;]{0,22}?(?:\b0\d{3,4}[ -]?\d{3}|\+44|[\w.]+@\w)")
OLD = re.compile(r"\b1[0-8]\d\d\b|\b19[01]\d\b|\b\d\dth century\b")
VERBS = words("names_verbs")


def _around(candidate: Candidate, text: str) -> list[str]:
    start, end = candidate.words[0].start, candidate.words[-1].end
    if candidate.title:
        start = _title_start(text, start)
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    result = [*_before(before.rstrip(".") if candidate.title and before.endswith(".") else before), *_after(after)]
    if len(candidate.words) == 1:
        result += _together(candidate.words[0], text)
    marks = (
        ("poss", bool(_possessive(candidate.words[-1].text))),
        ("family", before[-4:].casefold() == "the " and _is_family(candidate)),
        ("quoted", before[-1:] in QUOTES and after[:1] in QUOTES),
        ("listed", before[-2:] == ", " and after[:2] == ", "),
        ("contact", CONTACT.match(after) is not None),
        ("year", YEAR.match(after) is not None),
        ("old", OLD.search(sentence(text, start, end)) is not None),
    )
    result += [name for name, holds in marks if holds]
    return [*result, *_column(text, start)]


def _column(text: str, start: int) -> list[str]:
    """Return what the heading of a table's column says of the names in it."""
    column = header(text, start)
    if not column:
        return []
    named, public = has(VALUE_COLUMN, column), has(PUBLIC_COLUMN, column)
    result = ["col:name" if named else "col:public" if public else "col"]
    return [*result, "table:public"] if has(PUBLIC_COLUMN, table_head(text, start)) else result


def _title_start(text: str, start: int) -> int:
    """Return where the title before a name begins."""
    at = start - 1
    while at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([\"“'":
        at -= 1
    return max(at, 0)


QUOTES = frozenset("'\"‘“’”")


def _before(before: str) -> list[str]:
    match = PREVIOUS.search(before)
    word, gap = (match[1] or "", match[2]) if match else ("", "")
    if not before.strip() or "\n" in gap:
        return ["prev:^"]
    key = word.casefold()
    result = [
        f"prev:{key}"
        if key in CUES or key in ROLES or not word[0].isalnum()
        else "prev:#"
        if word[0].isdigit()
        else "prev:~"
    ]
    if key in PLACED:
        result.append("placed")
    if key in ROLES or (word == "," and _role_before(before)):
        result.append("role")
    return [*result, *_cue(before)]


FIRST_AFTER = re.compile(rf"(?:,| ) ?([{UPPER}](?:[\w'’-]+|\.))(?=\s*(?:$|[|\n;)–-]))", re.MULTILINE)
COUPLE = re.compile(rf" ?(?:and|&|\+) ([{UPPER}][\w'’-]+)(?: ([{UPPER}][\w'’-]+))?")
PARTNER = re.compile(rf"([{UPPER}][\w'’-]+) ?(?:and|&|\+|,) ?$")


def _together(word: Word, text: str) -> list[str]:
    """Return what a lone word's neighbours say: a given name after a comma, "and" with another given name."""
    result = []
    first = FIRST_AFTER.match(text, word.end)
    if first and (_key(first[1]) in given() or len(first[1]) == 2):
        result.append("surname,given")
    couple = COUPLE.match(text, word.end)
    if couple and _key(couple[1]) in given():
        result.append("couple" if couple[2] else "two")
    partner = PARTNER.search(text[max(0, word.start - 30) : word.start])
    if partner and _key(partner[1]) in given() and _key(partner[1]) not in common():
        result.append("partner")
    row = text[text.rfind("\n", 0, word.start) + 1 : word.start]
    if not row.strip(" |-*#0123456789.)"):
        result.append("leads")
    return [*result, f"class:{_class(word)}"]


def _is_family(candidate: Candidate) -> bool:
    """Say whether a word is a surname in the plural: the Wetherby-Hales, the Blackstocks."""
    key = candidate.words[-1].key
    return (
        len(candidate.words) == 1
        and key.endswith("s")
        and key not in common()
        and (key[:-1] in surnames() or "-" in key)
    )


ROLE_BEFORE = re.compile(r"\b([\w'-]+)(?: [\w'-]+){0,3},\s*$")
CUE = re.compile(
    r"(?i)\b(?:thanks?(?: go(?:es)?)? (?:\w+ )?to|thanked|congratulat\w+(?: to)?|ring|phone|call|text|contact|e?-?mail|speak to|talk to|word with|see|tell|ask|"
    r"(?:letter|email|e-mail|complaint|request|representation|card|report|donation|statement|comment|message|note|gift|objection|apology|photo\w*|picture|drawing|painting|poem|words?|plaque|winner|won|led|run|written|taken|made|signed|owned|lent|given|paid|reported|raised|proposed|seconded|organised|judged|supplied|submitted|applicant|played|grown|cooked|collected|found) (?:from|by|of|to)|"
    r"(?:mum|dad|mother|father|wife|husband|sons?|daughters?|brothers?|sisters?|nephews?|nieces?|grandsons?|granddaughters?|grandchildren|widow|partner|friends?|neighbours?|lad|girl|boy)(?: (?:to|of(?: the late)?|called|named))?,?|the late|née|nee|try|leaves|survived by|belongs? to|awarded ?to[\":]*|out to|pictured:?|"
    r"on behalf of|in memory of|names?:?|named|called|yours \w+,?\s*|sincerely,?\s*|signed:?|owed by|among them|namely|welcome to|goodbye to|farewell to|behalf of)\s*[(:]?\s*$"
)


def _cue(before: str) -> list[str]:
    match = CUE.search(before)
    return ["cue", f"cue:{match[0].split()[0].casefold()}"] if match else []


def _role_before(before: str) -> bool:
    match = ROLE_BEFORE.search(before)
    return match is not None and any(word in ROLES for word in match[0].casefold().replace(",", "").split())


def _after(after: str) -> list[str]:
    match = NEXT.match(after)
    gap, word = (match[1], match[2]) if match else ("", "")
    if not word or "\n" in gap:
        return ["next:$"]
    key = word.casefold()
    if key in VERBS:
        return ["next:verb", f"next:{key}"]
    if not word[0].isalpha():
        return [f"next:{word}" if not word[0].isdigit() else "next:#"]
    if key in vetoes("tail"):
        return ["next:tail"]
    return [f"next:{key}" if key in CUES or key in PLACED else "next:Cap" if word[0].isupper() else "next:~"]


# --- disguises: spaced letters, small letters, addresses ---

SPACED = r"\b((?:[\pL](?: {1,3}|_)){5,40}[\pL])\b"
SMALL = (
    r"\b(?:[Tt]hanks? to|[Aa]sk|[Rr]ing|[Cc]all|[Ee]mail|[Tt]ext|[Cc]ontact|[Ss]ee|[Tt]ell|[Aa]bout|[Ff]rom|[Bb]y|[Ww]ith|[Tt]hank|and|to|for|mrs?|miss|ms|of|that|when|if) "
    r"([\p{Ll}]{3,}) ([\p{Ll}][\p{Ll}'-]{2,})"
)
SMALL_TITLE = r"\b(?:mrs|mr|miss) ([\p{Ll}][\p{Ll}'-]{2,})"


def _disguised(text: str) -> Iterator[tuple[int, int]]:
    yield from _spaced(text)
    yield from _small_titled(text)
    yield from _small(text)
    yield from _nicknamed(text)
    for found in scan(HASHTAG, text):
        parts = re.findall(rf"[{UPPER}][^\W\d_A-Z]+", found.groups[0])
        if any(_is_slug_name(one.casefold(), two.casefold()) for one, two in pairwise(parts)):
            yield found.start, found.end
    for found in scan(SLUG_IN_TEXT, text):
        yield from _slugs(text, found.start, found.end)


def _spaced(text: str) -> Iterator[tuple[int, int]]:
    """Yield names with a space or a line between their letters."""
    for found in scan(SPACED, text):
        letters = text[found.start : found.end].replace(" ", "").replace("_", "").casefold()
        if letters in surnames() or any(letters[:size] in given() for size in range(3, min(12, len(letters)))):
            yield found.start, found.end


def _small_titled(text: str) -> Iterator[tuple[int, int]]:
    """Yield names in small letters after a title."""
    for found in scan(SMALL_TITLE, text):
        last = found.groups[0].split()[-1].partition("'")[0]
        if last not in common() and f"mr {last}" not in famous() and not _english(last):
            yield found.end - len(found.groups[0]), found.end


NOT_LETTERS = {code: " " for code in range(0x250) if not chr(code).isalpha()}


@cache
def small_given() -> frozenset[str]:
    """Return the given names that are no words."""
    return given() - common()


SMALL_WORD = re.compile(r"(?<![\w@./#:-])[a-zà-ÿ][a-zà-ÿ'’-]+(?![\w@/])")


def _small(text: str) -> Iterator[tuple[int, int]]:
    """Yield names in small letters: after a word that leads to one, after a title, and pairs that are names only."""
    if small_given().isdisjoint(text.translate(NOT_LETTERS).split()):
        return
    for found in scan(SMALL, text):
        first, second = found.groups
        if _is_small_name(first, second):
            yield found.end - len(first) - len(second) - 1, found.end
    earlier: re.Match[str] | None = None
    for match in SMALL_WORD.finditer(text):
        if (
            earlier
            and match.start() == earlier.end() + 1
            and text[earlier.end()] == " "
            and _is_small_pair(earlier[0], match[0])
        ):
            yield earlier.start(), match.end() - _possessive(match[0])
        earlier = match


def _is_small_pair(first: str, second: str) -> bool:
    """Say whether two words in small letters are a listed given name and a listed surname, and neither a word of English."""
    last = second[: len(second) - _possessive(second)]
    if last not in surnames() or last in common() or f"{first} {last}" in famous():
        return False
    return (first in given() or first.partition("-")[0] in given()) and first not in common() and not _english(last)


def _nicknamed(text: str) -> Iterator[tuple[int, int]]:
    """Yield names with a nickname in the middle."""
    for found in scan(NICKNAME, text):
        last = found.groups[0].casefold()
        near = text[max(0, found.start - 80) : found.end + 120]
        if last not in common() and not OLD.search(near) and last not in {"brown", "townshend"}:
            yield found.start, found.end


NICKNAME = r"(?:(?:\p{Lu}\. ?){1,3}|\p{Lu}\p{Ll}+ )?[\"“‘']\p{Lu}\p{Ll}+[\"”’'] (\p{Lu}\p{Ll}+)\b"
HASHTAG = r"#([\pL]{6,60})\b"
SLUG_IN_TEXT = r"\b[\pL0-9]+(?:[_-][\pL0-9]+){2,}\.(?:pdf|docx?|xlsx?|jpe?g|png|txt|csv|odt|mp4)\b|\b\pL+_\pL+\.(?:pdf|docx?|jpe?g|png)\b"


def _is_small_name(first: str, second: str) -> bool:
    bare = second.partition("'")[0]
    return first in given() and first not in common() and bare not in common() and (bare in surnames() or len(bare) > 4)


def find_names_in_address(text: str) -> Iterator[tuple[int, int]]:
    """Yield names written into a link's target or a file's name: ``letter-from-jo-tapley.pdf``."""
    yield from _slugs(text, 0, len(text))


def _slugs(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    parts = list(re.finditer(r"[^\W\d_]+", text[begin:end]))
    for one, two in pairwise(parts):
        gap = text[begin + one.end() : begin + two.start()]
        first, second = one[0].casefold(), two[0].casefold()
        if gap not in {"-", "_", "+", " ", "%20"} or not _is_slug_name(first, second):
            continue
        earlier = text[max(begin, begin + one.start() - 12) : begin + one.start()].casefold()
        if not earlier.endswith(("cllr-", "cllr_", "councillor-", "st-", "storm-")):
            yield begin + one.start(), begin + two.end()


def _is_slug_name(first: str, second: str) -> bool:
    if second in vetoes("tail") or len(second) < 3:
        return False
    if first in given() and first not in common():
        return second not in common() or second == "and"
    if second in given() and second not in common() and first in surnames() and first not in common():
        return True
    return first in given() and second in surnames() and second not in common()


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each name of a private person in the words that are read, and in links."""
    for each in (*hits(document.plain, find_names), *hits(document.addresses, find_names_in_address)):
        yield replace(each, words=bare_name(each.words))


def bare_name(written: str) -> str:
    """Return a name as people.yml gives it: no title, no possessive."""
    parts = written.replace("’", "'").removesuffix("'s").removesuffix("'").split()
    while len(parts) > 1 and parts[0].casefold() in TITLES:
        parts = parts[1:]
    return " ".join(parts)


CHECK = Check(
    id="personal-name",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.HOLD,
    message="This looks like the name of a private person.",
    remedy="Write “a resident”, or ask for sign-off. Somebody who appears often is entered in registers/people.yml, with the basis for it.",
    why="A name leads to a person. Councillors and others in a public office are named as such; the long dead and what is named after people pass.",
    find=find,
    kinds=PROSE,
    on=("plain", "addresses"),
    excused_by="name",
    fails=(
        "⟦Gillian Threlkeld⟧ asked why the verge had been cut.",
        "If nobody is about, ring ⟦Sheila⟧ for the key.",
        "Letter from ⟦A. J. Penhale⟧ about laurel.",
        "The hirer, a Mrs ⟦Abdirahman⟧, has been reminded.",
        "The caretaker, ⟦Desmond Achebe⟧, has retired.",
        "Next on the list: ⟦DARREN POTTLE⟧ (half plot).",
        "Warm thanks to ⟦jean ollerton⟧ for the teas.",
    ),
    passes=(
        "Proposed by Cllr Mukherjee, seconded by Cllr Rhys-Evans.",
        "Resurfacing: Gladys Aylward Close and Nelson Road.",
        "The bridge is by Thomas Telford.",
        "May is the month for the annual meeting.",
        "Payments: J. T. Braddock & Sons Ltd, grass.",
        "Meet outside the Admiral Rodney at ten.",
        "Storm Arwen took eleven beeches.",
    ),
)
