"""What stands on many built pages alike: judged once, and then told from what is new by its lines.

A browser reads a page from its first byte to its last, so a line may be judged by itself only where it is *closed*: a
reader that comes to it between two tags leaves it between two tags. Lines that are not closed are judged in the run of
lines that they belong to, and a page that holds an unknown one is taken apart with care.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from itertools import accumulate, compress, count

from policy_checks.reading import BETWEEN, key_digest, pattern, without_tags, words_key

# What one line of HTML may not be read without: scripts, styles, comments and tags that run over several lines.
UNBROKEN = (
    r"(?is)<script\b.*?</script[^<>]*>|<style\b.*?</style[^<>]*>|<textarea\b.*?</textarea[^<>]*>|<!--.*?-->"
    r"""|<[a-z/](?:[^>"'\n]|"[^"\n]*"|'[^'\n]*')*(?:\n|"[^"\n]*\n[^"]*"|'[^'\n]*\n[^']*')(?:[^>"']|"[^"]*"|'[^']*')*>"""
)
# Tags and attributes that say or do more than the words between them.
TELLING = (
    r"(?i)//|[a-z]script|data:|[\s\"'/]on[a-z]+\s*=|style\s*=|src|srcset"
    r"|<(?:script|i?frame|frameset|object|embed|applet|portal|form|input|button|select|textarea|base|meta|style|svg|math|template)"
    r"|(?:alt|title|content|placeholder|value|summary|label|data-[a-z-]+)\s*=|<!|<\?"
    r"|<(?:at|dot)\b|<[^<>]*(?:@|%40|&|mailto:|sms:|tel:|[0-9]{5})"
)
RAW = (b"script", b"style", b"title", b"textarea")  # what stands between these tags is words, or no HTML at all
SPECIAL = (*RAW, *(b"/" + name for name in RAW), b"xmp", b"plaintext", b"noscript", b"noembed", b"noframes", b"iframe")
MARKS = (b"<", b"&")
SEPARATOR = BETWEEN.encode()
TITLE = b" - "
MOST_BLOCKS = 24
ITEM = b"</li>\n"


def closed(line: bytes) -> bool:
    """Say whether a browser that comes to this line between two tags surely leaves it between two tags.

    The answer may be no for a line that is; it is never yes for one that is not.
    """
    head, *tags = line.split(b"<")
    if b">" in head:
        return False
    if tags and not head.strip() and tags[0].lower().startswith(RAW):
        return _closed_raw(line)
    return all(map(_closed_tag, tags))


def _closed_tag(tag: bytes) -> bool:
    """Say whether a tag, and the words after it, hold one ``>``, which is not in quotes, and nothing special begins."""
    inside, end, after = tag.partition(b">")
    low = inside.lower()
    if not end or b">" in after or low.startswith((b"!", b"?", *SPECIAL)):
        return low == b"!doctype html" and b">" not in after
    return _quoted_well(inside)


def _quoted_well(inside: bytes) -> bool:
    """Say whether what stands in a tag has its double quotes in pairs, and no single quote outside them."""
    if b"'" not in inside:
        return inside.count(b'"') % 2 == 0
    parts = inside.split(b'"')
    return len(parts) % 2 == 1 and b"'" not in b"".join(parts[::2])


def _closed_raw(line: bytes) -> bool:
    """Say whether a line that begins with a script, or the like, ends it, and is closed from there on."""
    low = line.lower()
    name = next(name for name in RAW if low.lstrip().startswith(b"<" + name))
    begin = low.find(b">") + 1
    finish = low.find(b"</" + name, begin)
    if not begin or finish < 0 or b"<!--" in line or not _quoted_well(line[:begin]):
        return False
    _, end, rest = line[finish:].partition(b">")
    return bool(end) and closed(rest)


@dataclass
class Chrome:
    """Lines of HTML that need no more judging: judged before with nothing found, or the very words of a written page.

    ``said`` holds the digests of the written lines (reading.line_digests), ``seen`` closed lines, ``words`` what
    is read in those of them that were written, and ``blocks`` runs of lines that were judged together.
    """

    said: Set[bytes] = field(default_factory=set)
    seen: set[bytes] = field(default_factory=set)
    words: set[bytes] = field(default_factory=set)
    blocks: dict[bytes, bytes] = field(default_factory=dict)
    items: dict[bytes, bytes] = field(default_factory=dict)

    def fresh(self, data: bytes) -> tuple[bytes, dict[int, bytes]]:
        """Return the page with every line that was judged before left blank, and what is new in it by line number.

        Lines that only make sense together are kept together, and so are the neighbours of a new line: words may run
        over a line end.
        """
        known = self._blanked(data)
        lines = known.split(b"\n")
        new = self._unknown(lines)
        joined: dict[int, int] = {}
        if not all(map(closed, new.values())):
            lines = data.split(b"\n")
            joined = dict(_joined(data))
            new = self._new(lines, joined)
        said = self._said({number: line for number, line in new.items() if number not in joined})
        self.seen.update(filter(closed, said.values()))
        if not joined:
            self._learn_items(known)
        new = {number: line for number, line in new.items() if number not in said}
        return b"\n".join(_kept(lines, new, joined)), new

    def _unknown(self, lines: list[bytes]) -> dict[int, bytes]:
        """Return each line that was not judged before, by its number."""
        unknown = set(lines) - self.seen
        return dict(compress(enumerate(lines), map(unknown.__contains__, lines))) if unknown else {}

    def _blanked(self, data: bytes) -> bytes:
        """Return a page with blocks of lines, and items of lists, that were judged before left blank."""
        for block, blank in self.blocks.items():
            data = data.replace(block, blank)
        blanks = self.items.get
        return ITEM.join([blanks(item, item) for item in data.split(ITEM)])

    def _learn_items(self, known: bytes) -> None:
        """Remember the items of lists, as menus are made of, in which every line was judged before."""
        for item in known.split(ITEM)[:-1]:
            *lines, last = item.split(b"\n")
            if len(lines) > 1 and last + ITEM[:-1] in self.seen and self.seen.issuperset(lines):
                self.items[item] = b"\n" * len(lines)

    def _remember(self, block: bytes) -> None:
        """Remember a block of lines, and forget the oldest where there are many."""
        if len(self.blocks) >= MOST_BLOCKS:
            del self.blocks[next(iter(self.blocks))]
        self.blocks[b"\n" + block + b"\n"] = b"\n" * (block.count(b"\n") + 2)

    def _new(self, lines: list[bytes], joined: Mapping[int, int]) -> dict[int, bytes]:
        """Return each line, and each run of lines as one, that was not judged before."""
        found = self._unknown(lines)
        for first, last in joined.items():
            for number in range(first, last):
                found.pop(number, None)
            whole = b"\n".join(lines[first:last])
            if b"\n" + whole + b"\n" not in self.blocks:
                found[first] = whole
        return found

    def _said(self, new: Mapping[int, bytes]) -> dict[int, bytes]:
        """Return those of these lines that are no more than the words of a written page's line and harmless tags."""
        block = b"\n".join(new.values())
        words = without_tags(block).split(b"\n")
        if len(words) != len(new):
            return {}
        ends = list(accumulate(len(line) + 1 for line in new.values()))
        telling = {bisect_right(ends, match.start()) for match in pattern(TELLING).finditer(block)}
        found = {}
        for place, ((number, line), read) in enumerate(zip(new.items(), words, strict=True)):
            if place not in telling and self._is_said(read):
                found[number] = line
                self.words.add(read)
        return found

    def _is_said(self, words: bytes) -> bool:
        """Say whether words are a written line's, or, like a page's title, several joined by dashes."""
        return key_digest(words_key(words)) in self.said or (
            TITLE in words and all(key_digest(words_key(part)) in self.said for part in words.split(TITLE))
        )

    def fresh_words(self, text: bytes) -> bytes:
        """Return lines of words with those left blank that stand on a written page, but not beside one that does not.

        Lines with a tag or an entity are kept, and so are separators.
        """
        lines = text.split(b"\n")
        unknown = {line for line in set(lines) - self.words if line.strip() and self._is_new(line)}
        new = {number: lines[number] for number in compress(count(), map(unknown.__contains__, lines))}
        kept = _kept(lines, new, {})
        return b"\n".join(line if line == SEPARATOR else left for line, left in zip(lines, kept, strict=True))

    def _is_new(self, words: bytes) -> bool:
        """Say whether a line of words is to be judged."""
        return words != SEPARATOR and (any(mark in words for mark in MARKS) or not self._is_said(words))

    def learn(self, new: Mapping[int, bytes], found: set[int]) -> None:
        """Remember what was new and in which nothing was found; ``found`` holds line numbers from 0."""
        for number, text in new.items():
            if found and found & set(range(number, number + text.count(b"\n") + 1)):
                continue
            if b"\n" not in text:
                self.seen.update(filter(closed, [text]))
            elif _whole(text):
                self._remember(text)


def _whole(block: bytes) -> bool:
    """Say whether a run of lines leaves nothing open at its end."""
    rest: bytes = pattern(UNBROKEN).sub(b"", block)
    return all(map(closed, rest.split(b"\n")))


def _kept(lines: list[bytes], new: Mapping[int, bytes], joined: Mapping[int, int]) -> list[bytes]:
    """Return the lines, blank but for new ones, their neighbours, and whatever is joined to either."""
    kept = [b""] * len(lines)
    spans = {number: (number, joined.get(number, number + 1)) for number in new}
    for first, last in spans.values():
        for number in range(max(0, first - 1), min(len(lines), last + 1)):
            kept[number] = lines[number]
    for first, last in joined.items():
        if any(kept[first:last]):
            kept[first:last] = lines[first:last]
    return kept


def _joined(data: bytes) -> list[tuple[int, int]]:
    """Return the first line, and the line after the last, of each run of lines that belong together, in order."""
    runs: list[tuple[int, int]] = []
    at, line = 0, 0
    for match in pattern(UNBROKEN).finditer(data):
        inside = data.count(b"\n", *match.span())
        if inside:
            line += data.count(b"\n", at, match.start())
            if runs and runs[-1][1] == line + 1:
                runs[-1] = (runs[-1][0], line + inside + 1)
            else:
                runs.append((line, line + inside + 1))
            at, line = match.end(), line + inside
    return runs
