"""What readers see of registers/credits.yml: a credit under each picture, and a page that lists every work.

Pure: HTML and entries in, HTML out; hooks/credits.py turns the builder's events into calls. The credit is marked up as a
schema.org ImageObject by microdata: it is then the very words that are shown, needs no script, and cannot drift from them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from policy_checks.credits import LINES, OGL, OGL_LINK, SCHEMA, entry_for, lacking
from policy_checks.model import UnreadableError
from policy_checks.policy import read_policy
from policy_checks.registers import Entry, read_registers

PAGE = "credits.md"
IMAGE = 'itemscope itemtype="https://schema.org/ImageObject"'
WORK = 'itemscope itemtype="https://schema.org/MediaObject"'
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".svg", ".tif", ".tiff", ".ico")
WORDS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "strong", "em", "a", "summary"})  # hold no figure
INTRODUCTION = """# Credits

Every picture and file on this website, who made it, and the right by which it is shown. The words of the pages are the Council's
own unless they say otherwise.

A computer compares what is published here with this list, with what the files say of themselves, and with works that the
Council knows to be others'. It cannot compare it with everything published elsewhere. If something here is yours and should not
be, please tell the Clerk: [{clerk}](mailto:{clerk}).
"""


@dataclass(frozen=True)
class Credits:
    """The entries of credits.yml with the sentence of each basis; ``used`` maps a file to the pages that show it."""

    entries: Sequence[Entry]
    lines: Mapping[str, str] = field(default_factory=lambda: LINES)
    used: dict[str, dict[str, None]] = field(default_factory=dict)

    def line(self, entry: Entry) -> str:
        """Return the credit of an entry as HTML, with a link to its licence."""
        words = self.lines[entry.text("basis")].format_map({name: entry.text(name) for name in SCHEMA})
        named, link = (OGL, OGL_LINK) if entry.text("basis") == "ogl" else (entry.text("licence"), entry.text("link"))
        shown = escape(words.replace("..", "."))
        if not named or not link:
            return shown
        return shown.replace(escape(named), f'<a itemprop="license" href="{escape(link)}">{escape(named)}</a>', 1)

    def of(self, file: str) -> Entry | None:
        """Return the entry of a file, if it has one from which a credit can be made."""
        entry = entry_for(self.entries, file)
        return entry if entry is not None and not lacking(entry) else None

    def captioned(self, html: str, url: str, page: str) -> str:
        """Return a page's content with a credit under each picture that is not decorative (has alternative text).

        ``url`` is the page's address from the front page on, ``page`` its file; what the page shows or links to is noted.
        """
        tree = LexborHTMLParser(html)
        changed = False
        for element, address in list(_addresses(tree)):
            file = resolved(address, url)
            self.used.setdefault(file, {})[page] = None
            entry = self.of(file)
            if entry is not None and element.tag == "img" and (element.attributes.get("alt") or "").strip():
                _caption(element, self.line(entry))
                changed = True
        return str(tree.body.inner_html) if changed and tree.body is not None else html

    def listed(self, files: Iterable[str], pages: Mapping[str, tuple[str, str]], front: str) -> str:
        """Return the list of every work as HTML.

        ``pages`` maps a page to its title and its address from the list's page, from which ``front`` leads to the front page.
        """
        items = [
            self._item(file, entry, pages, front) for file in sorted(files) if (entry := self.of(file)) is not None
        ]
        return f'<ul class="credits">{"".join(items)}</ul>' if items else "<p>There are no pictures or files yet.</p>"

    def _item(self, file: str, entry: Entry, pages: Mapping[str, tuple[str, str]], front: str) -> str:
        shown = [pages[page] for page in self.used.get(file, ()) if page in pages]
        links = ", ".join(f'<a href="{escape(url)}">{escape(title)}</a>' for title, url in shown)
        title, address = pages.get(file, (file.rpartition("/")[2], front + quote(file)))
        kind = IMAGE if file.casefold().endswith(PICTURES) else WORK
        return (
            f'<li {kind}><strong itemprop="name">{escape(entry.text("what"))}</strong> '
            f'(<a itemprop="contentUrl" href="{escape(address)}">{escape(title)}</a>). '
            f'<span itemprop="creditText">{self.line(entry)}</span> {f"Shown on: {links}." if links else ""}</li>'
        )


def open_credits(root: Path) -> tuple[Credits, str]:
    """Return the credits of the project that lies in ``root``, and the words that begin the page that lists them.

    Where a register cannot be relied on there are no credits: the gate refuses such a website anyway.
    """
    try:
        policy, registers = read_policy(root / "policy.yml"), read_registers(root / "registers")
    except UnreadableError:
        return Credits(()), "# Credits\n"
    return Credits(registers.entries["credits"], policy.credit_lines), INTRODUCTION.format(clerk=policy.clerk_email)


def resolved(address: str, url: str) -> str:
    """Return the file (relative to docs/) that an address on the page ``url`` leads to; empty for another website's."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(url), unquote(parts.path)))
    return path.lstrip("/")


def _addresses(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """Yield each element that shows or links to a file, with each address it gives."""
    for element in tree.css("img, source, a[href], video, audio, object, image"):
        attributes = element.attributes
        for name in ("src", "href", "data", "poster", "xlink:href"):
            if value := attributes.get(name):
                yield element, value
        for candidate in (attributes.get("srcset") or "").split(","):
            if value := candidate.strip().partition(" ")[0]:
                yield element, value


def _caption(image: LexborNode, line: str) -> None:
    """Put the credit under a picture: in a figure, or, among words, in the line with it."""
    image.attrs["itemprop"] = "contentUrl"
    outer = _alone_in(image, ("picture", "a"))
    figure = _above(outer, "figure")
    if figure is not None:
        _into_figure(figure, line)
        return
    outer = _alone_in(outer, ("p",))
    inner = str(outer.inner_html) if outer.tag == "p" else str(outer.html)
    parent = outer.parent
    if parent is not None and parent.tag in WORDS:
        made = (
            f'<span class="credited" {IMAGE}>{inner} <small class="credit" itemprop="creditText">{line}</small></span>'
        )
    else:
        made = f'<figure class="credited" {IMAGE}>{inner}<figcaption class="credit" itemprop="creditText">{line}</figcaption></figure>'
    outer.replace_with(_node(made))


def _into_figure(figure: LexborNode, line: str) -> None:
    """Add the credit to the caption of a figure that the page's writer made."""
    figure.attrs["itemscope"] = ""
    figure.attrs["itemtype"] = "https://schema.org/ImageObject"
    caption = figure.css_first("figcaption")
    if caption is None:
        figure.insert_child(_node(f'<figcaption class="credit" itemprop="creditText">{line}</figcaption>'))
    else:
        caption.insert_child(_node(f'<small class="credit" itemprop="creditText"> {line}</small>'))


def _alone_in(node: LexborNode, tags: tuple[str, ...]) -> LexborNode:
    """Return the outermost of these elements around a node that holds no words; the node itself where there is none."""
    while (parent := node.parent) is not None and parent.tag in tags and not parent.text().strip():
        if len(parent.css("img")) > 1:
            break
        node = parent
    return node


def _above(node: LexborNode, tag: str) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above


def _node(html: str) -> LexborNode:
    made = LexborHTMLParser(html).css_first("body > *")
    assert made is not None  # noqa: S101 - our own HTML
    return made
