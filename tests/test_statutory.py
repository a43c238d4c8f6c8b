"""``statutory:`` at the top of a page: what a law has published is held, and passes with a sign-off; the rest never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_checks.judge import text_digest
from policy_checks.model import Level
from policy_checks.reference import explain
from policy_checks.statutory import cited, laws
from tests.project import PHONE, findings, project, verdict, write

INTERESTS = "Localism Act 2011, section 29"
BODY = f"""
# Register of interests

Gillian Threlkeld lives at 14 Mill Row.

Her telephone is {PHONE}.

National Insurance number QQ 12 34 56 C. Sort code 12-34-56, account 12345678.

Gillian Threlkeld has had a stroke.
"""
NEVER = {"personal-phone", "personal-identifier", "personal-bank", "personal-special"}


def page(law: str) -> str:
    """Return a page that names a law."""
    return f"---\ntitle: Register\nstatutory: {law}\n---\n{BODY}"


def rejected(text: str) -> set[str]:
    """Return the checks that reject something in a text."""
    return {f.check for f in findings(text) if f.level is Level.REJECT}


def test_the_law_holds_what_it_has_published_and_nothing_else() -> None:
    """The home address is held; the telephone, National Insurance, bank and health are rejected all the same."""
    assert rejected(BODY) == NEVER | {"personal-address"}
    assert rejected(page(INTERESTS)) == NEVER
    held = next(f for f in findings(page(INTERESTS)) if f.check == "personal-address")
    assert held.level is Level.HOLD
    assert "the register of members' interests" in held.remedy
    assert len(f"{held.message} {held.remedy}".split()) < 40


@pytest.mark.parametrize(
    "law", ["Accounts and Audit Regulations 2015, regulation 13", "Theft Act 1968, section 1", "29"]
)
def test_a_law_that_has_no_addresses_published_holds_none(law: str) -> None:
    """Known for names alone, or not known at all."""
    assert "personal-address" in rejected(page(law))


def test_no_law_of_the_list_covers_more_than_names_and_home_addresses() -> None:
    """And the check's page says of each what it covers."""
    assert {check for law in laws() for check in law.covers} == {"personal-name", "personal-address"}
    assert all(f"“{law.citation}”: {law.subject}" in explain("personal-statutory") for law in laws())


@pytest.mark.parametrize(
    "written",
    [
        "Localism Act 2011, section 29",
        "The Localism Act 2011 s29",
        "localism act 2011, s. 29(7)",
        ["Local Government Act 1972, s.87(2)", "Localism Act 2011, section 29"],
    ],
)
def test_a_law_is_known_however_it_is_cited(written: object) -> None:
    """In full or short, alone or in a list."""
    assert INTERESTS in [law.citation for law in cited({"statutory": written}) if law]


@pytest.mark.parametrize("written", ["Localism Act 2011, section 30", "Localism Act 2011", "", True, {"act": 1}])
def test_what_is_not_on_the_list_is_no_law(written: object) -> None:
    """Another section, no section, nothing."""
    assert list(cited({"statutory": written})) == [None]


def test_a_sign_off_passes_what_the_law_has_published(tmp_path: Path) -> None:
    """It stays listed, among what the registers let through; an edit voids it."""
    text = page(INTERESTS).replace(BODY, "\n# Register\n\nThe tenant lives at 14 Mill Row.\n")
    root = project(tmp_path, {"docs/register.md": text})
    keys = [f.key for f in verdict(root).findings]
    assert [f.level for f in verdict(root).findings] == [Level.HOLD]
    entry = f"- page: register.md\n  by: Clerk\n  on: 2026-11-03\n  sha256: {text_digest(text.encode())}\n  passes: {keys}\n"
    write(root, {"registers/signoffs.yml": entry})
    assert verdict(root).publishable
    assert [(each.register, each.finding.check) for each in verdict(root).excused] == [("signoffs", "personal-address")]
    write(root, {"docs/register.md": text + "\nMore.\n"})
    assert not verdict(root).publishable
    write(root, {"docs/register.md": text.replace(INTERESTS, "Localism Act 2011, section 1")})
    assert [f.level for f in verdict(root).findings] == [Level.REJECT, Level.REJECT]
