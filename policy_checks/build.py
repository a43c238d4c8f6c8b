"""The gate during a build: written pages first, then the built site; a refusal leaves no site, a pass a receipt.

It knows nothing of the builder: hooks/policy_gate.py turns MkDocs' events into calls.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from policy_checks import ended
from policy_checks.clean import clean_site, to_clean
from policy_checks.gate import PAGES, Gate, check_site, check_written, london_today, open_gate, settle, verdict_of
from policy_checks.gathering import gathered
from policy_checks.judge import Judged, relative
from policy_checks.model import UnreadableError, Verdict
from policy_checks.reporters import overlay, terminal
from policy_checks.withhold import (
    addresses_of,
    answer,
    beside,
    instructions,
    is_under,
    notice_for,
    reference_of,
    scrub,
    to_withhold,
    unlist,
    without,
    without_links,
)


class RefusedError(Exception):
    """The website may not be published. The text says why, for the clerk."""


class Build:
    """One build or preview, from its first page to its last byte."""

    gate: Gate
    judged: Judged
    verdict: Verdict | None = None
    trouble = ""
    withheld: tuple[str, ...] = ()
    aside: Verdict | None = None
    publishing: tuple[str, ...] | None = None

    def __init__(self, config: Path, docs: Path, site: Path, *, preview: bool, dirty: bool = False) -> None:
        """Judge the written pages. Raises RefusedError, unless this is a preview, when they do not pass.

        ``dirty`` says that only some pages will be built, so that there can be no receipt.
        """
        self.root, self.docs, self.site = config.parent, docs, site
        self.kept: set[str] = set()
        self.ended: dict[str, date] = {}
        (self.root / "receipt.json").unlink(missing_ok=True)
        try:
            self.gate = self._open(dirty=dirty and not preview)
            self.judged = check_written(self.gate, [docs], self.root)
            self.publishing = None if preview else instructions(os.environ)
            self.verdict = self._decide()
            if self.publishing is not None and self.gate.policy.publish == "withhold":
                self._withhold({*self.publishing, *to_withhold(self.verdict, relative(docs, self.root))})
            self.ended = ended.ended(docs, self.gate.policy, london_today())
        except UnreadableError as error:
            self.trouble = f"The policy gate could not judge the website: {error}."
        if not preview:
            self._passed()

    def _open(self, *, dirty: bool) -> Gate:
        gate = open_gate(self.root)
        if dirty:
            raise UnreadableError("it judges whole websites, so build without --dirty")
        if gate.docs.resolve() != self.docs.resolve():
            raise UnreadableError("policy.yml and the folder docs must lie beside mkdocs.yml")
        return gate

    def _decide(self) -> Verdict:
        publishing = self.publishing is not None
        verdict = verdict_of(
            self.gate, self.judged, london_today(), whole=True, environment=os.environ, publishing=publishing
        )
        return gathered(beside(verdict, self.aside, self.withheld))

    def _withhold(self, paths: set[str]) -> None:
        """Take these files out of what was judged, and keep what was found in them to be told."""
        self.withheld, self.aside = tuple(sorted(paths)), self.verdict
        self.judged = without(self.judged, self.withheld)
        if not any(page.kind in PAGES for page in self.judged.pages.heads()):
            raise UnreadableError("no page would be left to publish")
        self.verdict = self._decide()

    def keeps_back(self, page: str) -> bool:
        """Say whether a page or file (relative to docs/) is withheld, or a notice that has ended."""
        kept = self._withholds(page)
        self.kept |= {page} if kept else set()
        return kept or page in self.ended

    def _withholds(self, page: str) -> bool:
        return is_under(relative(self.docs / page, self.root), self.withheld)

    def _gone(self) -> frozenset[str]:
        """Return the addresses at which nothing of what was withheld may be linked."""
        pages = {relative(self.root / each, self.docs) for each in self.withheld}
        return frozenset(address for page in pages | self.kept for address in addresses_of(page))

    def unlinked(self, html: str, name: str) -> str:
        """Return a page of the site, or a part of it, without links to what is withheld."""
        if not self.withheld:
            return html
        return without_links(html.encode(), name, self._gone(), self.gate.policy).decode()

    def _shown(self, verdict: Verdict) -> Verdict:
        """Return the verdict for the receipt, which names no withheld file: a reference stands for it."""
        salt = self.gate.policy.salt
        files = (self.root / path for path in verdict.withheld)
        named = (reference_of(file, relative(file, self.docs), salt) for file in files)
        return replace(verdict, withheld=tuple(named), findings=(), undecided=()) if verdict.publishable else verdict

    def notice(self, page: str) -> str | None:
        """Return what is published in the place of a page that is kept back; None when nothing is, so that its address is not found."""
        if page in self.ended and not self._withholds(page):
            return ended.notice(self.ended[page])
        return notice_for(page, self.gate)

    def finish(self) -> str:
        """Clean what is to be cleaned of the built site, judge it and write its receipt; return the report. Raises RefusedError, having removed the site."""
        try:
            scrub(self.site, self._gone(), self.gate.policy)
            unlist(self.site, {address for page in self.ended for address in addresses_of(page)})
            clean_site(self.site, to_clean(self.judged, self.gate.matcher))
            digests = check_site(self.gate, self.site, self.judged, self.root)
            self.verdict = self._decide()
            settle(self.gate, self._shown(self.verdict), digests, self.judged.origins)
        except UnreadableError as error:
            self.trouble = f"The policy gate could not judge the website: {error}."
        verdict = self._passed()
        answer(os.environ, verdict)
        return terminal.plain(verdict)

    def _passed(self) -> Verdict:
        """Return the verdict of what can be published; else remove the site and raise RefusedError."""
        if self.verdict is None or self.trouble:
            raise RefusedError(self.trouble + remove_site(self.site, self.root))
        if not self.verdict.publishable:
            answer(os.environ, self.verdict)
            report = terminal.plain(self.verdict)
            raise RefusedError(f"The policy gate refuses this website.\n\n{report}{remove_site(self.site, self.root)}")
        return self.verdict

    @property
    def policy_page(self) -> str:
        """Return the page that holds the policy, relative to docs/; empty when there is no telling."""
        return "" if self.trouble else self.gate.policy.page

    def marked(self, page: str) -> str:
        """Return the Markdown of a previewed page with its findings marked; empty where there is nothing to mark."""
        document = None if self.trouble else self.judged.pages.get(page)
        if document is None or self.verdict is None:
            return ""
        findings = [finding for finding in self.verdict.findings if finding.path == document.path]
        return overlay.marked(document.text, findings) if findings else ""

    def with_banner(self, html: str, page: str, policy_url: str) -> str:
        """Return a previewed page's HTML with the banner after its ``<body>`` tag; clauses link to the policy's page."""
        if self.trouble or self.verdict is None:
            banner = overlay.trouble(self.trouble)
        else:
            banner = overlay.banner(self.verdict, relative(self.docs / page, self.root), policy_url)
        begin = html.find(">", html.find("<body")) + 1
        return html[:begin] + banner + html[begin:]


def remove_site(site: Path, root: Path) -> str:
    """Remove a built site, only where it lies inside the project and is no link; return what to say if it was kept."""
    if not site.exists() and not site.is_symlink():
        return ""
    inside = site.resolve().is_relative_to(root.resolve()) and site.resolve() != root.resolve()
    if site.is_symlink() or not inside:
        return f"\nThe refused website still lies in {site.name}, outside this project: delete it."
    shutil.rmtree(site)
    return ""
