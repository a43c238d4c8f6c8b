"""The pages of a PDF as they are shown, and the words on them that nobody can see.

A word is hidden when taking every word off the page changes nothing where it stands: whatever covers it, or whatever colour
it has. Only pages on which something could hide a word are drawn.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policy_checks.documents.passage import PAGES, Passage
from policy_checks.model import UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

SCALE = 1.5  # pixels a point at which pages are drawn
LARGEST = 2_500  # pixels of the longer side of a page as drawn
FAINT = 24  # difference, of 255, that nobody sees
PALE = 200  # each colour, of 255, from which words might be those of the paper
INVISIBLE = 3  # the way of drawing words of PDF that leaves no mark
COVERING = 0.5  # of a page, by a picture, which is then a scan
CURVES = 400  # shapes from which a page without words may hold words that were drawn
FEWEST = 3  # hidden letters and digits worth telling
TINY = 2.0  # points: nobody reads letters of that height
NESTED = 4  # forms inside forms
UNKNOWN = 0.3  # of the characters of a page without a letter that anybody could read
RECENT = 100  # shapes that are remembered of a page
Colour = tuple[int, int, int, int]
Box = tuple[float, float, float, float]  # left, bottom, right, top, in points


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without space between them: first and last index on the page, end exclusive, and its box."""

    first: int
    last: int
    box: Box


def pages(data: bytes, drawn: Sequence[bool], *, layers: bool) -> Iterator[Passage]:
    """Yield the words of each page, and apart from them those that are hidden.

    ``drawn`` says of each page whether it has comments or marks, which may cover words; ``layers`` whether the file
    has layers that are not shown. Raises UnreadableError when pdfium cannot open it.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise UnreadableError("it is damaged, or locked with a password") from None
    with document:
        if len(document) > PAGES:
            raise UnreadableError(f"it has more than {PAGES} pages: split it")
        for number in range(len(document)):
            marked = layers or (number < len(drawn) and drawn[number])
            try:
                yield from _page(document, number, marked=marked, layers=layers)
            except pypdfium2.PdfiumError:
                raise UnreadableError(f"page {number + 1} of it cannot be shown") from None


def _page(document: PdfDocument, number: int, *, marked: bool, layers: bool) -> Iterator[Passage]:
    page = document[number]
    text = page.get_textpage()
    things = Things(page)
    looked_at = marked or things.suspicious
    characters = _characters(text) if looked_at else text.get_text_range()
    hidden = list(_hidden(page, text, characters, things, layers=layers)) if looked_at and characters.strip() else []
    seen = characters
    for _, word in hidden:
        seen = seen[: word.first] + " " * (word.last - word.first) + seen[word.last :]
    place = f"page {number + 1}"
    yield Passage(place, seen.replace("\r\n", "\n"), ("unread page",) if _unread(characters, things) else ())
    for reason in dict.fromkeys(reason for reason, _ in hidden):
        words = _joined(characters, [word for why, word in hidden if why == reason])
        if sum(map(str.isalnum, words)) >= FEWEST:
            covered = reason.startswith("under")
            yield Passage(f"{place}, {reason}", words, ("covered" if covered else "hidden",))
    text.close()
    page.close()


def _joined(characters: str, words: list[Word]) -> str:
    """Return words with the spaces and line ends that stand between them on the page."""
    lines, at = "", words[0].first
    for word in words:
        between = characters[at : word.first]
        lines += ("\n" if "\n" in between or len(between) > 1 else " ") if lines else ""
        lines += characters[word.first : word.last]
        at = word.last
    return lines


def _characters(text: PdfTextPage) -> str:
    """Return the characters of a page, one for each that pdfium counts."""
    import pypdfium2.raw as raw

    codes = (raw.FPDFText_GetUnicode(text, at) for at in range(text.count_chars()))
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes)


def _unread(characters: str, things: Things) -> bool:
    """Say whether a page holds words that cannot be read: a picture of them, or letters without meaning."""
    said = "".join(characters.split())
    if said.isascii() and said.isprintable() and said:
        return False
    if said:
        return sum(map(_odd, said)) > UNKNOWN * len(said)
    return things.pictured > COVERING or things.curves > CURVES


def _odd(character: str) -> bool:
    """Say whether a character is one that nobody reads: of no known letter, of private use, of control."""
    return character == "\ufffd" or not character.isprintable() or "\ue000" <= character <= "\uf8ff"


class Things:
    """What stands on a page besides words: whether anything could hide a word, and how much of it is pictures."""

    def __init__(self, page: PdfPage) -> None:
        self.suspicious = False
        self.pictured = 0.0
        self.curves = 0
        self.covers: list[tuple[Box, str]] = []
        self.invisible = False
        left, bottom, right, top = self.box = page.get_bbox()  # what is shown, wherever in the file that is said
        self.area = max(1.0, abs((right - left) * (top - bottom)))
        self._words: list[Box] = []
        self._around: Box = (1e9, 1e9, -1e9, -1e9)
        self._painted: list[tuple[Box, Colour]] = []
        for thing in page.get_objects(max_depth=NESTED):
            self._note(thing)

    def _note(self, thing: Any) -> None:
        import pypdfium2.raw as raw

        box = thing.get_bounds()
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            self._words.append(box)
            self._around = _round([self._around, box])
            self.suspicious |= self._pale(thing) or outside(box, self.box) or self._alike(thing, box)
            self.suspicious |= box[3] - box[1] < TINY or _clipped(thing, box)
        elif thing.type in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}:
            self.pictured += _area(box) / self.area
            self._cover(box, "under a picture")
        elif thing.type == raw.FPDF_PAGEOBJ_PATH:
            self.curves += 1
            if _filled(thing):
                self._cover(box, "under a box")
                self._painted.append((box, _colour(thing)))

    def _pale(self, thing: Any) -> bool:
        import pypdfium2.raw as raw

        mode = raw.FPDFTextObj_GetTextRenderMode(thing)
        self.invisible |= mode == INVISIBLE
        *ink, alpha = _colour(thing)
        return min(ink) > PALE or alpha < FAINT or mode >= INVISIBLE

    def _alike(self, thing: Any, box: Box) -> bool:
        """Say whether words stand on something of their own colour. Only the last few things drawn are looked at."""
        ink = _colour(thing)
        return any(
            _meet(box, where) and max(abs(one - other) for one, other in zip(ink, paint, strict=True)) < FAINT
            for where, paint in self._painted[-RECENT:]
        )

    def _cover(self, box: Box, reason: str) -> None:
        if len(self.covers) < RECENT and _meet(box, self._around) and any(_meet(box, word) for word in self._words):
            self.suspicious = True
            self.covers.append((box, reason))

    @property
    def scanned(self) -> bool:
        """Say whether the words were laid, unseen, over a picture of them."""
        return self.invisible and self.pictured > COVERING


def _colour(thing: Any) -> Colour:
    """Return red, green, blue and opacity, of 255, in which a thing is filled; black where that cannot be told."""
    import pypdfium2.raw as raw

    parts = [ctypes.c_uint() for _ in range(4)]
    known = raw.FPDFPageObj_GetFillColor(thing, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue, alpha) if known else (0, 0, 0, 255)


def _filled(thing: Any) -> bool:
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(thing, fill, stroke)) and fill.value != 0


def _clipped(thing: Any, box: Box) -> bool:
    """Say whether words lie outside what is let be seen of them, or may."""
    import pypdfium2.raw as raw

    path = raw.FPDFPageObj_GetClipPath(thing)
    for number in range(max(0, raw.FPDFClipPath_CountPaths(path))):
        points = list(_points(path, number))
        if points and not _meet(box, _around(points)):
            return True
    return False


def _points(path: Any, number: int) -> Iterator[tuple[float, float]]:
    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(RECENT, raw.FPDFClipPath_CountPathSegments(path, number))):
        segment = raw.FPDFClipPath_GetPathSegment(path, number, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        yield x.value, y.value


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def outside(box: Box, page: Box) -> bool:
    """Say whether a box lies off the page."""
    return not _meet(box, page)


def _words(text: PdfTextPage, characters: str) -> Iterator[Word]:
    first = 0
    for at, each in enumerate([*characters, " "]):
        if each.isspace():
            ends = {first, at - 1} if first < at else set[int]()
            if boxes := [box for index in ends if _area(box := text.get_charbox(index)) > 0]:
                yield Word(first, at, _round(boxes))
            first = at + 1


def _round(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _hidden(
    page: PdfPage, text: PdfTextPage, characters: str, things: Things, *, layers: bool
) -> Iterator[tuple[str, Word]]:
    """Yield each word that cannot be seen, and where it hides."""
    from PIL import ImageChops

    scale = min(SCALE, LARGEST / max(page.get_size()))
    with_words = _drawn(page, scale)
    _take_words_off(page)
    apart = (
        ImageChops.difference(with_words, _drawn(page, scale))
        .convert("L")
        .point(lambda value: 255 if value > FAINT else 0)
    )
    for word in _words(text, characters):
        if outside(word.box, things.box):
            yield "off the page", word
        elif _height(text, word) < TINY:
            yield "in letters too small to read", word
        elif not things.scanned and not _shows(apart, page, word.box):
            yield _reason(word, things, layers=layers), word


def _height(text: PdfTextPage, word: Word) -> float:
    """Return the height of the letters of a word, points, as its font has them."""
    left, bottom, right, top = map(float, text.get_charbox(word.first, loose=True))
    return max(abs(top - bottom), abs(right - left))  # words may stand upright


def _drawn(page: PdfPage, scale: float) -> Image:
    image: Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return image.convert("RGB")


def _take_words_off(page: PdfPage) -> None:
    import pypdfium2.raw as raw

    for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=NESTED):
        raw.FPDFTextObj_SetTextRenderMode(thing, INVISIBLE)


def _shows(apart: Image, page: PdfPage, box: Box) -> bool:
    """Say whether anything of a word can be seen where it stands."""
    import pypdfium2.raw as raw

    x, y, corners = ctypes.c_int(), ctypes.c_int(), []
    for across, up in ((box[0], box[1]), (box[2], box[3])):
        raw.FPDF_PageToDevice(page, 0, 0, apart.width, apart.height, 0, across, up, x, y)
        corners.append((x.value, y.value))
    (left, low), (right, high) = corners
    area = (min(left, right) - 1, min(low, high) - 1, max(left, right) + 2, max(low, high) + 2)
    return apart.crop(area).getbbox() is not None


def _reason(word: Word, things: Things, *, layers: bool) -> str:
    for box, reason in reversed(things.covers):
        if _meet(box, word.box):
            return reason
    if layers:
        return "in a layer that is not shown, or under a box"
    return "written so that nobody sees it"
