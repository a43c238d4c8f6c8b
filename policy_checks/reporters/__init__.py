"""Reporters: each a function of a Verdict. None prints a word of what was found."""

from __future__ import annotations

from collections.abc import Callable

from policy_checks.model import Verdict
from policy_checks.reporters import github, json, sarif, terminal

REPORTERS: dict[str, Callable[[Verdict], str]] = {
    "terminal": terminal.report,
    "json": json.report,
    "github": github.report,
    "sarif": sarif.report,
}
