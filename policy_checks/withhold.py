"""Withholding: whatever stops a page keeps that page back and nothing else, and says so at its address (clause C10).

An agenda must be up in time, so one page's trouble may not hold back another. Only ``make publish`` withholds; the checks and
every other build refuse. Nothing here knows the builder: a Build asks what to put in a page's place, and hands over the site.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import posixpath
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path, PurePosixPath
from typing import cast
from urllib.parse import unquote, urlsplit

from policy_checks import log
from policy_checks.evidence import moderators
from policy_checks.gate import Gate, check_pasted, london_today, open_gate
from policy_checks.judge import Judged, relative
from policy_checks.model import Policy, UnreadableError, Verdict
from policy_checks.moderation import may_sign
from policy_checks.notices import NOT_AVAILABLE
from policy_checks.pages import Pages
from policy_checks.reading import pattern
from policy_checks.reporters.text import clean

NOTICE = NOT_AVAILABLE
TITLE = "Not available at present"
MARKDOWN = f"---\ntitle: {TITLE}\nwithheld: true\nsearch:\n  exclude: true\n---\n\n# {TITLE}\n\n{NOTICE}\n"  # no search lists it
HTML = f'<!doctype html>\n<html lang="en">\n<title>{TITLE}</title>\n<h1>{TITLE}</h1>\n<p>{NOTICE}</p>\n</html>\n'
NOTICES = {".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML}
REPLACED = b"<span>not available at present</span>"
SETTING = "withhold: true"
PUBLISH = "POLICY_CHECKS_PUBLISH"  # the file through which `policy-checks publish` and the build that it runs speak
ATTRIBUTES = r"""(?:[^>"']|"[^"]*"|'[^']*')*>"""
LINK = rf"(?is)<a\b{ATTRIBUTES}.*?</a\s*>|<(?:img|link|source|iframe|embed|object|area)\b{ATTRIBUTES}"
TARGET = r"""(?i)\s(?:href|src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
URL = r"(?s)<url>.*?</url>\s*"
LOCATION = r"(?s)<loc>\s*(.*?)\s*</loc>"
STANDARD_ERROR = 2  # where the builder's progress goes: standard output is for the report
REFERENCE = 16  # hexadecimal digits
ROUNDS = 3  # builds, at most: what only the built pages show withholds its page in the next


def to_withhold(verdict: Verdict, docs: str) -> tuple[str, ...]:
    """Return the paths of what stops; empty when anything stops that is no file under ``docs``, and so cannot be withheld."""
    stops = {each.path for each in verdict.findings if each.stops} | {each.path for each in verdict.undecided}
    files = {path.partition("!")[0] for path in stops}
    return tuple(sorted(files)) if all(path.startswith(f"{docs}/") for path in files) else ()


def without(judged: Judged, withheld: Collection[str]) -> Judged:
    """Return what was judged, less the pages that are withheld, so that nothing of theirs counts as told or known."""
    pages = judged.pages
    gone = {page for page in pages if (head := pages.head(page)) and is_under(head.path, withheld)}
    return replace(
        judged,
        findings=[each for each in judged.findings if not is_under(each.path, withheld)],
        undecided=[each for each in judged.undecided if not is_under(each.path, withheld)],
        texts={page: text for page, text in judged.texts.items() if page not in gone},
        files={page: digest for page, digest in judged.files.items() if page not in gone},
        pages=Pages(
            {page: document for page, document in pages.read.items() if page not in gone},
            {page: unread for page, unread in pages.unread.items() if page not in gone},
        ),
    )


def beside(verdict: Verdict, aside: Verdict | None, withheld: tuple[str, ...]) -> Verdict:
    """Return the verdict of what is published, with what was found in the withheld files told beside it."""
    if aside is None or not withheld:
        return verdict
    findings = [each for each in aside.findings if is_under(each.path, withheld)]
    undecided = [each for each in aside.undecided if is_under(each.path, withheld)]
    return replace(
        verdict,
        findings=tuple(sorted((*findings, *verdict.findings), key=lambda each: (each.path, each.place.line))),
        undecided=(*undecided, *verdict.undecided),
        withheld=withheld,
    )


def is_under(path: str, withheld: Collection[str]) -> bool:
    """Say whether a path is that of a withheld file, a part of one, or lies in a withheld folder."""
    file = path.partition("!")[0]
    return file in withheld or any(file.startswith(f"{each}/") for each in withheld)


def notice_for(page: str, gate: Gate) -> str | None:
    """Return what stands in a withheld page's place; None for a file, and where the address itself may not be shown."""
    notice = NOTICES.get(PurePosixPath(page.casefold()).suffix)
    words = "".join(each if each.isalnum() else " " for each in page.rpartition(".")[0])
    told = (
        finding for said in (words, words.title()) for finding in check_pasted(gate, said.encode(), "page").findings
    )
    return None if notice is None or any(finding.stops for finding in told) else notice


def reference_of(file: Path, page: str, salt: str) -> str:
    """Return what stands for a withheld file in receipt and record: neither its path nor its words can be told from it.

    It stays the same for as long as the file does. ``page`` is relative to docs/.
    """
    try:
        mark = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        mark = ""
    return "W-" + hashlib.sha256(f"{salt}\0{page}\0{mark}".encode()).hexdigest()[:REFERENCE]


# The built site


def addresses_of(page: str) -> Iterator[str]:
    """Yield the addresses, relative to the site, under which a page or file of docs/ is published, and its own name."""
    path = PurePosixPath(page)
    yield page
    if path.suffix not in {".md", ".markdown"}:
        return
    if path.stem in {"index", "README"}:
        folder = "" if path.parent == PurePosixPath() else f"{path.parent}/"
        yield from (folder, f"{folder}index.html")
    else:
        stem = str(path.with_suffix(""))
        yield from (f"{stem}/", f"{stem}/index.html", f"{stem}.html")


def scrub(site: Path, gone: Collection[str], policy: Policy) -> None:
    """Take every link to the addresses in ``gone`` out of a built site: pages, menus, site map and search index."""
    for file in sorted(site.rglob("*.htm*") if gone else ()):
        name = relative(file, site)
        data = file.read_bytes()
        if (less := without_links(data, name, gone, policy)) != data:
            file.write_bytes(less)
    unlist(site, gone)


def unlist(site: Path, gone: Collection[str]) -> None:
    """Take these addresses out of a built site's map and search index."""
    _scrub_map(site / "sitemap.xml", gone)
    _scrub_index(site / "search" / "search_index.json", gone)


def without_links(html: bytes, name: str, gone: Collection[str], policy: Policy) -> bytes:
    """Return a page of the site with each link and picture that leads to an address in ``gone`` replaced."""
    kept: list[bytes] = []
    at = 0
    for match in pattern(LINK).finditer(html):
        if _leads(match.group(0), name, gone, policy):
            kept += (html[at : match.start()], b"" if match.group(0)[:5].lower() == b"<link" else REPLACED)
            at = match.end()
    return b"".join([*kept, html[at:]])


def _leads(tag: bytes, name: str, gone: Collection[str], policy: Policy) -> bool:
    found = pattern(TARGET).search(tag)
    if found is None:
        return False
    target = unescape(next(filter(None, found.groups()), b"").decode("utf-8", "replace"))
    own = PurePosixPath(name)
    # A link to a file that is no longer there was left as it is written: relative to the page's own source.
    bases = (own.parent, own.parent.parent) if own.name == "index.html" else (own.parent,)
    reached = {_address(target, base.as_posix(), policy) for base in bases}
    return not reached.isdisjoint(gone) and reached.isdisjoint(addresses_of_file(name))


def addresses_of_file(name: str) -> set[str]:
    """Return the addresses of a page of the site: a page's own links to itself stay."""
    return {name, name.removesuffix("index.html")}


def _address(target: str, folder: str, policy: Policy) -> str:
    """Return the address, relative to the site, that a link on a page in ``folder`` leads to; empty for other websites."""
    try:
        parts = urlsplit(target)
        if parts.hostname and not policy.owns(parts.hostname):
            return "\0"
    except ValueError:
        return "\0"
    path = unquote(parts.path)
    whole = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    return f"{whole}/" if path.endswith(("/", "..", ".")) and whole else whole


def _scrub_map(file: Path, gone: Collection[str]) -> None:
    """Take the addresses out of the site map, and out of its packed copy."""
    if not file.is_file():
        return
    text = file.read_bytes()
    kept, at = [], 0
    for match in pattern(URL).finditer(text):
        place = pattern(LOCATION).search(match.group(0))
        if place and unquote(urlsplit(unescape(place.group(1).decode())).path).lstrip("/") in gone:
            kept.append(text[at : match.start()])
            at = match.end()
    text = b"".join([*kept, text[at:]])
    file.write_bytes(text)
    packed = file.with_suffix(".xml.gz")
    if packed.is_file():
        packed.write_bytes(gzip.compress(text, mtime=0))


def _scrub_index(file: Path, gone: Collection[str]) -> None:
    """Take the addresses out of the search index that MkDocs makes."""
    if file.is_file():
        index = json.loads(file.read_text(encoding="utf-8"))
        index["docs"] = [each for each in index["docs"] if each["location"].partition("#")[0] not in gone]
        file.write_text(json.dumps(index, sort_keys=True, separators=(",", ":")), encoding="utf-8")


# The command line


def instructions(environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the paths to withhold whatever the written pages say, or None in a build that is not `policy-checks publish`."""
    file = environment.get(PUBLISH)
    return tuple(json.loads(Path(file).read_text(encoding="utf-8"))["withhold"]) if file else None


def answer(environment: Mapping[str, str], verdict: Verdict | None) -> None:
    """Tell `policy-checks publish` what was decided, in the format that it asked for."""
    from policy_checks.reporters import REPORTERS
    from policy_checks.reporters.github import job_summary

    if (file := environment.get(PUBLISH)) and verdict is not None:
        asked = json.loads(Path(file).read_text(encoding="utf-8"))
        asked |= {
            "status": verdict.exit_status,
            "report": REPORTERS[asked["format"]](verdict),
            "summary": job_summary(verdict),
            "stops": list(to_withhold(verdict, "docs")),
            "withheld": list(verdict.withheld),
            "reasons": {path: _reasons(verdict, path) for path in verdict.withheld},
        }
        Path(file).write_text(json.dumps(asked), encoding="utf-8")


def _reasons(verdict: Verdict, path: str) -> list[str]:
    """Return the checks that keep a file back; none where it could not be judged."""
    return sorted({each.check for each in verdict.findings if each.stops and is_under(each.path, (path,))})


def publish(builder: list[str], style: str) -> int:
    """Run the builder, withholding what stops; print the report and return the exit status (0 published, maybe in part)."""
    withhold: list[str] = []
    said: dict[str, object] = {}
    for _ in range(ROUNDS):
        said = _build(builder, style, withhold)
        stops = {*withhold, *_texts(said["stops"])}
        if said["status"] == 0 or stops == {*withhold}:
            break
        withhold = sorted(stops)
    sys.stdout.buffer.write(str(said["report"]).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    lines = _recorded(said) if said["status"] == 0 else []
    _hand_on("GITHUB_STEP_SUMMARY", lambda: str(said["summary"]))
    _hand_on("GITHUB_OUTPUT", lambda: outputs(said, lines))
    return int(str(said["status"]))


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _recorded(said: Mapping[str, object]) -> list[str]:
    """Record what was withheld and is not in the record yet; return the new lines. Trouble with the record holds nothing up."""
    try:
        return list(record_withheld(open_gate(Path.cwd()), cast("Mapping[str, list[str]]", said["reasons"])))
    except UnreadableError as error:
        sys.stderr.write(f"policy-checks: what is withheld was not recorded: {error}.\n")
        return []


def record_withheld(gate: Gate, reasons: Mapping[str, list[str]]) -> Iterator[str]:
    """Record each withheld file by its reference, with the checks that keep it back; yield each new line of the record."""
    entries = log.read_log(gate.root / gate.registers.folder / log.FOLDER).entries.values() if reasons else ()
    known = {each.reference for each in entries}
    for path, checks in sorted(reasons.items()):
        reference = reference_of(gate.root / path, relative(gate.root / path, gate.docs), gate.policy.salt)
        if reference not in known:
            clause = gate.by_name[checks[0]].clause if checks else "C10"
            entry = log.Entry(
                "withholding", london_today(), log.GATE, clause, checks=tuple(checks), reference=reference
            )
            yield log.record(gate, entry).line


def _hand_on(name: str, text: Callable[[], str]) -> None:
    """Append a text to the file that the code host names, where it does."""
    if os.environ.get(name):
        with Path(os.environ[name]).open("a", encoding="utf-8") as file:
            file.write(text())


def outputs(said: Mapping[str, object], lines: list[str]) -> str:
    """Return what later jobs are told: how many files are withheld, whom to tell, and the new lines of the record."""
    accounts = moderators(open_gate(Path.cwd()).policy, london_today())
    recorded = "".join(f"{line}\n" for line in lines)
    return f"withheld={len(_texts(said['withheld']))}\nmoderators={accounts}\nrecorded<<END\n{recorded}END\n"


def _build(builder: list[str], style: str, withhold: list[str]) -> dict[str, object]:
    """Run the builder once; return what the build answered, or status 2 where it answered nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "publish.json")
        nothing = {"status": 2, "report": "", "summary": "", "stops": [], "withheld": [], "reasons": {}}
        file.write_text(json.dumps({"withhold": withhold, "format": style, **nothing}), encoding="utf-8")
        done = subprocess.run(builder, env={**os.environ, PUBLISH: str(file)}, stdout=STANDARD_ERROR, check=False)  # noqa: S603
        said: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    if done.returncode and said["status"] == 0:
        said["status"] = 2
    return said


def mark(gate: Gate, file: Path, by: str) -> str:
    """Mark a page to be withheld, and record that it was; return what was done."""
    if not may_sign(by, london_today(), gate.policy):
        raise UnreadableError("“--as” must be an office that may moderate and is held today")
    if not file.resolve().is_relative_to(gate.docs.resolve()) or not file.is_file() or file.suffix != ".md":
        raise UnreadableError(f"there is no page called {clean(str(file))} under docs")
    text = file.read_text(encoding="utf-8")
    if SETTING in text.split("\n")[:10]:
        return "This page is marked to be withheld already.\n"
    opened = text.startswith("---\n")
    file.write_text(
        f"---\n{SETTING}\n{text[4:]}" if opened else f"---\n{SETTING}\n---\n\n{text}", encoding="utf-8", newline="\n"
    )
    reference = reference_of(file, relative(file, gate.docs), gate.policy.salt)
    log.record(gate, log.Entry("withholding", london_today(), by, "C10", reference=reference))
    return (
        f"Marked to be withheld, and recorded as {reference}. Save it: the next publication says “{NOTICE}” at its address. "
        f"To put the page back, take out the line “{SETTING}” at its top.\n"
    )


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``withhold`` and ``publish`` to the command line."""
    parser = commands.add_parser("withhold", help="keep one page back: its address says to ask the Clerk")
    parser.add_argument("page", type=Path, metavar="PAGE")
    parser.add_argument("--as", dest="office", required=True, metavar="OFFICE")
    parser.set_defaults(command=_withhold)
    publishing = commands.add_parser("publish", help="build the website, withholding each page that stops")
    publishing.add_argument("--format", choices=("terminal", "json", "github", "sarif"), default="terminal")
    publishing.add_argument("builder", nargs="+", metavar="COMMAND", help="what builds the website, after --")
    publishing.set_defaults(command=lambda options: publish(options.builder, options.format))


def _withhold(options: argparse.Namespace) -> int:
    gate = open_gate(Path.cwd())
    place = next((each for each in (options.page, gate.docs / options.page) if each.is_file()), options.page)
    sys.stdout.write(mark(gate, place, options.office))
    return 0
