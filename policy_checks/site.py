"""The built pass: every byte under site/, as a resident's browser would get it.

What the theme ships is known by its pinned hash; what was copied from docs/ was judged there; lines that stand on many
pages are judged once. A finding is traced back to the page that it was written on, and never told twice.
"""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from policy_checks.data import rows
from policy_checks.documents import read
from policy_checks.documents.html import parse
from policy_checks.documents.source import Source, decode
from policy_checks.documents.text import search_entries
from policy_checks.judge import Fault, Judged, finding_of, hits_of, relative
from policy_checks.matching import Matcher
from policy_checks.model import Document, Finding, Hit, Policy, Surface, Undecided, UnreadableError, place_of
from policy_checks.reading import pattern

SEARCH_INDEX = "search/search_index.json"
# What one line of HTML may not be read without: scripts, styles, comments and tags that run over several lines.
UNBROKEN = (
    r"(?is)<script\b.*?</script|<style\b.*?</style|<textarea\b.*?</textarea|<!--.*?-->"
    r"""|<[a-z/](?:[^>"'\n]|"[^"\n]*"|'[^'\n]*')*(?:\n|"[^"\n]*\n[^"]*"|'[^'\n]*\n[^']*')(?:[^>"']|"[^"]*"|'[^']*')*>"""
)


@cache
def theme_files() -> frozenset[str]:
    """Return the SHA-256 of each file that the theme ships (data/theme_files.txt)."""
    return frozenset(row.split()[0] for row in rows("theme_files"))


@dataclass
class Chrome:
    """Lines of HTML that were judged before, and in which nothing was found."""

    seen: set[bytes] = field(default_factory=set)

    def fresh(self, data: bytes) -> tuple[bytes, list[tuple[int, int, bytes]]]:
        """Return the page with every line that was judged before left blank, and its groups.

        A group is (first line, line after the last, bytes): lines that only make sense together. The neighbours of a
        fresh group are kept, so that words which run over a line end are seen whole.
        """
        lines = data.split(b"\n")
        groups = list(_groups(data, lines))
        known = [group[2] in self.seen for group in groups]
        for number, (first, last, _) in enumerate(groups):
            if all(known[max(0, number - 1) : number + 2]):
                lines[first:last] = [b""] * (last - first)
        return b"\n".join(lines), groups

    def learn(self, groups: list[tuple[int, int, bytes]], found: list[int]) -> None:
        """Remember the groups in which nothing was found; ``found`` holds line numbers from 0, in order."""
        for first, last, text in groups:
            if bisect_right(found, first - 1) == bisect_right(found, last - 1):
                self.seen.add(text)


def _groups(data: bytes, lines: list[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Yield the groups of lines in order."""
    joined = _joined(data)
    first = 0
    for number in range(1, len(lines) + 1):
        if number not in joined:
            yield first, number, lines[first] if number == first + 1 else b"\n".join(lines[first:number])
            first = number


def _joined(data: bytes) -> set[int]:
    """Return the numbers of the lines that belong to the line above them."""
    joined: set[int] = set()
    at, line = 0, 0
    for match in pattern(UNBROKEN).finditer(data):
        inside = data.count(b"\n", *match.span())
        if inside:
            line += data.count(b"\n", at, match.start())
            joined.update(range(line + 1, line + inside + 1))
            at, line = match.end(), line + inside
    return joined


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
    candidates = (f"{stem}.md", f"{folder}index.md", f"{folder}README.md", f"{stem}.markdown", name)
    return next((page for page in candidates if page in pages), "")


def judge_site(site: Path, root: Path, policy: Policy, matcher: Matcher, written: Judged) -> None:
    """Judge every file of a built site, adding what the written pages did not show already to ``written``."""
    tracer = Tracer(written, policy, matcher, {(f.check, f.digest) for f in written.findings})
    chrome = Chrome()
    for name, reason in site_files(site):
        path = relative(site / name, root)
        if reason:
            written.undecided.append(Undecided(path, reason))
            continue
        try:
            _judge_file(Source(path, name, Surface.BUILT, (site / name).read_bytes()), tracer, chrome)
        except UnreadableError as error:
            written.undecided.append(Undecided(path, str(error)))
        except Fault as error:
            written.undecided.append(Undecided(path, f"reading it failed ({type(error).__name__})"))


def _judge_file(source: Source, tracer: Tracer, chrome: Chrome) -> None:
    name = source.page
    tracer.written.documents += 1
    if hashlib.sha256(source.data).hexdigest() in {tracer.written.files.get(name), *theme_files()}:
        return
    if name == SEARCH_INDEX:
        for location, entry in search_entries(source):
            tracer.judge(replace(entry, page=page_of(location.partition("#")[0], tracer.written.pages)))
    elif name.endswith((".html", ".htm")):
        _judge_html(source, tracer, chrome)
    else:
        for document in read(source):
            tracer.judge(document)


def _judge_html(source: Source, tracer: Tracer, chrome: Chrome) -> None:
    decode(source.data)
    fresh, groups = chrome.fresh(source.data)
    document = parse(source, decode(fresh), "html")
    page = page_of(source.page, tracer.written.pages)
    lines = tracer.judge(replace(document, page=page))
    chrome.learn(groups, sorted(lines))


@dataclass
class Tracer:
    """Judges built documents, and says where each finding was written."""

    written: Judged
    policy: Policy
    matcher: Matcher
    told: set[tuple[str, str]]  # check and digest

    def judge(self, document: Document) -> list[int]:
        """Add each new finding of a document to what was judged; return the lines (from 0) on which any stands."""
        lines: list[int] = []
        for check, hit in hits_of(document, self.policy, self.matcher, self.written):
            finding = finding_of(check, hit, document, self.policy)
            lines.extend(range(finding.place.line - 1, finding.place.end_line))
            if (check.id, finding.digest) not in self.told:
                self.told.add((check.id, finding.digest))
                self.written.findings.append(self._traced(hit, document, finding))
        return lines

    def _traced(self, hit: Hit, document: Document, finding: Finding) -> Finding:
        """Return the finding at the place where its words were written, if that can be told."""
        page = self.written.pages.get(document.page)
        if page is None:
            return finding
        begin = page.text.casefold().find(hit.words.casefold()) if hit.words else -1
        if begin < 0 or len(page.text.casefold()) != len(page.text):
            return replace(finding, page="")
        return replace(finding, path=page.path, place=place_of(page, begin, begin + len(hit.words)))
