"""One search for many patterns: which of those that checks look for occur in a text at all.

Looking for one pattern costs little, but checks look for dozens in every page and find nearly none. Once some texts have
been seen, every pattern asked for so far goes into one RE2 set; from then on one search of a text answers for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import re2

SHORTEST = 400  # bytes of a text for which this is worth while
SEEN = 24  # texts, before the set is made, and made again for patterns that came later
ALWAYS = ""  # a pattern that every text holds: an answer without it is none


@dataclass
class Sieve:
    """``options`` makes the options that patterns are compiled with; ``numbers`` holds those that are in the set."""

    options: Callable[[], re2.Options]
    numbers: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, None] = field(default_factory=dict)
    set: re2.Set | None = None
    seen: int = 0
    last: bytes = b""
    found: frozenset[int] = frozenset()

    def passes(self, pattern: str, data: bytes) -> bool:
        """Say whether a pattern may occur in a text; where there is no telling, it may."""
        if len(data) < SHORTEST:
            return True
        if data is not self.last:
            self._look(data)
        number = self.numbers.get(pattern)
        if number is None:
            self.waiting[pattern] = None
            return True
        return number in self.found or not self.found

    def _look(self, data: bytes) -> None:
        """Search a text for every pattern of the set."""
        self.seen += 1
        if self.waiting and self.seen >= SEEN:
            self._compile()
        self.last = data
        self.found = frozenset(self.set.Match(data) or ()) if self.set else frozenset()
        if self.numbers.get(ALWAYS) not in self.found:
            self.found = frozenset()

    def _compile(self) -> None:
        patterns = list(dict.fromkeys([ALWAYS, *self.numbers, *self.waiting]))
        self.set = re2.Set.SearchSet(self.options())
        self.numbers = {pattern: self.set.Add(pattern) for pattern in patterns}
        self.set.Compile()
        self.waiting.clear()
        self.seen = 0
