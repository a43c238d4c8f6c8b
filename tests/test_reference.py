"""What is made from other files is current, and the README's commands are the Makefile's."""

from __future__ import annotations

from fnmatch import fnmatch

import pytest

from policy_checks.checks import CHECKS
from policy_checks.model import UnreadableError
from policy_checks.reference import explain, reference
from tests.project import ROOT, policy
from tests.regenerate import DATA, THEME_LIST, script_list, theme_list


def test_the_reference_is_current() -> None:
    """CHECKS.md is what `make regenerate` would write."""
    assert (ROOT / "CHECKS.md").read_text(encoding="utf-8") == reference()


def test_the_theme_list_is_current() -> None:
    """So an upgraded theme is looked at before it is published."""
    assert THEME_LIST.read_text(encoding="utf-8") == theme_list()


def test_the_list_of_the_themes_scripts_is_current() -> None:
    """Any other script in a page is refused."""
    assert (DATA / "theme_scripts.txt").read_text(encoding="utf-8") == script_list()


def test_each_check_can_be_explained() -> None:
    """And an unknown one is said to be unknown."""
    assert all(check.message in explain(check.id) for check in CHECKS)
    with pytest.raises(UnreadableError, match="no check of this name"):
        explain("nonsense")


def test_the_clauses_words_stand_in_the_published_policy() -> None:
    """Byte for byte."""
    page = (ROOT / "docs" / policy().page).read_text(encoding="utf-8")
    assert [name for name, clause in policy().clauses.items() if clause.words not in page] == []


def test_each_clause_has_its_anchor_on_the_policy_page() -> None:
    """A finding links to it."""
    page = (ROOT / "docs" / policy().page).read_text(encoding="utf-8")
    anchors = {name: (f"#{name.lower()} ", f"#{name.lower()}}}", f'id="{name.lower()}"') for name in policy().clauses}
    assert [name for name, forms in anchors.items() if not any(form in page for form in forms)] == []


@pytest.mark.parametrize("command", ["make site", "make test", "make check", "make serve"])
def test_the_readme_and_the_makefile_agree(command: str) -> None:
    """Each command that the README gives is one of the Makefile's."""
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n{command.split()[1]}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_check_keeps_a_clause_and_every_pattern_names_a_check() -> None:
    """policy.yml says what keeps each clause, and there is such a check."""
    kept = {
        name for clause in policy().clauses.values() for name in clause.kept_by if name.islower() and " " not in name
    }
    ids = {check.id for check in CHECKS}
    assert {name for name in kept if not any(fnmatch(each, name) for each in ids)} == set()
    assert {each for each in ids if not any(fnmatch(each, name) for name in kept)} == set()
