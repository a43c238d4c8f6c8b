"""The record: what is altered, taken out or left out is told, merges are lawful, and years are deleted in good time."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policy_checks.__main__ import main
from policy_checks.log import Entry, Log, close, decisions, faults_of, read_log, record, subject_of
from policy_checks.model import UnreadableError
from tests.project import PHONE, ROOT, gate, project, run, write

DAY = date(2026, 11, 3)
TEXT = "a" * 64
SALT = "a salt of the village"
Call = Callable[..., tuple[int, str, str]]
WAIVE = ("waive", "docs/fete.md:3", "--reason", "Jo Bloggs agreed", "--by", "Clerk", "--until", "2027-06-30")


def sign_off(page: str, on: date = DAY, text: str = TEXT) -> Entry:
    """Return the entry of a sign-off."""
    return Entry("sign-off", on, "Clerk", "C10", subject_of(page, SALT), text, ("personal-name",))


def village(root: Path, *entries: Entry) -> Path:
    """Return a project with a record of these entries, written one after another."""
    project(root, {"docs/fete.md": f"# Fete\n\nRing {PHONE}.\n"})
    for entry in entries:
        record(gate(root), entry)
    return root


def log_of(root: Path) -> Log:
    """Return a project's record."""
    return read_log(root / "registers" / "log")


def faults(root: Path, base: Log | None = None) -> list[str]:
    """Return what is wrong with a project's record."""
    opened = gate(root)
    return list(faults_of(log_of(root), base or Log(), decisions(opened), opened.policy.salt))


def lines(root: Path, year: int = 2026) -> list[str]:
    """Return the lines of one year."""
    return (root / "registers" / "log" / f"{year}.jsonl").read_text("utf-8").splitlines()


def put(root: Path, kept: list[str], year: int = 2026) -> None:
    """Write the lines of one year anew."""
    write(root, {f"registers/log/{year}.jsonl": "".join(f"{line}\n" for line in kept)})


def test_each_entry_stands_on_the_one_before(tmp_path: Path) -> None:
    root = village(tmp_path, sign_off("a.md"), sign_off("b.md"), sign_off("c.md", date(2027, 1, 1)))
    first, second, third = log_of(root).entries.items()
    assert (first[1].parents, second[1].parents, third[1].parents) == ((), (first[0],), (second[0],))
    assert (len(lines(root)), len(lines(root, 2027))) == (2, 1)
    assert log_of(root).heads == (third[0],)
    assert faults(root) == []


def test_a_waiver_is_recorded_without_words_reason_or_path(tmp_path: Path) -> None:
    root = village(tmp_path)
    assert run(root, *WAIVE).returncode == 0
    (line,) = next((root / "registers" / "log").iterdir()).read_text("utf-8").splitlines()
    kept = json.loads(line)
    assert {name: kept[name] for name in ("act", "by", "clause", "checks", "until", "parents")} == {
        "act": "waiver",
        "by": "Clerk",
        "clause": "C09",
        "checks": ["personal-phone"],
        "until": "2027-06-30",
        "parents": [],
    }
    assert not any(word in line for word in ("fete", "900123", "Bloggs", "agreed"))
    done = run(root, "log", "verify")
    assert (done.returncode, done.stdout) == (0, "The record is sound: 1 entries.\n")


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (0, lambda line: line.replace('"Clerk"', '"Chair"')),
        (0, lambda line: line.replace(TEXT, "b" * 64)),
        (0, lambda _: ""),
        (1, lambda line: line.replace("2026-11-03", "2026-11-04")),
        (1, lambda _: ""),
    ],
    ids=["another office", "another text", "the first taken out", "another day", "the second taken out"],
)
def test_what_was_altered_or_taken_out_is_told(
    tmp_path: Path, call: Call, number: int, change: Callable[[str], str]
) -> None:
    root = village(tmp_path, sign_off("a.md"), sign_off("b.md"), sign_off("c.md"))
    kept = lines(root)
    kept[number] = change(kept[number])
    put(root, [line for line in kept if line])
    assert faults(root) == ["an entry of 2026-11-03 stands on one that was altered or taken out"]
    status, out, _ = call(root, "log", "verify")
    assert status == 1
    assert out.endswith(f"The record is not sound: {len(log_of(root).entries)} entries.\n")


def test_the_newest_entry_is_missed_by_an_older_copy_or_by_its_register(tmp_path: Path, call: Call) -> None:
    """Nothing stands on it yet."""
    root = village(tmp_path / "village")
    run(root, *WAIVE)
    base = shutil.copytree(root / "registers" / "log", tmp_path / "base")
    assert call(root, "log", "verify", "--base", str(base))[0] == 0
    shutil.rmtree(root / "registers" / "log")
    status, out, _ = call(root, "log", "verify", "--base", str(base))
    assert status == 1
    assert "was altered or taken out.\nwaivers.yml, line 1: this is not in the record.\n" in out.lower()
    assert call(root, "log", "verify", "--base", "nowhere")[0] == 2


def saved(root: Path) -> Path:
    """Commit all that a project holds; return it."""
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "--message=x")
    return root


def test_what_the_branch_ever_held_must_still_be_there(tmp_path: Path, call: Call) -> None:
    """Even where nothing stands on it; what another branch alone held is that branch's."""
    root = saved(village(tmp_path, sign_off("a.md"), sign_off("b.md")))
    assert call(root, "log", "verify", "--history")[0] == 0
    git(root, "checkout", "--quiet", "-b", "draft")
    record(gate(root), sign_off("c.md"))
    saved(root)
    put(root, lines(root)[:2])
    write(saved(root), {"docs/more.md": "# More\n"})
    saved(root)
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message=x", "draft")
    assert call(root, "log", "verify", "--history")[0] == 0
    put(root, [*lines(root)[:1], "gossip"])
    put(saved(root), lines(root)[:1])
    saved(root)
    assert call(root, "log", "verify")[0] == 0
    status, out, _ = call(root, "log", "verify", "--history")
    assert (status, "An entry of 2026-11-03 was altered or taken out." in out) == (1, True)


def test_a_history_that_is_not_there_or_cut_short_shows_nothing(tmp_path: Path, call: Call) -> None:
    """Exit status 2: could not tell."""
    root = village(tmp_path / "village", sign_off("a.md"))
    assert call(root, "log", "verify", "--history")[0] == 2
    write(saved(root), {"docs/more.md": "# More\n"})
    saved(root)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "short")
    assert call(tmp_path / "short", "log", "verify", "--history")[0] == 2


def test_a_register_entry_that_was_never_recorded_is_told(tmp_path: Path) -> None:
    root = village(tmp_path)
    salt = gate(root).policy.salt
    write(
        root,
        {
            "registers/signoffs.yml": f"- {{page: a.md, by: Clerk, on: 2026-11-03, sha256: {TEXT}}}\n",
            "registers/removals.yml": "- {reference: r-0001, on: 2026-11-03, by: Clerk, clause: C29}\n",
        },
    )
    missing = ["signoffs.yml, line 1: this is not in the record", "removals.yml, line 1: this is not in the record"]
    assert faults(root) == missing
    record(gate(root), replace(sign_off("a.md"), subject=subject_of("a.md", salt)))
    record(gate(root), Entry("removal", DAY, "Clerk", "C29", reference="r-0001"))
    assert faults(root) == []


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (replace(sign_off("a.md"), by="Jo Bloggs"), "names offices only"),
        (Entry("erasure", DAY, "Clerk", "C09", subject_of("a.md", SALT), reference="e-0001"), "a reference alone"),
        (Entry("withholding", DAY, "Clerk", "C09"), "a reference alone"),
        (replace(sign_off("a.md"), checks=("jo@example.com",)), "not an entry of the record"),
        (replace(sign_off("a.md"), act="gossip"), "not an entry of the record"),
    ],
)
def test_what_may_not_be_kept_is_not_written(tmp_path: Path, entry: Entry, sentence: str) -> None:
    root = village(tmp_path)
    with pytest.raises(UnreadableError, match=sentence):
        record(gate(root), entry)
    assert not (root / "registers" / "log").exists()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "nonsense",
        "[" * 10_000,
        '{"act": "sign-off", "by": "Clerk", "on": "2026-11-03", "parents": []}',
        '{"act":"sign-off","by":"Clerk","on":"2026-11-03","parents":[],"note":"Jo Bloggs"}',
        '{"act":"sign-off","by":"Clerk","on":"2026-11-31","parents":[]}',
        '{"act":"sign-off","act":"waiver","by":"Clerk","on":"2026-11-03","parents":[]}',
        '{"act":"sign-off","by":"Clerk","on":"2026-11-03","parents":["x"]}',
        '{"act":"sign-off","by":1,"on":"2026-11-03","parents":[]}',
        "é",
    ],
)
def test_a_malformed_record_is_undecided(tmp_path: Path, call: Call, line: str) -> None:
    root = village(tmp_path, sign_off("a.md"))
    put(root, [*lines(root), line])
    status, out, err = call(root, "log", "verify")
    assert (status, out) == (2, "")
    assert "2026.jsonl" in err
    assert "Bloggs" not in err


def test_an_entry_in_another_years_file_is_told(tmp_path: Path) -> None:
    root = village(tmp_path, sign_off("a.md"))
    put(root, lines(root), 2025)
    assert faults(root) == ["2025.jsonl, line 1: this entry is of another year"]
    with pytest.raises(UnreadableError, match="the record is not sound"):
        close(gate(root), 2019, "Clerk", DAY)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs the command line in a folder, inside this process."""

    def call(root: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(root)
        return main(arguments), *capsys.readouterr()

    return call


def git(root: Path, *words: str) -> None:
    """Run git in a folder, as somebody invented."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)  # noqa: S603, S607 - fixed words


def test_two_copies_that_grew_apart_are_merged_by_git_and_the_next_entry_stands_on_both(tmp_path: Path) -> None:
    root = village(tmp_path, sign_off("a.md"))
    shutil.copy(ROOT / ".gitattributes", root)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "First")
    git(root, "checkout", "--quiet", "-b", "other")
    record(gate(root), sign_off("b.md"))
    git(root, "commit", "--quiet", "-a", "-m", "Other")
    git(root, "checkout", "--quiet", "main")
    record(gate(root), sign_off("c.md"))
    git(root, "commit", "--quiet", "-a", "-m", "Main")
    git(root, "merge", "--quiet", "--no-edit", "other")
    assert (len(log_of(root).heads), faults(root)) == (2, [])
    both = log_of(root).heads
    name = record(gate(root), sign_off("d.md")).name
    assert log_of(root).entries[name].parents == both
    assert faults(root) == []


def test_old_years_are_deleted_and_what_stands_on_them_is_still_sound(tmp_path: Path) -> None:
    """The last of them goes on the first day after it was kept for six whole years."""
    old = [sign_off(f"{year}.md", date(year, 5, 1)) for year in (2018, 2019, 2020, 2021)]
    root = village(tmp_path / "village", *old)
    of_a_closed_year = f"- {{page: 2018.md, by: Clerk, on: 2018-05-01, sha256: {TEXT}}}\n"
    write(root, {"registers/signoffs.yml": of_a_closed_year})
    base = log_of(root)
    with pytest.raises(UnreadableError, match="kept for 6 whole years"):
        close(gate(root), 2019, "Clerk", date(2025, 12, 31))
    with pytest.raises(UnreadableError, match="nothing so old"):
        close(gate(root), 2017, "Clerk", date(2026, 1, 1))
    told = close(gate(root), 2019, "Clerk", date(2026, 1, 1))
    assert told == "The record up to 2019 is deleted: 2018.jsonl, 2019.jsonl. Commit the change.\n"
    assert sorted(file.stem for file in (root / "registers" / "log").iterdir()) == ["2020", "2021", "2026"]
    assert faults(root, base) == []
    put(root, [], 2020)
    (root / "registers" / "log" / "2020.jsonl").unlink()
    assert faults(root, base) == [
        "an entry of 2021-05-01 stands on one that was altered or taken out",
        "an entry of 2020-05-01 was altered or taken out",
    ]


def test_years_are_closed_from_the_command_line(tmp_path: Path, call: Call) -> None:
    root = village(tmp_path, sign_off("a.md", date(2001, 1, 1)))
    assert call(root, "log", "close", "2001", "--by", "Cleaner")[0] == 2
    assert len(lines(root, 2001)) == 1
    assert call(root, "log", "close", "2001", "--by", "Clerk")[0] == 0
    assert call(root, "log", "verify")[0] == 0
    assert len(log_of(root).entries) == 1


def test_how_long_the_record_is_kept_is_the_councils_to_say(tmp_path: Path) -> None:
    root = village(tmp_path)
    settings = (root / "policy.yml").read_text("utf-8")
    line = next(line for line in settings.split("\n") if line.startswith("record:"))
    write(root, {"policy.yml": settings.replace(line + "\n", "")})
    assert gate(root).policy.keep_years == 6
    write(root, {"policy.yml": settings.replace(line, "record: {keep_years: 10}")})
    assert gate(root).policy.keep_years == 10
    write(root, {"policy.yml": settings.replace(line, "record: {keep_years: true}")})
    with pytest.raises(UnreadableError, match="“keep_years” must be a whole number"):
        gate(root)
