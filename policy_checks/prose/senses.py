"""Classes of words and phrases by what they mean (an insult, a money word, an offer), from data/senses.txt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from policy_checks.flow import DATA

Phrase = tuple[tuple[bytes, ...], int]  # its words, and the number of its class


@dataclass(frozen=True)
class Senses:
    """The numbers of the classes of each word, of each stem, and of phrases by their first two words."""

    words: dict[bytes, tuple[int, ...]]
    stems: dict[bytes, tuple[int, ...]]
    phrases: dict[tuple[bytes, bytes], tuple[Phrase, ...]]


def bases(word: bytes) -> list[bytes]:
    """Return what a word may be an inflection of, itself included."""
    found = [word]
    for ending in (b"s", b"es", b"ed", b"ing", b"er", b"ers"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            found += [stem, stem + b"e"] + ([stem[:-1]] if stem[-1:] == stem[-2:-1] else [])
    if word.endswith((b"ies", b"ied")):
        found.append(word[:-3] + b"y")
    return found


def _add(table: dict[bytes, tuple[int, ...]], word: bytes, number: int) -> None:
    table[word] = (*table.get(word, ()), number)


@cache
def senses() -> Senses:
    """Read the classes; ``~`` after a word stands for its inflections."""
    made = Senses({}, {}, {})
    lines = (DATA / "senses.txt").read_text(encoding="utf-8").splitlines()
    classes = [line.partition(":")[2] for line in lines if line and not line.startswith("#")]
    for number, items in enumerate(classes):
        for item in items.encode("cp1252").lower().split(b","):
            _place(made, item.split(), number)
    return made


def _place(made: Senses, parts: Sequence[bytes], number: int) -> None:
    """Put a word or a phrase of a class in its table."""
    plain = tuple(part.rstrip(b"~") for part in parts)
    if len(parts) > 1:
        pair = plain[0], plain[1]
        made.phrases[pair] = (*made.phrases.get(pair, ()), (plain, number))
    elif parts:
        _add(made.stems if parts[0].endswith(b"~") else made.words, plain[0], number)


@cache
def classes_of(word: bytes) -> tuple[int, ...]:
    """Return the numbers of a word's classes."""
    known = senses()
    found = {number for base in bases(word) for number in known.stems.get(base, ())}
    return tuple(sorted(found.union(known.words.get(word, ()))))


def classify(words: Sequence[bytes]) -> list[tuple[int, ...]]:
    """Return the classes of each word of a sentence; those of a phrase stand at each of its words."""
    found = [classes_of(word) for word in words]
    phrases = senses().phrases
    for at, pair in enumerate(pairwise(words)):
        for parts, number in phrases.get(pair, ()):
            if tuple(words[at : at + len(parts)]) == parts:
                for step in range(at, at + len(parts)):
                    found[step] = (number, *found[step])
    return found
