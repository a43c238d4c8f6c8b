"""Pictures for tests: drawn from numbers, with what a camera or an agency would write into them."""

from __future__ import annotations

import io
import random
import struct

import pi_heif
from PIL import Image, ImageFilter

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
    'photoshop:Credit="{credit}" xmpRights:WebStatement="{link}">'
    "<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{notice}</rdf:li></rdf:Alt></dc:rights>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def scene(seed: int, size: tuple[int, int] = (160, 120)) -> Image.Image:
    """Return a picture that differs from every other seed's."""
    chance = random.Random(seed)  # noqa: S311 - test data
    small = Image.new("RGB", (8, 6))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(48)])
    return small.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(2))


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Return the bytes of a picture."""
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def exif(**fields: str | bytes) -> Image.Exif:
    """Return EXIF with these fields: description, artist, notice, author (Windows), owner (of the camera)."""
    tags = {"description": 0x010E, "artist": 0x013B, "notice": 0x8298, "author": 0x9C9D}
    made = Image.Exif()
    for name, value in fields.items():
        if name == "owner":
            made.get_ifd(0x8769)[0xA430] = value
        else:
            made[tags[name]] = value
    return made


def xmp(creator: str = "", notice: str = "", credit: str = "", link: str = "") -> bytes:
    """Return an XMP packet."""
    return XMP.format(creator=creator, notice=notice, credit=credit, link=link).encode()


def iptc(fields: dict[int, bytes]) -> bytes:
    """Return the APP13 segment of a JPEG with these datasets of record 2."""
    data = b"".join(b"\x1c\x02" + struct.pack(">BH", number, len(value)) + value for number, value in fields.items())
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
    body = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def with_iptc(jpeg: bytes, fields: dict[int, bytes]) -> bytes:
    """Return a JPEG with IPTC data after its first marker."""
    return jpeg[:2] + iptc(fields) + jpeg[2:]


def opened(data: bytes) -> Image.Image:
    """Open what was saved."""
    pi_heif.register_heif_opener()
    return Image.open(io.BytesIO(data))
