"""Posts and messages of other channels, pasted: judged with the policy, and what it lets the Council answer."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from policy_checks.gate import check_pasted, verdict_of
from policy_checks.reply import REMOVED, grounds_of, reply
from tests.project import EMAIL, PHONE, TODAY, gate, inside, policy, project, run

ATTACK = "The Clerk, Mrs Orrick, is a liar who fiddled the accounts.\n"


def told(root: Path, words: str | bytes, kind: str) -> tuple[list[str], str]:
    """Judge pasted words; return the checks that stop, and the reply that is proposed."""
    opened = gate(root)
    judged = check_pasted(opened, words.encode() if isinstance(words, str) else words, kind)
    verdict = verdict_of(opened, judged, TODAY, whole=False, environment={})
    return [each.check for each in verdict.findings if each.stops], reply(verdict, opened.policy, kind)


@pytest.fixture
def village(tmp_path: Path) -> Path:
    return project(tmp_path)


def test_a_post_that_breaks_nothing_may_be_left_or_answered(village: Path) -> None:
    """Criticism of the Council is no ground for anything else."""
    found, answer = told(
        village, "The Council was wrong to raise the precept, and I will say so at the meeting.\n", "social"
    )
    assert found == []
    assert "Ignore it (C27, C32)." in answer
    assert "please e-mail the Clerk: parishclerk@bassingbourn.org." in answer
    assert "will not be considered as contacting the Council for official purposes (C24)" in answer
    assert not any(words in answer for words in ("Inform the sender", "remove", "complaint", "may not go out"))


def test_an_attack_in_a_post_may_be_removed_by_the_pages_owner(village: Path) -> None:
    """With the clause in its own words, the sentence that the policy gives, and the way to complain."""
    found, answer = told(village, ATTACK, "social")
    assert "conduct-prose" in found
    assert "“Personal attacks, insults, or threatening language” (clause C26b)" in answer
    assert f"“{REMOVED}” (clause C29)" in answer
    assert "make a formal complaint to the Council" in answer
    assert "report the matter to the Police" in answer
    assert "Orrick" not in answer


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        (f"Ring her on {PHONE}.\n", "C26e"),
        (ATTACK, "C26c"),
        ("Use code GREEN20 for 20% off your order today!\n", "C26g"),
    ],
)
def test_each_ground_is_the_policys_own(village: Path, words: str, ground: str) -> None:
    assert f"(clause {ground})" in told(village, words, "social")[1]


@pytest.mark.parametrize(("kind", "clause"), [("email", "C39"), ("sms", "C42"), ("video", "C43")])
def test_a_message_that_stops_may_not_go_out_and_nobody_is_asked_to_remove_it(
    village: Path, kind: str, clause: str
) -> None:
    found, answer = told(village, f"The key is {PHONE}.\n", kind)
    assert found == ["personal-phone"]
    assert f"({clause})" in answer
    assert "it may not go out as it stands" in answer
    assert "remove it" not in answer


def test_a_finding_without_a_ground_for_removal_is_told_by_its_clause(village: Path) -> None:
    opened = gate(village)
    judged = check_pasted(opened, b"Promoted by A. Agent on behalf of the Village Party, 1 High Street.\n", "social")
    verdict = verdict_of(opened, judged, TODAY, whole=False, environment={})
    political = [each for each in verdict.findings if each.area == "political"]
    assert political
    assert grounds_of(political, policy()) == []


def test_the_command_line_proposes_it_at_a_keyboard_only_and_stores_nothing(village: Path) -> None:
    before = sorted(village.rglob("*"))
    done = run(village, "check", "-", "--as", "social", data=ATTACK)
    assert (done.returncode, done.stderr) == (1, "")
    assert "Ask the owner of the page to remove it (C26):" in done.stdout
    assert (
        json.loads(run(village, "check", "-", "--as", "social", "--format", "json", data=ATTACK).stdout)["schema"] == 1
    )
    assert "allows" not in run(village, "check", "-", "--as", "page", data=ATTACK).stdout
    assert sorted(village.rglob("*")) == before


def mail(body: str, *, html: bool = False, attached: tuple[str, bytes] | None = None) -> bytes:
    """Return an e-mail as a program saves it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = EMAIL, "clerk@village.example", "The hall"
    message.set_content(body, subtype="html" if html else "plain", cte="base64")
    if attached:
        message.add_attachment(attached[1], maintype="application", subtype="octet-stream", filename=attached[0])
    return bytes(message)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (mail("The hall is open.\n"), []),
        (mail(f"The key is {PHONE}.\n"), ["personal-phone"]),
        (mail(f"<p>The key is <b>{PHONE}</b>.</p>\n", html=True), ["personal-phone"]),
        (mail("See attached.\n", attached=("keys.csv", f"key,{PHONE}\n".encode())), ["personal-phone"]),
        (mail("See attached.\n", attached=("keys.txt", b"The hall.\n")), []),
        (b"The hall is open.\n", []),
        (f"Subject: Key {PHONE}\nFrom: {EMAIL}\n\nSee above.\n".encode(), ["personal-phone"]),
    ],
    ids=[
        "clean",
        "in the body",
        "in HTML",
        "in what is attached",
        "attached and clean",
        "words alone",
        "in the subject",
    ],
)
def test_an_email_is_judged_by_its_subject_its_words_and_what_is_attached(
    village: Path, data: bytes, found: list[str]
) -> None:
    """Who wrote to whom is no publication."""
    assert told(village, data, "email")[0] == found


SHOWN = "To: Jo <jo.tapley@mail.example>; mo@mail.example\nCc: Flo Orrick\n <flo@mail.example>\n"


@pytest.mark.parametrize(
    ("heads", "held"),
    [
        (SHOWN, True),
        ("To: jo.tapley@mail.example, mo@mail.example, jo.tapley@mail.example\n", False),
        ("To: clerk@village.example, hall.bookings@hall.example, planning@district.gov.uk\n", False),
        ("To: jo@bassingbourn.org, mo@bassingbourn.org, flo@lists.bassingbourn.org\n", False),
        ("Bcc: jo.tapley@mail.example, mo@mail.example, flo@mail.example\n", False),
        (f"To: clerk@village.example\n\n{SHOWN}", False),
    ],
    ids=["many", "the same twice", "offices", "the Council's own", "hidden from all", "in the words"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_email_that_shows_many_to_all_is_held_and_the_reply_says_how_to_hide_them(
    village: Path,
    heads: str,
    held: bool,  # noqa: FBT001
    end: str,
) -> None:
    """Which of them, is not told."""
    data = f"Subject: Hall\nFrom: {EMAIL}\n{heads}\nThe hall is open.\n".replace("\n", end).encode()
    found, answer = told(village, data, "email")
    assert ("personal-recipients" in found) == held
    assert ("put everybody else in Bcc" in answer) == held
    assert "tapley" not in answer


def test_recipients_are_told_by_the_line_on_which_they_begin(village: Path) -> None:
    """And text without headings has none."""
    data = f"\nSubject: Hall\n{SHOWN}\nThe hall is open.\n"
    done = inside(village, "check", "-", "--as", "email", data=data)
    assert (done.returncode, "Line 2, column 1. Held" in done.stdout) == (1, True)
    assert "be careful only to cc essential recipients" in done.stdout
    assert "mail.example" not in done.stdout
    assert inside(village, "check", "-", "--as", "email", data="The hall is open.\n").returncode == 0


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@example.com\nContent-Type: image/png\n\nxx\n",
        b"From: a@example.com\nContent-Type: text/plain; charset=nonsense\n\n\xff\n",
    ],
)
def test_an_email_without_words_that_can_be_read_is_undecided(village: Path, data: bytes) -> None:
    opened = gate(village)
    verdict = verdict_of(opened, check_pasted(opened, data, "email"), TODAY, whole=False, environment={})
    assert verdict.exit_status == 2
    assert [each.path for each in verdict.undecided] == ["standard-input.eml"]


def test_a_reply_is_proposed_at_a_keyboard(tmp_path: Path) -> None:
    """In the terminal's own format."""
    root = project(tmp_path)
    plain = inside(root, "check", "-", "--format", "json", data="Thank you for the new bench.")
    assert "ignore" not in plain.stdout.casefold()
    said = inside(root, "check", "-", "--as", "social", data="Thank you for the new bench.")
    assert said.returncode == 0
    assert len(said.stdout) > 100
