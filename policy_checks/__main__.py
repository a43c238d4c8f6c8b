"""The command line: ``policy-checks`` and ``python -m policy_checks``.

Exit status, whatever the format: 0 publishable, 1 something stops, 2 could not tell.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from policy_checks.evidence import moderators
from policy_checks.gate import (
    EVIDENCE,
    Gate,
    check_pasted,
    check_site,
    check_written,
    london_today,
    open_gate,
    settle,
    verdict_of,
    whole_site,
)
from policy_checks.gathering import gathered
from policy_checks.model import UnreadableError, Verdict

FORMATS = ("terminal", "json", "github", "sarif")
KINDS = ("page", "social", "email", "sms", "video")
# The commands that stand in a module of their own, which is read when its command is asked for, or any help.
COMMANDS = {
    "adopted": "clauses",
    "clean": "clean",
    "credits": "crediting",
    "ended": "ended",
    "erase": "removal",
    "log": "log",
    "people": "people",
    "publish": "withhold",
    "remove": "removal",
    "report": "report",
    "sign-off": "signoff",
    "urgent": "urgent",
    "withhold": "withhold",
}
OWN = ("check", "verify", "explain", "waive")


def run() -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(100_000)  # what is read at the start stays: looking for rubbish in it takes a fifth of the time
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; return the exit status."""
    options = parser(arguments[0] if arguments else None).parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except UnreadableError as error:
        sys.stderr.write(f"policy-checks: {error}.\n")
    except Exception as error:  # noqa: BLE001 - the gate's own fault may not look like a pass
        sys.stderr.write(
            f"policy-checks: stopped by a fault of its own ({type(error).__name__}). Nothing was decided.\n"
        )
    return 2


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the command line, or as much of it as one command needs."""
    top = argparse.ArgumentParser(prog="policy-checks", description="Keeps a council's published communication policy.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="judge pages, files, folders, or a built site")
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders; docs without one; - is standard input"
    )
    check.add_argument("--site", type=Path, help="a built site to judge too")
    check.add_argument("--format", choices=FORMATS, default="terminal")
    check.add_argument("--as", dest="kind", choices=KINDS, default="page", help="what standard input is")
    check.add_argument(
        "--evidence",
        type=Path,
        metavar="FOLDER",
        help="what the code host recorded of a change: only what it bears out counts",
    )
    check.set_defaults(command=_check)
    verify = commands.add_parser("verify", help="is this folder, byte for byte, what was checked and passed?")
    verify.add_argument("site", type=Path, metavar="SITE")
    verify.add_argument("--receipt", type=Path, required=True, metavar="FILE")
    verify.set_defaults(command=_verify)
    explain = commands.add_parser("explain", help="what a check looks for, why, and how to put it right")
    explain.add_argument("check", metavar="CHECK")
    explain.set_defaults(command=_explain)
    waive = commands.add_parser(
        "waive", help="let one finding through, with a reason and an end, in registers/waivers.yml"
    )
    waive.add_argument("place", metavar="PAGE:LINE")
    for name in ("--reason", "--by", "--until"):
        waive.add_argument(name, required=True)
    waive.set_defaults(command=_waive)
    for module in _modules(command):
        import_module(f"policy_checks.{module}").add(commands)
    return top


def _modules(command: str | None) -> list[str]:
    """Return the modules that a command needs; all of them where no command is named that is known."""
    if command in OWN:
        return []
    return [COMMANDS[command]] if command in COMMANDS else sorted(set(COMMANDS.values()))


def _check(options: argparse.Namespace) -> int:
    gate = open_gate(Path.cwd())
    base = Path.cwd()
    today = london_today()
    environment = {**os.environ, **({EVIDENCE: str(options.evidence)} if options.evidence else {})}
    if options.paths == ["-"]:
        judged = check_pasted(gate, sys.stdin.buffer.read(), options.kind)
        return _show_pasted(gate, verdict_of(gate, judged, today, whole=False, environment=environment), options)
    paths = [Path(path) for path in options.paths] or [gate.docs]
    whole = whole_site(gate, paths)
    if options.site:
        gate.receipt.unlink(missing_ok=True)
    judged = check_written(gate, paths, base)
    digests = check_site(gate, options.site, judged, base) if options.site else {}
    verdict = verdict_of(gate, judged, today, whole=whole or bool(options.site), environment=environment)
    if options.site and whole:
        settle(gate, verdict, digests, judged.origins)
    output = os.environ.get("GITHUB_OUTPUT")
    if options.format == "github" and output:
        with Path(output).open("a", encoding="utf-8") as file:
            file.write(f"moderators={moderators(gate.policy, today)}\n")
    return show(verdict, options.format)


def _show_pasted(gate: Gate, verdict: Verdict, options: argparse.Namespace) -> int:
    """Print the verdict of what was pasted and, at a keyboard, what may be answered to a message; return its exit status."""
    status = show(verdict, options.format)
    if options.kind != "page" and options.format == "terminal":
        from policy_checks.reply import reply

        sys.stdout.buffer.write(reply(verdict, gate.policy, options.kind).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    return status


def show(verdict: Verdict, style: str) -> int:
    """Print a verdict in a format; return its exit status."""
    from policy_checks.reporters import REPORTERS

    verdict = gathered(verdict)
    sys.stdout.buffer.write(REPORTERS[style](verdict).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if style == "github" and summary:
        from policy_checks.reporters.github import job_summary

        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(job_summary(verdict))
    return verdict.exit_status


def _verify(options: argparse.Namespace) -> int:
    from policy_checks.receipt import differences, file_digests, read_receipt
    from policy_checks.reporters.text import clean

    lines = differences(read_receipt(options.receipt), file_digests(options.site))
    for line in lines:
        sys.stdout.write(clean(line) + "\n")
    sys.stdout.write("Not what was checked.\n" if lines else "This is, byte for byte, what was checked and passed.\n")
    return 1 if lines else 0


def _explain(options: argparse.Namespace) -> int:
    from policy_checks.reference import explain

    sys.stdout.buffer.write(explain(options.check).encode("utf-8"))
    return 0


def _waive(options: argparse.Namespace) -> int:
    from policy_checks.waive import waive

    sys.stdout.write(waive(open_gate(Path.cwd()), options.place, options.reason, options.by, options.until))
    return 0


if __name__ == "__main__":
    run()
