"""What is to be told of meetings and of yearly documents when a whole website is judged. All of it is advice; nothing is kept back for it.

A meeting is never said to be unlawful: what counts is the noticeboard and the summons, which no website can see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from policy_checks.clock import RECKONED, last_day, month_after
from policy_checks.judge import Judged
from policy_checks.meetings import FOLDER, MARKS, PLANNED, Meeting, Paper, is_paper, line_of, meetings, papers_of, slug
from policy_checks.model import Check, Finding, Policy, Yearly
from policy_checks.moderation import official, spoken_date
from policy_checks.notices import finding_at
from policy_checks.registers import Registers

AHEAD = timedelta(21)  # the countdown begins so long before the last day
NEAR = timedelta(60)  # no meeting further off has its last day so soon
FAR = timedelta(2 * 366)  # nobody plans so long ahead
BEFORE = timedelta(30)  # a yearly document is asked for so long before its day
MARKDOWN = (".md", ".markdown")
MARK = b"yearly:"
TOLD_AT = "policy.yml"
UNKNOWN = "policy.yml does not say how large the Council's turnover is, so what it must publish every year is not known in full."
UNKNOWN_REMEDY = "Write it in pounds, income or expenditure, whichever is higher, such as: turnover: 48000."

Told = tuple[str, Paper, Mapping[str, str]]  # a check, the page it is told at, and what its words leave open


def of_diary(
    judged: Judged, registers: Registers, policy: Policy, checks: Mapping[str, Check], today: date
) -> Iterator[Finding]:
    """Yield what the clock and the pages of meetings give reason to tell. ``today`` is the date in London."""
    pages = {
        page: judged.pages.settings(page)
        for page in judged.pages
        if page.startswith(FOLDER) and page.endswith(MARKDOWN)
    }
    papers = [each for page, settings in pages.items() for each in papers_of(page, settings, policy.council)]
    found = [each for each in meetings(papers) if not each.example and not each.cancelled]
    shown = _first_shown(registers)
    told = [*_together(found), *_without_agenda(found)]
    told += [("meeting-far", each.said, {}) for each in found if each.day > today + FAR]
    if policy.nation in RECKONED:
        told += [each for meeting in found for each in _clock(meeting, shown, policy, today)]
    told += [each for meeting in found for each in _minutes(meeting, policy, today)]
    yield from _unsaid(pages, judged, policy, checks["meeting-settings"])
    for name, paper, words in told:
        yield _at_page(checks[name], paper, words, judged, policy)
    yield from _yearly(judged, policy, checks["notices-yearly"], today)


def _at_page(check: Check, paper: Paper, words: Mapping[str, str], judged: Judged, policy: Policy) -> Finding:
    """Return a finding at the line of a page on which its date stands."""
    document = judged.pages[paper.page]
    name = "planned" if paper.kind == PLANNED else "date"
    line = document.text.count("\n", 0, line_of(document.text, name, paper.day)[0]) + 1
    key = f"{paper.body} {paper.day} {paper.start}"
    made = finding_at(check, policy, check.clause, document.path, line, page=paper.page, words=key)
    return replace(made, message=check.message.format(**words), remedy=check.remedy.format(**words))


def _unsaid(
    pages: Mapping[str, Mapping[str, object]], judged: Judged, policy: Policy, check: Check
) -> Iterator[Finding]:
    """Yield each page among the meetings that has none of a meeting's settings."""
    for page, settings in pages.items():
        if is_paper(page, settings) and not MARKS & settings.keys():
            yield finding_at(check, policy, check.clause, judged.pages[page].path, 1, page=page)


def _first_shown(registers: Registers) -> dict[str, date]:
    """Return the day on which each page was first signed off, and so could be on the website."""
    days: dict[str, date] = {}
    for entry in registers.entries["signoffs"]:
        day = entry.day("on") or date.max
        days[entry.text("page")] = min(day, days.get(entry.text("page"), day))
    return days


def _together(found: list[Meeting]) -> Iterator[Told]:
    """Yield each meeting that begins when the one before it does, as far as times are given, or is its double."""
    for one, other in pairwise(found):
        if one.begins == other.begins and ((one.start and other.start) or slug(one.body) == slug(other.body)):
            yield "meeting-together", other.said, {"other": f"docs/{one.said.page}"}


def _without_agenda(found: list[Meeting]) -> Iterator[Told]:
    """Yield minutes that no agenda goes with, though earlier meetings of the same body have theirs on the website."""
    with_agenda: set[str] = set()
    for meeting in found:
        if meeting.agenda:
            with_agenda.add(slug(meeting.body))
        elif meeting.minutes and slug(meeting.body) in with_agenda:
            yield "meeting-agenda", meeting.minutes, {}


def _clock(meeting: Meeting, shown: Mapping[str, date], policy: Policy, today: date) -> Iterator[Told]:
    """Yield how long there is for notice, summons and agenda, or that the last day has gone by; nothing once the meeting is over."""
    if meeting.minutes or not today <= meeting.day <= today + NEAR:
        return
    due = last_day(meeting.day, policy)
    since = _since(meeting, shown, policy, due)
    if (since or today) > due:
        yield "meeting-late", meeting.said, {"due": _spoken(due)}
    elif since is None and due - today <= AHEAD:
        yield "meeting-due", meeting.said, {"due": _spoken(due), "left": _left(due, today)}


def _since(meeting: Meeting, shown: Mapping[str, date], policy: Policy, due: date) -> date | None:
    """Return since when an agenda is on the website, as far as anything says so; a page that nobody signs off is taken to be in time."""
    agenda = meeting.agenda
    if agenda is None:
        return None
    days = [day for day in (agenda.issued, shown.get(agenda.page)) if day]
    if official(agenda.page, policy):
        return max(days) if agenda.page in shown else None
    return max(days, default=due)


def _minutes(meeting: Meeting, policy: Policy, today: date) -> Iterator[Told]:
    """Yield a meeting in England whose minutes are not there a month later."""
    over = meeting.day < today and meeting.minutes is None
    if over and policy.nation == "england" and (due := month_after(meeting.day)) < today:
        yield "meeting-minutes", meeting.said, {"due": _spoken(due)}


def _spoken(day: date) -> str:
    return f"{day:%A} {spoken_date(day)}"


def _left(due: date, today: date) -> str:
    days = (due - today).days
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


# Yearly documents


def _yearly(judged: Judged, policy: Policy, check: Check, today: date) -> Iterator[Finding]:
    """Yield each yearly document that no page says it publishes, and that the turnover is not known where it matters."""
    published = _published(judged)
    for each in policy.yearly:
        due = _due(each, today)
        if _is_for(each, policy) and (each.name, due.year) not in published:
            words = {"what": each.what, "law": each.law, "year": due.year, "due": spoken_date(due), "name": each.name}
            made = finding_at(check, policy, check.clause, TOLD_AT, each.line, words=f"{each.name} {due.year}")
            yield replace(made, message=check.message.format(**words), remedy=check.remedy.format(**words))
    if policy.turnover is None and any(not _is_for_all(each) for each in policy.yearly):
        made = finding_at(check, policy, check.clause, TOLD_AT, policy.lines["council"], words="turnover")
        yield replace(made, message=UNKNOWN, remedy=UNKNOWN_REMEDY)


def _due(each: Yearly, today: date) -> date:
    """Return the last day on which it was due, or the next one if that is less than a month away."""
    years = (today.year + 1, today.year, today.year - 1)
    return next(day for year in years if (day := date(year, each.month, each.day)) - BEFORE <= today)


def _is_for(each: Yearly, policy: Policy) -> bool:
    """Say whether a council of this nation and turnover publishes it. Where the turnover is not given, only what all publish counts."""
    if each.nation != policy.nation or policy.turnover is None:
        return each.nation == policy.nation and _is_for_all(each)
    return each.above < policy.turnover and (each.up_to is None or policy.turnover <= each.up_to)


def _is_for_all(each: Yearly) -> bool:
    return each.above < 0 and each.up_to is None


def _published(judged: Judged) -> frozenset[tuple[str, int]]:
    """Return which documents of which year pages say that they publish: in their settings, or in their list of documents."""
    found: set[tuple[str, int]] = set()
    for page in judged.pages.saying(MARK):
        settings = judged.pages.settings(page)
        documents = settings.get("documents")
        for each in (settings, *(documents if isinstance(documents, list) else ())):
            names = each.get("yearly") if isinstance(each, dict) else None
            for name in names if isinstance(names, list) else [names]:
                found.add((str(name), _year(each)))
    return frozenset(found)


def _year(each: object) -> int:
    year = each.get("year") if isinstance(each, dict) else None
    return year if isinstance(year, int) else 0
