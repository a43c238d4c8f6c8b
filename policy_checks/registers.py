"""The registers that the clerk keeps: loaded strictly, and asked whether an entry excuses a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

from policy_checks.credits import SCHEMA as CREDITS
from policy_checks.credits import SHA256, Trouble, check_record, entry_for, is_sha256, makers, names_its_maker, trouble
from policy_checks.known import read_known
from policy_checks.model import Excused, Finding, Level, Policy, Rights, Surface, UnreadableError
from policy_checks.ownership import Work
from policy_checks.pages import Pages
from policy_checks.policy import load_named
from policy_checks.reading import digest, normalised
from policy_checks.recorded import Days, forms
from policy_checks.schema import Field, Record, records
from policy_checks.shingles import Text

TEXT = Field(str)
NEEDED = Field(str, required=True)
DAY = Field(date, required=True)
END = Field(date, nullable=True)

PERSONAL = ("name", "email", "phone", "address")

SCHEMAS: Mapping[str, Mapping[str, Field]] = {
    "people": {
        "name": TEXT,
        "email": TEXT,
        "phone": TEXT,
        "address": TEXT,
        "role": TEXT,
        "basis": Field(
            str,
            required=True,
            choices=("public-task", "legal-obligation", "contract", "legitimate-interests", "consent", "not-living"),
        ),
        "evidence": NEEDED,
        "from": DAY,
        "until": END,
    },
    "credits": CREDITS,
    "signoffs": {
        "page": NEEDED,
        "by": NEEDED,
        "on": DAY,
        "sha256": NEEDED,
        "passes": Field(list),
        "relies_on": Field(list),
        "lines": TEXT,
        "rules": TEXT,
        "urgent": TEXT,
    },
    "waivers": {"key": NEEDED, "check": NEEDED, "page": NEEDED, "reason": NEEDED, "by": NEEDED, "until": DAY},
    "removals": {"reference": NEEDED, "on": DAY, "by": NEEDED, "clause": NEEDED},
}
# What makes two entries the same entry.
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "people": ("name", "email", "phone", "address", "from"),
    "credits": ("file",),
    "signoffs": tuple(SCHEMAS["signoffs"]),
    "waivers": ("key",),
    "removals": ("reference",),
}


@dataclass(frozen=True)
class Entry:
    """One entry of a register: its fields, and the line on which it begins."""

    register: str
    record: Record

    def text(self, name: str) -> str:
        """Return a field as text, empty where it is left out."""
        value = self.record[name]
        return "" if value is None else str(value)

    def day(self, name: str) -> date | None:
        """Return a field that is a date."""
        return cast("date | None", self.record.fields.get(name))

    @property
    def office(self) -> bool:
        """Say whether it records a public office: a name by the public task, with the role it is held in."""
        return self.register == "people" and self.text("basis") == "public-task" and bool(self.text("role"))

    def expired(self, today: date) -> bool:
        """Say whether the entry's time is over. The last day counts."""
        ends = (self.day("until"), self.day("review"))
        return any(end is not None and today > end for end in ends)


@dataclass(frozen=True)
class Registers:
    """All entries by register, and the name of the folder they lie in."""

    entries: Mapping[str, Sequence[Entry]]
    folder: str = "registers"
    texts: Sequence[Text] = ()  # known to be somebody else's (registers/reference), and so the pictures
    pictures: Sequence[Work] = ()

    def __iter__(self) -> Iterator[Entry]:
        for each in self.entries.values():
            yield from each


def read_registers(folder: Path) -> Registers:
    """Return the registers of a folder; a missing file is an empty register.

    Raises UnreadableError, with file, line and mend, for anything malformed: an unknown field, a wrong type, a duplicate.
    """
    entries = {name: tuple(_read(folder, name)) for name in SCHEMAS}
    return Registers(entries, folder.name, *read_known(folder / "reference"))


def _read(folder: Path, name: str) -> Iterator[Entry]:
    file = folder / f"{name}.yml"
    label = f"{folder.name}/{file.name}"
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return
    except OSError:
        raise UnreadableError(f"{label} cannot be read") from None
    _refuse_unmerged(data, label)
    seen: set[tuple[str, ...]] = set()
    for each in records(load_named(data, label), (), SCHEMAS[name], label):
        identity = tuple(_same(name, str(each[field] or "")) for field in IDENTITY[name])
        if identity in seen:
            raise UnreadableError(f"{label}, line {each.line}: this entry is there twice; delete one")
        seen.add(identity)
        _extra(name, each, f"{label}, line {each.line}")
        yield Entry(name, each)


def _same(name: str, value: str) -> str:
    """Return a value as it is compared with another entry's: names of files to the letter."""
    return value if name == "credits" else normalised(value)


def _refuse_unmerged(data: bytes, label: str) -> None:
    """Raise UnreadableError where git has left two changes of the same lines side by side."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.startswith((b"<<<<<<< ", b">>>>>>> ")):
            raise UnreadableError(
                f"{label}, line {number}: two changes met here. Keep the entries of both, and delete the lines that "
                "begin with <<<<<<<, ======= and >>>>>>>"
            )


def _extra(name: str, each: Record, where: str) -> None:
    """Raise UnreadableError where an entry's fields do not fit together."""
    if name == "people" and not any(each[field] for field in PERSONAL):
        raise UnreadableError(f"{where}: give the name, email, phone or address that may be published")
    if name == "credits":
        check_record(each, where)
    if name == "signoffs" and not is_sha256(each["sha256"]):
        raise UnreadableError(f"{where}: “sha256” must be {SHA256} digits and letters a to f")
    until, start = each.fields.get("until"), each.fields.get("from")
    if isinstance(until, date) and isinstance(start, date) and until < start:
        raise UnreadableError(f"{where}: “until” lies before “from”")


@dataclass(frozen=True)
class Site:
    """What the registers are compared with: digests of the files' bytes, and today.

    ``business`` maps a page to the days of its business, where it says them; ``pages`` each page and file to its document.
    """

    files: Mapping[str, str]
    today: date
    business: Mapping[str, Days] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)


def _makers(registers: Registers, salt: str) -> Iterator[tuple[str, Entry]]:
    """Yield the digest of each way of writing a maker's name in credits.yml, with the entry."""
    for entry in registers.entries["credits"]:
        for maker in makers(entry.text("by")):
            yield from ((digest(form, salt), entry) for form in forms("name", maker))


@dataclass
class Index:
    """The entries, ready to be asked.

    ``used`` holds those that something relies on, though they may have run out, by register and line; ``excusing`` those
    that let something through.
    ``signed`` gives the sign-off that passes a held finding; ``waives`` says whether a waiver counts for a finding.
    """

    registers: Registers
    policy: Policy
    site: Site
    signed: Callable[[Finding], Entry | None]
    waives: Callable[[Entry, Finding], bool]
    people: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    makers: dict[str, Entry] = field(default_factory=dict)
    waivers: dict[str, Entry] = field(default_factory=dict)
    used: set[tuple[str, int]] = field(default_factory=set)
    excusing: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for entry in self.registers.entries["people"]:
            for name in PERSONAL:
                for written in forms(name, entry.text(name)) if entry.text(name) else ():
                    self.people.setdefault((name, digest(written, self.policy.salt)), []).append(entry)
        self.makers = dict(_makers(self.registers, self.policy.salt))
        self.waivers = {entry.text("key"): entry for entry in self.registers.entries["waivers"]}

    def excuse(self, finding: Finding, excused_by: str) -> Excused | None:
        """Return what lets a finding through, if anything does."""
        entry = self._waived(finding) or self._signed(finding) or self._recorded(finding, excused_by)
        if entry is None:
            return None
        self.used.add((entry.register, entry.record.line))
        self.excusing.add((entry.register, entry.record.line))
        return Excused(finding, entry.register, entry.record.line)

    def _waived(self, finding: Finding) -> Entry | None:
        entry = self.waivers.get(finding.key)
        if entry is None or entry.text("check") != finding.check or not self.waives(entry, finding):
            return None
        return entry if self._in_force(entry) else None

    def _signed(self, finding: Finding) -> Entry | None:
        return self.signed(finding) if finding.level is Level.HOLD else None

    def _recorded(self, finding: Finding, excused_by: str) -> Entry | None:
        if excused_by in PERSONAL:
            entries = self.people.get((excused_by, finding.digest), [])
            found = (each for each in entries if self._in_force(each, self._days(each, finding, excused_by)))
            return next(found, None) or self._credited(finding, excused_by)
        if excused_by == "credits":
            entry = self.credit(finding.page)
            theirs = finding.check != "copyright-credit"  # what is others' in a file is not excused by calling it ours
            return None if theirs and entry is not None and entry.text("basis") == "ours" else entry
        return self._mapped(finding.digest) if excused_by == "map" else None

    def _mapped(self, name: str) -> Entry | None:
        """Return the entry of a map, given the digest of its file's name, that says whose map it is."""
        file = next((each for each in self.site.files if digest(each, self.policy.salt) == name), "")
        entry = self.credit(file) if file else None
        return entry if entry is not None and names_its_maker(entry) else None

    def _credited(self, finding: Finding, excused_by: str) -> Entry | None:
        """Return the entry whose maker is named where the credit is shown: credits.yml itself is the record of that."""
        shown = excused_by == "name" and finding.surface is Surface.BUILT
        entry = self.makers.get(finding.digest) if shown else None
        return entry if entry is not None and self._in_force(entry) else None

    def credit(self, file: str) -> Entry | None:
        """Return the entry that lets a file (relative to docs/) be published, if one does."""
        entry = entry_for(self.registers.entries["credits"], file)
        if entry is not None:
            self.used.add((entry.register, entry.record.line))
        return entry if self.trouble(file) is None else None

    def trouble(self, file: str) -> Trouble | None:
        """Say why credits.yml does not let a file be published."""
        entry = entry_for(self.registers.entries["credits"], file)
        page = self.site.pages.head(file)
        rights = page.rights if page is not None else Rights()
        return trouble(entry, file, self.site.files.get(file, ""), rights, self.site.today)

    def _days(self, entry: Entry, finding: Finding, name: str) -> Days:
        """Return what an entry is compared with: a public office with the page's business, all else with today."""
        today = (self.site.today, self.site.today)
        return self.site.business.get(finding.page, today) if entry.office and name == "name" else today

    def _in_force(self, entry: Entry, days: Days | None = None) -> bool:
        """Say whether an entry holds on some of these days (today, where none are given).

        One that has run out is used all the same.
        """
        first, last = days or (self.site.today, self.site.today)
        start = entry.day("from")
        if entry.expired(first):
            self.used.add((entry.register, entry.record.line))
            return False
        return start is None or start <= last
