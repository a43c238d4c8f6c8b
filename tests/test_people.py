"""people.yml: what an entry lets through, and when; and finding, withdrawing and ending what is recorded of somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from policy_checks.__main__ import main
from policy_checks.gate import london_today
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


REGISTER = f"""# Kept by the Clerk.

- name: {NAME}  # the organist
  phone: {PHONE}
  basis: consent
  evidence: note 1
  from: 2026-01-01
  # seen again in May
- name: Gillian Threlkeld
  role: Tree warden
  basis: public-task
  evidence: minute 3
  from: 2024-01-01
  until: null  # to be looked at
- name: Desmond Achebe
  basis: consent
  evidence: note 2
  from: 2026-01-01
"""
PLACES = {
    "docs/index.md": "# Home\n\nThanks to Gillian\nThrelkeld.\n\nAnd to Mr Achebe.\n",
    "docs/news/gillian-threlkeld.md": "# Music\n\nOn Sunday.\n",
    "docs/music.html": "<p>Ring <b>G.</b> Threlkeld<br>or +44 7700 900123.</p>\n",
    "docs/old.txt": "Young Threlkeld won.\n\nThrelkeldson did not.\n",
    "registers/people.yml": REGISTER,
    "registers/waivers.yml": "",
}


@dataclass(frozen=True)
class Told:
    """What a call answered."""

    returncode: int
    stdout: str
    stderr: str


Ask = Callable[..., Told]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a function that calls the command line in a project, in this process."""

    def called(root: Path, *arguments: str, data: str = "") -> Told:
        monkeypatch.chdir(root)
        monkeypatch.setattr("sys.stdin", StringIO(data))
        try:
            status = main(arguments)
        except SystemExit as error:
            status = int(error.code or 0)
        return Told(status, *capsys.readouterr())

    return called


def lines(output: str) -> list[str]:
    """Return the lines of an answer that name a place."""
    return [line for line in output.splitlines() if ", line " in line]


def test_somebody_is_found_wherever_they_appear(tmp_path: Path, ask: Ask) -> None:
    """Pages, their names, mark-up, numbers that the register knows, entries; and what was not searched is said."""
    root = project(tmp_path, PLACES)
    done = ask(root, "people", "find", NAME)
    assert done.returncode == 0
    assert run(root, "people", "find", NAME).stdout == done.stdout
    assert lines(done.stdout) == [
        "docs/index.md, line 3",
        "docs/music.html, line 1",
        "docs/news/gillian-threlkeld.md, line 1",
        "registers/people.yml, line 3",
        "registers/people.yml, line 4",
        "registers/people.yml, line 9",
        "docs/old.txt, line 1",
    ]
    assert "Perhaps" in done.stdout
    assert "Not searched: e-mail, paper" in done.stdout
    assert "Threlkeld" not in done.stdout.replace("gillian-threlkeld", "")


def test_a_number_and_an_address_are_found_and_a_name_may_come_unseen(tmp_path: Path, ask: Ask) -> None:
    """Without a place in the history of a shell."""
    root = project(tmp_path, PLACES)
    assert lines(ask(root, "people", "find", "-", data="07700 900 123\n").stdout)[0] == "docs/index.md, line 3"
    assert ask(root, "people", "find", EMAIL).stdout.startswith("Found nowhere.")
    assert ask(root, "people", "find", " ").returncode == 2


def test_a_finding_that_was_waived_is_found_by_its_key(tmp_path: Path, ask: Ask) -> None:
    """The register holds no words, but the key says whose they are."""
    root = project(tmp_path, {"docs/organ.md": f"# Organ\n\n{NAME} plays.\n"})
    ask(root, "waive", "docs/organ.md:3", "--reason", "r", "--by", "Clerk", "--until", "2099-01-01")
    assert "registers/waivers.yml, line 1" in lines(ask(root, "people", "find", NAME).stdout)


def test_what_cannot_be_read_is_said_and_is_exit_2(tmp_path: Path, ask: Ask) -> None:
    """The list may not be whole."""
    done = ask(project(tmp_path, {"docs/a.md": b"\xff\xfe", "docs/b.xyz": "x"}), "people", "find", NAME)
    assert done.returncode == 2
    assert done.stdout.count("Could not be read, so look yourself") == 2


def test_consent_withdrawn_ends_what_rests_on_it_and_nothing_else(tmp_path: Path, ask: Ask) -> None:
    """Comments stay; the findings return; what rests on another basis is named."""
    root = project(tmp_path, PLACES)
    write(root, {"docs/organ.md": f"# Organ\n\nRing Sheila Orrick on {PHONE}.\n"})
    before = ask(root, "check", "docs/organ.md").stdout
    assert "personal-phone" not in before
    done = ask(root, "people", "withdraw", NAME)
    assert done.returncode == 0
    text = (root / "registers/people.yml").read_text(encoding="utf-8")
    yesterday = london_today() - timedelta(days=1)
    assert text == REGISTER.replace("01-01\n  # seen", f"01-01\n  until: {yesterday}\n  # seen")
    assert "line 3: ended, until" in done.stdout
    assert "Line 9 rests on public-task and was left" in done.stdout
    assert "docs/index.md, line 3" in done.stdout
    assert "personal-phone" in ask(root, "check", "docs/organ.md").stdout
    again = ask(root, "people", "withdraw", NAME)
    assert "nothing was left to end" in again.stdout
    assert (root / "registers/people.yml").read_text(encoding="utf-8") == text


def test_without_consent_there_is_none_to_withdraw(tmp_path: Path, ask: Ask) -> None:
    """Exit 2, and nothing written."""
    root = project(tmp_path, PLACES)
    done = ask(root, "people", "withdraw", "Jo Nobody")
    assert done.returncode == 2
    assert "no entry of people.yml rests on this person's consent" in done.stderr
    assert (root / "registers/people.yml").read_text(encoding="utf-8") == REGISTER


def test_a_death_ends_an_office_on_its_day_and_all_else_before_today(tmp_path: Path, ask: Ask) -> None:
    """Old minutes stay lawful; the telephone goes at once. Line ends and comments stay as they were."""
    root = project(tmp_path, {**PLACES, "registers/people.yml": REGISTER.replace("\n", "\r\n")})
    done = ask(root, "people", "died", "G. Threlkeld", "--on", "2026-10-30")
    assert done.returncode == 0
    text = (root / "registers/people.yml").read_bytes().decode()
    wanted = REGISTER.replace("until: null  #", "until: 2026-10-30  #")
    wanted = wanted.replace("01-01\n  # seen", "01-01\n  until: 2026-10-30\n  # seen")
    assert text == wanted.replace("\n", "\r\n")
    assert "has a family" in done.stdout
    today = london_today()
    assert f"line 16: ended, until {today - timedelta(days=1)}" in ask(root, "people", "died", "Desmond Achebe").stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("died", NAME, "--on", "soon"), "give a date such as 2026-11-03"),
        (("died", NAME, "--on", "2999-01-01"), "the date lies in the future"),
        (("died",), "required"),
        (("stop", NAME), "choose from"),
    ],
)
def test_a_bad_call_changes_nothing(tmp_path: Path, ask: Ask, arguments: tuple[str, ...], complaint: str) -> None:
    """Exit 2."""
    root = project(tmp_path, PLACES)
    done = ask(root, "people", *arguments)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert (root / "registers/people.yml").read_text(encoding="utf-8") == REGISTER


def test_an_entry_that_had_not_begun_is_taken_out(tmp_path: Path, ask: Ask) -> None:
    """It cannot end before it begins; its neighbours and their comments stay."""
    begun = REGISTER.replace(f"- name: {NAME}  # the organist", f"# the organist\n- name: {NAME}")
    root = project(
        tmp_path, {**PLACES, "registers/people.yml": begun.replace("2026-01-01\n  # seen", "2999-01-01\n  # seen")}
    )
    done = ask(root, "people", "withdraw", NAME)
    assert "line 4: taken out" in done.stdout
    text = (root / "registers/people.yml").read_text(encoding="utf-8")
    assert text == begun[: begun.index(f"- name: {NAME}\n")] + begun[begun.index("  # seen") :]


def test_an_entry_that_cannot_be_edited_line_by_line_is_left(tmp_path: Path, ask: Ask) -> None:
    """And the clerk is told how to write it."""
    text = f"- {{name: {NAME}, basis: consent, evidence: n, from: 2026-01-01}}\n"
    root = project(tmp_path, {**PLACES, "registers/people.yml": text})
    done = ask(root, "people", "withdraw", NAME)
    assert done.returncode == 2
    assert "line 1: write each setting of this entry on a line of its own" in done.stderr
    assert (root / "registers/people.yml").read_text(encoding="utf-8") == text


def test_a_project_without_pages_is_looked_through(tmp_path: Path, ask: Ask) -> None:
    """The registers and settings alone."""
    root = project(tmp_path, {"registers/credits.yml": "# Threlkeld\n", "mkdocs.yml": f"site_name: {NAME}\n"})
    assert lines(ask(root, "people", "find", NAME).stdout) == ["mkdocs.yml, line 1", "registers/credits.yml, line 1"]


def test_a_name_is_found_without_its_accents(tmp_path: Path, ask: Ask) -> None:
    """And with others before and after it; not inside a longer word."""
    root = project(tmp_path, {"docs/a.md": "Sian Rees\nSiân Rees\nSiân Reeson\nsianrees@example.com\n"})
    assert lines(ask(root, "people", "find", "Siân Rees").stdout) == [f"docs/a.md, line {line}" for line in (1, 2, 4)]
