"""Notices that come down by themselves: when, which never do, and what is left at their address."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from policy_checks.build import Build
from policy_checks.ended import TITLE, ended
from policy_checks.gate import london_today
from policy_checks.withhold import NOTICE
from tests.project import PHONE, buildable, inside, mkdocs, policy, run, shipped, write
from tests.test_build import VERIFY
from tests.test_sections import ATOM, feed
from tests.test_withhold import publish

DAY = date(2026, 11, 24)
PAST = "---\ntitle: The road is closed\ndate: 2025-03-02\nexpires: 2025-03-09\n---\n\n# The road is closed\n\nGo by the zebrafold ford.\n"
PAGES = {
    "docs/news/road.md": PAST,
    "docs/news/hall.md": "---\ntitle: Hall\ndate: 2025-03-03\nexpires: 2099-01-01\n---\n\n# Hall\n\nOpen. The [road](road.md) was closed.\n",
    "docs/news/accounts.md": PAST.replace("The road is closed", "Accounts").replace(
        "Go by the zebrafold ford", "The annual governance statement may be read"
    ),
    "docs/planning/mill.md": PAST.replace("zebrafold", "zebramill"),
}


def at(root: Path, settings: str, words: str = "The road is closed.", page: str = "news/road.md") -> dict[str, date]:
    """Return what has ended on DAY of a project with this one page."""
    return ended(write(root, {f"docs/{page}": f"---\n{settings}\n---\n\n{words}\n"}) / "docs", policy(), DAY)


def test_a_notice_is_shown_on_its_last_day_and_not_on_the_next(tmp_path: Path) -> None:
    """Whether the setting gives a day alone, or a time as well."""
    last = DAY - timedelta(days=1)
    assert at(tmp_path, f"date: 2026-11-01\nexpires: {DAY}") == {}
    assert at(tmp_path, f"date: 2026-11-01\nexpires: {last}") == {"news/road.md": last}
    assert at(tmp_path, f"date: 2026-11-01 10:00:00\nexpires: {last} 17:00:00") == {"news/road.md": last}


@pytest.mark.parametrize(
    "page", ["finance/notice.md", "Finance/2026/notice.md", "meetings/2026-01.md", "policies/plan.md"]
)
def test_official_business_never_ends(tmp_path: Path, page: str) -> None:
    """Which sections are official stands in policy.yml."""
    assert at(tmp_path, "date: 2025-01-01\nexpires: 2025-02-01", page=page) == {}


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("statutory: Localism Act 2011, section 29", "A register."),
        ("author: Clerk", "The AGAR was approved."),
        ("author: Clerk", "Annual Governance\nand Accountability Return."),
        ("author: Clerk", "The period for the exercise of public rights begins."),
        ("author: Clerk", "Notice of conclusion of audit."),
    ],
)
def test_the_papers_of_the_accounts_never_end_wherever_they_are(tmp_path: Path, setting: str, words: str) -> None:
    """They stay for five years at least (Accounts and Audit Regulations 2015, regulation 13)."""
    assert at(tmp_path, f"date: 2025-01-01\nexpires: 2025-02-01\n{setting}", words) == {}
    assert at(tmp_path, "date: 2025-01-01\nexpires: 2025-02-01", "Agar is made of seaweed.") != {}


@pytest.mark.parametrize(
    "settings", ["expires: 2025-02-01", "date: 2025-01-01\nexpires: soon", "date: 2025-03-01\nexpires: 2025-02-01"]
)
def test_what_is_not_sound_does_not_come_down(tmp_path: Path, settings: str) -> None:
    """It is stopped instead, so that somebody mends it."""
    assert at(tmp_path, settings) == {}


def test_a_page_that_cannot_be_read_is_left_to_the_judge(tmp_path: Path) -> None:
    """It is undecided there."""
    write(tmp_path, {"docs/a.md": b"expires \xff", "docs/b.txt": b"expires", "docs/c.md": "expires: never\n"})
    (tmp_path / "docs" / "d.md").symlink_to(tmp_path / "docs" / "c.md")
    (tmp_path / "docs" / "e.md").write_text(PAST)
    (tmp_path / "docs" / "e.md").chmod(0)
    assert set(ended(tmp_path / "docs", policy(), DAY)) <= {"e.md"}  # who runs the tests as root can read it


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped website with these notices, built through the gate."""
    root = write(shipped(tmp_path_factory.mktemp("ended")), dict(PAGES))
    done = mkdocs(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_its_address_says_that_it_has_ended(published: Path) -> None:
    """And whom to ask; links to it still lead there."""
    html = (published / "site" / "news" / "road" / "index.html").read_text(encoding="utf-8")
    assert f'<h1 id="this-notice-has-ended">{TITLE}</h1>' in html
    assert "It was shown until 9 March 2025" in html
    assert 'href="../road/"' in (published / "site" / "news" / "hall" / "index.html").read_text(encoding="utf-8")
    assert run(published, *VERIFY).returncode == 0


def test_no_list_no_search_no_map_and_no_feed_has_it(published: Path) -> None:
    """Nor does any page hold its words."""
    site = published / "site"
    for page in ("index.html", "news/index.html", "planning/index.html"):
        assert "The road is closed" not in (site / page).read_text(encoding="utf-8"), page
    assert "news/road/" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "news/hall/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    addresses = [each[0] for each in json.loads((site / "search" / "pages.json").read_text(encoding="utf-8"))["pages"]]
    assert "news/hall/" in addresses
    assert not {"news/road/", "planning/mill/"} & set(addresses)
    assert not [file for file in site.rglob("*") if file.is_file() and b"zebra" in file.read_bytes()]
    assert [each.text for each in feed(site).iter(f"{ATOM}title")][1:] == ["Hall", "Accounts"]


def test_the_nightly_check_is_told_what_ended_yesterday(tmp_path: Path) -> None:
    """By the date in London; what ended before was taken down before."""
    yesterday = london_today() - timedelta(days=1)
    project = buildable(
        tmp_path, {"docs/news/road.md": PAST, "docs/news/fete.md": PAST.replace("2025-03-09", str(yesterday))}
    )
    done = inside(project, "ended")
    assert (done.returncode, done.stdout) == (0, "docs/news/fete.md\n")


def test_a_notice_that_has_ended_and_stops_is_withheld(tmp_path: Path) -> None:
    """What is wrong with it is told as ever, and nothing of it is shown."""
    pages = {"docs/index.md": "# Home\n", "docs/news/road.md": PAST + f"\nRing {PHONE}.\n"}
    root = buildable(tmp_path, dict(pages))
    done = publish(root)
    assert done.returncode == 0, done.stderr
    assert "docs/news/road.md" in done.stdout
    assert NOTICE in (root / "site" / "news" / "road" / "index.html").read_text(encoding="utf-8")


def test_a_build_is_told_what_to_put_in_its_place(tmp_path: Path) -> None:
    """And of no other page."""
    root = buildable(tmp_path, {"docs/index.md": "# Home\n", "docs/news/road.md": PAST})
    build = Build(root / "mkdocs.yml", root / "docs", root / "site", preview=False)
    assert [build.keeps_back(page) for page in ("news/road.md", "index.md")] == [True, False]
    assert f"# {TITLE}\n" in (build.notice("news/road.md") or "")
