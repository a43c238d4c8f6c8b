"""Turn a text into sentences and hashed features; the same code trains and judges."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]
    Words = npt.NDArray[np.uint32]
    Masks = npt.NDArray[np.uint64]
    Ints = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

FOLDED = 0x2200  # code points above are letters of no Latin script, or signs
FOREIGN = 1
LONGEST = 32  # characters of a word that count
SENTENCE_WORDS = 60  # a longer run is cut, so that nothing hides in a wall of words
CLASSES = 64
PHRASE = 4  # words in the longest phrase of a class
SIGNS = "!?£%@"


class Family(NamedTuple):
    """Features of one sort: hashed, with the sentence each belongs to and the word it came from."""

    key: Words
    sentence: Ints
    at: Ints  # the word that each came from


@dataclass(frozen=True)
class Lexicon:
    """Word classes by the hash of a phrase: sorted keys, a mask of classes, the ruling class."""

    keys: tuple[Words, ...]
    masks: tuple[Masks, ...]
    symbols: tuple[Words, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A text cut into sentences and words, each with its hash and its classes."""

    text: str
    begin: Ints  # of each sentence
    end: Ints
    word_begin: Ints
    word_end: Ints
    word: Words
    mask: Masks
    symbol: Words
    sentence: Ints  # of each word
    first: Ints  # word of each sentence
    folded: Bytes


def fold_table() -> Bytes:
    """Map code points to lower-case ASCII, accents dropped; what is left over is a space."""
    table = np.full(FOLDED, 32, np.uint8)
    for code in range(FOLDED):
        plain = unicodedata.normalize("NFKD", chr(code)).lower()[:1]
        if plain and " " < plain < "\x7f":
            table[code] = ord(plain)
        elif chr(code).isalpha():
            table[code] = FOREIGN
    for code, plain in (
        (0x2019, "'"),
        (0x2018, "'"),
        (0x201C, '"'),
        (0x201D, '"'),
        (0xA3, "£"),
        (10, "\n"),
    ):
        table[code] = ord(plain) & 255
    return table


@lru_cache(maxsize=1)
def tables() -> tuple[Bytes, Words, Words, Flags, Flags]:
    """Make the fixed tables: folding, letter values, powers, word characters, signs."""
    state = np.arange(1, 257, dtype=np.uint32)
    values = scatter(state * np.uint32(0x9E3779B1))
    powers = np.ones(LONGEST, np.uint32)
    for place in range(1, LONGEST):
        powers[place] = np.uint32((int(powers[place - 1]) * 0x01000193) & 0xFFFFFFFF)
    inside = np.zeros(256, bool)
    inside[[FOREIGN, *range(48, 58), *range(97, 123)]] = True
    signs = np.zeros(256, bool)
    signs[[ord(sign) for sign in SIGNS]] = True
    return fold_table(), values, powers, inside, signs


def scatter(hashes: Words) -> Words:
    """Mix the bits of hashes, so that their low bits may index a table."""
    mixed = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return mixed ^ (mixed >> np.uint32(16))


def repeated(values: Words, salt: int) -> Words:
    """Mix a family's salt into its values."""
    return scatter(values + np.uint32(salt * 0x9E3779B1 & 0xFFFFFFFF))


def fold(text: str) -> Bytes:
    """Return one byte for each character."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    table = tables()[0]
    return np.where(codes < FOLDED, table[np.minimum(codes, FOLDED - 1)], np.uint8(FOREIGN))


def word_bounds(folded: Bytes) -> tuple[Ints, Ints]:
    """Find the words (apostrophes inside included) and the signs that count as words."""
    _, _, _, inside, signs = tables()
    letter = inside[folded]
    before = np.concatenate(([False], letter[:-1]))
    after = np.concatenate((letter[1:], [False]))
    letter = letter | ((folded == 39) & before & after)
    edges = np.diff(np.concatenate(([0], letter.view(np.int8), [0])))
    begin, end = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    alone = np.flatnonzero(signs[folded])
    if alone.size:
        begin, end = np.concatenate((begin, alone)), np.concatenate((end, alone + 1))
        order = np.argsort(begin, kind="stable")
        begin, end = begin[order], end[order]
    return begin, end


PRIME = 0x01000193
INVERSE = pow(PRIME, -1, 1 << 32)


@lru_cache(maxsize=4)
def powers_of(base: int, size: int) -> Words:
    """Return the powers of a number, wrapped at 32 bits."""
    steps = np.full(size, base, np.uint32)
    steps[0] = 1
    return np.cumprod(steps, dtype=np.uint32)


def prefix_sums(folded: Bytes) -> Words:
    """Return running sums from which the hash of any word can be had."""
    room = 1 << max(12, int(folded.size).bit_length())
    sums = np.zeros(folded.size + 1, np.uint32)
    np.cumsum(tables()[1][folded] * powers_of(PRIME, room)[: folded.size], dtype=np.uint32, out=sums[1:])
    return sums


ABBREVIATIONS = (
    "mr",
    "mrs",
    "ms",
    "dr",
    "cllr",
    "cllrs",
    "st",
    "rev",
    "revd",
    "no",
    "nos",
    "approx",
    "prof",
    "tel",
    "ext",
    "hon",
    "col",
    "capt",
    "sgt",
    "vs",
    "etc",
    "eg",
    "ie",
)


def sentence_ends(folded: Bytes) -> Ints:
    """Find where sentences end: at a stop (and quotes) before a space; at a line's end."""
    space = (folded == 32) | (folded == 10)
    stop = (folded == 46) | (folded == 33) | (folded == 63)
    closing = np.isin(folded, np.frombuffer(b"\"')]*_", np.uint8))
    after = np.concatenate((space[1:], [True]))
    once = stop & after
    closed = closing & after
    twice = closed & (np.concatenate(([False], stop[:-1])))
    thrice = closed & np.concatenate(([False], closing[:-1])) & np.concatenate(([False, False], stop[:-2]))[: stop.size]
    return np.flatnonzero(once | twice | thrice | (folded == 10)) + 1


def word_hashes(sums: Words, begin: Ints, end: Ints) -> Words:
    """Return the hash of each word, the same wherever it stands."""
    room = 1 << max(12, int(sums.size - 1).bit_length())
    return scatter((sums[end] - sums[begin]) * powers_of(INVERSE, room)[begin] + (end - begin).astype(np.uint32))


def words_hash(words: Sequence[str]) -> list[int]:
    """Return the hashes of some words, as the reader sees them."""
    joined = " ".join(words)
    folded = fold(joined)
    begin, end = word_bounds(folded)
    hashes = word_hashes(prefix_sums(folded), begin, end)
    return [int(each) for each in hashes]


@lru_cache(maxsize=1)
def abbreviation_hashes() -> Words:
    """Return the hashes of words, and of initials, after which a full stop ends nothing."""
    return np.sort(np.array(words_hash([*ABBREVIATIONS, *"abcdefghjklmnopqrstw"]), np.uint32))


def real_ends(folded: Bytes, word_end: Ints, word: Words, ends: Ints) -> Ints:
    """Drop ends that follow an abbreviation or an initial."""
    which = np.searchsorted(word_end, ends - 1, side="left")
    near = np.minimum(which, word_end.size - 1)
    dotted = (word_end[near] == ends - 1) & (folded[ends - 1] == 46)
    kept: Ints = ends[~(dotted & np.isin(word[near], abbreviation_hashes()))]
    return kept


def sentence_bounds(folded: Bytes, word_begin: Ints, word_end: Ints, word: Words) -> tuple[Ints, Ints, Ints]:
    """Return the first word of each sentence, and where the sentence begins and ends."""
    ends = real_ends(folded, word_end, word, sentence_ends(folded))
    groups = np.searchsorted(ends, word_begin, side="right")
    fresh = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    counts = np.diff(np.concatenate((fresh, [word_begin.size])))
    if counts.max() > SENTENCE_WORDS:
        run = np.arange(word_begin.size) - np.repeat(fresh, counts)
        fresh = np.flatnonzero(run % SENTENCE_WORDS == 0)
    begin = word_begin[fresh]
    last = np.concatenate((fresh[1:], [word_begin.size])) - 1
    limit = np.concatenate((begin[1:], [folded.size]))
    stop = np.concatenate((ends, [folded.size]))[np.minimum(groups[last], ends.size)]
    stop = np.minimum(stop, limit)
    stop -= (folded[np.maximum(stop - 1, 0)] == 10) & (stop > word_end[last])
    closed: Ints = np.maximum(stop, word_end[last])
    return fresh, begin, closed


def phrase_hashes(word: Words, size: int) -> Words:
    """Return the hash of each run of so many words."""
    hashes = word.copy()
    for step in range(1, size):
        hashes = scatter(hashes[: word.size - size + 1] * np.uint32(31) + word[step : word.size - size + 1 + step])
    return hashes


def look_up(hashes: Words, keys: Words) -> tuple[Ints, Ints]:
    """Return which hashes are keys, and which keys they are: a coarse sieve first."""
    sieve = np.zeros(1 << 18, bool)
    sieve[keys & np.uint32((1 << 18) - 1)] = True
    maybe = np.flatnonzero(sieve[hashes & np.uint32((1 << 18) - 1)])
    place = np.minimum(np.searchsorted(keys, hashes[maybe]), keys.size - 1)
    good = keys[place] == hashes[maybe]
    return maybe[good], place[good]


def classify(word: Words, lexicon: Lexicon) -> tuple[Masks, Words]:
    """Give each word the classes of phrases that it begins, and a ruling symbol."""
    mask = np.zeros(word.size, np.uint64)
    symbol = np.zeros(word.size, np.uint32)
    for size, (keys, masks, symbols) in enumerate(zip(lexicon.keys, lexicon.masks, lexicon.symbols, strict=True), 1):
        if word.size < size or not keys.size:
            continue
        found, place = look_up(phrase_hashes(word, size), keys)
        mask[found] |= masks[place]
        for step in range(size):
            symbol[found + step] = symbols[place]
    return mask, symbol


CAPITAL = np.uint32(62)
NUMBER = np.uint32(63)


def shape_symbols(text_codes: Bytes, folded: Bytes, begin: Ints, first: Ints, symbol: Words) -> Words:
    """Give a symbol to numbers, and to capitalised words within a sentence without a class."""
    symbol = symbol.copy()
    initial = folded[begin]
    symbol[(initial >= 48) & (initial <= 57)] = NUMBER
    opening = np.zeros(begin.size, bool)
    opening[first] = True
    symbol[(symbol == 0) & ~opening & (text_codes[begin] == 1)] = CAPITAL
    return symbol


def capitals(text: str) -> Bytes:
    """Mark the ASCII capitals of a text."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return ((codes >= 65) & (codes <= 90)).astype(np.uint8)


def read(text: str, lexicon: Lexicon) -> Sheet | None:
    """Cut a text into sentences and classified words; None when it has no word."""
    folded = fold(text)
    begin, end = word_bounds(folded)
    if not begin.size:
        return None
    word = word_hashes(prefix_sums(folded), begin, end)
    first, sent_begin, sent_end = sentence_bounds(folded, begin, end, word)
    mask, symbol = classify(word, lexicon)
    symbol = shape_symbols(capitals(text), folded, begin, first, symbol)
    sentence = np.repeat(np.arange(first.size), np.diff(np.concatenate((first, [begin.size]))))
    return Sheet(text, sent_begin, sent_end, begin, end, word, mask, symbol, sentence, first, folded)


def joined(sheet: Sheet, left: Words, right: Words, gap: int, salt: int) -> Family:
    """Pair each word's value with that of the word ``gap`` further on in its sentence."""
    same = np.flatnonzero(sheet.sentence[gap:] == sheet.sentence[: max(sheet.sentence.size - gap, 0)])
    return Family(
        repeated(left[same] * np.uint32(0x01000193) + right[same + gap], salt),
        sheet.sentence[same],
        same,
    )


def salted(sheet: Sheet, values: Words, salt: int) -> Family:
    """Return a family of one feature for each word."""
    return Family(repeated(values, salt), sheet.sentence, np.arange(sheet.word.size))


def tails(sheet: Sheet, size: int, salt: int) -> Family:
    """Hash the last letters of each word that is longer than that."""
    _, values, powers, _, _ = tables()
    long = np.flatnonzero(sheet.word_end - sheet.word_begin > size)
    total = np.zeros(long.size, np.uint32)
    for step in range(1, size + 1):
        total += values[sheet.folded[sheet.word_end[long] - step]] * powers[step]
    return Family(repeated(total, salt), sheet.sentence[long], long)


def heads(sheet: Sheet, size: int, salt: int) -> Family:
    """Hash the first letters of each word that is longer than that."""
    _, values, powers, _, _ = tables()
    long = np.flatnonzero(sheet.word_end - sheet.word_begin > size)
    total = np.zeros(long.size, np.uint32)
    for step in range(size):
        total += values[sheet.folded[sheet.word_begin[long] + step]] * powers[step]
    return Family(repeated(total, salt), sheet.sentence[long], long)


def only(sheet: Sheet, at: int) -> Sheet:
    """Return one sentence as a sheet of its own; places are still those of the whole text."""
    start = int(sheet.first[at])
    stop = int(sheet.first[at + 1]) if at + 1 < sheet.first.size else sheet.word.size
    part = slice(start, stop)
    shift = int(sheet.begin[at])
    zero = np.zeros(1, np.int64)
    return Sheet(
        sheet.text,
        zero,
        sheet.end[at : at + 1] - shift,
        sheet.word_begin[part] - shift,
        sheet.word_end[part] - shift,
        sheet.word[part],
        sheet.mask[part],
        sheet.symbol[part],
        np.zeros(stop - start, np.int64),
        zero,
        sheet.folded[shift : int(sheet.end[at])],
    )


def sentence_masks(sheet: Sheet) -> Masks:
    """Return the classes met in each sentence."""
    return np.bitwise_or.reduceat(sheet.mask, sheet.first)


def neighbours(sheet: Sheet) -> tuple[Masks, Masks]:
    """Return the classes of the sentence before, and of the one after."""
    own = sentence_masks(sheet)
    none = np.zeros(1, np.uint64)
    return np.concatenate((none, own[:-1])), np.concatenate((own[1:], none))


def bits(masks: Masks) -> Flags:
    """Spread masks over one column a class."""
    spread = masks[:, None] >> np.arange(CLASSES, dtype=np.uint64)
    return (spread & np.uint64(1)).astype(bool)


def present(flags: Flags, base: int) -> Family:
    """Return a family of the columns that hold."""
    sentence, column = np.nonzero(flags)
    return Family((column + base).astype(np.uint32), sentence, sentence)


def counted(sheet: Sheet, hits: Flags) -> Ints:
    """Count the characters of each sentence that are hits."""
    sums = np.zeros(hits.size + 1, np.int64)
    np.cumsum(hits, out=sums[1:])
    return sums[sheet.end] - sums[sheet.begin]


def structure(sheet: Sheet) -> Family:
    """Describe each sentence's shape: its length, marks, and what it begins with."""
    folded = sheet.folded
    length = np.minimum(np.log2(np.diff(np.concatenate((sheet.first, [sheet.word.size]))) + 1) * 2, 13)
    columns = [length.astype(np.int64) == size for size in range(14)]
    columns += [counted(sheet, folded == mark) > 0 for mark in b'"|(;:?!']
    before = folded[np.maximum(sheet.begin - 2, 0)]
    columns += [(before == mark) & (sheet.begin > 1) for mark in b"#-*|>."]
    return present(np.stack(columns, axis=1), 0)


def trigrams(sheet: Sheet, salt: int) -> Family:
    """Hash every run of three ruling symbols in a sentence."""
    symbol = sheet.symbol
    same = np.flatnonzero(sheet.sentence[2:] == sheet.sentence[:-2])
    index = scatter(symbol[same] * np.uint32(131) + symbol[same + 1]) * np.uint32(31) + symbol[same + 2]
    return Family(repeated(index, salt), sheet.sentence[same], same)


def nearby(sheet: Sheet, salt: int) -> Family:
    """Give each sentence the words of the sentences before and after it."""
    last = sheet.first.size - 1
    later = np.flatnonzero(sheet.sentence < last)
    earlier = np.flatnonzero(sheet.sentence > 0)
    at = np.concatenate((later, earlier))
    home = np.concatenate((sheet.sentence[later] + 1, sheet.sentence[earlier] - 1))
    return Family(repeated(sheet.word[at], salt), home, at)


def joint(parts: Sequence[Family]) -> Family:
    """Put families together."""
    return Family(
        np.concatenate([p.key for p in parts]),
        np.concatenate([p.sentence for p in parts]),
        np.concatenate([p.at for p in parts]),
    )


def families(sheet: Sheet) -> dict[str, Family]:
    """Return every family of features of a text."""
    word, symbol = sheet.word, sheet.symbol
    own = sentence_masks(sheet)
    before, after = neighbours(sheet)
    return {
        "word": salted(sheet, word, 1),
        "pair": joined(sheet, word, word, 1, 2),
        "skip": joined(sheet, word, word, 2, 3),
        "stem": joint([heads(sheet, 4, 4), heads(sheet, 6, 5), tails(sheet, 3, 6), tails(sheet, 4, 7)]),
        "symbol": salted(sheet, symbol, 11),
        "symbols": joined(sheet, symbol, symbol, 1, 12),
        "apart": joint([joined(sheet, symbol, symbol, gap, 13) for gap in (2, 3, 4)]),
        "three": trigrams(sheet, 14),
        "nearby": nearby(sheet, 15),
        "class": present(bits(own), 0),
        "around": joint([present(bits(before), 0), present(bits(after), 64)]),
        "shape": structure(sheet),
    }


# For each family: the rows of its table (a power of two), and what damps its length.
ROWS = {
    "word": (1 << 16, 4),
    "pair": (1 << 18, 4),
    "skip": (1 << 18, 4),
    "stem": (1 << 17, 1),
    "symbol": (1 << 10, 1),
    "symbols": (1 << 15, 1),
    "apart": (1 << 15, 1),
    "three": (1 << 17, 1),
    "nearby": (1 << 16, 4),
    "class": (64, 1),
    "around": (128, 1),
    "shape": (64, 1),
    "both": (4096, 1),
}
