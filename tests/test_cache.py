"""Judgements kept by content: the same verdict with them as without, and none where there may be none."""

from __future__ import annotations

import json
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from policy_checks.cache import Cache, body_of, judged_of, open_cache, revive
from policy_checks.documents.source import Source
from policy_checks.gate import check_site, check_written, context_of, open_gate, verdict_of
from policy_checks.judge import Judged, hits_of
from policy_checks.model import Document, Finding, Place, Surface, Undecided, UnreadableError, Verdict
from policy_checks.pages import Pages
from tests.project import EMAIL, PHONE, TODAY, buildable, mkdocs, project, run, write

WORDS = ["Tea on the green.", f"Ring {PHONE}.", f"Write to {EMAIL}.", "Thanks to Gillian Threlkeld.", "The fete is in May.",
         "![A bench](bench.png)", "<script>x</script>", "Vote Labour on Thursday.", ""]  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let judgements be kept, in a folder of the test's own, which is returned."""
    for name in ("POLICY_CHECKS_NO_CACHE", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    return tmp_path / "cache"


def judge(root: Path, *, keep: bool, site: bool = False) -> Verdict:
    """Judge a project, with what was kept or without."""
    gate = open_gate(root)
    assert gate.cache
    if not keep:
        object.__setattr__(gate, "cache", None)
    judged = check_written(gate, [root / "docs"], root)
    if site:
        check_site(gate, root / "site", judged, root)
    return verdict_of(gate, judged, TODAY, whole=True, environment={})


def edit(root: Path, dice: random.Random) -> None:
    """Change, add or remove a page, a register or the settings, and sometimes the built page."""
    name = f"docs/page-{dice.randrange(4)}.md"
    words = "\n\n".join(dice.choices(WORDS, k=3))
    if dice.random() < 0.2:
        (root / name).unlink(missing_ok=True)
    elif dice.random() < 0.2:
        write(
            root,
            {
                "registers/people.yml": "- {name: Gillian Threlkeld, basis: consent, evidence: note 1, from: 2026-01-01}\n"
            },
        )
    else:
        write(root, {name: f"# Page\n\n{words}\n", f"site/page-{dice.randrange(4)}/index.html": f"<p>{words}</p>\n"})


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_changes_no_verdict(kept: Path, tmp_path: Path, seed: int) -> None:
    """Whatever is edited, in whatever order."""
    root = project(
        tmp_path / "council",
        {"docs/index.md": "# Home\n", "site/index.html": "<h1>Home</h1>\n", "mkdocs.yml": "site_name: V\n"},
    )
    dice = random.Random(seed)  # noqa: S311 - the same edits every time
    for _ in range(12):
        edit(root, dice)
        for site in (False, True):
            assert judge(root, keep=True, site=site) == judge(root, keep=False, site=site)
            assert judge(root, keep=True, site=site) == judge(root, keep=False, site=site)
    assert list(kept.iterdir())


@pytest.mark.usefixtures("kept")
def test_a_page_that_did_not_change_is_not_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a site; one that changed is."""
    root = project(tmp_path / "council", {"docs/index.md": "# Home\n\nTea.\n", "site/index.html": f"<p>{PHONE}</p>\n"})
    first = judge(root, keep=True, site=True)
    monkeypatch.setattr("policy_checks.judge.hits_of", None)
    monkeypatch.setattr("policy_checks.site.hits_of", None)
    assert judge(root, keep=True, site=True) == first
    write(root, {"site/index.html": "<p>Cake</p>\n"})
    assert judge(root, keep=True, site=True).undecided


@pytest.mark.usefixtures("kept")
def test_only_what_changed_of_a_site_is_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what something was found in, for where it is told depends on other pages."""
    site = {"site/index.html": "<p>Tea</p>\n", "site/a/index.html": "<p>Cake</p>\n", "site/list.json": '["Buns"]\n'}
    found = {"site/b/index.html": f"<p>{PHONE}</p>\n"}
    root = project(tmp_path / "council", {"docs/index.md": "# Home\n", **site, **found})
    first = judge(root, keep=True, site=True)
    again: list[str] = []

    def noting(document: Document, *rest: Any) -> Any:
        again.append(document.path)
        return hits_of(document, *rest)

    monkeypatch.setattr("policy_checks.site.hits_of", noting)
    write(root, {"site/a/index.html": "<p>Jam</p>\n"})
    assert judge(root, keep=True, site=True).findings == first.findings
    assert again == ["site/a/index.html", "site/b/index.html"]


@pytest.mark.usefixtures("kept")
def test_a_file_on_which_a_check_failed_is_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fault may have passed; till then the site is undecided."""
    root = project(tmp_path / "council", {"docs/index.md": "# Home\n", "site/index.html": "<p>Tea</p>\n"})

    def failing(document: Document, _policy: object, _matcher: object, judged: Judged) -> list[object]:
        judged.undecided.append(Undecided(document.path, "x"))
        return []

    with monkeypatch.context() as broken:
        broken.setattr("policy_checks.site.hits_of", failing)
        assert [judge(root, keep=True, site=True).exit_status for _ in range(2)] == [2, 2]
    assert judge(root, keep=True, site=True).publishable


@pytest.mark.usefixtures("kept")
def test_a_site_that_cannot_be_read_is_judged(tmp_path: Path) -> None:
    """And so is undecided."""
    root = project(tmp_path / "council", {"docs/index.md": "# Home\n", "site/index.html": "<h1>Home</h1>\n"})
    assert judge(root, keep=True, site=True).publishable
    (root / "site" / "a.txt").symlink_to(root / "policy.yml")
    assert judge(root, keep=True, site=True).exit_status == 2


def test_no_words_are_kept(kept: Path, tmp_path: Path) -> None:
    """Places and digests only, and what a file says of its owner."""
    root = project(tmp_path / "council", {"docs/index.md": f"# Home\n\nSaffron buns. Ring {PHONE}.\n"})
    assert judge(root, keep=True).findings
    (file,) = kept.iterdir()
    data = file.read_bytes()
    assert b"personal-phone" in data
    assert b"Saffron" not in data
    assert b"900123" not in data


@pytest.mark.parametrize("name", ["CI", "POLICY_CHECKS_NO_CACHE"])
def test_where_publishing_is_decided_nothing_is_taken_from_a_cache(kept: Path, tmp_path: Path, name: str) -> None:
    """``CI`` says so; so can the Clerk."""
    assert open_cache(tmp_path, lambda: "x", {name: "true"}) is None
    assert not kept.exists()


def test_a_damaged_cache_is_none(kept: Path, tmp_path: Path) -> None:
    """A new one is begun at the next run."""
    assert open_cache(tmp_path, lambda: "x", {})
    (file,) = kept.iterdir()
    file.write_bytes(b"no database " * 100)
    assert open_cache(tmp_path, lambda: "x", {}) is None
    assert open_cache(tmp_path, lambda: "x", {})


def test_no_folder_for_it_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that cannot be written to stops nothing."""
    write(tmp_path, {"file": ""})
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "file" / "x")
    assert open_cache(tmp_path, lambda: "x", {}) is None


@pytest.fixture
def cache(kept: Path, tmp_path: Path) -> Cache:
    """Return an empty cache."""
    opened = open_cache(tmp_path, lambda: "x", {})
    assert opened
    assert kept.exists()
    return opened


SOURCE = Source("docs/a.md", "a.md", Surface.WRITTEN, b"Tea.")


@pytest.mark.parametrize(
    "body", ["{", "[]", '{"documents": "x"}', '{"documents": 1, "findings": [{}], "texts": {}, "files": {}}', "null"]
)
def test_an_entry_that_cannot_be_read_is_judged_afresh(cache: Cache, body: str) -> None:
    """Whatever is in the file, the file only ever saves work."""
    cache.put(SOURCE, Judged(documents=1))
    cache.put_site("k", Judged(documents=1))
    cache.put_clean("c")
    assert cache.get(SOURCE)
    assert cache.get_site("k")
    assert cache.is_clean("c")
    cache.connection.execute("UPDATE judged SET body = ?", (body,))
    assert cache.get(SOURCE) is None
    assert cache.get_site("k") is None
    assert not cache.is_clean("c")


def test_what_was_kept_stands_until_a_register_changes(tmp_path: Path) -> None:
    """One in a folder of theirs too; an empty folder says nothing."""
    root = project(tmp_path / "council", {"docs/index.md": "# Home\n"})
    policy = open_gate(root).policy
    first = context_of(root, policy)
    (root / "registers" / "reference" / "old").mkdir(parents=True)
    assert context_of(root, policy) == first
    write(root, {"registers/reference/known.txt": "Words of another's.\n"})
    assert context_of(root, policy) != first


def test_an_undecided_file_is_not_kept(cache: Cache) -> None:
    """Its fault may have passed."""
    undecided = Judged(undecided=[Undecided("docs/a.md", "x")])
    cache.put(SOURCE, undecided)
    cache.put_site("k", undecided)
    assert cache.get(SOURCE) is None
    assert cache.get_site("k") is None


def test_what_other_rules_judged_is_dropped(cache: Cache, tmp_path: Path) -> None:
    """And never used."""
    cache.put(SOURCE, Judged())
    cache.save()
    other = open_cache(tmp_path, lambda: "y", {})
    assert other
    assert other.get(SOURCE) is None
    other.save()
    assert cache.get(SOURCE) is None


def test_a_closed_cache_stops_nothing(cache: Cache) -> None:
    """It finds nothing and keeps nothing."""
    cache.connection.close()
    cache.put(SOURCE, Judged())
    cache.save()
    assert cache.get(SOURCE) is None


def test_values_come_back_as_they_were() -> None:
    """And nothing comes back of what is none."""
    judged = Judged(findings=[])
    assert judged_of(json.loads(json.dumps(body_of(judged)))) == judged
    place = {"line": 1, "column": 2, "end_line": 3, "end_column": 4}
    assert revive(Place, place) == Place(1, 2, 3, 4)
    with pytest.raises(TypeError):
        revive(Place, {**place, "line": "1"})
    with pytest.raises(KeyError):
        revive(Finding, {})


def test_pages_are_read_when_asked_for() -> None:
    """Those that were judged before."""
    head = Document("docs/a.md", "a.md", Surface.WRITTEN, "markdown", "")
    pages = Pages(unread={"a.md": (SOURCE, head)})
    assert pages.head("a.md") is head
    assert pages.head("b.md") is None
    assert len(pages) == 1
    assert list(pages) == ["a.md"]
    assert "a.md" in pages
    assert pages["a.md"].text == "Tea."
    assert pages.heads() == [pages["a.md"]]
    with pytest.raises(KeyError):
        pages["b.md"]


def test_a_second_build_is_the_same(kept: Path, tmp_path: Path) -> None:
    """Through the real command line and a real build, with the file where a user's would lie."""
    root = buildable(tmp_path / "council", {"docs/index.md": "# Home\n\nTea.\n"})
    env = {"POLICY_CHECKS_NO_CACHE": "", "CI": "", "XDG_CACHE_HOME": str(kept), "LOCALAPPDATA": str(kept)}
    assert [mkdocs(root, env=env).returncode for _ in range(2)] == [0, 0]

    first, second = (run(root, "check", "docs", "--site", "site", "--format", "json", env=env) for _ in range(2))
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert sqlite3.connect(next(kept.rglob("*.sqlite"))).execute("SELECT COUNT(*) FROM judged").fetchone()[0] > 1


@pytest.mark.usefixtures("kept")
def test_a_site_whose_digests_cannot_be_had_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is taken for what was judged before."""
    root = project(tmp_path / "council", {"docs/index.md": "# Home\n", "site/index.html": "<h1>Home</h1>\n"})
    first = judge(root, keep=True, site=True)

    def refuse(_site: Path) -> None:
        raise UnreadableError("x")

    monkeypatch.setattr("policy_checks.gate.file_digests", refuse)
    assert judge(root, keep=True, site=True) == first
