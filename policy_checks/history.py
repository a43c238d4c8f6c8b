"""What a page said when it was signed off, from git, and how it differs now. Only the sign-off command asks."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from policy_checks.documents.source import Source
from policy_checks.gate import Gate
from policy_checks.judge import judge_source, text_digest
from policy_checks.model import Document, Finding, Surface

LOOKED_AT = 200  # versions of a page
SCREEN = 40  # lines
MASK = "█"


def signed_text(file: Path, sha256: str) -> str | None:
    """Return the version of a page that a sign-off is bound to, or None where git holds none."""
    for commit in _git(file.parent, "log", f"--max-count={LOOKED_AT}", "--format=%H", "--", file.name).split():
        data = _git(file.parent, "show", f"{commit.decode()}:./{file.name}")
        if text_digest(data) == sha256:
            return data.decode("utf-8", "replace")
    return None


def _git(folder: Path, *words: str) -> bytes:
    """Return what git answers in a folder; nothing where there is no git, or no repository."""
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def difference(before: str, document: Document, gate: Gate) -> Iterator[str]:
    """Yield a screen of lines that are gone (-) or new (+), with whatever stops a page blacked out."""
    old, new = (
        judge_source(Source(document.path, document.page, Surface.WRITTEN, data), gate.policy, gate.matcher).findings
        for data in (before.encode("utf-8", "replace"), document.text.encode())
    )
    lines = list(_changed(before, document.text, masked(before, old), masked(document.text, new)))
    yield from lines[:SCREEN]
    if len(lines) > SCREEN:
        yield f"  … and {len(lines) - SCREEN} more lines"


def _changed(before: str, after: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the masked lines where the texts themselves differ."""
    matcher = SequenceMatcher(None, _lines(before), _lines(after), autojunk=False)
    for kind, begin, end, start, stop in matcher.get_opcodes():
        if kind != "equal":
            yield from (f"  - {line}" for line in old[begin:end])
            yield from (f"  + {line}" for line in new[start:stop])


def masked(text: str, findings: Sequence[Finding]) -> list[str]:
    """Return the lines of a text with each finding that stops blacked out."""
    lines = _lines(text)
    for place in (finding.place for finding in findings if finding.stops):
        for number in range(place.line - 1, min(place.end_line, len(lines))):
            line = lines[number]
            begin = place.column - 1 if number == place.line - 1 else 0
            end = place.end_column - 1 if number == place.end_line - 1 else len(line)
            lines[number] = line[:begin] + MASK * (min(end, len(line)) - begin) + line[end:]
    return lines


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
