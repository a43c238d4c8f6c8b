"""PDF (ISO 32000): words page by page, and everything that a PDF may hold besides. pdfium shows it, qpdf takes it apart."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from policy_checks.documents import pdf_beside, xmp
from policy_checks.documents.author import personal
from policy_checks.documents.metadata import packet_rights
from policy_checks.documents.passage import PAGES, TITLE, UNPACKED, Passage, within
from policy_checks.documents.pdf_pages import pages
from policy_checks.documents.xmp import parse
from policy_checks.model import Rights, UnreadableError
from policy_checks.reading import pattern

if TYPE_CHECKING:
    from pikepdf import Pdf

Inner = Callable[[str, bytes], Iterable[Passage]]
Object = Any  # of pikepdf, whose kinds are told apart at run time

COMMENTS = frozenset(
    {
        "/Text",
        "/Highlight",
        "/StrikeOut",
        "/Underline",
        "/Squiggly",
        "/Caret",
        "/Ink",
        "/Popup",
        "/Square",
        "/Circle",
        "/Line",
        "/Stamp",
        "/Polygon",
        "/PolyLine",
    }
)
INFO_WORDS = ("/Title", "/Subject", "/Keywords")
OWN = frozenset(
    {"/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}
)  # what programs write of themselves
# What a file's own list of properties (Info) says of its rights, by the letters of the key in lower case.
RIGHTS: Mapping[str, str] = {
    "author": "creator",
    "copyright": "notice",
    "copyrightnotice": "notice",
    "copyrightowner": "notice",
    "rights": "notice",
    "rightsholder": "notice",
    "owner": "notice",
    "credit": "credit",
    "publisher": "source",
    "source": "source",
    "licence": "terms",
    "license": "terms",
    "usageterms": "terms",
    "webstatement": "link",
    "title": "title",
    "subject": "description",
}
OWN_XMP = frozenset({"CreatorTool", "Producer", "format", "part", "conformance", "Trapped", "rev"})
CODE = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE"})
BUILT_IN = r"^\s*(?:AF(?:Number|Date|Percent|Special|Time|Simple|Range|Extract|Merge|Make|Exact)[A-Za-z_]*\([^()]*(?:\([^()]*\))?[^()]*\);?\s*)*$"
FIGURES = 20_000  # objects of a file that are looked through for pictures without words
BOMB = 128 << 10  # bytes below which a stream, at 1,032 times its size, stays under the limit
FILE_END = b"%%EOF"
ENOUGH = 20  # letters and digits without which a file says nothing
HIDDEN = 2  # the flag of a form's field or a comment that is not shown


def read(data: bytes, inner: Inner) -> Iterator[Passage]:
    """Yield the passages of a PDF; raise UnreadableError when it is locked, damaged or too large."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _within_limits(pdf)
            yield from _of_objects(pdf, data, inner)
    except pikepdf.PasswordError:
        raise UnreadableError("it is locked with a password: save it without one") from None
    except (
        pikepdf.PdfError,
        zlib.error,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
        RuntimeError,
    ):
        raise UnreadableError("it is damaged, or not a PDF") from None


def _within_limits(pdf: Pdf) -> None:
    """Raise UnreadableError when there are too many pages, or a stream would unpack to more than the limit."""
    if len(pdf.pages) > PAGES:
        raise UnreadableError(f"it has more than {PAGES} pages: split it")
    total = 0
    for each in pdf.objects:
        if _is_stream(each) and (names := _filters(each)).count("/FlateDecode"):
            if len(names) > 1 and names.count("/FlateDecode") > 1:
                raise UnreadableError("a part of it is compressed twice")
            raw = each.read_raw_bytes()
            total += _unpacked(raw) if len(raw) > BOMB and names[0] == "/FlateDecode" else 0
            if total > UNPACKED:
                raise UnreadableError(f"it unpacks to more than {UNPACKED >> 20} MB")


def _is_stream(each: Object) -> bool:
    import pikepdf

    return isinstance(each, pikepdf.Stream)


def _filters(stream: Object) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(each) for each in found] if getattr(found, "_type_name", "") == "array" else [str(found)]


def _unpacked(raw: bytes) -> int:
    """Return how many bytes a deflated stream unpacks to, at most a little more than the limit."""
    unpacker, size, rest = zlib.decompressobj(), 0, raw
    while rest and size <= UNPACKED:
        piece = unpacker.decompress(rest, 1 << 20)
        size += len(piece)
        rest = unpacker.unconsumed_tail
        rest = rest if piece else b""
    return size


def _of_objects(pdf: Pdf, data: bytes, inner: Inner) -> Iterator[Passage]:
    notes = [list(_annotations(page, number)) for number, page in enumerate(pdf.pages, 1)]
    drawn = [any(each.problems or each.text for each in note) for note in notes]
    shown = list(pages(data, drawn, layers=_hidden_layers(pdf)))
    scanned = not pdf.Root.get("/AcroForm") and sum(sum(map(str.isalnum, each.text)) for each in shown) < ENOUGH
    known = [*shown, *chain(*notes), *_properties(pdf), *_outline(pdf), *_form(pdf)]
    yield from known
    yield Passage("", problems=tuple(dict.fromkeys(_problems(pdf, data, scanned=scanned))))
    yield from _pictures(pdf, inner)
    yield from pdf_beside.pictured(pdf)
    every = list(pdf_beside.dictionaries(pdf))
    yield from pdf_beside.kept(pdf, every, "\n".join(each.text for each in known))
    for name, content in pdf_beside.attached(every):
        place = f"the file “{name}” inside it"
        yield Passage(place, problems=("embedded",))
        yield from within(place, inner(name, content))
    now = " ".join(each.text for each in shown)
    yield from pdf_beside.left_over(pdf, now)
    yield from _earlier(data, now)


def _problems(pdf: Pdf, data: bytes, *, scanned: bool) -> Iterator[str]:
    if scanned:
        yield "unread"
    if _runs_code(pdf):
        yield "code"
    if signed(pdf):
        yield "signed"
    if b"PK\x05\x06" in data[data.rfind(FILE_END) :][: 1 << 16] or not data.startswith(b"%PDF-"):
        yield "mixed"
    if not scanned:
        yield from _accessibility(pdf)


def _accessibility(pdf: Pdf) -> Iterator[str]:
    """Yield what screen readers miss: tags, a title, a language, words for pictures. Presence only: no conformance."""
    root: Object = pdf.Root
    tagged = "/StructTreeRoot" in root and bool(root.get("/MarkInfo", {}).get("/Marked", False))
    if not tagged:
        yield "untagged"
    if not str(pdf.docinfo.get("/Title", "")).strip() and b"dc:title" not in _packet(pdf):
        yield "untitled"
    if not str(root.get("/Lang", "")).strip():
        yield "no language"
    if tagged and any(_silent_figure(each) for each in list(pdf.objects)[:FIGURES]):
        yield "no words for a picture"


def _silent_figure(each: Object) -> bool:
    get = getattr(each, "get", None)
    if get is None or getattr(each, "_type_name", "") != "dictionary":
        return False
    return str(get("/S", "")) == "/Figure" and not str(get("/Alt", get("/ActualText", ""))).strip()


def signed(pdf: Pdf) -> bool:
    """Say whether anybody signed the file digitally."""
    root: Object = pdf.Root
    form = root.get("/AcroForm")
    return form is not None and (
        int(form.get("/SigFlags", 0)) & 1 == 1
        or any(str(field.get("/FT", "")) == "/Sig" and "/V" in field for field in _fields(form))
    )


def _fields(form: Object) -> Iterator[Object]:
    waiting = list(form.get("/Fields", []))
    seen = 0
    while waiting and seen < FIGURES:
        field = waiting.pop()
        seen += 1
        yield field
        waiting.extend(field.get("/Kids", []))


def _runs_code(pdf: Pdf) -> bool:
    """Say whether the file runs code, beyond the programs' own formatting of numbers and dates in forms."""
    return any(_is_code(each) for each in pdf.objects) or any(
        _is_code(action) for each in pdf.objects for action in _actions(each)
    )


def _actions(each: Object) -> Iterator[Object]:
    """Yield the actions that stand directly in a dictionary, not as objects of their own."""
    if getattr(each, "_type_name", "") != "dictionary":
        return
    for key in ("/A", "/OpenAction", "/AA"):
        action = each.get(key)
        if getattr(action, "_type_name", "") == "dictionary":
            yield action
            yield from (
                inner for inner in action.as_dict().values() if getattr(inner, "_type_name", "") == "dictionary"
            )


def _is_code(each: Object) -> bool:
    if getattr(each, "_type_name", "") != "dictionary" or str(each.get("/S", "")) not in CODE:
        return False
    script = each.get("/JS")
    if script is None:
        return True
    text = script.read_bytes() if _is_stream(script) else str(script).encode()
    return pattern(BUILT_IN).search(text) is None


def _hidden_layers(pdf: Pdf) -> bool:
    root: Object = pdf.Root
    layers = root.get("/OCProperties", {}).get("/D", {})
    off = bool(len(layers.get("/OFF", []))) or str(layers.get("/BaseState", "")) == "/OFF"
    return off or any("/Usage" in each for each in root.get("/OCProperties", {}).get("/OCGs", []))


def _annotations(page: Object, number: int) -> Iterator[Passage]:
    for note in page.get("/Annots", []):
        kind = str(note.get("/Subtype", ""))
        words = [str(note.get(key, "")) for key in ("/Contents", "/RC", "/Subj")]
        text = "\n".join(each for each in words if each.strip())
        if kind == "/Link":
            target = str(note.get("/A", {}).get("/URI", ""))
            own = ("linked",) * target.casefold().startswith("file:")
            yield Passage(f"page {number}, a link", text or " " * len(own), own, (target,) if target else ())
        elif kind == "/Redact":
            yield Passage(f"page {number}, blacking-out that was never applied", text, ("covered",))
        elif kind == "/FreeText":
            yield Passage(f"page {number}, a text box", text)
        elif kind in COMMENTS and text.strip():
            yield Passage(f"page {number}, a comment", f"{note.get('/T', '')}\n{text}", ("comment",))
        elif kind in COMMENTS:
            yield Passage(f"page {number}, a mark", " ")


def _properties(pdf: Pdf) -> Iterator[Passage]:
    """Yield what Info and XMP say. The author is a problem where he is a person."""
    info = pdf.docinfo
    found = list(xmp.properties(_packet(pdf)))
    authors = [
        str(info.get("/Author", "")),
        *(each.value for each in found if each.name in {"creator", "Author", "author"}),
    ]
    if any(map(personal, authors)) or any(True for _ in pdf_beside.makers_of_marks(pdf)):
        yield Passage("", problems=("author",))
    words = [str(info.get(key, "")) for key in INFO_WORDS] + [each.value for each in found if each.name in xmp.WORDS]
    yield Passage(TITLE, "\n".join(dict.fromkeys(each for each in words if each.strip())))
    others = [str(value) for key, value in info.items() if key not in {*INFO_WORDS, *OWN}]
    others += [
        each.value for each in found if each.name not in OWN_XMP and not each.name.endswith(("Date", "ID", "when"))
    ]
    said = dict.fromkeys(each for each in [*authors, *others] if each.strip() and each not in words)
    yield Passage("its other properties", "\n".join(said), prose=False)


def rights(data: bytes) -> Rights:
    """Return what the Info and the XMP of a PDF, which can be opened, say of its maker and owner."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        keys = ((RIGHTS.get("".join(filter(str.isalpha, key)).casefold()), value) for key, value in pdf.docinfo.items())
        said = [(name, str(value)) for name, value in keys if name]
        return packet_rights(_packet(pdf) + data, said)


def _packet(pdf: Pdf) -> bytes:
    packet = pdf.Root.get("/Metadata")
    return packet.read_bytes() if packet is not None and _is_stream(packet) else b""


def _outline(pdf: Pdf) -> Iterator[Passage]:
    titles: list[str] = []
    with pdf.open_outline() as outline:
        waiting = list(reversed(outline.root))
        while waiting and len(titles) < FIGURES:
            item = waiting.pop()
            titles.append(str(item.title))
            waiting.extend(reversed(item.children))
    yield Passage("its bookmarks", "\n".join(titles))


def _form(pdf: Pdf) -> Iterator[Passage]:
    """Yield what a form was filled in with, and the values that it does not show."""
    root: Object = pdf.Root
    shown: list[str] = []
    hidden: list[str] = []
    for field in _fields(root.get("/AcroForm", {})):
        values = [str(field.get(key, "")) for key in ("/V", "/DV", "/TU") if not _is_stream(field.get(key, 0))]
        line = ": ".join(
            [
                str(field.get("/T", "")),
                *dict.fromkeys(each for each in values if each.strip() and not each.startswith("/")),
            ]
        )
        (hidden if int(field.get("/F", 0)) & HIDDEN else shown).append(line)
    forms: Object = root.get("/AcroForm", {}).get("/XFA", [])
    shown += [text.strip() for part in forms if _is_stream(part) for text in parse(part.read_bytes()).itertext()]
    yield Passage("the fields of its form", "\n".join(line for line in shown if line))
    if any(hidden):
        yield Passage("a hidden field of its form", "\n".join(hidden), ("hidden",))


def _pictures(pdf: Pdf, inner: Inner) -> Iterator[Passage]:
    """Yield what the photographs in it carry, as a camera wrote them."""
    for each in pdf.objects:
        if is_photograph(each):
            raw = each.read_raw_bytes()
            if b"Exif\0\0" in raw[:4096] or b"http://ns.adobe.com/xap" in raw[:65536]:
                yield from _of_picture(raw, inner)


def is_photograph(each: Object) -> bool:
    """Say whether an object is a picture that is kept as the JPEG that it was."""
    return _is_stream(each) and str(each.get("/Subtype", "")) == "/Image" and _filters(each) == ["/DCTDecode"]


def _of_picture(raw: bytes, inner: Inner) -> Iterator[Passage]:
    for found in inner("photograph.jpg", raw):
        own = tuple(f"inner {name}" if name in {"gps", "serial", "thumbnail"} else name for name in found.problems)
        yield Passage(
            "" if not found.place else f"a photograph in it, {found.place}",
            found.text,
            tuple(name.removeprefix("inner ") for name in own),
            prose=found.prose,
        )


def _earlier(data: bytes, now: str) -> Iterator[Passage]:
    """Yield what earlier versions, kept inside the file, say that this one does not."""
    known = set(now.split())
    end = data.rfind(FILE_END)
    at = data.find(FILE_END)
    while 0 <= at < end:
        cut = data[: at + len(FILE_END)]
        at = data.find(FILE_END, at + 1)
        if b"/Linearized" in cut[:1024] and cut.count(FILE_END) == 1:
            continue
        try:
            before = [each for each in pages(cut, (), layers=False) if each.place]
        except (UnreadableError, ValueError, RuntimeError):
            continue
        gone = "\n".join(line for each in before for line in each.text.splitlines() if set(line.split()) - known)
        if gone.strip():
            yield Passage("an earlier version inside it", gone, ("earlier",))
