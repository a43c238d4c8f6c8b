"""Finds the names of private persons in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policy_checks.context import has
from policy_checks.names import lexicon, public
from policy_checks.names.around import Block, Context
from policy_checks.names.candidates import TITLES, Candidate, candidates
from policy_checks.names.disguised import capitalised, find_disguised
from policy_checks.names.features import describe, shape, sides
from policy_checks.names.model import Description, score
from policy_checks.names.tokens import RUN

SAME_PERSON = frozenset({"dr", "mrs", "mr", "ms", "miss", ""})  # titles that a councillor may be called by
NEAR = 300  # characters within which others are counted
FEW = 8  # candidates on either side that are looked at
PARTNER = 30  # characters at most of a firm's first partner
BETWEEN = 7  # characters at most between two items of a list
FIRM = r"^ (?:&|and) \p{Lu}[\pL'’-]* (?:LLP|Ltd|Limited|plc|PLC|Solicitors|Associates|Partners|Architects|Surveyors)\b"
HOUSE = r"\b[0-9]{1,4}[a-zA-Z]?,? $"  # the number of what is named after somebody: 6, Sandra Close
LISTED = frozenset({",", ";", "and", "&", ", and", "or", "/", "", "v", ", then", "+"})
TITLE = 60  # characters at most of a title in italics
COMPANY = 0.5  # how much what is joined to a name counts for it
Places = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """A candidate in a text: the offset of its run, and why its words make it public, if they do."""

    each: Candidate
    at: int
    why: str

    @property
    def begin(self) -> int:
        """Return where it begins in the text, title included."""
        return self.at + self.each.begin

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.at + self.each.end

    @property
    def sort(self) -> str:
        """Return what it is in a list: public, or the sort of name."""
        return self.why or shape(self.each)[0]


def find_names(text: str, italic: Places = lambda _start, _end: False) -> Iterator[tuple[int, int]]:
    """Yield each name that a private person may bear: character offsets, end exclusive, no title, no possessive.

    ``italic`` says whether a place of the text is set in italics: that is how titles of books and names of ships are set.
    """
    scored = [(item, score(found) + block.weight) for item, found, block in possible(text, italic)]
    for number, (item, own) in enumerate(scored):
        beside = [total for other, total in scored[max(0, number - 1) : number + 2] if _are_joined(text, item, other)]
        if own + (sum(beside) / len(beside) * COMPANY if beside else 0) > 0:
            yield item.at + item.each.start, item.end
    yield from find_disguised(text)


def possible(text: str, italic: Places) -> Iterator[tuple[Item, Description, Block]]:
    """Yield each candidate that no rule lets through, what is said of it, and its paragraph."""
    text = capitalised(text)
    items = [
        Item(each, match.start(), public.by_words(each))
        for match in RUN.finditer(text)
        for each in candidates(match[0])
    ]
    context = Context(text)
    for number, item in enumerate(items):
        beside = [] if item.why == "thing" else sides(text, item.begin, item.end)
        if item.why == "thing" or is_public(beside) or _is_member(item.each, context):
            continue
        block = context.block(item.begin)
        if _is_listed(item, beside, text, block):
            continue
        beside += _company(items, number, text)
        if italic(item.begin, item.end):
            beside.append("italic")
        described = describe(item.each, item.at, context, beside)
        if "col:council" not in described.beside:
            yield item, described, block


def _is_listed(item: Item, beside: list[str], text: str, block: Block) -> bool:
    """Say whether a list has a candidate; nobody who can be rung up is famous."""
    known = item.why and "contact" not in beside
    place = item.each.keys[-1] in public.vetoes("tail") and has(HOUSE, text[max(0, item.begin - 8) : item.begin])
    return (
        bool(known)
        or place
        or has(FIRM, text[item.end : item.end + PARTNER])
        or public.is_thing_here(item.each, _firms(text, item), block.topics)
    )


def _firms(text: str, item: Item) -> list[str]:
    """Return the names that a candidate makes with what an ampersand or "and" joins to it, as firms have them."""
    ahead, behind = text[max(0, item.begin - PARTNER) : item.begin], text[item.end : item.end + PARTNER]
    keys, found = " ".join(item.each.keys), []
    for sign in (" & ", " and "):
        if ahead.endswith(sign):
            found.append(f"{lexicon.key(ahead.removesuffix(sign).rpartition(' ')[2])} and {keys}")
        if behind.startswith(sign):
            found.append(f"{keys} and {lexicon.key(behind.removeprefix(sign).partition(' ')[0].rstrip('.,;:)'))}")
    return found


def _company(items: list[Item], number: int, text: str) -> list[str]:
    """Return what the candidates near one say of it: those next to it in a list, and the famous and things around."""
    item, found = items[number], []
    for side, other in (("before", number - 1), ("after", number + 1)):
        if 0 <= other < len(items) and _are_joined(text, item, items[other]):
            found.append(f"list {side}:{items[other].sort}")
    around = items[max(0, number - FEW) : number] + items[number + 1 : number + 1 + FEW]
    near = [other.why for other in around if other.why and abs(other.at - item.at) < NEAR]
    for why in ("famous", "place", "thing"):
        found += [f"near:{why}", f"near:{why}s"][: near.count(why)]
    return found


def _are_joined(text: str, one: Item, two: Item) -> bool:
    """Say whether nothing but a comma, "and" or the like stands between two candidates, in either order."""
    if one is two:
        return False
    if one.begin > two.begin:
        one, two = two, one
    return two.begin - one.end <= BETWEEN and text[one.end : two.begin].strip() in LISTED


def _is_member(each: Candidate, context: Context) -> bool:
    return each.title in SAME_PERSON and each.words[-1].key in context.members


def is_public(found: list[str]) -> bool:
    """Say whether what stands right beside a name makes it an office-holder's, an animal's, a thing's."""
    beside = {name for name in found if name.startswith("public:")}
    if "office acts" in found or "deputy" in found:
        beside.discard("public:office")
    return bool(beside)


def emphasised(source: str, begin: int, end: int) -> bool:
    """Say whether ``source[begin:end]`` stands in a short piece of Markdown or HTML that is set in italics."""
    ahead, behind = source[max(0, begin - TITLE) : begin], source[end : end + TITLE]
    for opening, closing in (("*", "*"), ("_", "_"), ("<em>", "</em>"), ("<i>", "</i>")):
        opened, closed = ahead.rfind(opening), behind.find(closing)
        if opened >= 0 and closed >= 0 and _is_phrase(ahead, opened, opening, behind[:closed]):
            return True
    return False


def _is_phrase(ahead: str, opened: int, opening: str, rest: str) -> bool:
    """Say whether italics open before a word, singly, and reach to ``rest`` on the same line."""
    inside = ahead[opened + len(opening) :]
    before = ahead[:opened][-1:]
    return (
        "\n" not in inside + rest
        and not inside[:1].isspace()
        and not before.isalnum()
        and before != opening
        and not rest.endswith(" ")
        and len(inside) + len(rest) < TITLE
    )


def bare_name(written: str) -> str:
    """Return a name as people.yml gives it: no title, no possessive."""
    parts = written.replace("’", "'").removesuffix("'s").removesuffix("'").split()
    while len(parts) > 1 and parts[0].casefold().rstrip(".") in TITLES:
        parts = parts[1:]
    return " ".join(parts)
