"""Programs inside files: macros, JavaScript, commands (clause C41)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import FILES, met
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

MESSAGES = {"code": "There is a program in this file: a macro, a script or a command that runs when it is opened."}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield a file with a program in it."""
    yield from met(document, MESSAGES)


HEAD = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R{}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
PAGE = "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

CHECK = Check(
    id="attachment-code",
    area=Area.INTEGRITY,
    clause="C41",
    level=Level.REJECT,
    message=MESSAGES["code"],
    remedy="Save the file anew without it, or print it to PDF.",
    why="A program in a file can send away what its reader types. Forms that only check numbers and dates as they are typed are let through.",
    find=find,
    kinds=FILES,
    fails=("⟦⟧" + (HEAD + PAGE).format("/OpenAction<</S/JavaScript/JS(app.launchURL\\('x'\\))>>"),),
    passes=((HEAD + PAGE).format("/OpenAction[3 0 R/Fit]"),),
    example="form.pdf",
)
