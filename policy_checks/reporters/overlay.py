"""The verdict inside a previewed page: a banner with its findings, and marks where the words can be marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from policy_checks.model import Finding, Verdict
from policy_checks.reporters.terminal import WORDS

STYLE = (
    "margin:0;padding:1rem;background:#fff4e5;color:#3b2300;border-bottom:.3rem solid #b45309;"
    "font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere;position:relative;z-index:9"
)
LINK = "color:inherit;text-decoration:underline"
PLAIN = frozenset("[]<>|*`_&\\{}!#\n")  # characters that a mark may not be put round


def banner(verdict: Verdict, path: str, policy_url: str) -> str:
    """Return the banner of a page as HTML: its own findings, or how many there are elsewhere; empty when none."""
    findings = [finding for finding in verdict.findings if finding.path == path]
    reasons = [each.reason for each in verdict.undecided if each.path == path]
    elsewhere = sum(f.stops and f.path != path for f in verdict.findings) + sum(
        u.path != path for u in verdict.undecided
    )
    if not findings and not reasons and not elsewhere:
        return ""
    items = [f"<li>{escape(f'This page could not be judged: {reason}.')}</li>" for reason in reasons]
    items += [_item(number, finding, policy_url) for number, finding in enumerate(findings)]
    more = f"<p>Other pages have {elsewhere} more: the command make site lists them.</p>" if elsewhere else ""
    head = "This page cannot be published yet" if reasons or any(f.stops for f in findings) else "Notes on this website"
    return (
        f'<section aria-label="The policy gate" style="{STYLE}"><p><strong>{head}.</strong></p>'
        f"<ol>{''.join(items)}</ol>{more}</section>"
    )


def trouble(reason: str) -> str:
    """Return the banner of a website that could not be judged at all."""
    return f'<section aria-label="The policy gate" style="{STYLE}"><p><strong>{escape(reason)}</strong></p></section>'


def _item(number: int, finding: Finding, policy_url: str) -> str:
    place = f"Line {finding.place.line}, column {finding.place.column}"
    clause = f'<a style="{LINK}" href="{escape(policy_url)}#{finding.clause.lower()}">{finding.clause}: “{escape(finding.clause_text)}”</a>'
    paste = f"<pre>{escape(finding.paste)}</pre>" if finding.paste else ""
    return (
        f'<li><a style="{LINK}" href="#policy-gate-{number}">{place}</a>. <strong>{WORDS[finding.level]}</strong>: '
        f"{escape(finding.message)} {clause}. {escape(finding.remedy)}{paste}</li>"
    )


def marked(text: str, findings: Sequence[Finding]) -> str:
    """Return a page's Markdown with ``<mark>`` round each finding that lies in ordinary words on one line.

    ``findings`` are those of the page, in the order of its banner; their places are in ``text``.
    """
    lines = text.split("\n")
    for number, finding in reversed(list(enumerate(findings))):
        place = finding.place
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        words = line[place.column - 1 : place.end_column - 1]
        if place.line != place.end_line or not words or set(words) & PLAIN or not _ordinary(lines, place.line - 1):
            continue
        mark = f'<mark id="policy-gate-{number}">{words}</mark>'
        lines[place.line - 1] = line[: place.column - 1] + mark + line[place.end_column - 1 :]
    return "\n".join(lines)


def _ordinary(lines: Sequence[str], number: int) -> bool:
    """Say whether a line is ordinary words: not settings, code, HTML, or the address of a link."""
    head = lines[0].rstrip() == "---" and "---" in (line.rstrip() for line in lines[max(1, number) :])
    in_head = head and "---" not in (line.rstrip() for line in lines[1 : number + 1])
    fences = sum(line.lstrip().startswith(("```", "~~~")) for line in lines[:number])
    line = lines[number]
    return not in_head and fences % 2 == 0 and not line.startswith(("    ", "\t")) and not set(line) & set("<>[]")
