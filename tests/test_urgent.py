"""A flood at night: a text that was signed off beforehand goes out from a form, is judged, ends by itself, and is confirmed."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from policy_checks.__main__ import main
from policy_checks.log import Log as Record
from policy_checks.log import decisions, faults_of, read_log
from policy_checks.model import UnreadableError
from policy_checks.policy import parse_policy
from policy_checks.urgent import (
    LONDON,
    Notice,
    approve,
    expire,
    next_working_day,
    publish,
    showing,
    spoken,
    template,
    unconfirmed,
)
from tests.project import PHONE, ROOT, gate, mkdocs, policy, project, verdict, write

NIGHT = datetime(2026, 11, 27, 23, 40, tzinfo=LONDON)  # a Friday
DAY = NIGHT.date()
FLOOD = Notice("flood", "Mill Lane and The Causeway", "the village hall", 24, "Chair")
LOGIN = "clerk-of-the-village"


@pytest.fixture
def village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with the shipped text, which the Clerk has signed off; the Clerk has an account."""
    root = project(tmp_path, {"docs/index.md": "# Home\n"})
    shutil.copytree(ROOT / "urgent", root / "urgent")
    settings = (root / "policy.yml").read_text("utf-8")
    write(root, {"policy.yml": settings.replace('office: Clerk, moderates: true, account: ""', f"office: Clerk, moderates: true, account: {LOGIN}")})  # fmt: skip
    monkeypatch.chdir(root)
    approve(gate(root), "flood", "Clerk", date(2026, 10, 1))
    return root


def pages(root: Path) -> list[Path]:
    """Return the urgent notices that lie in docs/."""
    return sorted((root / "docs").rglob("urgent-*.md"))


def test_a_flood_goes_out_passes_the_gate_and_is_in_the_record(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(gate(village), FLOOD, NIGHT) == 0
    assert "A moderator confirms it by 30 November 2026" in capsys.readouterr().out
    (page,) = pages(village)
    assert page.name == "urgent-2026-11-27-2340-flood.md"
    text = page.read_text("utf-8")
    assert "Floodline on **0345 988 1188**" in text
    assert "- Rest centre: the village hall\n" in text
    assert "This notice ends at 11.40 pm on 28 November 2026." in text
    assert verdict(village, DAY).publishable
    opened = gate(village)
    log = read_log(village / "registers" / "log")
    assert [each.act for each in log.entries.values()] == ["sign-off", "override"]
    assert list(faults_of(log, Record(), decisions(opened), opened.policy.salt)) == []
    assert "Mill" not in "".join(file.read_text("utf-8") for file in (village / "registers" / "log").iterdir())


def test_a_line_whose_blank_is_left_empty_is_dropped(village: Path) -> None:
    assert publish(gate(village), Notice("flood", "Mill Lane", "", 48, "Clerk"), NIGHT) == 0
    assert "Rest centre" not in pages(village)[0].read_text("utf-8")


def test_what_is_certain_still_stops_it_and_nothing_is_left_behind(village: Path) -> None:
    before = (village / "registers" / "signoffs.yml").read_bytes()
    assert publish(gate(village), Notice("flood", f"Mill Lane, ring {PHONE}", "", 24, "Chair"), NIGHT) == 1
    assert pages(village) == []
    assert (village / "registers" / "signoffs.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("notice", "sentence"),
    [
        (Notice("storm", "Mill Lane", "", 24, "Clerk"), "there is one for: flood"),
        (Notice("flood", "", "", 24, "Clerk"), "give the place"),
        (Notice("flood", "Mill <b>Lane</b>", "", 24, "Clerk"), "in plain words"),
        (Notice("flood", "[Mill](https://x.example)", "", 24, "Clerk"), "in plain words"),
        (Notice("flood", "Mill Lane", "hall\n# Lie", 24, "Clerk"), "in plain words"),
        (Notice("flood", "Mill Lane", "", 0, "Clerk"), "from 1 to 48"),
        (Notice("flood", "Mill Lane", "", 49, "Clerk"), "from 1 to 48"),
        (Notice("flood", "Mill Lane", "", 24, "Cleaner"), "“--as” must be an office"),
    ],
)
def test_what_cannot_be_published_urgently_says_why(village: Path, notice: Notice, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        publish(gate(village), notice, NIGHT)
    assert pages(village) == []


def test_a_text_that_was_changed_since_it_was_signed_off_does_not_go_out(village: Path) -> None:
    name, text = template(gate(village), "flood")
    write(village, {name: text.replace("Floodline", "The flood line")})
    with pytest.raises(UnreadableError, match="nobody has signed off urgent/flood"):
        publish(gate(village), FLOOD, NIGHT)
    approve(gate(village), "flood", "Chair", DAY)
    assert publish(gate(village), FLOOD, NIGHT) == 0


def test_a_text_is_signed_off_by_an_office_that_is_held_on_that_day(village: Path) -> None:
    with pytest.raises(UnreadableError, match="held today"):
        approve(gate(village), "flood", "Clerk", date(2023, 12, 31))
    register = village / "registers" / "signoffs.yml"
    register.write_text(register.read_text("utf-8").replace("2026-10-01", "2023-12-31"), encoding="utf-8")
    with pytest.raises(UnreadableError, match="nobody has signed off"):
        publish(gate(village), FLOOD, NIGHT)


def test_two_notices_of_one_minute_do_not_run_into_each_other(village: Path) -> None:
    publish(gate(village), FLOOD, NIGHT)
    with pytest.raises(UnreadableError, match="wait for the next"):
        publish(gate(village), FLOOD, NIGHT)
    assert len(pages(village)) == 1


def test_a_notice_is_shown_until_it_ends_and_then_deleted(village: Path) -> None:
    """The very minute at which it ends is no longer its own; one that does not say when is over."""
    publish(gate(village), FLOOD, NIGHT)
    settings = {"urgent": True, "until": "2026-11-28T23:40+00:00"}
    last, end = datetime(2026, 11, 28, 23, 39, tzinfo=LONDON), datetime(2026, 11, 28, 23, 40, tzinfo=LONDON)
    assert (showing(settings, last), showing(settings, end)) == (True, False)
    assert not showing({"until": "2999-01-01T00:00+00:00"}, NIGHT)
    assert expire(gate(village), last) == []
    assert expire(gate(village), end) == ["urgent-2026-11-27-2340-flood.md"]
    assert pages(village) == []
    write(village, {"docs/news/urgent-old.md": "---\nurgent: true\n---\n\n# Old\n"})
    assert expire(gate(village), NIGHT) == ["urgent-old.md"]


def test_it_must_be_confirmed_on_the_next_working_day(village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A Friday's by Monday; afterwards the scheduled run says so until a moderator has signed the page off."""
    publish(gate(village), FLOOD, NIGHT)
    assert unconfirmed(gate(village), date(2026, 11, 30)) == []
    assert unconfirmed(gate(village), date(2026, 12, 1)) == [
        "registers/signoffs.yml, line 5: published urgently, and not confirmed by a moderator yet."
    ]
    assert main(["sign-off", str(pages(village)[0]), "--as", "Clerk", "--yes"]) == 0
    capsys.readouterr()
    assert unconfirmed(gate(village), date(2026, 12, 1)) == []


@pytest.mark.parametrize(
    ("day", "nation", "following"),
    [
        (date(2026, 11, 26), "england", date(2026, 11, 27)),
        (date(2026, 11, 27), "england", date(2026, 11, 30)),
        (date(2026, 12, 24), "england", date(2026, 12, 29)),
        (date(2026, 12, 31), "england", date(2027, 1, 4)),
        (date(2026, 11, 27), "scotland", date(2026, 12, 1)),
    ],
    ids=["a Thursday", "a Friday", "Christmas Eve", "New Year's Eve", "St Andrew's Day"],
)
def test_the_next_working_day(day: date, nation: str, following: date) -> None:
    text = (ROOT / "policy.yml").read_text("utf-8").replace("nation: england", f"nation: {nation}")
    assert next_working_day(day, parse_policy(text.encode())) == following


@pytest.mark.parametrize(("hour", "words"), [(0, "12.05 am"), (9, "9.05 am"), (12, "12.05 pm"), (21, "9.05 pm")])
def test_times_are_said_as_people_say_them(hour: int, words: str) -> None:
    assert spoken(datetime(2026, 11, 3, hour, 5, tzinfo=LONDON)) == f"{words} on 3 November 2026"


# The form


def event(**changes: Any) -> dict[str, Any]:
    """Return what the code host records when the form is sent."""
    inputs = {"kind": "flood", "place": "Mill Lane", "rest_centre": "", "hours": "24", "office": "Clerk"}
    body = {"ref": "refs/heads/main", "repository": {"default_branch": "main"}, "sender": {"login": LOGIN.upper()}}
    return {**body, **changes, "inputs": {**inputs, **changes.get("inputs", {})}}


def sent(root: Path, body: Any) -> int:
    """Send the form; return the exit status."""
    write(root, {"event.json": json.dumps(body)})
    return main(["urgent", "publish", "--event", "event.json"])


def test_whoever_holds_the_office_sends_the_form(village: Path) -> None:
    assert sent(village, event()) == 0
    assert len(pages(village)) == 1


@pytest.mark.parametrize(
    "body",
    [
        event(sender={"login": "somebody-else"}),
        event(sender={}),
        event(inputs={"office": "Chair"}),
        event(inputs={"office": ""}),
        event(ref="refs/heads/other"),
        event(repository={}),
        event(inputs={"hours": "many"}),
        event(inputs={"place": "$(rm -rf .)"}),
        [],
    ],
)
def test_a_form_that_may_not_publish_writes_nothing(village: Path, body: Any) -> None:
    assert sent(village, body) == 2
    assert pages(village) == []


def test_each_part_is_there_on_the_command_line(village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["urgent", "approve", "flood", "--as", "Vice-Chair"]) == 0
    assert main(["urgent", "publish", "flood", "--place", "Mill Lane", "--as", "Clerk"]) == 0
    assert main(["urgent", "expire"]) == 0
    assert main(["urgent", "due"]) == 0
    assert "No notice has ended.\nNothing waits for confirmation.\n" in capsys.readouterr().out
    register = village / "registers" / "signoffs.yml"
    text = register.read_text("utf-8")
    today = next(line for line in reversed(text.split("\n")) if line.startswith("  on: "))
    register.write_text(text.replace(today, "  on: 2024-01-02"), encoding="utf-8")
    (page,) = pages(village)
    page.write_text(page.read_text("utf-8").replace('until: "2', 'until: "1'), encoding="utf-8")
    assert main(["urgent", "due"]) == 1
    assert main(["urgent", "expire"]) == 0
    assert f"Ended and deleted: {page.name}\n" in capsys.readouterr().out


# Above every page


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Council's own website, built with a notice that has ended, one that has not, and the Clerk away."""
    root = tmp_path_factory.mktemp("council")
    for name in ("docs", "hooks", "overrides", "registers"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    away = '\nabsence: {from: 2024-01-01, until: 2999-12-31, says: "The Chair answers urgent matters."}\n'
    notice = '---\ntitle: "{0}"\ndate: 2026-11-27\nurgent: true\nuntil: "{1}"\n---\n\n# {0}\n\nKeep away.\n'
    write(
        root,
        {
            "policy.yml": (ROOT / "policy.yml").read_text("utf-8") + away,
            "docs/news/urgent-1.md": notice.format("Flood in Mill Lane", "2999-01-01T00:00+00:00"),
            "docs/news/urgent-2.md": notice.format("Storm on the green", "2026-01-01T00:00+00:00"),
        },
    )
    done = mkdocs(root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.mark.parametrize("page", ["index.html", "contact/index.html", "404.html"])
def test_every_page_has_the_notice_that_has_not_ended_and_the_clerks_absence(built: Path, page: str) -> None:
    top = (built / page).read_text("utf-8").partition("<header")[0]
    assert '<strong>Flood in Mill Lane</strong>. <a href="' in top
    assert "The Clerk is away from 1 January 2024 to 31 December 2999. The Chair answers urgent matters." in top
    assert "Storm on the green" not in top


def test_without_either_nothing_stands_above_the_page() -> None:
    assert policy().absence is None
