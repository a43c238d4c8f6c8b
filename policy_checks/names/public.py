"""What needs no entry: office-holders, history and the famous, places, bodies and things named after people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from policy_checks.context import scan
from policy_checks.data import rows, words
from policy_checks.names import lexicon
from policy_checks.names.candidates import Candidate
from policy_checks.names.tokens import TOKEN

OFFICES = words("names_offices")
ROYAL = words("names_royal")
FAMOUS_ALONE = words("names_famous_alone")
BOTH = words("names_both")  # tails that are surnames too: Heather Field, Rose Hill
NUMERALS = frozenset({"ii", "iii", "iv", "v", "vi", "vii", "viii"})
JOINING = frozenset(
    ["y", "yr", "ar", "on", "le", "upon", "by", "sub", "cum", "in", "next", "under", "super", "juxta", "the"]
)
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx"})
LISTING = 160  # characters of a list of members that are read


@cache
def vetoes(side: str) -> frozenset[str]:
    """Return the words that before (``head``) or after (``tail``) a name make it a thing's."""
    return frozenset(w for row in rows("name_vetoes") if row.startswith(side) for w in row.partition(":")[2].split())


@cache
def famous() -> frozenset[str]:
    """Return public persons, and those of history and story."""
    return frozenset(rows("famous"))


@cache
def named_after(topic: str) -> frozenset[str]:
    """Return what is named after people and goes by that name, under a topic or always."""
    listed = (row.partition(": ") for row in rows("named_after"))
    return frozenset(name for kind, _, names in listed if kind == topic for name in names.split("; "))


@cache
def heard() -> frozenset[str]:
    """Return every word of those lists: a name that no public person, story or thing bears is more likely a private one."""
    named = (names.partition(": ")[2].replace(";", " ") for names in rows("named_after"))
    return frozenset(word for row in (*rows("famous"), *named) for word in row.split()) | FAMOUS_ALONE


def phrases(keys: list[str]) -> frozenset[str]:
    """Return the runs of words in a name, five at most being looked at."""
    few = keys[:5]
    return frozenset(" ".join(few[at:end]) for at in range(len(few)) for end in range(at + 1, len(few) + 1))


@lru_cache(maxsize=1 << 12)
def by_words(each: Candidate) -> str:
    """Return why the words alone make a candidate public: ``thing``, ``place`` or ``famous``; empty where they do not."""
    keys = each.keys
    if not each.title and any(key in OFFICES or key in ROYAL for key in keys):
        return "thing"
    if _is_thing(each) or keys[-1] in NUMERALS or (len(keys) > 1 and each.words[-1].text == "I"):
        return "thing"
    if (len(keys) > 1 and " ".join(keys) in lexicon.places()) or any(map(_is_joined, keys)):
        return "place"
    if _is_famous(each) or not named_after("always").isdisjoint(phrases([each.title, *keys])):
        return "famous"
    return ""


def _is_joined(key: str) -> bool:
    """Say whether a word is joined as places are: Pen-y-graig, Stow-on-the-Wold."""
    return not JOINING.isdisjoint(key.split("-")[1:-1])


def _is_thing(each: Candidate) -> bool:
    """Say whether a word of a name makes it a place, a body or a thing: Jo Tapley Close, Tapley Homes Ltd."""
    keys = each.keys
    if len(keys) > 1 and keys[0] in vetoes("head"):
        return True
    tails = [key for at, key in enumerate(keys) if at and key in vetoes("tail") and not _is_saint(each, at)]
    person = each.words[0].kind in "ghvi"
    if keys[-1] not in tails and BOTH.issuperset(tails) and person:
        return False  # a middle name: Ethel Rose Maddocks
    return bool(tails) and not (tails == [keys[-1]] and tails[0] in BOTH and len(keys) == 2 and person)


def _is_saint(each: Candidate, at: int) -> bool:
    """Say whether "St" stands inside a name: R. St J. Maddocks."""
    return each.words[at].key == "st" and at + 1 < len(each.words) and at > 0


def _is_famous(each: Candidate) -> bool:
    keys = each.keys
    if each.title in COURTESY:
        return f"{each.title} {keys[0]}" in famous()
    titled = [each.title, *keys] if each.title else keys
    return not famous().isdisjoint(phrases(titled)) or (len(keys) == 1 and keys[0] in FAMOUS_ALONE)


SORTS = {
    "plants": "plants",
    "food": "food",
    "beasts": "animals",
    "cars": "machines",
}  # of things, by the topic that tells


def is_thing_here(each: Candidate, firms: Iterable[str], spoken: Iterable[str]) -> bool:
    """Say whether a name is part of a firm's that is known, or of a sort of thing that the paragraph speaks of."""
    whole = " ".join(each.keys)
    if not named_after("always").isdisjoint(firms):
        return True
    return not each.title and any(
        whole in named_after(sort) for sort, topic in SORTS.items() if f"topic:{topic}" in spoken
    )


MEMBERS = r"\b(?:Cllrs?|[Cc]ouncillors?|Coun|COUNCILLORS?|CLLRS?|MPs?)\b"
VOTES = r"(?i)\b(?:recorded vote|named vote)\b|\b(?:for|against|abstain(?:ed|ing)|present|apologies)\b ?:"
VOTED = r"(?i)\b(?:recorded vote|named vote|abstain(?:ed|ing)|motion was (?:carried|lost))\b"
ELECTED = r"\b(?:[Ee]lected(?: unopposed)?|ELECTED|[Rr]eturned unopposed):"
COUNCIL = r"(?i)\b(?:councillors?|cllrs?|council|wards?|seats?|candidates?|poll)\b"
BETWEEN = frozenset(",&().:/–-|;") | {"and"} | words("names_list_words")


def members(text: str) -> frozenset[str]:
    """Return the surnames of those called councillors anywhere in a text, lists after "Cllrs" included."""
    found: set[str] = set()
    for match in scan(MEMBERS, text):
        after = text[match.end : match.end + LISTING]
        plural = text[match.end - 1] in "sSP"
        found.update(_listed(after if plural else after.partition(";")[0]))
    if next(scan(VOTED, text), None):
        for match in scan(VOTES, text):
            found.update(_listed(text[match.end : match.end + LISTING]))
    for match in scan(ELECTED, text) if next(scan(COUNCIL, text), None) else ():
        found.update(_listed(text[match.end : match.end + 2 * LISTING]))
    return frozenset(found)


def _listed(after: str) -> Iterator[str]:
    """Yield the words in capitals of the list that begins a text: names, commas, "and", brackets, titles."""
    tokens = TOKEN.findall(after.split("\n", 1)[0])
    courteous = lexicon.key(tokens[0]) in COURTESY if tokens else False  # "Councillors: Mr J. Orr, Mrs K. Bell"
    for token in tokens:
        if token[0].isupper():
            if lexicon.key(token) in COURTESY and not courteous:
                return  # "Cllrs Orr and Bell, and Mr Cope"
            yield lexicon.key(token)
        elif not token.isdigit() and token.casefold() not in BETWEEN:
            return
