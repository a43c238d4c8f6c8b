"""Word lists and the like, as plain data: a word or a row a line; ``#`` begins a comment that says the source."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def rows(name: str) -> tuple[str, ...]:
    """Return the lines of ``name.txt`` in this folder, comments and empty lines left out."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return every word of ``name.txt``."""
    return frozenset("\n".join(rows(name)).split())
