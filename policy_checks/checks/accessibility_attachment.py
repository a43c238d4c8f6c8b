"""Files that some residents cannot use (clause C05; Public Sector Bodies Accessibility Regulations 2018, SI 2018/952, regs 4 and 6).

Only what is missing is told. That it is there does not make a file accessible, and nothing here says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_checks.context import FILES, met
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

MESSAGES = {
    "untagged": "This PDF has no tags, so a screen reader cannot tell headings, lists and tables.",
    "untitled": "This PDF has no title, so a screen reader gives the file's name.",
    "no language": "This PDF does not say its language, so a screen reader may speak it wrongly.",
    "no words for a picture": "A picture in this file has no alternative text for those who cannot see it.",
}


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each thing that is missing, at the level that policy.yml gives."""
    for hit in met(document, MESSAGES):
        yield replace(hit, level=Level(policy.file_accessibility))


START = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Lang(en-GB){}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
WORDS = "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
TEXT = (
    "4 0 obj<</Length 59>>stream\nBT /F 12 Tf 72 700 Td (The hall is open on Monday mornings) Tj ET\nendstream endobj\n"
)
FONT = "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n6 0 obj<</Title(Hall)>>endobj\n"
PDF = START + WORDS + TEXT + FONT + "trailer<</Root 1 0 R/Info 6 0 R>>\n%%EOF\n"

CHECK = Check(
    id="accessibility-attachment",
    area=Area.ACCESSIBILITY,
    clause="C05",
    level=Level.ADVISE,
    message=MESSAGES["untagged"],
    remedy="Publish it as a page instead. Or set title, language and alternative text in the original, and save as PDF “with tags”.",
    why="The law asks it of a council's documents. policy.yml (files: accessibility) says whether this stops a file or only advises.",
    find=find,
    kinds=FILES,
    fails=("⟦⟧" + PDF.replace("{}", ""),),
    passes=(PDF.replace("{}", "/MarkInfo<</Marked true>>/StructTreeRoot<<>>"),),
    example="notice.pdf",
)
