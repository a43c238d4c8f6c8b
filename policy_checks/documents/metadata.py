"""What a picture says of its own maker, owner and licence: EXIF, IPTC and XMP, and the text of a PNG."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from policy_checks.model import Rights, UnreadableError

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

PACKET = (b"<rdf:RDF", b"</rdf:RDF>")  # XMP stands in a file as plain XML, so that any program can find it
MOST_PACKETS = 20
LONGEST = 2_000  # characters of one field
# Names of XMP properties without their namespace, tags of EXIF 2.32, datasets of IPTC-IIM 4.2 (record 2), keys of PNG.
XMP = {
    "creator": "creator",
    "rights": "notice",
    "Owner": "notice",
    "CopyrightOwnerName": "notice",
    "Credit": "credit",
    "Source": "source",
    "source": "source",
    "UsageTerms": "terms",
    "WebStatement": "link",
    "license": "link",
    "LicensorURL": "link",
    "title": "title",
    "Headline": "title",
    "description": "description",
}
EXIF = {
    0x010E: "description",
    0x013B: "creator",
    0x8298: "notice",
    0x9C9B: "title",
    0x9C9C: "description",
    0x9C9D: "creator",
}
EXIF_IFD = 0x8769
EXIF_OWNER = {0xA430: "creator"}
APPLICATION = 2  # the record of IPTC-IIM that holds what people read
IPTC = {5: "title", 80: "creator", 105: "title", 110: "credit", 115: "source", 116: "notice", 120: "description"}
PNG = {"Author": "creator", "Copyright": "notice", "Source": "source", "Title": "title", "Description": "description"}
WINDOWS = range(0x9C9B, 0x9CA0)  # EXIF fields of Windows, in UTF-16
RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"

Found = Iterator[tuple[str, str]]


def open_picture(data: bytes) -> ImageFile:
    """Open a picture without decoding it; raise UnreadableError when it is none, is damaged, or is too large to be shown.

    Pillow's own limit (about 179 million pixels) is what “too large” means.
    """
    import pi_heif
    from PIL import Image

    pi_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(data))
    except Exception:  # noqa: BLE001 - decoders raise anything on damaged bytes
        raise UnreadableError("it cannot be opened as a picture") from None


def rights_of(data: bytes) -> Rights:
    """Return what a picture says of its rights; raise UnreadableError when it cannot be opened.

    Fields that are damaged say nothing: what is shown of the picture does not depend on them.
    """
    picture = open_picture(data)
    packed = "".join(str(picture.info.get(name) or "") for name in ("XML:com.adobe.xmp",))
    found = [*_xmp(data), *_xmp(packed.encode()), *_safely(_iptc(picture)), *_safely(_exif(picture)), *_texts(picture)]
    return gathered(found)


def packet_rights(data: bytes, said: Iterable[tuple[str, str]] = ()) -> Rights:
    """Return what the XMP in any file (PDF, SVG) says of its rights, after fields that were found in it otherwise."""
    return gathered([*said, *_xmp(data)])


def gathered(found: Iterable[tuple[str, str]]) -> Rights:
    """Put fields together, each value once, in the order in which they were found."""
    fields: dict[str, dict[str, None]] = {}
    for name, value in found:
        words = " ".join("".join(each if each.isprintable() else " " for each in value).split())[:LONGEST]
        if words:
            fields.setdefault(name, {})[words] = None
    return Rights(**{name: tuple(values) for name, values in fields.items()})


def _safely(found: Found) -> Found:
    """Yield until the bytes turn out to be damaged."""
    try:
        yield from found
    except Exception:  # noqa: BLE001 - decoders raise anything on damaged bytes
        return


def _xmp(data: bytes) -> Found:
    at = 0
    for _ in range(MOST_PACKETS):
        begin = data.find(PACKET[0], at)
        at = data.find(PACKET[1], begin) if begin >= 0 else -1
        if at < 0:
            return
        at += len(PACKET[1])
        yield from _packet(data[begin:at], data[max(0, begin - 2_000) : begin])


def _packet(packet: bytes, before: bytes) -> Found:
    """Yield the fields of one packet; names that its wrapper declared are declared again."""
    names = b"".join(
        b' %s="%s"' % (name, address)
        for name, address in NAMESPACES.items()
        if name + b"=" not in packet and name + b"=" in before
    )
    try:
        root = ElementTree.fromstring(b"<x%s>%s</x>" % (names, packet), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return
    for element in root.iter():
        if name := XMP.get(element.tag.rpartition("}")[2]):
            resource = element.get(RESOURCE, "")
            yield name, resource or ", ".join(filter(None, (text.strip() for text in element.itertext())))
        for key, value in element.attrib.items():
            if name := XMP.get(key.rpartition("}")[2]):
                yield name, value


NAMESPACES = {
    b"xmlns:rdf": b"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    b"xmlns:dc": b"http://purl.org/dc/elements/1.1/",
    b"xmlns:cc": b"http://creativecommons.org/ns#",
}


def _iptc(picture: ImageFile) -> Found:
    from PIL.IptcImagePlugin import getiptcinfo

    for (record, dataset), value in (getiptcinfo(picture) or {}).items():
        if record == APPLICATION and dataset in IPTC:
            for each in value if isinstance(value, list) else [value]:
                yield IPTC[dataset], _decoded(each)


def _exif(picture: ImageFile) -> Found:
    exif = picture.getexif()
    for tags, known in ((exif, EXIF), (exif.get_ifd(EXIF_IFD), EXIF_OWNER)):
        for tag, name in known.items():
            value = tags.get(tag, "")
            if isinstance(value, bytes):
                yield name, value.decode("utf-16-le", "replace") if tag in WINDOWS else _decoded(value)
            else:
                yield name, _mended(str(value))


def _texts(picture: ImageFile) -> Found:
    for key, name in PNG.items():
        yield name, str(picture.info.get(key) or "")


def _decoded(data: bytes) -> str:
    """Return bytes as text: UTF-8, or else Windows-1252, which older programs write."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _mended(text: str) -> str:
    """Return text that was read as Latin-1 as what it was written in."""
    return _decoded(text.encode("latin-1", "replace"))
