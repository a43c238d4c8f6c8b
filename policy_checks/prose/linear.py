"""A linear model over hashed features, in whole numbers: the same sums on every machine."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import isqrt
from pathlib import Path
from zlib import crc32

from policy_checks.prose.features import SIZE, families

WEIGHTS = Path(__file__).parent / "weights"
AREAS = ("conduct", "commercial", "political")
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


@dataclass(frozen=True)
class Sieve:
    """A weight for each word, and the bar that a sentence must pass to be measured at all."""

    weights: dict[bytes, int]
    bar: int


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


def sifted(sieve: Sieve, words: Sequence[bytes]) -> int:
    """Return what the words of a sentence, in small letters, weigh in the sieve."""
    return damping(len(words), 4) * sum(map(sieve.weights.get, words, repeat(0)))


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
def sieves() -> dict[str, Sieve]:
    """Read the sieves of every area: a word a line, then its weight in each."""
    rows = [line.split(b"\t") for line in (WEIGHTS / "sieve.tsv").read_bytes().splitlines()]
    columns: Iterable[tuple[bytes, ...]] = zip(*rows, strict=True)
    words, *weights = columns
    made = zip(AREAS, weights, strict=True)
    return {
        area: Sieve({w: n for w, n in zip(words, map(int, column), strict=True) if n}, settings()[area]["sieve"])
        for area, column in made
    }
