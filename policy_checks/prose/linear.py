"""A linear model over hashed features, in whole numbers: the same sums on every machine."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import isqrt
from pathlib import Path
from zlib import crc32

from policy_checks.prose.features import SIZE, families
from policy_checks.prose.words import LONGEST

WEIGHTS = Path(__file__).parent / "weights"
AREAS = ("conduct", "commercial", "political", "private")
ONE = 1 << 16  # what stands for one
# What damps a family's length; the words and the classes of the sentences beside it count for less, in sixteenths.
DAMPED = {"w": 4, "p": 4, "k": 4, "n": 4}
SHARE = {"n": 6, "r": 11}
SALTS = {name: crc32(name.encode()) for name in "wpksyzatcbnrl"}


@dataclass(frozen=True)
class Model:
    """Sixteen-bit weights by bucket, the bias, and the bars, all in one unit."""

    weights: array[int]
    bias: int
    bar: int


class Weights(dict[bytes, int]):
    """A weight for each word that was met, every area's in one number (see :func:`packed`), from the lines of the sieve."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        """Keep the lines: a word, then its weight in each area. Most are never asked for."""
        self.lines = dict(line.split(b"\t", 1) for line in lines)

    def __missing__(self, word: bytes) -> int:
        """Return the weight of a word that is met for the first time; none for one that the sieve does not know."""
        line = self.lines.get(word)
        if line is None:
            return 0
        self[word] = packed(map(int, line.split()))
        return self[word]


@dataclass(frozen=True)
class Sieve:
    """The weights of words, and, as ``short[n]``, what the weights of ``n`` words fall short by (see :func:`_short`)."""

    weights: Weights
    short: tuple[int, ...]


Measured = list[tuple[list[int], int]]  # the buckets of each family, and what they are damped by


@cache
def damping(count: int, plus: int) -> int:
    """Return one over the root of a count."""
    return isqrt(ONE * ONE // (count + plus))


def measure(words: Sequence[bytes], before: Sequence[bytes], after: Sequence[bytes]) -> Measured:
    """Return the buckets of a sentence's features, family by family."""
    found = []
    for name, items in families(words, before, after).items():
        salt = SALTS[name]
        damped = damping(len(items), DAMPED.get(name, 1)) * SHARE.get(name, 16) // 16
        found.append(([crc32(item, salt) & (SIZE - 1) for item in items], damped))
    return found


def score(model: Model, measured: Measured) -> int:
    """Return the score of a sentence."""
    weight = model.weights.__getitem__
    return model.bias + sum(damped * sum(map(weight, buckets)) for buckets, damped in measured)


def sifted(sieve: Sieve, words: Sequence[bytes]) -> list[str]:
    """Return the areas whose sieve the words of a sentence, in small letters, at most LONGEST, do not fall through."""
    passed = (sum(map(sieve.weights.__getitem__, words)) + sieve.short[len(words)]) & TOPS
    return [area for at, area in enumerate(AREAS) if passed >> SHIFT * at & HALF] if passed else []


SHIFT = 40  # bits of the number for each area: the sum of a sentence's weights never outgrows them
HALF = 1 << SHIFT - 1  # the topmost of them: what a number that is not below zero has when HALF is added to it
TOPS = sum(HALF << SHIFT * at for at in range(len(AREAS)))


def _short(bars: Sequence[int], count: int) -> int:
    """Return what takes the least weights with which so many words pass the bars to TOPS, in each area."""
    return packed(HALF - bar // damping(count, 4) - 1 for bar in bars)


def packed(weights: Iterable[int]) -> int:
    """Return the weights of a word in each area as one number, so that one sum adds them all."""
    return sum(weight << SHIFT * at for at, weight in enumerate(weights))


@cache
def settings() -> dict[str, dict[str, int]]:
    """Read the bars and the biases of every area."""
    found: dict[str, dict[str, int]] = json.loads((WEIGHTS / "bars.json").read_text(encoding="utf-8"))
    return found


@cache
def model_of(area: str) -> Model:
    """Read an area's weights: whole numbers of two bytes, the smaller byte first."""
    weights = array("h", (WEIGHTS / f"{area}.i16").read_bytes())
    if sys.byteorder == "big":
        weights.byteswap()
    return Model(weights, settings()[area]["bias"], settings()[area]["bar"])


@cache
def sieve() -> Sieve:
    """Read the sieve: a word a line, then its weight in each area."""
    bars = [settings()[area]["sieve"] for area in AREAS]
    short = tuple(_short(bars, count) for count in range(LONGEST + 1))
    return Sieve(Weights((WEIGHTS / "sieve.tsv").read_bytes().splitlines()), short)
