"""``policy-checks people``: where somebody appears, and the register's side of consent withdrawn or a death.

Nothing is logged, and the name is not printed: the answer is a list of places.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from policy_checks.documents import read
from policy_checks.documents.source import Source
from policy_checks.gate import Gate, london_today, open_gate
from policy_checks.judge import relative, walk
from policy_checks.model import Document, Reading, Surface, UnreadableError, place_of
from policy_checks.policy import load_named
from policy_checks.reading import digest, normalised, scan
from policy_checks.recorded import forms
from policy_checks.registers import PERSONAL, SCHEMAS, Entry
from policy_checks.reporters.text import clean
from policy_checks.schema import Record, records

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - the only name that it has

PEOPLE = "people.yml"
GAP = r"[^\pL\pN]{0,6}"  # what may stand between the words of a name, or the digits of a number
NOTHING = r"(?:\z.)()"  # a pattern that nothing matches
NUMBER = 7  # digits that make a telephone number
UNSEEN = (
    "Not searched: e-mail, paper, other websites and social media, words inside pictures and scans, what others have "
    "copied, and earlier versions in the repository's history."
)


def add(commands: Commands) -> None:
    """Add ``people find``, ``people withdraw`` and ``people died`` to the command line."""
    people = commands.add_parser("people", help="where somebody appears; consent withdrawn; somebody has died")
    each = people.add_subparsers(required=True, metavar="WHAT")
    for name, command, words in (
        ("find", _find, "list every page, attachment and register entry in which somebody appears"),
        ("withdraw", _withdraw, "end the entries that rest on somebody's consent, and list where the name stands"),
        ("died", _died, "end every entry of somebody who has died, and list where the name stands"),
    ):
        parser = each.add_parser(name, help=words)
        parser.add_argument("name", metavar="NAME", help="name, telephone or e-mail address; - reads it unseen")
        parser.set_defaults(command=command)
        if name == "died":
            parser.add_argument("--on", type=_day, metavar="DATE", help="such as 2026-11-03; today without")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError("give a date such as 2026-11-03") from None


# --- find ---


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is looked for: the ways of writing what is known of them, by field of people.yml, and their entries."""

    written: Mapping[str, frozenset[str]]
    entries: Sequence[Entry]

    @property
    def surnames(self) -> frozenset[str]:
        """Return surnames, which may be theirs where they stand alone."""
        names = [way.split() for way in self.written["name"]]
        longest = max((len(words) for words in names), default=0)
        return frozenset(words[-1] for words in names if len(words) == longest > 1)


def somebody(gate: Gate, asked: str) -> Somebody:
    """Return who is asked for, with what people.yml records of them; raise UnreadableError for no name at all."""
    kind = _kind(asked)
    if not normalised(asked):
        raise UnreadableError("give a name, a telephone number or an e-mail address")
    own = [entry for entry in gate.registers.entries["people"] if _is_of(entry, kind, asked)]
    known = [(kind, asked), *((name, entry.text(name)) for entry in own for name in PERSONAL)]
    return Somebody(
        {name: frozenset().union(*(forms(k, v) for k, v in known if k == name and v)) for name in PERSONAL}, own
    )


def _kind(asked: str) -> str:
    if "@" in asked:
        return "email"
    return "phone" if sum(map(str.isdigit, asked)) >= NUMBER else "name"


def _is_of(entry: Entry, kind: str, asked: str) -> bool:
    """Say whether an entry is of who is asked for: one of the two is a way of writing the other."""
    value = entry.text(kind)
    if kind != "name":
        return bool(value) and forms(kind, asked) == forms(kind, value)
    return bool(value) and (normalised(asked) in forms(kind, value) or normalised(value) in forms(kind, asked))


def ways(who: Somebody) -> str:
    """Return an RE2 pattern of every way in which somebody is written; what follows may not be a letter or a digit."""
    words = [way.split() for kind in ("name", "email", "address") for way in who.written[kind]]
    each = [GAP.join(map(_spellings, way)) for way in sorted(words, key=lambda way: -len("".join(way)))]
    each += [rf"(?:0|44{GAP}0?{GAP}){GAP.join(way[1:])}" for way in who.written["phone"]]
    return rf"(?i)(?:^|[^\pL\pN])({'|'.join(each)})"


def _spellings(word: str) -> str:
    """Return a word with and without its accents."""
    bare = "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))
    return word if bare == word else f"(?:{word}|{bare})"


def _spans(sought: str, reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the spans of a reading's source in which a way of writing stands."""
    for found in scan(sought, reading):
        if not reading.text[found.end : found.end + 1].isalnum():
            yield reading.source(found.end - len(found.groups[0] or ""), found.end)


def spans_in(document: Document, sought: str) -> set[tuple[int, int]]:
    """Return the spans of a document in which a pattern occurs, in any reading; (0, 0) for the file's name."""
    readings = {id(each): each for each in document.readings.values()}.values()
    spans = {span for reading in readings for span in _spans(sought, reading)}
    return spans | {(0, 0) for _ in _spans(sought, Reading(document.path))}


@dataclass(frozen=True, slots=True)
class Seen:
    """Where somebody appears: path and line, sorted; ``perhaps`` where only the surname does; what could not be read."""

    surely: Sequence[tuple[str, int]]
    perhaps: Sequence[tuple[str, int]]
    unread: Sequence[str]


def look(gate: Gate, who: Somebody, base: Path) -> Seen:
    """Look for somebody in every page and attachment, in the registers and in the settings; paths are from ``base``."""
    sought = ways(who)
    alone = rf"(?i)(?:^|[^\pL\pN])({'|'.join(map(_spellings, who.surnames))})" if who.surnames else NOTHING
    surely, perhaps, unread = set(_entries(gate, who, base)), set(), []
    for file in _files(gate):
        path = relative(file, base)
        try:
            documents = read(Source(path, path, Surface.WRITTEN, file.read_bytes()))
        except Exception:  # noqa: BLE001 - whatever it is, the answer is not complete without this file
            unread.append(path)
            continue
        for document in documents:
            sure = spans_in(document, sought)
            other = {(a, b) for a, b in spans_in(document, alone) if not any(c <= a and b <= d for c, d in sure)}
            surely |= {(document.path, place_of(document, *span).line) for span in sure}
            perhaps |= {(document.path, place_of(document, *span).line) for span in other}
    return Seen(sorted(surely), sorted(perhaps - surely), unread)


def _files(gate: Gate) -> Iterator[Path]:
    """Yield every file of docs/, then the settings and the registers."""
    if gate.docs.is_dir():
        yield from (file for file, reason in walk(gate.docs, gate.root) if not reason)
    yield from (file for name in ("policy.yml", "mkdocs.yml") if (file := gate.root / name).is_file())
    yield from sorted((gate.root / gate.registers.folder).glob("*.yml"))


def _entries(gate: Gate, who: Somebody, base: Path) -> Iterator[tuple[str, int]]:
    """Yield somebody's own entries, and those that name a finding of theirs by its key."""
    digests = {digest(way, gate.policy.salt) for each in who.written.values() for way in each}
    folder = relative(gate.root / gate.registers.folder, base)
    for entry in gate.registers:
        keys = [entry.text("key")] if entry.register == "waivers" else _passes(entry)
        if entry in who.entries or any(set(key.split()) & digests for key in keys):
            yield f"{folder}/{entry.register}.yml", entry.record.line


def _passes(entry: Entry) -> list[str]:
    passes = entry.record.fields.get("passes")
    return [str(key) for key in passes] if isinstance(passes, list) else []


def told(seen: Seen) -> str:
    """Return what was seen as text: places, and what nobody here can see. No name stands in it."""
    lines = [f"{clean(path)}, line {line}" for path, line in seen.surely] or ["Found nowhere."]
    if seen.perhaps:
        lines += ["", "Perhaps: a surname alone, which may be somebody else's.", ""]
        lines += [f"{clean(path)}, line {line}" for path, line in seen.perhaps]
    lines += [f"Could not be read, so look yourself: {clean(path)}" for path in seen.unread]
    return "\n".join([*lines, "", UNSEEN]) + "\n"


def _find(options: argparse.Namespace) -> int:
    gate = open_gate(Path.cwd())
    return _tell(gate, somebody(gate, _asked(options.name)))


def _asked(name: str) -> str:
    return sys.stdin.readline().strip() if name == "-" else name


def _tell(gate: Gate, who: Somebody) -> int:
    """Print where somebody appears; return 2 where a file could not be read, for the list may not be whole."""
    seen = look(gate, who, Path.cwd())
    sys.stdout.write(told(seen))
    return 2 if seen.unread else 0


# --- the register's side ---


def _withdraw(options: argparse.Namespace) -> int:
    gate, yesterday = open_gate(Path.cwd()), london_today() - timedelta(days=1)
    who = somebody(gate, _asked(options.name))
    resting = [entry for entry in who.entries if entry.text("basis") == "consent"]
    if not resting:
        raise UnreadableError("no entry of people.yml rests on this person's consent, so none was changed")
    sys.stdout.write(end(gate, [(each, yesterday) for each in resting]))
    for entry in who.entries:
        if entry not in resting:
            sys.stdout.write(
                f"Line {entry.record.line} rests on {entry.text('basis')} and was left: an objection to it is for the "
                "Council to weigh (UK GDPR, Article 21).\n"
            )
    sys.stdout.write("\nTake the name out where it still stands, and publish again:\n\n")
    return _tell(open_gate(Path.cwd()), who)


def _died(options: argparse.Namespace) -> int:
    gate, today = open_gate(Path.cwd()), london_today()
    on, yesterday = options.on or today, today - timedelta(days=1)
    if on > today:
        raise UnreadableError("the date lies in the future")
    who = somebody(gate, _asked(options.name))
    living = [entry for entry in who.entries if entry.text("basis") != "not-living"]
    sys.stdout.write(end(gate, [(each, on if each.office else min(on, yesterday)) for each in living]))
    sys.stdout.write(
        "Somebody who has just died has a family: ask them, and have what stays signed off. Where the name stands:\n\n"
    )
    return _tell(open_gate(Path.cwd()), who)


def end(gate: Gate, entries: Iterable[tuple[Entry, date]]) -> str:
    """End entries of people.yml, each on its day, unless it ended before; return what was done.

    Only ``until`` is written, so that comments stay. An entry that would end before it began is taken out. Raises
    UnreadableError, with nothing written, where the file would not then hold just that.
    """
    ends = {each.record.line: day for each, day in entries if not (each.day("until") or date.max) <= day}
    if not ends:
        return "In people.yml nothing was left to end.\n"
    file = gate.root / gate.registers.folder / PEOPLE
    label = f"{gate.registers.folder}/{PEOPLE}"
    text = file.read_bytes().decode("utf-8")
    try:
        edited, done = _edited(text, label, ends)
        same = [each.fields for each in _records(edited, label)] == list(_wanted(_records(text, label), ends))
    except UnreadableError:
        same = False
    if not same:
        where = ", ".join(map(str, sorted(ends)))
        raise UnreadableError(
            f"{label}, line {where}: write each setting of this entry on a line of its own, then ask again"
        )
    file.write_bytes(edited.encode("utf-8"))
    return "".join(done)


def _edited(text: str, label: str, ends: Mapping[int, date]) -> tuple[str, list[str]]:
    """Return the text with entries ended, from the last to the first so that lines keep their numbers; and what was done."""
    done: list[str] = []
    for line, day in sorted(ends.items(), reverse=True):
        text, what = _ended(text, label, line, day)
        done.insert(0, f"{label}, line {line}: {what}.\n")
    return text, done


def _wanted(before: Iterable[Record], ends: Mapping[int, date]) -> Iterator[Mapping[str, object]]:
    """Yield the fields of the entries as they must be when some are ended, or taken out."""
    for each in before:
        day, start = ends.get(each.line), each["from"]
        if day is None:
            yield each.fields
        elif not isinstance(start, date) or start <= day:
            yield {**each.fields, "until": day}


def _records(text: str, label: str) -> list[Record]:
    return records(load_named(text.encode("utf-8"), label), (), SCHEMAS["people"], label)


def _ended(text: str, label: str, line: int, day: date) -> tuple[str, str]:
    """Return the text with the entry that begins on a line ended on a day or taken out, and what that is."""
    lines = text.splitlines(keepends=True)
    places = load_named(text.encode("utf-8"), label).lines
    index = next(path[0] for path, at in places.items() if len(path) == 1 and at == line)
    fields = {str(path[1]): at for path, at in places.items() if len(path) == 2 and path[0] == index}
    start = next(each for each in _records(text, label) if each.line == line)["from"]
    if isinstance(start, date) and day < start:
        del lines[line - 1 : max(fields.values())]
        return "".join(lines), "taken out, for it had not begun before"
    ending = "\r\n" if "\r\n" in text else "\n"
    if "until" in fields:
        lines[fields["until"] - 1] = _dated(lines[fields["until"] - 1], day, ending)
    else:
        lines.insert(fields["from"], f"{_indent(lines[fields['from'] - 1])}until: {day.isoformat()}{ending}")
    return "".join(lines), f"ended, until {day.isoformat()}"


def _dated(line: str, day: date, ending: str) -> str:
    """Return a line ``until: …`` with another day, its comment kept."""
    head, name, rest = line.partition("until:")
    _, mark, comment = rest.partition("#")
    return f"{head}{name} {day.isoformat()}" + (f"  #{comment}" if mark else ending)


def _indent(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" -")))
