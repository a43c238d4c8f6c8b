"""Laws that are named as if they were in force, and are not (clause C45: “abide by … the Data Protection Act”)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from policy_checks.context import PROSE, has, scan, sentence
from policy_checks.data import rows
from policy_checks.model import Area, Check, Document, Hit, Level, Policy, hit

HISTORY = (
    r"(?i)\b(?:repeal(?:s|ed|ing)?|revoke[sd]?|replac(?:e[sd]?|ing)|supersed(?:e[sd]?|ing)|formerly|former|previous(?:ly)?|earlier|old|older|"
    r"predecessors?|histor(?:y|ic|ical)|no longer|until|before|used to|at (?:the|that) time|since|originally|was passed)\b"
)
YEAR = r"\b(1[89][0-9]{2}|20[0-9]{2})\b"


@dataclass(frozen=True, slots=True)
class Law:
    """A law by name, the years of its versions, and what has stood in its place since a day."""

    name: str
    years: str
    since: date
    now: str

    @property
    def pattern(self) -> str:
        """Return the pattern that the law is named by, its year apart."""
        words = r"\s+".join(word.replace("(", r"\(").replace(")", r"\)") for word in self.name.split())
        return rf"(?i)\b{words},?\s+\(?(?:{self.years.replace(' ', '|')})\b\)?"


@cache
def laws() -> tuple[Law, ...]:
    """Return the laws of data/outdated_laws.txt."""
    parts = ([part.strip() for part in row.split("|")] for row in rows("outdated_laws"))
    return tuple(
        Law(name, years, datetime.strptime(since, "%Y-%m-%d").date(), f"{now} ({citation})")  # noqa: DTZ007 - a day
        for name, years, since, now, citation in parts
    )


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each such law of England, unless the page is older than its end, or the sentence tells history."""
    day = document.settings.get("date")
    text = document.plain.text
    for law in laws() if policy.nation == "england" else ():
        if isinstance(day, date) and day < law.since:
            continue
        for found in scan(law.pattern, text):
            said = sentence(text, found.start, found.end)
            rest = said.replace(text[found.start : found.end], "")
            if not has(HISTORY, rest) and not any(int(year.groups[0]) < law.since.year for year in scan(YEAR, rest)):
                place = hit(document.plain, found.start, found.end)
                yield replace(place, remedy=f"Name the law now in force: {law.now}.")


CHECK = Check(
    id="notices-law",
    area=Area.NOTICES,
    clause="C45",
    level=Level.ADVISE,
    message="This names a law that is no longer in force.",
    remedy="Name the law now in force.",
    why="A policy or notice that rests on a repealed law tells residents of rights they no longer have, and misses those they do. A "
    "law named as history passes, and so does a page dated from its time. data/outdated_laws.txt lists them.",
    find=find,
    triggers=tuple(law.pattern for law in laws()),
    on=("plain",),
    kinds=PROSE,
    fails=(
        "We keep your details under the ⟦Data Protection Act 1998⟧.",
        "The hall complies with the ⟦Disability Discrimination Act (1995)⟧.",
        "The notice of audit follows the ⟦Accounts and Audit (England) Regulations 2011⟧.",
        "---\ndate: 2026-03-03\n---\n\nRequests are answered under the ⟦Data Protection Act 1998⟧.",
    ),
    passes=(
        "We keep your details under the Data Protection Act 2018 and the UK GDPR.",
        "The Data Protection Act 2018 replaced the Data Protection Act 1998.",
        "In 2009 a request was answered under the Data Protection Act 1998.",
        "---\ndate: 2012-03-03\n---\n\nRequests are answered under the Data Protection Act 1998.",
        "The land was registered under the Commons Registration Act 1965.",
        "The accounts follow the Accounts and Audit Regulations 2015.",
    ),
)
