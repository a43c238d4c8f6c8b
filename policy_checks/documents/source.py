"""A file's bytes on their way to a reader, and what every reader does alike."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from policy_checks.model import Document, Element, Problem, Reading, Surface, UnreadableError
from policy_checks.reading import addresses, spelled


@dataclass(frozen=True)
class Source:
    """One file: where it lies, which page stands behind it (relative to docs/, or empty), and its bytes.

    ``looks`` is what is looked for in pictures (sight.py), as policy.yml says.
    """

    path: str
    page: str
    surface: Surface
    data: bytes
    looks: frozenset[str] = frozenset()

    @cached_property
    def sha256(self) -> str:
        """Return the SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def decode(data: bytes) -> str:
    """Return UTF-8 bytes as text; raise UnreadableError for anything else, and for NUL characters."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableError("it is not UTF-8 text: save it again as “UTF-8”") from None
    if "\0" in text:
        raise UnreadableError("it holds NUL characters, so it is not plain text")
    return text


class Readings(dict[str, Reading]):
    """The readings of a document by name; ``spelled`` and ``written`` are made when first asked for."""

    def __init__(self, text: str, plain: Reading, elements: tuple[Element, ...], name: str) -> None:
        super().__init__(plain=plain, addresses=addresses(elements, name))
        self.text = text

    def __missing__(self, name: str) -> Reading:
        plain = self["plain"]
        made = spelled(plain) if name == "spelled" else Reading(self.text)
        self[name] = plain if made.text == plain.text else made
        return self[name]


def document(
    source: Source,
    kind: str,
    text: str,
    plain: Reading,
    elements: tuple[Element, ...] = (),
    settings: Mapping[str, object] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Document:
    """Make the document of a source."""
    return Document(
        path=source.path,
        page=source.page,
        surface=source.surface,
        kind=kind,
        text=text,
        sha256=source.sha256,
        settings=settings or {},
        elements=elements,
        readings=Readings(text, plain, elements, source.page or source.path),
        problems=problems,
    )
