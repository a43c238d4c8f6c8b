"""The workflows: the commands that make has, the least rights, and nothing published that was not checked."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from policy_checks.__main__ import parser
from tests.project import command, policy, write

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
LOOKED_AT = {  # the commit of each release that somebody has looked at
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1": "v7.0.1",
    "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97": "v7.0.0",
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9": "v5.0.0",
    "actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32": "v4.1.0",
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128": "v5.0.0",
}
MAIN_ONLY = (
    "github.ref == 'refs/heads/main' && (github.event_name == 'push' || github.event_name == 'workflow_dispatch')"
)
CHANGE = "github.event.pull_request"
FORM = "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"
VISIBILITY = "${{ github.event.repository.visibility }}"
JUDGE = ".venv/bin/policy-checks check --format github"
TAKE_DOWN = (
    'ended="$(.venv/bin/policy-checks ended)"\n'
    'test -z "$ended" || gh workflow run website.yml --ref "$GITHUB_REF_NAME"\n'
)
EVER = ".venv/bin/policy-checks log verify --history"
DUE = ".venv/bin/policy-checks urgent due"
DAILY = f'passed=yes\n{JUDGE} || passed=no\n{EVER} || passed=no\n{DUE} || passed=no\necho "passed=$passed" >> "$GITHUB_OUTPUT"\n'
GREW = "mkdir -p evidence/registers/log && .venv/bin/policy-checks log verify --base evidence/registers/log"
UNPACK = (
    'mkdir "$RUNNER_TEMP/packed" && tar -xf "$RUNNER_TEMP/artifact.tar" -C "$RUNNER_TEMP/packed"\n'
    'echo "archive=sha256:$(sha256sum < "$RUNNER_TEMP/artifact.tar" | cut -d\' \' -f1)" >> "$GITHUB_OUTPUT"\n'
)
SIGN = '.venv/bin/policy-checks sign-off --event "$GITHUB_EVENT_PATH"'
RECORDED = (
    'cp "$GITHUB_EVENT_PATH" evidence/event.json\n'
    'gh api --paginate --slurp "repos/$GITHUB_REPOSITORY/pulls/$NUMBER/reviews" > evidence/reviews.json\n'
)
NOT_MAKE = {  # what the check job runs beside make
    "rm -rf site receipt.json",
    RECORDED,
    GREW,
    ".venv/bin/policy-checks verify site --receipt receipt.json",
    UNPACK,
    '.venv/bin/policy-checks verify "$RUNNER_TEMP/packed" --receipt receipt.json',
}
NUMBER = "01632 960123"  # reserved for drama
CLEAN, LEAK = "# Fete\n\nOn the green.\n", f"# Fete\n\nRing {NUMBER}.\n"


def read(file: Path) -> Any:
    """Return what a YAML file holds."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def jobs() -> dict[str, Any]:
    """Return every job of every workflow, by its name in the file."""
    return {name: job for file in WORKFLOWS for name, job in read(file)["jobs"].items()}


def steps() -> list[dict[str, Any]]:
    """Return every step of every job."""
    return [step for job in jobs().values() for step in job["steps"]]


def place(words: str) -> int:
    """Return where the check job has the one step that runs or uses exactly these words."""
    found = [
        number
        for number, step in enumerate(jobs()["check"]["steps"])
        if step.get("run", step.get("uses", "").split("@")[0]) == words
    ]
    assert len(found) == 1, words
    return found[0]


def targets() -> dict[str, str]:
    """Return the Makefile's targets and their recipes."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z]+):[^\n=]*\n((?:\t[^\n]*\n)*)", text, re.MULTILINE))


def makes(text: str) -> list[str]:
    """Return the targets that a script makes, in its order."""
    return re.findall(r"^\s*make (\S+)(?: FORMAT=github)?$", text, re.MULTILINE)


def test_the_check_job_runs_make_and_nothing_that_make_does_not_have() -> None:
    runs = [step["run"] for step in jobs()["check"]["steps"] if "run" in step]
    assert makes("\n".join(runs)) == ["setup", "publish"]
    assert set(makes("\n".join(runs))) <= targets().keys()
    assert {run for run in runs if not run.startswith("make ")} == NOT_MAKE


def test_the_program_is_tested_in_a_job_that_publishing_does_not_wait_for() -> None:
    """The tests look at the pages as well: one that is withheld may hold back no agenda."""
    assert commands("code") == ["make test", "make check", ".venv/bin/python -m pytest browser"]
    assert "if" not in jobs()["code"]
    assert jobs()["publish"]["needs"] == "check"


def commands(name: str) -> list[str]:
    """Return what a job runs, step by step."""
    return [step["run"] for step in jobs()[name]["steps"] if "run" in step]


def test_the_job_that_publishes_runs_no_command() -> None:
    assert commands("publish") == []


def test_every_morning_the_pages_are_judged_strictly() -> None:
    assert commands("daily") == ["make setup", TAKE_DOWN, DAILY]
    assert jobs()["daily"]["steps"][0]["with"]["fetch-depth"] == 0
    assert (jobs()["tell"]["needs"], jobs()["tell"]["if"]) == ("daily", "needs.daily.outputs.passed != 'yes'")
    assert jobs()["daily"]["outputs"]["passed"] == "${{ steps.judge.outputs.passed }}"
    assert commands("tell")[-1] == "exit 1"
    assert jobs()["daily"]["steps"][-1]["env"] == {"POLICY_CHECKS_REPOSITORY_VISIBILITY": VISIBILITY}


def test_the_form_signs_off_what_the_event_says_and_nothing_typed_is_run() -> None:
    setup, sign, commit, start = commands("sign-off")
    assert (setup, sign) == ("make setup", SIGN)
    assert "expectedHeadOid: $head" in commit
    assert start == 'gh workflow run website.yml --ref "$GITHUB_REF_NAME"'
    assert "${{" not in setup + sign + commit + start
    assert jobs()["sign-off"]["if"] == FORM
    inputs = read(ROOT / ".github" / "workflows" / "sign-off.yml")[True]["workflow_dispatch"]["inputs"]
    payload = json.loads((ROOT / "tests" / "payloads" / "sign_off.json").read_text(encoding="utf-8"))
    assert inputs.keys() == payload["inputs"].keys()
    assert inputs["office"]["options"] == [each.office for each in policy().offices if each.moderates]
    assert (inputs["agreed"]["type"], inputs["agreed"]["default"]) == ("boolean", False)


def test_forms_commit_is_made_of_both_files(tmp_path: Path) -> None:
    """The register and the record, as the host's interface wants them; run with a stand-in for the host's program."""
    commit = commands("sign-off")[2].replace(
        "gh api graphql --input - --jq '.data.createCommitOnBranch.commit.oid'", "cat"
    )
    year = datetime.now(UTC).year
    write(tmp_path, {"registers/signoffs.yml": "- a\n", f"registers/log/{year}.jsonl": "{}\n"})
    env = {"GITHUB_REPOSITORY": "a/b", "GITHUB_REF_NAME": "main", "GITHUB_SHA": "c" * 40, "RUNNER_TEMP": str(tmp_path)}
    if shutil.which("jq") is None:
        pytest.skip("jq is on the code host's machines only")
    done = command(tmp_path, "bash", "-euo", "pipefail", "-c", commit, env=env)
    body = json.loads(done.stdout)["variables"]["input"]
    assert body["expectedHeadOid"] == "c" * 40
    added = {each["path"]: b64decode(each["contents"]).decode() for each in body["fileChanges"]["additions"]}
    assert added == {"registers/signoffs.yml": "- a\n", f"registers/log/{year}.jsonl": "{}\n"}


def test_what_the_gate_withheld_is_added_to_the_record_by_a_job_without_code_of_ours(tmp_path: Path) -> None:
    """Run with a stand-in for the host's program."""
    job = jobs()["record"]
    assert (job["needs"], job["if"]) == ("check", f"{MAIN_ONLY} && needs.check.outputs.recorded != ''")
    (add,) = commands("record")
    assert ".venv" not in add
    assert "${{" not in add
    if shutil.which("jq") is None:
        pytest.skip("jq is on the code host's machines only")
    year = datetime.now(UTC).year
    write(tmp_path, {f"registers/log/{year}.jsonl": '{"a":1}\n'})
    env = {"GITHUB_REPOSITORY": "a/b", "GITHUB_REF_NAME": "main", "GITHUB_SHA": "c" * 40, "RUNNER_TEMP": str(tmp_path)}
    host = "gh api graphql --input - --jq '.data.createCommitOnBranch.commit.oid'"
    entries = {"ENTRIES": '{"b":2}\n{"c":3}'}
    done = command(tmp_path, "bash", "-euo", "pipefail", "-c", add.replace(host, "cat"), env={**env, **entries})
    ((added,),) = json.loads(done.stdout)["variables"]["input"]["fileChanges"].values()
    assert added["path"] == f"registers/log/{year}.jsonl"
    assert b64decode(added["contents"]).decode() == '{"a":1}\n{"b":2}\n{"c":3}\n'


def test_the_archive_that_was_handed_over_is_attested_by_a_job_that_runs_nothing() -> None:
    """Where the host offers it; publishing does not wait."""
    job = jobs()["attest"]
    offered = "(github.event.repository.visibility == 'public' || vars.ATTEST == 'yes')"
    assert (job["needs"], job["if"], commands("attest")) == ("check", f"{MAIN_ONLY} && {offered}", [])
    assert job["steps"][0]["with"]["subject-digest"] == "${{ needs.check.outputs.archive }}"
    assert jobs()["check"]["outputs"]["archive"] == "${{ steps.packed.outputs.archive }}"
    assert jobs()["check"]["steps"][place(UNPACK)]["id"] == "packed"


@pytest.mark.parametrize(("job", "open_already"), [("withheld", "7"), ("withheld", ""), ("tell", "7"), ("tell", "")])
def test_the_moderators_are_told_in_one_issue(tmp_path: Path, job: str, open_already: str) -> None:
    """Which names their accounts, so that the host e-mails them; run with a stand-in for the host's program."""
    gh = write(tmp_path, {"gh": f'#!/bin/sh\n[ "$2" = list ] && echo "{open_already}" || echo "$@"\n'}) / "gh"
    gh.chmod(0o755)
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "MODERATORS": "@clerk @chair", "COUNT": "2", "RUN": "the run"}
    said = command(tmp_path, "bash", "-euo", "pipefail", "-c", commands(job)[0], env=env).stdout
    assert said.startswith("issue comment 7 --body @clerk @chair " if open_already else "issue create --title ")
    assert "@clerk @chair " in said


def test_a_proposed_change_is_judged_by_what_the_host_recorded() -> None:
    fetch, record, grew = (step for step in jobs()["check"]["steps"] if step.get("if") == CHANGE)
    assert grew["run"] == GREW
    assert fetch["with"]["ref"] == "${{ github.event.pull_request.base.ref }}"
    assert (fetch["with"]["path"], record["run"]) == ("evidence", RECORDED)
    evidence = jobs()["check"]["steps"][place("make publish FORMAT=github")]["env"]["POLICY_CHECKS_EVIDENCE"]
    assert evidence == "${{ github.event.pull_request && 'evidence' || '' }}"


def test_what_is_withheld_is_a_job_that_fails_and_that_publishing_does_not_wait_for() -> None:
    job = jobs()["withheld"]
    assert (job["needs"], job["if"]) == ("check", "needs.check.outputs.withheld != '0'")
    assert commands("withheld")[-1] == "exit 1"
    assert "gh issue create" in commands("withheld")[0]
    assert jobs()["publish"]["needs"] == "check"
    assert jobs()["check"]["outputs"]["withheld"] == "${{ steps.build.outputs.withheld }}"


def test_what_decides_is_guarded_by_its_owners() -> None:
    text = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    guarded = {line.split()[0] for line in text.splitlines() if line.startswith("/")}
    assert guarded >= {"/policy.yml", "/registers/", "/hooks/", "/policy_checks/", "/.github/"}


def test_make_check_looks_at_the_workflows() -> None:
    recipe = targets()["check"]
    assert re.search(r"/zizmor .*\.github$", recipe, re.MULTILINE)
    assert re.search(r"/check-jsonschema .*\.github/workflows/\*\.yml$", recipe, re.MULTILINE)


def test_the_ci_script_runs_make_too() -> None:
    assert makes((ROOT / ".ci" / "run").read_text(encoding="utf-8")) == ["test", "check", "browser"]


@pytest.mark.parametrize("file", [".ci/run", ".ci/gate"])
def test_the_scripts_are_sound(file: str) -> None:
    script = ROOT / file
    shell = script.read_text(encoding="utf-8").splitlines()[0].removeprefix("#!").split()
    subprocess.run([*shell, "-n", str(script)], check=True)  # noqa: S603 - our own script, read and not run
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("line", sorted(line for line in {*NOT_MAKE, JUDGE, SIGN, EVER} if "policy-checks" in line))
def test_the_gate_knows_its_calls_in_the_workflow(line: str) -> None:
    assert parser().parse_args(shlex.split(line.rpartition(" && ")[2])[1:])


def test_every_action_is_a_commit_that_was_looked_at() -> None:
    lines = [line for file in WORKFLOWS for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    used = [re.fullmatch(r"\s*(?:- )?uses: (\S+@[0-9a-f]{40}) # (v[0-9.]+)", line) for line in lines]
    assert len(lines) == len([step for step in steps() if "uses" in step])
    assert all(each and LOOKED_AT.get(each[1]) == each[2] for each in used), lines


def test_what_starts_a_workflow() -> None:
    starts = {file.stem: read(file)[True] for file in WORKFLOWS}  # YAML 1.1 reads “on” as true
    assert starts.pop("links") == {"schedule": [{"cron": "17 5 * * 1"}], "workflow_dispatch": None}
    assert starts.pop("daily") == {"schedule": [{"cron": "23 6 * * *"}], "workflow_dispatch": None}
    assert list(starts.pop("sign-off")) == ["workflow_dispatch"]
    assert set(starts.pop("urgent")) == {"schedule", "workflow_dispatch"}
    assert starts == {
        "website": {
            "pull_request": None,
            "pull_request_review": {"types": ["submitted", "dismissed"]},
            "push": {"branches": ["**"]},
            "workflow_dispatch": None,
        }
    }


def test_links_to_others_are_looked_at_by_make() -> None:
    assert makes("\n".join(step.get("run", "") for step in jobs()["links"]["steps"])) == ["site", "links"]


def test_rights_are_the_least_there_are() -> None:
    assert all(read(file)["permissions"] == {} for file in WORKFLOWS)
    assert {name: job["permissions"] for name, job in jobs().items()} == {
        "check": {"contents": "read", "pull-requests": "read"},
        "code": {"contents": "read"},
        "withheld": {"issues": "write"},
        "record": {"contents": "write"},
        "attest": {"id-token": "write", "attestations": "write"},
        "tell": {"issues": "write"},
        "sign-off": {"contents": "write", "actions": "write"},
        "daily": {"contents": "read", "actions": "write"},
        "links": {"contents": "read"},
        "urgent": {"contents": "write", "actions": "write"},
        "publish": {"pages": "write", "id-token": "write"},
    }


def test_no_secret_is_used() -> None:
    assert not any("secrets" in file.read_text(encoding="utf-8") for file in WORKFLOWS)


def test_no_checkout_leaves_a_credential() -> None:
    checkouts = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_every_job_ends() -> None:
    assert all(0 < job["timeout-minutes"] <= 30 for job in jobs().values())


def test_publish_needs_check_and_a_push_to_main() -> None:
    publish = jobs()["publish"]
    assert publish["needs"] == "check"
    assert publish["if"] == MAIN_ONLY
    assert publish["environment"]["name"] == "github-pages"
    assert publish["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_nothing_goes_on_after_a_failure() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    assert not re.search(r"continue-on-error|always\(|failure\(|cancelled\(|\|\| *true", text)
    assert {step.get("if", MAIN_ONLY) for step in steps()} == {
        MAIN_ONLY,
        CHANGE,
        "github.event_name == 'workflow_dispatch'",
    }


def test_a_receipt_that_came_with_the_commit_is_removed_first() -> None:
    assert place("rm -rf site receipt.json") < place("make setup")


def test_verify_stands_right_before_the_upload_and_again_after_the_packing() -> None:
    upload = place("actions/upload-pages-artifact")
    assert (
        place("make publish FORMAT=github")
        < place(".venv/bin/policy-checks verify site --receipt receipt.json")
        == upload - 1
    )
    assert place('.venv/bin/policy-checks verify "$RUNNER_TEMP/packed" --receipt receipt.json') == upload + 2
    assert upload + 3 == len(jobs()["check"]["steps"])


def test_the_site_is_handed_over_from_main_only_and_kept_for_an_approval() -> None:
    upload = jobs()["check"]["steps"][place("actions/upload-pages-artifact")]
    assert upload["if"] == MAIN_ONLY
    assert upload["with"] == {"path": "site", "retention-days": 30}


def test_the_gate_is_told_whether_the_repository_is_public() -> None:
    step = jobs()["check"]["steps"][place("make publish FORMAT=github")]
    assert step["env"]["POLICY_CHECKS_REPOSITORY_VISIBILITY"] == VISIBILITY


def test_the_form_for_urgent_notices_offers_what_there_is_and_no_shell_sees_what_was_typed() -> None:
    """The texts and offices to choose from; the gate reads the rest from the event's file."""
    file = ROOT / ".github" / "workflows" / "urgent.yml"
    inputs = read(file)[True]["workflow_dispatch"]["inputs"]
    assert inputs["kind"]["options"] == [text.stem for text in sorted((ROOT / "urgent").glob("[a-z]*.md"))]
    assert inputs["office"]["options"] == [each.office for each in policy().offices if each.moderates]
    assert "inputs." not in file.read_text(encoding="utf-8")
    calls = [
        line
        for step in jobs()["urgent"]["steps"]
        for line in step.get("run", "").split("\n")
        if "policy-checks" in line
    ]
    assert [parser().parse_args(shlex.split(call)[1:]).act for call in calls] == ["publish", "expire", "due"]


def test_our_hook_and_the_one_for_other_repositories_are_alike() -> None:
    ours = read(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    theirs = read(ROOT / ".pre-commit-hooks.yaml")[0]
    assert (ours["entry"], theirs["entry"]) == ("sh .ci/gate check", "policy-checks check")
    same = ("id", "files", "types", "require_serial", "stages")
    assert [ours[key] for key in same] == [theirs[key] for key in same]


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, away from the settings of any git around it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    environment = {**kept, "PRE_COMMIT_HOME": str(folder / ".git" / "pre-commit-home")}
    return subprocess.run(  # noqa: S603 - fixed commands
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """Return a new repository with the hook, the policy and one clean page, staged."""
    (tmp_path / ".ci").mkdir()
    for name in (".pre-commit-config.yaml", ".ci/gate", "policy.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "docs").mkdir()
    assert run(tmp_path, "git", "init", "--quiet").returncode == 0
    return stage(tmp_path, CLEAN)


def stage(folder: Path, text: str) -> Path:
    """Write the page and stage it; return the folder."""
    (folder / "docs" / "fete.md").write_text(text, encoding="utf-8")
    assert run(folder, "git", "add", ".pre-commit-config.yaml", "docs").returncode == 0
    return folder


def commit_run(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the hook as a commit would."""
    return run(folder, sys.executable, "-m", "pre_commit", "run", "--color=never")


def test_a_clean_page_is_committed(village: Path) -> None:
    done = commit_run(village)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_a_staged_leak_is_met_at_its_place_and_never_quoted(village: Path) -> None:
    stage(village, LEAK)
    (village / "docs" / "fete.md").write_text(CLEAN, encoding="utf-8")  # mended, but not staged
    done = commit_run(village)
    assert done.returncode == 1
    assert "docs/fete.md" in done.stdout
    assert NUMBER.split()[1] not in done.stdout + done.stderr


def test_an_unstaged_leak_is_left_alone(village: Path) -> None:
    (village / "docs" / "fete.md").write_text(LEAK, encoding="utf-8")
    assert commit_run(village).returncode == 0
    assert (village / "docs" / "fete.md").read_text(encoding="utf-8") == LEAK


def test_a_staged_link_is_refused(village: Path) -> None:
    (village / "docs" / "linked.md").symlink_to(ROOT / "LICENSE")
    run(village, "git", "add", "docs")
    done = commit_run(village)
    assert done.returncode == 1
    assert "docs/linked.md" in done.stdout


def test_without_a_set_up_folder_nothing_is_committed(village: Path) -> None:
    (village / ".venv").unlink()
    done = commit_run(village)
    assert done.returncode == 1
    assert "Run: make setup" in done.stdout
