"""Outright threats against a person: runs of words, from a list of patterns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import re2

from policy_checks.flow import DATA, Pattern, fold, pattern

GAP = r"[^a-z0-9'.!?\n]+"
WORD = r"[a-z0-9']+"
AROUND = 150  # characters on either side in which a policy or a helpline would say that it quotes
QUOTING = pattern(
    r"\b(?:tolerated|policy|abusive|unacceptable|example|includ(?:e|es|ing)|definition|means|vexatious|behaviours?|such|helpline)\b"
)


def _step(part: str, gap: str = GAP) -> str:
    """Return the pattern of one step: a set of words (``?``: it may be missing), or ``_N``, up to N words of any sort."""
    if part[0] == "_":
        return f"(?:{WORD}{gap}){{0,{part[1:]}}}"
    optional = "?" if part.endswith("?") else ""
    words = "|".join(re2.escape(word).replace(r"\ ", GAP) for word in part.rstrip("?").split("|") if word)
    return f"(?:(?:{words}){gap}){optional}"


def _run(line: str) -> str:
    """Return the pattern of one line of the list; no gap follows its last step."""
    *steps, last = line.split()
    return "".join(map(_step, steps)) + _step(last, "")


@cache
def _threats() -> Pattern:
    """Read the list."""
    lines = (DATA / "threats.txt").read_text(encoding="utf-8").splitlines()
    runs = [_run(line) for line in lines if line and not line.startswith("#")]
    return pattern(r"\b(?:" + "|".join(runs) + r")\b")


def find_threat(text: str) -> Iterator[tuple[int, int]]:
    """Find outright threats against a person, where nothing near says that they are quoted."""
    raw = fold(text)
    for match in _threats().finditer(raw):
        start, end = match.span()
        if not QUOTING.search(raw[max(0, start - AROUND) : end + AROUND]):
            yield start, end
