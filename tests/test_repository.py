"""Keys in pages and beside them (clause C46), and laws that are no longer in force (C45), through the command line.

Keys are put together here from parts, so that no line of this file looks like one.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policy_checks.model import Level
from tests.project import buildable, inside, project, write
from tests.test_withhold import build

LETTERS = "Invented0" * 9
KEYS = {
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "an OpenSSH key": "-----BEGIN " + "OPENSSH PRIVATE KEY-----",
    "a PGP key": "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----",
    "GitHub": "ghp" + "_" + LETTERS[:36],
    "GitHub, fine-grained": "github" + "_pat_" + LETTERS[:60],
    "Amazon": "AKIA" + "INVENTED00000000",
    "Slack": "xoxb" + "-000000-invented",
    "Google": "AIza" + LETTERS[:35],
    "Stripe": "sk" + "_live_" + LETTERS[:24],
}
SETTINGS = {"mkdocs.yml": "site_name: Village\n", "docs/index.md": "# Home\n\nWelcome.\n"}


def found(root: Path) -> list[tuple[str, str, int]]:
    """Return the check, path and line of each finding of the whole website."""
    done = inside(root, "check", "docs", "--format", "json")
    assert not any(key in done.stdout + done.stderr for key in KEYS.values())
    return [(each["check"], each["path"], each["line"]) for each in json.loads(done.stdout)["findings"]]


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_key_is_stopped_on_a_page_and_beside_the_pages(tmp_path: Path, key: str) -> None:
    """In words, in code, and in a workflow, at its line."""
    files = {"docs/a.md": f"# Backup\n\n    {key}\n", ".github/workflows/a.yml": f"on: push\nenv:\n  A: {key}\n"}
    root = project(tmp_path, SETTINGS | files)
    assert found(root) == [
        ("integrity-secret", ".github/workflows/a.yml", 3),
        ("integrity-secret", "docs/a.md", 3),
    ]


def test_hashes_marks_and_what_is_not_ours_pass(tmp_path: Path) -> None:
    """Registers are full of digests; git's own folder, installed programs, pictures and what is made are not searched."""
    key = KEYS["GitHub"]
    passed: dict[str, str | bytes] = {
        "registers/texts/a.txt": f"sha256: {'18d670d374665721' * 4}\n",
        ".git/config": key,
        "venv/pyvenv.cfg": "",
        "venv/lib.py": key,
        "site/index.html": key,
        "picture.png": b"\x89PNG\xff" + key.encode(),
        "large.txt": key + " " * (1 << 20),
    }
    root = project(tmp_path, SETTINGS)
    write(root, passed)
    (root / "linked.txt").symlink_to(root / "large.txt")
    assert found(root) == []


def test_a_key_beside_the_pages_keeps_no_page_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An agenda must be up in time: publishing tells of the key, and only the check of a change refuses it."""
    root = buildable(tmp_path, {"docs/index.md": "# Home\n\nWelcome.\n", "notes.yml": f"a: {KEYS['Stripe']}\n"})
    assert inside(root, "check", "docs").returncode == 1
    built = build(root, monkeypatch)
    assert built.verdict is not None
    assert (built.withheld, built.verdict.publishable) == ((), True)
    assert [(each.check, each.level) for each in built.verdict.findings] == [("integrity-secret", Level.ADVISE)]


def test_one_page_alone_is_judged_by_itself(tmp_path: Path) -> None:
    """What lies beside the pages is for the whole website."""
    root = project(tmp_path, SETTINGS | {"notes.txt": KEYS["Amazon"]})
    assert inside(root, "check", "docs/index.md").returncode == 0
    assert inside(root, "check", "docs").returncode == 1


def test_a_repealed_law_is_told_with_the_one_in_force_and_stops_nothing(tmp_path: Path) -> None:
    """In England; the list is of its laws."""
    page = {"docs/index.md": "# Privacy\n\nRequests are answered under the Data Protection Act 1998.\n"}
    root = project(tmp_path, page)
    done = inside(root, "check", "docs")
    assert (done.returncode, "Data Protection Act 2018 and the UK GDPR (2018 c. 12)" in done.stdout) == (0, True)
    policy = (root / "policy.yml").read_text(encoding="utf-8")
    write(root, {"policy.yml": policy.replace("nation: england", "nation: scotland")})
    assert "2018 c. 12" not in inside(root, "check", "docs").stdout


def test_an_opinion_is_only_asked_about_on_official_pages(tmp_path: Path) -> None:
    """News may print it."""
    words = "# Bypass\n\nIn my view it is needed.\n"
    root = project(tmp_path, {"docs/index.md": "# Home\n\nWelcome.\n", "docs/news/a.md": words})
    write(root, {"docs/council/a.md": words})
    checks = [each for each in found(root) if each[0] == "moderation-opinion"]
    assert checks == [("moderation-opinion", "docs/council/a.md", 3)]
