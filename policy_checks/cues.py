"""Cues: families of patterns that are weighed together over a sentence and its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import re2

from policy_checks.flow import DATA, Pattern, flow, options, paragraphs_with, pattern, sentences, trim


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
    anchors: Pattern
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
    anchors = b"|".join(source for name, source in pairs if families[name].anchors).decode("latin-1")
    names = [name for name, _ in pairs]
    has_subjects = any(each.subject for each in families.values())
    return Cues(families, names, together, pattern(anchors), has_subjects)


def families_in(cues: Cues, piece: bytes) -> frozenset[str]:
    """Return the families that a piece of text shows."""
    return frozenset(cues.names[each] for each in cues.patterns.Match(piece) or ())


def _about(cues: Cues, shown: list[frozenset[str]], at: int) -> frozenset[str]:
    """Return the families of a sentence, with those that the sentences beside it lend."""
    beside = frozenset().union(*shown[max(at - 1, 0) : at], *shown[at + 1 : at + 2])
    return shown[at] | {name for name in beside if cues.families[name].shared}


def _enough(cues: Cues, names: frozenset[str], enough: int) -> bool:
    """Say whether families weigh enough, and are about the right thing."""
    each = [cues.families[name] for name in names]
    on_subject = not cues.has_subjects or any(family.subject for family in each)
    return on_subject and sum(family.weight for family in each) >= enough


def _anchored(cues: Cues, shown: frozenset[str]) -> bool:
    return any(cues.families[name].anchors for name in shown)


def _weighty_in(cues: Cues, raw: bytes, enough: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph whose cues weigh enough together."""
    places = sentences(raw)
    shown = [families_in(cues, raw[begin:end]) for begin, end in places]
    for at, place in enumerate(places):
        if _anchored(cues, shown[at]) and _enough(cues, _about(cues, shown, at), enough):
            yield place


def weighty(cues: Cues, text: str, enough: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text whose cues weigh enough together."""
    for offset, raw in paragraphs_with(cues.anchors, flow(text)):
        for begin, end in _weighty_in(cues, raw, enough):
            yield trim(raw, begin, end, offset)
