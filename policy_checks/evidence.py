"""What a change is judged by on the code host: entries of the base branch, and approvals by accounts that hold an office.

A ``by:`` is a claim until an account binds it. The host's answers were recorded to a folder; nothing is asked here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policy_checks.model import Office, Policy, UnreadableError
from policy_checks.policy import read_policy
from policy_checks.registers import Entry, Registers, read_registers


@dataclass(frozen=True)
class Evidence:
    """The policy and registers of the base branch, and the accounts that approved the change as it stands."""

    policy: Policy
    registers: Registers
    approvers: frozenset[str]

    def binds(self, entry: Entry, today: date) -> bool:
        """Say whether a sign-off or waiver counts: the base branch holds it, or whoever may give it approved it.

        An approval is given today, so the office must be held today, and on the date of the entry.
        """
        held = self.registers.entries[entry.register]
        if any(each.record.fields == entry.record.fields for each in held):
            return True
        days = (entry.day("on") or today, today)
        by = entry.text("by")
        return any(all(account_holds(each, by, day, self.policy) for day in days) for each in self.approvers)


def in_office(office: Office, day: date) -> bool:
    """Say whether an office is held on a day. First and last day count."""
    return office.start <= day and (office.end is None or day <= office.end)


def account_holds(account: str, office: str, day: date, policy: Policy) -> bool:
    """Say whether an account holds a moderating office of this name on a day."""
    return any(
        each.office == office and each.moderates and in_office(each, day) and same_account(each.account, account)
        for each in policy.offices
    )


def moderators(policy: Policy, today: date) -> str:
    """Return the accounts of those who may moderate today, as the code host takes them for somebody to be told: @clerk @chair."""
    held = (each for each in policy.offices if each.moderates and each.account and in_office(each, today))
    return " ".join(sorted({f"@{each.account}" for each in held}))


def same_account(held: str, account: str) -> bool:
    """Say whether two logins are the same; an office without one is nobody's."""
    return bool(held) and held.casefold() == account.casefold()


def read_evidence(folder: Path) -> Evidence:
    """Return what was recorded in a folder: policy.yml and registers/ of the base branch, event.json and reviews.json.

    Raises UnreadableError when a part is missing or malformed.
    """
    if not (folder / "registers").is_dir():
        raise UnreadableError("what the code host recorded of this change is not there")
    approvers = frozenset(_approvers(_json(folder / "event.json"), _json(folder / "reviews.json")))
    return Evidence(read_policy(folder / "policy.yml"), read_registers(folder / "registers"), approvers)


def read_event(file: Path) -> Mapping[str, object]:
    """Return the payload of an event; raise UnreadableError when it is not one."""
    event = _json(file)
    if not isinstance(event, dict):
        raise UnreadableError(f"{file.name} is not the record of an event")
    return event


def within(value: object, *names: str) -> str:
    """Return the text that lies under these names, one within the other; empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _json(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UnreadableError(f"{file.name}, which the code host recorded, cannot be read") from None


def _approvers(event: object, reviews: object) -> Iterator[str]:
    """Yield each account whose last word on the newest commit was an approval, but for the author's own."""
    head, author = within(event, "pull_request", "head", "sha"), within(event, "pull_request", "user", "login")
    if not head or not isinstance(reviews, list):
        raise UnreadableError("what the code host recorded of this change is not of a change")
    last: dict[str, tuple[str, str]] = {}
    for review in _flat(reviews):
        state = within(review, "state").upper()
        if state in {"APPROVED", "CHANGES_REQUESTED", "DISMISSED"}:
            last[within(review, "user", "login").casefold()] = (state, within(review, "commit_id"))
    for account, (state, commit) in last.items():
        if account and state == "APPROVED" and commit == head and not same_account(author, account):
            yield account


def _flat(pages: list[object]) -> Iterator[object]:
    """Yield each review: the host gives them in one list, or in a list of pages."""
    for each in pages:
        if isinstance(each, list):
            yield from each
        else:
            yield each
