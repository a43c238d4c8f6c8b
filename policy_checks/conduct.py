"""Certain rules of conduct: profanity and slurs, plain or disguised, and outright threats."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    Place = tuple[int, int]

HERE = Path(__file__).parent / "data"
NEAR = 8  # words on either side that count as near
LONGEST = 40  # characters of a chunk that is looked at for a disguise
MASKS = frozenset("*#@$!%?._-–—•·…~^+=|/\\'’")
ZERO = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    )
)
LEET = str.maketrans("013456789@$!|+€£", "oieasgtbgasiitel")
LEET_L = str.maketrans("01345789@$!|+", "oleastbgaslit")
ALIKE = str.maketrans(
    "авегһіјкӏморсѕтѵхуυαικνορτχςøłıɑɡɩʟʀԛԝօսни",
    "aberhijklmopcstvxyuaikvoptxcoliagilrqwouhu",
)
# Words and marks, in one class each: nothing here can back-track.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
CHUNK = re.compile(r"[^\s\[\]()]+")
SPACED = re.compile(r"(?:(?<!\S)\S[.,*_-]?[ \t]{1,3}){3,}\S(?![^\s.,!?;:*_-])")
TAG = re.compile(r"<[^<>\s]{0,60}>|<!--[^<>]{0,60}-->|</?[a-z]{1,10}[^<>]{0,60}>")


@dataclass(frozen=True)
class Entry:
    """A word that stops, its tier, and the company in which it does or does not."""

    word: str
    tier: str
    before: frozenset[str]
    not_near: frozenset[str]
    not_next: frozenset[str]
    lower: bool

    @property
    def certain(self) -> bool:
        """Say whether the word stops in any company."""
        return not (self.before or self.not_near or self.not_next or self.lower)


@dataclass(frozen=True)
class Hit:
    """Where a word of a list stands."""

    start: int
    end: int
    word: str
    tier: str


@dataclass(frozen=True)
class Words:
    """A list of words; a phrase is looked up by its longest word, its anchor."""

    by_anchor: dict[str, tuple[tuple[Entry, tuple[str, ...], int], ...]]
    single: dict[str, Entry]


def company(column: str, key: str) -> frozenset[str]:
    """Return the words after ``key=`` in a context column, up to the next key."""
    words: set[str] = set()
    taking = False
    for part in column.split():
        if "=" in part or part.startswith("!"):
            taking = part.startswith(key + "=")
            part = part.partition("=")[2] if taking else ""
        if taking and part:
            words.add(part.replace("_", " "))
    return frozenset(words)


def entry(line: str) -> Entry:
    """Read one line of a list."""
    word, tier, _source, context = (line + "\t\t\t").split("\t")[:4]
    return Entry(
        word,
        tier,
        company(context, "prev"),
        company(context, "!near"),
        company(context, "!next"),
        "!case" in context.split(),
    )


@lru_cache(maxsize=4)
def words(name: str) -> Words:
    """Read a list of words."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    entries = [entry(line) for line in lines if line and not line.startswith("#")]
    anchored: dict[str, list[tuple[Entry, tuple[str, ...], int]]] = {}
    for each in sorted(entries, key=lambda e: -len(e.word)):
        parts = tuple(each.word.split())
        at = max(range(len(parts)), key=lambda k: len(parts[k]))
        anchored.setdefault(parts[at], []).append((each, parts, at))
    by_anchor = {word: tuple(found) for word, found in anchored.items()}
    return Words(by_anchor, {e.word: e for e in entries if " " not in e.word})


@lru_cache(maxsize=2)
def allowed() -> frozenset[str]:
    """Read the words that look like a disguise and are none."""
    lines = (HERE / "allow.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.lower().split())


def plain(text: str) -> str:
    """Lower a text, look-alike letters made Latin, unseen characters dropped."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.translate(ZERO).lower().translate(ALIKE))
    return "".join(c for c in folded if not unicodedata.combining(c))


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Return the words of a text with their places."""
    return [(m.start(), m.end(), m.group().lower().replace("’", "'")) for m in WORD.finditer(text)]


def around(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """Return the words of the same line before and after a place."""
    left = text[max(0, start - 90) : start].rpartition("\n")[2]
    right = text[end : end + 90].partition("\n")[0]
    return [t for *_, t in tokens(left)][-NEAR:], [t for *_, t in tokens(right)][:NEAR]


def fits(text: str, hit: Entry, start: int, end: int) -> bool:
    """Say whether a listed word stops in the company that it keeps here."""
    if hit.certain:
        return True
    before, after = around(text, start, end)
    written = text[start:end]
    if hit.lower and written[:1].isupper() and not written.isupper() and (hit.before or not opens(text, start)):
        return False
    if hit.not_near and hit.not_near.intersection(before + after):
        return False
    if hit.not_next and after and after[0] in hit.not_next:
        return False
    last = before[-1] if before else ""
    return not hit.before or last in hit.before


def opens(text: str, start: int) -> bool:
    """Say whether a sentence begins here."""
    left = text[max(0, start - 3) : start].rstrip(" \"'“‘*_>-")
    return not left or left[-1] in ".!?\n:"


def bare(word: str) -> str:
    """Return a word without apostrophes."""
    return word.replace("'", "")


def stems(word: str) -> set[str]:
    """Return the forms under which a written word may be listed."""
    return {word, bare(word), word.removesuffix("'s")}


def occurrences(lowered: str, word: str) -> Iterator[int]:
    """Find a whole word."""
    at = lowered.find(word)
    while at >= 0:
        end = at + len(word)
        if not lowered[at - 1 : at].isalnum() and not lowered[end : end + 1].isalnum():
            yield at
        at = lowered.find(word, end)


def phrase_around(lowered: str, at: int, word: str, parts: tuple[str, ...], anchor: int) -> Place:
    """Return where a phrase stands whose anchor stands here, or (-1, -1)."""
    left = tokens(lowered[max(0, at - 50) : at])[-anchor:] if anchor else []
    right = tokens(lowered[at + len(word) : at + len(word) + 50])[: len(parts) - anchor - 1]
    around = [bare(t) for *_, t in left] + [parts[anchor]] + [bare(t) for *_, t in right]
    if around != [bare(part) for part in parts]:
        return -1, -1
    start = max(0, at - 50) + left[0][0] if left else at
    return start, at + len(word) + (right[-1][1] if right else 0)


def plain_hits(text: str, name: str) -> Iterator[Hit]:
    """Find listed words and phrases written plainly."""
    listed = words(name)
    lowered = text.lower().replace("’", "'")
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) > 1 else c.lower() for c in text).replace("’", "'")
    for word in set(WORD.findall(lowered)):
        for stem in stems(word) & listed.by_anchor.keys():
            for at in occurrences(lowered, word):
                yield from anchored_hits(text, lowered, at, word, listed.by_anchor[stem])


def anchored_hits(
    text: str,
    lowered: str,
    at: int,
    word: str,
    entries: tuple[tuple[Entry, tuple[str, ...], int], ...],
) -> Iterator[Hit]:
    """Yield the longest listed phrase whose anchor stands here."""
    for known, parts, anchor in entries:
        start, end = phrase_around(lowered, at, word, parts, anchor)
        if start >= 0 and fits(text, known, start, end):
            yield Hit(start, end, known.word, known.tier)
            return


def squeezed(word: str, keep: int) -> str:
    """Shorten runs of one letter to so many."""
    out: list[str] = []
    for letter in word:
        if out[-keep:] != [letter] * keep:
            out.append(letter)
    return "".join(out)


def has_run(word: str) -> bool:
    """Say whether a letter stands three times or more in a row."""
    return any(a == b == c and a.isalpha() for a, b, c in zip(word, word[1:], word[2:], strict=False))


def candidates(chunk: str) -> Iterator[str]:
    """Yield the words that a chunk may stand for once its disguise is off."""
    letters = "".join(c for c in chunk if c.isalpha())
    inner = chunk.strip("".join(MASKS) + '"()[],;:')
    if letters != chunk and len(letters) > 3 and split_up(inner):
        yield letters
    for table in (LEET, LEET_L):
        swapped = inner.translate(table)
        if swapped != inner and sum(c.isalpha() for c in inner) > sum(c.isdigit() for c in inner) - 1:
            yield swapped
    joined = [*([letters] if letters == inner else []), inner.translate(LEET)]
    for each in joined:
        if has_run(each):
            yield squeezed(each, 1)
            yield squeezed(each, 2)


def split_up(inner: str) -> bool:
    """Say whether marks stand between single letters or within a word, as no compound has them."""
    marks = [c for c in inner if not c.isalnum()]
    if not marks:
        return False
    pieces = "".join(c if c.isalnum() else " " for c in inner).split()
    joiners = set(marks) <= set("-/–—'’")
    return all(len(p) <= 2 for p in pieces) if joiners else any(len(p) <= 2 for p in pieces) or "*" in marks


def masked(chunk: str, word: str) -> bool:
    """Say whether a chunk is the word with letters hidden behind marks."""
    at = hidden = 0
    size = len(word)
    for place, c in enumerate(chunk):
        if c.isalpha():
            if at < size and word[at] == c:
                at += 1
                continue
            return False
        rest = sum(d.isalpha() or d in MASKS for d in chunk[place + 1 :])
        run = "*" in chunk and c == "*" and chunk[place - 1 : place] != "*"
        step = max(size - at - rest, 1) if run and rest < len(chunk) else 1
        at += step
        hidden += step
    return at == size and 0 < hidden <= size - 1


def mask_matches(chunk: str, listed: Words) -> Entry | None:
    """Return the word that a masked chunk hides: its first letter shows, marks stand for others."""
    marks = sum(c in "*#@$!%?•·…_" for c in chunk)
    dashes = sum(c in "-–—" for c in chunk)
    shown = sum(c.isalpha() for c in chunk)
    if not chunk[:1].isalpha() or not (marks or dashes > 1) or shown + marks + dashes != len(chunk):
        return None
    if chunk[-1].isalpha() or (marks > 2 and shown == 1):
        found = [e for w, e in listed.single.items() if w[0] == chunk[0] and masked(chunk, w)]
        strong = [e for e in found if e.tier != "mild" or shown > 2]
        return strong[0] if strong and (shown > 1 or strong[0].tier != "mild") else None
    return None


@lru_cache(maxsize=4096)
def unmask(chunk: str, name: str) -> Entry | None:
    """Return the listed word behind a disguised chunk."""
    listed = words(name)
    bare = plain(html.unescape(chunk))
    bare = TAG.sub("", bare) if "<" in bare else bare
    core = bare.strip("\"'“”‘’()[]{},;:<>.…")
    core = core.strip("*_~") if core[:1] in "*_~" else core
    core = core[:-2] if core[-2:] in {"'s", "’s"} else core
    if not core or core in allowed() or core.rstrip("!?.") in allowed():
        return None
    if bare != chunk.lower():
        for word in WORD.findall(bare):
            if word in listed.single and not listed.single[word].before:
                return listed.single[word]
    for word in candidates(core.rstrip("!?.")):
        known = listed.single.get(word)
        if known and len(word) > 3 and word not in allowed() and not known.before:
            return known
    return mask_matches(core.rstrip("!?.,") if core[-1:] != "*" else core, listed) or inside(
        core, name, named=chunk[:1].isupper() and not chunk.isupper()
    )


STEMS = ("fuck", "cunt", "wank", "bollock", "bollox", "shit", "arsehole", "twat")
SHORT = {"f-ing", "f-ed", "f'ing", "f'd", "f-off", "fing", "b-stard", "f-word"} - {"fing", "f-word"}


def inside(core: str, name: str, *, named: bool) -> Entry | None:
    """Return the strong word that a made-up compound holds ("clustershit", "fuckwittery")."""
    if name != "profanity.tsv" or (named and "fuck" not in core):
        return None
    if core in SHORT:
        return Entry(core, "medium", frozenset(), frozenset(), frozenset(), lower=False)
    swapped = core.translate(LEET)
    for stem in STEMS:
        if (core.startswith(stem) or (stem in ("fuck", "bollock") and stem in swapped)) and core not in allowed():
            return Entry(stem, "medium", frozenset(), frozenset(), frozenset(), lower=False)
    return None


@lru_cache(maxsize=1 << 16)
def odd(chunk: str) -> bool:
    """Say whether a chunk may be a disguise: marks, digits, letters in a run, other scripts."""
    if len(chunk) > LONGEST or len(chunk) < 3:
        return False
    if chunk.isalpha() and chunk.isascii():
        return has_run(chunk.lower()) or any(stem in chunk.lower() for stem in STEMS)
    core = chunk.strip("\"'“”‘’()[]{},;:.!?")
    core = core[:-2] if core[-2:] in {"'s", "’s"} else core
    if core.isalpha() and core.isascii():
        return has_run(core.lower()) or any(stem in core.lower() for stem in (*STEMS, "fcuk"))
    return any(c.isalpha() for c in core)


def disguised_hits(text: str, name: str) -> Iterator[Hit]:
    """Find listed words in disguise."""
    suspects = {c: known for c in set(CHUNK.findall(text)) if odd(c) and (known := unmask(c, name))}
    if suspects:
        for match in CHUNK.finditer(text):
            if known := suspects.get(match.group()):
                yield Hit(match.start(), match.end(), known.word, known.tier)
    yield from spaced_hits(text, name)


def spaced_hits(text: str, name: str) -> Iterator[Hit]:
    """Find words spelt out letter by letter."""
    listed = words(name)
    for match in SPACED.finditer(text):
        start = match.start()
        run = [(start + m.start(), start + m.end(), m.group()[0]) for m in CHUNK.finditer(match.group())]
        yield from spelt([each for each in run if each[2].isalnum()], listed)


def spelt(run: list[tuple[int, int, str]], listed: Words) -> Iterator[Hit]:
    """Yield the listed words that a run of single letters spells."""
    letters = plain("".join(c for *_, c in run)).translate(LEET)
    if not 4 <= len(letters) == len(run):
        return
    for start in range(len(letters)):
        for size in range(min(12, len(letters) - start), 3, -1):
            known = listed.single.get(letters[start : start + size])
            if known and not known.before and known.tier != "mild":
                yield Hit(run[start][0], run[start + size - 1][1], known.word, known.tier)
                return


def listed_hits(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Find the words of a list, plain and disguised, each place once, in order."""
    last = -1
    hits = sorted([*plain_hits(text, name), *disguised_hits(text, name)], key=lambda h: (h.start, -h.end))
    for hit in hits:
        if hit.start >= last:
            yield hit.start, hit.end
            last = hit.end


def find_profanity(text: str) -> Iterator[tuple[int, int]]:
    """Find swear words and obscenities."""
    return listed_hits(text, "profanity.tsv")


def find_slur(text: str) -> Iterator[tuple[int, int]]:
    """Find slurs."""
    return listed_hits(text, "slurs.tsv")


WINDOW = 120  # characters on either side of a trigger
COMMON = frozenset(
    [
        "i",
        "we",
        "i'll",
        "we'll",
        "they'll",
        "you'll",
        "he'll",
        "she'll",
        "you",
        "he",
        "she",
        "they",
        "your",
        "his",
        "her",
        "their",
        "him",
        "them",
        "the",
        "a",
        "to",
        "in",
        "on",
        "be",
        "is",
        "are",
        "will",
        "shall",
        "would",
        "have",
        "has",
        "had",
        "get",
        "put",
        "want",
        "wants",
        "need",
        "needs",
        "should",
        "ought",
        "want",
        "with",
        "through",
        "under",
        "up",
        "man",
        "some",
        "where",
        "which",
        "know",
        "knows",
        "hope",
        "leave",
        "end",
        "house",
        "car",
        "place",
        "name",
        "back",
        "door",
        "right",
        "good",
        "face",
        "head",
        "group",
        "office",
        "shop",
        "hall",
        "road",
    ]
)
Step = tuple[frozenset[str], bool]  # the words, and whether the step may be left out
Pattern = tuple[tuple[Step, ...], frozenset[str]]  # the steps, and the rarest they need


@lru_cache(maxsize=1)
def threat_patterns() -> dict[str, tuple[Pattern, ...]]:
    """Read the patterns of threats, by each word that may begin them."""
    patterns: dict[str, list[Pattern]] = {}
    for line in (HERE / "threats.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        steps = tuple(step for part in line.split() for step in parse_step(part))
        for word in steps[0][0]:
            patterns.setdefault(word, []).append((steps, rarest(steps)))
    return {word: tuple(found) for word, found in patterns.items()}


def parse_step(part: str) -> list[Step]:
    """Read one part of a pattern; ``_2`` stands for up to two words of any sort."""
    if part[0] == "_":
        return [(frozenset(), True)] * int(part[1:] or 0)
    sets = frozenset(w for w in part.rstrip("?").split("|") if w)
    return [(sets, part.endswith("?"))]


def ends_of(steps: tuple[Step, ...], run: list[str], at: int) -> int:
    """Return where a pattern that begins at a word ends, or -1."""
    states = {(0, at)}
    while states:
        after: set[tuple[int, int]] = set()
        for step, place in states:
            if step == len(steps):
                return place
            allowed_words, may_skip = steps[step]
            if may_skip:
                after.add((step + 1, place))
            if place < len(run) and (not allowed_words or run[place] in allowed_words):
                after.add((step + 1, place + 1))
        states = after
    return -1


QUOTING = frozenset(
    [
        "tolerated",
        "policy",
        "abusive",
        "unacceptable",
        "example",
        "include",
        "includes",
        "including",
        "definition",
        "means",
        "vexatious",
        "behaviour",
        "behaviours",
        "such",
        "helpline",
    ]
)


def find_threat(text: str) -> Iterator[tuple[int, int]]:
    """Find outright threats against a person."""
    lowered = text.lower().replace("’", "'")
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) > 1 else c.lower() for c in text).replace("’", "'")
    for start, end in windows(lowered):
        for begin, stop in threats_in(lowered[start:end]):
            yield start + begin, start + stop


def windows(lowered: str) -> list[Place]:
    """Return the lines' parts around words that no threat is without, joined where they meet."""
    wanted = triggers() & set(WORD.findall(lowered))
    found: list[Place] = []
    for at in sorted(at for word in wanted for at in occurrences(lowered, word)):
        start, end = max(0, at - WINDOW), min(len(lowered), at + WINDOW)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def threats_in(part: str) -> Iterator[Place]:
    """Find threats in a part of a text."""
    patterns = threat_patterns()
    places = tokens(part)
    run = [word for *_, word in places]
    last = -1
    for at, word in enumerate(run):
        if at < last or word not in patterns or QUOTING.intersection(run[max(0, at - 25) : at + 25]):
            continue
        ahead = run[at : at + 16]
        likely = [steps for steps, needed in patterns[word] if not needed.isdisjoint(ahead)]
        ends = [at + end for end in (ends_of(steps, ahead, 0) for steps in likely) if end > 0]
        if ends:
            last = max(ends)
            yield places[at][0], places[last - 1][1]


def rarest(steps: tuple[Step, ...]) -> frozenset[str]:
    """Return the words of the rarest step that a pattern cannot do without."""
    needed = [found for found, optional in steps if found and not optional]
    return max(needed, key=lambda found: (not (found & COMMON), -len(found)))


@lru_cache(maxsize=1)
def triggers() -> frozenset[str]:
    """Return words of which every threat holds one."""
    every = [needed for found in threat_patterns().values() for _, needed in found]
    return frozenset().union(*every)
