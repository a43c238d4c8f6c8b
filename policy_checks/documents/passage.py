"""Passages: what a file that is not text says, each with the place where a clerk would look for it.

A reader of such files is a pure function of a name and bytes. It runs in a process of its own (worker.py), so it gives
plain values; :func:`documents` makes of them what the checks read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policy_checks.documents.source import Source, document
from policy_checks.model import Document, Element, Problem, Reading, UnreadableError
from policy_checks.reading import plain_text

# Limits. A file beyond one of them is not judged, and so not published.
DEPTH = 4  # files inside files
PIXELS = 100_000_000  # of one picture
MOVING = 4 * PIXELS  # of all the pictures of one that moves
PAGES = 400  # of a PDF
MEMBERS = 5_000  # of an archive or Office file
UNPACKED = 192 << 20  # bytes that a file may unpack to
RATIO = 200  # times its own size that a part may unpack to, once it is larger than SMALL
SMALL = 4 << 20
XML_BYTES = 24 << 20  # of one part of an Office file
XML_DEPTH = 256
TEXT = 8 << 20  # characters that one file may say

TITLE = "its properties"  # the place of what a file says of itself


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that a file holds: its words, and what is the matter with how they are kept.

    ``place`` is in a clerk's words (“page 2, under a box”), and empty for the file as a whole; ``problems`` are names
    that the checks attachment-* know; ``prose`` is false for what a program wrote, in which no names are looked for.
    """

    place: str
    text: str = ""
    problems: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    prose: bool = True


def within(place: str, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages of a file that lies inside another, at their place in the outer one."""
    for each in passages:
        yield replace(each, place=f"{place}, {each.place}" if each.place else place)


def joined(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages, the file as a whole first and once, without those that say nothing.

    Raises UnreadableError when they say more than TEXT characters.
    """
    whole: dict[str, None] = {}
    links: dict[str, None] = {}
    kept: list[Passage] = []
    said = 0
    for each in passages:
        said += len(each.text)
        if said > TEXT:
            raise UnreadableError(f"it holds more than {TEXT >> 20} million characters")
        if not each.place:
            whole.update(dict.fromkeys(each.problems))
            links.update(dict.fromkeys(each.links))
        if each.place and (each.text.strip() or each.problems or each.links):
            kept.append(each)
    return [Passage("", "", tuple(whole), tuple(links)), *kept]


def documents(source: Source, kind: str, passages: Iterable[Passage]) -> list[Document]:
    """Make the documents of a file: the file itself, of this kind, and one for each place where it says something."""
    return [_document(source, kind, each) for each in passages]


def _document(source: Source, kind: str, passage: Passage) -> Document:
    part = "passage" if passage.prose else "metadata"
    problems = tuple(Problem(name, 0, 0) for name in passage.problems)
    elements = tuple(Element("a", {"href": link}) for link in passage.links)
    text = passage.text
    plain = plain_text(text) if text else Reading("")
    made = document(source, part if passage.place else kind, text, plain, elements, problems=problems)
    return replace(made, path=f"{source.path}!{passage.place}") if passage.place else made
