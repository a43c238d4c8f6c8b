"""Train the weights of personal-name: ``python -m training.names [--without FILE]``.

Reads the labelled passages of the area, but those of heldout.txt and names_heldout.txt, and council prose without names. A
candidate that overlaps a span is a name, any other is none. Each passage with names is read again with other names in
their places, so that the words around are learnt and not the names. Deterministic. ``--without`` leaves a file out.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from policy_checks.documents import read
from policy_checks.documents.source import Source
from policy_checks.model import Surface
from policy_checks.names import emphasised, lexicon
from policy_checks.names.finder import possible

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "policy_checks" / "data" / "name_weights.txt"
FILES = (*sorted((HERE / "dev").glob("personal*.jsonl")), *sorted((HERE / "passages").glob("*.jsonl")))
LAWFUL = tuple(sorted(HERE.glob("dev/conduct*.jsonl"))) + tuple(sorted(HERE.glob("dev/promotion*.jsonl")))
VARIANTS = 3  # of each passage with names
SWAPPED, ELSEWHERE = 0.4, 0.5  # how much a row of a variant, and one of another area's passages, weighs
DECAY = 2.0
STEPS = 120
PRIORS = {"the family": 2.0}  # what the grammar says before any passage is read
BAR = 0.4  # taken from the bias: how sure the model has to be
Row = tuple[list[str], bool, float]


def held_out() -> frozenset[str]:
    """Return the ids that no training of names may read."""
    lists = (HERE / name for name in ("heldout.txt", "names_heldout.txt"))
    return frozenset(word for each in lists for word in each.read_text(encoding="utf-8").split())


def rows_of(text: str, spans: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield each candidate of a text that no rule lets through: its features, and whether it is a name."""
    document = read(Source("docs/a.md", "a.md", Surface.WRITTEN, text.encode()))[0]
    marks = [match.span() for span in spans for match in re.finditer(re.escape(span), text)]

    def italic(start: int, end: int) -> bool:
        return emphasised(document.text, *document.plain.source(start, end))

    for item, found, block in possible(document.plain.text, italic):
        begin, end = document.plain.source(item.at + item.each.start, item.end)
        yield (
            [*found.features(), *(f"@{word}" for word in sorted(block.words) if word[0].islower())],
            any(begin < last and end > first for first, last in marks),
        )


def gather(without: str = "") -> Iterator[Row]:
    """Yield the rows of every text that may be learnt from."""
    for file in (each for each in FILES if each.stem != without):
        for item in (each for each in readable(file) if each["area"] == "personal"):
            yield from _of_passage(item)
    for file in LAWFUL:
        for item in (each for each in readable(file) if each["label"] == "pass"):
            yield from ((row, name, ELSEWHERE) for row, name in rows_of(item["text"], []) if _is_lone(row))
    for text in _without_names():
        yield from ((row, name, 1.0) for row, name in rows_of(text, []))


def _is_lone(row: list[str]) -> bool:
    """Say whether a candidate is one word that nothing leads to: in another area's lawful passages that is no name."""
    return any(name.startswith("sort:1") for name in row) and "cue" not in row


def _of_passage(item: dict[str, Any]) -> Iterator[Row]:
    """Yield the rows of a passage, and of its variants; where it has breaches of other kinds, only the names."""
    others = any(span["kind"] != "person-name" for span in item["spans"])
    names = [span["text"] for span in item["spans"] if span["kind"] == "person-name"]
    dice = random.Random(item["id"])  # noqa: S311 - the same names every time
    texts = [(item["text"], names, 1.0)]
    texts += [(*swapped(item["text"], names, dice), SWAPPED) for _ in range(VARIANTS if names else 0)]
    for text, spans, weight in texts:
        for row, name in rows_of(text, spans):
            if name or not others:
                yield row, name, weight


@cache
def _pool(kinds: str) -> list[str]:
    """Return the listed names of these kinds."""
    listed = lexicon.given() if kinds in "ghv" else lexicon.surnames()
    return sorted(word for word in listed if lexicon.kind(word) == kinds)


# What stands in for a given name and for a surname: how often it is of which kind; "u" is one that no list has.
GIVEN = (("g", 70), ("u", 18), ("h", 6), ("v", 6))
SURNAME = (("s", 60), ("u", 24), ("q", 10), ("b", 6))


def swapped(text: str, names: list[str], dice: random.Random) -> tuple[str, list[str]]:
    """Return a text with other names in the place of its own, and those names."""
    new = {name: re.sub(r"[^\W\d_][\w'’-]+", partial(_swap, dice), name) for name in names}
    for name in sorted(new, key=len, reverse=True):
        text = text.replace(name, new[name])
    return text, list(new.values())


def _swap(dice: random.Random, match: re.Match[str]) -> str:
    word = match[0]
    kind, size = lexicon.kind(word), lexicon.possessive(word)
    if not word[0].isupper() or kind not in "ghvsbuqp":
        return word
    kinds, chances = zip(*(GIVEN if kind in "ghv" else SURNAME), strict=True)
    chosen = dice.choices(kinds, chances)[0]
    name = _odd(dice, kinds[0]) if chosen == "u" else dice.choice(_pool(chosen))
    cased = name.upper() if word.isupper() else name[0].upper() + name[1:]
    return cased + word[len(word) - size :]


def _odd(dice: random.Random, kind: str) -> str:
    """Return a name that no list has: one of the lists with a letter changed."""
    while True:
        name = dice.choice(_pool(kind))
        at = dice.randrange(1, len(name))
        letter = dice.choice("aeiou" if name[at] in "aeiou" else "bdfgklmnprstvz")
        changed = name[:at] + letter + name[at + 1 :]
        if lexicon.kind(changed) == "u":
            return changed


def _without_names() -> Iterator[str]:
    """Yield lawful pages, and lines of council prose."""
    pages = HERE / "dev" / "pages"
    labels = json.loads((pages / "labels.json").read_text(encoding="utf-8"))
    for name in sorted(each for each, label in labels.items() if label["label"] == "pass"):
        yield (pages / name).read_text(encoding="utf-8")
    yield from (HERE / "dev" / "neutral" / "ayton-sentences.txt").read_text(encoding="utf-8").splitlines()


def items(file: Path) -> list[dict[str, Any]]:
    """Return the passages of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def readable(file: Path) -> list[dict[str, Any]]:
    """Return the passages of a file that may be learnt from."""
    held = held_out()
    return [item for item in items(file) if item["id"] not in held]


def fit(rows: list[Row]) -> dict[str, float]:
    """Return the weight of each feature that is met twice: logistic regression by AdaGrad, drawn towards PRIORS."""
    count = Counter(name for found, *_ in rows for name in set(found))
    index = {name: at for at, name in enumerate(sorted(name for name in count if count[name] > 1))}
    columns = [[index[name] for name in found if name in index] for found, *_ in rows]
    sizes = np.array([len(each) for each in columns])
    flat = np.array([column for each in columns for column in each])
    ends = np.cumsum(sizes)
    y = np.array([name for _, name, _ in rows], dtype=float)
    importance = np.array([weight for *_, weight in rows])
    prior = np.array([PRIORS.get(name, 0.0) for name in index])
    weights, squares = prior.copy(), np.zeros(len(index))
    for _ in range(STEPS):
        sums = np.concatenate([[0.0], np.cumsum(weights[flat])])
        p = 1 / (1 + np.exp(-np.clip(sums[ends] - sums[ends - sizes], -30, 30)))
        gradient = np.bincount(flat, np.repeat(importance * (p - y), sizes), len(index)) + DECAY * (weights - prior)
        squares += gradient**2
        weights -= 0.5 * gradient / (np.sqrt(squares) + 1e-9)
    weights[index["bias"]] -= BAR
    return {name: float(weights[at]) for name, at in index.items()}


def main(arguments: list[str]) -> int:
    """Write the weights."""
    without = arguments[1] if arguments[:1] == ["--without"] else ""
    rows = list(gather(without))
    lines = [f"{name}\t{round(value * 1000)}" for name, value in sorted(fit(rows).items()) if abs(value) >= 0.02]
    head = "# Weights of personal-name in thousandths, made by training/names.py from the labelled passages.\n"
    WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(len(rows), "candidates,", sum(row[1] for row in rows), "names,", len(lines), "weights")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
