"""Writes the files that are made from others: CHECKS.md, and the hashes of what the theme ships."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import material
import zensical
from selectolax.lexbor import LexborHTMLParser

from policy_checks.checks.integrity_markup import SCOPE
from policy_checks.reading import pattern
from policy_checks.reference import reference

ROOT = Path(__file__).parent.parent
DATA = ROOT / "policy_checks" / "data"
THEMES = {"mkdocs-material": material, "zensical": zensical}
PALETTE = """site_name: V
theme:
  name: material
  font: false
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
"""
OVERRIDES = ROOT / "overrides"
THEME_LIST = DATA / "theme_files.txt"


def theme_list() -> str:
    """Return the SHA-256 and path of each file that the themes, and overrides/, copy into a site."""
    own = "".join(f"{_digest(file.read_bytes())}  {file.name}\n" for file in sorted(OVERRIDES.glob("favicon.*")))
    themes = "".join(_theme_part(name, package) for name, package in THEMES.items())
    return f"{themes}# Files of overrides/ (MIT), by SHA-256.\n{own}"


def _theme_part(name: str, package: ModuleType) -> str:
    assets = Path(str(package.__file__)).parent / "templates" / "assets"
    head = f"# Files of {name} {version(name)} (MIT), by SHA-256: shipped as they are, so not judged.\n"
    files = sorted(file for file in assets.rglob("*") if file.is_file())
    return head + "".join(
        f"{_digest(file.read_bytes())}  {file.relative_to(assets.parent).as_posix()}\n" for file in files
    )


def script_list() -> str:
    """Return the SHA-256 of each script that the themes write into a page, with the way to the front page as “.”."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs").mkdir()
        (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
        (root / "mkdocs.yml").write_text(PALETTE, encoding="utf-8")
        texts = {file.read_text(encoding="utf-8").strip() for file in (OVERRIDES / "partials").glob("*.js")}
        texts |= {text for builder in ("mkdocs", "zensical") for text in _scripts(root, builder)}
    names = " and ".join(f"{name} {version(name)}" for name in THEMES)
    head = f"# Scripts that {names} (MIT) and overrides/ write into pages, by SHA-256.\n"
    return head + "".join(f"{digest}\n" for digest in sorted(map(_script_digest, texts)))


def _scripts(root: Path, builder: str) -> set[str]:
    command = [sys.executable, "-m", builder, "build"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)  # noqa: S603 - our own command
    html = LexborHTMLParser((root / "site" / "index.html").read_text(encoding="utf-8"))
    return {node.text().strip() for node in html.css("script:not([type]):not([src])")}


def _script_digest(text: str) -> str:
    return _digest(pattern(SCOPE.decode()).sub(b'new URL(".",location)', text.encode()))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    THEME_LIST.write_text(theme_list(), encoding="utf-8", newline="\n")
    (DATA / "theme_scripts.txt").write_text(script_list(), encoding="utf-8", newline="\n")
    (ROOT / "CHECKS.md").write_text(reference(), encoding="utf-8", newline="\n")
