"""What sections show of themselves: their pages by date, and the news as a feed. One real build for all of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from selectolax.lexbor import LexborHTMLParser

from hooks.pages import changed
from policy_checks.gate import london_today
from policy_checks.reach import broken, read_site
from policy_checks.site import site_files
from tests.project import PHONE, mkdocs, run, shipped, write
from tests.test_withhold import publish, traces

ATOM = "{http://www.w3.org/2005/Atom}"
LEDGER = (
    "Date,Paid to,Purpose,Power,Amount\n"
    '14/05/2025,Example Grounds Ltd,Grass <b>cutting</b>,Open Spaces Act 1906,"1,234.50"\n'
    "02/07/2025,Example Insurance Ltd,Insurance,Local Government Act 1972,612.50\n"
    "09/07/2025,Example Grounds Ltd,Grass <b>cutting</b>,Open Spaces Act 1906,-34.50\n"
    ",,Total,,1812.50\n"
)
PAGES = {
    "docs/news/bulbs.md": '---\ntitle: "Bulbs & trees"\ndate: 2026-03-02\ndescription: Where they were planted\n---\n\n# Bulbs\n\nBy the ford.\n',
    "docs/news/hall.md": "---\ndate: 2025-11-20\nupdated: 2026-04-01\n---\n\n# Hall & *green*\n\nOpen again.\n",
    "docs/news/about.md": "# About these pages\n\nNo date, so no news.\n",
    "docs/planning/2026/mill.md": "---\ntitle: The mill\ndate: 2026-02-03\n---\n\n# The mill\n\nPlans for the mill were received.\n",
    "docs/services/2026/verges.md": "---\ntitle: Verges\ndate: 2026-05-05\n---\n\n# Verges\n\nCut in May. [Fees & *charges*](fees.csv), [again](fees.csv), [help](../index.md).\n",
    "docs/services/2026/fees.csv": "Item,Fee\nPlot,12.00\n",
    "docs/services/plots.md": "---\ntitle: Plots\ndocuments:\n  - {file: plots.csv, title: Free plots, date: 2026-06-01}\n---\n\n# Plots\n",
    "docs/services/plots.csv": "Plot\n1\n",
    "docs/finance/expenditure-2025-26.csv": LEDGER,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the shipped website with a few pages more, built through the gate, and what was told."""
    root = write(shipped(tmp_path_factory.mktemp("website")), dict(PAGES))
    assert run(root, "sign-off", "docs/finance/expenditure-2025-26.csv", "--as", "Clerk", "--yes").returncode == 0
    done = mkdocs(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site", done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(built: tuple[Path, str]) -> Path:
    """Return the folder of that website."""
    return built[0]


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


def test_a_page_in_no_list_and_no_menu_is_told_of(built: tuple[Path, str]) -> None:
    """Only those that have no date either."""
    _, _, told = built[1].partition('not included in the "nav"')
    assert [line.strip() for line in told.splitlines() if line.startswith("  - ")] == [
        "- news/about.md",
        "- services/plots.md",
    ]


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
    assert str(london_today()) not in (site / "news" / "feed.xml").read_text(
        encoding="utf-8"
    )  # nor do its bytes change
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


def cells(site: Path, page: str, table: int = -1) -> list[list[str]]:
    """Return the words of each row of a table of a page."""
    html = LexborHTMLParser((site / page / "index.html").read_bytes())
    return [[cell.text().strip() for cell in row.css("th, td")] for row in html.css("main table")[table].css("tr")]


def test_a_section_lists_its_documents_with_the_page_before_the_file(site: Path) -> None:
    """Those that a page names in its settings, and those that its words link to, each once."""
    assert cells(site, "services")[1:] == [
        ["Fees & charges", "5 May 2026", "CSV", "1 KB"],
        ["Plots", "1 June 2026", "Page", ""],
        ["Plots (CSV)", "1 June 2026", "CSV", "1 KB"],
    ]
    assert [row[0] for row in cells(site, "finance")[1:]] == [
        "Expenditure 2026-27",
        "Expenditure 2026-27 (CSV)",
        "Expenditure 2025-26",
        "Expenditure 2025-26 (CSV)",
    ]
    html = LexborHTMLParser((site / "services" / "index.html").read_bytes())
    assert [a.attributes["href"] for a in html.css("main table a")][-3:] == ["2026/fees.csv", "plots/", "plots.csv"]


def test_expenditure_is_shown_as_charts_and_tables(site: Path) -> None:
    """By month, without a gap, and by purpose; whatever the cells hold is words."""
    page = "finance/expenditure-2025-26"
    months = [["May 2025", "£1,234.50"], ["June 2025", "£0.00"], ["July 2025", "£578.00"]]
    purposes = [["Grass <b>cutting</b>", "£1,200.00"], ["Insurance", "£612.50"]]
    assert cells(site, page, 0)[1:] == months
    assert cells(site, page, 1)[1:] == purposes
    assert cells(site, page)[3:] == [
        ["9 July 2025", "Example Grounds Ltd", "Grass <b>cutting</b>", "Open Spaces Act 1906", "−£34.50"],
        ["Total", "£1,812.50"],
    ]
    html = LexborHTMLParser((site / page / "index.html").read_bytes())
    for chart, rows in zip(html.css("svg.chart"), (months, purposes), strict=True):
        assert [node.text() for node in chart.css("text")] == [words for row in rows for words in row]
        assert chart.css("title")[0].text()
        assert chart.css("desc")[0].text()
    assert [node.attributes["width"] for node in html.css("svg.chart rect")] == ["420", "0", "196", "420", "214"]
    assert html.css("[style]") == []


def test_a_page_of_payments_comes_from_its_file(site: Path) -> None:
    """So says the receipt; a file without payments says so."""
    receipt = json.loads((site.parent / "receipt.json").read_text(encoding="utf-8"))
    assert receipt["made_from"]["finance/expenditure-2025-26/index.html"] == "docs/finance/expenditure-2025-26.csv"
    shipped_page = (site / "finance" / "expenditure-2026-27" / "index.html").read_text(encoding="utf-8")
    assert "No payment has been entered in this file yet." in shipped_page


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    """A slip in a template is found here, before any clerk is told of it."""
    assert broken(read_site(site, dict(site_files(site)))) == []


def test_a_file_that_does_not_add_up_is_withheld_and_has_no_page(tmp_path: Path) -> None:
    """With the line; everything else is published, and nothing links to what is not there."""
    kept_back = {
        "docs/finance/expenditure-2026-27.csv": LEDGER.replace("1812", "1813"),
        "docs/news/ferret.md": f"---\ntitle: The zebra\ndate: 2026-11-20\n---\n\n# The zebra\n\nRing Jo on {PHONE}.\n",
        "docs/meetings/2030-01/gecko.md": "---\ntitle: The okapi\nkind: agenda\ndate: 2030-01-08\nplace: Okapi hall\n---\n\n# The okapi\n",
    }
    root = write(shipped(tmp_path), dict(kept_back))
    run(root, "sign-off", "docs/finance/expenditure-2026-27.csv", "--as", "Clerk", "--yes")
    done = publish(root)
    assert done.returncode == 0, done.stdout + done.stderr
    # No list, feed, calendar, search or site map has a word or address of theirs; only the notice stands where they would.
    addresses = {"news/ferret/index.html", "meetings/2030-01/gecko/index.html"}
    assert {*traces(root / "site", ("zebra", "okapi", "Okapi", "ferret", "gecko", "2030-01"))} == addresses
    assert traces(root / "registers" / "log", ("zebra", "kapi", "ferret", "gecko")) == []
    assert "Line 5, column 1. Stopped: The total on this line" in done.stdout
    assert not list((root / "site" / "finance").glob("expenditure*"))
    assert "expenditure-2026-27" not in (root / "site" / "finance" / "index.html").read_text(encoding="utf-8")


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
