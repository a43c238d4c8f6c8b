"""Meetings as data: what the pages of docs/meetings/ say at their top, and which agenda goes with which minutes.

Nothing about a meeting is written twice: lists, calendars, the front page and the clock are made from these settings. ::

    kind: agenda              # or: minutes
    body: Planning Committee  # left out: the Council itself
    date: 2026-01-13
    time: 7.30 pm             # minutes may leave time and place to their agenda
    place: Meeting room
    issued: 2026-01-06        # an agenda: the day on which notice and summons went out
    status: approved          # minutes: draft (unless said otherwise), approved, or corrected by a later resolution; an agenda: cancelled
    minute: 26/14 of 10 February 2026   # which approved or corrected them

``planned`` in the settings of docs/meetings/index.md lists meetings that have no page yet, each with date, time, place and body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import PurePosixPath

from policy_checks.reading import pattern

FOLDER = "meetings/"  # of docs/
AGENDA, MINUTES, PLANNED = "agenda", "minutes", "planned"
KINDS = (AGENDA, MINUTES)
DRAFT, APPROVED, CORRECTED = "draft", "approved", "corrected"
CANCELLED = "cancelled"
STATUSES = {
    AGENDA: ("", CANCELLED),
    MINUTES: (DRAFT, APPROVED, CORRECTED),
    PLANNED: ("",),
}  # the first where none is given
MARKS = frozenset(
    {"kind", "body", "time", "place", "issued", "status", "minute"}
)  # settings that only a meeting's page has
TIME = r"(?i)^([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?\s{0,2}(am|pm)?$"
EITHER_HALF = frozenset("1234567")  # “7.30” alone may be meant of the evening
HOUR = 60  # YAML reads 19:30 as a number to the base of 60
NOON = 12


@dataclass(frozen=True, slots=True)
class Paper:
    """A meeting as one page tells of it. ``page`` is relative to docs/; ``start`` is the time in London."""

    page: str
    kind: str
    body: str
    day: date
    start: time | None = None
    place: str = ""
    issued: date | None = None
    status: str = ""
    minute: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its papers. ``said`` is the paper that says when and where: the agenda, else the minutes, else the plan."""

    said: Paper
    agenda: Paper | None = None
    minutes: Paper | None = None
    number: int = 1  # of the meetings of this body on this day

    @property
    def body(self) -> str:
        """Return the name of what meets."""
        return self.said.body

    @property
    def day(self) -> date:
        """Return the day of the meeting."""
        return self.said.day

    @property
    def start(self) -> time | None:
        """Return the time in London."""
        return self.said.start or (self.minutes.start if self.minutes else None)

    @property
    def place(self) -> str:
        """Return where it is held."""
        return self.said.place or (self.minutes.place if self.minutes else "")

    @property
    def example(self) -> bool:
        """Say whether it only shows how a meeting is laid out."""
        return self.said.example

    @property
    def cancelled(self) -> bool:
        """Say whether its agenda says that it is not held."""
        return self.said.status == CANCELLED

    @property
    def begins(self) -> datetime:
        """Return when it begins, in London; the beginning of the day where no time is given."""
        return datetime.combine(self.day, self.start or time.min)


def is_paper(page: str, settings: Mapping[str, object]) -> bool:
    """Say whether a page (relative to docs/) is there to tell of a meeting, and is no list with a template of its own."""
    listing = PurePosixPath(page).stem in {"index", "README"} or "template" in settings
    return page.startswith(FOLDER) and not listing


def papers_of(page: str, settings: Mapping[str, object], council: str) -> Iterator[Paper]:
    """Yield what a page tells of meetings, by the settings at its top; nothing of one that gives no date."""
    if page == f"{FOLDER}index.md":
        for each in planned(settings):
            yield from _paper(page, {**each, "kind": PLANNED}, council)
    elif is_paper(page, settings) and settings.get("kind") in KINDS:
        yield from _paper(page, settings, council)


def planned(settings: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the meetings that have no page yet; what is not in the form of one is left out."""
    given = settings.get("planned")
    return [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []


def line_of(text: str, name: str, value: object = None) -> tuple[int, int]:
    """Return where the line of a setting at the top of a page begins and ends: the one with this value, where it is a list of several.

    It is the page's first line where the setting is not there. Offsets are in characters, the end exclusive.
    """
    first = text.find(f"\n{name}:") + 1
    place = text.find(str(value), first) if first and value else -1
    begin = text.rfind("\n", 0, place) + 1 if place >= 0 else first
    end = text.find("\n", begin)
    return begin, end if end >= 0 else len(text)


def _paper(page: str, settings: Mapping[str, object], council: str) -> Iterator[Paper]:
    day = day_of(settings.get("date"))
    if day is None:
        return
    kind, status = str(settings["kind"]), str(settings.get("status") or "")
    yield Paper(
        page,
        kind=kind,
        body=_words(settings, "body") or council,
        day=day,
        start=time_of(settings.get("time")),
        place=_words(settings, "place"),
        issued=day_of(settings.get("issued")),
        status=status if status in STATUSES[kind] else STATUSES[kind][0],
        minute=_words(settings, "minute"),
        example=bool(settings.get("example")),
    )


def _words(settings: Mapping[str, object], name: str) -> str:
    """Return a setting as words; nothing where it is a list or a group."""
    value = settings.get(name)
    return "" if value is None or isinstance(value, list | dict) else " ".join(str(value).split())


def day_of(value: object) -> date | None:
    """Return a date as settings give it, 2026-01-13; nothing for a date in words or in another order."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        return None


def time_of(value: object) -> time | None:
    """Return a time of day as settings give it, 19:30, 19.30 or 7.30 pm; nothing where it may be taken in two ways."""
    found = pattern(TIME).search(_as_typed(value))
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), str(found[3] or "").casefold()
    if half:
        return time(hour % NOON + NOON * (half == "pm"), minute) if 1 <= hour <= NOON else None
    return None if found[2] is None or found[1] in EITHER_HALF else time(hour, minute)


def _as_typed(value: object) -> str:
    """Return a time as it was typed: YAML takes 19:30 for a whole number and 19.30 for a fraction."""
    if isinstance(value, int) and value >= HOUR:
        return f"{value // HOUR}:{value % HOUR:02}"
    return f"{value:.2f}" if isinstance(value, float) else str(value or "").strip()


def slug(words: str) -> str:
    """Return words as they stand in an address: small letters and digits, with hyphens between."""
    kept = "".join(
        each if each.isalnum() and each.isascii() else " " for each in words.casefold().replace("&", " and ")
    )
    return "-".join(kept.split())


def meetings(papers: Iterable[Paper]) -> list[Meeting]:
    """Return the meetings that papers tell of, in the order of time. Papers of one body and one day go together; no example with others."""
    days: dict[tuple[str, date, bool], list[Paper]] = defaultdict(list)
    for paper in papers:
        days[slug(paper.body), paper.day, paper.example].append(paper)
    found = (replace(each, number=n) for day in days.values() for n, each in enumerate(_of_day(day), 1))
    return sorted(found, key=lambda meeting: (meeting.begins, slug(meeting.body), meeting.said.page))


def _of_day(papers: list[Paper]) -> list[Meeting]:
    """Return the meetings of one body on one day: two agendas are two meetings, and minutes go to the one at their time."""
    first, later, plans = ([each for each in papers if each.kind == kind] for kind in (AGENDA, MINUTES, PLANNED))
    found = []
    for agenda in first:
        mine = next((each for each in later if each.start in (None, agenda.start) or len(first) == 1), None)
        later = [each for each in later if each is not mine]
        found.append(Meeting(agenda, agenda, mine))
    found += [Meeting(each, minutes=each) for each in later]
    return found or [Meeting(each) for each in plans]


def spoken_time(start: time) -> str:
    """Return a time as people write it: 7.30 pm."""
    return f"{start.hour % NOON or NOON}.{start.minute:02} {'pm' if start.hour >= NOON else 'am'}"
