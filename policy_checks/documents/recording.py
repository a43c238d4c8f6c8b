"""Recordings: what they say is not judged; what is written into them is. ID3 (2.2 to 2.4), MP4 (ISO/IEC 14496-12)."""

from __future__ import annotations

from policy_checks.documents.leftover import worded
from policy_checks.documents.passage import TITLE, Passage, documents
from policy_checks.documents.source import Source
from policy_checks.model import Document, UnreadableError
from policy_checks.reading import pattern

# The first bytes of each kind of file.
KINDS = {".mp3": (b"ID3", b"\xff\xfb"), ".mp4": (b"\0\0\0",)}
PRINTED = r"[ -~\xa0-\xff]{6,}"
PLACE = r"[+-][0-9]{2}\.[0-9]{3,8}[+-][0-9]{3}\.[0-9]{3,8}"  # ISO 6709, as telephones write it
OLD = 128  # bytes of ID3v1, at the end
TAG_HEAD, BOX_HEAD, LONG_HEAD = 10, 8, 16


def read(source: Source) -> list[Document]:
    """Return the documents of a recording; raise UnreadableError when its bytes are of another kind."""
    suffix = "." + source.path.casefold().rpartition(".")[2]
    if not source.data.startswith(KINDS[suffix]):
        raise UnreadableError("its contents are not of the kind that its name says")
    notes = _of_mp3(source.data) if suffix == ".mp3" else _of_mp4(source.data)
    words = notes.replace(b"\0", b"").decode("latin-1")  # UTF-16 of European words is Latin-1 with noughts between
    told = worded((match[0].decode() for match in pattern(PRINTED).finditer(words.encode())), "")
    somewhere = ("gps",) * (pattern(PLACE).search(notes) is not None)
    return documents(
        source, "attachment", [Passage("", problems=somewhere), Passage(TITLE, "\n".join(told), prose=False)]
    )


def _of_mp3(data: bytes) -> bytes:
    """Return the tags before and after the sound."""
    size = 0
    for byte in data[6:TAG_HEAD]:  # seven bits each
        size = size << 7 | byte & 0x7F
    before = data[TAG_HEAD : TAG_HEAD + size] if data.startswith(b"ID3") else b""
    after = data[-OLD:].removeprefix(b"TAG") if data[-OLD:].startswith(b"TAG") else b""
    return before + after


def _of_mp4(data: bytes) -> bytes:
    """Return every part but the sound and the pictures themselves."""
    kept, at = [], 0
    while at + BOX_HEAD <= len(data):
        size, head = int.from_bytes(data[at : at + 4], "big"), BOX_HEAD
        if size == 1:
            size, head = int.from_bytes(data[at + BOX_HEAD : at + LONG_HEAD], "big"), LONG_HEAD
        size = max(size, head) if size else len(data)
        if data[at + 4 : at + BOX_HEAD] != b"mdat":
            kept.append(data[at + head : at + size])
        at += size
    return b"".join(kept)
