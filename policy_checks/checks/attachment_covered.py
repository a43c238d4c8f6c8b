"""Words under a box (clause C46). ICO, “Disclosing documents to the public securely” (2025): a box over words removes none."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import FILES, met
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

MESSAGES = {
    "covered": "There are words under a box, a picture or blacking-out here. Anybody can copy them from the file."
}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield a place where words are covered."""
    yield from met(document, MESSAGES)


NOTE = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R"
END = "/MediaBox[0 0 595 842]/Annots[<</Type/Annot/Subtype/{} /Rect[9 9 99 99]>>]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

CHECK = Check(
    id="attachment-covered",
    area=Area.PERSONAL,
    clause="C46",
    level=Level.REJECT,
    message=MESSAGES["covered"],
    remedy="Delete the words in the original, and make the file anew.",
    why="A black box is drawn over words; it takes none away. Blacking-out that was only marked is not done until it is applied.",
    find=find,
    kinds=FILES,
    fails=(f"⟦⟧{NOTE}{END.format('Redact')}",),
    passes=(f"{NOTE}{END.format('Link')}",),
    example="plan.pdf",
)
