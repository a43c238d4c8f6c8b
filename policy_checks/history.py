"""What git remembers: what a page said when it was signed off, and every line that the record ever held."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from policy_checks.documents.source import Source
from policy_checks.gate import Gate
from policy_checks.judge import judge_source, text_digest
from policy_checks.model import Document, Finding, Surface, UnreadableError

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


def held_ever(root: Path, folder: str) -> Iterator[str]:
    """Yield each line that the files of a folder held at any time on this branch itself, not on those merged into it.

    Raises UnreadableError where there is no git, or where its history is cut short.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        raise UnreadableError("there is no whole history of this folder in git")
    plain = ("--patch", "--unified=0", "--format=", "--no-color", "--no-ext-diff", "--no-textconv")
    told = _git(root, "log", "--first-parent", "-m", *plain, "--", folder)
    for line in told.decode("utf-8", "replace").split("\n"):
        if line.startswith(("+{", "-{")):
            yield line[1:].rstrip("\r")


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
