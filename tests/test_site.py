"""The built pass: every byte, told once, at its source."""

from __future__ import annotations

import json
from pathlib import Path

import material
import pytest

from policy_checks.chrome import MOST_BLOCKS, Chrome, closed
from policy_checks.gate import check_site, check_written, settle, verdict_of
from policy_checks.model import Finding, UnreadableError, Verdict
from policy_checks.reading import key_digest
from policy_checks.site import page_of
from tests.project import EMAIL, PHONE, TODAY, documents, gate, project, write

PAGE = "<html><body>\n<h1>Village</h1>\n<p>{}</p>\n<footer>Parish</footer>\n</body></html>\n"


def judged(root: Path) -> Verdict:
    """Judge a project's docs and site."""
    opened = gate(root)
    written = check_written(opened, [root / "docs"], root)
    digests = check_site(opened, root / "site", written, root)
    result = verdict_of(opened, written, TODAY, whole=True, environment={})
    settle(opened, result, digests, written.origins)
    return result


def site(root: Path, docs: dict[str, str | bytes], files: dict[str, str | bytes]) -> list[Finding]:
    """Return what is found in these pages and this site."""
    write(
        project(root, {f"docs/{name}": text for name, text in docs.items()}), {f"site/{n}": t for n, t in files.items()}
    )
    return list(judged(root).findings)


def places(found: list[Finding]) -> list[tuple[str, int, str, str]]:
    """Return path, line, check and surface of each finding."""
    return [(f.path, f.place.line, f.check, f.surface) for f in found]


def test_what_the_page_said_is_not_said_again(tmp_path: Path) -> None:
    """A number on the written page, its HTML and its search entry is one finding."""
    index = json.dumps({"docs": [{"location": "#x", "title": "T", "text": f"Ring {PHONE}"}]})
    files: dict[str, str | bytes] = {"index.html": PAGE.format(PHONE), "search/search_index.json": index}
    assert places(site(tmp_path, {"index.md": f"# T\n\n{PHONE}\n"}, files)) == [
        ("docs/index.md", 3, "personal-phone", "written")
    ]


def test_what_only_the_built_page_says_is_found_there(tmp_path: Path) -> None:
    """With the line of the built file."""
    assert places(site(tmp_path, {"index.md": "# T\n"}, {"index.html": PAGE.format(PHONE)})) == [
        ("site/index.html", 3, "personal-phone", "built")
    ]


def test_a_built_finding_is_traced_to_its_written_words(tmp_path: Path) -> None:
    """Here they stand on the page, but the written pass is made to have missed them."""
    root = project(tmp_path, {"docs/news/a.md": f"# T\n\nWrite to {EMAIL.upper()}.\n"})
    write(root, {"site/news/a/index.html": PAGE.format(EMAIL)})
    opened = gate(root)
    written = check_written(opened, [root / "docs"], root)
    written.findings.clear()
    check_site(opened, root / "site", written, root)
    assert [(f.path, f.place.line, f.place.column, f.surface) for f in written.findings] == [
        ("docs/news/a.md", 3, 10, "built")
    ]


def test_a_line_of_every_page_is_told_once(tmp_path: Path) -> None:
    """A footer with an address is one finding, not one a page."""
    docs: dict[str, str | bytes] = {"index.md": "# T\n", "a.md": "# A\n", "b.md": "# B\n"}
    footer = PAGE.format("x").replace("Parish", EMAIL)
    found = site(tmp_path, docs, {"index.html": footer, "a/index.html": footer, "b/index.html": footer})
    assert [f.check for f in found] == ["personal-email"]


def test_what_stands_on_many_pages_is_told_of_the_first_by_name(tmp_path: Path) -> None:
    """In whatever order the disk gives the folders: each address is in the footer of two pages only."""
    pairs = [(f"{letter}-a", f"{letter}-b") for letter in "abcdefgh"]
    footers = {name: PAGE.format(f"Write to {pair[0]}@example.com") for pair in pairs for name in reversed(pair)}
    found = site(tmp_path, {"index.md": "# T\n"}, {f"{name}/index.html": text for name, text in footers.items()})
    assert [f.path for f in found] == [f"site/{first}/index.html" for first, _ in pairs]


def test_a_line_in_which_something_was_found_is_judged_on_every_other_page(tmp_path: Path) -> None:
    """Word for word the line of a written page, far down in it, among lines that were judged before."""
    page = "# T\n\n" + "One.\n\n" * 20 + f"Ring {PHONE} now.\n\n" + "Two.\n\n" * 20
    files: dict[str, str | bytes] = {
        "a/index.html": PAGE.format("A"),
        "b/index.html": PAGE.format(f"Ring {PHONE} now."),
    }
    assert places(site(tmp_path, {"index.md": page, "b.md": "# B\n"}, files)) == [
        ("docs/index.md", 43, "personal-phone", "written"),
        ("site/b/index.html", 3, "personal-phone", "built"),
    ]


@pytest.mark.parametrize(
    ("markup", "stopped"),
    [
        ("<script>var mine;</script>", True),
        ("<script src='https://w.example/a.js'></script>", True),
        ("<script src='../assets/a.js'></script>", False),
        ("<script src='../assets/a.js'>mine</script>", True),
        ("<script type='application/json'>{}</script>", False),
        ("<p onclick='x()'>", True),
        ("<a href='javascript:x()'>", True),
        ("<iframe srcdoc='x'></iframe>", True),
    ],
)
def test_code_in_a_built_page_is_refused_unless_it_is_the_themes(
    tmp_path: Path,
    markup: str,
    stopped: bool,  # noqa: FBT001
) -> None:
    """A file of this site is judged by itself."""
    found = site(tmp_path, {"index.md": "# T\n"}, {"index.html": PAGE.format(markup)})
    assert bool([f for f in found if f.stops and f.check.startswith("integrity-")]) == stopped


def test_the_themes_own_scripts_pass_and_other_files_of_code_do_not(tmp_path: Path) -> None:
    """The theme's by hash, wherever the page lies."""
    script = (
        "var target=document.getElementById(location.hash.slice(1));"
        'target&&target.name&&(target.checked=target.name.startsWith("__tabbed_"))'
    )
    files: dict[str, str | bytes] = {"index.html": PAGE.format(f"<script>{script}</script>"), "a.js": "var a"}
    assert [(f.path, f.check) for f in site(tmp_path, {"index.md": "# T\n"}, files)] == [
        ("site/a.js", "integrity-markup")
    ]


def test_an_entity_that_makes_a_line_is_judged_as_it_is(tmp_path: Path) -> None:
    """Lines can no longer be told apart, so all are read."""
    page = PAGE.format(f"a&#10;b {PHONE}")
    assert places(site(tmp_path, {"index.md": "# T\n"}, {"index.html": page})) == [
        ("site/index.html", 3, "personal-phone", "built")
    ]


def test_what_is_excused_on_one_page_is_not_excused_on_another(tmp_path: Path) -> None:
    """A waiver is for its page; what stands in a page's title stands in other pages' menus too."""
    root = project(tmp_path, {"docs/index.md": f"# T\n\nRing {PHONE} now.\n", "docs/b.md": f"# Ring {EMAIL}\n"})
    files = {"index.html": f"Ring {PHONE} now.", "b/index.html": f"Ring {PHONE} now.</p><p>Ring {EMAIL}"}
    write(root, {f"site/{name}": PAGE.format(words) for name, words in files.items()})
    write(root, {"site/c/index.html": PAGE.format(f"<a href='../b/'>Ring {EMAIL}</a>")})
    assert places(list(judged(root).findings)) == [
        ("docs/b.md", 1, "personal-email", "written"),
        ("docs/index.md", 3, "personal-phone", "written"),
        ("site/b/index.html", 3, "personal-phone", "built"),
    ]


def test_files_that_no_reader_knows_are_undecided(tmp_path: Path) -> None:
    """So are links, and files that cannot be read; the rest is judged."""
    root = write(project(tmp_path), {"site/index.html": PAGE.format(PHONE), "site/x.bin": b"1", "site/b.json": b"{"})
    (root / "site" / "link.txt").symlink_to(root / "policy.yml")
    (root / "site" / "folder").symlink_to(root)
    result = judged(root)
    assert sorted(each.path for each in result.undecided) == [
        "site/b.json",
        "site/folder",
        "site/link.txt",
        "site/x.bin",
    ]
    assert [f.check for f in result.findings] == ["personal-phone"]
    assert result.exit_status == 2
    assert not (root / "receipt.json").exists()


def test_a_file_of_docs_is_judged_where_it_was_written(tmp_path: Path) -> None:
    """Its copy in the site, byte for byte, says nothing new; a changed copy does."""
    docs: dict[str, str | bytes] = {"index.md": "# T\n", "a.txt": f"{EMAIL}\n"}
    found = site(
        tmp_path, docs, {"index.html": PAGE.format("x"), "a.txt": f"{EMAIL}\n", "b.txt": f"{EMAIL}\n{PHONE}\n"}
    )
    assert places(found) == [
        ("docs/a.txt", 1, "personal-email", "written"),
        ("site/b.txt", 2, "personal-phone", "built"),
    ]


def test_a_crash_in_one_file_leaves_it_undecided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And never lets the site through."""

    def crash(*_: object) -> None:
        raise SystemExit(0)

    root = write(project(tmp_path), {"site/index.html": PAGE.format("x"), "site/a.txt": "x"})
    monkeypatch.setattr("policy_checks.site.read", crash)
    assert [each.reason for each in judged(root).undecided] == ["reading it failed (SystemExit)"]


def test_a_site_without_pages_is_no_site(tmp_path: Path) -> None:
    """Nor is a folder that is not there."""
    root = write(project(tmp_path), {"site/a.txt": "x"})
    with pytest.raises(UnreadableError, match="no page"):
        judged(root)
    (root / "site" / "a.txt").unlink()
    (root / "site").rmdir()
    with pytest.raises(UnreadableError, match="no folder"):
        judged(root)


@pytest.mark.parametrize(
    ("name", "page"),
    [("index.html", "index.md"), ("a/index.html", "a.md"), ("b/index.html", "b/README.md"), ("c/d.html", "c/d.md"),
     ("raw.html", "raw.html"), ("404.html", ""), ("a/", "a.md"), ("", "index.md")],
)  # fmt: skip
def test_the_page_behind_an_address(name: str, page: str) -> None:
    """However the builder lays addresses out."""
    known = {each: documents("x")[0] for each in ("index.md", "a.md", "b/README.md", "c/d.md", "raw.html")}
    assert page_of(name, known) == page


def test_lines_judged_before_are_left_out_with_care() -> None:
    """Their neighbours stay; scripts and tags over several lines stay whole; lines with findings are not learnt."""
    chrome = Chrome()
    first = b"<h1>\n<a\nhref='x'>\ny\nz\n<script>\nold\n</script>\n"
    fresh, new = chrome.fresh(first)
    assert fresh == first
    assert sorted(new) == [0, 1, 3, 4, 5, 8]
    chrome.learn(new, {3})
    assert chrome.fresh(first)[0] == b"\n\n\ny\nz\n\n\n\n"
    assert chrome.fresh(b"<a\nhref='p'><b\nid='q'>\n")[0] == b"<a\nhref='p'><b\nid='q'>\n"
    assert chrome.fresh(b"<h1>\nz\n<script>\nnew\n</script>\n")[0] == b"\nz\n<script>\nnew\n</script>\n"


@pytest.mark.parametrize(
    "line",
    [b"", b"words", b"<p>a <b>c</b></p>", b'<a title="it\'s">x</a>', b"<!doctype html>", b"<script>a<b;'</script><i>x</i>",
     b"  <title>Tea</title>", b'<img alt="a b" src=x>'],
)  # fmt: skip
def test_a_closed_line_leaves_a_browser_between_two_tags(line: bytes) -> None:
    """So it may be judged by itself."""
    assert closed(line)


@pytest.mark.parametrize(
    "line",
    [b"<img", b"onerror=x>", b'<a title="a>', b"<a t=\"'\" u='a>", b"<!-- x", b"<!-- x -->", b"<?x?>", b"a <script>x</script>",
     b"<script>", b"</script>", b"<script>x", b"<script", b"<script>a</script", b'<script src="a>b</script>',
     b"<script><!--<script></script>", b"<script>a</script><img", b"<plaintext>", b"<p>a > b</p>", b"<"],
)  # fmt: skip
def test_what_may_leave_something_open_is_not_closed(line: bytes) -> None:
    """Whatever comes next would be read otherwise."""
    assert not closed(line)


def test_a_tag_over_lines_is_judged_whole_though_its_lines_were_seen() -> None:
    """Learnt lines never hide what they open."""
    chrome = Chrome()
    for page in (b"<p>a</p>\nonerror=x\n", b"x <img\n"):
        chrome.learn(chrome.fresh(page)[1], set())
    hidden = b"<img\nonerror=x\n>\n"
    assert chrome.fresh(hidden)[0] == hidden


def test_the_blocks_remembered_are_few() -> None:
    """The oldest is forgotten: memory is bounded."""
    chrome = Chrome()
    for number in range(100):
        page = b"\n<script>\n%d\n</script>\n" % number
        chrome.learn(chrome.fresh(page)[1], set())
    assert len(chrome.blocks) == MOST_BLOCKS


def test_a_list_item_seen_before_is_left_out_whole() -> None:
    """Menus are made of them; a line that differs is still found."""
    chrome = Chrome()
    item = b"<li>\n<a>\nOne\n</a>\n</li>\n"
    chrome.learn(chrome.fresh(item)[1], set())
    chrome.fresh(item)
    assert len(chrome.items) == 1
    assert chrome.fresh(item + b"new\n" + item)[1] == {5: b"new"}


def test_words_of_the_search_index_that_were_written_are_left_out() -> None:
    """Those that were not, and their neighbours, are kept."""
    chrome = Chrome({key_digest(b"Tea"), key_digest(b"Cake")})
    assert chrome.fresh_words(b"Tea\nTea - Cake\nTea\nTea\nnew\nTea & x\nTea") == b"\n\n\nTea\nnew\nTea & x\nTea"


def test_the_receipt_says_what_each_file_came_from(tmp_path: Path) -> None:
    """The theme, a page or another file of docs/, or the builder."""
    docs: dict[str, str | bytes] = {"index.md": "# T\n", "a.txt": "Tea.\n"}
    theme = next((Path(material.__file__).parent / "templates" / "assets" / "javascripts").glob("*.js"))
    files: dict[str, str | bytes] = {"index.html": PAGE.format("x"), "a.txt": "Tea.\n", "404.html": PAGE.format("x")}
    assert site(tmp_path, docs, {**files, "assets/x.js": theme.read_bytes()}) == []
    receipt = json.loads((tmp_path / "receipt.json").read_text(encoding="utf-8"))
    assert receipt["made_from"] == {
        "404.html": "builder",
        "a.txt": "docs/a.txt",
        "assets/x.js": "theme",
        "index.html": "docs/index.md",
    }


def test_runs_of_lines_that_are_known_are_left_blank_beside_new_ones() -> None:
    """A run that leaves something open at its end is never learnt."""
    chrome = Chrome()
    chrome.learn(chrome.fresh(b"y\n<a\nhref=x>\n\n")[1], set())
    page = b"x\n\n<a\nhref=x>\n\n\n<img\nsrc=y>\n"
    assert chrome.fresh(page)[0] == b"x\n\n\n\n\n\n<img\nsrc=y>\n"
    before = len(chrome.blocks)
    chrome.learn({0: b"<!-- a\n--> <img"}, set())
    assert len(chrome.blocks) == before
