"""Pages that would not be published as they look (clause C17: “be accurate”)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.model import Area, Check, Document, Hit, Level, Policy

REMEDIES = {
    "byte-order mark": "Save the page again as “UTF-8”, without “BOM”.",
    "unclosed settings": "Close the settings at the top with a line of three hyphens.",
    "settings not at the top": "Move the first line of three hyphens to the very beginning of the page.",
    "bare setting": "Put an empty line above it, or a heading, so that the line is printed.",
}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what the page's reader met at the top of the page."""
    for problem in document.problems:
        if remedy := REMEDIES.get(problem.kind):
            yield Hit(problem.start, problem.end, problem.kind, remedy=remedy)


CHECK = Check(
    id="integrity-page",
    area=Area.INTEGRITY,
    clause="C17",
    level=Level.REJECT,
    message="The top of this page would be dropped or shown wrongly: its first lines would be taken for settings, or settings for text.",
    remedy="Put the settings between two lines of three hyphens at the very top.",
    why="Programs differ over settings that are not between two lines of three hyphens at the very top: one drops them, another "
    "prints them.",
    find=find,
    on=("written",),
    kinds=frozenset({"markdown"}),
    fails=(
        "⟦status: draft⟧\n\nThe meeting was held.",
        "⟦---⟧\ntitle: Notice\n\nThe road is closed.",
        "⟦ ---⟧\ntitle: Notice\n---\n",
        "⟦\ufeff⟧# Notice",
    ),
    passes=(
        "---\ntitle: Notice\n---\n\nThe road is closed.",
        "# Notice\n\nstatus: draft",
        "---\n\nAfter a rule.",
        "The status is: draft",
    ),
)
