"""Taking down for good: the policy's sentence for a third party's post, nothing at all for an erased page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy_checks.gate import open_gate
from policy_checks.log import read_log
from policy_checks.removal import _menu
from tests.project import PHONE, Done, buildable, inside, mkdocs, project, run, write

SENTENCE = "A post breaching the Council's Social Media Policy has been removed"
LETTERS = f"# Letters\n\nA resident writes:\n\n> Ring Jo on {PHONE}.\n> Secretly.\n\nThe end.\n"
LINKS = '# Links\n\nSee [the lantern fete](news/fete.md), <a href="news/fete.md#a">it</a> and [home](index.md).\n'
SETTINGS = """site_name: Village
hooks: [hooks/policy_gate.py]
theme: {name: material, font: false}
plugins: [search]
nav:
  - Home: index.md
  - Lantern: news/fete.md
  - links.md
"""


def village(root: Path) -> Path:
    """Return a project with a page to erase that others, the menu and the registers name."""
    files = {
        "docs/index.md": "# Home\n",
        "docs/links.md": LINKS,
        "docs/news/fete.md": "# Lantern fete\n\nOn the green.\n",
    }
    key = "personal-name news/fete.md x 1"
    waiver = "- key: {0}\n  check: c\n  page: {1}\n  reason: r\n  by: Clerk\n  until: 2999-01-01\n"
    waivers = "# Waivers\n" + waiver.format(key, "news/fete.md") + waiver.format("k", "index.md")
    files |= {"mkdocs.yml": SETTINGS, "registers/waivers.yml": waivers + waiver.format("l", "news/fete.md")}
    return buildable(root, files)


def acts(root: Path) -> list[tuple[str, str, str, str]]:
    """Return what the record keeps: act, office, clause and what it is about (nothing)."""
    entries = read_log(root / "registers" / "log").entries.values()
    return [(each.act, each.by, each.clause, each.subject) for each in entries]


def test_a_post_leaves_exactly_the_sentence_of_the_policy(tmp_path: Path) -> None:
    """The page passes, the record holds a reference, and nothing holds the words."""
    root = buildable(tmp_path, {"docs/index.md": "# Home\n", "docs/letters.md": LETTERS})
    done = inside(root, "remove", "docs/letters.md:5-6", "--as", "Clerk", "--clause", "C26e")
    assert done.returncode == 0, done.stderr
    text = (root / "docs" / "letters.md").read_text(encoding="utf-8")
    assert text == f"# Letters\n\nA resident writes:\n\n{SENTENCE}\n\nThe end.\n"
    assert inside(root, "check").returncode == 0
    assert acts(root) == [("removal", "Clerk", "C26e", "")]
    kept = (root / "registers" / "removals.yml").read_text(encoding="utf-8")
    assert not [word for word in ("Jo", "letters", PHONE) if word in kept]
    assert kept.split('"')[1] in done.stdout
    assert inside(root, "log", "verify").returncode == 0


def test_the_sentence_stands_apart_from_what_is_round_it(tmp_path: Path) -> None:
    """As a paragraph of its own."""
    root = buildable(tmp_path, {"docs/a.md": "One.\nTwo.\nThree.\n", "docs/b.md": "Two."})
    assert inside(root, "remove", "a.md:2", "--as", "Clerk").returncode == 0
    assert (root / "docs" / "a.md").read_text(encoding="utf-8") == f"One.\n\n{SENTENCE}\n\nThree.\n"
    assert inside(root, "remove", "b.md:1", "--as", "Clerk").returncode == 0
    assert (root / "docs" / "b.md").read_text(encoding="utf-8") == SENTENCE


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("remove", "letters.md", "--as", "Clerk"), "under docs"),
        (("remove", "letters.md:0", "--as", "Clerk"), "PAGE:FIRST-LAST"),
        (("remove", "letters.md:3-2", "--as", "Clerk"), "PAGE:FIRST-LAST"),
        (("remove", "letters.md:3-99", "--as", "Clerk"), "PAGE:FIRST-LAST"),
        (("remove", "letters.md:a", "--as", "Clerk"), "PAGE:FIRST-LAST"),
        (("remove", "letters.md:3", "--as", "Mayor"), "must be an office that may moderate"),
        (("remove", "letters.md:3", "--as", "Clerk", "--clause", "C99"), "must be a clause"),
        (("erase", "gone.md", "--as", "Clerk"), "under docs"),
        (("erase", "policy.yml", "--as", "Clerk"), "under docs"),
    ],
)
def test_what_cannot_be_meant_takes_nothing_down(tmp_path: Path, words: tuple[str, ...], complaint: str) -> None:
    """Exit status 2, and the page is as it was."""
    root = buildable(tmp_path, {"docs/letters.md": LETTERS})
    done = inside(root, *words)
    assert (done.returncode, complaint in done.stderr) == (2, True), done.stderr
    assert (root / "docs" / "letters.md").read_text(encoding="utf-8") == LETTERS
    assert not (root / "registers" / "removals.yml").exists()


@pytest.fixture(scope="module")
def erased(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """Return a village from which a page was erased, built since."""
    root = village(tmp_path_factory.mktemp("erased"))
    done = run(root, "erase", "docs/news/fete.md", "--as", "Clerk")
    built = mkdocs(root)
    assert built.returncode == 0, built.stderr
    return root, done


def test_an_erased_page_leaves_no_trace(erased: tuple[Path, Done]) -> None:
    """Not in pages, menu, links, search, site map, receipt, registers, record or what was printed."""
    root, done = erased
    assert done.returncode == 0
    assert not (root / "site" / "news" / "fete").exists()
    for file in (each for each in root.rglob("*") if each.is_file() and "__pycache__" not in each.parts):
        data = file.read_bytes()
        assert b"fete" not in data, file
        assert b"lantern" not in data.lower() or "assets" in file.parts, file
    assert "fete" not in done.stdout + done.stderr
    assert "A link was taken out of docs/links.md" in done.stdout


def test_an_erasure_is_recorded_by_a_reference(erased: tuple[Path, Done]) -> None:
    """And other entries stay."""
    root, done = erased
    assert acts(root) == [("erasure", "Clerk", "C09", "")]
    reference = (root / "registers" / "removals.yml").read_text(encoding="utf-8").split('"')[1]
    assert reference in done.stdout
    waivers = (root / "registers" / "waivers.yml").read_text(encoding="utf-8")
    assert waivers.startswith("# Waivers\n- key: k\n")
    assert waivers.count("- key:") == 1
    assert "[home](index.md)" in (root / "docs" / "links.md").read_text(encoding="utf-8")


def test_what_names_a_page_in_another_way_is_left_to_the_clerk(tmp_path: Path) -> None:
    """A menu that is written on one line; without one there is nothing to look at."""
    root = village(tmp_path / "village")
    write(root, {"mkdocs.yml": "site_name: V\nnav: [index.md, news/fete.md]\n", "docs/a.txt": "x\n"})
    copy = Path(shutil.copytree(root, tmp_path / "copy"))
    assert "mkdocs.yml names it still" in inside(root, "erase", "news/fete.md", "--as", "Clerk").stdout
    (copy / "mkdocs.yml").unlink()
    assert "mkdocs.yml" not in inside(copy, "erase", "news/fete.md", "--as", "Clerk").stdout


def test_an_erased_page_is_taken_out_of_the_menu(tmp_path: Path) -> None:
    """A line of its own goes; the others stay."""
    root = project(tmp_path)
    write(root, {"mkdocs.yml": "site_name: V\nnav:\n  - index.md\n  - news/fete.md\n"})
    assert list(_menu(open_gate(root), "news/fete.md")) == []
    assert (root / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: V\nnav:\n  - index.md\n"
