"""Read the word classes, and turn them into sorted tables of phrase hashes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from policy_checks.prose.features import PHRASE, Lexicon, phrase_hashes, words_hash

if TYPE_CHECKING:
    from pathlib import Path

FUNCTION = [
    "the",
    "a",
    "an",
    "of",
    "to",
    "in",
    "on",
    "at",
    "by",
    "for",
    "with",
    "from",
    "and",
    "or",
    "but",
    "if",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "do",
    "does",
    "did",
    "it",
    "its",
    "this",
    "that",
    "these",
    "those",
    "there",
    "as",
    "so",
    "too",
    "than",
    "then",
    "who",
    "which",
    "what",
    "when",
    "where",
    "how",
    "why",
    "not",
    "no",
    "all",
    "any",
    "some",
    "such",
    "own",
    "same",
    "other",
    "more",
    "most",
    "very",
    "just",
    "only",
    "even",
    "still",
    "again",
    "yet",
    "also",
    "both",
    "each",
    "up",
    "out",
    "off",
    "over",
    "into",
    "about",
    "after",
    "before",
    "until",
    "while",
    "because",
    "since",
    "against",
    "between",
    "through",
    "under",
    "would",
    "could",
    "should",
    "can",
    "will",
    "shall",
    "may",
    "might",
    "must",
    "let",
    "get",
    "got",
    "give",
    "given",
    "make",
    "made",
    "take",
    "taken",
    "put",
    "see",
    "seen",
    "say",
    "said",
    "tell",
    "told",
    "!",
    "?",
    "£",
    "%",
    "@",
]


def inflect(word: str) -> set[str]:
    """Return a word with its likely endings."""
    stem = word[:-1] if word.endswith("e") else word
    forms = {word, word + "s", word + "es", stem + "ed", stem + "ing", stem + "er", stem + "ers"}
    if word.endswith("y"):
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    if len(word) > 2 and word[-1] in "bdgmnprt" and word[-2] in "aeiou":
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms


def phrases(item: str) -> list[list[str]]:
    """Return the phrases that an item stands for."""
    parts = item.lower().split()
    found: list[list[str]] = [[]]
    for part in parts:
        forms = sorted(inflect(part[:-1])) if part.endswith("~") else [part]
        found = [[*before, form] for before in found for form in forms]
    return found


def read_classes(path: Path) -> dict[str, list[str]]:
    """Return the items of each class, in the order of the file."""
    classes: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, items = line.partition(":")
            classes[name] = [item.strip() for item in items.split(",") if item.strip()]
    return classes


def build(path: Path) -> Lexicon:
    """Build the tables; the ruling class of a phrase is the first that names it."""
    classes = read_classes(path)
    names = tuple(classes)
    masks: list[dict[int, int]] = [defaultdict(int) for _ in range(PHRASE)]
    symbols: list[dict[int, int]] = [{} for _ in range(PHRASE)]
    for number, name in enumerate(names):
        for item in classes[name]:
            for phrase in phrases(item):
                hashes = words_hash(phrase)
                if not 0 < len(hashes) <= PHRASE:
                    continue
                key = int(phrase_hashes(np.array(hashes, np.uint32), len(hashes))[0])
                masks[len(hashes) - 1][key] |= 1 << number
                symbols[len(hashes) - 1].setdefault(key, number + 1)
    for number, word in enumerate(FUNCTION):
        (key,) = words_hash([word])
        masks[0].setdefault(key, 0)
        symbols[0].setdefault(key, 64 + number)
    keys = tuple(np.array(sorted(each), np.uint32) for each in masks)
    return Lexicon(
        keys,
        tuple(np.array([each[int(k)] for k in row], np.uint64) for each, row in zip(masks, keys, strict=True)),
        tuple(np.array([each[int(k)] for k in row], np.uint32) for each, row in zip(symbols, keys, strict=True)),
        names,
    )
