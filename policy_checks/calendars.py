"""Meetings as a calendar (RFC 5545) that a telephone or computer can subscribe to. Pure: the same meetings give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from policy_checks.meetings import Meeting, slug

LONDON = ZoneInfo("Europe/London")
LONGEST = 75  # octets of a line, its end left out (section 3.1)
ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}  # section 3.3.11


def calendar(meetings: Iterable[Meeting], name: str, host: str, addresses: Mapping[str, str]) -> bytes:
    """Return a calendar of these meetings. ``addresses`` gives the full address of each page (relative to docs/)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{host}//Meetings//EN", f"X-WR-CALNAME:{_text(name)}"]
    lines += [line for meeting in meetings for line in _event(meeting, host, addresses)]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def name_of(meeting: Meeting) -> str:
    """Return the name of a meeting that no other has, and that stays when its time or place changes: 2026-01-13-parish-council."""
    return f"{meeting.day}-{slug(meeting.body)}" + (f"-{meeting.number}" if meeting.number > 1 else "")


def _event(meeting: Meeting, host: str, addresses: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a meeting. DTSTAMP is the day of the agenda's issue, or of the meeting: a build adds no time of its own."""
    said = meeting.said
    yield "BEGIN:VEVENT"
    yield f"UID:{name_of(meeting)}.{host}"
    yield f"DTSTAMP:{said.issued or meeting.day:%Y%m%d}T000000Z"
    yield f"DTSTART:{_utc(meeting.begins)}" if meeting.start else f"DTSTART;VALUE=DATE:{meeting.day:%Y%m%d}"
    yield f"SUMMARY:{_text(meeting.body)}"
    if meeting.cancelled:
        yield "STATUS:CANCELLED"
    if meeting.place:
        yield f"LOCATION:{_text(meeting.place)}"
    page = meeting.agenda or meeting.minutes
    if page and page.page in addresses:
        yield f"URL:{addresses[page.page]}"
    yield "END:VEVENT"


def _utc(local: datetime) -> str:
    """Return a time in London as UTC, which needs no table of summer times beside it."""
    return f"{local.replace(tzinfo=LONDON).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    return "".join(ESCAPES.get(each, each) for each in words)


def _folded(line: str) -> str:
    """Return a line broken so that no part is longer than 75 octets; each further part begins with a space."""
    parts, size = [""], 0
    for each in line:
        size += len(each.encode())
        if size > LONGEST:
            parts.append(" ")
            size = 1 + len(each.encode())
        parts[-1] += each
    return "\r\n".join(parts)
