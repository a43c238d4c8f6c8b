"""What an entry of people.yml stands for: the ways in which its values are written, and the days it is compared with."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from policy_checks.data import words
from policy_checks.model import Reading
from policy_checks.reading import normalised, scan, telephone

Days = tuple[date, date]  # the first and the last; both count
# A date in the name of a page or of its folders: 2026-10, 2026-10-14, 2026/10/14.
DATED = r"(?:^|[^0-9])((?:19|20)[0-9]{2})[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?(0[1-9]|[12][0-9]|3[01]))?(?:$|[^0-9])"
LONGEST_TITLE = 12  # characters, with the space after it
FEWEST = 2  # words of an address that say where it is


def forms(name: str, value: str) -> frozenset[str]:
    """Return the ways of writing a value of people.yml that its entry covers, in the form in which they are compared.

    ``name`` is the field: a name stands for its initials and for the title with the surname, an address for its parts.
    """
    written = unicodedata.normalize("NFC", value)
    ways = {"name": _names, "phone": lambda text: [telephone(text)], "address": _addresses}
    found = ways[name](written) if name in ways else [written]
    return frozenset(normalised(each) for each in found)


def _names(written: str) -> Iterator[str]:
    """Yield a name in full, with initials, surname first, and its surname after a title; never the surname alone."""
    last, _, first = written.partition(",")
    each = f"{first} {last}".replace(".", ". ").split()
    titles = [word for word in each if _is_title(word)]
    parts = [word for word in each if not _is_title(word)]
    given, surname = parts[:-1], parts[-1:]
    for lead in _leads(given):
        yield from (" ".join([*lead, *surname]), " ".join([*surname, *lead]), "".join([*lead, *surname]))
    if given:
        yield from (f"{title} {' '.join(surname)}" for title in titles or words("names_titles"))


def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in words("names_titles")


def titled(text: str, start: int, name: str) -> str:
    """Return a lone name with the title that stands before it in ``text[:start]``; any other name as it is."""
    before = text[max(0, start - LONGEST_TITLE) : start]
    last = before.split()[-1:] if before[-1:].isspace() and " " not in name else []
    return f"{last[0]} {name}" if last and _is_title(last[0]) else name


def _leads(given: list[str]) -> Iterable[list[str]]:
    """Return given names in full, without those in the middle, and as initials, apart and run together."""
    initials = [word[:1] for word in given]
    together = ["".join(initials)] if given else []
    return given, given[:1], [*given[:1], *initials[1:]], initials, initials[:1], together


def _addresses(written: str) -> Iterator[str]:
    """Yield each run of an address's words that begins where one of its lines or commas does."""
    parts = [part.split() for part in written.replace("\n", ",").split(",")]
    for at in range(len(parts)):
        rest = [word for part in parts[at:] for word in part]
        yield from (" ".join(rest[:end]) for end in range(min(FEWEST, len(rest)), len(rest) + 1))


def business(page: str, settings: Mapping[str, object]) -> Days | None:
    """Return the days of a page's business: its date, or the day or month in its path (relative to docs/); or nothing."""
    day = settings.get("date")
    if isinstance(day, date):
        day = day.date() if isinstance(day, datetime) else day
        return day, day
    found = [_days(match.groups) for match in scan(DATED, Reading(page))]
    return next(filter(None, reversed(found)), None)


def _days(groups: tuple[str | None, ...]) -> Days | None:
    year, month, day = (int(group or 0) for group in groups)
    last = monthrange(year, month)[1]
    if day > last:
        return None
    return date(year, month, day or 1), date(year, month, day or last)
