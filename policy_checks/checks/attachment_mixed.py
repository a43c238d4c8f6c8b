"""Files that are two kinds at once (clause C46): what one program shows is not what another opens."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import FILES, met
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

MESSAGES = {"mixed": "A file of another kind stands before or after this one, in the same file."}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield a file that is two."""
    yield from met(document, MESSAGES)


PDF = (
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)

CHECK = Check(
    id="attachment-mixed",
    area=Area.INTEGRITY,
    clause="C46",
    level=Level.REJECT,
    message=MESSAGES["mixed"],
    remedy="Save the picture or document anew, from the program that made it.",
    why="Such a file passes for a picture and carries something else, which nobody sees and which cannot be judged.",
    find=find,
    kinds=FILES,
    fails=(f"⟦⟧<html>{PDF}", f"⟦⟧{PDF}PK\x05\x06"),
    passes=(PDF,),
    example="plan.pdf",
)
