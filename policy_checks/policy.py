"""policy.yml: read, checked field by field, and turned into a Policy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import cast

from policy_checks.credits import credit_lines
from policy_checks.documents.sight import PEOPLE, WORDS
from policy_checks.model import Absence, Clause, Notice, Office, Policy, UnreadableError, Yearly
from policy_checks.schema import Field, Record, record, records
from policy_checks.strict_yaml import Parsed, load

NATIONS = ("england", "wales", "scotland", "northern-ireland")
TOP = {
    "council": Field(dict, required=True),
    "policy": Field(dict, required=True),
    "offices": Field(list, required=True),
    "moderation": Field(dict, required=True),
    "channels": Field(dict, required=True),
    "elections": Field(list),
    "known_links": Field(list),
    "publish": Field(str, choices=("withhold", "refuse")),
    "record": Field(dict),
    "absence": Field(dict),
    "credit_lines": Field(dict),
    "salt": Field(str, required=True),
    "clauses": Field(dict, required=True),
    "files": Field(dict),
    "days_off": Field(list),
    "yearly": Field(list),
}
COUNCIL = {
    "name": Field(str, required=True),
    "clerk_email": Field(str, required=True),
    "owned_domains": Field(list, required=True),
    "nation": Field(str, required=True, choices=NATIONS),
    "turnover": Field(int, nullable=True),
}
DAY_OFF = {"day": Field(date, required=True), "what": Field(str, required=True)}
YEARLY = {
    "name": Field(str, required=True),
    "what": Field(str, required=True),
    "by": Field(str, required=True),
    "law": Field(str, required=True),
    "nation": Field(str, required=True, choices=NATIONS),
    "above": Field(int),
    "up_to": Field(int),
}
POLICY = {
    "page": Field(str, required=True),
    "adopted": Field(date, required=True),
    "minute": Field(str),
    "sha256": Field(str),
    "signed_by": Field(str),
}
OFFICE = {
    "office": Field(str, required=True),
    "moderates": Field(bool, required=True),
    "account": Field(str),
    "from": Field(date, required=True),
    "until": Field(date, nullable=True),
}
MODERATION = {
    "official": Field(list, required=True),
    "self": Field(bool, required=True),
    "confirm_days": Field(int),
}
CONFIRM_DAYS = 5  # where policy.yml does not say
ABSENCE = {"from": Field(date, required=True), "until": Field(date, required=True), "says": Field(str, required=True)}
RECORD = {"keep_years": Field(int, required=True)}
KEEP_YEARS = 6  # where policy.yml does not say
ELECTION = {"notice": Field(date, required=True), "poll": Field(date, required=True)}
FILES = {
    "accessibility": Field(str, choices=("advise", "reject")),
    "read_pictures": Field(bool),
    "find_people": Field(bool),
}
LOOKS = {"read_pictures": WORDS, "find_people": PEOPLE}
CLAUSE = {"words": Field(str, required=True), "kept_by": Field(list), "outside": Field(str), "notices": Field(list)}
NOTICE = {"on": Field(str, required=True), "says": Field(str, required=True)}


def read_policy(file: Path) -> Policy:
    """Return the council's policy; raise UnreadableError, naming the file and line, when it is not sound."""
    try:
        data = file.read_bytes()
    except OSError:
        raise UnreadableError(f"{file.name} cannot be read") from None
    return parse_policy(data, file.name)


def parse_policy(data: bytes, name: str = "policy.yml") -> Policy:
    """Return the policy that these bytes (UTF-8 YAML) hold; raise UnreadableError."""
    parsed = load_named(data, name)
    top = record(parsed, (), TOP, name)
    council = record(parsed, ("council",), COUNCIL, name)
    policy = record(parsed, ("policy",), POLICY, name)
    moderation = record(parsed, ("moderation",), MODERATION, name)
    files = record(parsed, ("files",), FILES, name).fields if top["files"] is not None else {}
    if len(cast("str", top["salt"])) < 16:
        raise UnreadableError(f"{name}: salt needs 16 characters or more")
    return Policy(
        council=str(council["name"]),
        clerk_email=str(council["clerk_email"]).casefold(),
        owned_domains=_words(council["owned_domains"]),
        nation=str(council["nation"]),
        page=str(policy["page"]),
        page_sha256=str(policy["sha256"] or ""),
        adopted=cast("date", policy["adopted"]),
        minute=str(policy["minute"] or ""),
        signed_by=str(policy["signed_by"] or "Chair"),
        offices=tuple(_office(each) for each in records(parsed, ("offices",), OFFICE, name)),
        official=_words(moderation["official"]),
        self_moderation=bool(moderation["self"]),
        confirm_days=cast("int", moderation["confirm_days"] or CONFIRM_DAYS),
        channels=cast("Mapping[str, object]", top["channels"]),
        elections=tuple(_election(each) for each in records(parsed, ("elections",), ELECTION, name)),
        known_links=tuple(host.casefold().removeprefix("www.") for host in _words(top["known_links"] or [])),
        publish=str(top["publish"] or "withhold"),
        keep_years=_keep_years(parsed, top, name),
        credit_lines=credit_lines(cast("Mapping[str, object]", top["credit_lines"] or {})),
        salt=str(top["salt"]),
        clauses=_clauses(parsed, cast("dict[str, object]", top["clauses"]), name),
        sha256=hashlib.sha256(data).hexdigest(),
        turnover=cast("int | None", council["turnover"]),
        days_off=frozenset(cast("date", each["day"]) for each in records(parsed, ("days_off",), DAY_OFF, name)),
        yearly=tuple(_yearly(each, name) for each in records(parsed, ("yearly",), YEARLY, name)),
        lines=_lines(parsed),
        absence=_absence(parsed, name) if top["absence"] else None,
        file_accessibility=str(files.get("accessibility") or "advise"),
        looks=frozenset(look for name, look in LOOKS.items() if files.get(name)),
    )


def load_named(data: bytes, name: str) -> Parsed:
    """Read YAML bytes; raise UnreadableError with the file's name and the line."""
    try:
        return load(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise UnreadableError(f"{name} is not UTF-8 text") from None
    except UnreadableError as error:
        raise UnreadableError(f"{name}, line {getattr(error, 'line', 1)}: {error}") from None


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in cast("list[object]", value))


def _office(each: Record) -> Office:
    return Office(
        str(each["office"]),
        bool(each["moderates"]),
        str(each["account"] or ""),
        cast("date", each["from"]),
        cast("date | None", each["until"]),
    )


def _absence(parsed: Parsed, name: str) -> Absence:
    each = record(parsed, ("absence",), ABSENCE, name)
    return Absence(cast("date", each["from"]), cast("date", each["until"]), str(each["says"]))


def _yearly(each: Record, file: str) -> Yearly:
    try:
        by = datetime.strptime(f"{each['by']} 2027", "%d %B %Y")  # noqa: DTZ007 - a day and month alone
    except ValueError:
        raise UnreadableError(f"{file}, line {each.line}: “by” must be a day and a month, such as 1 July") from None
    return Yearly(
        str(each["name"]),
        str(each["what"]),
        by.month,
        by.day,
        str(each["law"]),
        str(each["nation"]),
        cast("int", each["above"] if each["above"] is not None else -1),
        cast("int | None", each["up_to"]),
        each.line,
    )


def _lines(parsed: Parsed) -> dict[str, int]:
    """Return the line at which each setting, and each clause, begins."""
    short = {path: line for path, line in parsed.lines.items() if len(path) == 1 or path[:1] == ("clauses",)}
    return {str(path[-1]): line for path, line in short.items() if len(path) <= len(("clauses", "C01"))}


def _keep_years(parsed: Parsed, top: Record, name: str) -> int:
    kept = record(parsed, ("record",), RECORD, name)["keep_years"] if top["record"] else KEEP_YEARS
    return cast("int", kept)


def _election(each: Record) -> tuple[date, date]:
    return cast("date", each["notice"]), cast("date", each["poll"])


def _clauses(parsed: Parsed, raw: dict[str, object], name: str) -> dict[str, Clause]:
    return {clause: _clause(parsed, clause, name) for clause in raw}


def _clause(parsed: Parsed, clause: str, name: str) -> Clause:
    each = record(parsed, ("clauses", clause), CLAUSE, name)
    said = records(parsed, ("clauses", clause, "notices"), NOTICE, name)
    notices = tuple(Notice(str(one["on"]), str(one["says"]), one.line) for one in said)
    return Clause(str(each["words"]), _words(each["kept_by"] or []), str(each["outside"] or ""), notices)
