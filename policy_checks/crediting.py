"""`policy-checks credits add FILE`: the entry of a picture or file, from what it says of itself and what only a person knows."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import cast

from policy_checks.credits import ASKED, CHILDREN, HINTS, SCHEMA, check_record, entry_for, lacking, quoted
from policy_checks.documents import read
from policy_checks.documents.source import Source
from policy_checks.gate import open_gate
from policy_checks.judge import relative
from policy_checks.model import Reading, Rights, Surface, UnreadableError
from policy_checks.ownership import placeholder, stripped
from policy_checks.policy import load_named
from policy_checks.reading import scan
from policy_checks.registers import Entry
from policy_checks.schema import records

OPTIONS = tuple(name for name in SCHEMA if name not in {"file", "sha256"})
PICTURE = "picture"
LONGEST = 120  # characters of a title that is taken over
COMMONS = r"(?i)creativecommons\.org/(?:licenses/([a-z-]+)/([0-9.]+)|publicdomain/(zero))"
CROWN = "nationalarchives.gov.uk/doc/open-government-licence"

Ask = Callable[[str], str]
Fields = dict[str, object]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    credits_of = commands.add_parser("credits", help="who made a picture or file, and by what right it is used")
    which = credits_of.add_subparsers(required=True, metavar="WHAT")
    one = which.add_parser(
        "add", help="enter a picture or file in registers/credits.yml; what is not given is asked for"
    )
    one.add_argument("file", type=Path, metavar="FILE")
    for name in OPTIONS:
        one.add_argument(f"--{name.replace('_', '-')}", help=HINTS.get(name), metavar="…")
    one.set_defaults(command=_add)


def _add(options: argparse.Namespace) -> int:
    given = {name: str(getattr(options, name)) for name in OPTIONS if getattr(options, name) is not None}
    sys.stdout.write(enter(Path.cwd(), options.file, given, input if sys.stdin.isatty() else None))
    return 0


def enter(folder: Path, file: Path, given: Mapping[str, str], ask: Ask | None) -> str:
    """Write the entry of a file into registers/credits.yml; return what was done.

    ``given`` goes before what the file says; what is missing is asked for, or, without anybody to ask, refused with
    UnreadableError, as is a file outside docs/, one that cannot be judged, or a value that cannot be meant.
    """
    gate = open_gate(folder)
    name = relative(folder / file, gate.docs)
    if name.startswith("../") or not (folder / file).is_file():
        raise UnreadableError(f"there is no file called {file.name} in docs")
    document = read(Source(name, name, Surface.WRITTEN, (folder / file).read_bytes()))[0]
    entry = _own(entry_for(gate.registers.entries["credits"], name), name)
    fields: Fields = {key: _value(key, text) for key, text in given.items()}
    offered = {key: _value(key, text) for key, text in proposal(document.rights).items() if key not in fields}
    fields = _completed(entry, fields, offered, ask, shows=document.kind == PICTURE)
    register = gate.root / "registers" / "credits.yml"
    text = register.read_text(encoding="utf-8") if register.exists() else ""
    made = (
        edited(text, entry, {**fields, "sha256": document.sha256})
        if entry
        else _appended(text, name, fields, document.sha256)
    )
    _sound(made)
    register.parent.mkdir(exist_ok=True)
    register.write_text(made, encoding="utf-8", newline="\n")
    taken = ", ".join(key for key in offered if fields.get(key) == offered[key])
    said = f" The file itself says: {taken}. Look whether that is right." if taken else ""
    return f"{'Changed' if entry else 'Added'} in registers/credits.yml: {name}.{said}\n"


def _own(entry: Entry | None, name: str) -> Entry | None:
    return entry if entry is not None and entry.text("file") == name else None


def proposal(rights: Rights) -> dict[str, str]:
    """Return what a file says of itself as fields of an entry. What a camera or a program wrote by itself says nothing."""
    said = (*rights.creator, *rights.notice, *rights.credit)
    makers = [stripped(each) for each in said if not placeholder(each) and not placeholder(stripped(each))]
    titles = [each for each in (*rights.title, *rights.description) if not placeholder(each)]
    found = {"by": next(filter(None, makers), ""), "what": next(filter(None, titles), "")[:LONGEST], **_licence(rights)}
    return {name: value for name, value in found.items() if value}


def _licence(rights: Rights) -> dict[str, str]:
    said = " ".join((*rights.link, *rights.terms))
    if CROWN in said:
        return {"basis": "ogl"}
    found = next(scan(COMMONS, Reading(said)), None)
    if found is None:
        return {}
    kind, number, zero = found.groups
    licence = "CC0" if zero else f"CC {str(kind).upper()} {number}"
    return {"basis": "licence", "licence": licence, "link": f"https://{found.text.rstrip('/')}/"}


def _value(name: str, text: str) -> object:
    """Return a field's value from its text; raise UnreadableError where it cannot be one."""
    field = SCHEMA[name]
    try:
        value: object = (
            date.fromisoformat(text) if field.kind is date else int(text) if field.kind is int else text.strip()
        )
    except ValueError:
        raise UnreadableError(f"“{name}” must be {HINTS.get(name, 'a date such as 2026-11-03')}") from None
    if field.choices and value not in field.choices:
        raise UnreadableError(f"“{name}” must be one of {', '.join(field.choices)}")
    return value


def _completed(entry: Entry | None, fields: Fields, offered: Fields, ask: Ask | None, *, shows: bool) -> Fields:
    """Return the fields with all that the entry's basis asks for: from it, from the file, or from whoever can be asked."""
    lacks = set(lacking(entry)) if entry else set()
    have = {name for name in SCHEMA if entry and entry.text(name) and name not in lacks}
    fields = {**{name: value for name, value in offered.items() if name not in have}, **fields}
    _fill(("what", "by", "basis"), fields, have, ask)
    basis = str(fields.get("basis") or (entry.text("basis") if entry else ""))
    _fill((*ASKED[basis], *(["people"] if shows else [])), fields, have, ask)
    if "children" in (fields.get("people"), entry.text("people") if entry else ""):
        _fill(CHILDREN, fields, have, ask)
    return fields


def _fill(names: Iterable[str], fields: Fields, have: set[str], ask: Ask | None) -> None:
    """Ask for each of these fields that is still missing; raise UnreadableError, naming all of them, where nobody can be asked."""
    missing = [name for name in names if name not in fields and name not in have]
    if missing and ask is None:
        told = "; ".join(f"--{name.replace('_', '-')} ({HINTS[name]})" for name in missing)
        raise UnreadableError(f"give too: {told}")
    for name in missing:
        fields[name] = _value(name, cast("Ask", ask)(f"{name} ({HINTS[name]}): "))


def _appended(text: str, name: str, fields: Fields, sha256: str) -> str:
    lines = [
        f"- file: {quoted(name)}",
        *(f"  {key}: {quoted(fields[key])}" for key in SCHEMA if key in fields),
        f"  sha256: {sha256}",
    ]
    return text + ("\n" if text and not text.endswith("\n") else "") + "\n".join(lines) + "\n"


def edited(text: str, entry: Entry, fields: Mapping[str, object]) -> str:
    """Return a register's text with these fields of an entry set, everything else to the letter as it was.

    Raises UnreadableError for an entry that is written in braces on one line.
    """
    lines = text.splitlines()
    begin = entry.record.line - 1
    if lines[begin].lstrip("- ").startswith("{"):
        raise UnreadableError(f"registers/credits.yml, line {begin + 1}: write this entry with a field a line first")
    indent = " " * (len(lines[begin]) - len(lines[begin].lstrip("- ")))
    end = next((at for at in range(begin + 1, len(lines)) if lines[at].lstrip().startswith("- ")), len(lines))
    while end > begin + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    for name, value in fields.items():
        line = f"{indent}{name}: {quoted(value)}"
        at = next((at for at in range(begin, end) if lines[at].lstrip("- ").startswith(f"{name}:")), None)
        if at is None:
            lines.insert(end, line)
            end += 1
        else:
            lines[at] = lines[at][: len(indent)] + line[len(indent) :]
    return "\n".join(lines) + "\n"


def _sound(text: str) -> None:
    """Raise UnreadableError unless the register, as it would be, can be read."""
    label = "registers/credits.yml"
    for each in records(load_named(text.encode(), label), (), SCHEMA, label):
        check_record(each, f"{label}, line {each.line}")
