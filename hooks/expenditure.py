"""A page for each file of expenditure: charts by month and by purpose, and the table. What the file says is policy_checks' to read."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from policy_checks.expenditure import Ledger, is_ledger, read_ledger

AFTER_THE_GATE = -2000  # a file that is withheld has no page
MOST = 12  # bars of a chart
WIDTH = 420  # of a chart, in its own units
REST = "Everything else"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: its name, its amount in pence, and its length, of which the longest has WIDTH."""

    name: str
    pence: int
    length: int


@event_priority(AFTER_THE_GATE)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page beside each file of expenditure, unless the Council wrote one of that name."""
    for file in [file for file in files if is_ledger(file.src_uri)]:
        path = PurePosixPath(file.src_uri)
        if str(path.with_suffix(".md")) not in files.src_uris:
            files.append(
                File.generated(
                    config, str(path.with_suffix(".md")), content=written(path), inclusion=InclusionLevel.NOT_IN_NAV
                )
            )
    return files


def written(path: PurePosixPath) -> str:
    """Return the page of a file as Markdown; template expenditure.html draws the rest."""
    title = path.stem[:1].upper() + path.stem[1:].replace("-", " ", 1)
    return f"---\ntitle: {title}\ntemplate: expenditure.html\nledger: {path}\n---\n\n# {title}\n\n[{title} as a spreadsheet]({path.name})\n"


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the template what it draws."""

    def ledger_of(page: Page) -> Ledger:
        file = files.get_file_from_path(str(page.meta["ledger"]))
        data = Path(file.abs_src_path).read_bytes() if file and file.abs_src_path else b""
        return read_ledger(data.decode("utf-8", "replace"))

    env.globals.update(ledger_of=ledger_of, by_month=by_month, by_purpose=by_purpose, few=few)
    env.filters["pounds"] = pounds
    return env


def pounds(pence: int) -> str:
    """Return an amount as people write it: £1,234.50, with a minus sign before what came back."""
    return f"{MINUS if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def by_month(ledger: Ledger) -> list[Bar]:
    """Return the sum of each month, from the first with a payment to the last."""
    sums: Counter[int] = Counter()
    for payment in ledger.payments:
        sums[payment.day.year * 12 + payment.day.month - 1] += payment.pence
    months = range(min(sums, default=0), max(sums, default=-1) + 1)
    return bars([(f"{month_name[month % 12 + 1]} {month // 12}", sums[month]) for month in months])


def by_purpose(ledger: Ledger) -> list[Bar]:
    """Return the sum of each purpose, the greatest first."""
    sums: Counter[str] = Counter()
    for payment in ledger.payments:
        sums[payment.purpose] += payment.pence
    return bars(sorted(sums.items(), key=lambda each: (-each[1], each[0])))


def bars(sums: Iterable[tuple[str, int]]) -> list[Bar]:
    """Return a bar for each sum; what came back has no length."""
    listed = list(sums)
    most = max((pence for _, pence in listed), default=0)
    return [Bar(name, pence, max(0, pence) * WIDTH // max(1, most)) for name, pence in listed]


def few(listed: list[Bar]) -> list[Bar]:
    """Return the bars of a chart: those beyond the twelfth as one."""
    if len(listed) <= MOST:
        return listed
    rest = sum(bar.pence for bar in listed[MOST - 1 :])
    return bars([*((bar.name, bar.pence) for bar in listed[: MOST - 1]), (REST, rest)])
