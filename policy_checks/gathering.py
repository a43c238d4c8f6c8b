"""One finding for one person in one place: a name with the address, telephone and e-mail beside it. Pure.

Findings are gathered to be told, after the registers were asked, so an entry or a sign-off excuses part by part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from policy_checks.model import Finding, Level, Part, Verdict

NAME = "personal-name"
DETAILS = {
    NAME: "name",
    "personal-address": "home address",
    "personal-phone": "telephone number",
    "personal-email": "e-mail address",
}
FIELDS = {check: check.removeprefix("personal-") for check in DETAILS}  # of people.yml
BASES = "consent # or: public-task, legal-obligation, contract, legitimate-interests, not-living"
REMEDY = (
    "Take them out, or write “a resident” and give the Clerk's address. What may lawfully stay is entered in "
    "registers/people.yml, with its basis."
)

MARKS = ("- ", "* ", "+ ", "#", "|", ">", "<", "---")  # what a list item, heading, row or tag begins with
MOST_LINES = 12  # of a paragraph, that are looked back over


def block_of(text: str, at: int) -> int:
    """Return the offset at which the paragraph, list item or table row around an offset begins."""
    begin = text.rfind("\n", 0, at) + 1
    for _ in range(MOST_LINES):
        above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
        line = text[above : max(begin - 1, 0)]
        if not line.strip() or "|" in line or _is_marked(text[begin : begin + 8].lstrip()):
            break
        begin = above
    return begin


def _is_marked(line: str) -> bool:
    numbered = line[:1].isdigit() and line.lstrip("0123456789")[:1] in {".", ")"}
    return numbered or line.startswith(MARKS)


def gathered(verdict: Verdict) -> Verdict:
    """Return a verdict that tells of each person once a place, in the order of the pages."""
    apart = [finding for finding in verdict.findings if not _of_person(finding)]
    people = sorted(filter(_of_person, verdict.findings), key=_where)
    together = [_one(group) for _, block in groupby(people, key=_block) for group in _persons(list(block))]
    found = sorted([*apart, *together], key=lambda f: (f.path, f.place.line, f.place.column, f.check))
    return replace(verdict, findings=tuple(_pasted_once(found, verdict.today)))


def _pasted_once(findings: Sequence[Finding], today: date) -> Iterator[Finding]:
    """Yield the findings, the first of each sort with the lines of people.yml that would let it through, values left out."""
    seen: set[str] = set()
    for finding in findings:
        lines = _lines(finding, today) if _of_person(finding) else finding.paste
        yield replace(finding, paste="" if _of_person(finding) and lines in seen else lines)
        seen.add(lines)


def _lines(finding: Finding, today: date) -> str:
    checks = {finding.check, *(part.check for part in finding.parts)}
    fields = [f"{FIELDS[check]}: …" for check in DETAILS if check in checks]
    return "- " + "\n  ".join([*fields, f"basis: {BASES}", "evidence: …", f"from: {today.isoformat()}"])


def _of_person(finding: Finding) -> bool:
    return finding.check in DETAILS and finding.stops


def _block(finding: Finding) -> tuple[str, str, int]:
    return finding.path, finding.surface.value, finding.block


def _where(finding: Finding) -> tuple[str, str, int, int]:
    return *_block(finding), finding.start


def _persons(block: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Yield the findings of a paragraph, list item or row by person: details follow a name, or all stand before theirs."""
    first, group = block[0], [block[0]]
    for finding in block[1:]:
        if _begins(finding, group, named_first=first.check == NAME):
            yield group
            group = []
        group.append(finding)
    yield group


def _begins(finding: Finding, group: Sequence[Finding], *, named_first: bool) -> bool:
    """Say whether a finding is of somebody else than the group before it."""
    names = {each.digest for each in group if each.check == NAME}
    if finding.check == NAME:
        return bool(names) and finding.digest not in names
    if names:
        return not named_first
    return any(each.check == finding.check for each in group)


def _one(group: Sequence[Finding]) -> Finding:
    """Return one finding for several: the first of those that stop hardest, with all as its parts."""
    if len(group) == 1:
        return group[0]
    head = next((each for each in group if each.level is Level.REJECT), group[0])
    kinds = [words for check, words in DETAILS.items() if any(each.check == check for each in group)]
    listed = " and ".join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))
    remedies = {each.remedy for each in group}
    return replace(
        head,
        message=f"This looks like a private person's {listed}.",
        remedy=REMEDY if len(remedies) > 1 else head.remedy,
        parts=tuple(Part(each.check, each.place) for each in group),
    )
