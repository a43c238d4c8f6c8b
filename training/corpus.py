"""Read labelled passages, and label their sentences by the spans that they overlap."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policy_checks.prose.words import sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
DEV = HERE / "dev"
OWN = HERE / "passages"
PLAIN = ("plain.txt", "site.txt")  # sentences of minutes, and what a council's website says of itself
OVERLAP = 12  # characters of a span that a sentence must hold, or half the span
# Whose passages teach an area what is lawful: labels are for a passage's own area alone.
LAWFUL = {
    "conduct": {
        ("personal", "pass"),
        ("personal", "stop"),
        ("commercial", "pass"),
        ("commercial", "stop"),
        ("political", "pass"),
    },
    "commercial": {
        ("personal", "pass"),
        ("personal", "stop"),
        ("conduct", "pass"),
        ("conduct", "stop"),
        ("political", "pass"),
    },
    "political": {
        ("personal", "pass"),
        ("personal", "stop"),
        ("conduct", "pass"),
        ("commercial", "pass"),
    },
    "private": {
        ("conduct", "pass"),
        ("commercial", "pass"),
        ("commercial", "stop"),
        ("political", "pass"),
        ("political", "stop"),
    },
}
# What is told of a life, or of a closed session: a part of the personal area. Its other breaches teach what is neither.
PRIVATE = frozenset(
    [
        "special-category",
        "special category",
        "health-or-special-category",
        "health",
        "belief",
        "crime",
        "debt",
        "family",
        "confidential",
        "private session",
    ]
)


@dataclass(frozen=True)
class Passage:
    """A labelled text: the file it is from, and whether it is of the area that is being learnt."""

    file: str
    name: str
    text: str
    stop: bool
    spans: tuple[tuple[int, int], ...]
    own: bool
    dev: bool = False


@dataclass(frozen=True)
class Example:
    """A passage cut into sentences, each with its words and its label."""

    passage: Passage
    sentences: tuple[tuple[bytes, ...], ...]
    labels: tuple[int, ...]


def held_out() -> frozenset[str]:
    """Return the ids that no training may read."""
    return frozenset((HERE / "heldout.txt").read_text(encoding="utf-8").split())


def lines(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the passages of a folder; a line that is being written is left for the next time."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            try:
                item = json.loads(line)
            except ValueError:
                continue
            yield file.stem, item


def places(text: str, spans: list[dict[str, str]]) -> tuple[tuple[int, int], ...]:
    """Return where spans stand in a text."""
    found = [(text.find(span["text"]), len(span["text"])) for span in spans]
    return tuple((at, at + size) for at, size in found if at >= 0)


def _private(item: dict[str, Any]) -> list[dict[str, str]]:
    """Return the spans that tell what is private: where somebody may be accused too, so that conduct learns nothing from them."""
    return [span for span in item["spans"] if span["kind"] in PRIVATE]


def passage(file: str, item: dict[str, Any], area: str, *, dev: bool) -> Passage | None:
    """Return a passage as an area sees it; None when its label says nothing of that area."""
    own = item["area"] == ("personal" if area == "private" else area)
    if not own and ((item["area"], item["label"]) not in LAWFUL[area] or (area == "conduct" and _private(item))):
        return None
    spans = _private(item) if area == "private" else item["spans"]
    stop = own and item["label"] == "stop" and bool(spans or area != "private")
    return Passage(file, item["id"], item["text"], stop, places(item["text"], spans) if stop else (), own, dev)


def labelled(area: str, *, held: bool = False) -> list[Passage]:
    """Return the passages of an area: what may be learnt from, or (``held``) what may not."""
    kept = held_out()
    found = []
    for folder in (DEV, OWN):
        for file, item in lines(folder):
            mine = (item["id"] in kept and folder == DEV) == held
            each = passage(file, item, area, dev=folder == DEV) if mine else None
            if each:
                found.append(each)
    return found


def prose() -> list[Passage]:
    """Return real council prose, and the paragraphs of pages that pass."""
    text = (DEV / "neutral" / "ayton-sentences.txt").read_text(encoding="utf-8").splitlines()
    found = [Passage("neutral", f"neutral:{n}", line, stop=False, spans=(), own=False) for n, line in enumerate(text)]
    plain = [line for name in PLAIN for line in (HERE / "data" / name).read_text(encoding="utf-8").splitlines()]
    found += [Passage("plain", f"plain:{n}", line, stop=False, spans=(), own=False) for n, line in enumerate(plain)]
    labels = json.loads((DEV / "pages" / "labels.json").read_text(encoding="utf-8"))
    for name, label in sorted(labels.items()):
        if label["label"] == "pass":
            whole = (DEV / "pages" / name).read_text(encoding="utf-8")
            found += [Passage("pages", name, part, stop=False, spans=(), own=False) for part in whole.split("\n\n")]
    return found


def is_breach(each: Passage, begin: int, end: int) -> bool:
    """Say whether a sentence holds enough of a span."""
    return any(
        min(end, stop) - max(begin, start) >= min(OVERLAP, (stop - start + 1) // 2) for start, stop in each.spans
    )


def example(each: Passage) -> Example:
    """Cut a passage into labelled sentences; all are breaches where no span is found in one."""
    raw, places = sentences(each.text)
    parts = [(words(raw[begin:end]), is_breach(each, begin, end)) for begin, end, _ in places]
    every = each.stop and not any(breach for _, breach in parts)
    labels = tuple(int(breach or every) for _, breach in parts)
    return Example(each, tuple(tuple(run) for run, _ in parts), labels)


def examples(passages: list[Passage]) -> list[Example]:
    """Cut passages into labelled sentences; those without a word are left out."""
    return [made for made in map(example, passages) if made.labels]
