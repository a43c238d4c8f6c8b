"""Readings: a text as somebody would take it in, with every character's way back to the file.

Only this module and the tokeniser of documents/markdown.py use ``re``, with patterns that are linear
(a test doubles their input). Everything else matches with RE2, through :func:`scan`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import unescape
from urllib.parse import unquote

import re2

from policy_checks.data import words
from policy_checks.model import Element, Piece, Reading

# Characters that take no room and say nothing: soft hyphen, joiners, direction marks, variation selectors, tags.
INVISIBLE = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\u20e3\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb\\U000e0000-\\U000e0fff"
)
LOOK_ALIKES = {pair[0]: pair[1] for pair in words("look_alikes")}
INVISIBLES = re.compile(f"[{INVISIBLE}]")
# Everything that a plain text may hold besides what it seems to say.
LETTERS = re.compile(r"[A-Za-z]?[\u0300-\u036f]+|[^\t\n\r -~]+|\r\n?")
SPECIAL = re.compile(rf"&(?:#[0-9]{{1,20}}|#[xX][0-9a-fA-F]{{1,20}}|[A-Za-z][A-Za-z0-9]{{1,31}});?|{LETTERS.pattern}")
ESCAPED = re.compile(  # as YAML, JSON and scripts write them
    rf"""\\(?:u[0-9a-fA-F]{{4}}|x[0-9a-fA-F]{{2}}|U[0-9a-fA-F]{{8}}|["\\/nrt]|\n[ \t]*)|{LETTERS.pattern}"""
)
EITHER = re.compile(f"{ESCAPED.pattern}|{SPECIAL.pattern}")
STYLED = re.compile(rf"\\[0-9a-fA-F]{{1,6}}[ \t\n]?|{LETTERS.pattern}")  # as style sheets do
MAX_CODE, SURROGATES = 0x10FFFF, range(0xD800, 0xE000)
ESCAPES = {"\\n": "\n", "\\r": "\n", "\\t": " "}
QUOTES = re.compile('"')  # round the cells of CSV
# Where calendars and visiting cards break a long line, the lines that begin and end their parts, and labels that read like names.
FOLDS = re.compile(
    r"\r?\n[ \t]|(?m:^(?:UID:|DT[A-Z]{3,5}(?:;VALUE=DATE|;TZID=Europe/London)?:|(?:BEGIN|END):[A-Z]{1,20}))"
)
BACKWARDS = re.compile(r"(?i)(?:\u202e|&#8238;|&#x202e;|<bdo\b[^<>]{0,60}>)([^<&\u202c\n]{1,200})")


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
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if "\u0300" <= character <= "\u036f":
        return ""
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

    def fold(self, begin: int, end: int, special: re.Pattern[str] = SPECIAL) -> None:
        """Add ``source[begin:end]`` with characters, and perhaps entities or escapes, folded."""
        at = begin
        for match in special.finditer(self.source, begin, end):
            self.copy(at, match.start())
            self._special(match)
            at = match.end()
        self.copy(at, end)

    def _special(self, match: re.Match[str]) -> None:
        text, (begin, end) = match[0], match.span()
        if text[0] == "&":
            self.put(_entity(text), begin, end)
            return
        if text[0] < "\x7f":
            self.put(_composed(text), begin, end)
            return
        folded = [fold_character(character) for character in text]
        if all(len(each) == 1 for each in folded):
            self.put("".join(folded), begin, end, literal=True)
            return
        for offset, each in enumerate(folded):
            self.put(each, begin + offset, begin + offset + 1)

    def reading(self, base: Reading | None = None) -> Reading:
        """Return the reading, asides last, each a paragraph of its own."""
        for match in BACKWARDS.finditer(self.source) if BACKWARDS.search(self.source) else ():
            self.aside(f"¶ {match[1][::-1]}", *match.span(1))
        for text, begin, end in self.hidden:
            self.put("\n\n", begin, begin)
            if self.source[begin:end] == text:
                self.fold(begin, end, EITHER)
            else:
                self.put(folded(text), begin, end)
        pieces = []
        at = 0
        for text, (begin, end, literal) in zip(self.parts, self.spans, strict=True):
            if text:
                pieces.append(Piece(at, begin, end, literal))
                at += len(text)
        return Reading("".join(self.parts), tuple(pieces), base)


@lru_cache(maxsize=256)
def _entity(text: str) -> str:
    """Return what is read for an entity; for what is none, its own characters."""
    decoded = unescape(text)
    return "".join(map(fold_character, decoded)) if decoded != text else text


def _composed(text: str) -> str:
    """Return what is read for a line end, a backslash escape, or a letter with marks on it."""
    if text[0] == "\r":
        return "\n"
    if text[0] != "\\":
        return "".join(map(fold_character, unicodedata.normalize("NFC", text)))
    digits = text.lstrip("\\uxU").strip()
    if not digits or not digits.isalnum() or text in ESCAPES:
        return ESCAPES.get(text, text[1:].strip())
    code = int(digits, 16)
    return text if code > MAX_CODE or code in SURROGATES else fold_character(chr(code))


def plain_text(text: str, special: re.Pattern[str] = SPECIAL) -> Reading:
    """Return the reading of a text without mark-up."""
    if not special.search(text):
        return Reading(text)
    builder = Builder(text)
    builder.fold(0, len(text), special)
    return builder.reading()


def without(text: str, marks: re.Pattern[str]) -> Reading:
    """Return the reading of a text from which these marks are taken."""
    builder = Builder(text)
    at = 0
    for match in marks.finditer(text):
        builder.fold(at, match.start())
        at = match.end()
    builder.fold(at, len(text))
    return builder.reading()


# What a link or a tag may carry that somebody, or somebody's program, acts on but does not read.
ADDRESSES = frozenset({"href", "src", "action", "formaction", "srcset", "poster", "data", "cite", "background"})
DISGUISED = re.compile(
    r"(?i)(?P<at>\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?|\s[-_*]{1,2}(?:at|@)[-_*]{1,2}\s)"
    r"|(?P<dot>\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s[-_*]{1,2}(?:dot|\.)[-_*]{1,2}\s)"
    r"|(?P<sign>(?<=[a-z0-9])(?:[\s|]{1,12}@[\s|]{0,12}|@[\s|]{1,12})(?=[a-z0-9]))"
    r"|(?P<stop>(?<=[a-z0-9])(?:\s\.\s?|\.\s)(?=(?-i:com|org|net|co|gov|uk)\b))"
    r"|(?P<gap>[\[{<](?=[0-9]{3,6}[\]}>])|(?<=[0-9]{3})[\]}>])"
    r"|(?P<letters>\b(?=[oil]{0,13}[0-9])(?=[0-9]{0,13}[oil])[0-9oil]{3,14}\b)"
    r"|(?P<word>(?<=[a-z0-9])\s(?:at)\s(?=[a-z0-9-]{1,60}\sdot\s))|(?P<point>(?<=[a-z0-9])\sdot\s(?=[a-z]))"
    r"|(?P<digit>\b(?:(?:double|treble|triple)[\s-]{1,2})?"
    r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|(?:(?<=double\s)|(?<=treble\s)|(?<=triple\s))[0-9])\b)"
)
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBER_WORD = "(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine)"
# Cheap to look for, and there wherever DISGUISED would undo anything.
HINT = (
    r"(?i)[\[({<]\s?(?:at|@|dot|\.)\s?[\])}>]|\sdot\s|\s[-_*]{1,2}(?:at|dot|@)[-_*]|[\s|]{2}@|\|@|@(?:\||[\s|]{2})"
    r"|(?:\s\.\s?|\.\s)(?-i:com|org|net|co|gov|uk)\b|[\[{<][0-9]{3,6}[\]}>]|[0-9][oil]|\b[oil]{1,4}[0-9]|\b(?:double|treble|triple)[\s-]"
    rf"|\b{NUMBER_WORD}[\s,.-]{{1,4}}{NUMBER_WORD}\b"
)
DIGITS = dict(zip(NUMBERS, "0123456789", strict=True))
DIGITS |= {"oh": "0", "nought": "0"}
TIMES = {"double": 2, "treble": 3, "triple": 3}
MEANT = {"at": "@", "word": "@", "sign": "@", "dot": ".", "stop": ".", "point": ".", "gap": " "}
ALIKE = str.maketrans("oil", "011")  # letters typed for digits
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
            kind = match.lastgroup or ""
            builder.put(
                MEANT.get(kind) or match[0].casefold().translate(ALIKE), *match.span(), literal=kind == "letters"
            )
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
        at = run[0][0]
        for begin, end, digits in run:
            if set(builder.source[at:begin]) & {".", "\n"}:  # here another sentence or line may begin
                builder.copy(at, begin)
            builder.put(digits, begin, end)
            at = end
    run.clear()
    return at


def addresses(elements: Iterable[Element], name: str = "") -> Reading:
    """Return a file's name and the addresses of its links and the like, percent-decoded, one a line."""
    builder = Builder("")
    if any(map(str.isdigit, name)) or "@" in name:
        builder.put(folded(unquote(name)) + "\n", 0, 0)
    for element in elements:
        if element.text and element.name in {"script", "style"}:
            builder.put(folded(element.text) + "\n", element.start, element.end)
        for name, value in element.attributes.items():
            if name in ADDRESSES and value:
                words = carried(value) if value[:5].casefold() == "data:" else unquote(value)
                builder.put(folded(words) + "\n", *(element.address or (element.start, element.end)))
    return builder.reading()


NOT_BASE64 = bytes(
    code for code in range(256) if not (chr(code).isascii() and (chr(code).isalnum() or chr(code) in "+/"))
)


def carried(address: str) -> str:
    """Return the words that a ``data:`` address carries; of pictures and the like, the address alone."""
    head, _, body = unquote(address).partition(",")
    if not head.casefold().endswith(";base64"):
        return f"{head}, {body}"
    if not next(scan(r"(?i)^data:(?:;|text|application|image/svg)", Reading(head)), None):
        return head
    data = body.translate(str.maketrans("-_", "+/")).encode("ascii", "ignore").translate(None, NOT_BASE64)
    data = data[: len(data) - (len(data) % 4 == 1)]  # one sign over stands for no whole byte
    return unescape(b64decode(data + b"=" * (-len(data) % 4)).decode("utf-8", "replace"))


WINDOW = 20_000  # how far ahead of the last one a string is looked for in its source


def located(source: str, strings: Iterable[tuple[str, bool]], special: re.Pattern[str] = SPECIAL) -> Reading:
    """Return the reading of strings that a parser took from ``source``, in order, each found again there.

    The flag says whether a string is an aside, which stands after everything else. A string that does not stand
    literally in the source is looked for with what is ``special`` (entities, escapes) decoded; one that is not found
    then either maps to the point that the search had reached.
    """
    builder = Builder(source)
    decoded: Reading | None = None
    at = 0
    for string, aside in strings:
        words = string.strip()
        begin = source.find(words, at, at + WINDOW + len(words)) if words else -1
        end, used = begin + len(words), LETTERS
        if words and begin < 0:
            decoded, used = decoded or plain_text(source, special), special
            begin, end = _decoded(decoded, folded(words), at)
        if aside:
            builder.aside(words, at if begin < 0 else begin, max(at, end))
        elif begin < 0:
            builder.put(folded(string), at, at)
        else:
            lead = len(string) - len(string.lstrip())
            if lead:
                builder.put(string[:lead], begin, begin)
            builder.fold(begin, end, used)
            if lead + len(words) < len(string):
                builder.put(string[lead + len(words) :], end, end)
        at = max(at, end)
    return builder.reading()


def _decoded(decoded: Reading, words: str, at: int) -> tuple[int, int]:
    """Return where words of a decoded text stand in its source, from the offset ``at`` of the source on, or (-1, -1)."""
    near = at
    if decoded.pieces:
        piece = decoded.pieces[max(0, bisect_right(decoded.pieces, at, key=lambda piece: piece.begin) - 1)]
        near = piece.start + (at - piece.begin if piece.literal else 0)
    begin = decoded.text.find(words, near, near + WINDOW + len(words))
    return decoded.source(begin, begin + len(words)) if begin >= 0 else (-1, -1)


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


ALPHANUMERIC = re.compile(r"[^\W_]+")


def normalised(words: str) -> str:
    """Return words as they are compared: letters and digits alone, case folded, one space between words."""
    return " ".join(ALPHANUMERIC.findall(words.casefold()))


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
BETWEEN = "\x1e"  # the record separator, which stands in no text
BLOCK_TAG = re.compile(
    rb"(?i)</?(?:p|li|ul|ol|h[1-6]|div|pre|table|tr|td|th|dd|dt|dl|blockquote|br|hr|details|summary)\b[^<>]*>"
)


def without_tags(html: bytes) -> bytes:
    """Return HTML without its tags, entities decoded and characters folded, line by line the same."""
    words = TAG.sub(b"", html)
    if b"&" not in words and words.isascii():
        return words
    return folded(unescape(words.decode("utf-8", "surrogatepass"))).encode("utf-8", "surrogatepass")


def block_lines(html: bytes) -> bytes:
    """Return a little HTML with a line end for each tag that begins or ends a block."""
    return BLOCK_TAG.sub(b"\n", html)


DIGEST = 16  # bytes
NOT_WORDS = bytes(code for code in range(128) if not chr(code).isalnum())


def words_key(line: bytes) -> bytes:
    """Return the letters and digits of a line, and whatever is not ASCII."""
    return line.translate(None, NOT_WORDS)


def key_digest(key: bytes) -> bytes:
    """Return a digest of DIGEST bytes, by which lines are known without keeping their words."""
    return hashlib.blake2b(key, digest_size=DIGEST).digest()


def cut(digests: bytes | bytearray) -> set[bytes]:
    """Return the digests that stand one behind the other."""
    whole = bytes(digests)
    return {whole[at : at + DIGEST] for at in range(0, len(whole), DIGEST)}


def line_digests(reading: Reading) -> Iterator[bytes]:
    """Yield the digest of the letters and digits of each line of a reading, and of each cell of a table's row."""
    for line in reading.data.split(b"\n"):
        yield key_digest(words_key(line))
        if b"|" in line:
            yield from (key_digest(words_key(cell)) for cell in line.split(b"|"))
