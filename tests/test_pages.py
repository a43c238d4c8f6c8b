"""The website's own templates and search index: no script but one by its hash, named tables, an index that says what it should."""

from __future__ import annotations

import json
import shutil
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks.documents import size_in_words
from hooks.pages import boxed_tables
from hooks.search_index import plain, words_of, write_index
from tests.project import ROOT, buildable, mkdocs, run, shipped, write


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped website, built through the gate."""
    root = shipped(tmp_path_factory.mktemp("website"))
    done = mkdocs(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Return every page of a site."""
    return {file.relative_to(site).as_posix(): LexborHTMLParser(file.read_bytes()) for file in site.rglob("*.html")}


def test_the_shipped_website_passes_and_can_be_verified(site: Path) -> None:
    """As it is handed to the Clerk, with nothing left to be filled in."""
    assert run(site.parent, "verify", "site", "--receipt", "receipt.json").returncode == 0


def test_a_page_loads_one_style_sheet_and_no_script(site: Path) -> None:
    """Only the search page has a script, and a page with payments; its policy names that script by its hash."""
    for name, html in pages(site).items():
        assert len(html.css("link[rel=stylesheet]")) == 1, name
        policy = html.css("meta[http-equiv=Content-Security-Policy]")[0].attributes["content"] or ""
        scripts = [node.text() for node in html.css("script")]
        assert len(scripts) == (name == "search/index.html"), name
        hashes = ["'sha256-" + b64encode(sha256(text.encode()).digest()).decode() + "'" for text in scripts]
        assert [word for word in policy.replace(";", " ").split() if word.startswith("'sha256")] == hashes
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'")
        assert html.css("[style], [onclick], style, iframe") == []


def test_nothing_of_the_theme_is_published(site: Path) -> None:
    """Its scripts, styles and fonts are not used, so they are not there to be judged either."""
    assert not (site / "assets").exists()
    assert not list(site.rglob("*.js"))


def test_every_page_has_one_heading_a_skip_link_and_a_title_of_its_own(site: Path) -> None:
    """What somebody who listens to a page finds their way by."""
    titles = Counter(html.css("title")[0].text() for html in pages(site).values())
    assert set(titles.values()) == {1}
    for name, html in pages(site).items():
        assert len(html.css("h1")) == 1, name
        assert html.css("body a")[0].attributes["href"] == "#content", name
        assert html.css("html")[0].attributes["lang"] == "en-GB"


def test_a_browser_finds_a_mark_and_a_search_engine_its_way(site: Path) -> None:
    """Each at the address at which it is asked for."""
    assert (site / "favicon.ico").read_bytes() == (ROOT / "overrides" / "favicon.ico").read_bytes()
    assert LexborHTMLParser((site / "favicon.svg").read_bytes()).css("title")
    icons = {html.css("link[rel=icon]")[0].attributes["href"] for html in pages(site).values()}
    assert {(icon or "").lstrip("./") for icon in icons} == {"favicon.svg"}
    assert (site / "robots.txt").read_text(encoding="utf-8").split("\n") == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://www.bassingbourn.org/sitemap.xml",
    ]


def test_the_front_page_says_whose_job_it_is_and_how_to_reach_the_clerk(site: Path) -> None:
    """From the settings of other pages and from policy.yml."""
    front = (site / "index.html").read_text(encoding="utf-8")
    assert front.count("mailto:parishclerk@bassingbourn.org") == 2
    for words in (
        "South Cambridgeshire District Council",
        "Cambridgeshire County Council",
        "Cambridgeshire Constabulary",
    ):
        assert words in front
    assert "The date of the next meeting is not on this website yet" in front
    assert "Example:" not in front


def test_tables_are_boxes_that_the_keyboard_reaches_each_with_a_name_of_its_own() -> None:
    """The name is the heading above; a second table there is told apart; numbers keep their side without a style."""
    html = '<h2 id="a">Costs &amp; <em>fees</em></h2><table><td style="text-align: right;">1</td></table><table></table><h2>B</h2><table></table>'
    boxed = boxed_tables(html, "Page")
    names = [node.attributes["aria-label"] for node in LexborHTMLParser(boxed).css("div[role=region][tabindex='0']")]
    assert names == ["Table: Costs & fees", "Table: Costs & fees, 2", "Table: B"]
    assert "style=" not in boxed
    assert boxed_tables("<table></table>", "A “page”").startswith(
        '<div class="scroll" role="region" aria-label="Table: A “page”"'
    )
    assert boxed_tables('<h2>Say "no"</h2><table></table>', "Page").count("&quot;no&quot;") == 1
    assert boxed_tables("<p>Words</p>", "Page") == "<p>Words</p>"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("documents:\n  - {file: budget.pdf}", "docs/index.md: there is no document 'budget.pdf'"),
        ("template: nothing.html", "docs/index.md: there is no template 'nothing.html'"),
        ("template: [1]", "docs/index.md: there is no template '[1]'"),
    ],
)
def test_what_a_page_asks_for_and_is_not_there_stops_the_build(tmp_path: Path, settings: str, told: str) -> None:
    """With the page and the name, and no traceback."""
    write(
        buildable(tmp_path),
        {
            "mkdocs.yml": "site_name: V\nhooks: [hooks/pages.py, hooks/documents.py]\ntheme: {name: material, custom_dir: overrides}\nplugins: []\nnav: [index.md]\n",
            "docs/index.md": f"---\n{settings}\n---\n\n# Home\n",
        },
    )
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, dirs_exist_ok=True)
    done = mkdocs(tmp_path)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("size", "words"), [(1, "1 KB"), (2500, "2 KB"), (999_499, "999 KB"), (1_250_000, "1.2 MB")])
def test_a_size_is_told_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words


def test_words_are_counted_as_somebody_types_them() -> None:
    """Without accents, apostrophes and marks of HTML; a word of the title counts for ten."""
    assert plain("The Clerk’s CAFÉ") == "the clerks cafe"
    assert words_of("Hall", '<p class="hidden">The hall, a <b>hall</b></p>') == {"hall": 12, "the": 1}


def test_the_index_is_split_by_two_letters_and_is_the_same_every_time(tmp_path: Path) -> None:
    """Words that most pages hold are named once, and told of no page."""
    counts = [Counter({"the": 3, f"word{n}": 1, "wood": n % 2}) for n in range(60)]
    entries = [[f"{n}/", f"Page {n}", "", ""] for n in range(60)]
    for name in ("a", "b"):
        write_index(tmp_path / name, entries, [+each for each in counts])
    first = {file.relative_to(tmp_path / "a"): file.read_bytes() for file in (tmp_path / "a").rglob("*.json")}
    assert first == {file.relative_to(tmp_path / "b"): file.read_bytes() for file in (tmp_path / "b").rglob("*.json")}
    assert json.loads(first[Path("pages.json")])["common"] == ["the"]
    assert set(map(str, first)) == {"pages.json", "words/wo.json"}
    words = json.loads(first[Path("words/wo.json")])
    assert words["word7"] == [7, 1]
    assert words["wood"][:4] == [1, 1, 3, 1]
