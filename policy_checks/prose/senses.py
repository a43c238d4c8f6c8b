"""Classes of words and phrases by what they mean (an insult, a money word, an offer), from data/senses.txt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from policy_checks.flow import DATA

Item = tuple[bytes, int]  # a word or a phrase as it is listed, and the number of its class
Phrase = tuple[bytes, ...]
LONGEST = 8  # words of a phrase
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
def phrases_from(word: bytes) -> dict[bytes, dict[Phrase, list[int]]]:
    """Return the numbers of the classes of each phrase that begins with a word, by its second word."""
    found: dict[bytes, dict[Phrase, list[int]]] = {}
    for item, number in listed().get(word, ()):
        parts = tuple(item.split())
        if len(parts) > 1:
            found.setdefault(parts[1], {}).setdefault(parts, []).append(number)
    return found


def classify(words: Sequence[bytes]) -> list[tuple[int, ...]]:
    """Return the classes of each word of a sentence; those of a phrase stand at each of its words, the longest's first."""
    found = [classes_of(word) for word in words]
    for at, (first, second) in enumerate(pairwise(words)):
        phrases = phrases_from(first).get(second, {})
        for size in range(2, min(LONGEST, len(words) - at) + 1) if phrases else ():
            for number in phrases.get(tuple(words[at : at + size]), ()):
                found[at : at + size] = [(number, *each) for each in found[at : at + size]]
    return found
