"""Judge the sentences of a text with the small models. numpy is loaded on first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policy_checks.prose.model import Model

WEIGHTS = Path(__file__).parent / "weights"
EXPLAINED = 4  # words that explain a judgement


@dataclass(frozen=True)
class Judgement:
    """A sentence that reads as a breach, how far above the bar, and the words that weighed most."""

    start: int
    end: int
    score: int  # thousandths above the bar
    words: tuple[tuple[int, int], ...]


@lru_cache(maxsize=3)
def model_of(area: str) -> Model:
    """Load the weights of an area."""
    from policy_checks.prose.model import load

    return load(WEIGHTS, area)


def judge(text: str, area: str) -> list[Judgement]:
    """Return the sentences of a text that an area's model would have a person look at."""
    from policy_checks.prose.model import UNIT, explain, measured, scores

    model = model_of(area)
    found = measured(text, WEIGHTS)
    if found is None:
        return []
    sheet, bar = found.sheet, model.settings["bar"]
    total = scores(model, found)
    judgements = []
    for at in (total > bar).nonzero()[0].tolist():
        words = explain(model, sheet, at, EXPLAINED)
        above = int(total[at] - bar) * 1000 // UNIT
        judgements.append(Judgement(int(sheet.begin[at]), int(sheet.end[at]), above, words))
    return judgements
