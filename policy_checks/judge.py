"""Reading and judging: files in, findings out. What cannot be judged is said so, and hides nothing else."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from policy_checks.documents import read
from policy_checks.documents.source import Source
from policy_checks.gathering import block_of
from policy_checks.included import included
from policy_checks.matching import Matcher
from policy_checks.model import (
    Check,
    Document,
    Finding,
    Hit,
    Part,
    Policy,
    Reading,
    Surface,
    Undecided,
    UnreadableError,
    place_of,
)
from policy_checks.pages import Pages
from policy_checks.reading import digest, line_digests
from policy_checks.recorded import titled
from policy_checks.remedies import remedy_of
from policy_checks.shown import Shown
from policy_checks.statutory import held

# Whatever a reader or a check does, even leave, its file is undecided and the others are judged.
Fault = (Exception, SystemExit)


@dataclass
class Judged:
    """What came of judging some files.

    ``texts`` maps each page to the digest that a sign-off is bound to, ``files`` each file to the SHA-256 of its
    bytes, ``pages`` each page to its document; ``said`` holds the digests of every line and table cell that was read, one
    behind the other, ``told`` of those in which something was found; ``origins`` maps each file of the built site to what it
    came from, ``shown`` each page that the builder made to what it shows.
    """

    documents: int = 0
    findings: list[Finding] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)
    said: bytearray = field(default_factory=bytearray)
    told: bytearray = field(default_factory=bytearray)
    origins: dict[str, str] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)

    def add(self, other: Judged) -> None:
        """Add what came of judging some other files."""
        self.documents += other.documents
        self.findings += other.findings
        self.undecided += other.undecided
        self.texts |= other.texts
        self.files |= other.files
        self.pages.add(other.pages)
        self.said += other.said
        self.told += other.told


def walk(folder: Path, root: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file under ``folder`` with an empty reason, or what is no plain file with the reason it is refused.

    Names that begin with a dot are passed over: no builder publishes them from docs/. Order is by name.
    """
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield entry, "it is a link to another place: put the file itself here"
        elif entry.is_dir():
            if entry.suffix in {".md", ".markdown"}:
                yield entry, "it is a folder with the name of a page"
            yield from walk(entry, root)
        elif entry.is_file():
            yield entry, ""
        else:
            yield entry, "it is not a file"


def judge_written(
    files: Iterable[tuple[Path, str]], docs: Path, root: Path, judge: Callable[[Source], Judged]
) -> Judged:
    """Judge what the clerk wrote. Paths in findings are relative to ``root``, pages to ``docs``."""
    judged = Judged()
    for file, reason in files:
        path = relative(file, root)
        if reason:
            judged.undecided.append(Undecided(path, reason))
            continue
        try:
            data = file.read_bytes()
        except OSError:
            judged.undecided.append(Undecided(path, "it cannot be opened"))
            continue
        page = relative(file, docs)
        judged.add(judge(Source(path, page, Surface.WRITTEN, data)))
        if page in judged.texts:
            judged.texts[page] = text_digest(data, *included(data, docs.parent))
    return judged


def relative(file: Path, root: Path) -> str:
    """Return a path relative to ``root``, with ``/``, links not followed."""
    name, folder = str(file), f"{root}{os.sep}"
    if name.startswith(folder) and ".." not in name:  # most are, and this is quick
        return name[len(folder) :].replace(os.sep, "/")
    return Path(os.path.relpath(file, root)).as_posix()


def judge_source(source: Source, policy: Policy, matcher: Matcher) -> Judged:
    """Read one file and judge every document in it."""
    judged = Judged()
    try:
        documents = read(replace(source, looks=policy.looks) if policy.looks else source)
    except UnreadableError as error:
        judged.undecided.append(Undecided(source.path, str(error)))
        return judged
    except Fault as error:
        judged.undecided.append(Undecided(source.path, f"reading it failed ({type(error).__name__})"))
        return judged
    for document in documents:
        judged.documents += 1
        judged.texts[source.page] = text_digest(source.data)
        judged.files[source.page] = document.sha256
        judged.pages.read.setdefault(source.page, document)
        judged.said += b"".join(line_digests(document.plain))
        _note_problems(document, judged)
        found = judge_document(document, policy, matcher, judged)
        judged.findings.extend(found)
        judged.told += b"".join(each for line in _lines_of(document, found) for each in line_digests(Reading(line)))
    return judged


def _lines_of(document: Document, found: Iterable[Finding]) -> Iterator[str]:
    """Yield the plain words of each line on which something was found, and of the line before."""
    wanted = {line for f in found for line in range(f.place.line - 1, f.place.end_line + 1)}
    if wanted:
        at = 0
        for line in document.plain.text.split("\n"):
            begin = document.plain.source(at, at + 1)[0]
            if place_of(document, begin, begin).line in wanted:
                yield line
            at += len(line) + 1


def text_digest(*texts: bytes) -> str:
    """Return the SHA-256 that a sign-off is bound to: a page, then each file that it includes.

    Each is taken as UTF-8 without byte-order mark, with LF line ends.
    """
    total = hashlib.sha256()
    for text in texts:
        total.update(text.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    return total.hexdigest()


def _note_problems(document: Document, judged: Judged) -> None:
    """Count a page whose settings cannot be relied on as undecided; its words are judged all the same."""
    for problem in document.problems:
        if problem.kind.startswith(("a ", "the ")):
            line = place_of(document, problem.start, problem.end).line
            judged.undecided.append(Undecided(document.path, f"{problem.kind} (line {line})"))


def judge_document(document: Document, policy: Policy, matcher: Matcher, judged: Judged) -> list[Finding]:
    """Return every finding of a document, each told once, in the order of the page."""
    hits = hits_of(document, policy, matcher, judged)
    found = (held(finding_of(check, hit, document, policy), document.settings) for check, hit in hits)
    return number(_told_once(found))


def hits_of(document: Document, policy: Policy, matcher: Matcher, judged: Judged) -> list[tuple[Check, Hit]]:
    """Return what each check finds in a document. A check that fails leaves the document undecided."""
    found: list[tuple[Check, Hit]] = []
    for check in matcher.candidates(document):
        try:
            found.extend((check, hit) for hit in check.find(document, policy))
        except Fault as error:
            reason = f"the check “{check.id}” could not finish ({type(error).__name__})"
            judged.undecided.append(Undecided(document.path, reason))
    return found


def finding_of(check: Check, hit: Hit, document: Document, policy: Policy) -> Finding:
    """Make the finding of a hit: places for offsets, a digest for words."""
    clause = policy.clauses.get(check.clause)
    named = check.excused_by == "name"  # a surname alone is nobody's in particular; with a title it is somebody's
    words = titled(document.text, hit.start, hit.words) if named else hit.words
    return Finding(
        check=check.id,
        area=check.area,
        clause=check.clause,
        level=hit.level or check.level,
        path=document.path,
        page=document.page,
        place=place_of(document, hit.start, hit.end),
        surface=document.surface,
        message=hit.message or check.message,
        remedy=hit.remedy or remedy_of(check, document),
        clause_text=clause.words if clause else "",
        digest=digest(words, policy.salt),
        start=hit.start,
        block=block_of(document.text, hit.start),
        parts=tuple(Part(part.check or check.id, place_of(document, part.start, part.end)) for part in hit.parts),
    )


def _told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Drop what says the same of the same line (a link's words and its address), or lies inside another's place."""
    first: dict[tuple[str, str, int], Finding] = {}
    for finding in findings:
        first.setdefault((finding.check, finding.digest, finding.place.line), finding)
    kept: list[Finding] = []
    reached: dict[str, tuple[int, int]] = {}
    for finding in sorted(first.values(), key=_widest_first):
        end = (finding.place.end_line, finding.place.end_column)
        if end > reached.get(finding.check, (0, 0)):
            reached[finding.check] = max(end, reached.get(finding.check, end))
            kept.append(finding)
    return kept


def _widest_first(finding: Finding) -> tuple[int, int, int, int]:
    place = finding.place
    return place.line, place.column, -place.end_line, -place.end_column


def number(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with the occurrences of the same words numbered from 1, by check and page."""
    seen: Counter[tuple[str, str, str]] = Counter()
    numbered = []
    for finding in findings:
        same = (finding.check, finding.page or finding.path, finding.digest)
        seen[same] += 1
        numbered.append(replace(finding, occurrence=seen[same]))
    return numbered
