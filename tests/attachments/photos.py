"""Drawn photographs, and what a camera writes into them."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (640, 480), painted: bool = False, **options: object) -> bytes:
    """Return a drawn photograph; ``painted`` covers most of it."""
    stream = io.BytesIO()
    drawn(size, painted=painted).save(stream, kind, **options)
    return stream.getvalue()


def drawn(size: tuple[int, int] = (640, 480), *, painted: bool = False) -> Image.Image:
    """Return a picture of a green under a sky."""
    wide, high = size
    image = Image.new("RGB", size, (70, 130, 50))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, wide, high // 3), fill=(130, 180, 240))
    pen.ellipse((wide // 3, high // 3, wide // 2, high // 2), fill=(200, 80, 40))
    if painted:
        pen.rectangle((0, 0, wide, high * 3 // 4), fill=(0, 0, 0))
    return image


def exif(
    *, gps: bool = False, serial: str = "", words: Mapping[int, str | bytes | int] | None = None, comment: bytes = b""
) -> Image.Exif:
    """Return EXIF: a position in a field near the village, a serial number, tags by number, a comment."""
    made = Image.Exif()
    made[0x010F] = "Camera Works"
    if gps:
        made.get_ifd(0x8825).update({1: "N", 2: (52.0, 4.0, 30.0), 3: "W", 4: (0.0, 3.0, 12.0)})
    if serial:
        made.get_ifd(0x8769)[0xA431] = serial
    if comment:
        made.get_ifd(0x8769)[0x9286] = comment
    for tag, value in (words or {}).items():
        made[tag] = value
    return made


def xmp(properties: str) -> bytes:
    """Return an XMP packet with these properties as attributes."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" {properties}/></rdf:RDF></x:xmpmeta>'
    ).encode()
