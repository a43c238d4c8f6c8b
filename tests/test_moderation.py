"""Which sign-offs count: the office, its days, the very words, and the account behind them (clause C10)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policy_checks.evidence import read_evidence
from policy_checks.gate import check_written, open_gate
from policy_checks.gate import verdict_of as judge
from policy_checks.judge import text_digest
from policy_checks.model import Area, Finding, Level, Place, UnreadableError, Verdict
from policy_checks.moderation import Desk, _paragraph, changes, marks, official
from policy_checks.policy import read_policy
from policy_checks.receipt import rules_digest
from policy_checks.verdict import decide
from tests.project import PHONE, ROOT, TODAY, Done, command, inside, policy, project, run, verdict, write

PAYLOADS = Path(__file__).parent / "payloads"
PAGE = "meetings/2026-10.md"
TEXT = "# Minutes of October\n\nThe grass was cut.\n\nThe meeting closed at 8 pm.\n"
NAMED = "# Minutes of October\n\nThanks went to Mrs Joan Bloggs for the flowers.\n"
OFFICES = """
  - {office: Clerk, moderates: true, account: clerk-of-the-parish, from: 2026-02-01, until: 2026-12-31}
  - {office: Chair, moderates: true, account: "chair", from: 2024-01-01, until: null}
  - {office: Assistant Clerk, moderates: false, account: "assistant", from: 2024-01-01, until: null}
"""


def council(root: Path, text: str = TEXT, *, alone: bool = True, extra: Mapping[str, str] | None = None) -> Path:
    """Return a project with one page of official business, and offices that begin and end."""
    root = project(root, {"docs/index.md": "# Home\n", f"docs/{PAGE}": text, **(extra or {})})
    settings = (ROOT / "policy.yml").read_text(encoding="utf-8")
    head, tail = settings.split("offices:", 1)
    settings = f"{head}offices:{OFFICES}moderation:{tail.split('moderation:', 1)[1]}"
    return write(root, {"policy.yml": settings if alone else settings.replace("self: true", "self: false")})


def entry(text: str, **fields: object) -> str:
    """Return a sign-off of a text as YAML; a field that is None is left out."""
    made: dict[str, object] = {"page": PAGE, "by": "Clerk", "on": "2026-11-03", "sha256": text_digest(text.encode())}
    lines = [f"{name}: {value}" for name, value in (made | fields).items() if value is not None]
    return "- " + "\n  ".join(lines) + "\n"


def signed(root: Path, *entries: str) -> Path:
    """Write the register of sign-offs."""
    return write(root, {"registers/signoffs.yml": "".join(entries)})


def told(root: Path, today: date = TODAY) -> list[str]:
    """Return the messages about moderation."""
    return [finding.message for finding in verdict(root, today).findings if finding.area == "moderation"]


def held(root: Path) -> Finding:
    """Return the one held finding of a project."""
    found = [finding for finding in verdict(root).findings if finding.level is Level.HOLD]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("page", "needed"),
    [
        ("meetings/a.md", True),
        ("Meetings.md", True),
        ("Meetings/A.MD", True),
        ("council/deep/er/a.html", True),
        ("finance/accounts.pdf", True),
        ("finance/list.csv", True),
        ("meetings/hall.JPG", False),
        ("meetings/a.css", False),
        ("news/a.md", False),
        ("minutes-of-meetings/a.md", False),
        ("index.md", False),
    ],
)
def test_pages_and_attachments_of_official_sections_need_a_sign_off(page: str, needed: bool) -> None:  # noqa: FBT001
    """Pictures have credits instead; the letters' case makes no difference."""
    assert official(page, policy()) == needed


def test_official_business_without_a_sign_off_is_rejected(tmp_path: Path) -> None:
    """As one finding at the top of the page, under C10; other pages need none; a single file is judged alike."""
    root = council(tmp_path)
    found = verdict(root).findings
    assert [(f.path, f.check, f.level, f.clause, f.place.line) for f in found] == [
        (f"docs/{PAGE}", "moderation-signoff", "reject", "C10", 1)
    ]
    assert inside(root, "check").returncode == 1
    assert inside(root, "check", f"docs/{PAGE}").returncode == 1
    assert inside(root, "check", "docs/index.md").returncode == 0
    assert run(root, "check", "-", data=TEXT).returncode == 0


@pytest.mark.parametrize(
    ("fields", "today", "counts"),
    [
        ({}, TODAY, True),
        ({"on": "2026-02-01"}, TODAY, True),
        ({"on": "2026-12-31"}, date(2027, 6, 1), True),
        ({"on": "2026-01-31"}, TODAY, False),
        ({"on": "2027-01-01"}, date(2027, 6, 1), False),
        ({"on": "2026-11-25"}, TODAY, False),
        ({"by": "Chair", "on": "2026-01-31"}, TODAY, True),
        ({"by": "Assistant Clerk"}, TODAY, False),
        ({"by": "clerk"}, TODAY, False),
        ({"by": "Mayor"}, TODAY, False),
        ({"sha256": "a" * 64}, TODAY, False),
        ({"page": "meetings/2026-11.md"}, TODAY, False),
    ],
    ids=[
        "in office", "first day", "last day, later", "day before office", "day after office", "lies ahead",
        "another office", "not a moderator", "another spelling", "no such office", "other words", "another page",
    ],
)  # fmt: skip
def test_a_sign_off_counts_by_its_words_its_office_and_its_day(
    tmp_path: Path,
    fields: dict[str, object],
    today: date,
    counts: bool,  # noqa: FBT001
) -> None:
    """Held on the date of the sign-off, not on today's."""
    root = signed(council(tmp_path), entry(TEXT, **fields))
    assert any(finding.stops for finding in verdict(root, today).findings) != counts


def test_an_edit_voids_a_sign_off_and_the_message_says_which_lines(tmp_path: Path) -> None:
    """Never the words; where the entry holds no marks, only that they differ."""
    salt = policy().salt
    root = signed(council(tmp_path), entry(TEXT, lines=f'"{marks(TEXT, salt)}"'))
    assert told(root) == []
    write(root, {f"docs/{PAGE}": TEXT.replace("8 pm", "9 pm")})
    assert told(root) == ["This page was changed after the Clerk signed it off on 3 November 2026: line 5."]
    write(root, {f"docs/{PAGE}": TEXT.replace("The grass was cut.\n\n", "")})
    assert told(root) == ["This page was changed after the Clerk signed it off on 3 November 2026: 2 lines taken out."]
    signed(root, entry(TEXT))
    assert told(root) == [
        "This page was changed after the Clerk signed it off on 3 November 2026: its words are not the same."
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("a\nb\nc", "a\nB\nc", "line 2"),
        ("a\nb\nc\nd", "A\nB\nC\nd\ne", "lines 1 to 3, 5"),
        ("a\nb\nc", "a\nx", "line 2, and 1 line taken out"),
        ("a\nb", "a\r\nb", "a file that it includes, or its line ends"),
        ("\n".join("abcdefghijklmnop"), "\n".join("aBcDeFgHiJkLmNop"), "lines 2, 4, 6, 8, 10, 12 and more"),
        ("a\n" * 2001, "a", "its words are not the same"),
    ],
)
def test_changes_are_told_in_lines(before: str, after: str, said: str) -> None:
    """Lines of the page as it is now."""
    assert changes(marks(before, "salt"), after, "salt") == said


def test_a_file_that_a_page_includes_is_part_of_its_text(tmp_path: Path) -> None:
    """In either form of writing, and where it includes another in turn; a page may not reach outside the project."""
    text = '# Minutes\n\n--8<-- "parts/a.md:rates"\n\n--8<--\nparts/b.md\n../outside.md\ngone.md\n--8<--\n'
    parts = {"parts/a.md": "A\n--8<-- 'parts/b.md'\n", "parts/b.md": "B\n"}
    root = council(tmp_path / "village", text, extra=parts)
    write(tmp_path, {"outside.md": "X\n"})
    sha256 = text_digest(text.encode(), parts["parts/a.md"].encode(), b"B\r\n")
    signed(root, entry(text, sha256=sha256))
    assert told(root) == []
    write(tmp_path, {"outside.md": "Y\n"})
    assert told(root) == []
    write(root, {"parts/b.md": "C\n"})
    assert len(told(root)) == 1


def test_a_sign_off_passes_what_is_held_on_its_own_page_only(tmp_path: Path) -> None:
    """And a waiver is no sign-off."""
    root = council(tmp_path, NAMED)
    key = held(root).key
    signed(root, entry(NAMED))
    assert [f.check for f in verdict(root).findings] == ["personal-name"]
    signed(root, entry(NAMED, passes=f'["{key}"]'))
    assert verdict(root).publishable
    write(root, {"docs/meetings/other.md": TEXT})
    signed(root, entry(NAMED), entry(TEXT, page="meetings/other.md", passes=f'["{key}"]'))
    assert [f.check for f in verdict(root).findings] == ["personal-name"]


def test_a_waiver_is_no_sign_off(tmp_path: Path) -> None:
    """Not even one that names the very finding."""
    root = council(tmp_path)
    finding = verdict(root).findings[0]
    waiver = f"- key: {finding.key}\n  check: {finding.check}\n  page: {PAGE}\n  reason: r\n  by: Clerk\n  until: 2027-01-01\n"
    write(root, {"registers/waivers.yml": waiver})
    assert not verdict(root).publishable
    (root / "registers" / "waivers.yml").unlink()
    done = inside(root, "waive", f"docs/{PAGE}:1", "--reason", "r", "--by", "Clerk", "--until", "2027-01-01")
    assert (done.returncode, "nothing that stops" in done.stderr) == (2, True)


def test_a_sign_off_never_passes_what_is_rejected(tmp_path: Path) -> None:
    """Whatever it lists."""
    text = f"# Minutes\n\nRing {PHONE}.\n"
    root = council(tmp_path, text)
    keys = [finding.key for finding in verdict(root).findings]
    signed(root, entry(text, passes=json.dumps(keys)))
    assert [f.check for f in verdict(root).findings] == ["personal-phone"]


ATTACK = (
    "# Minutes\n\nA resident said that\n{who} is a disgrace and should be ashamed.\n\nThe Chair closed the meeting.\n"
)


@pytest.mark.parametrize(
    ("who", "clerk", "chair"),
    [
        ("the Clerk", False, True),
        ("the Chairman", True, False),
        ("Joan Bloggs", False, True),
        ("Mrs Bloggs", False, True),
        ("the Vice-Chair", True, True),
    ],
)
def test_nobody_passes_a_held_finding_about_himself(tmp_path: Path, who: str, clerk: bool, chair: bool) -> None:  # noqa: FBT001
    """By office or by name; the other office does."""
    text = ATTACK.format(who=who)
    person = "- name: Mrs Joan Bloggs\n  role: clerk\n  basis: public-task\n  evidence: n\n  from: 2024-01-01\n"
    root = council(tmp_path, text, extra={"registers/people.yml": person})
    keys = json.dumps([f.key for f in verdict(root).findings if f.level is Level.HOLD])
    assert "conduct-prose" in keys
    for by, passes in (("Clerk", clerk), ("Chair", chair)):
        signed(root, entry(text, by=by, passes=keys))
        assert verdict(root).publishable == passes, by
    signed(root, entry(text, by="Clerk", passes=keys), entry(text, by="Chair", passes=keys))
    assert verdict(root).publishable == (clerk or chair)


def test_who_holds_two_offices_passes_nothing_about_either(tmp_path: Path) -> None:
    """As far as their accounts say so."""
    root = council(tmp_path, ATTACK.format(who="the Vice-Chair"))
    settings = (root / "policy.yml").read_text(encoding="utf-8")
    twice = "- {office: Vice-Chair, moderates: true, account: Chair, from: 2024-01-01, until: null}\nmoderation:"
    keys = json.dumps([f.key for f in verdict(root).findings if f.level is Level.HOLD])
    signed(root, entry(ATTACK.format(who="the Vice-Chair"), by="Chair", passes=keys))
    assert verdict(root).publishable
    write(root, {"policy.yml": settings.replace("moderation:", f"  {twice}", 1)})
    assert not verdict(root).publishable


def test_nobody_waives_what_is_about_himself(tmp_path: Path) -> None:
    """By the command, or by hand; another office does, and an office that does not moderate does not."""
    text = ATTACK.format(who="the Clerk")
    root = council(tmp_path, TEXT, extra={"docs/letters.md": text})
    signed(root, entry(TEXT))
    line = next(f.place.line for f in verdict(root).findings if f.check == "conduct-prose")
    words = ("waive", f"docs/letters.md:{line}", "--reason", "r", "--until", "2999-01-01", "--by")
    done = inside(root, *words, "Clerk")
    assert (done.returncode, "about the Clerk: another office decides" in done.stderr) == (2, True)
    assert inside(root, *words, "Chair").returncode == 0
    assert verdict(root).publishable
    register = root / "registers" / "waivers.yml"
    kept = register.read_text(encoding="utf-8")
    for by in ("Clerk", "Assistant Clerk", "Cleaner"):
        register.write_text(kept.replace('"Chair"', f'"{by}"'), encoding="utf-8")
        assert not verdict(root).publishable, by


def test_a_passage_about_conduct_is_its_paragraph(tmp_path: Path) -> None:
    """An office that is named two lines above is meant; in another paragraph, or on no page, it is not."""
    text = "# T\n\nThe Clerk spoke.\nThen\nHe was rude.\n\nHe was rude.\n"
    root = council(tmp_path, text)
    opened = open_gate(root)
    judged = check_written(opened, [root / "docs"], root)
    desk = Desk(opened.policy, opened.registers, judged, "", TODAY)
    finding = replace(verdict(root).findings[0], area=Area.CONDUCT)
    for line, about in ((5, True), (7, False)):
        assert desk.about(replace(finding, place=Place(line, 1, line, 5)), "Clerk") == about
    assert not desk.about(replace(finding, place=Place(5, 1, 5, 5), page=""), "Clerk")
    assert not desk.about(replace(finding, place=Place(3, 1, 3, 5), area=Area.PERSONAL), "Clerk")


@pytest.mark.parametrize(
    ("by", "top", "clauses"),
    [("Clerk", "", []), ("Chair", "", ["C37"]), ("Chair", "---\nauthor: Clerk\n---\n\n", [])],
)
def test_what_another_office_alone_signed_off_is_to_be_copied_to_the_clerk(
    tmp_path: Path, by: str, top: str, clauses: list[str]
) -> None:
    """Unless the Clerk wrote it. It stops nothing."""
    root = signed(council(tmp_path, top + TEXT), entry(top + TEXT, by=by))
    assert [(each.clause, each.stops) for each in verdict(root).findings] == [(clause, False) for clause in clauses]


@pytest.mark.parametrize(
    ("author", "by", "complaint"),
    [
        ("author: Clerk", "Clerk", "the Clerk wrote it, so another office signs it off"),
        ("author: clerk", "Clerk", "the Clerk wrote it"),
        ("author: Clerk", "Chair", ""),
        ("title: Minutes", "Chair", "the page does not say who wrote it"),
    ],
)
def test_where_no_office_may_sign_off_its_own_page_another_does(
    tmp_path: Path, author: str, by: str, complaint: str
) -> None:
    """moderation: self in policy.yml."""
    text = f"---\n{author}\n---\n\n{TEXT}"
    root = signed(council(tmp_path, text, alone=False), entry(text, by=by))
    said = " ".join(told(root))
    assert complaint in said
    assert bool(said) == bool(complaint)


@pytest.mark.parametrize(
    ("today", "level"), [(date(2026, 11, 3), "advise"), (date(2026, 11, 8), "advise"), (date(2026, 11, 9), "reject")]
)
def test_an_urgent_sign_off_counts_for_the_stated_days(tmp_path: Path, today: date, level: str) -> None:
    """Even from an office that does not moderate; the last day counts."""
    root = signed(council(tmp_path), entry(TEXT, by="Assistant Clerk", urgent="flood"))
    found = [finding for finding in verdict(root, today).findings if finding.area == "moderation"]
    assert [finding.level for finding in found] == [level]
    said = found[0].message + found[0].remedy
    assert "8 November 2026" in said
    assert "flood" not in said


def test_signing_off_urgently_again_wins_no_time(tmp_path: Path) -> None:
    """Nor does an edit in between; a moderator's sign-off of an earlier text begins it anew."""
    first, other = entry(TEXT, on="2026-11-01", urgent="flood"), entry("x", by="Assistant Clerk", on="2026-11-02")
    again = entry(TEXT, by="Assistant Clerk", on="2026-11-05", urgent="flood")
    assert not verdict(
        signed(council(tmp_path), first, entry("x", urgent="flood"), other, again), date(2026, 11, 7)
    ).publishable
    confirmed = entry("x", on="2026-11-04", page=PAGE)
    elsewhere = entry("x", on="2026-11-04", page="index.md", urgent="flood")
    assert verdict(signed(tmp_path, first, confirmed, elsewhere, again), date(2026, 11, 10)).publishable
    assert not verdict(tmp_path, date(2026, 11, 11)).publishable


def test_a_moderator_confirms_an_urgent_sign_off(tmp_path: Path) -> None:
    """And then it needs nothing more."""
    urgent = entry(TEXT, by="Assistant Clerk", urgent="flood")
    root = signed(council(tmp_path), urgent, entry(TEXT, on="2026-11-04"))
    assert told(root) == []
    assert told(root, date(2027, 1, 1)) == []


def test_the_days_to_confirm_in_are_the_councils(tmp_path: Path) -> None:
    """policy.yml may leave them out, and gives a number."""
    root = signed(council(tmp_path), entry(TEXT, urgent="flood"))
    text = (root / "policy.yml").read_text(encoding="utf-8")
    write(root, {"policy.yml": text.replace("confirm_days: 5", "confirm_days: 1")})
    assert verdict(root, date(2026, 11, 4)).publishable
    assert not verdict(root, date(2026, 11, 5)).publishable
    write(root, {"policy.yml": text.replace("  confirm_days: 5", "  # confirm_days: 5")})
    assert read_policy(root / "policy.yml").confirm_days == 5
    write(root, {"policy.yml": text.replace("confirm_days: 5", "confirm_days: true")})
    with pytest.raises(UnreadableError, match="must be a whole number"):
        read_policy(root / "policy.yml")


def published(root: Path) -> Verdict:
    """Judge a project as make publish does."""
    opened = open_gate(root)
    judged = check_written(opened, [root / "docs"], root)
    checks = {check.id: check for check in opened.matcher.checks}
    return decide(judged, opened.registers, opened.policy, checks, rules_digest(), TODAY, publishing=True)


def test_a_new_rule_never_takes_down_an_unchanged_page(tmp_path: Path) -> None:
    """When publishing, it is told as advice with a date; the strict judgement stops all the same."""
    text = f"# Minutes\n\nRing {PHONE}.\n"
    root = signed(council(tmp_path, text), entry(text, rules="b" * 64))
    assert not verdict(root).publishable
    result = published(root)
    assert result.publishable
    assert [(f.check, f.level) for f in result.findings] == [("personal-phone", "advise")]
    assert "deal with it by 26 January 2027" in result.findings[0].remedy


@pytest.mark.parametrize("field", ["passes", "relies_on"])
def test_what_a_sign_off_saw_is_not_new(tmp_path: Path, field: str) -> None:
    """An entry that ran out, or consent withdrawn, takes the page down whichever rules there are."""
    text = f"# Minutes\n\nRing {PHONE}.\n"
    root = council(tmp_path, text)
    key = next(finding.key for finding in verdict(root).findings if finding.check == "personal-phone")
    signed(root, entry(text, rules="b" * 64, **{field: json.dumps([key])}))
    assert not published(root).publishable


@pytest.mark.parametrize("rules", [None, rules_digest()])
def test_a_sign_off_under_these_rules_eases_nothing(tmp_path: Path, rules: str | None) -> None:
    """Else an entry written by hand would let anything through."""
    text = f"# Minutes\n\nRing {PHONE}.\n"
    root = signed(council(tmp_path, text), entry(text, rules=rules))
    assert not published(root).publishable


def test_a_public_repository_may_hold_sign_offs_without_keys(tmp_path: Path) -> None:
    """They name an office and a page only; a key could be guessed from."""
    root = council(tmp_path, NAMED)
    opened = open_gate(root)
    judged = check_written(opened, [root / "docs"], root)
    environment = {"POLICY_CHECKS_REPOSITORY_VISIBILITY": "public"}
    for fields, flagged in (({}, False), ({"passes": f'["{held(root).key}"]'}, True)):
        signed(root, entry(NAMED, **fields))
        result = judge(open_gate(root), judged, TODAY, whole=True, environment=environment)
        assert ("register-public" in [f.check for f in result.findings]) == flagged


# Accounts


def recorded(
    root: Path,
    folder: Path,
    *,
    reviews: object = None,
    event: object = None,
    base: str = "",
    until: str = "until: null",
) -> Path:
    """Record what the code host would of a change to this project, whose base branch has these sign-offs.

    The Clerk's office ends as ``until`` says.
    """
    folder.mkdir(exist_ok=True)
    settings = (root / "policy.yml").read_text(encoding="utf-8").replace("until: 2026-12-31", until)
    write(folder, {"policy.yml": settings, "registers/signoffs.yml": base})
    for name, given in (("event", event), ("reviews", reviews)):
        source = "pull_request_review" if name == "event" else name
        text = (PAYLOADS / f"{source}.json").read_text(encoding="utf-8") if given is None else json.dumps(given)
        write(folder, {f"{name}.json": text})
    return folder


def status(root: Path, folder: Path) -> int:
    """Return the exit status of the check with this evidence."""
    return inside(root, "check", "--evidence", str(folder)).returncode


def test_in_a_proposed_change_a_sign_off_is_a_claim_until_an_account_binds_it(tmp_path: Path) -> None:
    """The Clerk's approval of the newest commit does; anybody else's, of an older commit or for another office, does not."""
    root = signed(council(tmp_path / "village"), entry(TEXT))
    assert status(root, recorded(root, tmp_path / "a")) == 0
    unapproved = recorded(root, tmp_path / "b", reviews=[])
    done = inside(root, "check", "--evidence", str(unapproved))
    assert done.returncode == 1
    assert "no account that holds the office stands behind it yet" in done.stdout
    assert "registers/signoffs.yml\n  Line 1, column 1. Advice: This entry does not count yet" in done.stdout
    head = json.loads((PAYLOADS / "pull_request_review.json").read_text(encoding="utf-8"))["pull_request"]["head"][
        "sha"
    ]
    clerk = {"login": "clerk-of-the-parish"}
    for review in (
        {"state": "APPROVED", "commit_id": "0" * 40, "user": clerk},
        {"state": "COMMENTED", "commit_id": head, "user": clerk},
        {"state": "DISMISSED", "commit_id": head, "user": clerk},
        {"state": "APPROVED", "commit_id": head, "user": {"login": "chair"}},
        {"state": "APPROVED", "commit_id": head, "user": {"login": "minute-taker"}},
        {"state": "APPROVED", "commit_id": head, "user": {"login": ""}},
    ):
        assert status(root, recorded(root, tmp_path / "c", reviews=[review])) == 1
    signed(root, entry(TEXT, by="Chair"))
    approval = {"state": "APPROVED", "commit_id": head, "user": {"login": "chair"}}
    assert status(root, recorded(root, tmp_path / "d", reviews=[approval])) == 0


def test_who_has_left_office_signs_nothing_off_by_an_earlier_date(tmp_path: Path) -> None:
    """An approval is given today, whatever date the entry has."""
    root = signed(council(tmp_path / "village"), entry(TEXT))
    assert status(root, recorded(root, tmp_path / "a", until="until: 2026-11-10")) == 1


def test_only_whoever_signs_the_policy_adopts_it(tmp_path: Path) -> None:
    """Another moderator's approval of the change does not bear out the Chair's name in it."""
    page = "policies/social-media.md"
    root = council(tmp_path / "village", extra={f"docs/{page}": "# Policy\n"})
    theirs = entry("# Policy\n", page=page)
    chairs = entry("# Policy\n", page=page, by="Chair")
    signed(root, entry(TEXT), theirs, chairs)
    done = inside(root, "check", "--evidence", str(recorded(root, tmp_path / "a")))
    assert done.returncode == 1
    assert "registers/signoffs.yml\n  Line 9, column 1. Stopped: This entry does not count yet" in done.stdout
    assert status(root, recorded(root, tmp_path / "b", base=chairs)) == 0


def test_a_change_does_not_say_by_itself_that_a_page_is_no_official_business(tmp_path: Path) -> None:
    """What the base branch counts as such needs a sign-off still."""
    root = council(tmp_path / "village")
    folder = recorded(root, tmp_path / "a", reviews=[])
    settings = (root / "policy.yml").read_text(encoding="utf-8")
    write(root, {"policy.yml": settings.replace('"meetings/**", ', "")})
    assert inside(root, "check").returncode == 0
    assert status(root, folder) == 1


POLICY_PAGE = "policies/social-media.md"
PINNED_TEXT = "# Policy\n"


def pinned(settings: str, text: str) -> str:
    """Return a policy.yml that pins this text of the policy."""
    return re.sub(r'(?m)^  sha256: ".*?"', f'  sha256: "{text and text_digest(text.encode())}"', settings)


@pytest.mark.parametrize(
    ("old", "new", "by", "stops"),
    [
        ("", "", "Clerk", False),
        (PINNED_TEXT, PINNED_TEXT, "Clerk", False),
        (PINNED_TEXT, "", "Clerk", True),
        (PINNED_TEXT, "# New\n", "Clerk", True),
        (PINNED_TEXT, "# New\n", "Chair", False),
    ],
    ids=["pinned nowhere", "the same", "unpinned", "another text, the Clerk's", "another text, the Chair's"],
)
def test_a_change_does_not_loosen_which_text_was_adopted(
    tmp_path: Path,
    old: str,
    new: str,
    by: str,
    stops: bool,  # noqa: FBT001
) -> None:
    """What pins it, and who signs it, is as the base branch has it, until that office approves."""
    text = new or "# New\n"
    root = council(tmp_path / "village", extra={f"docs/{POLICY_PAGE}": text})
    settings = (root / "policy.yml").read_text(encoding="utf-8")
    signed(root, entry(TEXT, by=by), entry(text, page=POLICY_PAGE, by=by))
    head = json.loads((PAYLOADS / "pull_request_review.json").read_text(encoding="utf-8"))["pull_request"]["head"][
        "sha"
    ]
    login = {"Clerk": "clerk-of-the-parish", "Chair": "chair"}[by]
    folder = recorded(
        root, tmp_path / "a", reviews=[{"state": "APPROVED", "commit_id": head, "user": {"login": login}}]
    )
    base = pinned((folder / "policy.yml").read_text(encoding="utf-8"), old)
    write(folder, {"policy.yml": base})
    write(
        root,
        {
            "policy.yml": pinned(settings, new).replace(
                "signed_by: Chair", "signed_by: Clerk" if old != new else "signed_by: Chair"
            )
        },
    )
    told = inside(root, "check", "--evidence", str(folder), "--format", "json").stdout
    found = {(each["check"], each["path"]) for each in json.loads(told)["findings"]}
    assert (("notices-policy", "policy.yml") in found) == stops


def test_what_the_base_branch_holds_counts(tmp_path: Path) -> None:
    """As it stands there, word for word."""
    root = signed(council(tmp_path / "village"), entry(TEXT))
    assert status(root, recorded(root, tmp_path / "a", reviews=[], base=entry(TEXT))) == 0
    assert status(root, recorded(root, tmp_path / "b", reviews=[], base=entry(TEXT, on="2026-11-02"))) == 1


def test_an_author_does_not_approve_his_own_change(tmp_path: Path) -> None:
    """Even if the host should let him."""
    root = signed(council(tmp_path / "village"), entry(TEXT))
    event = json.loads((PAYLOADS / "pull_request_review.json").read_text(encoding="utf-8"))
    event["pull_request"]["user"]["login"] = "Clerk-of-the-Parish"
    assert status(root, recorded(root, tmp_path / "a", event=event)) == 1


def test_a_change_cannot_make_its_own_author_the_clerk(tmp_path: Path) -> None:
    """Accounts are those of the base branch."""
    root = signed(council(tmp_path / "village"), entry(TEXT))
    folder = recorded(root, tmp_path / "a")
    base = (folder / "policy.yml").read_text(encoding="utf-8")
    write(folder, {"policy.yml": base.replace("clerk-of-the-parish", "the-real-clerk")})
    assert status(root, folder) == 1


def test_a_waiver_is_a_claim_too(tmp_path: Path) -> None:
    """Approved by whoever holds its office today."""
    root = council(tmp_path / "village", extra={f"docs/{PAGE}": TEXT, "docs/fete.md": f"# Fete\n\nRing {PHONE}.\n"})
    signed(root, entry(TEXT))
    done = inside(root, "waive", "docs/fete.md:3", "--reason", "r", "--by", "Clerk", "--until", "2999-01-01")
    assert done.returncode == 0
    assert inside(root, "check").returncode == 0
    assert status(root, recorded(root, tmp_path / "a")) == 0
    assert status(root, recorded(root, tmp_path / "b", reviews=[], base=entry(TEXT))) == 1


@pytest.mark.parametrize(
    "files",
    [
        {"event.json": "{"},
        {"event.json": "{}"},
        {"reviews.json": "{}"},
        {"reviews.json": "not"},
        {"policy.yml": "council: [\n"},
        {"registers/signoffs.yml": "- page: a\n"},
    ],
)
def test_evidence_that_cannot_be_read_decides_nothing(tmp_path: Path, files: dict[str, str]) -> None:
    """Exit status 2."""
    root = signed(council(tmp_path / "village"), entry(TEXT))
    folder = write(recorded(root, tmp_path / "a"), files)
    assert status(root, folder) == 2
    with pytest.raises(UnreadableError):
        read_evidence(folder)
    assert status(root, tmp_path / "nowhere") == 2


# Merges


def git(root: Path, *words: str) -> Done:
    """Run git in a project, as nobody in particular."""
    return command(root, "git", "-c", "user.name=N", "-c", "user.email=n@example.com", *words)


def branches(root: Path, ours: Mapping[str, str], theirs: Mapping[str, str]) -> Done:
    """Commit a project, change it on two branches, and merge them; return what git said."""
    assert git(root, "init", "-q", "-b", "main").returncode == 0
    git(root, "add", ".")
    git(root, "commit", "-qm", "base")
    git(root, "checkout", "-qb", "theirs")
    write(root, theirs)
    git(root, "add", ".")
    git(root, "commit", "-qm", "theirs")
    git(root, "checkout", "-q", "main")
    write(root, ours)
    git(root, "add", ".")
    git(root, "commit", "-qm", "ours")
    return git(root, "merge", "-q", "theirs")


def test_two_sign_offs_that_meet_in_a_merge_decide_nothing_until_both_are_kept(tmp_path: Path) -> None:
    """The register names the line and the mend; with both entries kept, both pages pass."""
    other = "# Minutes of November\n\nThe hedge was cut.\n"
    root = council(tmp_path, extra={"docs/meetings/2026-11.md": other, "registers/signoffs.yml": "# Sign-offs\n"})
    mine, yours = entry(TEXT), entry(other, page="meetings/2026-11.md", by="Chair")
    done = branches(
        root, {"registers/signoffs.yml": f"# Sign-offs\n{mine}"}, {"registers/signoffs.yml": f"# Sign-offs\n{yours}"}
    )
    assert done.returncode == 1
    checked = inside(root, "check")
    assert checked.returncode == 2
    assert "registers/signoffs.yml, line 2: two changes met here. Keep the entries of both" in checked.stderr
    signed(root, mine, yours)
    assert inside(root, "check").returncode == 0


def test_two_sign_offs_of_two_edits_are_both_void_for_what_git_made_of_them(tmp_path: Path) -> None:
    """Nobody has read the page that a merge makes."""
    mine, yours = TEXT.replace("October", "8 October"), TEXT.replace("8 pm", "9 pm")
    root = council(tmp_path, extra={"registers/signoffs.yml": "# One\n\n# Two\n\n# Three\n"})
    done = branches(
        root,
        {f"docs/{PAGE}": mine, "registers/signoffs.yml": f"# One\n{entry(mine)}\n# Two\n\n# Three\n"},
        {f"docs/{PAGE}": yours, "registers/signoffs.yml": f"# One\n\n# Two\n\n# Three\n{entry(yours, by='Chair')}"},
    )
    assert done.returncode == 0, done.stdout
    checked = inside(root, "check")
    assert checked.returncode == 1
    assert "was changed after the Chair signed it off" in checked.stdout


def test_a_passage_reaches_from_empty_line_to_empty_line() -> None:
    """Whoever it is about may be named in another line of it."""
    assert _paragraph(["", "a", "b", "c", ""], 2, 3) == (1, 4)
