"""Every picture and attachment has an entry in registers/credits.yml (clauses C08, C17, C26d)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.model import Area, Check, Document, Hit, Level, Policy

FILES = frozenset({"picture", "attachment", "font", "svg"})


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield the file itself: the register of credits is what lets it through."""
    if document.kind in FILES:
        yield Hit(0, 0, f"{document.page} {document.sha256}")
        return
    for element in document.elements:
        if element.name in {"img", "source", "image"} and element.attributes.get("src", "").casefold().startswith(
            "data:"
        ):
            yield Hit(element.start, element.end, element.attributes["src"])


CHECK = Check(
    id="copyright-credit",
    area=Area.COPYRIGHT,
    clause="C08",
    level=Level.REJECT,
    message="registers/credits.yml does not say who made this file, or by what right it is used.",
    remedy="Fill these lines into registers/credits.yml (or run `policy-checks credits add`), or take the file out.",
    why="Having a picture is not a right to publish it, and a credit is not a right either. The entry records both. A picture "
    "written into the page itself (data:) has no file to record: save it as a file.",
    find=find,
    on=("written",),
    excused_by="credits",
    fails=("⟦![The green](data:image/png;base64,iVBORw0KGgo=)⟧", "⟦<img src='data:image/gif;base64,R0lGOD' alt=''>⟧"),
    passes=("![The green](../images/green.jpg)", "The data: see the table.", "[Accounts](accounts.pdf)"),
)
