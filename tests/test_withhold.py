"""Withholding: one page's trouble keeps that page back, everything else is published, and no trace of it is left."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policy_checks.build import Build, RefusedError
from policy_checks.gate import open_gate
from policy_checks.log import GATE, read_log
from policy_checks.model import Verdict
from policy_checks.withhold import NOTICE, addresses_of, notice_for, record_withheld, scrub, to_withhold, without_links
from tests.project import EMAIL, PHONE, ROOT, Done, buildable, command, inside, mkdocs, policy, run, verdict, write
from tests.test_build import ON_PAGE, SETTINGS, VERIFY

PLANTED = ("secret", "Bloggs", "900123", "example.com")
FETE = f"---\ntitle: The secret fete\ndate: 2026-11-01\n---\n\n# The secret fete\n\nRing Jo Bloggs on {PHONE}.\n"
LINKS = (
    "# Links\n\nSee [all about the fete](news/fete.md#top), [the list](list.csv), <a href='news/fete.md'>here</a>, "
    '![the green](green.png), [home](index.md) and [a newspaper](https://example.com/news/fete/).\n\n<a name="x">x</a>\n'
)
NEWS = "# News\n\n[The fete of the year](fete.md)\n"
MKDOCS = f"{SETTINGS}hooks: [hooks/policy_gate.py]\nsite_url: https://www.bassingbourn.org/\n"


def village(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Return a project that MkDocs can build, with one page and two files that stop."""
    made: dict[str, str | bytes] = {
        "docs/index.md": "# Home\n\nWelcome.\n",
        "docs/links.md": LINKS.replace("[a newspaper](https://example.com/news/fete/)", "more"),
        "docs/news/index.md": NEWS,
        "docs/news/fete.md": FETE,
        "docs/list.csv": f"Mo,{PHONE}\n",
        "docs/green.png": b"\x89PNG\r\n\x1a\nabc",
        "mkdocs.yml": MKDOCS,
    }
    return buildable(root, {**made, **(files or {})})


def publish(root: Path, *words: str) -> Done:
    """Publish a project with MkDocs, as make publish does."""
    return run(root, "publish", *words, "--", sys.executable, "-m", "mkdocs", "build", env={"NO_MKDOCS_2_WARNING": "1"})


def said(done: Done) -> Any:
    """Return the JSON of a publication."""
    return json.loads(done.stdout)


def traces(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Return each file under a folder, packed ones too, that holds one of these words in its bytes or name."""
    found = []
    for file in (each for each in folder.rglob("*") if each.is_file()):
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        name = file.relative_to(folder).as_posix()
        found += [name for word in words if word.encode() in data or word in name]
    return found


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """Return a village that was published without one page and two files."""
    files: dict[str, str | bytes] = {
        "docs/latin.md": b"# Caf\xe9\n",
        "docs/raw.html": f"<!doctype html><title>Raw</title><p>{EMAIL}</p>\n",
        "docs/jo-07700900123.md": "# Jo\n",
        "outside/list.md": FETE,
    }
    root = village(tmp_path_factory.mktemp("published"), files)
    (root / "docs" / "link").symlink_to(root / "outside", target_is_directory=True)
    return root, publish(root, "--format", "json")


WITHHELD = (
    "docs/green.png",
    "docs/jo-07700900123.md",
    "docs/latin.md",
    "docs/link",
    "docs/list.csv",
    "docs/news/fete.md",
    "docs/raw.html",
)


def test_what_stops_is_withheld_and_everything_else_is_published(published: tuple[Path, Done]) -> None:
    """Exit status 0, told in JSON with the findings; the folder is what was checked."""
    root, done = published
    assert done.returncode == 0, done.stderr
    body = said(done)
    assert body["publishable"] is True
    assert tuple(body["withheld"]) == WITHHELD
    assert {"docs/news/fete.md", "docs/list.csv"} <= {each["path"] for each in body["findings"]}
    assert sorted(each["path"] for each in body["undecided"]) == ["docs/green.png", "docs/latin.md", "docs/link"]
    assert run(root, *VERIFY).returncode == 0


@pytest.mark.parametrize("page", ["news/fete/index.html", "latin/index.html", "raw.html", "link/list/index.html"])
def test_the_notice_stands_at_the_address_of_a_page(published: tuple[Path, Done], page: str) -> None:
    """In the policy's own words."""
    assert NOTICE in (published[0] / "site" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("gone", ["list.csv", "green.png", "jo-07700900123"])
def test_a_file_and_an_address_that_says_too_much_are_not_there(published: tuple[Path, Done], gone: str) -> None:
    """They are not found, like any address that never was."""
    assert not (published[0] / "site" / gone).exists()


def test_no_trace_of_the_words_is_left(published: tuple[Path, Done]) -> None:
    """Not in pages, search, site map, receipt or what was printed."""
    root, done = published
    assert traces(root / "site", PLANTED) == []
    receipt = (root / "receipt.json").read_text(encoding="utf-8")
    assert not [word for word in PLANTED if word in receipt]
    assert not [word for word in ("secret", "Bloggs", "example.com", PHONE) if word in done.stdout + done.stderr]


def test_the_address_is_where_the_notice_stands_and_nowhere_else(published: tuple[Path, Done]) -> None:
    """No page, menu, search index or site map leads there."""
    assert set(traces(published[0] / "site", ("news/fete", "../fete", '"fete'))) == {"news/fete/index.html"}


def test_links_and_pictures_are_replaced_and_others_are_left(published: tuple[Path, Done]) -> None:
    """Words and all, since they may say what is withheld."""
    text = (published[0] / "site" / "links" / "index.html").read_text(encoding="utf-8")
    put = "<span>not available at present</span>"
    assert f"<p>See {put}, {put}, {put}, {put}, <a href" in text
    assert "all about the fete" not in text
    assert '<a href="../">home</a>' in text
    assert "The fete of the year" not in (published[0] / "site/news/index.html").read_text(encoding="utf-8")


def test_receipt_and_record_say_that_something_is_withheld_and_not_what(published: tuple[Path, Done]) -> None:
    """By a reference each, the same in both, with neither path nor words; the record says by which checks, too."""
    root, _ = published
    receipt = json.loads((root / "receipt.json").read_text(encoding="utf-8"))
    entries = read_log(root / "registers" / "log").entries.values()
    assert {(each.act, each.by) for each in entries} == {("withholding", GATE)}
    assert sorted(each.reference for each in entries) == sorted(receipt["withheld"])
    assert len(set(receipt["withheld"])) == len(WITHHELD)
    assert "personal-phone" in {check for each in entries for check in each.checks}
    assert () in {each.checks for each in entries}  # what could not be judged
    assert not traces(root / "registers", (*PLANTED, "fete", "latin", "raw", "list", "green"))
    assert "fete" not in "".join([*receipt["withheld"], *receipt["made_from"].values()])
    assert run(root, "log", "verify").stdout == f"The record is sound: {len(WITHHELD)} entries.\n"


def test_what_is_withheld_is_recorded_once_for_as_long_as_it_stays_as_it_is(tmp_path: Path) -> None:
    """And again when it was edited, since that is another decision."""
    root = village(tmp_path)
    opened, why = open_gate(root), {"docs/news/fete.md": ["personal-phone"], "docs/green.png": []}
    assert [json.loads(line)["clause"] for line in record_withheld(opened, why)] == ["C10", "C09"]
    assert list(record_withheld(opened, why)) == []
    write(root, {"docs/news/fete.md": FETE + "More.\n"})
    assert len(list(record_withheld(opened, why))) == 1


def test_a_record_that_cannot_be_read_holds_no_publication_up(tmp_path: Path) -> None:
    """It is said; `log verify` fails."""
    write(buildable(tmp_path), {"registers/log/2026.jsonl": "gossip\n"})
    done, _ = rounds(tmp_path, "asked |= {'status': 0, 'withheld': ['docs/a.md'], 'reasons': {'docs/a.md': []}}", "0")
    assert (done.returncode, "was not recorded: 2026.jsonl, line 1" in done.stderr) == (0, True)


def test_the_page_comes_back_when_it_is_put_right(published: tuple[Path, Done], tmp_path: Path) -> None:
    """And the same project, built as ever, is refused until then."""
    root = Path(shutil.copytree(published[0], tmp_path / "copy", symlinks=True))
    assert mkdocs(root).returncode == 1
    assert run(root, "check").returncode == 2
    for path in WITHHELD:
        (root / path).unlink()
    write(root, {"docs/news/fete.md": "# The fete\n\nOn the green.\n", "docs/links.md": "# L\n"})
    done = publish(root)
    assert done.returncode == 0
    assert "Withheld" not in done.stdout
    assert (root / "site" / "news" / "fete" / "index.html").exists()


def test_what_is_no_page_cannot_be_withheld(tmp_path: Path) -> None:
    """A footer stands on every page: the website is refused, with nothing left of it."""
    root = village(tmp_path, {"mkdocs.yml": f"{MKDOCS}copyright: Write to {EMAIL}\n"})
    done = publish(root, "--format", "json")
    assert done.returncode == 2 - (not said(done)["undecided"])
    assert said(done)["publishable"] is False
    assert said(done)["withheld"] == []
    assert not (root / "site").exists()
    assert not (root / "receipt.json").exists()


def test_what_another_hook_publishes_is_refused_all_the_same(tmp_path: Path) -> None:
    """It stands on no page of the clerk's."""
    settings = MKDOCS.replace("policy_gate.py]", "policy_gate.py, hooks/other.py]")
    root = village(tmp_path, {"hooks/other.py": ON_PAGE.format(priority=-2000), "mkdocs.yml": settings})
    assert publish(root).returncode == 1
    assert not (root / "site").exists()


def build(root: Path, monkeypatch: pytest.MonkeyPatch, withhold: list[str] | None = None) -> Build:
    """Judge a project as the hook does under `policy-checks publish`."""
    asked = {"withhold": withhold or [], "format": "json"}
    monkeypatch.setenv("POLICY_CHECKS_PUBLISH", str(write(root, {"publish.json": json.dumps(asked)}) / "publish.json"))
    return Build(root / "mkdocs.yml", root / "docs", root / "site", preview=False)


def test_a_build_is_told_what_to_put_in_a_pages_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the site that it made is judged without what was withheld."""
    root = village(tmp_path)
    begun = build(root, monkeypatch)
    assert begun.keeps_back("news/fete.md")
    assert not begun.keeps_back("index.md")
    assert NOTICE in str(begun.notice("news/fete.md"))
    assert begun.notice("list.csv") is None
    assert begun.unlinked("<a href='fete/'>Fete</a>", "news/index.html") == "<span>not available at present</span>"
    write(root, {"site/index.html": "<h1>Home</h1>\n", "site/news/fete/index.html": f"<p>{NOTICE}</p>\n"})
    assert "Withheld, until it is put right: docs/green.png, docs/list.csv, docs/news/fete.md." in begun.finish()
    answered = json.loads((root / "publish.json").read_text(encoding="utf-8"))
    assert (answered["status"], len(answered["withheld"])) == (0, 3)
    write(root, {"site/news/fete/index.html": f"<p>{PHONE}</p>\n"})
    with pytest.raises(RefusedError):
        build(root, monkeypatch).finish()
    assert json.loads((root / "publish.json").read_text(encoding="utf-8"))["status"] == 1


def test_a_build_without_trouble_withholds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it is told to."""
    root = buildable(tmp_path, {"docs/index.md": "# Home\n", "docs/a.md": "# A\n"})
    assert build(root, monkeypatch).unlinked("<a href='a/'>A</a>", "index.html") == "<a href='a/'>A</a>"
    assert build(root, monkeypatch, ["docs/a.md"]).withheld == ("docs/a.md",)


def test_a_council_may_have_all_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """publish: refuse in policy.yml."""
    root = village(tmp_path)
    text = (root / "policy.yml").read_text(encoding="utf-8")
    write(root, {"policy.yml": text.replace("publish: withhold", "publish: refuse")})
    with pytest.raises(RefusedError, match="refuses this website"):
        build(root, monkeypatch)


def test_a_website_of_nothing_but_notices_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is not one page that is in trouble."""
    root = buildable(tmp_path, {"docs/index.md": FETE})
    with pytest.raises(RefusedError, match="no page would be left"):
        build(root, monkeypatch)


def test_a_sign_off_under_older_rules_keeps_a_page_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New rules are told as advice; edited, the page is withheld like any other."""
    from tests.test_moderation import entry

    page = "# Minutes\n\nRing 07700 900123.\n"
    root = buildable(tmp_path, {"docs/index.md": "# Home\n", "docs/meetings/2026-10.md": page})
    write(root, {"registers/signoffs.yml": entry(page, rules="b" * 64)})
    assert build(root, monkeypatch).withheld == ()
    write(root, {"docs/meetings/2026-10.md": page + "More.\n"})
    assert build(root, monkeypatch).withheld == ("docs/meetings/2026-10.md",)


def test_only_files_of_docs_are_withheld(tmp_path: Path) -> None:
    """A finding elsewhere refuses everything."""
    result = verdict(village(tmp_path))
    assert to_withhold(result, "docs") == ("docs/green.png", "docs/list.csv", "docs/news/fete.md")
    assert to_withhold(result, "pages") == ()
    part = replace(result.findings[-1], path="docs/a.pdf!page 2")
    assert to_withhold(replace(result, findings=(part,), undecided=()), "docs") == ("docs/a.pdf",)


def test_a_withheld_file_answers_for_its_parts(tmp_path: Path) -> None:
    """And a folder for what lies in it."""
    result = verdict(village(tmp_path))
    assert not replace(result, withheld=("docs/news",)).publishable
    held: Verdict = replace(result, withheld=("docs/news", "docs/list.csv", "docs/green.png"))
    assert (held.publishable, held.exit_status) == (True, 0)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("news/fete.md", True),
        ("meetings/2026-10.md", True),
        ("meetings/2026-10-minutes/index.markdown", True),
        ("council/annual-parish-meeting.html", True),
        ("list.csv", False),
        ("news/07700-900123.md", False),
        ("news/joan-bloggs.md", False),
    ],
)
def test_the_notice_stands_only_at_an_address_that_says_nothing(tmp_path: Path, page: str, shown: bool) -> None:  # noqa: FBT001
    """And only in the place of a page."""
    assert bool(notice_for(page, open_gate(buildable(tmp_path)))) == shown


@pytest.mark.parametrize(
    ("page", "addresses"),
    [
        ("news/fete.md", {"news/fete.md", "news/fete/", "news/fete/index.html", "news/fete.html"}),
        ("news/index.md", {"news/index.md", "news/", "news/index.html"}),
        ("index.md", {"index.md", "", "index.html"}),
        ("a/list.csv", {"a/list.csv"}),
    ],
)
def test_the_addresses_of_a_page(page: str, addresses: set[str]) -> None:
    """With directory URLs and without."""
    assert set(addresses_of(page)) == addresses


GONE = frozenset({*addresses_of("news/fete.md"), *addresses_of("news/index.md"), "list.csv"})


@pytest.mark.parametrize(
    ("name", "tag", "replaced"),
    [
        ("index.html", "<a href=news/fete/>x</a>", True),
        ("index.html", "<A class='a>b' HREF='./news/fete/?a#b'>x\n<b>y</b></A >", True),
        ("index.html", "<a href='https://www.bassingbourn.org/news/fete/'>x</a>", True),
        ("index.html", "<a href='https://example.com/news/fete/'>x</a>", False),
        ("index.html", "<a href='https://[/news/fete/'>x</a>", False),
        ("a/b/index.html", "<a href='../../news/%66ete/'>x</a>", True),
        ("a/b/index.html", "<a href='/news/f&#101;te/'>x</a>", True),
        ("a/b/index.html", "<a href='../../news'>x</a>", False),
        ("a/b/index.html", "<a href='../..'>x</a>", False),
        ("news/x/index.html", "<a href='..'>x</a>", True),
        ("a/index.html", "<a href='list.csv'>x</a>", True),
        ("a.html", "<img src='list.csv'>", True),
        ("a.html", "<a id='list.csv'>x</a>", False),
        ("news/fete/index.html", "<a href='./#top'>x</a>", False),
        ("news/fete/index.html", "<a href='#top'>x</a>", False),
        ("404.html", "<a href='mailto:a@b'>x</a>", False),
    ],
)
def test_a_link_is_replaced_when_it_leads_to_what_is_withheld(name: str, tag: str, replaced: bool) -> None:  # noqa: FBT001
    """However it is written."""
    html = f"<p>a {tag} b</p>"
    made = without_links(html.encode(), name, GONE, policy()).decode()
    assert made == ("<p>a <span>not available at present</span> b</p>" if replaced else html)


def test_site_map_search_index_and_the_links_in_heads_are_scrubbed(tmp_path: Path) -> None:
    """And what leads elsewhere is left."""
    maps = "<urlset>\n  <url>\n <loc>https://x.example/{}</loc>\n</url>\n  <url>\n <loc>https://x.example/b/</loc>\n</url>\n</urlset>"
    docs = [{"location": "news/fete/#a", "text": "secret"}, {"location": "b/", "text": "b"}]
    head = '<link rel="next" href="news/fete/"><link rel="icon" href="data:,">'
    write(
        tmp_path,
        {
            "sitemap.xml": maps.format("news/fete/"),
            "sitemap.xml.gz": gzip.compress(b"secret"),
            "search/search_index.json": json.dumps({"docs": docs}),
            "index.html": head,
        },
    )
    scrub(tmp_path, GONE, policy())
    assert traces(tmp_path, ("news/fete", "secret")) == []
    assert "b/" in (tmp_path / "sitemap.xml").read_text(encoding="utf-8")
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == '<link rel="icon" href="data:,">'
    (tmp_path / "sitemap.xml.gz").unlink()
    scrub(tmp_path, GONE, policy())
    assert not (tmp_path / "sitemap.xml.gz").exists()


# The command: a builder of our own answers as a build would

BUILDER = """
import json, os, sys
from pathlib import Path
file = Path(os.environ["POLICY_CHECKS_PUBLISH"])
asked = json.loads(file.read_text())
Path("rounds.txt").open("a").write(",".join(asked["withhold"]) + ";")
{act}
file.write_text(json.dumps(asked))
sys.exit({status})
"""


def rounds(root: Path, act: str, status: str, env: Mapping[str, str] | None = None) -> tuple[Done, str]:
    """Publish with a builder that does this; return what was said, and what each round was asked to withhold."""
    write(root, {"builder.py": BUILDER.format(act=act, status=status)})
    done = inside(root, "publish", "--", sys.executable, "builder.py", env=env)
    return done, (root / "rounds.txt").read_text(encoding="utf-8")


def test_what_only_the_built_pages_show_is_withheld_in_the_next_round(tmp_path: Path) -> None:
    """And the count is handed on to the workflow, with a summary for its page."""
    act = (
        "late = ['docs/late.md']\n"
        "done = asked['withhold'] == late\n"
        "asked |= {'status': 1 - done, 'report': 'R', 'summary': 'S', 'stops': [] if done else late, 'withheld': late,\n"
        " 'reasons': {'docs/late.md': ['personal-phone']}}"
    )
    env = {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    settings = (ROOT / "policy.yml").read_text(encoding="utf-8").replace('account: ""', 'account: "clerk"', 1)
    write(tmp_path, {"policy.yml": settings})
    done, asked = rounds(tmp_path, act, "0 if done else 1", env)
    assert (done.returncode, done.stdout, asked) == (0, "R", ";docs/late.md;")
    (line,) = next((tmp_path / "registers" / "log").iterdir()).read_text(encoding="utf-8").splitlines()
    output = f"withheld=1\nmoderators=@clerk\nrecorded<<END\n{line}\nEND\n"
    assert (tmp_path / "output").read_text(encoding="utf-8") == output
    assert (tmp_path / "summary").read_text(encoding="utf-8") == "S"


@pytest.mark.parametrize(
    ("act", "status", "exit_status", "asked"),
    [
        ("pass", "0", 2, ";"),
        ("asked['status'] = 0", "1", 2, ";"),
        (
            "asked |= {'status': 1, 'stops': [f'docs/{len(asked[\"withhold\"])}.md']}",
            "1",
            1,
            ";docs/0.md;docs/0.md,docs/1.md;",
        ),
        ("asked |= {'status': 1, 'stops': asked['withhold']}", "1", 1, ";"),
        ("asked |= {'status': 0, 'withheld': 0}", "0", 0, ";"),
    ],
    ids=["says nothing", "fails though it passed", "never ends", "has nothing more to withhold", "odd count"],
)
def test_a_builder_that_does_not_succeed_is_no_publication(
    tmp_path: Path, act: str, status: str, exit_status: int, asked: str
) -> None:
    """And the rounds end."""
    done, rounds_asked = rounds(tmp_path, act, status)
    assert (done.returncode, rounds_asked) == (exit_status, asked)


def test_make_publish_runs_the_command() -> None:
    """With the builder that make site runs."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "policy-checks publish --format $(FORMAT) -- $(BIN)/mkdocs build\n" in recipe


# Keeping one page back by hand


@pytest.mark.parametrize("text", ["# Fete\n\nOn the green.\n", "---\ntitle: Fete\n---\n\nOn the green.\n"])
def test_a_moderator_keeps_a_page_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """It is marked, recorded by a reference alone, and comes back when the line is taken out."""
    root = buildable(tmp_path, {"docs/index.md": "# Home\n", "docs/fete.md": text})
    done = inside(root, "withhold", "fete.md", "--as", "Clerk")
    assert done.returncode == 0
    assert inside(root, "check").returncode == 1
    assert build(root, monkeypatch).withheld == ("docs/fete.md",)
    (entry,) = read_log(root / "registers" / "log").entries.values()
    assert (entry.act, entry.by, entry.subject) == ("withholding", "Clerk", "")
    assert entry.reference in done.stdout
    assert list(record_withheld(open_gate(root), {"docs/fete.md": ["moderation-withheld"]})) == []
    assert "already" in inside(root, "withhold", "docs/fete.md", "--as", "Clerk").stdout
    marked = (root / "docs" / "fete.md").read_text(encoding="utf-8")
    write(root, {"docs/fete.md": marked.replace("withhold: true\n", "")})
    assert inside(root, "check").returncode == 0


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("gone.md", "--as", "Clerk"), "there is no page called gone.md"),
        (("list.csv", "--as", "Clerk"), "there is no page called"),
        (("index.md", "--as", "Mayor"), "must be an office that may moderate"),
        (("policy.yml", "--as", "Clerk"), "there is no page called policy.yml"),
    ],
)
def test_only_a_moderator_keeps_back_only_a_page(tmp_path: Path, words: tuple[str, ...], complaint: str) -> None:
    """Exit status 2."""
    root = buildable(tmp_path, {"docs/index.md": "# Home\n", "docs/list.csv": "a\n"})
    done = inside(root, "withhold", *words)
    assert (done.returncode, complaint in done.stderr) == (2, True)


def test_a_command_has_a_builder(tmp_path: Path) -> None:
    """Without one there is nothing to run."""
    assert command(tmp_path, sys.executable, "-m", "policy_checks", "publish").returncode == 2
