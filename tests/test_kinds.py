"""Each kind of private matter in many hands (tests/kinds.txt): found where it stands; what only looks like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_checks.checks import CHECKS
from policy_checks.judge import Judged, judge_document
from policy_checks.matching import Matcher, compile_checks
from policy_checks.model import Area
from tests.project import documents, policy
from tests.test_checks import marks, offset

ROWS = [
    row.partition("\t")[::2]
    for row in (Path(__file__).parent / "kinds.txt").read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]
KINDS = sorted({kind for kind, _ in ROWS})


@pytest.fixture(scope="module")
def kinds() -> Matcher:
    """Return the checks of private matter, but for names, which have tests of their own."""
    return compile_checks([c for c in CHECKS if c.area is Area.PERSONAL and c.id != "personal-name"])


def found(text: str, checks: Matcher) -> list[tuple[int, int]]:
    """Return the spans in which something is found."""
    places = [f.place for d in documents(text) for f in judge_document(d, policy(), checks, Judged())]
    return [(offset(text, p.line, p.column), offset(text, p.end_line, p.end_column)) for p in places]


@pytest.mark.parametrize("kind", KINDS)
def test_every_passage_of_a_kind_is_judged_rightly(kind: str, kinds: Matcher) -> None:
    """Every marked span is met by a finding; where nothing is marked, nothing is found."""
    wrong = []
    for text, spans in (marks(row.replace("\\n", "\n")) for each, row in ROWS if each == kind):
        spots = found(text, kinds)
        met = all(any(a < end and b > start for a, b in spots) for start, end in spans)
        if not met or (spots and not spans):
            wrong.append(text)
    assert wrong == []


def test_there_are_passages_of_every_kind() -> None:
    """So that none is forgotten."""
    assert len(ROWS) > 250
    assert {"pass", "special", "address", "vehicle", "passport", "licence", "cookie", "handle", "dob"} <= set(KINDS)
