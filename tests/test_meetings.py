"""Meetings: what the settings of a page mean, which papers go together, and what residents are shown of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks.meetings import resolved
from policy_checks.calendars import calendar, name_of
from policy_checks.gate import london_today
from policy_checks.meetings import Meeting, Paper, day_of, is_paper, meetings, papers_of, slug, spoken_time, time_of
from tests.project import ROOT, inside, mkdocs, shipped, write

COUNCIL = "Oxley Parish Council"
DAY = date(2026, 1, 13)


# Settings


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (DAY, DAY),
        (datetime(2026, 1, 13, 19, 30), DAY),  # noqa: DTZ001 - as YAML gives it
        ("2026-01-13", DAY),
        ("13 January 2026", None),
        ("13/01/2026", None),
        (None, None),
        (2026, None),
    ],
)
def test_a_date_is_told_only_where_it_can_be_taken_in_one_way(value: object, day: date | None) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("value", "start"),
    [
        (19 * 60 + 30, time(19, 30)),  # what YAML makes of 19:30
        (19.3, time(19, 30)),  # and of 19.30
        ("19:30", time(19, 30)),
        ("7.30 pm", time(19, 30)),
        ("7:30PM", time(19, 30)),
        ("7 pm", time(19)),
        ("12 pm", time(12)),
        ("12.15 am", time(0, 15)),
        ("07:30", time(7, 30)),
        ("10.00", time(10)),
        ("7.30", None),
        (7.3, None),
        ("13 pm", None),
        ("0.30 pm", None),
        ("25:00", None),
        ("half past seven", None),
        (19, None),
        (None, None),
        (True, None),
    ],
)
def test_a_time_is_told_only_where_it_can_be_taken_in_one_way(value: object, start: time | None) -> None:
    assert time_of(value) == start


def test_times_are_said_as_people_say_them() -> None:
    assert [spoken_time(time(hour, 5)) for hour in (0, 9, 12, 19)] == ["12.05 am", "9.05 am", "12.05 pm", "7.05 pm"]


@pytest.mark.parametrize(
    ("page", "settings", "is_one"),
    [
        ("meetings/2026-10.md", {}, True),
        ("meetings/2026/index.md", {}, False),
        ("meetings/decisions.md", {"template": "decisions.html"}, False),
        ("news/meetings/a.md", {}, False),
    ],
)
def test_which_pages_are_of_a_meeting(page: str, settings: dict[str, object], is_one: bool) -> None:  # noqa: FBT001
    assert is_paper(page, settings) == is_one


def paper(page: str, **settings: object) -> list[Paper]:
    """Return what a page tells of."""
    return list(papers_of(page, {"date": DAY, **settings}, COUNCIL))


def test_what_is_left_out_is_the_council_and_a_draft() -> None:
    (minutes,) = paper("meetings/a.md", kind="minutes", status="settled")
    assert (minutes.body, minutes.status, minutes.start, minutes.place) == (COUNCIL, "draft", None, "")
    assert paper("meetings/a.md") == []
    assert paper("meetings/a.md", kind="agenda", date="next Tuesday") == []
    assert paper("news/a.md", kind="agenda") == []


def test_planned_meetings_stand_in_the_settings_of_the_first_page() -> None:
    planned = [{"date": DAY, "time": "7 pm"}, "soon", {"date": "soon"}]
    assert [each.start for each in papers_of("meetings/index.md", {"planned": planned}, COUNCIL)] == [time(19)]
    assert list(papers_of("meetings/index.md", {"planned": "soon"}, COUNCIL)) == []


# Which go together


def test_agenda_and_minutes_of_a_body_and_day_are_one_meeting_and_replace_the_plan() -> None:
    papers = [
        *paper("meetings/m.md", kind="minutes", body="planning  committee", status="approved"),
        *paper("meetings/a.md", kind="agenda", body="Planning Committee", time="7 pm", place="Hall"),
        *papers_of(
            "meetings/index.md", {"planned": [{"date": DAY, "body": "Planning Committee"}, {"date": DAY}]}, COUNCIL
        ),
    ]
    council, planning = meetings(papers)
    assert (planning.agenda, planning.minutes) == (papers[1], papers[0])
    assert (planning.start, planning.place, planning.begins) == (time(19), "Hall", datetime(2026, 1, 13, 19))  # noqa: DTZ001
    assert (council.agenda, council.minutes, council.example) == (None, None, False)


def test_two_meetings_of_a_body_on_a_day_are_told_apart_by_their_time() -> None:
    papers = [
        *paper("meetings/a1.md", kind="agenda", time="6 pm"),
        *paper("meetings/a2.md", kind="agenda", time="8 pm"),
        *paper("meetings/m2.md", kind="minutes", time="8 pm", place="Hall"),
    ]
    first, second = meetings(papers)
    assert first.minutes is None
    assert (second.minutes, second.place) == (papers[2], "Hall")
    assert [name_of(first), name_of(second)] == ["2026-01-13-oxley-parish-council", "2026-01-13-oxley-parish-council-2"]


def test_minutes_without_an_agenda_are_a_meeting_too() -> None:
    (meeting,) = meetings(paper("meetings/m.md", kind="minutes", time="8 pm"))
    assert (meeting.agenda, meeting.start, meeting.place) == (None, time(20), "")


# Calendars


def event(**settings: object) -> list[str]:
    """Return the lines of a calendar with one meeting."""
    found = meetings(paper("meetings/a.md", kind="agenda", **settings))
    data = calendar(found, COUNCIL, "oxley.example", {"meetings/a.md": "https://oxley.example/meetings/a/"})
    assert data.count(b"\n") == data.count(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_a_meeting_is_an_event_in_universal_time_with_a_name_that_stays() -> None:
    assert event(time="7.30 pm", place="The Hall, Oxley; upstairs", issued=date(2026, 1, 6)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//oxley.example//Meetings//EN",
        "X-WR-CALNAME:Oxley Parish Council",
        "BEGIN:VEVENT",
        "UID:2026-01-13-oxley-parish-council.oxley.example",
        "DTSTAMP:20260106T000000Z",
        "DTSTART:20260113T193000Z",
        "SUMMARY:Oxley Parish Council",
        "LOCATION:The Hall\\, Oxley\\; upstairs",
        "URL:https://oxley.example/meetings/a/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_summer_time_is_minded_and_a_meeting_without_a_time_takes_its_day() -> None:
    assert "DTSTART:20260714T183000Z" in event(date=date(2026, 7, 14), time="7.30 pm")
    assert "DTSTART;VALUE=DATE:20260113" in event()


def test_a_meeting_that_is_called_off_stays_in_the_calendar_struck_out() -> None:
    assert "STATUS:CANCELLED" in event(status="cancelled")
    assert "STATUS:CANCELLED" not in event(status="approved")  # which is no status of an agenda


def test_long_lines_are_broken_between_letters() -> None:
    place = "Canolfan Gymunedol Llanfairpwllgwyngyll, ŵ ŷ " * 6
    assert f"LOCATION:{' '.join(place.split())}".replace(",", "\\,") in event(place=place)


def test_a_planned_meeting_has_no_page() -> None:
    data = calendar([Meeting(Paper("meetings/index.md", "planned", COUNCIL, DAY))], COUNCIL, "oxley.example", {})
    assert b"URL" not in data
    assert b"LOCATION" not in data


def test_a_body_s_name_in_an_address() -> None:
    assert slug("Planning & Highways (Sub-)Committee") == "planning-and-highways-sub-committee"


# Decisions


def test_decisions_are_the_lines_that_begin_so_each_under_its_heading() -> None:
    html = (
        '<h2 id="paths">Paths</h2><p><strong>Resolved:</strong> to mow &amp; rake.</p><ul><li><p>RESOLVED: that it stay.</p></li></ul>'
        "<h3>Trees</h3><dl><dd>Resolved: none</dd></dl><p>It was resolved: later.</p>"
    )
    assert list(resolved(html)) == [("To mow & rake.", "#paths"), ("That it stay.", "#paths"), ("None", "")]


# The website


def ahead(days: int) -> date:
    """Return the day so many days from today."""
    return london_today() + timedelta(days)


def agenda(day: date, more: str = "") -> str:
    """Return an agenda."""
    return f"---\ntitle: Agenda {day}\nkind: agenda\ndate: {day}\ntime: 7.30 pm\nplace: The Hall\n{more}---\n\n# Agenda {day}\n\n1. Apologies\n"


def minutes(day: date, more: str, decided: str) -> str:
    """Return minutes."""
    return f"---\ntitle: Minutes {day}\nkind: minutes\ndate: {day}\n{more}---\n\n# Minutes {day}\n\n## Paths\n\n**Resolved:** {decided}\n"


FIRST, SECOND, OFF, COMMITTEE, THIRD, LATER = (ahead(days) for days in (-90, -40, 3, 9, 12, 40))
PAGES = {
    f"docs/meetings/{FIRST}/agenda.md": agenda(FIRST),
    f"docs/meetings/{FIRST}/minutes.md": minutes(FIRST, "status: approved\nminute: 26/12\n", "to mend the stile."),
    f"docs/meetings/{SECOND}/agenda.md": agenda(SECOND),
    f"docs/meetings/{SECOND}/minutes.md": minutes(SECOND, "", "to buy a mower & a rake."),
    f"docs/meetings/{THIRD}.md": agenda(THIRD).replace("The Hall", "Victoria Hall"),  # held, and passed by the sign-off
    f"docs/meetings/{OFF}.md": agenda(OFF, "body: Planning & Paths\nstatus: cancelled\n"),
    f"docs/meetings/{COMMITTEE}.md": agenda(COMMITTEE, "body: Planning & Paths\n"),
    "docs/meetings/undated.md": "---\ntitle: Which day was it\n---\n\n# Which day was it\n",
    "docs/meetings/odd.md": "---\ntitle: Odd\nkind: [agenda]\ndate: 13 January 2026\ntime: {a: 1}\nplace: [1]\n---\n\n# Odd\n",
    "docs/meetings/typo.md": agenda(date(2206, 1, 13), "body: [Trees]\nissued: soon\n").replace("7.30 pm", "7.30"),
}
CALENDARS = "meetings/calendars"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped website with some meetings, built through the gate."""
    root = shipped(tmp_path_factory.mktemp("council"))
    write(root, dict(PAGES))
    index = root / "docs" / "meetings" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("planned: []", f"planned: [{{date: {LATER}, time: '19:30'}}]"), encoding="utf-8")
    signed = inside(root, "sign-off", *PAGES, "docs/meetings/index.md", "--as", "Clerk", "--yes")
    assert signed.returncode == 0, signed.stdout
    done = mkdocs(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def words(site: Path, page: str, part: str = "main") -> str:
    """Return the words of a part of a page."""
    html = LexborHTMLParser((site / page / "index.html").read_bytes())
    return " ".join(" ".join(node.text(separator=" ") for node in html.css(part)).split())


def links(site: Path, page: str, part: str) -> list[str]:
    """Return where the links of a part of a page lead, from the front page."""
    html = LexborHTMLParser((site / page / "index.html").read_bytes())
    found = [str(node.attributes["href"]) for node in html.css(f"{part} a")]
    return [((site / page / each.partition("#")[0]).resolve().relative_to(site.resolve())).as_posix() for each in found]


def test_the_front_page_tells_the_next_meeting_and_the_latest_decisions(site: Path) -> None:
    """With its agenda and a calendar of it; what was decided leads to its minute."""
    card = words(site, ".", ".card--first")
    assert f"{COMMITTEE:%A} {COMMITTEE.day} {COMMITTEE:%B %Y}, 7.30 pm" in card
    assert "Planning & Paths, The Hall" in card
    assert f"{CALENDARS}/{COMMITTEE}-planning-and-paths.ics" in links(site, ".", ".card--first")
    latest = words(site, ".", "[aria-labelledby=latest-decisions]")
    assert latest.index("To buy a mower & a rake. (draft minutes)") < latest.index("To mend the stile.")
    assert f"meetings/{FIRST}/minutes" in links(site, ".", "[aria-labelledby=latest-decisions]")


def test_meetings_list_themselves_by_year_with_their_papers(site: Path) -> None:
    """Those to come first; what has no date is not left out; an example says that it is one."""
    said = words(site, "meetings")
    assert (
        said.index("The Hall Agenda for")
        < said.index("The agenda is not here yet")
        < said.index(f"{SECOND.day} {SECOND:%B}")
    )
    assert said.count("(draft)") == 1
    assert "Example: Bassingbourn" in said
    assert "Other pages about meetings Odd Which day was it" in said
    listed = links(site, "meetings", "main")
    assert {
        f"meetings/{SECOND}/agenda",
        f"meetings/{SECOND}/minutes",
        "meetings/undated",
        f"{CALENDARS}/all.ics",
    } <= set(listed)


def test_minutes_show_their_status_their_agenda_and_their_neighbours(site: Path) -> None:
    draft, approved = words(site, f"meetings/{SECOND}/minutes"), words(site, f"meetings/{FIRST}/minutes")
    assert "Draft : the Council has not approved these minutes yet." in draft
    assert "Draft" not in approved
    assert "Approved minute 26/12" in approved
    assert f"meetings/{SECOND}/agenda" in links(site, f"meetings/{SECOND}/minutes", ".facts")
    assert links(site, f"meetings/{SECOND}/minutes", ".beside") == [
        f"meetings/{FIRST}/minutes",
        f"meetings/{THIRD}",
        "meetings",
    ]


def test_an_agenda_says_when_and_where_and_leads_to_its_minutes(site: Path) -> None:
    facts = words(site, f"meetings/{SECOND}/agenda", ".facts")
    assert f"{SECOND:%A} {SECOND.day} {SECOND:%B %Y}, 7.30 pm" in facts
    assert links(site, f"meetings/{SECOND}/agenda", ".facts") == [f"meetings/{SECOND}/minutes"]
    assert links(site, f"meetings/{THIRD}", ".facts") == [
        f"{CALENDARS}/{THIRD}-bassingbourn-cum-kneesworth-parish-council.ics"
    ]


def test_a_meeting_that_is_called_off_says_so_and_is_not_the_next(site: Path) -> None:
    assert "Cancelled : this meeting is not held." in words(site, f"meetings/{OFF}")
    assert links(site, f"meetings/{OFF}", ".facts") == []
    assert words(site, "meetings").count("(cancelled: it is not held)") == 1


def test_every_decision_is_listed(site: Path) -> None:
    assert words(site, "meetings/decisions").count("To ") == 2


def test_there_is_a_calendar_of_all_of_each_body_and_of_each_meeting_to_come(site: Path) -> None:
    """Examples are in none; the gate judged them, and the receipt knows them."""
    council = "bassingbourn-cum-kneesworth-parish-council"
    names = {file.name for file in (site / CALENDARS).iterdir()}
    assert names == {
        "all.ics",
        f"{council}.ics",
        "planning-and-paths.ics",
        f"{OFF}-planning-and-paths.ics",
        f"{COMMITTEE}-planning-and-paths.ics",
        f"{THIRD}-{council}.ics",
        f"{LATER}-{council}.ics",
        f"2206-01-13-{council}.ics",
    }
    every = (site / CALENDARS / "all.ics").read_bytes()
    assert b"LOCATION:Victoria Hall" in every
    assert every.count(b"BEGIN:VEVENT") == 7
    assert every.count(b"STATUS:CANCELLED") == 1
    assert b"20260113" not in every
    assert inside(site.parent, "verify", "site", "--receipt", "receipt.json").returncode == 0
    assert f'"{CALENDARS}/all.ics": "builder"' in (site.parent / "receipt.json").read_text(encoding="utf-8")


def test_the_name_of_an_event_is_no_visitor_s_number_but_what_it_says_is_read(tmp_path: Path) -> None:
    """In a calendar that was put beside the pages."""
    lines = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:2026-01-13-parish-council.example.org\r\nEND:VEVENT\r\n"
    write(
        tmp_path, {"policy.yml": (ROOT / "policy.yml").read_bytes(), "docs/index.md": "# Home\n", "docs/a.ics": lines}
    )
    assert "personal-online" not in inside(tmp_path, "check", "docs/a.ics").stdout
    write(tmp_path, {"docs/a.ics": lines.replace("2026-01-13-parish-council", "07700 900123")})
    assert "personal-phone" in inside(tmp_path, "check", "docs/a.ics").stdout
