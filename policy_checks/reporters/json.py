"""The verdict as JSON, for other programs (DESIGN §3: a contract)."""

from __future__ import annotations

import json
from dataclasses import asdict

from policy_checks.model import Excused, Finding, Level, Verdict

SCHEMA = 1


def report(verdict: Verdict) -> str:
    """Return the verdict as a JSON document and a line end."""
    counts = {"documents": verdict.documents, **{level.value: verdict.count(level) for level in Level}}
    body = {
        "schema": SCHEMA,
        "publishable": verdict.publishable,
        "counts": {**counts, "excused": len(verdict.excused)},
        "findings": [finding_fields(finding) for finding in verdict.findings],
        "excused": [_excused(each) for each in verdict.excused],
        "undecided": [asdict(each) for each in verdict.undecided],
        "withheld": list(verdict.withheld),
        "rules": verdict.rules,
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def finding_fields(finding: Finding) -> dict[str, object]:
    """Return what may be reported of a finding: never its words, digest or key."""
    fields: dict[str, object] = {
        "check": finding.check,
        "area": finding.area.value,
        "clause": finding.clause,
        "level": finding.level.value,
        "path": finding.path,
        **asdict(finding.place),
        "surface": finding.surface.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "clause_text": finding.clause_text,
    }
    if finding.paste:
        fields["paste"] = finding.paste
    if finding.parts:
        fields["parts"] = [{"check": part.check, **asdict(part.place)} for part in finding.parts]
    return fields


def _excused(each: Excused) -> dict[str, object]:
    return {**finding_fields(each.finding), "register": each.register, "register_line": each.line}
