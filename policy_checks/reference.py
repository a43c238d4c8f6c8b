"""A page of documentation for each check, made from the check itself; and the reference that gathers them."""

from __future__ import annotations

from policy_checks.checks import CHECKS
from policy_checks.model import Check, Level, UnreadableError

WHAT_LEVEL_MEANS = {
    Level.REJECT: "Stops the page until it is mended, or an entry in a register lets it through.",
    Level.HOLD: "Stops the page until an office-holder has signed off these very words.",
    Level.ADVISE: "Is shown, and never stops a page.",
}


def explain(name: str) -> str:
    """Return the page of one check; raise UnreadableError when there is none of this name."""
    for check in CHECKS:
        if check.id == name:
            return page(check)
    raise UnreadableError("there is no check of this name; CHECKS.md lists them")


def page(check: Check) -> str:
    """Return what a check looks for, why, how to put it right, and examples, as Markdown."""
    lines = [
        f"## {check.id}",
        "",
        check.message,
        "",
        f"- Clause: {check.clause}",
        f"- Level: {check.level.value}. {WHAT_LEVEL_MEANS[check.level]}",
        f"- What to do: {check.remedy}",
        f"- Why: {check.why}",
    ]
    for title, examples in (("Stopped, at the marked place", check.fails), ("Not stopped", check.passes)):
        if examples:
            lines += ["", f"{title}:", "", *(f"    {line}" for each in examples for line in [*each.split("\n")])]
    return "\n".join(lines) + "\n"


def reference() -> str:
    """Return CHECKS.md: every check in the order of the policy."""
    head = "# The checks\n\nMade from policy_checks/checks by `make regenerate`; change a check there, not here.\n"
    return "\n".join([head, *(page(check) for check in CHECKS)])
