"""The verdict: findings, registers and today's date in; what stops, what is excused and what ran out, out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from policy_checks.evidence import Evidence
from policy_checks.judge import Judged
from policy_checks.model import Check, Excused, Finding, Place, Policy, Surface, Verdict
from policy_checks.moderation import Desk, listed
from policy_checks.reading import digest
from policy_checks.recorded import Days, business
from policy_checks.registers import Entry, Index, Registers, Site
from policy_checks.works import explained, judge_works, unlooked, unused


def decide(
    judged: Judged,
    registers: Registers,
    policy: Policy,
    checks: Mapping[str, Check],
    rules: str,
    today: date,
    *,
    whole: bool = False,
    public: bool = False,
    evidence: Evidence | None = None,
    publishing: bool = False,
) -> Verdict:
    """Decide what is publishable. ``today`` is the date in Europe/London.

    ``whole`` says that everything was judged, so that entries which nothing uses can be told; ``public`` that anybody
    can read the repository; ``evidence`` is what an account stands behind; ``publishing`` that a page signed off under
    older rules is let through, with a date to deal with what the new ones find.
    """
    desk = Desk(policy, registers, judged, rules, today, evidence)
    site = Site(judged.files, today, _business(judged), judged.pages)
    index = Index(registers, policy, site, desk.passing, desk.waives)
    findings: list[Finding] = []
    excused: list[Excused] = []
    for finding in (*judged.findings, *judge_works(index, checks, policy)):
        excused_by = checks[finding.check].excused_by
        passed = index.excuse(finding, excused_by)
        if passed is None:
            finding = explained(finding, index) if excused_by == "credits" else finding
            findings.append(desk.eased(finding) if publishing else finding)
        else:
            excused.append(passed)
    findings.extend(desk.findings(checks))
    if whole:
        from policy_checks.diary import of_diary  # only a whole website has meetings

        findings.extend(of_diary(judged, registers, policy, checks, today))
    findings.extend(_of_entries(registers, index, policy, checks, today, whole=whole, public=public))
    return Verdict(judged.documents, _ordered(findings), tuple(excused), tuple(judged.undecided), rules, today)


def _business(judged: Judged) -> dict[str, Days]:
    """Return the days of the business of each page with findings, where it says them."""
    pages = {finding.page for finding in judged.findings} & judged.pages.keys()
    days = {page: business(page, _settings(judged, page)) for page in pages}
    return {page: each for page, each in days.items() if each}


def _settings(judged: Judged, page: str) -> Mapping[str, object]:
    """Return a page's settings; a picture or paper has none, and need not be read again to be told so."""
    head = judged.pages.head(page)
    return judged.pages[page].settings if head and head.kind == "markdown" else {}


def _of_entries(
    registers: Registers,
    index: Index,
    policy: Policy,
    checks: Mapping[str, Check],
    today: date,
    *,
    whole: bool,
    public: bool,
) -> Iterable[Finding]:
    """Yield a finding for each entry that ran out, that nothing uses, or that the public could read."""
    for entry in registers:
        line = (entry.register, entry.record.line)
        if entry.expired(today) and not (entry.office and line in index.excusing):  # an archive may rely on it
            yield _entry_finding(checks["register-expired"], entry, registers, policy)
        elif whole and entry.register in UNUSED and line not in index.used:
            yield unused(_entry_finding(checks["register-unused"], entry, registers, policy), entry, index)
        if unlooked(entry, index):
            finding = _entry_finding(checks["copyright-people"], entry, registers, policy)
            yield replace(finding, paste="  people: none # or: crowd, adults, children")
        if public and _private(entry):
            yield _entry_finding(checks["register-public"], entry, registers, policy)


def _private(entry: Entry) -> bool:
    """Say whether an entry tells of anybody. A sign-off without keys names an office and a page only."""
    return entry.register != "signoffs" or bool(listed(entry, "passes") or listed(entry, "relies_on"))


UNUSED = frozenset({"people", "credits", "waivers"})  # the others are records, kept for their own time


def _entry_finding(check: Check, entry: Entry, registers: Registers, policy: Policy) -> Finding:
    line = entry.record.line
    return Finding(
        check=check.id,
        area=check.area,
        clause=check.clause,
        level=check.level,
        path=f"{registers.folder}/{entry.register}.yml",
        page="",
        place=Place(line, 1, line, 2),
        surface=Surface.WRITTEN,
        message=check.message,
        remedy=check.remedy,
        clause_text=policy.clauses[check.clause].words if check.clause in policy.clauses else "",
        digest=digest(f"{entry.register} {line}", policy.salt),
    )


def _ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.path, f.place.line, f.place.column, f.check)))
