"""Writing a waiver: the finding is named by its key, so that no private words are stored."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from policy_checks.gate import Gate, check_written, london_today, verdict_of
from policy_checks.log import Entry, record, subject_of
from policy_checks.model import Area, Finding, Level, UnreadableError
from policy_checks.moderation import Desk
from policy_checks.receipt import rules_digest


def waive(gate: Gate, place: str, reason: str, by: str, until: str) -> str:
    """Add an entry to registers/waivers.yml and to the record for each finding on ``PAGE:LINE``; return what was done.

    Raises UnreadableError when the place, the date or the office is none, or nothing is found there.
    """
    page, _, line = place.rpartition(":")
    if not page or not line.isdecimal() or Path(page).is_dir():
        raise UnreadableError("give the place as PAGE:LINE, such as docs/news/fete.md:12")
    if by not in {office.office for office in gate.policy.offices if office.moderates}:
        raise UnreadableError("“--by” must be an office that may moderate, as policy.yml names it")
    day = _day(until)
    judged = check_written(gate, [Path(page)], Path.cwd())
    verdict = verdict_of(gate, judged, london_today(), whole=False, environment={})
    stops = [each for each in verdict.findings if each.stops and each.area is not Area.MODERATION]
    findings = [finding for finding in stops if finding.place.line == int(line)]
    if not findings:
        raise UnreadableError("nothing that stops the page was found on this line")
    known = {each.text("key") for each in gate.registers.entries["waivers"]}
    findings = [finding for finding in findings if finding.key not in known]
    if not findings:
        raise UnreadableError("this is in registers/waivers.yml already: change its “until” date there")
    if any(finding.area is Area.CONDUCT or finding.level is Level.HOLD for finding in findings):
        desk = Desk(gate.policy, gate.registers, judged, rules_digest(), london_today())
        if any(desk.about(finding, by) for finding in findings):
            raise UnreadableError(f"this is about the {by}: another office decides")
    for finding in findings:
        record(gate, decision(finding, gate.policy.salt, by, day))
    file = gate.root / "registers" / "waivers.yml"
    file.parent.mkdir(exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write("\n" if text and not text.endswith("\n") else "")
        stream.writelines(entry(finding, reason, by, day) for finding in findings)
    added = ", ".join(finding.check for finding in findings)
    return f"Added to registers/waivers.yml: {added}. Check it, and commit it with the page.\n"


def _day(until: str) -> date:
    try:
        return date.fromisoformat(until)
    except ValueError:
        raise UnreadableError("give the end as a date such as 2027-11-01") from None


def decision(finding: Finding, salt: str, by: str, until: date) -> Entry:
    """Return what the record keeps of a waiver: not the reason, which may tell of somebody."""
    about, mark = subject_of(finding.page, salt), subject_of(finding.key, salt)
    return Entry("waiver", london_today(), by, finding.clause, about, mark, (finding.check,), until)


def entry(finding: Finding, reason: str, by: str, until: date) -> str:
    """Return the entry for a finding, as YAML."""
    fields = {"key": finding.key, "check": finding.check, "page": finding.page, "reason": reason, "by": by}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "- " + "\n  ".join([*lines, f"until: {until.isoformat()}"]) + "\n"
