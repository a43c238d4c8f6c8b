"""``policy-checks sign-off``: a moderator looks at a page, and its very words are entered in registers/signoffs.yml.

The same is done from a form on the code host, for a clerk without git: its record of who pressed the button is read here.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from policy_checks import log
from policy_checks.evidence import in_office, read_event, same_account, within
from policy_checks.gate import Gate, check_written, files_under, london_today, open_gate, verdict_of
from policy_checks.history import difference, signed_text
from policy_checks.judge import Judged, relative
from policy_checks.model import Area, Finding, Level, Policy, UnreadableError, Verdict
from policy_checks.moderation import Desk, changes, is_clerk, marks, may_sign, official, spoken_date
from policy_checks.receipt import rules_digest
from policy_checks.reporters.terminal import finding_lines
from policy_checks.reporters.text import clean

if TYPE_CHECKING:
    pass

RELEVANT = ("C05", "C06", "C18")  # relevant to the parish, tasteful, on topic
HELP = "sign off a page of official business, or what is held on any page, in registers/signoffs.yml"


@dataclass(frozen=True)
class Request:
    """Who asks to sign off what: an office, the day, and for an urgent sign-off the reason."""

    office: str
    today: date
    urgent: str = ""


@dataclass(frozen=True)
class Look:
    """What a moderator, who holds ``office``, is shown of a page before signing it off.

    ``holds`` are the held findings that a sign-off passes, ``relies_on`` what other registers let through, ``stops`` why
    the page cannot be signed off, in lines for the clerk.
    """

    page: str
    office: str
    desk: Desk
    verdict: Verdict
    holds: tuple[Finding, ...]
    relies_on: tuple[Finding, ...]
    stops: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Say whether there is nothing left to sign off: the Clerk may add to another office's sign-off."""
        new = [finding for finding in self.holds if self.desk.passing(finding) is None]
        given = (entry for entry in self.desk.standing.get(self.page, ()) if not entry.text("urgent"))
        confirmed = any(is_clerk(entry.text("by")) or not is_clerk(self.office) for entry in given)
        return confirmed and not new and not self.stops


def look_at(gate: Gate, file: Path, request: Request) -> Look:
    """Judge a page as it stands, for the moderator who asks."""
    judged = check_written(gate, [file], Path.cwd())
    verdict = verdict_of(gate, judged, request.today, whole=False, environment={})
    desk = Desk(gate.policy, gate.registers, judged, rules_digest(), request.today)
    page = relative(file, gate.docs)
    signed = [each.finding for each in verdict.excused if each.register == "signoffs"]
    ours = [each for each in verdict.findings if each.page == page and each.area is not Area.MODERATION]
    holds = [*signed, *(each for each in ours if each.level is Level.HOLD)]
    relies_on = [each.finding for each in verdict.excused if each.register != "signoffs" and each.finding.stops]
    return Look(
        page,
        request.office,
        desk,
        verdict,
        tuple(holds),
        tuple(relies_on),
        tuple(_stops(judged, ours, holds, desk, request)),
    )


def _stops(
    judged: Judged, findings: Sequence[Finding], holds: Sequence[Finding], desk: Desk, request: Request
) -> Iterator[str]:
    for each in judged.undecided:
        yield f"Could not be judged: {clean(each.reason)}."
    for finding in findings:
        if finding.level is Level.REJECT:
            yield from finding_lines(finding, colour=False)
    for finding in holds:
        if desk.about(finding, request.office):
            yield f"Line {finding.place.line} is about the {request.office}: another office signs it off."


def shown(gate: Gate, look: Look) -> Iterator[str]:
    """Yield what a moderator is shown: what changed since the last sign-off, what is held, and what stops."""
    yield look.page
    yield from _since(gate, look)
    for finding in look.holds:
        yield from finding_lines(finding, colour=False)
    yield from (f"  {line}" for line in look.stops)


def _since(gate: Gate, look: Look) -> Iterator[str]:
    entries = [entry for entry in gate.registers.entries["signoffs"] if entry.text("page") == look.page]
    document = look.desk.judged.pages.get(look.page)
    if not entries or document is None:
        yield "  Not signed off before."
        return
    last = entries[-1]
    by = f"the {last.text('by')} signed it off on {spoken_date(cast('date', last.day('on')))}"
    if last.text("sha256") == look.desk.judged.texts[look.page]:
        yield f"  Not changed since {by}."
        return
    yield f"  Changed since {by}: {changes(last.text('lines'), document.text, gate.policy.salt)}."
    before = signed_text(gate.docs / look.page, last.text("sha256"))
    if before is not None:
        yield from difference(before, document, gate)


def entry_of(look: Look, request: Request) -> str:
    """Return the entry of a sign-off, as YAML."""
    judged, policy = look.desk.judged, look.desk.policy
    document = judged.pages[look.page]
    fields: dict[str, object] = {
        "page": look.page,
        "by": request.office,
        "on": request.today,
        "sha256": judged.texts[look.page],
        "passes": [finding.key for finding in look.holds],
        "relies_on": [finding.key for finding in look.relies_on],
        "rules": look.desk.rules,
        "lines": marks(document.text, policy.salt),
        "urgent": request.urgent,
    }
    lines = [f"{name}: {_yaml(value)}" for name, value in fields.items() if value]
    return "- " + "\n  ".join(lines) + "\n"


def _yaml(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def decision(look: Look, request: Request) -> log.Entry:
    """Return what the record keeps of a sign-off: neither the page's name nor an urgent one's reason."""
    urgent = any(entry.text("urgent") for entry in look.desk.standing.get(look.page, ()))
    checks = tuple(sorted({finding.check for finding in look.holds}))
    return log.Entry(
        act="override" if request.urgent else "confirmation" if urgent else "sign-off",
        on=request.today,
        by=request.office,
        clause="C10",
        subject=log.subject_of(look.page, look.desk.policy.salt),
        sha256=look.desk.judged.texts[look.page],
        checks=checks,
        until=request.today + timedelta(days=look.desk.policy.confirm_days) if request.urgent else None,
    )


def append(file: Path, entry: str) -> None:
    """Add an entry at the end of a register."""
    file.parent.mkdir(exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(("\n" if text and not text.endswith("\n") else "") + entry)


def pages_to_sign(gate: Gate, paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files to sign off: each that is named, and in a folder each that is official business.

    Raises UnreadableError for what is not there, or not under docs/.
    """
    for path in paths:
        given = [path, gate.docs / path] if not path.is_absolute() else [path]
        place = next((each for each in given if each.exists()), path)
        if not place.resolve().is_relative_to(gate.docs.resolve()):
            raise UnreadableError(f"there is no page called {clean(str(path))} under docs")
        for file, _ in files_under([place], gate.root):
            if not place.is_dir() or official(relative(file, gate.docs), gate.policy):
                yield file


def refuse_office(request: Request, policy: Policy) -> None:
    """Raise UnreadableError unless the office may sign off on this day."""
    if not may_sign(request.office, request.today, policy, urgent=bool(request.urgent)):
        offices = ", ".join(each.office for each in policy.offices if each.moderates and in_office(each, request.today))
        raise UnreadableError(f"“--as” must be an office that may moderate and is held today: {offices or 'none is'}")


def sign_off(gate: Gate, paths: Sequence[Path], request: Request, agrees: Callable[[str], bool]) -> int:
    """Show each page, and enter a sign-off where ``agrees`` says yes; return the exit status.

    0: all are signed off. 1: one is not, or cannot be. 2: one could not be judged.
    """
    refuse_office(request, gate.policy)
    status = 0
    for file in pages_to_sign(gate, paths):
        look = look_at(gate, file, request)
        if look.done:
            say(f"{look.page}\n  Signed off already.")
            continue
        say("\n".join(shown(gate, look)))
        status = max(status, _settle(gate, look, request, agrees))
    return status


def _settle(gate: Gate, look: Look, request: Request, agrees: Callable[[str], bool]) -> int:
    own = look.desk.own(request.office, look.page)
    if look.stops or own:
        say(f"  Not signed off: {own or 'put this right first'}.")
        return 2 if look.verdict.undecided else 1
    urgent = " urgently" if request.urgent else ""
    for line in relevance(gate.policy):
        say(line)
    if not agrees(f"Sign off these words{urgent} as {request.office}, passing {len(look.holds)} held? [y/N] "):
        say("  Not signed off.")
        return 1
    log.record(gate, decision(look, request))
    append(gate.root / "registers" / "signoffs.yml", entry_of(look, request))
    say(f"  Signed off{urgent} in registers/signoffs.yml. Save it together with the page.")
    return 0


def relevance(policy: Policy) -> Iterator[str]:
    """Yield what only a person can judge, as the policy puts it, for whoever signs off to answer with the same yes."""
    asked = [f"“{policy.clauses[name].words.rstrip('.')}” ({name})" for name in RELEVANT if name in policy.clauses]
    if asked:
        yield f"  With your yes you also say that it is as the policy asks: {'; '.join(asked)}."


def say(text: str) -> None:
    """Print a text, and put it into the job's summary where there is one."""
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.writelines(f"    {line}\n" for line in text.split("\n"))


def asked(question: str) -> bool:
    """Ask at the keyboard; anything but a yes, and the end of input, is a no."""
    sys.stdout.write(question)
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def from_event(event: Mapping[str, object], policy: Policy, today: date) -> tuple[Path, Request, bool]:
    """Return the page, the request and whether the box was ticked, from the record of the form “Sign off”.

    Raises UnreadableError unless the form was run on the main branch by the account that holds the office today.
    """
    branch = within(event, "repository", "default_branch")
    if not branch or within(event, "ref") != f"refs/heads/{branch}":
        raise UnreadableError("use the form on the main branch: the rules and offices that count are there")
    request = Request(within(event, "inputs", "office"), today, within(event, "inputs", "urgent").strip())
    account = within(event, "sender", "login")
    held = any(
        each.office == request.office and in_office(each, today) and same_account(each.account, account)
        for each in policy.offices
    )
    if not held:
        raise UnreadableError(f"the account that is logged in does not hold the office “{clean(request.office)}” today")
    page = within(event, "inputs", "page").strip().removeprefix("docs/")
    if not page:
        raise UnreadableError("the form names no page")
    return Path("docs", page), request, within(event, "inputs", "agreed") == "true"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("sign-off", help=HELP)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PAGE", help="pages, or a folder of official business")
    parser.add_argument("--as", dest="office", default="", metavar="OFFICE", help="Clerk, Chair or Vice-Chair")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--urgent", default="", metavar="REASON", help="publish now; a moderator confirms it later")
    parser.add_argument("--event", type=Path, metavar="FILE", help="what the code host recorded of its form")
    parser.set_defaults(command=_command)


def _command(options: argparse.Namespace) -> int:
    gate, today = open_gate(Path.cwd()), london_today()
    if options.event is None:
        if not options.paths or not options.office:
            raise UnreadableError("say which page, and as which office: policy-checks sign-off PAGE --as Clerk")
        request = Request(options.office, today, options.urgent.strip())
        return sign_off(gate, options.paths, request, lambda question: options.yes or asked(question))
    page, request, ticked = from_event(read_event(options.event), gate.policy, today)
    return sign_off(gate, [page], request, lambda _: ticked)
