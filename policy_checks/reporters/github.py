"""The verdict as GitHub annotations; and, where the job has one, the job summary."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.model import Finding, Level, Verdict
from policy_checks.reporters.terminal import WORDS, summary
from policy_checks.reporters.text import clean

COMMANDS = {Level.REJECT: "error", Level.HOLD: "error", Level.ADVISE: "notice"}
TABLE = "| Where | What | Clause | What to do |\n| --- | --- | --- | --- |"


def report(verdict: Verdict) -> str:
    """Return one workflow command for each finding and each undecided file, and the summary line."""
    return "\n".join([*_commands(verdict), summary(verdict)]) + "\n"


def job_summary(verdict: Verdict) -> str:
    """Return the verdict as a Markdown table for the job's summary page."""
    rows = [_row(finding) for finding in verdict.findings]
    rows += [f"| {_cell(each.path)} | Could not be judged: {_cell(each.reason)} | | |" for each in verdict.undecided]
    return "\n".join(["## The policy gate", "", summary(verdict), "", *([TABLE, *rows] if rows else [])]) + "\n"


def _commands(verdict: Verdict) -> Iterator[str]:
    for finding in verdict.findings:
        place = finding.place
        fields = {
            "file": finding.path,
            "line": place.line,
            "endLine": place.end_line,
            "col": place.column,
            "endColumn": place.end_column,
            "title": f"{WORDS[finding.level]} ({finding.check}, {finding.clause})",
        }
        yield _command(
            COMMANDS[finding.level], fields, "\n".join([f"{finding.message} {finding.remedy}", *pasted(finding)])
        )
    for each in verdict.undecided:
        yield _command("error", {"file": each.path, "title": "Could not be judged"}, each.reason)


def _command(name: str, fields: dict[str, object], message: str) -> str:
    lines = "\n".join(map(clean, message.splitlines()))
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in fields.items())
    return f"::{name} {properties}::{_data(lines)}"


def pasted(finding: Finding) -> list[str]:
    """Return the lines to paste, each fit to be printed."""
    return [clean(line) for line in finding.paste.splitlines()]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")


def _row(finding: Finding) -> str:
    where = f"{_cell(finding.path)}, line {finding.place.line}"
    what = f"{WORDS[finding.level]}: {_cell(finding.message)}"
    return f"| {where} | {what} | {finding.clause}: {_cell(finding.clause_text)} | {_remedy(finding)} |"


def _remedy(finding: Finding) -> str:
    return "<br>".join(
        [_cell(finding.remedy), *(_cell(line).replace("  ", "&nbsp;&nbsp;") for line in pasted(finding))]
    )


def _cell(text: str) -> str:
    """Return text that stays inside its table cell and is not read as HTML or a link."""
    return "".join(f"&#{ord(each)};" if each in "\\`*_{}[]<>|#!@&" else each for each in clean(text))
