"""The gate as one value: the council's policy, registers and compiled checks, ready to judge files or a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from policy_checks.checks import CHECKS
from policy_checks.documents.source import Source
from policy_checks.evidence import read_evidence
from policy_checks.judge import Judged, judge_source, judge_written, relative, walk
from policy_checks.matching import Matcher, PatternError, compile_checks
from policy_checks.model import Check, Policy, Surface, UnreadableError, Verdict
from policy_checks.policy import read_policy
from policy_checks.receipt import rules_digest, write_receipt
from policy_checks.registers import Registers, read_registers
from policy_checks.site import judge_site
from policy_checks.verdict import decide

RECEIPT = "receipt.json"
VISIBILITY = "POLICY_CHECKS_REPOSITORY_VISIBILITY"  # “public” where anybody can read the repository
EVIDENCE = "POLICY_CHECKS_EVIDENCE"  # the folder with what the code host recorded of a proposed change
PAGES = frozenset({"markdown", "html"})


@dataclass(frozen=True)
class Gate:
    """A project's gate. ``root`` is the folder that holds policy.yml."""

    root: Path
    policy: Policy
    registers: Registers
    matcher: Matcher

    @property
    def docs(self) -> Path:
        """Return the folder of the written pages."""
        return self.root / "docs"

    @property
    def receipt(self) -> Path:
        """Return where the receipt lies."""
        return self.root / RECEIPT


def open_gate(start: Path, checks: Sequence[Check] = CHECKS) -> Gate:
    """Return the gate of the project that ``start`` lies in; raise UnreadableError when it cannot be relied on."""
    root = next((folder for folder in (start, *start.parents) if (folder / "policy.yml").exists()), None)
    if root is None:
        raise UnreadableError("there is no policy.yml here or in any folder above")
    try:
        matcher = compile_checks(checks)
    except PatternError as error:
        raise UnreadableError(str(error)) from None
    policy = replace(read_policy(root / "policy.yml"), cleans=_cleans(root))
    return Gate(root, policy, read_registers(root / "registers"), matcher)


def _cleans(root: Path) -> bool:
    """Say whether building takes out of files what they say of their makers: whether the build runs the gate's hook."""
    settings = root / "mkdocs.yml"
    return settings.is_file() and b"policy_gate" in settings.read_bytes()


def london_today() -> date:
    """Return today's date in Europe/London, which is what registers and offices go by."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def files_under(paths: Iterable[Path], root: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file that these files and folders hold; raise UnreadableError for one that is not there."""
    for path in paths:
        if path.is_symlink() or path.is_file():
            yield path, "it is a link to another place: put the file itself here" if path.is_symlink() else ""
        elif path.is_dir():
            yield from walk(path, root)
        else:
            raise UnreadableError(f"there is no file or folder called {path.name}")


def check_written(gate: Gate, paths: Sequence[Path], base: Path) -> Judged:
    """Judge files and folders; findings' paths are relative to ``base``. Raises UnreadableError when there is no page."""
    judged = judge_written(files_under(paths, base), gate.docs, base, gate.policy, gate.matcher)
    folders = any(path.is_dir() for path in paths)
    if folders and not judged.undecided and not any(page.kind in PAGES for page in judged.pages.values()):
        raise UnreadableError("there is no page to judge")
    if whole_site(gate, paths):
        _judge_settings(gate, base, judged)
    return judged


def whole_site(gate: Gate, paths: Sequence[Path]) -> bool:
    """Say whether these paths are the whole website: docs/, with the mkdocs.yml that builds it."""
    whole = any(path.resolve() == gate.docs.resolve() for path in paths)
    return whole and (gate.root / "mkdocs.yml").is_file()


def _judge_settings(gate: Gate, base: Path, judged: Judged) -> None:
    """Judge mkdocs.yml, whose titles and notices stand on every page, as text."""
    file = gate.root / "mkdocs.yml"
    source = Source(relative(file, base), relative(file, gate.docs), Surface.WRITTEN, file.read_bytes())
    judge_source(source, gate.policy, gate.matcher, judged)


def check_pasted(gate: Gate, data: bytes, kind: str) -> Judged:
    """Judge text from standard input: a page, or a message of another channel."""
    judged = Judged()
    ending = "md" if kind == "page" else "txt"
    judge_source(Source(f"standard-input.{ending}", "", Surface.WRITTEN, data), gate.policy, gate.matcher, judged)
    return judged


def verdict_of(gate: Gate, judged: Judged, today: date, *, whole: bool, environment: Mapping[str, str]) -> Verdict:
    """Apply the registers to what was judged."""
    checks = {check.id: check for check in gate.matcher.checks}
    public = whole and environment.get(VISIBILITY) == "public"
    recorded = environment.get(EVIDENCE)
    return decide(
        judged,
        gate.registers,
        gate.policy,
        checks,
        rules_digest(),
        today,
        whole=whole,
        public=public,
        evidence=read_evidence(Path(recorded)) if recorded else None,
    )


def check_site(gate: Gate, site: Path, judged: Judged, base: Path) -> dict[str, str]:
    """Judge a built site after its pages; return the digests of the very bytes that were judged.

    Raises UnreadableError when there is no such site, or no page in it.
    """
    if site.is_symlink() or not site.is_dir():
        raise UnreadableError(f"there is no folder called {site.name}")
    digests = judge_site(site, base, gate.policy, gate.matcher, judged)
    if not any(name.endswith(".html") for name in digests):
        raise UnreadableError(f"there is no page in {site.name}")
    return digests


def settle(gate: Gate, verdict: Verdict, digests: dict[str, str], origins: dict[str, str]) -> None:
    """Write the receipt of a site that passed; make sure that there is none for one that did not."""
    if verdict.publishable:
        write_receipt(gate.receipt, verdict, gate.policy, digests, origins)
    else:
        gate.receipt.unlink(missing_ok=True)
