"""Links within a built website: whether a page, and the place on it, is there where each leads.

A broken link breaks no rule of the policy, and an agenda must be up in time: it is advised, at the line on which it was written, and
never stops (DESIGN, section 2). The test of the shipped website has none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from posixpath import normpath
from urllib.parse import SplitResult, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from policy_checks.judge import Judged, relative
from policy_checks.model import Check, Document, Element, Finding, Policy, place_of
from policy_checks.notices import finding_at
from policy_checks.site import page_of

Asked = tuple[str, str]  # a file or folder of the site, and an anchor or nothing
TOP = "top"  # every browser finds it (HTML, 7.4.6.4)
FRONT = "index.html"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page offers to links, where it leads, and the address that it gives as its own."""

    anchors: frozenset[str]
    links: frozenset[str]
    own: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that leads nowhere: the file of the site that it stands in, as it stands there, and the place it asks for."""

    file: str
    link: str
    place: str
    anchor: str

    @property
    def asked(self) -> Asked:
        """Return what it asks for: the same, however the link is written."""
        return self.place, self.anchor


@dataclass(frozen=True)
class Site:
    """The names of the files of a built site, and what each of its pages offers. ``base`` is the address of its front page."""

    files: Collection[str]
    pages: Mapping[str, Seen]
    base: SplitResult

    def broken(self, file: str, link: str) -> Broken | None:
        """Return a link in a file that leads to no file or place of this site; None for any other, also to other websites."""
        parts = _split(link)
        if parts is None:
            return Broken(file, link, link, "")
        path, anchor, host = parts
        if (host and host != self.base[:2]) or (path.startswith("/") and not path.startswith(self.base.path)):
            return None
        if path.startswith("/"):
            path = path.removeprefix(self.base.path)
        else:
            path = f"{file.rpartition('/')[0]}/{path}" if path else file
        place = normpath(f"/{path}").lstrip("/")
        front = f"{place}/{FRONT}" if place else FRONT
        found = place if place in self.files else front if front in self.files else ""
        return None if found and self._offers(found, anchor) else Broken(file, link, place, anchor if found else "")

    def _offers(self, file: str, anchor: str) -> bool:
        page = self.pages.get(file)
        name = anchor.partition(":~:")[0]
        return page is None or name in {"", TOP} or name in page.anchors


@lru_cache(maxsize=4096)  # most pages have the same links
def _split(link: str) -> tuple[str, str, tuple[str, str] | None] | None:
    """Return a link's path and anchor, and the scheme and host that it may name; None where it cannot be read."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return unquote(parts.path), unquote(parts.fragment), parts[:2] if parts.scheme or parts.netloc else None


def read_site(folder: Path, files: Collection[str]) -> Site:
    """Read the pages among these files of a built site."""
    pages = {name: seen((folder / name).read_bytes()) for name in files if name.endswith((".html", ".htm"))}
    own = pages[FRONT].own if FRONT in pages else ""
    return Site(files, pages, urlsplit(own or "/"))


def seen(html: bytes) -> Seen:
    """Return the anchors and links of a page."""
    found = [node.attributes for node in LexborHTMLParser(html).css("[id], a[name], [href], [src]")]
    return Seen(
        frozenset(each[name] or "" for each in found for name in ("id", "name") if name in each),
        frozenset(each[name] or "" for each in found for name in ("href", "src") if name in each),
        next((each["href"] or "" for each in found if each.get("rel") == "canonical"), ""),
    )


def broken(site: Site) -> list[Broken]:
    """Return each link, picture and style of a built site that leads nowhere inside it, in order."""
    links = ((name, link) for name, page in sorted(site.pages.items()) for link in sorted(page.links))
    return [found for name, link in links if (found := site.broken(name, link))]


def unreached(
    folder: Path, files: Collection[str], judged: Judged, policy: Policy, check: Check, root: Path, base: Path
) -> Iterator[Finding]:
    """Yield a finding for each broken link of a built site where it was written, once a page.

    One that most pages have, and none of them wrote, is told once, at mkdocs.yml. ``root`` is the project's folder; paths in
    findings are relative to ``base``.
    """
    site = read_site(folder, files)
    found = broken(site)
    spread = Counter(each.asked for each in {replace(each, link="") for each in found})
    settings = root / "mkdocs.yml"
    source = settings if settings.exists() else root / "policy.yml"
    told: set[tuple[str, Asked]] = set()
    for file, links in groupby(found, key=lambda each: each.file):
        page = page_of(file, judged.pages)
        document = judged.pages[page] if page else None
        written = _written(file, document, site) if document else {}
        for each in links:
            element = written.get(each.asked) or (written.get(("", each.anchor)) if each.anchor else None)
            common = not element and 2 * spread[each.asked] > len(site.pages)
            path = document.path if document and not common else relative(source if common else folder / file, base)
            if (path, each.asked) not in told:
                told.add((path, each.asked))
                words = "#".join(each.asked)
                finding = finding_at(check, policy, check.clause, path, 1, page="" if common else page, words=words)
                yield _placed(finding, document, element)


def _written(file: str, document: Document, site: Site) -> dict[Asked, Element]:
    """Return the first element of a written page by what it asks for in the built file, and by its anchor alone."""
    first: dict[Asked, Element] = {}
    for element in document.elements:
        for value in filter(None, (element.attributes.get(name) for name in ("href", "src"))):
            if asked := site.broken(file, value):
                first.setdefault(asked.asked, element)
            first.setdefault(("", unquote(value.partition("#")[2])), element)
    return first


def _placed(finding: Finding, document: Document | None, element: Element | None) -> Finding:
    if document is None or element is None:
        return finding
    return replace(finding, place=place_of(document, element.start, element.end))
