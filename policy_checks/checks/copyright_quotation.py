"""Long quotations that do not say where they come from (clause C17: “give credit where credit is due”)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.data import rows
from policy_checks.model import Area, Check, Document, Hit, Level, Policy, Reading, Surface, hit
from policy_checks.reading import scan

LONG = 25  # words from which a quotation needs its source
# A passage between quotation marks, in one paragraph; or a paragraph that begins with a mark which the next ones go on from.
MARKED = (
    r"“(?:[^“”\n]|\n[^\n“”])*(?:”|\n\n|\z)|\"(?:[^\"\n]|\n[^\n\"])*\"(?:[\s.,;:)\]]|\z)"
    r"|«[^«»]*(?:»|\z)|(?:^|[\s(])‘(?:[^‘\n]|\n[^\n‘])*’(?:[\s.,;:)\]]|\z)"
)
BLOCK = r"(?m)(?:^[ ]{0,3}>[^\n]*(?:\n|\z))+"
TAGGED = r"(?is)<(?:blockquote|q)\b[^>]*>.*?</(?:blockquote|q)\s*>"
BEFORE, AFTER = 320, 220  # characters in which a source is looked for
SOURCED = "(?i)" + "|".join(rows("sources"))
CITED = r"\]\(|\]\[|https?://|\[\^|<cite|\bcite="
# A quotation that names its source itself: by a link, a dash, a signature, brackets at its end, or as a petition does.
INSIDE = (
    CITED + r"|\n[\s>]*(?:—|–|--)\s?\S|[.!?”\"’]\s*(?:—|–)\s*[A-Z][^\n]{2,60}\n?\z|\n[\s>]*\([^()\n]{3,120}\)\s*\z"
    r"|[”\"’],?\s+(?:said|wrote|says)\b|\n[ ]*>?[ ]*\n[ >]*[A-Z][^\n.!?]{2,60}\s*\z|(?i:\bwe,? the undersigned\b)"
)
CALLOUT = r"(?i)^[\s>]*(?:\*\*|__|<strong>|#{1,6}\s|\[!|!!!|\?\?\?)"


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each quotation of 25 words or more with no source in it, before it or after it."""
    if document.surface is Surface.BUILT:  # what is built is what was written, and there may be only a part of it here
        return
    written = document.readings["written"]
    for source, reading in ((MARKED, written), (MARKED, document.plain), (BLOCK, written), (TAGGED, written)):
        for found in scan(source, reading):
            callout = source == BLOCK and next(scan(CALLOUT, Reading(found.text)), None)
            begin, end = reading.source(found.start, found.end)
            if len(found.text.split()) >= LONG and not callout and not _sourced(written.text, begin, end):
                yield hit(reading, found.start, found.start + len(found.text.rstrip()))


def _sourced(text: str, start: int, end: int) -> bool:
    """Say whether the words round a quotation, in its paragraph and those beside it, say where it is from."""
    before = text[max(0, start - BEFORE) : start].rsplit("\n\n", 2)[-2:]
    after = text[end : end + AFTER].split("\n\n", 2)[:2]
    around = Reading("\n".join([*before, "…", *after]))
    if next(scan(SOURCED, around), None) is not None or next(scan(CITED, around), None) is not None:
        return True
    return next(scan(INSIDE, Reading(text[start:end])), None) is not None


CHECK = Check(
    id="copyright-quotation",
    area=Area.COPYRIGHT,
    clause="C17",
    level=Level.HOLD,
    message="This is a long quotation, and nothing beside it says whose words it is.",
    remedy="Say who said or wrote it, and where, before or after it. If they are the Council's own words, take the quotation marks out.",
    why="The law lets a quotation be used with its source (Copyright, Designs and Patents Act 1988, section 30(1ZA)). Short ones are left alone.",
    find=find,
    triggers=(r"[“\"‘«]|&(?:[lr]?[dl]?s?quot?|#)", r"(?m)^[ ]{0,3}>", "(?i)<(?:blockquote|q)"),
    on=("written",),
    kinds=frozenset({"markdown", "html"}),
    excused_by="credits",
    fails=(
        "# News\n\n⟦“" + "the old pump stood on the green for many years and was loved by all " * 2 + "”⟧\n",
        "# News\n\n⟦> "
        + "the old pump stood on the green for many years and was loved by all\n> " * 2
        + "so it was.⟧\n",
        "# News\n\n⟦<blockquote>"
        + "the old pump stood on the green for many years and was loved by all " * 2
        + "</blockquote>⟧\n",
        '# News\n\n⟦"' + "the old pump stood on the green for many years and was loved by all " * 2 + '"⟧\n',
    ),
    passes=(
        "The Royston Crow wrote: “"
        + "the old pump stood on the green for many years and was loved by all " * 2
        + "”\n",
        "> "
        + "the old pump stood on the green for many years and was loved by all\n> " * 2
        + "\n> — The Royston Crow\n",
        "“"
        + "the old pump stood on the green for many years and was loved by all " * 2
        + "” ([The Crow](https://crow.example/))\n",
        "The sign says “No parking”.",
        "> **Note:** " + "the hall is closed on Mondays while the floor is laid and the walls are painted " * 2,
    ),
)
