"""Links within the built website: what leads nowhere is advised where it was written, and stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policy_checks.reach import broken, read_site
from policy_checks.site import site_files
from tests.project import inside, project, write

FRONT = '<link rel="canonical" href="https://www.bassingbourn.org/parish/">'


def leads(root: Path, *links: str, front: str = "") -> list[str]:
    """Return those of these links, on a page, that lead nowhere."""
    anchors = "".join(f'<a href="{link}">Words</a>' for link in links)
    pages = {
        "index.html": front,
        "news/fete/index.html": f'<p id="top-of-it">{anchors}',
        "news/index.html": '<a name="old">Old</a>',
    }
    write(root, {**pages, "news/map.pdf": "%PDF", "deep/a.html": '<p id="b c">'})
    return [each.link for each in broken(read_site(root, dict(site_files(root))))]


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#",
        "#top",
        "#top-of-it",
        "#:~:text=Words",
        "..",
        "../",
        "../#old",
        "../index.html#old",
        "../map.pdf#page=2",
        "/news/",
        "/news",
        "/deep/a.html#b%20c",
        "../../",
        "../../../../news/",
        "https://example.com/none",
        "mailto:clerk@example.com",
        "//example.com/x",
        "data:,",
    ],
)
def test_what_leads_somewhere(tmp_path: Path, link: str) -> None:
    """To a file, to a place on a page, or to another website."""
    assert leads(tmp_path, link) == []


@pytest.mark.parametrize(
    "link", ["#none", "../none/", "../#none", "map.pdf", "/none/", "/news/fete/x.png", "https://[::1/"]
)
def test_what_leads_nowhere(tmp_path: Path, link: str) -> None:
    """A page, a place, a picture that is not there; an address that is none."""
    assert leads(tmp_path, link) == [link]


def test_the_front_page_says_where_the_website_lies(tmp_path: Path) -> None:
    """Whole addresses of its own are looked at; what lies beside its folder is another website's."""
    links = (
        "/parish/news/",
        "/other/",
        "https://www.bassingbourn.org/parish/news/#old",
        "https://www.bassingbourn.org/school/",
    )
    assert leads(tmp_path, *links, front=FRONT) == []
    wrong = ["/parish/none/", "https://www.bassingbourn.org/parish/none/"]
    assert leads(tmp_path, *wrong, front=FRONT) == wrong


def told(root: Path, pages: dict[str, str], built: dict[str, str]) -> list[tuple[str, int, int]]:
    """Return the place of each broken link that is advised of a project with this site; it can be published."""
    write(
        project(root, {f"docs/{name}": text for name, text in pages.items()}),
        {f"site/{name}": text for name, text in built.items()},
    )
    done = inside(root, "check", "--site", "site", "--format", "json")
    assert done.returncode == 0, done.stdout
    found = [each for each in json.loads(done.stdout)["findings"] if each["check"] == "integrity-link"]
    assert {each["level"] for each in found} <= {"advise"}
    return [(each["path"], each["line"], each["column"]) for each in found]


def test_a_broken_link_is_told_where_it_was_written(tmp_path: Path) -> None:
    """A link that the builder left as it was, and a place on a page, whose address it turned; each once a page."""
    pages = {
        "index.md": "# Home\n\nSee [here](no.md), [there](news.md#no) and ![x](no.png). <https://www.gov.uk/>\n",
        "news.md": "# News\n",
    }
    home = '<h1>Home</h1><a href="no.md">here</a><a href="news/#no">there</a><a href="./no.md">x</a><img src="no.png" alt="x">'
    assert told(tmp_path, pages, {"index.html": home, "news/index.html": "<h1>News</h1>"}) == [
        ("docs/index.md", 3, 5),
        ("docs/index.md", 3, 20),
        ("docs/index.md", 3, 44),
    ]


def test_a_broken_link_that_nobody_wrote_is_told_at_its_page_or_once_for_all(tmp_path: Path) -> None:
    """A menu is everybody's: it stands in the settings of the website."""
    pages = {"index.md": "# Home\n", "news.md": "# News\n", "mill.md": "# Mill\n"}
    built = {"index.html": '<a href="none/">x</a>'} | {
        f"{name}/index.html": '<a href="../none/">x</a>' for name in ("news", "mill")
    }
    assert told(tmp_path / "a", pages, built) == [("policy.yml", 1, 1)]
    write(tmp_path / "b", {"mkdocs.yml": "site_name: V\n"})
    assert told(tmp_path / "b", pages, built) == [("mkdocs.yml", 1, 1)]
    alone = {
        **built,
        "index.html": "<p>x</p>",
        "mill/index.html": "<p>x</p>",
        "made/index.html": '<a href="../gone/">x</a>',
    }
    assert told(tmp_path / "c", pages, alone) == [("docs/news.md", 1, 1), ("site/made/index.html", 1, 1)]
