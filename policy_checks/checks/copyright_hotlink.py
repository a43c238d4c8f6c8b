"""Pictures loaded from somebody else's website (clauses C08, C41)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.reading import hosts

PICTURES = frozenset({"img", "source", "image", "style", "link", "picture", "input", "video"})
ATTRIBUTES = ("src", "srcset", "data-src", "poster", "xlink:href")


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each picture whose address is on a host that is not the Council's."""
    for element in document.elements:
        if element.name not in PICTURES:
            continue
        values = " ".join(element.attributes.get(name, "") for name in ATTRIBUTES)
        if element.name == "image":
            values += " " + element.attributes.get("href", "")
        if not all(map(policy.owns, hosts(values))):
            yield Hit(element.start, element.end, values)


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
        "<picture>⟦<source srcset='https://cdn.example/a.webp 1x'>⟧</picture>",
    ),
    passes=(
        "![The fete](images/fete.jpg)",
        "[The fete's own pictures](https://pictures.example/fete.jpg)",
        "![Crest](https://www.bassingbourn.org/images/crest.png)",
    ),
)
