"""Writes the files that are made from others: CHECKS.md, and the hashes of what the theme ships."""

from __future__ import annotations

import hashlib
import tempfile
from importlib.metadata import version
from pathlib import Path

import material
from mkdocs.commands.build import build
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

from policy_checks.checks.integrity_markup import SCOPE
from policy_checks.reading import pattern
from policy_checks.reference import reference

ROOT = Path(__file__).parent.parent
DATA = ROOT / "policy_checks" / "data"
PALETTE = """site_name: V
theme:
  name: material
  font: false
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
"""
THEME_LIST = DATA / "theme_files.txt"


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


def script_list() -> str:
    """Return the SHA-256 of each script that Material writes into a page, with the way to the front page as “.”."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs").mkdir()
        (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
        (root / "mkdocs.yml").write_text(PALETTE, encoding="utf-8")
        build(load_config(str(root / "mkdocs.yml"), strict=False))
        html = LexborHTMLParser((root / "site" / "index.html").read_text(encoding="utf-8"))
    texts = {node.text().strip() for node in html.css("script:not([type]):not([src])")}
    head = f"# Scripts that mkdocs-material {version('mkdocs-material')} (MIT) writes into pages, by SHA-256.\n"
    return head + "".join(f"{digest}\n" for digest in sorted(map(_script_digest, texts)))


def _script_digest(text: str) -> str:
    return hashlib.sha256(pattern(SCOPE.decode()).sub(b'new URL(".",location)', text.encode())).hexdigest()


if __name__ == "__main__":
    THEME_LIST.write_text(theme_list(), encoding="utf-8", newline="\n")
    (DATA / "theme_scripts.txt").write_text(script_list(), encoding="utf-8", newline="\n")
    (ROOT / "CHECKS.md").write_text(reference(), encoding="utf-8", newline="\n")
