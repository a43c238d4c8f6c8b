"""Judge the sentences of a text with the small models. Weights are read on first use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from policy_checks.prose.linear import AREAS, Measured, measure, model_of, score, sieve, sifted
from policy_checks.prose.words import Place, Sentence, sentences, word_places, words

EXPLAINED = 4  # words that explain a judgement
MOST = 20  # judgements of a text that are explained: a page with more has been explained enough
SHORT = 2  # letters of words that explain nothing


@dataclass(frozen=True)
class Judgement:
    """A sentence that reads as a breach, how far above the bar, and the words that weighed most."""

    start: int
    end: int
    score: int
    words: tuple[Place, ...]


@lru_cache(maxsize=4)
def likely(text: str) -> dict[str, list[int]]:
    """Return, by area, the numbers of the sentences whose words alone make a breach possible."""
    raw, every = sentences(text)
    found: dict[str, list[int]] = {area: [] for area in AREAS}
    passing = sieve()
    for number, (begin, end, said) in enumerate(every):
        areas = sifted(passing, said)
        for area in areas if areas and _says(raw[begin:end].strip(), said) else ():
            found[area].append(number)
    return found


def _says(sentence: bytes, said: Sequence[bytes]) -> bool:
    """Say whether a sentence says anything: numbers alone do not, nor does an address."""
    return any(word[:1].isalpha() for word in said) and not (b"://" in sentence and b" " not in sentence)


@lru_cache(maxsize=512)
def _measured(words: tuple[bytes, ...], before: tuple[bytes, ...], after: tuple[bytes, ...]) -> Measured:
    """Measure a sentence once, though several areas judge it."""
    return measure(words, before, after)


def _said(raw: bytes, every: Sequence[Sentence], number: int) -> tuple[bytes, ...]:
    """Return the words of a sentence as written; none before the first and after the last."""
    if not 0 <= number < len(every):
        return ()
    begin, end, _ = every[number]
    return tuple(words(raw[begin:end]))


def judge(text: str, area: str) -> list[Judgement]:
    """Return the sentences of a text that an area's model would have a person look at."""
    raw, every = sentences(text)
    found: list[Judgement] = []
    for number in likely(text)[area]:
        parts = [_said(raw, every, at) for at in (number, number - 1, number + 1)]
        above = score(model_of(area), _measured(*parts)) - model_of(area).bar
        if above > 0:
            begin, end = _trimmed(raw, *every[number][:2])
            telling = _explain(raw, begin, end, area) if len(found) < MOST else ()
            found.append(Judgement(begin, end, above, telling))
    return found


def _trimmed(raw: bytes, begin: int, end: int) -> Place:
    """Return a place without the spaces at its end."""
    return begin, begin + len(raw[begin:end].rstrip())


def _explain(raw: bytes, begin: int, end: int, area: str) -> tuple[Place, ...]:
    """Return the places of the words without which the sentence would weigh least."""
    places = word_places(raw, begin, end)
    run = tuple(raw[slice(*place)] for place in places)
    lost = _lost(run, area)
    telling = [at for at, word in enumerate(run) if len(word) > SHORT]
    best = sorted(telling, key=lambda at: -lost[at])[:EXPLAINED]
    return tuple(places[at] for at in sorted(best) if lost[at] > 0)


@lru_cache(maxsize=256)
def _lost(run: tuple[bytes, ...], area: str) -> tuple[int, ...]:
    """Return what a sentence would lose in weight without each of its words."""
    model = model_of(area)
    whole = score(model, measure(run, (), ()))
    return tuple(whole - score(model, measure(run[:at] + run[at + 1 :], (), ())) for at in range(len(run)))
