"""Runs of words that two texts have in common. Pure; words are compared without case, punctuation and mark-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policy_checks.data import rows
from policy_checks.model import Reading
from policy_checks.reading import scan

RUN = 8  # words in a row that are nobody's by chance
PART = 5  # words in a row by which a formula is known
WORD = r"[\pL\pN]+"

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


def tokens(reading: Reading) -> list[tuple[str, int, int]]:
    """Return each word in the form in which it is compared, with its place."""
    return [(found.text.casefold(), found.start, found.end) for found in scan(WORD, reading)]


def shingles(words: list[str], size: int = RUN) -> Iterator[Shingle]:
    """Yield each ``size`` words in a row."""
    return (tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def words_of(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared."""
    return [word for word, _, _ in tokens(Reading(text))]


def formulae() -> frozenset[Shingle]:
    """Return every PART words in a row of the formulae that everybody uses (data/formulae.txt)."""
    return frozenset(shingle for row in rows("formulae") for shingle in shingles(words_of(row), PART))


def index(texts: Iterable[Text]) -> dict[Shingle, str]:
    """Return the name of the text that each run of words stands in."""
    return {shingle: text.name for text in texts for shingle in shingles(words_of(text.words))}


def common(reading: Reading, known: Mapping[Shingle, str], allowed: frozenset[Shingle]) -> Iterator[Run]:
    """Yield each run of RUN words or more that a reading has in common with a known text, formulae not counted."""
    found = tokens(reading)
    words = [word for word, _, _ in found]
    for first, last, name in _runs(list(shingles(words)), known):
        if last - first - len(_covered(words, first, last, allowed)) >= RUN:
            yield Run(found[first][1], found[last - 1][2], name)


def _runs(all_shingles: list[Shingle], known: Mapping[Shingle, str]) -> Iterator[tuple[int, int, str]]:
    """Yield the first word, the word after the last, and the text of each unbroken run of known shingles."""
    begin, name = -1, ""
    for at, shingle in enumerate([*all_shingles, ()]):
        if shingle in known:
            begin, name = (at, known[shingle]) if begin < 0 else (begin, name)
        elif begin >= 0:
            yield begin, at - 1 + RUN, name
            begin = -1


def _covered(words: list[str], first: int, last: int, allowed: frozenset[Shingle]) -> set[int]:
    """Return the words of a run that belong to a formula, which may begin before the run and end after it."""
    covered: set[int] = set()
    for at in range(max(0, first - PART + 1), last):
        if tuple(words[at : at + PART]) in allowed:
            covered.update(range(at, at + PART))
    return covered & set(range(first, last))
