"""``policy-checks urgent``: a notice that cannot wait, from a text that was signed off beforehand (clause C10).

What may be filled in is a place, a rest centre and a time of at most 48 hours. The page is judged like any other, what is certain still
stops it, and a moderator confirms it on the next working day.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from policy_checks.clock import NATIONS
from policy_checks.documents.markdown import read
from policy_checks.documents.source import Source
from policy_checks.evidence import account_holds, read_event, within
from policy_checks.gate import Gate, open_gate
from policy_checks.judge import text_digest
from policy_checks.log import Entry, record, subject_of
from policy_checks.model import Policy, Surface, UnreadableError
from policy_checks.moderation import may_sign, spoken_date
from policy_checks.reading import pattern
from policy_checks.signoff import Request, append, sign_off

LONDON = ZoneInfo("Europe/London")
TEMPLATES, FOLDER = "urgent", "news"  # where the texts lie, and where in docs/ a notice is written
MOST = 48  # hours
FILLED = r"^[\p{L}\p{N}][\p{L}\p{N} ,.'’&()-]{1,99}$"  # no mark-up, no address of a website, no line end


@dataclass(frozen=True)
class Notice:
    """What was asked for: which text, what is filled in, for how many hours, and as which office."""

    kind: str
    place: str
    rest_centre: str
    hours: int
    office: str


def template(gate: Gate, kind: str) -> tuple[str, str]:
    """Return the name and text of a template; raise UnreadableError when there is none."""
    known = {file.stem: file for file in (gate.root / TEMPLATES).glob("[a-z]*.md")}
    if kind not in known:
        raise UnreadableError(f"there is no text for that; there is one for: {', '.join(sorted(known)) or 'nothing'}")
    return f"{TEMPLATES}/{kind}.md", known[kind].read_bytes().decode("utf-8").replace("\r\n", "\n")


def approve(gate: Gate, kind: str, office: str, today: date) -> str:
    """Enter that an office has signed off a template; return what was done. Raises UnreadableError."""
    if not may_sign(office, today, gate.policy):
        raise UnreadableError("“--as” must be an office that may moderate and is held today")
    name, text = template(gate, kind)
    sha256 = text_digest(text.encode())
    record(gate, Entry("sign-off", today, office, "C10", subject_of(name, gate.policy.salt), sha256))
    fields = {"page": name, "by": office, "on": today, "sha256": sha256}
    lines = "\n  ".join(f"{key}: {value if key == 'on' else json.dumps(value)}" for key, value in fields.items())
    append(gate.root / gate.registers.folder / "signoffs.yml", f"- {lines}\n")
    return f"{name} is signed off by the {office}.\n"


def approved(gate: Gate, name: str, text: str) -> bool:
    """Say whether a moderator has signed off the very text of a template, while holding the office."""
    wanted = (name, text_digest(text.encode()))
    return any(
        (entry.text("page"), entry.text("sha256")) == wanted
        and may_sign(entry.text("by"), entry.day("on") or date.min, gate.policy)
        for entry in gate.registers.entries["signoffs"]
    )


def written(text: str, notice: Notice, now: datetime) -> str:
    """Return the page that a template makes. A line whose blank is left empty is dropped."""
    if not 1 <= notice.hours <= MOST:
        raise UnreadableError(f"give the hours as a number from 1 to {MOST}")
    for value in filter(None, (notice.place, notice.rest_centre)):
        if not pattern(FILLED).search(value):
            raise UnreadableError(
                "give the place and the rest centre in plain words, 2 to 100 letters, without brackets of websites"
            )
    if not notice.place:
        raise UnreadableError("give the place")
    until = now + timedelta(hours=notice.hours)
    blanks = {
        "place": notice.place,
        "rest_centre": notice.rest_centre,
        "date": now.date().isoformat(),
        "until": until.isoformat(timespec="minutes"),
        "begun": spoken(now),
        "ended": spoken(until),
    }
    lines = (line for line in text.split("\n") if notice.rest_centre or "{rest_centre}" not in line)
    page = "\n".join(lines)
    for name, value in blanks.items():
        page = page.replace("{" + name + "}", value)
    return page


def spoken(when: datetime) -> str:
    """Return a time as people write it: 9.05 pm on 27 November 2026."""
    return f"{when.hour % 12 or 12}.{when:%M} {'pm' if when.hour >= 12 else 'am'} on {spoken_date(when.date())}"


def publish(gate: Gate, notice: Notice, now: datetime) -> int:
    """Write an urgent notice and sign it off urgently; return 0, or 1 or 2, with nothing written, when it may not be."""
    name, text = template(gate, notice.kind)
    if not approved(gate, name, text):
        raise UnreadableError(
            f"nobody has signed off {name} as it stands: policy-checks urgent approve {notice.kind} --as Clerk"
        )
    file = gate.docs / FOLDER / f"urgent-{now:%Y-%m-%d-%H%M}-{notice.kind}.md"
    if file.exists():
        raise UnreadableError("a notice was written in this very minute: wait for the next")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(written(text, notice, now), encoding="utf-8", newline="\n")
    request = Request(notice.office, now.date(), f"{notice.kind}, from the text that was signed off")
    status = 2
    try:
        status = sign_off(gate, [file], request, lambda _: True)
    finally:
        if status:
            file.unlink()
    due = next_working_day(now.date(), gate.policy)
    sys.stdout.write(
        f"A moderator confirms it by {spoken_date(due)}: sign off docs/{FOLDER}/{file.name}.\n" if not status else ""
    )
    return status


def next_working_day(day: date, policy: Policy) -> date:
    """Return the first day after this one that is neither a weekend nor a bank holiday where the council is."""
    from holidays import country_holidays

    free = country_holidays("GB", subdiv=NATIONS[policy.nation], years=(day.year, day.year + 1))
    following = (day + timedelta(days=number) for number in range(1, 15))
    return next(each for each in following if each.weekday() < 5 and each not in free)


def notices(gate: Gate) -> Iterator[tuple[Path, datetime]]:
    """Yield each urgent notice in docs/, and when it ends; one that does not say when has ended."""
    for file in sorted((gate.docs / FOLDER).glob("urgent-*.md")):
        (document,) = read(Source(file.name, file.name, Surface.WRITTEN, file.read_bytes()))
        yield file, ends(document.settings)


def ends(settings: Mapping[str, object]) -> datetime:
    """Return when a notice ends, by the settings at its top."""
    try:
        return datetime.fromisoformat(str(settings.get("until"))).astimezone(LONDON)
    except ValueError:
        return datetime.min.replace(tzinfo=LONDON)


def showing(settings: Mapping[str, object], now: datetime) -> bool:
    """Say whether a page is an urgent notice that has not ended."""
    return settings.get("urgent") is True and now < ends(settings)


def expire(gate: Gate, now: datetime) -> list[str]:
    """Delete each urgent notice that has ended; return their names."""
    over = [file for file, end in notices(gate) if end <= now]
    for file in over:
        file.unlink()
    return [file.name for file in over]


def unconfirmed(gate: Gate, today: date) -> list[str]:
    """Return, a line each, the urgent sign-offs that no moderator confirmed by the next working day."""
    entries = gate.registers.entries["signoffs"]
    confirmed = {(each.text("page"), each.text("sha256")) for each in entries if not each.text("urgent")}
    late = (
        each
        for each in entries
        if each.text("urgent")
        and (each.text("page"), each.text("sha256")) not in confirmed
        and today > next_working_day(each.day("on") or today, gate.policy)
    )
    return [
        f"registers/signoffs.yml, line {each.record.line}: published urgently, and not confirmed by a moderator yet."
        for each in late
    ]


def from_event(event: Mapping[str, object], policy: Policy, today: date) -> Notice:
    """Return what was asked for in the form “Urgent notice”; raise UnreadableError unless whoever holds the office sent it."""
    branch = within(event, "repository", "default_branch")
    if not branch or within(event, "ref") != f"refs/heads/{branch}":
        raise UnreadableError("use the form on the main branch: the rules and offices that count are there")
    office, account = within(event, "inputs", "office"), within(event, "sender", "login")
    if not account_holds(account, office, today, policy):
        raise UnreadableError("the account that is logged in does not hold this office today")
    hours = within(event, "inputs", "hours").strip()
    return Notice(
        within(event, "inputs", "kind").strip(),
        within(event, "inputs", "place").strip(),
        within(event, "inputs", "rest_centre").strip(),
        int(hours) if hours.isdecimal() else 0,
        office,
    )


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``urgent publish``, ``approve``, ``expire`` and ``due`` to the command line."""
    urgent = commands.add_parser("urgent", help="a notice that cannot wait, from a text that was signed off beforehand")
    acts = urgent.add_subparsers(required=True, dest="act", metavar="ACT")
    approving = acts.add_parser("approve", help="sign off a text of the folder urgent")
    approving.add_argument("kind", metavar="TEXT")
    approving.add_argument("--as", dest="office", required=True, metavar="OFFICE")
    approving.set_defaults(command=_approve)
    publishing = acts.add_parser("publish", help="write a notice from such a text")
    publishing.add_argument("kind", nargs="?", default="", metavar="TEXT")
    for name in ("--place", "--rest-centre"):
        publishing.add_argument(name, default="")
    publishing.add_argument("--hours", type=int, default=MOST)
    publishing.add_argument("--as", dest="office", default="", metavar="OFFICE")
    publishing.add_argument("--event", type=Path, metavar="FILE", help="what the code host recorded of its form")
    publishing.set_defaults(command=_publish)
    acts.add_parser("expire", help="delete the notices that have ended").set_defaults(command=_expire)
    acts.add_parser("due", help="is one published and not confirmed in time?").set_defaults(command=_due)


def london_now() -> datetime:
    """Return the time in London."""
    return datetime.now(LONDON)


def _approve(options: argparse.Namespace) -> int:
    sys.stdout.write(approve(open_gate(Path.cwd()), options.kind, options.office, london_now().date()))
    return 0


def _publish(options: argparse.Namespace) -> int:
    gate, now = open_gate(Path.cwd()), london_now()
    given = Notice(options.kind, options.place.strip(), options.rest_centre.strip(), options.hours, options.office)
    return publish(
        gate, from_event(read_event(options.event), gate.policy, now.date()) if options.event else given, now
    )


def _expire(_options: argparse.Namespace) -> int:
    names = expire(open_gate(Path.cwd()), london_now())
    sys.stdout.write("".join(f"Ended and deleted: {name}\n" for name in names) or "No notice has ended.\n")
    return 0


def _due(_options: argparse.Namespace) -> int:
    lines = unconfirmed(open_gate(Path.cwd()), london_now().date())
    sys.stdout.write("".join(f"{line}\n" for line in lines) or "Nothing waits for confirmation.\n")
    return 1 if lines else 0
