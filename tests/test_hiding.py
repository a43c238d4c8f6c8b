"""What style sheets hide: words that nobody reads do not count as said."""

from __future__ import annotations

import pytest

from policy_checks.hiding import rules_of
from policy_checks.shown import page_shows
from tests.project import policy

SAID = "The site is not monitored"


def shows(html: str, *sheets: str) -> bool:
    """Say whether a page with these style sheets shows the words."""
    page = page_shows(html.encode(), rules_of(sheets))
    assert page
    return page.says(SAID, policy())


@pytest.mark.parametrize(
    "sheet",
    [
        ".note{display:none}",
        "@charset 'utf-8'; .note { color: red; Display : None !important }",
        "/* .note{display:block} */ div .note, x { visibility: hidden; }",
        ".note { position: absolute; clip-path: inset(50%) }",
        ".note { clip: rect(0 0 0 0) }",
        ".note { opacity: 0 }",
        ".note { font-size: 0px; }",
        ".note { text-indent: -9999px }",
        "div { display: none }",
        "} .x { color: red } .note { display: none }",
        "div { display: block } .note { display: none",
        "div { color: red; .x { color: blue } display: none }",
    ],
)
def test_words_that_a_style_sheet_hides_are_not_shown(sheet: str) -> None:
    """Whatever way it takes, in a file or in the page itself."""
    html = f"<div><p class='note'>{SAID}</p></div>"
    assert shows(html)
    assert not shows(html, sheet)
    assert not shows(f"<style>{sheet}</style>{html}")


@pytest.mark.parametrize(
    "sheet",
    [
        ".other{display:none}",
        ".note{display:none} .note{display:block}",
        "@media print { .note { display: none } }",
        "@media (max-width: 30em) { .note { display: none } }",
        ".note:hover { display: none } .note::before { display: none } ::: { display: none }",
        "/* .note{display:none} */",
        ".note { opacity: 0.5; font-size: 0.9rem; clip-path: inset(0); text-indent: -1em; visibility: visible }",
        "} .x { color: red } .note { color: red }",
    ],
)
def test_words_that_are_hidden_only_at_times_or_not_at_all_are_shown(sheet: str) -> None:
    """What a printer or a narrow screen leaves out is there all the same."""
    assert shows(f"<div><p class='note'>{SAID}</p></div>", sheet)
