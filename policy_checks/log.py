"""The record: an append-only log of what was decided, by which office and when (clause C40).

``registers/log/2026.jsonl`` holds one entry a line. An entry is named by the SHA-256 of its line, and names its parents: the
entries that were the newest when it was written. So an entry cannot be altered or taken out once another stands on it, and
two copies that grew apart are merged by keeping the lines of both. No path, no word of a page and nobody's name is in it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import cast

from policy_checks.gate import Gate, london_today, open_gate
from policy_checks.history import held_ever
from policy_checks.model import UnreadableError
from policy_checks.reading import pattern
from policy_checks.registers import Entry as Recorded

FOLDER = "log"
GATE = "The gate"  # withholds by itself, which no office decides
ACTS = ("sign-off", "override", "confirmation", "waiver", "withholding", "removal", "erasure", "closing")
NAMELESS = frozenset({"withholding", "removal", "erasure"})  # a reference is all that is kept of what they were about
HASH = r"[0-9a-f]{64}"
FORMS: Mapping[str, str] = {  # what each field, or each part of a list, may hold
    "act": "|".join(ACTS),
    "on": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "by": r"\p{L}[\p{L} &'’-]{0,60}",
    "clause": r"C[0-9]{2}[a-h]?",
    "subject": HASH,
    "sha256": HASH,
    "checks": r"[a-z]+(?:-[a-z]+)*",
    "until": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "reference": r"[A-Za-z0-9-]{4,40}",
    "closes": HASH,
    "parents": HASH,
}
LISTS = frozenset({"checks", "closes", "parents"})


@dataclass(frozen=True)
class Entry:
    """One decision. ``by`` is an office, or :data:`GATE`; ``until`` the last day on which the decision holds, where it has one.

    ``subject`` stands for a page (:func:`subject_of`), ``sha256`` for its very words, or for what a waiver excuses. A
    withholding, a removal and an erasure have a ``reference`` instead, which tells nothing of the page.
    """

    act: str
    on: date
    by: str
    clause: str = ""
    subject: str = ""
    sha256: str = ""
    checks: tuple[str, ...] = ()
    until: date | None = None
    reference: str = ""
    closes: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """Return the entry as it stands in the log: what is empty is left out."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        filled = {name: value for name, value in values.items() if value or name == "parents"}
        return json.dumps(filled, default=date.isoformat, sort_keys=True, separators=(",", ":"))

    @property
    def name(self) -> str:
        """Return the SHA-256 of the line."""
        return hashlib.sha256(self.line.encode()).hexdigest()


@dataclass(frozen=True)
class Log:
    """All entries by name. ``faults`` says, in a sentence each, what is wrong with lines that are well-formed."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the entries on which no other stands yet."""
        return tuple(sorted(self.entries.keys() - {name for each in self.entries.values() for name in each.parents}))

    @property
    def closed(self) -> frozenset[str]:
        """Return the entries whose years were closed, on which entries of later years stand."""
        return frozenset(name for each in self.entries.values() for name in each.closes)

    @property
    def closed_until(self) -> date:
        """Return the last day of the years that were closed."""
        return max((each.until for each in self.entries.values() if each.closes and each.until), default=date.min)


def subject_of(text: str, salt: str) -> str:
    """Return what stands for a page (its path in docs/) or a finding's key: whoever has the text can find it again."""
    return hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()


def record(gate: Gate, entry: Entry) -> Entry:
    """Append an entry, on top of the newest ones; return it as it was written.

    Raises UnreadableError when the log is not sound, or the entry is not one that may be kept.
    """
    log = read_log(gate.root / gate.registers.folder / FOLDER)
    entry = replace(entry, parents=log.heads)
    offices = {office.office for office in gate.policy.offices}
    if entry.by not in offices and (entry.act, entry.by) != ("withholding", GATE):
        raise UnreadableError("the record names offices only, as policy.yml has them")
    if entry.act in NAMELESS and (entry.subject or entry.sha256 or not entry.reference):
        raise UnreadableError("a withholding, a removal and an erasure are recorded by a reference alone")
    _parse(entry.line, "the new entry")
    file = gate.root / gate.registers.folder / FOLDER / f"{entry.on.year}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(entry.line + "\n")
    return entry


def read_log(folder: Path) -> Log:
    """Return the log of a folder, which need not exist; raise UnreadableError, with file and line, for a malformed one."""
    entries: dict[str, Entry] = {}
    faults = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(_lines(file), start=1):
            entry = _parse(line, f"{file.name}, line {number}")
            entries[entry.name] = entry
            if str(entry.on.year) != file.stem:
                faults.append(f"{file.name}, line {number}: this entry is of another year")
    return Log(entries, tuple(faults))


def _lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("ascii").replace("\r\n", "\n").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError):
        raise UnreadableError(f"{file.name} cannot be read") from None


def _parse(line: str, where: str) -> Entry:
    """Return the entry of a line; raise UnreadableError unless it is written exactly as :attr:`Entry.line` would."""
    try:
        values = json.loads(line)
        checked = {name: _value(name, value) for name, value in values.items()}
        entry = Entry(**cast("dict[str, str]", checked))  # type: ignore[arg-type]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UnreadableError(f"{where}: this is not an entry of the record") from None
    if entry.line != line:
        raise UnreadableError(f"{where}: this is not an entry of the record")
    return entry


def _value(name: str, value: object) -> object:
    """Return a field's value; raise ValueError, KeyError or TypeError when it may not stand there."""
    parts = cast("list[object]", value) if name in LISTS else [value]
    if not all(isinstance(part, str) and pattern(f"^(?:{FORMS[name]})$").search(part) for part in parts):
        raise ValueError(name)
    if name in LISTS:
        return tuple(parts)
    return date.fromisoformat(str(value)) if name in {"on", "until"} else value


def faults_of(log: Log, base: Log, registered: Iterable[Recorded], salt: str) -> Iterator[str]:
    """Yield what is wrong with the log, one sentence each: nothing, when it can be relied on.

    ``base`` is an older copy, all of which must still be there; ``registered`` the entries of the registers.
    """
    yield from log.faults
    known = log.entries.keys() | log.closed
    for entry in log.entries.values():
        if not known.issuperset(entry.parents):
            yield f"an entry of {entry.on.isoformat()} stands on one that was altered or taken out"
    for name, entry in base.entries.items():
        if name not in log.entries and entry.on > log.closed_until:
            yield f"an entry of {entry.on.isoformat()} was altered or taken out"
    kept = {(each.subject, each.sha256, each.reference) for each in log.entries.values()}
    for each in registered:
        if _decided(each, salt) not in kept and not _old(each, log):
            yield f"{each.register}.yml, line {each.record.line}: this is not in the record"


def _decided(entry: Recorded, salt: str) -> tuple[str, str, str]:
    """Return the subject, hash and reference under which an entry of a register was recorded."""
    if entry.register == "removals":
        return "", "", entry.text("reference")
    mark = entry.text("sha256") if entry.register == "signoffs" else subject_of(entry.text("key"), salt)
    return subject_of(entry.text("page"), salt), mark, ""


def _old(entry: Recorded, log: Log) -> bool:
    """Say whether an entry of a register is of a year that was closed."""
    day = entry.day("on")  # a waiver has none: it says until when it holds
    return day is not None and day <= log.closed_until


def close(gate: Gate, year: int, by: str, today: date) -> str:
    """Delete the years up to ``year`` from the record, and note what later entries stand on; return what was done.

    Raises UnreadableError when a year must still be kept (policy.yml: record), or the log is not sound.
    """
    if today.year - year <= gate.policy.keep_years:
        raise UnreadableError(f"the record is kept for {gate.policy.keep_years} whole years, as policy.yml says")
    folder = gate.root / gate.registers.folder / FOLDER
    log = read_log(folder)
    if list(faults_of(log, Log(), (), "")):
        raise UnreadableError("the record is not sound: run “policy-checks log verify” first")
    old = [file for file in sorted(folder.glob("*.jsonl")) if int(file.stem) <= year]
    if not old:
        raise UnreadableError("there is nothing so old in the record")
    left = {name: each for name, each in log.entries.items() if each.on.year > year}
    below = {*log.heads, *(name for each in left.values() for name in each.parents)} - left.keys()
    record(gate, Entry("closing", today, by, "C40", until=date(year, 12, 31), closes=tuple(sorted(below))))
    for file in old:
        file.unlink()
    return f"The record up to {year} is deleted: {', '.join(file.name for file in old)}. Commit the change.\n"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``log verify`` and ``log close`` to the command line."""
    log = commands.add_parser("log", help="the record of decisions: is it whole, and which years may go?")
    acts = log.add_subparsers(required=True, metavar="ACT")
    verify = acts.add_parser("verify", help="was anything in the record altered or taken out?")
    verify.add_argument("--base", type=Path, metavar="FOLDER", help="an older copy, all of which must still be there")
    verify.add_argument(
        "--history", action="store_true", help="all that this branch ever held, in git, must still be there"
    )
    verify.set_defaults(command=_verify)
    closing = acts.add_parser("close", help="delete years that need not be kept any longer")
    closing.add_argument("year", type=int, metavar="YEAR", help="the last year to delete")
    closing.add_argument("--by", required=True, help="the office that closes them")
    closing.set_defaults(command=_close)


def _verify(options: argparse.Namespace) -> int:
    gate = open_gate(Path.cwd())
    if options.base and not options.base.is_dir():
        raise UnreadableError(f"there is no folder called {options.base.name}")
    log = read_log(gate.root / gate.registers.folder / FOLDER)
    base = read_log(options.base) if options.base else Log()
    if options.history:
        base = Log({**base.entries, **{each.name: each for each in _ever(gate)}})
    faults = list(faults_of(log, base, decisions(gate), gate.policy.salt))
    sys.stdout.writelines(f"{fault[0].upper()}{fault[1:]}.\n" for fault in faults)
    sys.stdout.write(f"The record {'is not sound' if faults else 'is sound'}: {len(log.entries)} entries.\n")
    return 1 if faults else 0


def _ever(gate: Gate) -> Iterator[Entry]:
    """Yield each entry that this branch held at any time. What was no entry then is passed over: it was told then."""
    for line in held_ever(gate.root, f"{gate.registers.folder}/{FOLDER}"):
        with suppress(UnreadableError):
            yield _parse(line, "the history")


def decisions(gate: Gate) -> Iterator[Recorded]:
    """Yield the entries of the registers that must be in the record."""
    for name in ("signoffs", "waivers", "removals"):
        yield from gate.registers.entries[name]


def _close(options: argparse.Namespace) -> int:
    sys.stdout.write(close(open_gate(Path.cwd()), options.year, options.by, london_today()))
    return 0
