"""The verdict as SARIF 2.1.0 (OASIS), for code-scanning pages."""

from __future__ import annotations

import json
from urllib.parse import quote

from policy_checks import __version__
from policy_checks.checks import CHECKS
from policy_checks.model import Check, Finding, Level, Undecided, Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Level.REJECT: "error", Level.HOLD: "error", Level.ADVISE: "note"}
MOST = 5000  # results that are shown; the exit status counts them all


def report(verdict: Verdict) -> str:
    """Return the verdict as a SARIF log and a line end."""
    driver = {"name": "policy-checks", "version": __version__, "rules": [_rule(check) for check in CHECKS]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in verdict.findings[:MOST]],
        "invocations": [
            {
                "executionSuccessful": not verdict.undecided,
                "toolExecutionNotifications": [_notification(each) for each in verdict.undecided],
            }
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(check: Check) -> dict[str, object]:
    return {
        "id": check.id,
        "shortDescription": {"text": check.message},
        "fullDescription": {"text": check.why},
        "help": {"text": check.remedy},
        "properties": {"clause": check.clause, "area": check.area.value},
    }


def _result(finding: Finding) -> dict[str, object]:
    place = finding.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": max(place.end_column, place.column if place.line == place.end_line else 1),
    }
    location = {"artifactLocation": {"uri": quote(finding.path)}, "region": region}
    return {
        "ruleId": finding.check,
        "level": LEVELS[finding.level],
        "message": {"text": "\n".join(filter(None, [f"{finding.message} {finding.remedy}", finding.paste]))},
        "locations": [{"physicalLocation": location}],
        "properties": {"level": finding.level.value, "clause": finding.clause},
    }


def _notification(each: Undecided) -> dict[str, object]:
    location = {"physicalLocation": {"artifactLocation": {"uri": quote(each.path)}}}
    return {"level": "error", "message": {"text": f"Could not be judged: {each.reason}"}, "locations": [location]}
