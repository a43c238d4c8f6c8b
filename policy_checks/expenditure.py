"""What the Council spent, as a CSV under docs/finance: its payments in whole pence, and which line is wrong, and how. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase

from policy_checks.reading import pattern

FILES = "finance/expenditure*.csv"  # relative to docs/
COLUMNS = ("date", "paid to", "purpose", "amount")
DAY = r"^(20[0-9]{2})-([0-9]{2})-([0-9]{2})$|^([0-9]{1,2})/([0-9]{1,2})/(20[0-9]{2})$"
AMOUNT = r"^(-?)£?([0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})((?:\.[0-9]{1,2})?)$"
TOTAL = frozenset({"total", "totals"})


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment: its day, to whom, for what, the amount in pence (below nothing for a refund), and any further cells."""

    day: date
    payee: str
    purpose: str
    pence: int
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, by the names of checks/integrity_expenditure.py, and on which line of the file, from 1."""

    kind: str
    line: int


@dataclass
class Ledger:
    """A file of expenditure. ``more`` are the headings of its further columns; ``closed`` says that its total was read."""

    payments: list[Payment] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    more: tuple[str, ...] = ()
    closed: bool = False

    @property
    def pence(self) -> int:
        """Return the sum of all payments in pence."""
        return sum(payment.pence for payment in self.payments)


def is_ledger(page: str) -> bool:
    """Say whether a file (relative to docs/) holds expenditure, by its name."""
    return fnmatchcase(page.casefold(), FILES)


def read_ledger(text: str) -> Ledger:
    """Return the payments of a CSV, and each fault in it; a line with a fault is no payment."""
    ledger = Ledger()
    rows = _rows(text.removeprefix("\ufeff"), ledger)
    _, headings = next(rows, (1, []))
    places = [_plain(each) for each in headings]
    if not set(COLUMNS) <= set(places) or len(set(places)) < len(places):
        ledger.faults.append(Fault("headings", 1))
        return ledger
    first = [places.index(name) for name in COLUMNS]
    further = [place for place in range(len(places)) if place not in first]
    ledger.more = tuple(headings[place].strip() for place in further)
    for line, row in rows:
        if len(row) != len(places):
            ledger.faults.append(Fault("cells", line))
        else:
            _take(ledger, line, [row[place].strip() for place in first], tuple(row[place].strip() for place in further))
    return ledger


def _rows(text: str, ledger: Ledger) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty, with the line on which it begins; a quotation mark that is never closed ends the file."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        ledger.faults.append(Fault("quotes", line))


def _take(ledger: Ledger, line: int, cells: Sequence[str], more: tuple[str, ...]) -> None:
    """Add a row to the ledger: a payment, the total, or what is wrong with it."""
    day, pence = day_of(cells[0]), pence_of(cells[3])
    if ledger.closed:
        ledger.faults.append(Fault("after", line))
    elif day is None and TOTAL & {_plain(cell) for cell in cells[:3]}:
        ledger.closed = True
        if pence is None or (pence != ledger.pence and not ledger.faults):
            ledger.faults.append(Fault("amount" if pence is None else "total", line))
    elif day is None or pence is None:
        ledger.faults.append(Fault("date" if day is None else "amount", line))
    elif not cells[1] or not cells[2]:
        ledger.faults.append(Fault("blank", line))
    else:
        ledger.payments.append(Payment(day, cells[1], cells[2], pence, more))


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().split()).rstrip(":")


def day_of(cell: str) -> date | None:
    """Return the day that a cell names, as 2026-05-14 or 14/05/2026; None for anything else."""
    found = pattern(DAY).match(cell)
    if not found:
        return None
    year, month, day = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def pence_of(cell: str) -> int | None:
    """Return an amount of pounds, as 1,234.50 or -£20, in pence; None for anything else."""
    found = pattern(AMOUNT).match(cell)
    return int(Decimal("".join(found.groups()).replace(",", "")) * 100) if found else None
