"""Classes of words and phrases by what they mean (an insult, a money word, an offer), from data/senses.txt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from policy_checks.flow import DATA

Item = tuple[bytes, int]  # a word or a phrase as it is listed, and the number of its class
Phrase = tuple[tuple[bytes, ...], int]  # its words, and the number of its class
INFLECTED = b"~"  # after a word: its inflections too


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


@cache
def listed() -> Mapping[bytes, list[Item]]:
    """Read the classes: what is listed, by its first word as it is written there. Most is never asked for.

    A class begins with its name and a colon; the lines after it that begin with a space go on with it.
    """
    found: defaultdict[bytes, list[Item]] = defaultdict(list)
    text = (DATA / "senses.txt").read_text(encoding="utf-8").encode("cp1252").lower()
    lines = [line for line in text.replace(b",\n  ", b", ").splitlines() if not line.startswith(b"#")]
    for number, line in enumerate(lines):
        for item in line.partition(b": ")[2].split(b", "):
            found[item.partition(b" ")[0]].append((item, number))
    return found


@cache
def classes_of(word: bytes) -> tuple[int, ...]:
    """Return the numbers of a word's classes."""
    found = {number for item, number in listed().get(word, ()) if item == word}
    found.update(number for base in bases(word) for _, number in listed().get(base + INFLECTED, ()))
    return tuple(sorted(found))


@cache
def phrases_from(word: bytes) -> dict[bytes, list[Phrase]]:
    """Return the phrases that begin with a word, by their second word."""
    found: dict[bytes, list[Phrase]] = {}
    for item, number in listed().get(word, ()):
        parts = tuple(item.split())
        if len(parts) > 1:
            found.setdefault(parts[1], []).append((parts, number))
    return found


def classify(words: Sequence[bytes]) -> list[tuple[int, ...]]:
    """Return the classes of each word of a sentence; those of a phrase stand at each of its words."""
    found = [classes_of(word) for word in words]
    for at, (first, second) in enumerate(pairwise(words)):
        for parts, number in phrases_from(first).get(second, ()):
            if tuple(words[at : at + len(parts)]) == parts:
                for step in range(at, at + len(parts)):
                    found[step] = (number, *found[step])
    return found
