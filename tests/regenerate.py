"""Writes the files that are made from others: CHECKS.md, and the hashes of what the theme ships."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

import material

from policy_checks.reference import reference

ROOT = Path(__file__).parent.parent
THEME_LIST = ROOT / "policy_checks" / "data" / "theme_files.txt"


def theme_list() -> str:
    """Return the SHA-256 and path of each file that Material for MkDocs copies into a site."""
    assets = Path(material.__file__).parent / "templates" / "assets"
    head = f"# Files of mkdocs-material {version('mkdocs-material')} (MIT), by SHA-256: shipped as they are, so not judged.\n"
    files = sorted(file for file in assets.rglob("*") if file.is_file())
    lines = (
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(assets.parent).as_posix()}"
        for file in files
    )
    return head + "\n".join(lines) + "\n"


if __name__ == "__main__":
    THEME_LIST.write_text(theme_list(), encoding="utf-8", newline="\n")
    (ROOT / "CHECKS.md").write_text(reference(), encoding="utf-8", newline="\n")
