"""Files of text without mark-up: plain text, CSV, YAML, JSON, style sheets, scripts, calendars."""

from __future__ import annotations

import json
import quopri
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser

from policy_checks.documents.passage import Passage, documents
from policy_checks.documents.source import Source, decode, document
from policy_checks.model import Document, Element, UnreadableError
from policy_checks.reading import (
    BETWEEN,
    EITHER,
    ESCAPED,
    FOLDS,
    QUOTES,
    STYLED,
    block_lines,
    located,
    pattern,
    plain_text,
    without,
)
from policy_checks.strict_yaml import load

LONG = 10**8
CODED = r"(?im)^[^:\n]*;(?:ENCODING=)?(QUOTED-PRINTABLE|B|BASE64)\b[^:\n]*:((?:=\r?\n|[^\n])*)"
CSS_ADDRESS = r"""(?i)(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)|["']((?:https?:)?//[^"')\s]+)"""


def read(source: Source, kind: str = "text") -> list[Document]:
    """Read plain text; raise UnreadableError when it is not UTF-8."""
    text = decode(source.data)
    return [document(source, kind, text, plain_text(text))]


read_script = partial(read, kind="script")


def read_csv(source: Source) -> list[Document]:
    """Read CSV as text, without the quotation marks round its cells."""
    text = decode(source.data)
    return [document(source, "csv", text, without(text, QUOTES))]


def read_lines(source: Source) -> list[Document]:
    """Read a calendar, a visiting card or a message, whose long lines are broken and go on after a space."""
    text = decode(source.data)
    coded = (Passage("a field in code", each) for each in _coded(FOLDS.sub("", text)))
    return [document(source, "text", text, without(text, FOLDS)), *documents(source, "text", coded)]


def _coded(text: str) -> Iterator[str]:
    """Yield the words of each field that is written in quoted-printable or base64 (RFC 2045).

    Raises UnreadableError for a field that holds something else than words.
    """
    for match in pattern(CODED).finditer(text.encode()):
        quoted = b"QUOTED" in match[1].upper()
        try:
            yield (quopri.decodestring(match[2]) if quoted else b64decode(match[2])).decode("utf-8")
        except ValueError:
            raise UnreadableError("a picture, or something else that is not words, is packed into it") from None


def read_yaml(source: Source) -> list[Document]:
    """Read YAML as text; raise UnreadableError when it is malformed."""
    text = decode(source.data)
    load(text)
    return [document(source, "yaml", text, plain_text(text, EITHER))]


def read_settings(source: Source) -> list[Document]:
    """Read the builder's settings, which hold YAML tags of its own, as text."""
    text = decode(source.data)
    return [document(source, "text", text, plain_text(text, EITHER))]


def read_css(source: Source) -> list[Document]:
    """Read a style sheet: its text, and each address it loads as a ``link`` element."""
    text = decode(source.data)
    elements = tuple(_loads(text))
    return [document(source, "css", text, plain_text(text, STYLED), elements)]


def _loads(text: str) -> Iterator[Element]:
    data = text.encode()
    at, chars = 0, 0
    for match in pattern(CSS_ADDRESS).finditer(data):
        chars += len(data[at : match.start()].decode())
        at = match.start()
        yield Element("style", {"src": (match[1] or match[2]).decode()}, chars, chars + len(match[0].decode()))


def read_json(source: Source) -> list[Document]:
    """Read JSON: every string in it; a search index becomes a document for each entry, under its page."""
    text = decode(source.data)
    try:
        value = json.loads(text, object_pairs_hook=_pairs)
    except (ValueError, RecursionError):
        raise UnreadableError("it is not well-formed JSON") from None
    strings = ((each + "\n", False) for each in _strings(value))
    return [document(source, "json", text, located(text, strings, ESCAPED))]


def _pairs(pairs: list[tuple[str, object]]) -> list[object]:
    """Keep every pair, so that a name given twice hides nothing."""
    return [each for pair in pairs for each in pair]


def _strings(value: object) -> Iterator[str]:
    """Yield each text, and each whole number long enough to be dialled, in order."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(reversed(each))
        elif isinstance(each, str) or (isinstance(each, int) and each > LONG):
            yield str(each)


@dataclass(frozen=True)
class SearchIndex:
    """The words of a search index as one document, and the location of each entry by the offset at which it begins."""

    document: Document
    starts: tuple[int, ...]
    locations: tuple[str, ...]

    def location(self, offset: int) -> str:
        """Return the address (``meetings/#dates``) of the entry that holds an offset of the document."""
        return self.locations[bisect_right(self.starts, offset) - 1]


def read_search_index(source: Source, fresh: Callable[[bytes], bytes] = bytes) -> SearchIndex:
    """Read a Material search index; raise UnreadableError when it is not one. Its HTML is read by lexbor.

    ``fresh`` leaves lines of it blank, as UTF-8, that need no judging.
    """
    try:
        entries = json.loads(decode(source.data))["docs"]
        locations = tuple(str(entry["location"]) for entry in entries)
        html = f"\n{BETWEEN}\n".join(
            f"{entry['title']}\n{entry['text']}\n{' '.join(map(str, entry.get('tags', [])))}".replace(BETWEEN, " ")
            for entry in entries
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableError("it is not a search index of the known form") from None
    text = words_of(fresh(block_lines(html.encode("utf-8", "surrogatepass"))))
    if text.count(BETWEEN) != max(0, len(locations) - 1):
        raise UnreadableError("the entries of the search index cannot be told apart")
    starts = tuple(accumulate((len(each) + 1 for each in text.split(BETWEEN)), initial=0))[: len(locations)]
    return SearchIndex(document(source, "search", text, plain_text(text)), (0, *starts), ("", *locations))


def words_of(html: bytes) -> str:
    """Return the words of a little HTML in UTF-8."""
    text = html.decode("utf-8", "surrogatepass")
    if b"<" not in html and b"&" not in html:
        return text
    root = LexborHTMLParser(text).root
    return (root.text() if root is not None else "") + "\n"
