"""What to do about private matter in minutes, and the lines that record it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from policy_checks.checks import CHECKS
from policy_checks.gathering import gathered
from policy_checks.model import Check
from policy_checks.remedies import REDACT, is_record, remedy_of
from tests.project import EMAIL, PHONE, documents, project, run, verdict, write

MINUTES = documents("# Minutes\n", "docs/council/minutes/2026-10.md")[0]


@pytest.mark.parametrize(
    ("name", "text", "record"),
    [
        ("docs/council/minutes/2026-10.md", "# October\n", True),
        ("docs/2026-10-14-Minutes.md", "# October\n", True),
        ("docs/meetings/example/minutes_oct.txt", "October\n", True),
        ("docs/a.md", "---\ntitle: Minutes of 14 October\n---\n", True),
        ("docs/minutes/2026-10-draft.md", "# October\n", False),
        ("docs/minutes/2026-10.md", "---\nstatus: draft\n---\n", False),
        ("docs/agenda.md", "# Agenda\n\n1. Minutes\n", False),
    ],
)
def test_minutes_are_a_record_once_they_are_no_draft(name: str, text: str, record: bool) -> None:  # noqa: FBT001
    """By the page's path, title or status."""
    assert is_record(documents(text, name)[0]) == record


def test_what_hides_in_the_file_of_minutes_is_taken_out_of_it() -> None:
    """A comment or a tracked change is no part of what was signed."""
    hiding = [check for check in CHECKS if check.id.startswith("attachment-")]
    assert hiding
    assert [check.id for check in hiding if remedy_of(check, MINUTES) != check.remedy] == []


@pytest.mark.parametrize(
    "check",
    [check for check in CHECKS if check.area == "personal" and not check.id.startswith("attachment-")],
    ids=lambda check: check.id,
)
def test_what_is_private_in_minutes_is_redacted_in_a_copy(check: Check) -> None:
    """In under 40 words; never “take it out”."""
    remedy = remedy_of(check, MINUTES)
    assert remedy.startswith(REDACT)
    assert len(f"{check.message} {remedy}".split()) < 40


def test_a_gathered_finding_in_minutes_says_so_too(tmp_path: Path) -> None:
    """And other matter of the page says what it always says."""
    text = f"# Minutes\n\nGillian Threlkeld of 14 Mill Row, {PHONE}, {EMAIL}.\n\n![Oak](oak.jpg)\n"
    told = gathered(verdict(project(tmp_path, {"docs/minutes/2026-10.md": text}))).findings
    person = next(f for f in told if f.parts)
    assert person.remedy.startswith(REDACT)
    assert len(f"{person.message} {person.remedy}".split()) < 40
    assert not any(f.remedy.startswith(REDACT) for f in told if f.area != "personal")


def test_the_lines_to_paste_hold_no_value_and_are_given_once(tmp_path: Path) -> None:
    """Filled in, they are an entry that lets the finding through."""
    text = f"# A\n\nRing {PHONE}.\n\nOr 07700 900124.\n\nOr Gillian Threlkeld, {EMAIL}.\n"
    root = project(tmp_path, {"docs/a.md": text})
    told = gathered(verdict(root)).findings
    assert [bool(f.paste) for f in told] == [True, False, True]
    assert [list(yaml.safe_load(f.paste)[0])[:3] for f in told if f.paste] == [
        ["phone", "basis", "evidence"],
        ["name", "email", "basis"],
    ]
    output = run(root, "check").stdout
    assert output.count("- phone: …") == 1
    assert PHONE not in output
    filled = told[0].paste.replace("phone: …", f"phone: {PHONE}").replace("evidence: …", "evidence: note 1")
    write(root, {"registers/people.yml": filled + "\n"})
    assert len(verdict(root).excused) == 1
