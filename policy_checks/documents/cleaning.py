"""Taking out of a file what it says of its maker and place. Credits stay. The same bytes give the same bytes, always.

It runs in worker.py. What it cannot clean it gives back as it is: the check attachment-metadata then stops the file.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from policy_checks.documents.author import personal
from policy_checks.documents.image import ending, segments
from policy_checks.documents.metadata import rights_of
from policy_checks.documents.passage import Passage
from policy_checks.documents.zipped import Zipped
from policy_checks.model import Rights
from policy_checks.reading import pattern

if TYPE_CHECKING:
    from pikepdf import Pdf
    from re2 import _Match as Match

GOES = frozenset({"gps", "serial", "thumbnail", "after", "author"})
ORIENTATION, ARTIST, COPYRIGHT = 0x0112, 0x013B, 0x8298
EXIF_HEAD, XMP_HEAD = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
DROPPED = {0xE1: b"", 0xED: b"", 0xFE: b"", 0xE2: b"MPF\0"}  # JPEG's segments, by what they begin with
# The parts of a PNG that show it (W3C PNG, 3rd edition). Everything else was put there by a program for itself.
SHOWN = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST",
     b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT"}
)  # fmt: skip
AUTHORS = r"(<(?:[A-Za-z]+:)?(?:creator|lastModifiedBy|Manager|initial-creator)(?:\s[^<>]*)?>)([^<]*)(<)"
PEOPLE = r"((?:displayName|author|name|initials|userId)=\")([^\"]*)(\")"
PROPERTIES = ("docprops/core.xml", "docprops/app.xml", "meta.xml")
LISTS = ("word/people.xml", "xl/persons/", "ppt/commentauthors", "ppt/authors")
EPOCH = (1980, 1, 1, 0, 0, 0)
PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">{}</rdf:Description></rdf:RDF></x:xmpmeta>'
)
FIELDS: Mapping[str, str] = {
    "creator": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "notice": '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>',
    "credit": "<photoshop:Credit>{}</photoshop:Credit>",
    "source": "<photoshop:Source>{}</photoshop:Source>",
    "terms": '<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></xmpRights:UsageTerms>',
    "link": "<xmpRights:WebStatement>{}</xmpRights:WebStatement>",
}


def cleaned(data: bytes, suffix: str, found: list[Passage]) -> bytes:
    """Return a file without what ``found`` says that it gives away; the file itself where there is nothing, or it is signed."""
    problems = set(found[0].problems)
    clean = CLEANERS.get(suffix)
    if clean is None or "signed" in problems or not problems & GOES:
        return data
    return clean(data)


def credit(rights: Rights) -> bytes:
    """Return the XMP packet of a picture's credit, empty where it has none."""
    said = "".join(
        form.format(escape("; ".join(getattr(rights, name)))) for name, form in FIELDS.items() if getattr(rights, name)
    )
    return PACKET.format(said).encode() if said else b""


def kept_exif(data: bytes) -> bytes:
    """Return EXIF with a picture's orientation, artist and copyright, and nothing else; empty where it has none of them."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        exif = image.getexif()
    kept = Image.Exif()
    for tag in (ORIENTATION, ARTIST, COPYRIGHT):
        if exif.get(tag):
            kept[tag] = exif[tag]
    return kept.tobytes().removeprefix(EXIF_HEAD) if len(kept) else b""


def jpeg(data: bytes) -> bytes:
    """Return a JPEG with its picture and colours, and of the rest its credit alone."""
    head, rest = [b"\xff\xd8"], list[bytes]()
    begin = 0
    for marker, start, end in segments(data):
        if marker == 0xDA:
            begin = start
        elif not (marker in DROPPED and data[start + 4 : end].startswith(DROPPED[marker])):
            (head if marker == 0xE0 else rest).append(data[start:end])
    exif, packet = kept_exif(data), credit(rights_of(data))
    head += [_segment(EXIF_HEAD + exif)] if exif else []
    head += [_segment(XMP_HEAD + packet)] if packet else []
    return b"".join([*head, *rest, data[begin : ending("JPEG", data)]])


def _segment(body: bytes) -> bytes:
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def png(data: bytes) -> bytes:
    """Return a PNG with its picture and colours, and of the rest its credit alone."""
    exif, packet = kept_exif(data), credit(rights_of(data))
    added = _chunk(b"eXIf", exif) if exif else b""
    added += _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet) if packet else b""
    kept, at = [data[:8]], 8
    while at < ending("PNG", data):
        size = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] in SHOWN:
            kept.append(data[at : at + 12 + size])
        if len(kept) == 2:
            kept.append(added)
        at += 12 + size
    return b"".join(kept)


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def webp(data: bytes) -> bytes:
    """Return a WebP with its picture and colours, and of the rest its credit alone."""
    exif, packet = kept_exif(data), credit(rights_of(data))
    parts, at = [], 12
    while at + 8 <= ending("WEBP", data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if name == b"VP8X":
            body = bytes([body[0] & ~0x0C | (8 if exif else 0) | (4 if packet else 0)]) + body[1:]
        if name not in {b"EXIF", b"XMP "}:
            parts.append(_riff(name, body))
        at += 8 + size + size % 2
    parts += [_riff(b"EXIF", exif)] if exif else []
    parts += [_riff(b"XMP ", packet)] if packet else []
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _riff(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def blanked(data: bytes) -> bytes:
    """Return a HEIC or AVIF with EXIF and XMP overwritten where they stand, so that nothing in it moves."""
    from policy_checks.documents.metadata import open_picture

    with open_picture(data) as image:
        exif, packet = image.info.get("exif") or b"", image.info.get("xmp") or b""
    for old, new, filler in (
        (exif.removeprefix(EXIF_HEAD), kept_exif(data) or b"II*\0\x08\0\0\0\0\0\0\0\0\0", b"\0"),
        (packet, credit(rights_of(data)), b" "),
    ):
        if old and len(new) <= len(old):
            data = data.replace(old, new.ljust(len(old), filler))
    return data


def pdf(data: bytes) -> bytes:
    """Return a PDF without its author, written anew, the photographs in it cleaned."""
    import pikepdf

    from policy_checks.documents.pdf import is_photograph
    from policy_checks.documents.pdf_beside import makers_of_marks

    each: Any
    with pikepdf.open(io.BytesIO(data)) as opened:
        _without_author(opened)
        for each in makers_of_marks(opened):
            del each["/T"]
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image and "/Metadata" in each:
                del each["/Metadata"]
            if is_photograph(each):
                each.write(
                    jpeg(each.read_raw_bytes()), filter=pikepdf.Name.DCTDecode, decode_parms=each.get("/DecodeParms")
                )
        stream = io.BytesIO()
        opened.save(stream, deterministic_id=True)
    return stream.getvalue()


def _without_author(opened: Pdf) -> None:
    if personal(str(opened.docinfo.get("/Author", ""))):
        del opened.docinfo["/Author"]
    if "/Metadata" in opened.Root:
        with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
            for name in ("dc:creator", "pdf:Author"):
                value = packet.get(name, "")
                if any(map(personal, value if isinstance(value, list) else [str(value)])):
                    del packet[name]


def package(data: bytes) -> bytes:
    """Return an Office file without authors, its pictures cleaned, packed anew without dates."""
    members = Zipped(data)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in members.names:
            entry = zipfile.ZipInfo(name, EPOCH)
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(entry, _member(name.casefold(), members.read(name)), kind)
    return stream.getvalue()


def _member(name: str, data: bytes) -> bytes:
    if name in PROPERTIES:
        return bytes(pattern(AUTHORS).sub(_blank, data))
    if name.startswith(LISTS):
        return bytes(pattern(PEOPLE).sub(rb"\1\3", data))
    if "/media/" in name or name.startswith("pictures/"):
        return CLEANERS[name[name.rfind(".") :]](data) if name.endswith((".jpg", ".jpeg", ".png")) else data
    return data


def _blank(match: Match) -> bytes:
    """Return an author's element without him, if he is a person."""
    before, name, after = match.groups()
    return bytes(before + (b"" if personal(name.decode("utf-8", "replace")) else name) + after)


CLEANERS: Mapping[str, Callable[[bytes], bytes]] = {
    **dict.fromkeys((".jpg", ".jpeg"), jpeg),
    ".png": png,
    ".webp": webp,
    **dict.fromkeys((".heic", ".avif"), blanked),
    ".pdf": pdf,
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), package),
}
