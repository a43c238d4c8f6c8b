"""Every link inside a built site, and whether there is a page and an anchor where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

ATTRIBUTES = ("href", "src")


def broken(site: Path) -> list[str]:
    """Return “page: link” for each link, picture or style of the site that leads nowhere inside it, in order."""
    pages = {file.relative_to(site).as_posix(): LexborHTMLParser(file.read_bytes()) for file in site.rglob("*.html")}
    anchors = {name: {str(node.attributes["id"]) for node in html.css("[id]")} for name, html in pages.items()}
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    return sorted(
        f"{name}: {link}"
        for name, html in pages.items()
        for link in set(_links(html))
        if not _leads(name, link, files, anchors)
    )


def _links(html: LexborHTMLParser) -> Iterator[str]:
    for attribute in ATTRIBUTES:
        for node in html.css(f"[{attribute}]"):
            yield node.attributes[attribute] or ""


def _leads(page: str, link: str, files: set[str], anchors: dict[str, set[str]]) -> bool:
    """Say whether a link leads to another website, or to a file and an anchor of this one."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    path = unquote(parts.path)
    place = (
        normpath(path.lstrip("/") if path.startswith("/") else join("/", page, "..", path).lstrip("/"))
        if path
        else page
    )
    if path.endswith(("/", ".")) or not path.rpartition("/")[2]:
        place = normpath(join(place, "index.html")) if path else page
    return place in files and (not parts.fragment or unquote(parts.fragment) in anchors.get(place, set()))
