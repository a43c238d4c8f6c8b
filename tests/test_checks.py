"""Each check's own examples: what must be found, at the marked place, and what may not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_checks import checks
from policy_checks.checks import CHECKS
from policy_checks.checks.register_entries import nowhere
from policy_checks.model import Check
from tests.project import findings, policy

FAILS = [pytest.param(check, text, id=f"{check.id}: {text[:60]}") for check in CHECKS for text in check.fails]
PASSES = [pytest.param(check, text, id=f"{check.id}: {text[:60]}") for check in CHECKS for text in check.passes]


def marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text without its ``⟦…⟧`` marks, and the spans that they were round."""
    spans, plain = [], ""
    for number, part in enumerate(text.replace("⟧", "⟦").split("⟦")):
        if number % 2:
            spans.append((len(plain), len(plain) + len(part)))
        plain += part
    return plain, spans


def offset(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column."""
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


@pytest.mark.parametrize(("check", "text"), FAILS)
def test_what_must_be_found_is_found_at_its_place(check: Check, text: str) -> None:
    """A failing example gives findings of its check at the marked spans and at no others."""
    plain, spans = marks(text)
    found = [
        (offset(plain, f.place.line, f.place.column), offset(plain, f.place.end_line, f.place.end_column))
        for f in findings(plain, f"docs/{check.example}", [check])
    ]
    assert found == spans


@pytest.mark.parametrize(("check", "text"), PASSES)
def test_what_is_lawful_passes(check: Check, text: str) -> None:
    """A passing example gives no finding of its check."""
    assert findings(text, f"docs/{check.example}", [check]) == []


def test_every_check_has_examples_of_both_kinds() -> None:
    """Only those whose findings the verdict makes, from the registers, have none."""
    assert all(check.find is nowhere for check in CHECKS if not check.fails or not check.passes)


def test_ids_are_unique_and_name_their_file() -> None:
    """A newcomer finds a check's file by its id."""
    ids = [check.id for check in CHECKS]
    assert len(ids) == len(set(ids))
    folder = Path(checks.__file__).parent
    sources = {file.stem.replace("_", "-"): file.read_text(encoding="utf-8") for file in folder.glob("*.py")}
    for name in ids:
        family = name if name in sources else f"{name.split('-')[0]}-entries"
        assert f'id="{name}"' in sources[family], name


def test_every_check_names_a_clause_of_the_policy() -> None:
    """No check without a clause."""
    assert {check.clause for check in CHECKS} <= set(policy().clauses)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_messages_are_short_and_plain(check: Check) -> None:
    """Under 40 words together, and no jargon."""
    words = f"{check.message} {check.remedy}"
    assert len(words.split()) < 40
    assert not {"regex", "pattern", "HTML", "violation", "error", "invalid", "YAML"} & set(
        words.replace(".", "").split()
    )
