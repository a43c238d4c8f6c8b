"""Names that no run of capitals shows: in small letters, letter by letter, as a hashtag, in an address or a file's name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from policy_checks.context import scan
from policy_checks.data import words
from policy_checks.names import lexicon
from policy_checks.names.public import famous, vetoes
from policy_checks.names.tokens import HUMP, LETTERS, SMALL

SMALL_TITLES = frozenset({"mr", "mrs", "miss", "ms"})
NOT_LETTERS = bytes(code if code > 0x7F or chr(code).isalpha() else 0x20 for code in range(0x100))
SPACED = r"\b((?:[\pL](?: {1,3}|_)){5,}[\pL])\b"
NICKNAME = r"(?:(?:\p{Lu}\. ?){1,3}|\p{Lu}\p{Ll}+ )?[\"“‘']\p{Lu}\p{Ll}+[\"”’'] (\p{Lu}\p{Ll}+)\b"
HASHTAG = r"#([\pL]+)\b"
LETTERS_IN_ALL = range(6, 61)
FILE = r"\b[\pL0-9]+(?:[_-][\pL0-9]+){2,}\.(?:pdf|docx?|xlsx?|jpe?g|png|txt|csv|odt|mp4)\b|\b\pL+_\pL+\.(?:pdf|docx?|jpe?g|png)\b"
OLD = r"\b1[0-8][0-9][0-9]\b|\b19[01][0-9]\b|\b[0-9][0-9]th century\b"
JOINTS = frozenset({"-", "_", "+", " ", "%20"})
OFFICES = ("cllr-", "cllr_", "councillor-", "st-", "storm-")
LONGEST = 12  # letters of a given name that begins a spaced-out word
LEAST = 3


@cache
def _signs() -> frozenset[bytes]:
    """Return the words one of which stands in every text that has a name in small letters."""
    return frozenset("\n".join(lexicon.plainly_given() | SMALL_TITLES).replace("-", "\n").encode().split())


def _has_signs(text: str) -> bool:
    return not _signs().isdisjoint(text.encode("utf-8", "surrogatepass").translate(NOT_LETTERS).split())


def capitalised(text: str) -> str:
    """Return a text of the same length in which names in small letters have capitals.

    A given name gets one before a surname, or anywhere on a line that has no capitals; so does whoever follows a title.
    """
    if not _has_signs(text):
        return text
    places: list[int] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        if _has_signs(line):
            places += (begin + at for at in _capitals(line))
        begin += len(line)
    return _raised(text, places)


def _raised(text: str, places: list[int]) -> str:
    parts, at = [], 0
    for place in places:
        parts += [text[at:place], text[place].upper()[:1]]
        at = place + 1
    return "".join([*parts, text[at:]])


def _capitals(line: str) -> Iterator[int]:
    """Yield where names in small letters begin in a line."""
    bare = line.islower()
    earlier, end = "", -1
    for match in SMALL.finditer(line):
        word, start = match[0], match.start()
        if _is_inside(line, start, match.end()):
            earlier = ""
            continue
        beside = earlier if start == end + 1 and line[end] == " " else ""
        if beside in SMALL_TITLES and lexicon.kind(word) not in "w":
            yield end - len(beside)
            yield start
        elif lexicon.kind(beside or "a") in "gh" and lexicon.kind(word) in "sbup" and len(word) >= LEAST:
            if not bare:
                yield end - len(beside)
            yield start
        elif bare and word in lexicon.plainly_given() and word not in SMALL_TITLES:
            yield start
        earlier, end = word, match.end()


def _is_inside(line: str, start: int, end: int) -> bool:
    """Say whether ``line[start:end]`` is part of a longer word, an address or a file's name."""
    ahead, behind = line[start - 1 : start], line[end : end + 2]
    return (
        ahead.isalnum()
        or ahead in {*"@/._#-"}
        or behind[:1] in {*"@/_-="}
        or (behind[:1] in {".", ":"} and behind[1:2].isalnum())
    )


def find_disguised(text: str) -> Iterator[tuple[int, int]]:
    """Yield names in spaced letters, with a nickname in the middle, as a hashtag, as a file's name."""
    yield from _spaced(text)
    yield from _nicknamed(text)
    if "#" in text:
        yield from _hashtags(text)
    for found in scan(FILE, text):
        yield from _slugs(text, found.start, found.end)


def find_names_in_address(text: str) -> Iterator[tuple[int, int]]:
    """Yield names written into a link's target or a file's name: ``letter-from-jo-tapley.pdf``."""
    yield from _slugs(text, 0, len(text))


def _spaced(text: str) -> Iterator[tuple[int, int]]:
    """Yield names with a space or a line between their letters."""
    for found in scan(SPACED, text):
        letters = text[found.start : found.end].replace(" ", "").replace("_", "").casefold()
        listed = any(letters[:size] in lexicon.given() for size in range(LEAST, min(LONGEST, len(letters)) + 1))
        if len(letters) in LETTERS_IN_ALL and (listed or letters in lexicon.surnames()):
            yield found.start, found.end


def _nicknamed(text: str) -> Iterator[tuple[int, int]]:
    """Yield names with a nickname in the middle."""
    for found in scan(NICKNAME, text):
        last = found.groups[0].casefold()
        near = text[max(0, found.start - 80) : found.end + 120]
        if last not in lexicon.common() and last not in words("names_famous_alone") and not next(scan(OLD, near), None):
            yield found.start, found.end


def _hashtags(text: str) -> Iterator[tuple[int, int]]:
    for found in scan(HASHTAG, text):
        parts = HUMP.findall(found.groups[0]) if len(found.groups[0]) in LETTERS_IN_ALL else []
        if any(_is_name(one.casefold(), two.casefold()) for one, two in pairwise(parts)):
            yield found.start, found.end


def _slugs(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for one, two in pairwise(LETTERS.finditer(text, begin, end)):
        if text[one.end() : two.start()] not in JOINTS or not _is_name(one[0].casefold(), two[0].casefold()):
            continue
        if not text[max(begin, one.start() - LONGEST) : one.start()].casefold().endswith(OFFICES):
            yield one.start(), two.end()


def _is_name(first: str, second: str) -> bool:
    """Say whether two words that are written as one are a given name and a surname, in either order."""
    if second in vetoes("tail") or len(second) < LEAST or f"{first} {second}" in famous():
        return False
    if first in lexicon.plainly_given():
        return second not in lexicon.common() or second == "and"
    if second in lexicon.plainly_given():
        return first in lexicon.surnames() and first not in lexicon.common()
    return first in lexicon.given() and second in lexicon.surnames() and second not in lexicon.common()
