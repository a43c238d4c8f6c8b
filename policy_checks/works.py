"""Pictures and attachments held against their entries: whose the file says it is, and what it looks the same as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from policy_checks import ownership
from policy_checks.credits import entry_for, quoted
from policy_checks.judge import finding_of
from policy_checks.model import Check, Document, Finding, Hit, Policy
from policy_checks.registers import Entry, Index

FILES = frozenset({"picture", "attachment", "svg"})
# What to say where people are seen in a picture, by what its entry says of people.
UNPEOPLED = {"": "", "none": "The entry of this picture says that nobody can be known in it. A face was found."}


def judge_works(index: Index, checks: Mapping[str, Check], policy: Policy) -> Iterator[Finding]:
    """Yield what is the matter with each file that has an entry, besides the entry itself."""
    files = [document for document in index.site.pages.heads() if document.kind in FILES]
    known = [*others(index, files), *index.registers.pictures]
    for document in files:
        entry = index.credit(document.page)
        if entry is None or entry.text("basis") == "ours":
            for check, hit in _hits(document, entry, known, policy):
                yield finding_of(checks[check], hit, document, policy)
        if document.people and entry is not None and entry.text("people") in UNPEOPLED:
            hit = Hit(0, 0, f"{document.page} {document.sha256}", message=UNPEOPLED[entry.text("people")])
            found = finding_of(checks["copyright-people-seen"], hit, document, policy)
            yield replace(found, paste="  people: adults # or: crowd, children")


def others(index: Index, files: Iterable[Document]) -> Iterator[ownership.Work]:
    """Yield each picture that credits.yml records as somebody else's."""
    for document in files:
        entry = entry_for(index.registers.entries["credits"], document.page)
        if entry is not None and entry.text("basis") not in {"", "ours"}:
            yield ownership.Work(document.page, document.fingerprint)


def _hits(
    document: Document, entry: Entry | None, known: Iterable[ownership.Work], policy: Policy
) -> Iterator[tuple[str, Hit]]:
    if entry is not None and (claim := ownership.claim(document.rights, policy.council, entry.text("by"))):
        name = ownership.repeatable(claim)
        message = f"Its entry says that this file is the Council's own; the file itself names “{name}”." if name else ""
        yield "copyright-owner", Hit(0, 0, f"{document.page} {claim}", message=message)
    if name := ownership.lookalike(document, known):
        message = f"This picture looks the same as {name}, which is recorded as somebody else's."
        yield "copyright-same-picture", Hit(0, 0, f"{document.page} {name}", message=message)


def explained(finding: Finding, index: Index) -> Finding:
    """Return a finding that an entry could excuse with the reason that none does, and the lines to paste."""
    trouble = index.trouble(finding.page) if finding.page in index.site.files else None
    if trouble is None:
        return finding
    document = index.site.pages.head(finding.page)
    if document is None or document.kind not in {*FILES, "font"}:
        return replace(finding, paste=trouble.paste)
    named = ownership.owner(document.rights)
    said = f" The file names “{named}” as its owner." if named else ""
    return replace(
        finding, message=(trouble.message or finding.message) + said, remedy=trouble.remedy, paste=trouble.paste
    )


def unused(finding: Finding, entry: Entry, index: Index) -> Finding:
    """Return the finding of an unused entry; where its file is gone, say so, and give its new name where there is one."""
    if entry.register != "credits":
        return finding
    finding = replace(finding, message="There is no picture or file of this name on the website.")
    entries = index.registers.entries["credits"]
    same = (file for file, sha256 in index.site.files.items() if sha256 == entry.text("sha256"))
    new = next((file for file in same if entry_for(entries, file) is None), "")
    if not new:
        return finding
    remedy = "It was moved or renamed: put this line in place of the entry's first."
    return replace(finding, remedy=remedy, paste=f"- file: {quoted(new)}")


def unlooked(entry: Entry, index: Index) -> bool:
    """Say whether an entry is of a picture on the website and does not say who can be known in it."""
    if entry.register != "credits" or entry.text("people"):
        return False
    page = index.site.pages.head(entry.text("file"))
    return page is not None and page.kind == "picture"
