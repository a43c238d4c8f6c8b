"""Readings: a text as somebody would take it in, with every character's way back to the file.

Only this module and the tokeniser of documents/markdown.py use ``re``, with patterns that are linear
(a test doubles their input). Everything else matches with RE2, through :func:`scan`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from urllib.parse import unquote

import re2

from policy_checks.data import words
from policy_checks.model import Element, Piece, Reading

# Characters that take no room and say nothing: soft hyphen, joiners, direction marks, variation selectors, tags.
INVISIBLE = (
    "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\u20e3\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb\\U000e0000-\\U000e0fff"
)
LOOK_ALIKES = {pair[0]: pair[1] for pair in words("look_alikes")}
INVISIBLES = re.compile(f"[{INVISIBLE}]")
# Everything that a plain text may hold besides what it seems to say.
LETTERS = re.compile(r"[A-Za-z]?[\u0300-\u036f]+|[^\x00-\x7f]+|\r")
SPECIAL = re.compile(rf"&(?:#[0-9]{{1,8}}|#[xX][0-9a-fA-F]{{1,7}}|[A-Za-z][A-Za-z0-9]{{1,31}});?|{LETTERS.pattern}")


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a pattern in a reading: offsets in characters of the reading, end exclusive."""

    start: int
    end: int
    text: str
    groups: tuple[str | None, ...]


@cache
def pattern(source: str) -> re2._Regexp:
    """Compile an RE2 pattern for :func:`scan`; raise ``re2.error`` when it is not one."""
    return re2.compile(source, re2_options())


def re2_options() -> re2.Options:
    """Return the options of every pattern: UTF-8, nothing written to the log."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 128 << 20
    return options


def scan(source: str, reading: Reading) -> Iterator[Found]:
    """Yield every match of an RE2 pattern in a reading, in order, in linear time."""
    data = reading.data
    at, chars = 0, 0
    for match in pattern(source).finditer(data):
        start, end = match.span()
        first, last = start, end
        if not reading.ascii:
            first = chars + len(_text(data[at:start]))
            last = first + len(_text(data[start:end]))
            at, chars = end, last
        groups = tuple(None if group is None else _text(group) for group in match.groups())
        yield Found(first, last, reading.text[first:last], groups)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


@cache
def fold_character(character: str) -> str:
    """Return what one character is taken for: NFKC, look-alikes folded, invisible ones gone."""
    if INVISIBLES.match(character):
        return ""
    if character.isspace():
        return character if character == "\n" else " "
    folded = LOOK_ALIKES.get(character) or unicodedata.normalize("NFKC", character)
    return LOOK_ALIKES.get(folded, folded)


@dataclass
class Builder:
    """Puts a reading together, piece by piece. ``blank`` takes a piece out again.

    ``parts`` holds the text of each piece, and ``spans`` the source span it stands for.
    """

    source: str
    parts: list[str] = field(default_factory=list)
    spans: list[tuple[int, int, bool]] = field(default_factory=list)
    hidden: list[tuple[str, int, int]] = field(default_factory=list)

    def copy(self, begin: int, end: int) -> None:
        """Add ``source[begin:end]`` as it stands."""
        if begin < end:
            self.put(self.source[begin:end], begin, end, literal=True)

    def put(self, text: str, begin: int, end: int, *, literal: bool = False) -> int:
        """Add text that stands for ``source[begin:end]``; return the number of its piece."""
        self.parts.append(text)
        self.spans.append((begin, end, literal))
        return len(self.parts) - 1

    def blank(self, piece: int) -> None:
        """Take a piece out of the reading."""
        self.parts[piece] = ""

    def aside(self, text: str, begin: int, end: int) -> None:
        """Add text that is not seen where it stands (a title, a comment) after everything else."""
        if text.strip():
            self.hidden.append((text, begin, end))

    def fold(self, begin: int, end: int, *, entities: bool = True) -> None:
        """Add ``source[begin:end]`` with characters, and perhaps entities, folded."""
        at = begin
        for match in (SPECIAL if entities else LETTERS).finditer(self.source, begin, end):
            self.copy(at, match.start())
            self._special(match)
            at = match.end()
        self.copy(at, end)

    def _special(self, match: re.Match[str]) -> None:
        text, (begin, end) = match[0], match.span()
        if text[0] == "&":
            decoded = unescape(text)
            self.put("".join(map(fold_character, decoded)) if decoded != text else text, begin, end)
            return
        if text[0] < "\x7f" and len(text) > 1:
            self.put(unicodedata.normalize("NFC", text), begin, end)
            return
        folded = [fold_character(character) for character in text]
        if all(len(each) == 1 for each in folded):
            self.put("".join(folded), begin, end, literal=True)
            return
        for offset, each in enumerate(folded):
            self.put(each, begin + offset, begin + offset + 1)

    def reading(self, base: Reading | None = None) -> Reading:
        """Return the reading, asides last, each a paragraph of its own."""
        for text, begin, end in self.hidden:
            self.put("\n\n", begin, begin)
            self.put(text, begin, end, literal=self.source[begin:end] == text)
        self.hidden.clear()
        pieces = []
        at = 0
        for text, (begin, end, literal) in zip(self.parts, self.spans, strict=True):
            if text:
                pieces.append(Piece(at, begin, end, literal))
                at += len(text)
        return Reading("".join(self.parts), tuple(pieces), base)


def plain_text(text: str) -> Reading:
    """Return the reading of a text without mark-up."""
    if not SPECIAL.search(text):
        return Reading(text)
    builder = Builder(text)
    builder.fold(0, len(text))
    return builder.reading()


# What a link or a tag may carry that somebody, or somebody's program, acts on but does not read.
ADDRESSES = frozenset({"href", "src", "action", "formaction", "srcset", "poster", "data", "cite", "background"})
DISGUISED = re.compile(
    r"(?i)(?P<at>\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?)|(?P<dot>\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?)"
    r"|(?P<word>(?<=[a-z0-9])\s(?:at)\s(?=[a-z0-9-]{1,60}\sdot\s))|(?P<point>(?<=[a-z0-9])\sdot\s(?=[a-z]))"
    r"|(?P<digit>\b(?:(?:double|treble|triple)[\s-]{1,2})?"
    r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|(?:(?<=double\s)|(?<=treble\s)|(?<=triple\s))[0-9])\b)"
)
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBER_WORD = "(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine)"
# Cheap to look for, and there wherever DISGUISED would undo anything.
HINT = (
    r"(?i)[\[({<]\s?(?:at|@|dot|\.)\s?[\])}>]|\sdot\s|\b(?:double|treble|triple)[\s-]"
    rf"|\b{NUMBER_WORD}[\s,.-]{{1,4}}{NUMBER_WORD}\b"
)
DIGITS = dict(zip(NUMBERS, "0123456789", strict=True))
DIGITS |= {"oh": "0", "nought": "0"}
TIMES = {"double": 2, "treble": 3, "triple": 3}
FEW = 4  # number words in a row that can only be somebody spelling out a number


Run = list[tuple[int, int, str]]


def spelled(plain: Reading) -> Reading:
    """Return a plain reading with ``[at]``, ``(dot)`` and digits in words undone."""
    if not pattern(HINT).search(plain.data):
        return plain
    builder = Builder(plain.text)
    run: Run = []
    at = 0
    for match in DISGUISED.finditer(plain.text):
        if run and (not match["digit"] or plain.text[run[-1][1] : match.start()].strip(" ,.-\n")):
            at = _digits(builder, run, at)
        if match["digit"]:
            run.append((*match.span(), _digit(match[0])))
        else:
            builder.copy(at, match.start())
            builder.put("@" if match["at"] or match["word"] else ".", *match.span())
            at = match.end()
    at = _digits(builder, run, at)
    if not builder.parts:
        return plain
    builder.copy(at, len(plain.text))
    return builder.reading(plain)


def _digit(words: str) -> str:
    first, _, last = words.casefold().replace("-", " ").replace("\n", " ").rpartition(" ")
    return DIGITS.get(last, last) * TIMES.get(first.strip(), 1)


def _digits(builder: Builder, run: Run, at: int) -> int:
    """Write a run of number words as digits when it is long enough; return where copying goes on."""
    if sum(len(digits) for _, _, digits in run) >= FEW:
        builder.copy(at, run[0][0])
        for begin, end, digits in run:
            builder.put(digits, begin, end)
        at = run[-1][1]
    run.clear()
    return at


def addresses(elements: Iterable[Element]) -> Reading:
    """Return the addresses of links and the like, percent-decoded, one a line."""
    builder = Builder("")
    for element in elements:
        for name, value in element.attributes.items():
            if name in ADDRESSES and value:
                builder.put(unquote(value) + "\n", *(element.address or (element.start, element.end)))
    return builder.reading()


WINDOW = 20_000  # how far ahead of the last one a string is looked for in its source


def located(source: str, strings: Iterable[tuple[str, bool]]) -> Reading:
    """Return the reading of strings that a parser took from ``source``, in order, each found again there.

    The flag says whether a string is an aside, which stands after everything else. A string that does not stand
    literally in the source (escapes, entities) maps to the point that the search had reached.
    """
    builder = Builder(source)
    at = 0
    for string, aside in strings:
        words = string.strip()
        begin = source.find(words, at, at + WINDOW + len(words)) if words else -1
        if begin >= 0:
            at = begin + len(words)
        if aside:
            builder.aside(folded(words), at if begin < 0 else begin, at)
        elif begin < 0:
            builder.put(folded(string), at, at)
        else:
            lead = len(string) - len(string.lstrip())
            builder.put(string[:lead], begin, begin)
            builder.fold(begin, at, entities=False)
            builder.put(string[lead + len(words) :], at, at)
    return builder.reading()


def folded(text: str) -> str:
    """Return a text with its characters folded, entities left alone."""
    return text if text.isascii() else "".join(map(fold_character, text))


HOST = (
    r"(?i)(?:^|[^a-z0-9.])(?:https?:|wss?:|ftp:)?[/\\]{2,}(?:[^/\s@]{0,200}@)?([a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?)"
)


def hosts(addresses: str) -> list[str]:
    """Return the hosts that these addresses name, in lower case; an address without one is the site's own."""
    if "//" not in addresses and "\\" not in addresses:
        return []
    reading = Reading("".join(map(fold_character, addresses)))
    return [str(found.groups[0]).casefold() for found in scan(HOST, reading)]


def normalised(words: str) -> str:
    """Return words as they are compared: letters and digits alone, case folded, one space between words."""
    return " ".join("".join(each if each.isalnum() else " " for each in words.casefold()).split())


def digest(words: str, salt: str) -> str:
    """Return the SHA-256 of the salt and the normalised words."""
    return hashlib.sha256((salt + normalised(words)).encode("utf-8", "surrogatepass")).hexdigest()


def telephone(text: str) -> str:
    """Return the digits of a British telephone number as dialled within the country, from 0."""
    digits = "".join(character for character in text if character.isdecimal())
    for prefix in ("00440", "0044", "440", "44"):
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix)
    return digits


TAG = re.compile(rb"<[^<>]*>")


def without_tags(html: bytes) -> bytes:
    """Return HTML without its tags, entities decoded and characters folded, line by line the same."""
    words = TAG.sub(b"", html)
    if b"&" not in words and words.isascii():
        return words
    return folded(unescape(words.decode("utf-8", "surrogatepass"))).encode("utf-8", "surrogatepass")


NOT_WORDS = bytes(code for code in range(128) if not chr(code).isalnum())


def line_keys(reading: Reading) -> Iterator[bytes]:
    """Yield each line of a reading, and each cell of a table's row, as its letters and digits alone."""
    for line in reading.data.split(b"\n"):
        yield line.translate(None, NOT_WORDS)
        if b"|" in line:
            yield from (cell.translate(None, NOT_WORDS) for cell in line.split(b"|"))
