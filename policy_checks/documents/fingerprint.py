"""A picture's looks as 64 bits: near for the same picture made smaller or saved again, far for another one."""

from __future__ import annotations

from itertools import pairwise

from policy_checks.documents.metadata import open_picture
from policy_checks.model import UnreadableError

WIDTH, HEIGHT = 9, 8
LARGEST = 64_000_000  # pixels that are decoded
NEAR = 10  # bits in which two pictures may differ and still be the same
PLAIN = 12  # a picture with fewer edges than this, to one side, looks like too many others


def fingerprint_of(data: bytes) -> int | None:
    """Return the difference hash of a picture: a bit for each neighbour to the right that is darker.

    None where it has no looks to speak of (one colour, or one shading), or more than LARGEST pixels. Raises UnreadableError when it cannot be decoded.
    """
    picture = open_picture(data)
    picture.draft("L", (WIDTH * 16, HEIGHT * 16))
    if picture.width * picture.height > LARGEST:
        return None
    try:
        shades = list(picture.convert("L").resize((WIDTH, HEIGHT)).tobytes())
    except Exception:  # noqa: BLE001 - decoders raise anything on damaged bytes
        raise UnreadableError("it is damaged, and cannot be shown whole") from None
    rows = [shades[at : at + WIDTH] for at in range(0, len(shades), WIDTH)]
    bits = [left > right for row in rows for left, right in pairwise(row)]
    return sum(bit << place for place, bit in enumerate(bits)) if PLAIN <= sum(bits) <= len(bits) - PLAIN else None


def alike(one: int | None, other: int | None) -> bool:
    """Say whether two fingerprints are of the same picture."""
    return one is not None and other is not None and (one ^ other).bit_count() <= NEAR
