"""Cut a text into sentences, and sentences into words; the same code trains and judges."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from policy_checks.flow import flow

LONGEST = 60  # words of a sentence; a longer run is cut, so that nothing hides in a wall of words
LETTERS = 32  # of a word that count
SIGNS = (b"?", b"!", "£".encode("cp1252"), b"%", b"@", b'"', b"(", b":", b"|")
_SHORT = frozenset(
    b"mr mrs ms dr cllr cllrs st rev revd no nos approx prof tel ext hon col capt sgt vs etc eg ie".split()
)
Place = tuple[int, int]
Sentence = tuple[int, int, list[bytes]]  # where it begins and ends, and its words in small letters


def _folded(code: int) -> int:
    """Return what a byte of cp1252 counts as: an ASCII letter, 0 for a digit, an apostrophe, or a space."""
    plain = unicodedata.normalize("NFKD", bytes([code]).decode("cp1252", "replace"))[:1]
    if plain.isascii() and (plain.isalpha() or plain == "'"):
        return ord(plain)
    return 48 if plain.isdigit() else 32


TABLE = bytes(map(_folded, range(256)))
SMALL = TABLE.lower()


MARKS = bytes.maketrans(b"!?')]*_", b'.."""""')  # a stop, and what may close a sentence after it
CLOSED = (b'." ', b'."" ')


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[bytes, tuple[Sentence, ...]]:
    """Return the folded text, a byte a character, and its sentences, list items and table rows; none without a word."""
    raw = flow(text)
    low = raw.translate(SMALL)
    found: list[Sentence] = []
    at = 0
    for end in (*_ends(raw), len(raw)):
        said = low[at:end].split()
        if len(said) > LONGEST:
            found += _pieces(raw, at, end, said)
        elif said:
            found.append((at, end, said))
        at = end
    return raw, tuple(found)


def _ends(raw: bytes) -> list[int]:
    """Return where sentences end: at a stop (and what closes it) before a space, and at a line's end."""
    marks = raw.translate(MARKS)
    found = [at + 1 for at in _every(marks, b"\n")]
    found += [at + 2 for at in _every(marks, b". ") if raw[at] != 46 or not _goes_on(raw, at)]
    found += [at + len(closed) for closed in CLOSED for at in _every(marks, closed)]
    return sorted(found)


def _every(raw: bytes, mark: bytes) -> Iterator[int]:
    """Yield each place of a mark."""
    at = raw.find(mark)
    while at >= 0:
        yield at
        at = raw.find(mark, at + 1)


def _goes_on(raw: bytes, stop: int) -> bool:
    """Say whether a full stop belongs to an abbreviation or an initial."""
    word = raw[raw.rfind(b" ", max(stop - 8, 0), stop) + 1 : stop].lstrip(b"(\"'")
    return word.lower() in _SHORT or (len(word) == 1 and word.isupper() and word != b"I")


def _pieces(raw: bytes, begin: int, end: int, said: list[bytes]) -> Iterator[Sentence]:
    """Yield a long sentence in pieces."""
    places = [*word_places(raw, begin, end), (end, end)]
    for at in range(0, len(said), LONGEST):
        last = min(at + LONGEST, len(said))
        yield places[at][0], places[last][0], said[at:last]


def word_places(raw: bytes, begin: int, end: int) -> list[Place]:
    """Return the places of the words of a sentence."""
    found = []
    piece = raw[begin:end].translate(TABLE)
    at = 0
    for word in piece.split():
        at = piece.index(word, at)
        found.append((begin + at, begin + at + len(word)))
        at += len(word)
    return found


def words(piece: bytes) -> list[bytes]:
    """Return the words of a sentence as written, and its signs after them."""
    found = [word[:LETTERS] for word in piece.translate(TABLE).split()]
    return found + [sign for sign in SIGNS if sign in piece]
