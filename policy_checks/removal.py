"""Taking something down for good: a third party's post (``remove``, clause C29), or a page of the Council's own (``erase``).

A removed post leaves the policy's sentence where it stood. An erased page leaves nothing: its address is not found. The register
keeps a random reference, never the words or the path.
"""

from __future__ import annotations

import argparse
import posixpath
import secrets
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from policy_checks import log
from policy_checks.documents import read
from policy_checks.documents.source import Source
from policy_checks.gate import Gate, london_today, open_gate
from policy_checks.judge import relative, walk
from policy_checks.model import Surface, UnreadableError
from policy_checks.moderation import may_sign
from policy_checks.registers import Entry
from policy_checks.reporters.text import clean
from policy_checks.signoff import append

SENTENCE = "A post breaching the Council's Social Media Policy has been removed"  # clause C29, to the letter
NOT_YET = "docs/clerk-erase.md says what else holds a copy: the history, forks, caches, and files of earlier runs."


@dataclass(frozen=True)
class Act:
    """Who takes something down, when, and under which clause."""

    by: str
    clause: str
    on: date


def remove(gate: Gate, place: str, act: Act) -> str:
    """Put the policy's sentence in the place of a post, given as PAGE:LINE or PAGE:FIRST-LAST; return what was done."""
    name, _, numbers = place.rpartition(":")
    first, _, last = numbers.partition("-")
    file = page_of(gate, Path(name))
    lines = file.read_text(encoding="utf-8").split("\n")
    if (
        not first.isdecimal()
        or not (last or first).isdecimal()
        or not 0 < int(first) <= int(last or first) <= len(lines)
    ):
        raise UnreadableError("give the place of the post as PAGE:FIRST-LAST, such as docs/news/letters.md:12-15")
    begin, end = int(first) - 1, int(last or first)
    around = [
        [""] if lines[begin - 1 : begin] != [""] and begin else [],
        [""] if lines[end : end + 1] not in ([""], []) else [],
    ]
    lines[begin:end] = [*around[0], SENTENCE, *around[1]]
    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return f"Removed, and recorded as {_recorded(gate, 'removal', act)}. If the page is official business, sign it off again.\n"


def erase(gate: Gate, path: Path, act: Act) -> str:
    """Delete a page or file, every link to it and every entry about it; return what was done, and what is left to do."""
    file = page_of(gate, path)
    page = relative(file, gate.docs)
    file.unlink()
    left = [*_unlink(gate, page), *_menu(gate, page)]
    for name in ("signoffs", "waivers", "credits"):
        _forget(gate, name, page)
    reference = _recorded(gate, "erasure", act)
    lines = [f"Erased, and recorded as {reference}. {NOT_YET}", *left]
    return "\n".join(lines) + "\n"


def page_of(gate: Gate, path: Path) -> Path:
    """Return the file of docs/ that is meant; raise UnreadableError when there is none."""
    for place in (path, gate.docs / path):
        if place.is_file() and place.resolve().is_relative_to(gate.docs.resolve()):
            return place
    raise UnreadableError(f"there is no page or file called {clean(str(path))} under docs")


def _recorded(gate: Gate, act: str, what: Act) -> str:
    """Enter a reference in registers/removals.yml and in the record; return it."""
    reference = f"R-{secrets.token_hex(4)}"
    log.record(gate, log.Entry(act, what.on, what.by, what.clause, reference=reference))
    entry = f'- reference: "{reference}"\n  on: {what.on.isoformat()}\n  by: "{what.by}"\n  clause: {what.clause}\n'
    append(gate.root / "registers" / "removals.yml", entry)
    return reference


def _unlink(gate: Gate, page: str) -> Iterator[str]:
    """Take each link to an erased file out of the other pages, words and all; yield which pages were changed."""
    for file, reason in walk(gate.docs, gate.root):
        if reason or file.suffix not in {".md", ".markdown"}:
            continue
        own = relative(file, gate.docs)
        text = file.read_text(encoding="utf-8")
        kept = text
        for begin, end in sorted(_links(text, own, page), reverse=True):
            kept = kept[:begin] + kept[end:]
        if kept != text:
            file.write_text(kept, encoding="utf-8", newline="\n")
            yield f"A link was taken out of docs/{clean(own)}. Read it through, and sign it off again if it is official business."


def _links(text: str, own: str, page: str) -> Iterator[tuple[int, int]]:
    """Yield where a page's links to another begin and end."""
    for document in read(Source(f"docs/{own}", own, Surface.WRITTEN, text.encode())):
        for element in document.elements:
            target = element.attributes.get("href") or element.attributes.get("src") or ""
            path = unquote(urlsplit(target).path)
            if path and posixpath.normpath(posixpath.join(posixpath.dirname(own), path)) == page and element.end:
                yield element.start, element.end


def _menu(gate: Gate, page: str) -> Iterator[str]:
    """Take an erased page out of the menu in mkdocs.yml; yield what must be done by hand."""
    file = gate.root / "mkdocs.yml"
    if not file.is_file():
        return
    lines = file.read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if not (line.strip().startswith("-") and line.split()[-1].strip("\"'") == page)]
    if kept != lines:
        file.write_text("\n".join(kept), encoding="utf-8", newline="\n")
    if any(page in line for line in kept):
        yield "mkdocs.yml names it still: take it out there."


def _forget(gate: Gate, name: str, page: str) -> None:
    """Take every entry about an erased file out of a register."""
    file = gate.root / "registers" / f"{name}.yml"
    entries: list[Entry] = [*gate.registers.entries[name]]
    about = {
        entry.record.line
        for entry in entries
        if page in (entry.record.fields.get("page"), entry.record.fields.get("file"))
    }
    if not about:
        return
    lines = file.read_text(encoding="utf-8").split("\n")
    starts = [*sorted(entry.record.line for entry in entries), len(lines)]
    gone = {n for at, start in enumerate(starts[:-1]) if start in about for n in range(start - 1, starts[at + 1] - 1)}
    file.write_text("\n".join(line for n, line in enumerate(lines) if n not in gone), encoding="utf-8", newline="\n")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``remove`` and ``erase`` to the command line."""
    for name, words, clause in (
        ("remove", "put the policy's sentence in the place of a third party's post: PAGE:FIRST-LAST", "C26"),
        ("erase", "delete a page or file, and every link and entry that names it", "C09"),
    ):
        parser = commands.add_parser(name, help=words)
        parser.add_argument("place", metavar="PAGE")
        parser.add_argument("--as", dest="office", required=True, metavar="OFFICE")
        parser.add_argument("--clause", default=clause, help=f"the clause that was broken; {clause} without")
        parser.set_defaults(command=_command, act=name)


def _command(options: argparse.Namespace) -> int:
    gate, today = open_gate(Path.cwd()), london_today()
    if not may_sign(options.office, today, gate.policy):
        raise UnreadableError("“--as” must be an office that may moderate and is held today")
    if options.clause not in gate.policy.clauses:
        raise UnreadableError("“--clause” must be a clause of policy.yml, such as C26b")
    act = Act(options.office, options.clause, today)
    done = remove(gate, options.place, act) if options.act == "remove" else erase(gate, Path(options.place), act)
    sys.stdout.write(done)
    return 0
