"""What programs keep in a file beside all that its reader knows: names of controls, messages of cells, tags, old data.

Most of it says nothing to anybody, so no names are looked for in it; telephone numbers, addresses and the like are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

from policy_checks.documents.passage import Passage
from policy_checks.documents.zipped import Zipped
from policy_checks.reading import pattern

ATTRIBUTE = r"[A-Za-z]=(?:\"([^\"<>]*[ @][^\"<>]*)\"|'([^'<>]*[ @][^'<>]*)')"
BETWEEN = r">([^<>]*[ @][^<>]*)<"
LETTERS = 4  # fewer say nothing
MOST = 5_000  # values of one file
# Parts of an Office file that others made, or whose values are the names of letters and colours.
NOBODYS = ("[content_types].xml", "_rels/", "theme", "fonttable", "stylewithtextlevels", "latentstyles")
PARTS = (".xml", ".vml")


def worded(values: Iterable[str], said: str) -> Iterator[str]:
    """Yield each value once that says something in words, or is an address, and that was not said before."""
    known: set[str] = set()
    for each in values:
        value = each.strip()
        if value in known or len(known) > MOST:
            continue
        known.add(value)
        if sum(map(str.isalpha, value)) >= LETTERS and (" " in value or "@" in value) and value not in said:
            yield value


def of_package(members: Zipped, said: str) -> Iterator[Passage]:
    """Yield what the parts of an Office file say in words that its reader has not met, a passage a part."""
    for name in members.names:
        low = name.casefold()
        if low.endswith(PARTS) and not any(part in low for part in NOBODYS):
            text = members.read(name)
            values = (value for match in pattern(ATTRIBUTE).finditer(text) for value in match.groups() if value)
            words = [*values, *(match[1] for match in pattern(BETWEEN).finditer(text))]
            told = worded((unescape(each.decode("utf-8", "replace")) for each in words), said)
            yield Passage(f"what programs keep in it ({name.rpartition('/')[2]})", "\n".join(told), prose=False)
