"""Links to bodies that the Council has not listed (clauses C18, C26f): shown, and never stopped."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.links import is_known
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.reading import hosts


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each link to a host that is neither the Council's, a public body's, nor listed in policy.yml."""
    for element in document.elements:
        address = element.attributes.get("href", "") if element.name in {"a", "area"} else ""
        if not all(policy.owns(host) or is_known(host, policy.known_links) for host in hosts(address)):
            yield Hit(element.start, element.end, address)


CHECK = Check(
    id="commercial-link",
    area=Area.COMMERCIAL,
    clause="C26f",
    level=Level.ADVISE,
    message="This link leads to a website that the Council has not listed as one it sends readers to.",
    remedy="Look at that website once more. If readers should be sent there again and again, add it to known_links in policy.yml.",
    why="A link can read as a recommendation. Public bodies are known by the endings of their addresses; others are listed by the Council. Nothing is stopped.",
    find=find,
    on=("written",),
    fails=(
        "See ⟦[the band](https://band.example/)⟧ on Friday.",
        "⟦<https://www.fete.example/2026>⟧",
        "⟦<a href='//club.example/'>⟧The club</a>",
    ),
    passes=(
        "[Report a pothole](https://www.gov.uk/report-pothole)",
        "[Your surgery](https://www.fenbury.nhs.uk/)",
        "[The police](https://www.cambs.police.uk/)",
        "[Minutes](../minutes/2026-10.md)",
        "[The Clerk](mailto:clerk@example.com)",
    ),
)
