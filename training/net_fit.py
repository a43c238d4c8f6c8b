"""Train the small net, and turn it into whole numbers. Training only: torch, one thread, a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from policy_checks.prose.features import capitals, words_hash
from policy_checks.prose.net import SYMBOLS, WIDTHS, Net

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from policy_checks.prose.features import Words
    from training.corpus import Example

    Reals = npt.NDArray[Any]
    Vectors = dict[int, Reals]
    Arrays = tuple[Any, ...]

FILTERS = 48
EPOCHS = 10
SLOW_AFTER = 6  # epochs
BATCH = 32
UNIT = 1 << 26
SHIFT = 6
CAPITAL_WIDTH = 4
SYMBOL_WIDTH = 24
UNKNOWN = 0.08  # the share of words that are hidden while training
SHORT = (
    "don't doesn't didn't can't couldn't won't wouldn't isn't wasn't aren't weren't hasn't haven't"
    " hadn't shouldn't he's she's it's that's there's he'd she'd i'd we'd they'd you'd he'll she'll"
    " i'll we'll they'll you'll i'm you're we're they're i've we've you've they've"
    " who's what's let's"
)


def vectors(path: Path) -> Vectors:
    """Read word vectors by hash; a contraction takes the vector of its verb or pronoun."""
    with np.load(path, allow_pickle=False) as data:
        words = bytes(data["words"]).decode().split()
        table = data["vectors"].astype(np.float32) * float(data["step"][0])
    row = {word: n for n, word in enumerate(words)}
    found = dict(zip(words_hash(words), table, strict=True))
    for short in SHORT.split():
        head = short.split("'")[0]
        plain = head[:-1] if short.endswith("n't") else head
        base = {"can't": "can", "won't": "will"}.get(short, plain)
        if base in row:
            found[words_hash([short])[0]] = table[row[base]]
    return found


def known_words(examples: list[Example], found: Vectors) -> tuple[Words, Reals]:
    """Return the sorted hashes of the words that are met and have a vector, and their vectors."""
    met = np.unique(np.concatenate([e.sheet.word for e in examples]))
    kept = [(h, found[h]) for h in met.tolist() if h in found]
    return np.array([h for h, _ in kept], np.uint32), np.array([v for _, v in kept], np.float32)


class Convolution(nn.Module):
    """The greatest answers of filters in a sentence and in its neighbours, summed."""

    def __init__(self, known: Reals) -> None:
        super().__init__()
        wide = known.shape[1]
        table = np.concatenate((np.zeros((2, wide), np.float32), known))
        self.words = nn.Embedding(table.shape[0], wide, _weight=torch.tensor(table))
        self.symbols = nn.Embedding(SYMBOLS, SYMBOL_WIDTH)
        self.capitals = nn.Embedding(2, CAPITAL_WIDTH)
        inputs = wide + SYMBOL_WIDTH + CAPITAL_WIDTH
        self.banks = nn.ModuleList([nn.Conv1d(inputs, FILTERS, k) for k in WIDTHS])
        self.out = nn.Linear(len(WIDTHS) * FILTERS * 2, 1)
        self.hide, self.blur = nn.Dropout(0.5), nn.Dropout(0.3)

    def forward(self, word: Any, symbol: Any, capital: Any, sentence: Any, size: int) -> Any:
        """Score each sentence of a batch of passages."""
        real = (sentence >= 0).unsqueeze(1)
        joined = torch.cat([self.words(word), self.symbols(symbol), self.capitals(capital)], -1)
        spread = self.blur(joined.transpose(1, 2) * real)
        pads = [nn.functional.pad(spread, (k // 2, k - 1 - k // 2)) for k in WIDTHS]
        answers = torch.cat([torch.relu(bank(p)) for bank, p in zip(self.banks, pads, strict=True)], 1)
        where = sentence.clamp(min=0).unsqueeze(1).expand(-1, answers.shape[1], -1)
        empty = torch.zeros(word.shape[0], answers.shape[1], size)
        own = empty.scatter_reduce(2, where, answers * real, "amax", include_self=True)
        blank = torch.zeros(word.shape[0], answers.shape[1], 1)
        before = torch.cat([blank, own[:, :, :-1]], 2)
        after = torch.cat([own[:, :, 1:], blank], 2)
        both = torch.cat([own, torch.maximum(before, after)], 1)
        return self.out(self.hide(both.transpose(1, 2))).squeeze(-1)


def arrays(example: Example, keys: Words) -> Arrays:
    """Return a passage's words, symbols, capitals, sentences (-1: the gaps between) and labels."""
    sheet = example.sheet
    place = np.minimum(np.searchsorted(keys, sheet.word), keys.size - 1)
    at = sheet.sentence + np.arange(sheet.word.size) + 1
    size = sheet.word.size + sheet.first.size + 1
    columns = [np.zeros(size, np.int64) for _ in range(3)] + [np.full(size, -1)]
    columns[0][at] = np.where(keys[place] == sheet.word, place + 2, 1)
    columns[1][at] = np.minimum(sheet.symbol, SYMBOLS - 1)
    columns[2][at] = capitals(sheet.text)[sheet.word_begin]
    columns[3][at] = sheet.sentence
    return (*columns, example.labels)


def batch(passages: list[Arrays]) -> tuple[list[Any], Any]:
    """Lay passages side by side; labels of -1 stand for no sentence."""
    size = max(len(p[0]) for p in passages)
    most = max(len(p[4]) for p in passages)
    columns = [np.zeros((len(passages), size), np.int64) for _ in range(3)]
    columns.append(np.full((len(passages), size), -1))
    labels = np.full((len(passages), most), -1.0, np.float32)
    for row, each in enumerate(passages):
        for column, values in zip(columns, each, strict=False):
            column[row, : len(values)] = values
        labels[row, : len(each[4])] = each[4]
    return [torch.tensor(column) for column in columns], torch.tensor(labels)


def loss_of(score: Any, labels: Any, weight: Any) -> Any:
    """Return the loss by sentence, and by passage (its highest sentence)."""
    loss = nn.functional.binary_cross_entropy_with_logits
    real = labels >= 0
    twice = torch.tensor(2.0)
    each = loss(score, labels.clamp(min=0), pos_weight=twice, reduction="none")
    by_sentence = (each * real * weight[:, None]).sum() / real.sum()
    highest = score.masked_fill(~real, -9).max(1).values
    by_passage = (loss(highest, labels.max(1).values, reduction="none") * weight).mean()
    return by_sentence + 0.5 * by_passage


def batches(lengths: list[int], chance: np.random.RandomState) -> list[list[int]]:
    """Return the passages in batches of much the same length, in an order left to chance."""
    order = sorted(range(len(lengths)), key=lambda n: lengths[n] + chance.randint(15))
    found = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(found)
    return found


def optimiser(model: Convolution) -> Any:
    """Learn words more slowly than the rest."""
    rest = [p for name, p in model.named_parameters() if not name.startswith("words.")]
    groups: list[dict[str, Any]] = [
        {"params": model.words.parameters(), "lr": 5e-4},
        {"params": rest},
    ]
    return torch.optim.AdamW(groups, lr=1.5e-3, weight_decay=0.02)


def train(examples: list[Example], weights: Reals, found: Vectors, seed: int) -> Net:
    """Train a net and return it in whole numbers."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance = np.random.RandomState(seed)
    keys, known = known_words(examples, found)
    passages = [arrays(e, keys) for e in examples]
    lengths = [len(p[0]) for p in passages]
    model = Convolution(known)
    steps = optimiser(model)
    slower = torch.optim.lr_scheduler.LambdaLR(steps, lambda n: 1 if n < SLOW_AFTER else 0.3)
    for _ in range(EPOCHS):
        model.train()
        for chosen in batches(lengths, chance):
            step(model, steps, [passages[n] for n in chosen], weights[chosen])
        slower.step()
    model.eval()
    return quantise(model, keys)


def step(model: Convolution, steps: Any, passages: list[Arrays], weights: Reals) -> None:
    """Learn from one batch."""
    (word, symbol, capital, sentence), labels = batch(passages)
    word = word.masked_fill(torch.rand(word.shape) < UNKNOWN, 1)
    score = model(word, symbol, capital, sentence, labels.shape[1])
    loss = loss_of(score, labels, torch.tensor(weights, dtype=torch.float32))
    steps.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 2)
    steps.step()


def plain(tensor: Any) -> Reals:
    """Return a tensor as an array."""
    found: Reals = tensor.detach().numpy().astype(np.float64)
    return found


def quantise(model: Convolution, keys: Words) -> Net:
    """Eight-bit inputs and filters, sixteen-bit sums."""
    tables = [plain(t.weight) for t in (model.words, model.symbols, model.capitals)]
    tables[0][0] = 0
    size = 127 / max(float(np.quantile(np.abs(t), 0.999)) for t in tables)
    small = [np.clip(np.round(t * size), -127, 127).astype(np.int8) for t in tables]
    filters = [plain(bank.weight).transpose(2, 1, 0) for bank in model.banks]
    fine = 127 / max(float(np.abs(f).max()) for f in filters)
    banks = tuple(np.round(f * fine).reshape(-1, FILTERS).astype(np.int16) for f in filters)
    biases = tuple(np.round(plain(bank.bias) * size * fine).astype(np.int32) for bank in model.banks)
    last = plain(model.out.weight)[0]
    top = 8191 / float(np.abs(last).max())
    own, near = np.split(np.round(last * top).astype(np.int16), 2)
    unit = size * fine * top / (1 << SHIFT)
    bias = round(float(plain(model.out.bias)[0]) * unit)
    gain = round(UNIT / unit * (1 << 16))
    return Net(keys, small[0], small[1], small[2], banks, biases, own, near, SHIFT, bias, gain)
