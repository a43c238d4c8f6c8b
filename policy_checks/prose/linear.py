"""A linear model over hashed features, in whole numbers: the same sums on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from policy_checks.prose.features import CLASSES, ROWS, Sheet, bits, families, sentence_masks

if TYPE_CHECKING:
    import numpy.typing as npt

    from policy_checks.prose.features import Family, Flags, Ints

FIXED = 1 << 10  # what stands for one


@dataclass(frozen=True)
class Linear:
    """Eight-bit weights for each family, and the step that each family's weights are counted in."""

    weights: dict[str, npt.NDArray[np.int8]]
    steps: dict[str, int]
    bias: int


def damping(counts: Ints, plus: int) -> npt.NDArray[np.int64]:
    """Return one over the root of each count, in whole numbers."""
    largest = int(counts.max(initial=0))
    table = np.floor(FIXED / np.sqrt(np.arange(largest + 1) + plus) + 0.5).astype(np.int64)
    return table[counts]


def rows(name: str, family: Family) -> npt.NDArray[np.int64]:
    """Return the row of each feature in its family's table."""
    return family.key.astype(np.int64) & (ROWS[name][0] - 1)


def family_sum(model: Linear, name: str, family: Family, size: int) -> Ints:
    """Return what a family adds to the score of each sentence."""
    if not family.key.size:
        return np.zeros(size, np.int64)
    weights = model.weights[name][rows(name, family)]
    total = np.bincount(family.sentence, weights=weights, minlength=size).astype(np.int64)
    counts = np.bincount(family.sentence, minlength=size)
    return total * damping(counts, ROWS[name][1]) * model.steps[name]


def both_sum(model: Linear, flags: Flags) -> Ints:
    """Return what pairs of classes in one sentence add: a small exact product."""
    table = model.weights["both"].reshape(CLASSES, CLASSES).astype(np.float64)
    held = flags.astype(np.float64)
    total: Ints = ((held @ table) * held).sum(axis=1).astype(np.int64)
    many = flags.sum(axis=1)
    return total * damping(many * (many - 1) // 2, ROWS["both"][1]) * model.steps["both"]


@dataclass(frozen=True)
class Features:
    """What is measured of a text, once for all areas."""

    sheet: Sheet
    families: dict[str, Family]
    flags: Flags


def measure(sheet: Sheet) -> Features:
    """Measure a text."""
    return Features(sheet, families(sheet), bits(sentence_masks(sheet)))


def scores(model: Linear, measured: Features) -> Ints:
    """Return the score of each sentence."""
    size = measured.sheet.first.size
    total = np.full(size, model.bias, np.int64)
    for name, family in measured.families.items():
        total += family_sum(model, name, family, size)
    return total + both_sum(model, measured.flags)
