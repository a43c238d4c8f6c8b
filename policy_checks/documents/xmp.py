"""XMP (ISO 16684-1) and the like: properties that a program wrote as XML into a picture or a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from policy_checks.documents.author import personal
from policy_checks.documents.passage import XML_DEPTH
from policy_checks.model import UnreadableError

GPS = ("GPSLatitude", "GPSLongitude", "GPSDestLatitude", "GPSDestLongitude")
SERIALS = frozenset({"SerialNumber", "BodySerialNumber", "LensSerialNumber", "InternalSerialNumber"})
OWNERS = frozenset({"CameraOwnerName", "OwnerName"})
WORDS = frozenset(
    {
        "title",
        "description",
        "subject",
        "Headline",
        "Keywords",
        "Name",
        "PersonInImage",
        "PersonDisplayName",
        "UserComment",
        "CaptionWriter",
        "Label",
        "Title",
        "Subject",
    }
)


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its name without namespace, its value, and whether it is the creator, another credit, or anything else."""

    name: str
    value: str


def parse(data: bytes) -> Element:
    """Return the root of XML; raise UnreadableError when it is malformed, declares entities, or is too deep."""
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise UnreadableError("a part of it is not well-formed XML, or declares entities of its own") from None
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > XML_DEPTH:
            raise UnreadableError(f"a part of it is nested more than {XML_DEPTH} deep")
        level = [child for each in level for child in each]
    return root


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def properties(data: bytes) -> Iterator[Property]:
    """Yield every property of an XMP packet that has a value, in order; raise UnreadableError when it is malformed."""
    body = data.strip(b"\0 \r\n\t")
    if body:
        yield from _walk(parse(body), "")


def problems(found: Iterable[Property]) -> Iterator[str]:
    """Yield what properties give away: a position, or a serial number or owner."""
    for each in found:
        if each.name in GPS and each.value.strip("0.,NEWS° "):
            yield "gps"
        elif each.name in SERIALS or (each.name in OWNERS and personal(each.value)):
            yield "serial"


def _walk(element: Element, name: str) -> Iterator[Property]:
    own = local(element.tag)
    name = name if own in {"Alt", "Bag", "Seq", "li", "Description", "RDF", "xmpmeta"} else own
    for attribute, value in element.attrib.items():
        key = local(attribute)
        if key not in {"about", "parseType", "lang", "xmptk", "resource"}:
            yield Property(key, value)
    if element.text and element.text.strip():
        yield Property(name, element.text.strip())
    for child in element:
        yield from _walk(child, name)
