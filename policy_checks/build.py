"""The gate during a build: written pages first, then the built site; a refusal leaves no site, a pass a receipt.

It knows nothing of the builder: hooks/policy_gate.py turns MkDocs' events into calls.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from policy_checks.clean import clean_site, to_clean
from policy_checks.gate import Gate, check_site, check_written, london_today, open_gate, settle, verdict_of
from policy_checks.gathering import gathered
from policy_checks.judge import Judged, relative
from policy_checks.model import UnreadableError, Verdict
from policy_checks.reporters import overlay, terminal


class RefusedError(Exception):
    """The website may not be published. The text says why, for the clerk."""


class Build:
    """One build or preview, from its first page to its last byte."""

    gate: Gate
    judged: Judged
    verdict: Verdict | None = None
    trouble = ""

    def __init__(self, config: Path, docs: Path, site: Path, *, preview: bool, dirty: bool = False) -> None:
        """Judge the written pages. Raises RefusedError, unless this is a preview, when they do not pass.

        ``dirty`` says that only some pages will be built, so that there can be no receipt.
        """
        self.root, self.docs, self.site = config.parent, docs, site
        (self.root / "receipt.json").unlink(missing_ok=True)
        try:
            self.gate = self._open(dirty=dirty and not preview)
            self.judged = check_written(self.gate, [docs], self.root)
            self.verdict = self._decide()
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
        return gathered(verdict_of(self.gate, self.judged, london_today(), whole=True, environment=os.environ))

    def finish(self) -> str:
        """Clean what is to be cleaned of the built site, judge it and write its receipt; return the report. Raises RefusedError, having removed the site."""
        try:
            clean_site(self.site, to_clean(self.judged, self.gate.matcher))
            digests = check_site(self.gate, self.site, self.judged, self.root)
            self.verdict = self._decide()
            settle(self.gate, self.verdict, digests, self.judged.origins)
        except UnreadableError as error:
            self.trouble = f"The policy gate could not judge the website: {error}."
        return terminal.plain(self._passed())

    def _passed(self) -> Verdict:
        """Return the verdict of what can be published; else remove the site and raise RefusedError."""
        if self.verdict is None or self.trouble:
            raise RefusedError(self.trouble + remove_site(self.site, self.root))
        if not self.verdict.publishable:
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
