"""The linear model of names: whole-number weights, so that it judges the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from policy_checks.data import rows

Weights = dict[str, int]
NONE: Weights = {}


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a candidate.

    ``said`` is of its words, which counts once for everybody and once for its breadth (one word, several, titled);
    ``beside`` is of its surroundings, which counts for its sort too; ``literal`` are the very words beside it.
    """

    sort: str
    said: tuple[str, ...]
    beside: tuple[str, ...]
    literal: tuple[str, ...]

    def features(self) -> Iterator[str]:
        """Yield every feature by its name in the file of weights."""
        yield from ("bias", *self.literal)
        for name in (*self.said, *self.beside):
            yield from (name, f"{broad(self.sort)}~{name}")
        yield from (f"{self.sort}~{name}" for name in self.beside)


def broad(sort: str) -> str:
    """Return the breadth of a sort: one word, two or more, titled."""
    return sort[0] if sort[0] in "1t" else "2"


@cache
def weights() -> dict[str, Weights]:
    """Return the weight of each feature in thousandths, by what stands before its ``~``.

    They stand in data/name_weights.txt, made by training/names.py.
    """
    found: dict[str, Weights] = {"": {}, "@": {}}
    for row in rows("name_weights"):
        name, _, value = row.rpartition("\t")
        group, sign, rest = name.partition("~")
        if name[0] == "@":
            group, rest = "@", name[1:]
        elif not sign or not rest:
            group, rest = "", name
        found.setdefault(group, {})[rest] = int(value)
    return found


def score(each: Description) -> int:
    """Return the sum of a candidate's weights, in thousandths."""
    table = weights()
    plain, wide, narrow = table[""], table.get(broad(each.sort), NONE), table.get(each.sort, NONE)
    total = _of_words(each.sort, each.said)
    for name in each.literal:
        total += plain.get(name, 0)
    for name in each.beside:
        total += plain.get(name, 0) + wide.get(name, 0) + narrow.get(name, 0)
    return total


@lru_cache(maxsize=1 << 12)
def _of_words(sort: str, said: tuple[str, ...]) -> int:
    table = weights()
    plain, wide = table[""], table.get(broad(sort), NONE)
    return plain.get("bias", 0) + sum(plain.get(name, 0) + wide.get(name, 0) for name in said)


def score_words(words: Iterable[str]) -> int:
    """Return what the words of a paragraph weigh for every candidate in it, in thousandths."""
    table = weights()["@"]
    return sum(table[word] for word in table.keys() & words)
