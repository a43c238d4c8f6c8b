"""policy.yml and the registers: read strictly, with the file and the line in every complaint."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from policy_checks.model import Excused, UnreadableError
from policy_checks.policy import parse_policy, read_policy
from policy_checks.registers import read_registers
from policy_checks.strict_yaml import MalformedError, load
from tests.pictures import saved, scene
from tests.project import EMAIL, PHONE, ROOT, TODAY, project, verdict, write

POLICY = (ROOT / "policy.yml").read_text(encoding="utf-8")
ENTRY = "  basis: consent\n  evidence: note 1\n  from: 2026-01-01\n"
PAGE = {"docs/index.md": f"# Home\n\nRing {PHONE}.\n", "docs/other.md": f"# Other\n\nWrite to {EMAIL}.\n"}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("nation: england", "nation: albion", "“nation” must be one of england"),
        ("  self: true", "  self: perhaps", "“self” must be true or false"),
        ("adopted: 2019-11-19", "adopted: last autumn", "“adopted” must be a date"),
        ("  clerk_email: parishclerk@bassingbourn.org\n", "", "“clerk_email” is missing"),
        ("publish: withhold", "publishing: withhold", "there is no setting of this name"),
        ("publish: withhold", "publish: [withhold]", "“publish” must be words"),
        ("channels: {website", "channels: [{website", "not well-formed YAML"),
        ("elections: []", "elections: soon", "“elections” must be a list"),
        ("elections: []", "elections: [soon]", "a group of settings"),
        ("elections: []", "elections: [{notice: 2027-03-22, poll: 2027-05-06T00:00:00}]", "“poll” must be a date"),
        ("  C06:\n", "  C01:\n", "given twice"),
        ("salt: ", "salt: short # ", "16 characters"),
        ("council:\n", "council: !!python/name:os.system\n", "YAML"),
        ("elections: []", "elections: &a [*a]", "YAML"),
    ],
)
def test_a_policy_that_is_not_sound_is_refused(old: str, new: str, complaint: str) -> None:
    """The sentence names policy.yml and says what is wrong."""
    assert old in POLICY
    with pytest.raises(UnreadableError, match=r"policy\.yml") as caught:
        parse_policy(POLICY.replace(old, new, 1).encode())
    assert complaint in str(caught.value)


def test_the_shipped_policy_is_read() -> None:
    """Every clause, the Clerk's address, and elections as dates."""
    text = POLICY.replace("elections: []", "elections: [{notice: 2027-03-22, poll: 2027-05-06}]")
    policy = parse_policy(text.encode())
    assert policy.clerk_email == "parishclerk@bassingbourn.org"
    assert policy.elections == ((date(2027, 3, 22), date(2027, 5, 6)),)
    assert len(policy.clauses) == 60
    assert policy.owns("www.bassingbourn.org")
    assert not policy.owns("notbassingbourn.org")


def test_a_policy_that_cannot_be_opened_or_decoded_is_refused(tmp_path: Path) -> None:
    """A missing file, and one that is not UTF-8."""
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_policy(tmp_path / "policy.yml")
    with pytest.raises(UnreadableError, match="not UTF-8"):
        parse_policy(b"\xff\xfe")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: 1\na: 2\n", "given twice"),
        ("a: !!python/object:os.system x\n", "tag"),
        ("a: !ENV X\n", "tag"),
        ("a: &x [1]\nb: *x\n", "alias"),
        ("? [1, 2]\n: 3\n", "plain word"),
        ("<<: {a: 1}\n", "plain word"),
        ("a: [" * 30 + "]" * 30, "nested"),
        ("a: 2026-99-99\n", "cannot be read"),
        ("a: b: c\n", "well-formed"),
        ("a: \x07\n", "well-formed"),
    ],
)
def test_yaml_that_two_programs_could_read_differently_is_refused(text: str, complaint: str) -> None:
    """No duplicate keys, tags, aliases, merges, odd keys or deep nests."""
    with pytest.raises(MalformedError, match=complaint):
        load(text)


def test_lines_of_yaml_are_kept() -> None:
    """So that a complaint can say where."""
    assert load("a: 1\nb:\n  - c\n  - d: 2\n").lines[("b", 1, "d")] == 4
    assert load("").value is None


@pytest.mark.parametrize(
    ("register", "text", "complaint"),
    [
        (
            "people",
            "- name: A. N. Example\n",
            "line 1: “basis” is missing: add a line “basis: ”, with one of public-task, ",
        ),
        ("people", "- nmae: A. N. Example\n" + ENTRY, "line 1: there is no setting of this name; expected name"),
        ("people", "- role: Chair\n" + ENTRY, "line 1: give the name, email, phone or address"),
        ("people", f"- name: A\n{ENTRY}- name: A\n{ENTRY}", "line 5: this entry is there twice"),
        ("people", "- name: A\n" + ENTRY.replace("consent", "kindness"), "line 2: “basis” must be one of"),
        ("people", "- name: A\n" + ENTRY.replace("2026-01-01", "May"), "line 4: “from” must be a date"),
        ("people", f"- name: A\n{ENTRY}  until: 2025-01-01\n", "line 1: “until” lies before “from”"),
        ("people", "name: A\n", "must be a list"),
        ("credits", "- {file: a.jpg, what: A, by: B, basis: ours, evidence: E, sha256: 12}\n", "“sha256” must be"),
        ("credits", '- {file: a.jpg, what: A, by: B, basis: ours, evidence: E, sha256: "12"}\n', "64 digits"),
        ("signoffs", "- {page: a.md, by: Clerk, on: 2026-11-03, sha256: short}\n", "64 digits"),
        (
            "waivers",
            "- {key: k, check: c, page: p, reason: r, by: Clerk}\n",
            "“until” is missing: add a line “until: ”, with a date",
        ),
    ],
)
def test_a_malformed_register_names_the_line_and_the_mend(
    tmp_path: Path, register: str, text: str, complaint: str
) -> None:
    """So a clerk can put it right."""
    write(tmp_path, {f"registers/{register}.yml": text})
    with pytest.raises(UnreadableError, match=f"registers/{register}.yml, line") as caught:
        read_registers(tmp_path / "registers")
    assert complaint in str(caught.value)


def test_a_missing_register_is_empty_and_an_unreadable_one_is_not(tmp_path: Path) -> None:
    """Only absence is harmless."""
    assert list(read_registers(tmp_path)) == []
    (tmp_path / "people.yml").mkdir()
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_registers(tmp_path)


def people(root: Path, *lines: str) -> Path:
    """Write a people.yml of one entry."""
    return write(root, {"registers/people.yml": "- " + "\n  ".join(lines) + "\n"})


def excused(root: Path, today: date = TODAY) -> list[Excused]:
    """Return what the registers let through."""
    return list(verdict(root, today).excused)


def test_an_entry_excuses_what_it_records_and_nothing_else(tmp_path: Path) -> None:
    """The phone in another spelling passes; the address of the other page does not."""
    root = people(
        project(tmp_path, PAGE), "phone: +44 7700 900 123", "basis: consent", "evidence: n", "from: 2026-01-01"
    )
    judged = verdict(root, whole=True)
    assert [each.finding.check for each in judged.excused] == ["personal-phone"]
    assert [(f.path, f.check) for f in judged.findings] == [("docs/other.md", "personal-email")]
    assert judged.excused[0].register == "people"


@pytest.mark.parametrize(
    ("today", "passes"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)],
)
def test_an_entry_holds_from_its_first_day_to_its_last(tmp_path: Path, today: date, passes: bool) -> None:  # noqa: FBT001
    """Both days count."""
    lines = (f"phone: {PHONE}", "basis: consent", "evidence: n", "from: 2026-01-01", "until: 2026-06-30")
    root = people(project(tmp_path, PAGE), *lines)
    assert bool(excused(root, today)) == passes


def test_an_expired_entry_stops_excusing_on_its_pages_only(tmp_path: Path) -> None:
    """Its findings return, and the entry itself is shown as advice."""
    lines = (f"phone: {PHONE}", "basis: consent", "evidence: n", "from: 2026-01-01", "until: 2026-06-30")
    root = people(project(tmp_path, {**PAGE, "docs/other.md": "# Fine\n"}), *lines)
    judged = verdict(root, whole=True)
    assert [(f.path, f.check, f.level) for f in judged.findings] == [
        ("docs/index.md", "personal-phone", "reject"),
        ("registers/people.yml", "register-expired", "advise"),
    ]


def test_an_unused_entry_is_advice_when_the_whole_site_was_judged(tmp_path: Path) -> None:
    """And silent for a part of it."""
    root = people(project(tmp_path), f"email: {EMAIL}", "basis: consent", "evidence: n", "from: 2026-01-01")
    assert [f.check for f in verdict(root, whole=True).findings] == ["register-unused"]
    assert verdict(root).findings == ()
    assert verdict(root, whole=True).publishable


def test_a_public_repository_may_hold_no_entries(tmp_path: Path) -> None:
    """The registers are personal data."""
    root = people(project(tmp_path, PAGE), f"phone: {PHONE}", "basis: consent", "evidence: n", "from: 2026-01-01")
    environment = {"POLICY_CHECKS_REPOSITORY_VISIBILITY": "public"}
    judged = verdict(root, environment=environment, whole=True)
    assert "register-public" in [f.check for f in judged.findings]
    assert "register-public" not in [f.check for f in verdict(root, whole=True).findings]


def waiver(root: Path, **changes: str) -> None:
    """Waive the first finding of the project."""
    finding = verdict(root).findings[0]
    fields = {"key": finding.key, "check": finding.check, "page": finding.page, "reason": "r", "by": "Clerk"}
    fields |= {"until": "2027-01-01", **changes}
    lines = "\n  ".join(f"{name}: {value}" for name, value in fields.items())
    write(root, {"registers/waivers.yml": f"- {lines}\n"})


def test_a_waiver_excuses_these_words_on_this_page(tmp_path: Path) -> None:
    """And not the same words a second time, nor other words."""
    root = project(tmp_path, PAGE)
    waiver(root)
    assert [each.register for each in excused(root)] == ["waivers"]
    write(root, {"docs/index.md": f"# Home\n\nRing {PHONE}.\n\nOr {PHONE}.\n"})
    assert len(excused(root)) == 1
    write(root, {"docs/index.md": "# Home\n\nRing 07700 900124.\n"})
    assert excused(root) == []


@pytest.mark.parametrize("changes", [{"check": "personal-email"}, {"until": "2026-11-23"}])
def test_a_waiver_for_another_check_or_time_excuses_nothing(tmp_path: Path, changes: dict[str, str]) -> None:
    """It names its check, and it ends."""
    root = project(tmp_path, PAGE)
    waiver(root, **changes)
    assert excused(root) == []


def stopped(root: Path) -> list[str]:
    """Return the files that something stops."""
    return [finding.path for finding in verdict(root).findings if finding.stops]


def test_a_credit_is_bound_to_the_bytes_of_its_file(tmp_path: Path) -> None:
    """A changed picture needs a new look; a folder's entry covers what lies in it."""
    picture = saved(scene(1), "PNG")
    root = project(tmp_path, {"docs/index.md": "# Home\n", "docs/images/a.png": picture, "docs/fete/b.png": picture})
    assert [f.path for f in verdict(root).findings] == ["docs/fete/b.png", "docs/images/a.png"]
    sha256 = "12ff3ad9cb37ab1d3b4e0b5c8b7b1ae1b6e1bb41dbd4e9d4f4d1d1b8f4d1d1b8"
    entry = "what: A\n  by: B\n  basis: ours\n  evidence: E\n"
    write(
        root, {"registers/credits.yml": f"- file: fete/\n  {entry}- file: images/a.png\n  sha256: {sha256}\n  {entry}"}
    )
    assert stopped(root) == ["docs/images/a.png"]
    right = hashlib.sha256(picture).hexdigest()
    write(
        root, {"registers/credits.yml": f"- file: fete/\n  {entry}- file: images/a.png\n  sha256: {right}\n  {entry}"}
    )
    assert stopped(root) == []


def test_a_sign_off_counts_while_the_page_is_as_it_was(tmp_path: Path) -> None:
    """It passes no reject, and an edit voids it."""
    root = project(tmp_path, PAGE)
    finding = verdict(root).findings[0]
    entry = f"- page: index.md\n  by: Clerk\n  on: 2026-11-03\n  sha256: {'a' * 64}\n  passes: ['{finding.key}']\n"
    write(root, {"registers/signoffs.yml": entry})
    assert excused(root) == []
