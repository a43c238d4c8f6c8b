"""Other builders: the verdict is the gate's, whichever program makes the pages (see decisions/0005)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import PHONE, buildable, run, write

CLEAN = {"docs/index.md": "# Home\n\nWelcome.\n"}
BAD = {"docs/index.md": f"# Home\n\nRing {PHONE}.\n"}


def build(root: Path, builder: str) -> int:
    """Build a project with another builder; return its exit status."""
    command = [sys.executable, "-m", builder, "build", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=root, capture_output=True, timeout=120, check=False)  # noqa: S603 - our own command
    return done.returncode


def verify(root: Path) -> int:
    """Return the exit status of verifying the built site."""
    return run(root, "verify", "site", "--receipt", "receipt.json").returncode


def test_properdocs_runs_the_hook(tmp_path: Path) -> None:
    """It refuses and passes as MkDocs does."""
    root = buildable(tmp_path, BAD)
    assert build(root, "properdocs") == 1
    assert not (root / "site").exists()
    write(root, CLEAN)
    assert build(root, "properdocs") == 0
    assert verify(root) == 0


def test_zensical_leaves_the_hook_out_so_nothing_is_published(tmp_path: Path) -> None:
    """It builds a page that breaks the policy and exits 0; without a receipt that goes no further."""
    root = buildable(tmp_path, BAD)
    assert build(root, "zensical") == 0
    assert (root / "site" / "index.html").exists()
    assert verify(root) == 2


@pytest.mark.parametrize(("files", "status"), [(CLEAN, 0), (BAD, 1)], ids=["a clean site", "a bad site"])
def test_zensical_with_the_command_line_is_a_gate(tmp_path: Path, files: dict[str, str | bytes], status: int) -> None:
    """`check --site` judges what it built, and gives the receipt."""
    root = buildable(tmp_path, files)
    build(root, "zensical")
    done = run(root, "check", "--site", "site", "--format", "json")
    assert done.returncode == status, done.stdout
    stops = {each["path"] for each in json.loads(done.stdout)["findings"] if each["level"] != "advise"}
    assert stops == ({"docs/index.md"} if status else set())
    assert verify(root) == (0 if status == 0 else 2)
