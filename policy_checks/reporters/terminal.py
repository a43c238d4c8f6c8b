"""The verdict for somebody at a keyboard: page by page, in plain sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import groupby

from policy_checks.model import Finding, Level, Place, Verdict
from policy_checks.reporters.text import clean

WORDS = {Level.REJECT: "Stopped", Level.HOLD: "Held for sign-off", Level.ADVISE: "Advice"}
NOWHERE = Place()  # the file as a whole
COLOURS = {Level.REJECT: "31", Level.HOLD: "33", Level.ADVISE: "36"}


def report(verdict: Verdict) -> str:
    """Return the verdict as text, coloured only when standard output is a terminal that wants it."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return "\n".join(_lines(verdict, colour=colour)) + "\n"


def plain(verdict: Verdict) -> str:
    """Return the verdict as text without colour."""
    return "\n".join(_lines(verdict, colour=False)) + "\n"


def _lines(verdict: Verdict, *, colour: bool) -> Iterator[str]:
    for path, findings in groupby(verdict.findings, key=lambda finding: finding.path):
        yield _paint(clean(path), "1", colour=colour)
        for finding in findings:
            yield from finding_lines(finding, colour=colour)
        yield ""
    for each in verdict.undecided:
        yield _paint(clean(each.path), "1", colour=colour)
        yield f"  {_paint('Could not be judged', '35', colour=colour)}: {clean(each.reason)}."
        yield ""
    yield summary(verdict)


def finding_lines(finding: Finding, *, colour: bool) -> Iterator[str]:
    """Yield the lines of one finding: where, what, the clause, what to do, and where to read more."""
    word = _paint(WORDS[finding.level], COLOURS[finding.level], colour=colour)
    place = "" if finding.place == NOWHERE else f"Line {finding.place.line}, column {finding.place.column}. "
    yield f"  {place}{word}: {finding.message}"
    if len({part.check for part in finding.parts}) > 1:
        yield "    " + ", ".join(
            f"{part.check}: line {part.place.line}, column {part.place.column}" for part in finding.parts
        )
    if finding.clause_text:
        yield f"    The policy ({finding.clause}) says: “{clean(finding.clause_text)}”."
    yield f"    What to do: {finding.remedy}"
    yield from (f"        {clean(line)}" for line in finding.paste.splitlines())
    yield f"    More: CHECKS.md, under {finding.check}"


def summary(verdict: Verdict) -> str:
    """Return the last line: what was read, what stops, and whether it can be published."""
    counts = (
        f"{verdict.documents} read, {verdict.count(Level.REJECT)} stopped, {verdict.count(Level.HOLD)} held, "
        f"{verdict.count(Level.ADVISE)} advice, {len(verdict.excused)} excused by the registers"
    )
    if verdict.undecided:
        counts += f", {len(verdict.undecided)} could not be judged"
    return f"{counts}. {'Can be published.' if verdict.publishable else 'Not published.'}{_withheld(verdict)}"


def _withheld(verdict: Verdict) -> str:
    """Return a sentence on what is kept back while everything else is published."""
    if not verdict.withheld:
        return ""
    names = ", ".join(clean(path) for path in verdict.withheld)
    return f" Withheld, until it is put right: {names}. Everything else is published."


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\033[{code}m{text}\033[0m" if colour else text
