"""The clock: which days count before a meeting, and by when its notice, summons and agenda go out.

Local Government Act 1972, Schedule 12, paragraph 10(2): three clear days at least before a meeting of a parish council, a notice of its time
and place is fixed up in the parish, and a summons with the business is sent to every member (paragraph 26(2) for communities in Wales). Clear days are those between the day of issue
and the day of the meeting. Section 243 leaves out Sundays, the Christmas break, the Easter break, bank holidays, and days appointed for
public thanksgiving or mourning; Saturdays count. A committee's notice is three clear days too (Public Bodies (Admission to Meetings) Act
1960, section 1(4)), and days are reckoned for it in the same way here.

The breaks are taken as the law of elections, from which the words come, defined them (Representation of the People Act 1983, Schedule 1, rule
2(3), as enacted): the Christmas break from the last weekday before Christmas Day to the first weekday after it that is no bank holiday,
Saturday being none; the Easter break from the Thursday before Easter Day to the Tuesday after. This is the widest reading, so that whoever
keeps to it is in time by any other. What no table of holidays knows, such as a day of mourning, stands under ``days_off`` in policy.yml.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from policy_checks.model import Policy

NATIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}
RECKONED = frozenset({"england", "wales"})  # the nations of that Act
CLEAR = 3
DAY = timedelta(1)
SATURDAY, SUNDAY = 5, 6


def last_day(meeting: date, policy: Policy) -> date:
    """Return the last day that counts on which notice and summons still leave three clear days before a meeting."""
    day, wanted = meeting, CLEAR + 1  # the days between, and the day of issue
    while wanted:
        day -= DAY
        wanted -= counts(day, policy)
    return day


def clear_days(issued: date, meeting: date, policy: Policy) -> int:
    """Return how many days count between the day of issue and the day of a meeting; neither of the two does."""
    between = (issued + DAY * number for number in range(1, (meeting - issued).days))
    return sum(counts(day, policy) for day in between)


def counts(day: date, policy: Policy) -> bool:
    """Say whether a day is one that section 243 does not leave out."""
    return day.weekday() != SUNDAY and day not in _left_out(policy.nation, day.year) and day not in policy.days_off


@cache
def _left_out(nation: str, year: int) -> frozenset[date]:
    """Return the bank holidays and the days of the breaks of a year."""
    from holidays import country_holidays  # slow to load, and only meetings need it

    bank = country_holidays("GB", subdiv=NATIONS[nation], years=year)
    friday = bank.get_named("Good Friday")[0]
    easter = {friday + DAY * number for number in range(-1, 5)}
    first, last = date(year, 12, 24), date(year, 12, 26)
    while first.weekday() >= SATURDAY:
        first -= DAY
    while last.weekday() >= SATURDAY or last in bank:
        last += DAY
    christmas = {first + DAY * number for number in range((last - first).days + 1)}
    return frozenset({*bank, *easter, *christmas})


def month_after(day: date) -> date:
    """Return the same day of the next month, or its last day where there is none."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
