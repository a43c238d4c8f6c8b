"""Making text from outside (paths, reasons) safe to print."""

from __future__ import annotations


def clean(text: str) -> str:
    """Return a text with control, direction and undecodable characters as ``?``, so that none can act on a terminal."""
    return "".join(character if character.isprintable() else "?" for character in text)
