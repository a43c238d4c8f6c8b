"""What a record of policy.yml or of a register must look like, and a sentence with the line where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from policy_checks.model import UnreadableError
from policy_checks.strict_yaml import Parsed, Path

NAMES: Mapping[type, str] = {
    str: "words",
    bool: "true or false",
    date: "a date such as 2026-11-03",
    int: "a whole number",
    list: "a list",
    dict: "a group of settings",
}


@dataclass(frozen=True, slots=True)
class Field:
    """What one field must hold."""

    kind: type
    required: bool = False
    nullable: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A checked record: every field of its schema (None where left out), and its line."""

    fields: Mapping[str, object]
    line: int

    def __getitem__(self, name: str) -> object:
        return self.fields[name]


def record(parsed: Parsed, path: Path, schema: Mapping[str, Field], file: str) -> Record:
    """Return the record at ``path``; raise UnreadableError with file and line where it breaks ``schema``."""
    line = parsed.lines.get(path, 1)
    raw = _at(parsed.value, path)
    if not isinstance(raw, dict):
        raise UnreadableError(f"{file}, line {line}: this must be a group of settings, each on a line of its own")
    for name in raw:
        if name not in schema:
            where = parsed.lines.get((*path, name), line)
            raise UnreadableError(f"{file}, line {where}: there is no setting of this name; expected {_list(schema)}")
    for name, field in schema.items():
        _check(raw.get(name), name, field, f"{file}, line {parsed.lines.get((*path, name), line)}")
    return Record({name: raw.get(name) for name in schema}, line)


def records(parsed: Parsed, path: Path, schema: Mapping[str, Field], file: str) -> list[Record]:
    """Return each record of the list at ``path`` (an absent or empty one is no records)."""
    raw = _at(parsed.value, path)
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise UnreadableError(
            f"{file}, line {parsed.lines.get(path, 1)}: this must be a list, each entry beginning with “- ”"
        )
    return [record(parsed, (*path, index), schema, file) for index in range(len(raw))]


def _at(value: object, path: Path) -> object:
    for step in path:
        value = value[step] if isinstance(value, list) else value.get(step) if isinstance(value, dict) else None  # type: ignore[index]
    return value


def _check(value: object, name: str, field: Field, where: str) -> None:
    if value is None or (isinstance(value, str) and not value.strip()):
        if field.required:
            raise UnreadableError(f"{where}: “{name}” is missing: add a line “{name}: ”, with {_wanted(field)}")
        return
    if not _fits(value, field.kind):
        quotes = ": put it between quotation marks" if field.kind is str and not isinstance(value, list | dict) else ""
        raise UnreadableError(f"{where}: “{name}” must be {NAMES[field.kind]}{quotes}")
    if field.choices and value not in field.choices:
        raise UnreadableError(f"{where}: “{name}” must be one of {', '.join(field.choices)}")


def _fits(value: object, kind: type) -> bool:
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _wanted(field: Field) -> str:
    return f"one of {', '.join(field.choices)}" if field.choices else NAMES[field.kind]


def _list(schema: Mapping[str, Field]) -> str:
    return ", ".join(schema)
