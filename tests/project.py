"""A small council project for tests, and ways to run the gate on it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from functools import cache
from pathlib import Path
from unittest.mock import patch

from policy_checks.__main__ import main
from policy_checks.checks import CHECKS
from policy_checks.documents import read
from policy_checks.documents.source import Source
from policy_checks.gate import Gate, check_written, open_gate, verdict_of
from policy_checks.judge import Judged, judge_document
from policy_checks.matching import Matcher, compile_checks
from policy_checks.model import Check, Document, Finding, Policy, Surface, Verdict
from policy_checks.policy import read_policy

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 24)
PHONE = "07700 900123"
EMAIL = "jo.bloggs@example.com"


@cache
def policy() -> Policy:
    """Return the shipped policy."""
    return read_policy(ROOT / "policy.yml")


@cache
def matcher() -> Matcher:
    """Return the compiled shipped checks."""
    return compile_checks(CHECKS)


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files under ``root``; return it."""
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def unpromised(policy: str) -> str:
    """Return a policy.yml of a council that has pinned no text yet, promises no notices and publishes nothing yearly, on lines of their own."""
    left_out = ("    notices:", "      - {on:", "yearly:", "  - {name:")
    kept = [line for line in policy.split("\n") if not line.startswith(left_out)]
    return "\n".join('  sha256: ""' if line.startswith("  sha256: ") else line for line in kept)


def project(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Make a project with the shipped policy.yml, its notices apart, empty registers and these pages."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "policy.yml").write_text(unpromised((ROOT / "policy.yml").read_text(encoding="utf-8")), encoding="utf-8")
    return write(root, files if files is not None else {"docs/index.md": "# Home\n\nWelcome.\n"})


def buildable(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Make a project that MkDocs can build, with the shipped hook."""
    project(root, files)
    (root / "hooks").mkdir(exist_ok=True)
    shutil.copy(ROOT / "hooks" / "policy_gate.py", root / "hooks")
    settings = "site_name: Village\nhooks: [hooks/policy_gate.py]\ntheme: {name: material, font: false}\n"
    return write(root, {"mkdocs.yml": settings} if not (root / "mkdocs.yml").exists() else {})


def documents(text: str | bytes, name: str = "docs/page.md", surface: Surface = Surface.WRITTEN) -> list[Document]:
    """Read one file."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return read(Source(name, name.removeprefix("docs/"), surface, data))


def findings(text: str, name: str = "docs/page.md", checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """Return what the checks find in one text."""
    used = matcher() if checks is CHECKS else compile_checks(checks)
    judged = Judged()
    found = [f for document in documents(text, name) for f in judge_document(document, policy(), used, judged)]
    assert not judged.undecided
    return found


def gate(root: Path) -> Gate:
    """Return the gate of a project."""
    return open_gate(root)


def verdict(
    root: Path, today: date = TODAY, environment: Mapping[str, str] | None = None, *, whole: bool = False
) -> Verdict:
    """Judge a project's docs folder."""
    opened = open_gate(root)
    judged = check_written(opened, [root / "docs"], root)
    return verdict_of(opened, judged, today, whole=whole, environment=environment or {})


Done = subprocess.CompletedProcess[str]
# What the surroundings of a test run may not reach: a hook's repository, a job's summary, a repository's visibility.
OUTSIDE = ("GIT_", "PRE_COMMIT", "GITHUB_", "POLICY_CHECKS_")


def run(root: Path, *arguments: str, env: Mapping[str, str] | None = None, data: str = "") -> Done:
    """Run the real command line in a project."""
    return command(root, sys.executable, "-m", "policy_checks", *arguments, env=env, data=data)


def inside(root: Path, *arguments: str, env: Mapping[str, str] | None = None, data: str = "") -> Done:
    """Run the command line in a project within this process: quicker, and its coverage is measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)}
    out, wrong = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with (
        chdir(root),
        redirect_stdout(out),
        redirect_stderr(wrong),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode()), "utf-8")),
        patch.dict(os.environ, {**kept, **(env or {})}, clear=True),
    ):
        status = main(arguments)
    out.flush()
    return Done(arguments, status, out.buffer.getvalue().decode(), wrong.getvalue())


def mkdocs(root: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Done:
    """Run a real MkDocs build in a project."""
    words = arguments or ("build",)
    return command(root, sys.executable, "-m", "mkdocs", *words, env={"NO_MKDOCS_2_WARNING": "1", **(env or {})})


def command(root: Path, *words: str, env: Mapping[str, str] | None = None, data: str = "") -> Done:
    """Run a command in a folder, away from what surrounds the test run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)}
    return subprocess.run(  # noqa: S603 - our own commands, on our own files
        words,
        cwd=root,
        env={**kept, "PYTHONUTF8": "1", "POLICY_CHECKS_NO_CACHE": "1", **(env or {})},
        input=data,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def linear(seconds: Callable[[int], float], size: int, least: float) -> bool:
    """Say whether four times the size costs less than ten times the time; a square would cost sixteen times.

    What takes less than ``least`` seconds says nothing of growth. A busy computer may spoil two goes of three.
    """
    return any(seconds(4 * size) < 10 * max(seconds(size), least) for _ in range(3))


SHIPPED = ("docs", "hooks", "overrides", "registers", "mkdocs.yml", "policy.yml")


def shipped(root: Path) -> Path:
    """Copy the shipped website, and what it is judged by, into a folder; return the folder."""
    for name in SHIPPED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    return root
