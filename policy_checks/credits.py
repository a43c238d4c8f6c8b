"""registers/credits.yml: what each basis asks of an entry, which files it covers, and the lines to paste where it does not.

Pure: an entry, a file's digest and today in; what is the matter out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING

from policy_checks.documents.asset import PICTURES
from policy_checks.model import Rights, UnreadableError
from policy_checks.ownership import owner
from policy_checks.schema import Field, Record

if TYPE_CHECKING:
    from policy_checks.registers import Entry

SHA256 = 64  # hexadecimal digits
TEXT = Field(str)
DAY = Field(date)
# What an entry must say besides what the work is and who made it, so that its basis is a right and not a claim.
ASKED: Mapping[str, tuple[str, ...]] = {
    "ours": ("evidence",),
    "permission": ("who", "when", "evidence"),
    "licence": ("licence", "link"),
    "ogl": ("source",),
    "os-map": ("year", "licence_number"),
    "out-of-copyright": ("why",),
    "quotation": ("source",),
}
ALWAYS = ("what", "by", "basis")
CHILDREN = ("permission", "review")
# An example of each field, as it is pasted: what stands between … is for the clerk to fill in.
HINTS: Mapping[str, str] = {
    "what": "what it shows",
    "by": "who made it",
    "basis": " | ".join(ASKED),
    "evidence": "where the proof is, such as file note 12",
    "who": "who gave permission",
    "when": "the day, such as 2026-05-13",
    "licence": "which, such as CC BY 4.0",
    "link": "https://… to the licence",
    "source": "where it was published",
    "year": "the year on the map, such as 2026",
    "licence_number": "the Council's number, in quotation marks",
    "why": "such as: the maker died in 1911",
    "people": "none | crowd | adults | children",
    "permission": "a reference such as form 12, no names",
    "review": "the day to look again, such as 2027-05-13",
}
SCHEMA: Mapping[str, Field] = {
    "file": Field(str, required=True),
    "what": Field(str, required=True),
    "by": TEXT,
    "basis": Field(str, choices=tuple(ASKED)),
    "evidence": TEXT,
    "who": TEXT,
    "when": DAY,
    "licence": TEXT,
    "link": TEXT,
    "source": TEXT,
    "year": Field(int),
    "licence_number": TEXT,
    "why": TEXT,
    "people": Field(str, choices=("none", "crowd", "adults", "children")),
    "permission": TEXT,
    "review": DAY,
    "until": Field(date, nullable=True),
    "sha256": Field(object),
}

OGL = "Open Government Licence v3.0"
OGL_LINK = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
# The credit of each basis, of the entry's own fields. policy.yml may give other words (credit_lines).
LINES: Mapping[str, str] = {
    "ours": "Credit: {by}.",
    "permission": "Credit: {by}. Shown with permission.",
    "licence": "“{what}” by {by}, {licence}.",
    "ogl": f"Credit: {{by}}. Contains public sector information licensed under the {OGL}.",
    "os-map": "© Crown copyright and database rights {year} Ordnance Survey {licence_number}.",
    "out-of-copyright": "Credit: {by}. Out of copyright.",
    "quotation": "Quoted from {source}, by {by}.",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an entry does not let its file through, what to do, and the lines to paste."""

    message: str
    remedy: str
    paste: str


def check_record(each: Record, where: str) -> None:
    """Raise UnreadableError, beginning with ``where``, for an entry that cannot be meant as it is written."""
    file = str(each["file"])
    if file.startswith("/") or "\\" in file or ".." in file.split("/"):
        raise UnreadableError(f"{where}: “file” must be given from docs on, such as images/green.jpg")
    digests = each["sha256"]
    if isinstance(digests, list) and not file.endswith("/"):
        raise UnreadableError(f"{where}: “sha256” may be a list only where “file” is a folder, with / at its end")
    for digest in digests if isinstance(digests, list) else filter(None, [digests]):
        if not is_sha256(digest):
            raise UnreadableError(f"{where}: “sha256” must be {SHA256} digits and letters a to f")
    link = str(each["link"] or "")
    if link and not link.startswith(("https://", "http://")):
        raise UnreadableError(f"{where}: “link” must begin with https://")
    permission = str(each["permission"] or "")
    if permission and not any(map(str.isdigit, permission)):
        raise UnreadableError(f"{where}: “permission” must be a reference such as form 12, without names")


def is_sha256(value: object) -> bool:
    """Say whether a value is a SHA-256 as it is written here."""
    return isinstance(value, str) and len(value) == SHA256 and set(value) <= set("0123456789abcdef")


def credit_lines(given: Mapping[str, object]) -> Mapping[str, str]:
    """Return the sentence of each basis, policy.yml's own before ours; raise UnreadableError for one that cannot be made."""
    for basis, line in given.items():
        if basis not in ASKED or not isinstance(line, str) or not _fields(line) <= set(SCHEMA):
            raise UnreadableError(
                f"policy.yml: credit_lines: {basis} is no basis, or its sentence asks for no known field"
            )
    return {**LINES, **{basis: str(line) for basis, line in given.items()}}


def _fields(line: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(line) if name is not None}
    except ValueError:
        return {""}


def entry_for(entries: Iterable[Entry], file: str) -> Entry | None:
    """Return the entry of a file (relative to docs/): its own, or that of the nearest folder it lies in."""
    covering = [each for each in entries if _covers(each.text("file"), file)]
    return max(covering, key=lambda each: len(each.text("file")), default=None)


def _covers(name: str, file: str) -> bool:
    return name == file or (name.endswith("/") and file.startswith(name))


def makers(by: str) -> list[str]:
    """Return each name in ``by``, without what is said of it: “Jo Bloggs (Clerk) and Sam Doe, Royston”."""
    for sign in (" and ", " & ", "/", ";", "(", " for ", " of "):
        by = by.replace(sign, ",")
    return [name for each in by.split(",") if (name := each.strip(" ).")) and " " in name]


def names_its_maker(entry: Entry) -> bool:
    """Say whether the entry of a map says whose map it is: it is another's by a right, or the Council's own drawing."""
    evidence = entry.text("evidence").casefold()
    return entry.text("basis") != "ours" or any(word in evidence for word in DRAWN)


DRAWN = ("drawing", "drawn", "drew", "sketch")


def lacking(entry: Entry) -> list[str]:
    """Return the fields that an entry's basis asks for and that are empty."""
    asked = [*ALWAYS, *ASKED.get(entry.text("basis"), ("evidence",))]
    if entry.text("people") == "children":
        asked += CHILDREN
    return [name for name in asked if not entry.text(name).strip() or "…" in entry.text(name)]


def bound(entry: Entry, sha256: str) -> bool:
    """Say whether an entry is of these very bytes. A folder's entry without digests is of whatever lies in it."""
    digests = entry.record["sha256"]
    if not digests:
        return entry.text("file").endswith("/")
    return sha256 in (digests if isinstance(digests, list) else [digests])


def trouble(entry: Entry | None, file: str, sha256: str, rights: Rights, today: date) -> Trouble | None:
    """Say why a file may not be published on the strength of its entry; None when it may."""
    if entry is None:
        return Trouble("", PASTE, "\n".join(proposal(file, sha256, rights)))
    where = f"registers/credits.yml, line {entry.record.line}"
    if missing := lacking(entry):
        return Trouble(
            "The entry of this picture or file does not yet show a right to publish it.",
            f"Fill in what is missing, in {where}, or take the file out.",
            "\n".join(map(_hint, missing)),
        )
    if not bound(entry, sha256):
        digests = entry.record["sha256"]
        line = f"  - {sha256}" if isinstance(digests, list) else f"  sha256: {sha256}"
        return Trouble(
            "This picture or file is not the one that was looked at."
            if digests
            else "The entry does not say which picture or file it was made for.",
            f"Look at it again. If the entry is still right, put this line into {where}.",
            line,
        )
    return Trouble(*RAN_OUT, "") if entry.expired(today) else None


PASTE = "Fill these lines into registers/credits.yml (or run `policy-checks credits add`), or take the file out."
RAN_OUT = (
    "The right to show this picture or file has run out.",
    "Renew it, with its evidence and date, in registers/credits.yml, or take the file out.",
)


def _hint(name: str) -> str:
    return f"  {name}: … # {HINTS[name]}"


def proposal(file: str, sha256: str, rights: Rights) -> Iterator[str]:
    """Yield the lines of a new entry. What only a person may be told of (a maker's name) is left to be filled in."""
    yield f"- file: {quoted(file)}"
    maker = owner(rights)
    shows = file.casefold().endswith((*PICTURES, ".svg"))
    for name in ("what", "by", "basis", "evidence", *(["people"] if shows else [])):
        yield f"  by: {quoted(maker)}" if name == "by" and maker else _hint(name)
    yield f"  sha256: {sha256}"


def quoted(value: object) -> str:
    """Return a value as YAML: plain where that is safe, else between quotation marks."""
    text = str(value)
    if (
        isinstance(value, (date, int))
        or is_sha256(text)
        or (set(text) <= PLAIN and text[:1].isalpha() and text.casefold() not in WORDS)
    ):
        return text
    return json.dumps(text, ensure_ascii=False)


PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._- ")
WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})  # which YAML takes for something else
