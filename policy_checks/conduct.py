"""Certain rules of conduct: profanity and slurs, plain or disguised. Texts are matched folded, a byte a character."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from policy_checks.data import words as surnames
from policy_checks.disguise import spelt, suspects, unmask
from policy_checks.wordlists import LETTERS, Entry, Phrase, Words, small, words

Place = tuple[int, int]

NEAR = 8  # words on either side that count as near
REACH = 90  # characters in which they are looked for
TITLES = frozenset(b"mr mrs ms miss dr cllr cllrs councillor rev revd prof sir lady".split())
PHRASE = 50  # characters on either side of its longest word that a phrase may reach
SPACES = bytes(code if code in LETTERS or code == 39 else 32 for code in range(256))


@lru_cache(maxsize=4)
def spoken(raw: bytes) -> dict[bytes, bytes]:
    """Return each word of a text, and each form that it may be listed under, with the word as it is written."""
    every = tokens(raw)
    found = dict(zip(every, every, strict=True))
    for word in [word for word in found if b"'" in word]:
        inner = word.strip(b"'")
        for form in (inner, inner.replace(b"'", b""), inner.removesuffix(b"'s")):
            found.setdefault(form, inner)
    return found


def tokens(raw: bytes) -> list[bytes]:
    """Return the words of a text."""
    return raw.translate(SPACES).split()


def fits(entry: Entry, text: str, raw: bytes, start: int, end: int) -> bool:
    """Say whether a listed word stops in the company that it keeps here, on its own line."""
    left = raw[max(0, start - REACH) : start].rpartition(b"\n")[2]
    right = raw[end : end + REACH].partition(b"\n")[0]
    before, after = tokens(left)[-NEAR:], tokens(right)[:NEAR]
    if _capital(text[start:end]) and not TITLES.isdisjoint(before[-1:]) and entry.word.decode() in surnames("surnames"):
        return False
    if entry.certain:
        return True
    if entry.lower and _is_name(entry, text, start, end):
        return False
    if entry.not_near.intersection(before + after) or entry.not_next.intersection(after[:1]):
        return False
    return not entry.before or not entry.before.isdisjoint(before[-1:])


def _is_name(entry: Entry, text: str, start: int, end: int) -> bool:
    """Say whether a word is written as a name is: with a capital that no sentence's beginning explains."""
    return _capital(text[start:end]) and (bool(entry.before) or not _opens(text, start))


def _capital(written: str) -> bool:
    return written[:1].isupper() and not written.isupper()


def _opens(text: str, start: int) -> bool:
    """Say whether a sentence begins here."""
    left = text[max(0, start - 3) : start].rstrip(" \"'“‘*_>-")
    return not left or left[-1] in ".!?\n:"


def occurrences(raw: bytes, word: bytes) -> Iterator[int]:
    """Find a whole word."""
    at = raw.find(word)
    while at >= 0:
        end = at + len(word)
        if not LETTERS.intersection(raw[max(at - 1, 0) : at]) and not LETTERS.intersection(raw[end : end + 1]):
            yield at
        at = raw.find(word, end)


def _phrase(raw: bytes, at: int, end: int, parts: tuple[bytes, ...], anchor: int) -> Place | None:
    """Return where a phrase stands whose anchor stands here."""
    begin = max(0, at - PHRASE)
    left = tokens(raw[begin:at])[-anchor:] if anchor else []
    right = tokens(raw[end : end + PHRASE])[: len(parts) - anchor - 1]
    if tuple(t.replace(b"'", b"") for t in left + right) != parts[:anchor] + parts[anchor + 1 :]:
        return None
    for word in reversed(left):
        at = raw.rindex(word, begin, at)
    for word in right:
        end = raw.index(word, end) + len(word)
    return at, end


def _plain(text: str, raw: bytes, listed: Words) -> Iterator[Place]:
    """Find listed words and phrases written plainly."""
    said = spoken(raw)
    for form in listed.by_anchor.keys() & said.keys():
        likely = [each for each in listed.by_anchor[form] if all(part in said for part in each[1])]
        for at in occurrences(raw, said[form]) if likely else ():
            yield from _longest(text, raw, at, at + len(said[form]), likely)


def _longest(text: str, raw: bytes, at: int, end: int, phrases: list[Phrase]) -> Iterator[Place]:
    """Yield the longest listed phrase whose anchor stands here."""
    for entry, parts, anchor in phrases:
        place = _phrase(raw, at, end, parts, anchor)
        if place and fits(entry, text, raw, *place):
            yield place
            return


def listed(text: str, name: str) -> Iterator[Place]:
    """Find the words of a list, plain and disguised, each place once, in order."""
    raw, known = small(text), words(name)
    hits = [*_plain(text, raw, known)]
    hits += [place for place in suspects(raw) if unmask(raw[slice(*place)], name, named=_capital(text[slice(*place)]))]
    hits += spelt(raw, known.hidden)
    last = -1
    for start, end in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= last:
            yield start, end
            last = end


def find_profanity(text: str) -> Iterator[Place]:
    """Find swear words and obscenities."""
    return listed(text, "profanity.tsv")


def find_slur(text: str) -> Iterator[Place]:
    """Find slurs."""
    return listed(text, "slurs.tsv")
