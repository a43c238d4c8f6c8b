"""Cleaning: the published copy, and with `policy-checks clean` the clerk's own, without what files say of their makers."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from policy_checks.checks.attachment_metadata import CLEANED
from policy_checks.documents import isolated
from policy_checks.judge import Judged
from policy_checks.matching import Matcher
from policy_checks.model import UnreadableError


def cleaned(name: str, data: bytes) -> bytes:
    """Return a file without what it says of its maker and place; the same bytes where there is nothing, or it cannot be done.

    Raises UnreadableError when it cannot be judged.
    """
    return isolated.ask("clean", name, data)[1]


def to_clean(judged: Judged, matcher: Matcher) -> frozenset[str]:
    """Return the files, relative to docs/, of which it was said that publishing cleans them."""
    checks = {check.id for check in matcher.checks if check.cleaned}
    return frozenset(each.page for each in judged.findings if each.check in checks and not each.stops)


def clean_site(site: Path, names: Iterable[str]) -> None:
    """Clean these files of a built site, where they are. One that cannot be cleaned is left for the gate to refuse."""
    for name in names:
        file = site / name
        if file.is_file() and not file.is_symlink():
            file.write_bytes(cleaned(name, file.read_bytes()))


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    clean = commands.add_parser("clean", help="take out of files where, when and by whom they were made; credits stay")
    clean.add_argument("files", nargs="+", type=Path, metavar="FILE")
    clean.set_defaults(command=_clean)


def _clean(options: argparse.Namespace) -> int:
    for file in options.files:
        sys.stdout.write(f"{file.name}: {_clean_file(file)}.\n")
    return 0


def _clean_file(file: Path) -> str:
    """Clean a file where it lies; return what was done."""
    if not file.is_file() or file.is_symlink():
        raise UnreadableError(f"there is no file called {file.name}")
    if file.suffix.casefold() not in CLEANED:
        raise UnreadableError(
            f"{file.name} is of a kind that cannot be cleaned: save a picture as JPEG, a paper as PDF or .docx"
        )
    before = file.read_bytes()
    try:
        after = cleaned(file.name, before)
    except UnreadableError as error:
        raise UnreadableError(f"{file.name} cannot be judged: {error}") from None
    if after == before:
        return "there is nothing to take out, or it is signed and stays as it is"
    part = file.with_name(file.name + ".part")
    part.write_bytes(after)
    part.replace(file)
    known = _rebound(file, before, after)
    return "cleaned; what credits its maker stays" + ("; registers/credits.yml has its new sha256" if known else "")


def _rebound(file: Path, before: bytes, after: bytes) -> bool:
    """Put the digest of a cleaned file in place of its former one where registers/credits.yml has it; say whether it did.

    It is the same picture or paper, so that whoever looked at it need not look again.
    """
    old, new = (hashlib.sha256(data).hexdigest() for data in (before, after))
    for folder in file.resolve().parents:
        register = folder / "registers" / "credits.yml"
        if (folder / "policy.yml").exists() and register.is_file():
            text = register.read_text(encoding="utf-8")
            register.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
            return old in text
    return False
