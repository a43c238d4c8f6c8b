"""The built pass: every byte under site/, as a resident's browser would get it.

What the theme ships is known by its pinned hash; what was copied from docs/ was judged there; lines that stand on many
pages are judged once. A finding is traced back to the page that it was written on, and never told twice.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from policy_checks.cache import Cache
from policy_checks.chrome import Chrome
from policy_checks.clean import cleaned, to_clean
from policy_checks.data import rows
from policy_checks.documents import read
from policy_checks.documents.html import parse
from policy_checks.documents.source import Source, decode
from policy_checks.documents.text import read_search_index
from policy_checks.hiding import Rule, rules_of
from policy_checks.judge import Fault, Judged, finding_of, hits_of, relative
from policy_checks.matching import Matcher
from policy_checks.model import Document, Finding, Hit, Level, Policy, Surface, Undecided, UnreadableError, place_of
from policy_checks.progress import shown
from policy_checks.reading import cut, normalised
from policy_checks.shown import page_shows

SEARCH_INDEX = "search/search_index.json"
FEEDS = frozenset({"json", "xml"})  # files that gather the words of many pages
CALENDAR = ".ics"  # which is another


@cache
def theme_files() -> frozenset[str]:
    """Return the SHA-256 of each file that the theme ships (data/theme_files.txt)."""
    return frozenset(row.split()[0] for row in rows("theme_files"))


def site_files(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the path, relative to ``site``, of everything in it, and why it is refused (links, and what is no file)."""
    for folder, folders, names in os.walk(site, followlinks=False):
        folders.sort()
        for name in sorted([*names, *(each for each in folders if Path(folder, each).is_symlink())]):
            file = Path(folder, name)
            plain = file.is_file() and not file.is_symlink()
            yield file.relative_to(site).as_posix(), "" if plain else "it is a link, or not a file"


def page_of(name: str, pages: Mapping[str, Document]) -> str:
    """Return the page (relative to docs/) that a file or address of the built site was made from, or an empty text."""
    stem = name.removesuffix("index.html").removesuffix(".html").rstrip("/")
    folder = f"{stem}/" if stem else ""
    candidates = (f"{stem}.md", f"{folder}index.md", f"{folder}README.md", f"{stem}.markdown", f"{stem}.csv", name)
    return next((page for page in candidates if page in pages), "")


def judge_site(
    site: Path, root: Path, policy: Policy, matcher: Matcher, written: Judged, cache: Cache | None = None
) -> dict[str, str]:
    """Judge every file of a built site, adding what the written pages did not show already to ``written``.

    Returns the SHA-256 of each file, of the very bytes that were judged. ``cache`` knows in which nothing was found before.
    """
    styles = _styles(site) if policy.promises else ()
    tracer = Tracer(written, policy, matcher, to_clean(written, matcher), styles, cache)
    chrome = Chrome(cut(written.said) - cut(written.told))
    digests: dict[str, str] = {}
    for name, reason in shown(site_files(site)):
        path = relative(site / name, root)
        if reason:
            written.undecided.append(Undecided(path, reason))
            continue
        try:
            source = Source(path, name, Surface.BUILT, (site / name).read_bytes())
            digests[name] = source.sha256
            written.origins[name] = origin_of(source, written)
            _judge_file(source, tracer, chrome, root)
        except (UnreadableError, OSError) as error:
            written.undecided.append(
                Undecided(path, str(error) if isinstance(error, UnreadableError) else "it cannot be opened")
            )
        except Fault as error:
            written.undecided.append(Undecided(path, f"reading it failed ({type(error).__name__})"))
    return digests


def _styles(site: Path) -> tuple[Rule, ...]:
    """Return the rules of a site's style sheets that can hide words; the theme's own are left out."""
    files = (site / name for name, reason in site_files(site) if name.endswith(".css") and not reason)
    sheets = (file.read_bytes() for file in files)
    ours = (sheet for sheet in sheets if hashlib.sha256(sheet).hexdigest() not in theme_files())
    return rules_of(sheet.decode("utf-8", "replace") for sheet in ours)


def origin_of(source: Source, written: Judged) -> str:
    """Return what a file of the built site came from: the theme, a file of docs/, or the builder itself."""
    if source.sha256 in theme_files():
        return "theme"
    page = source.page if source.page in written.files else page_of(source.page, written.pages)
    return f"docs/{page}" if page else "builder"


def _judged_before(source: Source, tracer: Tracer, root: Path) -> bool:
    """Say whether a file is what was judged in docs/: byte for byte, or cleaned where it was said that it would be."""
    name, written = source.page, tracer.written
    if name not in tracer.unclean:
        return source.sha256 == written.files.get(name)
    head = written.pages.head(name)
    original = (root / head.path).read_bytes() if head else b""
    copy = cleaned(name, original)
    return source.data == copy != original and hashlib.sha256(original).hexdigest() == written.files[name]


def _judge_file(source: Source, tracer: Tracer, chrome: Chrome, root: Path) -> None:
    name = source.page
    tracer.written.documents += 1
    if source.sha256 in theme_files() or _judged_before(source, tracer, root):
        return
    if name == SEARCH_INDEX:
        index = read_search_index(source, chrome.fresh_words)
        tracer.judge(index.document, lambda hit: index.location(hit.start).partition("#")[0])
    elif name.endswith((".html", ".htm")):
        _judge_html(source, tracer, chrome)
    else:
        tracer.unless_clean(source, source.sha256, lambda: read(source))


def _judge_html(source: Source, tracer: Tracer, chrome: Chrome) -> None:
    decode(source.data)
    if tracer.policy.promises and (page := page_shows(source.data, tracer.styles)):
        tracer.written.shown[source.page] = page
    fresh, new = chrome.fresh(source.data)
    if new or not page_of(source.page, tracer.written.pages):
        part = hashlib.sha256(fresh).hexdigest()
        chrome.learn(new, tracer.unless_clean(source, part, lambda: [parse(source, decode(fresh), "html")]))


@dataclass
class Tracer:
    """Judges built documents, and says where each finding was written.

    ``told`` holds check, digest and page of all that was told; ``titles`` the checks and digests of what stands in the
    title of a page, and so in the menus of others; ``unclean`` the files of which it was only advised that publishing
    cleans them.
    """

    written: Judged
    policy: Policy
    matcher: Matcher
    unclean: frozenset[str] = frozenset()
    styles: tuple[Rule, ...] = ()
    cache: Cache | None = None
    told: set[tuple[str, str, str]] = field(default_factory=set)
    titles: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for finding in self.written.findings:
            if finding.page in self.unclean and not finding.stops:
                continue
            self.told.add((finding.check, finding.digest, finding.page))
            page = self.written.pages.get(finding.page)
            if page is None or page.kind != "markdown" or _in_title(page, finding):
                self.titles.add((finding.check, finding.digest))

    def unless_clean(self, source: Source, part: str, read: Callable[[], list[Document]]) -> set[int]:
        """Judge the documents of a file, as :meth:`judge` does, unless the checks found nothing at all in them before.

        ``part`` is the SHA-256 of those of its bytes that are judged. What the checks find depends on nothing but these
        bytes, where they lie, and what the cache's context stands for; where a finding is told, on the other pages too.
        """
        key = self.cache.key("built", source.path, source.page, source.sha256, part) if self.cache else ""
        if self.cache and self.cache.is_clean(key):
            return set()
        undecided = len(self.written.undecided)
        lines = {line for document in read() for line in self.judge(document, lambda _: source.page)}
        if self.cache and not lines and len(self.written.undecided) == undecided:
            self.cache.put_clean(key)
        return lines

    def judge(self, document: Document, address: Callable[[Hit], str]) -> set[int]:
        """Add each new finding of a document to what was judged; return the lines (from 0) on which any stands.

        ``address`` says under which address of the site a hit is published.
        """
        lines: set[int] = set()
        for check, hit in hits_of(document, self.policy, self.matcher, self.written):
            finding = finding_of(check, hit, document, self.policy)
            lines.update(range(finding.place.line - 1, finding.place.end_line))
            finding = self._traced(hit, page_of(address(hit), self.written.pages), finding)
            known = (finding.check, finding.digest, finding.page)
            if not self._told(known, document) and not self._judged_already(finding, hit):
                self.told.add(known)
                self.written.findings.append(finding)
        return lines

    def _told(self, known: tuple[str, str, str], document: Document) -> bool:
        """Say whether a finding was told before: of its page, of a title, or, in a feed of many pages, of any."""
        if known in self.told or known[:2] in self.titles:
            return True
        gathers = document.kind in FEEDS or document.path.endswith(CALENDAR)
        return gathers and any(each[:2] == known[:2] for each in self.told)

    def _judged_already(self, finding: Finding, hit: Hit) -> bool:
        """Say whether a held judgement is of words that the written pass has judged on their page."""
        page = self.written.pages.get(finding.page)
        return finding.level is Level.HOLD and page is not None and normalised(hit.words) in normalised(page.plain.text)

    def _traced(self, hit: Hit, name: str, finding: Finding) -> Finding:
        """Return the finding at the place where its words were written, if that can be told."""
        page = self.written.pages.get(name)
        if page is None:
            return replace(finding, page="")
        text = page.text.casefold()
        begin = text.find(hit.words.casefold()) if hit.words else -1
        if begin < 0 or len(text) != len(page.text):
            said = (finding.check, finding.digest, name) in self.told
            return replace(finding, page=name if said or finding.level is Level.HOLD else "")
        place = place_of(page, begin, begin + len(hit.words))
        return replace(finding, path=page.path, page=name, place=place)


def _in_title(page: Document, finding: Finding) -> bool:
    """Say whether a finding stands in its page's settings or first heading."""
    lines = page.text.split("\n")
    line = finding.place.line - 1
    heading = next((n for n, words in enumerate(lines) if words.startswith("# ")), -1)
    return line == heading or lines[line].startswith("title:")
