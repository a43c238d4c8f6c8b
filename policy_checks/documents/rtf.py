"""Rich Text Format 1.9.1: words as printed, and apart from them what was deleted, hidden, noted or embedded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policy_checks.documents.author import personal
from policy_checks.documents.leftover import worded
from policy_checks.documents.passage import TITLE, Passage
from policy_checks.model import UnreadableError
from policy_checks.reading import pattern

TOKEN = rb"(?s)([{}])|\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([^{}\\]+)"
MAX_GROUPS = 256
COLOURS = r"\\colortbl([^{}]*)\}"
COLOUR = r"\\red([0-9]{1,3})|\\green([0-9]{1,3})|\\blue([0-9]{1,3})"
WHITE = 250  # of 255, of each colour, from which letters have the colour of the paper
PAINTED = (b"\\clcbpat", b"\\cbpat", b"\\background")  # what makes it unknown what letters stand on
# Where a group's words go. What is named nowhere here and begins with \* says nothing to a reader.
PLACES = {
    "header": "the top of a page", "footer": "the foot of a page", "footnote": "a footnote", "annotation": "a comment", "atnauthor": "a comment",
    "atnid": "a comment", "author": "author", "operator": "author", "manager": "author", "company": TITLE, "title": TITLE, "subject": TITLE,
    "keywords": TITLE, "doccomm": TITLE, "comment": TITLE, "object": "a file inside it", "objdata": "data", "pict": "data", "fonttbl": "data",
    "colortbl": "data", "stylesheet": "data", "fldinst": "a field", "shppict": "", "shpinst": "", "shptxt": "a text box", "fldrslt": "", "userprops": TITLE,
    "staticval": TITLE, "docvar": TITLE, "revtbl": "authors of changes",
}  # fmt: skip
PALE, NOTED = "letters of the colour of the paper", "what programs keep in it"
MARKERS = frozenset({"cb", "highlight", "chcbpat", "chshdng"})
HIDES = {"v": "hidden words", "deleted": "a deleted passage", "revised": "an inserted passage"}
MANNERS = MARKERS | HIDES.keys() | {"plain", "cf"}
PROBLEM = {
    "hidden words": "hidden",
    PALE: "hidden",
    "a deleted passage": "tracked",
    "an inserted passage": "tracked",
    "a comment": "comment",
    "a file inside it": "embedded",
}
SYMBOLS = {b"~": " ", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n"}
BREAKS = {"par": "\n", "line": "\n", "tab": "\t", "cell": " | ", "row": "\n", "sect": "\n", "page": "\n"}


@dataclass(frozen=True, slots=True)
class State:
    """Where the words of a group go, why nobody sees them, and how many characters stand for one that is written as a number.

    ``ink`` is the number of their colour, ``marked`` whether they stand on a colour of their own.
    """

    place: str = ""
    unseen: str = ""
    ink: int = 0
    marked: bool = False
    skip: int = 1
    starred: bool = False


@dataclass
class Words:
    """The words of a document by place."""

    white: frozenset[int] = frozenset()
    pieces: dict[str, list[str]] = field(default_factory=dict)
    pictures: bool = False

    def add(self, state: State, text: str) -> None:
        """Add words at the place of a group, or where its hidden words go."""
        pale = PALE if state.ink in self.white and not state.marked and text.strip() else ""
        place = state.place or state.unseen or pale
        self.pieces.setdefault(place, []).append(text)


def read(data: bytes, _suffix: str) -> Iterator[Passage]:
    """Yield the passages of a rich text file; raise UnreadableError when its groups are not closed, or too deep."""
    if not data.startswith(b"{\\rtf"):
        raise UnreadableError("its contents are not of the kind that its name says")
    words = _words(data)
    printed = "".join(words.pieces.pop("", []))
    found = {place: "".join(pieces) for place, pieces in words.pieces.items()}
    whole = ("author",) * any(map(personal, found.pop("author", "").split("\n")))
    whole += ("unread",) * (words.pictures and not printed.strip())
    yield Passage("", problems=whole)
    yield Passage("the text", printed)
    found.pop("data", None)
    noted = found.pop(NOTED, "").split("\n")
    yield Passage(NOTED, "\n".join(worded(noted, "")), prose=False)
    for place, text in found.items():
        if text.strip() or place in PROBLEM:
            yield Passage(
                place, text, (PROBLEM[place],) if place in PROBLEM else (), prose=place != "authors of changes"
            )


def _words(data: bytes) -> Words:
    words, groups, state, skip = Words(_white(data)), [State()], State(), 0
    for match in pattern(TOKEN.decode()).finditer(data):
        brace, word, number, code, symbol, text = match.groups()
        if brace:
            state = _braced(brace, state, groups)
        elif word:
            state = _worded(word.decode(), number, state, words)
            skip = state.skip if word == b"u" else skip
        elif symbol:
            state = _symbol(symbol, state, words)
        else:
            skip = _literal(code, text, state, words, skip)
    if len(groups) != 1:
        raise UnreadableError("it is damaged: it ends too soon")
    return words


def _white(data: bytes) -> frozenset[int]:
    """Return the numbers of the colours that are white; none where it cannot be told what letters stand on."""
    table = pattern(COLOURS).search(data)
    if table is None or any(mark in data for mark in PAINTED):
        return frozenset()
    colours = [
        [int(next(filter(None, match.groups()))) for match in pattern(COLOUR).finditer(each)]
        for each in table[1].split(b";")
    ]
    return frozenset(number for number, each in enumerate(colours) if len(each) == 3 and min(each) >= WHITE)


def _braced(brace: bytes, state: State, groups: list[State]) -> State:
    """Begin or end a group. Raises UnreadableError when there are too many inside each other, or more ends than beginnings."""
    if brace == b"}":
        if len(groups) == 1:
            raise UnreadableError("it is damaged: something stands after its end")
        return groups.pop()
    groups.append(state)
    if len(groups) > MAX_GROUPS:
        raise UnreadableError(f"its groups are nested more than {MAX_GROUPS} deep")
    return replace(state, starred=False)


def _literal(code: bytes | None, text: bytes | None, state: State, words: Words, skip: int) -> int:
    """Add characters, less those that only stand in for one written as a number; return how many are still to come."""
    written = bytes.fromhex(code.decode()) if code else (text or b"").translate(None, b"\r\n")
    words.add(state, written[skip:].decode("cp1252", "replace"))
    return max(0, skip - len(written))


def _symbol(symbol: bytes, state: State, words: Words) -> State:
    if symbol == b"*":
        return replace(state, starred=True)
    words.add(state, SYMBOLS.get(symbol, symbol.decode("latin-1")))
    return state


def _mannered(word: str, value: int | None, state: State) -> State:
    """Return the state after a control word that says how letters look."""
    if word == "plain":
        return replace(state, unseen="", ink=0, marked=False)
    if word == "cf":
        return replace(state, ink=value or 0)
    if word in MARKERS:
        return replace(state, marked=bool(value))
    return replace(state, unseen="" if value == 0 else HIDES[word])


def _worded(word: str, number: bytes | None, state: State, words: Words) -> State:
    """Return the state after a control word."""
    value = int(number) if number else None
    words.pictures |= word == "pict"
    if word == "u" and value is not None:
        words.add(state, chr(value % 65536) if not 0xD800 <= value % 65536 < 0xE000 else "\ufffd")
    elif word == "uc" and value is not None:
        return replace(state, skip=max(0, min(value, 8)))
    elif word in BREAKS:
        words.add(state, BREAKS[word])
    elif word in MANNERS:
        return _mannered(word, value, state)
    elif word in PLACES:
        words.add(replace(state, place=PLACES[word] or state.place), "\n" if PLACES[word] else "")
        return replace(state, place=PLACES[word] or ("" if state.place == "data" else state.place), starred=False)
    elif state.starred:
        words.add(replace(state, place=NOTED), "\n")
        return replace(state, place=NOTED, starred=False)
    return state
