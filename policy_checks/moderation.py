"""Which sign-offs of official business count (clause C10), and what to say where none does. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from functools import cached_property
from posixpath import splitext
from typing import cast

from policy_checks import RULES
from policy_checks.evidence import Evidence, in_office, same_account
from policy_checks.judge import Judged
from policy_checks.model import Area, Check, Document, Finding, Level, Place, Policy, Surface
from policy_checks.reading import digest
from policy_checks.registers import Entry, Registers
from policy_checks.repository import is_beside

NOT_READ = frozenset(  # what a page shows or is dressed in: its right and its metadata are checked, not its words
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".avif",
        ".heic",
        ".ico",
        ".tif",
        ".tiff",
        ".svg",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".css",
        ".js",
        ".mjs",
    ]
)
MARK = 4  # hexadecimal digits that stand for a line: enough to say which lines changed, too few to guess words from
MOST_LINES = 2_000
TO_DEAL_WITH = timedelta(days=60)  # time to deal with what new rules find on a page that was signed off


def official(page: str, policy: Policy) -> bool:
    """Say whether a page or attachment (relative to docs/) is official business."""
    name = page.casefold()
    stem, suffix = splitext(name)
    names = {name, f"{stem}/index.md"}  # meetings.md is published at the address of meetings/index.md
    return suffix not in NOT_READ and any(
        fnmatchcase(each, glob.casefold()) for each in names for glob in policy.official
    )


def may_sign(office: str, day: date, policy: Policy, *, urgent: bool = False) -> bool:
    """Say whether an office may sign off on a day; an urgent sign-off may be given by one that does not moderate."""
    return any(each.office == office and (each.moderates or urgent) and in_office(each, day) for each in policy.offices)


def is_clerk(office: str) -> bool:
    """Say whether an office is the Clerk's, to whom every communication is copied (clause C37)."""
    return "clerk" in office.casefold()


def spoken_date(day: date) -> str:
    """Return a date as the clerk writes it: 3 November 2026."""
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class Desk:
    """Everything that a sign-off is judged by. ``today`` is the date in Europe/London."""

    policy: Policy
    registers: Registers
    judged: Judged
    rules: str
    today: date
    evidence: Evidence | None = None

    @cached_property
    def standing(self) -> Mapping[str, Sequence[Entry]]:
        """Return the sign-offs that count for the text of each page as it is."""
        found: dict[str, list[Entry]] = {}
        for entry in self.registers.entries["signoffs"]:
            if self._fits(entry) and not self.fault(entry):
                found.setdefault(entry.text("page"), []).append(entry)
        return found

    def _fits(self, entry: Entry) -> bool:
        return self.judged.texts.get(entry.text("page")) == entry.text("sha256")

    def bound(self, entry: Entry) -> bool:
        """Say whether an account stands behind an entry, as far as there is evidence to go by."""
        return self.evidence is None or self.evidence.binds(entry, self.today)

    def waives(self, entry: Entry, finding: Finding) -> bool:
        """Say whether a waiver counts: of an office that moderates, and where a person must judge, not of whom it is about."""
        by = entry.text("by")
        judged = finding.level is Level.HOLD or finding.area is Area.CONDUCT
        known = any(each.office == by and each.moderates for each in self.policy.offices)
        return known and self.bound(entry) and not (judged and self.about(finding, by))

    def fault(self, entry: Entry) -> str:
        """Return why a sign-off of these very words does not count, in one clause; empty when it does."""
        by, on, urgent = entry.text("by"), cast("date", entry.day("on")), bool(entry.text("urgent"))
        if on > self.today:
            return "its date lies ahead"
        if not may_sign(by, on, self.policy, urgent=urgent):
            return "nobody held that office, or it may not moderate, on its date"
        if not self.bound(entry):
            return "no account that holds the office stands behind it yet"
        if urgent and self.today > self.confirm_by(entry):
            return f"it was urgent, and nobody confirmed it by {spoken_date(self.confirm_by(entry))}"
        return self.own(by, entry.text("page"))

    def own(self, by: str, name: str) -> str:
        """Return why an office may not sign off this page as its own, where policy.yml says that none may."""
        page = self.judged.pages.get(name)
        if self.policy.self_moderation or page is None:
            return ""
        author = str(page.settings.get("author") or "")
        if not author:
            return "the page does not say who wrote it: put “author: Clerk”, or whoever it was, at its top"
        return f"the {by} wrote it, so another office signs it off" if author.casefold() == by.casefold() else ""

    def confirm_by(self, entry: Entry) -> date:
        """Return the last day on which an urgent sign-off counts without a moderator's.

        It is reckoned from the first of those that followed one another: signing off urgently again wins no time.
        """
        entries = [each for each in self.registers.entries["signoffs"] if each.text("page") == entry.text("page")]
        first = cast("date", entry.day("on"))
        for each in reversed(entries[: entries.index(entry)]):
            on = cast("date", each.day("on"))
            if not each.text("urgent") and may_sign(each.text("by"), on, self.policy):
                break
            first = on if each.text("urgent") else first
        return first + timedelta(days=self.policy.confirm_days)

    def passing(self, finding: Finding) -> Entry | None:
        """Return the sign-off that passes a held finding, by somebody whom it is not about."""
        for entry in self.standing.get(finding.page, ()):
            if finding.key in listed(entry, "passes") and not self.about(finding, entry.text("by")):
                return entry
        return None

    def about(self, finding: Finding, office: str) -> bool:
        """Say whether a finding is about the holder of an office: by name, or, where it is about conduct, by office."""
        page = self.judged.pages.get(finding.page)
        if page is None:
            return False
        lines = [_spoken(line) for line in page.text.split("\n")]
        first, last = finding.place.line - 1, finding.place.end_line
        offices = self._same_holder(office)
        names = [f" {name} " for each in offices for name in self._names(each)]
        if finding.area is Area.CONDUCT:
            first, last = _paragraph(lines, first, last)
            endings = ("", "s", "man", "woman", "person")
            names += [f" {_spoken(each).strip()}{ending} " for each in offices for ending in endings]
        passage = f" {' '.join(' '.join(lines[first:last]).split())} "
        return any(name in passage for name in names)

    def _same_holder(self, office: str) -> set[str]:
        """Return an office, and every other that the same account holds today."""
        held = [each for each in self.policy.offices if in_office(each, self.today)]
        accounts = [each.account for each in held if each.office == office]
        return {office} | {each.office for each in held for account in accounts if same_account(each.account, account)}

    def _names(self, office: str) -> Iterator[str]:
        """Yield the name of whoever holds an office, where people.yml has one, and the surname."""
        for entry in self.registers.entries["people"]:
            if entry.text("name") and _spoken(entry.text("role")) == _spoken(office):
                words = _spoken(entry.text("name")).split()
                yield " ".join(words)
                yield words[-1]

    def eased(self, finding: Finding) -> Finding:
        """Return a finding of new rules on an unchanged page that was signed off as advice, with a date to deal with it.

        What the sign-off saw and passed, or found let through by another register, is not new. A key that lies beside the
        pages refuses a change, but keeps no agenda back: it is advice here.
        """
        if is_beside(finding):
            return replace(finding, level=Level.ADVISE)
        for entry in self.standing.get(finding.page, ()):
            seen = {*listed(entry, "passes"), *listed(entry, "relies_on")}
            if entry.text("rules") not in ("", self.rules) and finding.key not in seen:
                day = max(RULES, cast("date", entry.day("on"))) + TO_DEAL_WITH
                remedy = (
                    f"{finding.remedy} The page was signed off under older rules: deal with it by {spoken_date(day)}."
                )
                return replace(finding, level=Level.ADVISE, remedy=remedy)
        return finding

    def findings(self, checks: Mapping[str, Check]) -> Iterator[Finding]:
        """Yield what is missing: for each page of official business, and for each entry that is only a claim."""
        for page in self.judged.pages:
            document = self.judged.pages.head(page)
            if document is not None and any(official(page, each) for each in self._policies()):
                yield from self._of_page(page, document, checks)
        if self.evidence and not self.adopts(self.evidence.policy):
            line = self.policy.lines["policy"]
            yield self._finding(checks["notices-policy"], ("policy.yml", "", Place(line, 1, line, 2)), "policy")
        for entry in (*self.registers.entries["signoffs"], *self.registers.entries["waivers"]):
            if not self.bound(entry):
                line = entry.record.line
                place = (f"{self.registers.folder}/{entry.register}.yml", "", Place(line, 1, line, 2))
                claim = self._finding(checks["moderation-claim"], place, f"{entry.register} {line}")
                # Whoever signs the policy adopts it (C52), and the page of the policy counts it by its office alone.
                adopts = entry.register == "signoffs" and entry.text("page") == self.policy.page
                yield replace(claim, level=Level.REJECT) if adopts else claim

    def _policies(self) -> Iterator[Policy]:
        """Yield the policies that say what is official business: a change does not take a page out of it by itself."""
        yield self.policy
        if self.evidence:
            yield self.evidence.policy

    def adopts(self, base: Policy) -> bool:
        """Say whether a change leaves the adopted policy as the base branch pins it, or whoever signs it there signed the new text."""
        pinned, ours = ((each.page, each.page_sha256, each.signed_by) for each in (base, self.policy))
        return (
            not base.page_sha256
            or pinned == ours
            or any(
                (entry.text("page"), entry.text("sha256"), entry.text("by")) == (*ours[:2], base.signed_by)
                and self.bound(entry)
                for entry in self.registers.entries["signoffs"]
            )
        )

    def _of_page(self, page: str, document: Document, checks: Mapping[str, Check]) -> Iterator[Finding]:
        check = checks["moderation-signoff"]
        place = (document.path.partition("!")[0], page, Place(1, 1, 1, 1))
        entries = self.standing.get(page, ())
        if not entries:
            message, remedy = self._missing(page, check)
            yield replace(self._finding(check, place, self.judged.texts[page]), message=message, remedy=remedy)
        elif all(entry.text("urgent") for entry in entries):
            check = checks["moderation-urgent"]
            day = spoken_date(max(self.confirm_by(entry) for entry in entries))
            found = self._finding(check, place, self.judged.texts[page])
            yield replace(found, remedy=f"Read it and sign it off by {day}, or it stops.")
        elif not self._known_to_clerk(page, entries):
            yield self._finding(checks["moderation-copy"], place, self.judged.texts[page])

    def _known_to_clerk(self, page: str, entries: Sequence[Entry]) -> bool:
        """Say whether the Clerk wrote or signed off a page; the policy itself is the Chair's to sign."""
        author = str(self.judged.pages[page].settings.get("author") or "")
        return page == self.policy.page or any(is_clerk(each) for each in (author, *(e.text("by") for e in entries)))

    def _missing(self, page: str, check: Check) -> tuple[str, str]:
        """Return what to say of a page that no sign-off counts for, and what to do."""
        older = ""
        for entry in self.registers.entries["signoffs"]:
            if entry.text("page") != page:
                continue
            if self._fits(entry):
                return f"The sign-off of this page does not count: {self.fault(entry)}.", check.remedy
            on = spoken_date(cast("date", entry.day("on")))
            changed = changes(entry.text("lines"), self.judged.pages[page].text, self.policy.salt)
            older = f"This page was changed after the {entry.text('by')} signed it off on {on}: {changed}."
        return older or check.message, check.remedy

    def _finding(self, check: Check, place: tuple[str, str, Place], words: str) -> Finding:
        clause = self.policy.clauses.get(check.clause)
        path, page, where = place
        return Finding(
            check=check.id,
            area=check.area,
            clause=check.clause,
            level=check.level,
            path=path,
            page=page,
            place=where,
            surface=Surface.WRITTEN,
            message=check.message,
            remedy=check.remedy,
            clause_text=clause.words if clause else "",
            digest=digest(words, self.policy.salt),
        )


def listed(entry: Entry, name: str) -> list[str]:
    """Return a field of an entry that is a list of keys."""
    return [str(key) for key in cast("list[object]", entry.record[name] or [])]


def _spoken(text: str) -> str:
    """Return a text as lower-case words between single spaces, with “Vice-Chair” as one word."""
    words = "".join(each if each.isalnum() else " " for each in text.casefold().replace("’s", "").replace("'s", ""))
    return f" {' '.join(words.split())} ".replace(" vice chair", " vicechair")


def _paragraph(lines: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Return the lines (from 0, end exclusive) widened to the empty lines round them."""
    while first > 0 and lines[first - 1].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return first, last


def marks(text: str, salt: str) -> str:
    """Return a mark for each line of a text, by which a sign-off can later tell which lines changed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        return ""
    return "".join(hashlib.sha256((salt + line).encode("utf-8", "surrogatepass")).hexdigest()[:MARK] for line in lines)


def changes(before: str, text: str, salt: str) -> str:
    """Return which lines of a text are not as they were when its marks were ``before``, in words and without quoting."""
    after = marks(text, salt)
    if not before or not after:
        return "its words are not the same"
    new: list[int] = []
    gone = 0
    for kind, begin, end, start, stop in SequenceMatcher(
        None, _split(before), _split(after), autojunk=False
    ).get_opcodes():
        if kind != "equal":
            new += range(start + 1, stop + 1)
            gone += max(0, (end - begin) - (stop - start))
    parts = [_spoken_lines(new)] if new else []
    parts += [f"{gone} line{'s' if gone > 1 else ''} taken out"] if gone else []
    return ", and ".join(parts) or "a file that it includes, or its line ends"


def _split(marked: str) -> list[str]:
    return [marked[at : at + MARK] for at in range(0, len(marked), MARK)]


def _spoken_lines(numbers: Sequence[int]) -> str:
    """Return line numbers in words: line 3; lines 3, 7 to 9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(first) if first == last else f"{first} to {last}" for first, last in runs]
    shown = ", ".join(words[:6]) + (" and more" if len(words) > 6 else "")
    return f"line{'s' if len(numbers) > 1 else ''} {shown}"
