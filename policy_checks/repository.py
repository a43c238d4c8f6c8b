"""What lies beside the pages in the repository and is not published: searched for keys alone (clause C46)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policy_checks.checks.integrity_secret import CHECK, find_keys
from policy_checks.context import hits
from policy_checks.documents.source import Source, decode, document
from policy_checks.judge import finding_of, relative
from policy_checks.model import Finding, Policy, Reading, Surface, UnreadableError

PASSED_OVER = frozenset({"docs", "site", "node_modules", "__pycache__"})  # judged, or made, or not ours
HIDDEN = frozenset({".github", ".ci", ".env"})  # what begins with a dot and is searched all the same
SHOWN = frozenset({"CHECKS.md", "integrity_secret.py"})  # they hold the check's examples
MOST = 1 << 20  # bytes of a file: a key does not lie in a larger one


def keys_beside(root: Path, policy: Policy, base: Path) -> Iterator[Finding]:
    """Yield a finding for each key in a text file beside docs/; paths are relative to ``base``."""
    for file in _files(root):
        try:
            text = decode(file.read_bytes())
        except (UnreadableError, OSError):
            continue
        found = list(hits(Reading(text), find_keys))
        if found:
            source = Source(relative(file, base), "", Surface.WRITTEN, b"")
            read = document(source, "text", text, Reading(text))
            yield from (finding_of(CHECK, each, read, policy) for each in found)


def is_beside(finding: Finding) -> bool:
    """Say whether a finding is of a key beside the pages, which publishing shows to nobody."""
    return finding.check == CHECK.id and not finding.page and finding.surface is Surface.WRITTEN


def _files(folder: Path) -> Iterator[Path]:
    """Yield each file beside the pages, in order of name, links and folders of installed programs left out."""
    if (folder / "pyvenv.cfg").exists():
        return
    for entry in sorted(folder.iterdir()):
        hidden = entry.name.startswith(".") and entry.name not in HIDDEN
        if hidden or entry.is_symlink() or entry.name in PASSED_OVER | SHOWN:
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file() and entry.stat().st_size <= MOST:
            yield entry
