"""What a file says of its maker and place without being asked (clause C09; UK GDPR, article 5(1)(c), data minimisation)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_checks.context import FILES, met
from policy_checks.model import Area, Check, Document, Hit, Level, Policy, Surface

MESSAGES = {
    "gps": "This file says where the photograph was taken, to within a few steps.",
    "serial": "This file names the camera, telephone or owner behind a photograph.",
    "thumbnail": "This photograph carries a small picture that shows something else: what was cut off or painted over, perhaps.",
    "after": "Something more stands after the end of this picture: another picture or a recording, perhaps.",
    "author": "This file names a person as its author.",
}
# What policy_checks/clean.py takes out of the published copy.
CLEANED = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".heic", ".avif", ".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"}
)
GOES = "Nothing. It is taken out of the published copy; `policy-checks clean` takes it out of yours too."
AGAIN = "It cannot be taken out here: save the file anew without it (a picture as JPEG or PNG)."


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield each thing that a file gives away: advice where publishing takes it out, else a stop."""
    suffix = "." + document.path.partition("!")[0].casefold().rpartition(".")[2]
    cleanable = suffix in CLEANED and not any(problem.kind == "signed" for problem in document.problems)
    goes = cleanable and policy.cleans and document.surface is Surface.WRITTEN and not document.page.startswith("../")
    for hit in met(document, MESSAGES):
        if goes:
            yield replace(hit, level=Level.ADVISE, remedy=GOES)
        else:
            yield hit if cleanable else replace(hit, remedy=AGAIN)


CHECK = Check(
    id="attachment-metadata",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message=MESSAGES["gps"],
    remedy="Run `policy-checks clean` on the file: it takes this out and leaves the credit.",
    why="Cameras write down where they are, programs who uses them. Nobody means to publish it. The build takes it out of the "
    "published copy, except of a file that was signed digitally, which any change would spoil.",
    find=find,
    kinds=FILES,
    cleaned=True,
    fails=("⟦⟧{\\rtf1{\\info{\\author Jo Tapley}} The hall is open.}",),
    passes=(
        "{\\rtf1{\\info{\\author Oxley Parish Council}} The hall is open.}",
        "{\\rtf1{\\info{\\author Clerk}} Open.}",
    ),
    example="notice.rtf",
)
