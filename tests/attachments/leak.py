"""What a file that leaks is, and what leaks in it."""

from __future__ import annotations

from dataclasses import dataclass

PRIVATE = "Jo Tapley of 4 Mill Lane rang from 07700 900123 about her arrears"
PLAIN = "The hall was painted in May"
HIDDEN, METADATA, EMBEDDED, MARKUP = "hidden information", "metadata", "embedded files and objects", "markup"
INEFFECTIVE, SPREADSHEETS, REDACTION = "ineffective techniques", "spreadsheets", "redaction"


@dataclass(frozen=True, slots=True)
class Leak:
    """A file that leaks, and its twin that does not: name with its ending, and what of the guidance it is an instance of."""

    name: str
    guidance: str
    leak: bytes
    clean: bytes
