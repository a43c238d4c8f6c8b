"""The documents to download that a page names, and those of a whole section: each with its date, format and size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from policy_checks.documents.asset import ATTACHMENTS

FORMATS = frozenset({*ATTACHMENTS, ".csv", ".tsv", ".txt"})
LINK = re.compile(r'<a [^>]*?href="(?P<to>[^"#?]+)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Download:
    """A document to download: its address from the front page, and its size in words."""

    url: str
    title: str
    date: date | None
    format: str
    size: str


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the templates the documents of a page, and of a section."""
    env.globals.update(
        documents_of=lambda page: documents_of(page, files),
        documents_under=lambda page: documents_under(page, files),
    )
    return env


def documents_of(page: Page, files: Files) -> Iterator[Download]:
    """Yield the documents that a page names in its settings; raise PluginError for one that is not beside the page."""
    listed = page.meta["documents"]
    for each in listed if isinstance(listed, list) else ():
        if not isinstance(each, dict):  # a preview draws a page whose settings are still to be mended
            continue
        name = str(each.get("file", ""))
        file = files.get_file_from_path(join(dirname(page.file.src_uri), name))
        if file is None or file.abs_src_path is None:
            raise PluginError(
                f"docs/{page.file.src_uri}: there is no document {name!r} in the same folder. Put it there, or mend its name."
            )
        yield download(file, str(each.get("title", name)), each.get("date"))


def download(file: File, title: str, when: object) -> Download:
    """Return what is told of a file of docs/."""
    size = size_in_words(Path(str(file.abs_src_path)).stat().st_size)
    kind = PurePosixPath(file.src_uri).suffix[1:].upper()
    return Download(file.url, title, when if isinstance(when, date) else None, kind, size)


def size_in_words(size: int) -> str:
    """Return a size in bytes as people read it: 1 KB at least."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} KB"


def documents_under(section: Page, files: Files) -> list[Download]:
    """Return the documents that the pages of a section name or link to, the latest first.

    Where a page of the same name stands beside a document, the page comes before it.
    """
    pages = [file.page for file in files.documentation_pages() if file.page and file.page.url.startswith(section.url)]
    pages.sort(key=lambda page: (str(page.meta.get("date") or ""), page.url), reverse=True)
    found: dict[str, Download] = {}
    for page in pages:
        for each in (*(documents_of(page, files) if page.meta.get("documents") else ()), *_linked(page, files)):
            found.setdefault(each.url, each)
    return list(_pages_first(found, files))


def _linked(page: Page, files: Files) -> Iterator[Download]:
    """Yield each document that a page's words link to, under the words of the link and the date of the page."""
    for link in LINK.finditer(page.content or ""):
        file = files.src_uris.get(normpath(join(dirname(page.url), unquote(unescape(link["to"])))))
        if file is None or file.abs_src_path is None or Path(file.src_uri).suffix.casefold() not in FORMATS:
            continue
        yield download(file, unescape(TAG.sub("", link["words"])).strip() or file.name, page.meta.get("date"))


def _pages_first(found: dict[str, Download], files: Files) -> Iterator[Download]:
    """Yield each document, after the page of the same name where there is one."""
    told: set[str] = set()
    for each in found.values():
        twin = files.get_file_from_path(str(PurePosixPath(unquote(each.url)).with_suffix(".md")))
        if twin and twin.page:
            title = str(twin.page.title)
            if title not in told:
                yield Download(twin.page.url, title, each.date, "Page", "")
            told.add(title)
            each = replace(each, title=f"{title} ({each.format})")
        yield each
