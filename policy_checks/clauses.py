"""How the Council keeps its policy, clause by clause: the published page, made from policy.yml and the checks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from policy_checks.checks import CHECKS
from policy_checks.gate import open_gate
from policy_checks.judge import text_digest
from policy_checks.model import Check, Clause, Level, Policy, UnreadableError
from policy_checks.notices import EVERY_PAGE

PAGE = "policies/how-we-keep-this-policy.md"
KEEPERS = {  # what keeps a clause besides checks: the name in policy.yml, and what to say of it
    "the policy page": "The adopted policy is published, each clause with an address of its own.",
    "the sign-off": "A moderating office signs off the exact words before they are published.",
    "the question": "Whoever signs a page off is asked whether it is so.",
    "the record": "Sign-offs, waivers, withheld pages and removals are kept in a log in which no entry can be altered unnoticed.",
    "the notice of absence": "A dated notice that the Clerk is away stands above every page, and goes by itself.",
    "the reply": "A post or message can be tried against the policy, which says how the Council may answer it.",
    "the examples": "Every check is tested with examples that must pass: objections, criticism and differing opinions among them.",
}
WORDS = {Level.REJECT: "Stopped", Level.HOLD: "Held for a sign-off", Level.ADVISE: "Pointed out"}


def checks_of(name: str) -> tuple[Check, ...]:
    """Return the checks that a name or pattern of policy.yml (``personal-*``) stands for."""
    return tuple(check for check in CHECKS if fnmatchcase(check.id, name))


def unaccounted(policy: Policy) -> Iterator[str]:
    """Yield each clause that nothing keeps and that is not said to lie outside, and each name that stands for nothing."""
    for name, clause in policy.clauses.items():
        if not clause.kept_by and not clause.outside:
            yield name
        for keeper in clause.kept_by:
            if keeper not in KEEPERS and not checks_of(keeper):
                yield f"{name}: {keeper}"


def page(policy: Policy, text: str) -> str:
    """Return the page “How we keep this policy” as Markdown. A clause is a link where the policy's text has an address for it."""
    name = PurePosixPath(policy.page).name
    minute = f" ({policy.minute})" if policy.minute else ""
    rows = (
        f"{_linked(each, name, text)} {clause.words}\n:   {kept(clause)}\n" for each, clause in policy.clauses.items()
    )
    return "\n".join(
        [
            "---\ntitle: How we keep this policy\n---\n",
            "# How we keep this policy\n",
            f"The [policy]({name}) was adopted on {policy.adopted.day} {policy.adopted:%B %Y}{minute}. Before anything on this website is",
            "published, a program reads all of it against that policy. This page says, clause by clause, what it looks for and what",
            "is left to people.\n",
            "What is certain is stopped. What a person must judge is held until the Chair, the Vice-Chair or the Clerk has signed off the",
            "very words. Criticism of the Council, of a decision or of a policy is never stopped.\n",
            f"The text that is enforced has the fingerprint (SHA-256) `{policy.page_sha256 or 'not recorded yet'}`. A changed text is not",
            "published until its adoption is recorded and it is signed.\n",
            "## Clause by clause\n",
            *rows,
        ]
    )


def _linked(clause: str, name: str, text: str) -> str:
    """Return the name of a clause, as a link where ``text`` has ``#c09`` or ``id="c09"``."""
    anchor = clause.casefold()
    known = any(written in text for written in (f"#{anchor}", f'id="{anchor}"'))
    return f"[{clause}]({name}#{anchor})" if known else clause


def kept(clause: Clause) -> str:
    """Return what keeps a clause, in sentences."""
    found = [check for keeper in clause.kept_by for check in checks_of(keeper) if check.id != "notices-missing"]
    by_level = {level: [check.id.replace("-", " ") for check in found if check.level is level] for level in Level}
    sentences = [f"{WORDS[level]}: {', '.join(names)}." for level, names in by_level.items() if names]
    sentences += [KEEPERS[keeper] for keeper in clause.kept_by if keeper in KEEPERS]
    places = dict.fromkeys(notice.on for notice in clause.notices)
    sentences += [f"Every build makes sure that this is said on {_where(place)}." for place in places]
    sentences += [f"Outside the website's reach: {clause.outside}."] if clause.outside else []
    return " ".join(sentences)


def _where(place: str) -> str:
    """Return where a notice stands, in words."""
    return place if place == EVERY_PAGE else f"the page “{place.removesuffix('.md').removesuffix('/index')}”"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``adopted`` to the command line."""
    adopted = commands.add_parser(
        "adopted", help="the sha256 of the policy's page, for policy.yml, and what else it needs"
    )
    adopted.set_defaults(command=_adopted)


def _adopted(_options: argparse.Namespace) -> int:
    gate = open_gate(Path.cwd())
    file = gate.docs / gate.policy.page
    try:
        digest = text_digest(file.read_bytes())
    except OSError:
        raise UnreadableError(f"the policy's page, docs/{gate.policy.page}, cannot be read") from None
    same = digest == gate.policy.page_sha256
    sys.stdout.write(f"sha256: {digest}\n")
    sys.stdout.write(
        "This is the text in policy.yml.\n"
        if same
        else "policy.yml has another. When the Council has adopted this text, enter there the date, the minute and this sha256, and have "
        f"the {gate.policy.signed_by} sign off docs/{gate.policy.page}.\n"
    )
    return 0 if same else 1
