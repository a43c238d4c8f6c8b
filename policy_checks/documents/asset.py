"""Files that are not text: which of them are read elsewhere (isolated.py), and those that are known by their first bytes."""

from __future__ import annotations

from policy_checks.documents.source import Source, document
from policy_checks.model import Document, Reading, UnreadableError

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".heic", ".ico", ".tif", ".tiff")
ATTACHMENTS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".zip", ".eml")
OLD = (".doc", ".xls", ".ppt", ".msg", ".docm", ".xlsm", ".pptm", ".xlsb")
# Plain assets: shown by the browser, never read by anybody.
FONTS = {
    ".woff": (b"wOFF",),
    ".woff2": (b"wOF2",),
    ".ttf": (b"\0\1\0\0", b"true"),
    ".otf": (b"OTTO",),
}


def refuse_old(_source: Source) -> list[Document]:
    """Raise UnreadableError: what these hold cannot be read here."""
    raise UnreadableError("it is in an old form, or may hold programs: save it as .docx, .xlsx, .pptx or PDF")


def read_font(source: Source) -> list[Document]:
    """Return the document of a font; raise UnreadableError when its bytes are of another kind."""
    suffix = "." + source.path.casefold().rpartition(".")[2]
    if not source.data.startswith(FONTS[suffix]):
        raise UnreadableError("its contents are not of the kind that its name says")
    return [document(source, "font", "", Reading(""))]
