"""One compiled set of every check's triggers, which tells the checks that could find anything in a reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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

    def candidates(self, document: Document) -> Iterable[Check]:
        """Yield the checks that may find something in a document, in their order."""
        matched: dict[str, frozenset[int]] = {}
        for index, check in enumerate(self.checks):
            if check.kinds and document.kind not in check.kinds:
                continue
            if not check.triggers or any(index in self._matched(document, on, matched) for on in check.on):
                yield check

    def _matched(self, document: Document, on: str, matched: dict[str, frozenset[int]]) -> frozenset[int]:
        if on not in matched:
            reading = document.readings[on]
            same = next((name for name in matched if document.readings[name] is reading), None)
            matched[on] = matched[same] if same else self.match(reading.data)
        return matched[on]

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
