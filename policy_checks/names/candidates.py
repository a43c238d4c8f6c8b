"""Candidates: the words of a run of capitals that somebody may be called. Most runs recur, so each is parsed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from policy_checks.data import rows, words
from policy_checks.names import lexicon
from policy_checks.names.tokens import PART

TITLES = words("names_titles")
ROLES = words("names_roles")
HEADS = frozenset(" ".join(row.partition(":")[2] for row in rows("name_vetoes") if row.startswith("head")).split())
NUMBERED = words("names_numbered")  # what a letter numbers: Appendix C
KEPT = TITLES | {"llp", "plc", "cic", "ltd"}  # in capitals, and yet no piece by themselves
LONGEST = 5  # words in a name
ACRONYM = 6  # letters at most of a short form
CLANS = ("Mc", "Mac", "De", "Le", "La", "Di", "Du", "Fitz")
SEEN = 1 << 14  # runs that are remembered


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run: where it stands in it, and what it is (:func:`lexicon.kind`)."""

    text: str
    start: int
    end: int
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be somebody's name. Offsets are in characters from the start of the run, ends exclusive."""

    words: tuple[Word, ...]
    title: str  # without its full stop, lower case; empty where there is none
    begin: int  # where the title, or the first word, starts
    stripped: bool  # of words before it that are no name

    @property
    def start(self) -> int:
        """Return where the name itself starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return where the name ends, a possessive left out."""
        last = self.words[-1]
        return last.end - lexicon.possessive(last.text)

    @property
    def keys(self) -> list[str]:
        """Return the words as the lists have them."""
        return [word.key for word in self.words]


@lru_cache(maxsize=SEEN)
def candidates(run: str) -> tuple[Candidate, ...]:
    """Return the candidates in a run: some word is listed or titled, or is no word of English."""
    found = [_word(match[0], match.start()) for match in PART.finditer(run)]
    return tuple(each for each in _split(found) if _may_be(each))


def _word(text: str, start: int) -> Word:
    return Word(text, start, start + len(text), lexicon.key(text), lexicon.kind(text))


def _split(found: list[Word]) -> list[Candidate]:
    """Cut a run at titles and possessives, and take ordinary words from the front of each piece."""
    result: list[Candidate] = []
    title: Word | None = None
    piece: list[Word] = []
    for at, word in enumerate(found):
        if (
            word.kind in "wx" and word.text.isupper() and word.key not in KEPT and len(word.text) > 1
        ):  # a line of capitals
            result += _trimmed(piece, title)
            title, piece = None, []
            continue
        if word.key in TITLES and not (piece and at + 1 == len(found) and word.key == "ms"):
            result += _trimmed(piece, title)
            title, piece = word, []
            continue
        piece.append(word)
        if lexicon.possessive(word.text) == 2 and at + 1 < len(found) and _ends_name(piece):
            result += _trimmed(piece, title)
            title, piece = None, []
    return [*result, *_trimmed(piece, title)]


def _ends_name(piece: list[Word]) -> bool:
    return any(word.kind not in "wx" for word in piece)


def _trimmed(piece: list[Word], title: Word | None) -> list[Candidate]:
    """Return the candidate in a piece of a run, words with a sentence's capital left out, or nothing."""
    stripped = False
    while len(piece) > 1 and not title and _leads(piece):
        if piece[0].key in HEADS:
            return []
        numbered = piece[0].key in NUMBERED and piece[1].kind == "i"
        piece, stripped = piece[1 + numbered :], True
    while piece and not piece[0].text[0].isupper():
        piece = piece[1:]
    if not piece:
        return []
    first = title or piece[0]
    return [Candidate(tuple(piece), title.key if title else "", first.start, stripped)]


def _leads(piece: list[Word]) -> bool:
    """Say whether the first word is an ordinary one with a sentence's capital, a role, a day, before a name."""
    word, after = piece[0], piece[1]
    if word.key in ROLES or word.key in lexicon.DAYS or (word.text == "A" and after.kind in "wqv"):
        return True
    if word.kind == "v":
        return after.kind in "gh" and len(piece) < 4
    return word.kind == "w" or (word.kind == "q" and after.kind in "gh")


def _is_short_form(text: str) -> bool:
    """Say whether an unknown word is one of letters alone: PAYE, SuDS."""
    return len(text) <= ACRONYM and sum(map(str.isupper, text)) > 1 and text.isalpha() and not text.startswith(CLANS)


def _may_be(each: Candidate) -> bool:
    if len(each.words) > LONGEST or any(map(str.isdigit, "".join(each.keys))):
        return False
    if each.title:
        return each.words[0].key not in ROLES
    kinds = {word.kind for word in each.words if word.text[0].isupper()}
    if len(each.words) == 1:
        word = each.words[0]
        return (
            not kinds <= set("iwqx") and len(word.key) > 1 and not (word.kind in "upsbv" and _is_short_form(word.text))
        )
    if all(_is_short_form(word.text) and word.kind not in "ghi" for word in each.words):
        return False
    return bool(kinds - set("iwqxv")) or bool(kinds & set("iv") and kinds & set("qv"))
