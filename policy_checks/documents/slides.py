"""Presentations (PresentationML): slides, and apart from them notes, hidden slides, and shapes nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from policy_checks.documents.author import personal
from policy_checks.documents.office import WHITE, Package, child, described, every, get, said
from policy_checks.documents.passage import Passage
from policy_checks.documents.xmp import local

SHAPES = frozenset({"sp", "pic", "graphicFrame", "grpSp", "cxnSp"})
FILLS = frozenset({"solidFill", "blipFill", "gradFill", "pattFill"})
TINY = 200  # hundredths of a point
CLEAR = 10_000  # thousandths of a per cent of opacity: nobody sees less
Box = tuple[int, int, int, int]  # left, top, right, bottom, in English metric units


def read(package: Package) -> Iterator[Passage]:
    """Yield the passages of a presentation."""
    size = child(package.xml("ppt/presentation.xml"), "sldSz")
    page = (0, 0, _number(size, "cx") or 12_192_000, _number(size, "cy") or 6_858_000)
    plain = not any(
        _painted(package.xml(name))
        for start in ("slideMasters", "slideLayouts")
        for name in package.under(f"ppt/{start}/")
    )
    for number, name in enumerate(package.under("ppt/slides/slide"), 1):
        yield from _slide(package.xml(name), f"slide {number}", page, plain=plain)
    for name in package.under("ppt/notesSlides/notesSlide"):
        words = "\n".join(
            said(each) for each in every(package.xml(name), "sp") if _kind(each) not in {"sldNum", "sldImg", "dt"}
        )
        yield Passage("the speaker's notes", words, ("hidden",) if words.strip() else ())
    for name in [*package.under("ppt/comments/"), *package.under("ppt/threadedComments/")]:
        yield Passage(
            "a comment", "\n".join(text for text in package.xml(name).itertext() if text.strip()), ("comment",)
        )
    for name in [*package.under("ppt/commentAuthors"), *package.under("ppt/authors")]:
        people = [get(each, "name") for each in every(package.xml(name), "cmAuthor", "author")]
        yield Passage("", problems=("author",) * any(map(personal, people)))
    for start in ("slideMasters", "slideLayouts", "notesMasters", "handoutMasters", "diagrams", "charts"):
        roots = [package.xml(name) for name in package.under(f"ppt/{start}/")]
        texts = [text for root in roots for text in (said(root), *(each.text or "" for each in every(root, "v")))]
        yield Passage("the pattern behind the slides", "\n".join(texts), prose=start in {"diagrams", "charts"})


def _number(element: Element | None, name: str) -> int:
    value = get(element, name) if element is not None else ""
    return int(value) if value.lstrip("-").isdecimal() else 0


def _kind(shape: Element) -> str:
    return next((get(each, "type") for each in every(shape, "ph")), "")


def _painted(root: Element) -> bool:
    """Say whether a slide's pattern has anything behind the words but the paper."""
    behind = child(root, "cSld", "bg")
    return any(True for _ in every(root, "pic")) or (
        behind is not None and not any(get(each, "val") in {"bg1", "lt1"} for each in every(behind, "schemeClr"))
    )


def _slide(root: Element, place: str, page: Box, *, plain: bool) -> Iterator[Passage]:
    tree = child(root, "cSld", "spTree")
    shapes = [each for each in (tree if tree is not None else ()) if local(each.tag) in SHAPES]
    whole = ", which is hidden" if get(root, "show") == "0" else ""
    plain = plain and not _painted(root)
    yield Passage(
        "",
        problems=("no words for a picture",)
        * any(not get(each, "descr") for shape in every(root, "pic") for each in every(shape, "cNvPr")),
    )
    yield Passage(f"{place}, the alternative text of a picture", described(root))
    yield Passage(
        place + whole,
        "\n".join(said(each) for each in shapes if not _unseen(each, shapes, page, plain=plain)),
        ("hidden",) if whole else (),
    )
    for each in shapes:
        reason = _unseen(each, shapes, page, plain=plain)
        if reason and said(each).strip():
            yield Passage(f"{place}, {reason}", said(each), ("covered" if reason.startswith("under") else "hidden",))


def _unseen(shape: Element, shapes: list[Element], page: Box, *, plain: bool) -> str:
    """Return why nobody sees a shape's words, or nothing."""
    if any(get(each, "hidden") in {"1", "true"} for each in list(shape.iter())[:4] if local(each.tag) == "cNvPr"):
        return "a hidden shape"
    box = _box(shape)
    if box and (box[2] <= page[0] or box[3] <= page[1] or box[0] >= page[2] or box[1] >= page[3]):
        return "off the slide"
    if box and any(_covers(other, box) for other in shapes[shapes.index(shape) + 1 :]):
        return "under a box"
    if local(shape.tag) == "sp" and (_clear(shape) or _tiny(shape)):
        return "written so that nobody sees it"
    if plain and local(shape.tag) == "sp" and not _filled(shape) and _white(shape):
        return "of the colour of the paper"
    return ""


def _box(shape: Element) -> Box | None:
    place = next((each for each in shape.iter() if local(each.tag) == "xfrm"), None)
    if place is None:
        return None
    corner, size = child(place, "off"), child(place, "ext")
    left, top = _number(corner, "x"), _number(corner, "y")
    return left, top, left + _number(size, "cx"), top + _number(size, "cy")


def _filled(shape: Element) -> bool:
    manner = child(shape, "spPr")
    return (manner is not None and any(local(each.tag) in FILLS for each in manner)) or child(
        shape, "style", "fillRef"
    ) is not None


def _covers(shape: Element, box: Box) -> bool:
    """Say whether a later shape lies over the whole of an earlier one, and nothing shows through."""
    own = _box(shape)
    opaque = local(shape.tag) == "pic" or (_filled(shape) and not any(True for _ in every(shape, "alpha", "noFill")))
    return bool(opaque and own) and own[0] <= box[0] and own[1] <= box[1] and own[2] >= box[2] and own[3] >= box[3]  # type: ignore[index]


def _white(shape: Element) -> bool:
    """Say whether every run of words in a shape is white."""
    runs = [each for each in every(shape, "r") if said(each).strip()]
    return bool(runs) and all(_ink(each) in WHITE for each in runs)


def _tiny(shape: Element) -> bool:
    """Say whether every run of words in a shape is too small to be read."""
    sizes = [_number(child(each, "rPr"), "sz") for each in every(shape, "r") if said(each).strip()]
    return bool(sizes) and all(0 < size <= TINY for size in sizes)


def _clear(shape: Element) -> bool:
    """Say whether every run of words in a shape lets all behind it through."""
    runs = [each for each in every(shape, "r") if said(each).strip()]
    return bool(runs) and all(
        any(
            0 <= _number(alpha, "val") < CLEAR
            for fill in each.iter()
            if local(fill.tag) == "solidFill"
            for alpha in every(fill, "alpha")
        )
        for each in runs
    )


def _ink(run: Element) -> str:
    fill = child(run, "rPr", "solidFill")
    if fill is None or not len(fill):
        return ""
    return "ffffff" if get(fill[0], "val") in {"bg1", "lt1"} else get(fill[0], "val").casefold()
