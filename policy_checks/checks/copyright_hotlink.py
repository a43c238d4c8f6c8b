"""Pictures loaded from somebody else's website (clauses C08, C41)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.model import Area, Check, Document, Element, Hit, Level, Policy, Reading
from policy_checks.reading import hosts, scan

PICTURES = frozenset({"img", "source", "image", "style", "link", "picture", "input", "video", "attr_list"})
ATTRIBUTES = (
    "src",
    "srcset",
    "imagesrcset",
    "data-src",
    "data-srcset",
    "data-original",
    "lowsrc",
    "poster",
    "xlink:href",
)
DRAWN = frozenset({"image", "use", "feimage"})  # of SVG
STYLED = r"""(?i)(?:url\(|image-set\(|\bsrc\(|@import)\s*["']?[^)"';]{1,1000}|["']\s*(?:https?:)?//[^)"'\s]{1,1000}"""
SHARED = frozenset({"og:image", "og:image:url", "twitter:image", "thumbnail"})  # what other websites show of the page


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each picture whose address is on a host that is not the Council's."""
    for element in document.elements:
        values = " ".join(_addresses(element, document.text))
        if not all(map(policy.owns, hosts(values))):
            yield Hit(element.start, element.end, values)


def _addresses(element: Element, text: str) -> Iterator[str]:
    """Yield what makes a browser, or whoever shows the page, load a picture."""
    attributes = element.attributes
    if element.name in PICTURES:
        yield from (attributes.get(name, "") for name in ATTRIBUTES)
    if element.name in DRAWN:
        yield attributes.get("href", "")
    if element.name == "meta" and attributes.get("property", attributes.get("name", "")).casefold() in SHARED:
        yield attributes.get("content", "")
    yield attributes.get("background", "")
    styles = attributes.get("style", "") + (_sheet(element, text) if element.name == "style" else "")
    if styles:
        yield from (found.text for found in scan(STYLED, Reading(styles)))


def _sheet(element: Element, text: str) -> str:
    """Return the style sheet in a ``style`` element; Markdown's reader leaves it in the text."""
    return element.text or text[element.end : max(element.end, text.casefold().find("</style", element.end))]


CHECK = Check(
    id="copyright-hotlink",
    area=Area.COPYRIGHT,
    clause="C08",
    level=Level.REJECT,
    message="This picture is loaded from another website.",
    remedy="If the Council has the right to use it, save a copy under docs/images, and record that in registers/credits.yml. Otherwise take it out.",
    why="The picture is somebody else's, may change or vanish, and every reader's internet address is given to its owner.",
    find=find,
    on=("written",),
    fails=(
        "⟦<image href='https://pictures.example/a.png'>⟧",
        "⟦![The fete](https://pictures.example/fete.jpg)⟧",
        "⟦<img src='//cdn.example/a.png' alt='A'>⟧",
        "⟦![The fete][f]⟧\n\n[f]: https://pictures.example/fete.jpg",
        "⟦<img src='a.jpg' srcset='a.jpg 1x, https://cdn.example/a@2x.jpg 2x'>⟧",
        "⟦<img src='a.jpg' data-src='https://cdn.example/a.jpg'>⟧",
        "⟦<div style='background:url(https://cdn.example/a.jpg)'>⟧</div>",
        '⟦<p style=\'background:image-set("a.png" 1x, "https://cdn.example/a.png" 2x)\'>⟧',
        "⟦<style>⟧.a { background-image: url(//cdn.example/a.png) }</style>",
        "⟦<td background='https://cdn.example/a.gif'>⟧",
        "<svg>⟦<use href='https://cdn.example/icons.svg#a'/>⟧</svg>",
        "![A](a.jpg)⟦{: srcset='https://cdn.example/a.jpg 2x'}⟧",
        "⟦![A](<https://pictures.example/a b.jpg>)⟧",
        "⟦![A](&#104;ttps://pictures.example/a.jpg)⟧",
        "⟦<meta property='og:image' content='https://pictures.example/a.jpg'>⟧",
        "⟦<input type='image' src='https://pictures.example/a.jpg'>⟧",
        "⟦<video poster='https://pictures.example/a.jpg'>⟧</video>",
        "<picture>⟦<source srcset='https://cdn.example/a.webp 1x'>⟧</picture>",
    ),
    passes=(
        "![The fete](images/fete.jpg)",
        "[The fete's own pictures](https://pictures.example/fete.jpg)",
        "![Crest](https://www.bassingbourn.org/images/crest.png)",
    ),
)
