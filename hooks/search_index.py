"""The search index: which words stand on which page, in small files of which a search fetches only those it needs.

``search/pages.json`` holds each page's address, title, section and date; ``search/words/xx.json`` each word that begins with
those two letters, with the numbers of its pages and how often it stands there. Plain JSON, so the gate reads it all.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

TAG = re.compile(r"<[^>]*>")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")  # where accents may be
WORD = re.compile(r"[a-z0-9]{2,}")
IN_TITLE = 10  # a word of the title counts for as many in the text
COMMON = 0.6  # a word on a greater share of the pages than this says nothing about any of them
FEW = 50  # pages: a website with fewer has no common words
pages: list[tuple[Page, Counter[str]]] = []


def on_pre_build(config: MkDocsConfig) -> None:  # noqa: ARG001
    """Begin with no page."""
    pages.clear()


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Count the words of a page."""
    if page.url != "search/" and not page.meta.get("withheld"):
        pages.append((page, words_of(str(page.title or ""), page.content or "")))
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Write the index into the site."""
    write_index(Path(config.site_dir, "search"), [entry(page) for page, _ in pages], [words for _, words in pages])


def write_index(folder: Path, entries: list[list[str]], counts: list[Counter[str]]) -> None:
    """Write the index of pages (address, title, section, date), and how often each word stands on each, into a folder."""
    (folder / "words").mkdir(parents=True, exist_ok=True)
    index = index_of(counts)
    common = sorted(
        word for word, found in index.items() if len(counts) > FEW and len(found) > COMMON * len(counts) * 2
    )
    write(folder / "pages.json", {"common": common, "pages": entries})
    for letters, words in shards(index, frozenset(common)):
        write(folder / "words" / f"{letters}.json", words)


def words_of(title: str, html: str) -> Counter[str]:
    """Return how often each word stands on a page; a word of its title counts as ten more."""
    counts = Counter(WORD.findall(plain(TAG.sub(" ", html))))
    for word in WORD.findall(plain(title)):
        counts[word] += IN_TITLE
    return counts


def plain(text: str) -> str:
    """Return a text in small letters, without accents and apostrophes."""
    bare = unicodedata.normalize("NFKD", text.replace("&#39;", "").replace("'", "").replace("’", ""))
    return BEYOND_ASCII.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], bare).casefold()


def index_of(counts: list[Counter[str]]) -> dict[str, list[int]]:
    """Return for each word the numbers of its pages, each followed by its count there."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(counts):
        for word, count in words.items():
            index[word] += (number, count)
    return index


def shards(index: Mapping[str, list[int]], common: frozenset[str]) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """Yield the words that begin with the same two letters, with those letters, in order."""
    parts: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for word in sorted(index.keys() - common):
        parts[word[:2]][word] = index[word]
    yield from parts.items()


def entry(page: Page) -> list[str]:
    """Return a page's address, title, section's folder and date."""
    folder = page.file.src_uri.rpartition("/")[0].partition("/")[0]
    return [page.url, unescape(str(page.title or "")), folder, str(page.meta.get("date", ""))]


def write(file: Path, value: object) -> None:
    """Write JSON without spaces: the same pages give the same bytes."""
    file.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
