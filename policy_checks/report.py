"""``policy-checks report``: the Council's evidence for a period, for the auditor or a freedom-of-information request (C40).

The record holds no path. A page that still stands in docs/ is named again by its path; one that is gone stays nameless.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from io import StringIO
from pathlib import Path

from policy_checks.gate import Gate, london_today, open_gate
from policy_checks.judge import relative, walk
from policy_checks.log import FOLDER, Entry, Log, decisions, faults_of, read_log, subject_of
from policy_checks.model import UnreadableError

COLUMNS = ("Date", "Decision", "Office", "About", "Clause", "Checks", "Until", "Text (SHA-256)", "Entry (SHA-256)")
SHA256, SHORT = 64, 12  # hexadecimal digits
STYLE = (
    ":root{color-scheme:light dark;--ink:#111;--paper:#fff;--head:#eee;--line:#767676}"
    "@media (prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--head:#2a2a2a;--line:#8c8c8c}}"
    "@media print{:root{--ink:#000;--paper:#fff;--head:#eee}.box{overflow:visible}}"
    "body{font:1.0625rem/1.5 sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:var(--ink);background:var(--paper)}"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2rem}code{overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%;font-size:.95rem}caption{text-align:left;margin-bottom:.5rem}"
    "th,td{border:1px solid var(--line);padding:.4rem;text-align:left;vertical-align:top}tbody th{white-space:nowrap}"
    "th{background:var(--head)}.box{overflow-x:auto}"
)


def rows(gate: Gate, log: Log, first: date, last: date) -> list[tuple[str, ...]]:
    """Return one row for each decision from ``first`` to ``last``, both included, in the order of their days."""
    known = {subject_of(page, gate.policy.salt): page for page in _pages(gate)}
    chosen = [(name, each) for name, each in log.entries.items() if first <= each.on <= last]
    return [_row(name, each, known) for name, each in sorted(chosen, key=lambda one: (one[1].on, one[0]))]


def _pages(gate: Gate) -> Iterator[str]:
    """Yield the path in docs/ of every page that stands there now."""
    for file, reason in walk(gate.docs, gate.root) if gate.docs.is_dir() else ():
        if not reason:
            yield relative(file, gate.docs)


def _row(name: str, each: Entry, known: dict[str, str]) -> tuple[str, ...]:
    about = (
        f"reference {each.reference}"
        if each.reference
        else known.get(each.subject, "a page that is gone")
        if each.subject
        else ""
    )
    until = each.until.isoformat() if each.until else ""
    return (
        each.on.isoformat(),
        each.act,
        each.by,
        about,
        each.clause,
        ", ".join(each.checks),
        until,
        each.sha256,
        name,
    )


def as_csv(table: Sequence[Sequence[str]]) -> str:
    """Return the rows as CSV. No value can begin a formula: each is a date, a name of ours, a path or a digest."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *table])
    return out.getvalue()


def as_html(
    gate: Gate, table: Sequence[Sequence[str]], faults: Sequence[str], first: date, last: date, today: date
) -> str:
    """Return the evidence as one accessible page, which needs nothing else."""
    title = f"How {gate.policy.council} moderated its website, {_day(first)} to {_day(last)}"
    counts = Counter(row[1] for row in table)
    head = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in table)
    sound = "whole: no entry was altered or taken out." if not faults else "not whole. What is wrong with it"
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{escape(title)}</title>',
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>\n<body><main>',
            f"<h1>{escape(title)}</h1>",
            f"<p>Made on {_day(today)}. The policy in force was adopted on {_day(gate.policy.adopted)}"
            f"{escape(f' ({gate.policy.minute})') if gate.policy.minute else ''}; the SHA-256 of its text is "
            f"<code>{gate.policy.page_sha256 or 'not recorded'}</code>.</p>",
            f"<p>The record of decisions is {sound}{':' if faults else ''}</p>",
            *(["<ul>", *(f"<li>{escape(fault)}</li>" for fault in faults), "</ul>"] if faults else []),
            "<h2>In figures</h2>",
            "<ul>" + "".join(f"<li>{escape(act)}: {number}</li>" for act, number in sorted(counts.items())) + "</ul>"
            if counts
            else "<p>Nothing was decided in this time.</p>",
            "<h2>Decision by decision</h2>",
            '<div class="box" role="region" aria-labelledby="decisions" tabindex="0"><table>',
            f'<caption id="decisions">{len(table)} decisions, by the day; digests are given in full in the CSV file</caption>',
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>",
            "<h2>What this shows, and what it does not</h2>",
            "<p>Each entry names the office that decided, the clause, and the digest of the very text; it holds no words of a page and "
            "nobody's name. It names the entries before it by their digest, so that none can be altered or taken out unnoticed. What was "
            "published when is shown by the attestation and the receipt of each publication, and what was written to the Council by the "
            "Clerk's own file of correspondence.</p>",
            f"<p>Kept for {gate.policy.keep_years} whole years, under clause C40 of the policy.</p>",
            "</main></body>\n</html>\n",
        ]
    )


def _cells(row: Sequence[str]) -> str:
    return f'<th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(_short(value))}</td>" for value in row[1:])


def _short(value: str) -> str:
    """Return a digest by its beginning, which is enough to find it in the CSV; anything else as it is."""
    return value[:SHORT] if len(value) == SHA256 else value


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``report`` to the command line."""
    report = commands.add_parser(
        "report", help="the decisions of a period, as a page and as CSV, for the auditor or a request"
    )
    report.add_argument("--from", dest="first", required=True, metavar="DATE", help="such as 2026-04-01")
    report.add_argument("--to", dest="last", required=True, metavar="DATE", help="the last day that counts")
    report.add_argument("--output", type=Path, default=Path(), metavar="FOLDER", help="where to write it; here without")
    report.set_defaults(command=_report)


def _report(options: argparse.Namespace) -> int:
    gate = open_gate(Path.cwd())
    first, last = _given(options.first), _given(options.last)
    if last < first:
        raise UnreadableError("“--to” lies before “--from”")
    if options.output.resolve().is_relative_to(gate.docs.resolve()):
        raise UnreadableError("what lies in docs is published: choose another folder")
    log = read_log(gate.root / gate.registers.folder / FOLDER)
    faults = list(faults_of(log, Log(), decisions(gate), gate.policy.salt))
    table = rows(gate, log, first, last)
    name = f"evidence-{first.isoformat()}-to-{last.isoformat()}"
    options.output.mkdir(parents=True, exist_ok=True)
    page = as_html(gate, table, faults, first, last, london_today())
    for file, text in ((f"{name}.html", page), (f"{name}.csv", as_csv(table))):
        (options.output / file).write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"Written: {name}.html and {name}.csv, with {len(table)} decisions.\n")
    if faults:
        sys.stdout.write("The record is not sound: run “policy-checks log verify”.\n")
    return 1 if faults else 0


def _given(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UnreadableError("give each date as 2026-11-03") from None
