"""The four formats: the same findings in each, and never a word of what was found."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_checks.model import Area, Excused, Finding, Level, Part, Place, Surface, Undecided, Verdict
from policy_checks.reporters import REPORTERS, github, overlay, terminal
from tests.project import EMAIL, PHONE, findings


def finding(path: str = "docs/a.md", level: Level = Level.REJECT, line: int = 3, **changes: object) -> Finding:
    """Make a finding."""
    fields: dict[str, object] = {
        "check": "personal-phone", "area": Area.PERSONAL, "clause": "C09", "level": level, "path": path, "page": "a.md",
        "place": Place(line, 2, line, 9), "surface": Surface.WRITTEN, "message": "A number.", "remedy": "Take it out.",
        "clause_text": "Not contain any personal information", "digest": "d" * 64,
    }  # fmt: skip
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def verdict(*found: Finding, undecided: tuple[Undecided, ...] = (), documents: int = 2) -> Verdict:
    """Make a verdict."""
    excused = (Excused(finding(line=9), "people", 4),)
    return Verdict(documents, found, excused, undecided, "r" * 64, date(2026, 11, 24))


MIXED = verdict(
    finding(),
    finding(level=Level.HOLD, line=4, parts=(Part("personal-email", Place(4, 1, 4, 3)),)),
    finding("docs/b%,:.md", Level.ADVISE),
    undecided=(Undecided("docs/c.pdf", "it is a scan"),),
)


@pytest.mark.parametrize("style", REPORTERS)
@given(st.sampled_from([PHONE, EMAIL]), st.text(alphabet="abc \n*_", max_size=20))
@settings(max_examples=20, deadline=None)
def test_no_reporter_repeats_what_was_found(style: str, words: str, around: str) -> None:
    """Neither the words, nor their digest or key."""
    found = findings(f"{around}\n\nSee {words} here.")
    text = REPORTERS[style](verdict(*found))
    assert found
    assert words not in text
    assert all(each.digest not in text and each.key not in text for each in found)


def test_json_keeps_its_contract() -> None:
    """Names, counts and places as other programs rely on them."""
    body = json.loads(REPORTERS["json"](MIXED))
    assert list(body) == ["schema", "publishable", "counts", "findings", "excused", "undecided", "withheld", "rules"]
    assert body["counts"] == {"documents": 2, "reject": 1, "hold": 1, "advise": 1, "excused": 1}
    assert body["undecided"] == [{"path": "docs/c.pdf", "reason": "it is a scan"}]
    assert list(body["findings"][0]) == [
        "check", "area", "clause", "level", "path", "line", "column", "end_line", "end_column", "surface", "message",
        "remedy", "clause_text",
    ]  # fmt: skip
    assert body["findings"][1]["parts"] == [
        {"check": "personal-email", "line": 4, "column": 1, "end_line": 4, "end_column": 3}
    ]
    assert body["excused"][0]["register"] == "people"


def test_every_format_holds_the_same_findings() -> None:
    """As many results in each, and each undecided file."""
    assert len(json.loads(REPORTERS["json"](MIXED))["findings"]) == 3
    run = json.loads(REPORTERS["sarif"](MIXED))["runs"][0]
    assert len(run["results"]) == 3
    assert run["invocations"][0]["executionSuccessful"] is False
    assert REPORTERS["github"](MIXED).count("::error ") == 3
    assert REPORTERS["github"](MIXED).count("::notice ") == 1
    assert REPORTERS["terminal"](MIXED).count("What to do") == 3


def test_sarif_keeps_the_rules_of_its_schema() -> None:
    """Required members, known rule ids, 1-based regions that end after they begin, encoded paths."""
    log = json.loads(REPORTERS["sarif"](MIXED))
    run = log["runs"][0]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert log["version"] == "2.1.0"
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert result["ruleId"] in rules
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"]) >= (1, 1)
        assert re.fullmatch(r"[A-Za-z0-9._~/%!-]+", place["artifactLocation"]["uri"])


def test_github_commands_cannot_be_broken_out_of() -> None:
    """Percent signs, colons, commas and line ends are escaped; control characters go."""
    text = github.report(verdict(finding("docs/a%,:\n::error::x.md", message="50%\x1b[31m")))
    assert text.count("\n") == 2
    assert "file=docs/a%25%2C%3A?%3A%3Aerror%3A%3Ax.md" in text
    assert "\x1b" not in text
    assert "50%25?" in text


def test_the_job_summary_is_a_table_that_nothing_breaks() -> None:
    """Bars, brackets and mark-up in a path stay text."""
    text = github.job_summary(verdict(finding("docs/a|<b>.md"), undecided=(Undecided("x", "why"),)))
    assert "a&#124;&#60;b&#62;.md" in text
    assert "Could not be judged: why" in text
    assert "| Where" not in github.job_summary(verdict())


def test_the_job_summary_says_what_to_do_with_the_lines_to_paste() -> None:
    """In one cell, line under line, indented as they must be."""
    row = github.job_summary(verdict(finding(paste="- file: a.jpg\n  by: B"))).splitlines()[-1]
    assert row.endswith("| Take it out.<br>- file: a.jpg<br>&nbsp;&nbsp;by: B |")


def test_the_terminal_is_plain_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colour only on a terminal that wants it; no control characters from paths."""
    assert "\033" not in REPORTERS["terminal"](MIXED)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\033[31mStopped\033[0m" in REPORTERS["terminal"](MIXED)
    assert "\033[2J" not in terminal.plain(verdict(finding("docs/\033[2J.md", clause_text="")))


def test_the_terminal_says_where_each_part_of_a_finding_stands() -> None:
    """Where they are of several checks; of one check, the finding says it."""
    parts = (Part("personal-name", Place(4, 1, 4, 3)), Part("personal-email", Place(5, 2, 5, 9)))
    told = "    personal-name: line 4, column 1, personal-email: line 5, column 2\n"
    assert told in terminal.plain(verdict(finding(parts=parts)))
    assert "personal-name" not in terminal.plain(verdict(finding(parts=parts[:1])))


def test_the_exit_status_is_of_the_verdict_not_of_the_format() -> None:
    """0 publishable, 1 something stops, 2 could not tell."""
    assert verdict().exit_status == 0
    assert verdict(finding(level=Level.ADVISE)).exit_status == 0
    assert verdict(finding(level=Level.HOLD)).exit_status == 1
    assert MIXED.exit_status == 2
    assert verdict(documents=0).exit_status == 2
    assert not verdict(documents=0).publishable


def test_the_banner_links_each_finding_to_its_clause() -> None:
    """Place, message, clause and remedy; other pages are counted; a clean site has none."""
    html = overlay.banner(MIXED, "docs/a.md", "../policies/social-media/")
    assert html.count("<li>") == 2
    assert 'href="../policies/social-media/#c09"' in html
    assert "Other pages have 1 more" in html
    assert "could not be judged: it is a scan" in overlay.banner(MIXED, "docs/c.pdf", "x")
    assert overlay.banner(verdict(), "docs/a.md", "x") == ""
    assert "Notes on this website" in overlay.banner(verdict(finding(level=Level.ADVISE)), "docs/a.md", "x")
    assert "&lt;b&gt;" in overlay.trouble("<b>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# T\n\nRing {PHONE}.", f'# T\n\nRing <mark id="policy-gate-0">{PHONE}</mark>.'),
        (f"---\nt: {PHONE}\n---\n", None),
        (f"```\n{PHONE}\n```\n", None),
        (f"    {PHONE}", None),
        (f"[x](tel:{PHONE})", None),
        ("077**00** 900123", None),
        ("07700\n900123", None),
    ],
)
def test_only_ordinary_words_are_marked(text: str, expected: str | None) -> None:
    """A mark inside settings, code or a link would break the page."""
    found = [each for each in findings(text) if each.check == "personal-phone"]
    assert found or "tel:" in text
    assert overlay.marked(text, found) == (expected or text)
    assert overlay.marked("", [finding(line=7)]) == ""
