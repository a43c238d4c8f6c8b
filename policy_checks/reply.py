"""What the policy lets the Council answer to a post or message (clauses C26 to C30). Nothing is stored, and nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from policy_checks.model import Area, Finding, Policy, Verdict

GROUNDS = "C26"  # the clauses that begin with this name what the owner of a page may be asked to remove
ALLEGES = "C26h"
RECIPIENTS = "personal-recipients"
BINDS = {  # the clause by which the policy binds a message of this kind
    "social": "C24",
    "email": "C39",
    "sms": "C42",
    "video": "C43",
}
REMOVED = "A post breaching the Council's Social Media Policy has been removed"


def reply(verdict: Verdict, policy: Policy, kind: str) -> str:
    """Return, for the clerk, what may be done about a message of this kind, with words to copy."""
    findings = [finding for finding in verdict.findings if finding.stops]
    grounds = grounds_of(findings, policy)
    lines = ["", "What the policy allows, as the Council sees fit. Nothing of this is stored or sent."]
    lines += [f"  {policy.clauses[BINDS[kind]].words} ({BINDS[kind]})"] if BINDS[kind] in policy.clauses else []
    lines += ["", "Ignore it (C27, C32)."]
    lines += _option("Inform the sender of the policy (C27):", _inform(grounds, findings, policy)) if findings else []
    lines += _option("Send a brief response (C27):", _brief(policy))
    if any(finding.area is Area.CONDUCT for finding in findings) and ALLEGES in grounds:
        lines += _option(
            "If it says that a policy or the law was broken, give the complaint route (C30):", _complaint(policy)
        )
    if kind == "social" and grounds:
        lines += _option("Ask the owner of the page to remove it (C26):", _removal(grounds, policy))
    if any(finding.check == RECIPIENTS for finding in findings):
        lines += _option("If you write to the same people, hide who they are (C49):", _bcc(policy))
    if findings and kind != "social":
        lines += ["", "If it is a message of the Council's own, it may not go out as it stands."]
    return "\n".join(lines) + "\n"


def grounds_of(findings: Sequence[Finding], policy: Policy) -> list[str]:
    """Return the clauses under which the owner of a page may be asked to remove what was found, in the policy's order."""
    checks = {finding.check for finding in findings} | {part.check for finding in findings for part in finding.parts}
    return [
        name
        for name, clause in policy.clauses.items()
        if name.startswith(GROUNDS) and any(fnmatchcase(check, keeper) for check in checks for keeper in clause.kept_by)
    ]


def _option(title: str, words: Iterator[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in words)]


def _quoted(names: Sequence[str], policy: Policy) -> Iterator[str]:
    for name in names:
        yield f"“{policy.clauses[name].words.rstrip('.')}” (clause {name})"


def _inform(grounds: Sequence[str], findings: Sequence[Finding], policy: Policy) -> Iterator[str]:
    names = list(grounds) or list(dict.fromkeys(finding.clause for finding in findings))
    yield f"{policy.council} has a Social Media and Electronic Communication Policy, which speaks of:"
    yield from _quoted([name for name in names if name in policy.clauses], policy)
    yield f"If there is something that you want the Council to deal with, please e-mail the Clerk: {policy.clerk_email}."


def _brief(policy: Policy) -> Iterator[str]:
    yield f"Thank you for your message. To contact the Council, please e-mail the Clerk: {policy.clerk_email}."
    yield "This does not limit your legal rights. Tell us if you need another way."


def _complaint(policy: Policy) -> Iterator[str]:
    yield "If you believe that a policy of the Council or the law has been broken, please make a formal complaint to the Council by"
    yield f"e-mailing the Clerk ({policy.clerk_email}), or report the matter to the Police, as soon as possible, to allow due process."


def _bcc(policy: Policy) -> Iterator[str]:
    yield f"Address it to {policy.clerk_email}, and put everybody else in Bcc. To answer, use “Reply”, never “Reply to All”."


def _removal(grounds: Sequence[str], policy: Policy) -> Iterator[str]:
    yield f"{policy.council} asks you to remove this post from your page. Its policy gives as reasons for asking:"
    yield from _quoted(grounds, policy)
    yield f"If you remove it, would you please post: “{REMOVED}” (clause C29)."
