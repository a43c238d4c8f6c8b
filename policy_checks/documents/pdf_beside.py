"""What a PDF keeps beside its pages: files, pages that are not shown, what its pictures say, strings that programs left."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from policy_checks.documents import xmp
from policy_checks.documents.author import personal
from policy_checks.documents.leftover import worded
from policy_checks.documents.passage import Passage
from policy_checks.documents.pdf_pages import pages
from policy_checks.model import UnreadableError

if TYPE_CHECKING:
    from pikepdf import Pdf

Object = Any  # of pikepdf, whose kinds are told apart at run time

OBJECTS = 50_000  # of a file that are looked through
NESTED = 4  # dictionaries in dictionaries that are looked into
LINK = "/Link"
NOTE = 64 << 10  # bytes of a stream that a program keeps for itself
# Streams that are shown, or are what a font, a colour or the file itself is made of.
SHOWN = frozenset({"/XObject", "/Metadata", "/ObjStm", "/XRef", "/EmbeddedFile", "/Pattern", "/CMap", "/Font"})
NAMES = (
    "/FontName",
    "/Ordering",
    "/Registry",
    "/CharSet",
    "/BaseFont",
    "/Lang",
    "/DA",
    "/DS",
    "/Length1",
    "/N",
    "/FunctionType",
)


def attached(every: Iterable[Object]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each file inside, whatever holds it: the whole file, a page, a mark on one."""
    seen: set[tuple[int, int]] = set()
    for each in every:
        holder = each if "/EF" in each else each.get("/FS", {})
        stream = holder.get("/EF", {}).get("/F") if kind(holder) == "dictionary" else None
        if stream is not None and stream.objgen not in seen:
            seen.add(stream.objgen)
            yield str(holder.get("/UF", holder.get("/F", "unnamed"))), stream.read_bytes()


def kind(each: Object) -> str:
    """Return what pikepdf calls an object: dictionary, stream, array, string."""
    return str(getattr(each, "_type_name", ""))


def dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Yield each dictionary that is an object of its own, and those that stand in it or in its arrays; links apart."""
    for each in list(pdf.objects)[:OBJECTS]:
        own = kind(each)
        if own == "array" or (own == "dictionary" and each.get("/Subtype") != LINK):
            yield from _within(each, own, 0)


def _within(each: Object, own: str, depth: int) -> Iterator[Object]:
    if own == "dictionary":
        yield each
    if depth < NESTED:
        for inner in each.as_list() if own == "array" else each.as_dict().values():
            inside = kind(inner)
            if inside in {"dictionary", "array"} and not inner.is_indirect:
                yield from _within(inner, inside, depth + 1)


def left_over(pdf: Pdf, now: str) -> Iterator[Passage]:
    """Yield what pages say that are in the file and belong to none of those shown, where these do not say it too."""
    import pikepdf

    shown = {page.obj.objgen for page in pdf.pages}
    rest = [each for each in pdf.objects if kind(each) == "dictionary" and str(each.get("/Type", "")) == "/Page"]
    rest = [each for each in rest if each.objgen not in shown]
    if rest:
        stream, known = io.BytesIO(), set(now.split())
        with pikepdf.new() as made:
            for each in rest:
                made.pages.append(pikepdf.Page(each))
            made.save(stream)
        try:
            found = [each.text for each in pages(stream.getvalue(), (), layers=False) if each.place]
        except (UnreadableError, ValueError, RuntimeError):
            found = []
        gone = "\n".join(line for text in found for line in text.splitlines() if set(line.split()) - known)
        if gone.strip():
            yield Passage("a page left over in the file", gone, ("earlier",))


def pictured(pdf: Pdf) -> Iterator[Passage]:
    """Yield what is written beside each picture of where, with what and by whom it was taken."""
    for each in pdf.objects:
        packet = each.get("/Metadata") if kind(each) == "stream" else None
        if packet is not None and kind(packet) == "stream":
            found = list(xmp.properties(packet.read_bytes()))
            yield Passage("", problems=tuple(dict.fromkeys(xmp.problems(found))))
            words = (one.value for one in found if one.name in xmp.WORDS)
            yield Passage("a photograph in it, its properties", "\n".join(words))


def makers_of_marks(pdf: Pdf) -> Iterator[Object]:
    """Yield each mark that names the person who made it and says nothing."""
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            if personal(str(note.get("/T", ""))) and not str(note.get("/Contents", "")).strip() and "/FT" not in note:
                yield note


def kept(pdf: Pdf, every: Iterable[Object], said: str) -> Iterator[Passage]:
    """Yield the strings that no reader of pages has met, of whatever program: names of pages, choices of fields, notes."""
    figures: dict[str, None] = {}
    strings: list[str] = []
    for each in every:
        if str(each.get("/S", "")) in {"/Figure", "/Formula", "/Form"}:
            figures.update(dict.fromkeys(str(each.get(key, "")) for key in ("/Alt", "/ActualText")))
        strings += _strings(each)
    drawings = {part.objgen for page in pdf.pages for part in _contents(page.obj)}
    for each in pdf.objects:
        if kind(each) == "stream" and each.objgen not in drawings:
            strings += _noted(each)
    words = "\n".join(worded(figures, said))
    yield Passage("the alternative text of a picture", words)
    yield Passage("what programs keep in it", "\n".join(worded(strings, f"{said}\n{words}")), prose=False)


def _contents(page: Object) -> list[Object]:
    """Return the streams that draw a page."""
    found = page.get("/Contents")
    return list(found.as_list()) if kind(found) == "array" else [found] if kind(found) == "stream" else []


def _strings(each: Object) -> Iterator[str]:
    for name, value in each.as_dict().items():
        if kind(value) == "string" and name not in {*NAMES, "/URI"}:
            yield str(value)
        elif kind(value) == "array" and not value.is_indirect:
            yield from (str(inner) for inner in value.as_list() if kind(inner) == "string")


def _noted(stream: Object) -> Iterator[str]:
    """Yield the text of a stream that is neither shown nor needed to show anything."""
    own = {str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))}
    if own & SHOWN or own & {"/Image", "/Form", "/XML"} or any(name in stream for name in NAMES):
        return
    data = stream.read_bytes() if int(stream.get("/Length", 0)) < NOTE else b""
    if b"begincmap" not in data and data.isascii() and sum(map(str.isalpha, data.decode("ascii"))) * 2 > len(data):
        yield data.decode("ascii")
