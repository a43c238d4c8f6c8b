"""Runs of words that two texts have in common. Pure; words are compared without case, punctuation and mark-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policy_checks.data import rows
from policy_checks.model import Reading

RUN = 8  # words in a row that are nobody's by chance
PART = 5  # words in a row by which a formula is known, and of which two near each other are nobody's by chance either
NEAR = 40  # words within which parts of one text make a copy
TOGETHER = 2 * PART  # words that such parts have together, at the least

Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is known to be somebody else's: the name of its file, and its words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a reading's words, ``start`` to ``end`` (characters, exclusive), and the text that has it too."""

    start: int
    end: int
    name: str


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return text.translate({ord(each): " " for each in set(text) if not each.isalnum()}).split()


def folded(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared."""
    return [word.casefold() for word in words_of(text)]


def shingles(words: list[str], size: int = RUN) -> Iterator[Shingle]:
    """Yield each ``size`` words in a row."""
    return zip(*(words[at:] for at in range(size)), strict=False)


def formulae() -> frozenset[Shingle]:
    """Return every PART words in a row of the formulae that everybody uses (data/formulae.txt)."""
    return frozenset(shingle for row in rows("formulae") for shingle in shingles(folded(row), PART))


def index(texts: Iterable[Text]) -> dict[Shingle, str]:
    """Return the name of the text that each RUN, and each PART, of words stands in."""
    return {
        shingle: text.name
        for text in texts
        for words in (folded(text.words),)
        for size in (RUN, PART)
        for shingle in shingles(words, size)
    }


def common(reading: Reading, known: Mapping[Shingle, str], allowed: frozenset[Shingle]) -> Iterator[Run]:
    """Yield each run of RUN words or more that a reading has in common with a known text, formulae not counted.

    Where there is none, yield the shorter ones that stand so near each other that words were changed between them.
    """
    words = folded(reading.text)
    if known.keys().isdisjoint(shingles(words, PART)):  # most texts have nothing in common, and this is quick
        return
    spans = list(_spans(words, known, allowed, RUN)) or list(_together(_spans(words, known, allowed, PART)))
    places = _places(reading.text)
    for first, last, name in spans:
        yield Run(places[first][0], places[last - 1][1], name)


def _places(text: str) -> list[tuple[int, int]]:
    """Return where each word of a text stands."""
    found: list[tuple[int, int]] = []
    for word in words_of(text):
        at = text.index(word, found[-1][1] if found else 0)
        found.append((at, at + len(word)))
    return found


def _spans(
    words: list[str], known: Mapping[Shingle, str], allowed: frozenset[Shingle], size: int
) -> Iterator[tuple[int, int, str]]:
    """Yield first word, the word after the last, and text of each unbroken run of ``size`` known words, formulae not counted."""
    for first, last, name in _runs(list(shingles(words, size)), known, size):
        if last - first - len(_covered(words, first, last, allowed)) >= size:
            yield first, last, name


def _runs(all_shingles: list[Shingle], known: Mapping[Shingle, str], size: int) -> Iterator[tuple[int, int, str]]:
    """Yield the first word, the word after the last, and the text of each unbroken run of known shingles."""
    begin, name = -1, ""
    for at, shingle in enumerate([*all_shingles, ()]):
        if shingle in known:
            begin, name = (at, known[shingle]) if begin < 0 else (begin, name)
        elif begin >= 0:
            yield begin, at - 1 + size, name
            begin = -1


def _together(spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield each group of spans of one text that lie within NEAR words and have TOGETHER words, as one span."""
    group: list[tuple[int, int, str]] = []
    for span in [*spans, (-1, -1, "")]:
        if group and (span[2] != group[0][2] or span[1] - group[0][0] > NEAR):
            if sum(last - first for first, last, _ in group) >= TOGETHER:
                yield group[0][0], group[-1][1], group[0][2]
            group = []
        group.append(span)


def _covered(words: list[str], first: int, last: int, allowed: frozenset[Shingle]) -> set[int]:
    """Return the words of a run that belong to a formula, which may begin before the run and end after it."""
    covered: set[int] = set()
    for at in range(max(0, first - PART + 1), last):
        if tuple(words[at : at + PART]) in allowed:
            covered.update(range(at, at + PART))
    return covered & set(range(first, last))
