"""Pictures and scans looked at, where policy.yml has it done: what is seen in them goes with what is read (sight.py sees)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from policy_checks.documents.passage import Passage
from policy_checks.documents.sight import WORDS
from policy_checks.documents.source import Source

MOST = 40  # pages of a scan that are read; one with more stays unread
UNREAD, UNREAD_PAGE = "unread", "unread page"

See = Callable[[str, bytes, int, list[str]], dict[str, Any]]  # name, bytes, page, what to look for


def looked(source: Source, kind: str, found: list[Passage], see: See) -> tuple[list[Passage], int]:
    """Return the passages of a file with what is seen in it, and how many people's faces are.

    A page whose words are all read for certain is no longer unread. Raises UnreadableError when it cannot be looked at.
    """
    if kind == "picture" and source.looks:
        view = see(source.path, source.data, 1, sorted(source.looks))
        return [*found, Passage("the words in the picture", view["words"])], int(view["people"])
    if WORDS in source.looks and source.path.casefold().endswith(".pdf"):
        return _scanned(source, found, see), 0
    return found, 0


def _scanned(source: Source, found: list[Passage], see: See) -> list[Passage]:
    """Return the passages of a PDF with the words of each page that was unread."""
    whole = UNREAD in found[0].problems
    waiting = [each.place for each in found if UNREAD_PAGE in each.problems and not whole]
    views: dict[str, dict[str, Any]] = {}
    pages = MOST if whole else 0
    for number in range(1, MOST + 1):
        place = f"page {number}"
        if number <= pages or place in waiting:
            views[place] = see(source.path, source.data, number, [WORDS])
            pages = min(pages, views[place]["pages"])
    sure = {place for place, view in views.items() if view["sure"]}
    read = [Passage(f"{place}, read from the picture", view["words"]) for place, view in views.items() if view["words"]]
    done = bool(read) and len(sure) == max((view["pages"] for view in views.values()), default=0)
    return [_without(each, sure, whole_done=done) for each in found] + read


def _without(passage: Passage, sure: set[str], *, whole_done: bool) -> Passage:
    gone = {UNREAD} if whole_done and not passage.place else {UNREAD_PAGE} if passage.place in sure else set[str]()
    return replace(passage, problems=tuple(each for each in passage.problems if each not in gone))
