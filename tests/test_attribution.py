"""What residents see: a credit under each picture, the sentence that its licence asks for, and a page that lists all works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from policy_checks.attribution import Credits, open_credits, resolved
from policy_checks.model import UnreadableError
from policy_checks.policy import parse_policy
from policy_checks.registers import read_registers
from tests.pictures import saved, scene
from tests.project import ROOT, Done, buildable, mkdocs, policy, project, write
from tests.test_credits import entry

GREEN, MAP, FLOOD = (saved(scene(number)) for number in (1, 2, 3))
ENTRIES = (
    entry("images/green.jpg", GREEN, "licence", by="Jo Bloggs")
    + entry("images/map.jpg", MAP, "os-map", what="The parish map")
    + entry("images/flood.jpg", FLOOD, "ogl", what="The flood", by="Environment Agency")
)
PAGES: dict[str, str | bytes] = {
    "docs/index.md": "# Home\n\n![The green](images/green.jpg)\n\n![](images/flood.jpg)\n\nSee ![it](images/flood.jpg) here.\n",
    "docs/news/map.md": "# The map\n\n<img src='../../images/map.jpg' alt='The map'>\n\n[The green](../images/green.jpg)\n",
    "docs/images/green.jpg": GREEN,
    "docs/images/map.jpg": MAP,
    "docs/images/flood.jpg": FLOOD,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """Build a website with three works by the shipped hooks."""
    settings = "site_name: V\nhooks: [hooks/credits.py, hooks/policy_gate.py]\ntheme: {name: material, font: false}\n"
    root = buildable(tmp_path_factory.mktemp("credits"), {**PAGES, "mkdocs.yml": settings})
    shutil.copy(ROOT / "hooks" / "credits.py", root / "hooks")
    done = mkdocs(write(root, {"registers/credits.yml": ENTRIES}))
    return root / "site", done


def page(site: Path, name: str) -> LexborHTMLParser:
    """Return a built page."""
    return LexborHTMLParser((site / name).read_text(encoding="utf-8"))


def credits_of(*entries: str, folder: Path) -> Credits:
    """Return the credits of these entries."""
    write(folder, {"credits.yml": "".join(entries)})
    return Credits(read_registers(folder).entries["credits"], policy().credit_lines)


def test_the_website_passes_its_own_gate_though_a_maker_is_named(site: tuple[Path, Done]) -> None:
    """The entry is the record of the name that its licence asks to be shown; nothing else excuses it."""
    folder, done = site
    assert done.returncode == 0, done.stderr
    assert "Jo Bloggs" in (folder / "index.html").read_text(encoding="utf-8")
    write(folder.parent, {"docs/other.md": "# Other\n\nWe met Jo Bloggs at the hall.\n"})
    refused = mkdocs(folder.parent, "build", "-d", "site2")
    assert refused.returncode == 1
    assert "docs/other.md" in refused.stderr
    (folder.parent / "docs/other.md").unlink()


def test_each_picture_has_its_credit_in_a_figure_that_machines_can_read(site: tuple[Path, Done]) -> None:
    """A figure with a caption; the whole is a schema.org ImageObject with the licence as a link."""
    figure = page(site[0], "index.html").css_first("figure.credited")
    assert figure is not None
    assert figure.attributes["itemtype"] == "https://schema.org/ImageObject"
    assert figure.css_first("img[itemprop=contentUrl]") is not None
    caption = figure.css_first("figcaption[itemprop=creditText]")
    assert caption is not None
    assert caption.text() == "“The green in May” by Jo Bloggs, CC BY 4.0."
    licence = caption.css_first("a[itemprop=license]")
    assert licence is not None
    assert licence.attributes["href"] == "https://licence.example/by/4.0/"


def test_a_decorative_picture_has_no_caption_and_one_among_words_stays_there(site: tuple[Path, Done]) -> None:
    """Empty alternative text says that a picture is decoration."""
    html = page(site[0], "index.html")
    (decoration,) = html.css("p > img[alt='']")
    assert "credit" not in str(decoration.parent.html if decoration.parent else "")
    (inline,) = html.css("p > span.credited")
    assert inline.css_first("small.credit") is not None
    assert str(inline.parent.text() if inline.parent else "").startswith("See ")


def test_the_sentences_that_crown_and_survey_ask_for_are_made_from_the_entry(site: tuple[Path, Done]) -> None:
    """The Open Government Licence's, and Ordnance Survey's with year and number."""
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in str(
        page(site[0], "index.html").css_first("span.credited").text()  # type: ignore[union-attr]
    )
    caption = page(site[0], "news/map/index.html").css_first("figcaption")
    assert caption is not None
    assert caption.text() == "© Crown copyright and database rights 2026 Ordnance Survey 100012345."


def test_the_page_of_credits_lists_every_work_and_where_it_is_shown(site: tuple[Path, Done]) -> None:
    """With links that lead there, a decorative picture included."""
    html = page(site[0], "credits/index.html")
    items = html.css("ul.credits > li[itemscope]")
    assert [item.css_first("strong").text() for item in items] == [  # type: ignore[union-attr]
        "The flood",
        "The green in May",
        "The parish map",
    ]
    links = [link.attributes["href"] for link in items[1].css("a:not([itemprop])")]
    assert links == ["../", "../news/map/"]
    for link in html.css("ul.credits a[href^='../']"):
        target = site[0] / "credits" / str(link.attributes["href"])
        assert target.exists()


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p><a href='b'><img src='a.jpg' alt='A'></a></p>", "figure > a > img"),
        ("<ul><li><img src='a.jpg' alt='A'></li></ul>", "li > figure > img"),
        ("<h2><img src='a.jpg' alt='A'></h2>", "h2 > span > img"),
        ("<picture><source srcset='a.jpg 1x'><img src='a.jpg' alt='A'></picture>", "figure > picture > img"),
        ("<figure><img src='a.jpg' alt='A'></figure>", "figure > figcaption.credit"),
        ("<figure><img src='a.jpg' alt='A'><figcaption>The fete</figcaption></figure>", "figcaption > small.credit"),
        ("<p><img src='a.jpg' alt='A'><img src='a.jpg' alt='B'></p>", "p > span + span"),
    ],
)
def test_wherever_a_picture_stands_the_result_is_sound_html(tmp_path: Path, html: str, made: str) -> None:
    """No figure inside a paragraph, no link inside a link, and a writer's own figure is kept."""
    found = LexborHTMLParser(credits_of(entry("a.jpg", GREEN), folder=tmp_path).captioned(html, "", "index.md"))
    assert found.css_first(made) is not None
    assert not found.css("a a, p figure")
    assert "Credit: Parish Council." in str(found.html)


def test_a_picture_without_a_right_gets_no_caption(tmp_path: Path) -> None:
    """The gate refuses it; the page is left as it is, to the letter."""
    html = "<p><img src='a.jpg' alt='A'><img src=b.jpg alt=B></p>"
    assert credits_of(entry("a.jpg", GREEN, evidence=""), folder=tmp_path).captioned(html, "", "index.md") == html


def test_a_list_without_works_says_so(tmp_path: Path) -> None:
    """An empty list would look like a fault."""
    assert "no pictures" in credits_of(folder=tmp_path).listed(["a.jpg"], {}, "../")


def test_a_list_names_each_work_its_licence_and_its_pages(tmp_path: Path) -> None:
    """Pages that nobody reads from, and works on no page, are named without a place."""
    works = credits_of(
        entry("a.jpg", GREEN), entry("b.pdf", MAP, "ogl"), entry("c.md", MAP, "quotation"), folder=tmp_path
    )
    works.captioned("<a href='b.pdf'>B</a>", "", "index.md")
    html = works.listed(["c.md", "b.pdf", "a.jpg"], {"index.md": ("Home", "../"), "c.md": ("C", "../c/")}, "../")
    picture, paper, page = LexborHTMLParser(html).css("li")
    assert "Shown on" not in picture.text()
    assert "Shown on: Home." in paper.text()
    assert paper.css_first("span[itemprop=creditText] > a[itemprop=license]") is not None
    assert page.css_first("a[href='../c/']") is not None


def test_what_is_written_in_an_entry_is_shown_as_words(tmp_path: Path) -> None:
    """No tag gets through, and no address that runs code could be one (links begin with https)."""
    shown = credits_of(entry("a.jpg", GREEN, by="<b>A</b> & Co."), folder=tmp_path)
    html = shown.captioned("<img src='a.jpg' alt='A'>", "", "index.md")
    assert "Credit: &lt;b&gt;A&lt;/b&gt; &amp; Co." in html


@pytest.mark.parametrize(
    ("address", "url", "file"),
    [
        ("../images/a%20b.jpg", "news/", "images/a b.jpg"),
        ("/images/a.jpg", "news/fete/", "images/a.jpg"),
        ("a.jpg?x=1#y", "", "a.jpg"),
        ("https://pictures.example/a.jpg", "", ""),
        ("//pictures.example/a.jpg", "", ""),
        ("data:image/png;base64,AA", "", ""),
        ("http://[bad", "", ""),
        ("#top", "", ""),
    ],
)
def test_addresses_lead_to_files(address: str, url: str, file: str) -> None:
    """From any page; another website's lead nowhere."""
    assert resolved(address, url) == file


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("{ours: 'By {by}.'}", ""),
        ("{mine: 'By {by}.'}", "mine"),
        ("{ours: 'By {maker}.'}", "ours"),
        ("{ours: 'By {'}", "ours"),
        ("{ours: [1]}", "ours"),
    ],
)
def test_a_council_may_have_its_own_sentences(lines: str, complaint: str) -> None:
    """One that cannot be made is refused when policy.yml is read."""
    text = (ROOT / "policy.yml").read_text(encoding="utf-8") + f"\ncredit_lines: {lines}\n"
    if complaint:
        with pytest.raises(UnreadableError, match=f"credit_lines: {complaint}"):
            parse_policy(text.encode())
    else:
        assert parse_policy(text.encode()).credit_lines["ours"] == "By {by}."


def test_a_register_that_cannot_be_read_gives_no_credits(tmp_path: Path) -> None:
    """Whether it may be published is for the gate to say."""
    root = write(project(tmp_path), {"registers/credits.yml": "- file: a.jpg\n"})
    assert open_credits(root)[0].entries == ()
    works, words = open_credits(write(root, {"registers/credits.yml": ENTRIES}))
    assert len(works.entries) == 3
    assert policy().clerk_email in words


def test_the_hook_is_thin() -> None:
    """Under sixty lines."""
    assert len((ROOT / "hooks" / "credits.py").read_text(encoding="utf-8").splitlines()) < 60
