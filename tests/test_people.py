"""people.yml: what an entry lets through, and when; and finding, withdrawing and ending what is recorded of somebody."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from policy_checks.reading import normalised
from policy_checks.recorded import business, forms
from tests.project import EMAIL, PHONE, TODAY, project, run, verdict, write

NAME = "Gillian Threlkeld"
OFFICE = ("basis: public-task", "evidence: minute 12/25", "from: 2023-05-09")
CONSENT = ("basis: consent", "evidence: note 1", "from: 2026-01-01")


def people(root: Path, *entries: tuple[str, ...]) -> Path:
    """Write a people.yml of these entries, a tuple of lines each."""
    text = "".join("- " + "\n  ".join(lines) + "\n" for lines in entries)
    return write(root, {"registers/people.yml": text})


def left(root: Path, today: date = TODAY) -> list[tuple[str, str]]:
    """Return page and check of what still stops."""
    return [(f.page, f.check) for f in verdict(root, today).findings if f.stops]


@pytest.mark.parametrize(
    ("name", "value", "covered", "others"),
    [
        (
            "name",
            "Gillian Mary Threlkeld",
            "Gillian Threlkeld, G. M. Threlkeld, G Threlkeld, GM Threlkeld, Gillian M. Threlkeld, THRELKELD Gillian, "
            "Mrs Threlkeld, gillian-threlkeld",
            "Threlkeld, Gillian, Mary Threlkeld, M. Threlkeld, Geoffrey Threlkeld, Gillian Threlkeldson",
        ),
        ("name", "Mrs Gillian Threlkeld", "Gillian Threlkeld, Mrs Threlkeld", "Mr Threlkeld, Miss Threlkeld"),
        ("name", "Threlkeld, G.", "G. Threlkeld, Threlkeld G", "Gillian Threlkeld"),
        ("name", "Sheila", "Sheila, SHEILA", "Mrs Sheila Orr"),
        ("name", "Siân O’Brien-Rees", "S. O'Brien-Rees, Siân O'Brien Rees", "Sian Rees"),
        ("phone", "+44 (0)7700 900123", "07700900123", "07700900124"),
        ("email", EMAIL, EMAIL, "jo@example.com"),
    ],
)
def test_the_ways_of_writing_that_an_entry_covers(name: str, value: str, covered: str, others: str) -> None:
    """Initials, the order, a title; nobody else of the family."""
    known = forms(name, value)
    assert {normalised(each) for each in covered.split(", ")} <= known
    assert not {normalised(each) for each in others.split(", ")} & known


def test_an_address_covers_its_parts() -> None:
    """With or without the village and the postcode; never another house."""
    known = forms("address", "Flat 3, 14 Mill Row, Oxley, NC4 2AB")
    assert {"flat 3", "14 mill row", "14 mill row oxley nc4 2ab", "flat 3 14 mill row"} <= known
    assert not {"14", "4 mill row", "mill row"} & known


@pytest.mark.parametrize(
    ("page", "settings", "days"),
    [
        ("news/a.md", {"date": date(2026, 5, 4)}, (date(2026, 5, 4), date(2026, 5, 4))),
        ("minutes/2026-10.md", {"date": datetime(2026, 5, 4, 19, 30)}, (date(2026, 5, 4), date(2026, 5, 4))),  # noqa: DTZ001
        ("minutes/2026-10.md", {}, (date(2026, 10, 1), date(2026, 10, 31))),
        ("minutes/2026-10.md", {"date": "in October"}, (date(2026, 10, 1), date(2026, 10, 31))),
        ("minutes/2026/02/28/notes.md", {}, (date(2026, 2, 28), date(2026, 2, 28))),
        ("2025-01/minutes-20260228.md", {}, (date(2026, 2, 28), date(2026, 2, 28))),
        ("minutes/2026-02-30.md", {}, None),
        ("finance/2026.md", {}, None),
        ("plans/25-01234-ful.md", {}, None),
    ],
)
def test_the_days_of_a_pages_business(page: str, settings: dict[str, object], days: tuple[date, date] | None) -> None:
    """The date at the top, else the day or month in the path; else today is meant."""
    assert business(page, settings) == days


MINUTES = f"# Minutes\n\nThe meeting was opened by {NAME}.\n"


@pytest.mark.parametrize(
    ("until", "page", "passes"),
    [
        ("2027-05-10", "minutes/2027-05-07.md", True),  # the day after the poll of 6 May
        ("2027-05-10", "minutes/2027-05-10.md", True),  # the fourth day after, on which councillors retire
        ("2027-05-10", "minutes/2027-05-11.md", False),
        ("2027-05-17", "minutes/2027-05-17.md", True),  # a Chair, until the successor accepts office
        ("2027-05-17", "minutes/2027-05-18.md", False),
        ("null", "minutes/2031-01.md", True),  # nobody has accepted it yet
        ("2027-05-10", "minutes/2027-05.md", True),  # some day of the month
        ("2027-05-10", "minutes/2027-06.md", False),
        ("2027-05-10", "minutes/2023-05-08.md", False),  # before it was held
        ("2027-05-10", "contact.md", False),  # says no date: today is meant
    ],
)
def test_a_public_office_goes_by_the_date_of_the_business(
    tmp_path: Path,
    until: str,
    page: str,
    passes: bool,  # noqa: FBT001
) -> None:
    """An archive stays lawful after an election; a page of after the office does not become so.

    Parish councillors retire on the fourth day after the ordinary day of election (Local Government Act 1972, section
    16(3)); the Chair continues until the successor becomes entitled to act (section 15(4)).
    """
    root = people(
        project(tmp_path, {f"docs/{page}": MINUTES}), (f"name: {NAME}", "role: Chair", *OFFICE, f"until: {until}")
    )
    assert left(root, date(2030, 1, 1)) == ([] if passes else [(page, "personal-name")])


def test_two_chairs_are_both_in_office_on_the_day_of_the_change(tmp_path: Path) -> None:
    """Each by an entry of his own."""
    text = f"# Annual meeting\n\n{NAME} was in the chair until Desmond Achebe accepted office.\n"
    root = people(
        project(tmp_path, {"docs/minutes/2027-05-17.md": text}),
        (f"name: {NAME}", "role: Chair", *OFFICE, "until: 2027-05-17"),
        ("name: Desmond Achebe", "role: Chair", "basis: public-task", "evidence: m", "from: 2027-05-17"),
    )
    assert left(root, date(2030, 1, 1)) == []


def test_what_an_archive_relies_on_is_no_stale_entry(tmp_path: Path) -> None:
    """Nor is the clerk told to renew an office that is over; one that excuses nothing is shown."""
    entry = (f"name: {NAME}", "role: Chair", *OFFICE, "until: 2027-05-10")
    root = people(project(tmp_path, {"docs/minutes/2027-05-07.md": MINUTES}), entry)
    assert verdict(root, date(2030, 1, 1), whole=True).findings == ()
    write(root, {"docs/minutes/2027-05-07.md": "# Minutes\n"})
    assert [f.check for f in verdict(root, date(2030, 1, 1), whole=True).findings] == ["register-expired"]


def test_contact_details_and_every_other_basis_go_by_today(tmp_path: Path) -> None:
    """The telephone of somebody who left office goes, in the archive too; so does a name that rests on consent."""
    page = {"docs/minutes/2027-05-07.md": f"# Minutes\n\nRing {NAME} on {PHONE}.\n"}
    root = people(
        project(tmp_path, page), (f"name: {NAME}", f"phone: {PHONE}", "role: Chair", *OFFICE, "until: 2027-05-10")
    )
    assert left(root, date(2027, 5, 10)) == []
    assert left(root, date(2027, 5, 11)) == [("minutes/2027-05-07.md", "personal-phone")]
    people(root, (f"name: {NAME}", f"phone: {PHONE}", *CONSENT, "until: 2027-05-10"))
    assert [check for _, check in left(root, date(2027, 5, 11))] == ["personal-name", "personal-phone"]


def test_an_entry_for_one_kind_excuses_no_other(tmp_path: Path) -> None:
    """The name, and not the telephone beside it; a title with the surname, and not the surname alone."""
    text = f"# News\n\nMrs Threlkeld's number is {PHONE}.\n\nThanks to G. Threlkeld. Miss Orrick and Mr Threlkeld helped.\n"
    root = people(project(tmp_path, {"docs/a.md": text}), (f"name: Mrs {NAME}", *CONSENT))
    assert [check for _, check in left(root)] == ["personal-phone", "personal-name", "personal-name"]


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (
            ("name: A", "evidence: n", "from: 2026-01-01"),
            "line 1: “basis” is missing: add a line “basis: ”, with one of public-task",
        ),
        (
            ("name: A", "basis: consent", "from: 2026-01-01"),
            "line 1: “evidence” is missing: add a line “evidence: ”, with words",
        ),
        (("name: A", "basis: consent", "evidence: ' '", "from: 2026-01-01"), "line 3: “evidence” is missing"),
        (
            ("name: A", "basis: consent", "evidence: 12", "from: 2026-01-01"),
            "line 3: “evidence” must be words: put it between quotation marks",
        ),
        (("phone: 07700700123", *CONSENT), "line 1: “phone” must be words: put it between quotation marks"),
        (("name: A", "story: long", *CONSENT), "line 2: there is no setting of this name; expected name, email"),
        (("name: A", "name: B", *CONSENT), "given twice"),
    ],
)
def test_a_bad_entry_is_exit_2_with_the_line_and_the_mend(
    tmp_path: Path, lines: tuple[str, ...], complaint: str
) -> None:
    """Through the command line: nothing is judged by a register that cannot be relied on."""
    root = people(project(tmp_path), lines)
    done = run(root, "check")
    assert done.returncode == 2
    assert "registers/people.yml, " in done.stderr
    assert complaint in done.stderr
    assert done.stdout == ""


def test_the_same_entry_in_other_letters_is_a_duplicate(tmp_path: Path) -> None:
    """Which of the two would count could not be told."""
    root = people(project(tmp_path), (f"name: {NAME}", *CONSENT), (f"name: {NAME.upper()}", *CONSENT))
    done = run(root, "check")
    assert done.returncode == 2
    assert "line 5: this entry is there twice; delete one" in done.stderr
