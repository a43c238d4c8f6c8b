"""Every link inside a built site, and whether there is a page and an anchor where it leads."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True)
class Seen:
    """What a page offers to links, and where it leads."""

    anchors: frozenset[str]
    links: frozenset[str]


def broken(site: Path) -> list[str]:
    """Return “page: link” for each link, picture or style of the site that leads nowhere inside it, in order."""
    files = {Path(folder, name).relative_to(site).as_posix() for folder, _, names in os.walk(site) for name in names}
    pages = {name: seen((site / name).read_bytes()) for name in files if name.endswith(".html")}
    return sorted(
        f"{name}: {link}" for name, page in pages.items() for link in page.links if not _leads(name, link, files, pages)
    )


def seen(html: bytes) -> Seen:
    """Return the anchors and links of a page."""
    found = [node.attributes for node in LexborHTMLParser(html).css("[id], [href], [src]")]
    anchors = frozenset(each["id"] or "" for each in found if "id" in each)
    return Seen(anchors, frozenset(each[name] or "" for each in found for name in ("href", "src") if name in each))


def _leads(page: str, link: str, files: set[str], pages: dict[str, Seen]) -> bool:
    """Say whether a link leads to another website, or to a file and an anchor of this one."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    place = normpath(join("/", page, "..", path)).lstrip("/") if path else page
    if path and path.rpartition("/")[2] in {"", ".", ".."}:
        place = join(place, "index.html")
    return place in files and (not anchor or (place in pages and anchor in pages[place].anchors))
