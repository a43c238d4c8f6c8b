"""Notices that have ended: what stands at their address, and ``policy-checks ended``, by which each night takes them down."""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path

from policy_checks.documents.markdown import read
from policy_checks.documents.source import Source
from policy_checks.expiry import SETTING, last_day
from policy_checks.gate import london_today, open_gate
from policy_checks.judge import relative, walk
from policy_checks.model import Policy, Surface, UnreadableError
from policy_checks.moderation import spoken_date

TITLE = "This notice has ended"


def ended(docs: Path, policy: Policy, today: date) -> dict[str, date]:
    """Return each page (relative to docs/) whose last day is before ``today`` in London, and that day.

    A page that cannot be read is left out: whoever judges it says so.
    """
    days = ((relative(file, docs), _last_day(file, docs, policy)) for file, wrong in walk(docs, docs) if not wrong)
    return {page: day for page, day in days if day and day < today}


def _last_day(file: Path, docs: Path, policy: Policy) -> date | None:
    if file.suffix not in {".md", ".markdown"}:
        return None
    try:
        data = file.read_bytes()
        if SETTING.encode() not in data:  # most pages, and this is quick
            return None
        page = relative(file, docs)
        (document,) = read(Source(page, page, Surface.WRITTEN, data))
    except (OSError, UnreadableError):
        return None
    return last_day(document, policy)


def notice(day: date) -> str:
    """Return the page (Markdown) that stands in place of a notice whose last day this was. No search and no list has it."""
    words = f"It was shown until {spoken_date(day)}. If you need to know more, please ask the Clerk."
    return f"---\ntitle: {TITLE}\nwithheld: true\nsearch:\n  exclude: true\n---\n\n# {TITLE}\n\n{words}\n"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``ended`` to the command line."""
    parser = commands.add_parser("ended", help="name each notice whose last day was yesterday")
    parser.set_defaults(command=_ended)


def _ended(_options: argparse.Namespace) -> int:
    gate, today = open_gate(Path.cwd()), london_today()
    for page, day in ended(gate.docs, gate.policy, today).items():
        if day == today - timedelta(days=1):
            sys.stdout.write(f"docs/{page}\n")
    return 0
