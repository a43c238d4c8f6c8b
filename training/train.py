"""Train the models of every area, or of those named: ``python train.py [AREA …]``.

Reads the dev passages but those of heldout.txt, and the passages of our own; writes weights/.
The bar of each area is set on passages that were left out in turn, file by file, and on real
council prose.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from policy_checks.prose import linear, net
from policy_checks.prose.model import UNIT, Model
from training import corpus, fit, lexicon, net_fit
from training.save import save

if TYPE_CHECKING:
    import numpy.typing as npt

    from policy_checks.prose.features import Flags, Lexicon
    from training.corpus import Example

    Reals = npt.NDArray[np.float64]
    Parts = tuple[linear.Linear, tuple[net.Net, ...]]

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "policy_checks" / "prose" / "weights"
SEEDS = (0, 1)
STRENGTH = 0.3
TRAPS = 0.04  # the share of lawful passages that may be stopped
PROSE = 2  # lines of real prose (18,600 words) that may be stopped when left out
PLAIN = ("neutral", "pages", "plain")
SIEVE = 0.002  # the share of breaches that may never reach the nets
NEVER = -1e15


@dataclass(frozen=True)
class Trial:
    """The highest score of each passage when left out, and what the passages are."""

    top: Reals
    stop: Flags
    lawful: Flags
    prose: Flags
    pages: Flags


def weights_of(examples: list[Example]) -> Reals:
    """Weigh plain prose above passages of the area, and those above passages of other areas."""
    own = np.array([e.passage.own for e in examples])
    plain = np.array([e.passage.file in PLAIN for e in examples])
    return np.where(own, 1.0, np.where(plain, 2.0, 0.5))


def folds(examples: list[Example]) -> list[Flags]:
    """Leave out each dev file in turn, and with it a part of the plain prose."""
    files = np.array([e.passage.file for e in examples])
    dev = sorted({e.passage.file for e in examples if e.passage.own and e.passage.dev})
    part = np.arange(len(examples)) * 7919 % len(dev)
    plain = np.isin(files, PLAIN)
    return [(files == name) | (plain & (part == number)) for number, name in enumerate(dev)]


def learn(examples: list[Example]) -> Parts:
    """Fit every part of a model."""
    weight = weights_of(examples)
    labels = np.concatenate([e.labels for e in examples])
    each = np.repeat(weight, [e.labels.size for e in examples])
    coef, bias = fit.fit(fit.matrix(examples), labels, each, STRENGTH)
    found = net_fit.vectors(HERE / "data" / "vectors.npz")
    nets = [net_fit.train(examples, np.minimum(weight, 1.0), found, seed) for seed in SEEDS]
    return fit.quantise(coef, bias), tuple(nets)


def raw(parts: Parts, examples: list[Example]) -> Reals:
    """Return each sentence's score from the linear model, and the mean of those of the nets."""
    found = []
    for each in examples:
        capital = net.capital_flags(each.sheet)
        every = np.arange(each.sheet.first.size)
        asked = [net.scores(one, each.sheet, capital, every) for one in parts[1]]
        found.append(np.stack((linear.scores(parts[0], linear.measure(each.sheet)), np.mean(asked, axis=0))))
    return np.concatenate(found, axis=1)


def left_out(examples: list[Example]) -> Reals:
    """Return the scores of every sentence that some fold left out; no number for the rest."""
    size = np.array([e.labels.size for e in examples])
    scores = np.full((2, int(size.sum())), np.nan)
    for out in folds(examples):
        parts = learn([e for e, held in zip(examples, out, strict=True) if not held])
        held_out = [e for e, held in zip(examples, out, strict=True) if held]
        scores[:, np.repeat(out, size)] = raw(parts, held_out)
    return scores


def highest(scores: Reals, examples: list[Example]) -> Reals:
    """Return the highest score of each passage."""
    starts = np.cumsum([0, *[e.labels.size for e in examples]])[:-1]
    found: Reals = np.maximum.reduceat(np.nan_to_num(scores, nan=NEVER), starts)
    return found


def trial(scores: Reals, examples: list[Example]) -> Trial:
    """Gather what the left-out passages scored."""
    dev = np.array([e.passage.dev and e.passage.own for e in examples])
    stop = np.array([e.passage.stop for e in examples])
    files = np.array([e.passage.file for e in examples])
    top = highest(scores, examples)
    return Trial(top, dev & stop, dev & ~stop, files == "neutral", files == "pages")


def bars(tried: Trial) -> dict[str, float]:
    """Return the bars that the traps and the prose ask for; print the marks at each."""
    traps = np.sort(tried.top[tried.lawful])[::-1]
    prose = np.sort(tried.top[tried.prose])[::-1]
    found = {"by_traps": float(traps[int(TRAPS * traps.size)]), "by_prose": float(prose[PROSE])}
    for name, bar in found.items():
        over = tried.top > bar
        rates = [float(np.mean(over[which])) for which in (tried.stop, tried.lawful)]
        counts = [int(np.sum(over & which)) for which in (tried.prose, tried.pages)]
        print(f"{name}: recall {rates[0]:.3f}, false {rates[1]:.3f}, prose and pages {counts}")
    return found


def calibrate(examples: list[Example]) -> dict[str, int]:
    """Return how the parts are weighed, the sieve, and the bar."""
    scores = left_out(examples)
    gains = [round((1 << 16) * UNIT / float(np.nanstd(part))) for part in scores]
    total = scores[0] * gains[0] / (1 << 16) + scores[1] * gains[1] / (1 << 16)
    tried = trial(total, examples)
    found = bars(tried)
    bar = found["by_traps"]
    caught = tried.stop & (tried.top > bar)
    sieve = np.quantile(highest(scores[0], examples)[caught], SIEVE) if caught.any() else NEVER
    settings: dict[str, Any] = {"bar": bar, "sieve": sieve, **found}
    settings |= {"linear_gain": gains[0], "net_gain": gains[1]}
    return {name: round(float(value)) for name, value in settings.items()}


def train(area: str, words: Lexicon) -> None:
    """Train, calibrate and write the model of an area."""
    examples = corpus.examples(corpus.labelled(area) + corpus.prose(), words)
    print(f"{area}: {len(examples)} passages", flush=True)
    settings = calibrate(examples)
    parts = learn(examples)
    save(WEIGHTS, area, Model(words, parts[0], parts[1], settings))
    print(f"{area}: {json.dumps(settings)}", flush=True)


def main(areas: list[str]) -> int:
    """Train each area."""
    words = lexicon.build(HERE / "data" / "senses.txt")
    for area in areas or ["conduct", "commercial", "political"]:
        train(area, words)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
