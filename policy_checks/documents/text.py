"""Files of text without mark-up: plain text, CSV, YAML, JSON, style sheets, scripts, calendars."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from policy_checks.documents.html import parse
from policy_checks.documents.source import Source, decode, document
from policy_checks.model import Document, Element, UnreadableError
from policy_checks.reading import located, pattern, plain_text
from policy_checks.strict_yaml import load

CSS_ADDRESS = r"""(?i)(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)"""


def read(source: Source, kind: str = "text") -> list[Document]:
    """Read plain text; raise UnreadableError when it is not UTF-8."""
    text = decode(source.data)
    return [document(source, kind, text, plain_text(text))]


read_csv = partial(read, kind="csv")
read_script = partial(read, kind="script")


def read_yaml(source: Source) -> list[Document]:
    """Read YAML as text; raise UnreadableError when it is malformed."""
    text = decode(source.data)
    load(text)
    return [document(source, "yaml", text, plain_text(text))]


def read_css(source: Source) -> list[Document]:
    """Read a style sheet: its text, and each address it loads as a ``link`` element."""
    text = decode(source.data)
    elements = tuple(_loads(text))
    return [document(source, "css", text, plain_text(text), elements)]


def _loads(text: str) -> Iterator[Element]:
    data = text.encode()
    at, chars = 0, 0
    for match in pattern(CSS_ADDRESS).finditer(data):
        chars += len(data[at : match.start()].decode())
        at = match.start()
        yield Element("style", {"src": match[1].decode()}, chars, chars + len(match[0].decode()))


def read_json(source: Source) -> list[Document]:
    """Read JSON: every string in it; a search index becomes a document for each entry, under its page."""
    text = decode(source.data)
    try:
        value = json.loads(text, object_pairs_hook=_pairs)
    except (ValueError, RecursionError):
        raise UnreadableError("it is not well-formed JSON") from None
    return [document(source, "json", text, located(text, ((each + "\n", False) for each in _strings(value))))]


def _pairs(pairs: list[tuple[str, object]]) -> list[object]:
    """Keep every pair, so that a name given twice hides nothing."""
    return [each for pair in pairs for each in pair]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def search_entries(source: Source) -> Iterator[tuple[str, Document]]:
    """Yield the location (``meetings/#dates``) and the document of each entry of a Material search index.

    Raises UnreadableError when it is not JSON of that form.
    """
    try:
        entries = json.loads(decode(source.data))["docs"]
        rows = [(str(each["location"]), str(each["title"]), str(each["text"]), each) for each in entries]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnreadableError("it is not a search index of the known form") from None
    for location, title, words, each in rows:
        tags = " ".join(map(str, each.get("tags", [])))
        yield location, parse(source, f"{title}\n\n{words}\n{tags}", "search")
