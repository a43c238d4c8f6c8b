"""Fit the linear models, and turn them into whole numbers. Training only: scipy and scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from policy_checks.prose.features import SIZE
from policy_checks.prose.linear import ONE, damping, measure
from training.corpus import Example

Reals = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STRENGTH = 0.3
BREACH = 3.0  # how much more a breach weighs than a lawful sentence
RARITY = 0.3  # what even the commonest feature counts; rare ones are given more room
TOP = 32_000  # the greatest weight, as a whole number
SIEVE_SCALE = 1000


def _matrix(rows: Sequence[int], columns: Sequence[int], values: Sequence[float], shape: tuple[int, int]) -> Any:
    return csr_matrix((np.array(values, np.float32), (rows, columns)), shape=shape)


def matrix(examples: list[Example]) -> Any:
    """Return the features of every sentence of every example."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    row = 0
    for each in examples:
        parts = ((), *each.sentences, ())
        for before, run, after in zip(parts, parts[1:], parts[2:], strict=False):
            for buckets, damped in measure(run, before, after):
                rows += [row] * len(buckets)
                columns += buckets
                values += [damped / ONE] * len(buckets)
            row += 1
    return _matrix(rows, columns, values, (row, SIZE))


def vocabulary(examples: list[Example]) -> dict[bytes, int]:
    """Return a number for each word, in small letters, that is met more than once."""
    met = Counter(word.lower() for each in examples for run in each.sentences for word in run if word[:1].isalnum())
    return {word: number for number, word in enumerate(sorted(word for word, count in met.items() if count > 1))}


def sieve_matrix(examples: list[Example], known: dict[bytes, int]) -> Any:
    """Return the words alone of every sentence of every example."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    runs = [run for each in examples for run in each.sentences]
    for row, run in enumerate(runs):
        said = [word.lower() for word in run if word[:1].isalnum() or word[:1] == b"'"]
        found = [known[word] for word in said if word in known]
        rows += [row] * len(found)
        columns += found
        values += [damping(len(said), 4) / ONE] * len(found)
    return _matrix(rows, columns, values, (len(runs), len(known)))


def fit(table: Any, labels: Ints, weight: Reals, strength: float = STRENGTH) -> tuple[Reals, float]:
    """Fit weights to sentences."""
    seen = np.bincount(table.indices, minlength=table.shape[1])
    room = np.log((table.shape[0] + 1) / (seen + 1)) + RARITY
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3)
    model.fit((table @ diags(room)).tocsr(), labels, weight * np.where(labels == 1, BREACH, 1.0))
    return model.coef_[0] * room, float(model.intercept_[0])


def whole(coef: Reals) -> tuple[npt.NDArray[np.int16], float]:
    """Return weights as whole numbers of two bytes, and how many of them make one."""
    scale = TOP / float(np.abs(coef).max())
    return np.round(coef * scale).astype("<i2"), scale
