"""A text as bytes that patterns can run over, a byte a character, and its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import re2

DATA = Path(__file__).parent / "data"
MEMORY = 64 << 20
LONG_LINE = 50  # a line at least so long, with no full stop, goes on in the next

_ENCODING = "cp1252"  # a byte a character, the typographer's quotes and dashes among them
_PLAIN = bytes.maketrans(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2022\u00a0\t\r\u2026".encode(_ENCODING), b"''\"\"---   ."
)
_MARKERS = b"-*+>|#!["


def options(*, fold_case: bool = True) -> re2.Options:
    """Return the options that every pattern here is compiled with."""
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.case_sensitive = not fold_case
    chosen.max_mem = MEMORY
    chosen.log_errors = False
    return chosen


@dataclass(frozen=True)
class Pattern:
    """A pattern for folded text, compiled when it is first used: a run that needs few starts quickly."""

    source: str
    fold_case: bool

    @cached_property
    def _compiled(self) -> re2._Regexp:
        return re2.compile(self.source.encode("latin-1"), options(fold_case=self.fold_case))

    def search(self, text: bytes, at: int = 0) -> re2._Match | None:
        """Return the first match from an offset, or None."""
        return self._compiled.search(text, at)

    def finditer(self, text: bytes) -> Iterator[re2._Match]:
        """Yield every match."""
        return iter(self._compiled.finditer(text))


def pattern(source: str, *, fold_case: bool = True) -> Pattern:
    """Return a pattern for folded text."""
    return Pattern(source, fold_case)


@lru_cache(maxsize=4)
def fold(text: str) -> bytes:
    """Return the text with a byte for each character, so that offsets are the text's own."""
    return text.encode(_ENCODING, "replace").translate(_PLAIN)


@lru_cache(maxsize=4)
def flow(text: str) -> bytes:
    """Return folded text with the line ends inside a sentence made into spaces."""
    return unwrap(fold(text))


def read_list(name: str) -> list[str]:
    """Return the entries of a data file, one a line, without its ``#`` notes."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := line.split(" #")[0].strip()) and entry[0] != "#"]


def alternatives(entries: list[str]) -> str:
    """Return a pattern for any of these words, the longest first."""
    ordered = sorted(entries, key=len, reverse=True)
    return "(?:" + "|".join(re2.escape(entry).replace(r"\ ", r"\s+") for entry in ordered) + ")"


_BREAK = pattern(r"[.!?][\"')\]]*\s+|\n")


def _goes_on(line: bytes, following: bytes) -> bool:
    """Say whether a long line is a piece of a longer one that was wrapped."""
    ended = line.rstrip()[-1:] in (b".", b"!", b"?", b":", b";", b"|")
    return not ended and following[:1] not in (b"", b" ") and following[0] not in _MARKERS


_LONG = pattern(rf"(?m)^[^#|\n][^\n]{{{LONG_LINE - 1},}}\n")


def unwrap(raw: bytes) -> bytes:
    """Return the text with the line ends inside a sentence made into spaces."""
    made = bytearray(raw)
    for match in _LONG.finditer(raw):
        end = match.end() - 1
        if _goes_on(raw[match.start() : end], raw[end + 1 : end + 3].split(b"\n")[0]):
            made[end] = 32
    return bytes(made)


def sentences(raw: bytes) -> list[tuple[int, int]]:
    """Return the places of the sentences, list items and table rows of unwrapped text."""
    found = []
    at = 0
    for stop in _BREAK.finditer(raw):
        if stop.start() > at:
            found.append((at, stop.end()))
        at = stop.end()
    if at < len(raw):
        found.append((at, len(raw)))
    return found


def paragraphs_with(sign: Pattern, raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the paragraphs that show a sign, each with its place."""
    at = 0
    while (hit := sign.search(raw, at)) is not None:
        begin = raw.rfind(b"\n\n", 0, hit.start() + 1) + 1
        end = raw.find(b"\n\n", max(hit.end() - 1, begin + 1))
        end = end + 1 if end >= 0 else len(raw)
        yield begin, raw[begin:end]
        at = end


def trim(raw: bytes, begin: int, end: int, offset: int = 0) -> tuple[int, int]:
    """Return the place without the spaces at its ends."""
    piece = raw[begin:end]
    before, after = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip())
    return offset + begin + before, offset + end - after
