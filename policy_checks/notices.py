"""What the website must say, and how the published policy must read: judged only when the whole website is.

Which words are needed, and on which page, stands in policy.yml under each clause, so that every council has its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from policy_checks.judge import Judged, relative
from policy_checks.model import Check, Finding, Notice, Place, Policy, Surface
from policy_checks.reading import digest, normalised
from policy_checks.registers import Registers

EVERY_PAGE = "every page"
NOT_AVAILABLE = (
    "This page is not available at present. Please ask the Clerk."  # what stands in place of a page that is withheld
)


def missing(policy: Policy, judged: Judged, check: Check, root: Path, base: Path) -> Iterator[Finding]:
    """Yield a finding for each notice that the built website has lost, at what it is made from."""
    for clause, notice in policy.promises:
        for path, page in _lacking(notice, policy, judged, root, base):
            remedy = check.remedy.format(line=notice.line)
            line = notice.line if path.endswith("policy.yml") else 1
            yield finding_at(check, policy, clause, path, line, page=page, remedy=remedy, words=notice.says)


def _lacking(notice: Notice, policy: Policy, judged: Judged, root: Path, base: Path) -> Iterator[tuple[str, str]]:
    """Yield the path, and the page if it is one, of everything that should say a notice and does not."""
    if notice.on != EVERY_PAGE:
        known = notice.on in judged.pages
        wanted = (notice.says,) if known else (notice.says, NOT_AVAILABLE)  # withheld: which is told by itself
        pages = [judged.shown[name] for name in built_as(notice.on) if name in judged.shown]
        if not any(page.says(words, policy) for page in pages for words in wanted):
            file = root / "docs" / notice.on if known else root / "policy.yml"
            yield relative(file, base), notice.on if known else ""
        return
    lacking = [name for name, page in judged.shown.items() if not page.says(notice.says, policy)]
    if 2 * len(lacking) > len(judged.shown):  # the template has lost it; some pages say it themselves
        settings = root / "mkdocs.yml"
        yield relative(settings if settings.exists() else root / "policy.yml", base), ""
        return
    for name in lacking:
        page = next((each for each in judged.pages if name in built_as(each)), "")
        yield (judged.pages[page].path, page) if page else (name, "")


def built_as(page: str) -> tuple[str, ...]:
    """Return the files of a built site that a page (relative to docs/) may become."""
    stem = page.rpartition(".")[0] or page
    folder, _, last = stem.rpartition("/")
    if last in {"index", "README"}:
        return (f"{folder}/index.html" if folder else "index.html",)
    return f"{stem}/index.html", f"{stem}.html"


def of_policy(
    policy: Policy, registers: Registers, judged: Judged, checks: Mapping[str, Check], path: str
) -> Iterator[Finding]:
    """Yield what is wrong with the published policy: its text, the words of its clauses, its channels.

    ``path`` is where policy.yml lies, from the working folder.
    """
    page = judged.pages.get(policy.page)
    if (page or policy.page_sha256) and not adopted(policy, registers, judged.texts.get(policy.page, "")):
        check = checks["notices-policy" if policy.page_sha256 else "notices-unpinned"]
        where, line = (page.path, 1) if page else (path, policy.lines["policy"])
        yield finding_at(check, policy, "C51", where, line, page=policy.page if page else "")
    if page is None:
        return
    for name, clause in policy.clauses.items():
        if clause.words not in page.text:
            yield finding_at(checks["notices-quotation"], policy, name, path, policy.lines[name], words=clause.words)
    for channel in unmentioned(policy, page.text):
        yield finding_at(checks["notices-channels"], policy, "C04", path, policy.lines["channels"], words=channel)


def adopted(policy: Policy, registers: Registers, sha256: str) -> bool:
    """Say whether a text is the one that was adopted: pinned, by a minute, and signed off by whoever signs the policy."""
    return (
        sha256 == policy.page_sha256
        and bool(policy.minute)
        and any(
            (entry.text("page"), entry.text("sha256"), entry.text("by")) == (policy.page, sha256, policy.signed_by)
            and _held(policy, entry.day("on"))
            for entry in registers.entries["signoffs"]
        )
    )


def _held(policy: Policy, day: date | None) -> bool:
    """Say whether anybody held the office that signs the policy on a day."""
    offices = [each for each in policy.offices if each.office == policy.signed_by]
    return any(day and each.start <= day <= (each.end or day) for each in offices)


def unmentioned(policy: Policy, text: str) -> Iterator[str]:
    """Yield each channel of policy.yml that the text of the policy does not name."""
    said = f" {normalised(text)} "
    for channel, used in policy.channels.items():
        names = {normalised(channel), normalised(channel).replace("email", "e mail")}
        if used and not any(name in said for name in names):
            yield channel


def finding_at(
    check: Check,
    policy: Policy,
    clause: str,
    path: str,
    line: int,
    *,
    page: str = "",
    remedy: str = "",
    words: str = "",
) -> Finding:
    """Return a finding of a whole line of a file, for a clause."""
    return Finding(
        check=check.id,
        area=check.area,
        clause=clause,
        level=check.level,
        path=path,
        page=page,
        place=Place(line, 1, line, 2),
        surface=Surface.WRITTEN,
        message=check.message,
        remedy=remedy or check.remedy,
        clause_text=policy.clauses[clause].words if clause in policy.clauses else "",
        digest=digest(f"{clause} {words}", policy.salt),
    )
