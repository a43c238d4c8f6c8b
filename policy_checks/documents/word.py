"""Word documents (WordprocessingML): words as printed, and apart from them what was deleted, hidden or noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from policy_checks.documents.author import personal
from policy_checks.documents.office import NONE, WHITE, Package, child, described, every, get, said
from policy_checks.documents.passage import Passage
from policy_checks.documents.xmp import local

TINY = 4  # half-points: nobody reads letters of two points
CROPPED = 5_000  # thousandths of a per cent of a picture's side
PAPER = frozenset({"background1", "light1"})  # the theme's colours of paper
DELETED = frozenset({"del", "moveFrom"})
CHANGED = frozenset(
    {
        "ins",
        "moveTo",
        "pPrChange",
        "rPrChange",
        "sectPrChange",
        "tblPrChange",
        "cellIns",
        "cellDel",
        "tcPrChange",
        "trPrChange",
    }
)
OFF = frozenset({"0", "false", "off"})
SETTINGS = ("docVar", "query", "connectString")
# What may stand beside the main text, and what it is called.
BESIDE = {
    "header": "the top of a page",
    "footer": "the foot of a page",
    "footnotes": "a footnote",
    "endnotes": "an endnote",
}
PROBLEM = {"deleted": "tracked", "hidden": "hidden", "of the colour of the paper": "hidden"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How words stand: why nobody sees them (or empty), what they stand on, and whether inside a table's cell."""

    unseen: str = ""
    paper: str | None = ""  # the colour behind, empty for none; None where a style decides it
    cell: bool = False
    ink: str = "auto"  # the colour of letters that say none themselves


@dataclass
class Words:
    """The words of a part by why they are not seen; ``changed`` says whether changes were tracked.

    ``vanishing`` and ``white`` are the names of styles.
    """

    vanishing: frozenset[str]
    white: frozenset[str]
    pieces: dict[str, list[str]] = field(default_factory=dict)
    changed: bool = False

    def add(self, manner: Manner, text: str) -> None:
        """Add words; a break goes to the printed ones too, so that they do not run together."""
        self.pieces.setdefault(manner.unseen, []).append(text)

    def text(self, unseen: str = "") -> str:
        """Return the words that are not seen for a reason, or the printed ones."""
        return "".join(self.pieces.get(unseen, [])).strip("\n")


def read(package: Package) -> Iterator[Passage]:
    """Yield the passages of a Word document."""
    root = package.maybe("word/styles.xml")
    styles = _styles(root, _vanishes), _styles(root, _white)
    yield from _part(package, "word/document.xml", "the text", styles)
    for start, place in BESIDE.items():
        for name in package.under(f"word/{start}"):
            yield from _part(package, name, place, styles)
    for name in package.under("word/glossary/document"):
        for each in _part(package, name, "a building block kept in the file", styles):
            yield replace(each, prose=False)
    for name in package.under("word/comments"):
        yield Passage(
            "a comment",
            f"{_authors(package.xml(name))}\n{said(package.xml(name))}".strip(),
            ("comment",) * _any(package, name),
        )
    if any(personal(get(each, "author")) for each in every(package.maybe("word/people.xml"), "person")):
        yield Passage("", problems=("author",))
    settings = package.maybe("word/settings.xml")
    kept = [get(each, "val") for each in every(settings, *SETTINGS)]
    yield Passage("a value kept for mail merge or fields", "\n".join(kept), ("hidden",) if any(kept) else ())


def _any(package: Package, name: str) -> int:
    return 1 if said(package.xml(name)).strip() else 0


def _authors(root: Element) -> str:
    return "\n".join(dict.fromkeys(get(each, "author") for each in every(root, "comment")))


def _styles(styles: Element, chosen: Callable[[Element], bool]) -> frozenset[str]:
    """Return the names of the styles that are chosen, and of those that are based on one of them."""
    based: dict[str, list[str]] = {}
    waiting: list[str] = []
    for each in every(styles, "style"):
        if chosen(each):
            waiting.append(get(each, "styleId"))
        parent = child(each, "basedOn")
        based.setdefault(get(parent, "val") if parent is not None else "", []).append(get(each, "styleId"))
    found: set[str] = set()
    while waiting:
        style = waiting.pop()
        waiting += [each for each in based.get(style, []) if each not in found]
        found.add(style)
    return frozenset(found)


def _vanishes(style: Element) -> bool:
    return _on(child(style, "rPr", "vanish"))


def _white(style: Element) -> bool:
    """Say whether a style makes letters white on no colour of its own. A table's style has the colour of its cells."""
    paint = child(style, "rPr", "color")
    shaded = any(True for _ in every(style, "shd", "highlight"))
    return paint is not None and get(paint, "val").casefold() in WHITE and not shaded and get(style, "type") != "table"


def _on(mark: Element | None) -> bool:
    return mark is not None and get(mark, "val") not in OFF


def _part(package: Package, name: str, place: str, styles: tuple[frozenset[str], frozenset[str]]) -> Iterator[Passage]:
    words = Words(*styles)
    root = package.xml(name)
    _walk(root, Manner(), words)
    yield Passage(place, words.text())
    for unseen, problem in PROBLEM.items():
        if words.text(unseen).strip():
            yield Passage(f"{place}, {unseen}", words.text(unseen), (problem,))
    if words.changed:
        yield Passage(f"{place}, a tracked change", " ", ("tracked",))
    yield Passage(f"{place}, a field", words.text("field"), prose=False)
    yield from _pictures(root)


def _pictures(root: Element) -> Iterator[Passage]:
    """Yield whether a picture has no words for those who do not see it, or more of it is kept than is shown."""
    silent = any(
        not get(each, "descr") and not _decorative(each) for each in every(root, "docPr") if get(each, "hidden") != "1"
    )
    cropped = any(
        int(value) > CROPPED for each in every(root, "srcRect") for value in each.attrib.values() if value.isdecimal()
    )
    yield Passage("", problems=("no words for a picture",) * silent + ("cropped",) * cropped)
    yield Passage("the alternative text of a picture", described(root))


def _decorative(picture: Element) -> bool:
    return any(get(each, "val") == "1" for each in every(picture, "decorative"))


def _walk(element: Element, manner: Manner, words: Words) -> None:
    """Add the words of an element, in the order in which they are printed."""
    name = local(element.tag)
    if name == "Fallback":
        return
    words.changed |= name in CHANGED or name in DELETED
    manner = _changed(element, name, manner, words)
    if name in {"t", "delText"}:
        words.add(manner, element.text or "")
    elif name == "instrText":
        words.add(replace(manner, unseen="field"), f"{element.text} ")
    elif name in {"tab", "br", "cr"} and element.attrib.keys() <= {"type"}:
        words.add(manner, "\t" if name == "tab" else "\n")
    for each in element:
        _walk(each, manner, words)
    _after(name, manner, words)


def _after(name: str, manner: Manner, words: Words) -> None:
    """End a paragraph, a cell or a row. Every kind of words gets the break."""
    end = {"p": " " if manner.cell else "\n", "tc": " | ", "tr": "\n"}.get(name, "")
    if end:
        for pieces in words.pieces.values():
            if pieces and not pieces[-1].endswith("\n"):
                pieces.append(end)


def _changed(element: Element, name: str, manner: Manner, words: Words) -> Manner:
    """Return how the words inside an element stand."""
    if name in DELETED:
        return replace(manner, unseen="deleted")
    if name == "tbl":
        return replace(manner, paper=None if child(element, "tblPr", "tblStyle") is not None else manner.paper)
    if name == "tc":
        return replace(manner, paper=_paper(child(element, "tcPr", "shd"), manner.paper), cell=True)
    if name == "tr" and _on(child(element, "trPr", "hidden")):
        return replace(manner, unseen="hidden")
    if name == "p":
        style = child(element, "pPr", "pStyle")
        named = get(style, "val") if style is not None else ""
        paper = _paper(child(element, "pPr", "shd"), manner.paper)
        ink = "ffffff" if named in words.white else manner.ink
        return replace(manner, paper=paper, ink=ink, unseen="hidden" if named in words.vanishing else manner.unseen)
    if name == "r" and not manner.unseen:
        return replace(manner, unseen=_unseen(element, manner, words))
    return manner


def _paper(shading: Element | None, before: str | None) -> str | None:
    if shading is None:
        return before
    fill = get(shading, "fill").casefold()
    return "" if fill in NONE else fill


def _unseen(run: Element, around: Manner, words: Words) -> str:
    """Return why nobody sees the words of a run, if nobody does."""
    manner = child(run, "rPr")
    manner = Element("none") if manner is None else manner
    style = child(manner, "rStyle")
    named = get(style, "val") if style is not None else ""
    size = child(manner, "sz")
    tiny = size is not None and get(size, "val").isdecimal() and int(get(size, "val")) <= TINY
    if tiny or named in words.vanishing or _on(child(manner, "vanish")):
        return "hidden"
    return "of the colour of the paper" if _alike(manner, around, white=named in words.white) else ""


def _alike(manner: Element, around: Manner, *, white: bool) -> bool:
    """Say whether words have the colour of what they stand on."""
    paint = child(manner, "color")
    paper = paint is not None and get(paint, "themeColor") in PAPER and not get(paint, "themeShade")
    ink = get(paint, "val").casefold() if paint is not None else "ffffff" if white else around.ink
    ink = "ffffff" if paper else ink
    marker = child(manner, "highlight")
    behind = _paper(child(manner, "shd"), around.paper)
    if marker is not None and get(marker, "val") == "black":
        return ink in {"auto", "000000"}
    if behind is None or marker is not None:
        return False
    return ink in WHITE if behind == "" or behind in WHITE else ink == behind
