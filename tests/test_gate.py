"""The gate as a whole: what a project must have, and what happens when a check fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policy_checks import matching
from policy_checks.checks import CHECKS
from policy_checks.gate import check_pasted, check_written, files_under, london_today, open_gate, verdict_of
from policy_checks.judge import judge_source, judge_written, text_digest, walk
from policy_checks.matching import PatternError, compile_checks
from policy_checks.model import Document, Hit, Level, Policy, UnreadableError
from policy_checks.policy import read_policy
from tests.project import PHONE, TODAY, gate, matcher, policy, project, verdict, write


def test_a_project_without_policy_is_none(tmp_path: Path) -> None:
    """The gate is found from a folder upwards."""
    with pytest.raises(UnreadableError, match=r"no policy\.yml"):
        open_gate(tmp_path)
    root = project(tmp_path)
    assert open_gate(root / "docs").root == root


def test_a_pattern_that_does_not_compile_names_its_check(tmp_path: Path) -> None:
    """And nothing is judged."""
    broken = replace(CHECKS[2], triggers=("(a",))
    with pytest.raises(PatternError, match=CHECKS[2].id):
        compile_checks([broken])
    with pytest.raises(UnreadableError, match=CHECKS[2].id):
        assert open_gate(project(tmp_path), [broken]).matcher


def test_a_set_that_does_not_find_the_canary_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A set that matches nothing would pass everything."""
    monkeypatch.setattr(matching.Matcher, "match", lambda *_: frozenset())
    with pytest.raises(PatternError, match="must always find"):
        compile_checks(CHECKS)


@pytest.mark.parametrize("fault", [ValueError("private words"), SystemExit(0)])
def test_a_check_that_fails_decides_nothing(tmp_path: Path, fault: BaseException) -> None:
    """Its page is undecided, the other checks' findings stand, and its message is not repeated."""

    def fail(_document: Document, _policy: Policy) -> Iterator[Hit]:
        raise fault
        yield

    checks = [replace(CHECKS[2], find=fail, triggers=()), *CHECKS[3:]]
    root = project(tmp_path, {"docs/index.md": f"# T\n\n{PHONE}\n"})
    opened = open_gate(root, checks)
    judged = check_written(opened, [root / "docs"], root)
    result = verdict_of(opened, judged, TODAY, whole=False, environment={})
    assert result.exit_status == 2
    assert [each.reason for each in result.undecided] == [
        f"the check “{CHECKS[2].id}” could not finish ({type(fault).__name__})"
    ]
    assert [f.check for f in result.findings] == ["personal-phone"]


def test_a_reader_that_fails_decides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is undecided."""

    def crash(*_: object) -> None:
        raise SystemExit(0)

    monkeypatch.setattr("policy_checks.judge.read", crash)
    assert verdict(project(tmp_path)).undecided[0].reason == "reading it failed (SystemExit)"


def test_links_pipes_and_folders_with_the_name_of_a_page_are_undecided(tmp_path: Path) -> None:
    """Names that begin with a dot are passed over."""
    root = project(tmp_path, {"docs/x.md/y.md": "# Y\n", "docs/.hidden.md": PHONE})
    (root / "docs" / "link.md").symlink_to(root / "policy.yml")
    import os

    os.mkfifo(root / "docs" / "pipe.md")
    reasons = {file.name: reason for file, reason in walk(root / "docs", root)}
    assert reasons["x.md"] == "it is a folder with the name of a page"
    assert "link" in reasons["link.md"]
    assert reasons["pipe.md"] == "it is not a file"
    assert ".hidden.md" not in reasons
    assert verdict(root).exit_status == 2


def test_a_file_that_vanishes_is_undecided(tmp_path: Path) -> None:
    """It was there when the folder was read."""
    judged = judge_written(
        [(tmp_path / "gone.md", "")], tmp_path, tmp_path, lambda source: judge_source(source, policy(), matcher())
    )
    assert [each.reason for each in judged.undecided] == ["it cannot be opened"]


def test_paths_that_are_not_there_or_hold_no_page(tmp_path: Path) -> None:
    """Each is an error, not a pass."""
    root = project(tmp_path, {"docs/a.txt": "x", "docs/b.md": "x"})
    with pytest.raises(UnreadableError, match="no file or folder called nowhere"):
        list(files_under([root / "nowhere"], root))
    (root / "docs" / "b.md").unlink()
    with pytest.raises(UnreadableError, match="no page"):
        check_written(gate(root), [root / "docs"], root)
    (root / "l.md").symlink_to(root / "docs" / "a.txt")
    assert "link" in next(files_under([root / "l.md"], root))[1]


def test_the_builders_settings_are_judged_with_the_whole_site(tmp_path: Path) -> None:
    """A copyright line stands on every page."""
    root = write(project(tmp_path), {"mkdocs.yml": f"site_name: V\ncopyright: Ring {PHONE}\n"})
    assert [(f.path, f.place.line) for f in verdict(root).findings] == [("mkdocs.yml", 2)]


def test_pasted_text_is_judged_by_its_kind(tmp_path: Path) -> None:
    """As a page, or as a message."""
    opened = gate(project(tmp_path))
    assert [f.check for f in check_pasted(opened, f"*{PHONE}*".encode(), "page").findings] == ["personal-phone"]
    assert [f.check for f in check_pasted(opened, PHONE.encode(), "sms").findings] == ["personal-phone"]


def test_a_style_sheet_has_no_places_to_fill_in(tmp_path: Path) -> None:
    """Names in it are not words for anybody."""
    root = project(tmp_path, {"docs/a.css": ".TBC { color: red }\n", "docs/index.md": "status: draft\n\n# TBC\n"})
    result = verdict(root)
    assert [(f.path, f.check) for f in result.findings] == [
        ("docs/index.md", "integrity-page"),
        ("docs/index.md", "integrity-placeholder"),
    ]
    assert result.undecided == ()


def test_a_sign_off_passes_what_is_held_while_the_page_is_as_it_was(tmp_path: Path) -> None:
    """Bound to the text; a byte-order mark or the line ends of Windows change nothing, a word does."""
    held = replace(next(check for check in CHECKS if check.id == "personal-phone"), level=Level.HOLD)
    checks = [held if check.id == held.id else check for check in CHECKS]
    root = project(tmp_path, {"docs/index.md": f"# T\n\n{PHONE}\n"})

    def judge() -> tuple[int, int]:
        opened = open_gate(root, checks)
        judged = check_written(opened, [root / "docs"], root)
        result = verdict_of(opened, judged, TODAY, whole=True, environment={})
        keys.extend(finding.key for finding in judged.findings)
        return result.exit_status, len(result.excused)

    keys: list[str] = []
    assert judge() == (1, 0)
    sha256 = text_digest(f"# T\n\n{PHONE}\n".encode())
    entry = f"- page: index.md\n  by: Clerk\n  on: 2026-11-03\n  sha256: {sha256}\n  passes: ['{keys[0]}']\n"
    write(root, {"registers/signoffs.yml": entry})
    assert judge() == (0, 1)
    write(root, {"docs/index.md": f"# T\r\n\r\n{PHONE}\r\n"})
    assert judge() == (0, 1)
    write(root, {"docs/index.md": f"# Tea\n\n{PHONE}\n"})
    assert judge() == (1, 0)


def test_today_is_a_date() -> None:
    """In London."""
    assert isinstance(london_today(), date)


def test_an_absence_says_from_when_to_when(tmp_path: Path) -> None:
    """Clause C35."""
    root = project(tmp_path)
    with (root / "policy.yml").open("a", encoding="utf-8") as file:
        file.write("absence: {from: 2026-08-01, until: 2026-08-14, says: The Clerk is away.}\n")
    absence = read_policy(root / "policy.yml").absence
    assert absence is not None
    assert absence.says == "The Clerk is away."
