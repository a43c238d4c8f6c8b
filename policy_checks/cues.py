"""Cues: families of patterns that are weighed together over a sentence and its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import re2

from policy_checks.flow import DATA, options, trim
from policy_checks.prose.words import Sentence, sentences


@dataclass(frozen=True, slots=True)
class Family:
    """Patterns that say the same sort of thing: they count once, with one weight."""

    weight: int
    patterns: list[str]
    anchors: bool = False  # a sentence is only judged when it holds one of these
    shared: bool = False  # counts for the sentences beside it too
    subject: bool = False  # what the text must be about: where some are marked, one must be shown


@dataclass(frozen=True, slots=True)
class Cues:
    """Families made ready: one set of patterns, and the family of each."""

    families: Mapping[str, Family]
    names: Sequence[str]
    patterns: re2.Set
    has_subjects: bool


def read_families(name: str) -> dict[str, Family]:
    """Return the families of a data file, each with its weight, its marks and its patterns."""
    found: dict[str, Family] = {}
    heading: list[str] = []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            heading = line[3:].split()
            marks = heading[2:]
            found[heading[0]] = Family(int(heading[1]), [], "anchor" in marks, "shared" in marks, "subject" in marks)
        elif line and line[0] != "#":
            found[heading[0]].patterns.append(line)
    return found


def _expand(source: str, words: Mapping[str, str]) -> bytes:
    for name, meaning in words.items():
        source = source.replace(name, meaning)
    return source.encode("latin-1")


def compile_cues(families: Mapping[str, Family], words: Mapping[str, str]) -> Cues:
    """Make families ready to match; ``words`` are short names for what patterns share."""
    pairs = [(name, _expand(p, words)) for name, each in families.items() for p in each.patterns]
    together = re2.Set.SearchSet(options())
    for _, source in pairs:
        together.Add(source)
    together.Compile()
    names = [name for name, _ in pairs]
    has_subjects = any(each.subject for each in families.values())
    return Cues(families, names, together, has_subjects)


def families_in(cues: Cues, piece: bytes) -> frozenset[str]:
    """Return the families that a piece of text shows."""
    return frozenset(cues.names[each] for each in cues.patterns.Match(piece) or ())


def _beside(raw: bytes, every: Sequence[Sentence], number: int) -> Iterator[bytes]:
    """Yield the sentences before and after one, in its own paragraph."""
    begin, end, _ = every[number]
    if number and b"\n\n" not in raw[every[number - 1][1] - 2 : begin]:
        yield raw[every[number - 1][0] : begin]
    if number + 1 < len(every) and b"\n\n" not in raw[end - 2 : every[number + 1][0]]:
        yield raw[end : every[number + 1][1]]


def _enough(cues: Cues, names: frozenset[str], enough: int) -> bool:
    """Say whether families weigh enough, and are about the right thing."""
    each = [cues.families[name] for name in names]
    on_subject = not cues.has_subjects or any(family.subject for family in each)
    return on_subject and sum(family.weight for family in each) >= enough


def weighty(cues: Cues, text: str, enough: int, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield those of these sentences of a text whose cues weigh enough together; those beside lend what is shared."""
    raw, every = sentences(text)
    for number in numbers:
        begin, end, _ = every[number]
        shown = families_in(cues, raw[begin:end])
        if any(cues.families[name].anchors for name in shown):
            beside = frozenset().union(*(families_in(cues, piece) for piece in _beside(raw, every, number)))
            if _enough(cues, shown | {name for name in beside if cues.families[name].shared}, enough):
                yield trim(raw, begin, end)
