"""Train the weights of personal-name: ``python -m training.names [--without FILE]``.

Reads the labelled passages of the area, but those of heldout.txt, and council prose without names. A candidate that overlaps
a span is a name, any other is none. Deterministic. ``--without`` leaves a file out, to mark the gate on it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from policy_checks.checks import personal_name as names
from policy_checks.documents import read
from policy_checks.documents.source import Source
from policy_checks.model import Surface

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "policy_checks" / "data" / "name_weights.txt"
FILES = (*sorted((HERE / "dev").glob("personal*.jsonl")), *sorted((HERE / "passages").glob("*.jsonl")))
LAWFUL = tuple(HERE / "dev" / f"{name}.jsonl" for name in ("conduct", "promotion"))
DECAY = 3.0
STEPS = 400
BALANCE = 0.7  # how much a name weighs beside what is none
SOFT = 0.4  # how much a row weighs in which the lists are left out
Row = tuple[list[str], int, float]

# What the grammar says before any passage is read; the fit moves away from it only as far as passages demand.
PRIORS = {
    "t:bias": 2.0,
    "1:cue": 1.0,
    "1:strong": 1.5,
    "strong": 0.5,
    "u~strong": 1.0,
    "gw~strong": 1.5,
    "g~strong": 1.0,
    "gs~strong": 1.0,
    "1:person-after": 1.5,
    "person-after": 0.5,
    "u~person-after": 0.7,
    "gw~person-after": 1.0,
    "2:cue": 1.0,
    "g~cue": 1.5,
    "gs~cue": 1.5,
    "gw~cue": 1.0,
    "g~next:verb": 1.2,
    "gs~next:verb": 1.0,
    "g~poss": 1.0,
    "g~prev:~": 0.5,
    "1:couple": 1.5,
    "1:partner": 1.0,
    "1:surname,given": 2.5,
    "2:caps-first": 1.5,
    "col:name": 1.5,
    "role": 1.0,
    "contact": 1.5,
    "pair:g/s": 1.5,
    "pair:g/u": 1.5,
    "pair:gs/s": 1.2,
    "pair:gs/u": 1.5,
    "pair:i/s": 1.5,
    "pair:i/u": 1.5,
    "pair:gw/s": 1.0,
    "pair:g/sw": 1.0,
    "topic:fiction": -1.0,
    "topic:vessels": -0.5,
    "old": -2.0,
    "quoted": -1.0,
    "placed": -0.5,
    "1:placed": -1.5,
    "place-like": -0.7,
    "bias": -1.0,
    "1:bias": -1.0,
}


def rows_of(text: str, spans: list[str], *, lawful: bool = False) -> Iterator[Row]:
    """Yield each candidate of a text that no rule lets through: its features, and whether it is a name.

    In a text that is ``lawful`` in another area alone, only lone words without a cue are taken, as none.
    """
    document = read(Source("docs/a.md", "a.md", Surface.WRITTEN, text.encode()))[0]
    marks = [(text.find(span), text.find(span) + len(span)) for span in spans]
    context = names.Context(document.plain.text)
    for each in names.candidates(document.plain.text):
        begin, end = document.plain.source(each.start, each.end)
        if names.is_public(each, context):
            continue
        found = names.features(each, context)
        if lawful and (len(each.words) > 1 or each.title or "cue" in found):
            continue
        yield found, int(any(begin < last and end > first for first, last in marks)), 1.0


def gather(without: str) -> Iterator[Row]:
    """Yield the rows of every text that may be learnt from."""
    held = frozenset((HERE / "heldout.txt").read_text(encoding="utf-8").split())
    for file in (each for each in FILES if each.stem != without):
        for item in (each for each in _items(file) if each["area"] == "personal" and each["id"] not in held):
            yield from _of_passage(item)
    for file in LAWFUL:
        for item in (each for each in _items(file) if each["label"] == "pass" and each["id"] not in held):
            yield from rows_of(item["text"], [], lawful=True)
    for text in _without_names():
        yield from rows_of(text, [])


def _of_passage(item: dict[str, Any]) -> Iterator[Row]:
    """Yield the rows of a passage; where it has breaches of other kinds, only the names."""
    spans = [span["text"] for span in item["spans"] if span["kind"] == "person-name"]
    others = any(span["kind"] != "person-name" for span in item["spans"])
    return (row for row in rows_of(item["text"], spans) if row[1] or not others)


def _without_names() -> Iterator[str]:
    """Yield lawful pages, and lines of council prose."""
    pages = HERE / "dev" / "pages"
    labels = json.loads((pages / "labels.json").read_text(encoding="utf-8"))
    for name in sorted(each for each, label in labels.items() if label["label"] == "pass"):
        yield (pages / name).read_text(encoding="utf-8")
    yield from (HERE / "dev" / "neutral" / "ayton-sentences.txt").read_text(encoding="utf-8").splitlines()


def _items(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def softened(row: Row, stems: frozenset[str]) -> Row:
    """Return a row as if no list held the words that ``stems`` names, so that the lists are not all that is learnt."""
    return [_unlisted(name, stems) for name in row[0]], row[1], SOFT


def _unlisted(name: str, stems: frozenset[str]) -> str:
    head, _, value = name.rpartition(":")
    if head.split(":")[-1] in stems and value in LISTED:
        return f"{head}:u"
    if head.split(":")[-1] == "pair":
        pair, tilde, rest = value.partition("~")
        words = zip(pair.split("/"), ("first", "last"), strict=False)
        return f"{head}:" + "/".join("u" if stem in stems and v in LISTED else v for v, stem in words) + tilde + rest
    return name


LISTED = frozenset({"g", "gs", "s"})
VARIANTS = (
    frozenset({"first", "class"}),
    frozenset({"last", "mid"}),
    frozenset({"first", "last", "mid", "class"}),
)


def fit(rows: list[Row]) -> dict[str, float]:
    """Return the weight of each feature: logistic regression drawn towards PRIORS, by AdaGrad."""
    count = Counter(name for found, *_ in rows for name in set(found))
    index = {name: at for at, name in enumerate(sorted(name for name in count if count[name] >= 2))}
    x = np.zeros((len(rows), len(index)), dtype=np.float32)
    for at, (found, *_) in enumerate(rows):
        x[at, [index[name] for name in found if name in index]] = 1
    y = np.array([row[1] for row in rows], dtype=np.float32)
    weight = np.array([row[2] * (BALANCE if row[1] else 1.0) for row in rows], dtype=np.float32)
    prior = np.array([PRIORS.get(name, 0.0) for name in index])
    found_weights, step = prior.copy(), np.zeros(len(index))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ found_weights, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + DECAY * (found_weights - prior)
        step += gradient**2
        found_weights -= 0.5 * gradient / (np.sqrt(step) + 1e-9)
    return {name: float(found_weights[at]) for name, at in index.items()}


def main(arguments: list[str]) -> int:
    """Write the weights."""
    without = arguments[1] if arguments[:1] == ["--without"] else ""
    rows = list(gather(without))
    rows += [softened(row, stems) for stems in VARIANTS for row in rows]
    lines = [f"{name}\t{round(value * 1000)}" for name, value in sorted(fit(rows).items()) if abs(value) >= 0.02]
    head = "# Weights of personal-name in thousandths, made by training/names.py from the labelled passages.\n"
    WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(len(rows) // 4, "candidates,", sum(row[1] for row in rows) // 4, "names,", len(lines), "weights")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
