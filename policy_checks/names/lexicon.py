"""What a word is to a reader: somebody's given name, a surname, a place, a word of English, or nothing known."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from policy_checks.data import rows, words

DAYS = words("names_days")
LETTERS = {"ł": "l", "ø": "o", "\u0131": "i", "đ": "d", "ß": "ss", "ə": "a", "æ": "ae"}  # which NFD leaves as they are


@cache
def given() -> frozenset[str]:
    """Return given names, with their accents and without."""
    return words("given_names")


@cache
def surnames() -> frozenset[str]:
    """Return surnames, with their accents and without; of those that are words too, only the well-known."""
    return words("surnames")


@cache
def common() -> frozenset[str]:
    """Return the words that are written in lower case, and others that a capital does not make a name."""
    return words("english_words") | words("words_more")


@cache
def plainly_given() -> frozenset[str]:
    """Return the given names that are no words of English, or with a capital are mostly names."""
    return (given() - common()) | words("given_like")


@cache
def places() -> frozenset[str]:
    """Return the names of villages, towns and cities, some of several words."""
    return frozenset(rows("places"))


def bare(name: str) -> str:
    """Return a name without its accents."""
    if name.isascii():
        return name
    folded = "".join(LETTERS.get(c, c) for c in name)
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def possessive(text: str) -> int:
    """Return how many characters at the end of a word say that something is its."""
    return 2 if text[-2:] in {"'s", "’s"} else 1 if text[-1:] in {"'", "’"} else 0


@lru_cache(maxsize=1 << 14)
def key(text: str) -> str:
    """Return a word as the lists have it: case folded, no possessive, no full stop or dash at its end."""
    return text[: len(text) - possessive(text)].casefold().rstrip(".-").replace("’", "'")


@lru_cache(maxsize=1 << 14)
def kind(text: str) -> str:
    """Return what a word is, as one letter.

    ``i`` initials, ``g`` a given name, ``h`` one that is a word too but mostly a name, ``v`` one that is mostly a word,
    ``s`` a surname, ``q`` one that is a word, ``b`` one that is a place,
    ``p`` a place, ``x`` another proper noun, ``w`` a word, ``u`` unknown.
    """
    word = key(text)
    if len(word.replace(".", "")) <= 1 or (text.isupper() and "." in text):
        return "i"
    if word.endswith(CONTRACTED):
        return "w"
    found = _listed(word)
    if found != "u" or "-" not in word:
        return found
    kinds = [_listed(part) for part in word.split("-")]
    if kinds[0] in "ghv" and kinds[-1] in "ghvsqbup":
        return "g"
    if any(each in "gs" for each in kinds):
        return "s"
    return "w" if all(each in "wqvxh" for each in kinds) else "u"


def _listed(word: str) -> str:
    if word in given():
        return ("h" if word in words("given_like") else "v") if word in common() or word in DAYS else "g"
    if word in common() or word in DAYS:
        known = word in words("surname_words") or (word in surnames() and word not in words("english_words"))
        return "q" if known else "w"
    if word in places():
        return "b" if word in surnames() else "p"
    if word in surnames() or bare(word) in surnames():
        return "s"
    if bare(word) in given():
        return "g"
    return "x" if word in words("proper_words") else "w" if _is_english(word) else "u"


CONTRACTED = ("n't", "'ve", "'ll", "'re", "'d", "i'm")
ENDINGS = ("ing", "tion", "ment", "ness", "ously", "ity", "ship", "ical", "ings", "tions", "ments", "wise", "based")


def _is_english(word: str) -> bool:
    """Say whether a word ends as English words do and names do not."""
    return word.endswith(ENDINGS) or (word.endswith("s") and word[:-1] in common())
