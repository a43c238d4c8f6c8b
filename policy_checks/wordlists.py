"""Lists of words that stop: each with its tier, its source, and the company in which it does or does not."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from policy_checks.flow import DATA, fold


def _small(code: int) -> int:
    """Return the small letter without accent that a byte stands for; other bytes stay."""
    character = bytes([code]).decode("cp1252", "replace")
    plain = unicodedata.normalize("NFKD", character)[:1].lower()
    return ord(plain) if plain.isascii() and plain.isalpha() else code


SMALL = bytes(map(_small, range(256)))
LISTS = ("profanity.tsv", "slurs.tsv")
FOREIGN, LATIN = "\xdf", 0xFF  # what stands for letters above Latin-1
LETTERS = frozenset(range(97, 123)) | frozenset(range(48, 58))


@dataclass(frozen=True)
class Entry:
    """A word that stops, its tier, and the company in which it does or does not."""

    word: bytes
    tier: str
    before: frozenset[bytes]
    not_near: frozenset[bytes]
    not_next: frozenset[bytes]
    lower: bool

    @property
    def certain(self) -> bool:
        """Say whether the word stops in any company."""
        return not (self.before or self.not_near or self.not_next or self.lower)


Phrase = tuple[Entry, tuple[bytes, ...], int]  # its words, and which of them is its anchor, the longest


@dataclass(frozen=True)
class Words:
    """A list of words; a phrase is looked up by its anchor. ``hidden`` are those looked for in disguise."""

    by_anchor: dict[bytes, tuple[Phrase, ...]]
    hidden: dict[bytes, str]  # each word's tier


def _company(column: str, key: str) -> frozenset[bytes]:
    """Return the words after ``key=`` in a context column, up to the next key."""
    found: set[bytes] = set()
    taking = False
    for part in column.split():
        if "=" in part or part.startswith("!"):
            taking = part.startswith(key + "=")
            part = part.partition("=")[2] if taking else ""
        if taking and part:
            found.add(part.replace("_", " ").encode())
    return frozenset(found)


def _entry(line: str) -> Entry:
    """Read one line of a list: word, tier, source, context."""
    word, tier, _source, context = (line + "\t\t\t").split("\t")[:4]
    before, not_near, not_next = (_company(context, key) for key in ("prev", "!near", "!next"))
    return Entry(word.encode(), tier, before, not_near, not_next, "!case" in context.split())


@cache
def words(name: str) -> Words:
    """Read a list of words."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    entries = [_entry(line) for line in lines if line and not line.startswith("#")]
    anchored: dict[bytes, list[Phrase]] = {}
    for each in sorted(entries, key=lambda e: -len(e.word)):
        parts = tuple(each.word.split())
        at = max(range(len(parts)), key=lambda k: len(parts[k]))
        anchored.setdefault(parts[at], []).append((each, parts, at))
    hidden = {e.word: e.tier for e in entries if b" " not in e.word and not e.before}
    return Words({word: tuple(found) for word, found in anchored.items()}, hidden)


@lru_cache(maxsize=4)
def small(text: str) -> bytes:
    """Return a text in small letters without accents, a byte a character; letters of other scripts are none, and no marks."""
    foreign = {ord(c): FOREIGN for c in set(text) if ord(c) > LATIN and c.isalpha()} if not text.isascii() else {}
    return fold(text.translate(foreign) if foreign else text).translate(SMALL)


@cache
def allowed() -> frozenset[bytes]:
    """Read the words that look like a disguise and are none."""
    lines = (DATA / "allow.txt").read_bytes().splitlines()
    return frozenset(word for line in lines if not line.startswith(b"#") for word in line.split())
