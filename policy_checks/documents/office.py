"""Office Open XML (ISO/IEC 29500): what every .docx, .xlsx and .pptx may hold besides its words. Read from the raw parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

from policy_checks.documents import image
from policy_checks.documents.author import personal
from policy_checks.documents.leftover import of_package
from policy_checks.documents.passage import TITLE, XML_BYTES, Passage, within
from policy_checks.documents.xmp import local, parse
from policy_checks.documents.zipped import Zipped
from policy_checks.model import UnreadableError

Inner = Callable[[str, bytes], Iterable[Passage]]

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE: an old document, or a new one that is encrypted
AUTHORS = frozenset({"creator", "lastModifiedBy", "Manager", "initial-creator"})
WORDS = frozenset({"title", "subject", "description", "keywords", "category", "contentStatus"})
# Relations to other files that are not links in the text: opening the document fetches them.
ENOUGH = 20  # letters and digits without which a file says nothing
PASTED = frozenset(
    {".htm", ".html", ".txt", ".rtf", ".docx", ".xlsx", ".pptx", ".eml", ".mht", ".pdf", ".csv", ".xhtml"}
)
QUIET = frozenset({"hyperlink"})
WHITE = frozenset({"ffffff", "fefefe", "fdfdfd", "fcfcfc", "window"})
NONE = frozenset({"", "auto", "none", "clear"})
MAIN = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}


class Package:
    """An Office file: its parts by name, each parsed when it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Open it. Raises UnreadableError as Zipped does, and when it is locked."""
        if data.startswith(LOCKED):
            raise UnreadableError("it is locked with a password, or in an old form: save it anew without one")
        self.zip = Zipped(data)
        self.names = self.zip.names
        self._parsed: dict[str, Element] = {}

    def under(self, start: str, ending: str = ".xml") -> list[str]:
        """Return the names of the parts with this beginning and ending, in order."""
        return sorted((name for name in self.names if name.startswith(start) and name.endswith(ending)), key=_numbered)

    def xml(self, name: str) -> Element:
        """Return the root of a part; raise UnreadableError when it is too large or malformed."""
        if name not in self._parsed:
            data = self.zip.read(name)
            if len(data) > XML_BYTES:
                raise UnreadableError(f"a part of it is larger than {XML_BYTES >> 20} MB")
            self._parsed = {name: parse(data)}
        return self._parsed[name]

    def maybe(self, name: str) -> Element:
        """Return the root of a part, or an empty element where there is no such part."""
        return self.xml(name) if name in self.names else Element("none")

    @cached_property
    def relations(self) -> list[tuple[str, str, str, str]]:
        """Return the part, kind, target and identity of each relation to something outside the file."""
        found = []
        for name in self.under("", ".rels"):
            for each in self.xml(name):
                if each.get("TargetMode") == "External":
                    kind = each.get("Type", "").rpartition("/")[2]
                    found.append((name, kind, each.get("Target", ""), each.get("Id", "")))
        return found


def _numbered(name: str) -> tuple[str, int]:
    """Order slide2 before slide10."""
    stem = name.rpartition(".")[0]
    digits = stem[len(stem.rstrip("0123456789")) :]
    return stem.rstrip("0123456789"), int(digits[:9] or 0)


def get(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, empty where it is not there."""
    plain = element.get(name)
    if plain is not None:
        return plain
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def child(element: Element, *path: str) -> Element | None:
    """Return the first descendant along these names, without namespaces."""
    found: Element | None = element
    for name in path:
        found = next((each for each in found if local(each.tag) == name), None) if found is not None else None
    return found


def every(element: Element, *names: str) -> Iterator[Element]:
    """Yield the descendants with one of these names."""
    for each in element.iter():
        if local(each.tag) in names:
            yield each


def described(root: Element) -> str:
    """Return what pictures and shapes say to those who do not see them, one a line."""
    told = (get(each, name) for each in every(root, "docPr", "cNvPr") for name in ("title", "descr"))
    return "\n".join(each for each in told if each)


def said(element: Element, word: str = "t", end: str = "p") -> str:
    """Return the words of an element: every ``word``, and a line end after each ``end``."""
    pieces: list[str] = []
    _gather(element, word, end, pieces)
    return "".join(pieces).strip("\n")


def _gather(element: Element, word: str, end: str, pieces: list[str]) -> None:
    name = local(element.tag)
    if name == "Fallback":
        return
    if name == word:
        pieces.append(element.text or "")
    for each in element:
        _gather(each, word, end, pieces)
    if name == end:
        pieces.append("\n")


def read(data: bytes, suffix: str, inner: Inner) -> Iterator[Passage]:
    """Yield the passages of an Office file; raise UnreadableError when it is locked, damaged or too large."""
    from policy_checks.documents import opendocument, sheets, slides, word

    package = Package(data)
    if suffix in opendocument.KINDS:
        found = list(opendocument.read(package, suffix))
    elif MAIN[suffix] not in package.names:
        raise UnreadableError("its contents are not of the kind that its name says")
    else:
        known = {".docx": word.read, ".xlsx": sheets.read, ".pptx": slides.read}[suffix]
        found = [*known(package), *_properties(package), *_linked(package)]
    yield from found
    if _only_pictured(found, package):
        yield Passage("", problems=("unread",))
    yield from parts(package, inner)
    yield from of_package(package.zip, "\n".join(each.text for each in found))


def _only_pictured(found: Iterable[Passage], package: Package) -> bool:
    """Say whether a file says next to nothing, and shows a picture: a scan, perhaps."""
    words = (
        each.text for each in found if each.prose and each.place not in {TITLE, "the alternative text of a picture"}
    )
    shown = any("media/" in name or name.startswith("Pictures/") for name in package.names)
    return shown and sum(sum(map(str.isalnum, each)) for each in words) < ENOUGH


def _properties(package: Package) -> Iterator[Passage]:
    """Yield what the file says of itself. Its authors are a problem where they are persons."""
    words: list[str] = []
    others: list[str] = []
    for name in package.under("docProps/"):
        for each in package.xml(name).iter():
            value = (each.text or "").strip()
            if value and local(each.tag) in AUTHORS and personal(value):
                yield Passage("", problems=("author",))
            if value:
                (words if local(each.tag) in WORDS else others).append(value)
    for name in package.under("customXml/item"):
        others += [text.strip() for text in package.xml(name).itertext() if text.strip()]
    yield Passage(TITLE, "\n".join(words))
    yield Passage("its other properties", "\n".join([*others, package.zip.comments]), prose=False)


def _linked(package: Package) -> Iterator[Passage]:
    links = [target for _, kind, target, _ in package.relations if kind in QUIET]
    yield Passage("its links", " " if links else "", links=tuple(links))
    fetched = [target for _, kind, target, _ in package.relations if kind not in QUIET]
    if fetched:
        yield Passage("what it takes from elsewhere", "\n".join(fetched), ("linked",), prose=False)


def parts(package: Package, inner: Inner) -> Iterator[Passage]:
    """Yield what is packed beside the words: pictures, embedded files, programs, signatures."""
    problems: dict[str, None] = {}
    for name in package.names:
        low, last = name.casefold(), name.rpartition("/")[2]
        suffix = "." + last.casefold().rpartition(".")[2]
        if low.startswith(("docprops/thumbnail", "thumbnails/")):
            problems["preview"] = None
        elif "vbaproject" in low or "/activex/" in low or low.startswith(("basic/", "scripts/")):
            problems["code"] = None
        elif low.startswith("_xmlsignatures/") or low.endswith("documentsignatures.xml"):
            problems["signed"] = None
        elif "/embeddings/" in low or low.startswith("xl/model/") or "/printersettings/" in low:
            yield from _embedded(package, name, last, suffix, inner)
        elif suffix in PASTED:
            yield from within(f"what was pasted into it ({last})", inner(last, package.zip.read(name)))
        elif suffix in image.FORMATS and suffix != ".ico":
            yield from _pictured(inner(last, package.zip.read(name)), last)
    yield Passage("", problems=tuple(problems))


def _embedded(package: Package, name: str, last: str, suffix: str, inner: Inner) -> Iterator[Passage]:
    if "/printersettings/" in name.casefold():
        return
    yield Passage(f"the file “{last}” inside it", " ", ("embedded",))
    if suffix in MAIN:
        yield from within(f"the file “{last}” inside it", inner(last, package.zip.read(name)))


def _pictured(found: Iterable[Passage], last: str) -> Iterator[Passage]:
    """Yield what a picture inside the file carries; what it gives away is the file's own matter."""
    for each in found:
        place = f"the picture “{last}”, {each.place}" if each.place else ""
        yield Passage(place, each.text, each.problems, prose=each.prose)
