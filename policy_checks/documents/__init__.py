"""Readers: one for each kind of file, by the ending of its name. What none of them knows is not published."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from policy_checks.documents import asset, html, isolated, markdown, recording, text
from policy_checks.documents.source import Source
from policy_checks.model import Document, UnreadableError

Reader = Callable[[Source], list[Document]]

MAX_BYTES = 64 << 20  # of one file, and of what a compressed one holds

READERS: dict[str, Reader] = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkdn", ".mkd"), markdown.read),
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.read),
    **dict.fromkeys((".xml", ".rss", ".atom"), html.read_xml),
    ".svg": html.read_drawing,
    ".txt": text.read,
    **dict.fromkeys((".ics", ".vcf"), text.read_lines),
    **dict.fromkeys((".yml", ".yaml"), text.read_yaml),
    **dict.fromkeys((".json", ".webmanifest", ".geojson"), text.read_json),
    **dict.fromkeys((".js", ".mjs"), text.read_script),
    **dict.fromkeys(asset.PICTURES, partial(isolated.read, kind="picture")),
    **dict.fromkeys(asset.ATTACHMENTS, partial(isolated.read, kind="attachment")),
    **dict.fromkeys(asset.OLD, asset.refuse_old),
    **dict.fromkeys(recording.KINDS, recording.read),
    **dict.fromkeys(asset.FONTS, asset.read_font),
    **dict.fromkeys((".csv", ".tsv"), text.read_csv),
    ".css": text.read_css,
}
# Files known by their whole name. The settings of the builder hold YAML tags of its own: they are read as text.
NAMES: dict[str, Reader] = {"mkdocs.yml": text.read_settings, "cname": text.read, ".nojekyll": text.read}


def read(source: Source) -> list[Document]:
    """Return the documents that a file holds; raise UnreadableError, with one plain clause, when it cannot be judged."""
    if len(source.data) > MAX_BYTES:
        raise UnreadableError(f"it is larger than {MAX_BYTES >> 20} MB")
    name = source.path.casefold().rpartition("/")[2]
    suffix = "." + name.rpartition(".")[2] if "." in name else ""
    if suffix == ".gz":
        inner = Source(source.path[:-3], source.page, source.surface, _inflate(source.data))
        return [replace(document, path=source.path) for document in read(inner)]
    reader = NAMES.get(name) or READERS.get(suffix)
    if reader is None:
        raise UnreadableError("it is a kind of file that cannot be read here")
    return reader(source)


def _inflate(data: bytes) -> bytes:
    """Return what a .gz file holds; raise UnreadableError when it is damaged or larger than MAX_BYTES."""
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            inner = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, ValueError):
        raise UnreadableError("it cannot be decompressed") from None
    if len(inner) > MAX_BYTES:
        raise UnreadableError(f"it holds more than {MAX_BYTES >> 20} MB")
    return inner
