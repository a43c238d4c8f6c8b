"""What stands around a candidate: the words beside it, its line, and what the paragraph speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from policy_checks.data import rows
from policy_checks.names.model import score_words
from policy_checks.names.public import members
from policy_checks.names.tokens import TOKEN

REACH = 90  # characters looked at on either side
BLOCK, MARGIN = 640, 160  # characters of a paragraph that are looked at together, and on either side of them
FAR = 8  # such pieces before a place in which the start of its paragraph is looked for
LINE = 320  # characters of a line looked at on either side
YEAR = 4  # digits


@cache
def topics() -> dict[str, tuple[str, ...]]:
    """Return the topics that each word speaks of."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("names_topics"):
        topic, _, listed = row.partition(": ")
        for word in listed.split():
            found[word] = (*found.get(word, ()), topic)
    return found


@cache
def groups() -> dict[str, str]:
    """Return the group of each word that often stands beside a name."""
    found: dict[str, str] = {}
    for row in rows("names_beside"):
        group, _, listed = row.partition(": ")
        found |= dict.fromkeys(listed.split(), group)
    return found


@dataclass(frozen=True)
class Block:
    """What a paragraph, or a part of a long one, speaks of: topics, and its words."""

    topics: tuple[str, ...]
    words: frozenset[str]

    @cached_property
    def weight(self) -> int:
        """Return what its words weigh, in thousandths, for every candidate in it."""
        return score_words(self.words)


class Context:
    """A text in which candidates stand. What it says of a paragraph is worked out once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._blocks: dict[int, Block] = {}

    @cached_property
    def members(self) -> frozenset[str]:
        """Return the surnames of the councillors that the text names as such."""
        return members(self.text)

    def beside(self, begin: int, end: int) -> tuple[list[str], list[str]]:
        """Return the three tokens before ``text[begin:end]``, nearest first, and the three after it."""
        left = TOKEN.findall(self.text, max(0, begin - REACH), begin)
        return left[-3:][::-1], TOKEN.findall(self.text, end, end + REACH)[:3]

    def block(self, at: int) -> Block:
        """Return what the paragraph around a place speaks of."""
        first = self.text.rfind("\n\n", max(0, at // BLOCK - FAR) * BLOCK, at) + 1
        begin = first + (at - first) // BLOCK * BLOCK
        if begin not in self._blocks:
            finish = self.text.find("\n\n", at, begin + BLOCK + MARGIN)
            finish = finish if finish >= 0 else begin + BLOCK + MARGIN
            self._blocks[begin] = _block(self.text[max(first, begin - MARGIN) : finish])
        return self._blocks[begin]

    def line(self, begin: int, end: int) -> tuple[str, str]:
        """Return what stands on the line before a place, and after it."""
        first = self.text.rfind("\n", max(0, begin - LINE), begin)
        last = self.text.find("\n", end, end + LINE)
        first = first + 1 if first >= 0 else max(0, begin - LINE)
        return self.text[first:begin], self.text[end : last if last >= 0 else end + LINE]


def _block(text: str) -> Block:
    tokens = frozenset(TOKEN.findall(text))
    table = topics()
    found = {topic for token in table.keys() & set(map(str.casefold, tokens)) for topic in table[token]}
    found |= {_age(token) for token in tokens if len(token) == YEAR and token.isdigit()}
    if "past" in found and "now" not in found and "present" not in found:
        found.add("past only")
    return Block(tuple(f"topic:{topic}" for topic in sorted(found - {"present", ""})), tokens)


def _age(year: str) -> str:
    """Say whether a number of four digits is a year of long ago, of our time, or none."""
    return "past" if "1000" < year < "1950" else "now" if "1990" < year < "2040" else ""
