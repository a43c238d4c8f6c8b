"""The evidence for a period: whole, accessible, and without a word that should not be in it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from policy_checks.__main__ import main
from policy_checks.log import Entry, record, subject_of
from tests.project import gate, project, run, write

TEXT = "a" * 64
PERIOD = ("report", "--from", "2026-04-01", "--to", "2027-03-31")
NAME = "evidence-2026-04-01-to-2027-03-31"


@pytest.fixture
def village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with a record of five decisions, two of them on the first and the last day of the period."""
    root = project(tmp_path, {"docs/minutes.md": "# Minutes\n"})
    salt = gate(root).policy.salt
    for entry in (
        Entry("sign-off", date(2026, 3, 31), "Clerk", "C10", subject_of("minutes.md", salt), TEXT),
        Entry("sign-off", date(2026, 4, 1), "Clerk", "C10", subject_of("minutes.md", salt), TEXT, ("personal-name",)),
        Entry("waiver", date(2026, 5, 1), "Chair", "C09", subject_of("gone.md", salt), TEXT, until=date(2026, 6, 1)),
        Entry("erasure", date(2027, 3, 31), "Clerk", "C09", reference="e-7f3a"),
        Entry("removal", date(2027, 4, 1), "Clerk", "C29", reference="r-1b2c"),
    ):
        record(gate(root), entry)
    monkeypatch.chdir(root)
    return root


def test_a_period_is_written_as_csv_with_its_first_and_its_last_day(village: Path) -> None:
    """A page that stands is named; one that is gone, and what was erased, is not."""
    done = run(village, *PERIOD, "--output", "evidence")
    assert (done.returncode, done.stdout) == (0, f"Written: {NAME}.html and {NAME}.csv, with 3 decisions.\n")
    table = list(csv.reader((village / "evidence" / f"{NAME}.csv").read_text("utf-8").splitlines()))
    assert [row[:7] for row in table[1:]] == [
        ["2026-04-01", "sign-off", "Clerk", "minutes.md", "C10", "personal-name", ""],
        ["2026-05-01", "waiver", "Chair", "a page that is gone", "C09", "", "2026-06-01"],
        ["2027-03-31", "erasure", "Clerk", "reference e-7f3a", "C09", "", ""],
    ]
    assert all(len(row) == len(table[0]) for row in table)


def test_the_page_is_accessible_and_needs_nothing_else(village: Path) -> None:
    assert main(list(PERIOD)) == 0
    page = LexborHTMLParser((village / f"{NAME}.html").read_text(encoding="utf-8"))
    title = "How Bassingbourn-cum-Kneesworth Parish Council moderated its website, 1 April 2026 to 31 March 2027"
    root = page.root
    assert root
    assert root.attributes["lang"] == "en-GB"
    assert [node.text() for node in page.css("title, h1")] == [title, title]
    assert [node.text() for node in page.css("caption")] == [
        "3 decisions, by the day; digests are given in full in the CSV file"
    ]
    assert {node.attributes["scope"] for node in page.css("th")} == {"col", "row"}
    assert len(page.css("tbody tr")) == 3
    assert not page.css("script, img, link, [src], a")
    assert "The record of decisions is whole" in root.text()
    assert "sign-off: 1" in root.text()


def test_a_time_without_decisions_is_said_to_have_none(village: Path) -> None:
    assert main(["report", "--from", "2020-01-01", "--to", "2020-01-01"]) == 0
    assert "Nothing was decided in this time." in (village / "evidence-2020-01-01-to-2020-01-01.html").read_text(
        "utf-8"
    )


def test_a_record_that_was_tampered_with_says_so_in_its_own_evidence(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = village / "registers" / "log" / "2026.jsonl"
    file.write_text(file.read_text("utf-8").replace('"Chair"', '"Clerk"'), encoding="utf-8", newline="\n")
    assert main(list(PERIOD)) == 1
    assert "The record is not sound" in capsys.readouterr().out
    page = (village / f"{NAME}.html").read_text(encoding="utf-8")
    assert "is not whole. What is wrong with it:" in page
    assert "<li>an entry of 2027-03-31 stands on one that was altered or taken out</li>" in page


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--from", "April", "--to", "2027-03-31"), "give each date as"),
        (("--from", "2027-03-31", "--to", "2026-04-01"), "lies before"),
        (("--from", "2026-04-01", "--to", "2027-03-31", "--output", "docs/evidence"), "what lies in docs is published"),
    ],
)
def test_a_report_that_cannot_be_made_says_why_and_writes_nothing(
    village: Path, arguments: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(village.rglob("*"))
    assert main(["report", *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert sorted(village.rglob("*")) == before


def test_a_policy_without_pin_or_pages_is_reported_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path, {})
    settings = (root / "policy.yml").read_text("utf-8")
    line = next(each for each in settings.split("\n") if each.startswith("  minute:"))
    write(root, {"policy.yml": settings.replace(line, '  minute: ""')})
    monkeypatch.chdir(root)
    assert main(list(PERIOD)) == 0
    assert "<code>not recorded</code>" in (root / f"{NAME}.html").read_text("utf-8")


def test_links_in_docs_are_passed_over(village: Path) -> None:
    (village / "docs" / "other.md").symlink_to(village / "policy.yml")
    assert main(list(PERIOD)) == 0
