"""Pages of a size that nobody writes: names, digits, one word. Four times as long takes about four times as long."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from policy_checks.checks import CHECKS
from policy_checks.gathering import gathered
from policy_checks.judge import Judged, judge_document
from policy_checks.matching import Matcher, compile_checks
from policy_checks.model import Area, Verdict
from tests.project import TODAY, documents, linear, policy

PAGES: dict[str, Callable[[int], str]] = {
    "a list of names": lambda n: "\n".join(["Gillian Threlkeld"] * n),
    "names in one line": lambda n: ", ".join(["Gillian Threlkeld"] * n),
    "names with telephones and illnesses": lambda n: "".join(
        f"Gillian Threlkeld has had a stroke, ring 07700 900{i % 1000:03d}.\n" for i in range(n // 2)
    ),
    "digits only": lambda n: "07700900123" * n,
    "digits apart": lambda n: "0 7 " * n,
    "one word": lambda n: "a" * (50 * n),
    "one word in capitals": lambda n: "AB" * (25 * n),
    "a table of ages": lambda n: "| Child | Age |\n|---|---|\n" + "| Mo | 6 |\n" * (n // 2),
    "plates": lambda n: "the car AB12 CDE\n" * (n // 2),
}
LEAST = 0.05  # seconds; shorter times say nothing of growth


@pytest.fixture(scope="module")
def checks() -> Matcher:
    """Return every check of private matter."""
    return compile_checks([check for check in CHECKS if check.area is Area.PERSONAL])


def seconds(text: str, checks: Matcher) -> float:
    """Return how long a page takes to be read, judged and gathered, in time of this process alone."""
    started = time.process_time()
    for document in documents(f"# Page\n\n{text}\n"):
        judged = Judged()
        found = judge_document(document, policy(), checks, judged)
        assert judged.undecided == []
        gathered(Verdict(1, tuple(found), (), (), "", TODAY))
    return time.process_time() - started


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_four_times_as_long_takes_about_four_times_as_long(page: Callable[[int], str], checks: Matcher) -> None:
    """A page that grows may not take its square."""
    assert linear(lambda size: seconds(page(size), checks), 500, LEAST)
