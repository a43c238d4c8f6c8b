"""What sections show of themselves: their pages by date, and the news as a feed. One real build for all of it."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from selectolax.lexbor import LexborHTMLParser

from hooks.pages import changed
from tests.project import ROOT, mkdocs, run, write

SHIPPED = ("docs", "hooks", "overrides", "registers", "mkdocs.yml", "policy.yml")
ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = {
    "docs/news/bulbs.md": '---\ntitle: "Bulbs & trees"\ndate: 2026-03-02\ndescription: Where they were planted\n---\n\n# Bulbs\n\nBy the ford.\n',
    "docs/news/hall.md": "---\ndate: 2025-11-20\nupdated: 2026-04-01\n---\n\n# Hall & *green*\n\nOpen again.\n",
    "docs/news/about.md": "# About these pages\n\nNo date, so no news.\n",
    "docs/planning/2026/mill.md": "---\ntitle: The mill\ndate: 2026-02-03\n---\n\n# The mill\n\nPlans for the mill were received.\n",
    "docs/services/2026/verges.md": "---\ntitle: Verges\ndate: 2026-05-05\n---\n\n# Verges\n\nCut in May.\n",
}


def shipped(root: Path) -> Path:
    """Copy the shipped website; return its folder."""
    for name in SHIPPED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped website with a few pages more, built through the gate."""
    root = write(shipped(tmp_path_factory.mktemp("website")), dict(PAGES))
    done = mkdocs(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def dated(site: Path, page: str) -> list[tuple[str, list[str]]]:
    """Return each heading of a page with the entries of the list by date under it."""
    main = LexborHTMLParser((site / page / "index.html").read_bytes()).css("main :is(h2, h3), main .dated a")
    found: list[tuple[str, list[str]]] = []
    for node in main:
        if node.tag == "a":
            found[-1][1].append(f"{node.text()} {node.attributes['href']}")
        else:
            found.append((node.text(), []))
    return [each for each in found if each[1]]


def feed(site: Path) -> Element:
    """Return the feed of a site."""
    root: Element = ElementTree.fromstring((site / "news" / "feed.xml").read_bytes())
    return root


def test_a_section_lists_its_pages_by_date_the_latest_first(site: Path) -> None:
    """Whatever the section, however deep the page; what has no date is not listed."""
    assert dated(site, "news") == [
        ("2026", ["Bulbs & trees bulbs/", "Example: help us to plant bulbs example/"]),
        ("2025", ["Hall & green hall/"]),
    ]
    assert dated(site, "planning") == [("2026", ["The mill 2026/mill/"])]
    assert dated(site, "services") == [("2026", ["Verges 2026/verges/"])]
    assert dated(site, "finance") == []


def test_headings_of_a_list_go_down_by_one(site: Path) -> None:
    """Under the page's own headings the years are a level lower."""
    planning = LexborHTMLParser((site / "planning" / "index.html").read_bytes())
    assert [node.text() for node in planning.css("main h2")][-1] == "By date"
    assert planning.css("main h3")[0].id == "year-2026"


def test_the_feed_holds_what_rfc_4287_asks_for(site: Path) -> None:
    """Ids, titles and dates of the feed and of each entry, with absolute links; no example is news."""
    root = feed(site)
    entries = root.findall(f"{ATOM}entry")
    assert [
        [entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "summary")] for entry in entries
    ] == [
        [
            "tag:bassingbourn.org,2026:news/bulbs/",
            "Bulbs & trees",
            "2026-03-02T12:00:00Z",
            "Where they were planted",
        ],
        ["tag:bassingbourn.org,2026:news/hall/", "Hall & green", "2026-04-01T12:00:00Z", None],
    ]
    assert root.findtext(f"{ATOM}id") == "tag:bassingbourn.org,2026:news/"
    assert root.findtext(f"{ATOM}updated") == "2026-04-01T12:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = [link.attrib["href"] for link in root.iter(f"{ATOM}link")]
    base = "https://www.bassingbourn.org/news/"
    assert links == [f"{base}feed.xml", base, f"{base}bulbs/", f"{base}hall/"]


def test_the_feed_can_be_found(site: Path) -> None:
    """In the head of the front page and of the news, and on the news page for everybody to see."""
    for page, address in (
        ("index.html", "news/feed.xml"),
        ("news/index.html", "feed.xml"),
        ("news/hall/index.html", "../feed.xml"),
    ):
        html = LexborHTMLParser((site / page).read_bytes())
        assert [node.attributes["href"] for node in html.css("link[type='application/atom+xml']")] == [address]
    assert LexborHTMLParser((site / "news" / "index.html").read_bytes()).css("main a[href='feed.xml']")
    assert not LexborHTMLParser((site / "contact" / "index.html").read_bytes()).css("link[type='application/atom+xml']")


def test_the_feed_is_judged_and_stands_in_the_receipt(site: Path) -> None:
    """Like every published byte."""
    receipt = json.loads((site.parent / "receipt.json").read_text(encoding="utf-8"))
    assert receipt["made_from"]["news/feed.xml"] == "builder"
    (site / "news" / "feed.xml").write_bytes((site / "news" / "feed.xml").read_bytes() + b"\n")
    done = run(site.parent, "verify", "site", "--receipt", "receipt.json")
    assert done.returncode == 1
    assert "news/feed.xml" in done.stdout


def test_a_feed_without_news_has_a_date_all_the_same() -> None:
    """As RFC 4287, section 4.1.1, asks."""
    assert datetime.fromisoformat(changed([])).year == 2026


def test_a_broken_title_is_a_finding_at_its_line(tmp_path: Path) -> None:
    """With no traceback and no feed."""
    root = write(
        shipped(tmp_path), {"docs/news/hall.md": "---\ndate: 2025-11-20\ntitle: [a, b]\n---\n\n# Hall\n\nOpen.\n"}
    )
    done = mkdocs(root)
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "docs/news/hall.md" in told
    assert "Line 3" in told
    assert "integrity-settings" in told
    assert "Traceback" not in told
