"""A small convolutional net in whole numbers.

Products of eight-bit numbers are summed as floats far below 2**24, where floats are exact:
the sums are the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from policy_checks.prose.features import capitals

if TYPE_CHECKING:
    import numpy.typing as npt

    from policy_checks.prose.features import Flags, Ints, Sheet, Words

    Small = npt.NDArray[np.int8]
    Floats = npt.NDArray[np.float32]

WIDTHS = (1, 2, 3)
BATCH = 20_000  # words at a time
SYMBOLS = 256


@dataclass(frozen=True)
class Net:
    """Eight-bit weights: words, symbols, capitals, then one filter bank a width, then the sum."""

    keys: Words  # sorted hashes of the known words; a word's row is its place and two
    words: Small
    symbols: Small
    capitals: Small
    filters: tuple[npt.NDArray[np.int16], ...]  # (width * inputs, filters)
    biases: tuple[npt.NDArray[np.int32], ...]
    own: npt.NDArray[np.int16]  # weights of the sentence's own maxima
    near: npt.NDArray[np.int16]  # and of its neighbours'
    shift: int  # bits dropped from the maxima
    bias: int
    gain: int  # what turns the sum into the unit of scores, in parts of 1 << 16


def capital_flags(sheet: Sheet) -> Flags:
    """Say of each word whether a capital begins it."""
    return capitals(sheet.text)[sheet.word_begin].astype(bool)


def word_rows(net: Net, word: Words) -> Ints:
    """Return the row of each word: 1 when it is not known."""
    place = np.minimum(np.searchsorted(net.keys, word), net.keys.size - 1)
    return np.where(net.keys[place] == word, place + 2, 1)


def inputs(net: Net, sheet: Sheet, capital: Flags, chosen: Ints) -> tuple[Floats, Ints, Ints]:
    """Return the inputs of chosen sentences, a blank row between them, and where each begins."""
    last = np.concatenate((sheet.first[1:], [sheet.word.size]))
    size = (last - sheet.first)[chosen]
    begin = np.concatenate(([0], np.cumsum(size + 1)[:-1])) + 1
    at = np.arange(int(size.sum())) - np.repeat(np.concatenate(([0], np.cumsum(size)[:-1])), size)
    words = np.repeat(sheet.first[chosen], size) + at
    wide = net.words.shape[1] + net.symbols.shape[1] + net.capitals.shape[1]
    table = np.zeros((int(size.sum()) + chosen.size + 2, wide), np.float32)
    rows = np.repeat(begin, size) + at
    symbol = np.minimum(sheet.symbol[words], SYMBOLS - 1)
    table[rows] = np.concatenate(
        (
            net.words[word_rows(net, sheet.word[words])],
            net.symbols[symbol],
            net.capitals[capital[words].astype(int)],
        ),
        axis=1,
    )
    return table, begin, size


def maxima(net: Net, sheet: Sheet, capital: Flags, chosen: Ints) -> Ints:
    """Return the greatest answer of each filter in each chosen sentence."""
    table, begin, size = inputs(net, sheet, capital, chosen)
    found = []
    for width, bank, bias in zip(WIDTHS, net.filters, net.biases, strict=True):
        back = width // 2
        rows = table.shape[0] - width + 1
        spread = np.concatenate([table[step : step + rows] for step in range(width)], axis=1)
        answer = np.zeros((table.shape[0] + 1, bank.shape[1]), np.float32)
        answer[back : back + rows] = spread @ bank.astype(np.float32) + bias.astype(np.float32)
        edges = np.stack((begin, begin + size), axis=1).ravel()
        found.append(np.maximum.reduceat(answer, edges, axis=0)[::2])
    highest: Ints = np.maximum(np.concatenate(found, axis=1), 0).astype(np.int64) >> net.shift
    return highest


def scores(net: Net, sheet: Sheet, capital: Flags, wanted: Ints) -> Ints:
    """Return the net's score of each wanted sentence, its neighbours' maxima weighed in."""
    count = sheet.first.size
    chosen = np.unique(np.clip(np.concatenate((wanted - 1, wanted, wanted + 1)), 0, count - 1))
    table = np.zeros((count + 2, net.own.size), np.int64)
    lengths = np.diff(np.concatenate((sheet.first, [sheet.word.size])))[chosen]
    for part in np.split(chosen, np.flatnonzero(np.diff(np.cumsum(lengths) // BATCH)) + 1):
        table[part + 1] = maxima(net, sheet, capital, part)
    beside = np.maximum(table[wanted], table[wanted + 2])
    total: Ints = (table[wanted + 1] @ net.own.astype(np.int64)) + (beside @ net.near.astype(np.int64)) + net.bias
    return total * net.gain >> 16
