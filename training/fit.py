"""Fit the linear model, and turn it into whole numbers. Training only: scipy and scikit-learn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix, diags  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from policy_checks.prose.features import CLASSES, ROWS, Family, bits, families, sentence_masks
from policy_checks.prose.linear import Linear, rows

if TYPE_CHECKING:
    import numpy.typing as npt

    from policy_checks.prose.features import Ints, Sheet
    from training.corpus import Example

    Reals = npt.NDArray[np.float64]
    Columns = tuple[Ints, Ints, Reals]

NAMES = tuple(ROWS)
STARTS = dict(zip(NAMES, np.cumsum([0, *[ROWS[n][0] for n in NAMES[:-1]]]).tolist(), strict=True))
WIDTH = sum(size for size, _ in ROWS.values())
SCALE = {"nearby": 0.4, "around": 0.7}  # features of the neighbours count for less
RARITY = 0.3  # what even the commonest feature counts
BREACH = 2.0  # how much more a breach weighs than a lawful sentence


def family_columns(name: str, family: Family, size: int) -> Columns:
    """Return sentence, column and value of each feature of a family."""
    counts = np.bincount(family.sentence, minlength=size)
    value = SCALE.get(name, 1.0) / np.sqrt(counts + ROWS[name][1])
    return family.sentence, rows(name, family) + STARTS[name], value[family.sentence]


def both_columns(sheet: Sheet) -> Columns:
    """Return the pairs of classes of each sentence."""
    flags = bits(sentence_masks(sheet))
    upper = np.triu(np.ones((CLASSES, CLASSES), bool), 1)
    where, left, right = np.nonzero(flags[:, :, None] & flags[:, None, :] & upper)
    many = flags.sum(axis=1)
    value = 1.0 / np.sqrt(many * (many - 1) // 2 + ROWS["both"][1])
    return where, left * CLASSES + right + STARTS["both"], value[where]


def columns(sheet: Sheet) -> Columns:
    """Return sentence, column and value of every feature of a text."""
    size = sheet.first.size
    parts = [family_columns(name, family, size) for name, family in families(sheet).items()]
    parts.append(both_columns(sheet))
    sentence, column, value = (np.concatenate([p[k] for p in parts]) for k in range(3))
    return sentence, column, value


def matrix(examples: list[Example]) -> Any:
    """Return the features of every sentence of every example."""
    found = [columns(e.sheet) for e in examples]
    starts = np.cumsum([0, *[e.sheet.first.size for e in examples]])
    row = np.concatenate([c[0] + at for c, at in zip(found, starts, strict=False)])
    column = np.concatenate([c[1] for c in found])
    value = np.concatenate([c[2] for c in found]).astype(np.float32)
    return csr_matrix((value, (row, column)), shape=(int(starts[-1]), WIDTH))


def fit(table: Any, labels: Ints, weight: Reals, strength: float) -> tuple[Reals, float]:
    """Fit weights to sentences; rare features are given more room."""
    seen = np.bincount(table.indices, minlength=WIDTH)
    room = np.log((table.shape[0] + 1) / (seen + 1)) + RARITY
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3)
    model.fit((table @ diags(room)).tocsr(), labels, weight * np.where(labels == 1, BREACH, 1.0))
    return model.coef_[0] * room, float(model.intercept_[0])


def quantise(coef: Reals, bias: float) -> Linear:
    """Turn weights into eight-bit ones, each family with its own step."""
    weights, steps = {}, {}
    for name, (size, _) in ROWS.items():
        part = coef[STARTS[name] : STARTS[name] + size] * SCALE.get(name, 1.0)
        top = float(np.sort(np.abs(part))[-1 - size // 20000]) if np.any(part) else 1.0
        steps[name] = max(1, round(top / 127 * (1 << 16)))
        scaled = np.round(part * (1 << 16) / steps[name])
        weights[name] = np.clip(scaled, -127, 127).astype(np.int8)
    return Linear(weights, steps, round(bias * (1 << 26)))
