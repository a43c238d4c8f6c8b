"""Real MkDocs builds through the hook: a refusal leaves no site and no receipt, a pass leaves both."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from policy_checks.build import Build, RefusedError, remove_site
from tests.project import EMAIL, PHONE, ROOT, Done, buildable, command, mkdocs, run, write

LEAK = f"# Fete\n\nThe key is {PHONE}.\n"
PLANTED = ("900123", "900 123", "jo.bloggs", "example.com")
SETTINGS = "site_name: Village\ntheme: {name: material, font: false}\nplugins: [search]\n"
GATE = "hooks: [hooks/policy_gate.py]\n"
VERIFY = ("verify", "site", "--receipt", "receipt.json")
STALE = {"site/old.html": "<p>Old</p>", "receipt.json": '{"schema": 1, "publishable": true, "files": {}}'}
# A hook of somebody else's that runs after the gate's own: lower is later.
EVENT = "from mkdocs.plugins import event_priority\nfrom pathlib import Path\n\n\n@event_priority({priority})\n"
ON_PAGE = (
    EVENT
    + "def on_post_page(output, page, config):\n    return output.replace('</body>', '<p>"
    + PHONE
    + "</p></body>')\n"
)
ON_BUILD = EVENT + "def on_post_build(config):\n    file = Path(config.site_dir, '{file}')\n    {act}\n"
APPEND = f"file.write_text(file.read_text('utf-8') + '<p>{PHONE}</p>', 'utf-8')"
CREATE = f"file.write_text('Mo,{PHONE}\\\\n', 'utf-8')"
INDEX = f"file.write_text(file.read_text('utf-8').replace('Welcome', 'Welcome to {PHONE}'), 'utf-8')"


def village(root: Path, files: Mapping[str, str | bytes] | None = None, *, hook: str = "", settings: str = "") -> Path:
    """Return a project that MkDocs can build, with pages of its own, and perhaps another hook beside the gate's."""
    hooks = "hooks: [hooks/policy_gate.py, hooks/other.py]\n" if hook else GATE
    made: dict[str, str | bytes] = {"docs/index.md": "# Home\n\nWelcome.\n", "mkdocs.yml": SETTINGS + hooks + settings}
    made |= {"hooks/other.py": hook} if hook else {}
    return buildable(root, {**made, **(files or {})})


def refused(root: Path, done: Done) -> str:
    """Check everything that a refusal promises; return what the clerk was told."""
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert not (root / "site").exists()
    assert not (root / "receipt.json").exists()
    assert "Traceback" not in told
    assert not [word for word in PLANTED if word in told]
    return told


# Passing


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """Return a village that was built and passed, and what the build said."""
    files: dict[str, str | bytes] = {f"docs/news/{n}.md": f"# News {n}\n\nThe green is mown.\n" for n in range(3)}
    files |= {"docs/notes.txt": "The hall is open.\n", "docs/.draft.md": LEAK, "receipt.json": "{"}
    root = village(tmp_path_factory.mktemp("built"), files)
    return root, mkdocs(root)


def test_a_clean_website_is_built_with_a_receipt_that_fits(built: tuple[Path, Done]) -> None:
    """Every file of the site is in it, and the receipt lies beside the site, not in it."""
    root, done = built
    assert done.returncode == 0, done.stderr
    assert "Can be published." in done.stderr
    assert run(root, *VERIFY).returncode == 0
    receipt = json.loads((root / "receipt.json").read_text(encoding="utf-8"))
    names = {file.relative_to(root / "site").as_posix() for file in (root / "site").rglob("*") if file.is_file()}
    assert set(receipt["files"]) == names
    assert {"index.html", "news/1/index.html", "notes.txt", "search/search_index.json", "404.html"} <= names
    assert "receipt.json" not in names


def test_one_byte_less_than_a_built_site_is_refused(built: tuple[Path, Done], tmp_path: Path) -> None:
    """The page is named."""
    root = Path(shutil.copytree(built[0], tmp_path / "copy"))
    page = root / "site" / "index.html"
    page.write_bytes(page.read_bytes()[:-1])
    done = run(root, *VERIFY)
    assert (done.returncode, done.stdout) == (1, "changed: index.html\nNot what was checked.\n")


def test_the_command_line_says_of_a_built_site_what_the_build_said(built: tuple[Path, Done], tmp_path: Path) -> None:
    """The same receipt, byte for byte."""
    root = Path(shutil.copytree(built[0], tmp_path / "copy"))
    before = (root / "receipt.json").read_bytes()
    assert run(root, "check", "--site", "site").returncode == 0
    assert (root / "receipt.json").read_bytes() == before


def test_without_the_hook_there_is_no_receipt_so_nothing_is_published(tmp_path: Path) -> None:
    """The site is built, and the publish workflow's verify says that it cannot tell."""
    root = village(tmp_path, {"docs/fete.md": LEAK, "mkdocs.yml": SETTINGS})
    assert mkdocs(root).returncode == 0
    assert (root / "site" / "fete" / "index.html").exists()
    done = run(root, *VERIFY)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no receipt" in done.stderr


# Refusals before anything is written


def test_two_bad_pages_beside_ten_good_ones_are_refused_at_their_places(tmp_path: Path) -> None:
    """Both are told in one run, and what an earlier build left behind is gone."""
    files: dict[str, str | bytes] = {f"docs/news/{n}.md": f"# News {n}\n\nThe green is mown.\n" for n in range(10)}
    files |= {"docs/fete.md": LEAK, "docs/hall.md": f"# Hall\n\nWrite to {EMAIL}.\n"}
    root = village(tmp_path, {**files, **STALE})
    told = refused(root, mkdocs(root))
    assert "docs/fete.md\n  Line 3, column 12. Stopped:" in told
    assert "docs/hall.md\n  Line 3, column 10. Stopped:" in told
    assert "2 stopped" in told
    assert "Not published." in told
    assert run(root, *VERIFY).returncode == 2


def test_every_page_that_cannot_be_judged_is_named_in_one_refusal(tmp_path: Path) -> None:
    """Beside a leak, which is told too."""
    files: dict[str, str | bytes] = {
        "docs/latin.md": b"# Caf\xe9\n",
        "docs/broken.md": "---\ntitle: [a\n---\n",
        "docs/tag.md": "---\ntitle: !!python/object/apply:os.getcwd []\n---\n",
        "docs/twice.md": "---\na: 1\na: 2\n---\n",
        "docs/folder.md/page.md": "# Page\n",
        "docs/fete.md": LEAK,
        "outside/list.md": LEAK,
    }
    root = village(tmp_path, files)
    (root / "docs" / "link").symlink_to(root / "outside", target_is_directory=True)
    told = refused(root, mkdocs(root))
    for name in ("latin.md", "broken.md", "tag.md", "twice.md", "folder.md", "link"):
        assert f"docs/{name}\n  Could not be judged: " in told
    assert "docs/fete.md\n  Line 3, column 12." in told


def test_raw_files_with_planted_values_are_refused(tmp_path: Path) -> None:
    """MkDocs copies them as they are; the gate reads them all."""
    files: dict[str, str | bytes] = {
        "docs/raw.html": f"<!doctype html><title>Raw</title><p>{EMAIL}</p>\n",
        "docs/list.csv": f"Name,Phone\nMo,{PHONE}\n",
        "docs/note.txt": f"Ring {PHONE}\n",
        "docs/plan.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><text>{PHONE}</text></svg>\n',
        "docs/code.js": f"// {EMAIL}\n",
    }
    root = village(tmp_path, files)
    told = refused(root, mkdocs(root))
    assert all(f"\n{name}\n  " in told for name in files), told
    assert "under copyright-credit" in told


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"docs/index.md": None, "docs/.keep": ""}, "there is no page to judge"),
        ({"docs/index.md": None, "docs/notes.txt": "The hall is open.\n"}, "there is no page to judge"),
        ({"policy.yml": None}, "there is no policy.yml"),
        ({"policy.yml": "council: [\n"}, "policy.yml, line 2"),
        ({"registers/people.yml": f"- phone: {PHONE}\n  shoe: 9\n"}, "registers/people.yml, line 2"),
    ],
    ids=["empty docs", "no page", "no policy", "malformed policy", "malformed register"],
)
def test_what_cannot_be_judged_at_all_is_refused(tmp_path: Path, files: dict[str, str | None], sentence: str) -> None:
    """One sentence says why, and what an earlier build left behind is gone."""
    root = village(tmp_path, STALE)
    for name, text in files.items():
        if text is None:
            (root / name).unlink()
        else:
            write(root, {name: text})
    assert sentence in refused(root, mkdocs(root))


def test_a_policy_of_another_folder_does_not_count(tmp_path: Path) -> None:
    """Its receipt and registers would be another website's."""
    root = village(tmp_path / "website", STALE)
    (root / "policy.yml").rename(tmp_path / "policy.yml")
    assert "must lie beside mkdocs.yml" in refused(root, mkdocs(root))


def test_pages_in_another_folder_than_docs_are_refused(tmp_path: Path) -> None:
    """Policy and registers name pages as they lie in docs."""
    root = village(tmp_path, {**STALE, "pages/index.md": "# Home\n"}, settings="docs_dir: pages\n")
    assert "must lie beside mkdocs.yml" in refused(root, mkdocs(root))


@pytest.mark.parametrize("fault", ["raise SystemExit(0)", f"raise ValueError('{PHONE}')"])
def test_a_check_that_leaves_or_fails_does_not_let_the_website_through(tmp_path: Path, fault: str) -> None:
    """The page is undecided, and the build refused."""
    trial = (
        "from dataclasses import replace\n"
        "from policy_checks import checks\n\n\n"
        f"def find(document, policy):\n    {fault}\n\n\n"
        "checks.CHECKS = (replace(checks.CHECKS[-1], id='trial', find=find), *checks.CHECKS)\n"
    )
    settings = SETTINGS + "hooks: [hooks/trial.py, hooks/policy_gate.py]\n"
    root = village(tmp_path, {"hooks/trial.py": trial, "mkdocs.yml": settings})
    assert "the check “trial” could not finish" in refused(root, mkdocs(root))


def test_the_builders_settings_are_judged(tmp_path: Path) -> None:
    """A copyright line stands on every page, and is told once, where it is written."""
    root = village(tmp_path, {"docs/a.md": "# A\n"}, settings=f"copyright: Write to {EMAIL}\n")
    told = refused(root, mkdocs(root))
    assert "mkdocs.yml\n  Line 5, column 21." in told
    assert "1 stopped" in told


def test_a_partial_build_is_refused(tmp_path: Path) -> None:
    """MkDocs would leave pages as they were, unread."""
    root = village(tmp_path)
    assert "build without --dirty" in refused(root, mkdocs(root, "build", "--dirty"))


# Refusals of what was built


@pytest.mark.parametrize(
    ("hook", "path"),
    [
        (ON_PAGE.format(priority=-2000), "site/index.html"),
        (ON_BUILD.format(priority=0, file="index.html", act=APPEND), "site/index.html"),
        (ON_BUILD.format(priority=-500, file="contacts.csv", act=CREATE), "site/contacts.csv"),
        (ON_BUILD.format(priority=-500, file="search/search_index.json", act=INDEX), "site/search/search_index.json"),
    ],
    ids=["page after ours", "page on disk", "raw extra file", "search index"],
)
def test_what_another_hook_publishes_is_judged(tmp_path: Path, hook: str, path: str) -> None:
    """The written pages are clean, so only the built bytes can tell."""
    root = village(tmp_path, STALE, hook=hook)
    told = refused(root, mkdocs(root))
    assert f"\n{path}\n  Line " in told
    assert "under personal-phone" in told


def test_a_link_in_the_built_site_is_refused(tmp_path: Path) -> None:
    """However harmless the file is that it leads to: it can change after the check."""
    act = "file.symlink_to(Path(config.docs_dir, 'index.md'))"
    root = village(tmp_path, hook=ON_BUILD.format(priority=0, file="home.txt", act=act))
    assert "site/home.txt\n  Could not be judged: it is a link" in refused(root, mkdocs(root))


def test_what_the_written_pass_passes_over_is_judged_when_it_is_published(tmp_path: Path) -> None:
    """MkDocs leaves out names that begin with a dot, unless it is told not to."""
    files: dict[str, str | bytes] = {"docs/.well-known/contact.txt": f"Ring {PHONE}\n"}
    root = village(tmp_path, files, settings="exclude_docs: '!.well-known'\n")
    assert "site/.well-known/contact.txt\n  Line 1, column 6." in refused(root, mkdocs(root))


@pytest.mark.parametrize(
    ("file", "act", "line"),
    [("index.html", APPEND, "changed: index.html"), ("contacts.csv", CREATE, "added: contacts.csv")],
)
def test_what_another_hook_changes_after_the_gate_does_not_fit_the_receipt(
    tmp_path: Path, file: str, act: str, line: str
) -> None:
    """Nothing can be judged after the last event, so verify refuses it."""
    root = village(tmp_path, hook=ON_BUILD.format(priority=-2000, file=file, act=act))
    assert mkdocs(root).returncode == 0
    done = run(root, *VERIFY)
    assert (done.returncode, done.stdout) == (1, f"{line}\nNot what was checked.\n")


@pytest.mark.parametrize("hook", ["", ON_PAGE.format(priority=-2000)], ids=["written", "built"])
def test_a_site_outside_the_project_is_not_removed(tmp_path: Path, hook: str) -> None:
    """It may hold what is not ours; there is no receipt, and the clerk is told."""
    files: dict[str, str | bytes] = {} if hook else {"docs/fete.md": LEAK}
    settings = "site_dir: ../elsewhere\n"
    root = village(tmp_path / "village", {**files, "receipt.json": "{}"}, hook=hook, settings=settings)
    (tmp_path / "elsewhere").mkdir()
    told = refused(root, mkdocs(root))
    assert "The refused website still lies in elsewhere, outside this project" in told
    assert (tmp_path / "elsewhere").is_dir()
    assert (tmp_path / "elsewhere" / "index.html").exists() == bool(hook)


@pytest.mark.parametrize(
    ("place", "kept"), [("site", False), ("deep/site", False), ("../elsewhere", True), (".", True)]
)
def test_only_a_folder_inside_the_project_is_ever_removed(tmp_path: Path, place: str, kept: bool) -> None:  # noqa: FBT001
    """And never the project itself."""
    root = tmp_path / "village"
    site = root / place
    write(root, {"keep.txt": "x"})
    write(site, {"index.html": "x"})
    assert bool(remove_site(site, root)) == kept
    assert (site / "index.html").exists() == kept
    assert (root / "keep.txt").exists()


def test_a_link_to_a_folder_is_never_followed_to_be_removed(tmp_path: Path) -> None:
    """Even where both lie inside the project; and where there is nothing, there is nothing to say."""
    write(tmp_path, {"real/index.html": "x"})
    (tmp_path / "site").symlink_to(tmp_path / "real", target_is_directory=True)
    assert "delete it" in remove_site(tmp_path / "site", tmp_path)
    assert (tmp_path / "real" / "index.html").exists()
    assert remove_site(tmp_path / "nothing", tmp_path) == ""


# The same, inside this process


def build(root: Path, *, preview: bool = False) -> Build:
    """Judge a project as the hook does when a build begins."""
    return Build(root / "mkdocs.yml", root / "docs", root / "site", preview=preview)


def test_a_build_judges_its_pages_then_its_site(tmp_path: Path) -> None:
    """And ends with a receipt, or with neither site nor receipt."""
    root = village(tmp_path)
    write(root, {"site/index.html": "<h1>Home</h1>\n"})
    begun = build(root)
    assert "Can be published." in begun.finish()
    assert (root / "receipt.json").exists()
    write(root, {"site/index.html": f"<h1>Home</h1>\n<p>{PHONE}</p>\n"})
    with pytest.raises(RefusedError, match="refuses this website") as caught:
        build(root).finish()
    assert PHONE not in str(caught.value)
    assert not (root / "site").exists()
    assert not (root / "receipt.json").exists()


def test_a_build_of_other_pages_than_the_policys_is_refused(tmp_path: Path) -> None:
    """Before any of them is judged."""
    root = village(tmp_path, {"pages/index.md": LEAK})
    with pytest.raises(RefusedError, match=r"must lie beside mkdocs\.yml"):
        Build(root / "mkdocs.yml", root / "pages", root / "site", preview=False)


def test_a_site_that_is_not_there_cannot_be_judged(tmp_path: Path) -> None:
    """A builder that wrote nothing did not pass."""
    root = village(tmp_path)
    with pytest.raises(RefusedError, match="could not judge the website"):
        build(root).finish()
    assert not (root / "receipt.json").exists()


# Preview


HTML = "<!doctype html><html><head></head><body class='a'>\n<h1>Page</h1></body></html>"


def test_a_preview_shows_a_page_its_findings(tmp_path: Path) -> None:
    """Place, message, remedy, the clause linked to the policy page, and nothing that was found."""
    root = village(tmp_path, {"docs/news/fete.md": LEAK})
    shown = build(root, preview=True).with_banner(HTML, "news/fete.md", "../../policies/social-media/")
    assert shown.startswith("<!doctype html><html><head></head><body class='a'><section ")
    assert shown.endswith(HTML.partition("<body class='a'>")[2])
    assert "This page cannot be published yet." in shown
    assert ' href="#policy-gate-0">Line 3, column 12</a>' in shown
    assert "This looks like somebody&#x27;s own telephone number." in shown
    assert "Take it out, or give" in shown
    assert ' href="../../policies/social-media/#c09">C09: “Not contain any personal information”</a>' in shown
    assert not [word for word in PLANTED if word in shown]


def test_a_build_of_a_few_pages_is_refused(tmp_path: Path) -> None:
    """And leaves nothing of an older one."""
    root = write(village(tmp_path), {"site/index.html": "old", "receipt.json": "{}"})
    with pytest.raises(RefusedError, match="without --dirty"):
        Build(root / "mkdocs.yml", root / "docs", root / "site", preview=False, dirty=True)
    assert not (root / "site").exists()
    assert not (root / "receipt.json").exists()


def test_a_preview_of_a_few_pages_is_a_preview(tmp_path: Path) -> None:
    """Only a build may not be --dirty; and a preview that cannot be judged has no policy page to link to."""
    root = village(tmp_path, {"docs/news/fete.md": LEAK})
    shown = Build(root / "mkdocs.yml", root / "docs", root / "site", preview=True, dirty=True)
    assert shown.policy_page == "policies/social-media.md"
    (root / "policy.yml").write_text("x", encoding="utf-8")
    assert build(root, preview=True).policy_page == ""


def test_a_preview_marks_the_words_on_the_page(tmp_path: Path) -> None:
    """Under the name that the banner links to; a page without findings is left alone."""
    root = village(tmp_path, {"docs/news/fete.md": LEAK})
    begun = build(root, preview=True)
    assert begun.marked("news/fete.md") == LEAK.replace(PHONE, f'<mark id="policy-gate-0">{PHONE}</mark>')
    assert begun.marked("index.md") == ""
    assert begun.marked("gone.md") == ""


def test_a_preview_of_a_clean_page_says_that_others_are_not(tmp_path: Path) -> None:
    """And nothing at all where all are clean."""
    root = village(tmp_path, {"docs/news/fete.md": LEAK, "docs/bad.md": b"\xff"})
    assert "Other pages have 2 more" in build(root, preview=True).with_banner(HTML, "index.md", "")
    (root / "docs" / "bad.md").unlink()
    (root / "docs" / "news" / "fete.md").unlink()
    assert build(root, preview=True).with_banner(HTML, "index.md", "") == HTML


def test_a_preview_says_why_a_page_could_not_be_judged(tmp_path: Path) -> None:
    """On that page."""
    root = village(tmp_path, {"docs/bad.md": "---\na: 1\na: 2\n---\n\n# A\n"})
    shown = build(root, preview=True).with_banner(HTML, "bad.md", "bad/")
    assert "This page could not be judged: a setting is given twice (line 3)." in shown


def test_a_preview_without_a_sound_policy_says_so_on_every_page(tmp_path: Path) -> None:
    """It does not stop, and it marks nothing."""
    root = village(tmp_path, {"docs/fete.md": LEAK})
    write(root, {"policy.yml": "council: [\n"})
    begun = build(root, preview=True)
    assert "The policy gate could not judge the website: policy.yml, line 2" in begun.with_banner(HTML, "index.md", "")
    assert begun.marked("fete.md") == ""


def test_a_preview_through_the_hook_is_never_refused_and_earns_no_receipt(tmp_path: Path) -> None:
    """The banner and the mark are in the page that MkDocs would serve."""
    root = village(tmp_path, {"docs/fete.md": LEAK, "receipt.json": "{}"})
    serve = (
        "from mkdocs.commands.build import build\n"
        "from mkdocs.config import load_config\n"
        "config = load_config('mkdocs.yml')\n"
        "config.plugins.on_startup(command='serve', dirty=False)\n"
        "build(config)\n"
    )
    done = command(root, sys.executable, "-c", serve, env={"NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    page = (root / "site" / "fete" / "index.html").read_text(encoding="utf-8")
    assert "This page cannot be published yet." in page
    assert f'<mark id="policy-gate-0">{PHONE}</mark>' in page
    assert "Other pages have 1 more" in (root / "site" / "index.html").read_text(encoding="utf-8")
    assert not (root / "receipt.json").exists()


def test_the_clauses_that_the_banner_links_to_are_on_the_shipped_policy_page() -> None:
    """Each by the name that the link uses."""
    page = (ROOT / "docs" / "policies" / "social-media.md").read_text(encoding="utf-8")
    for clause in ("c08", "c09", "c17", "c19", "c40", "c41", "c46"):
        assert f"#{clause} " in page or f"#{clause}}}" in page or f'id="{clause}"' in page, clause
