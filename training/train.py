"""Train the small models of conduct, commerce and politics: ``python -m training.train``. About three minutes.

Reads the dev passages but those of heldout.txt, and the passages of our own; writes weights/. The bar of each area is
set on passages that were left out in turn, file by file.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policy_checks.prose.linear import AREAS, ONE, WEIGHTS
from training import corpus, fit
from training.corpus import Example
from training.fit import Ints, Reals

Flags = npt.NDArray[np.bool_]

# The share of lawful passages of a file left out that may be stopped.
TRAPS = {"conduct": 0.047, "commercial": 0.03, "political": 0.035, "private": 0.008}
LOST = 0.02  # the share of stopped sentences of breaches that the sieve may lose
PLAIN = ("neutral", "pages", "plain")
OTHERS = 0.2  # what a passage of another area weighs


@dataclass(frozen=True)
class Set:
    """The sentences of an area's examples: labels, weights, features, words, and the example of each."""

    examples: list[Example]
    labels: Ints
    weight: Reals
    table: Any
    words: Any
    owner: Ints


def weights_of(examples: list[Example]) -> Reals:
    """Weigh plain prose above passages of the area, and those above passages of other areas."""
    own = np.array([e.passage.own for e in examples])
    plain = np.array([e.passage.file in PLAIN for e in examples])
    found: Reals = np.where(own, 1.0, np.where(plain, 2.0, OTHERS))
    return found


def read(area: str, known: dict[bytes, int]) -> Set:
    """Read all that an area may learn from."""
    examples = corpus.examples(corpus.labelled(area) + corpus.prose())
    owner = np.repeat(np.arange(len(examples)), [len(e.labels) for e in examples])
    labels = np.concatenate([e.labels for e in examples])
    table, words = fit.matrix(examples), fit.sieve_matrix(examples, known)
    return Set(examples, labels, weights_of(examples)[owner], table, words, owner)


def folds(examples: list[Example]) -> list[Flags]:
    """Leave out each dev file in turn, and with it a part of the plain prose."""
    files = np.array([e.passage.file for e in examples])
    dev = sorted({e.passage.file for e in examples if e.passage.own and e.passage.dev})
    part = np.arange(len(examples)) * 7919 % len(dev)
    plain = np.isin(files, PLAIN)
    return [(files == name) | (plain & (part == number)) for number, name in enumerate(dev)]


def left_out(data: Set) -> tuple[Reals, Reals]:
    """Return the score and the sieve's score of every sentence that some fold left out; no number for the rest."""
    found = np.full((2, data.labels.size), np.nan)
    for out in folds(data.examples):
        held = out[data.owner]
        for row, table in enumerate((data.table, data.words)):
            coef, bias = fit.fit(table[~held], data.labels[~held], data.weight[~held])
            found[row, held] = table[held] @ coef + bias
    return found[0], found[1]


def highest(data: Set, scores: Reals) -> Reals:
    """Return the highest score of each example."""
    top = np.full(len(data.examples), -np.inf)
    np.maximum.at(top, data.owner, np.nan_to_num(scores, nan=-np.inf))
    return top


def bar_of(area: str, data: Set, scores: Reals) -> float:
    """Return the bar that the traps ask for; print the marks at it, and how many lines of plain prose pass it."""
    top = highest(data, scores)
    own = np.array([e.passage.dev and e.passage.own for e in data.examples])
    stop = np.array([e.passage.stop for e in data.examples])
    prose = np.array([e.passage.file in {"neutral", "pages"} for e in data.examples])
    traps = np.sort(top[own & ~stop])[::-1]
    bar = float(traps[int(TRAPS[area] * traps.size)])
    print(f"{area}: recall {np.mean(top[own & stop] > bar):.3f}, false {np.mean(top[own & ~stop] > bar):.3f}")
    print(f"  of {np.sum(prose)} lines of plain prose {np.sum(top[prose] > bar)} are held")
    for file in sorted({e.passage.file for e in data.examples if e.passage.own and e.passage.dev}):
        here = own & np.array([e.passage.file == file for e in data.examples])
        print(f"  {file}: {np.mean(top[here & stop] > bar):.3f}, {np.mean(top[here & ~stop] > bar):.3f}")
    return bar


def sieve_of(area: str, data: Set, scores: Reals, sifted: Reals, bar: float) -> float:
    """Return the sieve's bar; print the share of plain prose that passes it."""
    stopped = (data.labels == 1) & (np.nan_to_num(scores, nan=-np.inf) > bar)
    found = float(np.quantile(sifted[stopped], LOST))
    plain = np.array([e.passage.file in {"neutral", "pages"} for e in data.examples])[data.owner]
    print(f"{area}: of plain prose {np.mean(sifted[plain] > found):.3f} is measured")
    return found


def train(area: str, known: dict[bytes, int]) -> tuple[Ints, dict[str, int]]:
    """Train and write the model of an area; return its sieve's weights and its bars."""
    data = read(area, known)
    scores, sifted = left_out(data)
    bar = bar_of(area, data, scores)
    least = sieve_of(area, data, scores, sifted, bar)
    coef, bias = fit.fit(data.table, data.labels, data.weight)
    weights, scale = fit.whole(coef)
    (WEIGHTS / f"{area}.i16").write_bytes(weights.tobytes())
    words, base = fit.fit(data.words, data.labels, data.weight)
    found = {
        "bias": round(bias * scale * ONE),
        "bar": round(bar * scale * ONE),
        "unit": round(scale * ONE),
        "sieve": round((least - base) * fit.SIEVE_SCALE * ONE),
    }
    sieve: Ints = np.round(words * fit.SIEVE_SCALE).astype(np.int64)
    return sieve, found


def main() -> int:
    """Train every area."""
    WEIGHTS.mkdir(exist_ok=True)
    known = fit.vocabulary(corpus.examples([each for area in AREAS for each in corpus.labelled(area)]))
    made = {area: train(area, known) for area in AREAS}
    bars = {area: found for area, (_, found) in made.items()}
    (WEIGHTS / "bars.json").write_text(json.dumps(bars, indent=1) + "\n", encoding="utf-8")
    columns = np.stack([weights for weights, _ in made.values()], axis=1)
    lines = [b"\t".join((word, *(b"%d" % n for n in columns[at]))) for word, at in known.items() if columns[at].any()]
    (WEIGHTS / "sieve.tsv").write_bytes(b"\n".join(lines) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
