"""Meetings: what their settings lack, and what the clock says (clause C05: “provide information and updates”).

Only the settings are judged page by page. The rest diary.py finds when a whole website is judged; the checks say what to tell the clerk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policy_checks.checks.register_entries import nowhere
from policy_checks.meetings import (
    AGENDA,
    APPROVED,
    CORRECTED,
    FOLDER,
    KINDS,
    MARKS,
    MINUTES,
    STATUSES,
    day_of,
    is_paper,
    line_of,
    time_of,
)
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

Settings = Mapping[str, object]
# The setting, whether it is wrong, what to tell, and how to mend it.
Slip = tuple[str, Callable[[Settings], bool], str, str]

SLIPS: tuple[Slip, ...] = (
    (
        "kind",
        lambda each: each.get("kind") not in KINDS,
        "This page does not say whether it is an agenda or minutes, so it is listed apart from the meetings.",
        "Write “kind: agenda” or “kind: minutes” between the three hyphens at its top.",
    ),
    (
        "body",
        lambda each: isinstance(each.get("body"), list | dict),
        "The name of what meets is not plain words, so the Council itself is shown.",
        'Write it between quotation marks, such as: body: "Planning Committee".',
    ),
    (
        "date",
        lambda each: day_of(each.get("date")) is None,
        "The day of this meeting is missing or not in figures, so no list of meetings and no calendar shows it.",
        "Write year, month and day in figures, such as: date: 2026-11-03.",
    ),
    (
        "time",
        lambda each: time_of(each.get("time")) is None and (each.get("kind") == AGENDA or "time" in each),
        "The time of this meeting is missing, or could be taken in two ways, so it is not shown.",
        "Write it with am or pm, or by the clock of 24 hours, such as: time: 7.30 pm.",
    ),
    (
        "place",
        lambda each: each.get("kind") == AGENDA and (not each.get("place") or isinstance(each["place"], list | dict)),
        "This agenda does not say in plain words where the meeting is.",
        "Write the room and the building, such as: place: Meeting room, Village Hall.",
    ),
    (
        "issued",
        lambda each: bool(each.get("issued")) and day_of(each.get("issued")) is None,
        "The day on which this agenda was issued is not in figures.",
        "Write year, month and day in figures, such as: issued: 2026-10-27.",
    ),
    (
        "status",
        lambda each: "status" in each and each["status"] not in STATUSES.get(str(each.get("kind")), ()),
        "The status at the top of this page is not a known one, so it does not count.",
        "Of minutes write draft, approved or corrected; of an agenda that is off, cancelled. Such as: status: approved.",
    ),
    (
        "minute",
        lambda each: (
            each.get("kind") == MINUTES and each.get("status") in (APPROVED, CORRECTED) and not each.get("minute")
        ),
        "These minutes do not say which minute approved or corrected them.",
        "Write its number and the date of that meeting, such as: minute: 26/12 of 10 February 2026.",
    ),
)


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each setting of a meeting's page that is missing or cannot be used; of the first page, each such plan.

    A page that has none of a meeting's settings is left to diary.py, which knows that it is part of a website.
    """
    if document.page == f"{FOLDER}index.md":
        yield from _planned(document)
    elif is_paper(document.page, document.settings) and MARKS & document.settings.keys():
        for name, wrong, message, remedy in SLIPS:
            if wrong(document.settings):
                yield Hit(*line_of(document.text, name), name, None, message, remedy)


PLAN = "A planned meeting here has no date in figures, or no clear time."
PLAN_REMEDY = "Write each on a line of its own, such as: - {date: 2026-11-03, time: 7.30 pm, place: Village Hall}."


def _planned(document: Document) -> Iterator[Hit]:
    """Yield each line of what is planned that is no meeting with a day and a time."""
    given = document.settings.get("planned") or []
    for each in given if isinstance(given, list) else [given]:
        day, start = (each.get("date"), each.get("time")) if isinstance(each, dict) else (each, None)
        if day_of(day) is None or time_of(start) is None:
            yield Hit(*line_of(document.text, "planned", day), "planned", None, PLAN, PLAN_REMEDY)


SETTINGS = Check(
    id="meeting-settings",
    area=Area.NOTICES,
    clause="C05",
    level=Level.ADVISE,
    message="This page lies among the meetings and does not say of which meeting it is, so it is listed apart from them.",
    remedy="Write kind, date, time and place at its top, as the page “For the Clerk” shows.",
    why="Lists, calendars, the front page and the clock are made from the settings at the top of each page in docs/meetings. They stop nothing, "
    "because the law gives an agenda a last day; a page without a date is listed below the meetings.",
    find=find,
    on=("written",),
    kinds=frozenset({"markdown"}),
    example="meetings/page.md",
    fails=(
        "---\nkind: agenda\n⟦date: 3 November 2026⟧\ntime: 7.30 pm\nplace: Hall\n---\n\n# Agenda\n",
        "⟦---⟧\nkind: minutes\n---\n\n# Minutes\n",
        "---\nkind: agenda\ndate: 2026-11-03\n⟦time: 7.30⟧\nplace: Hall\n---\n",
        "---\nkind: agenda\ndate: 2026-11-03\ntime: 19:30\n⟦place:⟧\n---\n",
        "---\nkind: agenda\ndate: 2026-11-03\ntime: 19.30\nplace: Hall\n⟦status: approved⟧\n---\n",
        "---\nkind: minutes\n⟦body: [Planning]⟧\ndate: 2026-11-03\n---\n",
        "---\n⟦kind: notes⟧\ndate: 2026-11-03\n---\n",
        "---\nkind: agenda\ndate: 2026-11-03\ntime: 19.30\nplace: Hall\n⟦issued: last week⟧\n---\n",
        "---\nkind: minutes\ndate: 2026-11-03\n⟦status: agreed⟧\n---\n",
        "---\nkind: minutes\ndate: 2026-11-03\nstatus: approved\n⟦minute:⟧\n---\n",
        "---\nkind: minutes\ndate: 2026-11-03\n⟦time: evening⟧\n---\n",
    ),
    passes=(
        "---\nkind: agenda\ndate: 2026-11-03\ntime: 7.30 pm\nplace: Hall\nissued: 2026-10-27\n---\n\n# Agenda\n",
        "---\nkind: minutes\ndate: 2026-11-03\n---\n\n# Minutes\n",
        "---\nkind: minutes\ndate: 2026-11-03\nstatus: corrected\nminute: 26/44\n---\n",
        "# Notes\n",
        "---\nkind: agenda\ndate: 2026-11-03\ntime: 19.30\nplace: Hall\nstatus: cancelled\n---\n",
        "---\ntitle: Decisions\ntemplate: decisions.html\n---\n",
    ),
)
TOGETHER = Check(
    id="meeting-together",
    area=Area.NOTICES,
    clause="C05",
    level=Level.ADVISE,
    message="This meeting begins on the same day and at the same time as another one, of {other}.",
    remedy="If one of them is wrong, mend its date or time. If both are right, leave them.",
    why="Two meetings at one time are most often one meeting that was entered twice, or a page that was copied.",
    find=nowhere,
)
UNPAIRED = Check(
    id="meeting-agenda",
    area=Area.NOTICES,
    clause="C05",
    level=Level.ADVISE,
    message="No agenda on this website goes with these minutes.",
    remedy="Make sure that body and date are the same at the top of both, or put the agenda on the website.",
    why="Agenda and minutes of a meeting lead to each other when they give the same body and date. Minutes from before the first agenda on the "
    "website are left alone.",
    find=nowhere,
)
FAR = Check(
    id="meeting-far",
    area=Area.NOTICES,
    clause="C05",
    level=Level.ADVISE,
    message="This meeting is more than two years away, and stands among those to come until then.",
    remedy="If the year is a slip, mend it.",
    why="A wrong year is an easy slip, and the front page would announce the meeting for as long as it takes.",
    find=nowhere,
)
DUE = Check(
    id="meeting-due",
    area=Area.NOTICES,
    clause="C05",
    level=Level.ADVISE,
    message="Notice, summons and agenda for this meeting are due {left}: the last day is {due}.",
    remedy="Put up the notice, send the summons, and sign off the agenda by then.",
    why="Three clear days lie between the day of issue and the day of the meeting (Local Government Act 1972, Schedule 12, paragraph 10(2)). "
    "Sundays, bank holidays, the Christmas and Easter breaks and days of public thanksgiving or mourning do not count (section 243). Days "
    "that no calendar knows are entered in policy.yml under days_off.",
    find=nowhere,
)
LATE = Check(
    id="meeting-late",
    area=Area.NOTICES,
    clause="C05",
    level=Level.ADVISE,
    message="The agenda of this meeting is on the website after the deadline, {due}, or is not there yet.",
    remedy="Check when the noticeboard had the notice and the members had the summons.",
    why="The law asks for a notice in the parish and a summons to each member three clear days before (Local Government Act 1972, Schedule 12, "
    "paragraph 10(2)). Both may have gone out in time although the website is late; only the Clerk can tell.",
    find=nowhere,
)
DRAFTS = Check(
    id="meeting-minutes",
    area=Area.NOTICES,
    clause="C05",
    level=Level.ADVISE,
    message="The minutes of this meeting are not on the website. A draft was due by {due}.",
    remedy="Put up the draft: it is marked as one until the Council approves it.",
    why="The Transparency Code for Smaller Authorities has draft minutes published not later than one month after the meeting. It binds councils "
    "whose turnover is not above £25,000 a year, and is good practice for others.",
    find=nowhere,
)
