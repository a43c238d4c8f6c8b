"""The receipt: what was checked, by which rules, file by file. Publishing needs one that fits the folder."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from policy_checks.model import Policy, UnreadableError, Verdict

SCHEMA = 1
# What readings and matches also depend on.
ENGINES = ("defusedxml", "google-re2", "markdown", "pi-heif", "pikepdf", "pillow", "pypdfium2", "pyyaml", "selectolax")


@cache
def rules_digest() -> str:
    """Return the SHA-256 of the rule set: every file of this package, and the versions of what it reads with."""
    total = hashlib.sha256()
    for name, path in _files(os.path.dirname(__file__), ""):  # noqa: PTH120 - a Path for each takes longer than the digest
        with open(path, "rb") as stream:  # noqa: PTH123
            total.update(name.encode() + b"\0" + stream.read() + b"\0")
    total.update("\0".join(_engines()).encode())
    return total.hexdigest()


def _files(folder: str, before: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each file of the package, which begins with ``before``, and its path, in order of names."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if not entry.is_dir():
            yield before + entry.name, entry.path
        elif entry.name != "__pycache__":
            yield from _files(entry.path, f"{before}{entry.name}/")


def _engines() -> list[str]:
    """Return the names and versions of ENGINES, as their records of installation are called."""
    records = [each.stem for each in Path(yaml.__file__).parent.parent.glob("*.dist-info")]
    found = [name for name in records if name.partition("-")[0].replace("_", "-").casefold() in ENGINES]
    if len(found) < len(ENGINES):
        raise UnreadableError("what the gate reads with is not wholly installed: run make setup")
    return sorted(found)


def file_digests(site: Path) -> dict[str, str]:
    """Return the SHA-256 of each file under ``site``, by its path relative to it.

    Raises UnreadableError when a file cannot be read, or when there is anything but files and folders.
    """
    if site.is_symlink() or not site.is_dir():
        raise UnreadableError("there is no folder of this name")
    return dict(_digests(str(site), "", site.name))


def _digests(folder: str, before: str, called: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each file, which begins with ``before``, and its digest, in order of names."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        raise UnreadableError(f"{called} cannot be opened") from None
    for entry in entries:
        name = before + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _digests(entry.path, f"{name}/", entry.name)
        elif entry.is_file(follow_symlinks=False):
            yield name, _file_digest(entry.path, name)
        else:
            yield name, "not a file"


def _file_digest(file: str, name: str) -> str:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - a Path each would take longer than the digest
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise UnreadableError(f"{name} cannot be read") from None


def write_receipt(file: Path, verdict: Verdict, policy: Policy, site: dict[str, str], origins: dict[str, str]) -> None:
    """Write the receipt of a site that was judged publishable: each file's SHA-256, and what it came from."""
    body = {
        "schema": SCHEMA,
        "publishable": verdict.publishable,
        "checked": verdict.today.isoformat(),
        "rules": verdict.rules,
        "policy": policy.sha256,
        "documents": verdict.documents,
        "excused": len(verdict.excused),
        "withheld": list(verdict.withheld),
        "files": site,
        "made_from": origins,
    }
    part = file.with_suffix(".part")
    part.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8", newline="\n")
    part.replace(file)


def read_receipt(file: Path) -> dict[str, str]:
    """Return the digests in a receipt; raise UnreadableError when it is missing, malformed or not of a publishable site."""
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UnreadableError("there is no receipt that can be read") from None
    files = body.get("files") if isinstance(body, dict) else None
    if not isinstance(files, dict) or body.get("schema") != SCHEMA or body.get("publishable") is not True:
        raise UnreadableError("the receipt is not of a site that passed")
    return {str(name): str(value) for name, value in files.items()}


def differences(receipt: dict[str, str], site: dict[str, str]) -> list[str]:
    """Return one line for each file that was changed, added, removed or is no plain file since the receipt."""
    lines = [f"added: {name}" for name in site.keys() - receipt.keys()]
    lines += [f"removed: {name}" for name in receipt.keys() - site.keys()]
    lines += [f"changed: {name}" for name in site.keys() & receipt.keys() if site[name] != receipt[name]]
    return sorted(lines)
