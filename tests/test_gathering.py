"""One finding for one person in one place, told as one; excused part by part."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from policy_checks.gathering import block_of, gathered
from policy_checks.model import Level
from tests.project import EMAIL, PHONE, project, run, verdict, write

NAME = "Gillian Threlkeld"
OTHER = "Desmond Achebe"


def told(root: Path) -> list[tuple[str, list[str]]]:
    """Return check and parts of each finding as it is told."""
    found = gathered(verdict(root)).findings
    return [(f.check.removeprefix("personal-"), [p.check.removeprefix("personal-") for p in f.parts]) for f in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Ring {NAME} on {PHONE}.", [("phone", ["name", "phone"])]),
        (f"{PHONE} is {NAME}, {EMAIL} is {OTHER}.", [("phone", ["phone", "name"]), ("email", ["email", "name"])]),
        (f"{NAME}, {PHONE}, or {OTHER}, {EMAIL}.", [("phone", ["name", "phone"]), ("email", ["name", "email"])]),
        (f"{NAME}\nlives at 14 Mill Row\n{PHONE}\n{EMAIL}", [("address", ["name", "address", "phone", "email"])]),
        (f"- {NAME}\n- {PHONE}", [("name", []), ("phone", [])]),
        (f"{NAME} spoke.\n\nRing {PHONE}.", [("name", []), ("phone", [])]),
        (
            f"| Name | Tel |\n|---|---|\n| {NAME} | {PHONE} |\n| {OTHER} | 07700 900124 |",
            [("phone", ["name", "phone"])] * 2,
        ),
        (f"{NAME} has {PHONE} and 07700 900124.", [("phone", ["name", "phone", "phone"])]),
        (f"Ring {PHONE} or 07700 900124.", [("phone", []), ("phone", [])]),
        (f"Ring {PHONE} or {EMAIL}.", [("phone", ["phone", "email"])]),
        (f"{NAME} and {OTHER} spoke.", [("name", []), ("name", [])]),
    ],
)
def test_each_person_is_told_once_a_place(tmp_path: Path, text: str, wanted: list[tuple[str, list[str]]]) -> None:
    """Details after the name, or before it; by paragraph, list item and row."""
    assert told(project(tmp_path, {"docs/a.md": f"# A\n\n{text}\n"})) == wanted


def test_each_part_is_excused_by_itself(tmp_path: Path) -> None:
    """An entry for the name leaves the telephone and the address told, as one."""
    root = project(tmp_path, {"docs/a.md": f"# A\n\n{NAME} lives at 14 Mill Row, and is on {PHONE}.\n"})
    assert told(root) == [("address", ["name", "address", "phone"])]
    entry = f"- name: {NAME}\n  basis: consent\n  evidence: n\n  from: 2026-01-01\n"
    write(root, {"registers/people.yml": entry})
    assert told(root) == [("address", ["address", "phone"])]
    write(
        root, {"registers/people.yml": entry.replace("  basis", f"  phone: {PHONE}\n  address: 14 Mill Row\n  basis")}
    )
    assert told(root) == []


def test_the_report_has_a_place_for_each_part_and_counts_what_it_tells(tmp_path: Path) -> None:
    """As the contract for JSON says; the terminal names the places too."""
    root = project(tmp_path, {"docs/a.md": f"# A\n\nRing {NAME} on {PHONE}.\n"})
    body = json.loads(run(root, "check", "--format", "json").stdout)
    assert body["counts"]["reject"] == 1
    assert body["counts"]["hold"] == 0
    [finding] = body["findings"]
    assert (finding["check"], finding["level"], finding["line"], finding["column"]) == (
        "personal-phone",
        "reject",
        3,
        27,
    )
    assert [(part["check"], part["column"], part["end_column"]) for part in finding["parts"]] == [
        ("personal-name", 6, 23),
        ("personal-phone", 27, 39),
    ]
    assert finding["message"] == "This looks like a private person's name and telephone number."
    assert len(f"{finding['message']} {finding['remedy']}".split()) < 40
    assert "personal-name: line 3, column 6, personal-phone: line 3, column 27" in run(root, "check").stdout


def test_the_longest_message_is_short(tmp_path: Path) -> None:
    """Under 40 words with the remedy."""
    text = f"# A\n\n{NAME} lives at 14 Mill Row, {PHONE}, {EMAIL}.\n"
    [finding] = gathered(verdict(project(tmp_path, {"docs/a.md": text}))).findings
    assert finding.message.endswith("name, home address, telephone number and e-mail address.")
    assert len(f"{finding.message} {finding.remedy}".split()) < 40


def test_advice_is_told_apart(tmp_path: Path) -> None:
    """Only what stops is gathered."""
    judged = verdict(project(tmp_path, {"docs/a.md": f"# A\n\nRing {NAME} on {PHONE}.\n"}))
    soft = replace(judged, findings=tuple(replace(f, level=Level.ADVISE) for f in judged.findings))
    assert gathered(soft).findings == soft.findings


def test_a_paragraph_is_looked_back_over_for_a_while_only() -> None:
    """So that a page without an empty line takes no longer."""
    text = "x\n" * 100
    assert block_of(text, 150) == 126
    assert block_of("a\n14. b\nc", 9) == 2
    assert block_of("a\n14 b\nc", 8) == 0
