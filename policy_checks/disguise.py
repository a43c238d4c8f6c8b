"""Words in disguise: letters masked, changed for figures and signs, repeated, spaced out, or joined to others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from policy_checks.flow import pattern
from policy_checks.wordlists import LISTS, allowed, words

LONGEST = 40  # characters of a chunk that is looked at
SHORTEST = 4  # letters of a word that is looked for
MASKS = b"*#@$!%?._-~^+=|/\\'"
STEMS = (b"fuck", b"cunt", b"wank", b"bollock", b"bollox", b"shit", b"arsehole", b"twat")
SHORT = frozenset((b"f-ing", b"f-ed", b"f'ing", b"f'd", b"f-off", b"b-stard"))
LEET = bytes.maketrans(b"013456789@$!|+\x80\xa3", b"oieasgtbgasiitel")
LEET_L = bytes.maketrans(b"01345789@$!|+", b"oleastbgaslit")
SIGN = pattern(  # what every disguise shows: a figure or mark within a word, short pieces, a letter three times, a stem
    r"[a-z][0-9@$|+*#%_\x80\xa3]|[0-9@$|+\x80\xa3][a-z]|[a-z][!?]+[a-z]|[a-z]-+[a-z]{0,3}-|\bf['-](?:ing|ed|d|off)\b"
    r"|(?:^|[^a-z])[a-z]{1,2}(?:[^a-z0-9\s]{1,3}[a-z]{1,2})+(?:$|[^a-z0-9])|"
    + "|".join([chr(letter) * 3 for letter in range(97, 123)] + [stem.decode() for stem in STEMS])
)
SPACED = pattern(r"(?:^|\s)((?:\S[.,*_-]?[ \t]{1,3}){3,}\S)(?:[\s.,!?;:*_-]|$)")
BREAKS = b" \n\t()[]"


@lru_cache(maxsize=4)
def suspects(raw: bytes) -> tuple[tuple[int, int], ...]:
    """Return the places of the chunks, between spaces and brackets, that may be a word in disguise."""
    found = []
    reached = 0
    for match in SIGN.finditer(raw):
        if match.end() <= reached:
            continue
        begin, reached = _chunk(raw, *match.span())
        if reached - begin <= LONGEST:
            found.append((begin, reached))
    return tuple(found)


def _chunk(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Return the chunk around a place, as far as it could matter."""
    while raw[start] in BREAKS:
        start += 1
    end = min(end, start + LONGEST)
    while start and raw[start - 1] not in BREAKS and end - start <= LONGEST:
        start -= 1
    end = start + 1
    while end < len(raw) and raw[end] not in BREAKS and end - start <= LONGEST:
        end += 1
    return start, end


@lru_cache(maxsize=4096)
def unmask(chunk: bytes, name: str, *, named: bool) -> bool:
    """Say whether a chunk is a listed word in disguise; ``named``: it begins with a capital, as names do."""
    core = chunk.strip(b"\"'{},;:<>.")
    core = core.strip(b"*_~") if core[:1] in (b"*", b"_", b"~") else core
    core = core.removesuffix(b"'s")
    plain = core.rstrip(b"!?.")
    if not core or core in allowed() or plain in allowed():
        return False
    hidden = words(name).hidden
    if any(len(word) >= SHORTEST and word in hidden and word not in allowed() for word in _meant(plain)):
        return True
    return _is_mask(core if core[-1:] == b"*" else core.rstrip(b"!?.,"), hidden) or _holds_stem(core, name, named=named)


def _meant(chunk: bytes) -> Iterator[bytes]:
    """Yield the words that a chunk may stand for once its disguise is off."""
    letters = bytes(c for c in chunk if 97 <= c <= 122)
    inner = chunk.strip(MASKS + b'",;:')
    if letters != chunk and len(letters) >= SHORTEST and _split_up(inner):
        yield letters
    swapped = [inner.translate(table) for table in (LEET, LEET_L)]
    figures = sum(48 <= c <= 57 for c in inner)
    yield from (each for each in swapped if each != inner and len(letters) >= figures)
    for each in (letters if letters == inner else b"", swapped[0]):
        if any(a == b == c for a, b, c in zip(each, each[1:], each[2:], strict=False)):
            yield from (_squeezed(each, 1), _squeezed(each, 2))


def _squeezed(word: bytes, keep: int) -> bytes:
    """Shorten runs of one letter to so many."""
    out = bytearray()
    for letter in word:
        if out[-keep:] != bytes([letter]) * keep:
            out.append(letter)
    return bytes(out)


def _split_up(inner: bytes) -> bool:
    """Say whether marks stand between single letters or within a word, as no compound has them."""
    marks = {c for c in inner if not chr(c).isalnum()}
    pieces = bytes(32 if c in marks else c for c in inner).split()
    if marks <= set(b"-/'"):
        return bool(marks) and all(len(piece) <= 2 for piece in pieces)
    return any(len(piece) <= 2 for piece in pieces) or 42 in marks


def _is_mask(chunk: bytes, hidden: dict[bytes, str]) -> bool:
    """Say whether a chunk's first letter shows, and marks stand for others, of a listed word."""
    marks = sum(c in b"*#@$!%?_" for c in chunk)
    shown = sum(97 <= c <= 122 for c in chunk)
    dashes = chunk.count(b"-")
    if not chunk[:1].isalpha() or not marks + dashes or shown + marks + dashes != len(chunk):
        return False
    if not chunk[-1:].isalpha() and not (marks > 2 and shown == 1):
        return False
    if not marks and len(chunk) < SHORTEST:
        return False
    mild = shown > 2 and marks + dashes > 1
    return any(_covers(chunk, word) and (tier != "mild" or mild) for word, tier in hidden.items())


def _covers(chunk: bytes, word: bytes) -> bool:
    """Say whether a chunk is the word with letters hidden behind marks; one star may hide several."""
    if len(chunk) == len(word):
        return all(c == w or not 97 <= c <= 122 for c, w in zip(chunk, word, strict=True))
    head, star, tail = chunk.partition(b"*")
    tail = tail.lstrip(b"*")
    whole = bool(star) and head.isalpha() and (tail.isalpha() or not tail)
    return whole and len(head) + len(tail) < len(word) and word.startswith(head) and word.endswith(tail)


def _holds_stem(core: bytes, name: str, *, named: bool) -> bool:
    """Say whether a made-up compound holds a strong word ("clustershit", "fuckwittery")."""
    if name != LISTS[0] or (named and b"fuck" not in core):
        return False
    swapped = core.translate(LEET)
    return core in SHORT or core.startswith(STEMS) or b"fuck" in swapped or b"bollock" in swapped


def spelt(raw: bytes, hidden: dict[bytes, str]) -> Iterator[tuple[int, int]]:
    """Find words spelt out letter by letter."""
    for match in SPACED.finditer(raw):
        start, end = match.span(1)
        run = [at for at in range(start, end) if chr(raw[at]).isalnum() or raw[at] in b"@$!|+"]
        letters = bytes(raw[at] for at in run).translate(LEET)
        yield from _first_listed(letters, run, hidden)


def _first_listed(letters: bytes, run: list[int], hidden: dict[bytes, str]) -> Iterator[tuple[int, int]]:
    for start in range(len(letters) - SHORTEST + 1):
        for size in range(min(12, len(letters) - start), SHORTEST - 1, -1):
            if hidden.get(letters[start : start + size], "mild") != "mild":
                yield run[start], run[start + size - 1] + 1
                return
