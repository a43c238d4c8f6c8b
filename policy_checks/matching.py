"""One compiled set of every check's triggers, which tells the checks that could find anything in a reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import re2

from policy_checks.model import Check, Document
from policy_checks.reading import re2_options

CANARY = "Gate canary 4T7-QX9"  # text that every run must find: a set that matches nothing would pass everything


class PatternError(Exception):
    """A check's pattern is not one, or the set does not work: nothing can be judged."""


@dataclass(frozen=True)
class Matcher:
    """A compiled set of triggers; ``owners[i]`` is the index of the check that trigger ``i`` belongs to."""

    checks: Sequence[Check]
    set: re2.Set
    owners: tuple[int, ...]
    by_kind: dict[str, list[tuple[int, Check]]] = field(default_factory=dict)

    def candidates(self, document: Document) -> Iterable[Check]:
        """Yield the checks that may find something in a document, in their order."""
        matched: dict[str, frozenset[int]] = {}
        for index, check in self._of_kind(document.kind):
            if not check.triggers:
                yield check
                continue
            for on in check.on:
                if on not in matched:
                    matched[on] = self._matched(document, on, matched)
                if index in matched[on]:
                    yield check
                    break

    def _of_kind(self, kind: str) -> list[tuple[int, Check]]:
        """Return the checks of a kind of document, with their numbers."""
        if kind not in self.by_kind:
            self.by_kind[kind] = [each for each in enumerate(self.checks) if not each[1].kinds or kind in each[1].kinds]
        return self.by_kind[kind]

    def _matched(self, document: Document, on: str, matched: dict[str, frozenset[int]]) -> frozenset[int]:
        """Return the numbers of the checks with a trigger in a reading, which another name may stand for too."""
        reading = document.readings[on]
        same = next((name for name in matched if document.readings[name] is reading), None)
        return matched[same] if same else self.match(reading.data)

    def match(self, data: bytes) -> frozenset[int]:
        """Return the indexes of the checks with a trigger that matches these bytes."""
        return frozenset(self.owners[number] for number in self.set.Match(data) or ())


def compile_checks(checks: Sequence[Check]) -> Matcher:
    """Compile every trigger into one set; raise PatternError, naming the check, when one is not a pattern."""
    built = re2.Set.SearchSet(re2_options())
    owners = []
    for index, check in enumerate(checks):
        for trigger in check.triggers:
            try:
                built.Add(trigger)
            except re2.error:
                raise PatternError(f"a pattern of the check “{check.id}” cannot be used") from None
            owners.append(index)
    built.Add(CANARY)
    owners.append(len(checks))
    built.Compile()
    matcher = Matcher(checks, built, tuple(owners))
    if len(checks) not in matcher.match(CANARY.encode()):
        raise PatternError("the compiled patterns do not find the text that they must always find")
    return matcher
