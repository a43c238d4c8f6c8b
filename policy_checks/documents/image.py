"""Pictures: what they show is not judged; what they carry is. EXIF (JEITA CP-3451), IPTC-IIM, XMP, comments, thumbnails."""

from __future__ import annotations

import io
import math
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from policy_checks.documents import xmp
from policy_checks.documents.author import personal
from policy_checks.documents.metadata import rights_of
from policy_checks.documents.passage import MOVING, PIXELS, TITLE, Passage
from policy_checks.model import UnreadableError
from policy_checks.reading import pattern

if TYPE_CHECKING:
    from PIL.Image import Exif, Image
    from PIL.ImageFile import ImageFile

# What Pillow calls the kinds of file that may bear each ending.
FORMATS: Mapping[str, tuple[str, ...]] = {
    ".jpg": ("JPEG",),
    ".jpeg": ("JPEG",),
    ".png": ("PNG",),
    ".gif": ("GIF",),
    ".webp": ("WEBP",),
    ".avif": ("AVIF",),
    ".heic": ("HEIF",),
    ".heif": ("HEIF",),
    ".ico": ("ICO",),
    ".tif": ("TIFF",),
    ".tiff": ("TIFF",),
}
EXIF, GPS, SECOND = 0x8769, 0x8825, -1  # EXIF’s directories, as Pillow numbers them; the second holds a thumbnail
SERIAL_TAGS = (0xA431, 0xA435, 0xC62F)  # of the body, the lens, the camera
OWNER_TAG = 0xA430
WORD_TAGS = (0x9C9C, 0x9C9E, 0x9C9F)  # comment, keywords and subject as Windows writes them
USER_COMMENT, HOST_COMPUTER = 0x9286, 0x013C
IPTC_WORDS = (
    5,
    25,
    92,
    105,
    118,
    120,
    122,
)  # of IPTC-IIM: title, keywords, place, headline, contact, caption, its writer
CREDITED = ("creator", "notice", "credit", "source", "terms", "link")
EXTENSION, FRAME = 0x21, 0x2C  # what begins a block of a GIF
THUMBNAIL, HEAD = 1036, 28  # the small picture that an editor keeps (Photoshop's resource), and what stands before it
FEW = 16  # bytes after the end that some programs leave, and that say nothing
SCAN, END = 0xDA, 0xD9  # JPEG's markers before and after a picture's data
PRINTED = "[ -~]{8,}"  # a run of letters in bytes that a program keeps
SIDE = 16  # pixels at which a thumbnail and its picture are compared
UNLIKE = 28  # mean difference, of 255, from which they show different things
SQUEEZED = 0.12  # difference of their proportions likewise
# What must not follow the end of a picture: another kind of file, which another program would open.
FOREIGN = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"<html",
    b"<script",
    b"<?php",
    b"Rar!",
    b"7z\xbc\xaf",
    b"ftyp",
    b"\x7fELF",
    b"MZ\x90",
)


def read(data: bytes, suffix: str) -> Iterator[Passage]:
    """Yield the passages of a picture; raise UnreadableError when it is damaged, too large, or of another kind."""
    from PIL import Image, UnidentifiedImageError

    _register(suffix)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS[suffix]) as image:
                yield from _passages(image, data)
    except UnidentifiedImageError:
        raise UnreadableError("its contents are not of the kind that its name says") from None
    except Image.DecompressionBombError:
        raise UnreadableError(f"it has more than {PIXELS // 1_000_000} million pixels") from None
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001 - decoders raise anything on damaged bytes
        raise UnreadableError("it is damaged") from None


def _register(suffix: str) -> None:
    if suffix in {".heic", ".heif"}:
        import pi_heif

        pi_heif.register_heif_opener()


def _passages(image: Image, data: bytes) -> Iterator[Passage]:
    frames = getattr(image, "n_frames", 1)
    if image.width * image.height > PIXELS or image.width * image.height * frames > MOVING:
        raise UnreadableError(f"it has more than {PIXELS // 1_000_000} million pixels")
    exif = image.getexif()
    packets = list(xmp.properties(_xmp(image)))
    problems = dict.fromkeys([*_of_exif(exif), *xmp.problems(packets), *_of_end(image, data)])
    thumbnails = [*_thumbnail(image, exif), *_edited(image)]
    problems |= dict.fromkeys(_of_frames(image.format or "", data, frames))
    image.draft("RGB", (SIDE * 8, SIDE * 8))
    image.load()
    if any(_unlike(image, each) for each in thumbnails):
        problems["thumbnail"] = None
    yield Passage("", problems=tuple(problems))
    credit = rights_of(data)
    yield Passage(TITLE, _once([*credit.title, *credit.description, *_words(image, exif, packets)]))
    yield Passage("its credit", _once(value for name in CREDITED for value in getattr(credit, name)), prose=False)


def _of_frames(kind: str, data: bytes, frames: int) -> Iterator[str]:
    """Yield what the further pictures of a file give away, where each has properties of its own."""
    from PIL.Image import open as opened

    for number in range(1, frames if kind in {"TIFF", "MPO"} else 1):
        with opened(io.BytesIO(data), formats=("JPEG", "TIFF")) as image:
            image.seek(number)
            yield from _of_exif(image.getexif())


def _once(lines: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(line for line in lines if line.strip()))


def _of_exif(exif: Exif) -> Iterator[str]:
    """Yield what EXIF gives away: a position, a serial number or owner, a maker's own notes."""
    place = exif.get_ifd(GPS)
    if any(_somewhere(place.get(tag)) for tag in (2, 4)):
        yield "gps"
    details = exif.get_ifd(EXIF)
    if any(str(table.get(tag) or "").strip("\0 0") for tag in SERIAL_TAGS for table in (exif, details)):
        yield "serial"
    owner, computer = _text(details.get(OWNER_TAG)), _text(exif.get(HOST_COMPUTER))
    if personal(owner) or "'s " in computer.replace("’", "'"):
        yield "serial"


def _somewhere(value: object) -> bool:
    """Say whether degrees, minutes and seconds are numbers, and not all nought."""
    try:
        numbers = [float(each) for each in value]  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return False
    return any(math.isfinite(number) and number for number in numbers)


def _of_end(image: Image, data: bytes) -> Iterator[str]:
    """Yield whether something stands after the end of the picture, and whether that is another kind of file."""
    end = ending(image.format or "", data)
    rest = data[end:].strip(b"\0\r\n\t ") if end else b""
    if any(mark in rest for mark in FOREIGN) or zipfile.is_zipfile(io.BytesIO(data)):
        yield "mixed"
    elif len(rest) > FEW and image.format != "MPO":
        yield "after"


def ending(kind: str, data: bytes) -> int:
    """Return where a picture of this kind ends, or 0 where that cannot be told."""
    if kind in {"JPEG", "MPO"}:
        return _jpeg_end(data)
    if kind == "PNG":
        at = data.find(b"IEND")
        return at + 8 if at > 0 else 0
    if kind == "WEBP":
        return int.from_bytes(data[4:8], "little") + 8
    return {"GIF": _gif_end, "AVIF": _boxes_end, "HEIF": _boxes_end}.get(kind, lambda _: 0)(data)


def _gif_end(data: bytes) -> int:
    """Return where the blocks of a GIF end (GIF89a, appendix A)."""
    at = 13 + _colours(data[10])
    while at < len(data) and data[at] in {EXTENSION, FRAME}:
        at += 2 if data[at] == EXTENSION else 11 + _colours(data[min(at + 9, len(data) - 1)])
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
    return at + 1


def _colours(flags: int) -> int:
    """Return the bytes of the table of colours that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _boxes_end(data: bytes) -> int:
    """Return where the boxes of a HEIC or AVIF end (ISO/IEC 14496-12)."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < 8 or at + size > len(data):
            return len(data) if size == 0 or size == 1 else at
        at += size
    return at


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, begin and end (of the whole segment) of each segment of a JPEG before its picture data, that included."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at, at + 2 + size
        if marker == SCAN:
            return
        at += 2 + size


def _jpeg_end(data: bytes) -> int:
    """Return where the picture itself ends: after the first end mark that follows its data."""
    at = max((end for marker, _, end in segments(data) if marker == SCAN), default=0)
    while 0 < at < len(data) - 1:
        at = data.find(b"\xff", at)
        marker = data[at + 1] if 0 <= at < len(data) - 1 else END
        if marker == END:
            return at + 2 if at >= 0 else 0
        stuffed = marker in {0, 0xFF} or 0xD0 <= marker < 0xD8
        at += (1 if marker == 0xFF else 2) if stuffed else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0


def _thumbnail(image: Image, exif: Exif) -> Iterator[Image]:
    """Yield the small picture that EXIF carries beside the picture, if any."""
    place = exif.get_ifd(SECOND)
    begin, size = place.get(0x0201), place.get(0x0202)
    raw = image.info.get("exif") or b""
    raw = raw[6:] if raw.startswith(b"Exif\0\0") else raw
    if isinstance(begin, int) and isinstance(size, int) and 0 < begin < len(raw):
        yield from _small(raw[begin : begin + size])


def _edited(image: Image) -> Iterator[Image]:
    """Yield the small picture that an editor carries beside the picture, if any."""
    resources = image.info.get("photoshop") or {}
    kept = resources.get(THUMBNAIL) if isinstance(resources, dict) else None
    if isinstance(kept, bytes):
        yield from _small(kept[HEAD:])


def _small(data: bytes) -> Iterator[Image]:
    from PIL.Image import open as opened

    try:
        small = opened(io.BytesIO(data), formats=("JPEG",))
        small.load()
    except (OSError, SyntaxError, ValueError):
        return
    yield small


def _unlike(image: Image, small: Image) -> bool:
    """Say whether a thumbnail shows something else than its picture: another shape, or other light and dark."""
    from PIL import ImageChops, ImageStat

    wide, narrow = image.width / image.height, small.width / small.height
    pair = [each.convert("L").resize((SIDE, SIDE)) for each in (image, small)]
    apart = ImageStat.Stat(ImageChops.difference(*pair)).mean[0]
    return apart > UNLIKE or (abs(wide - narrow) / wide > SQUEEZED and apart > UNLIKE / 2)


def _xmp(image: Image) -> bytes:
    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or getattr(image, "tag_v2", {}).get(700) or b""
    return raw.encode() if isinstance(raw, str) else bytes(raw)


def _words(image: Image, exif: Exif, packets: list[xmp.Property]) -> Iterator[str]:
    """Yield what a picture says in words besides its title and description."""
    from PIL import IptcImagePlugin

    yield from (_text(exif.get(tag)) for tag in WORD_TAGS)
    yield _comment(exif.get_ifd(EXIF).get(USER_COMMENT))
    for (_, number), value in (IptcImagePlugin.getiptcinfo(cast("ImageFile", image)) or {}).items():
        if number in IPTC_WORDS:
            yield from map(_text, value if isinstance(value, list) else [value])
    yield from (each.value for each in packets if each.name in xmp.WORDS)
    for name, value in [*getattr(image, "text", {}).items(), ("comment", image.info.get("comment"))]:
        if name not in {"XML:com.adobe.xmp", "Author", "Copyright"} and not name.startswith("Raw profile"):
            yield _text(value)
    for _, body, *_ in getattr(image, "private_chunks", ()):
        yield "\n".join(match[0].decode("ascii") for match in pattern(PRINTED).finditer(body))


def _text(value: object) -> str:
    """Return a value as text: bytes are UTF-16 in tags of Windows, else UTF-8 or Latin-1."""
    if not isinstance(value, bytes):
        return "" if value is None else str(value).strip("\0 ")
    if value[1:2] == b"\0":
        return value.decode("utf-16-le", "replace").strip("\0 ")
    try:
        return value.decode("utf-8").strip("\0 ")
    except UnicodeDecodeError:
        return value.decode("latin-1").strip("\0 ")


def _comment(value: object) -> str:
    """Return EXIF's comment, which begins with eight bytes that say how it is written."""
    if not isinstance(value, bytes):
        return _text(value)
    if value.startswith(b"UNICODE\0"):
        return value[8:].decode("utf-16-le" if value[9:10] == b"\0" else "utf-16-be", "replace").strip("\0 ")
    return _text(value[8:])
