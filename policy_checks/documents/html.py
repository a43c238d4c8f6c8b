"""HTML, SVG and XML, read by a browser's parser (lexbor): words, attributes, comments, scripts' data."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from selectolax.lexbor import LexborHTMLParser, LexborNode

from policy_checks.documents.isolated import passages
from policy_checks.documents.markdown import ATTRIBUTE, BLOCKS, CELLS, SPELLED, says
from policy_checks.documents.metadata import packet_rights
from policy_checks.documents.passage import documents, within
from policy_checks.documents.source import Source, decode, document
from policy_checks.model import Document, Element, UnreadableError
from policy_checks.reading import located, pattern

TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
END = "end of what the gate was given"  # a comment after the file: in a file that is sound it is read again
CODE = frozenset({"script", "style"})  # read by programs: its words go with the addresses
DATA = frozenset({"application/json", "application/ld+json"})  # a script of this type is data, which is published
# A content security policy tells the browser what a page may load; it holds no words of anybody's.
LOADING = r"^(?:[a-z]+(?:-src|-uri|-action)(?: (?:'(?:none|self|sha256-[A-Za-z0-9+/]{43}=)'|data:))+(?:; |$))+$"
PACKED = r"(?i)data:image/(jpeg|png|webp|gif|avif|tiff);base64,([A-Za-z0-9+/=\s]+)"
SILENT = frozenset({"template", "noscript"})  # not shown, but published


def read(source: Source) -> list[Document]:
    """Read an HTML page; raise UnreadableError when it is not UTF-8."""
    return [parse(source, decode(source.data), "html")]


def read_xml(source: Source) -> list[Document]:
    """Read XML (a sitemap, a feed, an SVG picture); raise UnreadableError when it is malformed or declares entities."""
    text = decode(source.data)
    try:
        ElementTree.fromstring(source.data, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise UnreadableError("it is not well-formed XML, or declares entities of its own") from None
    return [parse(source, text, "svg" if source.path.casefold().endswith(".svg") else "xml")]


def read_drawing(source: Source) -> list[Document]:
    """Read an SVG picture as XML, with what it says of its rights, and the photographs in it."""
    (drawing,) = read_xml(source)
    return [replace(drawing, rights=packet_rights(source.data)), *_photographs(source)]


def _photographs(source: Source) -> Iterator[Document]:
    """Yield what the photographs hold that a drawing has in it; raise UnreadableError where one cannot be judged."""
    for match in pattern(PACKED).finditer(source.data):
        kind, data = match[1].decode().casefold(), b64decode(match[2])
        yield from documents(source, "picture", within("a photograph in it", passages(f"photograph.{kind}", data)))


def parse(source: Source, text: str, kind: str) -> Document:
    """Return the document of HTML that is already text. Offsets are looked up, so some are approximate."""
    root = LexborHTMLParser(f"{text}<!--{END}-->").root
    elements: list[Element] = []
    strings = list(_walk(root.parent or root, elements)) if root is not None else []
    last = next((n for n in range(len(strings) - 1, -1, -1) if END in strings[n][0]), None)
    if last is None:
        raise UnreadableError("it ends inside a tag that is not closed")
    strings[last] = (strings[last][0].replace(END, ""), strings[last][1])
    return document(source, kind, text, located(text, strings), tuple(_placed(text, elements)))


def _walk(root: LexborNode, elements: list[Element]) -> Iterator[tuple[str, bool]]:
    """Yield each string of the tree in order, with whether it is an aside; note each element."""
    node: LexborNode | None = root
    while node is not None:
        yield from _enter(node, elements)
        following = node.child
        while following is None and node is not None and node.mem_id != root.mem_id:
            if node.tag in BLOCKS and node.tag != "br":
                yield "\n", False
            following = node.next
            if following is None:
                node = node.parent
        node = following


def _enter(node: LexborNode, elements: list[Element]) -> Iterator[tuple[str, bool]]:
    tag = str(node.tag)
    if tag == "-text":
        if node.parent is None or node.parent.tag not in CODE:
            yield _text(node), node.parent is not None and node.parent.tag in SILENT
    elif node.is_comment_node:
        yield node.comment_content or "", True
    elif tag == "template":
        yield node.html or "", True
    else:
        if tag in CELLS:
            yield " | ", False
        elif tag in BLOCKS:
            yield "\n", False
        elif tag in SPELLED or ":" in tag:
            yield f"<{tag}>", False
        yield from _attributes(node, tag, elements)


def _text(node: LexborNode) -> str:
    """Return a text as it is shown: no line end after a ``br``, and no space between the parts of a table."""
    words = node.text_content or ""
    if node.parent is not None and node.parent.tag in TABLE and words.isspace():
        return ""
    return words.lstrip("\r\n") if node.prev is not None and node.prev.tag == "br" else words


def _attributes(node: LexborNode, tag: str, elements: list[Element]) -> Iterator[tuple[str, bool]]:
    attributes = {name.casefold(): value or "" for name, value in node.attributes.items()}
    words = (node.text(deep=True) or "") if tag in CODE else ""
    if tag == "script" and attributes.get("type", "").casefold() in DATA:
        yield words, True
    elements.append(Element(tag, attributes, text=words))
    for name, value in attributes.items():
        if says(name, value or name) and not pattern(LOADING).search(value):
            yield value or name, True


def _placed(text: str, elements: list[Element]) -> Iterator[Element]:
    """Yield each element at the tag that it seems to come from."""
    low = text.casefold() if len(text.casefold()) == len(text) else text
    at = 0
    for element in elements:
        begin = low.find("<" + element.name, at)
        if begin < 0:
            yield element
            continue
        at = begin + 1
        end = text.find(">", begin, begin + 20_000)
        if text.count("=", begin, end) > len(element.attributes):
            _not_twice(text, at + len(element.name), end)
        yield Element(element.name, element.attributes, begin, end + 1 if end >= 0 else at, element.text)


def _not_twice(text: str, begin: int, end: int) -> None:
    """Raise UnreadableError when a tag gives an attribute twice: browsers drop the second, so nobody would judge it."""
    names = [match[1].casefold() for match in ATTRIBUTE.finditer(text, begin, end)]
    if len(names) > len(set(names)):
        raise UnreadableError("a tag in it gives an attribute twice")
