"""Mark the models (and the rules of conduct) on the held-out passages, plain prose and pages."""

from __future__ import annotations

import sys

import rules

from policy_checks.prose.judge import judge
from training import corpus

AREAS = ("conduct", "commercial", "political")
SLACK = 40  # characters that a finding may be longer than the breach


def findings(text: str, area: str) -> list[tuple[int, int]]:
    """Return what stops a text in an area."""
    found = [(j.start, j.end) for j in judge(text, area)]
    if area == "conduct":
        for find in (rules.find_profanity, rules.find_slur, rules.find_threat):
            found += list(find(text))
    return found


def marks(passages: list[corpus.Passage], area: str) -> tuple[int, int, int, int, int, int]:
    """Return caught, stops, false, lawful, placed, breaches."""
    found = {p.name: findings(p.text, area) for p in passages}
    stop, lawful = [p for p in passages if p.stop], [p for p in passages if not p.stop]
    spans = [(p, s) for p in stop for s in p.spans]
    placed = sum(any(a < e and b > s for a, b in found[p.name]) for p, (s, e) in spans)
    return (
        sum(bool(found[p.name]) for p in stop),
        len(stop),
        sum(bool(found[p.name]) for p in lawful),
        len(lawful),
        placed,
        len(spans),
    )


def main(areas: list[str]) -> int:
    """Print the marks of each area."""
    prose = [p for p in corpus.prose() if p.file != "plain"]
    for area in areas or AREAS:
        held = [p for p in corpus.labelled(area, held=True) if p.own]
        caught, stops, false, lawful, placed, spans = marks(held, area)
        other = [p for p in corpus.labelled(area, held=True) if not p.own]
        words = sum(len(p.text.split()) for p in prose)
        loud = sum(bool(findings(p.text, area)) for p in prose)
        strange = sum(bool(findings(p.text, area)) for p in other)
        print(
            f"{area}: recall {caught}/{stops} {caught / stops:.2f}, false {false}/{lawful},"
            f" placed {placed}/{spans} {placed / spans:.2f}, plain {loud} in {words} words,"
            f" other areas {strange}/{len(other)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
