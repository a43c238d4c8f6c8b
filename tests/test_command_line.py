"""The real command line: bad input is named and nothing passes for it, and every format says the same."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from policy_checks import receipt
from policy_checks.__main__ import COMMANDS, FORMATS, OWN, main, parser
from policy_checks.__main__ import run as run_main
from policy_checks.checks import CHECKS
from policy_checks.model import UnreadableError
from tests.project import EMAIL, PHONE, ROOT, Done, command, inside, project, run, unpromised, verdict, write

LEAK = f"# Fete\n\nThe key is {PHONE}.\n"
LEAK_PLACE = (3, 12)  # line and column
PLANTED = ("900123", "900 123", "jo.bloggs", "example.com")
RULES = (
    "import sys\n"
    "from dataclasses import replace\n"
    "from policy_checks import checks\n"
    "def find(document, policy):\n"
    "    if document.page == 'bad.md':\n"
    "        {fault}\n"
    "    return ()\n"
    "trial = replace(checks.CHECKS[-1], id='trial', find=find, triggers=({triggers}))\n"
    "checks.CHECKS = (trial, *checks.CHECKS)\n"
    "from policy_checks.__main__ import main\n"
    "sys.exit(main(sys.argv[1:]))\n"
)
PERSON = f"- phone: {PHONE}\n  basis: consent\n  evidence: note 1\n  from: 2020-01-01\n"


def report(done: Done) -> Any:
    """Return the JSON of a run; nothing else may be on standard output."""
    return json.loads(done.stdout)


def places(body: Any) -> list[tuple[str, str, int, int]]:
    """Return check, path, line and column of each finding of a JSON report."""
    return [(each["check"], each["path"], each["line"], each["column"]) for each in body["findings"]]


def quotes_nothing(*texts: str) -> bool:
    """Say whether none of the planted words is in any of these texts."""
    return not [word for word in PLANTED for text in texts if word in text]


@dataclass(frozen=True)
class Told:
    """What the command line answered inside this process."""

    status: int
    out: str
    err: str


Call = Callable[..., Told]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs the command line in a folder, inside this process."""

    def call(root: Path, *arguments: str) -> Told:
        monkeypatch.chdir(root)
        monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
        monkeypatch.delenv("POLICY_CHECKS_REPOSITORY_VISIBILITY", raising=False)
        status = main(arguments)
        return Told(status, *capsys.readouterr())

    return call


# Pages that cannot be judged


UNDECIDED: dict[str, tuple[str | bytes, str]] = {
    "not-utf-8.md": (b"# Caf\xe9\n", "it is not UTF-8 text"),
    "utf-16.md": ("# Village\n".encode("utf-16"), "it is not UTF-8 text"),
    "nul.md": (b"# A\0B\n", "it holds NUL characters"),
    "broken.md": ("---\ntitle: [a\n---\n\n# A\n", "the settings are not well-formed YAML"),
    "python-tag.md": (
        "---\ntitle: !!python/object/apply:os.getcwd []\n---\n\n# A\n",
        "a YAML tag, which is not allowed",
    ),
    "alias.md": ("---\na: &a [x]\nb: *a\n---\n\n# A\n", "a YAML alias, which is not allowed"),
    "twice.md": ("---\ntitle: A\ntitle: B\n---\n\n# A\n", "a setting is given twice"),
    "list.md": ("---\n- title\n---\n\n# A\n", "not in the form “name: value”"),
    "folder.md/inner.md": ("# Inner\n", "it is a folder with the name of a page"),
    "broken.json": ("{", "it is not well-formed JSON"),
    "broken.svg": ("<svg>", "it is not well-formed XML"),
    "picture.png": ("<html>", "its contents are not of the kind that its name says"),
    "what.xyz": ("x", "it is a kind of file that cannot be read here"),
}


@pytest.fixture(scope="module")
def unreadable(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the JSON report of one village with every kind of page that cannot be judged, and one leak."""
    root = project(
        tmp_path_factory.mktemp("unreadable"), {f"docs/{name}": text for name, (text, _) in UNDECIDED.items()}
    )
    write(root, {"docs/leak.md": LEAK, "outside.md": LEAK, "private/list.md": LEAK})
    (root / "docs" / "link.md").symlink_to(root / "outside.md")
    (root / "docs" / "linked").symlink_to(root / "private", target_is_directory=True)
    (root / "docs" / "nowhere.md").symlink_to(root / "nowhere.md")
    done = run(root, "check", "--format", "json")
    assert done.returncode == 2
    assert quotes_nothing(done.stdout, done.stderr)
    return report(done)


@pytest.mark.parametrize("name", UNDECIDED)
def test_a_page_that_cannot_be_judged_is_named_with_its_reason(unreadable: Any, name: str) -> None:
    """A sentence for the clerk, on the file's own line of the report."""
    path = "docs/" + name.split("/")[0]
    reasons = [each["reason"] for each in unreadable["undecided"] if each["path"] == path]
    assert len(reasons) == 1
    assert UNDECIDED[name][1] in reasons[0]


@pytest.mark.parametrize("name", ["link.md", "linked", "nowhere.md"])
def test_a_link_is_refused_and_not_followed(unreadable: Any, name: str) -> None:
    """Whether it leads to a page, to a folder or nowhere."""
    assert [each["reason"] for each in unreadable["undecided"] if each["path"] == f"docs/{name}"] == [
        "it is a link to another place: put the file itself here"
    ]


def test_what_cannot_be_judged_hides_nothing_else(unreadable: Any) -> None:
    """The leak is found all the same, and only where it is written."""
    assert places(unreadable) == [("personal-phone", "docs/leak.md", *LEAK_PLACE)]
    assert len(unreadable["undecided"]) == len(UNDECIDED) + 3
    assert unreadable["publishable"] is False


@pytest.mark.parametrize("name", ["not-utf-8.md", "broken.md", "python-tag.md", "twice.md"])
def test_a_page_alone_that_cannot_be_judged_is_never_a_pass(tmp_path: Path, name: str) -> None:
    """The exit status is 2 in words for people too."""
    text, reason = UNDECIDED[name]
    done = run(project(tmp_path, {f"docs/{name}": text}), "check", f"docs/{name}")
    assert done.returncode == 2
    assert f"docs/{name}" in done.stdout
    assert reason in done.stdout
    assert "Not published." in done.stdout


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("---\ntitle: A\nauthor: B\ntitle: C\n---\n", "a setting is given twice (line 4)"),
        (
            "---\ntitle: A\ntag: !!python/name:os.system\n---\n",
            "the settings use a YAML tag, which is not allowed (line 3)",
        ),
        ("---\n- A\n---\n", "the settings at the top are not in the form “name: value” (line 2)"),
        ("---\ntitle: A\n...\n", "the settings at the top must end with a line of three hyphens (line 3)"),
        ("---\na: 1\u2028\u2028\u2028a: [\n---", "the settings are not well-formed YAML (line 3)"),
    ],
)
def test_the_line_of_the_settings_that_is_wrong_is_named(tmp_path: Path, call: Call, page: str, reason: str) -> None:
    """Not just the page."""
    told = call(project(tmp_path, {"docs/a.md": page}), "check", "--format", "json")
    assert [each["reason"] for each in json.loads(told.out)["undecided"]] == [reason]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"docs/.keep": ""}, "there is no page to judge"),
        ({"docs/notes.txt": "The hall is open.\n"}, "there is no page to judge"),
        ({}, "there is no file or folder called docs"),
    ],
    ids=["empty", "no page", "no docs"],
)
@pytest.mark.parametrize("style", FORMATS)
def test_a_website_without_a_page_is_no_pass(tmp_path: Path, files: dict[str, str], sentence: str, style: str) -> None:
    """Nothing was judged, so there is no report; one sentence says why."""
    done = run(project(tmp_path, files), "check", "--format", style)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"policy-checks: {sentence}.\n"


def test_two_bad_pages_beside_ten_good_ones_are_both_told(tmp_path: Path) -> None:
    """Everything is judged, and everything is printed."""
    files: dict[str, str | bytes] = {f"docs/news/{n}.md": f"# News {n}\n\nThe green is mown.\n" for n in range(10)}
    files |= {"docs/fete.md": LEAK, "docs/hall.md": f"# Hall\n\nWrite to {EMAIL}.\n"}
    root = project(tmp_path, files)
    done = run(root, "check", "--format", "json")
    body = report(done)
    assert done.returncode == 1
    assert body["counts"] == {"documents": 12, "reject": 2, "hold": 0, "advise": 0, "excused": 0}
    assert places(body) == [
        ("personal-phone", "docs/fete.md", *LEAK_PLACE),
        ("personal-email", "docs/hall.md", 3, 10),
    ]
    shown = run(root, "check").stdout
    assert shown.index("docs/fete.md") < shown.index("docs/hall.md")
    assert "12 read, 2 stopped" in shown


# Checks that fail


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        (f"raise ValueError('{PHONE}')", "ValueError"),
        ("raise SystemExit(0)", "SystemExit"),
        ("sys.exit(0)", "SystemExit"),
        ("find(document, policy)", "RecursionError"),
    ],
)
def test_a_check_that_fails_decides_nothing_and_hides_nothing(tmp_path: Path, fault: str, name: str) -> None:
    """Its page is undecided, the other pages are judged, and its own words are not repeated."""
    root = project(tmp_path, {"docs/bad.md": "# Bad\n", "docs/fete.md": LEAK, "docs/good.md": "# Good\n"})
    script = RULES.format(fault=fault, triggers="")
    done = command(root, sys.executable, "-c", script, "check", "--format", "json")
    assert done.returncode == 2, done.stderr
    body = report(done)
    assert body["undecided"] == [{"path": "docs/bad.md", "reason": f"the check “trial” could not finish ({name})"}]
    assert places(body) == [("personal-phone", "docs/fete.md", *LEAK_PLACE)]
    assert body["counts"]["documents"] == 3
    assert quotes_nothing(done.stdout, done.stderr)


def test_a_pattern_that_does_not_compile_stops_everything(tmp_path: Path) -> None:
    """With the name of its check, and no report."""
    script = RULES.format(fault="pass", triggers="'(',")
    done = command(project(tmp_path), sys.executable, "-c", script, "check", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "policy-checks: a pattern of the check “trial” cannot be used.\n"


def test_a_fault_of_the_gate_itself_is_no_pass(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its kind is named; its words, which could quote a page, are not."""

    def crash(*_: object) -> None:
        raise OSError(PHONE)

    monkeypatch.setattr("policy_checks.__main__.check_written", crash)
    told = call(project(tmp_path), "check")
    assert (told.status, told.out) == (2, "")
    assert told.err == "policy-checks: stopped by a fault of its own (OSError). Nothing was decided.\n"


# The policy and the registers


@pytest.mark.parametrize(
    ("register", "text", "sentence"),
    [
        ("people", PERSON + "  shoe: 9\n", "registers/people.yml, line 5: there is no setting of this name"),
        ("people", PERSON.replace("2020-01-01", "spring"), "registers/people.yml, line 4: “from” must be a date"),
        ("people", PERSON.replace("consent", "kindness"), "registers/people.yml, line 2: “basis” must be one of"),
        ("people", PERSON + PERSON, "registers/people.yml, line 5: this entry is there twice"),
        ("people", "- name: [\n", "registers/people.yml, line 2: the settings are not well-formed YAML"),
        ("people", b"- name: Caf\xe9\n", "registers/people.yml is not UTF-8 text"),
        ("credits", "file: a.jpg\n", "registers/credits.yml, line 1: this must be a list"),
        ("credits", "- file: a.jpg\n", "registers/credits.yml, line 1: “what” is missing"),
        ("signoffs", "- page: [a.md]\n", "registers/signoffs.yml, line 1: “page” must be words"),
        ("waivers", "- key: !!python/name:os.system\n", "registers/waivers.yml, line 1:"),
        ("removals", "- &a {}\n- *a\n", "registers/removals.yml, line 1:"),
    ],
)
@pytest.mark.parametrize("style", ["terminal", "json"])
def test_a_malformed_register_stops_everything(
    tmp_path: Path, call: Call, register: str, text: str | bytes, sentence: str, style: str
) -> None:
    """The sentence names the file and the line, and quotes no entry."""
    root = write(project(tmp_path), {f"registers/{register}.yml": text})
    told = call(root, "check", "--format", style)
    assert (told.status, told.out) == (2, "")
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert quotes_nothing(told.err)


def test_a_malformed_register_is_exit_status_2(tmp_path: Path) -> None:
    """Through the real command line."""
    done = run(write(project(tmp_path), {"registers/people.yml": PERSON + "  shoe: 9\n"}), "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "registers/people.yml, line 5: there is no setting of this name; expected name, email" in done.stderr


def test_an_expired_entry_lets_its_findings_return_on_its_pages_only(tmp_path: Path) -> None:
    """And is itself shown as advice."""
    files: dict[str, str | bytes] = {"docs/fete.md": LEAK, "docs/other.md": "# Other\n\nNothing.\n"}
    files |= {"docs/hall.md": f"# Hall\n\nWrite to {EMAIL}.\n"}
    person = PERSON + "  until: {}\n"
    mail = f"- email: {EMAIL}\n  basis: consent\n  evidence: note 2\n  from: 2020-01-01\n"
    root = write(project(tmp_path, files), {"registers/people.yml": person.format("2999-01-01") + mail})
    before = run(root, "check", "--format", "json")
    assert (before.returncode, report(before)["counts"]["excused"]) == (0, 2)
    write(root, {"registers/people.yml": person.format("2021-01-01") + mail})
    after = run(root, "check", "--format", "json")
    assert after.returncode == 1
    body = report(after)
    assert [(each["check"], each["path"], each["line"], each["level"]) for each in body["findings"]] == [
        ("personal-phone", "docs/fete.md", 3, "reject"),
        ("register-expired", "registers/people.yml", 1, "advise"),
    ]
    assert [each["path"] for each in body["excused"]] == ["docs/hall.md"]


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        (None, "there is no policy.yml here or in any folder above"),
        ("", "policy.yml, line 1:"),
        ("council: [\n", "policy.yml, line 2: the settings are not well-formed YAML"),
        ("council: parish\n", "policy.yml, line 1:"),
        ("council: !!python/name:os.system\n", "policy.yml, line 1:"),
        (b"council: \xff\n", "policy.yml is not UTF-8 text"),
    ],
)
@pytest.mark.parametrize("style", ["terminal", "json"])
def test_without_a_sound_policy_nothing_is_judged(
    tmp_path: Path, call: Call, policy: str | bytes | None, sentence: str, style: str
) -> None:
    """There is no report, and one sentence says where to look."""
    root = project(tmp_path)
    (root / "policy.yml").unlink()
    write(root, {} if policy is None else {"policy.yml": policy})
    told = call(root, "check", "--format", style)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith(f"policy-checks: {sentence}")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("policy", [None, "council: [\n"])
def test_without_a_sound_policy_the_exit_status_is_2(tmp_path: Path, policy: str | None) -> None:
    """Through the real command line."""
    root = write(tmp_path, {"docs/index.md": LEAK, **({} if policy is None else {"policy.yml": policy})})
    done = run(root, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "policy.yml" in done.stderr


def test_policy_and_registers_are_found_from_the_working_folder_upwards(tmp_path: Path) -> None:
    """Paths stay relative to where the clerk stands."""
    root = project(tmp_path, {"docs/news/fete.md": LEAK, "docs/news/index.md": "# News\n"})
    done = run(root / "docs" / "news", "check", ".", "--format", "json")
    assert (done.returncode, places(report(done))) == (1, [("personal-phone", "fete.md", *LEAK_PLACE)])
    write(root, {"registers/people.yml": PERSON})
    assert run(root / "docs" / "news", "check", "fete.md").returncode == 0


# Verify


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose built site was checked and passed, with its receipt."""
    root = project(tmp_path_factory.mktemp("passed"))
    page = "<!doctype html><html lang='en'><title>Home</title><body><h1>Home</h1></body></html>\n"
    write(root, {"mkdocs.yml": "site_name: Village\n", "site/index.html": page, "site/a/b.txt": "The green.\n"})
    done = run(root, "check", "--site", "site")
    assert (done.returncode, done.stderr) == (0, "")
    return root


@pytest.fixture
def checked(passed: Path, tmp_path: Path) -> Path:
    """Return a copy of that project, to be spoilt."""
    return Path(shutil.copytree(passed, tmp_path / "village"))


VERIFY = ("verify", "site", "--receipt", "receipt.json")


def _change(site: Path) -> None:
    file = site / "a" / "b.txt"
    file.write_bytes(file.read_bytes().replace(b"green", b"Green"))


def _add(site: Path) -> None:
    write(site, {"a/c.txt": LEAK})


def _remove(site: Path) -> None:
    (site / "a" / "b.txt").unlink()


def _link(site: Path) -> None:
    (site / "a" / "b.txt").rename(site.parent / "b.txt")
    (site / "a" / "b.txt").symlink_to(site.parent / "b.txt")


def _link_folder(site: Path) -> None:
    (site / "a").rename(site.parent / "a")
    (site / "a").symlink_to(site.parent / "a", target_is_directory=True)


def test_a_site_that_passed_is_verified(checked: Path) -> None:
    """Byte for byte."""
    done = run(checked, *VERIFY)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "This is, byte for byte, what was checked and passed.\n"


@pytest.mark.parametrize(
    ("spoil", "lines"),
    [
        (_change, ["changed: a/b.txt"]),
        (_add, ["added: a/c.txt"]),
        (_remove, ["removed: a/b.txt"]),
        (_link, ["changed: a/b.txt"]),
        (_link_folder, ["added: a", "removed: a/b.txt"]),
    ],
)
def test_a_site_that_was_touched_after_the_check_is_refused(
    checked: Path, call: Call, spoil: Callable[[Path], None], lines: list[str]
) -> None:
    """The files are named, and not quoted."""
    spoil(checked / "site")
    done = run(checked, *VERIFY)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [*lines, "Not what was checked."]
    assert call(checked, *VERIFY) == Told(1, done.stdout, "")


@pytest.mark.parametrize(
    ("opener", "sentence"),
    [("os.scandir", "site cannot be opened"), ("pathlib.Path.open", "there is no receipt that can be read")],
)
def test_what_may_not_be_opened_is_exit_status_2(
    checked: Path, call: Call, monkeypatch: pytest.MonkeyPatch, opener: str, sentence: str
) -> None:
    """A folder or a receipt that somebody else owns is no match."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(opener, refuse)
        told = call(checked, *VERIFY)
    assert (told.status, told.out, told.err) == (2, "", f"policy-checks: {sentence}.\n")


def test_a_file_of_the_site_that_may_not_be_opened_is_exit_status_2(
    checked: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named."""
    plain = open

    def refuse(file: object, *arguments: Any, **named: Any) -> Any:
        if str(file).endswith("b.txt"):
            raise PermissionError
        return plain(file, *arguments, **named)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", refuse)
        told = call(checked, *VERIFY)
    assert (told.status, told.out, told.err) == (2, "", "policy-checks: a/b.txt cannot be read.\n")


def test_a_file_whose_name_could_act_on_a_terminal_is_named_harmlessly(checked: Path, call: Call) -> None:
    """Control characters come out as question marks."""
    write(checked, {"site/\x1b[2J.txt": "x"})
    assert "added: ?[2J.txt\n" in call(checked, *VERIFY).out


def _no_receipt(root: Path) -> None:
    (root / "receipt.json").unlink()


def _no_site(root: Path) -> None:
    shutil.rmtree(root / "site")


def _linked_site(root: Path) -> None:
    (root / "site").rename(root / "elsewhere")
    (root / "site").symlink_to(root / "elsewhere", target_is_directory=True)


def _receipt(**fields: object) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        body = json.loads((root / "receipt.json").read_text(encoding="utf-8"))
        (root / "receipt.json").write_text(json.dumps({**body, **fields}), encoding="utf-8")

    return spoil


def _malformed(data: bytes) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        (root / "receipt.json").write_bytes(data)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_no_receipt, "there is no receipt that can be read"),
        (_malformed(b"{"), "there is no receipt that can be read"),
        (_malformed(b"\xff\xfe"), "there is no receipt that can be read"),
        (_malformed(b"[]"), "the receipt is not of a site that passed"),
        (_malformed(b"[" * 100_000), "stopped by a fault of its own (RecursionError). Nothing was decided"),
        (_receipt(publishable=False), "the receipt is not of a site that passed"),
        (_receipt(publishable="yes"), "the receipt is not of a site that passed"),
        (_receipt(schema=99), "the receipt is not of a site that passed"),
        (_receipt(files=None), "the receipt is not of a site that passed"),
        (_no_site, "there is no folder of this name"),
        (_linked_site, "there is no folder of this name"),
    ],
)
def test_what_cannot_be_verified_is_exit_status_2(
    checked: Path, call: Call, spoil: Callable[[Path], None], sentence: str
) -> None:
    """One sentence, and never a pass."""
    spoil(checked)
    told = call(checked, *VERIFY)
    assert (told.status, told.out, told.err) == (2, "", f"policy-checks: {sentence}.\n")


def test_without_a_receipt_the_real_command_line_says_2(checked: Path) -> None:
    """Which is what the publish workflow meets."""
    _no_receipt(checked)
    done = run(checked, *VERIFY)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("page", ["docs/index.md", "site/index.html", "site/new.txt"])
def test_a_site_that_does_not_pass_loses_its_receipt(checked: Path, call: Call, page: str) -> None:
    """Whether the leak was written, or is only in what was built."""
    write(checked, {page: LEAK})
    told = call(checked, "check", "--site", "site", "--format", "json")
    assert (told.status, [each["path"] for each in json.loads(told.out)["findings"]]) == (1, [page])
    assert not (checked / "receipt.json").exists()


def test_a_part_of_the_pages_earns_no_receipt(checked: Path) -> None:
    """Only the whole website does."""
    assert run(checked, "check", "docs/index.md", "--site", "site").returncode == 0
    assert not (checked / "receipt.json").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mkdocs.yml", f"site_name: Village\ncopyright: Write to {EMAIL}\n"),
        ("mkdocs.yml", f"site_name: Village\nextra:\n  phone: '{PHONE}'\n"),
    ],
)
def test_the_builders_settings_are_judged_with_the_whole_website(
    checked: Path, call: Call, name: str, text: str
) -> None:
    """What stands there stands on every page."""
    write(checked, {name: text})
    told = call(checked, "check")
    assert told.status == 1
    assert name in told.out
    assert quotes_nothing(told.out)


# Usage


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--format", "xml"),
        ("check", "--format", ""),
        ("check", "--lenient"),
        ("check", "-", "--as", "poem"),
        ("verify", "site"),
        ("verify",),
        ("explain",),
        ("waive", "docs/a.md:1"),
        ("publish",),
        (),
    ],
)
def test_what_the_command_line_does_not_know_is_exit_status_2(
    tmp_path: Path, call: Call, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """With a usage line, and nothing on standard output."""
    with pytest.raises(SystemExit) as left:
        call(project(tmp_path), *arguments)
    assert left.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("usage: policy-checks")


def test_an_unknown_format_is_exit_status_2_even_for_a_clean_page(tmp_path: Path) -> None:
    """Through the real command line."""
    done = run(project(tmp_path), "check", "--format", "xml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--format" in done.stderr


def test_the_installed_command_and_the_module_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Down to the exit status."""
    root = project(tmp_path, {"docs/index.md": LEAK})
    installed = shutil.which("policy-checks", path=str(Path(sys.executable).parent))
    assert installed
    ours, theirs = run(root, "check"), command(root, installed, "check")
    assert (ours.returncode, ours.stdout) == (theirs.returncode, theirs.stdout)
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "argv", ["policy-checks", "check"])
    with pytest.raises(SystemExit) as left:
        run_main()
    assert left.value.code == ours.returncode == 1


# Single files and standard input


def test_one_file_is_judged_without_the_others(tmp_path: Path) -> None:
    """Nothing but policy.yml is needed, and nothing is said of the whole website."""
    root = project(tmp_path, {"docs/fete.md": LEAK, "docs/good.md": "# Good\n", "mkdocs.yml": f"copyright: {EMAIL}\n"})
    write(root, {"registers/people.yml": f"- email: {EMAIL}\n  basis: consent\n  evidence: n\n  from: 2020-01-01\n"})
    bad, good = run(root, "check", "docs/fete.md", "--format", "json"), run(root, "check", "docs/good.md")
    assert (bad.returncode, good.returncode) == (1, 0)
    assert places(report(bad)) == [("personal-phone", "docs/fete.md", *LEAK_PLACE)]
    assert report(bad)["counts"]["documents"] == 1


@pytest.mark.parametrize("name", ["contacts.csv", "notes.txt", "page.html", "data.json", "feed.xml", "calendar.ics"])
def test_attachments_that_hold_text_are_judged(tmp_path: Path, call: Call, name: str) -> None:
    """Not only pages."""
    text = {"data.json": json.dumps([PHONE]), "feed.xml": f"<a>{PHONE}</a>"}.get(name, f"Mo,{PHONE}\n")
    told = call(project(tmp_path, {f"docs/{name}": text}), "check", f"docs/{name}")
    assert told.status == 1
    assert f"docs/{name}" in told.out
    assert quotes_nothing(told.out)


def test_a_path_that_is_not_there_is_no_pass(tmp_path: Path, call: Call) -> None:
    """Even beside one that is."""
    told = call(project(tmp_path), "check", "docs/index.md", "docs/gone.md")
    assert (told.status, told.out, told.err) == (2, "", "policy-checks: there is no file or folder called gone.md.\n")


@pytest.mark.parametrize(
    ("kind", "text", "status"),
    [
        ("page", LEAK, 1),
        ("page", "# Fete\n\nOn the green.\n", 0),
        ("page", f"---\ncontact: {EMAIL}\n---\n\n# A\n", 1),
        ("page", "---\na: [\n---\n\n# A\n", 2),
        ("social", f"Tickets from {EMAIL}!", 1),
        ("email", LEAK, 1),
        ("sms", "CU at the fete", 0),
        ("video", LEAK, 1),
    ],
)
def test_pasted_text_is_judged_before_it_is_sent(tmp_path: Path, kind: str, text: str, status: int) -> None:
    """A page, or a message of another channel."""
    done = run(project(tmp_path), "check", "-", "--as", kind, data=text)
    assert done.returncode == status
    assert quotes_nothing(done.stdout, done.stderr)
    assert ("Can be published." in done.stdout) == (status == 0)


def test_pasted_bytes_that_are_not_text_are_no_pass(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are named as what they are."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# Caf\xe9")))
    told = call(project(tmp_path), "check", "-", "--format", "json")
    assert told.status == 2
    assert [each["path"] for each in json.loads(told.out)["undecided"]] == ["standard-input.md"]


# Formats


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    """Return one run in each format of a village with findings, an excused one and a page that cannot be judged."""
    root = project(tmp_path_factory.mktemp("formats"), {"docs/fete.md": LEAK, "docs/bad.md": b"\xff"})
    write(root, {"docs/a/hall.md": f"# Hall\n\nWrite to {EMAIL}, TBC.\n\n![](https://cdn.example/a.png)\n"})
    write(root, {"registers/people.yml": PERSON.replace(PHONE, "07700 900456") + "  until: 2021-01-01\n"})
    return {style: run(root, "check", "--format", style) for style in FORMATS}


def _json(text: str) -> list[tuple[str, str, int, int]]:
    return places(json.loads(text))


def _sarif(text: str) -> list[tuple[str, str, int, int]]:
    found = []
    for each in json.loads(text)["runs"][0]["results"]:
        place = each["locations"][0]["physicalLocation"]
        region = place["region"]
        found.append((each["ruleId"], place["artifactLocation"]["uri"], region["startLine"], region["startColumn"]))
    return found


def _github(text: str) -> list[tuple[str, str, int, int]]:
    form = r"^::\w+ file=([^,]+),line=(\d+),.*?col=(\d+),.*?title=[^(]*\(([a-z-]+)%2C"
    return [(check, path, int(line), int(col)) for path, line, col, check in re.findall(form, text, re.MULTILINE)]


def _terminal(text: str) -> list[tuple[str, str, int, int]]:
    found, path, place = [], "", (0, 0)
    for line in text.splitlines():
        if at := re.match(r"  Line (\d+), column (\d+)\.", line):
            place = (int(at[1]), int(at[2]))
        elif line.startswith("    More: CHECKS.md, under "):
            found.append((line.split()[-1], path, *place))
        elif line and not line.startswith(" "):
            path = line
    return found


READ: dict[str, Callable[[str], list[tuple[str, str, int, int]]]] = {
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "terminal": _terminal,
}


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_gives_the_same_findings_and_exit_status(shown: dict[str, Done], style: str) -> None:
    """In the same order, and with the page that could not be judged."""
    done = shown[style]
    assert (done.returncode, done.stderr) == (2, "")
    assert READ[style](done.stdout) == [
        ("personal-email", "docs/a/hall.md", 3, 10),
        ("integrity-placeholder", "docs/a/hall.md", 3, 33),
        ("copyright-hotlink", "docs/a/hall.md", 5, 1),
        ("personal-phone", "docs/fete.md", *LEAK_PLACE),
        ("register-expired", "registers/people.yml", 1, 1),
    ]
    assert "docs/bad.md" in done.stdout
    assert "it is not UTF-8 text" in done.stdout


@pytest.mark.parametrize("style", FORMATS)
def test_no_format_quotes_what_was_found(shown: dict[str, Done], style: str) -> None:
    """Nor an entry of a register, nor a short number's digest, which can be guessed."""
    text = shown[style].stdout
    assert quotes_nothing(text)
    assert "cdn.example" not in text
    assert not re.search(r"900\D?456", text)
    digests = set(re.findall(r"\b[0-9a-f]{64}\b", text))
    assert digests == ({json.loads(text)["rules"]} if style == "json" else set())


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize(("text", "status"), [("# Good\n", 0), (LEAK, 1)])
def test_the_format_never_changes_the_exit_status(
    tmp_path: Path, call: Call, style: str, text: str, status: int
) -> None:
    """Nor is colour sent where there is no terminal."""
    told = call(project(tmp_path, {"docs/index.md": text}), "check", "--format", style)
    assert told.status == status
    assert "\033" not in told.out


def test_the_job_summary_is_written_where_the_job_has_one(tmp_path: Path) -> None:
    """As a table, added to what is there already, and without the words."""
    root = project(tmp_path, {"docs/fete.md": LEAK, "docs/bad.md": b"\xff"})
    summary = write(tmp_path, {"summary.md": "# Job\n"}) / "summary.md"
    environment = {"GITHUB_STEP_SUMMARY": str(summary)}
    done = run(root, "check", "--format", "github", env=environment)
    assert done.returncode == 2
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# Job\n## The policy gate\n")
    assert "| docs/fete.md, line 3 |" in text
    assert "| docs/bad.md | Could not be judged" in text
    assert quotes_nothing(text, done.stdout)
    before = summary.read_bytes()
    assert run(root, "check", "--format", "json", env=environment).returncode == 2
    assert summary.read_bytes() == before


def test_the_job_summary_says_that_a_clean_website_can_be_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no empty table."""
    monkeypatch.chdir(project(tmp_path / "village"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert main(["check", "--format", "github"]) == 0
    text = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "Can be published." in text
    assert "|" not in text


# Explain and waive


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_every_check_is_explained(tmp_path: Path, call: Call, check: str) -> None:
    """Anywhere, with or without a project."""
    told = call(tmp_path, "explain", check)
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith(f"## {check}\n")
    assert "What to do:" in told.out


def test_a_check_that_does_not_exist_is_not_explained(tmp_path: Path) -> None:
    """The sentence says where the names are."""
    done = run(tmp_path, "explain", "personal-fax")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "policy-checks: there is no check of this name; CHECKS.md lists them.\n"


WAIVE = ("--reason", "on a plaque of 1911", "--by", "Clerk", "--until", "2999-01-01")


def test_a_waiver_lets_exactly_one_finding_through(tmp_path: Path) -> None:
    """These words, on this page; not the same words elsewhere, nor other words here."""
    root = project(tmp_path, {"docs/fete.md": LEAK, "docs/hall.md": LEAK})
    written = run(root, "waive", "docs/fete.md:3", *WAIVE)
    assert (written.returncode, written.stderr) == (0, "")
    assert written.stdout.startswith("Added to registers/waivers.yml: personal-phone. ")
    assert quotes_nothing((root / "registers" / "waivers.yml").read_text(encoding="utf-8"), written.stdout)
    body = report(run(root, "check", "--format", "json"))
    assert [(each["path"], each["register"]) for each in body["excused"]] == [("docs/fete.md", "waivers")]
    assert places(body) == [("personal-phone", "docs/hall.md", *LEAK_PLACE)]
    write(root, {"docs/fete.md": LEAK + "\nOr 07700 900456.\n"})
    assert [each[:3] for each in places(report(run(root, "check", "docs/fete.md", "--format", "json")))] == [
        ("personal-phone", "docs/fete.md", 5)
    ]


def test_each_finding_of_a_line_is_waived_and_none_of_another_line(tmp_path: Path, call: Call) -> None:
    """The entries come after what the register holds already."""
    root = project(tmp_path, {"docs/a.md": f"# A\n\n{PHONE} or {EMAIL}\n\n07700 900456\n"})
    shutil.copytree(ROOT / "registers", root / "registers")
    assert "personal-phone, personal-email" in call(root, "waive", "docs/a.md:3", *WAIVE).out
    assert [finding.place.line for finding in verdict(root).findings] == [5]
    assert len(verdict(root).excused) == 2
    assert (root / "registers" / "waivers.yml").read_text(encoding="utf-8").startswith("# Findings let through")


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_waiver_may_follow_an_entry_however_its_file_ends(tmp_path: Path, call: Call, end: str) -> None:
    """A last line without a line end is not run into."""
    root = project(tmp_path, {"docs/a.md": LEAK, "docs/b.md": LEAK})
    call(root, "waive", "docs/a.md:3", *WAIVE)
    register = root / "registers" / "waivers.yml"
    register.write_text(register.read_text(encoding="utf-8").rstrip("\n") + end, encoding="utf-8")
    assert call(root, "waive", "docs/b.md:3", *WAIVE).status == 0
    assert len(verdict(root).excused) == 2


def test_a_finding_is_waived_once_only(tmp_path: Path, call: Call) -> None:
    """A second call leaves the register as it is, and sound."""
    root = project(tmp_path, {"docs/fete.md": LEAK})
    call(root, "waive", "docs/fete.md:3", *WAIVE)
    before = (root / "registers" / "waivers.yml").read_bytes()
    assert call(root, "waive", "docs/fete.md:3", *WAIVE).status == 2
    assert (root / "registers" / "waivers.yml").read_bytes() == before
    assert call(root, "check").status == 0


def test_a_waiver_that_ran_out_is_renewed_where_it_stands(tmp_path: Path, call: Call) -> None:
    """A second entry for the same words would make the register malformed."""
    root = project(tmp_path, {"docs/fete.md": LEAK})
    call(root, "waive", "docs/fete.md:3", *WAIVE[:-1], "2020-01-01")
    told = call(root, "waive", "docs/fete.md:3", *WAIVE)
    assert told.status == 2
    assert "change its “until” date there" in told.err


def test_the_builders_settings_can_be_waived_too(tmp_path: Path, call: Call) -> None:
    """The entry counts when the whole website is judged, as it did for the file alone."""
    root = project(tmp_path, {"docs/index.md": "# Home\n", "mkdocs.yml": f"copyright: Write to {EMAIL}\n"})
    assert call(root, "check").status == 1
    assert call(root, "waive", "mkdocs.yml:1", *WAIVE).status == 0
    assert call(root, "check", "mkdocs.yml").status == 0
    assert call(root, "check").status == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("docs/fete.md", *WAIVE), "give the place as PAGE:LINE"),
        (("docs/fete.md:", *WAIVE), "give the place as PAGE:LINE"),
        (("docs/fete.md:three", *WAIVE), "give the place as PAGE:LINE"),
        ((":3", *WAIVE), "give the place as PAGE:LINE"),
        (("docs:3", *WAIVE), "give the place as PAGE:LINE"),
        (("docs/gone.md:3", *WAIVE), "there is no file or folder called gone.md"),
        (("docs/fete.md:1", *WAIVE), "nothing that stops the page was found on this line"),
        (("docs/fete.md:99", *WAIVE), "nothing that stops the page was found on this line"),
        (("docs/fete.md:3", *WAIVE[:-1], "next year"), "give the end as a date such as"),
        (("docs/fete.md:3", *WAIVE[:-1], "2027-02-30"), "give the end as a date such as"),
        (("docs/fete.md:3", *WAIVE[:2], "--by", "Cleaner", *WAIVE[4:]), "“--by” must be an office that may moderate"),
    ],
)
def test_a_waiver_that_cannot_be_written_says_why_and_writes_nothing(
    tmp_path: Path, call: Call, arguments: tuple[str, ...], sentence: str
) -> None:
    """A wrong place, date or office, or a line on which nothing stops."""
    root = project(tmp_path, {"docs/fete.md": LEAK, "docs/hall.md": LEAK})
    told = call(root, "waive", *arguments)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith(f"policy-checks: {sentence}")
    assert not (root / "registers").exists()


# Before a commit


def test_a_commit_with_a_leak_is_refused_at_the_right_place(tmp_path: Path) -> None:
    """By the shipped pre-commit hook, offline, and without the number."""
    root = project(tmp_path / "village", {"docs/fete.md": LEAK, "docs/good.md": "# Good\n"})
    (root / ".ci").mkdir()
    for name in (".pre-commit-config.yaml", ".ci/gate"):
        shutil.copy(ROOT / name, root / name)
    (root / ".venv").symlink_to(sys.prefix)
    for words in (("init", "--quiet"), ("add", ".pre-commit-config.yaml", "docs")):
        assert command(root, "git", *words).returncode == 0
    done = command(
        root, sys.executable, "-m", "pre_commit", "run", env={"PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}
    )
    assert done.returncode == 1, done.stderr
    assert re.search(r"^docs/fete\.md\n  Line 3, column 12\. Stopped:", done.stdout, re.MULTILINE)
    assert "docs/good.md" not in done.stdout
    assert quotes_nothing(done.stdout, done.stderr)


def test_each_command_is_read_from_its_own_module() -> None:
    """Asked for alone, a command is known; all help names them all."""
    every = parser().format_help()
    for name in (*COMMANDS, *OWN):
        assert f"\n    {name} " in every or f"\n    {name}\n" in every
        with pytest.raises(SystemExit) as leaving:
            parser(name).parse_args([name, "--help"])
        assert leaving.value.code == 0


def test_on_the_code_host_later_jobs_are_told_whom_to_tell(tmp_path: Path) -> None:
    """The accounts of those who may moderate today; in no other format."""
    text = (ROOT / "policy.yml").read_text(encoding="utf-8").replace('account: ""', 'account: "clerk"', 1)
    root = write(project(tmp_path), {"policy.yml": unpromised(text)})
    env = {"GITHUB_OUTPUT": str(tmp_path / "output")}
    assert inside(root, "check", env=env).returncode == 0
    assert not (tmp_path / "output").exists()
    assert inside(root, "check", "--format", "github", env=env).returncode == 0
    assert (tmp_path / "output").read_text(encoding="utf-8") == "moderators=@clerk\n"


def test_rules_that_cannot_be_told_apart_are_no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no record says which version of an engine reads, nothing is decided."""
    monkeypatch.setattr(receipt, "ENGINES", (*receipt.ENGINES, "no-such-engine"))
    with pytest.raises(UnreadableError, match="make setup"):
        receipt.rules_digest.__wrapped__()
