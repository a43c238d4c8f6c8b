"""One search for many patterns finds what each would find alone."""

from __future__ import annotations

import random

from policy_checks.model import Reading
from policy_checks.reading import pattern, re2_options
from policy_checks.sieve import SEEN, SHORTEST, Sieve

PATTERNS = [r"\bTea\b", r"(?i)cake", r"[0-9]{5}", r"never there", ""]
WORDS = ["Tea", "CAKE", "12345", "the green", "a bench", "é"]


def text(dice: random.Random) -> Reading:
    """Return a text that is long enough to be looked at whole."""
    return Reading(" ".join(["the band played", *dice.choices(WORDS[3:], k=80), *dice.choices(WORDS, k=2)]))


def test_it_passes_whatever_occurs() -> None:
    """Before the set is made, and after; and holds back most that does not."""
    sieve = Sieve(re2_options)
    dice = random.Random(1)  # noqa: S311 - the same texts every time
    held = 0
    for _ in range(SEEN * 4):
        reading = text(dice)
        for source in PATTERNS:
            passes = sieve.passes(source, reading.data)
            held += not passes
            assert passes or pattern(source).search(reading.data) is None
    assert held > SEEN * 3


def test_a_pattern_that_comes_later_is_passed_until_it_is_in_the_set() -> None:
    """It is never taken for one that does not occur."""
    sieve = Sieve(re2_options)
    dice = random.Random(2)  # noqa: S311 - the same texts every time
    texts = [text(dice) for _ in range(SEEN * 3)]
    for reading in texts[: SEEN * 2]:
        sieve.passes("never there", reading.data)
    assert sieve.passes("nor this", texts[SEEN * 2].data)
    for reading in texts[SEEN * 2 :]:
        sieve.passes("nor this", reading.data)
    assert not sieve.passes("nor this", texts[-1].data)


def test_short_texts_are_searched_as_they_are() -> None:
    """A set would cost more than it saves."""
    sieve = Sieve(re2_options)
    assert sieve.passes("x", b"y" * (SHORTEST - 1))
    assert sieve.seen == 0


def test_an_answer_without_what_every_text_holds_is_none() -> None:
    """A set that ran out of memory says that nothing matches: then everything may."""
    sieve = Sieve(re2_options)
    dice = random.Random(3)  # noqa: S311 - the same texts every time
    for _ in range(SEEN * 2):
        sieve.passes("never there", text(dice).data)

    class Exhausted:
        def Match(self, _data: bytes) -> None:  # noqa: N802 - RE2's name
            return None

    sieve.set = Exhausted()
    assert sieve.passes("never there", text(dice).data)
