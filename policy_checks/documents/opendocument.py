"""OpenDocument (ISO/IEC 26300): text, spreadsheets and presentations of LibreOffice and its kin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policy_checks.documents.author import personal
from policy_checks.documents.office import AUTHORS, WHITE, WORDS, Package, every, get
from policy_checks.documents.passage import TITLE, Passage
from policy_checks.documents.xmp import local
from policy_checks.model import UnreadableError

KINDS = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
    ".odp": b"application/vnd.oasis.opendocument.presentation",
}
UNSEEN_ROWS = frozenset({"collapse", "filter"})
ENDS = {
    "p": "\n",
    "h": "\n",
    "table-cell": " | ",
    "covered-table-cell": "",
    "table-row": "\n",
    "line-break": "\n",
    "tab": "\t",
    "s": " ",
}
HIDDEN, DELETED, NOTE = "a hidden part", "a deleted passage", "a comment"
PROBLEM = {
    HIDDEN: "hidden",
    DELETED: "tracked",
    NOTE: "comment",
    "the speaker's notes": "hidden",
    "cells of the colour of the paper": "hidden",
}


@dataclass
class Words:
    """The words of a document by place, and the styles and columns that hide some of them."""

    styles: dict[str, str]
    pieces: dict[str, list[str]] = field(default_factory=dict)


def read(package: Package, suffix: str) -> Iterator[Passage]:
    """Yield the passages of an OpenDocument file; raise UnreadableError when it is locked or of another kind."""
    if "mimetype" not in package.names or not package.zip.read("mimetype").startswith(KINDS[suffix]):
        raise UnreadableError("its contents are not of the kind that its name says")
    if any(True for _ in every(package.maybe("META-INF/manifest.xml"), "encryption-data")):
        raise UnreadableError("it is locked with a password: save it without one")
    styles = {**_styles(package.maybe("styles.xml")), **_styles(package.xml("content.xml"))}
    yield from _part(package.xml("content.xml"), "the text", styles)
    yield from _part(package.maybe("styles.xml"), "the top or foot of a page", styles)
    yield from _properties(package.maybe("meta.xml"))
    if package.under("Versions/", "") or "VersionList.xml" in package.names:
        yield Passage("an earlier version inside it", " ", ("earlier",))
    links = [get(each, "href") for each in every(package.xml("content.xml"), "a")]
    yield Passage("its links", " " if links else "", links=tuple(links))
    silent = any(
        local(each.tag) == "frame" and _pictured(each) and not _described(each)
        for each in package.xml("content.xml").iter()
    )
    yield Passage("", problems=("no words for a picture",) * silent)


def _pictured(frame: Element) -> bool:
    return any(local(each.tag) == "image" for each in frame)


def _described(frame: Element) -> bool:
    return any(local(each.tag) in {"title", "desc"} and (each.text or "").strip() for each in frame)


def _styles(root: Element) -> dict[str, str]:
    """Return the styles that hide what has them, with the reason."""
    found = {}
    for style in every(root, "style"):
        seen = {local(key): value for each in style for key, value in each.attrib.items()}
        if seen.get("display") in {"none", "false"} and local(style.tag) == "style":
            found[get(style, "name")] = HIDDEN
        if seen.get("visibility") == "hidden":
            found[get(style, "name")] = HIDDEN
        ink, paper = (
            seen.get("color", "").strip("#").casefold(),
            seen.get("background-color", "transparent").strip("#").casefold(),
        )
        white = (
            ink in WHITE
            and (paper == "transparent" or paper in WHITE)
            and get(style, "family") in {"text", "table-cell"}
        )
        if white or (ink and ink == paper):
            found[get(style, "name")] = "cells of the colour of the paper"
    return found


def _part(root: Element, place: str, styles: dict[str, str]) -> Iterator[Passage]:
    words = Words(styles)
    _walk(root, "", words, frozenset())
    yield Passage(place, "".join(words.pieces.pop("", [])).strip("\n"))
    for reason, pieces in words.pieces.items():
        text = "".join(pieces)
        if text.strip(" |\n"):
            yield Passage(f"{place}, {reason}", text, (PROBLEM[reason],))
    if any(True for _ in every(root, "changed-region")):
        yield Passage(f"{place}, a tracked change", " ", ("tracked",))


def _walk(element: Element, unseen: str, words: Words, columns: frozenset[int]) -> None:
    """Add the words of an element in order, under the reason why nobody sees them, if there is one."""
    name = local(element.tag)
    unseen = unseen or _reason(element, name, words.styles)
    if name == "table":
        columns = frozenset(_hidden_columns(element, words.styles))
    if element.text and (element.text.strip() or "\n" not in element.text):
        words.pieces.setdefault(unseen, []).append(element.text)
    if name == "table-row":
        _row(element, unseen, words, columns)
    else:
        for each in element:
            _walk(each, unseen, words, columns)
            if each.tail and each.tail.strip():
                words.pieces.setdefault(unseen, []).append(each.tail)
    if end := ENDS.get(name, ""):
        words.pieces.setdefault(unseen, []).append(end)


def _row(row: Element, unseen: str, words: Words, columns: frozenset[int]) -> None:
    number = 0
    for cell in row:
        hidden = unseen or (HIDDEN if number in columns else "")
        _walk(cell, hidden, words, columns)
        number += _times(cell, "number-columns-repeated")


def _hidden_columns(table: Element, styles: dict[str, str]) -> Iterator[int]:
    number = 0
    for column in every(table, "table-column"):
        times = _times(column, "number-columns-repeated")
        if get(column, "visibility") in UNSEEN_ROWS or styles.get(get(column, "style-name")) == HIDDEN:
            yield from range(number, number + min(times, 16_384))
        number += times


def _times(element: Element, name: str) -> int:
    value = get(element, name)
    return int(value) if value.isdecimal() else 1


def _reason(element: Element, name: str, styles: dict[str, str]) -> str:
    """Return why nobody sees what stands in an element, or nothing."""
    if name == "annotation":
        return NOTE
    if name in {"deletion", "tracked-changes"}:
        return DELETED
    if name == "notes":
        return "the speaker's notes"
    if (
        name in {"hidden-text", "hidden-paragraph"}
        or get(element, "visibility") in UNSEEN_ROWS
        or get(element, "display") == "none"
    ):
        return HIDDEN
    return styles.get(get(element, "style-name"), "")


def _properties(meta: Element) -> Iterator[Passage]:
    words: list[str] = []
    others: list[str] = []
    for each in meta.iter():
        value = (each.text or "").strip()
        if value and local(each.tag) in AUTHORS and personal(value):
            yield Passage("", problems=("author",))
        if value:
            (words if local(each.tag) in WORDS | {"keyword"} else others).append(value)
    yield Passage(TITLE, "\n".join(words))
    yield Passage("its other properties", "\n".join(others), prose=False)
