"""Files that a page includes (pymdownx.snippets): a sign-off is bound to their text too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

MARKER = "--8<--"


def included(data: bytes, root: Path) -> Iterator[bytes]:
    """Yield the bytes of each file that a page includes, and of those that they include, in order, each once.

    Names are looked for from ``root``, the folder of mkdocs.yml, and never outside it; a file that is not there adds nothing.
    """
    seen: set[Path] = set()
    waiting = list(_names(data))
    while waiting:
        file = (root / waiting.pop(0)).resolve()
        if file in seen or not file.is_relative_to(root.resolve()) or not file.is_file():
            continue
        seen.add(file)
        inner = file.read_bytes()
        yield inner
        waiting[:0] = _names(inner)


def _names(data: bytes) -> Iterator[str]:
    """Yield the names on lines that begin with the marker, and between two that are nothing else."""
    block = False
    for line in data.decode("utf-8", "replace").splitlines():
        words = line.strip()
        if words == MARKER:
            block = not block
        elif block or words.startswith(MARKER):
            yield words.removeprefix(MARKER).strip().strip("\"'").partition(":")[0]
