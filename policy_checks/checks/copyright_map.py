"""Maps without the line that Ordnance Survey, or whoever drew them, asks for (clause C17)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from policy_checks.model import Area, Check, Document, Element, Hit, Level, Policy, Reading, Surface
from policy_checks.reading import scan

# What somebody calls a map, in alternative text or in the name of its file.
MAP = (
    r"(?i)(?:^|[^a-z])(?:maps?|os[ _-]?map|ordnance|site[ _-]?plan|location[ _-]?plan|street[ _-]?plan|block[ _-]?plan|(?:parish|footpath|"
    r"village|flood|boundary|ward|walks?|cemetery|allotment|parking)[ _-]?(?:map|plan|boundary)s?|mapping)(?:[^a-z]|$)"
)
NOT_A_MAP = r"(?i)site[ _-]?map|map[ _-]?(?:pin|icon|marker|link)|road[ _-]?map"
LINE = r"(?i)crown\s+copyright|ordnance\s+survey|openstreetmap|©[^\n]{0,40}\bOS\b|licen[cs]e\s+(?:number|no)"
FILES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".pdf")


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each map of the website's own that stands on a page without such a line."""
    if document.surface is Surface.BUILT or next(scan(LINE, document.plain), None) is not None:
        return
    for element in document.elements:
        address = element.attributes.get("src" if element.name == "img" else "href", "")
        if element.name in {"img", "a", "image"} and _is_map(element, address):
            yield Hit(element.start, element.end, file_of(address, document.page))


def _is_map(element: Element, address: str) -> bool:
    path = address.split("?")[0].split("#")[0]
    if "//" in address or not path.casefold().endswith(FILES):
        return False
    said = Reading(" ".join([element.attributes.get("alt", ""), element.text, unquote(path).rpartition("/")[2]]))
    return next(scan(MAP, said), None) is not None and next(scan(NOT_A_MAP, said), None) is None


def file_of(address: str, page: str) -> str:
    """Return the file (relative to docs/) that an address on a page leads to."""
    path = unquote(urlsplit(address).path)
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path)).lstrip("/")


CHECK = Check(
    id="copyright-map",
    area=Area.COPYRIGHT,
    clause="C17",
    level=Level.HOLD,
    message="This map has no line that says whose map it is.",
    remedy="In registers/credits.yml give it the basis os-map, year and licence number; its line is then shown by itself. "
    "If the Council drew it, say “own drawing” there.",
    why="Councils may publish Ordnance Survey maps under their own licence, which asks for the line “© Crown copyright and database "
    "rights” with the year and the licence's number beside each map.",
    find=find,
    on=("written",),
    kinds=frozenset({"markdown", "html"}),
    excused_by="map",
    fails=(
        "⟦![Map of the parish](images/parish.png)⟧",
        "⟦![Where the bench stands](images/location-plan.jpg)⟧",
        "⟦<img src='images/os_map.png' alt=''>⟧",
        "⟦[Footpath map](files/footpaths.pdf)⟧",
    ),
    passes=(
        "![Map of the parish](images/parish.png)\n\n© Crown copyright and database rights 2026 Ordnance Survey 100012345",
        "![Map](images/map.png)\n\n© OpenStreetMap contributors",
        "![The green](images/green.jpg)",
        "[The county's map of paths](https://maps.example/paths.pdf)",
        "![](images/map-pin.svg)",
        "[Neighbourhood plan](files/neighbourhood-plan.pdf)",
    ),
)
