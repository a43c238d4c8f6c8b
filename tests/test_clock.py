"""The clock of meetings, against a table that was worked out by hand; and what the clerk is told of meetings and yearly documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from policy_checks.build import Build
from policy_checks.clock import clear_days, counts, last_day, month_after
from policy_checks.documents.source import Source
from policy_checks.gate import london_today
from policy_checks.model import Document, Finding, Level, Surface, UnreadableError
from policy_checks.pages import Pages
from policy_checks.policy import parse_policy
from tests.project import ROOT, inside, policy, project, verdict, write

# The day of the meeting and the last day of issue, by the calendar and section 243; what was left out stands beside it.
WORKED = [
    ("2026-01-12 Mon", "2026-01-07 Wed"),  # Sunday 11
    ("2026-01-13 Tue", "2026-01-08 Thu"),
    ("2026-01-14 Wed", "2026-01-09 Fri"),
    ("2026-01-15 Thu", "2026-01-10 Sat"),
    ("2026-01-16 Fri", "2026-01-12 Mon"),
    ("2026-01-17 Sat", "2026-01-13 Tue"),
    ("2026-01-18 Sun", "2026-01-14 Wed"),
    ("2028-03-01 Wed", "2028-02-25 Fri"),  # 29 February counts
    # Christmas 2025, Thursday: the break is 24 to 29 December
    ("2025-12-23 Tue", "2025-12-18 Thu"),
    ("2025-12-24 Wed", "2025-12-19 Fri"),
    ("2025-12-30 Tue", "2025-12-19 Fri"),
    ("2026-01-02 Fri", "2025-12-22 Mon"),  # and 1 January
    ("2026-01-05 Mon", "2025-12-30 Tue"),
    # Christmas 2026, Friday: 24 to 29 December, the 28th being Boxing Day's
    ("2026-12-30 Wed", "2026-12-19 Sat"),
    ("2026-12-31 Thu", "2026-12-21 Mon"),
    ("2027-01-04 Mon", "2026-12-23 Wed"),
    ("2027-01-12 Tue", "2027-01-07 Thu"),
    # Christmas 2022, Sunday: 23 to 28 December
    ("2022-12-29 Thu", "2022-12-19 Mon"),
    # Christmas 2027, Saturday: 24 to 29 December
    ("2027-12-30 Thu", "2027-12-20 Mon"),
    # Christmas 2028, Monday: 22 to 27 December
    ("2028-12-28 Thu", "2028-12-18 Mon"),
    # Easter 2026, 5 April: the break is 2 to 7 April
    ("2026-04-02 Thu", "2026-03-28 Sat"),
    ("2026-04-08 Wed", "2026-03-28 Sat"),
    ("2026-04-09 Thu", "2026-03-30 Mon"),
    ("2026-04-13 Mon", "2026-04-08 Wed"),
    ("2026-04-14 Tue", "2026-04-09 Thu"),
    # Easter 2027, 28 March: 25 to 30 March
    ("2027-03-31 Wed", "2027-03-20 Sat"),
    ("2027-04-01 Thu", "2027-03-22 Mon"),
    # Bank holidays
    ("2026-05-05 Tue", "2026-04-29 Wed"),  # 4 May
    ("2026-05-07 Thu", "2026-05-01 Fri"),
    ("2026-05-12 Tue", "2026-05-07 Thu"),
    ("2026-05-26 Tue", "2026-05-20 Wed"),  # 25 May
    ("2026-09-01 Tue", "2026-08-26 Wed"),  # 31 August
    # Bank holidays of one year
    ("2022-06-07 Tue", "2022-05-31 Tue"),  # Jubilee, 2 and 3 June
    ("2022-09-20 Tue", "2022-09-14 Wed"),  # State Funeral, 19 September
    ("2023-05-09 Tue", "2023-05-03 Wed"),  # Coronation, 8 May
]


def day(written: str) -> date:
    """Return a day of the table; its weekday is checked too."""
    found = date.fromisoformat(written[:10])
    assert f"{found:%a}" == written[11:]
    return found


@pytest.mark.parametrize(("meeting", "last"), WORKED)
def test_the_last_day_of_issue_is_as_worked_out_by_hand(meeting: str, last: str) -> None:
    """On it three clear days are left; a day later, whatever day that is, fewer than four and never more."""
    assert last_day(day(meeting), policy()) == day(last)
    assert clear_days(day(last), day(meeting), policy()) == 3


def test_the_table_is_long_enough() -> None:
    assert len(WORKED) >= 30


def test_a_day_of_mourning_is_taken_from_the_settings() -> None:
    mourning = frozenset(date(2022, 9, number) for number in range(14, 18))
    assert last_day(date(2022, 9, 20), replace(policy(), days_off=mourning)) == date(2022, 9, 9)
    assert not counts(date(2022, 9, 15), replace(policy(), days_off=mourning))


def test_a_month_later_is_the_same_day_or_the_last_of_the_month() -> None:
    assert month_after(date(2026, 1, 13)) == date(2026, 2, 13)
    assert month_after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert month_after(date(2026, 12, 5)) == date(2027, 1, 5)


# What the clerk is told

MEETING = date(2026, 12, 8)  # a Tuesday: the last day is Thursday 3 December
AGENDA = "---\ntitle: Agenda\nkind: agenda\ndate: 2026-12-08\ntime: 7.30 pm\nplace: Hall\n---\n\n# Agenda\n"
MINUTES = "---\ntitle: Minutes\nkind: minutes\ndate: 2026-12-08\n---\n\n# Minutes\n"
OTHERS = {"moderation-signoff", "notices-unpinned"}


def council(root: Path, files: Mapping[str, str], settings: Mapping[str, str] | None = None) -> Path:
    """Make a project with these pages, and these words of policy.yml put in place of others."""
    project(root, {"docs/index.md": "# Home\n", "mkdocs.yml": "site_name: V\n", **files})
    file = root / "policy.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in (settings or {}).items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return root


def told(root: Path, today: date) -> list[Finding]:
    """Return what is told of meetings and years."""
    found = [each for each in verdict(root, today, whole=True).findings if each.check not in OTHERS]
    assert all(each.level is Level.ADVISE for each in found)
    assert [
        f"{each.message} {each.remedy}" for each in found if len(f"{each.message} {each.remedy}".split()) >= 40
    ] == []
    return found


def names(root: Path, today: date) -> list[str]:
    """Return the checks that tell something."""
    return [each.check for each in told(root, today)]


def signed(root: Path, on: str) -> None:
    """Sign off the agenda on a day, whatever its words were."""
    entry = f"- page: meetings/a.md\n  by: Clerk\n  on: {on}\n  sha256: {'a' * 64}\n"
    file = root / "registers" / "signoffs.yml"
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    write(root, {"registers/signoffs.yml": before + entry})


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-11-11", None),  # 22 days before the last day
        ("2026-11-12", "in 21 days: the last day is Thursday 3 December 2026"),
        ("2026-12-02", "tomorrow: the last day"),
        ("2026-12-03", "today: the last day"),
    ],
)
def test_the_days_to_the_last_day_are_counted_down(tmp_path: Path, today: str, words: str | None) -> None:
    """Until somebody signs the agenda off; told at the line with the date."""
    root = council(tmp_path, {"docs/meetings/a.md": AGENDA})
    found = told(root, date.fromisoformat(today))
    assert [(each.check, each.place.line) for each in found] == ([("meeting-due", 4)] if words else [])
    assert all(str(words) in each.message for each in found)
    signed(root, today)
    assert told(root, date.fromisoformat(today)) == []


def test_an_agenda_that_comes_after_the_last_day_is_advised_until_the_meeting_is_over(tmp_path: Path) -> None:
    """Whether it is not there yet, was signed off late, or says itself that it was issued late; never that the meeting may not be held."""
    root = council(tmp_path, {"docs/meetings/a.md": AGENDA})
    (late,) = told(root, date(2026, 12, 4))
    assert (late.check, late.path, late.place.line) == ("meeting-late", "docs/meetings/a.md", 4)
    assert "after the deadline, Thursday 3 December 2026" in late.message
    assert late.remedy == "Check when the noticeboard had the notice and the members had the summons."
    signed(root, "2026-12-04")
    assert names(root, date(2026, 12, 8)) == ["meeting-late"]
    assert names(root, date(2026, 12, 9)) == []
    signed(root, "2026-12-01")  # an earlier version was there in time
    assert names(root, date(2026, 12, 8)) == []
    write(root, {"docs/meetings/a.md": AGENDA.replace("place:", "issued: 2026-12-05\nplace:")})
    assert names(root, date(2026, 12, 8)) == ["meeting-late"]


def test_a_page_that_nobody_signs_off_is_taken_at_its_word(tmp_path: Path) -> None:
    root = council(tmp_path, {"docs/meetings/a.md": AGENDA}, {'"meetings/**", ': ""})
    assert names(root, date(2026, 12, 8)) == []
    write(root, {"docs/meetings/a.md": AGENDA.replace("place:", "issued: 2026-12-04\nplace:")})
    assert names(root, date(2026, 12, 8)) == ["meeting-late"]


def test_a_planned_meeting_is_counted_down_at_its_line_and_an_example_is_not(tmp_path: Path) -> None:
    plan = "---\ntitle: Meetings\nplanned:\n  - {date: 2026-11-10, time: 7 pm}\n  - {date: 2026-12-08, time: 7.30 pm}\n---\n\n# Meetings\n"
    example = AGENDA.replace("kind:", "example: true\nkind:")
    root = council(tmp_path, {"docs/meetings/index.md": plan, "docs/meetings/e.md": example})
    assert [(each.check, each.path, each.place.line) for each in told(root, date(2026, 12, 1))] == [
        ("meeting-due", "docs/meetings/index.md", 5)
    ]


def test_the_clock_of_one_act_is_not_another_nation_s(tmp_path: Path) -> None:
    root = council(tmp_path, {"docs/meetings/a.md": AGENDA}, {"nation: england  #": "nation: scotland  #"})
    assert names(root, date(2026, 12, 4)) == []
    assert names(root, date(2027, 3, 1)) == []


@pytest.mark.parametrize("year", ["9999", "2206", "0001"])
def test_a_slip_in_the_year_is_no_fault_of_the_gate_s(tmp_path: Path, year: str) -> None:
    slip = AGENDA.replace("2026-12-08", f"{year}-12-31")
    root = council(tmp_path, {"docs/meetings/a.md": slip})
    assert names(root, date(2026, 12, 1)) == ["meeting-minutes" if year == "0001" else "meeting-far"]


def test_draft_minutes_are_asked_for_after_a_month(tmp_path: Path) -> None:
    root = council(tmp_path, {"docs/meetings/a.md": AGENDA})
    assert names(root, date(2027, 1, 8)) == []
    (found,) = told(root, date(2027, 1, 9))
    assert found.check == "meeting-minutes"
    assert "due by Friday 8 January 2027" in found.message
    write(root, {"docs/meetings/m.md": MINUTES})
    assert names(root, date(2027, 1, 9)) == []


def test_a_meeting_that_is_called_off_needs_no_notice_and_no_minutes(tmp_path: Path) -> None:
    root = council(tmp_path, {"docs/meetings/a.md": AGENDA.replace("kind:", "status: cancelled\nkind:")})
    assert names(root, date(2026, 12, 4)) == []
    assert names(root, date(2027, 1, 9)) == []


def test_minutes_without_an_agenda_are_told_once_agendas_are_kept_here(tmp_path: Path) -> None:
    """Older minutes, and those of a body without agendas, are an archive."""
    old = MINUTES.replace("2026-12-08", "2019-12-08")
    later = MINUTES.replace("2026-12-08", "2026-12-15")
    other = later.replace("kind:", "body: Finance Committee\nkind:")
    files = {"docs/meetings/a.md": AGENDA, "docs/meetings/m.md": MINUTES, "docs/meetings/old.md": old}
    root = council(tmp_path, {**files, "docs/meetings/later.md": later, "docs/meetings/other.md": other})
    assert [(each.check, each.path) for each in told(root, date(2026, 12, 20))] == [
        ("meeting-agenda", "docs/meetings/later.md")
    ]


def test_two_meetings_at_one_time_are_told_at_the_second_with_the_name_of_the_first(tmp_path: Path) -> None:
    copy = AGENDA.replace("kind:", "body: Planning Committee\nkind:")
    root = council(tmp_path, {"docs/meetings/a.md": AGENDA, "docs/meetings/b.md": copy})
    (found,) = told(root, date(2026, 10, 1))
    assert (found.check, found.path) == ("meeting-together", "docs/meetings/b.md")
    assert "docs/meetings/a.md" in found.message
    write(root, {"docs/meetings/b.md": copy.replace("7.30", "8.30")})
    assert told(root, date(2026, 10, 1)) == []


def test_bad_settings_are_findings_with_place_and_mend_and_hide_nothing_else(tmp_path: Path) -> None:
    """By the real command line, exit status 0: an agenda is not kept back for its settings."""
    bad = "---\nkind: agenda\ndate: 13 January 2026\ntime: [7]\nplace: {a: 1}\nissued: soon\n---\n\n# Agenda\n"
    plan = "---\nplanned: [soon, {date: x}]\n---\n\n# Meetings\n"
    files = {"docs/meetings/bad.md": bad, "docs/meetings/index.md": plan, "docs/meetings/none.md": "# Notes\n"}
    root = council(tmp_path, {**files, "docs/meetings/line.md": "Notes"}, {'"meetings/**", ': ""})
    done = inside(root, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    told_at = [line.strip().split(". ")[0] for line in done.stdout.splitlines() if ". Advice: " in line]
    assert [each for each in told_at if each.startswith("Line")][:3] == [
        "Line 3, column 1",
        "Line 4, column 1",
        "Line 5, column 1",
    ]
    assert "Write year, month and day in figures, such as: date: 2026-11-03." in done.stdout
    assert done.stdout.count("CHECKS.md, under meeting-settings") == 7
    assert "meeting-settings" not in inside(root, "check", "docs/meetings/none.md").stdout  # alone, it may be anything
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("planned", "lines"),
    [
        ("soon", [2]),
        ("[{date: 2026-12-08}]", [2]),
        ("[soon]", [2]),
        ("\n  - {date: 2026-12-08, time: 7 pm}\n  - {date: 8 December, time: 7 pm}\n  - {time: 7 pm}", [2, 4]),
        ("\n  - date: 2026-12-08\n    time: 7.30", [3]),
    ],
)
def test_what_is_planned_is_looked_at_line_by_line(tmp_path: Path, planned: str, lines: list[int]) -> None:
    """A plan without a date is told where the list begins."""
    page = f"---\nplanned: {planned}\n---\n\n# Meetings\n"
    root = council(tmp_path, {"docs/meetings/index.md": page})
    found = told(root, date(2026, 1, 1))
    assert [(each.check, each.place.line) for each in found] == [("meeting-settings", line) for line in lines]


def test_the_preview_shows_the_count_of_days_on_the_page(tmp_path: Path) -> None:
    """In its banner, to whoever edits the agenda."""
    meeting = london_today() + timedelta(14)
    root = council(tmp_path, {"docs/meetings/a.md": AGENDA.replace("2026-12-08", str(meeting))})
    build = Build(root / "mkdocs.yml", root / "docs", root / "site", preview=True)
    assert "the last day is" in build.with_banner("<body></body>", "meetings/a.md", "policy/")


# Yearly documents

YEARLY = """yearly:
  - {name: accounts, what: accounts, by: 30 June, nation: england, law: the Regulations}
  - {name: audited, what: audited accounts, by: 30 September, nation: england, above: 25000, law: the Regulations}
  - {name: land, what: land and buildings, by: 1 July, nation: england, up_to: 25000, law: the Code}
  - {name: notes, what: notes, by: 1 July, nation: wales, law: the Act}

"""
DAYS_OFF = "days_off: []"


def yearly(root: Path, turnover: str, files: Mapping[str, str] | None = None) -> Path:
    """Make a council that publishes documents every year."""
    return council(root, files or {}, {"turnover: null": f"turnover: {turnover}", DAYS_OFF: YEARLY + DAYS_OFF})


@pytest.mark.parametrize(
    ("turnover", "asked"),
    [
        ("24000", ["accounts", "land and buildings"]),
        ("25000", ["accounts", "land and buildings"]),
        ("25001", ["accounts", "audited accounts"]),
        ("0", ["accounts", "land and buildings"]),
    ],
)
def test_what_is_asked_for_goes_by_nation_and_turnover(tmp_path: Path, turnover: str, asked: list[str]) -> None:
    found = told(yearly(tmp_path, turnover), date(2026, 11, 24))
    assert [each.message.split(": ")[1].split(",")[0] for each in found] == asked
    assert {each.path for each in found} == {"policy.yml"}


def test_what_is_asked_for_says_its_day_its_law_and_how_to_tell_of_it(tmp_path: Path) -> None:
    """The year changes a month before the day."""
    root = yearly(tmp_path, "24000")
    accounts = told(root, date(2027, 5, 30))[0]
    assert accounts.message == "Not found on this website: accounts, due by 30 June 2026 (the Regulations)."
    accounts = told(root, date(2027, 5, 31))[0]
    assert "due by 30 June 2027" in accounts.message
    assert "“yearly: accounts” and “year: 2027”" in accounts.remedy
    line = (root / "policy.yml").read_text(encoding="utf-8").split("\n")[accounts.place.line - 1]
    assert "name: accounts" in line


def test_a_page_or_a_document_that_publishes_it_is_found(tmp_path: Path) -> None:
    files = {
        "docs/papers/a.md": "---\nyearly: accounts\nyear: 2026\n---\n\n# Accounts\n",
        "docs/papers/b.md": "---\ndocuments:\n  - {file: b.csv, yearly: [land, notes], year: 2026}\n  - soon\n---\n\n# Land\n",
        "docs/papers/c.md": "---\nyearly: audited\nyear: soon\n---\n\n# Audit\n",
        "docs/papers/b.csv": "Plot\nGreen\n",
    }
    root = yearly(tmp_path, "24000", files)
    asked = {
        today: [each.check for each in verdict(root, today, whole=True).findings].count("notices-yearly")
        for today in (date(2026, 11, 24), date(2027, 11, 24))
    }
    assert list(asked.values()) == [0, 2]


def test_without_the_turnover_only_what_all_publish_is_asked_for_and_that_is_said(tmp_path: Path) -> None:
    council_line, accounts = told(yearly(tmp_path, "null"), date(2026, 11, 24))
    assert "turnover" in council_line.message
    assert "accounts" in accounts.message


def test_the_shipped_settings_ask_for_what_is_not_there(tmp_path: Path) -> None:
    """Each row is one that a finding can be told of in under 40 words."""
    for turnover in ("20000", "90000"):
        root = project(tmp_path / turnover, {"docs/index.md": "# Home\n", "mkdocs.yml": "site_name: V\n"})
        text = (ROOT / "policy.yml").read_text(encoding="utf-8").replace("turnover: null", f"turnover: {turnover}")
        kept = [line for line in text.split("\n") if not line.startswith(("    notices:", "      - {on:"))]
        write(root, {"policy.yml": "\n".join(kept)})
        found = verdict(root, date(2026, 11, 24), whole=True).findings
        asked = [each for each in found if each.check == "notices-yearly"]
        said = [f"{each.message} {each.remedy}" for each in asked]
        assert [each for each in said if len(each.split()) >= 40] == []
        assert len(asked) == (6 if turnover == "20000" else 3)


def test_a_day_that_is_none_is_told_with_its_line() -> None:
    text = (ROOT / "policy.yml").read_text(encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"line \d+: “by” must be a day and a month, such as 1 July"):
        parse_policy(text.replace("by: 1 July", "by: 31 June").encode())
    days = DAYS_OFF.replace("[]", "[{day: 2022-09-19, what: State Funeral}]")
    assert parse_policy(text.replace(DAYS_OFF, days).encode()).days_off == {date(2022, 9, 19)}


def test_settings_are_read_again_where_the_judgement_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run, from the cache, tells the same; malformed settings are told by the page itself, and by no traceback."""
    day_ahead = date.today() + timedelta(200)  # noqa: DTZ011 - any day far ahead
    agenda = AGENDA.replace("2026-12-08", str(day_ahead))
    copy = agenda.replace("kind:", "body: Planning Committee\nkind:")
    files = {"docs/meetings/a.md": agenda, "docs/meetings/b.md": copy, "docs/meetings/c.md": "---\nkind: [\n---\n"}
    root = council(tmp_path / "v", files, {'"meetings/**", ': ""})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    env = {"POLICY_CHECKS_NO_CACHE": "", "CI": "", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    first, second = inside(root, "check", env=env), inside(root, "check", env=env)
    assert first.stdout == second.stdout
    assert "meeting-together" in second.stdout


def test_what_is_no_text_has_no_settings() -> None:
    """Such as a picture in which the bytes of a setting's name happen to stand."""
    picture = Source("docs/a.png", "a.png", Surface.WRITTEN, b"\x89PNG\xffyearly:")
    head = Document("docs/a.png", "a.png", Surface.WRITTEN, "picture", "")
    pages = Pages(unread={"a.png": (picture, head)})
    assert (pages.saying(b"yearly:"), pages.settings("a.png")) == (["a.png"], {})
