"""What pictures say of their own rights, in every form in which they say it; and when two are the same picture."""

from __future__ import annotations

import random

import pytest
from PIL.PngImagePlugin import PngInfo

from policy_checks.documents.fingerprint import alike, fingerprint_of
from policy_checks.documents.metadata import packet_rights, rights_of
from policy_checks.model import Rights, UnreadableError
from tests.pictures import exif, saved, scene, with_iptc, xmp

PICTURE = scene(1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_exif_is_read_from_every_kind_of_picture(kind: str) -> None:
    """The artist, the notice (in UTF-8), the camera's owner, and what Windows writes."""
    fields = exif(
        artist="Jo Bloggs",
        notice="© 2025 Crow Press".encode(),
        author="Sam Doe".encode("utf-16-le"),
        description="The green",
    )
    rights = rights_of(saved(PICTURE, kind, exif=fields))
    assert rights.creator == ("Jo Bloggs", "Sam Doe")
    assert rights.notice == ("© 2025 Crow Press",)
    assert rights.description == ("The green",)


def test_the_owner_of_a_camera_is_a_creator() -> None:
    """EXIF keeps it apart from the artist."""
    assert rights_of(saved(PICTURE, exif=exif(owner="RDC-5300 User"))).creator == ("RDC-5300 User",)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF", "TIFF"])
def test_xmp_is_read(kind: str) -> None:
    """Lists, alternatives and attributes."""
    packet = xmp("Jo Bloggs", "© Crow Press", "Crow Press / Agency", "https://licence.example/by")
    options = {"tiffinfo": {700: packet}} if kind == "TIFF" else {"xmp": packet}
    rights = rights_of(saved(PICTURE, kind, **options))
    assert rights.creator == ("Jo Bloggs",)
    assert rights.notice == ("© Crow Press",)
    assert rights.credit == ("Crow Press / Agency",)
    assert rights.link == ("https://licence.example/by",)


def test_texts_and_packed_xmp_of_a_png_are_read() -> None:
    """PNG has fields of its own, and may hold XMP compressed."""
    info = PngInfo()
    info.add_text("Copyright", "Crow Press")
    info.add_itxt("XML:com.adobe.xmp", xmp(credit="Agency").decode(), zip=True)
    rights = rights_of(saved(PICTURE, "PNG", pnginfo=info))
    assert (rights.notice, rights.credit) == (("Crow Press",), ("Agency",))


def test_iptc_is_read_in_utf_8_and_windows_1252() -> None:
    """Agencies write IPTC."""
    jpeg = with_iptc(
        saved(PICTURE), {80: b"Jo Bloggs", 90: b"Royston", 116: b"\xa9 Crow Press", 110: "Agence Corbeau é".encode()}
    )
    rights = rights_of(jpeg)
    assert rights.notice == ("© Crow Press",)
    assert rights.credit == ("Agence Corbeau é",)


def test_a_field_that_cannot_be_decoded_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are read all the same."""

    def broken(_picture: object) -> None:
        raise SyntaxError

    monkeypatch.setattr("PIL.IptcImagePlugin.getiptcinfo", broken)
    assert rights_of(saved(PICTURE, exif=exif(artist="Jo"))) == Rights(creator=("Jo",))


def test_each_value_is_said_once_and_on_one_line() -> None:
    """EXIF and XMP mostly repeat each other."""
    data = saved(PICTURE, exif=exif(notice="Crow\tPress"), xmp=xmp(notice="Crow Press"))
    assert rights_of(data).notice == ("Crow Press",)


def test_a_licence_given_as_a_resource_is_read_from_any_file() -> None:
    """As Creative Commons writes it into SVG pictures, with names declared outside."""
    svg = (
        b'<svg xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#">'
        b'<rdf:RDF><cc:Work><cc:license rdf:resource="https://licence.example/by"/></cc:Work></rdf:RDF></svg>'
    )
    assert packet_rights(svg).link == ("https://licence.example/by",)
    assert packet_rights(b"<rdf:RDF><broken></rdf:RDF>") == Rights()
    assert packet_rights(b"no packet") == Rights()
    assert packet_rights(b"<rdf:RDF></rdf:RDF>" * 30) == Rights()


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\nabc", b"RIFF0000WEBP", b"\0\0\0\x18ftypheic"]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    """With a sentence that quotes nothing."""
    with pytest.raises(UnreadableError, match="cannot be opened"):
        rights_of(data)


def test_damaged_pictures_are_read_or_refused_and_nothing_else() -> None:
    """Two hundred pictures with random bytes changed or cut off."""
    chance = random.Random(5)  # noqa: S311 - test data
    whole = with_iptc(
        saved(PICTURE, exif=exif(artist="Jo", author="Sam".encode("utf-16-le")), xmp=xmp("Jo")), {80: b"Jo"}
    )
    for _ in range(200):
        data = bytearray(whole[: chance.randrange(100, len(whole))])
        for _ in range(chance.randrange(8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        for read in (rights_of, fingerprint_of):
            try:
                read(bytes(data))
            except UnreadableError:
                continue


def test_a_picture_is_known_again_when_it_is_smaller_or_saved_anew() -> None:
    """And no other picture is taken for it."""
    prints = [fingerprint_of(saved(scene(seed, (640, 480)))) for seed in range(40)]
    for seed, original in enumerate(prints):
        smaller = scene(seed, (640, 480)).resize((200, 150)).convert("L" if seed % 2 else "RGB")
        assert alike(fingerprint_of(saved(smaller, "JPEG", quality=50)), original)
        assert not any(alike(original, other) for other in prints[seed + 1 :])


def test_a_plain_picture_is_like_no_other() -> None:
    """One colour, or a sky from dark to light, says nothing."""
    plain = fingerprint_of(saved(PICTURE.resize((1, 1)).resize((50, 50)), "PNG"))
    assert plain is None
    assert not alike(plain, plain)


def test_a_picture_too_large_is_not_compared_and_one_cut_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage is; a picture too large to be compared is like no other."""
    with pytest.raises(UnreadableError, match="damaged"):
        fingerprint_of(saved(PICTURE)[:-800])
    monkeypatch.setattr("policy_checks.documents.fingerprint.LARGEST", 100)
    assert fingerprint_of(saved(PICTURE, "PNG")) is None
