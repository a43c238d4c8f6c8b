"""registers/reference: texts and pictures that are known to be somebody else's, for comparison. Never published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policy_checks.documents.fingerprint import fingerprint_of
from policy_checks.model import UnreadableError
from policy_checks.ownership import Work
from policy_checks.shingles import Text

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff"})
HEAD = 6  # lines in which a text must say its source
SOURCE = "source:"


def read_known(folder: Path) -> tuple[tuple[Text, ...], tuple[Work, ...]]:
    """Return the texts and the pictures of a folder; none where it is not there.

    Raises UnreadableError, naming the file, for one that cannot be compared with.
    """
    files = [file for file in sorted(folder.iterdir()) if _counts(file)] if folder.is_dir() else []
    return tuple(_texts(files)), tuple(_pictures(files))


def _counts(file: Path) -> bool:
    if file.name.startswith(".") or file.name == "README.md":
        return False
    if file.is_symlink() or not file.is_file() or file.suffix.casefold() not in {".txt", *PICTURES}:
        raise UnreadableError(f"registers/reference/{file.name} is neither a .txt file nor a picture: take it out")
    return True


def _texts(files: list[Path]) -> Iterator[Text]:
    for file in files:
        if file.suffix.casefold() == ".txt":
            yield Text(file.name, _words(file))


def _words(file: Path) -> str:
    """Return the words of a text after its first lines, which say where it is from."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UnreadableError(f"registers/reference/{file.name} is not UTF-8 text: save it again as “UTF-8”") from None
    head, _, body = text.partition("\n\n")
    if not body.strip() or not any(line.casefold().startswith(SOURCE) for line in head.splitlines()[:HEAD]):
        raise UnreadableError(
            f"registers/reference/{file.name}, line 1: begin with a line “Source: ”, then an empty line, then the text"
        )
    return body


def _pictures(files: list[Path]) -> Iterator[Work]:
    for file in files:
        if file.suffix.casefold() in PICTURES:
            try:
                yield Work(f"registers/reference/{file.name}", fingerprint_of(file.read_bytes()))
            except UnreadableError as error:
                raise UnreadableError(f"registers/reference/{file.name}: {error}") from None
