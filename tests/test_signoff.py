"""Signing off through the real command line, at the keyboard and from the recorded form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policy_checks.evidence import read_event
from policy_checks.log import read_log
from policy_checks.model import UnreadableError
from policy_checks.policy import read_policy
from policy_checks.signoff import from_event, relevance
from tests.project import EMAIL, PHONE, TODAY, Done, command, inside, policy, run, write
from tests.test_moderation import ATTACK, NAMED, PAGE, PAYLOADS, TEXT, council, git

REGISTER = "registers/signoffs.yml"
CLERK = ("sign-off", f"docs/{PAGE}", "--as", "Clerk")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a council with one page of official business, whose Clerk never leaves office."""
    return open_ended(council(tmp_path / "village"))


def open_ended(root: Path) -> Path:
    """Let the offices last, so that these tests pass on any day."""
    text = (root / "policy.yml").read_text(encoding="utf-8")
    return write(root, {"policy.yml": text.replace("until: 2026-12-31", "until: null")})


def passes(root: Path) -> bool:
    """Say whether the whole of docs can be published."""
    return inside(root, "check").returncode == 0


def test_a_page_is_signed_off_at_the_keyboard(root: Path) -> None:
    """Shown, asked, entered; an edit voids it, and the next look shows what changed."""
    assert not passes(root)
    done = run(root, *CLERK, data="y\n")
    assert done.returncode == 0
    assert done.stdout.startswith(
        f"{PAGE}\n  Not signed off before.\n  With your yes you also say that it is as the policy"
    )
    assert "“Stay on topic” (C18).\nSign off these words as Clerk" in done.stdout
    assert passes(root)
    assert inside(root, *CLERK).stdout == f"{PAGE}\n  Signed off already.\n"
    write(root, {f"docs/{PAGE}": TEXT.replace("8 pm", "9 pm")})
    done = inside(root, *CLERK, data="no\n")
    assert done.returncode == 1
    assert ": line 5.\n" in done.stdout
    assert "Not signed off." in done.stdout
    assert not passes(root)


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "perhaps\n"])
def test_anything_but_yes_is_no(root: Path, answer: str) -> None:
    """So is the end of input."""
    assert inside(root, *CLERK, data=answer).returncode == 1
    assert not (root / REGISTER).exists()


def test_held_findings_are_shown_by_place_and_passed(root: Path) -> None:
    """Their keys are entered, their words nowhere."""
    write(root, {f"docs/{PAGE}": NAMED})
    done = inside(root, *CLERK, "--yes")
    assert "Line 3, column 20. Held for sign-off" in done.stdout
    text = (root / REGISTER).read_text(encoding="utf-8")
    assert "passes: [" in text
    assert passes(root)
    assert "Bloggs" not in done.stdout + text
    entries = list(read_log(root / "registers" / "log").entries.values())
    assert [(each.act, each.by, each.checks) for each in entries] == [("sign-off", "Clerk", ("personal-name",))]
    assert inside(root, "log", "verify").returncode == 0
    assert inside(root, *CLERK).stdout == f"{PAGE}\n  Signed off already.\n"


def test_a_hold_on_a_page_that_is_not_official_is_signed_off_too(root: Path) -> None:
    """The entry lies in the same register."""
    write(root, {"docs/news.md": NAMED})
    assert inside(root, *CLERK, "--yes").returncode == 0
    assert not passes(root)
    assert inside(root, "sign-off", "news.md", "--as", "Chair", "--yes").returncode == 0
    assert passes(root)


def test_what_is_rejected_or_undecided_is_put_right_first(root: Path) -> None:
    """With its place and remedy; a page that cannot be judged gives status 2."""
    write(root, {f"docs/{PAGE}": f"# Minutes\n\nRing {PHONE}.\n"})
    done = inside(root, *CLERK, "--yes")
    assert done.returncode == 1
    assert "Line 3, column 6. Stopped" in done.stdout
    assert "Not signed off: put this right first." in done.stdout
    assert PHONE not in done.stdout
    write(root, {f"docs/{PAGE}": "---\na: 1\na: 2\n---\n"})
    done = inside(root, *CLERK, "--yes")
    assert done.returncode == 2
    assert "Could not be judged: a setting is given twice" in done.stdout
    (root / "docs" / PAGE).write_bytes(b"\xff")
    assert inside(root, *CLERK, "--yes").returncode == 2
    assert not (root / REGISTER).exists()


def test_nobody_signs_off_a_passage_about_himself(root: Path) -> None:
    """The other office does."""
    write(root, {f"docs/{PAGE}": ATTACK.format(who="the Clerk")})
    done = inside(root, *CLERK, "--yes")
    assert done.returncode == 1
    assert "is about the Clerk: another office signs it off." in done.stdout
    assert inside(root, "sign-off", f"docs/{PAGE}", "--as", "Chair", "--yes").returncode == 0
    assert passes(root)


def test_the_author_does_not_sign_off_where_policy_says_so(tmp_path: Path) -> None:
    """moderation: self."""
    root = open_ended(council(tmp_path, f"---\nauthor: Clerk\n---\n\n{TEXT}", alone=False))
    done = inside(root, *CLERK, "--yes")
    assert done.returncode == 1
    assert "Not signed off: the Clerk wrote it, so another office signs it off." in done.stdout
    assert inside(root, "sign-off", f"docs/{PAGE}", "--as", "Chair", "--yes").returncode == 0


def test_a_folder_is_its_official_business(root: Path) -> None:
    """Attachments too; what is not official needs none."""
    write(root, {"docs/finance/list.csv": "Item,Cost\nGrass,10\n", "docs/news/a.md": "# A\n"})
    done = inside(root, "sign-off", "docs", "--as", "Chair", "--yes")
    assert done.returncode == 0
    assert "news" not in done.stdout
    assert "finance/list.csv" in done.stdout
    assert passes(root)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "say which page, and as which office"),
        ((f"docs/{PAGE}",), "say which page, and as which office"),
        (("--as", "Clerk"), "say which page, and as which office"),
        ((f"docs/{PAGE}", "--as", "Mayor"), "is held today: Clerk, Chair"),
        ((f"docs/{PAGE}", "--as", "Assistant Clerk"), "is held today: Clerk, Chair"),
        (("docs/gone.md", "--as", "Clerk"), "there is no file or folder called gone.md"),
        (("policy.yml", "--as", "Clerk"), "there is no page called policy.yml under docs"),
        (("/etc/hostname", "--as", "Clerk"), "under docs"),
    ],
)
def test_what_cannot_be_meant_is_refused(root: Path, words: tuple[str, ...], complaint: str) -> None:
    """Exit status 2, and one sentence."""
    done = inside(root, "sign-off", *words, "--yes")
    assert (done.returncode, complaint in done.stderr) == (2, True), done.stderr


def test_an_office_that_nobody_holds_signs_nothing_off(root: Path) -> None:
    """The sentence says that none is held."""
    text = (root / "policy.yml").read_text(encoding="utf-8")
    write(root, {"policy.yml": text.replace("from: 202", "from: 292")})
    assert "is held today: none is" in inside(root, *CLERK, "--yes").stderr


def test_an_urgent_sign_off_says_why_and_is_confirmed_later(root: Path) -> None:
    """By an office that does not moderate, and then by one that does."""
    done = inside(root, "sign-off", f"docs/{PAGE}", "--as", "Assistant Clerk", "--urgent", "flood tonight", "--yes")
    assert "Signed off urgently" in done.stdout
    assert 'urgent: "flood tonight"' in (root / REGISTER).read_text(encoding="utf-8")
    checked = inside(root, "check")
    assert checked.returncode == 0
    assert "Advice: This page was published urgently" in checked.stdout
    assert "Not changed since the Assistant Clerk signed it off" in inside(root, *CLERK, "--yes").stdout
    assert "urgently" not in inside(root, "check").stdout
    acts = [each.act for each in read_log(root / "registers" / "log").entries.values()]
    assert acts == ["override", "confirmation"]
    assert inside(root, "log", "verify").returncode == 0


def test_a_register_whose_last_line_has_no_end_stays_whole(root: Path) -> None:
    """The entry begins on a line of its own."""
    write(root, {REGISTER: "# Sign-offs"})
    assert inside(root, *CLERK, "--yes").returncode == 0
    assert passes(root)


# What changed, from git


def history(root: Path) -> None:
    """Commit a signed page, so that git holds its words."""
    assert inside(root, *CLERK, "--yes").returncode == 0
    git(root, "init", "-q")
    git(root, "add", ".")
    assert git(root, "commit", "-qm", "signed").returncode == 0


def test_what_changed_is_shown_line_by_line_with_findings_blacked_out(root: Path) -> None:
    """In what is gone as in what is new."""
    text = f"# Minutes\n\nThanks went to Mrs Joan Bloggs.\n\nIt closed at 8 pm.\n{TEXT}"
    write(root, {f"docs/{PAGE}": text})
    history(root)
    write(
        root, {f"docs/{PAGE}": text.replace("Mrs Joan Bloggs", f"Jo,\n{EMAIL}").replace("at 8 pm.\n#", "at 9 pm.\n#")}
    )
    done = inside(root, *CLERK, data="n\n")
    assert "  - Thanks went to " in done.stdout
    assert done.stdout.count("█") >= len("Joan Bloggs" + EMAIL)
    assert "  - It closed at 8 pm.\n  + It closed at 9 pm.\n" in done.stdout
    assert "grass" not in done.stdout
    assert not [word for word in ("Bloggs", EMAIL) if word in done.stdout]


def test_a_long_change_is_cut_to_a_screen(root: Path) -> None:
    """With how much there is besides."""
    history(root)
    write(root, {f"docs/{PAGE}": TEXT + "\n".join(f"Item {n} was noted." for n in range(60))})
    lines = inside(root, *CLERK, data="n\n").stdout.split("\n")
    assert sum(line.startswith(("  + ", "  - ")) for line in lines) == 40
    assert "  … and 21 more lines" in lines


def test_without_the_words_in_git_the_lines_are_told(root: Path) -> None:
    """No repository, another history, or no git at all."""
    assert inside(root, *CLERK, "--yes").returncode == 0
    changed = write(root, {f"docs/{PAGE}": TEXT.replace("8 pm", "9 pm")})
    for env in ({"GIT_CEILING_DIRECTORIES": str(root.parent)}, {"PATH": "/nowhere"}):
        assert ": line 5.\n" in inside(changed, *CLERK, data="n\n", env=env).stdout
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "too late")
    done = inside(root, *CLERK, data="n\n")
    assert ": line 5.\n" in done.stdout
    assert "9 pm" not in done.stdout


# The form


def payload(root: Path, changes: Mapping[str, str]) -> Path:
    """Write the record of the form, with some of its inputs changed."""
    event = json.loads((PAYLOADS / "sign_off.json").read_text(encoding="utf-8"))
    for name, value in changes.items():
        if name in event["inputs"]:
            event["inputs"][name] = value
        elif name == "account":
            event["sender"]["login"] = value
        else:
            event[name] = value
    return write(root, {"event.json": json.dumps(event)}) / "event.json"


def form(root: Path, summary: Path | None = None, changes: Mapping[str, str] | None = None) -> Done:
    """Run the command as the form's workflow does."""
    env = {"GITHUB_STEP_SUMMARY": str(summary)} if summary else {}
    return inside(root, "sign-off", "--event", str(payload(root, changes or {})), env=env)


@pytest.mark.parametrize("page", [PAGE, f"docs/{PAGE}", f" {PAGE} "])
def test_the_form_signs_off_for_the_account_that_holds_the_office(root: Path, page: str) -> None:
    """And writes what the job's summary shows."""
    summary = root / "summary.md"
    done = form(root, summary, {"page": page, "account": "Clerk-of-the-Parish"})
    assert done.returncode == 0, done.stderr
    assert passes(root)
    assert "    Signed off in registers/signoffs.yml" in summary.read_text(encoding="utf-8")


def test_without_the_tick_the_form_only_shows(root: Path) -> None:
    """Nothing is written, and the run says that nothing was signed off."""
    done = form(root, None, {"agreed": "false"})
    assert done.returncode == 1
    assert "Not signed off." in done.stdout
    assert not (root / REGISTER).exists()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"account": "chair"}, "does not hold the office “Clerk” today"),
        ({"account": ""}, "does not hold the office"),
        ({"office": "Chair"}, "does not hold the office “Chair” today"),
        ({"office": "Mayor"}, "does not hold the office"),
        ({"ref": "refs/heads/october"}, "use the form on the main branch"),
        ({"ref": "refs/tags/main"}, "use the form on the main branch"),
        ({"page": "../policy.yml"}, "under docs"),
        ({"page": "policy.yml"}, "there is no file or folder called policy.yml"),
        ({"page": ""}, "names no page"),
        ({"office": "Assistant Clerk", "account": "assistant"}, "must be an office that may moderate"),
    ],
)
def test_the_form_refuses_whoever_may_not(root: Path, changes: dict[str, str], complaint: str) -> None:
    """Exit status 2, and nothing written."""
    done = form(root, None, changes)
    assert (done.returncode, complaint in done.stderr) == (2, True), done.stderr
    assert not (root / REGISTER).exists()


def test_the_form_takes_an_urgent_sign_off(root: Path) -> None:
    """From the account that holds an office which does not moderate."""
    assert form(root, None, {"office": "Assistant Clerk", "account": "assistant", "urgent": "flood"}).returncode == 0
    assert "published urgently" in inside(root, "check").stdout


@pytest.mark.parametrize(
    ("today", "holds"),
    [
        (date(2026, 1, 31), False),
        (date(2026, 2, 1), True),
        (TODAY, True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_the_account_must_hold_the_office_on_the_day(tmp_path: Path, today: date, holds: bool) -> None:  # noqa: FBT001
    """From the first day to the last."""
    policy = read_policy(council(tmp_path) / "policy.yml")
    event = read_event(PAYLOADS / "sign_off.json")
    if holds:
        page, request, ticked = from_event(event, policy, today)
        assert (page, request.office, request.today, ticked) == (Path("docs", PAGE), "Clerk", today, True)
    else:
        with pytest.raises(UnreadableError, match="does not hold the office"):
            from_event(event, policy, today)


@pytest.mark.parametrize("text", ["[]", "{}", "{", '{"inputs": [], "sender": "x"}'])
def test_a_record_that_is_none_signs_nothing_off(root: Path, text: str) -> None:
    """Exit status 2."""
    write(root, {"event.json": text})
    assert inside(root, "sign-off", "--event", "event.json").returncode == 2
    assert not (root / REGISTER).exists()


def test_a_typo_is_signed_off_again_with_one_tick(root: Path) -> None:
    """The difference of one screen stands in the job's summary."""
    history(root)
    write(root, {f"docs/{PAGE}": TEXT.replace("grass", "gras")})
    summary = root / "summary.md"
    assert form(root, summary).returncode == 0
    assert "  - The grass was cut.\n" in summary.read_text(encoding="utf-8")
    assert passes(root)
    assert command(root, "git", "diff", "--stat", "--", REGISTER).stdout.count("signoffs.yml") == 1


def test_a_clerk_adds_to_what_another_office_signed_off(root: Path) -> None:
    """Which is how it shows that the page was copied to the Clerk (clause C37); nobody else is asked twice."""
    assert inside(root, "sign-off", f"docs/{PAGE}", "--as", "Chair", "--yes").returncode == 0
    assert "Nothing shows that the Clerk has this page" in inside(root, "check").stdout
    assert "Signed off already." in inside(root, "sign-off", f"docs/{PAGE}", "--as", "Chair", "--yes").stdout
    assert "Signed off in" in inside(root, "sign-off", f"docs/{PAGE}", "--as", "Clerk", "--yes").stdout
    assert "Signed off already." in inside(root, "sign-off", f"docs/{PAGE}", "--as", "Clerk", "--yes").stdout
    assert "Nothing shows" not in inside(root, "check").stdout


def test_a_policy_without_these_clauses_asks_for_none_of_them() -> None:
    """Another council's has its own."""
    assert list(relevance(replace(policy(), clauses={}))) == []
