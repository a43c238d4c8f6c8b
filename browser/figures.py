"""Lighthouse's marks and times on a phone, and the bytes of a first view and of a first search: `make browser`.

Exit status 1 when a figure misses its goal; times, which are another computer's on another day, are only told.
Lighthouse needs Node.js; where that is not here, or does not answer, the rest is measured.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from browser.chromium import FLAGS, chromium_path
from browser.site import built, served
from hooks.search_index import words_of, write_index
from policy_checks.reach import broken, read_site
from policy_checks.site import site_files
from tests.bench import page

LIGHTHOUSE = "lighthouse@12.8.2"
PAGES = ("", "meetings/example/minutes/", "services/long-table/", "news/", "search/", "contact/")
RUNS = 3
MARKS = ("performance", "accessibility", "best-practices", "seo")
TIMES = {"largest-contentful-paint": 1000, "total-blocking-time": 50}  # milliseconds, at most
FIRST_VIEW, FIRST_SEARCH = 80_000, 300_000  # bytes over the wire, at most
SYLLABLES = [first + vowel for first in "bdfglmnprst" for vowel in "aio"]  # of which 36,000 words are made
COUNCIL = 5000  # pages of the search index that is measured


def say(words: str) -> None:
    """Print a line of figures."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def received(chromium: Browser, address: str, search: str = "") -> int:
    """Return the bytes that a new visitor's browser receives to show a page, and, where asked, to search for words."""
    context = chromium.new_context(viewport={"width": 375, "height": 667})
    tab = context.new_page()
    tab.goto(address, wait_until="load")
    if search:
        tab.get_by_label("Words to look for").fill(search)
        tab.keyboard.press("Enter")
        tab.wait_for_selector(".results li:last-child mark")
    sizes = tab.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(each => each.transferSize)"
    )
    context.close()
    return int(sum(sizes))


def large_index(site: Path) -> None:
    """Put the search index of a large council's generated pages, and the pages that it leads to, in place of the site's own."""
    dice = random.Random(COUNCIL)  # noqa: S311 - the same pages every time
    words = ["".join(parts) for parts in product(SYLLABLES, repeat=3)]
    texts = [page(number, dice) + " ".join(dice.choices(words, k=40)) for number in range(COUNCIL)]
    entries = [[f"large/{n}/", f"Page {n} of the minutes", "meetings", "2026-01-01"] for n in range(COUNCIL)]
    write_index(
        site / "search", entries, [words_of(entry[1], text) for entry, text in zip(entries, texts, strict=True)]
    )
    shell = (site / "contact" / "index.html").read_text(encoding="utf-8")
    for number, text in enumerate(texts):
        file = site / "large" / str(number) / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(shell.replace("<h1", f"<p>{text}</p><h1", 1), encoding="utf-8")


def weigh(chromium: Browser, site: Path, address: str) -> Iterator[bool]:
    """Measure bytes and links; yield whether each figure meets its goal."""
    for path in PAGES:
        size = received(chromium, f"{address}/{path}")
        say(f"first view of /{path}: {size / 1000:.1f} KB (goal {FIRST_VIEW // 1000})")
        yield size <= FIRST_VIEW
    large_index(site)
    size = received(chromium, f"{address}/search/", "quotation for balido")
    say(f"first search of {COUNCIL} pages, with its page: {size / 1000:.1f} KB (goal {FIRST_SEARCH // 1000})")
    yield size <= FIRST_SEARCH
    started = time.process_time()
    broken(read_site(site, dict(site_files(site))))
    spent = (time.process_time() - started) / COUNCIL * 1000
    say(f"links and anchors: {spent:.2f} s of one processor for 1,000 pages (goal 1)")
    yield spent <= 1


def lighthouse(command: list[str], address: str) -> tuple[list[int], list[float]]:
    """Return Lighthouse's marks, of 100, and its times in milliseconds, of one run on a simulated phone."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        flags = f"--chrome-flags=--headless {' '.join(FLAGS)}"
        words = [*command, address, "--quiet", "--output=json", f"--output-path={report}", flags]
        environment = {**os.environ, "CHROME_PATH": chromium_path()}
        subprocess.run(words, env=environment, check=True, capture_output=True, timeout=180)  # noqa: S603 - our own command
        told = json.loads(report.read_text(encoding="utf-8"))
    marks = [round(100 * told["categories"][mark]["score"]) for mark in MARKS]
    return marks, [told["audits"][name]["numericValue"] for name in TIMES]


def rate(command: list[str], address: str) -> Iterator[bool]:
    """Measure each page by medians; yield whether it meets its goals."""
    for path in PAGES:
        runs = [lighthouse(command, f"{address}/{path}") for _ in range(RUNS)]
        marks = [round(median(run[0][n] for run in runs)) for n in range(len(MARKS))]
        times = [median(run[1][n] for run in runs) for n in range(len(TIMES))]
        say(f"Lighthouse, /{path}: {'/'.join(map(str, marks))}, LCP {times[0] / 1000:.2f} s, TBT {times[1]:.0f} ms")
        if marks[0] < 100 or any(spent > goal for spent, goal in zip(times, TIMES.values(), strict=True)):
            say("  missed: a mark of 100 for speed, or one of the times; on a busy computer this says little")
        yield marks[1:] == [100] * 3


def lighthouse_command() -> list[str]:
    """Return how Lighthouse is started here; empty when it cannot be."""
    if installed := shutil.which("lighthouse"):
        return [installed]
    npx = shutil.which("npx")
    command = [npx, "--yes", LIGHTHOUSE] if npx else []
    works = command and subprocess.run([*command, "--version"], capture_output=True, check=False).returncode == 0  # noqa: S603
    return command if works else []


def main() -> int:
    """Run every measurement."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = built(Path(folder))
        with served(site) as address:
            command = lighthouse_command()
            met: list[bool] = []
            try:
                met += rate(command, address) if command else ()
            except subprocess.SubprocessError:
                say("Lighthouse gave no answer: the rest is measured without it")
            if not command:
                say("Lighthouse was not run: it needs Node.js and its package (npm install --global lighthouse)")
            chromium = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
            met += weigh(chromium, site, address)
            chromium.close()
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
