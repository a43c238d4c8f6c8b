"""Program code in pages: scripts, event handlers, links that run code, forms to elsewhere (clause C41)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from policy_checks.data import words
from policy_checks.model import Area, Check, Document, Element, Hit, Level, Policy, Surface
from policy_checks.reading import ADDRESSES, hosts, pattern

SCHEMES = ("javascript:", "vbscript:", "data:text", "data:application", "data:image/svg")
DATA = frozenset({"application/json", "application/ld+json"})  # a script element of this type only holds data
HANDLER = r"^on[a-z]{3,}$"
SCOPE = rb'new URL\("[./]*",location\)'  # the theme's own scripts name the way up to the front page


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each element that runs code, takes the reader away by itself, or sends a form to another host."""
    if document.kind == "script":
        yield Hit(0, min(1, len(document.text)), document.page or document.path)
        return
    for element in document.elements:
        if _runs(element, document.surface) or _leads_away(element, policy):
            yield Hit(element.start, element.end, element.name + " ".join(element.attributes.values()) + element.text)


def _runs(element: Element, surface: Surface) -> bool:
    if element.name == "script" and element.attributes.get("type", "").casefold() not in DATA:
        return surface is Surface.WRITTEN or not _of_theme(element)
    if any(pattern(HANDLER).search(name) for name in element.attributes) or "srcdoc" in element.attributes:
        return True
    return any(_scheme(value) for name, value in element.attributes.items() if name in ADDRESSES or "href" in name)


def _scheme(address: str) -> bool:
    bare = "".join(character for character in address if character > " ").casefold()
    return bare.startswith(SCHEMES)


def _of_theme(script: Element) -> bool:
    """Say whether a built script is a file of this site, which is judged by itself, or the theme's own words."""
    if "src" in script.attributes:
        return not script.text.strip() and not hosts(script.attributes["src"])
    text = pattern(SCOPE.decode()).sub(b'new URL(".",location)', script.text.strip().encode())
    return hashlib.sha256(text).hexdigest() in words("theme_scripts")


def _leads_away(element: Element, policy: Policy) -> bool:
    if element.name == "base" or (
        element.name == "meta" and "refresh" in element.attributes.get("http-equiv", "").casefold()
    ):
        return True
    action = element.attributes.get("action", "") + " " + element.attributes.get("formaction", "")
    return not all(map(policy.owns, hosts(action)))


CHECK = Check(
    id="integrity-markup",
    area=Area.INTEGRITY,
    clause="C41",
    level=Level.REJECT,
    message="This is program code, or something that takes the reader elsewhere by itself.",
    remedy="Take it out. Write it as ordinary words and links; the website needs no code of its own.",
    why="Code in a page can read what a visitor types, load things from other organisations, or show something else than was judged.",
    find=find,
    on=("written",),
    fails=(
        "⟦<script>⟧var a = 1;</script>",
        "⟦<p onclick='go()'>⟧Words</p>",
        '[Words](a.md)⟦{: onmouseover="go()"}⟧',
        "⟦[Words](javascript:go())⟧",
        "⟦<a href=' java\tscript:go()'>⟧Words</a>",
        "⟦<form action='https://forms.example/post'>⟧</form>",
        "⟦<meta http-equiv='refresh' content='0; url=x.html'>⟧",
        "⟦<base href='/'>⟧",
        "⟦[Words](data:text/html;base64,PGI+)⟧",
    ),
    passes=(
        "Only `<script>` in code is shown as text.",
        "```\n<p onclick='go()'>\n```\n",
        '[Words](a.md){: .button title="On click" }',
        '<script type=\'application/ld+json\'>{"name": "Council"}</script>',
        "<form action='/search'></form>",
        "The word javascript: it is a language.",
    ),
)
