"""The weights of an area on disk, and the score of a sentence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from policy_checks.prose import linear, net
from policy_checks.prose.features import PHRASE, ROWS, Lexicon, families, only, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from policy_checks.prose.features import Ints, Sheet

UNIT = 1 << 26  # a score of one
LOWEST = -(1 << 60)
KINDS = ("keys", "masks", "symbols")


@dataclass(frozen=True)
class Model:
    """All that judges an area; the settings weigh its parts and hold the bar and the sieve."""

    lexicon: Lexicon
    linear: linear.Linear
    nets: tuple[net.Net, ...]
    settings: dict[str, int]


def scores(model: Model, measured: linear.Features) -> Ints:
    """Return the score of each sentence; nets are asked only where the linear model sees cause."""
    sheet = measured.sheet
    first = linear.scores(model.linear, measured)
    total = np.full(first.size, LOWEST, np.int64)
    wanted = np.flatnonzero(first >= model.settings["sieve"])
    if wanted.size:
        capital = net.capital_flags(sheet)
        asked = sum(
            (net.scores(each, sheet, capital, wanted) for each in model.nets),
            np.zeros(wanted.size, np.int64),
        )
        asked //= len(model.nets)
        total[wanted] = weighed(first[wanted], model.settings["linear_gain"]) + weighed(
            asked, model.settings["net_gain"]
        )
    return total


def weighed(part: Ints, gain: int) -> Ints:
    """Weigh a part's score, in whole numbers."""
    return (part >> 8) * gain >> 8


def explain(model: Model, sheet: Sheet, at: int, most: int) -> tuple[tuple[int, int], ...]:
    """Return the places of the words of a sentence that weighed most."""
    alone = only(sheet, at)
    gain = np.zeros(alone.word.size, np.int64)
    found = families(alone)
    for name in ("word", "pair", "skip", "stem", "symbols", "apart", "three"):
        weight = model.linear.weights[name][linear.rows(name, found[name])].astype(np.int64)
        np.add.at(gain, found[name].at, weight * model.linear.steps[name])
    best = np.argsort(-gain, kind="stable")[:most]
    shift = int(sheet.begin[at])
    return tuple(
        sorted((int(alone.word_begin[w]) + shift, int(alone.word_end[w]) + shift) for w in best if gain[w] > 0)
    )


@lru_cache(maxsize=1)
def load_lexicon(folder: Path) -> Lexicon:
    """Read the word classes, which all areas share."""
    with np.load(folder / "senses.npz", allow_pickle=False) as data:
        parts = [tuple(data[f"{kind}{n}"] for n in range(PHRASE)) for kind in KINDS]
    return Lexicon(parts[0], parts[1], parts[2], ())


@lru_cache(maxsize=1)
def measured(text: str, folder: Path) -> linear.Features | None:
    """Read and measure a text once, though several areas judge it."""
    sheet = read(text, load_lexicon(folder))
    return linear.measure(sheet) if sheet else None


def load(folder: Path, area: str) -> Model:
    """Read an area's weights: plain arrays, no pickle."""
    meta = json.loads((folder / f"{area}.json").read_text(encoding="utf-8"))
    with np.load(folder / f"{area}.npz", allow_pickle=False) as data:
        weights = {name: data[name] for name in ROWS}
        nets = tuple(load_net(data, n, meta["nets"][n]) for n in range(len(meta["nets"])))
    parts = linear.Linear(weights, meta["steps"], meta["bias"])
    return Model(load_lexicon(folder), parts, nets, meta["settings"])


def load_net(data: Mapping[str, Any], number: int, meta: dict[str, int]) -> net.Net:
    """Read one net."""
    at = f"net{number}_"
    banks = tuple(data[f"{at}filters{w}"] for w in net.WIDTHS)
    biases = tuple(data[f"{at}biases{w}"] for w in net.WIDTHS)
    return net.Net(
        data[at + "keys"],
        data[at + "words"],
        data[at + "symbols"],
        data[at + "capitals"],
        banks,
        biases,
        data[at + "own"],
        data[at + "near"],
        meta["shift"],
        meta["bias"],
        meta["gain"],
    )
