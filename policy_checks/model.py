"""The values that everything else passes along. Nothing here reads a file or judges anything."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Level(StrEnum):
    """How hard a finding stops: ``reject`` and ``hold`` refuse publication, ``advise`` never does."""

    REJECT = "reject"
    HOLD = "hold"
    ADVISE = "advise"


class Area(StrEnum):
    """The part of the policy that a check belongs to."""

    PERSONAL = "personal"
    COPYRIGHT = "copyright"
    CONDUCT = "conduct"
    COMMERCIAL = "commercial"
    POLITICAL = "political"
    MODERATION = "moderation"
    NOTICES = "notices"
    ACCESSIBILITY = "accessibility"
    INTEGRITY = "integrity"


class Surface(StrEnum):
    """What was read: the words as the clerk typed them, or the bytes that a resident would get."""

    WRITTEN = "written"
    BUILT = "built"


class UnreadableError(Exception):
    """A file cannot be judged. The text is one plain clause that quotes nothing from the file."""


class Piece(NamedTuple):  # made for every mark of a page, and quicker to make than a dataclass
    """A run of a reading, ``start`` characters into it, taken from ``source[begin:end]``."""

    start: int
    begin: int
    end: int
    literal: bool  # character for character the same as the source


@dataclass(frozen=True)
class Reading:
    """A text as somebody would take it in, with the way back to the file as written.

    Offsets are in characters, from 0, ends exclusive. ``pieces`` is in order of ``start``; an empty
    tuple means that the reading is the source itself.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    base: Reading | None = None  # what the pieces point into, where that is a reading itself

    @cached_property
    def data(self) -> bytes:
        """Return the text as UTF-8, which is what patterns are matched on."""
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def ascii(self) -> bool:
        """Say whether offsets in ``data`` and in ``text`` are the same."""
        return len(self.data) == len(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that ``text[start:end]`` came from."""
        if self.pieces:
            begin = self._back(start)[0]
            finish = self._back(max(start, end - 1))[1]
            start, end = begin, max(begin, finish)
        return self.base.source(start, end) if self.base else (start, end)

    def _back(self, at: int) -> tuple[int, int]:
        piece = self.pieces[max(0, bisect_right(self._starts, at) - 1)]
        if not piece.literal:
            return piece.begin, piece.end
        place = min(piece.begin + at - piece.start, piece.end)
        return place, min(place + 1, piece.end)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader met that a check reports: which kind, and where in the document's text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Element:
    """A tag as a browser would see it, whatever mark-up it was written in.

    ``start`` and ``end`` are offsets in the document's text (both 0 where a parser keeps none); ``address`` is the
    span of what it points at, where that is known.
    """

    name: str
    attributes: Mapping[str, str]
    start: int = 0
    end: int = 0
    text: str = ""
    address: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """What a file says of its own maker and owner, each field as often as it is said, in different words."""

    creator: tuple[str, ...] = ()
    notice: tuple[str, ...] = ()  # the copyright notice, or the owner
    credit: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    link: tuple[str, ...] = ()  # to the licence, or the owner's page about it
    title: tuple[str, ...] = ()
    description: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One file, or one part of a file, ready to be judged.

    ``path`` is relative to the working folder; ``page`` is relative to docs/, and empty where no
    page of the clerk's stands behind it.
    """

    path: str
    page: str
    surface: Surface
    kind: str
    text: str
    sha256: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)
    elements: tuple[Element, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()
    rights: Rights = Rights()
    fingerprint: int | None = None  # of a picture's looks (documents/fingerprint.py)
    people: int = 0  # faces that were found in a picture, where they are looked for (documents/sight.py)

    @property
    def plain(self) -> Reading:
        """Return the words that somebody would read, without mark-up."""
        return self.readings["plain"]

    @property
    def spelled(self) -> Reading:
        """Return the plain words with ``[at]`` and digits in words undone."""
        return self.readings["spelled"]

    @property
    def addresses(self) -> Reading:
        """Return what links and the like point at, one a line."""
        return self.readings["addresses"]

    @cached_property
    def line_starts(self) -> list[int]:
        """Return the offset at which each line begins. Only LF, CR LF and CR end a line."""
        starts = [0]
        text = self.text
        at = text.find("\n")
        if "\r" not in text:
            while at >= 0:
                starts.append(at + 1)
                at = text.find("\n", at + 1)
            return starts
        for line in text.replace("\r\n", "\0\n").replace("\r", "\n").split("\n")[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts


@dataclass(frozen=True, slots=True)
class Place:
    """Lines and columns from 1, in characters of the file as written; the end column is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


def place_of(document: Document, start: int, end: int) -> Place:
    """Turn offsets of the document's text into lines and columns."""
    starts = document.line_starts
    first = bisect_right(starts, start) - 1
    last = bisect_right(starts, max(start, end - 1)) - 1
    return Place(first + 1, start - starts[first] + 1, last + 1, end - starts[last] + 1)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: a span of the document's text, and its words, which are never reported."""

    start: int
    end: int
    words: str = field(repr=False)
    level: Level | None = None
    message: str = ""
    remedy: str = ""
    parts: tuple[Hit, ...] = ()
    check: str = ""


def hit(reading: Reading, start: int, end: int, words: str = "") -> Hit:
    """Make a hit of ``reading.text[start:end]``; ``words`` is the form in which it is compared, if another."""
    begin, finish = reading.source(start, end)
    return Hit(begin, finish, words or reading.text[start:end])


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that the website must show: on a page (relative to docs/) or “every page”. ``line`` is policy.yml's."""

    on: str
    says: str
    line: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the policy: its words, what keeps it (checks, notices), or why nothing here can."""

    words: str
    kept_by: tuple[str, ...] = ()
    outside: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An office that may moderate (C10), and from when to when an account holds it."""

    office: str
    moderates: bool
    account: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Absence:
    """That the Clerk is away (C35): the first and the last day, both of which count, and whom to ask meanwhile."""

    start: date
    end: date
    says: str


@dataclass(frozen=True, slots=True)
class Yearly:
    """A document that is published every year, by when, and which law says so. ``line`` is policy.yml's.

    It is for councils of a nation whose turnover in pounds is above ``above`` (-1: any) and not above ``up_to``.
    """

    name: str
    what: str
    month: int
    day: int
    law: str
    nation: str
    above: int
    up_to: int | None
    line: int


@dataclass(frozen=True)
class Policy:
    """policy.yml, read and found well-formed."""

    council: str
    clerk_email: str
    owned_domains: tuple[str, ...]
    nation: str
    page: str
    page_sha256: str
    adopted: date
    minute: str
    signed_by: str
    offices: tuple[Office, ...]
    official: tuple[str, ...]
    self_moderation: bool
    confirm_days: int
    channels: Mapping[str, object]
    elections: tuple[tuple[date, date], ...]
    known_links: tuple[str, ...]  # hosts, each with what lies under it
    publish: str
    keep_years: int
    salt: str
    clauses: Mapping[str, Clause]
    credit_lines: Mapping[str, str] = field(default_factory=dict)  # what readers see of each basis of credits.yml
    sha256: str = ""
    absence: Absence | None = None
    turnover: int | None = None  # pounds a year: gross income or expenditure, whichever is higher
    days_off: frozenset[date] = frozenset()  # which count for no notice, and that no table of holidays knows
    yearly: tuple[Yearly, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)  # of policy.yml: where each setting and clause begins
    file_accessibility: str = "advise"  # or "reject": what a file that some cannot use leads to
    looks: frozenset[str] = frozenset()  # what is looked for in pictures (documents/sight.py)
    cleans: bool = False  # whether publishing takes out what files say of their makers (clean.py)

    @cached_property
    def promises(self) -> tuple[tuple[str, Notice], ...]:
        """Return each notice that the website must show, with its clause."""
        return tuple((name, notice) for name, clause in self.clauses.items() for notice in clause.notices)

    def owns(self, host: str) -> bool:
        """Say whether a host is the Council's own, or under one that is."""
        return any(host == domain or host.endswith("." + domain) for domain in self.owned_domains)


@dataclass(frozen=True)
class Check:
    """One rule of the gate.

    ``find`` is called for a document when one of ``triggers`` (RE2) matches the reading named by
    ``on``, or always when there are none. ``fails`` are texts in which ``⟦…⟧`` marks what must be
    found; ``passes`` are texts in which nothing may be. Both are the check's tests and its page.
    """

    id: str
    area: Area
    clause: str
    level: Level
    message: str
    remedy: str
    why: str
    find: Callable[[Document, Policy], Iterable[Hit]] = field(repr=False)
    triggers: tuple[str, ...] = ()
    on: tuple[str, ...] = ("spelled",)
    kinds: frozenset[str] = frozenset()  # of documents; empty: all that hold text
    cleaned: bool = False  # publishing takes out what it advises of
    excused_by: str = ""  # the part of a register that may excuse it: people.email, credits
    fails: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    example: str = "page.md"


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that one finding gathers."""

    check: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of a place. It holds no word of what was found.

    ``digest`` is the SHA-256 of policy.yml's salt and the normalised words; it appears in registers
    only, never in a report. ``start`` is its offset in the document's text, and ``block`` that of the paragraph, list item
    or row around it.
    """

    check: str
    area: Area
    clause: str
    level: Level
    path: str
    page: str
    place: Place
    surface: Surface
    message: str
    remedy: str
    clause_text: str
    digest: str = field(repr=False)
    occurrence: int = 1
    parts: tuple[Part, ...] = ()
    paste: str = ""  # lines for a register, ready to be pasted
    start: int = 0
    block: int = 0

    @property
    def key(self) -> str:
        """Return the name by which sign-offs pass this finding and waivers excuse it."""
        return f"{self.check} {self.page or self.path} {self.digest} {self.occurrence}"

    @property
    def stops(self) -> bool:
        """Say whether it refuses publication."""
        return self.level is not Level.ADVISE


@dataclass(frozen=True, slots=True)
class Undecided:
    """A file that could not be judged, and why, in one clause."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Excused:
    """A finding that a register lets through, and which entry does."""

    finding: Finding
    register: str
    line: int


@dataclass(frozen=True)
class Verdict:
    """What was decided of everything that was read."""

    documents: int
    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...]
    undecided: tuple[Undecided, ...]
    rules: str
    today: date
    withheld: tuple[str, ...] = ()

    @property
    def publishable(self) -> bool:
        """Say whether everything was judged, and nothing stops."""
        return bool(self.documents) and not self._open_questions and not any(map(self.refuses, self.findings))

    @property
    def _open_questions(self) -> list[Undecided]:
        return [each for each in self.undecided if not self.keeps_back(each.path)]

    def refuses(self, finding: Finding) -> bool:
        """Say whether a finding refuses publication: it stops, and its page is not withheld."""
        return finding.stops and not self.keeps_back(finding.path)

    def keeps_back(self, path: str) -> bool:
        """Say whether a path is that of a withheld file, a part of one, or lies in a withheld folder."""
        file = path.partition("!")[0]
        return file in self.withheld or any(file.startswith(f"{each}/") for each in self.withheld)

    @property
    def exit_status(self) -> int:
        """Return 0 publishable, 1 something stops, 2 could not tell (DESIGN: exit status)."""
        if self._open_questions or not self.documents:
            return 2
        return 0 if self.publishable else 1

    def count(self, level: Level) -> int:
        """Return how many findings have this level."""
        return sum(finding.level is level for finding in self.findings)
