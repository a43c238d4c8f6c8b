"""`policy-checks credits add FILE`: written from what the file says; only what is missing is asked for; comments stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from policy_checks.__main__ import main
from policy_checks.crediting import enter, proposal
from policy_checks.model import Rights, UnreadableError
from tests.pictures import saved, scene, xmp
from tests.project import run
from tests.test_credits import GREEN, council, entry, ids, sha256

OURS = {"what": "The green", "by": "Parish Council", "basis": "ours", "evidence": "note 1", "people": "none"}
FREE = saved(
    scene(7), xmp=xmp(creator="Sam Doe", notice="© Sam Doe", link="https://creativecommons.org/licenses/by-sa/4.0/")
)
FILE = Path("docs/images/green.jpg")


def options(fields: dict[str, str]) -> list[str]:
    """Return fields as options of the command line."""
    return [word for name, value in fields.items() for word in (f"--{name.replace('_', '-')}", value)]


def register(root: Path) -> str:
    """Return what stands in credits.yml."""
    return (root / "registers/credits.yml").read_text(encoding="utf-8")


def test_an_entry_is_written_by_options_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For use without a terminal; the file then passes, and what stood in the register still does."""
    root = council(tmp_path)
    (root / "registers/credits.yml").write_text("# Our pictures, kept by the Clerk", encoding="utf-8")
    monkeypatch.chdir(root)
    assert main(["credits", "add", str(FILE), *options(OURS)]) == 0
    assert capsys.readouterr().out == "Added in registers/credits.yml: images/green.jpg.\n"
    assert register(root).startswith("# Our pictures, kept by the Clerk\n- file: images/green.jpg\n")
    assert ids(root) == []


@pytest.mark.parametrize("name", [*OURS])
def test_what_is_missing_is_asked_for_by_its_option(tmp_path: Path, name: str) -> None:
    """Nothing is written until all is there."""
    root = council(tmp_path)
    with pytest.raises(UnreadableError, match=f"give too: --{name} "):
        enter(root, FILE, {key: value for key, value in OURS.items() if key != name}, None)
    assert register(root) == ""


def test_nobody_is_asked_where_there_is_no_terminal(tmp_path: Path) -> None:
    """Exit status 2, and every option to give."""
    done = run(council(tmp_path), "credits", "add", str(FILE))
    assert (done.returncode, done.stdout) == (2, "")
    assert "give too: --what (what it shows); --by (who made it); --basis (ours | " in done.stderr


def answers(*given: str) -> Iterator[str]:
    """Return answers to questions, in order."""
    return iter(given)


def test_only_what_the_file_does_not_say_is_asked(tmp_path: Path) -> None:
    """Its maker and licence come from the file, and somebody is told to look."""
    root = council(tmp_path, entry(), free=FREE)
    asked: list[str] = []
    given = answers("The pond", "none")

    def ask(question: str) -> str:
        asked.append(question.split(" ")[0])
        return next(given)

    done = enter(root, Path("docs/images/free.jpg"), {}, ask)
    assert asked == ["what", "people"]
    assert done == (
        "Added in registers/credits.yml: images/free.jpg. "
        "The file itself says: by, basis, licence, link. Look whether that is right.\n"
    )
    assert "licence: CC BY-SA 4.0\n" in register(root)
    assert ids(root) == []


def test_children_are_asked_about(tmp_path: Path) -> None:
    """A reference and a day."""
    root = council(tmp_path)
    enter(root, FILE, {**OURS, "people": "children", "permission": "form 12"}, lambda _: "2027-05-01")
    assert "review: 2027-05-01\n" in register(root)
    assert ids(root) == []


def test_an_entry_that_is_there_is_completed_and_bound_anew(tmp_path: Path) -> None:
    """Line by line: comments, order and the other entries stay to the letter."""
    text = (
        "# kept by the Clerk\n"
        + entry("images/a.jpg", FREE, "licence", by="Sam Doe")
        + "\n# the green\n- what: The green in May  # from the roof\n  file: images/green.jpg\n  by: ''\n  basis: ours\n"
        f"  sha256: {'0' * 64}\n  people: none\n\n# the last one\n"
        + entry("images/b.jpg", FREE, "licence", by="Sam Doe")
    )
    root = council(tmp_path, text, a=FREE, b=FREE)
    assert enter(root, FILE, {"by": "Parish Council", "evidence": "note 1"}, None).startswith("Changed in")
    expected = text.replace("by: ''", "by: Parish Council").replace("0" * 64, sha256(GREEN))
    assert register(root) == expected.replace(
        "  people: none\n\n# the last", "  people: none\n  evidence: note 1\n\n# the last"
    )
    assert ids(root) == []


def test_an_entry_in_braces_is_left_to_its_writer(tmp_path: Path) -> None:
    """No guess is made where the parts of a line are."""
    root = council(tmp_path, "- {file: images/green.jpg, what: A, by: B, basis: ours, evidence: E, people: none}\n")
    with pytest.raises(UnreadableError, match="a field a line"):
        enter(root, FILE, {}, None)


@pytest.mark.parametrize(
    ("file", "fields", "complaint"),
    [
        ("docs/images/none.jpg", {}, "no file called none.jpg in docs"),
        ("policy.yml", {}, "no file called policy.yml in docs"),
        (str(FILE), {"basis": "found"}, "“basis” must be one of"),
        (str(FILE), {"when": "May"}, "“when” must be"),
        (str(FILE), {"year": "soon"}, "“year” must be"),
        (str(FILE), {"until": "soon"}, "“until” must be"),
        (str(FILE), {**OURS, "link": "www"}, "“link” must begin"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_written(
    tmp_path: Path, file: str, fields: dict[str, str], complaint: str
) -> None:
    """The register is as it was."""
    root = council(tmp_path)
    with pytest.raises(UnreadableError, match=complaint):
        enter(root, Path(file), fields, None)
    assert register(root) == ""


@pytest.mark.parametrize(
    ("rights", "fields"),
    [
        (Rights(creator=("RDC-5300 User",), description=("OLYMPUS DIGITAL CAMERA",)), {}),
        (Rights(notice=("© 2025 Getty Images. All rights reserved.",)), {"by": "Getty Images"}),
        (Rights(title=("The green",), creator=("Jo Bloggs",)), {"by": "Jo Bloggs", "what": "The green"}),
        (Rights(link=("http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",)), {"basis": "ogl"}),
        (
            Rights(terms=("https://creativecommons.org/publicdomain/zero/1.0/",)),
            {"basis": "licence", "licence": "CC0", "link": "https://creativecommons.org/publicdomain/zero/"},
        ),
    ],
)
def test_what_a_file_says_is_proposed(rights: Rights, fields: dict[str, str]) -> None:
    """And not what a camera wrote."""
    assert proposal(rights) == fields
