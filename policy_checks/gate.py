"""The gate as one value: the council's policy, registers and compiled checks, ready to judge files or a site."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from zoneinfo import ZoneInfo

from policy_checks.cache import Cache, open_cache
from policy_checks.checks import CHECKS
from policy_checks.checks.copyright_copied import CHECK as COPIED
from policy_checks.checks.copyright_copied import against
from policy_checks.documents.source import Source
from policy_checks.evidence import read_evidence
from policy_checks.judge import Judged, judge_source, judge_written, relative, walk
from policy_checks.matching import Matcher, PatternError, compile_checks
from policy_checks.model import Check, Policy, Surface, Undecided, UnreadableError, Verdict
from policy_checks.notices import finding_at, missing, of_policy
from policy_checks.policy import read_policy
from policy_checks.progress import shown
from policy_checks.reach import unreached
from policy_checks.receipt import file_digests, rules_digest, write_receipt
from policy_checks.registers import Registers, read_registers
from policy_checks.repository import keys_beside
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
    checks: Sequence[Check]
    cache: Cache | None = None

    @cached_property
    def matcher(self) -> Matcher:
        """Return the compiled checks; raise UnreadableError when a pattern of theirs cannot be used."""
        try:
            return compile_checks(self.checks)
        except PatternError as error:
            raise UnreadableError(str(error)) from None

    @property
    def by_name(self) -> dict[str, Check]:
        """Return the checks by name."""
        return {check.id: check for check in self.checks}

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
    policy = replace(read_policy(root / "policy.yml"), cleans=_cleans(root))
    cache = open_cache(root, partial(context_of, root, policy), os.environ) if checks is CHECKS else None
    registers = read_registers(root / "registers")
    compared = [against(registers.texts) if check is COPIED else check for check in checks]
    return Gate(root, policy, registers, compared, cache)


def _cleans(root: Path) -> bool:
    """Say whether building takes out of files what they say of their makers: whether the build runs the gate's hook."""
    settings = root / "mkdocs.yml"
    return settings.is_file() and b"policy_gate" in settings.read_bytes()


def context_of(root: Path, policy: Policy) -> str:
    """Return a digest of all that a judgement depends on besides the file: the rules, the policy, the registers."""
    total = hashlib.sha256(f"{rules_digest()} {policy.sha256} {policy.cleans}".encode())
    for file in sorted((root / "registers").rglob("*")):
        if file.is_file():
            total.update(f"\0{file.relative_to(root).as_posix()}\0".encode() + file.read_bytes())
    return total.hexdigest()


def london_today() -> date:
    """Return today's date in Europe/London, which is what registers and offices go by."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def judge(gate: Gate, source: Source) -> Judged:
    """Judge one file, unless these very bytes were judged before."""
    known = gate.cache.get(source) if gate.cache else None
    if known is None:
        known = judge_source(source, gate.policy, gate.matcher)
        if gate.cache:
            gate.cache.put(source, known)
    return known


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
    judged = judge_written(shown(files_under(paths, base)), gate.docs, base, partial(judge, gate))
    folders = any(path.is_dir() for path in paths)
    if folders and not judged.undecided and not any(page.kind in PAGES for page in judged.pages.heads()):
        raise UnreadableError("there is no page to judge")
    if whole_site(gate, paths):
        _judge_settings(gate, base, judged)
        path = relative(gate.root / "policy.yml", base)
        judged.findings.extend(of_policy(gate.policy, gate.registers, judged, gate.by_name, path))
        judged.findings.extend(keys_beside(gate.root, gate.policy, base))
    if gate.cache:
        gate.cache.save()
    return judged


def whole_site(gate: Gate, paths: Sequence[Path]) -> bool:
    """Say whether these paths are the whole website: docs/, with the mkdocs.yml that builds it."""
    whole = any(path.resolve() == gate.docs.resolve() for path in paths)
    return whole and (gate.root / "mkdocs.yml").is_file()


def _judge_settings(gate: Gate, base: Path, judged: Judged) -> None:
    """Judge mkdocs.yml, whose titles and notices stand on every page, as text."""
    file = gate.root / "mkdocs.yml"
    source = Source(relative(file, base), relative(file, gate.docs), Surface.WRITTEN, file.read_bytes())
    judged.add(judge(gate, source))


def check_pasted(gate: Gate, data: bytes, kind: str) -> Judged:
    """Judge text from standard input: a page, or a message of another channel."""
    from policy_checks.pasted import parts_of, shown_to_all

    judged = Judged()
    line = shown_to_all(data, gate.policy) if kind == "email" else 0
    if line:
        check = gate.by_name["personal-recipients"]
        judged.findings.append(finding_at(check, gate.policy, check.clause, "standard-input.eml", line))
    ending = "md" if kind == "page" else "txt"
    try:
        parts = dict(parts_of(data)) if kind == "email" else {f"standard-input.{ending}": data}
    except UnreadableError as error:
        parts, judged.undecided = {}, [Undecided("standard-input.eml", str(error))]
    for path, part in parts.items():
        judged.add(judge_source(Source(path, "", Surface.WRITTEN, part), gate.policy, gate.matcher))
    return judged


def verdict_of(
    gate: Gate, judged: Judged, today: date, *, whole: bool, environment: Mapping[str, str], publishing: bool = False
) -> Verdict:
    """Apply the registers to what was judged; ``publishing`` as in :func:`policy_checks.verdict.decide`."""
    public = whole and environment.get(VISIBILITY) == "public"
    recorded = environment.get(EVIDENCE)
    return decide(
        judged,
        gate.registers,
        gate.policy,
        gate.by_name,
        rules_digest(),
        today,
        whole=whole,
        public=public,
        evidence=read_evidence(Path(recorded)) if recorded else None,
        publishing=publishing,
    )


def check_site(gate: Gate, site: Path, judged: Judged, base: Path) -> dict[str, str]:
    """Judge a built site after its pages; return the digests of the very bytes that were judged.

    Raises UnreadableError when there is no such site, or no page in it.
    """
    if site.is_symlink() or not site.is_dir():
        raise UnreadableError(f"there is no folder called {site.name}")
    digests = _judge_site(gate, site, judged, base)
    if not any(name.endswith(".html") for name in digests):
        raise UnreadableError(f"there is no page in {site.name}")
    return digests


def _judge_site(gate: Gate, site: Path, judged: Judged, base: Path) -> dict[str, str]:
    """Judge a built site, unless these very bytes were judged before, after these very pages."""
    if gate.cache is None:
        return _judge_all(gate, site, judged, base)
    key = gate.cache.key(
        "site", relative(site, base), relative(gate.root, base), json.dumps(sorted(judged.files.items()))
    )
    known = None if judged.undecided else gate.cache.get_site(key)
    if known and known[1] == _digests_of(site):
        judged.documents += known[0].documents
        judged.findings += known[0].findings
        judged.origins |= known[0].origins
        return known[1]
    documents, findings = judged.documents, len(judged.findings)
    digests = _judge_all(gate, site, judged, base)
    added = Judged(judged.documents - documents, judged.findings[findings:], judged.undecided)
    added.files, added.origins = digests, judged.origins
    gate.cache.put_site(key, added)
    gate.cache.save()
    return digests


def _judge_all(gate: Gate, site: Path, judged: Judged, base: Path) -> dict[str, str]:
    """Judge every file of a built site, and then whether it says all that it must and its links lead somewhere."""
    digests = judge_site(site, base, gate.policy, gate.matcher, judged, gate.cache)
    judged.findings.extend(missing(gate.policy, judged, gate.by_name["notices-missing"], gate.root, base))
    link = gate.by_name["integrity-link"]
    judged.findings.extend(unreached(site, digests, judged, gate.policy, link, gate.root, base))
    return digests


def _digests_of(site: Path) -> dict[str, str] | None:
    """Return the SHA-256 of each file of a site; nothing where one cannot be read."""
    try:
        return file_digests(site)
    except UnreadableError:
        return None


def settle(gate: Gate, verdict: Verdict, digests: dict[str, str], origins: dict[str, str]) -> None:
    """Write the receipt of a site that passed; make sure that there is none for one that did not."""
    if verdict.publishable:
        write_receipt(gate.receipt, verdict, gate.policy, digests, origins)
    else:
        gate.receipt.unlink(missing_ok=True)
