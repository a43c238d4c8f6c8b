"""What hides in files: a corpus of leaks, each with a clean twin, through the real command line."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from policy_checks.documents import worker
from tests.attachments.leak import Leak
from tests.attachments.make import leaks
from tests.project import project, run

CORPUS = leaks()
STOPS = frozenset({"reject", "hold"})


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Return what stops each file of the corpus, by its path: checks, credits left out, and why it is undecided."""
    files: dict[str, str | bytes] = {"docs/index.md": "# Home\n"}
    for each in CORPUS:
        files |= {f"docs/leak/{each.name}": each.leak, f"docs/clean/{each.name}": each.clean}
    done = run(project(tmp_path_factory.mktemp("leaks"), files), "check", "docs", "--format", "json")
    assert done.stderr == ""
    said = json.loads(done.stdout)
    found: dict[str, set[str]] = defaultdict(set)
    for each in said["findings"]:
        if each["level"] in STOPS and each["area"] != "copyright":
            found[each["path"].partition("!")[0]].add(each["check"])
    for each in said["undecided"]:
        found[each["path"]].add(each["reason"])
    return found


def test_the_corpus_is_large_and_each_file_is_mapped_to_the_guidance() -> None:
    """Sixty files and more."""
    assert len({each.name for each in CORPUS}) == len(CORPUS) >= 60
    assert all(each.guidance and each.leak != each.clean for each in CORPUS)


@pytest.mark.parametrize("each", CORPUS, ids=lambda each: each.name)
def test_a_leak_is_caught_and_its_clean_twin_passes(each: Leak, told: dict[str, set[str]]) -> None:
    """By a check of what files hold, or of the words that were found in them."""
    caught = told.get(f"docs/leak/{each.name}", set())
    refused = each.guidance == "wrong endings" and caught  # what cannot be judged is not published
    assert refused or any(name.startswith(("attachment-", "personal-")) for name in caught), caught
    assert f"docs/clean/{each.name}" not in told, told[f"docs/clean/{each.name}"]


@pytest.mark.parametrize("each", CORPUS, ids=lambda each: each.name)
def test_a_reader_is_a_function_of_bytes(each: Leak) -> None:
    """The same passages every time, in this process as in the other."""
    for data in (each.leak, each.clean) if each.guidance != "wrong endings" else (each.clean,):
        assert worker.passages(each.name, data) == worker.passages(f"docs/{each.name}", data)


def test_nothing_that_was_found_is_quoted(told: dict[str, set[str]]) -> None:
    """Not even a name in the properties."""
    assert not [words for said in told.values() for words in said if "Tapley" in words or "07700" in words]


def test_start_up_is_light(tmp_path: Path) -> None:
    """A page is judged without the libraries that take files apart."""
    import subprocess
    import sys

    root = project(tmp_path)
    code = (
        "import sys; from policy_checks.__main__ import main; main(['check', 'docs/index.md']);"
        "sys.exit(any(name in sys.modules for name in ('PIL', 'pikepdf', 'pypdfium2', 'pi_heif')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False, capture_output=True).returncode == 0  # noqa: S603
