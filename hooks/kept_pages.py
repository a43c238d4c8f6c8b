"""Pages drawn before: Markdown that is the same, in the same surroundings, is not turned into HTML again.

What is kept lies in the user's own folder for caches, as plain JSON; where ``CI`` is set there is none. It is written after
the gate has passed a website, and holds that website's pages and no others: nothing that was refused or withheld. The
gate reads the built website all the same, whoever drew it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from logging import getLogger
from logging.handlers import QueueHandler
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import markdown
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from policy_checks.cache import cache_file

LAST = -3000  # after the gate, and after every page is known
# Extensions that look at nothing but the page. With any other, nothing is kept.
PURE = frozenset({"abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists", "tables", "toc"})  # fmt: skip
DRAWN = frozenset(
    {"content", "toc", "_title_from_render", "present_anchor_ids", "links_to_anchors"}
)  # what Page.render sets
MALFORMED = (AttributeError, KeyError, TypeError, ValueError)  # what comes of an entry that is none
state = {"preview": False}
place: Path | None = None
context = ""
known: dict[str, Any] = {}
used: dict[str, Any] = {}


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001, FBT001 - MkDocs calls it so
    """Remember whether this is a preview, which shows what the gate would refuse: nothing of it is kept."""
    state["preview"] = command == "serve"


@event_priority(LAST)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read what was kept."""
    global place, context, known
    root = Path(config.config_file_path).parent
    place = cache_file(root, "json", os.environ) if PURE.issuperset(config.markdown_extensions) else None
    context = surroundings(files, config)
    used.clear()
    known = {}
    with suppress(OSError, *MALFORMED):
        known = dict(json.loads(place.read_bytes())) if place else {}
    return files


def surroundings(files: Files, config: MkDocsConfig) -> str:
    """Return a digest of all that a page's HTML depends on besides its Markdown and its place."""
    settings = Path(config.config_file_path)
    code = [settings, *(settings.parent / str(name) for name in config.hooks)]
    level = getLogger("mkdocs.structure.pages").getEffectiveLevel()
    told = (
        f"{sys.version} {mkdocs.__version__} {markdown.__version__} {level}",
        repr((config.markdown_extensions, config.mdx_configs, config.validation)),
        *(sha256(file.read_bytes()).hexdigest() for file in code),
        *(f"{file.src_uri}\0{file.url}\0{file.inclusion}" for file in files),
    )
    return sha256("\0\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG001
    """Have a page drawn by what was kept; MkDocs has no event for that."""
    if place:
        vars(page)["render"] = partial(draw, page)
    return page


def draw(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Draw a page from its Markdown, unless it was drawn before."""
    del vars(page)["render"]
    told = f"{context}\0{page.file.src_uri}\0{page.markdown}"
    key = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    with suppress(*MALFORMED):
        vars(page).update(drawn(known[key], files))
        used[key] = known[key]
        return
    if row := kept(page, config, files):
        used[key] = row


def kept(page: Page, config: MkDocsConfig, files: Files) -> dict[str, Any] | None:
    """Draw a page; return it as plain values, or None where MkDocs said something of it, which it is to say each time."""
    said: SimpleQueue[object] = SimpleQueue()
    listener = QueueHandler(said)
    loggers = [getLogger(name) for name in ("mkdocs", "MARKDOWN")]
    before = dict(vars(page))
    for logger in loggers:
        logger.addHandler(listener)
    try:
        page.render(config, files)
    finally:
        for logger in loggers:
            logger.removeHandler(listener)
    changed = {name for name, value in vars(page).items() if name not in before or before[name] is not value}
    return plain(page) if said.empty() and changed <= DRAWN else None


def plain(page: Page) -> dict[str, Any]:
    """Return what drawing gave a page as plain values."""
    links = page.links_to_anchors
    return {
        "content": page.content,
        "toc": [token(each) for each in page.toc],
        "title": page._title_from_render,  # noqa: SLF001 - MkDocs keeps it nowhere else
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": None if links is None else {file.src_uri: anchors for file, anchors in links.items()},
    }


def token(link: AnchorLink) -> dict[str, Any]:
    """Return a line of a table of contents as Python-Markdown gives it to MkDocs."""
    return {"name": link.title, "id": link.id, "level": link.level, "children": [token(each) for each in link.children]}


def drawn(row: Mapping[str, Any], files: Files) -> dict[str, Any]:
    """Return what ``plain`` made plain as MkDocs has it; raise one of MALFORMED for anything else."""
    links = row["links"]
    return {
        "content": str(row["content"]),
        "toc": get_toc(row["toc"]),
        "_title_from_render": row["title"],
        "present_anchor_ids": set(row["anchors"]),
        "links_to_anchors": None if links is None else {files.src_uris[uri]: dict(links[uri]) for uri in links},
    }


@event_priority(LAST)
def on_post_build(config: MkDocsConfig) -> None:  # noqa: ARG001
    """Keep the pages of this website, which has passed, and no others."""
    if place and used.keys() != known.keys() and not state["preview"]:
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            new = place.with_suffix(".new")
            new.write_text(json.dumps(used, separators=(",", ":")), encoding="utf-8")
            new.replace(place)
