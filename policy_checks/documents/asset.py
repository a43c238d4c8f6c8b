"""Files that are not text: pictures, attachments, fonts. Their first bytes must be what their name says."""

from __future__ import annotations

from policy_checks.documents.source import Source, document
from policy_checks.model import Document, Reading, UnreadableError

ZIP = (b"PK\x03\x04",)
OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
# The first bytes of each kind of file (for RIFF and ISO media files, what stands after a length too).
PICTURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".avif": (b"\0\0\0",),
    ".heic": (b"\0\0\0",),
    ".ico": (b"\0\0\1\0",),
    ".tif": (b"II*\0", b"MM\0*"),
    ".tiff": (b"II*\0", b"MM\0*"),
}
ATTACHMENTS = {
    ".pdf": (b"%PDF-",),
    ".docx": ZIP,
    ".xlsx": ZIP,
    ".pptx": ZIP,
    ".odt": ZIP,
    ".ods": ZIP,
    ".odp": ZIP,
    ".doc": OLE,
    ".xls": OLE,
    ".ppt": OLE,
    ".rtf": (b"{\\rtf",),
    ".mp3": (b"ID3", b"\xff\xfb"),
    ".mp4": (b"\0\0\0",),
}
# Plain assets: shown by the browser, never read by anybody.
FONTS = {
    ".woff": (b"wOFF",),
    ".woff2": (b"wOF2",),
    ".ttf": (b"\0\1\0\0", b"true"),
    ".otf": (b"OTTO",),
}


def read_picture(source: Source) -> list[Document]:
    """Return the document of a picture; raise UnreadableError when its bytes are of another kind."""
    return _read(source, "picture", PICTURES)


def read_attachment(source: Source) -> list[Document]:
    """Return the document of an attachment; raise UnreadableError when its bytes are of another kind."""
    return _read(source, "attachment", ATTACHMENTS)


def read_font(source: Source) -> list[Document]:
    """Return the document of a font; raise UnreadableError when its bytes are of another kind."""
    return _read(source, "font", FONTS)


def _read(source: Source, kind: str, known: dict[str, tuple[bytes, ...]]) -> list[Document]:
    suffix = "." + source.path.casefold().rpartition(".")[2]
    if not source.data.startswith(known[suffix]):
        raise UnreadableError("its contents are not of the kind that its name says")
    return [document(source, kind, "", Reading(""))]
