"""Speed, on a council of generated pages: `make bench`. Prints figures and ratios of one run; never a test.

PAGES=5000 in the environment adds a second, larger council. DEFAULT=0 leaves out Material's default navigation, which
is slow.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from policy_checks.checks import CHECKS
from policy_checks.documents.source import Source
from policy_checks.judge import judge_source
from policy_checks.matching import compile_checks
from policy_checks.model import Surface
from policy_checks.policy import read_policy
from tests.project import ROOT, buildable, project, shipped, write

SUBJECTS = [
    "Council",
    "Clerk",
    "working party",
    "tree warden",
    "contractor",
    "county",
    "district",
    "committee",
    "hall",
    "school",
]
VERBS = [
    "agreed",
    "noted",
    "considered",
    "reported",
    "asked for",
    "received",
    "approved",
    "reviewed",
    "deferred",
    "published",
]
OBJECTS = [
    "the quotation for the bus shelter",
    "the accounts for the quarter",
    "a letter about the crossing",
    "the grass cutting contract",
    "the plan for the green",
    "an update on the street lights",
    "the inspection of the play area",
    "a grant of £250 for the band",
    "the reply from the highways desk",
    "the dates of meetings",
    "the allotment waiting list",
    "the repair of the churchyard wall",
]
PRUNED = "site_name: Village\ntheme: {name: material, font: false, features: [navigation.prune]}\nplugins: [search]\n"


def page(number: int, dice: random.Random) -> str:
    """Return one page of about 3 KB: settings, headings, paragraphs, a list and a table."""
    parts = [f"---\ntitle: Page {number}\ndate: 2026-01-01\n---\n\n# Page {number}\n"]
    for section in range(4):
        sentences = (
            f"The {dice.choice(SUBJECTS)} {dice.choice(VERBS)} {dice.choice(OBJECTS)}, minute {number}/{dice.randrange(99)}."
            for _ in range(7)
        )
        parts.append(
            f"## Section {section + 1}\n\n{' '.join(sentences)}\n\n- **First** item\n- [Second](../index.md) item\n"
        )
    rows = "\n".join(f"| {dice.choice(OBJECTS)} | £{dice.randrange(9999)}.00 |" for _ in range(6))
    return "\n".join([*parts, f"| Item | Amount |\n| --- | --- |\n{rows}\n"])


def council(root: Path, pages: int) -> Path:
    """Generate a council's project."""
    dice = random.Random(pages)  # noqa: S311 - the same pages every time
    files: dict[str, str | bytes] = {"docs/index.md": "# Village\n\nWelcome.\n"}
    files |= {f"docs/section-{n % 20}/page-{n}.md": page(n, dice) for n in range(pages)}
    return write(
        buildable(root, files), {"mkdocs.yml": PRUNED + "hooks: [hooks/policy_gate.py]\n", "plain.yml": PRUNED}
    )


def cpu(root: Path, *command: str, env: Mapping[str, str] | None = None) -> tuple[float, float, int]:
    """Run a command; return its CPU seconds, its wall seconds and its greatest size in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    full = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(env or {})}
    subprocess.run(command, cwd=root, env=full, capture_output=True, check=True)  # noqa: S603 - our own commands
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, wall, after.ru_maxrss // 1024


def say(words: str) -> None:
    """Print a line of figures."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def start_up(root: Path) -> None:
    """Measure judging one page."""
    runs = [cpu(root, sys.executable, "-m", "policy_checks", "check", "docs/index.md") for _ in range(5)]
    say(f"start-up, one page: {sorted(run[1] for run in runs)[2]:.2f} s, {runs[0][2]} MB (goal 0.3 s, 60 MB)")


def patterns(root: Path) -> None:
    """Measure the compiled set alone."""
    data = b"".join(file.read_bytes() for file in root.rglob("*.md"))
    matcher = compile_checks(CHECKS)
    started = time.process_time()
    matcher.match(data)
    say(f"pattern engine: {len(data) / 1e6 / (time.process_time() - started):.0f} MB/s (goal 20)")


def gate(root: Path, *, keep: Path | None = None) -> float:
    """Judge pages and site; return the CPU seconds. ``keep`` is where judgements are kept."""
    kept = {"CI": "", "POLICY_CHECKS_NO_CACHE": "", "XDG_CACHE_HOME": str(keep), "LOCALAPPDATA": str(keep)}
    env = kept if keep else {"POLICY_CHECKS_NO_CACHE": "1"}
    return cpu(root, sys.executable, "-m", "policy_checks", "check", "docs", "--site", "site", env=env)[0]


def builds(root: Path, pages: int) -> float:
    """Measure builds with and without the gate; return the gate's CPU seconds."""
    bare = cpu(root, sys.executable, "-m", "mkdocs", "build", "-q", "-f", "plain.yml")[0]
    gated = cpu(root, sys.executable, "-m", "mkdocs", "build", "-q")[0]
    off = {"POLICY_CHECKS_NO_CACHE": "1"}
    empty = cpu(root, sys.executable, "-m", "policy_checks", "check", "docs/index.md", env=off)[0]
    written = cpu(root, sys.executable, "-m", "policy_checks", "check", "docs", env=off)[0] - empty
    whole = gate(root) - empty
    with tempfile.TemporaryDirectory() as folder:
        gate(root, keep=Path(folder))
        again = gate(root, keep=Path(folder)) - empty
        with (root / "docs" / "section-0" / "page-0.md").open("a", encoding="utf-8") as file:
            file.write("\nAn edit.\n")
        edited = gate(root, keep=Path(folder)) - empty
    size = sum(file.stat().st_size for file in (root / "docs").rglob("*.md")) / 1e6
    say(f"{pages} pages, {size:.1f} MB: build {bare:.1f} s CPU, with the gate {gated:.1f} s")
    say(
        f"  written pass {written:.2f} s ({size / written:.1f} MB/s, goal 8); whole gate {whole:.2f} s = {whole / bare:.1%} (goal 10 %)"
    )
    say(
        f"  nothing changed {again:.2f} s = {again / bare:.1%} (goal 3 %), one page edited {edited:.2f} s = {edited / bare:.1%}"
    )
    return whole


def shipped_website(root: Path, slow: float) -> None:
    """Measure the shipped website with 1,000 more pages against Material's default navigation, which took ``slow`` CPU seconds."""
    root.mkdir()
    shipped(root)
    dice = random.Random(1000)  # noqa: S311 - the same pages every time
    write(root, {f"docs/news/section-{n % 20}/page-{n}.md": page(n, dice) for n in range(1000)})
    kept = {"CI": "", "POLICY_CHECKS_NO_CACHE": "", "XDG_CACHE_HOME": str(root / "cache")}
    build = (sys.executable, "-m", "mkdocs", "build", "-q")
    (root / "plain.yml").write_text((root / "mkdocs.yml").read_text().replace("  - hooks/policy_gate.py\n", ""))
    bare = cpu(root, *build, "-f", "plain.yml", env={"POLICY_CHECKS_NO_CACHE": "1"})[0]
    clean = cpu(root, *build, env=kept)[0]
    with (root / "docs" / "news" / "section-0" / "page-0.md").open("a", encoding="utf-8") as file:
        file.write("\nAn edit.\n")
    edited = cpu(root, *build, env=kept)[0]
    say(
        f"shipped website against Material's default navigation ({slow:.0f} s CPU): {bare / slow:.2f} (goal 0.3), "
        f"with the gate {clean / slow:.2f}, one page edited {edited / slow:.2f} (goal 0.15)"
    )


def attachments(root: Path) -> None:
    """Measure 300 pages with 200 papers and photographs, read for the first time and again."""
    from tests.attachments import pdfs, photos, word

    dice = random.Random(200)  # noqa: S311 - the same papers every time
    project(root, {f"docs/page-{n}.md": page(n, dice) for n in range(300)})

    def words() -> str:
        return f"The {dice.choice(SUBJECTS)} {dice.choice(VERBS)} {dice.choice(OBJECTS)}"

    for n in range(100):
        sheets = ["".join(pdfs.line(words(), 760 - 14 * at) for at in range(45)) for _ in range(10)]
        (root / f"docs/paper-{n}.pdf").write_bytes(pdfs.saved(pdfs.new_pdf(*sheets)))
    for n in range(50):
        (root / f"docs/photo-{n}.jpg").write_bytes(photos.photo(size=(3000 + n, 2000), exif=photos.exif(gps=True)))
        paragraphs = "".join(word.paragraph(word.run(words())) for _ in range(300))
        (root / f"docs/letter-{n}.docx").write_bytes(word.docx(paragraphs, author="Jo Tapley"))
    env = {"CI": "", "XDG_CACHE_HOME": str(root / "cache")}
    first, again = (timed(root, env) for _ in range(2))
    say(
        f"300 pages, 200 papers and photographs: {first[0]:.1f} s CPU, {first[1]:.0f} s (goal 60), {first[2]} MB; again {again[0]:.1f} s CPU, {again[1]:.0f} s (goal 5)"
    )


def timed(root: Path, env: Mapping[str, str]) -> tuple[float, float, int]:
    """Measure judging docs/, which does not pass here; return CPU seconds, wall seconds, and the greatest size in MB."""
    code = "import sys; from policy_checks.__main__ import main; main(['check', 'docs'])"
    return cpu(root, sys.executable, "-c", code, env=env)


SIZE = 20_000  # characters
PROSE = ROOT / "training" / "dev" / "neutral" / "ayton-sentences.txt"  # what a council wrote
# Twenty kilobytes each that slow patterns down.
HOSTILE = {
    "spaces": " ",
    "digits": "0770",
    "hyphens": "-",
    "one word": "a",
    "capitals": "Ab ",
    "brackets": "[",
    "links": "[a](",
    "stars": "*a",
    "tags": "<a ",
    "quotes": '<a b="',
    "ats": "a@",
    "entities": "&#48",
    "number words": "oh ",
    "bars": "|",
}


def hostile() -> None:
    """Measure pages made to be slow against a page of words of the same size, and a page of 10 MB."""
    prose = PROSE.read_text(encoding="utf-8").replace("\n", "\n\n")
    plain = sum(judged(prose[at : at + SIZE]) for at in range(0, 3 * SIZE, SIZE)) / 3
    times = {name: judged(part * (SIZE // len(part))) for name, part in HOSTILE.items()}
    worst = max(times, key=lambda name: times[name])
    say(f"20 KB of {worst}: {times[worst] / plain:.1f} times as long as of a council's words (goal 2)")
    words = (
        f"The Council agreed the quotation for the shelter in section {number}, and asked for the accounts.\n\n"
        for number in range(100_000)
    )
    say(f"a page of 10 MB: {judged(''.join(words)):.1f} s (goal 5)")


def judged(text: str) -> float:
    """Return the least CPU seconds of three that judging a page takes."""
    matcher = compile_checks(CHECKS)
    policy = read_policy(ROOT / "policy.yml")
    source = Source("docs/a.md", "a.md", Surface.WRITTEN, text.encode())

    def once() -> float:
        started = time.process_time()
        judge_source(source, policy, matcher)
        return time.process_time() - started

    return min(once() for _ in range(3 if len(text) < 10**6 else 1))


def main() -> int:
    """Run every measurement."""
    with tempfile.TemporaryDirectory() as folder:
        attachments(Path(folder) / "papers")
        root = council(Path(folder) / "small", 1000)
        start_up(root)
        patterns(root)
        hostile()
        small = builds(root, 1000)
        if os.environ.get("DEFAULT", "1") != "0":
            (root / "default.yml").write_text("site_name: Village\ntheme: {name: material}\n", encoding="utf-8")
            slow = cpu(root, sys.executable, "-m", "mkdocs", "build", "-q", "-f", "default.yml")[0]
            shipped_website(Path(folder) / "shipped", slow)
        if pages := int(os.environ.get("PAGES", "0")):
            large = builds(council(Path(folder) / "large", pages), pages)
            say(f"cost of {pages} pages against 1,000: {large / small:.2f}")
    copy = Path(tempfile.mkdtemp()) / "clone"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", "site", ".git", ".*cache", ".hypothesis"))
    say(f"set-up from nothing: {cpu(copy, 'make', 'setup')[1]:.0f} s")
    shutil.rmtree(copy.parent)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
