"""What stands around a place: its line, its sentence, the heading of its table column."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from policy_checks import reading
from policy_checks.model import Document, Hit, Reading, hit
from policy_checks.prose.judge import judge

# Kinds of document that people read. A search index and a feed only repeat what stands on pages, which were judged.
PROSE = frozenset({"markdown", "html", "text", "csv", "svg", "passage"})
FILES = frozenset({"picture", "attachment", "passage", "metadata"})  # what files that are not text are read as
MASKED = r"[A-Za-z][*_`~]+[A-Za-z*]"  # a word with marks inside it
APART = "\n\n"  # stands between lines that are not neighbours
REACH = 240  # characters of a line or sentence looked at on either side of a place
ENDS = frozenset(".!?")
SHORT = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "no",
        "nos",
        "cllr",
        "rev",
        "revd",
        "prof",
        "tel",
        "ref",
        "reg",
        "inv",
        "d.o.b",
        "ext",
    }
    | {"mob", "a/c", "s/c", "approx", "c/o", "e.g", "i.e", "viz", "cf"}
)
FROM_TEXT = lru_cache(maxsize=8)(Reading)  # the same text is scanned for many patterns in a row


def met(document: Document, messages: Mapping[str, str]) -> Iterator[Hit]:
    """Yield a hit, at no place of its own, for each problem of a file that has a message; the words tell one from another."""
    for name in dict.fromkeys(problem.kind for problem in document.problems):
        if name in messages:
            place = document.path.partition("!")[2]
            yield Hit(0, 0, f"{document.page} {name} {place} {document.text}", message=messages[name])


def has(source: str, text: str) -> bool:
    """Say whether an RE2 pattern occurs in a text."""
    return reading.pattern(source).search(text.encode("utf-8", "surrogatepass")) is not None


def masked_hits(document: Document, find: Callable[[str], Iterator[tuple[int, int]]]) -> Iterator[Hit]:
    """Yield hits in the words that are read, and in the page as written where mark-up may have taken a mask away."""
    yield from hits(document.plain, find)
    written = document.readings["written"]
    rows = list(scan(rf"[^\n]*{MASKED}[^\n]*", written.text))
    begins = list(accumulate((row.end - row.start + len(APART) for row in rows), initial=0))
    text = APART.join(written.text[row.start : row.end] for row in rows)
    for each in hits(Reading(text), find) if rows else ():
        number = bisect_right(begins, each.start) - 1
        away = rows[number].start - begins[number]
        yield hit(written, each.start + away, min(each.end + away, rows[number].end))


def judged(source: Reading, area: str) -> Iterator[Hit]:
    """Yield a hit for each sentence that an area's model would have a person look at, its weightiest words as parts."""
    for each in judge(source.text, area):
        parts = tuple(hit(source, start, end) for start, end in each.words)
        yield replace(hit(source, each.start, each.end), parts=parts)


@dataclass(frozen=True, slots=True)
class Match:
    """A match in a text: character offsets, end exclusive, and the text of each group, empty where it took no part."""

    start: int
    end: int
    groups: tuple[str, ...]


def scan(source: str, text: str) -> Iterator[Match]:
    """Yield every match of an RE2 pattern in a text, in order."""
    for found in reading.scan(source, FROM_TEXT(text)):
        yield Match(found.start, found.end, tuple(group or "" for group in found.groups))


def without(source: str, text: str) -> str:
    """Return a text without what an RE2 pattern matches in it."""
    left: bytes = reading.pattern(source).sub(b" ", text.encode("utf-8", "surrogatepass"))
    return left.decode("utf-8", "surrogatepass")


def hits(source: Reading, find: Callable[[str], Iterator[tuple[int, int]]]) -> Iterator[Hit]:
    """Yield a hit for each span that ``find`` gives of a reading's text, those inside another left out."""
    reached = -1
    for start, end in sorted(find(source.text), key=lambda span: (span[0], -span[1])):
        if end > reached:
            reached = end
            yield hit(source, start, end)


def line(text: str, start: int, end: int) -> str:
    """Return the line around a place, at most REACH characters on either side."""
    begin = max(text.rfind("\n", 0, start) + 1, start - REACH)
    finish = text.find("\n", end, end + REACH)
    return text[begin : finish if finish >= 0 else end + REACH]


def before(text: str, start: int, reach: int = REACH) -> str:
    """Return what stands before a place in its sentence, at most ``reach`` characters."""
    begin = max(text.rfind("\n", 0, start) + 1, start - reach)
    for at in range(start - 2, begin - 1, -1):
        if text[at] in ENDS and text[at + 1].isspace() and _ends_sentence(text, at):
            return text[at + 1 : start]
    return text[begin:start]


def after(text: str, end: int, reach: int = REACH) -> str:
    """Return what stands after a place in its sentence, at most ``reach`` characters."""
    finish = text.find("\n", end, end + reach)
    finish = finish if finish >= 0 else min(len(text), end + reach)
    for at in range(end, finish):
        last = at + 1 >= len(text) or text[at + 1].isspace()
        if text[at] in ENDS and last and _ends_sentence(text, at):
            return text[end : at + 1]
    return text[end:finish]


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a place, at most REACH characters on either side."""
    return before(text, start) + text[start:end] + after(text, end)


def header(text: str, start: int) -> str:
    """Return the heading of the table column that a place stands in, and of its row, or nothing."""
    if "|" not in text:
        return ""
    begins, heads, bars = _tables(text)
    line = bisect_right(begins, start) - 1
    column = bisect_left(bars, start) - bisect_left(bars, begins[line])
    if not column and "|" not in text[start : start + REACH].split("\n", 1)[0]:
        return ""
    cells = _cells(heads[line])
    return cells[column].strip() if column < len(cells) else ""


def table_head(text: str, start: int) -> str:
    """Return the first of the unbroken run of table rows that ends at a place."""
    begins, heads, _ = _tables(text)
    return heads[bisect_right(begins, start) - 1]


@lru_cache(maxsize=8)
def _tables(text: str) -> tuple[list[int], list[str], list[int]]:
    """Return where each line begins, the first row of the table it stands in, and where the bars are (in characters)."""
    begins: list[int] = []
    heads: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        above = number - 1
        if above > 0 and not lines[above].strip(" |:-"):  # the rule under the head
            above -= 1
        heads.append(heads[above] if above >= 0 and "|" in lines[above] else line)
        begins.append(begins[-1] + len(lines[number - 1]) + 1 if number else 0)
    return begins, heads, [at for at, letter in enumerate(text) if letter == "|"]


@lru_cache(maxsize=8)
def _cells(row: str) -> list[str]:
    return row.split("|")


def _ends_sentence(text: str, at: int) -> bool:
    """Say whether a full stop ends a sentence: not after an initial or an abbreviation."""
    if text[at] != ".":
        return True
    word = text[text.rfind(" ", max(0, at - 20), at) + 1 : at].lstrip("(\"'“‘\n")
    return not (len(word) <= 1 and word.isupper()) and word.casefold() not in SHORT
